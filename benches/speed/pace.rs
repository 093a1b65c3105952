//! When the next command is due.
//!
//! Owned by a crowd's thread. A command that is said late, because nobody was free or the machine was busy, keeps the instant
//! at which it was due: its first reply counts from there, so that a stall is seen by every command that it held up, and not
//! only by those which were under way when it began.
//!
//! **Invariant:** no instant is left out: what is due and not said stays due.

use std::time::{Duration, Instant};

/// See the file's head.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// From one command to the next; zero: a command is due as soon as somebody is free.
    every: Duration,
    next: Instant,
    /// Nothing is due from here on.
    end: Option<Instant>,
}

impl Pace {
    /// As fast as players are answered.
    pub fn eager() -> Pace {
        Pace { every: Duration::ZERO, next: Instant::now(), end: None }
    }

    /// So many commands a second, evenly spaced.
    pub fn per_second(commands: f64) -> Pace {
        Pace { every: Duration::from_secs_f64(1.0 / commands), ..Pace::eager() }
    }

    /// Takes the next command that is due: gives since when.
    pub fn take(&mut self, now: Instant) -> Option<Instant> {
        let due = if self.every.is_zero() { now } else { self.next };
        if due > now || self.end.is_some_and(|end| due >= end) {
            return None;
        }
        self.next = due + self.every;
        Some(due)
    }

    /// From the first call on nothing new becomes due. True once all that was due before is taken.
    pub fn ends(&mut self) -> bool {
        self.end.get_or_insert_with(Instant::now);
        self.is_over()
    }

    /// How long until the next command is due, or until somebody should look again.
    pub fn pause(&self, at_most: Duration) -> Duration {
        if self.is_over() { at_most } else { at_most.min(self.next.saturating_duration_since(Instant::now())) }
    }

    fn is_over(&self) -> bool {
        self.end.is_some_and(|end| self.every.is_zero() || self.next >= end)
    }
}
