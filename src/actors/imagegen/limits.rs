//! Every limit of ImageGen, each with its reason.
//!
//! Made by [`super::ImageGen::new`]; tests make their own with short times.
//!
//! **Invariant:** nothing in this folder queues, waits or keeps bytes without one of these.

use std::time::Duration;

use backon::{BackoffBuilder, ExponentialBuilder};

/// Requests for one fish that are paid for at the most, over all starts: a painter that failed five times will not learn.
pub(super) const ATTEMPTS: i32 = 5;
/// Bytes of paintings kept as the service sent them: twenty of the usual 1.5 MB, four of the largest allowed.
pub(super) const ART_BYTES: usize = 32 << 20;
/// Bytes of rendered fish's cards kept until Telegram has them: every fish in both languages.
pub(super) const FISH_CARD_BYTES: usize = 16 << 20;
/// Catches waiting for a painting: each is a promise to edit one message, and they share one burst of composing in the end.
pub(super) const ASKERS: usize = 1_000;
/// Cards asked for and not answered: the Outbox has 100 sends in flight, and a painting's arrival asks for many at once.
pub(super) const CARDS_IN_HAND: usize = 2_000;
/// Fish's cards waiting to be rendered: more than there are fish times languages times looks.
pub(super) const FISH_CARDS_WAITING: usize = 512;

/// The limits that tests shorten.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// Cards composed at a time: one per core, they are nothing but CPU.
    pub composing: usize,
    /// Cards waiting to be composed: at 2 ms each on two cores the last of 64 still comes within a fifth of the patience.
    pub composing_waiting: usize,
    /// A personal card that takes longer gives way to the fish's card: "a few hundred milliseconds" of DESIGN.md.
    pub patience: Duration,
    /// Paintings waiting for a place: more than there are fish, so a full queue means that something is wrong.
    pub paintings_waiting: usize,
    /// Rest of painting after the first failure of the service; each further one in a row rests four times as long.
    pub first_rest: Duration,
    /// The longest rest after failures. A `Retry-After` may ask for more, up to an hour.
    pub longest_rest: Duration,
    /// Rest of painting when the key has no credit: somebody has to pay first.
    pub credit_rest: Duration,
    /// Between two tries while the database does not answer.
    pub outage_rest: Duration,
    /// Between two looks at what the operator did with paintings.
    pub states_again: Duration,
}

/// No `Retry-After` is obeyed for longer.
const LONGEST_RETRY_AFTER: Duration = Duration::from_secs(3_600);

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            composing: std::thread::available_parallelism().map_or(2, usize::from),
            composing_waiting: 64,
            patience: Duration::from_millis(300),
            paintings_waiting: 128,
            first_rest: Duration::from_secs(10),
            longest_rest: Duration::from_secs(600),
            credit_rest: Duration::from_secs(600),
            outage_rest: Duration::from_secs(1),
            states_again: Duration::from_secs(60),
        }
    }
}

impl Limits {
    /// How long painting rests after the `failures`th failure in a row (from 1), when the service asked for `retry_after_s`.
    pub fn rest_after(&self, failures: usize, retry_after_s: Option<u64>) -> Duration {
        let growing = ExponentialBuilder::default()
            .with_factor(4.0)
            .with_min_delay(self.first_rest)
            .with_max_delay(self.longest_rest)
            .without_max_times();
        let ours = growing.build().nth(failures.saturating_sub(1)).unwrap_or(self.longest_rest);
        let theirs = retry_after_s.map_or(Duration::ZERO, Duration::from_secs);
        ours.max(theirs.min(LONGEST_RETRY_AFTER))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rests_grow_to_their_longest_and_obey_the_service() {
        let limits = Limits::default();
        let seconds = [1, 2, 3, 4, 9].map(|failures| limits.rest_after(failures, None).as_secs());
        assert_eq!(seconds, [10, 40, 160, 600, 600]);
        assert_eq!(limits.rest_after(1, Some(77)).as_secs(), 77);
        assert_eq!(limits.rest_after(1, Some(1)).as_secs(), 10);
        assert_eq!(limits.rest_after(1, Some(u64::MAX)).as_secs(), 3_600);
    }
}
