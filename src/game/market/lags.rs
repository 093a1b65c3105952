//! What a set of price sources promises about how late its prices can be. Called by `angler check`, and by the table of `benches/edge`.
//!
//! A source that tells a time of its own cannot be late unseen: it fills only by what is newer than the command. Of the others HTTP tells
//! the age; one that keeps old prices and calls them new is outvoted by two that do not, and by nobody where there are no two.
//! Where coinbase trades seldom its time is often of before the command, and two voices are left: of that nothing is promised here.
//!
//! **Invariant:** while all its sources tell something newer than the command, a set that is called ok gives no say to a single one that
//! is late and does not say so.

use super::Source;

/// What a player could win a cast, for the sets that are not called ok: in hundredths of a percent of the stake, with the greatest
/// leverage, where a source lags unseen by up to a minute (measured by `benches/edge`).
const ALONE: u32 = 160;
/// The same where one of two lags: half of it counts, and two that are further apart than usual make no tick.
const ONE_OF_TWO: u32 = 70;

/// One source whose lag nobody could see has a say in the price of this set: what a player could win by it, in hundredths of a percent
/// of his stake a cast. `None`: the lag of every price is bounded.
pub fn unseen(chosen: &[Source], needed: usize) -> Option<u32> {
    // CoinGecko changes once a minute: for most commands it has no voice yet.
    let quick = || chosen.iter().filter(|source| **source != Source::Coingecko);
    let silent = quick().filter(|source| !source.tells_time()).count();
    match (silent, quick().count()) {
        (0, _) => None,
        (_, 1) if needed < 2 || chosen.len() == 1 => Some(ALONE),
        (_, 1 | 2) => Some(ONE_OF_TWO),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::game::market::Source::{Binance, Coinbase, Coingecko, Kraken};

    #[test]
    fn three_quick_ones_outvote_a_late_one_and_own_times_need_no_vote() {
        for (chosen, needed, edge) in [
            (&Source::ALL[..], 2, None),
            (&[Binance, Coinbase, Kraken], 2, None),
            (&[Coinbase, Coingecko], 2, None),
            (&[Coinbase], 1, None),
            (&[Coingecko], 1, None),
            (&[Binance], 1, Some(ALONE)),
            (&[Kraken, Coingecko], 1, Some(ALONE)),
            (&[Kraken, Coingecko], 2, Some(ONE_OF_TWO)),
            (&[Binance, Kraken], 2, Some(ONE_OF_TWO)),
            (&[Binance, Coinbase, Coingecko], 2, Some(ONE_OF_TWO)),
        ] {
            assert_eq!(unseen(chosen, needed), edge, "{chosen:?} {needed}");
        }
    }
}
