//! The ticks of the last 10 minutes, per pair, and which minutes are recorded already. Pure.
//!
//! Read for fills that a past round can serve, for the last good price, for the status page, for the first tick that
//! snapped a line. The Watch keeps one of its own, of the ticks that it has worked through.
//! Beside a tick stands which of its sources were further apart than usual.
//!
//! **Invariant:** the ticks of a pair stand in the order of their rounds; the newest is kept whatever its age.

use std::collections::{BTreeMap, VecDeque};

use jiff::{SignedDuration, Timestamp};

use crate::game::{
    crossing::Snap,
    market::{Pair, Tick, fill::fill, spread::Apart},
};

/// Ticks older than this, counted from the newest of their pair, are forgotten (DESIGN.md, Actors).
const KEPT: SignedDuration = SignedDuration::from_mins(10);
/// Ticks of one pair at the most: ten minutes at two rounds a second, about 300 bytes each.
const KEPT_AT_MOST: usize = 1_200;

/// The remembered ticks.
#[derive(Debug, Default)]
pub struct History {
    ticks: BTreeMap<Pair, VecDeque<Tick>>,
    /// Of the few ticks that had any.
    apart: BTreeMap<(Pair, Timestamp), Vec<Apart>>,
}

/// A tick with what its fills have to know of it.
#[derive(Clone, Debug)]
pub struct Judged {
    /// The tick.
    pub tick: Tick,
    /// Which of its sources are further apart than usual.
    pub apart: Vec<Apart>,
}

impl Judged {
    /// Its fill of a command given `after`, of so many sources at least.
    pub fn fill(&self, after: Timestamp, needed: usize) -> Option<Tick> {
        fill(&self.tick, &self.apart, after, needed)
    }
}

impl History {
    /// Remembers a tick; true when it is the first of its minute that is remembered.
    pub fn add(&mut self, tick: Tick) -> bool {
        let ticks = self.ticks.entry(tick.pair).or_default();
        let newest = tick.round_at;
        let opens_minute = ticks.back().is_none_or(|last| minute(last.round_at) != minute(newest));
        ticks.push_back(tick);
        let is_old = |first: &Tick| newest.duration_since(first.round_at) > KEPT;
        while ticks.len() > KEPT_AT_MOST || ticks.front().is_some_and(is_old) {
            if let Some(gone) = ticks.pop_front() {
                self.apart.remove(&(gone.pair, gone.round_at));
            }
        }
        opens_minute
    }

    /// The same for a tick that fills are made of.
    pub fn add_judged(&mut self, Judged { tick, apart }: Judged) -> bool {
        if !apart.is_empty() {
            self.apart.insert((tick.pair, tick.round_at), apart);
        }
        self.add(tick)
    }

    /// The last valid tick of a pair.
    pub fn last(&self, pair: Pair) -> Option<&Tick> {
        self.ticks.get(&pair)?.back()
    }

    /// The first fill, of so many sources at least, that a remembered tick is for a command given `after`, its round begun not after
    /// `by`.
    pub fn first_fill(&self, pair: Pair, after: Timestamp, by: Timestamp, needed: usize) -> Option<Tick> {
        let ticks = self.ticks.get(&pair)?;
        let from = ticks.partition_point(|tick| tick.round_at <= after);
        let apart = |tick: &Tick| self.apart.get(&(pair, tick.round_at)).map_or(&[][..], Vec::as_slice);
        ticks
            .range(from..)
            .take_while(|tick| tick.round_at <= by)
            .find_map(|tick| fill(tick, apart(tick), after, needed))
    }
}

impl History {
    /// The first remembered tick that snaps this line and is of no later round than `by`.
    pub fn first_snap(&self, snap: &Snap, by: Timestamp) -> Option<&Tick> {
        let ticks = self.ticks.get(&snap.pair)?;
        let from = ticks.partition_point(|tick| tick.round_at <= snap.after);
        ticks.range(from..).take_while(|tick| tick.round_at <= by).find(|tick| snap.is_by(tick))
    }

    /// When the rounds began whose ticks are remembered of a pair, after one moment and before another.
    pub fn between(&self, pair: Pair, after: Timestamp, before: Timestamp) -> impl Iterator<Item = Timestamp> {
        let ticks = self.ticks.get(&pair).into_iter().flat_map(move |ticks| {
            let from = ticks.partition_point(|tick| tick.round_at <= after);
            ticks.range(from..)
        });
        ticks.map(|tick| tick.round_at).take_while(move |at| *at < before)
    }

    /// Every remembered tick of the rounds after this one, in their order; `None`: all there are.
    pub fn since(&self, after: Option<Timestamp>) -> Vec<Tick> {
        let mut newer = Vec::new();
        for ticks in self.ticks.values() {
            let from = after.map_or(0, |after| ticks.partition_point(|tick| tick.round_at <= after));
            newer.extend(ticks.range(from..).cloned());
        }
        newer.sort_by_key(|tick| tick.round_at);
        newer
    }
}

