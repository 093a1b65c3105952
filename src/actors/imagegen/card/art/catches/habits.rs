//! Common fish that came later, about what people do.
//!
//! **Invariant:** one portrait for each id that is listed here (a test in [`super`] compares them with the catalogue).

use super::{
    bodies::Body,
    faces::{Eye, Mouth},
    fins::{Back, Tail},
    look::{Look, Portrait, coat},
    props::{Part, Prop, before, behind, worn},
    skins::Skin,
};

/// The portrait of an id of this file.
pub fn portrait(id: &str) -> Option<Portrait> {
    Some(match id {
        "carry-trade-carp" => Portrait::whole(CARP).with(BUCKETS),
        "faucet-loach" => Portrait::whole(LOACH).with(HAT),
        "testnet-tetra" => Portrait::of(TETRA).behind(FLASK).wearing(LAB_COAT).before(COINS_AND_HAMSTER),
        "cold-wallet-cod" => Portrait::of(COD).behind(ICE).wearing(SCARF).before(KEYHOLE_AND_KEY),
        "hot-wallet-halibut" => Portrait::of(HALIBUT).behind(SMOKE).wearing(PURSES).before(HANDS_AND_FAN),
        "copy-trade-remora" => Portrait::of(REMORA).behind(SLEEPER).wearing(SUCKER).before(NOTEBOOK),
        "hindsight-hake" => Portrait::of(HAKE).behind(WRECK).wearing(EYES_BEHIND).with(SCHOLAR),
        "notification-anchovy" => Portrait::whole(ANCHOVY),
        "gm-gudgeon" => Portrait::whole(GUDGEON),
        "wen-wrasse" => Portrait::whole(WRASSE),
        "influencer-gourami" => Portrait::of(GOURAMI).behind(RING_LIGHT).wearing(GLAMOUR).before(ARROW),
        "diversified-dory" => Portrait::whole(DORY),
        "tax-season-tench" => Portrait::of(TENCH).wearing(VISOR).before(ABACUS_AND_RECEIPT).with(RECEIPTS),
        _ => return None,
    })
}

const CARP: &str = "<path fill='#9b6a3f' d='M-166,86H160V118H-166Q-180,116 -176,102T-166,86Z'/><path stroke-width='4' d='M-150,98H-96M-70,106H-10M20,98H86'/>\
    <ellipse cx='160' cy='102' rx='15' ry='16' fill='#f0c9a0'/><circle cx='160' cy='102' r='5' stroke-width='4'/>\
    <path fill='#e8614a' d='M40,40C66,30 82,12 92,36C86,46 94,56 88,74C70,72 52,70 34,64Z'/>\
    <path stroke-width='21' d='M-160,-44Q0,-88 160,-44'/><path stroke='#d9945a' stroke-width='10' d='M-160,-44Q0,-88 160,-44'/>\
    <path fill='#e8614a' d='M-36,-64C-40,-96 -22,-104 -16,-98C-8,-116 8,-116 14,-98C24,-104 40,-94 36,-64Z'/>\
    <path fill='#e8614a' d='M-38,62C-46,72 -38,78 -34,88C-26,82 -16,78 -14,66ZM38,62C46,72 38,78 34,88C26,82 16,78 14,66Z'/>\
    <path fill='#e8614a' stroke-width='7' d='M0,-80C46,-80 72,-40 72,2C72,48 44,76 0,76S-72,48 -72,2C-72,-40 -46,-80 0,-80Z'/>\
    <path stroke='#e8614a' stroke-width='5' d='M-60,24q9,14 18,0M-52,44q9,14 18,0M42,24q9,14 18,0M34,44q9,14 18,0'/>\
    <path fill='#fff' d='M-40,2C-20,-12 20,-12 40,2C42,22 32,30 28,44C20,40 18,52 0,68C-18,52 -20,40 -28,44C-32,30 -42,22 -40,2Z'/>\
    <path stroke='#9fb0c9' stroke-width='4' d='M-18,24Q-14,40 -8,48M18,24Q14,40 8,48M0,30V54'/><ellipse cx='0' cy='8' rx='13' ry='9' fill='#7a1330'/>\
    <circle cx='-27' cy='-34' r='18' fill='#fff'/><circle cx='27' cy='-34' r='18' fill='#fff'/><circle cx='-25' cy='-26' r='8' fill='#1c1633'/><circle cx='25' cy='-26' r='8' fill='#1c1633'/>\
    <path stroke-width='7' d='M-46,-56L-18,-64M46,-56L18,-64'/>\
    <path fill='#e8614a' d='M-66,6C-92,0 -108,-34 -100,-62C-92,-74 -78,-70 -76,-58C-78,-40 -72,-28 -62,-24ZM66,6C92,0 108,-34 100,-62C92,-74 78,-70 76,-58C78,-40 72,-28 62,-24Z'/>\
    <path stroke-width='5' d='M-138,-50V0M138,-50V0'/>\
    <g fill='#ffd24a' stroke-width='5'><circle cx='-156' cy='14' r='13'/><circle cx='-120' cy='14' r='13'/><circle cx='-138' cy='6' r='14'/><circle cx='156' cy='14' r='13'/><circle cx='120' cy='14' r='13'/><circle cx='138' cy='6' r='14'/></g>";
const BUCKETS: &[Prop] = &[before(Part::Bucket, (-138, 38), 0, 92), before(Part::Bucket, (138, 38), 0, 92)];

