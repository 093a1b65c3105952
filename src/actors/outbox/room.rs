//! Room: how many durable replies the Outbox owes, and who waits until it owes fewer.
//!
//! Owned by the Outbox; asked by the poller before each poll, so that a Telegram which takes nothing is given nothing more to
//! answer. The replies stay in the database whatever happens here.
//!
//! **Invariant:** one chat counts for a small share only, so a chat that takes nothing does not keep the others unheard.

use std::collections::HashMap;

use actix::{Context, Handler, ResponseFuture};
use tokio::sync::oneshot;

use super::{actor::Outbox, messages::AwaitRoom};
use crate::{
    actors::db::messages::ReplyKey,
    plumbing::paths::{Path, took},
};

/// The part of all that one chat may count for, and at least so many replies.
const SHARE: usize = 100;
const SHARE_MIN: usize = 8;

/// See the file's head.
pub(super) struct Owed {
    max: usize,
    /// Durable replies in lanes, in flight, or sent and not yet marked as delivered, and their chats.
    keys: HashMap<ReplyKey, i64>,
    by_chat: HashMap<i64, usize>,
    /// Replies that count, each chat's up to its share.
    counted: usize,
    waiting: Vec<oneshot::Sender<()>>,
}

impl Owed {
    /// Nothing is owed; above `max` there is no room.
    pub fn new(max: usize) -> Owed {
        Owed { max, keys: HashMap::new(), by_chat: HashMap::new(), counted: 0, waiting: Vec::new() }
    }

    /// How many may be owed.
    pub fn max(&self) -> usize {
        self.max
    }

    /// How many are owed.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// True when nothing is owed.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    fn share(&self) -> usize {
        (self.max / SHARE).max(SHARE_MIN)
    }

    /// A reply is owed from now on; false when it was already.
    pub fn insert(&mut self, key: ReplyKey, chat_id: i64) -> bool {
        if self.keys.contains_key(&key) {
            return false;
        }
        self.keys.insert(key, chat_id);
        let share = self.share();
        let here = self.by_chat.entry(chat_id).or_default();
        *here += 1;
        self.counted += usize::from(*here <= share);
        true
    }

    /// A reply's fate is written. Whoever waits for room is told when half of it is free: polling then goes on by pages,
    /// not by single updates.
    pub fn remove(&mut self, key: &ReplyKey) {
        let Some(chat_id) = self.keys.remove(key) else { return };
        let share = self.share();
        if let Some(here) = self.by_chat.get_mut(&chat_id) {
            self.counted -= usize::from(*here <= share);
            *here -= 1;
            if *here == 0 {
                self.by_chat.remove(&chat_id);
            }
        }
        if self.counted <= self.max / 2 && !self.waiting.is_empty() {
            log::info!(owed = self.len(); "replies are delivered again, polling goes on");
            for poller in self.waiting.drain(..) {
                let _gone = poller.send(());
            }
        }
    }

    fn wait_for_room(&mut self) -> Option<oneshot::Receiver<()>> {
        self.waiting.retain(|poller| !poller.is_closed());
        if self.counted < self.max {
            return None;
        }
        if self.waiting.is_empty() {
            log::warn!(owed = self.len(); "too many replies wait for telegram, polling rests until half of them are delivered");
        }
        took(Path::PollHeld);
        let (poller, room) = oneshot::channel();
        self.waiting.push(poller);
        Some(room)
    }
}

impl Handler<AwaitRoom> for Outbox {
    type Result = ResponseFuture<()>;
    fn handle(&mut self, _: AwaitRoom, _: &mut Context<Self>) -> Self::Result {
        match self.durable.wait_for_room() {
            None => Box::pin(async {}),
            Some(room) => Box::pin(async move { room.await.unwrap_or(()) }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::game::player::PlayerId;

    fn key(player: i64, version: i64) -> ReplyKey {
        ReplyKey { player: PlayerId(player), version, seq: 0 }
    }

    #[test]
    fn room_ends_at_the_limit_and_comes_back_at_half() {
        let mut owed = Owed::new(4);
        for chat in 0..4 {
            assert!(owed.wait_for_room().is_none());
            assert!(owed.insert(key(chat, 1), chat) && !owed.insert(key(chat, 1), chat));
        }
        let mut room = owed.wait_for_room().expect("no room");
        owed.remove(&key(0, 1));
        owed.remove(&key(0, 1));
        assert!(room.try_recv().is_err(), "three of four are owed still");
        owed.remove(&key(1, 1));
        assert_eq!(room.try_recv(), Ok(()));
        assert_eq!((owed.len(), owed.counted), (2, 2));
    }

    #[test]
    fn one_chat_takes_no_more_than_its_share() {
        let mut owed = Owed::new(20);
        for version in 0..1_000 {
            owed.insert(key(1, version), 1);
        }
        assert_eq!((owed.counted, owed.len()), (SHARE_MIN, 1_000));
        assert!(owed.wait_for_room().is_none(), "the others are heard");
        for version in 0..1_000 {
            owed.remove(&key(1, version));
        }
        assert_eq!((owed.counted, owed.len(), owed.by_chat.len()), (0, 0, 0));
    }
}
