//! TelegramPoller: hears every update once it is stored.
//!
//! It long-polls with its own HTTP client, stores each page with one insert, hands what is not done to the Router and polls
//! on: that next poll is the confirmation. It rests while too much is in hand or owed. Asked by `app.rs` (start, pause,
//! stop); asks the DbActor, the Router and the Outbox.
//!
//! **Invariant:** Telegram is told that we have an update only after it is in the inbox.

mod actor;
mod beat;
pub mod messages;
mod page;
pub mod port;
mod trouble;

pub use actor::{PollerSettings, TelegramPoller};
