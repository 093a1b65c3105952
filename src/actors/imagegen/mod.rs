//! TelegramPoller.
pub mod port;
