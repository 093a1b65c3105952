//! What the hosts' own clocks say: the `Date` of the last answer of each, with when it was asked for and when it came.
//!
//! Kept by [`super::Way`] for every HTTP client; read by whoever judges this machine's clock by it.
//!
//! **Invariant:** one entry a host, and at most [`HOSTS`] of them.
//! **Absent:** no clock of ours: the moments are `Instant`s, and no judgement is made here.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
    time::Instant,
};

use jiff::Timestamp;

/// Hosts that are kept; ours are a handful, and images may come from a few more.
const HOSTS: usize = 64;

/// What one host's clock said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Its name, with its port where that is not the usual one.
    pub host: String,
    /// Its `Date`, which is cut to the second (RFC 9110).
    pub date: Timestamp,
    /// When the request was sent.
    pub asked: Instant,
    /// When the head of its answer was there.
    pub heard: Instant,
}

/// The last of each host.
#[derive(Default)]
pub(super) struct Clocks(Mutex<BTreeMap<String, Told>>);

impl Clocks {
    /// Keeps what a host told, in the place of what it told before.
    pub fn keep(&self, told: Told) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= HOSTS && !all.contains_key(&told.host) {
            all.pop_first();
        }
        all.insert(told.host.clone(), told);
    }

    /// All of them, by name.
    pub fn all(&self) -> Vec<Told> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).values().cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_word_of_each_host_stays_and_hosts_are_bounded() {
        let clocks = Clocks::default();
        let told = |host: &str, second: i64| {
            let (asked, date) = (Instant::now(), Timestamp::from_second(second).unwrap());
            Told { host: host.to_owned(), date, asked, heard: asked }
        };
        for second in 1..=3 {
            clocks.keep(told("z.test", second));
        }
        assert_eq!(clocks.all().iter().map(|told| told.date.as_second()).collect::<Vec<_>>(), [3]);
        for n in 0..200 {
            clocks.keep(told(&format!("h{n:03}"), 1));
        }
        assert_eq!(clocks.all().len(), HOSTS);
    }
}
