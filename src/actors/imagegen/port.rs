//! What ImageGen asks of the image service.
//!
//! Implemented by `transports::images`; called by ImageGen, which owns the queue, the three places in flight and the retries.
//!
//! **Invariant:** what comes back has passed the size and format limits by its header; it has not been decoded.

use std::{rc::Rc, sync::Arc};

use futures_util::future::LocalBoxFuture;

/// A picture to send: either known to Telegram already or uploaded with the call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Photo {
    /// Telegram's `file_id` of an earlier upload by the same bot.
    FileId(String),
    /// A PNG, uploaded by multipart.
    Png(Arc<[u8]>),
}

/// How painting can fail.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum PaintError {
    /// The service will never paint this prompt (403 moderation).
    #[error("the service refuses this prompt: {0}")]
    Refused(String),
    /// 401 or 402: the key is wrong or has no credit; trying again soon is pointless.
    #[error("the key is not accepted or has no credit: {0}")]
    NoCredit(String),
    /// 408, 429, 5xx, a timeout, a dropped connection.
    #[error("the service is busy or down: {reason}")]
    Down {
        /// What happened.
        reason: String,
        /// Seconds, from `Retry-After`.
        retry_after_s: Option<u64>,
    },
    /// 200 without a picture (text only, or an error inside).
    #[error("an answer without a picture: {0}")]
    NoPicture(String),
    /// A picture outside the limits: too large, not PNG, JPEG or WebP, or behind an address we do not fetch.
    #[error("a picture that cannot be used: {0}")]
    Unfit(String),
}

/// The door to the image service.
pub trait ArtService {
    /// Asks for one picture. Minutes are normal; bounded by a deadline of its own (5 min).
    fn paint(&self, prompt: String) -> LocalBoxFuture<'_, Result<Vec<u8>, PaintError>>;
    /// True when the service accepts the key (used by `angler check`; paints nothing).
    fn check_key(&self) -> LocalBoxFuture<'_, Result<(), PaintError>>;
}

/// Builds an [`ArtService`] inside the arbiter that will use it.
pub type MakeArtService = Arc<dyn Fn() -> Rc<dyn ArtService> + Send + Sync>;
