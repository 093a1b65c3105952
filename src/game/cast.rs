//! The cast: may it be, and what does it change. Called by the session, first without a price, then with the fill.
//!
//! **Invariant:** one piece of bait and the stake leave the player in the same change that opens the position; a refusal
//! changes nothing.

use jiff::Timestamp;

use super::{
    catalogue,
    change::{Account, Change},
    fair::Seed,
    levels,
    market::Tick,
    money::Cents,
    player::{Player, Position, PositionId},
    rules::{CAST_BAIT, SMALLEST_PURSE},
};

/// Why there is no cast.
#[derive(Copy, Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CastRefusal {
    /// The tin is empty.
    #[error("no bait left")]
    NoBait,
    /// One line at a time.
    #[error("a line is already out")]
    LineOut,
    /// Under $100.00 of cash.
    #[error("too little cash")]
    LightPurse {
        /// What there is.
        cash: Cents,
    },
}

/// What needs no price: decided before the first frame of the scene.
pub fn check_cast(player: &Player) -> Result<(), CastRefusal> {
    if player.open.is_some() {
        return Err(CastRefusal::LineOut);
    }
    if player.bait < CAST_BAIT {
        return Err(CastRefusal::NoBait);
    }
    if player.cash < SMALLEST_PURSE {
        return Err(CastRefusal::LightPurse { cash: player.cash });
    }
    Ok(())
}

/// Opens a position at the fill. The pond is the tick's pair: the one that was chosen when the cast was commanded, even if
/// the player has chosen another since.
pub fn decide_cast(
    player: &Player,
    chat_id: i64,
    tick: &Tick,
    id: PositionId,
    seed: Seed,
    now: Timestamp,
) -> Result<Change, CastRefusal> {
    check_cast(player)?;
    let stake = levels::stake(player.level).min(player.cash);
    let mut change = Change::of(player);
    change.moves(Account::Bait, Account::HouseBait, CAST_BAIT, None);
    change.moves(Account::Cash, Account::Position, stake.0, Some(id));
    change.opens = Some(Position {
        id,
        chat_id,
        pond: tick.pair,
        rod: player.rod,
        leverage: catalogue::rod(player.rod).leverage,
        stake,
        seed,
        opened_at: now,
        entry: tick.clone(),
    });
    Ok(change)
}
