//! When each source may be asked again: spacing, rests, backoff. Pure; the actor tells it the time and what happened.
//!
//! A source that says "too many" rests for as long as it says, or 1, 2, 4 … 60 s; one that is down or unreadable rests 1, 2,
//! 4 … 30 s; an answer ends the streak.
//!
//! **Invariant:** no source is asked before its spacing and its rest are over, nor while a request to it hangs.

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use super::port::SourceError;
use crate::game::market::Source;

/// First rest after a failure; it doubles from there.
const FIRST_REST: Duration = Duration::from_secs(1);
/// Longest rest of a source that does not answer: two of them fit into a minute without a price.
const LONGEST_DOWN: Duration = Duration::from_secs(30);
/// Longest rest after "too many" that names no time: the window of most limits is a minute.
const LONGEST_TOO_MANY: Duration = Duration::from_secs(60);
/// A named rest counts up to this: Binance's longest ban is three days (its documentation of limits).
const LONGEST_NAMED: Duration = Duration::from_secs(3 * 24 * 3600);
/// A request whose end nobody told is forgotten after this: well over the 3 s after which it is cut.
const LOST: Duration = Duration::from_secs(5);

/// The paces of all sources.
#[derive(Debug, Default)]
pub struct Pacing {
    paces: BTreeMap<Source, Pace>,
}

#[derive(Debug)]
struct Pace {
    spacing: Duration,
    not_before: Option<Instant>,
    hanging_since: Option<Instant>,
    answered_at: Option<Instant>,
    failures: u32,
    trouble: String,
}

impl Pacing {
    /// Takes a source up; one that is known already keeps its rests.
    pub fn know(&mut self, source: Source, spacing: Duration) {
        let fresh = || Pace {
            spacing,
            not_before: None,
            hanging_since: None,
            answered_at: None,
            failures: 0,
            trouble: String::new(),
        };
        self.paces.entry(source).or_insert_with(fresh);
    }

    /// True when this source may be asked now.
    pub fn is_askable(&self, source: Source, now: Instant) -> bool {
        self.paces.get(&source).is_some_and(|pace| pace.askable_at(now) <= now)
    }

    /// The earliest moment, not before `now`, at which so many sources are askable if nothing else happens; `None` when there
    /// are not so many sources.
    pub fn enough_at(&self, needed: usize, now: Instant) -> Option<Instant> {
        let mut moments: Vec<Instant> = self.paces.values().map(|pace| pace.askable_at(now)).collect();
        moments.sort_unstable();
        moments.get(needed.max(1) - 1).copied()
    }

    /// A request to this source is on its way.
    pub fn asked(&mut self, source: Source, now: Instant) {
        if let Some(pace) = self.paces.get_mut(&source) {
            pace.hanging_since = Some(now);
            pace.not_before = Some(now + pace.spacing);
        }
    }

    /// It answered. Gives the failures that this answer put an end to, if there were any.
    pub fn answered(&mut self, source: Source, now: Instant) -> Option<u32> {
        let pace = self.paces.get_mut(&source)?;
        pace.hanging_since = None;
        pace.answered_at = Some(now);
        pace.trouble.clear();
        Some(std::mem::take(&mut pace.failures)).filter(|failures| *failures > 0)
    }

    /// It failed. True when it had answered before, so that this is news.
    pub fn failed(&mut self, source: Source, now: Instant, error: &SourceError) -> bool {
        let Some(pace) = self.paces.get_mut(&source) else { return false };
        pace.hanging_since = None;
        pace.failures = pace.failures.saturating_add(1);
        pace.trouble = error.to_string();
        let rest = now + rest_after(error, pace.failures);
        pace.not_before = Some(pace.not_before.map_or(rest, |moment| moment.max(rest)));
        pace.failures == 1
    }

    /// The state of every source, in words for the operator.
    pub fn states(&self, now: Instant) -> Vec<(Source, String)> {
        self.paces.iter().map(|(source, pace)| (*source, pace.words(now))).collect()
    }

    /// The sources that fail at the moment and why, in words for the operator; empty when none does.
    pub fn troubles(&self) -> String {
        let failing = self.paces.iter().filter(|(_, pace)| pace.failures > 0);
        let words: Vec<String> = failing.map(|(source, pace)| format!("{source} {}", pace.trouble)).collect();
        words.join(", ")
    }
}

impl Pace {
    fn askable_at(&self, now: Instant) -> Instant {
        let over = self.hanging_since.map(|since| since + LOST);
        self.not_before.into_iter().chain(over).fold(now, Instant::max)
    }

    fn words(&self, now: Instant) -> String {
        if self.failures > 0 {
            let wait = self.askable_at(now).duration_since(now);
            return format!("{}, {} in a row, next in {}", self.trouble, self.failures, seconds(wait));
        }
        match self.answered_at {
            Some(moment) => format!("answered {} ago", seconds(now.saturating_duration_since(moment))),
            None => "not heard yet".to_owned(),
        }
    }
}

