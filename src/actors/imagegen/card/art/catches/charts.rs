//! Common fish that came later, about charts and prices.
//!
//! **Invariant:** one portrait for each id that is listed here (a test in [`super`] compares them with the catalogue).

use super::{
    bodies::Body,
    faces::{Eye, Mouth},
    fins::{Back, Tail},
    look::{Look, Portrait, coat},
    props::{Part, Prop, before},
    skins::Skin,
};

/// The portrait of an id of this file.
pub fn portrait(id: &str) -> Option<Portrait> {
    Some(match id {
        "retail-whitebait" => Portrait::whole(WHITEBAIT),
        "bid-ask-bream" => Portrait::whole(BREAM),
        "red-candle-herring" => Portrait::of(HERRING).wearing(CANDLE_NOSE).before(LOOT),
        "long-wick-perch" => Portrait::of(PERCH).behind(WICKS).before(TEA),
        "triangle-chub" => Portrait::of(CHUB).wearing(SPECTACLES).before(TRIANGLES),
        "moving-average-mullet" => Portrait::of(MULLET).behind(AVERAGE).wearing(MANE),
        "slippage-eel" => Portrait::whole(EEL).with(TAGS),
        "weekend-whiting" => Portrait::whole(WHITING),
        "double-bottom-sole" => Portrait::whole(SOLE),
        "rounding-roach" => Portrait::of(ROACH).wearing(LOUPE).before(FILING),
        "margin-call-mussel" => Portrait::whole(MUSSEL),
        "paper-trade-parrotfish" => Portrait::whole(PARROT),
        "dust-dace" => Portrait::whole(DACE),
        _ => return None,
    })
}

/// One of the crowd, flag and all, where the transform says.
macro_rules! whitebait {
    ($place:literal) => {
        concat!(
            "<g stroke-width='5' transform='",
            $place,
            "'><path fill='#e8614a' stroke-width='4' d='M-10,-48L24,-38L-10,-27Z'/><path d='M-10,-14V-50'/>",
            "<path fill='#7f93a8' d='M-30,0L-56,-18Q-48,0 -56,18Z'/>",
            "<path fill='#ffffff' d='M-42,0C-24,-26 18,-26 38,-2Q41,2 38,5C18,28 -24,26 -42,0Z'/>",
            "<path fill='#9fb0c9' stroke='none' d='M-37,-2C-22,-21 0,-22 10,-20Q0,-6 -37,-2Z'/>",
            "<circle cx='16' cy='-3' r='13' fill='#fff' stroke-width='4'/><circle cx='18' cy='-3' r='6' fill='#1c1633' stroke='none'/></g>"
        )
    };
}
const WHITEBAIT: &str = concat!(
    "<path stroke-width='4' fill='#ffffff' d='M-180,104a17,17 0 1 1 34,0a17,17 0 1 1 -34,0ZM-150,104a17,17 0 1 1 34,0a17,17 0 1 1 -34,0ZM-118,82a17,17 0 1 1 34,0a17,17 0 1 1 -34,0ZM-84,82a17,17 0 1 1 34,0a17,17 0 1 1 -34,0ZM-113,108a14,14 0 1 1 28,0a14,14 0 1 1 -28,0ZM-83,108a14,14 0 1 1 28,0a14,14 0 1 1 -28,0ZM-52,58a17,17 0 1 1 34,0a17,17 0 1 1 -34,0ZM-18,58a17,17 0 1 1 34,0a17,17 0 1 1 -34,0ZM-47,84a14,14 0 1 1 28,0a14,14 0 1 1 -28,0ZM-17,84a14,14 0 1 1 28,0a14,14 0 1 1 -28,0ZM-47,110a14,14 0 1 1 28,0a14,14 0 1 1 -28,0ZM-17,110a14,14 0 1 1 28,0a14,14 0 1 1 -28,0ZM14,34a17,17 0 1 1 34,0a17,17 0 1 1 -34,0ZM48,34a17,17 0 1 1 34,0a17,17 0 1 1 -34,0ZM19,60a14,14 0 1 1 28,0a14,14 0 1 1 -28,0ZM49,60a14,14 0 1 1 28,0a14,14 0 1 1 -28,0ZM19,86a14,14 0 1 1 28,0a14,14 0 1 1 -28,0ZM49,86a14,14 0 1 1 28,0a14,14 0 1 1 -28,0ZM19,110a14,14 0 1 1 28,0a14,14 0 1 1 -28,0ZM49,110a14,14 0 1 1 28,0a14,14 0 1 1 -28,0Z'/>",
    "<path stroke-width='4' fill='#ffffff' d='M102,24A17,17 0 0 1 124,6L118,18L128,26L114,34ZM136,8A17,17 0 0 1 152,32L140,28ZM106,54l14,-4l2,14l-12,4zM138,52l12,6l-8,12l-10,-6zM116,88l12,4l-4,12l-12,-6zM148,92l10,8l-10,8l-6,-8z'/>",
    "<path stroke='#e8614a' stroke-width='5' d='M166,8l10,-8M168,28h10'/>",
    whitebait!("translate(-124 -8) rotate(-16) scale(.92)"),
    whitebait!("translate(-52 -34) rotate(-20) scale(.92)"),
    whitebait!("translate(20 -62) rotate(-20) scale(.92)"),
    whitebait!("translate(106 -76) rotate(-14) scale(.92)"),
    whitebait!("translate(-122 60) rotate(-16) scale(.92)"),
    whitebait!("translate(-48 36) rotate(-20) scale(.92)"),
    whitebait!("translate(28 6) rotate(-20) scale(.92)"),
    whitebait!("translate(110 -16) rotate(16) scale(.92)")
);

