//! ImageGen: cards, and the paintings that some of them show.
//!
//! Asked by the Outbox when it sends a catch; asks the DbActor. See DESIGN.md "Pictures".
//!
//! **Invariant:** at most three paintings are in flight, each fish is painted once, and no catch waits for any of them.

pub mod messages;
pub mod port;
mod actor;
pub use actor::ImageGen;