const LOACH: &str = "<g transform='translate(24 0)'><path fill='#a8b545' d='M-140,-70C-160,-80 -176,-106 -194,-102C-186,-86 -196,-74 -190,-62C-196,-50 -188,-38 -192,-30C-174,-34 -160,-58 -140,-64Z'/>\
    <path stroke-width='60' stroke-linecap='butt' d='M-146,-68H30Q92,-68 92,-24'/><path stroke='#ffd24a' stroke-width='48' stroke-linecap='butt' d='M-146,-68H30Q92,-68 92,-24'/>\
    <path stroke='#eef0c0' stroke-width='8' d='M-108,-82H-72M-18,-82H36Q64,-82 78,-68'/>\
    <rect x='-152' y='-106' width='28' height='76' rx='8' fill='#c98a1b'/><path fill='#ffd24a' d='M-62,-95L-56,-106H-28L-22,-95Z'/>\
    <rect x='-106' y='-120' width='128' height='18' rx='9' fill='#e8614a'/>\
    <path fill='#a8b545' d='M56,-18C44,16 58,52 92,54C126,52 140,16 128,-18Z'/><path fill='#eef0c0' stroke='none' d='M66,34C66,22 118,22 118,34C112,48 104,51 92,51S72,48 66,34Z'/>\
    <rect x='48' y='-30' width='88' height='22' rx='9' fill='#c98a1b'/>\
    <g fill='#5b7a3f' stroke='none'><circle cx='92' cy='0' r='7'/><circle cx='60' cy='26' r='5'/><circle cx='124' cy='26' r='5'/></g><circle cx='74' cy='11' r='12' fill='#fff' stroke-width='5'/><circle cx='110' cy='11' r='12' fill='#fff' stroke-width='5'/><circle cx='75' cy='15' r='6' fill='#1c1633' stroke='none'/><circle cx='109' cy='15' r='6' fill='#1c1633' stroke='none'/>\
    <path stroke-width='5' d='M64,36C48,36 48,54 36,48M72,44C60,50 58,66 48,68M120,36C136,36 136,54 150,46M112,44C124,50 126,66 138,66'/><path fill='#7a1330' stroke-width='5' d='M74,36Q92,42 110,36Q106,50 92,50T74,36Z'/>\
    <path fill='#5aa9e6' stroke-width='5' d='M92,54C98,66 106,72 106,79A14,13 0 0 1 78,79C78,72 86,66 92,54Z'/><path stroke='#fff' stroke-width='4' d='M86,79Q86,84 91,85'/>\
    <path fill='#ffd24a' d='M-178,116C-170,100 -140,100 -70,96H-22C-8,96 -6,78 -12,62C-14,42 30,38 34,62C38,84 30,116 0,116Z'/>\
    <path d='M-2,52L-10,26M22,50L28,24'/><circle cx='-10' cy='24' r='10' fill='#fff'/><circle cx='28' cy='22' r='10' fill='#fff'/><circle cx='-6' cy='22' r='4' fill='#1c1633' stroke='none'/><circle cx='32' cy='20' r='4' fill='#1c1633' stroke='none'/><path stroke-width='5' d='M4,80Q16,88 26,78'/>\
    <circle cx='-84' cy='58' r='50' fill='#e8614a'/><path stroke-width='7' d='M-84,60C-92,50 -76,40 -66,52C-56,70 -84,88 -104,74C-124,54 -104,24 -76,28'/></g>";
const HAT: &[Prop] = &[before(Part::TopHat, (116, 97), 180, 52)];

const TETRA: Look = Look::new(
    Body::Oval,
    (Tail::Fork, Back::Low),
    (Eye::Open, Mouth::Smile),
    Skin::Plain,
    coat("#3f6fb0", "#e8614a", "#e8614a", "#5fe0e6"),
)
.posed(0, 60)
.at(-38, 58);
const FLASK: &str = "<path fill='#ffffff' fill-opacity='.85' d='M-88,-104V-54L-174,84Q-184,114 -156,114H48Q76,114 66,84L-20,-54V-104Z'/>\
    <path fill='#5fe0e6' stroke='none' d='M-114,-12H6L64,84Q74,112 46,112H-154Q-182,112 -172,84Z'/><path stroke='#fff' stroke-width='5' d='M-108,-12H0'/>";
const LAB_COAT: &str = "<path stroke='#5fe0e6' stroke-width='12' d='M34,8Q60,14 98,4'/>\
    <path fill='#fff' d='M-82,-44Q-40,-74 16,-72Q36,0 16,64Q-40,74 -82,42Q-96,0 -82,-44Z'/><path fill='#c9d3dd' stroke-width='5' d='M16,-72L40,-44L14,-8L2,-40Z'/>\
    <path stroke-width='5' d='M-54,4H-20V34H-54Z'/><path stroke='#e8614a' stroke-width='6' d='M-44,2V-8'/><path stroke='#3f6fb0' stroke-width='6' d='M-31,2V-12'/><circle cx='10' cy='16' r='4' fill='#1c1633' stroke='none'/><circle cx='8' cy='40' r='4' fill='#1c1633' stroke='none'/>";
