//! What is wrong with polling, as the operator is told: each kind of failure once, an alarm when it lasts, and its end once.
//!
//! Owned by the poller's actor; the time comes in.
//!
//! **Invariant:** a failure is told when it begins, never at its retries.

use std::time::{Duration, Instant};

use crate::{
    actors::outbox::port::{CallError, Refusal},
    plumbing::calm::Calm,
};

/// Another poller is told of again only after so long without one: two that poll in turn both succeed in between.
const CONFLICT_OVER: Duration = Duration::from_secs(600);

/// Waits after failed polls double up to 8 s: one poller asks that seldom of a server that is down, and players wait no longer
/// for its return.
const DOUBLINGS: u32 = 4;

/// Failures that mean different things to an operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Silent,
    TooMany,
    Conflict,
    Token,
}

/// See the file's head.
#[derive(Debug, Default)]
pub(super) struct Trouble {
    /// Polls that failed since the last that did not.
    pub failures: u32,
    told: Vec<Kind>,
    last_conflict: Option<Instant>,
    calm: Calm,
    alarmed: bool,
}

impl Trouble {
    /// A poll failed: tells it once, and how long to wait.
    pub fn failed(&mut self, error: &CallError, now: Instant) -> Duration {
        self.failures += 1;
        let kind = match error {
            CallError::TooMany { .. } => Kind::TooMany,
            CallError::Refused { refusal: Refusal::Conflict, .. } => Kind::Conflict,
            CallError::Refused { refusal: Refusal::Token, .. } => Kind::Token,
            _ => Kind::Silent,
        };
        if self.is_news(kind, now) {
            self.told.push(kind);
            tell(kind, &error.to_string());
        }
        match error {
            CallError::TooMany { retry_after_s } => Duration::from_secs((*retry_after_s).max(1)),
            _ => Duration::from_millis(500) * 2_u32.pow(self.failures.min(DOUBLINGS)),
        }
    }

    fn is_news(&mut self, kind: Kind, now: Instant) -> bool {
        if kind == Kind::Conflict {
            let before = self.last_conflict.replace(now);
            return before.is_none_or(|before| now.duration_since(before) > CONFLICT_OVER);
        }
        self.calm.is_long_enough(now) && !self.told.contains(&kind)
    }

    /// No poll has succeeded for so long: an alarm, once.
    pub fn alarm(&mut self, silent: Duration) {
        if !std::mem::replace(&mut self.alarmed, true) {
            log::error!(silent_s = silent.as_secs(); "no poll has succeeded for too long, nothing is heard from the players");
        }
    }

    /// A poll succeeded: what was told is over, and is told so.
    pub fn over(&mut self, silent: Duration, now: Instant) {
        if self.failures > 0 {
            self.calm.begins(now);
        }
        if self.alarmed || !self.told.is_empty() {
            log::info!(silent_s = silent.as_secs(), failed = self.failures; "telegram answers again");
        }
        self.told.clear();
        (self.failures, self.alarmed) = (0, false);
    }
}

fn tell(kind: Kind, reason: &str) {
    match kind {
        // Not our lease's doing: a webhook, or a bot of another make with this token.
        Kind::Conflict => {
            log::error!(reason = reason; "somebody else polls with this token, waiting for them to stop");
        }
        Kind::Token => log::error!(reason = reason; "telegram does not know the token any longer"),
        Kind::TooMany => log::warn!(reason = reason; "telegram asks polling for patience"),
        Kind::Silent => log::warn!(reason = reason; "telegram does not answer, waiting for it"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plumbing::calm::CALM;

    fn conflict() -> CallError {
        CallError::Refused { code: 409, description: "Conflict".into(), refusal: Refusal::Conflict }
    }

    #[test]
    fn each_kind_is_news_once_until_a_poll_succeeds() {
        let (mut trouble, now) = (Trouble::default(), Instant::now());
        let silent = CallError::Unknown("502".into());
        assert_eq!(trouble.failed(&silent, now), Duration::from_secs(1));
        assert_eq!(trouble.failed(&silent, now), Duration::from_secs(2));
        trouble.failed(&conflict(), now);
        assert_eq!(trouble.told, [Kind::Silent, Kind::Conflict]);
        assert_eq!(trouble.failed(&CallError::TooMany { retry_after_s: 7 }, now), Duration::from_secs(7));
        trouble.over(Duration::ZERO, now);
        assert_eq!((trouble.failures, trouble.told.len()), (0, 0));
        trouble.failed(&silent, now + CALM / 2);
        assert_eq!(trouble.told, [], "too soon after the last one");
        trouble.failed(&silent, now + CALM);
        assert_eq!(trouble.told, [Kind::Silent], "it lasts");
    }

    #[test]
    fn a_poller_that_takes_turns_with_us_is_told_of_once() {
        let (mut trouble, now) = (Trouble::default(), Instant::now());
        trouble.failed(&conflict(), now);
        for second in 1..900 {
            trouble.over(Duration::ZERO, now + Duration::from_secs(second));
            trouble.failed(&conflict(), now + Duration::from_secs(second));
            assert_eq!(trouble.told, []);
        }
        trouble.failed(&conflict(), now + Duration::from_secs(900) + CONFLICT_OVER);
        assert_eq!(trouble.told, [Kind::Conflict]);
    }
}
