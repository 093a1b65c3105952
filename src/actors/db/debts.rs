//! Durable replies as they are owed: their keys, the turns that they are of, and what they say.
//!
//! Read by the DbActor, made by sessions from what they settled, kept and delivered by the Outbox, marked by the Marker.
//!
//! **Invariant:** whoever remembers a reply remembers its cause beside its key: a key alone may be another turn's one day.

use std::sync::Arc;

use jiff::Timestamp;

use super::turn::{Reply, Turn};
use crate::game::{catalogue::FishId, player::PlayerId};

/// The key of a durable reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ReplyKey {
    /// Whose turn.
    pub player: PlayerId,
    /// His version after the turn.
    pub version: i64,
    /// Which of the turn's replies, from 1.
    pub seq: i16,
}

/// A durable reply together with the turn that it is of: where a database lost its last commits, another turn takes the number of
/// the one that is gone, and its reply has the same key.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Debt {
    /// Its key.
    pub key: ReplyKey,
    /// What caused its turn, as text.
    pub cause: Arc<str>,
}

/// A durable reply that is owed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwedReply {
    /// Its key.
    pub key: ReplyKey,
    /// What caused it, as text.
    pub cause: Arc<str>,
    /// When its turn was settled.
    pub settled_at: Timestamp,
    /// The reply.
    pub reply: Reply,
    /// What a catch brought, where it is known without asking: then its fish's card needs no question to the database.
    pub fish: Option<FishId>,
}

impl OwedReply {
    /// The replies of a turn that was just settled, keyed as the database keyed them.
    pub fn of_settled(turn: Turn, at: Timestamp) -> Vec<OwedReply> {
        let Turn { player, version, cause, change, replies, .. } = turn;
        let fish = change.closes.map(|catch| catch.fish);
        let cause: Arc<str> = cause.to_string().into();
        let keyed = |(reply, seq)| OwedReply {
            key: ReplyKey { player, version: version + 1, seq },
            cause: cause.clone(),
            settled_at: at,
            reply,
            fish,
        };
        replies.into_iter().zip(1..).map(keyed).collect()
    }

    /// What is remembered of it.
    pub fn debt(&self) -> Debt {
        Debt { key: self.key, cause: self.cause.clone() }
    }
}
