//! At which price a line's P&L reaches a mark: the snap at −100 %, and the bells a player hangs on his rod.
//!
//! Used by the Watch, which keeps these prices in order, and by the PriceOracle, which looks for the first tick that crossed.
//!
//! A mark below zero is reached from above (P&L at or below it), one over zero from below. With fraction = (price − entry) /
//! entry × leverage as in `pnl`, the mark is reached from price = entry + entry × mark / leverage on, rounded to the side on
//! which it is certain.
//!
//! **Invariant:** [`Trigger::is_crossed_by`] exactly when the exact fraction has reached the mark; for −100 % that is exactly
//! when [`pnl`](super::pnl::pnl) says `snapped`.

use super::{
    market::{Pair, Tick},
    money::{Leverage, PnlPercent, Price},
    player::{PlayerId, Position, PositionId},
};

/// A leverage is in tenths and a mark in millionths of the stake: what one whole of entry × mark / leverage is counted in.
const MARK_UNITS: i128 = 1_000_000;
/// See [`MARK_UNITS`].
const LEVERAGE_UNITS: i128 = 10;

/// The prices that cross a mark, in units of 10⁻¹² dollars.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trigger {
    /// This price and every lower one. Zero or less: no price does, the mark is out of reach.
    AtOrBelow(i128),
    /// This price and every higher one.
    AtOrAbove(i128),
}

impl Trigger {
    /// The prices at which a line from `entry` has reached `mark`.
    pub fn of(entry: Price, leverage: Leverage, mark: PnlPercent) -> Trigger {
        let entry = entry.units();
        // Under 2^70 × 2^34 × 10: far inside 128 bits.
        let (moved, by) = (entry * LEVERAGE_UNITS * i128::from(mark.0), i128::from(leverage.0) * MARK_UNITS);
        let falling = (mark.0 < 0) == (leverage.0 > 0);
        // The same quotient with a denominator over zero, which rounding down and up need.
        let (moved, by) = if by < 0 { (-moved, -by) } else { (moved, by.max(1)) };
        if falling {
            Trigger::AtOrBelow(entry + moved.div_euclid(by))
        } else {
            Trigger::AtOrAbove(entry - (-moved).div_euclid(by))
        }
    }

    /// The price that snaps this line.
    pub fn of_snap(position: &Position) -> Trigger {
        Trigger::of(position.entry.price, position.leverage, PnlPercent::TOTAL_LOSS)
    }

    /// True when a tick at this price has crossed it.
    pub fn is_crossed_by(&self, price: Price) -> bool {
        match *self {
            Trigger::AtOrBelow(units) => price.units() <= units,
            Trigger::AtOrAbove(units) => price.units() >= units,
        }
    }

    /// True when some price could cross it: a short rod earns at most its leverage, for no price is zero.
    pub fn is_in_reach(&self) -> bool {
        match *self {
            Trigger::AtOrBelow(units) => units > 0,
            Trigger::AtOrAbove(_) => true,
        }
    }
}

/// What snaps a line, as a hook has to know it: the prices, and from when on they count.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Snap {
    /// In what it is priced.
    pub pair: Pair,
    /// The prices.
    pub trigger: Trigger,
    /// The entry's round: only ticks of later rounds count.
    pub after: jiff::Timestamp,
}

impl Snap {
    /// Of this line.
    pub fn of(position: &Position) -> Snap {
        Snap { pair: position.pond, trigger: Trigger::of_snap(position), after: position.entry.round_at }
    }

    /// True when this tick snaps the line.
    pub fn is_by(&self, tick: &Tick) -> bool {
        tick.pair == self.pair && tick.round_at > self.after && self.trigger.is_crossed_by(tick.price)
    }
}

/// A line in the water as far as its marks go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Whose.
    pub player: PlayerId,
    /// Its number; those of one player only go up.
    pub position: PositionId,
    /// In what it is priced.
    pub pair: Pair,
    /// Its entry.
    pub entry: Price,
    /// The entry's round: only ticks of later rounds count.
    pub after: jiff::Timestamp,
    /// Its rod's.
    pub leverage: Leverage,
    /// The marks of its bells.
    pub bells: Vec<PnlPercent>,
}

impl Line {
    /// Of this position.
    pub fn of(player: PlayerId, position: &Position) -> Line {
        Line {
            player,
            position: position.id,
            pair: position.pond,
            entry: position.entry.price,
            after: position.entry.round_at,
            leverage: position.leverage,
            bells: position.bells.clone(),
        }
    }

