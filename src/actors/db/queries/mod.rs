//! The SQL of every typed query, by what it is about.
//!
//! Called by the DbActor alone. Each text names the rule of schema.sql that protects it.
//!
//! **Invariant:** every function is one statement that may be repeated.

pub(super) mod boards;
pub(super) mod catches;
pub(super) mod forgetting;
pub(super) mod groups;
pub(super) mod inbox;
pub(super) mod lines;
pub(super) mod outbox;
pub(super) mod pictures;
pub(super) mod players;
pub(super) mod proofs;
pub(super) mod record;
pub(super) mod ticks;

/// What a burst of players makes the service ask, and the start: prepared on every connection as it is opened.
pub(super) const HOT: [&str; 11] = [
    inbox::STORE_PAGE,
    players::LOAD_PLAYER,
    forgetting::MARK,
    players::POSITION_IDS,
    super::settle::SETTLE,
    outbox::OWED,
    players::CATCH_FACTS,
    ticks::PATH,
    ticks::RECORD,
    pictures::REMEMBER_CARD,
    pictures::ART_STATES,
];