const BREAM: &str = "<path fill='#3f6fb0' d='M-116,0L-174,-60Q-150,0 -174,60Z'/><path fill='#3f6fb0' d='M-118,-34Q-104,-98 -50,-104V-60Z'/><path fill='#3f6fb0' d='M-96,52Q-96,92 -60,104L-50,60Z'/>\
    <path fill='#ffd24a' d='M-48,-82C-94,-70 -122,-28 -138,0C-122,30 -94,72 -48,82Z'/><path stroke='#d9945a' stroke-width='5' d='M-116,-14q12,12 0,28M-94,-34q14,16 0,34t0,34'/>\
    <ellipse cx='-48' rx='19' ry='82' fill='#ff9a86'/><ellipse cx='-48' cy='-2' rx='7' ry='11' fill='#fff' stroke-width='4'/><path stroke='#fff' stroke-width='5' d='M-48,-54V-26M-48,22V52'/>\
    <path fill='#3f6fb0' d='M58,-70Q74,-108 128,-88L134,-56ZM70,66Q80,106 116,100L112,66Z'/>\
    <path fill='#ffd24a' d='M50,-86C106,-90 154,-46 170,-8Q174,4 168,14C148,56 106,90 50,86Z'/>\
    <ellipse cx='50' rx='19' ry='86' fill='#ff9a86'/><ellipse cx='50' cy='-2' rx='7' ry='11' fill='#fff' stroke-width='4'/><path stroke='#fff' stroke-width='5' d='M50,-56V-26M50,22V30'/>\
    <path stroke-width='5' d='M96,-56Q78,-4 94,30'/><circle cx='126' cy='-22' r='21' fill='#fff'/><circle cx='135' cy='-26' r='9' fill='#1c1633' stroke='none'/><path fill='#d9945a' d='M105,-24A21,21 0 0 1 144,-34Z'/><path d='M132,38Q146,20 164,26'/>\
    <path fill='#5aa9e6' d='M116,30C80,20 44,30 10,44L-2,58L16,62L8,76L30,76C66,76 100,62 116,30Z'/><circle cx='-4' cy='64' r='27' fill='#ffd24a'/><circle cx='-4' cy='64' r='17' stroke='#c98a1b' stroke-width='4'/><path stroke='#c98a1b' stroke-width='5' d='M-4,56V72'/><path fill='#5aa9e6' d='M26,48Q6,46 8,56Q10,64 28,62Z'/>\
    <path fill='#5aa9e6' d='M-120,16C-96,-6 -70,-34 -38,-62L-26,-70L-24,-56L-10,-58L-14,-42C-36,0 -76,26 -120,16Z'/><path d='M-22,-50L-8,-74'/>\
    <path fill='#fff' d='M-38,-120H46V-86L4,-60L-38,-86Z'/><circle cx='4' cy='-74' r='4' fill='#1c1633' stroke-width='3'/><g fill='#ffd24a' stroke-width='4'><circle cx='-14' cy='-100' r='13'/><circle cx='20' cy='-100' r='13'/></g>";

const HERRING: Look = Look::new(
    Body::Slim,
    (Tail::Fork, Back::Low),
    (Eye::Open, Mouth::Oh),
    Skin::Scales,
    coat("#b3263c", "#e8614a", "#7a1330", "#7a1330"),
)
.posed(16, 78)
.at(-28, -34);
const CANDLE_NOSE: &str = "<circle cx='80' cy='-14' r='22' fill='#fff'/><circle cx='71' cy='-21' r='9' fill='#1c1633' stroke='none'/><path stroke-width='5' d='M56,-44Q72,-58 92,-48'/>\
    <path fill='#e8614a' d='M112,-19H206V19H112Q124,0 112,-19Z'/><path fill='#ffffff' stroke-width='5' d='M208,-22H160Q150,-22 152,-12Q156,-2 162,-8T172,-2V20Q178,32 185,20V2Q190,-6 195,2V30Q201,42 208,30Z'/>\
    <path d='M208,-2H220'/><path fill='#ffd24a' d='M216,-19C238,-24 248,-10 264,0C248,10 236,22 218,17Q208,0 216,-19Z'/><path fill='#e8614a' stroke='none' d='M222,-8Q238,-7 246,0Q236,10 223,8Z'/>";
