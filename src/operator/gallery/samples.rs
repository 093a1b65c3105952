//! Catches to show: for each fish two that the game could make, and the largest and smallest of everything.
//!
//! Called by the gallery.
//!
//! **Invariant:** nothing is thrown: the same fish has the same samples.

use rust_decimal::Decimal;

use crate::{
    actors::imagegen::{
        card::{CatchFacts, MAX_POINTS, PathPoint},
        stated,
    },
    game::{
        catalogue::{self, Fish, RODS, RodId, RodSide, SNAPPED, pond, rod},
        market::Pair,
        money::{Cents, PnlPercent},
    },
    text::{Lang, fish_name},
};

/// A catch without its player.
#[derive(Clone, Debug)]
pub struct Catch {
    percent: PnlPercent,
    cents: Cents,
    pond: Pair,
    rod: RodId,
    seconds: i64,
    points: usize,
    gap: bool,
}

impl Catch {
    /// What stands on its card.
    pub fn facts(&self, lang: Lang) -> CatchFacts {
        stated(lang, (self.percent, self.cents), (self.pond, self.rod), self.seconds, self.path())
    }

    /// Whether this fish could have bitten, at a level that is high enough.
    #[cfg(test)]
    pub fn bites(&self, fish: &Fish) -> bool {
        fish.bites(self.percent, 100, self.pond, self.rod.side())
    }

    /// From 2,500 to where the P&L has its sign, wandering on the way.
    fn path(&self) -> Vec<PathPoint> {
        let rises = (self.percent.0 >= 0) == (rod(self.rod).leverage.0 > 0);
        let (last, step_ms) = (self.points.max(2) - 1, self.seconds.max(1) * 1_000 / (self.points.max(2) as i64 - 1));
        let seed = self.percent.0.unsigned_abs() as usize + self.seconds.unsigned_abs() as usize;
        let drift = if rises { 900 } else { -900 };
        let point = |n: usize| {
            let wander = ((n * n * 37 + n * seed % 211 + seed) % 97) as i64 * 9 - 432;
            let wander = if n == 0 || n == last { 0 } else { wander };
            let price = Decimal::new(250_000 + drift * n as i64 / last as i64 + wander, 2);
            PathPoint { at_ms: n as i64 * step_ms, price, gap_before: self.gap && n == last / 2 }
        };
        (0..=last).map(point).collect()
    }
}

/// Two catches of a fish: at the near end of its range, and further out.
pub fn of(fish: &Fish, number: usize) -> Vec<Catch> {
    let (from, below) = (fish.from.0, fish.below.0.min(fish.from.0.max(0) + 900_000));
    let small = (number as i64 * 7_919 % 9_000) - 4_500;
    let near = if from < 0 && below > 0 { small } else { from + (below - from) / 37 };
    let far = if fish.id == SNAPPED { from } else { from + (below - from) * 7 / 11 };
    let sides: Vec<RodId> =
        RODS.iter().map(|rod| rod.id).filter(|id| fish.rod.is_none_or(|side: RodSide| id.side() == side)).collect();
    let catch = |percent: i64, nth: usize| {
        let at = number + nth * 3;
        let stake = 100_000 * (1 + at as i64 % 4);
        Catch {
            percent: PnlPercent(percent),
            cents: Cents(stake * percent / 1_000_000),
            pond: fish.pond.unwrap_or(Pair::ALL[at % Pair::ALL.len()]),
            rod: sides[at * 3 % sides.len()],
            seconds: [75, 640, 4_500, 18_000, 90_000][at % 5],
            points: [3, 12, 60, 60, 60][at % 5],
            gap: at % 5 == 3,
        }
    };
    vec![catch(near.clamp(from, below - 1), 0), catch(far.clamp(from, below - 1), 1)]
}

/// The longest names with the largest and the smallest of everything.
pub fn extremes() -> Vec<(&'static Fish, Catch)> {
    let longest = |lang: Lang| catalogue::all().max_by_key(|fish| fish_name(lang, fish.id).chars().count());
    let shortest = catalogue::all().min_by_key(|fish| fish_name(Lang::En, fish.id).chars().count());
    let far = pond(Pair::ALL[Pair::ALL.len() - 1]).pair;
    let catch = |percent: i64, cents: i64, seconds: i64, points: usize| Catch {
        percent: PnlPercent(percent),
        cents: Cents(cents),
        pond: far,
        rod: RodId::Short40,
        seconds,
        points,
        gap: false,
    };
    let named = [longest(Lang::En), longest(Lang::Ru), shortest, catalogue::find(SNAPPED.0)];
    let numbers = [
        catch(0, 0, 1, 2),
        catch(-1, -1, 59, 2),
        catch(-1_000_000, -999_999_999, 3_600 * 24 * 365, MAX_POINTS),
        catch(12_345_678_901, 98_765_432_109, 3_600 * 24 * 1_000, MAX_POINTS),
    ];
    let mut all = Vec::new();
    for (turn, fish) in named.into_iter().flatten().enumerate() {
        all.extend((0..2).map(|n| (fish, numbers[(turn * 2 + n) % numbers.len()].clone())));
    }
    all
}
