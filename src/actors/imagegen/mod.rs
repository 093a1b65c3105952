//! TelegramPoller.
pub mod card;
pub mod port;
