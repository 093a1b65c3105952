//! What the Router is told.
//!
//! **Invariant:** an update that is handed over twice is carried out once.

use std::time::{Duration, Instant};

use actix::Message;
use jiff::Timestamp;

use crate::{actors::poller::port::Incoming, game::player::PlayerId};

/// An update, stored and not done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The inbox's own number.
    pub seq: i64,
    /// Telegram's id.
    pub update_id: i64,
    /// Whose.
    pub player: PlayerId,
    /// When its page came in.
    pub arrived_at: Timestamp,
    /// The same by the clock of durations; of a replay, when it was read from the inbox.
    pub since: Instant,
    /// What it is.
    pub content: Incoming,
    /// Set on a replay: from when its fill may be.
    pub replayed_at: Option<Timestamp>,
}

/// "Carry these out." Answered at once; whoever brings more asks first whether there is room. An id already in hand is dropped.
#[derive(Clone, Debug, Message)]
#[rtype(result = "()")]
pub struct Take {
    /// In the inbox's order.
    pub updates: Vec<Taken>,
}

/// "I begin to ask the inbox what is unfinished" or "what it said is in your hands": in between, what ends is remembered, for
/// the answer may be older. Begun again: from here on.
#[derive(Clone, Copy, Debug, Message)]
#[rtype(result = "()")]
pub struct Reading {
    /// Who reads.
    pub who: Reader,
    /// True at the beginning.
    pub begins: bool,
}

/// Who asks the inbox what is unfinished.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reader {
    /// The poller, of the updates of a page (Telegram may send one again).
    Page,
    /// The sweep.
    Sweep,
}

/// "Somebody without a player of his own spoke" (an anonymous admin): a polite no, once per chat and minute.
#[derive(Clone, Debug, Message)]
#[rtype(result = "()")]
pub struct TurnAway {
    /// What came.
    pub content: Incoming,
}

/// "The bot has another name from here on." Repeated: no change.
#[derive(Clone, Debug, Message)]
#[rtype(result = "()")]
pub struct Renamed {
    /// Without the `@`.
    pub our_name: String,
}

/// "This is told of a group", by nobody who could be a player, or a new name: nothing that is worth a row in the inbox. Late
/// or repeated, what is stored of the group is newer and stays.
#[derive(Clone, Debug, Message)]
#[rtype(result = "()")]
pub struct GroupTold {
    /// What came.
    pub content: Incoming,
    /// When its page came in.
    pub at: Timestamp,
}

/// "Take up what the inbox holds unfinished"; at the start, before the first page. Answered when all of it is in hand.
#[derive(Clone, Copy, Debug, Message)]
#[rtype(result = "()")]
pub struct ReplayInbox;

/// "Take nothing more": answered when nothing is in hand any longer, or when the time is up; with how many are left.
#[derive(Clone, Copy, Debug, Message)]
#[rtype(result = "usize")]
pub struct Close {
    /// Longest wait.
    pub patience: Duration,
}

/// "How many sessions are there, and how many updates in hand?"
#[derive(Clone, Copy, Debug, Message)]
#[rtype(result = "(usize, usize)")]
pub struct CountSessions;
