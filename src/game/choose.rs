//! Choosing a pond, a rod, a language. Called by the session for `/ponds`, `/rods`, `/language` and their buttons.
//!
//! **Invariant:** a choice moves neither bait nor cash and never touches the line in the water: a position keeps the pond and
//! rod it was cast with.

use super::{
    catalogue::{self, RodId},
    change::Change,
    lang::Lang,
    market::Pair,
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
    /// It hangs in the shop.
    #[error("{rod} is not owned")]
    NotOwned {
        /// The rod.
        rod: RodId,
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

/// Chooses the language he is answered in, whatever Telegram tells.
pub fn choose_language(player: &Player, lang: Lang) -> Change {
    let mut change = Change::of(player);
    let profile = change.profile_of(player);
    (profile.lang, profile.lang_chosen) = (lang, true);
    change
}

/// Takes another rod in hand for the next cast.
pub fn equip_rod(player: &Player, rod: RodId) -> Result<Change, RodRefusal> {
    if !player.profile.rods.has(rod) {
        return Err(RodRefusal::NotOwned { rod });
    }
    Ok(Change { rod, ..Change::of(player) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::game::samples::{player, position};

    #[test]
    fn a_pond_opens_at_its_level_and_not_before() {
        for pair in Pair::ALL {
            let needs = catalogue::pond(pair).level;
            for level in 1..=9 {
                let mut player = player(3, 50_000, 0);
                player.level = level;
                let chosen = choose_pond(&player, pair);
                if level < needs {
                    assert_eq!(chosen, Err(PondRefusal::LevelTooLow { pair, needs }));
                } else {
                    assert_eq!(chosen, Ok(Change { pond: pair, ..Change::of(&player) }));
                }
            }
        }
    }

    #[test]
    fn only_owned_rods_are_equipped() {
        let mut player = player(3, 50_000, 0);
        player.profile.rods = player.profile.rods.with(RodId::Short40);
        for rod in RodId::ALL {
            let equipped = equip_rod(&player, rod).map(|change| change.rod);
            let owned = player.profile.rods.has(rod);
            assert_eq!(equipped, if owned { Ok(rod) } else { Err(RodRefusal::NotOwned { rod }) });
        }
    }

    #[test]
    fn a_chosen_language_stays_chosen() {
        let mut player = player(3, 50_000, 0);
        for lang in [Lang::Ru, Lang::En] {
            player.apply(&choose_language(&player, lang));
            assert_eq!((player.profile.lang, player.profile.lang_chosen), (lang, true));
        }
    }

    #[test]
    fn a_choice_leaves_the_line_in_the_water_alone() {
        let mut player = player(3, 50_000, 100);
        player.open = Some(position(RodId::Long20, 20, "2500"));
        let mut after = player.clone();
        after.apply(&equip_rod(&player, RodId::Short20).unwrap());
        after.apply(&choose_pond(&after.clone(), Pair::BtcUsd).unwrap());
        assert_eq!((after.rod, after.pond, after.version), (RodId::Short20, Pair::BtcUsd, 9));
        assert_eq!((after.open, after.bait, after.cash), (player.open, player.bait, player.cash));
    }
}
