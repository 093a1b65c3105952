//! What a loop is at, and since when it moved: by it a hang is told apart from patience.
//!
//! Written by the work itself while it runs: the poller's turns, a writer's settles, the Outbox's sends. Read by its actor for
//! [`Pulse`](super::pulse::Pulse), and by the poller's own watch and its figures.
//!
//! **Invariant:** work that waits out an outage keeps moving, for every try says so; work that never comes back does not.

use std::{
    cell::Cell,
    rc::Rc,
    time::{Duration, Instant},
};

/// A loop that did not turn for so long, though it should have, is stuck.
pub const STUCK: Duration = Duration::from_secs(60);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// Nothing needs to move: nothing to do, stopped, or waiting for what is not this loop's to bring about.
    Rests,
    /// Telegram is asked for a page.
    Asks,
    /// Work is on its way.
    Works,
    /// The work is done; the next waits for room.
    WaitsForRoom,
}

#[derive(Clone, Copy, Debug)]
struct Move {
    to: Step,
    at: Instant,
    /// What it does now may take so long.
    longest: Duration,
}

/// See the file's head. Clones share what they tell.
#[derive(Clone, Debug)]
pub struct Turning(Rc<Cell<Move>>);

impl Default for Turning {
    fn default() -> Turning {
        Turning(Rc::new(Cell::new(Move { to: Step::Rests, at: Instant::now(), longest: Duration::ZERO })))
    }
}

impl Turning {
    fn moved(&self, to: Step, longest: Duration) {
        self.0.set(Move { to, at: Instant::now(), longest });
    }

    /// It has nothing to do, for as long as it likes.
    pub fn rests(&self) {
        self.moved(Step::Rests, Duration::ZERO);
    }

    /// It asks Telegram for a page, which may take so long.
    pub fn asks_within(&self, longest: Duration) {
        self.moved(Step::Asks, longest);
    }

    /// It turned, and what it does now may take so long before it turns again.
    pub fn turns_within(&self, longest: Duration) {
        self.moved(Step::Works, longest);
    }

    /// It turned; the next turn is due at once.
    pub fn turned(&self) {
        self.turns_within(Duration::ZERO);
    }

    /// It looked for room and there was none; the next look is due at once.
    pub fn waits_for_room(&self) {
        self.moved(Step::WaitsForRoom, Duration::ZERO);
    }

    /// Since when nothing moved, while Telegram is asked.
    pub fn asks_since(&self) -> Option<Duration> {
        let now = self.0.get();
        (now.to == Step::Asks).then(|| now.at.elapsed())
    }

    /// True while the next work waits for room.
    pub fn is_full(&self) -> bool {
        self.0.get().to == Step::WaitsForRoom
    }

    /// True when no turn was told for [`STUCK`] longer than the work may take.
    pub fn is_stuck(&self) -> bool {
        self.is_stuck_at(Instant::now())
    }

    /// The same, as it is at another time if nothing moves until then.
    pub fn is_stuck_at(&self, now: Instant) -> bool {
        let last = self.0.get();
        last.to != Step::Rests && now.saturating_duration_since(last.at) > STUCK.saturating_add(last.longest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_s(seconds: u64) -> Instant {
        Instant::now() + Duration::from_secs(seconds)
    }

    #[test]
    fn tries_turn_and_work_that_never_comes_back_does_not() {
        let turning = Turning::default();
        assert!(!turning.is_stuck_at(in_s(86_400)), "it never had anything to do");
        let beside_the_actor = turning.clone();
        beside_the_actor.turned();
        assert!(!turning.is_stuck_at(in_s(59)) && turning.is_stuck_at(in_s(61)));
        turning.turns_within(Duration::from_secs(50));
        assert!(!turning.is_stuck_at(in_s(109)) && turning.is_stuck_at(in_s(111)));
        turning.rests();
        assert!(!turning.is_stuck_at(in_s(86_400)));
        turning.turns_within(Duration::MAX);
        assert!(!turning.is_stuck_at(in_s(86_400)), "a wait that Telegram asked for may be absurd");
    }

    #[test]
    fn only_a_poll_is_asked_and_only_a_wait_for_room_is_full() {
        let turning = Turning::default();
        assert!(turning.asks_since().is_none() && !turning.is_full());
        turning.asks_within(Duration::from_secs(60));
        assert!(turning.asks_since().is_some() && !turning.is_full());
        assert!(!turning.is_stuck_at(in_s(119)) && turning.is_stuck_at(in_s(121)));
        turning.turned();
        assert!(turning.asks_since().is_none() && !turning.is_full());
        turning.waits_for_room();
        assert!(turning.asks_since().is_none() && turning.is_full());
        assert!(!turning.is_stuck_at(in_s(59)) && turning.is_stuck_at(in_s(61)), "whoever is asked does not answer");
    }
}
