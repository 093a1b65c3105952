//! The judgement of a round: which quotes count, and what their price is. Called by the PriceOracle when a round closes.
//!
//! In order (OUTSIDE.md, "Prices"): one voice a source; stale and future quotes go; a lone absurd one goes; those off the
//! median go; the median of the rest is the tick.
//!
//! **Invariant:** the tick is a function of the set of quotes, not of the order in which they came in, up to the order of its
//! own list of quotes.

use jiff::{SignedDuration, Timestamp};
use rust_decimal::Decimal;

use super::{Pair, Quote, Source, Tick};
use crate::game::money::Price;

/// The configured numbers of a round.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct RoundRules {
    /// Good quotes needed; 0 counts as 1.
    pub min_sources: usize,
    /// Source time at most this many seconds before the round began.
    pub max_age_s: i64,
}

/// Why a round has no tick.
#[derive(Copy, Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoTick {
    /// Too few quotes were left after the rejections.
    #[error("{usable} usable quotes, {needed} needed")]
    TooFew {
        /// Left after all rejections.
        usable: usize,
        /// `min_sources`.
        needed: usize,
    },
    /// Two were left that differ more than they use to: one of them is late or wrong, and nobody can tell which.
    #[error("{0} and {1} are further apart than usual")]
    Apart(Source, Source),
}

/// A source's time may be this many seconds after the round began: its own answer is cut after 3 s, and 2 s are for clocks
/// that disagree. More is a broken clock, whose age nobody can judge.
pub const FUTURE_S: i64 = 5;
/// `last_good` says what is absurd only while it is younger than this many seconds (OUTSIDE.md, "Prices").
pub const LAST_GOOD_S: i64 = 60;
/// A lone jump from the last good price of more than this many percent is absurd (OUTSIDE.md, "Prices").
pub const ABSURD_PERCENT: i64 = 20;
/// A quote further than this many percent from the median is left out (OUTSIDE.md, "Prices").
pub const SPREAD_PERCENT: i64 = 2;

/// Judges one round of one pair: rejects what OUTSIDE.md "Prices" rejects, then takes the median of the rest.
/// `last_good` is the last valid tick of the pair.
pub fn judge_round(
    pair: Pair,
    round_at: Timestamp,
    quotes: &[Quote],
    last_good: Option<&Tick>,
    rules: &RoundRules,
) -> Result<Tick, NoTick> {
    let mut good = one_per_source(quotes);
    good.retain(|quote| is_fresh(quote, round_at, rules.max_age_s));
    if let Some(last) = last_good.filter(|last| is_recent(last, round_at)) {
        drop_lone_absurd(&mut good, last.price);
    }
    if let Some(middle) = median(&good) {
        good.retain(|quote| within(quote.price, middle, SPREAD_PERCENT));
    }
    let needed = rules.min_sources.max(1);
    match median(&good) {
        Some(price) if good.len() >= needed => Ok(Tick { pair, price, round_at, quotes: good }),
        _ => Err(NoTick::TooFew { usable: good.len(), needed }),
    }
}

/// A source has one voice: of several quotes of one source the newest counts, and of equal times the last given.
fn one_per_source(quotes: &[Quote]) -> Vec<Quote> {
    let mut kept: Vec<Quote> = Vec::with_capacity(quotes.len());
    for quote in quotes {
        match kept.iter_mut().find(|other| other.source == quote.source) {
            Some(other) if other.at <= quote.at => *other = quote.clone(),
            Some(_) => {}
            None => kept.push(quote.clone()),
        }
    }
    kept
}

/// True when a quote is young enough for a round, and not from the future.
pub(super) fn is_fresh(quote: &Quote, round_at: Timestamp, max_age_s: i64) -> bool {
    let age = round_at.duration_since(quote.at);
    age <= SignedDuration::from_secs(max_age_s) && age >= SignedDuration::from_secs(-FUTURE_S)
}

fn is_recent(last: &Tick, round_at: Timestamp) -> bool {
    round_at.duration_since(last.round_at) < SignedDuration::from_secs(LAST_GOOD_S)
}

