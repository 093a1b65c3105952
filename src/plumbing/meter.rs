//! A meter: counts and times one kind of work, for the dashboard (percentiles of an interval) and for Prometheus (buckets
//! since the start).
//!
//! Every actor owns one or more, and answers with their rows when it is asked for its figures.
//!
//! **Invariant:** counts and buckets only grow; only the percentiles start anew, and only when the interval does.

use std::time::{Duration, Instant};

use hdrhistogram::Histogram;

use super::figures::{Interval, Kind, Row};

/// Longest time that is told apart, µs: ten minutes; longer ones count as that.
const LONGEST_US: u64 = 600_000_000;

/// Upper bounds of the buckets of handling times, µs: from half a query to the longest patience of anything here (a cast
/// waits 15 s for its price, a poll 60 s).
const BOUNDS_US: &[u64] = &[
    500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000, 5_000_000,
    10_000_000, 15_000_000, 30_000_000, 60_000_000,
];

/// Longest text of an error that is kept, in characters: what still fits beside a row of the table.
const WORDS: usize = 80;

/// How often something was at most so large: fixed buckets, which only grow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Buckets {
    /// The upper bounds, rising; each is within its bucket.
    pub bounds: &'static [u64],
    /// How many fell into each bucket; the last, one more than the bounds, holds what is above them all.
    pub counts: Vec<u64>,
    /// The sum of all.
    pub sum: u64,
}

impl Buckets {
    /// Empty buckets of these bounds.
    pub fn new(bounds: &'static [u64]) -> Buckets {
        Buckets { bounds, counts: vec![0; bounds.len() + 1], sum: 0 }
    }

    /// Counts one.
    pub fn count(&mut self, size: u64) {
        let bucket = self.bounds.partition_point(|bound| *bound < size);
        if let Some(count) = self.counts.get_mut(bucket) {
            *count += 1;
            self.sum = self.sum.saturating_add(size);
        }
    }

    /// Adds what others of the same bounds have counted.
    pub fn add(&mut self, other: &Buckets) {
        if self.counts.is_empty() {
            *self = Buckets::new(other.bounds);
        }
        self.counts.iter_mut().zip(&other.counts).for_each(|(count, more)| *count += more);
        self.sum = self.sum.saturating_add(other.sum);
    }
}

/// Counts and times one kind of work.
#[derive(Debug)]
pub struct Meter {
    name: &'static str,
    kind: Kind,
    handled: u64,
    errors: u64,
    in_flight: usize,
    times_us: Histogram<u64>,
    buckets_us: Buckets,
    last_error: Option<(String, Instant)>,
}

impl Meter {
    /// An actor's own meter, that has seen nothing.
    pub fn new(name: &'static str) -> Meter {
        Meter::of(Kind::Actor, name)
    }

    /// A meter of a part of an actor's work.
    pub fn of(kind: Kind, name: &'static str) -> Meter {
        // Two significant digits: a percentile is off by at most 1 %. The bounds are valid, so only `new` could fail.
        let times_us = Histogram::new_with_max(LONGEST_US, 2).expect("constant bounds of a histogram");
        let buckets_us = Buckets::new(BOUNDS_US);
        Meter { name, kind, handled: 0, errors: 0, in_flight: 0, times_us, buckets_us, last_error: None }
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
        self.error(error);
        self.ended(began)
    }

    /// Work that took so long and was not announced.
    pub fn count(&mut self, took: Duration) {
        self.handled += 1;
        let took_us = u64::try_from(took.as_micros()).unwrap_or(LONGEST_US).max(1);
        self.times_us.saturating_record(took_us);
        self.buckets_us.count(took_us);
    }

    /// An error outside of any work.
    pub fn error(&mut self, error: &dyn std::fmt::Display) {
        self.errors += 1;
        self.last_error = Some((one_line(&error.to_string()), Instant::now()));
    }

    /// Work that was begun and will never be told the end of (a restart threw it away).
    pub fn forget_in_flight(&mut self) {
        self.in_flight = 0;
    }

    /// The row of this meter; the percentiles start anew when the interval does.
    pub fn take(&mut self, state: &'static str, queue: usize, interval: Interval) -> Row {
        let last_error =
            self.last_error.as_ref().map(|(words, at)| format!("{} s ago: {words}", at.elapsed().as_secs()));
        let row = Row {
            name: self.name,
            kind: self.kind,
            state,
            in_flight: self.in_flight,
            queue,
            handled: self.handled,
            errors: self.errors,
            p50_us: self.times_us.value_at_quantile(0.5),
            p99_us: self.times_us.value_at_quantile(0.99),
            max_us: self.times_us.max(),
            times_us: self.buckets_us.clone(),
            last_error: last_error.unwrap_or_default(),
        };
        if interval == Interval::StartsAnew {
            self.times_us.reset();
        }
        row
    }
}

/// Words of a stranger, of a panic or of an error as one line of a sane length.
pub fn one_line(words: &str) -> String {
    let mut line: String = words.chars().map(|c| if c.is_control() { ' ' } else { c }).take(WORDS).collect();
    if words.chars().count() > WORDS {
        line.push('…');
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scrape_leaves_the_interval_to_the_dashboard() {
        let mut meter = Meter::new("test");
        meter.count(Duration::from_millis(20));
        let seen = meter.take("", 0, Interval::GoesOn);
        assert!(seen.max_us >= 20_000);
        assert_eq!(meter.take("", 0, Interval::StartsAnew), seen, "looking changed nothing");
        let next = meter.take("", 0, Interval::StartsAnew);
        assert_eq!((next.max_us, next.handled, next.times_us), (0, 1, seen.times_us), "counts and buckets stay");
    }

    #[test]
    fn a_bound_is_within_its_bucket_and_what_is_above_all_is_counted() {
        let mut buckets = Buckets::new(&[1, 10]);
        [1, 2, 10, 11, 999].into_iter().for_each(|size| buckets.count(size));
        assert_eq!((buckets.counts.as_slice(), buckets.sum), ([1, 2, 2].as_slice(), 1_023));
        let mut sum = Buckets::default();
        sum.add(&buckets);
        sum.add(&buckets);
        assert_eq!((sum.counts, sum.sum), (vec![2, 4, 4], 2_046));
    }

    #[test]
    fn an_error_is_one_short_line() {
        let mut meter = Meter::new("test");
        meter.error(&format_args!("first\nsecond\t{}", "x".repeat(500)));
        let row = meter.take("", 0, Interval::GoesOn);
        assert!(row.last_error.starts_with("0 s ago: first second x"), "{}", row.last_error);
        assert!(row.last_error.ends_with("x…") && row.last_error.chars().count() < 100);
    }
}