const COINS_AND_HAMSTER: &str = "<circle cx='-92' cy='8' r='9' fill='#e8614a' stroke-width='5'/><circle cx='-14' cy='4' r='9' fill='#e8614a' stroke-width='5'/><path stroke-width='23' stroke-linecap='butt' d='M-72,38L-90,12M-38,36L-18,8'/><path stroke='#fff' stroke-width='12' d='M-70,42L-85,20M-40,39L-24,16'/>\
    <g stroke-width='5'><circle cx='-93' cy='-14' r='13' fill='#ffd24a'/><circle cx='-76' cy='-42' r='13' fill='#3ddc97'/><circle cx='-66' cy='-72' r='13' fill='#ff9a86'/><circle cx='-42' cy='-88' r='13' fill='#ffd24a'/><circle cx='-37' cy='-56' r='13' fill='#5aa9e6'/><circle cx='-18' cy='-24' r='13' fill='#ffd24a'/></g>\
    <g fill='#fff' stroke='none'><circle cx='-150' cy='92' r='7'/><circle cx='-132' cy='98' r='5'/><circle cx='6' cy='100' r='6'/></g>\
    <path d='M-88,-104V-54L-174,84Q-184,114 -156,114H48Q76,114 66,84L-20,-54V-104'/><rect x='-98' y='-118' width='88' height='16' rx='8' fill='#ffffff'/><path stroke='#fff' stroke-width='7' d='M34,58L48,84'/>\
    <circle cx='96' cy='28' r='16' fill='#d9945a'/><circle cx='158' cy='28' r='16' fill='#d9945a'/><path fill='#d9945a' d='M82,114C70,60 84,20 127,20S184,60 172,114Z'/><path fill='#eef0c0' stroke='none' d='M96,111C90,76 104,62 127,62S164,76 158,111Z'/>\
    <circle cx='108' cy='46' r='8' fill='#1c1633'/><circle cx='146' cy='46' r='8' fill='#1c1633'/><g fill='#fff' stroke='none'><circle cx='111' cy='43' r='3.5'/><circle cx='149' cy='43' r='3.5'/></g><path fill='#fff' stroke-width='4' d='M121,66h12v12h-12z'/><path fill='#ff9a86' stroke-width='4' d='M118,56h18l-9,10z'/>\
    <path fill='#d9945a' d='M92,104C92,84 106,82 124,90L120,106ZM162,104C162,84 148,82 130,90L134,106Z'/><path stroke='#fff' stroke-width='6' d='M127,4V-14M101,2L92,-14M153,2L162,-14'/>";

const COD: Look = Look::new(
    Body::Oval,
    (Tail::Fan, Back::Spikes),
    (Eye::Open, Mouth::Flat),
    Skin::Spots,
    coat("#5b7a3f", "#eef0c0", "#5b7a3f", "#5b7a3f"),
)
.posed(0, 66)
.at(-58, 0);
const ICE: &str = "<path fill='#ffffff' d='M-172,-82L-146,-116H88L58,-82Z'/><path fill='#c9d3dd' d='M58,-82L88,-116V72L58,102Z'/><path fill='#c9d3dd' d='M-172,-82H58V102H-172Z'/>";
const SCARF: &str = "<path fill='#e8614a' d='M4,70L-16,124L22,132L36,72Z'/><path stroke='#fff' stroke-width='7' d='M-4,98L30,104'/><path fill='#e8614a' d='M22,-78Q64,0 40,76L2,82Q30,0 -14,-78Z'/><path stroke='#fff' stroke-width='7' d='M12,-50L38,-50M26,-12L48,-10M28,26L49,30'/>\
    <path stroke-width='5' d='M92,42Q84,54 90,62'/><path stroke-width='6' d='M58,-52Q74,-62 92,-50'/>";
const KEYHOLE_AND_KEY: &str = "<path stroke='#fff' stroke-width='8' d='M-156,-44L-136,-64M-156,-14L-106,-64M10,-40L36,-66M-30,92L-2,64'/>\
    <rect x='6' y='42' width='40' height='54' rx='9' fill='#ffd24a'/><path fill='#1c1633' stroke-width='3' d='M26,52A9,9 0 0 1 32,68L36,86H16L20,68A9,9 0 0 1 26,52Z'/>\
    <path fill='#ffffff' d='M98,40L112,20H180L164,40Z'/><path fill='#c9d3dd' d='M164,40L180,20V84L164,102Z'/><path fill='#c9d3dd' d='M98,40H164V102H98Z'/>\
    <g transform='translate(134 70) rotate(-52) scale(.62)'><path stroke-width='24' d='M-10,0H42V16M26,0V14'/><path stroke='#ffd24a' stroke-width='9' d='M-10,0H42V16M26,0V14'/><circle cx='-24' r='20' fill='#ffd24a' stroke-width='8'/><circle cx='-24' r='6' fill='#1c1633'/></g>\
    <path stroke='#fff' stroke-width='6' d='M106,62L120,48'/><path fill='#fff' d='M-180,116C-180,98 -150,94 -140,104C-120,90 -84,96 -78,106C-50,94 -10,96 0,108C40,96 80,98 90,108C120,94 176,96 180,116Z'/>";

const HALIBUT: Look = Look::new(
    Body::Lozenge,
    (Tail::Fan, Back::Bare),
    (Eye::Startled, Mouth::Tongue),
    Skin::Plain,
    coat("#e8614a", "#ff9a86", "#e8333f", "#e8333f"),
)
.posed(-4, 78)
.at(-14, 14);
const SMOKE: &str = "<g fill='#ffffff'><path d='M-70,-40C-100,-50 -96,-80 -72,-80C-74,-104 -36,-106 -36,-86C-18,-92 -8,-72 -22,-62L-40,-36Z'/><path d='M-2,-60C-26,-72 -20,-98 2,-96C8,-118 44,-116 44,-94C64,-90 62,-66 46,-62L24,-46Z'/></g>";
const PURSES: &str = "<g><path fill='#7a4a2b' d='M-66,-34L-74,-60H-22L-18,-34Z'/><path fill='#7a4a2b' d='M0,-54L-4,-82H42L40,-54Z'/><path fill='#7a4a2b' d='M-30,26L-40,2H22L18,26Z'/><g fill='#ffd24a' stroke-width='5'><circle cx='-52' cy='-38' r='12'/><circle cx='-32' cy='-40' r='12'/><circle cx='12' cy='-56' r='12'/><circle cx='30' cy='-58' r='11'/><circle cx='-16' cy='20' r='13'/><circle cx='6' cy='22' r='12'/></g>\
    <path fill='#d9945a' d='M-70,-34H-16L-20,2Q-44,12 -66,2ZM-4,-54H44L40,-22Q20,-14 0,-22ZM-36,26H24L20,64Q-6,76 -32,64Z'/><circle cx='-43' cy='-22' r='4' fill='#1c1633'/><circle cx='20' cy='-42' r='4' fill='#1c1633'/><circle cx='-6' cy='40' r='4' fill='#1c1633'/></g>\
    <g fill='#c9d3dd' stroke-width='4'><path d='M54,-70q-14,18 0,24q14,-6 0,-24zM112,-66q-14,18 0,24q14,-6 0,-24zM60,24q-12,16 0,22q12,-6 0,-22z'/></g>";
