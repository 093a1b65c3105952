//! The actors, one folder each, in the order of the chain: an actor may ask any actor further right, never one further left.
//!
//! `poller → router → session → { watch → oracle, outbox → imagegen } → db`
//!
//! **Invariant:** every message is a typed struct and every answer travels as its result; actors share no state.

pub mod db;
pub mod imagegen;
pub mod oracle;
pub mod outbox;
pub mod poller;
pub mod router;
pub mod session;
pub mod watch;
