//! Profit and loss of one position between two prices. Called by `hook`, by `text` for `/status`, and by verification.
//!
//! Formula (GAME.md, "Position"): fraction = (exit − entry) / entry × leverage. The percent is the fraction × 100, rounded
//! half to even to 4 decimals; the cents are stake × the exact fraction, rounded once, half to even.
//!
//! **Invariant:** never less than −100 %, never a cent more lost than was staked; `snapped` means the exact fraction is −1 or
//! below, and then percent and cents are exactly the whole stake.
//!
//! **Absent:** no floats and no `Decimal` division: prices are whole multiples of 10⁻¹² dollars, so 128-bit integers are exact.

use std::cmp::Ordering;

use super::money::{Cents, Leverage, PnlPercent, Price};

/// What a position made or lost.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub struct Pnl {
    /// Rounded half to even to 4 decimals of a percent: this number serves guard, ranges and pages.
    pub percent: PnlPercent,
    /// Rounded once, half to even, from the exact fraction.
    pub cents: Cents,
    /// The exact fraction reached −100 %: the line is gone and the stake with it.
    pub snapped: bool,
}

/// Above this a percent is written as this: the most that a column `numeric(14,4)` holds, about ten thousand million percent.
pub const PERCENT_CEILING: PnlPercent = PnlPercent(99_999_999_999_999);
/// Above this a gain is paid as this: ten million million dollars, far under what would overflow a purse.
pub const GAIN_CEILING: Cents = Cents(1_000_000_000_000_000);
/// From a fraction to ten-thousandths of a percent.
const PERCENT_UNITS: i128 = 1_000_000;

/// The P&L of `stake` cents held from `entry` to `exit`.
pub fn pnl(stake: Cents, entry: Price, exit: Price, leverage: Leverage) -> Pnl {
    // fraction = gained / paid, both under 2^90: prices are under 10^21 units, a leverage is 16 bits of tenths.
    let gained = (exit.units() - entry.units()) * i128::from(leverage.0);
    let paid = entry.units() * 10;
    if gained <= -paid {
        return Pnl { percent: PnlPercent::TOTAL_LOSS, cents: Cents(-stake.0), snapped: true };
    }
    let percent = capped(div_half_even(gained * PERCENT_UNITS, paid), PERCENT_CEILING.0);
    // The product leaves 128 bits only for stakes over a million million dollars at absurd prices; the rounded percent is
    // then exact enough.
    let cents = match i128::from(stake.0).checked_mul(gained) {
        Some(product) => div_half_even(product, paid),
        None => div_half_even(i128::from(stake.0) * i128::from(percent), PERCENT_UNITS),
    };
    Pnl { percent: PnlPercent(percent), cents: Cents(capped(cents, GAIN_CEILING.0)), snapped: false }
}

/// `value`, but at most `ceiling`. Losses are bounded by the stake and need no floor.
fn capped(value: i128, ceiling: i64) -> i64 {
    i64::try_from(value.min(ceiling.into())).unwrap_or(-ceiling)
}

/// `numerator / denominator` for a denominator over zero, halves to the even neighbour.
fn div_half_even(numerator: i128, denominator: i128) -> i128 {
    let below = numerator.div_euclid(denominator);
    let rest = numerator.rem_euclid(denominator);
    match rest.cmp(&(denominator - rest)) {
        Ordering::Less => below,
        Ordering::Greater => below + 1,
        Ordering::Equal => below + (below & 1),
    }
}
