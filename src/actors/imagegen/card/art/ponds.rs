//! The ponds: the water, the shore and the light behind a personal catch.
//!
//! Drawn once per pond by [`super::super::water`], which lays every catch of that pond over it.
//!
//! **Invariant:** each covers the box ±246 × ±98 around the origin with at most eight flat colours, none as dark as our ink, and
//! keeps its middle calm: the catch is there.

use crate::game::market::Pair;

/// The water of a pond as SVG.
pub fn pond(pair: Pair) -> &'static str {
    match pair {
        Pair::EthUsd => ETHER_CREEK,
        Pair::BtcUsd => OLD_WHALE_BAY,
        Pair::SolUsd => SUNNY_RAPIDS,
        Pair::AdaUsd => PEER_REVIEW_POND,
        Pair::PolUsd => POLYGON_CANAL,
        Pair::AvaxUsd => AVALANCHE_TARN,
        Pair::LinkUsd => CHAIN_WHARF,
        Pair::DotUsd => DOTTED_SHALLOWS,
    }
}

/// Crystals on the ground, two beams from above.
const ETHER_CREEK: &str = "<path fill='#bfe4f2' d='M-246,-98H246V98H-246Z'/><path fill='#d9f2f9' d='M-70,-98H20L-40,98H-170ZM96,-98H136L116,98H56Z'/>\
    <path fill='#9db7ee' d='M-240,98L-206,6L-172,98ZM-184,98L-160,44L-136,98ZM158,98L196,-14L234,98ZM206,98L230,30L254,98Z'/>\
    <path fill='#7d98dd' d='M-206,6L-172,98H-206ZM-160,44L-136,98H-160ZM196,-14L234,98H196Z'/>\
    <path fill='#6aa9d4' d='M-246,74Q-120,54 0,76T246,66V98H-246Z'/>";

/// A low sun over the bay, and the tail of an old acquaintance.
const OLD_WHALE_BAY: &str = "<path fill='#ffdca6' d='M-246,-98H246V98H-246Z'/><circle cx='150' cy='0' r='66' fill='#fff1c6'/>\
    <path fill='#f3ab68' d='M-246,12H246V98H-246Z'/><path fill='#ffd391' d='M76,26H224V34H76ZM96,44H204V51H96ZM116,61H184V67H116Z'/>\
    <path fill='#a5624a' d='M-208,66C-200,34 -196,16 -230,-4C-212,-14 -192,-6 -186,10C-180,-6 -160,-14 -142,-4C-176,16 -172,34 -164,66Z'/>\
    <path fill='#cb8150' d='M-246,70Q-100,56 0,76T246,70V98H-246Z'/>";

/// Sun from the upper right, and water in a hurry.
const SUNNY_RAPIDS: &str = "<path fill='#fff2bd' d='M-246,-98H246V98H-246Z'/>\
    <path fill='#ffe48c' d='M214,-70L-246,-64V-16ZM214,-70L-246,40V98H-210ZM214,-70L-90,98H10ZM214,-70L90,98H150ZM214,-70L200,98H240Z'/>\
    <circle cx='214' cy='-66' r='46' fill='#ffc94a'/>\
    <path fill='#86d8c8' d='M-246,52q31,-28 62,0t62,0t62,0t62,0t62,0t62,0t62,0t62,0V98H-246Z'/>\
    <path fill='#4db3a6' d='M-246,80q41,-24 82,0t82,0t82,0t82,0t82,0t82,0V98H-246Z'/>";

/// Still water, rings that somebody has thought about, cattails.
const PEER_REVIEW_POND: &str = "<path fill='#d2def8' d='M-246,-98H246V98H-246Z'/>\
    <g fill='none' stroke='#b3c5f1' stroke-width='10'><ellipse cx='50' cy='6' rx='60' ry='24'/><ellipse cx='50' cy='6' rx='124' ry='50'/><ellipse cx='50' cy='6' rx='190' ry='78'/></g>\
    <path fill='#86b48c' d='M-236,98L-226,-50L-214,98ZM-206,98L-196,-14L-184,98ZM204,98L214,-34L226,98ZM224,98L234,6L246,98Z'/>\
    <path fill='#9d7655' d='M-232,-74h12v38h-12ZM-202,-38h12v34h-12ZM208,-58h12v36h-12Z'/>\
    <path fill='#8099df' d='M-246,78Q-120,64 0,80T246,72V98H-246Z'/>";

