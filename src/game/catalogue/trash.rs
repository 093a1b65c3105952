//! Trash: what others threw into the water. Bites around zero and on losses. Ranges in tenths of a percent.
//!
//! **Invariant:** none of it bites from +5 % up: who fished well is spared the boots.

use super::{Fish, Rarity};

const fn trash(id: &'static str, emoji: &'static str, range: (i64, i64), art_prompt: &'static str) -> Fish {
    Fish::new(Rarity::Trash, id, emoji, range, art_prompt)
}

/// In catalogue order.
pub(super) static FISH: &[Fish] = &[
    trash(
        "captcha-boot",
        "🥾",
        (-30, 30),
        "An old leather boot dredged from the pond, patched all over with little square photographs of traffic lights and \
         bicycles, seaweed for laces, a hermit crab inside looking unsure which squares to pick.",
    ),
    trash(
        "cookie-banner-kelp",
        "🌿",
        (-15, 15),
        "A tall ribbon of kelp shaped like a pushy banner, crumbs and half-dissolved cookies caught in its leaves, two big \
         round button-like floats winking at the viewer, one glowing invitingly and one hidden behind a leaf.",
    ),
    trash(
        "dusty-wallet",
        "👛",
        (-50, 10),
        "A swollen leather wallet half buried in silt, a puff of dust rising from it like smoke, one lonely copper coin and a \
         surprised moth fluttering out under water.",
    ),
    trash(
        "unread-terms-bottle",
        "🍾",
        (-10, 20),
        "A green glass bottle with a message inside, but the scroll is so absurdly long that it spills out, unrolls over rocks \
         and coral and vanishes over the horizon of the pond floor, a snail asleep on it.",
    ),
    trash(
        "paper-hands-glove",
        "🧤",
        (-300, -1),
        "A pair of soggy gloves folded from newspaper stock tables, dissolving at the fingertips, dropping a small shiny gem \
         that they could not hold.",
    ),
    trash(
        "rusty-stop-loss",
        "🛑",
        (-1000, -30),
        "A rusted octagonal road sign bent nearly in half, barnacles along its edge, a broken chain around its pole, having \
         plainly failed to stop anything.",
    ),
    trash(
        "soggy-whitepaper",
        "📜",
        (-1000, -2),
        "A thick stack of waterlogged white pages tied with string, ink running into pretty clouds, diagrams of rockets \
         melting off the paper, a bored shrimp using the corner as a blanket.",
    ),
    trash(
        "leaky-bucket-shop",
        "🪣",
        (-600, -10),
        "A dented tin bucket carrying a tiny striped market awning and a closed shutter, thin streams of bubbles and golden \
         dust leaking from a dozen holes.",
    ),
    trash(
        "dead-cat-bouncer",
        "🐈",
        (-500, -50),
        "A grumpy rubber float in the shape of a stiff cat, bouncing off the pond floor with motion arcs that get smaller each \
         time, cross-stitched patches on its belly.",
    ),
    trash(
        "rug-puller",
        "🦀",
        (-1000, -150),
        "A shifty crab in a flat cap scuttling away with a rolled-up ornate carpet under its claw, small fish tumbling through \
         the water where they had been standing a second ago.",
    ),
    trash(
        "phishing-lure",
        "🪝",
        (5, 50),
        "A gaudy fishing lure dressed up as a friendly official letter with a wax seal, googly eyes and a too-wide smile, a \
         barbed hook badly hidden behind its back.",
    ),
    trash(
        "seed-phrase-napkin",
        "🧻",
        (-40, 20),
        "A crumpled paper napkin with twelve handwritten words running into blue clouds, a coffee ring in its corner, a sea \
         slug solemnly guarding the one smudge that used to be the last word.",
    ),
    trash(
        "right-click-frame",
        "🖼\u{fe0f}",
        (-600, -5),
        "An enormous gilded picture frame with nothing in it but pond water, a little brass plaque below, and three snails \
         in monocles standing before it and nodding.",
    ),
    trash(
        "floppy-backup",
        "💾",
        (-12, 8),
        "A blue floppy disk half sunk in mud, its metal shutter bent open like a broken gate, a tiny crab living inside and \
         peering out with a lantern.",
    ),
    trash(
        "ticker-tape-tangle",
        "🧵",
        (-80, 5),
        "A great knotted ball of white ticker tape drifting like a jellyfish, loops trailing, a bewildered goldfish wound \
         up in it to the ears and still reading.",
    ),
    trash(
        "free-trial-tin",
        "🥫",
        (-20, 30),
        "A shiny tin can with a gift bow and a big smiling label, its lid barely lifted and held shut from the inside by a \
         small stubborn claw reaching for a purse.",
    ),
    trash(
        "roadmap-tyre",
        "🛞",
        (-300, -8),
        "A bald car tyre lying on the pond floor, painted all round with milestones and little flags, tracks in the sand \
         showing that it has only ever rolled in a circle.",
    ),
    trash(
        "cracked-crystal-ball",
        "🔮",
        (-150, 10),
        "A cracked crystal ball on a crooked brass stand, a paper bag price tag tied to it, and inside a tiny weatherman \
         fish pointing confidently in two directions at once.",
    ),
    trash(
        "head-and-shoulders-hanger",
        "🪝",
        (-500, -20),
        "A wire coat hanger bent into three humps, a tall one between two low ones, dripping wet, a tiny necktie still \
         hanging from it and a worried shrimp measuring the angle.",
    ),
    trash(
        "hedged-umbrella",
        "🌂",
        (-400, -2),
        "A broken umbrella turned inside out, its ribs poking from torn red and green panels, rain falling underneath it \
         only, a snail outside staying perfectly dry.",
    ),
    trash(
        "moon-ticket-stub",
        "🎫",
        (-700, -10),
        "A soggy torn ticket stub with a smiling crescent moon and a small rocket on it, one corner punched, a bubble \
         rising from it where the return half should be.",
    ),
    trash(
        "snoozed-price-alert",
        "⏰",
        (-25, 25),
        "A round twin-bell alarm clock furred with algae, both bells hammering, a big fish sleeping against it with a \
         pillow over its head.",
    ),
    trash(
        "empty-liquidity-jar",
        "🫙",
        (-60, 0),
        "A big glass preserving jar standing quite empty under water, dry inside, a cork with a padlock on top and two \
         thirsty frogs pressing their noses to the glass.",
    ),
    trash(
        "wash-trading-machine",
        "🧺",
        (-35, 35),
        "A battered washing machine on the pond floor with its round window full of spinning coins and one sock, a happy \
         hose feeding it its own foam, a meter on top whirling.",
    ),
    trash(
        "fat-finger-mouse",
        "🖱\u{fe0f}",
        (-1000, -60),
        "A grey computer mouse with a swollen bandaged button for a nose and a frayed cable tail, horrified eyes, a red \
         spill of scattered coins rolling out from under it.",
    ),
    trash(
        "blinking-router",
        "📡",
        (-15, 15),
        "A white internet router with three bent antennas and a row of eyes for lamps, all but one shut, a spider crab \
         turning it off and on with great ceremony.",
    ),
    trash(
        "sock-puppet-account",
        "🧦",
        (-10, 45),
        "Three striped odd socks standing up like cobras with button eyes and felt mouths, all nodding at each other, one \
         hidden hand-shaped rock behind them.",
    ),
    trash(
        "compliance-fax",
        "📠",
        (-30, 12),
        "A beige fax machine overgrown with mussels spitting out an endless curling form with hundreds of empty boxes, a \
         queue of small fish holding passports.",
    ),
    trash(
        "audited-rubber-duck",
        "🦆",
        (-200, 18),
        "A yellow rubber duck floating upside down with a row of proud rosettes and stamped seals pinned to its belly, a \
         stream of bubbles escaping from a seam.",
    ),
    trash(
        "mining-toaster",
        "🍞",
        (-45, 15),
        "A chrome toaster with a small cooling fan bolted to its side, two slices of charred toast and one tiny coin \
         popping up in a puff of steam, cables everywhere.",
    ),
];
