//! The Outbox: all speech to Telegram.
//!
//! One lane per chat keeps the order and has at most one send in flight; scenes are played in lanes; durable replies end
//! delivered or given up. Asked by the sessions, the Router and `app.rs`; asks ImageGen for cards and the Marker for marks.
//!
//! **Invariant:** a durable reply is marked only after Telegram accepted or finally refused it; nothing else is repeated
//! when it may have arrived.
//! **Absent:** no retries of durable replies beyond a day: they are given up with their reason, for the operator.

mod actor;
mod chats;
mod deliver;
mod drain;
mod figures;
mod freezing;
pub mod handing;
mod hearing;
mod intake;
pub mod keyboard;
mod lane;
pub mod messages;
mod outcome;
mod owed;
mod pace;
mod parcel;
pub mod port;
mod private;
mod refused;
mod restart;
mod room;
mod scene;
mod several;
pub mod signs;
mod told;
mod trouble;

pub use actor::Outbox;
