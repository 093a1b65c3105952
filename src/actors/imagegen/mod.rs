//! ImageGen: cards, and the paintings that some of them show.
//!
//! Asked by the Outbox when it sends a catch; asks the DbActor. See DESIGN.md "Pictures". `composing` is the way of a card,
//! `painting` that of a painting; `bench`, `shelf`, `known`, `gallery` and `words` are the pure parts that they use.
//!
//! **Invariant:** at most three paintings are in flight, each fish is painted once, and no catch waits for any of them.

mod actor;
mod bench;
mod books;
pub mod card;
mod composing;
mod easel;
mod gallery;
mod known;
mod limits;
pub mod messages;
mod painting;
pub mod port;
mod shelf;
#[cfg(test)]
mod tests;
mod words;

pub use actor::{ImageGen, ImageGenSettings};
pub use known::{STYLE, painted_look};
pub use words::{face, stated};
