//! The marks of all lines in the water, per pond in the order of the prices that cross them. Pure.
//!
//! A tick takes from the ends of that order what it crossed: crossed × log(lines), and nothing for the others. A million lines
//! are kept in just under 200 bytes each (`scripts/bench --only watch`).
//!
//! **Invariant:** a mark leaves the order once, by a tick of a later round than its line's entry or with its line.

use std::collections::{BTreeMap, BTreeSet};

use crate::game::{
    crossing::{Line, Trigger},
    market::{Pair, Tick},
    money::{Leverage, PnlPercent, Price},
    player::{PlayerId, PositionId},
};

/// A price in units, whose line, and which mark: 32 bytes, in the order in which ticks look at them.
type Key = (i128, i64, i64);

/// What is kept of a line besides its marks in the order.
#[derive(Debug)]
struct Kept {
    entry: Price,
    leverage: Leverage,
    pair: Pair,
    position: PositionId,
    /// The entry's round, microseconds.
    after_us: i64,
    bells: Box<[PnlPercent]>,
}

/// The marks of one pond.
#[derive(Debug, Default)]
struct Water {
    at_or_below: BTreeSet<Key>,
    at_or_above: BTreeSet<Key>,
    lines: usize,
}

/// What became of a line that was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TakenUp {
    /// It is watched from now on.
    New,
    /// It was watched; its bells are as told now.
    Known,
    /// A newer line of that player is known.
    Old,
}

/// A mark that a tick crossed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Crossed {
    /// Whose.
    pub player: PlayerId,
    /// Of which line.
    pub position: PositionId,
    /// Which mark; −100 %: the line snaps.
    pub mark: PnlPercent,
}

/// All of them.
#[derive(Debug, Default)]
pub struct Lines {
    kept: BTreeMap<PlayerId, Kept>,
    waters: BTreeMap<Pair, Water>,
}

impl Kept {
    fn line(&self, player: PlayerId) -> (PlayerId, Price, Leverage, Pair) {
        (player, self.entry, self.leverage, self.pair)
    }
}

impl Lines {
    /// Watches a line, or hears its bells.
    pub fn take_up(&mut self, line: &Line) -> TakenUp {
        match self.kept.get_mut(&line.player) {
            Some(kept) if kept.position > line.position => return TakenUp::Old,
            Some(kept) if kept.position == line.position => {
                let before = std::mem::replace(&mut kept.bells, line.bells.clone().into());
                let of = kept.line(line.player);
                before.iter().filter(|mark| !line.bells.contains(mark)).for_each(|mark| self.forget_mark(of, *mark));
                line.bells.iter().filter(|mark| !before.contains(mark)).for_each(|mark| self.order(of, *mark));
                return TakenUp::Known;
            }
            Some(older) => {
                let position = older.position;
                self.release(line.player, position);
            }
            None => {}
        }
        let kept = Kept {
            entry: line.entry,
            leverage: line.leverage,
            pair: line.pair,
            position: line.position,
            after_us: line.after.as_microsecond(),
            bells: line.bells.clone().into(),
        };
        let of = kept.line(line.player);
        self.kept.insert(line.player, kept);
        self.waters.entry(line.pair).or_default().lines += 1;
        self.order(of, PnlPercent::TOTAL_LOSS);
        line.bells.iter().for_each(|mark| self.order(of, *mark));
        TakenUp::New
    }

    /// Forgets a line and all of its marks; true when it was watched. An older number than the watched one's changes nothing.
    pub fn release(&mut self, player: PlayerId, position: PositionId) -> bool {
        if self.kept.get(&player).is_none_or(|kept| kept.position > position) {
            return false;
        }
        let Some(kept) = self.kept.remove(&player) else { return false };
        let of = kept.line(player);
        self.forget_mark(of, PnlPercent::TOTAL_LOSS);
        kept.bells.iter().for_each(|mark| self.forget_mark(of, *mark));
        if let Some(water) = self.waters.get_mut(&kept.pair) {
            water.lines -= 1;
            if water.lines == 0 {
                self.waters.remove(&kept.pair);
            }
        }
        true
    }

