//! Choosing a pond and equipping a rod. Called by the session for `/ponds` and `/rods` and their buttons.
//!
//! **Invariant:** a choice moves neither bait nor cash and never touches the line in the water: a position keeps the pond and
//! rod it was cast with.

use super::{
    catalogue::{self, RodId},
    change::Change,
    market::Pair,
    money::Cents,
    player::Player,
};

/// Why a pond is not chosen.
#[derive(Copy, Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PondRefusal {
    /// It opens later.
    #[error("{pair} opens at level {needs}")]
    LevelTooLow {
        /// The pond.
        pair: Pair,
        /// Its level.
        needs: u32,
    },
    /// There is no such pond (a forged or ancient button).
    #[error("no such pond")]
    Unknown,
}

/// Why a rod is not equipped.
#[derive(Copy, Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RodRefusal {
    /// It belongs to the shop.
    #[error("{rod} is not owned")]
    NotOwned {
        /// The rod.
        rod: RodId,
        /// What it costs.
        price: Cents,
    },
    /// There is no such rod (a forged or ancient button).
    #[error("no such rod")]
    Unknown,
}

/// Chooses where the next cast goes.
pub fn choose_pond(player: &Player, pair: Pair) -> Result<Change, PondRefusal> {
    let needs = catalogue::pond(pair).level;
    if player.level < needs {
        return Err(PondRefusal::LevelTooLow { pair, needs });
    }
    Ok(Change { pond: pair, ..Change::of(player) })
}

/// Takes another rod in hand for the next cast. Until there is a shop a player owns exactly the rods that are free.
pub fn equip_rod(player: &Player, rod: RodId) -> Result<Change, RodRefusal> {
    let price = catalogue::rod(rod).price;
    if price > Cents(0) {
        return Err(RodRefusal::NotOwned { rod, price });
    }
    Ok(Change { rod, ..Change::of(player) })
}
