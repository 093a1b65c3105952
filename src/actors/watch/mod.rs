//! Watch: who sees every tick, and knows which lines it snaps and which bells it rings.
//!
//! It keeps the marks of all open lines in the order of their prices, so that a tick costs what it crosses and nothing for the
//! lines it does not. Sessions tell it what they opened and closed; the Router asks it for crossings (`NextCrossings`) and
//! hands each to its player's session; at the start it reads the open lines from the database.
//!
//! **Invariant:** a line in the database that a tick has crossed is handed out again and again until its session says that it
//! is closed, whoever died in between.
//! **Absent:** no money and no decision: a crossing is a hint; the session decides by the player as he is.

mod actor;
pub mod crossings;
pub mod lines;
mod loading;
pub mod messages;
mod ticking;

pub use actor::Watch;