const LOOT: &str = "<g transform='translate(-8 4)'><path d='M100,104L88,116H78M146,104L158,114L170,110'/><path fill='#ffd24a' d='M108,56L96,40Q124,50 150,40L140,56C172,68 172,106 150,108H100C76,104 76,66 108,56Z'/><path stroke='#e8614a' stroke-width='7' d='M108,56H140'/>\
    <path fill='#1c1633' d='M82,74Q124,64 166,74L162,92Q140,96 124,84Q108,96 86,92Z'/><g fill='#fff' stroke='none'><circle cx='104' cy='81' r='8'/><circle cx='146' cy='81' r='8'/></g><g fill='#1c1633' stroke='none'><circle cx='107' cy='82' r='4'/><circle cx='149' cy='82' r='4'/></g></g>\
    <path stroke='#fff' stroke-width='6' stroke-dasharray='2 16' d='M-90,116H50'/>";

const PERCH: Look = Look::new(
    Body::Oval,
    (Tail::Fan, Back::Spikes),
    (Eye::Blissful, Mouth::Smile),
    Skin::Stripes,
    coat("#7fc36b", "#eef0c0", "#e8614a", "#24623c"),
)
.posed(0, 55)
.at(-14, 2);
const WICKS: &str = "<path fill='#ffd24a' d='M-156,-121H156V-97H-156Z'/><path stroke-width='4' d='M-96,-121V-97M-20,-121V-97M96,-121V-97'/><path fill='#1c1633' d='M-2,-121L4,-110L-4,-97H40L34,-108L40,-121Z'/>\
    <path fill='#ffd24a' d='M-156,98H156V121H-156Z'/><path stroke-width='4' d='M-110,98V121M60,98V121'/><path fill='#1c1633' d='M-46,98H4V121H-46Z'/><path fill='#d9945a' d='M4,98L34,70L42,78L12,104Z'/>\
    <path stroke-width='13' d='M10,-30C12,-60 22,-90 18,-120M-18,30C-24,60 -18,90 -20,121'/><path stroke='#e8614a' stroke-width='5' d='M10,-30C12,-60 22,-90 18,-122M-18,30C-24,60 -18,90 -20,122'/>";
const TEA: &str = "<path fill='#c9d3dd' d='M96,46H164V56H96ZM124,56H136L142,98H118Z'/><path fill='#fff' d='M108,16H148Q148,44 136,46H120Q108,44 108,16Z'/><path d='M148,22Q164,20 160,32Q156,40 144,38'/><path stroke='#fff' stroke-width='5' d='M118,4q-8,-10 0,-20t0,-18M138,4q-8,-10 0,-20t0,-18'/>";

const CHUB: Look = Look::new(
    Body::Round,
    (Tail::Fork, Back::Low),
    (Eye::Open, Mouth::Smile),
    Skin::Scales,
    coat("#5aa9e6", "#ffffff", "#3f6fb0", "#3f6fb0"),
)
.posed(0, 74)
.at(-66, 6);
const SPECTACLES: &str = "<g fill='#fff' stroke-width='18'><circle cx='108' cy='-30' r='23'/><circle cx='50' cy='-28' r='30'/><path d='M20,-34L-30,-46'/></g><g fill='#fff' stroke='#e8614a' stroke-width='7'><circle cx='108' cy='-30' r='23'/><path d='M20,-34L-30,-46'/><circle cx='50' cy='-28' r='30'/></g><g fill='#1c1633' stroke='none'><circle cx='60' cy='-22' r='11'/><circle cx='114' cy='-26' r='9'/></g>";
const TRIANGLES: &str = "<path fill='#e8614a' d='M160,-52L178,-78V-22Z'/><path fill='#e8614a' d='M70,-48C82,-86 138,-92 168,-50C138,-12 82,-12 70,-48Z'/><circle cx='96' cy='-58' r='12' fill='#fff' stroke-width='5'/><circle cx='92' cy='-55' r='5' fill='#1c1633' stroke='none'/><path stroke-width='5' d='M84,-78L104,-84M82,-34Q90,-42 100,-32'/>\
    <path fill='#9fb0c9' d='M104,120C96,92 112,66 134,62C160,60 178,88 176,120Z'/><circle cx='-140' cy='-90' r='30' fill='#ffffff' stroke-width='5'/>\
    <path fill='#2f8f5b' d='M-172,120C-186,92 -154,84 -166,54C-136,74 -152,96 -140,120Z'/>\
    <g stroke-width='12' stroke='#1c1633'><path d='M112,-108L174,-10H54Z'/><path d='M138,66L168,112H108Z'/><path d='M-140,-108L-122,-78H-158Z'/><path d='M-158,60L-136,114H-174Z'/></g>\
    <g stroke='#ffd24a' stroke-width='5'><path d='M112,-108L174,-10H54Z'/><path d='M138,66L168,112H108Z'/><path d='M-140,-108L-122,-78H-158Z'/><path d='M-158,60L-136,114H-174Z'/></g>\
    <path fill='#ffd24a' fill-rule='evenodd' d='M4,118V6L96,118ZM24,98H52L24,64Z'/><path stroke-width='4' d='M4,34H12M4,54H12M4,74H12M4,94H12'/><path fill='#3f6fb0' d='M-66,24C-36,22 -10,36 14,50Q22,62 10,68C-20,66 -48,58 -70,46Z'/>";

