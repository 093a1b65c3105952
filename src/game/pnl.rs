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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rust_decimal::Decimal;

    use super::*;
    use crate::game::{catalogue::RODS, samples::price};

    fn of(stake: i64, entry: &str, exit: &str, tenths: i16) -> (i64, i64, bool) {
        let pnl = pnl(Cents(stake), price(entry), price(exit), Leverage(tenths));
        (pnl.percent.0, pnl.cents.0, pnl.snapped)
    }

    #[test]
    fn the_table_of_the_rules() {
        // stake, entry, exit, leverage -> percent, cents, snapped
        assert_eq!(of(100_000, "2500", "2550", 20), (40_000, 4_000, false), "+2 % at +2");
        assert_eq!(of(100_000, "2500", "2550", -20), (-40_000, -4_000, false), "and at −2");
        assert_eq!(of(100_000, "2500", "2500", 40), (0, 0, false));
        assert_eq!(of(100_000, "2500", "1250", 20), (-1_000_000, -100_000, true), "exactly −100 %");
        assert_eq!(of(100_000, "2500", "1250.01", 20), (-999_992, -99_999, false), "a cent of price above it");
        assert_eq!(of(100_000, "2500", "3750", -20), (-1_000_000, -100_000, true));
        assert_eq!(of(100_000, "2500", "9000", -40), (-1_000_000, -100_000, true), "crossed by far is still the stake");
        assert_eq!(of(100_000, "2500", "9000", 40), (10_400_000, 1_040_000, false), "a gain has no such bound");
        assert_eq!(of(100_000, "3", "2", 30), (-1_000_000, -100_000, true), "a third is exact");
    }

    #[test]
    fn halves_go_to_the_even_neighbour_once() {
        // 1 part in 4,000,000 at +2 is 0.00005 %: half a unit, to the even 0; three of them to the even 2.
        assert_eq!(of(1, "4000000", "4000001", 20).0, 0);
        assert_eq!(of(1, "4000000", "4000003", 20).0, 2);
        assert_eq!(of(1, "4000000", "3999999", 20).0, 0);
        assert_eq!(of(1, "4000000", "3999997", 20).0, -2);
        // The cents come from the exact fraction, not from the rounded percent: 10^9 × 0.0000005 = 500.
        assert_eq!(of(1_000_000_000, "4000000", "4000001", 20).1, 500);
        assert_eq!(of(50, "100", "101", 10).1, 0, "half a cent, to the even 0");
        assert_eq!(of(150, "100", "101", 10).1, 2, "one and a half, to the even 2");
    }

    #[test]
    fn a_hair_above_the_snap_is_not_snapped_though_it_rounds_to_the_whole() {
        assert_eq!(of(100_000, "2500", "1250.000000000001", 20), (-1_000_000, -100_000, false));
    }

    #[test]
    fn absurd_gains_are_capped_and_nothing_overflows() {
        let pnl = pnl(Cents(i64::MAX), price("1e-12"), price("999999999"), Leverage(i16::MAX));
        assert_eq!((pnl.percent, pnl.cents, pnl.snapped), (PERCENT_CEILING, GAIN_CEILING, false));
        assert!(PERCENT_CEILING.to_decimal() < Decimal::from(10_000_000_000_i64), "numeric(14,4) holds it");
    }

    fn any_price() -> impl Strategy<Value = Price> {
        (1..1_000_000_000_000_i64, 4..=12_u32).prop_map(|(m, scale)| Price::new(Decimal::new(m, scale)).unwrap())
    }

    /// An entry and an exit: one worth up to twice the other's, where lines live, or any two.
    fn any_fills() -> impl Strategy<Value = (Price, Price)> {
        let near = (any_price(), -9_999..10_000_i64).prop_map(|(entry, moved)| {
            let exit = entry.get() * Decimal::new(10_000 + moved, 4);
            (entry, Price::new(exit).unwrap_or(entry))
        });
        prop_oneof![3 => near, 1 => (any_price(), any_price())]
    }

    proptest! {
        #[test]
        fn rounded_is_the_nearest_and_ties_are_even(
            stake in 10_000..100_000_000_i64, (entry, exit) in any_fills(), rod in 0..8_usize,
        ) {
            let leverage = RODS[rod].leverage;
            let got = pnl(Cents(stake), entry, exit, leverage);
            let gained = (exit.units() - entry.units()) * i128::from(leverage.0);
            let paid = entry.units() * 10;
            prop_assert_eq!(got.snapped, gained <= -paid);
            prop_assert!(got.percent >= PnlPercent::TOTAL_LOSS && got.cents.0 >= -stake);
            if got.snapped {
                prop_assert_eq!((got.percent, got.cents), (PnlPercent::TOTAL_LOSS, Cents(-stake)));
            } else {
                for (rounded, unit, ceiling) in
                    [(got.percent.0, PERCENT_UNITS, PERCENT_CEILING.0), (got.cents.0, i128::from(stake), GAIN_CEILING.0)]
                {
                    let doubled_miss = 2 * (i128::from(rounded) * paid - gained * unit);
                    let tie_is_even = doubled_miss.abs() < paid || rounded % 2 == 0;
                    prop_assert!(rounded == ceiling || (doubled_miss.abs() <= paid && tie_is_even));
                }
            }
        }

        #[test]
        fn long_and_short_mirror_each_other((entry, exit) in any_fills()) {
            let long = pnl(Cents(100_000), entry, exit, Leverage(20));
            let short = pnl(Cents(100_000), entry, exit, Leverage(-20));
            if long.snapped || short.snapped {
                prop_assert!(long.snapped != short.snapped && long.cents.0.max(short.cents.0) >= 100_000);
            } else {
                prop_assert_eq!((long.percent.0, long.cents.0), (-short.percent.0, -short.cents.0));
            }
        }

        #[test]
        fn no_stake_price_or_leverage_overflows(stake in 1..=i64::MAX, a in any_price(), b in any_price(), tenths in any::<i16>()) {
            let got = pnl(Cents(stake), a, b, Leverage(tenths));
            prop_assert!(got.cents.0 >= -stake && got.cents <= GAIN_CEILING);
        }
    }
}
