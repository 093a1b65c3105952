//! The durable replies that were told last, by key: what the database may still call owed, and Telegram has.
//!
//! A reading of what is owed may have begun before a reply was marked, and a mark does not wait for the disk: a server that
//! was killed forgets the last ones. Owned by the Outbox; asked when owed replies are brought.
//!
//! **Invariant:** a reply that is remembered here was accepted by Telegram; it is never sent again, only marked again.

use std::collections::{HashMap, VecDeque};

use crate::actors::db::{marker::Fate, messages::ReplyKey};

/// Replies remembered: those of the last twenty seconds at 500 a second. A killed server forgets marks of the last one.
const REMEMBERED: usize = 10_000;

/// See the file's head.
#[derive(Default)]
pub(super) struct Told {
    fates: HashMap<ReplyKey, Fate>,
    order: VecDeque<ReplyKey>,
}

impl Told {
    /// Remembers what became of a reply, and forgets the oldest one when there are too many.
    pub fn remember(&mut self, key: ReplyKey, fate: Fate) {
        if self.fates.insert(key, fate).is_none() {
            self.order.push_back(key);
        }
        if self.order.len() > REMEMBERED
            && let Some(oldest) = self.order.pop_front()
        {
            self.fates.remove(&oldest);
        }
    }

    /// What became of a reply, where it is known: with the words that were sent, whatever is owed under this key now.
    pub fn fate_of(&self, key: ReplyKey) -> Option<&Fate> {
        self.fates.get(&key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::game::player::PlayerId;

    #[test]
    fn the_oldest_is_forgotten_and_a_repeated_one_counts_once() {
        let key = |version| ReplyKey { player: PlayerId(1), version, seq: 1 };
        let mut told = Told::default();
        for version in [0, 0].into_iter().chain(1..=REMEMBERED as i64) {
            told.remember(key(version), Fate::SpokenFor);
        }
        let knows = |version| told.fate_of(key(version)).is_some();
        assert!(!knows(0) && knows(1) && knows(REMEMBERED as i64));
        assert_eq!(told.order.len(), REMEMBERED);
    }
}
