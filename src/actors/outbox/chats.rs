//! What single chats do not let us say, as Telegram told: remembered for an hour, so that each is told to the operator once
//! and not at every reply, and no picture is sent for nothing.
//!
//! Owned by the Outbox; it outlives a panic, for it is what Telegram said and not what we thought.
//!
//! **Invariant:** after the hour a chat is tried again as any other: what was changed there is found without a restart.

use std::{
    collections::HashMap,
    time::{Duration, Instant},
};

/// How long a chat's refusal is believed.
const REMEMBERED: Duration = Duration::from_secs(3_600);

/// Refusals remembered; above it the old ones are looked for and forgotten.
const KEPT: usize = 1_000;

/// See the file's head.
#[derive(Default)]
pub(super) struct Chats {
    silent: HashMap<i64, Instant>,
    no_pictures: HashMap<i64, Instant>,
}

impl Chats {
    /// A chat does not let us speak. True when that is news.
    pub fn refuses_words(&mut self, chat_id: i64, now: Instant) -> bool {
        note(&mut self.silent, chat_id, now)
    }

    /// A chat takes no pictures. True when that is news.
    pub fn refuses_pictures(&mut self, chat_id: i64, now: Instant) -> bool {
        note(&mut self.no_pictures, chat_id, now)
    }

    /// False for a chat that took none within the hour.
    pub fn takes_pictures(&self, chat_id: i64, now: Instant) -> bool {
        self.no_pictures.get(&chat_id).is_none_or(|told| now.duration_since(*told) >= REMEMBERED)
    }
}

fn note(told: &mut HashMap<i64, Instant>, chat_id: i64, now: Instant) -> bool {
    let is_new = |told: &Instant| now.duration_since(*told) < REMEMBERED;
    if told.get(&chat_id).is_some_and(is_new) {
        return false;
    }
    if told.len() >= KEPT {
        told.retain(|_, at| is_new(at));
    }
    told.insert(chat_id, now);
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chat_is_news_once_an_hour() {
        let (mut chats, now) = (Chats::default(), Instant::now());
        assert!(chats.refuses_words(1, now) && !chats.refuses_words(1, now) && chats.refuses_words(2, now));
        assert!(chats.takes_pictures(1, now), "words are another thing");
        assert!(chats.refuses_pictures(1, now) && !chats.takes_pictures(1, now) && chats.takes_pictures(2, now));
        let later = now + REMEMBERED;
        assert!(chats.takes_pictures(1, later) && chats.refuses_words(1, later));
    }
}
