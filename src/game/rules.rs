//! The numbers of the game: the configured ones in [`Rules`], the fixed ones as constants. Numbers of fish, ponds and rods
//! are in `catalogue`. Read by every decision; filled by `config`.
//!
//! **Invariant:** every number of GAME.md stands here, in `catalogue` or in `levels`, once.

use super::money::{Cents, PnlPercent};

/// The configured numbers.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    /// Pieces of bait in a newcomer's tin (`NEW_PLAYER_BAIT`).
    pub new_player_bait: i64,
    /// Seconds in which a hook that would move nothing is refused (`QUICK_HOOK_S`); 0 = off.
    pub quick_hook_s: i64,
}

/// The defaults of GAME.md.
impl Default for Rules {
    fn default() -> Rules {
        Rules { new_player_bait: 10, quick_hook_s: 60 }
    }
}

/// Cash of a newcomer: $10,000.00.
pub const NEW_PLAYER_CASH: Cents = Cents(1_000_000);
/// Pieces of bait a cast costs.
pub const CAST_BAIT: i64 = 1;
/// Under this much cash a cast is refused: $100.00.
pub const SMALLEST_PURSE: Cents = Cents(10_000);
/// Pieces of bait for each new level.
pub const LEVEL_BAIT: i64 = 3;
/// Pieces of bait on the first day in a row.
pub const DAILY_BAIT: i64 = 5;
/// And on any later day at the most.
pub const DAILY_BAIT_AT_MOST: i64 = 10;
/// A missed day is forgiven when the last forgiven one was so many days before it, or earlier.
pub const FORGIVEN_EVERY_DAYS: i64 = 7;
/// The envelope is for purses lighter than this: $500.00.
pub const ENVELOPE_BELOW: Cents = Cents(50_000);
/// What the envelope fills the purse up to: $1,000.00.
pub const ENVELOPE_UP_TO: Cents = Cents(100_000);
/// Hours from one envelope to the next.
pub const ENVELOPE_EVERY_H: i64 = 24;
/// A quick hook is one whose P&L is nearer to zero than this: 0.1 %.
pub const QUICK_HOOK_MOVE: PnlPercent = PnlPercent(1_000);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_are_those_of_the_rules() {
        assert_eq!(Rules::default(), Rules { new_player_bait: 10, quick_hook_s: 60 });
    }
}
