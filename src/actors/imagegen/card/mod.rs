//! Cards: the pictures of catches, 512 × 512 PNGs of at most 256 colours.
//!
//! Pure: bytes and words in, bytes out; used by ImageGen from blocking threads. A [`Painter`] reads the shipped font once and keeps
//! the bases that it drew; a personal card is a copy of a base over its pond's water, with a strip of facts laid over it.
//!
//! **Invariant:** no card is larger than [`MAX_BYTES`], whatever its art, names, numbers and path are; nothing is read from disk or
//! net; words come as plain strings and never become markup. Money stays in strings and decimals.
//! **Absent:** knowledge of languages and of P&L: `text` says what stands on a card.

mod art;
mod base;
mod brush;
mod cache;
mod colours;
mod cut;
mod error;
mod face;
mod facts;
mod frame;
mod glyphs;
mod indexed;
mod painter;
mod path;
mod photo;
mod sheet;
mod water;

pub use error::{ArtFault, CardError};
pub use face::{Angler, CatchFacts, FishFace};
pub use painter::{Painter, check_art};
pub use path::{MAX_POINTS, PathPoint};
pub use photo::{ART_MAX_BYTES, ART_MAX_SIDE};
pub use sheet::contact_sheet;

/// The largest card, in bytes (DESIGN.md "Pictures").
pub const MAX_BYTES: usize = 90_000;

#[cfg(test)]
mod tests;
