//! The epic fish: what each is made of and what it carries.
//!
//! **Invariant:** one portrait for each epic id of the catalogue (a test in [`super`] compares them).

use super::{
    bodies::Body,
    faces::{Eye, Mouth},
    fins::{Back, Tail},
    look::{Look, Portrait, coat},
    skins::Skin,
};

/// The portrait of an epic id.
pub fn portrait(id: &str) -> Option<Portrait> {
    Some(match id {
        "dark-pool-devilfish" => Portrait::of(DEVILFISH).behind(DARK_POOL).wearing(MASK_AND_HORNS).before(ENVELOPE),
        "to-the-moonfish" => Portrait::of(MOONFISH).behind(MOON_AND_PLUME).wearing(CRATERS_AND_FLAG),
        "proof-of-steak-swordfish" => Portrait::of(SWORDFISH).wearing(STEAK_AND_HAT),
        "orange-pill-angler" => Portrait::of(ANGLER).behind(GLOW).wearing(PILL_AND_NEEDLES),
        "oracle-oarfish" => Portrait::whole(OARFISH),
        "levered-leviathan" => Portrait::whole(LEVIATHAN),
        "flash-crash-marlin" => Portrait::of(MARLIN).behind(SHARDS).wearing(LIGHTNING),
        _ => return None,
    })
}

const DEVILFISH: Look = Look::new(
    Body::Drop,
    (Tail::Bolt, Back::Spikes),
    (Eye::Open, Mouth::Teeth),
    Skin::Plain,
    coat("#1c1633", "#3d2470", "#3d2470", "#3d2470"),
)
.posed(0, 88);
const DARK_POOL: &str = "<ellipse cx='-50' cy='20' rx='128' ry='92' fill='#1c1633' stroke='none' opacity='.55'/>";
const MASK_AND_HORNS: &str = "<path fill='#c2304a' d='M10,-88C-14,-104 -20,-122 -8,-134C-2,-116 20,-112 34,-98ZM78,-92C90,-104 94,-122 84,-134C76,-118 60,-116 52,-98Z'/>\
    <path fill='#e8dcff' d='M30,-42C60,-58 110,-54 138,-36C132,-6 104,4 90,-8C70,8 36,0 30,-42Z'/><ellipse cx='66' cy='-26' rx='15' ry='9' fill='#b14dff'/><ellipse cx='112' cy='-26' rx='12' ry='8' fill='#b14dff'/><circle cx='68' cy='-26' r='4' fill='#fff' stroke='none'/><circle cx='114' cy='-26' r='4' fill='#fff' stroke='none'/><path stroke='#e8dcff' stroke-width='4' d='M30,-36L-6,-44'/>";
const ENVELOPE: &str = "<g transform='translate(96 84) rotate(-12)'><path fill='#fff0b8' d='M-44,-26H44V28H-44Z'/><path stroke-width='5' d='M-44,-26L0,6L44,-26'/><circle cy='8' r='11' fill='#c2304a'/></g><path fill='#3d2470' d='M10,60C30,50 54,62 66,80C50,92 20,90 6,80Z'/>";

const MOONFISH: Look = Look::new(
    Body::Round,
    (Tail::Fan, Back::Low),
    (Eye::Open, Mouth::Smile),
    Skin::Plain,
    coat("#e8dcff", "#ffffff", "#97a2bd", "#97a2bd"),
)
.posed(-24, 80)
.at(-6, 10);
const MOON_AND_PLUME: &str = "<circle cx='132' cy='-78' r='40' fill='#fff0b8'/><path stroke-width='5' d='M118,-86v1M142,-90v1M118,-70Q132,-58 146,-74'/>\
    <path fill='#fff' d='M-40,60C-80,60 -90,90 -120,92C-150,92 -160,120 -170,122H60C70,104 40,84 10,86Z'/><g fill='#fff' stroke-width='4'><circle cx='-130' cy='66' r='12'/><circle cx='-152' cy='40' r='8'/><circle cx='70' cy='96' r='9'/></g>";
const CRATERS_AND_FLAG: &str = "<g fill='#97a2bd' stroke-width='4'><circle cx='-40' cy='-46' r='17'/><circle cx='0' cy='-66' r='9'/><circle cx='-54' cy='4' r='10'/><circle cx='6' cy='-26' r='8'/><circle cx='46' cy='58' r='13'/><circle cx='-30' cy='62' r='9'/></g>\
    <path stroke-width='7' d='M24,-96V-142'/><path fill='#b14dff' d='M24,-142H66L54,-130L66,-118H24Z'/>";

