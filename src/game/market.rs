//! The market as the game sees it: sources, pairs, quotes, and the judgement that turns a round's quotes into a tick.
//! `transports` makes quotes, the PriceOracle calls [`judge_round`], everyone else reads ticks.
//!
//! **Invariant:** a tick's price is the median of its own `quotes`, each fresh, each within 2 % of the median of the fresh,
//! at least `min_sources` of them and each from a source of its own.
//!
//! **Absent:** no fallback price. Too few good quotes is [`NoTick`], and the caller waits for the next round.

use std::{fmt, str::FromStr};

use jiff::{SignedDuration, Timestamp};
use rust_decimal::Decimal;

use super::money::Price;

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
    /// The source's own time; where it has none, the moment its request was sent.
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

impl Source {
    /// Every source, in the order of their names in the documentation.
    pub const ALL: [Source; 4] = [Source::Binance, Source::Coinbase, Source::Kraken, Source::Coingecko];

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
    /// How old the oldest of its quotes was when the round began, in milliseconds; never negative.
    pub fn age_ms(&self) -> i32 {
        let oldest = self.quotes.iter().map(|quote| quote.at).min().unwrap_or(self.round_at);
        let age = self.round_at.duration_since(oldest).as_millis().max(0);
        i32::try_from(age).unwrap_or(i32::MAX)
    }
}

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

fn is_fresh(quote: &Quote, round_at: Timestamp, max_age_s: i64) -> bool {
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

/// The middle price; of an even count the mean of the two middle ones.
fn median(quotes: &[Quote]) -> Option<Price> {
    let mut prices: Vec<Price> = quotes.iter().map(|quote| quote.price).collect();
    prices.sort_unstable();
    let upper = *prices.get(prices.len() / 2)?;
    if prices.len() % 2 == 1 {
        return Some(upper);
    }
    // The mean of two prices is a price again, so this never turns a count of two into none.
    Price::mid(prices[prices.len() / 2 - 1], upper).ok()
}