const HANDS_AND_FAN: &str = "<path fill='#ffffff' d='M110,84L92,8Q140,0 172,44Z'/><path stroke='#e8614a' stroke-width='7' d='M96,20Q136,14 160,48'/><path stroke-width='4' d='M110,84L112,8M110,84L134,14M110,84L154,28'/><path fill='#e8333f' d='M40,58C66,54 92,66 114,76Q120,88 108,92C84,92 56,88 34,74Z'/>\
    <path stroke-width='22' d='M-172,-98Q-160,-50 -122,-40M-172,98Q-130,102 -100,68M52,110Q36,110 26,98M172,-24Q150,-34 128,-28M104,-110Q104,-84 84,-72'/>\
    <path stroke-width='17' d='M-122,-40L-100,-54M-122,-40L-92,-36M-122,-40L-104,-20M-100,68L-98,44M-100,68L-78,52M-100,68L-76,72M26,98L6,88M26,98L22,74M26,98L40,80M128,-28L108,-42M128,-28L102,-26M128,-28L110,-10M84,-72L60,-68M84,-72L70,-52M84,-72L90,-48'/>\
    <path stroke='#2f8f5b' stroke-width='12' d='M-172,-98Q-160,-50 -122,-40M-172,98Q-130,102 -100,68M52,110Q36,110 26,98M172,-24Q150,-34 128,-28M104,-110Q104,-84 84,-72'/>\
    <path stroke='#2f8f5b' stroke-width='8' d='M-122,-40L-100,-54M-122,-40L-92,-36M-122,-40L-104,-20M-100,68L-98,44M-100,68L-78,52M-100,68L-76,72M26,98L6,88M26,98L22,74M26,98L40,80M128,-28L108,-42M128,-28L102,-26M128,-28L110,-10M84,-72L60,-68M84,-72L70,-52M84,-72L90,-48'/>\
    <g fill='#ffd24a' stroke-width='5'><circle cx='-82' cy='62' r='11'/><circle cx='-92' cy='-44' r='11'/></g>";

const REMORA: Look = Look::new(
    Body::Slim,
    (Tail::Fork, Back::Bare),
    (Eye::Open, Mouth::Tongue),
    Skin::Plain,
    coat("#ffd24a", "#ffffff", "#e8614a", "#e8614a"),
)
.posed(-5, 78)
.at(-4, 54);
const SLEEPER: &str = "<path fill='#2a4f85' d='M-180,-116C-150,-112 -140,-92 -118,-92C-60,-124 90,-126 142,-106C186,-88 190,-26 150,-2C110,18 30,20 -30,10C-90,-2 -120,-36 -138,-58C-160,-58 -176,-64 -182,-76C-168,-80 -158,-84 -160,-92C-170,-98 -178,-106 -180,-116Z'/>\
    <path fill='#3f6fb0' stroke='none' d='M150,-8C110,14 30,16 -30,6C-80,-4 -106,-30 -124,-50C-80,-26 60,-4 168,-30Q164,-16 150,-8Z'/><path stroke-width='5' d='M-124,-52C-80,-28 60,-6 170,-32'/><path stroke='#2a4f85' stroke-width='5' d='M-70,-20Q-50,-8 -20,0M-20,-8Q0,4 30,8M60,-6Q80,2 110,0'/>\
    <path stroke='#fff' stroke-width='8' d='M94,-66Q110,-50 128,-66M98,-56L92,-48M111,-54V-46M124,-57L130,-50'/><circle cx='163' cy='-99' r='17' fill='#ffffff' stroke-width='5'/><path stroke='#fff' stroke-width='4' d='M154,-102Q156,-108 162,-109'/><path fill='#1b315c' d='M-6,-34C-20,-14 -60,-4 -76,-20C-60,-30 -40,-48 -14,-60Z'/>";
const SUCKER: &str = "<path fill='#c9d3dd' d='M10,-42C-2,-68 114,-72 112,-32Q60,-52 10,-42Z'/><path stroke-width='4' d='M28,-57L30,-47M44,-60V-49M60,-61V-48M76,-58L75,-46M92,-53L90,-42'/><path stroke='#e8614a' stroke-width='9' d='M-96,-2Q-40,-16 50,-10'/>";
const NOTEBOOK: &str = "<g transform='translate(142 84) rotate(8)'><rect x='-34' y='-32' width='70' height='66' rx='6' fill='#fff'/><path stroke='#3f6fb0' stroke-width='6' d='M-16,-8q10,-16 18,0t18,0M-16,14q10,-16 18,0'/><path stroke='#e8614a' stroke-width='8' d='M-34,-18V20'/></g>\
    <path fill='#e8614a' d='M14,66C46,66 78,82 100,92Q108,102 98,112C66,112 34,100 8,84Z'/><path stroke-width='15' d='M92,112L122,92'/><path stroke='#2f8f5b' stroke-width='7' d='M92,112L122,92'/>";

