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
];
