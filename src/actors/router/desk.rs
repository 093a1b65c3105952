//! A desk: what the Router has in hand for one player.
//!
//! Pure bookkeeping: which update is given to the session, which waits.
//!
//! **Invariant:** updates are given in the inbox's order; in careful mode one at a time, so that a failure has one culprit.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Instant,
};

use actix::Addr;

use super::messages::Taken;
use crate::actors::session::Session;

/// Commands of one player that may wait in his session; the next one counts as over his limit.
pub(super) const WAITING: usize = 8;

/// An update in hand.
pub(super) struct InHand {
    pub taken: Taken,
    /// Given to the session, since when; changed by the desk alone.
    pub given: Option<Instant>,
    /// Times that the session answered "unfinished".
    pub unfinished: u32,
    /// Not to be given before.
    pub not_before: Option<Instant>,
}

/// See the file's head.
pub(super) struct Desk {
    pub session: Option<Addr<Session>>,
    /// Goes up with every session made, so that words of an old one are told apart.
    pub generation: u64,
    /// By the inbox's number. Boxed, for a map keeps room for a dozen when it is empty, and mostly it is.
    pub hand: BTreeMap<i64, Box<InHand>>,
    /// Those of the hand that are not given: somebody who shouts may have thousands in hand.
    waiting: BTreeSet<i64>,
    pub careful: bool,
    /// Crossings that its session has in hand.
    pub crossings: u32,
    pub last_used: Instant,
}

impl Desk {
    pub fn new() -> Desk {
        let (hand, waiting) = (BTreeMap::new(), BTreeSet::new());
        Desk { session: None, generation: 0, hand, waiting, careful: false, crossings: 0, last_used: Instant::now() }
    }

    /// Takes an update in hand.
    pub fn take(&mut self, taken: Taken) {
        self.last_used = Instant::now();
        self.waiting.insert(taken.seq);
        let seq = taken.seq;
        self.hand.insert(seq, Box::new(InHand { taken, given: None, unfinished: 0, not_before: None }));
    }

    pub fn given(&self) -> usize {
        self.hand.len() - self.waiting.len()
    }

    /// An update is given.
    pub fn give(&mut self, seq: i64) {
        self.waiting.remove(&seq);
        if let Some(held) = self.hand.get_mut(&seq) {
            held.given = Some(Instant::now());
        }
    }

    /// An update is to be given again.
    pub fn take_back(&mut self, seq: i64) {
        if let Some(held) = self.hand.get_mut(&seq) {
            held.given = None;
            self.waiting.insert(seq);
        }
    }

    /// True when nothing of this player is on its way.
    pub fn is_empty(&self) -> bool {
        self.hand.is_empty() && self.crossings == 0
    }

    /// The next update to give, and whether it is one too many. Replays are never too many: they wait here.
    pub fn next(&self, now: Instant) -> Option<(i64, bool)> {
        let given = self.given();
        let room = if self.careful { given == 0 } else { given < WAITING };
        let seq = self.waiting.first()?;
        let held = self.hand.get(seq)?;
        if held.not_before.is_some_and(|until| now < until) {
            return None;
        }
        match (room, held.taken.replayed_at.is_some() || self.careful || held.unfinished > 0) {
            (true, _) => Some((*seq, false)),
            (false, true) => None,
            (false, false) => Some((*seq, true)),
        }
    }

    /// The session is gone: nothing is given any longer. Answers with the only one that was, if it was one.
    pub fn lost_session(&mut self) -> Option<i64> {
        let given: Vec<i64> = self.hand.iter().filter(|(_, held)| held.given.is_some()).map(|(seq, _)| *seq).collect();
        self.session = None;
        self.careful = true;
        for seq in &given {
            self.take_back(*seq);
        }
        if let [only] = given[..] { Some(only) } else { None }
    }

    /// An update is done. With an empty hand the player is no longer watched.
    pub fn done(&mut self, seq: i64) -> Option<Box<InHand>> {
        let held = self.hand.remove(&seq);
        self.waiting.remove(&seq);
        self.last_used = Instant::now();
        self.careful &= !self.hand.is_empty();
        held
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{actors::poller::port::Incoming, game::player::PlayerId};

    fn desk(count: i64, replay: bool) -> Desk {
        let mut desk = Desk::new();
        for seq in 1..=count {
            let now = jiff::Timestamp::UNIX_EPOCH;
            let replayed_at = replay.then_some(now);
            let content = Incoming::Ignored("test");
            let (player, since) = (PlayerId(1), Instant::now());
            desk.take(Taken { seq, update_id: seq, player, arrived_at: now, since, content, replayed_at });
        }
        desk
    }

    fn give_all(desk: &mut Desk) -> Vec<(i64, bool)> {
        let mut given = Vec::new();
        while let Some((seq, too_many)) = desk.next(Instant::now()) {
            desk.give(seq);
            given.push((seq, too_many));
        }
        given
    }

    #[test]
    fn the_ninth_is_too_many_but_a_replay_waits() {
        let given = give_all(&mut desk(10, false));
        assert_eq!(given.iter().filter(|(_, too_many)| *too_many).map(|(seq, _)| *seq).collect::<Vec<_>>(), [9, 10]);
        assert_eq!(give_all(&mut desk(10, true)).len(), WAITING);
    }

    #[test]
    fn after_a_panic_one_at_a_time_and_the_only_one_is_to_blame() {
        let mut desk = desk(3, false);
        give_all(&mut desk);
        assert_eq!(desk.lost_session(), None, "three were given: no single culprit");
        assert_eq!(give_all(&mut desk), [(1, false)]);
        assert_eq!(desk.lost_session(), Some(1));
        desk.done(1);
        assert_eq!(desk.given(), 0);
        assert!(desk.careful);
        desk.done(2);
        desk.done(3);
        assert!(!desk.careful);
    }
}
