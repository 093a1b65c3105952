//! Router: from an update to the session of its player.
//!
//! The poller hands it pages; at start and every 30 s it takes up what the inbox holds unfinished. It keeps every update in
//! hand until its session has answered, makes sessions, lets go of idle ones, and puts aside an update that nobody can
//! carry out.
//!
//! **Invariant:** an update in hand is given to one session at a time, and a player's updates are given in the inbox's order.

mod actor;
mod blame;
mod crossing;
mod desk;
mod figures;
mod groups;
mod hand;
mod intent;
pub mod messages;
mod order;
mod replay;
mod weekly;

pub use actor::{Router, RouterSettings};
pub use intent::{addressee, matters};
