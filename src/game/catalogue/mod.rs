//! The catalogue: ponds, rods and every fish, as tables. Read by the whole game and by `text` and `imagegen`.
//!
//! One file a rarity. Names and stories are not here: `text` has them by fish id.
//!
//! **Invariant:** any P&L from −100 % upward has at least 3 candidates at level 1 in any pond with any rod, and nearer to zero
//! than 0.5 % only trash and common bite (property tests below). An id once published is never used for another fish.

use std::fmt;

use super::{market::Pair, money::PnlPercent};

mod common;
mod epic;
mod legendary;
mod ponds;
mod published;
mod rare;
mod rods;
mod trash;

pub use ponds::{PONDS, Pond, pond};
pub use published::{digest, published};
pub use rods::{RODS, Rod, RodId, RodSide, UnknownRod, rod};

/// The catalogue's number, stored with each catch: add 1 whenever a fish, a range, a condition or a weight changes.
pub const CATALOGUE: i32 = 2;

/// What comes up when the line snapped. It has an entry of its own for its card and is never among the candidates.
pub const SNAPPED: FishId = FishId("snapped-line");

/// A fish's name among programs: kebab-case, at most 32 bytes.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FishId(pub &'static str);

/// How seldom a fish (or a rod) is, from the most frequent up.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Rarity {
    /// What others threw away.
    Trash,
    /// Everyday fish.
    Common,
    /// Worth a story.
    Rare,
    /// Worth a photograph.
    Epic,
    /// Nobody will believe it.
    Legendary,
}

/// One fish.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Fish {
    /// Its id.
    pub id: FishId,
    /// One emoji.
    pub emoji: &'static str,
    /// Its tier.
    pub rarity: Rarity,
    /// It bites from this P&L on.
    pub from: PnlPercent,
    /// It bites below this P&L, exclusive; `i64::MAX` for no bound.
    pub below: PnlPercent,
    /// It bites from this level on, at least 1.
    pub min_level: u32,
    /// It lives in this pond only.
    pub pond: Option<Pair>,
    /// It takes this side's rods only.
    pub rod: Option<RodSide>,
    /// What a painter is told, in English; [`Fish::painting`] adds the style.
    pub art_prompt: &'static str,
}

/// The one style of all pictures, put after a fish's own prompt.
pub const ART_STYLE: &str = "Storybook illustration in gouache and ink, one character in the centre on a calm dark-teal \
    underwater background, soft light from above, rich colours, clean silhouette readable at small size, square format, \
    no text, no letters, no numbers, no logos, no watermark.";

/// No upper bound, as a number of tenths of a percent.
const OPEN: i64 = i64::MAX;

impl Rarity {
    /// All, in order.
    pub const ALL: [Rarity; 5] = [Rarity::Trash, Rarity::Common, Rarity::Rare, Rarity::Epic, Rarity::Legendary];

    /// How often its tier is chosen among those that have candidates; per tier, not per fish.
    pub fn weight(self) -> u64 {
        match self {
            Rarity::Trash => 20,
            Rarity::Common => 16,
            Rarity::Rare => 8,
            Rarity::Epic => 3,
            Rarity::Legendary => 1,
        }
    }

    /// Experience for a catch of it.
    pub fn xp(self) -> i64 {
        match self {
            Rarity::Trash => 5,
            Rarity::Common => 10,
            Rarity::Rare => 25,
            Rarity::Epic => 60,
            Rarity::Legendary => 150,
        }
    }

    /// Its name among programs.
    pub fn as_str(self) -> &'static str {
        match self {
            Rarity::Trash => "trash",
            Rarity::Common => "common",
            Rarity::Rare => "rare",
            Rarity::Epic => "epic",
            Rarity::Legendary => "legendary",
        }
    }
}

