//! The rounds that gave no fill, remembered for as long as somebody may have waited through them: every fill says what was passed
//! over before it.
//!
//! Told by `polling.rs` when a round closes, asked by `answering.rs` with each fill.
//!
//! **Invariant:** a round of a pair that began between a command and its fill is told with its reason, once, in the order of rounds.

use std::collections::{BTreeMap, VecDeque};

use jiff::Timestamp;

use super::History;
use crate::game::market::{NoTick, Pair, Passed};

/// Rounds without a tick that are kept of a pair: as many as can begin within the longest wait, in figures of any real market.
const KEPT: usize = 256;

/// Of a round that had a tick, and yet not for this command.
const OLDER: &str = "a price older than the command";

/// The rounds without a tick, by pair.
#[derive(Debug, Default)]
pub struct Missed {
    rounds: BTreeMap<Pair, VecDeque<(Timestamp, NoTick)>>,
}

impl Missed {
    /// Remembers a round without a tick.
    pub fn add(&mut self, pair: Pair, at: Timestamp, why: NoTick) {
        let rounds = self.rounds.entry(pair).or_default();
        rounds.push_back((at, why));
        if rounds.len() > KEPT {
            rounds.pop_front();
        }
    }

    /// The last one.
    pub fn last(&self, pair: Pair) -> Option<&(Timestamp, NoTick)> {
        self.rounds.get(&pair)?.back()
    }

    /// Nothing is remembered any more.
    pub fn clear(&mut self) {
        self.rounds.clear();
    }

    /// What was passed over after a command and before its fill: rounds without a tick, and ticks that `history` has and that were
    /// not given.
    pub fn between(&self, pair: Pair, after: Timestamp, fill: Timestamp, history: &History) -> Passed {
        let missed = self.rounds.get(&pair).into_iter().flatten().filter(|(at, _)| *at > after && *at < fill);
        let mut rounds: Vec<(Timestamp, String)> = missed.map(|(at, why)| (*at, why.to_string())).collect();
        rounds.extend(history.between(pair, after, fill).map(|at| (at, OLDER.to_owned())));
        rounds.sort_by_key(|(at, _)| *at);
        Passed::of(rounds)
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::samples::{at, tick},
        *,
    };

    const FEW: NoTick = NoTick::TooFew { usable: 1, needed: 2 };

    #[test]
    fn what_lies_between_command_and_fill_is_told_in_its_order() {
        let (mut missed, mut history) = (Missed::default(), History::default());
        for second in [100, 101, 103, 105] {
            missed.add(Pair::EthUsd, at(second), FEW);
            missed.add(Pair::BtcUsd, at(second), FEW);
        }
        history.add(tick(102, "2500"));
        history.add(tick(104, "2500"));
        let told = |after, fill| missed.between(Pair::EthUsd, at(after), at(fill), &history).lines();
        assert_eq!(
            told(100, 104),
            [
                "1970-01-01T00:01:41Z 1970-01-01T00:01:41Z 1 1 usable quotes, 2 needed",
                "1970-01-01T00:01:42Z 1970-01-01T00:01:42Z 1 a price older than the command",
                "1970-01-01T00:01:43Z 1970-01-01T00:01:43Z 1 1 usable quotes, 2 needed",
            ]
        );
        assert!(told(101, 102).is_empty() && told(103, 104).is_empty());
        assert_eq!(missed.last(Pair::EthUsd), Some(&(at(105), FEW)));
        assert!(missed.between(Pair::AdaUsd, at(0), at(200), &history).lines().is_empty());
    }

    #[test]
    fn so_many_are_kept_and_no_more() {
        let mut missed = Missed::default();
        for second in 0..1_000 {
            missed.add(Pair::EthUsd, at(second), FEW);
        }
        assert_eq!(missed.rounds[&Pair::EthUsd].len(), KEPT);
        let passed = missed.between(Pair::EthUsd, at(0), at(2_000), &History::default());
        assert_eq!((passed.runs.len(), passed.runs[0].rounds), (1, KEPT));
        missed.clear();
        assert_eq!(missed.last(Pair::EthUsd), None);
    }
}
