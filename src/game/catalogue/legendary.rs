//! Legendary fish: nobody will believe it. Ranges in tenths of a percent.
//!
//! **Invariant:** none bites nearer to zero than 0.5 %.

use super::{Fish, OPEN, Rarity};
use crate::game::market::Pair;

const fn legendary(id: &'static str, emoji: &'static str, range: (i64, i64), art_prompt: &'static str) -> Fish {
    Fish::new(Rarity::Legendary, id, emoji, range, art_prompt)
}

/// In catalogue order.
pub(super) static FISH: &[Fish] = &[
    legendary(
        "genesis-whale",
        "🐋",
        (100, OPEN),
        "An ancient blue whale as large as a cathedral, its skin inscribed with glowing constellations and the very first block \
         of a chain of light resting on its brow, a small fishing boat hanging above like a toy.",
    ),
    legendary(
        "anonymous-founder-nautilus",
        "🐚",
        (60, OPEN),
        "A majestic nautilus with a spiral shell of polished orange gold, face hidden behind a plain white mask, a quill in one \
         tentacle and a finger to its lips with another, vanishing into the mist.",
    )
    .lives_in(Pair::BtcUsd)
    .level(2),
    legendary(
        "golden-parachute-jelly",
        "🏆",
        (150, OPEN),
        "A radiant golden jellyfish drifting down like a silk parachute, its trailing arms strung with medals, pearls and tiny \
         champagne glasses, serenely above a chaos of storm-tossed boats.",
    )
    .level(4),
    legendary(
        "last-cent-coelacanth",
        "🪙",
        (-1000, -400),
        "A primeval coelacanth with scales of hammered old coins from a hundred fallen empires, one single bright cent held \
         gently between its teeth, eyes that have watched every crash and are kind about it.",
    ),
    legendary(
        "pizza-day-ray",
        "🍕",
        (80, OPEN),
        "A majestic manta ray whose whole back is a glowing round pizza with orange-gold slices, strings of molten cheese \
         trailing like comet tails, a humble delivery cap, reverent fish below.",
    )
    .lives_in(Pair::BtcUsd)
    .level(2),
    legendary(
        "halving-dragon",
        "🐲",
        (120, OPEN),
        "A serpentine golden sea dragon coiled around a giant stone hourglass, its body cleanly divided into glowing halves \
         and quarters toward the tail, each smaller and brighter than the last.",
    ),
    legendary(
        "white-hat-orca",
        "🎩",
        (150, OPEN),
        "A noble orca in a gleaming white top hat bowing from a moonlit wave and handing back an enormous sack of treasure \
         to astonished villagers in rowing boats, a neat ribbon and a note on it.",
    )
    .level(3),
    legendary(
        "phoenix-carp",
        "🔥",
        (-1000, -300),
        "A blazing carp rising from a heap of grey ash and burnt price tags on the pond floor, fins of flame in gold and \
         crimson, a small scorched straw hat saved from the fire held tenderly.",
    ),
];
