//! What every story stands on: a sandbox, a database of its own, a running service, and words to act and to look.
//!
//! **Invariant:** nothing here waits for time; everything waits for a condition, with a deadline that only a hang meets.

mod bouncer;
mod canary;
mod child;
mod crowd;
mod database;
mod debians;
mod delivered;
mod fleet;
mod paths;
mod process;
mod proxy;
mod scrape;
mod seeing;
mod standby;
mod tally;
mod trap;
mod world;

pub use bouncer::Bouncer;
pub use canary::{CANARY, is_not_in};
pub use child::{Blow, WallClock};
pub use crowd::Crowd;
pub use database::Database;
pub use debians::PASSWORD;
pub use delivered::{Certificate, Delivered};
pub use fleet::Fleet;
pub use paths::{Paths, size};
pub use process::{Process, READY, Said, command, said, variables};
pub use proxy::{Proxy, Rule as Strikes, Strike};
pub use scrape::{Operator, Scrape};
pub use seeing::{FOG, OWED, WAITING, is_catch, results_in, seen, until_struck};
pub use tally::Tally;
pub use trap::Trap;
pub use world::{Player, World, run};

/// Only a hang is this long: machines are shared, tests run side by side, and a busy machine leaves them a tenth of itself.
pub const DEADLINE: std::time::Duration = std::time::Duration::from_secs(300);

/// Whether promises in seconds are held: under `scripts/chaos`, where each test has the machine to itself.
pub fn seconds_count() -> bool {
    std::env::var_os("CHAOS_KILLS").is_some()
}

/// A folder that is not there, for `DATA_DIR`.
fn nowhere() -> std::path::PathBuf {
    std::env::temp_dir().join("angler-it").join("nowhere")
}
