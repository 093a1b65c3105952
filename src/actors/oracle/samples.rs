//! Samples for the tests of this folder: short ways to write a time, a quote, a tick. Only tests have it.
//!
//! **Invariant:** nothing here decides anything; a sample is what the world could have sent.

use jiff::Timestamp;

use crate::game::{
    market::{Pair, Quote, Source, Tick},
    money::Price,
};

/// So many seconds after the epoch.
pub fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

/// A quote.
pub fn quote(source: Source, text: &str, second: i64) -> Quote {
    Quote { source, price: Price::parse(text).unwrap(), at: at(second) }
}

/// A tick of ETH/USD from one source.
pub fn tick(second: i64, text: &str) -> Tick {
    let quotes = vec![quote(Source::Coinbase, text, second)];
    Tick { pair: Pair::EthUsd, price: Price::parse(text).unwrap(), round_at: at(second), quotes }
}