/// Drops the quote that is alone in being far from `last`. Two that agree on a jump are a market, not a mistake.
fn drop_lone_absurd(quotes: &mut Vec<Quote>, last: Price) {
    let far = |quote: &Quote| !within(quote.price, last, ABSURD_PERCENT);
    if quotes.iter().filter(|quote| far(quote)).count() == 1 {
        quotes.retain(|quote| !far(quote));
    }
}

/// Whether `price` is at most `percent` percent of `centre` away from it. Exact: 21 digits times 2.
fn within(price: Price, centre: Price, percent: i64) -> bool {
    (price.get() - centre.get()).abs() <= centre.get() * Decimal::new(percent, 2)
}

fn median(quotes: &[Quote]) -> Option<Price> {
    middle(quotes.iter().map(|quote| quote.price).collect())
}

/// The middle price; of an even count the mean of the two middle ones.
pub fn middle(mut prices: Vec<Price>) -> Option<Price> {
    prices.sort_unstable();
    let upper = *prices.get(prices.len() / 2)?;
    if prices.len() % 2 == 1 {
        return Some(upper);
    }
    // The mean of two prices is a price again, so this never turns a count of two into none.
    Price::mid(prices[prices.len() / 2 - 1], upper).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::game::{
        market::Source::{self, Binance, Coinbase, Coingecko, Kraken},
        samples::{at, price, quote, tick},
    };

    const NOW_S: i64 = 1_000;
    const RULES: RoundRules = RoundRules { min_sources: 1, max_age_s: 10 };

    fn judged(quotes: &[Quote], last_good: Option<&Tick>, min_sources: usize) -> Result<(String, Vec<Source>), NoTick> {
        let rules = RoundRules { min_sources, ..RULES };
        let tick = judge_round(Pair::EthUsd, at(NOW_S), quotes, last_good, &rules)?;
        assert_eq!((tick.pair, tick.round_at), (Pair::EthUsd, at(NOW_S)));
        Ok((tick.price.to_string(), tick.quotes.iter().map(|quote| quote.source).collect()))
    }

    /// Quotes of these prices, all as old as the round.
    fn now(prices: &[(Source, &str)]) -> Vec<Quote> {
        prices.iter().map(|(source, price)| quote(*source, price, NOW_S)).collect()
    }

    #[test]
    fn the_median_of_an_odd_count_is_one_of_them_and_of_an_even_count_the_mean_of_two() {
        let three = now(&[(Binance, "2501"), (Coinbase, "2500"), (Kraken, "2509")]);
        assert_eq!(judged(&three, None, 3), Ok(("2501".into(), vec![Binance, Coinbase, Kraken])));
        let four = now(&[(Binance, "2501"), (Coinbase, "2500"), (Kraken, "2509"), (Coingecko, "2502.5")]);
        assert_eq!(judged(&four, None, 4).map(|(price, _)| price), Ok("2501.75".into()));
        assert_eq!(judged(&three[..1], None, 1).map(|(price, _)| price), Ok("2501".into()));
    }

    #[test]
    fn too_few_is_no_tick() {
        let two = now(&[(Binance, "2501"), (Coinbase, "2500")]);
        assert_eq!(judged(&two, None, 3), Err(NoTick::TooFew { usable: 2, needed: 3 }));
        assert_eq!(judged(&[], None, 1), Err(NoTick::TooFew { usable: 0, needed: 1 }));
        assert_eq!(judged(&[], None, 0), Err(NoTick::TooFew { usable: 0, needed: 1 }), "0 counts as 1");
    }

    #[test]
    fn stale_and_future_quotes_are_left_out_at_the_second() {
        for (second, fresh) in [(989, false), (990, true), (1_000, true), (1_005, true), (1_006, false)] {
            let quotes = [quote(Kraken, "2500", second)];
            assert_eq!(judged(&quotes, None, 1).is_ok(), fresh, "source time {second}");
        }
    }

    #[test]
    fn a_source_has_one_voice_and_its_newest_word_counts() {
        let quotes = [quote(Kraken, "2510", 999), quote(Kraken, "2505", 998), quote(Binance, "2500", 999)];
        assert_eq!(judged(&quotes, None, 2), Ok(("2505".into(), vec![Kraken, Binance])));
        assert_eq!(judged(&quotes[..2], None, 2), Err(NoTick::TooFew { usable: 1, needed: 2 }));
    }

    #[test]
    fn more_than_two_percent_off_the_median_is_left_out() {
        let at_the_edge = now(&[(Binance, "100"), (Coinbase, "100"), (Kraken, "102")]);
        assert_eq!(judged(&at_the_edge, None, 3).map(|(price, _)| price), Ok("100".into()));
        let beyond = now(&[(Binance, "100"), (Coinbase, "100.5"), (Kraken, "102.52")]);
        assert_eq!(judged(&beyond, None, 2), Ok(("100.25".into(), vec![Binance, Coinbase])));
        let apart = now(&[(Binance, "100"), (Coinbase, "110")]);
        assert_eq!(judged(&apart, None, 1), Err(NoTick::TooFew { usable: 0, needed: 1 }), "neither is believed");
    }

    #[test]
    fn a_lone_jump_is_absurd_only_near_a_last_good_tick() {
        let alone = now(&[(Binance, "3001")]);
        assert!(judged(&alone, Some(&tick(NOW_S - 59, "2500")), 1).is_err());
        assert!(judged(&alone, Some(&tick(NOW_S - 60, "2500")), 1).is_ok(), "a minute later it is the market");
        assert!(judged(&now(&[(Binance, "3000")]), Some(&tick(NOW_S - 1, "2500")), 1).is_ok(), "20 % is not over 20 %");
        let agreed = now(&[(Binance, "1900"), (Coinbase, "1901")]);
        assert_eq!(judged(&agreed, Some(&tick(NOW_S - 1, "2500")), 2).map(|(price, _)| price), Ok("1900.5".into()));
        let one_of_two = now(&[(Binance, "3100"), (Coinbase, "2500")]);
        assert_eq!(judged(&one_of_two, Some(&tick(NOW_S - 1, "2500")), 1), Ok(("2500".into(), vec![Coinbase])));
    }

    fn any_quotes() -> impl Strategy<Value = Vec<Quote>> {
        let any_quote = (0..4_usize, 200_000..300_000_i64, 985..1_008_i64).prop_map(|(source, cents, second)| Quote {
            source: Source::ALL[source],
            price: Price::new(Decimal::new(cents, 2)).unwrap(),
            at: at(second),
        });
        prop::collection::vec(any_quote, 0..8)
    }

    proptest! {
        #[test]
        fn every_tick_keeps_the_promises(quotes in any_quotes(), min_sources in 0..4_usize, has_last in any::<bool>()) {
            let last = has_last.then(|| tick(NOW_S - 5, "2500"));
            let rules = RoundRules { min_sources, ..RULES };
            if let Ok(tick) = judge_round(Pair::EthUsd, at(NOW_S), &quotes, last.as_ref(), &rules) {
                prop_assert!(tick.quotes.len() >= min_sources.max(1));
                prop_assert_eq!(Some(tick.price), median(&tick.quotes));
                prop_assert!((0..=10_000).contains(&tick.age_ms()));
                for (index, quote) in tick.quotes.iter().enumerate() {
                    prop_assert!(quotes.contains(quote));
                    prop_assert!(tick.quotes[..index].iter().all(|other| other.source != quote.source));
                    // Both the quote and the tick are within 2 % of one centre, so within 4.1 % of each other.
                    prop_assert!(within(quote.price, tick.price, 5));
                }
            }
        }

        #[test]
        fn the_order_of_arrival_changes_nothing(quotes in any_quotes()) {
            let mut sorted = quotes.clone();
            sorted.sort_by_key(|quote| (quote.source, quote.at));
            sorted.dedup_by_key(|quote| (quote.source, quote.at));
            let mut reversed = sorted.clone();
            reversed.reverse();
            let judge = |quotes: &[Quote]| judge_round(Pair::EthUsd, at(NOW_S), quotes, None, &RULES).map(|tick| tick.price);
            prop_assert_eq!(judge(&sorted), judge(&reversed));
        }
    }

    #[test]
    fn the_mean_of_two_tiny_prices_is_a_price() {
        assert_eq!(median(&now(&[(Binance, "1e-12"), (Kraken, "1e-12")])), Some(price("0.000000000001")));
    }
}
