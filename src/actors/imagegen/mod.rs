//! ImageGen: cards, and the paintings that some of them show.
//!
//! Asked by the Outbox when it sends a catch; asks the DbActor. See DESIGN.md "Pictures".
//!
//! **Invariant:** at most three paintings are in flight, each fish is painted once, and no catch waits for any of them.

mod actor;
pub mod card;
pub mod messages;
pub mod port;

pub use actor::{ImageGen, ImageGenSettings};
