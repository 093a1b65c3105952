//! Which durable replies the Outbox owes, and whether there is room for more.
//!
//! Owned by the Outbox; asked by the poller before each poll, for replies that cannot go out are what would grow when Telegram
//! takes no sends: their updates are done and left the hand. The replies stay in the database whatever happens here.
//!
//! **Invariant:** one chat counts for a small share only, so a chat that takes nothing does not keep the others unheard.

use std::collections::HashMap;

use actix::{Context, Handler};
use jiff::Timestamp;

use super::actor::Outbox;
use crate::{
    actors::db::messages::Debt,
    plumbing::room::{HasRoom, Look, Room, Shares},
};

/// See the file's head.
pub(super) struct Owed {
    room: Room,
    /// Durable replies in lanes, in flight, or sent and not yet marked as delivered: their chats, and when they were settled.
    keys: HashMap<Debt, (i64, Timestamp)>,
    shares: Shares,
}

impl Owed {
    /// Nothing is owed; at `max` there is no room.
    pub fn new(max: usize) -> Owed {
        Owed { room: Room::new(max), keys: HashMap::new(), shares: Shares::new(max) }
    }

    /// How many may be owed.
    pub fn max(&self) -> usize {
        self.room.max()
    }

    /// How many are owed.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// True when nothing is owed.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// The settle of the oldest that is owed.
    pub fn oldest(&self) -> Option<Timestamp> {
        self.keys.values().map(|(_, settled_at)| *settled_at).min()
    }

    /// Takes over a reply that another owed.
    pub fn keep(&mut self, debt: &Debt, from: &Owed) {
        if let Some((chat_id, settled_at)) = from.keys.get(debt) {
            self.insert(debt.clone(), *chat_id, *settled_at);
        }
    }

    /// A reply is owed from now on; false when it was already.
    pub fn insert(&mut self, debt: Debt, chat_id: i64, settled_at: Timestamp) -> bool {
        if self.keys.contains_key(&debt) {
            return false;
        }
        self.keys.insert(debt, (chat_id, settled_at));
        self.shares.add(chat_id);
        true
    }

    /// A reply's fate is written.
    pub fn remove(&mut self, debt: &Debt) {
        let Some((chat_id, _)) = self.keys.remove(debt) else { return };
        self.shares.remove(chat_id);
    }

    fn has_room(&mut self) -> bool {
        let look = self.room.look(self.shares.counted());
        match look {
            Look::FillsUp => {
                log::warn!(owed = self.len(); "too many replies wait for telegram, polling rests until half of them are delivered");
            }
            Look::FreeAgain => log::info!(owed = self.len(); "replies are delivered again, polling goes on"),
            Look::Free | Look::Full => {}
        }
        look.has_room()
    }
}

impl Handler<HasRoom> for Outbox {
    type Result = bool;
    fn handle(&mut self, _: HasRoom, _: &mut Context<Self>) -> bool {
        self.durable.has_room()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{actors::db::messages::ReplyKey, game::player::PlayerId};

    fn key(player: i64, version: i64) -> Debt {
        Debt { key: ReplyKey { player: PlayerId(player), version, seq: 0 }, cause: "u1".into() }
    }

    const THEN: Timestamp = Timestamp::UNIX_EPOCH;

    #[test]
    fn room_ends_at_the_limit_and_comes_back_at_half() {
        let mut owed = Owed::new(4);
        for chat in 0..4 {
            assert!(owed.has_room());
            assert!(owed.insert(key(chat, 1), chat, THEN) && !owed.insert(key(chat, 1), chat, THEN));
        }
        assert!(!owed.has_room());
        owed.remove(&key(0, 1));
        owed.remove(&key(0, 1));
        assert!(!owed.has_room(), "three of four are owed still");
        let another = Debt { cause: "u2".into(), ..key(1, 1) };
        owed.remove(&another);
        assert!(!owed.has_room(), "another turn's reply of that number is not this one");
        owed.remove(&key(1, 1));
        assert!(owed.has_room());
        assert_eq!((owed.len(), owed.shares.counted()), (2, 2));
    }

    #[test]
    fn one_chat_takes_no_more_than_its_share() {
        let mut owed = Owed::new(40);
        for version in 0..1_000 {
            owed.insert(key(1, version), 1, THEN);
        }
        assert_eq!((owed.shares.counted(), owed.len()), (8, 1_000));
        assert!(owed.has_room(), "the others are heard");
        for version in 0..1_000 {
            owed.remove(&key(1, version));
        }
        assert_eq!((owed.shares.counted(), owed.len()), (0, 0));
    }
}