fn minute(at: Timestamp) -> i64 {
    at.as_second().div_euclid(60)
}

#[cfg(test)]
mod tests {
    use super::{
        super::samples::{at, quote, tick},
        *,
    };
    use crate::game::{
        crossing::Trigger,
        market::Source::{Binance, Coinbase, Kraken},
    };

    #[test]
    fn the_first_after_is_strictly_after_and_in_time() {
        let mut history = History::default();
        for second in [100, 103, 106] {
            history.add(tick(second, "2500"));
        }
        for (after, by, found) in
            [(99, 200, Some(100)), (100, 200, Some(103)), (105, 106, Some(106)), (103, 105, None), (106, 200, None)]
        {
            let tick = history.first_fill(Pair::EthUsd, at(after), at(by), 1);
            assert_eq!(tick.map(|tick| tick.round_at), found.map(at), "after {after} by {by}");
        }
        assert_eq!(history.first_fill(Pair::BtcUsd, at(0), at(200), 1), None);
        assert_eq!(history.first_fill(Pair::EthUsd, at(99), at(200), 2), None, "one source each");
    }

    #[test]
    fn a_late_asker_gets_the_fill_that_he_would_have_got_at_once() {
        let mut history = History::default();
        let two = |second| Tick {
            quotes: vec![quote(Coinbase, "2500", 90), quote(Binance, "2510", second), quote(Kraken, "2520", second)],
            ..tick(second, "2510")
        };
        for (second, apart) in [(100, vec![[Binance, Kraken]]), (103, vec![])] {
            let judged = Judged { tick: two(second), apart };
            let at_once = judged.fill(at(95), 2);
            history.add_judged(judged);
            assert_eq!(history.first_fill(Pair::EthUsd, at(95), at(200), 2), at_once, "{second}");
        }
        let fill = history.first_fill(Pair::EthUsd, at(95), at(200), 2).unwrap();
        assert_eq!((fill.round_at, fill.price.to_string().as_str()), (at(103), "2515"));
        history.add(tick(9_000, "2500"));
        assert!(history.apart.is_empty(), "forgotten with its tick");
    }

    #[test]
    fn ten_minutes_are_kept_and_the_newest_always() {
        let mut history = History::default();
        assert_eq!(history.last(Pair::EthUsd), None);
        for second in [0, 1, 600, 601] {
            history.add(tick(second, "2500"));
        }
        assert_eq!(history.ticks[&Pair::EthUsd].front().map(|tick| tick.round_at), Some(at(1)));
        history.add(tick(9_000, "2600"));
        assert_eq!(history.ticks[&Pair::EthUsd].len(), 1);
        assert_eq!(history.last(Pair::EthUsd), Some(&tick(9_000, "2600")));
        for millis in 0..3_000 {
            history.add(crate::game::market::Tick {
                round_at: Timestamp::from_millisecond(9_000_001 + millis).unwrap(),
                ..tick(9_000, "1")
            });
        }
        assert_eq!(history.ticks[&Pair::EthUsd].len(), KEPT_AT_MOST);
    }

    #[test]
    fn the_first_that_snaps_is_found_though_the_price_came_back() {
        let mut history = History::default();
        for (second, price) in [(100, "1200"), (103, "2500"), (106, "1250"), (109, "900"), (112, "2500")] {
            history.add(tick(second, price));
        }
        let snap =
            |after| Snap { pair: Pair::EthUsd, trigger: Trigger::AtOrBelow(1_250_000_000_000_000), after: at(after) };
        for (after, by, found) in
            [(99, 200, Some(100)), (100, 200, Some(106)), (106, 112, Some(109)), (100, 105, None), (109, 200, None)]
        {
            let first = history.first_snap(&snap(after), at(by)).map(|tick| tick.round_at);
            assert_eq!(first, found.map(at), "after {after} by {by}");
        }
    }

    #[test]
    fn what_is_newer_comes_in_the_order_of_rounds_over_all_ponds() {
        let mut history = History::default();
        for second in [100, 103] {
            history.add(tick(second, "2500"));
            history.add(Tick { pair: Pair::BtcUsd, ..tick(second, "60000") });
        }
        let seconds = |after: Option<i64>| -> Vec<i64> {
            history.since(after.map(at)).iter().map(|tick| tick.round_at.as_second()).collect()
        };
        assert_eq!(seconds(None), [100, 100, 103, 103]);
        assert_eq!(seconds(Some(100)), [103, 103]);
        assert_eq!(seconds(Some(103)), Vec::<i64>::new());
    }

    #[test]
    fn the_first_tick_of_a_minute_is_told() {
        let mut history = History::default();
        for (second, first) in [(59, true), (60, true), (61, false), (119, false), (180, true)] {
            assert_eq!(history.add(tick(second, "2500")), first, "second {second}");
        }
    }
}