const HAKE: Look = Look::new(
    Body::Long,
    (Tail::Fork, Back::Bare),
    (Eye::Blissful, Mouth::Smile),
    Skin::Plain,
    coat("#9fb0c9", "#ffffff", "#7f93a8", "#7f93a8"),
)
.posed(-10, 82)
.at(40, 36);
const WRECK: &str = "<path stroke-width='19' d='M-140,44L-128,-92'/><path stroke='#9b6a3f' stroke-width='9' d='M-140,44L-128,-92'/><path fill='#ffffff' d='M-126,-84C-96,-80 -78,-62 -74,-44L-86,-50L-84,-30L-98,-38L-102,-14L-134,-12Z'/>\
    <path fill='#7a4a2b' d='M-182,24L-104,34L-114,54L-96,66L-110,84L-92,104H-146C-170,88 -182,60 -182,24Z'/><path stroke-width='4' d='M-176,46L-116,54M-168,72L-110,80'/>\
    <path fill='#9b6a3f' d='M-76,106L-66,84L-50,94L-36,76L24,92L-6,116H-70Z'/><path stroke-width='9' d='M-30,112L14,104'/><path stroke='#fff' stroke-width='6' d='M40,104H110M70,118H130'/>";
const EYES_BEHIND: &str = "<path fill='#9fb0c9' stroke='none' d='M74,-27L104,-25L124,-18V4H74Z'/><path fill='#fff' d='M108,18C112,38 128,48 126,68C142,56 154,36 154,12C140,20 124,22 108,18Z'/><path stroke-width='4' d='M128,26Q136,36 134,44'/><path d='M104,14Q132,24 158,6'/><path stroke-width='6' d='M142,-6h1'/><path stroke='#7f93a8' stroke-width='6' d='M70,-22Q60,2 72,24'/>\
    <circle cx='-34' cy='-52' r='37' fill='#fff' stroke='#1c1633' stroke-width='17'/><circle cx='40' cy='-58' r='37' fill='#fff' stroke='#1c1633' stroke-width='17'/>\
    <circle cx='-34' cy='-52' r='37' stroke='#ffd24a' stroke-width='6'/><circle cx='40' cy='-58' r='37' stroke='#ffd24a' stroke-width='6'/><circle cx='-50' cy='-46' r='13' fill='#1c1633' stroke='none'/><circle cx='24' cy='-52' r='13' fill='#1c1633' stroke='none'/>\
    <g fill='#fff' stroke='none'><circle cx='-54' cy='-51' r='4'/><circle cx='20' cy='-57' r='4'/></g>\
    ";
const SCHOLAR: &[Prop] = &[worn(Part::Mortarboard, (4, -104), -2, 105)];

const ANCHOVY: &str = "<g transform='translate(8 0) rotate(-14)'><g stroke-width='4' fill='#b9ffdc'><path d='M-110,-30C-60,-78 60,-86 142,-44Q152,-32 142,-20C70,18 -60,10 -110,-30Z'/><path d='M-92,30C-44,-18 74,-26 158,16Q168,28 158,40C84,78 -44,70 -92,30Z'/></g>\
    <path fill='#2a4f85' d='M-10,-40L16,-72L44,-42ZM-20,34L-6,62L24,38Z'/>\
    <path fill='#5aa9e6' stroke='none' d='M-100,0C-50,-50 66,-56 150,-14Q160,0 150,12C76,50 -50,42 -100,0Z'/><path fill='#ffffff' stroke='none' d='M-100,0C-20,20 80,20 156,4Q154,10 150,12C76,50 -50,42 -100,0Z'/><path stroke-width='7' d='M-100,0C-50,-50 66,-56 150,-14Q160,0 150,12C76,50 -50,42 -100,0Z'/>\
    <g transform='translate(-126 0) rotate(90)'><circle cy='36' r='13' fill='#c98a1b'/><circle cy='-48' r='9' fill='#ffd24a'/><path fill='#ffd24a' d='M-52,32C-34,14 -42,-40 0,-46C42,-40 34,14 52,32Z'/><path stroke='#c98a1b' d='M-38,14Q0,22 38,14'/><path stroke='#fff' stroke-width='7' d='M-18,-24Q-24,-12 -24,0'/></g>\
    <circle cx='104' cy='-14' r='25' fill='#fff'/><circle cx='108' cy='-14' r='6' fill='#1c1633'/><path stroke-width='5' d='M148,16l-9,-5l-8,8l-9,-6l-8,8'/>\
    <g fill='#e8333f' stroke-width='5'><circle cx='-52' cy='-22' r='14'/><circle cx='-20' cy='-40' r='16'/><circle cx='10' cy='-50' r='16'/><circle cx='58' cy='-44' r='15'/><circle cx='-40' cy='10' r='16'/><circle cx='2' cy='-8' r='19'/><circle cx='50' cy='0' r='16'/><circle cx='-4' cy='34' r='16'/><circle cx='40' cy='38' r='15'/><circle cx='84' cy='32' r='15'/></g>\
    <path stroke='#fff' stroke-width='5' d='M-52,-29v6M-52,-16v1M-20,-48v8M-20,-33v1M10,-58v8M10,-43v1M58,-51v6M58,-38v1M-40,3v7M-40,17v1M2,-18v10M2,0v1M50,-7v7M50,7v1M-4,27v7M-4,41v1M40,32v6M40,45v1M84,26v6M84,39v1'/></g>\
    <path stroke='#1c1633' d='M-112,-66l14,-12l4,14l14,-12M44,78l14,-12l4,14l14,-12M-30,-86l12,-10l4,12l12,-10'/>";

