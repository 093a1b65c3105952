//! Binance's dollar is USDT. While a USDT is not worth a dollar, Binance differs from all others alike on nearly every pair, and has no
//! voice: else the difference became somebody's profit or loss when Binance joins between entry and exit, or leaves.
//!
//! Kept by the PriceOracle, and asked once a round.
//!
//! **Invariant:** a coin that did not move gives nobody a profit over a twentieth of a percent because the set of sources changed.
//! **Absent:** no conversion by a price of USDT: that would be a price that no source told.

use jiff::Timestamp;
use rust_decimal::Decimal;

use super::{Pair, Quote, RoundRules, Source, judge::is_fresh};

/// A difference up to this is let be: a twentieth of a percent.
const LET_BE: Decimal = Decimal::from_parts(5, 0, 0, false, 4);
/// Who was left out comes back when he differs by less than half of it: a dollar at the edge is not in and out from round to round.
const COMES_BACK: Decimal = Decimal::from_parts(25, 0, 0, false, 5);
/// Fewer pairs than this tell nothing of the dollar: one coin differs for reasons of its own.
const PAIRS: usize = 3;

/// What is known of Binance's dollar.
#[derive(Debug, Default)]
pub struct Tether {
    is_off: bool,
}

/// News of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DollarNews {
    /// It is worth something else than a dollar.
    Off,
    /// It is worth a dollar again.
    Right,
}

impl Tether {
    /// True while Binance is to be left out.
    pub fn is_off(&self) -> bool {
        self.is_off
    }

