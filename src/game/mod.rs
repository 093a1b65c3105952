//! game.
pub mod market;