impl Fish {
    /// A fish of every pond, rod and level. `from` and `below` (exclusive) in tenths of a percent: -1000 is −100 %.
    const fn new(
        rarity: Rarity,
        id: &'static str,
        emoji: &'static str,
        (from, below): (i64, i64),
        art_prompt: &'static str,
    ) -> Fish {
        let below = if below == OPEN { OPEN } else { below * 1_000 };
        Fish {
            id: FishId(id),
            emoji,
            rarity,
            from: PnlPercent(from * 1_000),
            below: PnlPercent(below),
            min_level: 1,
            pond: None,
            rod: None,
            art_prompt,
        }
    }

    /// The same, from this level on.
    const fn level(self, min_level: u32) -> Fish {
        Fish { min_level, ..self }
    }

    /// The same, in this pond only.
    const fn lives_in(self, pond: Pair) -> Fish {
        Fish { pond: Some(pond), ..self }
    }

    /// The same, on this side's rods only.
    const fn takes(self, rod: RodSide) -> Fish {
        Fish { rod: Some(rod), ..self }
    }

    /// Whether it can bite.
    pub fn bites(&self, pnl: PnlPercent, level: u32, pond: Pair, rod: RodSide) -> bool {
        self.from <= pnl
            && (pnl < self.below || self.below.0 == OPEN)
            && self.min_level <= level
            && self.pond.is_none_or(|only| only == pond)
            && self.rod.is_none_or(|only| only == rod)
    }

    /// The whole request for its picture: what is seen, and in which style.
    pub fn painting(&self) -> String {
        format!("{} {ART_STYLE}", self.art_prompt)
    }
}

impl fmt::Display for FishId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl fmt::Display for Rarity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The snapped line's entry.
static SNAPPED_LINE: Fish = Fish::new(
    Rarity::Trash,
    SNAPPED.0,
    "🪢",
    (-1000, -999),
    "A snapped fishing line curling sadly upward through dark water, its frayed end tied around a tiny drooping price arrow, \
     the lost hook sinking below with one last silver bubble.",
);

/// Every fish that can bite, in catalogue order: by rarity, then as its file has them.
pub fn all() -> impl Iterator<Item = &'static Fish> {
    [trash::FISH, common::FISH, rare::FISH, epic::FISH, legendary::FISH].into_iter().flatten()
}

/// The entry of an id, the snapped line's too.
pub fn find(id: &str) -> Option<&'static Fish> {
    all().chain([&SNAPPED_LINE]).find(|fish| fish.id.0 == id)
}