    /// Takes the snap of a line out of the order: it was crossed by a tick that came before the line was told.
    pub fn take_snap(&mut self, player: PlayerId) {
        if let Some(of) = self.kept.get(&player).map(|kept| kept.line(player)) {
            self.forget_mark(of, PnlPercent::TOTAL_LOSS);
        }
    }

    /// What a tick crosses, out of the order from now on. Bells only `with_bells`. Of a line that snaps no bell is told.
    pub fn cross(&mut self, tick: &Tick, with_bells: bool) -> Vec<Crossed> {
        let Some(water) = self.waters.get_mut(&tick.pair) else { return Vec::new() };
        let mut keys = water.take(tick.price);
        let mut crossed = Vec::with_capacity(keys.len());
        keys.retain(|(_, player, mark)| {
            let (player, mark) = (PlayerId(*player), PnlPercent(*mark));
            let Some(kept) = self.kept.get(&player) else { return false };
            let counts =
                tick.round_at.as_microsecond() > kept.after_us && (with_bells || mark == PnlPercent::TOTAL_LOSS);
            if counts {
                crossed.push(Crossed { player, position: kept.position, mark });
            }
            !counts
        });
        // Those that this tick does not count for wait on: mostly there are none.
        for (units, player, mark) in keys {
            if let Some(kept) = self.kept.get(&PlayerId(player)) {
                let trigger = Trigger::of(kept.entry, kept.leverage, PnlPercent(mark));
                water.side(trigger).0.insert((units, player, mark));
            }
        }
        // The snap is the lowest mark there is, so it comes first of its player's.
        crossed.sort_unstable();
        let mut snapped = None;
        crossed.retain(|one| {
            let is_snap = one.mark == PnlPercent::TOTAL_LOSS;
            if is_snap {
                snapped = Some(one.player);
            }
            is_snap || snapped != Some(one.player)
        });
        crossed
    }

    /// The ponds that have lines.
    pub fn pairs(&self) -> BTreeSet<Pair> {
        self.waters.keys().copied().collect()
    }

    /// How many lines are watched.
    pub fn len(&self) -> usize {
        self.kept.len()
    }

    /// True when none is.
    pub fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    fn order(&mut self, (player, entry, leverage, pair): (PlayerId, Price, Leverage, Pair), mark: PnlPercent) {
        let (side, units) = self.waters.entry(pair).or_default().side(Trigger::of(entry, leverage, mark));
        side.insert((units, player.0, mark.0));
    }

    fn forget_mark(&mut self, (player, entry, leverage, pair): (PlayerId, Price, Leverage, Pair), mark: PnlPercent) {
        if let Some(water) = self.waters.get_mut(&pair) {
            let (side, units) = water.side(Trigger::of(entry, leverage, mark));
            side.remove(&(units, player.0, mark.0));
        }
    }
}

impl Water {
    fn side(&mut self, trigger: Trigger) -> (&mut BTreeSet<Key>, i128) {
        match trigger {
            Trigger::AtOrBelow(units) => (&mut self.at_or_below, units),
            Trigger::AtOrAbove(units) => (&mut self.at_or_above, units),
        }
    }

