//! Which updates are in the Router's hand, and how many of them count against its room.
//!
//! Owned by the Router; asked by the poller through it before each poll.
//!
//! **Invariant:** one chat counts for a small share only: thousands who write in one group that Telegram lets us not answer keep
//! nobody else unheard.

use std::collections::HashMap;

use crate::{actors::poller::port::Incoming, plumbing::room::Shares};

/// See the file's head.
pub(super) struct Hand {
    /// Each with its chat.
    updates: HashMap<i64, i64>,
    shares: Shares,
}

impl Hand {
    /// An empty one; at `max` there is no room for more.
    pub fn new(max: usize) -> Hand {
        Hand { updates: HashMap::new(), shares: Shares::new(max) }
    }

    /// An update is in hand from now on; false when it was already.
    pub fn insert(&mut self, update_id: i64, content: &Incoming) -> bool {
        if self.updates.contains_key(&update_id) {
            return false;
        }
        let chat_id = chat_of(content);
        self.updates.insert(update_id, chat_id);
        self.shares.add(chat_id);
        true
    }

    /// An update is in hand no longer.
    pub fn remove(&mut self, update_id: &i64) {
        if let Some(chat_id) = self.updates.remove(update_id) {
            self.shares.remove(chat_id);
        }
    }

    /// Whether it is.
    pub fn contains(&self, update_id: &i64) -> bool {
        self.updates.contains_key(update_id)
    }

    /// How many are.
    pub fn len(&self) -> usize {
        self.updates.len()
    }

    /// True when none is.
    pub fn is_empty(&self) -> bool {
        self.updates.is_empty()
    }

    /// How many count against the room.
    pub fn counted(&self) -> usize {
        self.shares.counted()
    }
}

/// Where its answer goes; what has no answer counts together.
fn chat_of(content: &Incoming) -> i64 {
    match content {
        Incoming::Text { chat, .. } | Incoming::Anonymous { chat, .. } => chat.id,
        Incoming::Press { from, chat, .. } => chat.map_or(from.telegram_id, |chat| chat.id),
        Incoming::Group { chat_id, .. } => *chat_id,
        Incoming::Ignored(_) | Incoming::Malformed(_) => 0,
    }
}