const GUDGEON: &str = "<g stroke='#ffd24a' stroke-width='9'><path d='M138,-2V-20M98,12L86,-2M178,12L182,6M84,44L68,38'/></g><circle cx='138' cy='62' r='44' fill='#ffd24a'/><path stroke-width='5' d='M118,54q6,-10 12,0M146,54q6,-10 12,0M124,68q14,12 28,0'/><path fill='#2f8f5b' d='M58,116C84,80 150,76 180,98V116Z'/>\
    <path fill='#ff9a86' d='M-176,116V-34C-186,-64 -160,-80 -148,-56L-146,-86C-150,-116 -114,-118 -112,-90L-106,-66C-100,-78 -84,-76 -80,-66L-74,-94C-76,-122 -40,-122 -42,-94L-40,-62C-32,-86 -2,-84 -6,-54V116Z'/>\
    <g fill='#e8614a' stroke='none'><circle cx='-160' cy='-20' r='8'/><circle cx='-130' cy='-78' r='8'/><circle cx='-58' cy='-88' r='8'/><circle cx='-158' cy='40' r='9'/><circle cx='-20' cy='92' r='9'/><circle cx='-146' cy='96' r='7'/></g>\
    <path fill='#7a4a2b' d='M-118,116V92Q-118,72 -96,72T-74,92V116Z'/>\
    <rect x='-128' y='-48' width='100' height='92' rx='10' fill='#fff'/><rect x='-118' y='-38' width='82' height='82' fill='#1c1633'/><path fill='#3f6fb0' d='M-28,-48H-4V44H-28ZM-128,-48H-154V44H-128Z'/><path stroke-width='4' d='M-148,-30H-134M-148,-10H-134M-148,10H-134M-148,30H-134'/>\
    <path fill='#2f8f5b' d='M-78,-2C-72,-24 -56,-38 -44,-36L-34,-20Z'/>\
    <path fill='#7fc36b' stroke='none' d='M-112,42C-108,8 -56,-34 0,-36C44,-32 76,-8 84,14Q88,24 78,34C40,62 -30,66 -70,42Z'/><path fill='#eef0c0' stroke='none' d='M-70,42C-20,36 40,36 84,20Q86,28 78,34C40,62 -30,66 -70,42Z'/><path stroke-width='7' d='M-112,42C-108,8 -56,-34 0,-36C44,-32 76,-8 84,14Q88,24 78,34C40,62 -30,66 -70,42'/>\
    <path stroke-width='8' d='M20,-2Q36,-26 54,-2'/><path stroke-width='6' fill='#7a1330' d='M36,22C44,46 70,46 78,18Q56,28 36,22Z'/><circle cx='18' cy='18' r='9' fill='#ff9a86' stroke='none'/>\
    <path fill='#9b6a3f' d='M-136,42H-22V58H-136Z'/>\
    <path fill='#2f8f5b' d='M-30,-20C-34,-50 -22,-90 4,-106C14,-104 12,-96 16,-94C24,-96 26,-88 24,-84C32,-82 30,-74 26,-68C12,-50 6,-34 0,-14Z'/><path stroke='#fff' stroke-width='6' d='M44,-104Q54,-88 46,-72M62,-112Q76,-90 64,-66'/>\
    <path fill='#2f8f5b' d='M-22,46C-14,70 0,82 18,88L26,70C14,66 8,54 6,42Z'/><path stroke-width='7' d='M56,78Q76,76 72,92T52,102'/><path fill='#fff' d='M10,68H58L52,112H18Z'/><path fill='#e8614a' stroke='none' d='M14,82H54L53,94H16Z'/>\
    <g transform='translate(132 -80)'><path fill='#5aa9e6' d='M-28,0L-46,-16V16ZM-32,0C-20,-26 20,-26 36,0C20,26 -20,26 -32,0Z'/><circle cx='16' cy='-5' r='7' fill='#fff' stroke-width='3'/><circle cx='18' cy='-4' r='3' fill='#1c1633' stroke='none'/></g>";

const WRASSE: &str = "<path fill='#c98a1b' d='M100,-40H146Q156,-40 156,-30V-12H100ZM100,12H156V30Q156,40 146,40H100ZM-104,-18H-138Q-158,-18 -158,0T-138,18H-104Z'/><circle cx='138' cy='-26' r='5' fill='#1c1633'/><circle cx='138' cy='26' r='5' fill='#1c1633'/>\
    <circle r='104' fill='#9fb0c9' stroke='none'/>\
    <g stroke-width='4'><path fill='#fff' d='M-92,16H-52V62H-92ZM-46,24H-12V66H-46ZM34,22H86V70H34ZM72,-56H92V4H72ZM-94,-56H-78V4H-94ZM-24,-46H28V0H-24ZM-38,72H-12V100H-38ZM32,78H60V90H32Z'/><path fill='#e8614a' d='M-92,16H-52V28H-92ZM-46,24H-12V36H-46ZM34,22H86V34H34ZM-24,-46H28V-34H-24Z'/></g>\
    <path stroke='#6b7484' stroke-width='5' d='M-84,36l8,8m0,-8l-8,8M-68,36l8,8m0,-8l-8,8M-84,50l8,8m0,-8l-8,8M-34,44l8,8m0,-8l-8,8M44,42l8,8m0,-8l-8,8M60,42l8,8m0,-8l-8,8M44,58l8,8m0,-8l-8,8M60,58l8,8m0,-8l-8,8M2,-24l8,8m0,-8l-8,8M18,-24l8,8m0,-8l-8,8'/>\
    <path fill='#e8614a' d='M0,14L-32,50L0,44ZM20,14L52,50L20,44Z'/>\
    <path stroke-width='48' d='M-44,-22C-50,-96 68,-98 62,-30C58,8 10,0 10,30'/><path stroke='#2f8f5b' stroke-width='37' d='M-44,-22C-50,-96 68,-98 62,-30C58,8 10,0 10,30'/>\
    <path stroke='#7fc36b' stroke-width='37' stroke-linecap='butt' stroke-dasharray='8 16' d='M14,-78C44,-76 66,-62 62,-30C58,8 10,0 10,30'/>\
    <circle cx='10' cy='76' r='14' fill='#2f8f5b'/>\
    <ellipse cx='-46' cy='-20' rx='38' ry='37' fill='#2f8f5b'/><circle cx='-61' cy='-40' r='15' fill='#fff'/><circle cx='-29' cy='-40' r='15' fill='#fff'/><circle cx='-58' cy='-44' r='7' fill='#1c1633' stroke='none'/><circle cx='-26' cy='-44' r='7' fill='#1c1633' stroke='none'/>\
    <ellipse cx='-46' cy='0' rx='46' ry='26' fill='#fff' fill-opacity='.5' stroke='none'/><ellipse cx='-46' cy='-8' rx='36' ry='9' fill='#ff9a86' stroke-width='5'/><ellipse cx='-46' cy='9' rx='33' ry='10' fill='#ff9a86' stroke-width='5'/>\
    <circle r='106' stroke-width='26'/><circle r='106' stroke='#ffd24a' stroke-width='14'/><g fill='#9b6a3f' stroke-width='3'><circle cx='106' r='5'/><circle cx='-106' r='5'/><circle cy='106' r='5'/><circle cy='-106' r='5'/><circle cx='75' cy='75' r='5'/><circle cx='-75' cy='75' r='5'/><circle cx='75' cy='-75' r='5'/><circle cx='-75' cy='-75' r='5'/></g>";

