//! What the PriceOracle can be asked, and what it answers.
//!
//! A session asks [`NextQuote`] for a fill and [`LatestTick`] for a page; `app.rs` says [`CloseMarket`] when draining.
//!
//! **Invariant:** a fill is always a valid tick of a round that began after the command; there is no other answer but an error.

use actix::Message;
use jiff::Timestamp;

use crate::game::market::{Pair, Tick};

/// "The first valid tick of a round begun strictly after `after`." Nothing is changed by asking: asked again with the same
/// `after` it gives the same tick while that tick is remembered (10 minutes), asked late (past its deadline) it gives a
/// tick whose round began in time, or [`QuoteError::Silent`] at once.
///
/// For an exit, `after` is the later of the command and its entry's `round_at`, so that entry and exit never share a tick.
#[derive(Clone, Copy, Debug, Message)]
#[rtype(result = "Result<Tick, QuoteError>")]
pub struct NextQuote {
    /// Of what.
    pub pair: Pair,
    /// When the command came.
    pub after: Timestamp,
    /// When to give up: 15 s after the command. One that is further off than [`super::LONGEST_WAIT`] counts as that.
    pub deadline: Timestamp,
}

/// "The newest valid tick there is", for a page that fills nothing. Answered at once when one is younger than `fresh_s`; else
/// the next valid tick within `wait_ms`; else the last one whatever its age (say the age), or `None` when there never was
/// one. Repeated or late it is answered by what is known then.
#[derive(Clone, Copy, Debug, Message)]
#[rtype(result = "Option<Tick>")]
pub struct LatestTick {
    /// Of what.
    pub pair: Pair,
    /// Good enough when its round began less than this many seconds ago.
    pub fresh_s: i64,
    /// How long a fresher one is worth waiting for, milliseconds.
    pub wait_ms: u64,
}

/// "Refuse from now on": whoever waits is answered at once with [`QuoteError::Closing`], and no further round begins.
/// Repeated, nothing changes.
#[derive(Clone, Copy, Debug, Message)]
#[rtype(result = "()")]
pub struct CloseMarket;

/// Why there is no price for a fill. Nothing was changed by it.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum QuoteError {
    /// No valid tick by the deadline, or too many wait already: refuse the command with this reason.
    #[error("the market is silent: {reason}")]
    Silent {
        /// In words for the operator.
        reason: String,
    },
    /// The service is going down: leave the update unfinished, the next start takes it up.
    #[error("the market is closing")]
    Closing,
}
