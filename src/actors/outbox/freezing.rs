//! When all lanes wait: when the bot as a whole is refused, and for how long.
//!
//! Owned by the Outbox, which asks before each send and tells how each ended. Pure: the time comes in.
//!
//! **Invariant:** a group's 429 is that group's. All wait only when two private chats far below their own limit are refused
//! together, at most five seconds at a time, and then one send is tried before the others.

use std::time::{Duration, Instant};

/// Two chats refused within this time: it is not about one of them.
const TOGETHER: Duration = Duration::from_secs(1);
/// The longest that all wait, and that they wait for the one send that is tried.
pub(super) const LONGEST: Duration = Duration::from_secs(5);

/// See the file's head.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Freezing {
    state: State,
    last: Option<(i64, Instant)>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    #[default]
    Open,
    Frozen {
        until: Instant,
    },
    /// One send is on its way, to this chat.
    Probing {
        chat_id: i64,
        since: Instant,
    },
}

/// What a lane may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gate {
    /// Send.
    Open,
    /// Look again then.
    At(Instant),
    /// Wait for the one that is tried.
    Behind,
}

impl Freezing {
    /// What a lane may do now.
    pub fn gate(&self, now: Instant) -> Gate {
        match self.state {
            State::Frozen { until } if now < until => Gate::At(until),
            State::Probing { since, .. } if now.duration_since(since) < LONGEST => Gate::Behind,
            _ => Gate::Open,
        }
    }

    /// A send begins. True when it is the one that is tried.
    pub fn sends(&mut self, chat_id: i64, now: Instant) -> bool {
        let probes = matches!(self.state, State::Frozen { .. });
        self.state = if probes { State::Probing { chat_id, since: now } } else { State::Open };
        probes
    }

    /// A send came back with anything but a 429.
    pub fn taken(&mut self, chat_id: i64) {
        if matches!(self.state, State::Probing { chat_id: probed, .. } if probed == chat_id) {
            self.state = State::Open;
        }
    }

    /// A 429; `quiet` where the chat is a private one far below its own limit. True when all wait from now on.
    pub fn refused(&mut self, chat_id: i64, quiet: bool, wait: Duration, now: Instant) -> bool {
        let probed = matches!(self.state, State::Probing { chat_id: probed, .. } if probed == chat_id);
        let together = |(chat, at): (i64, Instant)| chat != chat_id && now.duration_since(at) < TOGETHER;
        let all = quiet && (probed || self.last.is_some_and(together));
        if quiet {
            self.last = Some((chat_id, now));
        }
        if all {
            self.state = State::Frozen { until: now + wait.min(LONGEST) };
        } else if probed {
            self.state = State::Open;
        }
        all
    }

    /// True while all lanes wait.
    pub fn is_frozen(&self, now: Instant) -> bool {
        self.gate(now) != Gate::Open
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: Duration = Duration::from_secs(1_000);

    #[test]
    fn groups_and_busy_chats_freeze_nobody_else() {
        let (mut freezing, now) = (Freezing::default(), Instant::now());
        for chat in [-1, -2, 3, -4, 5] {
            assert!(!freezing.refused(chat, false, LONG, now));
        }
        assert!(!freezing.refused(6, true, LONG, now) && !freezing.refused(6, true, LONG, now), "one chat, twice");
        assert!(!freezing.refused(7, true, LONG, now + TOGETHER), "not together");
        assert_eq!(freezing.gate(now), Gate::Open);
    }

    #[test]
    fn two_quiet_chats_freeze_all_for_seconds_and_one_send_thaws_them() {
        let (mut freezing, now) = (Freezing::default(), Instant::now());
        freezing.refused(6, true, LONG, now);
        assert!(freezing.refused(7, true, LONG, now));
        assert_eq!(freezing.gate(now), Gate::At(now + LONGEST));
        let then = now + LONGEST;
        assert_eq!(freezing.gate(then), Gate::Open);
        assert!(freezing.sends(8, then));
        assert_eq!(freezing.gate(then), Gate::Behind);
        assert!(freezing.refused(8, true, Duration::from_secs(2), then), "the one that was tried is refused");
        let again = then + Duration::from_secs(2);
        assert!(freezing.sends(9, again));
        freezing.taken(5);
        assert_eq!(freezing.gate(again), Gate::Behind);
        freezing.taken(9);
        assert_eq!(freezing.gate(again), Gate::Open);
    }

    #[test]
    fn a_try_that_hangs_is_not_waited_for_longer() {
        let (mut freezing, now) = (Freezing::default(), Instant::now());
        freezing.refused(6, true, LONG, now);
        freezing.refused(7, true, LONG, now);
        assert!(freezing.sends(8, now + LONGEST));
        let late = now + LONGEST * 2;
        assert_eq!(freezing.gate(late), Gate::Open);
        assert!(!freezing.sends(9, late), "open again");
    }
}
