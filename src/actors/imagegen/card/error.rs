//! How making a card can fail, named by what the caller can do about it.
//!
//! Returned by [`super::Painter`] to ImageGen, which logs it once and sends the caption alone or asks again without the art.
//!
//! **Invariant:** no message contains bytes of a picture.

/// A card that could not be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CardError {
    /// The painted art is not usable: make the card again with `art: None`, and never store these bytes.
    #[error("the art cannot be used: {0}")]
    Art(ArtFault),
    /// Our own drawing failed: a bug, not the world's fault; the caption goes out alone.
    #[error("the card could not be drawn: {0}")]
    Drawing(String),
}

/// What is wrong with a painted picture.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ArtFault {
    /// More bytes than [`super::ART_MAX_BYTES`].
    #[error("{0} bytes")]
    TooHeavy(usize),
    /// A side is zero or longer than [`super::ART_MAX_SIDE`] pixels, by its header.
    #[error("{width} x {height} pixels")]
    Sides {
        /// Pixels across.
        width: u32,
        /// Pixels down.
        height: u32,
    },
    /// The header is not that of a PNG, JPEG or WebP.
    #[error("neither PNG nor JPEG nor WebP")]
    Format,
    /// The header was fine and the rest was not.
    #[error("broken: {0}")]
    Broken(String),
}
