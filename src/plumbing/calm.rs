//! Calm: by it an actor tells a trouble once, and not each of many small ones.
//!
//! Used by whoever watches a service outside and tells the operator of its troubles; the time comes in.
//!
//! **Invariant:** a trouble that begins sooner after the last one is told when it has lasted until the calm would have been
//! long enough: a long one is never kept quiet, and a line for each small one does not bury the log.

use std::time::{Duration, Instant};

/// So long without a trouble is calm.
pub const CALM: Duration = Duration::from_secs(60);

/// See the file's head.
#[derive(Clone, Copy, Debug, Default)]
pub struct Calm {
    over: Option<Instant>,
}

impl Calm {
    /// A trouble is over.
    pub fn begins(&mut self, now: Instant) {
        self.over = Some(now);
    }

    /// True when a trouble that is there now is worth a line.
    pub fn is_long_enough(&self, now: Instant) -> bool {
        self.over.is_none_or(|over| now.duration_since(over) >= CALM)
    }
}
