//! What the PriceOracle asks of one price source.
//!
//! Implemented by `transports::prices`, once per source; called by the oracle, which owns spacing, rounds and judgement.
//!
//! **Invariant:** a quote carries its source's own time, or the moment its request was sent where the source has none.

use std::{rc::Rc, sync::Arc};

use futures_util::future::LocalBoxFuture;
use jiff::Timestamp;

use crate::game::market::{Pair, Quote, Source};

/// One pair's price at one source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairQuote {
    /// The pair that was asked for.
    pub pair: Pair,
    /// Its price with source and source time.
    pub quote: Quote,
}

/// How a source can fail.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum SourceError {
    /// 429 or 418: leave it alone for so long (`None`: the source did not say).
    #[error("too many requests, retry after {retry_after_s:?} s")]
    TooMany {
        /// Seconds, from `Retry-After`.
        retry_after_s: Option<u64>,
    },
    /// No answer, a timeout, or a 5xx.
    #[error("down: {0}")]
    Down(String),
    /// An answer that cannot be read.
    #[error("unreadable answer: {0}")]
    Unreadable(String),
}

/// The door to one price source.
pub trait PriceSource {
    /// Which one.
    fn source(&self) -> Source;
    /// Asks for these pairs, in one request where the source can, within 3 s. Pairs that the source does not answer, or
    /// whose price cannot be one (zero, negative, unreadable), are left out.
    fn ask(&self, pairs: Vec<Pair>, sent_at: Timestamp) -> LocalBoxFuture<'_, Result<Vec<PairQuote>, SourceError>>;
}

/// Builds the chosen sources inside the arbiter that will use them.
pub type MakePriceSources = Arc<dyn Fn() -> Vec<Rc<dyn PriceSource>> + Send + Sync>;
