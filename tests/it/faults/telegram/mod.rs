//! Telegram in bad weather, counted: what the database owes each chat against what the sandbox saw arrive there.
//!
//! The stories in `speech.rs` tell what a player sees of it; here every kind of failure meets every kind of call.

mod answers;
mod crashes;
mod crowded;
mod frames;
mod lanes;
mod large;
mod polling;
mod record;
mod refusals;
mod seconds;
mod stalled;
