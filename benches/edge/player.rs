//! A player who watches an exchange: he knows the truth of a second ago, every source's lag, and the rules.
//!
//! **Invariant:** nothing that he does rests on what happens after his command.

use std::collections::BTreeMap;

use super::{market::Market, walk::BEFORE_S};

/// The greatest leverage of a rod: whatever is won in the price is won so many times of the stake.
pub const LEVERAGE: f64 = 4.0;
/// He picks his moments: of all seconds this part in which he expects most.
const PICKS: usize = 5;
/// Commands of so many seconds are filled alike: twice the minute in which coingecko changes its prices.
const TOGETHER_S: usize = 120;

/// What he wins.
#[derive(Clone, Copy, Debug, Default)]
pub struct Edge {
    /// In percent of the stake, a cast with its hook, over all moments that he takes.
    pub percent: f64,
    /// Its standard error.
    pub error: f64,
    /// Of a hundred commands so many find a price.
    pub filled: f64,
}

/// What he wins when he casts in every second, and what when only in the best ones: whichever is more.
pub fn edge(market: &Market<'_>) -> Edge {
    let seconds = BEFORE_S + 1..market.walk.seconds() - 100;
    let asked = seconds.len();
    let mut casts: Vec<Cast> = seconds.filter_map(|second| cast(market, second)).collect();
    let filled = 100.0 * casts.len() as f64 / asked as f64;
    let every = mean(&casts);
    casts.sort_by(|one, other| other.expected.total_cmp(&one.expected));
    casts.truncate(casts.len() / PICKS);
    let best = mean(&casts);
    let (percent, error) = if best.0 > every.0 { best } else { every };
    Edge { percent, error, filled }
}

/// One cast: in which second, and as parts of the price what was expected of it and what came of it.
struct Cast {
    second: usize,
    expected: f64,
    won: f64,
}

/// A line is held for as long as he likes, so it is worth the truth; where he wins by the entry he wins as much again by the exit.
fn cast(market: &Market<'_>, second: usize) -> Option<Cast> {
    let truth = market.walk.at(second - 1);
    let foreseen = market.foreseen(second).unwrap_or(truth);
    let gap = (truth - foreseen) / foreseen;
    let direction = if gap < 0.0 { -1.0 } else { 1.0 };
    let (settled, price) = market.fill(second)?;
    let won = direction * (market.walk.at(settled) - price) / price;
    Some(Cast { second, expected: gap.abs(), won })
}

/// In percent of the stake, both ends of a line, with the standard error: commands of the same minutes are filled alike, so that each
/// few minutes count as one.
fn mean(casts: &[Cast]) -> (f64, f64) {
    let count = casts.len().max(1) as f64;
    let mean = casts.iter().map(|cast| cast.won).sum::<f64>() / count;
    let mut together: BTreeMap<usize, f64> = BTreeMap::new();
    for cast in casts {
        *together.entry(cast.second / TOGETHER_S).or_default() += cast.won - mean;
    }
    let error = together.values().map(|sum| sum.powi(2)).sum::<f64>().sqrt() / count;
    let scale = 2.0 * LEVERAGE * 100.0;
    (scale * mean, scale * error)
}
