//! How much one player may ask in how short a time. Owned by the session, which forgets it only when it is quiet.
//!
//! Rules (GAME.md, "Limits"): at most 10 in any 60 s, of them 3 hooks; over it one polite answer a minute, the rest silence.
//!
//! **Invariant:** in any window at most `commands` are admitted, and in any 60 s at most `hooks` hooks; what was refused does
//! not count, so that who waits is let in again. At most `commands + hooks` times are kept.
//!
//! **Absent:** no clock: the time is the arrival of the inbox row, so that a replay decides alike.

use std::collections::VecDeque;

use jiff::{SignedDuration, Timestamp};

/// The configured limits.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct RateLimits {
    /// Commands and buttons in any window [RATE_LIMIT_COMMANDS]; 0 = off.
    pub commands: usize,
    /// Seconds of that window [RATE_LIMIT_WINDOW_S].
    pub window_s: i64,
    /// Hooks in any 60 s [HOOK_LIMIT]; 0 = off.
    pub hooks: usize,
}

/// The defaults of GAME.md.
impl Default for RateLimits {
    fn default() -> RateLimits {
        RateLimits { commands: 10, window_s: 60, hooks: 3 }
    }
}

/// What is counted. `/start` and `/help` are not and never come here.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Counted {
    /// Any command or button that is no hook.
    Command,
    /// A hook: also counts as a command.
    Hook,
}

/// What to do with it.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Go on.
    Admitted,
    /// Over the limit: say so. At most once a minute.
    SlowDown,
    /// Over the limit, and told so within the last minute.
    Silent,
}

/// The arrival times that still count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recent {
    commands: VecDeque<Timestamp>,
    hooks: VecDeque<Timestamp>,
    said_at: Option<Timestamp>,
    latest: Option<Timestamp>,
    quiet_from: Option<Timestamp>,
}

/// Hooks are counted, and "slow down" is said, by the minute.
const MINUTE_S: i64 = 60;

impl Recent {
    /// Nothing yet.
    pub fn new() -> Recent {
        Recent::default()
    }

    /// Judges one arrival and remembers it when it is admitted. Times that go back a little (a button overtaking a message)
    /// count as the latest time seen.
    pub fn admit(&mut self, at: Timestamp, kind: Counted, limits: &RateLimits) -> Verdict {
        let at = self.latest.map_or(at, |latest| latest.max(at));
        self.latest = Some(at);
        forget(&mut self.commands, at, limits.window_s);
        forget(&mut self.hooks, at, MINUTE_S);
        let many = limits.commands > 0 && self.commands.len() >= limits.commands;
        let hasty = kind == Counted::Hook && limits.hooks > 0 && self.hooks.len() >= limits.hooks;
        if many || hasty {
            return self.refuse(at);
        }
        if limits.commands > 0 {
            self.commands.push_back(at);
            self.stays_until(at, limits.window_s);
        }
        if limits.hooks > 0 && kind == Counted::Hook {
            self.hooks.push_back(at);
            self.stays_until(at, MINUTE_S);
        }
        Verdict::Admitted
    }

    /// Whether nothing that counted still counts at `now`: only then may this be forgotten.
    pub fn quiet_at(&self, now: Timestamp) -> bool {
        self.quiet_from.is_none_or(|quiet| now >= quiet)
    }

    fn refuse(&mut self, at: Timestamp) -> Verdict {
        if self.said_at.is_some_and(|said| is_within(said, at, MINUTE_S)) {
            return Verdict::Silent;
        }
        self.said_at = Some(at);
        self.stays_until(at, MINUTE_S);
        Verdict::SlowDown
    }

    fn stays_until(&mut self, at: Timestamp, seconds: i64) {
        let until = at.checked_add(SignedDuration::from_secs(seconds)).unwrap_or(Timestamp::MAX);
        self.quiet_from = self.quiet_from.max(Some(until));
    }
}

/// Whether `then` is less than `seconds` before `at`.
fn is_within(then: Timestamp, at: Timestamp, seconds: i64) -> bool {
    at.duration_since(then) < SignedDuration::from_secs(seconds)
}

/// Drops the times that have left the window.
fn forget(times: &mut VecDeque<Timestamp>, at: Timestamp, seconds: i64) {
    while times.front().is_some_and(|then| !is_within(*then, at, seconds)) {
        times.pop_front();
    }
}