    /// Compares Binance with all others in one round, by the quotes of each pair. What cannot be compared changes nothing.
    pub fn judge<'a>(
        &mut self,
        round_at: Timestamp,
        rules: &RoundRules,
        quotes: impl Iterator<Item = (Pair, &'a [Quote])>,
    ) -> Option<DollarNews> {
        let let_be = if self.is_off { COMES_BACK } else { LET_BE };
        let (mut compared, mut above, mut below) = (0, 0, 0);
        for (_, quotes) in quotes {
            let fresh = || quotes.iter().filter(move |quote| is_fresh(quote, round_at, rules.max_age_s));
            let Some(binance) = fresh().find(|quote| quote.source == Source::Binance) else {
                continue;
            };
            let others: Vec<Decimal> =
                fresh().filter(|quote| quote.source != Source::Binance).map(|quote| quote.price.get()).collect();
            let (Some(low), Some(high)) = (others.iter().min(), others.iter().max()) else {
                continue;
            };
            compared += 1;
            above += usize::from(binance.price.get() > high + high * let_be);
            below += usize::from(binance.price.get() < low - low * let_be);
        }
        // All but one of eight, and all of fewer.
        let is_off = above.max(below) * 8 >= compared * 7;
        if compared < PAIRS || is_off == self.is_off {
            return None;
        }
        self.is_off = is_off;
        Some(if is_off { DollarNews::Off } else { DollarNews::Right })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::game::{
        market::{
            Source::{Binance, Coinbase, Kraken},
            judge_round,
        },
        samples::at,
    };

    const RULES: RoundRules = RoundRules { min_sources: 1, max_age_s: 10 };

    /// A round in which each source tells every pair's price, at so many hundred-thousandths above the market's.
    fn round(offsets: &[(Source, i64)]) -> Vec<(Pair, Vec<Quote>)> {
        let quote = |pair: Pair, source, offset: i64| {
            let base = Decimal::from(10 + 7 * pair as i64);
            let price = crate::game::money::Price::new(base * (Decimal::ONE + Decimal::new(offset, 5))).unwrap();
            Quote { source, price, at: at(1_000) }
        };
        let of = |pair| (pair, offsets.iter().map(|(source, offset)| quote(pair, *source, *offset)).collect());
        Pair::ALL.into_iter().map(of).collect()
    }

    fn judge(tether: &mut Tether, round: &[(Pair, Vec<Quote>)]) -> Option<DollarNews> {
        tether.judge(at(1_000), &RULES, round.iter().map(|(pair, quotes)| (*pair, quotes.as_slice())))
    }

    /// The price of the first pair, with Binance left out where it is to be.
    fn price(tether: &mut Tether, offsets: &[(Source, i64)]) -> Option<Decimal> {
        let round = round(offsets);
        judge(tether, &round);
        let (pair, quotes) = &round[0];
        let kept: Vec<Quote> =
            quotes.iter().filter(|quote| quote.source != Binance || !tether.is_off()).cloned().collect();
        judge_round(*pair, at(1_000), &kept, None, &RULES).ok().map(|tick| tick.price.get())
    }

    #[test]
    fn a_coin_that_did_not_move_gives_no_profit_when_the_sources_change_between_entry_and_exit() {
        for basis in [100, 1_000, 10_000, -100, -1_000, -10_000] {
            let sets: [&[(Source, i64)]; 4] = [
                &[(Binance, basis), (Coinbase, 0), (Kraken, 0)],
                &[(Binance, basis), (Kraken, 0)],
                &[(Coinbase, 0), (Kraken, 0)],
                &[(Coinbase, 0)],
            ];
            for entry in sets {
                for exit in sets {
                    let mut tether = Tether::default();
                    let (entry, exit) = (price(&mut tether, entry), price(&mut tether, exit));
                    assert_eq!((entry, exit), (Some(Decimal::from(10)), Some(Decimal::from(10))), "{basis}");
                }
            }
            // And alone it is not back in its voice: who knew its dollar to be off knows it still.
            let mut tether = Tether::default();
            price(&mut tether, sets[0]);
            assert_eq!(price(&mut tether, &[(Binance, basis)]), None, "{basis}");
        }
    }

    #[test]
    fn alone_it_stays_and_so_it_does_within_a_twentieth_of_a_percent() {
        let mut tether = Tether::default();
        assert!(price(&mut tether, &[(Binance, 1_000)]).is_some());
        for offsets in [[(Binance, 50), (Coinbase, 0)], [(Binance, -50), (Coinbase, 0)], [(Binance, 51), (Coinbase, 2)]]
        {
            assert_eq!(judge(&mut tether, &round(&offsets)), None, "{offsets:?}");
        }
        let between = [(Coinbase, 0), (Binance, 500), (Kraken, 1_000)];
        assert_eq!(judge(&mut tether, &round(&between)), None, "between the others it is one of them");
        let off = [(Binance, 60), (Coinbase, 0), (Kraken, -10)];
        assert_eq!(judge(&mut tether, &round(&off)), Some(DollarNews::Off));
        assert_eq!(judge(&mut tether, &round(&off)), None, "told once");
        assert_eq!(judge(&mut tether, &round(&[(Binance, 30), (Coinbase, 0)])), None, "not yet right");
        assert!(tether.is_off());
        assert_eq!(judge(&mut tether, &round(&[(Binance, 25), (Coinbase, 0)])), Some(DollarNews::Right));
        assert_eq!(judge(&mut tether, &round(&off)), Some(DollarNews::Off));
        assert_eq!(judge(&mut tether, &round(&between)), Some(DollarNews::Right));
    }

    #[test]
    fn one_coin_that_differs_is_no_dollar_and_neither_is_a_price_of_a_minute_ago() {
        let mut differs = round(&[(Binance, 0), (Coinbase, 0)]);
        differs[3].1 = round(&[(Binance, 900), (Coinbase, 0)])[3].1.clone();
        assert_eq!(judge(&mut Tether::default(), &differs), None);
        let mut nearly_all = round(&[(Binance, 900), (Coinbase, 0)]);
        nearly_all[3].1 = round(&[(Binance, 0), (Coinbase, 0)])[3].1.clone();
        assert_eq!(judge(&mut Tether::default(), &nearly_all), Some(DollarNews::Off));
        nearly_all[4].1 = nearly_all[3].1.clone();
        assert_eq!(judge(&mut Tether::default(), &nearly_all), None, "two of eight are not nearly all");
        assert_eq!(judge(&mut Tether::default(), &round(&[(Binance, 900), (Coinbase, 0)])[..2]), None, "of two pairs");
        let mut old = round(&[(Binance, 900), (Coinbase, 0)]);
        old.iter_mut().for_each(|(_, quotes)| quotes[1].at = at(940));
        assert_eq!(judge(&mut Tether::default(), &old), None);
    }
}