const GOURAMI: Look = Look::new(
    Body::Tall,
    (Tail::Veil, Back::Bare),
    (Eye::Startled, Mouth::Flat),
    Skin::Stripes,
    coat("#ff9a86", "#f0c9a0", "#7fc36b", "#e8614a"),
)
.posed(-4, 68)
.at(-22, 20);
const RING_LIGHT: &str = "<path stroke-width='15' d='M-62,80L-118,114M-62,80L-8,114M-62,80V114'/><path stroke='#6b7484' stroke-width='5' d='M-62,80L-118,114M-62,80L-8,114M-62,80V114'/>\
    <circle cx='-62' cy='-14' r='86' fill='#ffffff' stroke-width='34'/><circle cx='-62' cy='-14' r='86' stroke='#fff' stroke-width='22'/><path stroke='#fff' stroke-width='7' d='M-172,-14H-180M-160,-78L-168,-84M-158,52L-166,58M34,-92L44,-100'/>";
const GLAMOUR: &str = "<path fill='#ffd24a' d='M116,-62C126,-108 84,-140 40,-128C-10,-146 -84,-112 -92,-52C-96,-20 -112,-2 -126,2C-96,16 -66,2 -54,-24C-44,-48 -28,-62 0,-70C30,-76 60,-72 74,-82C90,-88 104,-82 116,-62Z'/><path stroke-width='4' d='M-74,-40C-66,-84 -20,-112 40,-106M54,-88Q76,-104 98,-92'/>\
    <path stroke-width='6' d='M54,-52L44,-60M70,-57L68,-68M88,-54L96,-63'/><ellipse cx='118' cy='24' rx='24' ry='30' fill='#e8333f'/><ellipse cx='120' cy='24' rx='12' ry='18' fill='#1c1633' stroke-width='4'/>\
    <path fill='#7fc36b' d='M-6,80C0,44 40,14 86,18C94,42 66,82 26,96Z'/><path stroke-width='4' d='M30,70Q48,52 66,42M18,58Q34,42 52,32'/>";
const ARROW: &str = "<path stroke-width='37' stroke-linecap='butt' d='M50,98Q126,98 132,10'/><path stroke-width='6' fill='#e8333f' d='M84,18L180,24L138,-62Z'/><path stroke='#e8333f' stroke-width='25' stroke-linecap='butt' d='M50,98Q126,98 132,14'/>\
    <path fill='#7fc36b' d='M6,76C24,72 46,78 62,90Q70,104 56,112C36,112 14,108 -4,96Z'/><path stroke='#fff' stroke-width='6' d='M152,-78L162,-98M124,-82L120,-104M172,-60L180,-68'/>";

