//! The market as the game sees it: sources, pairs, quotes and ticks; `judge` turns the quotes of a round into a tick, `fill` a tick
//! into somebody's fill; `spread` and `tether` tell whose voice does not count just now.
//! `transports` makes quotes, the PriceOracle calls [`judge_round`], everyone else reads ticks.
//!
//! **Invariant:** a tick's price is the median of its own `quotes`, each fresh, each within 2 % of the median of the fresh,
//! at least `min_sources` of them and each from a source of its own.
//!
//! **Absent:** no fallback price. Too few good quotes is [`NoTick`], and the caller waits for the next round.

use std::{fmt, str::FromStr};

use jiff::{SignedDuration, Timestamp};

use super::money::Price;

pub mod fill;
mod judge;
pub mod lags;
mod passed;
pub mod spread;
pub mod tether;

pub use judge::{ABSURD_PERCENT, FUTURE_S, LAST_GOOD_S, NoTick, RoundRules, SPREAD_PERCENT, judge_round, middle};
pub use passed::{Passed, PassedRun, TOLD_EACH_END, narrowed};

/// Who is asked for prices.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Source {
    /// Best bid and ask in USDT, no time of its own.
    Binance,
    /// Best bid and ask in USD, with its time.
    Coinbase,
    /// Best bid and ask in USD, no time of its own.
    Kraken,
    /// An average of many markets, up to a minute old.
    Coingecko,
}

/// What is fished for: one pair is one pond.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each variant is its own symbol")]
pub enum Pair {
    EthUsd,
    BtcUsd,
    SolUsd,
    AdaUsd,
    PolUsd,
    AvaxUsd,
    LinkUsd,
    DotUsd,
}

/// One source's price at one time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// Whose.
    pub source: Source,
    /// The middle of bid and ask; coingecko's own average.
    pub price: Price,
    /// What it tells was known then, or later: the source's own time; where it has none, the moment its request was sent, less the
    /// age that its answer owns up to.
    pub at: Timestamp,
}

/// The valid price of a pair in one round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tick {
    /// Of what.
    pub pair: Pair,
    /// The median of `quotes`.
    pub price: Price,
    /// When the round began; a fill's round began after its command.
    pub round_at: Timestamp,
    /// Those that made the median.
    pub quotes: Vec<Quote>,
}

impl Source {
    /// Every source, in the order of their names in the documentation.
    pub const ALL: [Source; 4] = [Source::Binance, Source::Coinbase, Source::Kraken, Source::Coingecko];

    /// True when its answers carry times of its own; of the others only HTTP tells an age.
    pub fn tells_time(self) -> bool {
        matches!(self, Source::Coinbase | Source::Coingecko)
    }

    /// Its name in settings, rows and logs.
    pub fn name(self) -> &'static str {
        match self {
            Source::Binance => "binance",
            Source::Coinbase => "coinbase",
            Source::Kraken => "kraken",
            Source::Coingecko => "coingecko",
        }
    }
}

impl Pair {
    /// Every pair, in the order of the ponds' levels.
    pub const ALL: [Pair; 8] = [
        Pair::EthUsd,
        Pair::BtcUsd,
        Pair::SolUsd,
        Pair::AdaUsd,
        Pair::PolUsd,
        Pair::AvaxUsd,
        Pair::LinkUsd,
        Pair::DotUsd,
    ];

    /// As stored and shown: `ETH/USD`.
    pub fn symbol(self) -> &'static str {
        match self {
            Pair::EthUsd => "ETH/USD",
            Pair::BtcUsd => "BTC/USD",
            Pair::SolUsd => "SOL/USD",
            Pair::AdaUsd => "ADA/USD",
            Pair::PolUsd => "POL/USD",
            Pair::AvaxUsd => "AVAX/USD",
            Pair::LinkUsd => "LINK/USD",
            Pair::DotUsd => "DOT/USD",
        }
    }

    /// The coin: `ETH`.
    pub fn base(self) -> &'static str {
        let symbol = self.symbol();
        symbol.strip_suffix("/USD").unwrap_or(symbol)
    }
}

/// A name that is no source and no pair of ours.
#[derive(Copy, Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown name")]
pub struct UnknownName;

impl FromStr for Source {
    type Err = UnknownName;
    fn from_str(text: &str) -> Result<Source, UnknownName> {
        Source::ALL.into_iter().find(|source| source.name() == text).ok_or(UnknownName)
    }
}

impl FromStr for Pair {
    type Err = UnknownName;
    fn from_str(text: &str) -> Result<Pair, UnknownName> {
        Pair::ALL.into_iter().find(|pair| pair.symbol() == text).ok_or(UnknownName)
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Display for Pair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.symbol())
    }
}

impl Tick {
    /// The same with all its times moved by so much.
    pub fn moved(mut self, by: SignedDuration) -> Tick {
        let moved = |at: Timestamp| at.checked_add(by).unwrap_or(at);
        self.round_at = moved(self.round_at);
        self.quotes.iter_mut().for_each(|quote| quote.at = moved(quote.at));
        self
    }

    /// How old the oldest of its quotes was when the round began, in milliseconds; never negative.
    pub fn age_ms(&self) -> i32 {
        let oldest = self.quotes.iter().map(|quote| quote.at).min().unwrap_or(self.round_at);
        let age = self.round_at.duration_since(oldest).as_millis().max(0);
        i32::try_from(age).unwrap_or(i32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::game::samples::{at, quote, tick};

    #[test]
    fn names_read_back() {
        for source in Source::ALL {
            assert_eq!(source.to_string().parse(), Ok(source));
        }
        for pair in Pair::ALL {
            assert_eq!(pair.to_string().parse(), Ok(pair));
            assert_eq!(format!("{}/USD", pair.base()), pair.symbol());
        }
        assert_eq!("eth/usd".parse::<Pair>(), Err(UnknownName));
        assert_eq!("mtgox".parse::<Source>(), Err(UnknownName));
    }

    #[test]
    fn a_tick_is_as_old_as_its_oldest_quote() {
        let mut tick = tick(100, "2500");
        tick.quotes = vec![quote(Source::Kraken, "2500", 98), quote(Source::Binance, "2500", 100)];
        assert_eq!(tick.age_ms(), 2_000);
        tick.quotes = vec![quote(Source::Kraken, "2500", 101)];
        assert_eq!(tick.age_ms(), 0, "a source time inside the round is not negative age");
        tick.quotes.clear();
        assert_eq!(tick.age_ms(), 0);
        tick.quotes = vec![quote(Source::Kraken, "2500", 0)];
        tick.round_at = at(i32::MAX.into());
        assert_eq!(tick.age_ms(), i32::MAX);
    }
}
