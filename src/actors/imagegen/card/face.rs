//! What stands on a card, as the caller says it.
//!
//! **Invariant:** texts are plain (no HTML, no emoji: a character that the font lacks is left out); of an angler's name, which may
//! be in any script, either every letter is written or none.

use std::sync::Arc;

use super::path::PathPoint;
use crate::game::{
    catalogue::{FishId, Rarity},
    market::Pair,
};

/// A fish as it is shown to everyone who speaks one language.
#[derive(Clone, Debug)]
pub struct FishFace {
    /// Whose card: chooses the built-in drawing.
    pub fish: FishId,
    /// Chooses frame, water and the number of pips.
    pub rarity: Rarity,
    /// Its name; shrinks to fit, then is cut.
    pub name: String,
    /// The rarity in words.
    pub rarity_word: String,
    /// Painted art as the service sent it (PNG, JPEG or WebP), or `None` for the built-in drawing.
    pub art: Option<Arc<[u8]>>,
}

/// Who caught it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Angler {
    /// His name in any script, or nothing; what the font lacks of its signs is left out.
    pub name: String,
    /// Who he is where the font cannot write his name: a part of a name would be another one.
    pub somebody: String,
}

/// What one catch adds to it.
#[derive(Clone, Debug)]
pub struct CatchFacts {
    /// Whose it is, where others see it too.
    pub angler: Option<Angler>,
    /// The P&L with its sign, `+12.34 %`.
    pub percent_text: String,
    /// The P&L in dollars with its sign, `+$123.40`.
    pub dollars_text: String,
    /// True for a profit or zero: arrow and colour.
    pub up: bool,
    /// Its water is behind the catch.
    pub pond: Pair,
    /// The pond in words.
    pub pond_text: String,
    /// The rod, `Long ×2`.
    pub rod_text: String,
    /// The time in the water, `3 h 25 min`.
    pub time_text: String,
    /// Recorded prices from the cast's fill to the hook's, in order.
    pub path: Vec<PathPoint>,
}