    /// Takes out all that this price crosses, from the near ends of both orders.
    fn take(&mut self, price: Price) -> Vec<Key> {
        let mut taken = Vec::new();
        while let Some(last) = self.at_or_below.last()
            && Trigger::AtOrBelow(last.0).is_crossed_by(price)
        {
            taken.extend(self.at_or_below.pop_last());
        }
        while let Some(first) = self.at_or_above.first()
            && Trigger::AtOrAbove(first.0).is_crossed_by(price)
        {
            taken.extend(self.at_or_above.pop_first());
        }
        taken
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::game::samples::{at, price, tick};

    fn line(player: i64, position: i64, entry: &str, tenths: i16, bells: &[i64]) -> Line {
        Line {
            player: PlayerId(player),
            position: PositionId(position),
            pair: Pair::EthUsd,
            entry: price(entry),
            after: at(1_000),
            leverage: Leverage(tenths),
            bells: bells.iter().map(|mark| PnlPercent(*mark)).collect(),
        }
    }

    fn crosses(lines: &mut Lines, second: i64, price: &str) -> Vec<(i64, i64)> {
        lines.cross(&tick(second, price), true).iter().map(|one| (one.player.0, one.mark.0)).collect()
    }

    const SNAP: i64 = -1_000_000;

    #[test]
    fn a_tick_takes_what_it_crosses_on_both_sides_and_once() {
        let mut lines = Lines::default();
        for (player, tenths) in [(1, 20), (2, -20), (3, 40), (4, -40)] {
            assert_eq!(lines.take_up(&line(player, 10, "2500", tenths, &[])), TakenUp::New);
        }
        assert_eq!(crosses(&mut lines, 1_001, "2500"), []);
        assert_eq!(crosses(&mut lines, 1_002, "1875"), [(3, SNAP)]);
        assert_eq!(crosses(&mut lines, 1_003, "1250"), [(1, SNAP)]);
        assert_eq!(crosses(&mut lines, 1_004, "9000"), [(2, SNAP), (4, SNAP)]);
        assert_eq!(crosses(&mut lines, 1_005, "1"), []);
        assert_eq!(lines.len(), 4, "they are watched until their sessions say that they are closed");
        for player in 1..=4 {
            assert!(lines.release(PlayerId(player), PositionId(10)));
        }
        assert!(lines.is_empty() && lines.pairs().is_empty());
    }

    #[test]
    fn only_later_rounds_of_its_own_pond_count() {
        let mut lines = Lines::default();
        lines.take_up(&line(1, 10, "2500", 20, &[]));
        assert_eq!(crosses(&mut lines, 999, "1"), []);
        assert_eq!(crosses(&mut lines, 1_000, "1"), [], "the entry's own round");
        assert_eq!(lines.cross(&Tick { pair: Pair::BtcUsd, ..tick(1_001, "1") }, true), []);
        assert_eq!(crosses(&mut lines, 1_001, "1"), [(1, SNAP)]);
    }

    #[test]
    fn bells_come_and_go_with_their_line_and_are_silent_when_it_snaps() {
        let mut lines = Lines::default();
        lines.take_up(&line(1, 10, "2500", 20, &[]));
        assert_eq!(lines.take_up(&line(1, 10, "2500", 20, &[50_000, -30_000])), TakenUp::Known);
        assert_eq!(lines.cross(&tick(1_001, "2600"), false), [], "not yet");
        assert_eq!(crosses(&mut lines, 1_002, "2600"), [(1, 50_000)]);
        assert_eq!(lines.take_up(&line(1, 10, "2500", 20, &[-30_000, -60_000])), TakenUp::Known);
        assert_eq!(crosses(&mut lines, 1_003, "2600"), [], "it was taken away when it had rung");
        assert_eq!(crosses(&mut lines, 1_004, "2450"), [(1, -30_000)]);
        assert_eq!(crosses(&mut lines, 1_005, "1250"), [(1, SNAP)], "and not the bell at −6 %");
        lines.release(PlayerId(1), PositionId(10));
        assert!(lines.is_empty());
    }

    #[test]
    fn an_older_line_never_comes_back_over_a_newer_one() {
        let mut lines = Lines::default();
        lines.take_up(&line(1, 10, "2500", 20, &[50_000]));
        assert_eq!(lines.take_up(&line(1, 9, "2500", 20, &[])), TakenUp::Old);
        assert!(!lines.release(PlayerId(1), PositionId(9)));
        assert_eq!(lines.take_up(&line(1, 11, "5000", 20, &[])), TakenUp::New);
        assert_eq!(lines.len(), 1);
        assert_eq!(crosses(&mut lines, 1_001, "2600"), [], "the old one's bell is gone");
        assert_eq!(crosses(&mut lines, 1_001, "2500"), [(1, SNAP)]);
    }
}
