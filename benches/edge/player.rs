//! A player who watches an exchange: he knows the truth of a second ago, every source's lag, and the rules.
//!
//! **Invariant:** nothing that he does rests on what happens after his command.

use super::{
    market::Market,
    walk::{BEFORE_S, time},
};

/// The greatest leverage of a rod: whatever is won in the price is won so many times of the stake.
pub const LEVERAGE: f64 = 4.0;
/// He picks his moments: of all seconds this part in which he expects most.
const PICKS: usize = 5;

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
    let mut casts: Vec<(f64, f64)> = seconds.filter_map(|second| cast(market, second)).collect();
    let filled = 100.0 * casts.len() as f64 / asked as f64;
    let every = mean(&casts);
    casts.sort_by(|one, other| other.0.total_cmp(&one.0));
    casts.truncate(casts.len() / PICKS);
    let best = mean(&casts);
    let (percent, error) = if best.0 > every.0 { best } else { every };
    Edge { percent, error, filled }
}

/// What he expects of a cast in this second, and what comes of it, as parts of the price. A line is held for as long as he likes, so
/// it is worth the truth; where he wins by the entry he wins as much again by the exit.
fn cast(market: &Market<'_>, second: usize) -> Option<(f64, f64)> {
    debug_assert!(time(second) < super::market::commanded_at(second));
    let truth = market.walk.at(second - 1);
    let foreseen = market.foreseen(second).unwrap_or(truth);
    let gap = (truth - foreseen) / foreseen;
    let direction = if gap < 0.0 { -1.0 } else { 1.0 };
    let (settled, price) = market.fill(second)?;
    Some((gap.abs(), direction * (market.walk.at(settled) - price) / price))
}

/// In percent of the stake, both ends of a line, with the standard error.
fn mean(casts: &[(f64, f64)]) -> (f64, f64) {
    let count = casts.len().max(1) as f64;
    let mean = casts.iter().map(|(_, won)| won).sum::<f64>() / count;
    let spread = casts.iter().map(|(_, won)| (won - mean).powi(2)).sum::<f64>() / count;
    let scale = 2.0 * LEVERAGE * 100.0;
    (scale * mean, scale * (spread / count).sqrt())
}
