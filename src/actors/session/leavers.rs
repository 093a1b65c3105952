//! What those asked lately who were forgotten a moment ago: their limits go on where they come back under another number.
//!
//! Kept by the session that forgets, recalled by the session that meets him anew; one book for all arbiters, by Telegram's id,
//! in memory only. A restart forgets it, as it does every other count of a minute.
//!
//! **Invariant:** at most one entry for each person, and none whose times no longer count outlasts the next one.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use jiff::Timestamp;

use crate::game::limits::Recent;

/// See the file's head.
#[derive(Clone, Default)]
pub struct Leavers(Arc<Mutex<HashMap<i64, Recent>>>);

impl Leavers {
    /// Keeps what somebody asked lately, who is about to be forgotten at `now`.
    pub(super) fn keep(&self, telegram_id: i64, recent: Recent, now: Timestamp) {
        let mut left = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        left.retain(|_, recent| !recent.quiet_at(now));
        left.insert(telegram_id, recent);
    }

    /// What was kept of this person.
    pub(super) fn recall(&self, telegram_id: Option<i64>) -> Option<Recent> {
        let left = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        left.get(&telegram_id?).cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::game::limits::{Counted, RateLimits, Verdict};

    #[test]
    fn the_minute_goes_on_and_who_left_long_ago_is_not_kept() {
        let at = |second| Timestamp::from_second(second).unwrap();
        let limits = RateLimits { commands: 1, window_s: 60, hooks: 3 };
        let (leavers, mut recent) = (Leavers::default(), Recent::new());
        assert_eq!(recent.admit(at(100), Counted::Command, &limits), Verdict::Admitted);
        leavers.keep(7, recent, at(100));
        let mut again = leavers.recall(Some(7)).expect("kept");
        assert_eq!(again.admit(at(101), Counted::Command, &limits), Verdict::SlowDown);
        assert!(leavers.recall(Some(8)).is_none() && leavers.recall(None).is_none());
        leavers.keep(8, Recent::new(), at(160));
        assert!(leavers.recall(Some(7)).is_none() && leavers.recall(Some(8)).is_some());
    }
}
