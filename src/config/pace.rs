//! How often the service looks again by itself for what may have been left lying, and how long it waits for what decorates.
//!
//! Part of [`Config`](super::Config); read by `app`, which tells the Router and the Outbox.
//!
//! **Invariant:** no setting of `serve` changes it: tests alone have other values, so that they need not wait in real time.

use std::time::Duration;

/// Times that are no promise to anybody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// Between two looks of the Router for updates that are neither done nor in hand, and of the Outbox for replies that the
    /// operator wants tried again.
    pub sweep_every: Duration,
    /// Messages that a group is sent in a minute, edits included: as many as Telegram takes.
    pub group_per_minute: usize,
    /// How long that minute is.
    pub group_minute: Duration,
    /// A catch whose card is not composed by then goes without: it never waits for a picture. ImageGen itself gives up far
    /// earlier.
    pub card_patience: Duration,
}

impl Default for Pace {
    fn default() -> Pace {
        Pace {
            sweep_every: Duration::from_secs(30),
            group_per_minute: 20,
            group_minute: Duration::from_secs(60),
            card_patience: Duration::from_secs(10),
        }
    }
}
