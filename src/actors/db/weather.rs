//! Whether the database answers, as the operator is told it: once when an outage begins, once when it is over.
//!
//! Told by the pool and the Marker of every outcome, by the name of the work. Reads may go on while writes fail (a full
//! disk), and one connection may break among fifty: so an outage is over when every work that failed was done again (or was
//! not asked for any longer), and nothing has failed for a moment. A server that answers and refuses (a right was taken away, a
//! function is missing) is weather too, with an alarm of its own: Telegram keeps what comes until somebody has mended it.
//!
//! **Invariant:** between two lines of "does not answer", or of "refuses", there is one of "answers again".

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use super::error::DbError;
use crate::plumbing::paths::{Path, took};

/// Without a failure for so long, what comes next is other weather.
const CALM: Duration = Duration::from_secs(1);
/// Work that failed and was not asked for again: longer than the longest pause between two tries of what is repeated.
const FORGOTTEN: Duration = Duration::from_secs(20);
/// Reasons of one outage that are told at the most.
const REASONS: usize = 8;
/// How often the end of an outage is looked for.
const LOOK_EVERY: Duration = Duration::from_millis(100);

/// What is known of the database's weather; clones share it.
#[derive(Clone, Default)]
pub struct Weather(Arc<Mutex<Option<Outage>>>);

struct Outage {
    since: Instant,
    failures: u64,
    /// Whether it was told that the database is silent, and that it refuses.
    told_of: [bool; 2],
    last_failure: Instant,
    answered: Option<Instant>,
    /// Work that failed and was not done since, with its last failure.
    failing: BTreeMap<&'static str, Instant>,
    /// The reasons that were told: a new one is told too, up to [`REASONS`].
    told: Vec<String>,
}

impl Outage {
    fn is_over(&self, now: Instant) -> bool {
        let failing = self.failing.values().any(|last| now.duration_since(*last) < FORGOTTEN);
        let answered = self.answered.is_some_and(|answered| answered > self.last_failure);
        answered && !failing && now.duration_since(self.last_failure) > CALM
    }
}

impl Weather {
    fn outage(&self) -> MutexGuard<'_, Option<Outage>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How long the outage has lasted; `None` when there is none.
    pub fn away(&self) -> Option<Duration> {
        self.outage().as_ref().map(|outage| outage.since.elapsed())
    }

    /// The outcome of a work of this name. Any answer of the server, also a refusal of the data, is an answer.
    pub fn told<T>(&self, work: &'static str, outcome: &Result<T, DbError>) {
        let now = Instant::now();
        match outcome {
            Err(DbError::Down(reason) | DbError::Gone(reason)) => self.failed(work, reason, false, now),
            Err(error @ DbError::Refused { .. }) => self.failed(work, &error.to_string(), true, now),
            _answered => {
                if let Some(outage) = self.outage().as_mut() {
                    outage.failing.remove(work);
                    outage.answered = Some(now);
                }
            }
        }
    }

    fn failed(&self, work: &'static str, reason: &str, refuses: bool, now: Instant) {
        let mut outage = self.outage();
        let begins = outage.is_none();
        let outage = outage.get_or_insert_with(|| Outage {
            since: now,
            failures: 0,
            told_of: [false; 2],
            last_failure: now,
            answered: None,
            failing: BTreeMap::new(),
            told: vec![reason.to_owned()],
        });
        outage.failures += 1;
        outage.last_failure = now;
        outage.failing.insert(work, now);
        let is_told_of = std::mem::replace(&mut outage.told_of[usize::from(refuses)], true);
        if !is_told_of {
            took(Path::DatabaseAway);
            if refuses {
                log::error!(query = work, reason = reason; "database refuses what it is asked, trying again");
            } else {
                log::error!(query = work, reason = reason; "database does not answer, waiting for it");
            }
        }
        if begins {
            tokio::spawn(self.clone().until_over());
        } else if outage.told.len() < REASONS && !outage.told.iter().any(|told| told == reason) {
            outage.told.push(reason.to_owned());
            if is_told_of {
                log::warn!(query = work, reason = reason; "database still does not answer");
            }
        }
    }

    /// Tells the end, once.
    async fn until_over(self) {
        loop {
            tokio::time::sleep(LOOK_EVERY).await;
            let mut there = self.outage();
            let now = Instant::now();
            if let Some(outage) = there.take_if(|outage| outage.is_over(now)) {
                let lasted_ms = now.duration_since(outage.since).as_millis() as u64;
                log::info!(lasted_ms = lasted_ms, failures = outage.failures; "database answers again");
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outage_is_over_when_what_failed_was_done_again() {
        let began = Instant::now();
        let at = |ms: u64| began + Duration::from_millis(ms);
        let mut outage = Outage {
            since: began,
            failures: 1,
            told_of: [true, false],
            last_failure: began,
            answered: None,
            failing: BTreeMap::from([("settle", began)]),
            told: Vec::new(),
        };
        assert!(!outage.is_over(at(60_000)), "nobody has answered yet");
        outage.answered = Some(at(10));
        assert!(!outage.is_over(at(2_000)), "reads are answered, but the settle waits to be tried again");
        outage.failing.clear();
        assert!(!outage.is_over(at(900)), "it may be a pause in a storm");
        assert!(outage.is_over(at(1_100)));
        outage.failing.insert("catch_facts", began);
        assert!(outage.is_over(at(20_100)), "nobody asked for that again");
    }
}
