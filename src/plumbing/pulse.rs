//! The question by which systemd's watchdog is fed: does the actor still turn its loop?
//!
//! `app.rs` asks the poller, the writers and the Outbox. Each tells its [`Turning`] what it does and how long that may take,
//! at every try; waiting out an outage with backoff is turning, for every try tells it anew.
//!
//! **Invariant:** no answer is the answer of an actor that is stuck, and an actor whose work never comes back says no.

use std::{
    cell::Cell,
    rc::Rc,
    time::{Duration, Instant},
};

use actix::Message;

/// "Do you turn?" Repeated: the same.
#[derive(Clone, Copy, Debug, Message)]
#[rtype(result = "bool")]
pub struct Pulse;

/// A loop that did not turn for so long, though it should have, is stuck.
pub const STUCK: Duration = Duration::from_secs(60);

/// When a loop has to turn again; shared by an actor with the work of its own that runs beside it.
#[derive(Clone, Debug, Default)]
pub struct Turning(Rc<Cell<Option<Instant>>>);

impl Turning {
    /// It turned, and what it does now may take so long before it turns again.
    pub fn turns_within(&self, longest: Duration) {
        self.0.set(Some(Instant::now() + longest));
    }

    /// It turned; the next turn is due at once.
    pub fn turned(&self) {
        self.turns_within(Duration::ZERO);
    }

    /// It has nothing to do, for as long as it likes.
    pub fn rests(&self) {
        self.0.set(None);
    }

    /// True when no turn was told for [`STUCK`] longer than the work may take.
    pub fn is_stuck(&self) -> bool {
        self.is_stuck_at(Instant::now())
    }

    fn is_stuck_at(&self, now: Instant) -> bool {
        self.0.get().is_some_and(|due| now.saturating_duration_since(due) > STUCK)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tries_turn_and_work_that_never_comes_back_does_not() {
        let turning = Turning::default();
        let in_a_day = Instant::now() + Duration::from_secs(86_400);
        assert!(!turning.is_stuck_at(in_a_day), "it never had anything to do");
        let beside_the_actor = turning.clone();
        beside_the_actor.turned();
        assert!(!turning.is_stuck_at(Instant::now() + STUCK - Duration::from_secs(1)));
        assert!(turning.is_stuck_at(Instant::now() + STUCK + Duration::from_secs(1)));
        turning.turns_within(Duration::from_secs(50));
        assert!(!turning.is_stuck_at(Instant::now() + STUCK + Duration::from_secs(49)));
        assert!(turning.is_stuck_at(Instant::now() + STUCK + Duration::from_secs(51)));
        turning.rests();
        assert!(!turning.is_stuck_at(in_a_day));
    }
}