const MULLET: Look = Look::new(
    Body::Torpedo,
    (Tail::Fork, Back::Bare),
    (Eye::Sleepy, Mouth::Smile),
    Skin::Plain,
    coat("#2f8f5b", "#c9d3dd", "#2f8f5b", "#2f8f5b"),
)
.posed(-12, 78)
.at(34, 6);
const AVERAGE: &str = "<path stroke-width='18' d='M-172,92C-110,116 -50,104 20,84S130,76 172,36'/><path stroke='#fff' stroke-width='8' d='M-172,92C-110,116 -50,104 20,84S130,76 172,36'/>";
const MANE: &str = "<path fill='#ffd24a' d='M140,-28L142,-58L122,-48L112,-80L94,-64L80,-94L62,-78C20,-112 -30,-66 -74,-92S-170,-126 -224,-88C-196,-88 -182,-78 -172,-66C-202,-64 -230,-46 -246,-14C-206,-36 -172,-26 -140,-30C-160,-16 -174,0 -178,24C-130,-14 -88,2 -46,-16C-10,-30 14,10 40,-24C50,-40 64,-42 78,-40Z'/>\
    <path stroke='#c98a1b' stroke-width='5' d='M50,-66C0,-80 -40,-46 -90,-66S-160,-84 -186,-80M40,-46C0,-56 -40,-26 -84,-40S-180,-46 -206,-36M20,-26C-30,-34 -60,-4 -110,-16'/>\
    <path stroke-width='17' d='M76,-40Q104,-44 144,-24'/><path stroke='#e8614a' stroke-width='8' d='M76,-40Q104,-44 144,-24'/>";

const EEL: &str = "<g transform='translate(46 -72) rotate(176)'><path fill='#ffffff' d='M-28,50V20C-48,8 -58,-8 -48,-18C-38,-26 -30,-12 -24,-4V-42C-24,-58 -4,-58 -4,-42V-48C-4,-64 16,-64 16,-48V-42C16,-56 36,-56 36,-40V20C36,34 30,40 30,50Z'/><path stroke-width='4' d='M-4,-42V-8M16,-42V-8'/><path stroke='#9fb0c9' stroke-width='4' d='M-14,12H26M-16,26H24'/></g>\
    <path fill='#ffd24a' d='M-112,66C-152,72 -172,96 -178,118C-152,112 -134,104 -120,100C-122,110 -116,118 -106,122C-100,114 -96,106 -94,100C-78,104 -62,110 -44,120C-46,98 -66,74 -96,66Z'/><path stroke='#c98a1b' stroke-width='4' d='M-130,84Q-152,94 -160,104M-86,84Q-70,90 -60,102'/>\
    <path fill='#2a4f85' d='M-172,-28C-136,-6 -118,2 -92,-8C-60,-30 -20,-46 20,-40L60,-26L-60,40L-150,40Z'/>\
    <path fill='#3f6fb0' d='M-174,-26C-152,30 -126,42 -98,22C-66,-4 -36,-28 8,-24C50,-20 84,0 102,-36C124,-58 168,-52 176,-18C182,16 146,26 122,28C90,52 44,34 8,34C-28,32 -52,56 -82,76C-128,98 -176,60 -174,-26Z'/>\
    <path fill='#c9d3dd' stroke='none' d='M-160,34C-140,76 -108,74 -78,54C-40,24 -16,18 10,20C50,24 90,34 128,18L122,25C90,48 44,31 8,31C-28,29 -54,54 -84,73C-120,90 -152,72 -160,34Z'/>\
    <path stroke='#fff' stroke-width='7' d='M-96,6Q-76,-10 -62,-14M-10,-12Q10,-14 30,-8'/><path stroke-width='5' d='M106,-16Q120,2 106,20'/>\
    <circle cx='142' cy='-26' r='15' fill='#fff'/><circle cx='147' cy='-24' r='7' fill='#1c1633' stroke='none'/><path fill='#2a4f85' d='M127,-26A15,15 0 0 1 157,-26Z'/><path d='M132,8Q156,8 166,-10'/>\
    <g transform='translate(16 76) rotate(-4)'><path fill='#ffffff' d='M-28,46V20C-48,8 -58,-8 -48,-18C-38,-26 -30,-12 -24,-4V-42C-24,-58 -4,-58 -4,-42V-48C-4,-64 16,-64 16,-48V-42C16,-56 36,-56 36,-40V20C36,34 30,40 30,46Z'/><path stroke-width='4' d='M-4,-42V-8M16,-42V-8'/><path stroke='#9fb0c9' stroke-width='4' d='M-14,12H26M-16,26H24'/></g>\
    <path stroke='#fff' stroke-width='5' d='M84,50L104,42M92,68L120,58'/>";

