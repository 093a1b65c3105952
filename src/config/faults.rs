//! Faults struck on purpose at named points, so that tests and chaos runs can kill the service where it hurts.
//!
//! A [`Faults`] is part of the `Config`, empty by default: no flag and no variable of `serve` sets it. The actors pass
//! their points with [`Faults::strike`] (in a handler) or [`Faults::pass`] (between two awaits). The points are
//! `page.taken` (a page came, nothing is stored), `inbox.stored` (stored, Telegram not told), `page.confirmed` (Telegram was
//! told), `settle.sent` (the turns are on their way), `settle.done` (committed, nobody told), `reply.accepted` (Telegram
//! took a message, no mark yet), and `<actor>.handle` (a message is in hand).
//!
//! **Invariant:** an empty `Faults` costs one comparison and does nothing.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use tokio::sync::watch;

/// What happens at a point.
#[derive(Clone, Debug)]
pub enum Act {
    /// The handler or task panics.
    Panic,
    /// It goes on when the gate is open: a task waits, a handler holds its thread.
    Wait(Gate),
    /// The process ends at once, as by kill -9.
    End,
}

/// Holds whoever waits at it until it is opened.
#[derive(Clone, Debug)]
pub struct Gate(watch::Sender<bool>);

impl Gate {
    /// A closed one.
    pub fn closed() -> Gate {
        Gate(watch::Sender::new(false))
    }

    /// Lets everybody through, now and later.
    pub fn open(&self) {
        self.0.send_replace(true);
    }

    async fn opened(&self) {
        // The sender lives in `self`, so this ends only when it is opened.
        let mut opened = self.0.subscribe();
        let _opened = opened.wait_for(|open| *open).await;
    }

    fn hold_the_thread(&self) {
        while !*self.0.borrow() {
            std::thread::sleep(Duration::from_millis(1));
        }
    }
}

/// One fault.
#[derive(Debug)]
pub struct Fault {
    point: String,
    act: Act,
    from: u64,
    times: u64,
    only: Option<i64>,
    passed: AtomicU64,
    struck: AtomicU64,
}

impl Fault {
    /// Strikes at every pass of this point.
    pub fn at(point: &str, act: Act) -> Fault {
        let (passed, struck) = (AtomicU64::new(0), AtomicU64::new(0));
        Fault { point: point.to_owned(), act, from: 1, times: u64::MAX, only: None, passed, struck }
    }

    /// Begins with the nth pass.
    pub fn from(self, nth: u64) -> Fault {
        Fault { from: nth, ..self }
    }

    /// Strikes so often.
    pub fn times(self, times: u64) -> Fault {
        Fault { times, ..self }
    }

    /// Counts only passes of this key: the update's id at `session.handle`.
    pub fn only(self, key: i64) -> Fault {
        Fault { only: Some(key), ..self }
    }

    fn due(&self, point: &str, key: i64) -> Option<&Act> {
        if self.point != point || self.only.is_some_and(|only| only != key) {
            return None;
        }
        let pass = self.passed.fetch_add(1, Ordering::Relaxed) + 1;
        if pass < self.from || pass - self.from >= self.times {
            return None;
        }
        self.struck.fetch_add(1, Ordering::Relaxed);
        Some(&self.act)
    }
}

/// The faults of a configuration; clones share their counts.
#[derive(Clone, Debug, Default)]
pub struct Faults(Option<Arc<[Fault]>>);

impl Faults {
    /// These faults.
    pub fn new(faults: impl IntoIterator<Item = Fault>) -> Faults {
        Faults(Some(faults.into_iter().collect()))
    }

    /// How often faults struck at a point.
    pub fn struck(&self, point: &str) -> u64 {
        let at_point = self.0.iter().flat_map(|faults| faults.iter()).filter(|fault| fault.point == point);
        at_point.map(|fault| fault.struck.load(Ordering::Relaxed)).sum()
    }

    /// Passes a point inside a handler; `key` is the update's id, or 0 where none is known.
    pub fn strike(&self, point: &str, key: i64) {
        match self.due(point, key) {
            None => {}
            Some(Act::Wait(gate)) => gate.hold_the_thread(),
            Some(Act::Panic) => panic!("struck at {point}"),
            Some(Act::End) => end(),
        }
    }

    /// Passes a point inside a task.
    pub async fn pass(&self, point: &str, key: i64) {
        match self.due(point, key) {
            None => {}
            Some(Act::Wait(gate)) => gate.opened().await,
            Some(Act::Panic) => panic!("struck at {point}"),
            Some(Act::End) => end(),
        }
    }

    fn due(&self, point: &str, key: i64) -> Option<&Act> {
        self.0.as_ref()?.iter().find_map(|fault| fault.due(point, key))
    }
}

fn end() -> ! {
    let _it_ends_us = nix::sys::signal::kill(nix::unistd::Pid::this(), nix::sys::signal::Signal::SIGKILL);
    std::process::abort()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_strikes_where_and_when_it_was_told() {
        let faults = Faults::new([Fault::at("a", Act::Panic).from(2).times(1), Fault::at("b", Act::Panic).only(7)]);
        let panics = |point: &'static str, key| {
            std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| faults.strike(point, key))).is_err()
        };
        assert_eq!([1, 2, 3].map(|_| panics("a", 0)), [false, true, false]);
        assert_eq!([6, 7, 8].map(|key| panics("b", key)), [false, true, false]);
        assert!(!panics("c", 7));
        assert_eq!((faults.struck("a"), faults.struck("b"), faults.struck("c")), (1, 1, 0));
    }

    #[tokio::test]
    async fn a_gate_holds_until_it_is_open() {
        let gate = Gate::closed();
        let faults = Faults::new([Fault::at("a", Act::Wait(gate.clone()))]);
        let mut waiting = std::pin::pin!(faults.pass("a", 0));
        assert!(futures_util::poll!(&mut waiting).is_pending());
        gate.open();
        waiting.await;
        faults.strike("a", 0);
    }
}
