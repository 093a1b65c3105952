//! The SQL of every typed query, by what it is about.
//!
//! Called by the DbActor alone. Each text names the rule of schema.sql that protects it.
//!
//! **Invariant:** every function is one statement that may be repeated.

pub(super) mod inbox;
pub(super) mod outbox;
pub(super) mod pictures;
pub(super) mod players;
pub(super) mod ticks;
