//! What the poller is told.
//!
//! **Invariant:** all of it may be repeated; the last word counts.

use actix::Message;

/// "Poll": the lease is held and the inbox was replayed.
#[derive(Clone, Copy, Debug, Message)]
#[rtype(result = "()")]
pub struct Poll;

/// "Stop polling": the lease is lost, or the service ends. The poll in flight is dropped; what it would have brought was not
/// confirmed and comes again.
#[derive(Clone, Copy, Debug, Message)]
#[rtype(result = "()")]
pub struct StopPolling;
