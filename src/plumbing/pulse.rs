//! The question by which systemd's watchdog is fed: does the actor still turn its loop?
//!
//! `app.rs` asks the poller, the writers and the Outbox. Waiting out an outage with backoff is turning.
//!
//! **Invariant:** no answer is the answer of an actor that is stuck.

use std::time::Duration;

use actix::Message;

/// "Do you turn?" Repeated: the same.
#[derive(Clone, Copy, Debug, Message)]
#[rtype(result = "bool")]
pub struct Pulse;

/// A loop that did not turn for so long is stuck.
pub const STUCK: Duration = Duration::from_secs(60);
