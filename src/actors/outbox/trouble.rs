//! What is wrong with sending, as the operator is told: that it fails, once; that it goes again, once.
//!
//! Owned by the Outbox, which tells it how each send ended.
//!
//! **Invariant:** between "fails" and "goes again" nothing is told, however many chats are met and however often each is tried;
//! what is not tried again (a frame, an answer that may have arrived) is no news.

use std::{collections::HashSet, time::Instant};

use super::port::{CallError, Refusal};
use crate::plumbing::calm::Calm;

/// See the file's head.
#[derive(Debug, Default)]
pub(super) struct Trouble {
    began: Option<Instant>,
    is_told: bool,
    calm: Calm,
    failures: u64,
    /// Chats with a send that will be tried again.
    chats: HashSet<i64>,
}

impl Trouble {
    /// A send got no answer of any use, and will be tried again. True when that was news, and told.
    pub fn failed(&mut self, chat_id: i64, error: &CallError, now: Instant) -> bool {
        self.failures += 1;
        self.chats.insert(chat_id);
        self.began = self.began.or(Some(now));
        if self.is_told || !self.calm.is_long_enough(now) {
            return false;
        }
        self.is_told = true;
        let reason = error.to_string();
        if matches!(error, CallError::Refused { refusal: Refusal::Token, .. }) {
            log::error!(reason = reason.as_str(); "telegram does not take the token any longer");
        } else {
            log::warn!(chat = chat_id, reason = reason.as_str(); "telegram does not take what is sent, trying again");
        }
        true
    }

    /// Telegram took or finally refused a send. True when nothing is left to be tried again, and that was told.
    pub fn answered(&mut self, chat_id: i64, now: Instant) -> bool {
        let Some(began) = self.began else { return false };
        self.chats.remove(&chat_id);
        if !self.chats.is_empty() {
            return false;
        }
        let was_told = self.is_told;
        if was_told {
            let lasted = now.duration_since(began);
            log::info!(lasted_s = lasted.as_secs(), failures = self.failures; "telegram takes what is sent again");
        }
        *self = Trouble::default();
        self.calm.begins(now);
        was_told
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn an_outage_is_told_once_however_many_chats_it_meets() {
        let (mut trouble, silent, now) = (Trouble::default(), CallError::Unknown("502".into()), Instant::now());
        assert!(!trouble.answered(1, now));
        assert!(trouble.failed(1, &silent, now));
        assert!(!trouble.failed(1, &silent, now) && !trouble.failed(2, &silent, now));
        assert!(!trouble.answered(3, now) && !trouble.answered(1, now), "chat 2 is not told yet");
        assert!(trouble.answered(2, now));
    }

    #[test]
    fn many_small_ones_are_told_once_and_a_long_one_behind_them_is_told() {
        let (mut trouble, silent, began) = (Trouble::default(), CallError::Unknown("502".into()), Instant::now());
        let at = |second| began + Duration::from_secs(second);
        assert!(trouble.failed(1, &silent, at(0)) && trouble.answered(1, at(1)));
        for second in 2..50 {
            assert!(!trouble.failed(1, &silent, at(second)) && !trouble.answered(1, at(second)));
        }
        assert!(!trouble.failed(1, &silent, at(50)) && !trouble.failed(1, &silent, at(108)));
        assert!(trouble.failed(1, &silent, at(109)) && trouble.answered(1, at(120)));
    }
}
