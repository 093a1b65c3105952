//! TelegramPoller: hears every update once it is stored.
//!
//! It long-polls with its own HTTP client, stores each page with one insert, hands what is not done to the Router and polls
//! on: that next poll is the confirmation. Asked by `app.rs` (start, pause, stop); asks the DbActor and the Router,
//! and the Outbox whether it has room: with too much in hand or owed it does not poll, and Telegram keeps what comes.
//!
//! **Invariant:** Telegram is told that we have an update only after it is in the inbox.

mod actor;
pub mod messages;
mod naming;
mod page;
pub mod port;
mod storing;
mod trouble;

pub use actor::{PollerSettings, TelegramPoller};
pub use page::Carrier;
