//! What every story stands on: a sandbox, a database of its own, a running service, and words to act and to look.
//!
//! **Invariant:** nothing here waits for time; everything waits for a condition, with a deadline that only a hang meets.

mod canary;
mod database;
mod process;
mod seeing;
mod world;

pub use canary::{CANARY, is_not_in};
pub use database::Database;
pub use process::{Process, READY, Said, command, said, variables};
pub use seeing::{is_catch, seen};
pub use world::{Player, World, run};

/// Only a hang is this long: machines are shared and tests run side by side.
pub const DEADLINE: std::time::Duration = std::time::Duration::from_secs(60);
