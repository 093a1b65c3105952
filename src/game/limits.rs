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
    /// Commands and buttons in any window (`RATE_LIMIT_COMMANDS`); 0 = off.
    pub commands: usize,
    /// Seconds of that window (`RATE_LIMIT_WINDOW_S`).
    pub window_s: i64,
    /// Hooks in any 60 s (`HOOK_LIMIT`); 0 = off.
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
    /// count as the latest time seen; more than a minute is a clock that was put right, by which nobody is held for an hour: what
    /// was counted by the wrong one is forgotten.
    pub fn admit(&mut self, at: Timestamp, kind: Counted, limits: &RateLimits) -> Verdict {
        if self.latest.is_some_and(|latest| latest.duration_since(at) > SignedDuration::from_secs(MINUTE_S)) {
            *self = Recent::new();
        }
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

    /// Refuses one arrival that is over a limit counted elsewhere (the ninth waiting command): says so, or is silent.
    pub fn refuse(&mut self, at: Timestamp) -> Verdict {
        if self.said_at.is_some_and(|said| is_within(said, at, MINUTE_S)) {
            return Verdict::Silent;
        }
        self.said_at = Some(at);
        self.stays_until(at, MINUTE_S);
        Verdict::SlowDown
    }

    /// Whether nothing that counted still counts at `now`: only then may this be forgotten.
    pub fn quiet_at(&self, now: Timestamp) -> bool {
        self.quiet_from.is_none_or(|quiet| now >= quiet)
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{
        Counted::{Command, Hook},
        Verdict::{Admitted, Silent, SlowDown},
        *,
    };
    use crate::game::samples::at;

    fn run(limits: &RateLimits, arrivals: &[(i64, Counted)]) -> Vec<Verdict> {
        let mut recent = Recent::new();
        arrivals.iter().map(|(second, kind)| recent.admit(at(*second), *kind, limits)).collect()
    }

    #[test]
    fn the_eleventh_in_a_minute_is_told_once_and_let_in_when_the_first_has_left() {
        let mut arrivals = vec![(0, Command); 10];
        arrivals.extend([(1, Command), (2, Command), (59, Command), (60, Command)]);
        let verdicts = run(&RateLimits::default(), &arrivals);
        assert_eq!(verdicts[..10], [Admitted; 10]);
        assert_eq!(verdicts[10..], [SlowDown, Silent, Silent, Admitted]);
    }

    #[test]
    fn the_fourth_hook_in_a_minute_waits_while_commands_go_on() {
        let arrivals =
            [(0, Hook), (10, Hook), (20, Hook), (30, Hook), (31, Command), (59, Hook), (60, Hook), (69, Hook)];
        let expected = [Admitted, Admitted, Admitted, SlowDown, Admitted, Silent, Admitted, Silent];
        assert_eq!(run(&RateLimits::default(), &arrivals), expected);
    }

    #[test]
    fn a_clock_that_was_put_right_by_an_hour_mutes_nobody() {
        let mut arrivals = vec![(3_600, Command); 10];
        arrivals.extend([(3_601, Command), (3_541, Command), (3, Command), (4, Hook)]);
        let verdicts = run(&RateLimits::default(), &arrivals);
        assert_eq!(verdicts[10..], [SlowDown, Silent, Admitted, Admitted], "a minute back is a little");
    }

    #[test]
    fn slow_down_is_said_again_after_a_minute() {
        let limits = RateLimits { commands: 1, window_s: 300, hooks: 0 };
        let arrivals = [(0, Command), (1, Command), (60, Command), (61, Command), (62, Command)];
        assert_eq!(run(&limits, &arrivals), [Admitted, SlowDown, Silent, SlowDown, Silent]);
    }

    #[test]
    fn zero_is_off() {
        let limits = RateLimits { commands: 0, window_s: 60, hooks: 0 };
        assert_eq!(run(&limits, &[(0, Hook); 100]), [Admitted; 100]);
        let hooks_only = RateLimits { commands: 0, window_s: 60, hooks: 1 };
        assert_eq!(run(&hooks_only, &[(0, Hook), (0, Command), (0, Hook)]), [Admitted, Admitted, SlowDown]);
    }

    #[test]
    fn it_is_quiet_when_the_window_is_empty() {
        let mut recent = Recent::new();
        assert!(recent.quiet_at(at(0)));
        recent.admit(at(0), Hook, &RateLimits { commands: 10, window_s: 5, hooks: 3 });
        assert!(!recent.quiet_at(at(59)), "the hook still counts");
        assert!(recent.quiet_at(at(60)));
        assert_eq!(recent.refuse(at(100)), SlowDown);
        assert!(!recent.quiet_at(at(159)), "or slow down would be said twice");
        assert!(recent.quiet_at(at(160)));
    }

    proptest! {
        #[test]
        fn no_window_ever_holds_more(steps in prop::collection::vec((-2..20_i64, any::<bool>()), 0..80)) {
            let limits = RateLimits { commands: 4, window_s: 30, hooks: 2 };
            let mut recent = Recent::new();
            let (mut now, mut latest) = (1_000, 0);
            let (mut commands, mut hooks, mut said) = (Vec::new(), Vec::new(), Vec::new());
            for (step, is_hook) in steps {
                now = (now + step).max(latest - 60);
                latest = latest.max(now);
                match recent.admit(at(now), if is_hook { Hook } else { Command }, &limits) {
                    Admitted => {
                        commands.push(latest);
                        if is_hook {
                            hooks.push(latest);
                        }
                    }
                    SlowDown => said.push(latest),
                    Silent => {}
                }
                prop_assert!(recent.commands.len() <= limits.commands && recent.hooks.len() <= limits.hooks);
            }
            prop_assert!(commands.windows(5).all(|five| five[4] - five[0] >= 30));
            prop_assert!(hooks.windows(3).all(|three| three[2] - three[0] >= 60));
            prop_assert!(said.windows(2).all(|two| two[1] - two[0] >= 60));
        }
    }
}