/// A duration for the operator: `2.1 s`.
pub fn seconds(duration: Duration) -> String {
    format!("{}.{} s", duration.as_secs(), duration.subsec_millis() / 100)
}

fn rest_after(error: &SourceError, failures: u32) -> Duration {
    let doubled = FIRST_REST * (1 << failures.saturating_sub(1).min(6));
    match error {
        SourceError::TooMany { retry_after_s: Some(named_s) } if *named_s > 0 => {
            Duration::from_secs(*named_s).min(LONGEST_NAMED)
        }
        SourceError::TooMany { .. } => doubled.min(LONGEST_TOO_MANY),
        SourceError::Down(_) | SourceError::Unreadable(_) => doubled.min(LONGEST_DOWN),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::game::market::Source::{Binance, Coingecko, Kraken};

    const SECOND: Duration = Duration::from_secs(1);

    fn pacing() -> (Pacing, Instant) {
        let mut pacing = Pacing::default();
        pacing.know(Binance, SECOND);
        pacing.know(Kraken, SECOND * 2);
        pacing.know(Coingecko, SECOND * 6);
        (pacing, Instant::now())
    }

    fn down() -> SourceError {
        SourceError::Down("refused".to_owned())
    }

    #[test]
    fn a_source_is_asked_after_its_spacing_and_never_while_a_request_hangs() {
        let (mut pacing, now) = pacing();
        assert!(pacing.is_askable(Kraken, now));
        pacing.asked(Kraken, now);
        assert!(!pacing.is_askable(Kraken, now + SECOND * 3), "its request hangs");
        assert!(pacing.is_askable(Kraken, now + LOST), "nobody told how it ended");
        pacing.answered(Kraken, now + SECOND);
        assert!(!pacing.is_askable(Kraken, now + SECOND));
        assert!(pacing.is_askable(Kraken, now + SECOND * 2));
    }

    #[test]
    fn enough_is_when_the_last_of_the_needed_is_askable() {
        let (mut pacing, now) = pacing();
        assert_eq!(pacing.enough_at(3, now), Some(now));
        assert_eq!(pacing.enough_at(4, now), None);
        for source in [Binance, Kraken, Coingecko] {
            pacing.asked(source, now);
            pacing.answered(source, now);
        }
        for (needed, seconds) in [(0, 1), (1, 1), (2, 2), (3, 6)] {
            assert_eq!(pacing.enough_at(needed, now), Some(now + SECOND * seconds), "{needed} needed");
        }
        assert_eq!(pacing.enough_at(1, now + SECOND * 9), Some(now + SECOND * 9), "never in the past");
    }

    #[test]
    fn rests_double_up_to_their_limit_and_a_named_one_is_kept() {
        let unnamed = SourceError::TooMany { retry_after_s: None };
        for (failures, down_s, too_many_s) in
            [(1, 1, 1), (2, 2, 2), (5, 16, 16), (6, 30, 32), (7, 30, 60), (900, 30, 60)]
        {
            assert_eq!(rest_after(&down(), failures), SECOND * down_s, "{failures} failures");
            assert_eq!(rest_after(&SourceError::Unreadable(String::new()), failures), SECOND * down_s);
            assert_eq!(rest_after(&unnamed, failures), SECOND * too_many_s);
        }
        for (named_s, rest_s) in [(0, 1), (1, 1), (120, 120), (u64::MAX, 259_200)] {
            let named = SourceError::TooMany { retry_after_s: Some(named_s) };
            assert_eq!(rest_after(&named, 1), Duration::from_secs(rest_s), "named {named_s}");
        }
    }

    #[test]
    fn a_rest_never_shortens_the_spacing() {
        let (mut pacing, now) = pacing();
        pacing.asked(Coingecko, now);
        pacing.failed(Coingecko, now, &down());
        assert!(!pacing.is_askable(Coingecko, now + SECOND * 5));
        assert!(pacing.is_askable(Coingecko, now + SECOND * 6));
    }

    #[test]
    fn only_the_first_failure_and_the_first_answer_after_it_are_news() {
        let (mut pacing, now) = pacing();
        assert_eq!(pacing.answered(Binance, now), None);
        assert!(pacing.failed(Binance, now, &down()));
        assert!(!pacing.failed(Binance, now, &down()));
        assert_eq!(pacing.troubles(), "binance down: refused");
        assert_eq!(pacing.answered(Binance, now), Some(2));
        assert_eq!(pacing.answered(Binance, now), None);
        assert_eq!(pacing.troubles(), "");
        assert!(pacing.failed(Binance, now, &down()));
    }

    #[test]
    fn a_source_known_again_keeps_its_rest() {
        let (mut pacing, now) = pacing();
        pacing.failed(Binance, now, &SourceError::TooMany { retry_after_s: Some(60) });
        pacing.know(Binance, SECOND);
        assert!(!pacing.is_askable(Binance, now + SECOND * 59));
        let states = pacing.states(now);
        assert_eq!(states[0].1, "too many requests, retry after Some(60) s, 1 in a row, next in 60.0 s");
        assert_eq!(states[1].1, "not heard yet");
    }
}
