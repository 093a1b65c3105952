//! Since when a source's own time is known here. Pure; the actor brings what was said in which round.
//!
//! A source that tells times of its own says since when its price holds, by its clock. Whoever's clock is ahead of ours tells a time
//! from after a command for what was known before it. So such a time counts only from the first round on in which it was told: what
//! fills a command was first told after it.
//!
//! **Invariant:** a quote's time is never later than the round that first heard of it.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use super::port::PairQuote;
use crate::game::market::{FUTURE_S, Pair, Source};

/// The last time that each source told of each pair, and the round in which it first did.
#[derive(Debug, Default)]
pub struct Known {
    last: BTreeMap<(Source, Pair), First>,
}

#[derive(Clone, Copy, Debug)]
struct First {
    own: Timestamp,
    told_at: Timestamp,
}

impl Known {
    /// What a source said in the round begun `round_at`, each quote with the time from which on it counts.
    pub fn since(&mut self, round_at: Timestamp, mut said: Vec<PairQuote>) -> Vec<PairQuote> {
        for PairQuote { pair, quote } in said.iter_mut().filter(|said| said.quote.source.tells_time()) {
            let now = First { own: quote.at, told_at: round_at };
            let known = self.last.entry((quote.source, *pair)).or_insert(now);
            if known.own != quote.at {
                *known = now;
            }
            // A time from far ahead is no time at all, and stays to be refused as that.
            if quote.at.duration_since(round_at) <= SignedDuration::from_secs(FUTURE_S) {
                quote.at = quote.at.min(known.told_at);
            }
        }
        said
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::samples::{at, quote},
        *,
    };
    use crate::game::market::Source::{Coinbase, Coingecko, Kraken};

    #[test]
    fn a_time_counts_from_the_round_that_first_heard_of_it() {
        let mut known = Known::default();
        for (round, source, own, counts) in [
            (100, Coingecko, 60, 60),
            (102, Coingecko, 60, 60),
            // Its clock is 4 s ahead: told before the command of second 107, it is not of after it.
            (106, Coingecko, 110, 106),
            (108, Coingecko, 110, 106),
            (110, Coingecko, 111, 110),
            (110, Coinbase, 111, 110),
            (112, Coinbase, 111, 110),
            (113, Coinbase, 119, 119),
            (113, Kraken, 113, 113),
        ] {
            let said = vec![PairQuote { pair: Pair::EthUsd, quote: quote(source, "2500", own) }];
            let told = known.since(at(round), said);
            assert_eq!(told[0].quote.at, at(counts), "{source} told {own} in the round of {round}");
        }
        let other = vec![PairQuote { pair: Pair::BtcUsd, quote: quote(Coingecko, "2500", 111) }];
        assert_eq!(known.since(at(120), other)[0].quote.at, at(111), "each pair has times of its own");
    }
}
