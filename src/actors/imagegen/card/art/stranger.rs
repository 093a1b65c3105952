//! A fish that the catalogue has and the art does not know yet: put together from parts by its id.
//!
//! **Invariant:** the same id gives the same fish in every process.

use super::{
    bodies::Body,
    faces::{Eye, Mouth},
    fins::{Back, Tail},
    look::{Coat, Look, Portrait, coat},
    skins::Skin,
};
use crate::game::catalogue::Rarity;

const BODIES: [Body; 6] = [Body::Oval, Body::Tall, Body::Crate, Body::Blob, Body::Slim, Body::Round];
const TAILS: [Tail; 5] = [Tail::Fork, Tail::Fan, Tail::Wedge, Tail::Veil, Tail::Screw];
const BACKS: [Back; 5] = [Back::Low, Back::Spikes, Back::Sail, Back::Bars, Back::Flames];
const EYES: [Eye; 7] = [Eye::Open, Eye::Sleepy, Eye::Gone, Eye::Star, Eye::Coin, Eye::Monocle, Eye::Laser];
const MOUTHS: [Mouth; 7] =
    [Mouth::Smile, Mouth::Frown, Mouth::Lips, Mouth::Cigar, Mouth::Tongue, Mouth::Sword, Mouth::Oh];
const SKINS: [Skin; 7] =
    [Skin::Stripes, Skin::Stars, Skin::Candles, Skin::Armour, Skin::Circuit, Skin::Bones, Skin::Scales];
const COATS: [Coat; 5] = [
    coat("#8a8f7a", "#d8d8c0", "#6a6f5a", "#5a5f4a"),
    coat("#4fbf8f", "#e0fff0", "#2f8f68", "#267556"),
    coat("#4f9bf0", "#e6f3ff", "#2f6fc0", "#1f529b"),
    coat("#a86ff0", "#f3e8ff", "#7a42c2", "#5f2f9b"),
    coat("#ffc53d", "#fff6d8", "#e08a1e", "#b56a10"),
];

/// A portrait from an id alone; the coat tells the rarity.
pub fn portrait(id: &str, rarity: Rarity) -> Portrait {
    // FNV-1a, 64 bits.
    let mut dice = id.bytes().fold(0xcbf2_9ce4_8422_2325u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
    let mut roll = |sides: usize| {
        let side = (dice % sides as u64) as usize;
        dice = dice.rotate_right(11).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        side
    };
    let look = Look::new(
        BODIES[roll(BODIES.len())],
        (TAILS[roll(TAILS.len())], BACKS[roll(BACKS.len())]),
        (EYES[roll(EYES.len())], MOUTHS[roll(MOUTHS.len())]),
        SKINS[roll(SKINS.len())],
        COATS[rarity as usize],
    );
    Portrait::of(look.posed(0, 90))
}
