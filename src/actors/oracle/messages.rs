//! What the PriceOracle can be asked, and what it answers.
//!
//! A session asks [`NextQuote`] for a fill and [`LatestTick`] for a page, the Watch [`NextTicks`] for every tick; `app.rs` says [`CloseMarket`] when draining.
//!
//! **Invariant:** a fill is always of a round that began after the command, by quotes of after the command; there is no other answer
//! but an error.

use std::collections::BTreeSet;

use actix::Message;
use jiff::Timestamp;

use crate::game::{
    crossing::Snap,
    market::{Pair, Passed, Tick},
};

/// "The first fill after `after`": of the first valid tick of a round begun strictly after it, whose quotes of after it are enough, the
/// median of these quotes (`game::market::fill`). Nothing is changed by asking: asked again with the same
/// `after` it gives the same tick while that tick is remembered (10 minutes), asked late (past its deadline) it gives a
/// tick whose round began in time, or [`QuoteError::Silent`] at once.
///
/// For an exit, `after` is the later of the command and its entry's `round_at`, so that entry and exit never share a tick.
#[derive(Clone, Copy, Debug, Message)]
#[rtype(result = "Result<Filled, QuoteError>")]
pub struct NextQuote {
    /// Of what.
    pub pair: Pair,
    /// When the command came.
    pub after: Timestamp,
    /// When to give up: 15 s after the command, 90 s with coingecko alone. One that is further off than [`super::LONGEST_WAIT`] counts as that.
    pub deadline: Timestamp,
    /// What snaps the line that is to be hooked; `None` for a cast.
    pub snap: Option<Snap>,
}

/// The answer to [`NextQuote`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    /// The fill.
    pub tick: Tick,
    /// The first remembered tick that snapped the line, up to the fill and perhaps the fill itself: then the line is gone
    /// since that tick, whatever the fill says.
    pub snapped: Option<Tick>,
    /// The rounds after the command that were no fill of it.
    pub passed: Passed,
}

/// "Every tick of the rounds after this one, in their order": answered as soon as there is one, with all there are, of whatever
/// pond. While it waits, rounds begin as for any waiter, of these ponds. Nothing is changed by asking; asked again before it is
/// answered, the earlier question is dropped unanswered. An oracle that was restarted remembers no tick from before.
#[derive(Clone, Debug, Message)]
#[rtype(result = "Result<Vec<Tick>, QuoteError>")]
pub struct NextTicks {
    /// The ponds that need a price.
    pub pairs: BTreeSet<Pair>,
    /// The last round that was heard of; `None`: from the first remembered tick on, some 10,000 at the most.
    pub after: Option<Timestamp>,
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