const SWORDFISH: Look = Look::new(
    Body::Torpedo,
    (Tail::Sickle, Back::Sail),
    (Eye::Blissful, Mouth::Smile),
    Skin::Plain,
    coat("#2f6fd0", "#ffffff", "#2b4a8f", "#2b4a8f"),
)
.posed(-6, 86)
.at(-16, 8);
const STEAK_AND_HAT: &str = "<path fill='#e8dcff' d='M150,-20L228,-10L150,2Z'/><path fill='#c2304a' d='M176,-44C206,-50 226,-20 214,2C206,26 176,30 166,8C158,-10 152,-38 176,-44Z'/><path fill='#fff0b8' d='M184,-30C200,-32 208,-14 202,-2C196,8 182,8 178,-4C174,-14 174,-28 184,-30Z'/><path stroke='#7a1330' stroke-width='5' d='M182,-20L198,-6M192,-26L202,-16'/>\
    <path fill='#fff' d='M32,-58L26,-92C4,-96 6,-126 32,-122C40,-146 82,-146 88,-122C114,-126 116,-96 94,-92L92,-58Q62,-70 32,-58Z'/><path stroke-width='4' d='M48,-70V-92M64,-72V-96M80,-68V-92'/>\
    <path fill='#ffffff' d='M-40,-20Q-20,0 -34,40Q10,60 58,50Q66,10 50,-22Q0,-12 -40,-20Z'/><path fill='#c9a9ff' stroke-width='4' d='M10,-2L28,22L10,48L-8,22Z'/><path stroke-width='3' d='M-8,22L10,30L28,22M10,-2V30'/>";

const ANGLER: Look = Look::new(
    Body::Blob,
    (Tail::Fan, Back::Spikes),
    (Eye::Sleepy, Mouth::Flat),
    Skin::Spots,
    coat("#3d2470", "#6a3fb5", "#3a3344", "#7d69a8"),
)
.posed(0, 84);
const GLOW: &str = "<circle cx='134' cy='-62' r='46' fill='#fff0b8' stroke='none' opacity='.6'/><circle cx='134' cy='-62' r='34' fill='#fff0b8' stroke='none'/>\
    <g fill='#ffb3c7' stroke-width='4'><path d='M150,34c10,-12 26,-8 30,0c-4,8 -20,12 -30,0l-12,-8v16z'/><path transform='translate(-20 62)' d='M150,34c10,-12 26,-8 30,0c-4,8 -20,12 -30,0l-12,-8v16z'/></g>";
const PILL_AND_NEEDLES: &str = "<path stroke-width='7' d='M36,-90C50,-140 120,-140 146,-96'/><g transform='translate(158 -74) rotate(34)'><path fill='#ff7a3d' d='M-16,0V-22A16,16 0 0 1 16,-22V0Z'/><path fill='#fff' d='M-16,0V22A16,16 0 0 0 16,22V0Z'/></g>\
    <path fill='#7a1330' d='M30,24C70,10 120,12 140,20C140,66 100,84 70,80C44,74 30,54 30,24Z'/><path fill='#fff' stroke-width='3' d='M36,22L42,44L52,18L60,46L70,16L80,48L90,14L100,48L110,14L120,44L128,16ZM44,60L52,44L62,72L72,50L82,78L92,52L104,74L112,50L126,58Z'/>";

const OARFISH: &str = "<path stroke='#1c1633' stroke-width='44' d='M-160,-66C-120,-120 -60,-60 -96,-10S-150,70 -70,92S90,110 120,50S110,-60 60,-52'/>\
    <path stroke='#e8dcff' stroke-width='32' d='M-160,-66C-120,-120 -60,-60 -96,-10S-150,70 -70,92S90,110 120,50S110,-60 60,-52'/>\
    <path stroke='#97a2bd' stroke-width='13' stroke-dasharray='1 24' d='M-160,-66C-120,-120 -60,-60 -96,-10S-150,70 -70,92S90,110 120,50S110,-60 60,-52'/>\
    <circle cx='8' cy='34' r='44' fill='#b3e6ff'/><path fill='#7fbff0' stroke='none' d='M-32,40q20,-16 40,0t40,-4q-4,44 -42,40q-36,-4 -38,-36z'/><path stroke='#fff' stroke-width='6' d='M-18,18Q-10,2 8,2'/><path fill='#7a4a2b' d='M-30,78H46L56,98H-40Z'/>\
    <path fill='#c2304a' d='M30,-84C10,-116 40,-110 44,-92C44,-122 70,-120 66,-92C80,-116 98,-104 84,-82Z'/>\
    <path fill='#e8dcff' d='M20,-84C50,-98 108,-92 116,-58C118,-30 60,-18 26,-32Q4,-56 20,-84Z'/><path fill='#6a3fb5' d='M20,-86C50,-100 92,-96 108,-74C84,-70 50,-66 30,-30C0,-40 4,-76 20,-86Z'/><g fill='#ffd24a' stroke='none'><circle cx='26' cy='-58' r='5'/><circle cx='42' cy='-76' r='5'/><circle cx='66' cy='-84' r='4'/></g>\
    <circle cx='76' cy='-56' r='13' fill='#fff'/><circle cx='73' cy='-53' r='6' fill='#1c1633'/><path d='M74,-34Q92,-32 104,-44'/>";