const TAGS: &[Prop] = &[
    before(Part::Tag, (-146, -56), -8, 60),
    before(Part::Tag, (-92, -64), 2, 76),
    before(Part::Tag, (-32, -72), 10, 94),
];

const WHITING: &str = "<path fill='#ffd24a' d='M-176,121Q-150,98 -90,104T60,100T176,121Z'/>\
    <path fill='#fff' stroke-width='5' d='M40,-96a12,12 0 0 1 24,-2a13,13 0 0 1 26,0a11,11 0 0 1 22,0a13,13 0 0 1 26,0a12,12 0 0 1 24,0a8,8 0 0 1 14,8H32a8,8 0 0 1 8,-6Z'/>\
    <path stroke-width='22' d='M-152,-90L66,110M-88,110L156,-12'/><path stroke='#9b6a3f' stroke-width='11' d='M-152,-90L66,110M-88,110L156,-12'/>\
    <path stroke-width='42' d='M-148,-82C-100,28 0,92 152,-8'/><g stroke-width='30' stroke-linecap='butt'><path stroke='#fff' d='M-152,-90C-100,28 0,92 160,-14'/><path stroke='#e8614a' stroke-dasharray='24 24' d='M-148,-82C-100,28 0,92 152,-8'/></g>\
    <path fill='#9fb0c9' d='M108,-26L148,-78Q150,-46 176,-22Q146,-4 112,-20Z'/><path fill='#9fb0c9' d='M-34,-76Q0,-104 30,-70L24,-30Z'/>\
    <path fill='#c9d3dd' d='M-136,-78C-124,-122 -60,-116 -24,-74C0,-46 24,-30 56,-30C86,-30 104,-36 122,-48L130,-20C112,8 80,22 40,22C-30,24 -118,-6 -136,-78Z'/>\
    <path fill='#fff' stroke='none' d='M10,-36C26,-30 40,-27 56,-27C86,-27 104,-33 120,-44C106,-12 60,0 20,-6Z'/>\
    <g transform='translate(-84 -76) rotate(26)'><path fill='#1c1633' d='M-42,-18H42C42,14 10,18 5,-4H-5C-10,18 -38,14 -42,-18Z'/><path stroke='#fff' stroke-width='5' d='M14,-9H25M-31,-9H-20'/></g><path d='M-112,-44Q-94,-26 -74,-36'/>\
    <g transform='translate(4 -18) rotate(24)'><path fill='#ffffff' d='M-46,-34L0,-44L50,-36L58,34L4,24L-48,36Z'/><path stroke-width='4' d='M0,-44L4,24'/><path fill='#1c1633' stroke='none' d='M-36,-24L-10,-30L-8,-8L-37,-3Z'/><path stroke='#9fb0c9' stroke-width='5' d='M-36,8L-8,3M-36,20L-8,14M12,-30L40,-26M13,-16L42,-12M14,-2L44,4M15,12L46,18'/></g>\
    <path fill='#9fb0c9' d='M-58,-34C-40,-34 -26,-26 -16,-12Q-20,0 -36,-4C-52,-8 -60,-20 -58,-34Z'/>";