const DORY: &str = "<g fill='#ffd24a'><path d='M-58,-70L-70,-112L-44,-92L-34,-118L-16,-92L0,-110L4,-78Z'/></g>\
    <path fill='#e8614a' d='M4,-76C-2,-104 16,-120 32,-120C50,-118 60,-98 54,-66Z'/><circle cx='30' cy='-98' r='10' fill='#fff' stroke-width='4'/><circle cx='30' cy='-102' r='4' fill='#1c1633' stroke='none'/>\
    <path fill='#3f6fb0' d='M-84,-62C-116,-78 -158,-76 -172,-50C-168,-26 -128,-12 -98,-14Z'/><circle cx='-138' cy='-50' r='12' fill='#fff' stroke-width='4'/><circle cx='-142' cy='-50' r='5' fill='#1c1633' stroke='none'/><path stroke-width='5' d='M-168,-42Q-156,-30 -146,-32'/>\
    <path fill='#ff9a86' d='M-84,24C-116,24 -136,16 -164,22C-154,38 -158,44 -150,54C-154,68 -158,78 -150,92C-126,90 -100,72 -74,56Z'/>\
    <path fill='#c9d3dd' d='M-50,66C-54,100 -40,120 -26,120C-8,118 0,100 -2,76Z'/><circle cx='-27' cy='96' r='10' fill='#fff' stroke-width='4'/><circle cx='-27' cy='101' r='4' fill='#1c1633' stroke='none'/>\
    <path fill='#7fc36b' d='M12,76C24,92 20,104 14,118C30,110 40,116 46,112C58,118 66,114 76,116C72,98 60,88 54,68Z'/><path fill='#5aa9e6' d='M86,48C110,60 124,78 148,78C148,58 138,40 104,22Z'/>\
    <path fill='#2f8f5b' d='M70,-60C88,-84 112,-96 136,-92C134,-70 124,-46 104,-30Z'/>\
    <g stroke-width='5'><path fill='#3f6fb0' d='M-112,0A112,86 0 0 1 -52,-76V0Z'/><path fill='#ffd24a' d='M-52,0V-76A112,86 0 0 1 0,-86V0Z'/><path fill='#e8614a' d='M0,0V-86A112,86 0 0 1 52,-76V0Z'/><path fill='#2f8f5b' d='M52,0V-76A112,86 0 0 1 112,0Z'/>\
    <path fill='#ff9a86' d='M-112,0A112,86 0 0 0 -52,76V0Z'/><path fill='#c9d3dd' d='M-52,0V76A112,86 0 0 0 0,86V0Z'/><path fill='#7fc36b' d='M0,0V86A112,86 0 0 0 52,76V0Z'/><path fill='#5aa9e6' d='M52,0V76A112,86 0 0 0 112,0Z'/></g>\
    <path stroke='#c9d3dd' stroke-width='7' d='M-92,-14H-66M-84,-32H-66M-72,-50H-66'/><g fill='#e8614a' stroke='none'><circle cx='-36' cy='-56' r='7'/><circle cx='-16' cy='-68' r='6'/><circle cx='-18' cy='-40' r='7'/><circle cx='-38' cy='-22' r='7'/><circle cx='-16' cy='-16' r='5'/></g>\
    <path stroke='#fff' stroke-width='5' d='M12,-66q7,10 14,0t14,0M12,-44q7,10 14,0t14,0M12,-22q7,10 14,0t14,0'/><path stroke='#7a1330' stroke-width='6' d='M-94,16L-68,50M-74,14L-66,26'/><path fill='#7f93a8' stroke='none' d='M-46,12h18v18h-18zM-28,30h18v18h-18zM-46,48h18v18h-18z'/><path stroke='#24623c' stroke-width='7' d='M12,24l8,-10l8,10l8,-10l8,10M12,46l8,-10l8,10l8,-10l8,10M14,68l8,-10l8,10l8,-10'/>\
    <path stroke='#fff' stroke-width='15' stroke-linecap='butt' stroke-dasharray='4 10' d='M-52,-70V72M0,-80V82M52,-70V72M-104,0H66'/><path stroke-width='7' d='M-112,0A112,86 0 0 1 112,0A112,86 0 0 1 -112,0Z'/>\
    <circle cx='82' cy='-18' r='21' fill='#fff'/><circle cx='88' cy='-17' r='9' fill='#1c1633' stroke='none'/><ellipse cx='118' cy='10' rx='20' ry='10' fill='#ff9a86'/><ellipse cx='114' cy='26' rx='17' ry='9' fill='#ff9a86'/>\
    <path stroke='#fff' stroke-width='6' d='M160,-6H176M162,14H180M-178,4H-164M-52,-118'/>";

const TENCH: Look = Look::new(
    Body::Oval,
    (Tail::Fan, Back::Bare),
    (Eye::Sleepy, Mouth::Frown),
    Skin::Plain,
    coat("#5b7a3f", "#f0c9a0", "#7a4a2b", "#7a4a2b"),
)
.posed(0, 84)
.at(8, 32);
const VISOR: &str = "<path stroke-width='17' d='M14,-68Q46,-56 62,-42'/><path stroke='#ffffff' stroke-width='8' d='M14,-68Q46,-56 62,-42'/><path fill='#3ddc97' d='M52,-66C96,-78 146,-58 162,-26C128,-38 88,-42 44,-32C40,-44 44,-58 52,-66Z'/>";
const ABACUS_AND_RECEIPT: &str = "<path stroke-width='36' stroke-linecap='butt' d='M-112,20C-172,10 -180,66 -140,72C-110,76 -160,104 -110,104H62'/><path stroke='#ffffff' stroke-width='25' stroke-linecap='butt' d='M-112,20C-172,10 -180,66 -140,72C-110,76 -160,104 -110,104H59'/><path stroke='#9fb0c9' stroke-width='12' stroke-linecap='butt' stroke-dasharray='4 9' d='M-120,18C-172,10 -180,66 -140,72C-110,76 -160,104 -110,104H50'/>\
    <path fill='#ffffff' d='M96,66H178V116H96Z'/><path stroke='#9b6a3f' stroke-width='4' d='M98,81H174M98,101H174'/><g stroke-width='4'><g fill='#e8614a'><circle cx='120' cy='81' r='8'/><circle cx='137' cy='81' r='8'/><circle cx='163' cy='81' r='8'/></g><g fill='#3f6fb0'><circle cx='120' cy='101' r='8'/><circle cx='146' cy='101' r='8'/><circle cx='163' cy='101' r='8'/></g></g><path stroke-width='15' d='M98,66H176V114H98Z'/><path stroke='#9b6a3f' stroke-width='7' d='M98,66H176V114H98Z'/>\
    <path fill='#fff' d='M-30,46C-4,40 32,52 52,66L42,94C14,94 -18,84 -36,72Z'/><path fill='#e8614a' d='M10,48L26,54L14,90L-2,85Z'/><path fill='#7a4a2b' d='M50,66C70,66 84,72 98,78Q104,88 92,92C74,98 56,98 42,94Z'/>";
const RECEIPTS: &[Prop] = &[
    behind(Part::Sheet, (-84, -28), -38, 100),
    behind(Part::Sheet, (86, -34), 40, 90),
    behind(Part::Sheet, (-50, -58), -20, 105),
    behind(Part::Sheet, (52, -52), 24, 105),
    behind(Part::Sheet, (4, -74), 6, 108),
    behind(Part::Sheet, (-22, -40), -8, 110),
    behind(Part::Sheet, (28, -30), 14, 110),
    before(Part::Sheet, (152, -66), 52, 62),
    before(Part::Sheet, (-150, -76), -34, 62),
];
