//! Rare fish: worth a story. Ranges in tenths of a percent.
//!
//! **Invariant:** none bites nearer to zero than 0.5 %.

use super::{Fish, OPEN, Rarity, RodSide};
use crate::game::market::Pair;

const fn rare(id: &'static str, emoji: &'static str, range: (i64, i64), art_prompt: &'static str) -> Fish {
    Fish::new(Rarity::Rare, id, emoji, range, art_prompt)
}

/// In catalogue order.
pub(super) static FISH: &[Fish] = &[
    rare(
        "arbitrage-archerfish",
        "🏹",
        (5, 30),
        "A sly archerfish with a green hood sitting exactly between two market stalls, spitting a thin arc of water from one \
         price board to the other and catching the falling silver drops in its hat.",
    ),
    rare(
        "stable-starfish",
        "⭐",
        (5, 20),
        "A golden starfish balancing on one arm on top of a wobbling tower of coins, perfectly calm, a spirit level in one hand \
         with its bubble dead centre.",
    ),
    rare(
        "airdrop-ray",
        "🪂",
        (10, 80),
        "A broad manta ray gliding overhead like an aeroplane, releasing dozens of tiny gift parcels on jellyfish parachutes, \
         small fish below stretching out their fins.",
    ),
    rare(
        "whale-watching-seal",
        "🦭",
        (20, 150),
        "A curious seal with brass binoculars and a notebook hiding behind a rock, in the lenses the reflection of an enormous \
         dark whale's eye looking straight back.",
    ),
    rare(
        "short-squeeze-squid",
        "🦑",
        (30, 250),
        "A muscular crimson squid wringing a wet towel shaped like a downward arrow with all ten arms, golden drops squirting \
         out, a fierce grin.",
    ),
    rare(
        "meme-koi",
        "🎏",
        (50, OPEN),
        "A white and orange koi making an absurdly expressive sideways smirk straight at the viewer, its spots forming \
         laughing faces, a tiny party hat between its whiskers.",
    ),
    rare(
        "bull-run-shark",
        "🦈",
        (15, OPEN),
        "A mighty shark with a bull's curved horns and a brass nose ring charging forward, hooves of foam kicked up behind it, \
         a red cape fluttering past its fin.",
    )
    .takes(RodSide::Long),
    rare(
        "bearacuda",
        "🐻",
        (15, OPEN),
        "A long barracuda with shaggy brown bear fur, round ears and huge paws, swiping downward through a school of green \
         sparks, honey dripping from its toothy jaw.",
    )
    .takes(RodSide::Short),
    rare(
        "solar-flare-snapper",
        "🌞",
        (15, OPEN),
        "A blazing golden snapper with a corona of sun rays for fins, so fast that it leaves three ghost images, boiling bubbles \
         streaming from its tail.",
    )
    .lives_in(Pair::SolUsd)
    .level(3),
    rare(
        "bear-trap-pike",
        "🪤",
        (-1000, -50),
        "A battered old pike whose jaw is a rusty iron trap, one eye patched, scars along its flank, grinning because it has \
         bitten its way out of worse.",
    ),
    rare(
        "diamond-claw-crab",
        "💎",
        (-400, -20),
        "A crab with claws of clear cut diamond gripping a cracked red coral branch that is about to break, rainbow reflections \
         on its stoic face, chips of coral falling around it.",
    )
    .level(2),
];