const SOLE: &str = "<path fill='#ffd24a' d='M-180,50H-164C-156,112 -104,112 -96,50H-72C-64,112 -12,112 -4,56Q24,64 62,62C80,66 88,84 116,84C144,84 148,70 158,62H180V121H-180Z'/>\
    <path stroke='#d9945a' stroke-width='5' d='M-150,84Q-130,104 -110,84M-58,84Q-38,104 -18,84'/>\
    <path stroke='#fff' stroke-width='6' stroke-dasharray='2 13' d='M-174,-26Q-146,10 -130,86Q-84,-40 -38,86Q-26,30 6,0'/>\
    <path stroke-width='20' d='M-96,-34C-134,-34 -156,-58 -132,-86'/><path fill='#2f8f5b' d='M-158,-84L-112,-118L-106,-66Z'/><path stroke='#2f8f5b' stroke-width='9' d='M-96,-34C-134,-34 -156,-58 -130,-88'/>\
    <g transform='translate(46 -12) rotate(12)'><path fill='#9b6a3f' d='M-104,0L-152,-34Q-138,0 -152,34Z'/><path fill='#9b6a3f' d='M-122,0C-126,-50 -76,-58 -44,-46C-10,-34 10,-52 44,-62C100,-72 136,-40 134,6C132,56 88,76 40,60C10,48 -14,36 -44,46C-80,56 -120,50 -122,0Z'/>\
    <path fill='#e8614a' stroke-width='5' d='M-110,0C-112,-40 -70,-44 -44,-34C-10,-22 10,-40 44,-50C92,-60 122,-34 120,6C118,46 80,62 40,48C10,36 -14,24 -44,34C-76,44 -110,40 -110,0Z'/>\
    <path stroke='#eef0c0' stroke-width='4' stroke-dasharray='9 9' d='M-98,0C-100,-28 -68,-32 -44,-22C-10,-12 12,-28 46,-38C84,-46 108,-26 107,6C105,36 78,48 44,36C12,24 -14,12 -44,22C-70,30 -98,28 -98,0Z'/>\
    <path stroke-width='5' d='M-54,-32Q-44,0 -54,32M-80,-14H-70M-84,0H-70M-80,14H-70M8,-24L16,-2L8,20M26,-30L36,0L26,28M44,-34L54,2L44,34'/>\
    <circle cx='84' cy='-22' r='18' fill='#fff'/><circle cx='92' cy='14' r='18' fill='#fff'/><circle cx='90' cy='-19' r='8' fill='#1c1633' stroke='none'/><circle cx='98' cy='17' r='8' fill='#1c1633' stroke='none'/></g>\
    <path stroke='#fff' stroke-width='5' d='M66,78L54,86M172,74L178,84'/>";

const ROACH: Look = Look::new(
    Body::Oval,
    (Tail::Wedge, Back::Sail),
    (Eye::Open, Mouth::Smile),
    Skin::Scales,
    coat("#9fb0c9", "#ffffff", "#e8614a", "#7f93a8"),
)
.posed(14, 74)
.at(-60, -26);
const LOUPE: &str = "<path fill='#1c1633' d='M58,-40L112,-52V14L60,0Q50,-20 58,-40Z'/><ellipse cx='116' cy='-19' rx='24' ry='36' fill='#fff' stroke-width='18'/><ellipse cx='116' cy='-19' rx='24' ry='36' fill='#fff' stroke='#ffd24a' stroke-width='7'/><ellipse cx='120' cy='-10' rx='11' ry='15' fill='#1c1633' stroke='none'/><path fill='#7f93a8' stroke-width='5' d='M93,-24C96,-62 136,-62 139,-28Z'/>";
const FILING: &str = "<path fill='#fff' d='M104,-82H172L160,-62H116Z'/><path d='M136,-82V-118'/><path fill='#e8614a' stroke-width='5' d='M140,-116L166,-88H140Z'/><path stroke='#3f6fb0' stroke-width='6' d='M92,-56q12,-10 22,0t22,0t22,0t20,0'/>\
    <path fill='#ffffff' d='M88,56H162V68L174,80V120H76V80L88,68Z'/><g stroke='#c98a1b' stroke-width='5'><path d='M88,110q-4,-14 10,-14t8,12t-10,0M114,108q-4,-14 10,-14t8,12t-10,0M140,108q-4,-14 10,-14t8,12t-10,0M92,84q0,-10 10,-8t6,10t-8,-4M118,82q0,-10 10,-8t6,10t-8,-4M144,84q0,-10 10,-8t6,10t-8,-4'/></g><path stroke-width='5' d='M88,68H162'/>\
    <circle cx='128' cy='16' r='38' fill='#ffd24a'/><circle cx='128' cy='16' r='26' stroke='#c98a1b' stroke-width='5'/><path stroke='#c98a1b' stroke-width='7' d='M128,4V28'/>\
    <path stroke-width='28' d='M34,56L96,-8'/><path stroke='#c9d3dd' stroke-width='17' d='M34,56L96,-8'/><path stroke='#7f93a8' stroke-width='4' d='M38,44L48,54M50,32L60,42M62,20L72,30M74,8L84,18M86,-4L94,4'/>\
    <path stroke-width='26' d='M8,82L26,64'/><path stroke='#9b6a3f' stroke-width='15' d='M8,82L26,64'/>\
    <path stroke-width='15' d='M104,-16C84,-44 112,-62 122,-46C128,-34 112,-28 110,-38'/><path stroke='#ffd24a' stroke-width='6' d='M104,-16C84,-44 112,-62 122,-46C128,-34 112,-28 110,-38'/>\
    <path fill='#e8614a' d='M-74,12C-64,48 -34,78 4,92Q20,88 18,72C0,58 -16,40 -26,10Z'/>";

