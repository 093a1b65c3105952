//! What benches feed to the pieces they measure.
//!
//! **Invariant:** nothing here decides anything; a sample is what the world could have sent.

pub mod card;
