//! The durable replies that were told last, by key and cause: what the database may still call owed, and Telegram has.
//!
//! A reading of what is owed may have begun before a reply was marked, and a mark does not wait for the disk: a server that
//! was killed forgets the last ones. A server that lost its last commits gives their numbers again: the cause tells the turn that took
//! a number from the one that had it before. Owned by the Outbox; asked when owed replies are brought.
//!
//! **Invariant:** a reply that is remembered here was accepted by Telegram; it is never sent again, only marked again.

use std::collections::{HashMap, VecDeque};

use crate::actors::db::{marker::Fate, messages::Debt};

/// Replies remembered: those of the last twenty seconds at 500 a second. A killed server forgets marks of the last one.
const REMEMBERED: usize = 10_000;

/// See the file's head.
#[derive(Default)]
pub(super) struct Told {
    fates: HashMap<Debt, Fate>,
    order: VecDeque<Debt>,
}

impl Told {
    /// Remembers what became of a reply, and forgets the oldest one when there are too many.
    pub fn remember(&mut self, debt: Debt, fate: Fate) {
        if self.fates.insert(debt.clone(), fate).is_none() {
            self.order.push_back(debt);
        }
        if self.order.len() > REMEMBERED
            && let Some(oldest) = self.order.pop_front()
        {
            self.fates.remove(&oldest);
        }
    }

    /// All of them, the oldest first.
    pub fn all(&self) -> impl Iterator<Item = (&Debt, &Fate)> {
        self.order.iter().filter_map(|debt| self.fates.get(debt).map(|fate| (debt, fate)))
    }

    /// What became of a reply, where it is known: with the words that were sent.
    pub fn fate_of(&self, debt: &Debt) -> Option<&Fate> {
        self.fates.get(debt)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{actors::db::messages::ReplyKey, game::player::PlayerId};

    fn debt(version: i64, cause: &str) -> Debt {
        Debt { key: ReplyKey { player: PlayerId(1), version, seq: 1 }, cause: cause.into() }
    }

    #[test]
    fn the_oldest_is_forgotten_and_a_repeated_one_counts_once() {
        let key = |version| debt(version, "u1");
        let mut told = Told::default();
        for version in [0, 0].into_iter().chain(1..=REMEMBERED as i64) {
            told.remember(key(version), Fate::SpokenFor);
        }
        let knows = |version| told.fate_of(&key(version)).is_some();
        assert!(!knows(0) && knows(1) && knows(REMEMBERED as i64));
        assert_eq!(told.order.len(), REMEMBERED);
    }

    #[test]
    fn a_turn_that_took_the_number_of_a_lost_one_was_not_told() {
        let mut told = Told::default();
        told.remember(debt(7, "u100"), Fate::SpokenFor);
        assert!(told.fate_of(&debt(7, "u100")).is_some() && told.fate_of(&debt(7, "u101")).is_none());
    }
}