const MUSSEL: &str = "<path fill='#1c1633' d='M-168,14C-100,-70 120,-80 168,-20V20C110,60 -100,60 -168,14Z'/><path fill='#ff9a86' stroke-width='4' d='M-140,12C-80,34 90,34 164,12C110,56 -80,52 -140,12Z'/>\
    <path fill='#2a4f85' d='M-176,14C-120,24 -60,38 0,42C70,46 130,40 170,16C180,62 140,112 60,118C-40,124 -136,82 -176,14Z'/><path stroke='#5aa9e6' stroke-width='6' d='M-116,44C-60,86 0,102 60,100S140,78 150,52M-66,54C-20,78 20,84 60,82S104,70 112,58'/>\
    <g fill='#fff'><circle cx='-66' cy='2' r='19'/><circle cx='-24' cy='-2' r='21'/></g><g fill='#1c1633' stroke='none'><circle cx='-58' cy='3' r='8'/><circle cx='-14' cy='0' r='8'/></g>\
    <path fill='#2a4f85' d='M-176,14C-136,-60 -40,-124 70,-118C142,-112 184,-72 172,-24C130,-58 60,-62 0,-50C-60,-38 -120,-8 -176,14Z'/><path stroke='#5aa9e6' stroke-width='6' d='M-118,-34C-70,-76 0,-102 70,-100C110,-98 142,-82 152,-58M-62,-54C-20,-74 30,-84 70,-82C96,-80 110,-74 120,-66'/>\
    <path stroke-width='18' d='M-120,-52C-104,-10 -104,30 -116,66M-14,-108C14,-50 16,56 -8,114M150,-88C170,-40 170,40 144,94M12,16Q20,36 36,28'/><path stroke='#e8614a' stroke-width='8' d='M-120,-52C-104,-10 -104,30 -116,66M-14,-108C14,-50 16,56 -8,114M150,-88C170,-40 170,40 144,94M12,16Q20,36 36,28'/>\
    <g transform='translate(26 -2)'><path fill='#e8614a' d='M8,46L24,-4H96L112,46Q60,56 8,46Z'/><circle cx='60' cy='22' r='19' fill='#fff'/><circle cx='60' cy='22' r='6' fill='#1c1633' stroke='none'/><path fill='#e8614a' d='M4,-18C4,-52 116,-52 116,-18Q116,-6 98,-8Q92,-8 92,-22Q60,-28 28,-22Q28,-8 20,-8Q4,-6 4,-18Z' transform='rotate(-9 60 -20)'/>\
    <g stroke='#ffd24a' stroke-width='7'><path d='M-2,-52L-12,-68M32,-60L28,-80M70,-62L74,-82M104,-60L116,-76'/></g></g>";

