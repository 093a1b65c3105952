//! What an actor tells about itself, and the message by which the dashboard asks for it.
//!
//! Every actor answers [`TakeFigures`] from its meters. The dashboard prints the answers, `/metrics` shows them as they grow,
//! `/healthz` reads what is red.
//!
//! **Invariant:** counts are since the start; percentiles are of the interval, which only the dashboard's own minute ends.

use std::{fmt, time::Duration};

use actix::Message;

use super::meter::Buckets;

/// "Tell your figures": answered at once. Repeated: the same, but for an interval that starts anew.
#[derive(Clone, Copy, Debug, Message)]
#[rtype(result = "Figures")]
pub struct TakeFigures(pub Interval);

/// What becomes of the percentiles that were told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Interval {
    /// They start anew: the dashboard's minute is over.
    StartsAnew,
    /// They go on: somebody only looks.
    GoesOn,
}

/// An actor's answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, actix::MessageResponse)]
pub struct Figures {
    /// One row of the dashboard for the actor, first, and one for each named part.
    pub rows: Vec<Row>,
    /// What stands under the table.
    pub notes: Vec<Note>,
    /// Why the actor makes no progress, a line each, for `/healthz`; empty: it does.
    pub red: Vec<String>,
}

/// What a row tells of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// An actor as a whole.
    #[default]
    Actor,
    /// A bench of an actor, with a queue of its own.
    Part,
    /// A kind of command, from its arrival to its answer.
    Command,
    /// A named query of the database.
    Query,
}

/// One row of the dashboard.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Name of the actor or the named part.
    pub name: &'static str,
    /// What it tells of.
    pub kind: Kind,
    /// What it is doing, in a word.
    pub state: &'static str,
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
    /// All handling times since the start, µs.
    pub times_us: Buckets,
    /// The last error, one line: how long ago, and its words.
    pub last_error: String,
}

/// One figure beside the rows: of what, and its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Its name; `app::metrics` knows it by this.
    pub name: &'static str,
    /// One of several of this name: its pair, its source.
    pub of: Option<&'static str>,
    /// Its value.
    pub value: Reading,
}

impl Note {
    /// A number.
    pub fn count(name: &'static str, count: impl TryInto<u64>) -> Note {
        Note { name, of: None, value: Reading::Count(count.try_into().unwrap_or(u64::MAX)) }
    }

    /// An age; `None`: there is nothing that could be old.
    pub fn age(name: &'static str, age: Option<Duration>) -> Note {
        Note { name, of: None, value: Reading::Age(age) }
    }

    /// A word for the operator alone.
    pub fn words(name: &'static str, words: String) -> Note {
        Note { name, of: None, value: Reading::Words(words) }
    }

    /// Sizes of what is done at a time, for Prometheus alone.
    pub fn sizes(name: &'static str, sizes: Buckets) -> Note {
        Note { name, of: None, value: Reading::Sizes(sizes) }
    }

    /// The same, of one of several.
    #[must_use]
    pub fn of(self, of: &'static str) -> Note {
        Note { of: Some(of), ..self }
    }
}

/// The value of a note; shown as the dashboard shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// A number, now or since the start.
    Count(u64),
    /// An age; `None`: there is nothing that could be old.
    Age(Option<Duration>),
    /// Words.
    Words(String),
    /// Sizes.
    Sizes(Buckets),
}

impl fmt::Display for Reading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Reading::Count(count) => write!(f, "{count}"),
            Reading::Age(Some(age)) => write!(f, "{}.{} s", age.as_secs(), age.subsec_millis() / 100),
            Reading::Age(None) => f.write_str("-"),
            Reading::Words(words) => f.write_str(words),
            Reading::Sizes(sizes) => write!(f, "{}", sizes.counts.iter().sum::<u64>()),
        }
    }
}
