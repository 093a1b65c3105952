//! Crossings on their way to their sessions: each is handed out, and again when nothing more is heard of it. Pure.
//!
//! **Invariant:** a crossing stays until its line is closed or its bell is gone; it is never handed out twice within its
//! patience.

use std::{
    collections::BTreeMap,
    sync::Arc,
    time::{Duration, Instant},
};

use crate::game::{
    market::Tick,
    money::PnlPercent,
    player::{PlayerId, PositionId},
};

/// What was handed out is handed out again after this, for its session may have died with the Router; it doubles.
const PATIENCE: Duration = Duration::from_secs(10);
/// What was given back is handed out again after this; it doubles.
const PAUSE: Duration = Duration::from_millis(500);
/// Neither is ever longer.
const LONGEST: Duration = Duration::from_secs(60);

/// A tick has crossed a mark of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crossing {
    /// Whose.
    pub player: PlayerId,
    /// Of which line.
    pub position: PositionId,
    /// Which mark; −100 %: the line snaps.
    pub mark: PnlPercent,
    /// The first tick that crossed it; shared by all that it crossed.
    pub tick: Arc<Tick>,
}

/// When it is due, and its number where moments are equal.
type Due = (Instant, u64);

/// See the file's head.
#[derive(Debug, Default)]
pub struct Crossings {
    due: BTreeMap<Due, Waiting>,
    of: BTreeMap<(PlayerId, PnlPercent), Due>,
    next: u64,
}

#[derive(Debug)]
struct Waiting {
    crossing: Crossing,
    since: Instant,
    tries: u32,
}

impl Crossings {
    /// A new one, to be handed out at once.
    pub fn add(&mut self, crossing: Crossing, now: Instant) {
        self.forget(crossing.player, crossing.mark);
        self.insert(Waiting { crossing, since: now, tries: 0 }, now);
    }

    /// Hands out those that are due, the longest waiting first.
    pub fn take(&mut self, limit: usize, now: Instant) -> Vec<Crossing> {
        let mut handed = Vec::new();
        while handed.len() < limit
            && let Some(first) = self.due.first_entry()
            && first.key().0 <= now
        {
            let mut waiting = first.remove();
            handed.push(waiting.crossing.clone());
            waiting.tries = waiting.tries.saturating_add(1);
            let again = now + doubled(PATIENCE, waiting.tries);
            self.insert(waiting, again);
        }
        handed
    }

    /// One could not be settled: again a little later.
    pub fn give_back(&mut self, player: PlayerId, mark: PnlPercent, now: Instant) {
        if let Some(waiting) = self.forget(player, mark) {
            let again = now + doubled(PAUSE, waiting.tries);
            self.insert(waiting, again);
        }
    }

    /// Drops those of a player's line, but for the marks that it still has; answers how long each had waited.
    pub fn end(&mut self, player: PlayerId, up_to: PositionId, still: &[PnlPercent], now: Instant) -> Vec<Duration> {
        let all = (player, PnlPercent(i64::MIN))..=(player, PnlPercent(i64::MAX));
        let ended: Vec<PnlPercent> = self
            .of
            .range(all)
            .filter(|(_, due)| self.due.get(due).is_some_and(|waiting| waiting.crossing.position <= up_to))
            .map(|((_, mark), _)| *mark)
            .filter(|mark| !still.contains(mark))
            .collect();
        let ended = ended.into_iter().filter_map(|mark| self.forget(player, mark));
        ended.map(|waiting| now.saturating_duration_since(waiting.since)).collect()
    }

    /// When the next one is due.
    pub fn next_due(&self) -> Option<Instant> {
        self.due.keys().next().map(|(moment, _)| *moment)
    }

    /// How many are on their way.
    pub fn len(&self) -> usize {
        self.due.len()
    }

    /// True when none is.
    pub fn is_empty(&self) -> bool {
        self.due.is_empty()
    }

    fn insert(&mut self, waiting: Waiting, moment: Instant) {
        self.next += 1;
        let due = (moment, self.next);
        self.of.insert((waiting.crossing.player, waiting.crossing.mark), due);
        self.due.insert(due, waiting);
    }

    fn forget(&mut self, player: PlayerId, mark: PnlPercent) -> Option<Waiting> {
        let due = self.of.remove(&(player, mark))?;
        self.due.remove(&due)
    }
}

fn doubled(first: Duration, tries: u32) -> Duration {
    (first * 2_u32.pow(tries.saturating_sub(1).min(10))).min(LONGEST)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::game::samples::tick;

    fn crossing(player: i64, mark: i64) -> Crossing {
        let tick = Arc::new(tick(1_001, "1"));
        Crossing { player: PlayerId(player), position: PositionId(7), mark: PnlPercent(mark), tick }
    }

    fn players(handed: &[Crossing]) -> Vec<i64> {
        handed.iter().map(|one| one.player.0).collect()
    }

    #[test]
    fn what_was_handed_out_comes_again_until_it_ends() {
        let (mut crossings, now) = (Crossings::default(), Instant::now());
        (1..=3).for_each(|player| crossings.add(crossing(player, -1_000_000), now));
        assert_eq!(players(&crossings.take(2, now)), [1, 2]);
        assert_eq!(players(&crossings.take(9, now)), [3]);
        assert_eq!(players(&crossings.take(9, now + PATIENCE / 2)), Vec::<i64>::new());
        assert!(crossings.end(PlayerId(2), PositionId(6), &[], now).is_empty(), "an older line's end");
        assert_eq!(crossings.end(PlayerId(2), PositionId(7), &[], now + PATIENCE), [PATIENCE]);
        assert_eq!(players(&crossings.take(9, now + PATIENCE)), [1, 3]);
        assert_eq!(crossings.next_due(), Some(now + PATIENCE * 3), "and ever later");
        crossings.end(PlayerId(1), PositionId(8), &[], now);
        crossings.end(PlayerId(3), PositionId(7), &[], now);
        assert!(crossings.is_empty() && crossings.of.is_empty());
    }

    #[test]
    fn what_was_given_back_comes_again_sooner() {
        let (mut crossings, now) = (Crossings::default(), Instant::now());
        crossings.add(crossing(1, -1_000_000), now);
        crossings.take(1, now);
        crossings.give_back(PlayerId(1), PnlPercent(-1_000_000), now);
        assert_eq!(players(&crossings.take(1, now + PAUSE)), [1]);
        crossings.give_back(PlayerId(2), PnlPercent(-1_000_000), now);
        assert_eq!(crossings.len(), 1, "nobody knows of that one");
    }

    #[test]
    fn a_bell_that_is_still_hung_stays() {
        let (mut crossings, now) = (Crossings::default(), Instant::now());
        [50_000, -30_000].into_iter().for_each(|mark| crossings.add(crossing(1, mark), now));
        crossings.end(PlayerId(1), PositionId(7), &[PnlPercent(50_000)], now);
        assert_eq!(crossings.take(9, now).iter().map(|one| one.mark.0).collect::<Vec<_>>(), [50_000]);
    }
}
