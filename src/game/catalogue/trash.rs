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
];
