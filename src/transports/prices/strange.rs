//! Which pairs a source says it does not know, and when each is asked for again.
//!
//! Owned by the doors that ask for all pairs in one request and are refused for a single one (Binance, Kraken); read and told
//! by `ask::all_or_each`. Pure: the time comes in.
//!
//! **Invariant:** a pair is left out for an hour at the most, then asked for again: what a source forgot for some seconds it
//! is not held to have forgotten for ever.

use std::{
    cell::RefCell,
    collections::BTreeMap,
    time::{Duration, Instant},
};

use crate::game::market::Pair;

/// Wait before the first new question: a source that is mended or restarted is so within minutes.
pub const FIRST_WAIT: Duration = Duration::from_secs(2 * 60);

/// Longest wait between two questions: a market that opens again has its voice within the hour, and one that is gone for
/// good costs one request an hour.
pub const LONGEST_WAIT: Duration = Duration::from_secs(60 * 60);

/// The pairs of one source that it does not know.
#[derive(Debug, Default)]
pub struct Strange {
    pairs: RefCell<BTreeMap<Pair, Absence>>,
}

#[derive(Clone, Copy, Debug)]
struct Absence {
    wait: Duration,
    again: Instant,
}

/// What to ask for now.
#[derive(Debug, PartialEq, Eq)]
pub struct Questions {
    /// Those the source knows, as far as is known.
    pub known: Vec<Pair>,
    /// Those it did not know, whose time has come again.
    pub due: Vec<Pair>,
}

impl Strange {
    /// Sorts the pairs that are wanted: those left out for now are in neither list.
    pub fn sort(&self, wanted: Vec<Pair>, now: Instant) -> Questions {
        let pairs = self.pairs.borrow();
        let (strange, known) = wanted.into_iter().partition::<Vec<Pair>, _>(|pair| pairs.contains_key(pair));
        let due = strange.into_iter().filter(|pair| pairs.get(pair).is_some_and(|absence| absence.again <= now));
        Questions { known, due: due.collect() }
    }

    /// The source does not know this pair. True when that is news.
    pub fn is_unknown(&self, pair: Pair, now: Instant) -> bool {
        let mut pairs = self.pairs.borrow_mut();
        let before = pairs.get(&pair).map(|absence| absence.wait);
        let wait = before.map_or(FIRST_WAIT, |wait| (wait * 2).min(LONGEST_WAIT));
        pairs.insert(pair, Absence { wait, again: now + wait });
        before.is_none()
    }

    /// The question about this pair failed and told nothing: it is put again after as long as before.
    pub fn is_unheard(&self, pair: Pair, now: Instant) {
        if let Some(absence) = self.pairs.borrow_mut().get_mut(&pair) {
            absence.again = now + absence.wait;
        }
    }

    /// The source answered about this pair. True when it had not known it.
    pub fn is_known(&self, pair: Pair) -> bool {
        self.pairs.borrow_mut().remove(&pair).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_is_asked_for_again_after_minutes_doubling_to_an_hour_and_for_good_once_it_is_known() {
        let (strange, mut now) = (Strange::default(), Instant::now());
        let wanted = || vec![Pair::EthUsd, Pair::PolUsd];
        let sorted = |known: &[Pair], due: &[Pair]| Questions { known: known.to_vec(), due: due.to_vec() };
        let mut waits = Vec::new();
        for news in [true, false, false, false, false, false, false] {
            assert_eq!(strange.is_unknown(Pair::PolUsd, now), news);
            assert_eq!(strange.sort(wanted(), now), sorted(&[Pair::EthUsd], &[]));
            let began = now;
            while strange.sort(wanted(), now).due.is_empty() {
                now += Duration::from_secs(60);
            }
            assert_eq!(strange.sort(wanted(), now), sorted(&[Pair::EthUsd], &[Pair::PolUsd]));
            waits.push(now.duration_since(began).as_secs() / 60);
        }
        assert_eq!(waits, [2, 4, 8, 16, 32, 60, 60]);
        strange.is_unheard(Pair::PolUsd, now);
        assert_eq!(strange.sort(wanted(), now + LONGEST_WAIT - Duration::from_secs(1)).due, []);
        assert_eq!(strange.sort(wanted(), now + LONGEST_WAIT).due, [Pair::PolUsd]);
        assert!(strange.is_known(Pair::PolUsd) && !strange.is_known(Pair::PolUsd));
        assert_eq!(strange.sort(wanted(), now), sorted(&[Pair::EthUsd, Pair::PolUsd], &[]));
    }
}
