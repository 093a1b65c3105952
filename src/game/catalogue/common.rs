//! Common fish: they live at every P&L and are the floor of the coverage rule. Ranges in tenths of a percent.
//!
//! **Invariant:** all of them bite at level 1, in every pond, on every rod.

use super::{Fish, OPEN, Rarity};

const fn common(id: &'static str, emoji: &'static str, range: (i64, i64), art_prompt: &'static str) -> Fish {
    Fish::new(Rarity::Common, id, emoji, range, art_prompt)
}

/// In catalogue order.
pub(super) static FISH: &[Fish] = &[
    common(
        "sideways-flounder",
        "🐟",
        (-10, 10),
        "A perfectly flat flounder lying on the sand and sliding strictly sideways, two eyes on one side rolled in boredom, a \
         dead-straight trail drawn in the sand behind it.",
    ),
    common(
        "buffering-mackerel",
        "🐟",
        (-25, 25),
        "A striped silver mackerel frozen in mid-swim, half of its body pixelated, a ring of eight glowing bubbles rotating \
         patiently above its head.",
    ),
    common(
        "candlestick-eel",
        "🕯\u{fe0f}",
        (-40, 40),
        "A long eel whose body is a row of upright wax candles in green and red, wicks burning with tiny underwater flames, \
         its tail dipping and rising like a chart.",
    ),
    common(
        "limit-order-limpet",
        "🐚",
        (-8, 8),
        "A stubborn little limpet clamped to one exact notch of a wooden measuring pole, arms crossed, refusing to move by a \
         hair while everything around it drifts.",
    ),
    common(
        "gas-fee-puffer",
        "🐡",
        (-200, 200),
        "A puffer fish blown up like a balloon with a brass pressure gauge on its belly deep in the red, little jets of steam \
         escaping from its ears, wearing a ticket collector's cap.",
    ),
    common(
        "dip-buying-duckfish",
        "🦆",
        (-100, -1),
        "A plump fish with a duck's bill and tail feathers diving head first, a shopping basket on its fin already full of \
         red-tagged bargains, delighted eyes.",
    ),
    common(
        "sell-wall-walleye",
        "🐟",
        (-60, -3),
        "A glassy-eyed walleye peeking over a mossy underwater brick wall that it is busily building higher with a trowel, a \
         queue of small fish stuck behind it.",
    ),
    common(
        "hodl-haddock",
        "🐟",
        (-700, 60),
        "A determined haddock hugging an anchor with both fins through a furious storm current, eyes squeezed shut, cheeks \
         puffed, everything else being swept away.",
    ),
    common(
        "bagholder-bass",
        "🎒",
        (-1000, -15),
        "A weary bass swimming upright under an enormous patched burlap sack, coins with sad faces poking out of the top, \
         a brave little smile.",
    ),
    common(
        "support-line-sprat",
        "🐟",
        (-1000, -80),
        "A tiny sprat in a hard hat holding up a sagging tightrope with its back, straining heroically, while boulders of red \
         coral pile up on the rope above it.",
    ),
    common(
        "fomo-minnow",
        "🐟",
        (1, 80),
        "A wide-eyed minnow sprinting after a departing paper rocket boat, clutching a tiny suitcase with clothes hanging out, \
         a stampede of identical minnows behind it.",
    ),
    common(
        "green-candle-guppy",
        "🐠",
        (2, OPEN),
        "A cheerful emerald guppy glowing from inside like a lantern, its long fan tail rising in stepped green columns, tiny \
         sparks floating up from each step.",
    ),
    common(
        "not-advice-shrimp",
        "🦐",
        (-20, OPEN),
        "A small pink shrimp in horn-rimmed glasses and a bow tie behind a coral lectern, one claw pointing firmly up, the other \
         held up in a shrug of innocence.",
    ),
    common(
        "take-profit-tuna",
        "🐟",
        (8, OPEN),
        "A well-fed tuna in a waistcoat tipping its bowler hat while leaving a party early, a neat leather purse tucked under \
         its fin, confetti still falling behind it.",
    ),
    common(
        "retail-whitebait",
        "🐟",
        (-30, 60),
        "A cloud of tiny silver whitebait all with the same wide round eyes and the same little flag, pouring together up a \
         staircase of bubbles just as the last step crumbles.",
    ),
    common(
        "bid-ask-bream",
        "🐟",
        (-12, 12),
        "A bream cut into two halves that swim a hand's width apart, the head offering a coin and the tail holding up a \
         higher price tag, both looking the other way.",
    ),
    common(
        "carry-trade-carp",
        "🪣",
        (-40, 90),
        "A stout bearded carp with a wooden yoke across its shoulders and a full bucket of coins at either end, tiptoeing \
         along a sunken log with utmost care.",
    ),
    common(
        "red-candle-herring",
        "🐟",
        (-500, -5),
        "A deep-red herring with a dripping wax candle for a nose, looking innocently the other way while its burning wick \
         points at something it wants nobody to see.",
    ),
    common(
        "long-wick-perch",
        "🐟",
        (-70, 70),
        "A striped perch with an absurdly long thin antenna rising from its brow right out of the picture and another from \
         its belly straight down, its small body calm in the middle.",
    ),
    common(
        "triangle-chub",
        "📐",
        (-30, 30),
        "A studious chub in round spectacles drawing triangles with a set square over everything it sees: rocks, weeds, \
         bubbles, another fish's worried face.",
    ),
    common(
        "moving-average-mullet",
        "💈",
        (-90, 90),
        "A laid-back mullet with a glorious eighties haircut, short at the front and a long wavy mane streaming far behind, \
         gliding along a smooth curved line.",
    ),
    common(
        "dust-dace",
        "🐟",
        (-6, 6),
        "A dace no bigger than a grain, seen through a huge brass magnifying glass, waving cheerfully from behind a gate \
         with a turnstile far too large for it.",
    ),
    common(
        "slippage-eel",
        "🐍",
        (-50, 4),
        "A glistening eel sliding off a banana peel straight through a pair of clutching paper hands, a trail of price tags \
         falling off it one after the other, each one higher.",
    ),
    common(
        "faucet-loach",
        "🚰",
        (-3, 35),
        "A whiskered loach living in a brass tap, its head where the spout is, letting one shining drop at a time fall into \
         the hat of a very patient snail.",
    ),
    common(
        "testnet-tetra",
        "🧪",
        (-18, 18),
        "A bright neon tetra in a lab coat inside a bubbling glass flask, juggling hundreds of toy coins without a care \
         while a hamster applauds.",
    ),
    common(
        "cold-wallet-cod",
        "🧊",
        (-80, 30),
        "A cod frozen inside a perfectly clear block of ice with a keyhole in it, a thoughtful look, a scarf, and a key \
         frozen into another block out of reach.",
    ),
    common(
        "hot-wallet-halibut",
        "🔥",
        (-120, 15),
        "A sweating halibut with smoke rising from its pockets, fanning itself with a fin, all its purse flaps wide open, \
         small quick hands of seaweed reaching in from every side.",
    ),
    common(
        "copy-trade-remora",
        "🐟",
        (-60, 120),
        "A small remora glued by the top of its head to the belly of something enormous and dark, holding a notebook and \
         copying every wiggle with its tongue out.",
    ),
    common(
        "hindsight-hake",
        "👓",
        (-150, -2),
        "A hake swimming forwards while both its eyes, in huge spectacles, sit on the back of its head, nodding wisely at \
         the wreckage it has just passed.",
    ),
    common(
        "weekend-whiting",
        "🏖\u{fe0f}",
        (-9, 9),
        "A whiting asleep in a striped deckchair on the pond floor, sunglasses and a newspaper over its belly, a flat line \
         of foam drifting by with nobody on it.",
    ),
    common(
        "notification-anchovy",
        "🔔",
        (-22, 40),
        "A jittery anchovy covered all over with little round red badges, a bell for a tail, vibrating so hard that it is \
         drawn in three outlines.",
    ),
    common(
        "double-bottom-sole",
        "👟",
        (-250, -4),
        "A flat sole shaped like a shoe sole bouncing along the sand, two round dents stamped deep behind it and a hopeful \
         arrow drawn by its tail, a third dent beginning.",
    ),
    common(
        "rounding-roach",
        "🪙",
        (-5, 14),
        "A sly silver roach with a fine file and a jeweller's loupe, shaving a single curl of metal off a coin into a tiny \
         jar already full of curls.",
    ),
    common(
        "gm-gudgeon",
        "🌅",
        (-14, 28),
        "A beaming gudgeon leaning out of a little window in a coral house with a cup of coffee, waving at a rising sun and \
         at absolutely every fish that passes.",
    ),
    common(
        "wen-wrasse",
        "❓",
        (-65, -1),
        "A wrasse pressed against a porthole with its lips squashed flat, its whole body curled into a question mark, a \
         wall of calendars with crossed-out days behind it.",
    ),
    common(
        "paper-trade-parrotfish",
        "🦜",
        (0, 55),
        "A parrotfish folded like origami from coloured price charts, perched on a coral branch with a tiny captain's hat, \
         beak open in mid-boast, one fold coming undone.",
    ),
    common(
        "influencer-gourami",
        "🤳",
        (10, 200),
        "A glamorous gourami before a glowing ring light with its mouth in a perfect surprised O, one fin on its cheek, \
         holding a giant arrow that points at nothing.",
    ),
    common(
        "margin-call-mussel",
        "☎\u{fe0f}",
        (-1000, -25),
        "A blue mussel with an old red telephone ringing furiously inside its shell, two frightened eyes peeping through \
         the crack, the cord wrapped tightly round it.",
    ),
    common(
        "diversified-dory",
        "🧩",
        (-20, 25),
        "A John Dory stitched together from eight different fish in eight different colours and patterns, each patch \
         pulling contentedly in its own direction, going nowhere in style.",
    ),
    common(
        "tax-season-tench",
        "🧾",
        (5, 400),
        "A solemn olive tench in sleeve garters and an eyeshade under a mountain of receipts, an abacus before it, one \
         receipt a mile long stuck to its tail.",
    ),
];
