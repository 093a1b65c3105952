//! Epic fish: worth a photograph. Ranges in tenths of a percent.
//!
//! **Invariant:** none bites nearer to zero than 0.5 %.

use super::{Fish, OPEN, Rarity, RodSide};
use crate::game::market::Pair;

const fn epic(id: &'static str, emoji: &'static str, range: (i64, i64), art_prompt: &'static str) -> Fish {
    Fish::new(Rarity::Epic, id, emoji, range, art_prompt)
}

/// In catalogue order.
pub(super) static FISH: &[Fish] = &[
    epic(
        "dark-pool-devilfish",
        "😈",
        (30, 200),
        "A velvet-black devilfish with glowing violet eyes and a silk opera mask, half dissolved into the darkness of a hidden \
         pool, passing a sealed envelope to a shadow.",
    ),
    epic(
        "to-the-moonfish",
        "🌕",
        (60, OPEN),
        "A huge round silver moonfish with craters across its side and a tiny flag planted on top, bursting out of the water \
         on a plume of foam toward a smiling full moon.",
    ),
    epic(
        "proof-of-steak-swordfish",
        "🥩",
        (40, OPEN),
        "A proud swordfish in a chef's hat with a perfectly grilled steak on its sword, presenting it like a royal seal, a \
         crystal octahedron glinting on its apron.",
    )
    .lives_in(Pair::EthUsd),
    epic(
        "orange-pill-angler",
        "🟠",
        (40, OPEN),
        "A deep-sea anglerfish whose lure is a softly glowing orange capsule, hypnotised little fish drifting toward it in a \
         spiral, an all-knowing patient smile full of needle teeth.",
    )
    .lives_in(Pair::BtcUsd)
    .level(2),
    epic(
        "oracle-oarfish",
        "🔮",
        (40, OPEN),
        "An endless ribbon-like silver oarfish linked into shining chain rings, wearing a fortune teller's shawl, coiled around \
         a crystal ball in which tomorrow's waves are already moving.",
    )
    .lives_in(Pair::LinkUsd)
    .level(7),
    epic(
        "levered-leviathan",
        "🐉",
        (100, OPEN),
        "A colossal sea dragon lifted on one end of an enormous wooden seesaw by a single tiny shrimp sitting on the far end, \
         storm clouds of bubbles, awe and comedy.",
    )
    .level(3),
    epic(
        "flash-crash-marlin",
        "⚡",
        (-1000, -150),
        "A marlin made of jagged white lightning plunging straight down through the dark like a falling chart, the water split \
         open in its wake, shattered red glass frozen in the air.",
    ),
    epic(
        "black-swan-gulper",
        "🦢",
        (-1000, -100),
        "A gulper eel with the elegant neck and folded wings of a black swan, gliding out of darkness with a mouth wide \
         enough for a whole fleet, one white feather drifting down.",
    ),
    epic(
        "order-book-kraken",
        "🐙",
        (50, OPEN),
        "A colossal kraken with green tentacles rising on the left and red ones on the right, each gripping a stack of \
         wooden price boards, one calm golden eye in the gap between them.",
    ),
    epic(
        "zero-knowledge-ghostfish",
        "👻",
        (40, 350),
        "A nearly invisible glass-clear ghostfish of thin glowing outlines holding up an ornate certificate, the bench it \
         sits on clearly dented, a stunned notary crab beside it.",
    ),
    epic(
        "perpetual-seahorse",
        "🎠",
        (35, OPEN),
        "A proud painted seahorse on a golden merry-go-round pole with a swirl of lights, its tail hooked round an \
         hourglass that refills itself, a tiny conductor collecting a fare every few hours.",
    ),
    epic(
        "vesting-vampire-squid",
        "🧛",
        (60, OPEN),
        "A velvety red vampire squid in a high-collared cape sleeping upside down in a treasure chest with many tiny locks, \
         a calendar on the wall, one lock just clicked open by moonlight.",
    ),
    epic(
        "restarted-sunfish",
        "☀\u{fe0f}",
        (40, OPEN),
        "A gigantic round ocean sunfish blazing like a small sun, a big brass power switch on its side being flipped back \
         on by a team of tiny divers, sparks and rainbow rays pouring out.",
    )
    .lives_in(Pair::SolUsd)
    .level(3),
    epic(
        "short-seller-sawfish",
        "🪚",
        (60, OPEN),
        "A grim sawfish in a hard-wearing apron sawing through the wooden pillar under a glittering ballroom reef, sawdust \
         drifting, guests dancing above, a research paper in its pocket.",
    )
    .takes(RodSide::Short),
];