const LEVIATHAN: &str = "<path fill='#7a4a2b' d='M-20,116L6,62L32,116Z'/><path stroke-width='20' d='M-172,104L176,24'/><path stroke='#c28d58' stroke-width='10' d='M-172,104L176,24'/>\
    <path stroke='#1c1633' stroke-width='52' d='M70,26C20,40 0,0 34,-20S100,-40 80,-80'/><path stroke='#1c1633' stroke-width='40' d='M80,26C130,24 150,0 148,-30S170,-70 160,-90'/>\
    <path stroke='#2f9b8f' stroke-width='28' d='M80,26C130,24 150,0 148,-30S170,-70 160,-90'/><path fill='#1f7d72' d='M146,-84L136,-116L160,-104L178,-118L176,-84Z'/>\
    <path stroke='#2f9b8f' stroke-width='40' d='M70,26C20,40 0,0 34,-20S100,-40 80,-80'/><path stroke='#b3e6ff' stroke-width='9' stroke-dasharray='1 18' d='M70,30C26,40 10,6 40,-12S108,-34 90,-70'/>\
    <path fill='#1f7d72' d='M8,16L-16,8L6,-8ZM20,-22L2,-38L32,-38ZM112,-30L134,-40L118,-56Z'/>\
    <path fill='#2f9b8f' d='M112,-72C116,-108 60,-122 28,-106L-40,-88C-56,-80 -52,-58 -36,-56C0,-46 60,-40 84,-50Q108,-56 112,-72Z'/>\
    <path fill='#ffd24a' d='M74,-110C76,-122 92,-126 104,-122C96,-114 98,-104 102,-98ZM96,-96C108,-104 122,-102 130,-94C118,-92 114,-84 112,-78Z'/>\
    <circle cx='48' cy='-86' r='15' fill='#fff'/><circle cx='43' cy='-84' r='7' fill='#1c1633'/><path stroke-width='7' d='M30,-106L62,-100'/><path fill='#fff' stroke-width='4' d='M-34,-62L-28,-48L-18,-60L-8,-46L2,-58L12,-44L22,-56Z'/><path stroke-width='5' d='M-36,-78v1'/>\
    <g transform='translate(-138 66)'><path fill='#ff9a86' d='M18,-26C-4,-40 -28,-24 -22,0C-18,14 -4,22 12,18L20,26L26,10C12,4 4,-4 20,-8Q30,-18 18,-26Z'/><circle cx='12' cy='-18' r='4' fill='#1c1633'/><path stroke-width='4' d='M22,-24q14,-14 24,-6M-16,-10q12,4 18,-4M-16,6q10,0 14,-6'/></g>";

const MARLIN: Look = Look::new(
    Body::Torpedo,
    (Tail::Sickle, Back::Sail),
    (Eye::Angry, Mouth::Flat),
    Skin::Zigzag,
    coat("#ffffff", "#e8dcff", "#ffd24a", "#7fbff0"),
)
.posed(52, 66)
.at(0, 9);
const SHARDS: &str = "<g stroke-width='5'><path fill='#c2304a' d='M-150,-60l40,-14l-10,40zM120,-100l44,14l-34,26zM-120,60l30,-24l6,40zM140,20l30,16l-34,18zM-60,-112l26,4l-16,24z'/><path stroke='#fff' stroke-width='7' d='M-176,-110L-140,-92L-150,-80L-90,-46M176,-40L120,-30L130,-10'/></g>";
const LIGHTNING: &str = "<path fill='#ffd24a' d='M140,-24L186,-22L178,-12L226,-4L180,2L188,10L144,8Z'/><path fill='#ffd24a' d='M-40,-26L6,-42L-4,-16L26,-18L-30,36L-16,2L-44,4Z'/>";
