//! The durable replies that were told last, by key and cause: what the database may still call owed, and Telegram has.
//!
//! A reading of what is owed may have begun before a reply was marked, and a mark does not wait for the disk: a server that
//! was killed forgets the last ones. A server that lost its last commits gives their numbers again: the cause tells the turn that took
//! a number from the one that had it before. Owned by the Outbox; asked when owed replies are brought.
//!
//! **Invariant:** a reply that is remembered here was accepted by Telegram; it is never sent again, only marked again.

use std::collections::{HashSet, VecDeque};

use crate::actors::db::messages::Debt;

/// Replies remembered: those of the last twenty seconds at 500 a second. A killed server forgets marks of the last one.
const REMEMBERED: usize = 10_000;

/// See the file's head.
#[derive(Default)]
pub(super) struct Told {
    debts: HashSet<Debt>,
    order: VecDeque<Debt>,
}

impl Told {
    /// Remembers a reply, and forgets the oldest one when there are too many.
    pub fn remember(&mut self, debt: Debt) {
        if self.debts.insert(debt.clone()) {
            self.order.push_back(debt);
        }
        if self.order.len() > REMEMBERED
            && let Some(oldest) = self.order.pop_front()
        {
            self.debts.remove(&oldest);
        }
    }

    /// All of them, the oldest first.
    pub fn all(&self) -> impl Iterator<Item = &Debt> {
        self.order.iter()
    }

    /// Whether a reply was told.
    pub fn knows(&self, debt: &Debt) -> bool {
        self.debts.contains(debt)
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
            told.remember(key(version));
        }
        assert!(!told.knows(&key(0)) && told.knows(&key(1)) && told.knows(&key(REMEMBERED as i64)));
        assert_eq!(told.order.len(), REMEMBERED);
    }

    #[test]
    fn a_turn_that_took_the_number_of_a_lost_one_was_not_told() {
        let mut told = Told::default();
        told.remember(debt(7, "u100"));
        assert!(told.knows(&debt(7, "u100")) && !told.knows(&debt(7, "u101")));
    }
}