    /// What snaps it.
    pub fn snap(&self) -> Snap {
        let trigger = Trigger::of(self.entry, self.leverage, PnlPercent::TOTAL_LOSS);
        Snap { pair: self.pair, trigger, after: self.after }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rust_decimal::Decimal;

    use super::*;
    use crate::game::{
        catalogue::{RODS, RodId},
        money::Cents,
        pnl::pnl,
        samples::{position, price, tick},
    };

    const DOLLAR: i128 = 1_000_000_000_000;

    fn at(entry: &str, tenths: i16, mark: i64) -> Trigger {
        Trigger::of(price(entry), Leverage(tenths), PnlPercent(mark))
    }

    #[test]
    fn the_prices_are_these() {
        assert_eq!(at("2500", 20, -1_000_000), Trigger::AtOrBelow(1_250 * DOLLAR));
        assert_eq!(at("2500", -20, -1_000_000), Trigger::AtOrAbove(3_750 * DOLLAR));
        assert_eq!(at("2500", 20, 50_000), Trigger::AtOrAbove(2_562 * DOLLAR + DOLLAR / 2));
        assert_eq!(at("2500", -20, 50_000), Trigger::AtOrBelow(2_437 * DOLLAR + DOLLAR / 2));
        assert_eq!(at("2500", 40, -30_000), Trigger::AtOrBelow(2_481 * DOLLAR + DOLLAR / 4));
        assert_eq!(
            at("1", 30, -1_000_000),
            Trigger::AtOrBelow(666_666_666_666),
            "two thirds, rounded away from safety"
        );
        assert_eq!(at("1", -30, -1_000_000), Trigger::AtOrAbove(1_333_333_333_334));
    }

    #[test]
    fn a_short_rod_never_earns_more_than_its_leverage() {
        assert!(at("2500", -20, 1_999_999).is_in_reach());
        assert!(!at("2500", -20, 2_000_000).is_in_reach(), "the coin would have to cost nothing");
        assert!(!at("2500", -20, 10_000_000_000).is_in_reach());
        assert!(at("2500", 20, 10_000_000_000).is_in_reach());
    }

    #[test]
    fn only_a_later_tick_of_its_pond_snaps_a_line() {
        let snap = Snap::of(&position(RodId::Long20, 20, "2500"));
        assert!(snap.is_by(&tick(1_001, "1250")) && !snap.is_by(&tick(1_001, "1250.000000000001")));
        assert!(!snap.is_by(&tick(1_000, "1250")), "the entry's own round");
        assert!(!snap.is_by(&Tick { pair: Pair::BtcUsd, ..tick(1_001, "1250") }));
    }

    fn any_price() -> impl Strategy<Value = Price> {
        (1..1_000_000_000_000_i64, 4..=12_u32).prop_map(|(m, scale)| Price::new(Decimal::new(m, scale)).unwrap())
    }

    proptest! {
        #[test]
        fn the_snap_is_where_the_pnl_says_so(
            entry in any_price(), far in any_price(), near in -3..=3_i128, rod in 0..8_usize,
        ) {
            let leverage = RODS[rod].leverage;
            let trigger = Trigger::of(entry, leverage, PnlPercent::TOTAL_LOSS);
            let (Trigger::AtOrBelow(units) | Trigger::AtOrAbove(units)) = trigger;
            let beside = Decimal::try_from_i128_with_scale(units + near, 12).ok().and_then(|at| Price::new(at).ok());
            for exit in [Some(far), beside].into_iter().flatten() {
                prop_assert_eq!(trigger.is_crossed_by(exit), pnl(Cents(100_000), entry, exit, leverage).snapped);
            }
        }

        #[test]
        fn a_mark_is_where_the_exact_fraction_reaches_it(
            entry in any_price(), near in -3..=3_i128, rod in 0..8_usize,
            mark in prop_oneof![-1_000_000..0_i64, 1..10_000_000_000_i64, 1..3_000_000_i64],
        ) {
            let leverage = RODS[rod].leverage;
            let trigger = Trigger::of(entry, leverage, PnlPercent(mark));
            let (Trigger::AtOrBelow(units) | Trigger::AtOrAbove(units)) = trigger;
            let Ok(at) = Decimal::try_from_i128_with_scale(units + near, 12) else { return Ok(()) };
            let Ok(exit) = Price::new(at) else { return Ok(()) };
            let made = (exit.units() - entry.units()) * i128::from(leverage.0) * 1_000_000;
            let wanted = entry.units() * 10 * i128::from(mark);
            let reached = if mark < 0 { made <= wanted } else { made >= wanted };
            prop_assert_eq!(trigger.is_crossed_by(exit), reached);
        }
    }
}
