//! What may fill a command: of a tick, the quotes whose information is newer than the command. Called by the PriceOracle for each one
//! who waits, and by whoever asks late.
//!
//! A round that began after a command may well repeat what was known before it: CoinGecko's average of a minute ago, a store's copy,
//! the last trade of a quiet market. Whoever watches an exchange knows such a price in advance; so it has no voice in his fill.
//!
//! **Invariant:** every quote of a fill is of later than its command, and a fill's price is the median of its own quotes.
//! **Absent:** no second judgement of the round: what had no voice in the tick has none in a fill of it.

use jiff::{SignedDuration, Timestamp};

use super::{
    Quote, Source, Tick,
    judge::middle,
    spread::{Apart, are_apart},
};

/// How long a command waits for its fill (DESIGN.md, "Fair fills").
const PATIENCE: SignedDuration = SignedDuration::from_secs(15);

/// The same where CoinGecko alone is asked: it changes its prices once a minute, and its first change after the command has to get
/// through its stores.
const SLOW_PATIENCE: SignedDuration = SignedDuration::from_secs(90);

/// How long a command waits for its fill with these sources.
pub fn patience(chosen: &[Source]) -> SignedDuration {
    if is_slow(chosen) { SLOW_PATIENCE } else { PATIENCE }
}

/// True when the price of a command may take a minute and more: players are told so.
pub fn is_slow(chosen: &[Source]) -> bool {
    chosen == [Source::Coingecko]
}

/// The fill that a tick is for a command given `after`: the median of those of its quotes that are newer, when they are `needed` or more
/// (0 counts as 1). `apart` are the sources that were further from each other in this round than they use to be: two such make no fill.
pub fn fill(tick: &Tick, apart: &[Apart], after: Timestamp, needed: usize) -> Option<Tick> {
    if tick.round_at <= after {
        return None;
    }
    let quotes: Vec<Quote> = tick.quotes.iter().filter(|quote| quote.at > after).cloned().collect();
    if quotes.len() < needed.max(1) || are_apart(&quotes, apart) {
        return None;
    }
    let price = middle(quotes.iter().map(|quote| quote.price).collect())?;
    Some(Tick { price, quotes, ..tick.clone() })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::game::{
        market::{
            Pair,
            Source::{Binance, Coinbase, Coingecko, Kraken},
        },
        samples::{at, quote},
    };

    fn tick(round: i64, quotes: &[(Source, &str, i64)]) -> Tick {
        let quotes: Vec<Quote> = quotes.iter().map(|(source, text, second)| quote(*source, text, *second)).collect();
        let price = middle(quotes.iter().map(|quote| quote.price).collect()).unwrap();
        Tick { pair: Pair::EthUsd, price, round_at: at(round), quotes }
    }

    fn filled(tick: &Tick, after: i64, needed: usize) -> Option<(String, Vec<Source>)> {
        let fill = fill(tick, &[], at(after), needed)?;
        assert_eq!((fill.pair, fill.round_at), (tick.pair, tick.round_at));
        Some((fill.price.to_string(), fill.quotes.iter().map(|quote| quote.source).collect()))
    }

    #[test]
    fn coingeckos_price_of_a_minute_ago_fills_nothing_and_its_first_change_does() {
        // The player casts at second 100, having seen elsewhere what it will say next.
        let old = tick(101, &[(Coingecko, "2500", 41)]);
        assert_eq!(filled(&old, 100, 1), None);
        let changed = tick(130, &[(Coingecko, "2550", 101)]);
        assert_eq!(filled(&changed, 100, 1), Some(("2550".into(), vec![Coingecko])));
        assert_eq!(
            filled(&tick(130, &[(Coingecko, "2550", 100)]), 100, 1),
            None,
            "of the second of the command itself"
        );
    }

    #[test]
    fn one_of_two_that_lags_ten_seconds_has_no_voice_until_it_speaks_of_after_the_command() {
        let lags = |round| tick(round, &[(Binance, "2500", round - 10), (Coinbase, "2550", round)]);
        assert_eq!(filled(&lags(101), 100, 2), None);
        assert_eq!(filled(&lags(101), 100, 1), Some(("2550".into(), vec![Coinbase])));
        assert_eq!(filled(&lags(110), 100, 2), None);
        assert_eq!(filled(&lags(111), 100, 2), Some(("2525".into(), vec![Binance, Coinbase])));
    }

    #[test]
    fn the_median_is_of_those_that_are_left() {
        let three = tick(101, &[(Binance, "2501", 101), (Coinbase, "2400", 95), (Kraken, "2503", 101)]);
        assert_eq!(filled(&three, 100, 2), Some(("2502".into(), vec![Binance, Kraken])));
        assert_eq!(filled(&three, 94, 2), Some(("2501".into(), vec![Binance, Coinbase, Kraken])));
        assert_eq!(filled(&three, 100, 3), None, "two are too few");
        assert_eq!(filled(&three, 101, 0), None, "a round of the command's own moment");
    }

    #[test]
    fn two_that_are_further_apart_than_usual_make_no_fill() {
        let three = tick(101, &[(Binance, "2501", 101), (Coinbase, "2480", 101), (Kraken, "2502", 101)]);
        let apart: [Apart; 2] = [[Binance, Coinbase], [Coinbase, Kraken]];
        let left = |after_kraken: bool| {
            let mut left = three.clone();
            left.quotes[if after_kraken { 2 } else { 1 }].at = at(99);
            fill(&left, &apart, at(100), 2).map(|fill| fill.price.to_string())
        };
        assert_eq!(left(false), Some("2501.5".into()), "the one that is apart is the old one");
        assert_eq!(left(true), None);
        assert_eq!(
            fill(&three, &apart, at(100), 2).map(|fill| fill.price.to_string()),
            Some("2501".into()),
            "three can tell"
        );
    }

    #[test]
    fn only_coingecko_alone_is_waited_for_longer() {
        assert_eq!(patience(&Source::ALL).as_secs(), 15);
        assert_eq!(patience(&[Coinbase, Coingecko]).as_secs(), 15);
        assert_eq!(patience(&[Coingecko]).as_secs(), 90);
        assert!(is_slow(&[Coingecko]) && !is_slow(&[Binance]));
    }

    proptest! {
        #[test]
        fn no_information_of_a_fill_is_older_than_its_command(
            seconds in prop::collection::vec(60..110_i64, 1..5),
            after in 60..110_i64,
            needed in 0..4_usize,
        ) {
            let quotes: Vec<_> = Source::ALL.into_iter().zip(&seconds).map(|(source, second)| (source, "2500", *second)).collect();
            if let Some(fill) = fill(&tick(105, &quotes), &[], at(after), needed) {
                prop_assert!(fill.round_at > at(after));
                prop_assert!(fill.quotes.iter().all(|quote| quote.at > at(after)));
                prop_assert_eq!(fill.quotes.len(), seconds.iter().filter(|second| **second > after).count());
                prop_assert!(fill.quotes.len() >= needed.max(1));
            }
        }
    }
}
