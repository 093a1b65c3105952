//! What the poller's turn is at, and since when it moved: by it a hang is told apart from patience.
//!
//! Written by the turn while it runs, read by the poller's watchdog, its pulse and the dashboard.
//!
//! **Invariant:** a turn that waits out an outage keeps moving; one that waits for an answer that never comes does not.

use std::{
    cell::Cell,
    rc::Rc,
    time::{Duration, Instant},
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// Nothing is asked: before the first poll, stopped, or between two tries.
    Rests,
    /// `getUpdates` is in flight.
    Asks,
    /// A page is being stored and handed on.
    Carries,
    /// A page was handed on; the next poll waits for room.
    WaitsForRoom,
}

/// See the file's head. Clones share what they tell.
#[derive(Clone)]
pub(super) struct Turning(Rc<Cell<(Step, Instant)>>);

impl Turning {
    pub fn new() -> Turning {
        Turning(Rc::new(Cell::new((Step::Rests, Instant::now()))))
    }

    fn moved_to(&self, step: Step) {
        self.0.set((step, Instant::now()));
    }

    pub fn rests(&self) {
        self.moved_to(Step::Rests);
    }

    pub fn asks(&self) {
        self.moved_to(Step::Asks);
    }

    pub fn carries(&self) {
        self.moved_to(Step::Carries);
    }

    pub fn waits_for_room(&self) {
        self.moved_to(Step::WaitsForRoom);
    }

    /// Since when nothing moved, while Telegram is asked.
    pub fn asks_since(&self) -> Option<Duration> {
        let (step, since) = self.0.get();
        (step == Step::Asks).then(|| since.elapsed())
    }

    /// True when it moved within `patience`, or need not move; a poll may take `poll` longer.
    pub fn moves(&self, patience: Duration, poll: Duration) -> bool {
        let (step, since) = self.0.get();
        match step {
            Step::Rests => true,
            Step::Asks => since.elapsed() < patience + poll,
            Step::Carries | Step::WaitsForRoom => since.elapsed() < patience,
        }
    }

    /// True while the next poll waits for room.
    pub fn is_full(&self) -> bool {
        self.0.get().0 == Step::WaitsForRoom
    }
}
