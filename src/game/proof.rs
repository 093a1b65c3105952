//! All that is stored of a closed position and its catch: what `/verify` lays open. Read by the database, shown by `text`.
//!
//! **Invariant:** a proof exists only of a closed position: its seed is a secret until then.
//!
//! **Absent:** no judgement here: whoever reads the proof recomputes it with nothing of ours (`scripts/verify`).

use jiff::Timestamp;

use super::{
    catalogue::{Rarity, SNAPPED},
    fair::{self, Draw},
    market::{Quote, Tick},
    money::{Cents, PnlPercent},
    player::Position,
};

/// A closed position as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// The position as it was opened, with its entry.
    pub position: Position,
    /// SHA-256 of its seed, as it was shown before the cast.
    pub commitment: [u8; 32],
    /// How the entry was waited for.
    pub entry_given: Given,
    /// The fill at which it closed.
    pub exit: Tick,
    /// How the exit was waited for.
    pub exit_given: Given,
    /// P&L in percent.
    pub percent: PnlPercent,
    /// P&L in cents.
    pub cents: Cents,
    /// The fish's id; the catalogue may have moved on.
    pub fish: String,
    /// HMAC-SHA256 of the seed over the text of the position's draw rule.
    pub roll: [u8; 32],
    /// The catalogue's number at the time.
    pub catalogue: i32,
    /// What could have bitten, as it was offered; empty when the line snapped.
    pub candidates: Vec<(Rarity, Vec<String>)>,
    /// What is stored of the offer besides; `None`: it closed before such things were kept.
    pub offer: Option<Offer>,
}

/// When a fill was asked for, and what was passed over until it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// The command's time: every fill is of a round begun after it.
    pub commanded_at: Timestamp,
    /// The rounds that were no fill, as [`Passed::lines`](super::market::Passed::lines) wrote them; `None`: not kept then.
    pub passed: Option<Vec<String>>,
}

/// What decided who was near, besides P&L, pond and rod.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The player's level at the hook.
    pub level: u32,
    /// The weight of each tier of the candidates, in their order.
    pub weights: Vec<i32>,
    /// SHA-256 of the published catalogue.
    pub catalogue: [u8; 32],
}

impl Proof {
    /// The line snapped: nothing was drawn.
    pub fn snapped(&self) -> bool {
        self.fish == SNAPPED.0
    }

    /// How the roll chose.
    pub fn draw(&self) -> Option<Draw> {
        fair::draw(&self.roll, &self.candidates)
    }
}

/// How old a quote was when its round began, in milliseconds; below zero for a source whose clock is ahead.
pub fn age_ms(quote: &Quote, round_at: Timestamp) -> i64 {
    i64::try_from(round_at.duration_since(quote.at).as_millis()).unwrap_or(i64::MAX)
}
