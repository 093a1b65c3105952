//! What is wrong with sending, as the operator is told: that it fails, once; that it goes again, once.
//!
//! Owned by the Outbox, which tells it how each send ended.
//!
//! **Invariant:** between "fails" and "goes again" nothing is told, however many chats are met and however often each is tried.

use std::{collections::HashSet, time::Instant};

use super::port::{CallError, Refusal};

/// See the file's head.
#[derive(Debug, Default)]
pub(super) struct Trouble {
    began: Option<Instant>,
    failures: u64,
    /// Chats with a send that will be tried again.
    chats: HashSet<i64>,
}

impl Trouble {
    /// A send got no answer of any use; `again`: it will be tried again. True when that was news, and told.
    pub fn failed(&mut self, chat_id: i64, error: &CallError, again: bool) -> bool {
        self.failures += 1;
        if again {
            self.chats.insert(chat_id);
        }
        if self.began.is_some() {
            return false;
        }
        self.began = Some(Instant::now());
        let reason = error.to_string();
        if matches!(error, CallError::Refused { refusal: Refusal::Token, .. }) {
            log::error!(reason = reason.as_str(); "telegram does not take the token any longer");
        } else {
            log::warn!(chat = chat_id, reason = reason.as_str(); "telegram does not take what is sent, trying again");
        }
        true
    }

    /// Telegram took or finally refused a send. True when nothing is left to be tried again, and that was told.
    pub fn answered(&mut self, chat_id: i64) -> bool {
        let Some(began) = self.began else { return false };
        self.chats.remove(&chat_id);
        if !self.chats.is_empty() {
            return false;
        }
        log::info!(lasted_s = began.elapsed().as_secs(), failures = self.failures; "telegram takes what is sent again");
        *self = Trouble::default();
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outage_is_told_once_however_many_chats_it_meets() {
        let (mut trouble, silent) = (Trouble::default(), CallError::Unknown("502".into()));
        assert!(!trouble.answered(1));
        assert!(trouble.failed(1, &silent, true));
        assert!(!trouble.failed(1, &silent, true) && !trouble.failed(2, &silent, true));
        assert!(!trouble.answered(3) && !trouble.answered(1), "chat 2 is not told yet");
        assert!(trouble.answered(2));
        assert!(trouble.failed(1, &silent, false));
        assert!(trouble.answered(3), "nothing was to be tried again");
    }
}
