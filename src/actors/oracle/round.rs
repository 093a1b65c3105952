//! One round while it collects: who was asked, who answered, when it closes. Pure; the actor tells it the time.
//!
//! **Invariant:** a round takes an answer only from a source that it asked, once, and only the quotes of that source itself.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::{Duration, Instant},
};

use jiff::{SignedDuration, Timestamp};

use super::port::PairQuote;
use crate::game::market::{NoTick, Pair, Quote, RoundRules, Source, Tick, judge_round};

/// A round waits so long for the sources it asked: one that hangs must not hold those who wait (DESIGN.md, "Fair fills").
pub const COLLECT: Duration = Duration::from_millis(1_500);

/// The smallest step between two times that Postgres tells apart.
const STEP: SignedDuration = SignedDuration::from_micros(1);

/// A round that collects.
#[derive(Debug)]
pub struct Round {
    /// Its number since the start.
    pub number: u64,
    /// When it began: after every command that it may fill.
    pub at: Timestamp,
    closes: Instant,
    hanging: BTreeSet<Source>,
    quotes: BTreeMap<Pair, Vec<Quote>>,
}

impl Round {
    /// A round that has asked these sources.
    pub fn new(number: u64, at: Timestamp, now: Instant, asked: impl IntoIterator<Item = Source>) -> Round {
        let hanging = asked.into_iter().collect();
        Round { number, at, closes: now + COLLECT, hanging, quotes: BTreeMap::new() }
    }

    /// The end of one source's request, with what it said (nothing when it failed).
    pub fn heard(&mut self, source: Source, said: Vec<PairQuote>) {
        if !self.hanging.remove(&source) {
            return;
        }
        for PairQuote { pair, quote } in said {
            if quote.source == source {
                self.quotes.entry(pair).or_default().push(quote);
            }
        }
    }

    /// When it closes at the latest.
    pub fn closes(&self) -> Instant {
        self.closes
    }

    /// True when all have answered, or its time is over.
    pub fn is_over(&self, now: Instant) -> bool {
        self.hanging.is_empty() || now >= self.closes
    }

    /// What was said, by pair.
    pub fn quotes(&self) -> impl Iterator<Item = (Pair, &[Quote])> {
        self.quotes.iter().map(|(pair, quotes)| (*pair, quotes.as_slice()))
    }

    /// The verdict for every pair; `last_good` tells the last valid tick of one, `without` whose quotes do not count.
    pub fn judge<'a>(
        &self,
        rules: &RoundRules,
        last_good: impl Fn(Pair) -> Option<&'a Tick>,
        without: Option<Source>,
    ) -> Vec<(Pair, Result<Tick, NoTick>)> {
        let counts = |quote: &&Quote| Some(quote.source) != without;
        let quotes_of =
            |pair| -> Vec<Quote> { self.quotes.get(&pair).into_iter().flatten().filter(counts).cloned().collect() };
        let verdict = |pair| judge_round(pair, self.at, &quotes_of(pair), last_good(pair), rules);
        Pair::ALL.into_iter().map(|pair| (pair, verdict(pair))).collect()
    }
}

/// The time of a round that begins `now`: strictly after the one before, so that no two ticks share a time.
pub fn next_time(now: Timestamp, before: Option<Timestamp>) -> Timestamp {
    match before {
        Some(before) if now <= before => before.checked_add(STEP).unwrap_or(before),
        _ => now,
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::samples::{at, quote, tick},
        *,
    };
    use crate::game::market::Source::{Binance, Coinbase, Kraken};

    const RULES: RoundRules = RoundRules { min_sources: 2, max_age_s: 10 };

    fn said(pair: Pair, source: Source, price: &str) -> Vec<PairQuote> {
        vec![PairQuote { pair, quote: quote(source, price, 100) }]
    }

    fn price_of(round: &Round, pair: Pair) -> Result<String, NoTick> {
        let verdicts = round.judge(&RULES, |_| None, None);
        let (_, verdict) = verdicts.into_iter().find(|(judged, _)| *judged == pair).unwrap();
        verdict.map(|tick| tick.price.to_string())
    }

    #[test]
    fn it_is_over_when_all_have_answered_or_failed_or_its_time_is() {
        let now = Instant::now();
        let mut round = Round::new(1, at(100), now, [Binance, Kraken]);
        assert!(!round.is_over(now));
        assert!(round.is_over(now + COLLECT));
        round.heard(Binance, said(Pair::EthUsd, Binance, "2500"));
        round.heard(Coinbase, said(Pair::EthUsd, Coinbase, "2500"));
        assert!(!round.is_over(now), "who was not asked does not count");
        round.heard(Kraken, vec![]);
        assert!(round.is_over(now));
        assert_eq!(round.closes(), now + COLLECT);
    }

    #[test]
    fn it_judges_what_was_said_in_time_by_those_asked_and_by_themselves() {
        let mut round = Round::new(1, at(100), Instant::now(), [Binance, Kraken]);
        round.heard(Binance, said(Pair::EthUsd, Binance, "2500"));
        round.heard(Binance, said(Pair::EthUsd, Binance, "9"));
        round.heard(Coinbase, said(Pair::EthUsd, Coinbase, "2500"));
        assert_eq!(price_of(&round, Pair::EthUsd), Err(NoTick::TooFew { usable: 1, needed: 2 }));
        let mut forged = said(Pair::BtcUsd, Binance, "60000");
        forged.extend(said(Pair::BtcUsd, Kraken, "60000"));
        forged.extend(said(Pair::EthUsd, Kraken, "2502"));
        round.heard(Kraken, forged);
        assert_eq!(price_of(&round, Pair::EthUsd), Ok("2501".to_owned()));
        assert_eq!(price_of(&round, Pair::BtcUsd), Err(NoTick::TooFew { usable: 1, needed: 2 }));
        assert_eq!(round.judge(&RULES, |_| None, None).len(), Pair::ALL.len());
        let left_out = round.judge(&RULES, |_| None, Some(Binance));
        assert_eq!(left_out[0], (Pair::EthUsd, Err(NoTick::TooFew { usable: 1, needed: 2 })));
    }

    #[test]
    fn the_last_good_tick_of_the_pair_counts() {
        let mut round = Round::new(1, at(100), Instant::now(), [Binance]);
        round.heard(Binance, said(Pair::EthUsd, Binance, "4000"));
        let last = tick(90, "2500");
        let alone = RoundRules { min_sources: 1, ..RULES };
        let has_tick = |last_good: Option<&Tick>| {
            round
                .judge(&alone, |pair| last_good.filter(|last| last.pair == pair), None)
                .iter()
                .any(|(_, verdict)| verdict.is_ok())
        };
        assert!(has_tick(None));
        assert!(!has_tick(Some(&last)), "a lone jump is absurd");
    }

    #[test]
    fn times_rise_strictly_even_when_the_clock_does_not() {
        let step = at(100) + STEP;
        for (now, before, next) in
            [(100, None, at(100)), (100, Some(99), at(100)), (100, Some(100), step), (40, Some(100), step)]
        {
            assert_eq!(next_time(at(now), before.map(at)), next, "{now} after {before:?}");
        }
    }
}
