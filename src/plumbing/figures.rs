//! What an actor counts about itself, and the message by which the dashboard asks for it.
//!
//! Every actor owns a [`Meter`] (the database actors one per named query as well) and answers [`TakeFigures`].
//!
//! **Invariant:** counts are since the start; times are of the interval since the figures were last taken.

use std::time::{Duration, Instant};

use actix::Message;
use hdrhistogram::Histogram;

/// Longest time that is told apart, µs: ten minutes; longer ones count as that.
const LONGEST_US: u64 = 600_000_000;

/// "Tell your figures": answered at once, with the interval's times starting anew. A repeated one tells an empty interval.
#[derive(Clone, Copy, Debug, Message)]
#[rtype(result = "Figures")]
pub struct TakeFigures;

/// An actor's answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, actix::MessageResponse)]
pub struct Figures {
    /// One row of the dashboard for the actor, and one for each named part.
    pub rows: Vec<Row>,
    /// Lines under the table: a name and its value.
    pub notes: Vec<(&'static str, String)>,
}

/// One row of the dashboard.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Name of the actor or the named part.
    pub name: &'static str,
    /// What it is doing, in a word.
    pub state: &'static str,
    /// Restarts since the start; filled in by the dashboard, which hears of them.
    pub restarts: u32,
    /// Begun and not ended.
    pub in_flight: usize,
    /// Waiting to begin.
    pub queue: usize,
    /// Ended since the start.
    pub handled: u64,
    /// Ended in an error since the start.
    pub errors: u64,
    /// Of the interval, µs; 0 when nothing ended in it.
    pub p50_us: u64,
    /// Of the interval, µs.
    pub p99_us: u64,
    /// Of the interval, µs.
    pub max_us: u64,
    /// The last error's words.
    pub last_error: String,
}

/// Counts and times one kind of work.
#[derive(Debug)]
pub struct Meter {
    name: &'static str,
    handled: u64,
    errors: u64,
    in_flight: usize,
    times_us: Histogram<u64>,
    last_error: String,
}

impl Meter {
    /// A meter that has seen nothing.
    pub fn new(name: &'static str) -> Meter {
        // Two significant digits: a percentile is off by at most 1 %. The bounds are valid, so only `new` could fail.
        let times_us = Histogram::new_with_max(LONGEST_US, 2).expect("constant bounds of a histogram");
        Meter { name, handled: 0, errors: 0, in_flight: 0, times_us, last_error: String::new() }
    }

    /// Work began; give what this returns to [`Meter::ended`] or [`Meter::failed`].
    pub fn began(&mut self) -> Instant {
        self.in_flight += 1;
        Instant::now()
    }

    /// Work that began then ended well.
    pub fn ended(&mut self, began: Instant) -> Duration {
        let took = began.elapsed();
        self.in_flight = self.in_flight.saturating_sub(1);
        self.count(took);
        took
    }

    /// Work that began then ended in an error.
    pub fn failed(&mut self, began: Instant, error: &dyn std::fmt::Display) -> Duration {
        self.errors += 1;
        self.last_error = error.to_string();
        self.ended(began)
    }

    /// Work that took so long and was not announced.
    pub fn count(&mut self, took: Duration) {
        self.handled += 1;
        self.times_us.saturating_record(u64::try_from(took.as_micros()).unwrap_or(LONGEST_US).max(1));
    }

    /// An error outside of any work.
    pub fn error(&mut self, error: &dyn std::fmt::Display) {
        self.errors += 1;
        self.last_error = error.to_string();
    }

    /// Work that was begun and will never be told the end of (a restart threw it away).
    pub fn forget_in_flight(&mut self) {
        self.in_flight = 0;
    }

    /// The row of this meter; the interval's times start anew.
    pub fn take(&mut self, state: &'static str, queue: usize) -> Row {
        let row = Row {
            name: self.name,
            state,
            restarts: 0,
            in_flight: self.in_flight,
            queue,
            handled: self.handled,
            errors: self.errors,
            p50_us: self.times_us.value_at_quantile(0.5),
            p99_us: self.times_us.value_at_quantile(0.99),
            max_us: self.times_us.max(),
            last_error: self.last_error.clone(),
        };
        self.times_us.reset();
        row
    }
}
