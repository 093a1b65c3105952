//! The question by which systemd's watchdog is fed: does the actor still turn its loop?
//!
//! `app.rs` asks the poller, the writer and the Outbox. Each tells its [`Turning`](super::turning::Turning) what it does and
//! how long that may take, at every try; waiting out an outage with backoff is turning, for every try tells it anew.
//!
//! **Invariant:** no answer is the answer of an actor that is stuck, and an actor whose work never comes back says no.

use actix::Message;

/// "Do you turn?" Repeated: the same.
#[derive(Clone, Copy, Debug, Message)]
#[rtype(result = "bool")]
pub struct Pulse;
