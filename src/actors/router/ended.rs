//! The updates that ended a moment ago, so that an answer of the database that is older than their end does not bring them back.
//!
//! A page that Telegram shows again, or a look into the inbox, may have found an update waiting just before it was done; what
//! was found arrives here after that. Owned by the Router, which asks it before it takes an update.
//!
//! **Invariant:** an update is known as ended for at least [`KEPT`], and for as long as the inbox is being read.

use std::{
    collections::HashSet,
    time::{Duration, Instant},
};

/// How long an end is remembered at the least: no answer of the database is on its way for so long (a statement is cut after
/// 5 s). At 1,000 updates a second twice this is 60,000 numbers, about 2 MB.
pub(super) const KEPT: Duration = Duration::from_secs(30);

/// See the file's head.
pub(super) struct Ended {
    young: HashSet<i64>,
    old: HashSet<i64>,
    turned_at: Instant,
    reading: bool,
}

impl Ended {
    /// Nothing has ended yet.
    pub fn new(now: Instant) -> Ended {
        Ended { young: HashSet::new(), old: HashSet::new(), turned_at: now, reading: false }
    }

    /// An update ended.
    pub fn add(&mut self, update_id: i64) {
        self.young.insert(update_id);
    }

    /// It ended a moment ago.
    pub fn has(&self, update_id: i64) -> bool {
        self.young.contains(&update_id) || self.old.contains(&update_id)
    }

    /// The inbox is being read from now on, or no longer: meanwhile nothing is forgotten.
    pub fn reading(&mut self, reading: bool) {
        self.reading = reading;
    }

    /// Forgets what ended long ago. To be called now and then.
    pub fn forget(&mut self, now: Instant) {
        if !self.reading && now.duration_since(self.turned_at) >= KEPT {
            self.old = std::mem::take(&mut self.young);
            self.turned_at = now;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_end_is_remembered_for_its_time_and_while_the_inbox_is_read() {
        let now = Instant::now();
        let mut ended = Ended::new(now);
        ended.add(7);
        ended.forget(now + KEPT / 2);
        assert!(ended.has(7) && !ended.has(8));
        ended.forget(now + KEPT);
        ended.add(8);
        assert!(ended.has(7) && ended.has(8));
        ended.reading(true);
        ended.forget(now + KEPT * 9);
        assert!(ended.has(7) && ended.has(8));
        ended.reading(false);
        ended.forget(now + KEPT * 9);
        assert!(!ended.has(7) && ended.has(8));
        ended.forget(now + KEPT * 10);
        assert!(!ended.has(8));
    }
}