const PARROT: &str = "<path stroke-width='30' d='M168,104C120,92 60,98 -30,106M126,96C136,70 152,62 152,24M96,98C104,84 116,66 110,52M150,60Q166,52 168,36'/><path stroke='#e8614a' stroke-width='18' d='M168,104C120,92 60,98 -30,106M126,96C136,70 152,62 152,24M96,98C104,84 116,66 110,52M150,60Q166,52 168,36'/>\
    <path stroke-width='16' d='M10,72L6,94M42,64L46,92'/><path stroke='#ffd24a' stroke-width='7' d='M10,72L6,94M42,64L46,92'/>\
    <path fill='#ffffff' d='M-14,-72L-64,16L-136,-56Z'/><path stroke='#9fb0c9' stroke-width='4' stroke-dasharray='8 8' d='M-30,-48L-112,-46'/><path stroke='#e8614a' stroke-width='5' d='M-104,-48L-84,-34L-76,-46L-56,-14L-44,-30'/>\
    <path fill='#e8614a' d='M-64,16L-30,48L-176,56Z'/><path fill='#2f8f5b' d='M-30,48L6,84L-134,120Z'/><path fill='#ffd24a' d='M-30,48L-176,56L-134,120Z'/>\
    <path fill='#3f6fb0' d='M-14,-72L18,-24L-64,16Z'/><path fill='#7fc36b' d='M18,-24L-64,16L6,84Z'/><path fill='#ffffff' d='M18,-24L76,-12L62,54Z'/><path fill='#5aa9e6' d='M18,-24L62,54L6,84Z'/>\
    <path stroke='#e8614a' stroke-width='5' d='M40,-12L52,-4L50,12L60,18'/><g stroke-width='4'><path d='M-34,6V36M-14,0V52M6,10V44'/><path fill='#fff' d='M-40,14h12v14h-12z'/><path fill='#e8614a' d='M-20,10h12v30h-12z'/><path fill='#fff' d='M0,18h12v18h-12z'/></g>\
    <path fill='#ff9a86' d='M-14,-72L50,-86L18,-24Z'/><path fill='#ffd24a' d='M50,-86L88,-56L76,-12L18,-24Z'/>\
    <path fill='#e8614a' d='M86,-66L142,-48L82,-36Z'/><path fill='#7a1330' d='M82,-38L110,-42L78,-18Z'/><path fill='#e8614a' d='M80,-22L124,-8L70,4Z'/>\
    <circle cx='52' cy='-54' r='17' fill='#fff'/><circle cx='58' cy='-54' r='8' fill='#1c1633' stroke='none'/>\
    <path fill='#fff' d='M-20,-80C-38,-112 70,-132 62,-92Z'/><path fill='#1c1633' d='M-20,-80L62,-94L66,-82L-14,-68Z'/><path fill='#1c1633' d='M28,-76L64,-84Q84,-84 84,-72Q56,-66 28,-76Z'/><circle cx='24' cy='-95' r='7' fill='#ffd24a' stroke-width='4'/>\
    <path stroke='#fff' stroke-width='6' d='M148,-70L164,-80M154,-26H174M146,-4L160,6'/>";

const DACE: &str = "<path fill='#9fb0c9' d='M-176,-30Q-176,-46 -160,-46H-104Q-92,-46 -92,-30V120H-176Z'/><path fill='#6b7484' d='M-180,108H-84V121H-180Z'/><path fill='#ffd24a' stroke-width='5' d='M-156,-22H-116V-4H-156Z'/><path stroke-width='5' d='M-146,-13H-126'/><circle cx='-136' cy='24' r='13' fill='#e8614a'/>\
    <path stroke-width='24' d='M-84,40L-46,-100M-84,40H150M-84,40L-40,112'/><path stroke='#c9d3dd' stroke-width='13' d='M-84,40L-46,-100M-84,40H150M-84,40L-40,112'/><circle cx='-84' cy='40' r='22' fill='#7f93a8'/>\
    <path stroke-width='34' d='M108,48L154,102'/><path stroke='#9b6a3f' stroke-width='22' d='M112,54L154,102'/>\
    <circle cx='46' cy='-22' r='84' fill='#ffffff' stroke-width='30'/><circle cx='46' cy='-22' r='84' fill='#ffffff' stroke='#d9945a' stroke-width='17'/>\
    <path fill='#7fc36b' stroke-width='5' d='M30,-20L22,-58Q14,-68 20,-74Q28,-74 31,-66L33,-82Q39,-92 44,-82L45,-66L56,-74Q64,-72 60,-64L50,-54L56,-20Z'/><path fill='#2f8f5b' d='M14,-14L-18,-42Q-12,-14 -18,14Z'/><path fill='#2f8f5b' d='M2,-14C16,-52 76,-54 104,-16Q106,-10 102,-6C76,28 18,24 2,-14Z'/><path fill='#c9d3dd' stroke='none' d='M10,-4C40,8 76,6 98,-4C76,22 28,22 10,-4Z'/>\
    <circle cx='82' cy='-20' r='11' fill='#fff' stroke-width='5'/><circle cx='85' cy='-20' r='5' fill='#1c1633' stroke='none'/><path stroke-width='5' d='M78,2Q90,8 97,-2'/>\
    <path stroke-width='38' stroke-linecap='butt' d='M-25,26H117'/><path stroke='#c9d3dd' stroke-width='26' stroke-linecap='butt' d='M-25,26H117'/><circle cx='46' cy='-22' r='84' stroke-width='30'/><circle cx='46' cy='-22' r='84' stroke='#d9945a' stroke-width='17'/>\
    <path stroke='#fff' stroke-width='7' d='M-24,-50Q-16,-74 6,-88'/><path stroke-width='4' d='M10,-80q-8,8 -6,20M70,-78q6,8 2,18'/>";
