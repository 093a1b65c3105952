//! Whether a source that tells times of its own and this machine agree about the time of day. Pure; the actor brings what was said.
//!
//! A machine whose clock is off by minutes takes every price of such a source for a stale one, or for one from the future, and
//! leaves it out: the operator has to hear why.
//!
//! **Invariant:** one word when a source's times part from ours, and one when they are right again.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};

use super::port::PairQuote;
use crate::game::market::{FUTURE_S, Source};

/// Older than this is no price of any source that works: coingecko's own are a minute and a half old at the most.
const OLDEST_S: i64 = 120;

/// The sources whose times are off.
#[derive(Debug, Default)]
pub struct Clocks {
    off: BTreeSet<Source>,
}

/// News of a source's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// Its newest time is so far ahead of ours; behind it where negative.
    Off(SignedDuration),
    /// Its times are right again.
    Right,
}

impl Clocks {
    /// Judges one answer, heard `now`: the newest of its times counts, for an old one may be of a pair that is not traded.
    pub fn heard(&mut self, source: Source, said: &[PairQuote], now: Timestamp) -> Option<News> {
        let newest = said.iter().map(|said| said.quote.at).max()?;
        let ahead = newest.duration_since(now);
        let is_off = ahead > SignedDuration::from_secs(FUTURE_S) || ahead < SignedDuration::from_secs(-OLDEST_S);
        match (is_off, self.off.contains(&source)) {
            (true, false) => {
                self.off.insert(source);
                Some(News::Off(ahead))
            }
            (false, true) => {
                self.off.remove(&source);
                Some(News::Right)
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::samples::{at, quote},
        *,
    };
    use crate::game::market::{
        Pair,
        Source::{Coinbase, Coingecko},
    };

    #[test]
    fn a_clock_that_is_150_s_off_either_way_is_told_once_and_once_when_it_is_right() {
        let mut clocks = Clocks::default();
        let said = |source, seconds: &[i64]| -> Vec<PairQuote> {
            let of = |second: &i64| PairQuote { pair: Pair::EthUsd, quote: quote(source, "2500", *second) };
            seconds.iter().map(of).collect()
        };
        let off = |seconds| Some(News::Off(SignedDuration::from_secs(seconds)));
        for (source, seconds, news) in [
            (Coinbase, &[1_000, 100][..], None),
            (Coingecko, &[910], None),
            (Coinbase, &[850, 849], off(-150)),
            (Coinbase, &[850], None),
            (Coingecko, &[1_150], off(150)),
            (Coinbase, &[], None),
            (Coinbase, &[1_005], Some(News::Right)),
            (Coinbase, &[1_006], off(6)),
        ] {
            assert_eq!(clocks.heard(source, &said(source, seconds), at(1_000)), news, "{source} {seconds:?}");
        }
    }
}
