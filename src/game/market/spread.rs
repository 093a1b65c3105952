//! How far from each other two sources usually are, and when they are further apart than that. Kept by the PriceOracle.
//!
//! Of three that disagree the median tells who is alone; of two nobody can tell which of them is late or wrong. So two sources that
//! differ by more than four times their usual spread make no tick, until they agree again or are known to differ so.
//!
//! **Invariant:** what was never further apart than a tenth of a percent is never refused for it.
//! **Invariant:** a usual spread follows slowly: a late source is not taken for one that differs within the minute in which it is late.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use rust_decimal::{Decimal, prelude::ToPrimitive};

use super::{Pair, Quote, Source, Tick};

/// Two sources, in the order of [`Source::ALL`].
pub type Apart = [Source; 2];

/// So many times its usual spread is too much.
const TIMES: i64 = 4;
/// A usual spread is at least this, in thousand-millionths: a quarter of a tenth of a percent, so that calm markets refuse nothing.
const FLOOR: i64 = 250_000;
/// The usual spread moves by this part of what is new, once in [`EVERY`]: to four times its size in two and a half minutes at the
/// soonest.
const PART: i64 = 32;
/// See [`PART`].
const EVERY: SignedDuration = SignedDuration::from_secs(10);
/// Thousand-millionths in one.
const UNIT: Decimal = Decimal::from_parts(1_000_000_000, 0, 0, false, 0);

/// The usual spreads of all pairs and sources.
#[derive(Debug, Default)]
pub struct Spreads {
    usual: BTreeMap<(Pair, Apart), Usual>,
}

#[derive(Clone, Copy, Debug)]
struct Usual {
    parts: i64,
    learned_at: Timestamp,
}

impl Spreads {
    /// Which sources of this tick are further apart than they use to be. Learns from it too; the first sight of two is their usual.
    pub fn judge(&mut self, tick: &Tick) -> Vec<Apart> {
        let mut apart = Vec::new();
        for (index, one) in tick.quotes.iter().enumerate() {
            for other in &tick.quotes[index + 1..] {
                let two = ordered(one.source, other.source);
                let found = parts(one, other);
                let first = Usual { parts: found, learned_at: tick.round_at };
                let usual = self.usual.entry((tick.pair, two)).or_insert(first);
                if found > usual.limit() {
                    apart.push(two);
                }
                usual.learn(found, tick.round_at);
            }
        }
        apart
    }
}

impl Usual {
    fn limit(&self) -> i64 {
        TIMES * self.parts.max(FLOOR)
    }

    fn learn(&mut self, found: i64, at: Timestamp) {
        if at.duration_since(self.learned_at) >= EVERY {
            let found = found.min(self.limit());
            // Rounded away from where it is, so that it arrives.
            let step = (found - self.parts) / PART + (found - self.parts).signum();
            self.parts += step;
            self.learned_at = at;
        }
    }
}

/// True when these are two quotes, of sources that are apart.
pub fn are_apart(quotes: &[Quote], apart: &[Apart]) -> bool {
    matches!(quotes, [one, other] if apart.contains(&ordered(one.source, other.source)))
}

fn ordered(one: Source, other: Source) -> Apart {
    if one <= other { [one, other] } else { [other, one] }
}

/// The difference of two prices in thousand-millionths of the lower one. Quotes of one tick are within a few percent.
fn parts(one: &Quote, other: &Quote) -> i64 {
    let (low, high) = (one.price.min(other.price).get(), one.price.max(other.price).get());
    ((high - low) * UNIT / low).to_i64().unwrap_or(i64::MAX / TIMES)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::game::{
        market::Source::{Binance, Coinbase, Kraken},
        samples::{at, price, quote},
    };

    /// A tick of two or three sources at these prices.
    fn tick(second: i64, prices: &[&str]) -> Tick {
        let quotes = Source::ALL.into_iter().zip(prices).map(|(source, text)| quote(source, text, second)).collect();
        Tick { pair: Pair::EthUsd, price: price(prices[0]), round_at: at(second), quotes }
    }

    #[test]
    fn a_jump_that_one_of_two_has_not_seen_yet_is_apart_and_a_tenth_of_a_percent_never_is() {
        let mut spreads = Spreads::default();
        for (second, other, expected) in [
            (0, "2500", false),
            (1, "2502.5", false),
            (2, "2502.6", true),
            (3, "2480", true),
            (12, "2520", true),
            (60, "2520", true),
            (61, "2500.1", false),
        ] {
            let apart = spreads.judge(&tick(second, &["2500", other]));
            assert_eq!(apart, if expected { vec![[Binance, Coinbase]] } else { vec![] }, "{other} at {second}");
        }
    }

    #[test]
    fn what_differs_for_minutes_is_usual_in_the_end() {
        let mut spreads = Spreads::default();
        spreads.judge(&tick(0, &["2500", "2500"]));
        let refused =
            (1..2_000).take_while(|second| !spreads.judge(&tick(*second, &["2500", "2510"])).is_empty()).count();
        assert!((200..300).contains(&refused), "0.4 % is believed after {refused} s");
        assert_eq!(spreads.judge(&tick(3_000, &["2500", "2560"])), [[Binance, Coinbase]]);
        // And what was far apart and is near again is forgotten as slowly.
        let mut wide = Spreads::default();
        wide.judge(&tick(0, &["2500", "2510"]));
        assert!(wide.judge(&tick(1, &["2500", "2535"])).is_empty(), "1.4 % where 0.4 % is usual");
        (2..3_000).for_each(|second| drop(wide.judge(&tick(second, &["2500", "2500"]))));
        assert_eq!(wide.judge(&tick(3_000, &["2500", "2510"])).len(), 1);
    }

    #[test]
    fn each_two_and_each_pair_have_a_spread_of_their_own() {
        let mut spreads = Spreads::default();
        spreads.judge(&tick(0, &["2500", "2500", "2510"]));
        let apart = spreads.judge(&tick(1, &["2500", "2505", "2510"]));
        assert_eq!(apart, [[Binance, Coinbase]], "kraken is usually that far from binance");
        let other = Tick { pair: Pair::BtcUsd, ..tick(1, &["2500", "2505"]) };
        assert!(spreads.judge(&other).is_empty(), "of that pair nothing was known");
        let backwards =
            Tick { quotes: tick(2, &["2500", "2505"]).quotes.into_iter().rev().collect(), ..tick(2, &["1"]) };
        assert_eq!(spreads.judge(&backwards), [[Binance, Coinbase]], "whoever answers first");
        assert!(are_apart(&backwards.quotes, &apart) && !are_apart(&tick(1, &["1", "1", "1"]).quotes, &apart));
        assert!(!are_apart(&backwards.quotes, &[[Coinbase, Kraken]]));
    }
}
