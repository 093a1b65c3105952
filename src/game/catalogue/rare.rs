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
    rare(
        "sandwich-attack-sardine",
        "🥪",
        (8, 60),
        "A smug sardine lying between two enormous slices of bread, but it is holding the bread itself, squeezing a \
         startled smaller fish in the middle, mustard dripping.",
    ),
    rare(
        "yield-farming-gar",
        "👨\u{200d}🌾",
        (12, 140),
        "A long-nosed gar in a straw hat and dungarees with a pitchfork, standing in neat rows of coin plants, one giant \
         turnip-like coin just pulled and already wilting.",
    ),
    rare(
        "flash-loan-flying-fish",
        "💸",
        (20, 110),
        "A flying fish in mid-leap with banknotes for wings, borrowed crown sliding off, a stopwatch in its fin and a \
         pawnbroker pelican waiting with open beak right where it will land.",
    ),
    rare(
        "hard-fork-hammerhead",
        "🔱",
        (15, 180),
        "A hammerhead shark whose body splits halfway into two identical sharks back to back, each pointing accusingly at \
         the other, a broken signpost between them.",
    ),
    rare(
        "multisig-octopus",
        "🐙",
        (10, 70),
        "A patient octopus before a great brass vault door with five keyholes, a key in each of five arms, the other three \
         arms playing cards, one key obviously missing.",
    ),
    rare(
        "peer-reviewed-turtle",
        "🐢",
        (10, OPEN),
        "A venerable sea turtle whose shell is shelved with books, spectacles on its nose, slowly stamping a sheaf of \
         papers with one flipper while cobwebs of seaweed join it to its desk.",
    )
    .lives_in(Pair::AdaUsd)
    .level(4),
    rare(
        "avalanche-char",
        "🏔\u{fe0f}",
        (15, OPEN),
        "An arctic char with an orange belly riding a huge rolling snowball underwater, ski goggles, bobble hat and a \
         flying scarf, smaller fish with tiny skis fleeing ahead.",
    )
    .lives_in(Pair::AvaxUsd)
    .level(6),
    rare(
        "polka-dot-grunt",
        "⚪",
        (12, OPEN),
        "A round grunt with big pink polka dots, squeezed into one slot of a rack of glass tubes joined by a central ring, \
         auction paddle in its fin, dots rearranging themselves.",
    )
    .lives_in(Pair::DotUsd)
    .level(8),
    rare(
        "renamed-boxfish",
        "📦",
        (10, OPEN),
        "A cheerful purple boxfish built of flat triangles like a paper polyhedron, an old name badge crossed out and a new \
         one pinned beside it, moving boxes on a hand truck behind.",
    )
    .lives_in(Pair::PolUsd)
    .level(5),
    rare(
        "missing-link-lungfish",
        "🔗",
        (12, OPEN),
        "An ancient lungfish walking on stubby fins along a chain whose middle ring is missing, holding both loose ends \
         together with its mouth and looking very reliable.",
    )
    .lives_in(Pair::LinkUsd)
    .level(7),
    rare(
        "trailing-stop-stingray",
        "🪁",
        (25, 220),
        "A broad stingray gliding upwards like a kite, its long barbed tail dragging a little wooden stop sign on a string \
         that climbs a step behind it.",
    ),
    rare(
        "liquidity-pool-lobster",
        "🦞",
        (6, 90),
        "A sunburnt lobster lounging in an inflatable paddling pool that stands absurdly at the bottom of the sea, two \
         kinds of coins floating in it, one side slowly sagging.",
    ),
    rare(
        "contrarian-salmon",
        "🙃",
        (15, OPEN),
        "A stern silver salmon swimming straight down a waterfall while all the others leap up, a knapsack on a stick, \
         reading glasses and a newspaper held upside down.",
    )
    .takes(RodSide::Short),
    rare(
        "breakout-trout",
        "🎉",
        (20, OPEN),
        "A speckled trout bursting through a ceiling of planks into bright water, splinters flying, a striped prisoner's \
         cap on its head and half of a ball and chain behind.",
    )
    .takes(RodSide::Long),
    rare(
        "mempool-catfish",
        "🎟\u{fe0f}",
        (5, 45),
        "A whiskered catfish on a wooden waiting-room bench with a numbered queue ticket in its fin, cobwebs on its \
         whiskers, a brass counter far away still showing a very small number.",
    ),
    rare(
        "capitulation-cuttlefish",
        "🏳\u{fe0f}",
        (-1000, -60),
        "A cuttlefish waving a white handkerchief from behind a cloud of its own ink, a suitcase spilling coins, at the \
         exact moment when the sun comes out above it.",
    ),
    rare(
        "falling-knife-juggler",
        "🔪",
        (-800, -30),
        "A nimble hermit crab on a unicycle juggling a cascade of falling kitchen knives with four claws, plasters on all \
         of them, looking up with professional delight.",
    ),
];