/// What can bite: the tiers that have any fish in order of rarity, each with its fish in catalogue order.
pub fn candidates(pnl: PnlPercent, level: u32, pond: Pair, rod: RodId) -> Vec<(Rarity, Vec<FishId>)> {
    let tier = |rarity| {
        let biting = all().filter(|fish| fish.rarity == rarity && fish.bites(pnl, level, pond, rod.side()));
        (rarity, biting.map(|fish| fish.id).collect::<Vec<_>>())
    };
    Rarity::ALL.into_iter().map(tier).filter(|(_, fish)| !fish.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;
    use sha2::{Digest, Sha256};

    use super::*;

    /// Nearer to zero than this only trash and common bite: 0.5 %.
    const CALM: i64 = 5_000;

    /// What bites changes only at the ends of a range: these and their neighbours stand for every P&L there is.
    fn telling_pnls() -> Vec<PnlPercent> {
        let ends = all().flat_map(|fish| [fish.from.0, fish.below.0.min(i64::MAX - 1)]);
        let around = ends.chain([0, CALM, -CALM]).flat_map(|end| [end - 1, end, end + 1]);
        around.filter(|pnl| *pnl >= PnlPercent::TOTAL_LOSS.0).map(PnlPercent).collect()
    }

    fn check(pnl: PnlPercent, level: u32, pond: Pair, rod: RodId) {
        let offered = candidates(pnl, level, pond, rod);
        let count: usize = offered.iter().map(|(_, fish)| fish.len()).sum();
        assert!(count >= 3, "{pnl:?} {level} {pond} {rod}: {offered:?}");
        assert!(offered.is_sorted_by_key(|(rarity, _)| *rarity) && offered.iter().all(|(_, fish)| !fish.is_empty()));
        if pnl.0.abs() < CALM {
            assert!(offered.iter().all(|(rarity, _)| *rarity <= Rarity::Common), "{pnl:?}: {offered:?}");
        }
    }

    #[test]
    fn at_least_three_bite_everywhere_at_level_one() {
        for pnl in telling_pnls() {
            for pond in Pair::ALL {
                for rod in RodId::ALL {
                    check(pnl, 1, pond, rod);
                }
            }
        }
    }

    proptest! {
        #[test]
        fn at_least_three_bite_at_any_level(
            pnl in prop_oneof![-1_000_000..100_000_i64, -20_000..20_000_i64, -1_000_000..i64::MAX],
            level in 1..100_u32, pond in 0..8_usize, rod in 0..8_usize,
        ) {
            check(PnlPercent(pnl), level, Pair::ALL[pond], RodId::ALL[rod]);
        }
    }

    #[test]
    fn ids_are_short_kebab_case_and_each_is_one_fish() {
        let ids: HashSet<&str> = all().map(|fish| fish.id.0).collect();
        assert_eq!(ids.len(), all().count());
        assert!(ids.len() >= 120 && !ids.contains(SNAPPED.0));
        for id in ids {
            assert!(id.len() <= 32 && id.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{id}");
            assert_eq!(find(id).map(|fish| fish.id.0), Some(id));
        }
        assert_eq!(find("old-boot"), None);
    }

    #[test]
    fn every_fish_can_be_caught_and_painted() {
        for fish in all() {
            assert!(fish.from < fish.below && fish.from >= PnlPercent::TOTAL_LOSS, "{}", fish.id);
            assert!(fish.min_level >= fish.pond.map_or(1, |pair| pond(pair).level));
            assert!(fish.art_prompt.len() > 80 && !fish.emoji.is_empty(), "{}", fish.id);
            assert!(fish.painting().ends_with("no watermark."));
        }
        let kinds = Rarity::ALL.map(|rarity| all().filter(|fish| fish.rarity == rarity).count());
        assert!(kinds.iter().zip([30, 40, 28, 14, 8]).all(|(kinds, wanted)| *kinds >= wanted), "{kinds:?}");
        for pair in Pair::ALL {
            assert!(all().any(|fish| fish.pond == Some(pair)), "no fish lives in {pair} alone");
        }
        for side in [RodSide::Long, RodSide::Short] {
            assert!(all().any(|fish| fish.rod == Some(side)), "no fish takes {side:?} rods alone");
        }
    }

    #[test]
    fn a_good_catch_is_spared_the_trash_and_the_best_are_for_good_catches_or_great_losses() {
        for fish in all() {
            match fish.rarity {
                Rarity::Trash => assert!(fish.below.0 <= 50_000, "{}", fish.id),
                Rarity::Common => assert_eq!((fish.min_level, fish.pond, fish.rod), (1, None, None), "{}", fish.id),
                _ => assert!(fish.from.0 >= CALM || fish.below.0 <= 1 - CALM, "{}", fish.id),
            }
        }
    }

    #[test]
    fn the_snapped_line_has_a_card_but_never_bites() {
        let snapped = find("snapped-line").unwrap();
        assert_eq!((snapped.id, snapped.rarity.xp()), (SNAPPED, 5));
        let offered = candidates(PnlPercent::TOTAL_LOSS, 99, Pair::EthUsd, RodId::Long40);
        assert!(offered.iter().all(|(_, fish)| !fish.contains(&SNAPPED)));
    }

    /// A catch stores the catalogue's number. When this fails, add 1 to [`CATALOGUE`] and write the new digest here.
    #[test]
    fn the_number_stands_for_exactly_these_fish() {
        let mut digest = Sha256::new();
        for fish in all() {
            let Fish { id, rarity, from, below, min_level, pond, rod, .. } = fish;
            let weight = rarity.weight();
            digest.update(format!("{id} {rarity} {weight} {from:?} {below:?} {min_level} {pond:?} {rod:?}\n"));
        }
        let hex: String = digest.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        assert_eq!((CATALOGUE, hex.as_str()), (2, "bd169904e9cf9654"));
    }
}
