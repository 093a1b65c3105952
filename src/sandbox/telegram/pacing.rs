//! Telegram's patience with a chat: about one message a second after a short burst, 20 a minute in a group.
//!
//! Off unless switched on; asked by the world for every send and edit. The rule is a leaky bucket per chat.
//!
//! **Invariant:** a call answered with 429 does not count against the chat's pace.

use std::{
    collections::HashMap,
    time::{Duration, Instant},
};

/// How often a bot may speak.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pacing {
    /// Between messages of a private chat, on average.
    pub private_every: Duration,
    /// Messages that may come at once in a private chat.
    pub private_burst: u32,
    /// Between messages of a group, on average.
    pub group_every: Duration,
    /// Messages that may come at once in a group.
    pub group_burst: u32,
}

impl Default for Pacing {
    /// As OUTSIDE.md has it; the burst of private chats is our guess at "short bursts pass".
    fn default() -> Self {
        Self {
            private_every: Duration::from_secs(1),
            private_burst: 5,
            group_every: Duration::from_secs(3),
            group_burst: 20,
        }
    }
}

/// The buckets of all chats.
#[derive(Default)]
pub(super) struct Paces {
    pub(super) pacing: Option<Pacing>,
    /// When each chat's bucket will be empty.
    empty_at: HashMap<i64, Instant>,
}

impl Paces {
    /// Counts a message, or says how many seconds to wait.
    pub(super) fn admit(&mut self, chat_id: i64, now: Instant) -> Result<(), u64> {
        let Some(pacing) = self.pacing else { return Ok(()) };
        let (every, burst) = if chat_id < 0 {
            (pacing.group_every, pacing.group_burst)
        } else {
            (pacing.private_every, pacing.private_burst)
        };
        let empty_at = self.empty_at.entry(chat_id).or_insert(now);
        let filled = empty_at.saturating_duration_since(now);
        let room = every * burst.saturating_sub(1);
        if filled > room {
            let wait = filled - room;
            return Err((wait.as_secs() + u64::from(wait.subsec_nanos() > 0)).max(1));
        }
        *empty_at = (*empty_at).max(now) + every;
        Ok(())
    }

    /// Forgets a chat's bucket.
    pub(super) fn forget(&mut self, chat_id: i64) {
        self.empty_at.remove(&chat_id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_passes_then_one_a_second() {
        let mut paces = Paces { pacing: Some(Pacing::default()), ..Paces::default() };
        let now = Instant::now();
        for _ in 0..5 {
            assert_eq!(paces.admit(1, now), Ok(()));
        }
        assert_eq!(paces.admit(1, now), Err(1));
        assert_eq!(paces.admit(2, now), Ok(()));
        let later = now + Duration::from_secs(1);
        assert_eq!((paces.admit(1, later), paces.admit(1, later)), (Ok(()), Err(1)));
    }

    #[test]
    fn a_group_takes_twenty_at_once() {
        let mut paces = Paces { pacing: Some(Pacing::default()), ..Paces::default() };
        let now = Instant::now();
        let passed = (0..30).filter(|_| paces.admit(-5, now).is_ok()).count();
        assert_eq!((passed, paces.admit(-5, now)), (20, Err(3)));
    }
}