/// Gables along the canal under a pale moon; everything is a triangle.
const POLYGON_CANAL: &str = "<path fill='#e4d6fb' d='M-246,-98H246V98H-246Z'/><circle cx='-46' cy='-52' r='30' fill='#fff4cf'/>\
    <path fill='#cfb5f6' d='M-262,66L-200,-56L-138,66ZM-160,66L-120,-8L-80,66ZM96,66L152,-70L208,66ZM176,66L220,-20L264,66Z'/>\
    <path fill='#b293ea' d='M-200,-56L-138,66H-200ZM-120,-8L-80,66H-120ZM152,-70L208,66H152ZM220,-20L264,66H220Z'/>\
    <path fill='#9476d4' d='M-246,64H246V98H-246Z'/><path fill='#aa8de4' d='M-210,76h80v7h-80ZM10,84h90v6h-90ZM130,74h70v6h-70Z'/>";

/// Snowy peaks, falling flakes.
const AVALANCHE_TARN: &str = "<path fill='#dcebf9' d='M-246,-98H246V98H-246Z'/>\
    <path fill='#b7cde4' d='M-246,60L-170,-76L-80,44L10,-20L96,52L186,-84L246,20V98H-246Z'/>\
    <path fill='#fbfdff' d='M-170,-76L-208,-8L-186,-18L-168,4L-150,-16L-124,-16ZM186,-84L146,-24L168,-34L186,-10L202,-30L226,-16Z'/>\
    <g fill='#fbfdff'><circle cx='-60' cy='-70' r='7'/><circle cx='-110' cy='-84' r='5'/><circle cx='60' cy='-80' r='6'/><circle cx='120' cy='-40' r='5'/><circle cx='-226' cy='-30' r='6'/><circle cx='-40' cy='-10' r='5'/><circle cx='236' cy='-50' r='6'/></g>\
    <path fill='#86afd4' d='M-246,72Q-80,58 20,76T246,68V98H-246Z'/>";

/// Two posts and the chain between them.
const CHAIN_WHARF: &str = "<path fill='#cddff6' d='M-246,-98H246V98H-246Z'/><path fill='#b4cdf0' d='M-246,-40Q-120,-60 0,-40T246,-40V98H-246Z'/>\
    <g fill='none' stroke='#7f98cc' stroke-width='11'><ellipse cx='-156' cy='6' rx='30' ry='15' transform='rotate(24 -156 6)'/><ellipse cx='-112' cy='24' rx='30' ry='11' transform='rotate(18 -112 24)'/><ellipse cx='-62' cy='36' rx='30' ry='15' transform='rotate(8 -62 36)'/><ellipse cx='-12' cy='40' rx='30' ry='11'/><ellipse cx='38' cy='37' rx='30' ry='15' transform='rotate(-6 38 37)'/><ellipse cx='88' cy='26' rx='30' ry='11' transform='rotate(-16 88 26)'/><ellipse cx='136' cy='8' rx='30' ry='15' transform='rotate(-24 136 8)'/><ellipse cx='176' cy='-14' rx='26' ry='11' transform='rotate(-30 176 -14)'/></g>\
    <path fill='#a98664' d='M-226,-34h46V98h-46ZM184,-54h46V98h-46Z'/><path fill='#c9a680' d='M-234,-48h62v20h-62ZM176,-68h62v20h-62Z'/>\
    <path fill='#6c93d2' d='M-246,72q41,-18 82,0t82,0t82,0t82,0t82,0t82,0V98H-246Z'/>";

/// Warm shallows full of dots.
const DOTTED_SHALLOWS: &str = "<path fill='#fde2ee' d='M-246,-98H246V98H-246Z'/>\
    <g fill='#f7bcd8'><circle cx='-200' cy='-40' r='30'/><circle cx='-130' cy='30' r='20'/><circle cx='190' cy='10' r='34'/><circle cx='120' cy='-64' r='22'/><circle cx='-60' cy='-76' r='16'/><circle cx='40' cy='50' r='14'/></g>\
    <g fill='#ef96c2'><circle cx='-150' cy='-70' r='14'/><circle cx='-226' cy='30' r='18'/><circle cx='150' cy='56' r='16'/><circle cx='228' cy='-50' r='18'/><circle cx='60' cy='-84' r='10'/><circle cx='-80' cy='58' r='10'/></g>\
    <g fill='#fffafc'><circle cx='-176' cy='4' r='9'/><circle cx='110' cy='0' r='9'/><circle cx='206' cy='-84' r='8'/><circle cx='-30' cy='-44' r='8'/></g>\
    <path fill='#e2a3b8' d='M-246,74Q-130,58 0,78T246,68V98H-246Z'/>";
