//! The common fish: what each is made of and what it carries.
//!
//! **Invariant:** one portrait for each common id of the catalogue (a test in [`super`] compares them).

use super::{
    bodies::Body,
    faces::{Eye, Mouth},
    fins::{Back, Tail},
    look::{Look, Portrait, coat},
    skins::Skin,
};

/// The portrait of a common id.
pub fn portrait(id: &str) -> Option<Portrait> {
    Some(match id {
        "sideways-flounder" => Portrait::of(FLOUNDER).wearing(SECOND_EYE).behind(STRAIGHT_TRAIL),
        "buffering-mackerel" => Portrait::of(MACKEREL).wearing(PIXELS).before(BUFFERING),
        "candlestick-eel" => Portrait::whole(CANDLE_EEL),
        "limit-order-limpet" => Portrait::whole(LIMPET),
        "gas-fee-puffer" => Portrait::of(PUFFER).behind(STEAM).wearing(GAUGE_AND_CAP),
        "dip-buying-duckfish" => Portrait::of(DUCKFISH).wearing(BILL_AND_BASKET),
        "sell-wall-walleye" => Portrait::of(WALLEYE).before(WALL),
        "hodl-haddock" => Portrait::of(HADDOCK).behind(STORM).before(ANCHOR),
        "bagholder-bass" => Portrait::of(BASS).before(SACK),
        "support-line-sprat" => Portrait::of(SPRAT).wearing(HARD_HAT).before(BOULDERS),
        "fomo-minnow" => Portrait::of(MINNOW).behind(ROCKET_BOAT).before(SUITCASE),
        "green-candle-guppy" => Portrait::of(GUPPY).behind(COLUMNS).before(SPARKS),
        "not-advice-shrimp" => Portrait::whole(SHRIMP),
        "take-profit-tuna" => Portrait::of(TUNA).behind(CONFETTI).wearing(BOWLER_AND_PURSE),
        _ => return None,
    })
}

const FLOUNDER: Look = Look::new(
    Body::Lozenge,
    (Tail::Fan, Back::Low),
    (Eye::Sleepy, Mouth::Flat),
    Skin::Spots,
    coat("#d9945a", "#f0c9a0", "#9b6a3f", "#9b6a3f"),
)
.posed(0, 92);
const SECOND_EYE: &str = "<circle cx='46' cy='-44' r='20' fill='#fff'/><circle cx='53' cy='-42' r='8' fill='#1c1633' stroke='none'/>\
    <path fill='#9b6a3f' d='M26,-44A20,20 0 0 1 66,-44Z'/>";
const STRAIGHT_TRAIL: &str = "<path fill='#f0c9a0' stroke='none' d='M-180,92H180V122H-180Z'/>\
    <path stroke='#d9945a' d='M-176,102H60' stroke-dasharray='26 12'/><path stroke='#d9945a' d='M84,90L104,102L84,114'/>";

const MACKEREL: Look = Look::new(
    Body::Slim,
    (Tail::Fork, Back::Low),
    (Eye::Open, Mouth::Flat),
    Skin::Stripes,
    coat("#9fb0c9", "#ffffff", "#7f93a8", "#2a4f85"),
)
.posed(0, 100)
.at(4, 14);
const PIXELS: &str = "<g stroke-width='4'><path fill='#ffffff' d='M-74,-14h22v22h-22z'/><path fill='#2a4f85' d='M-96,-34h22v22h-22zM-52,8h22v22h-22z'/>\
    <path fill='#9fb0c9' d='M-118,-12h22v22h-22zM-96,10h22v22h-22z'/><path fill='#7f93a8' d='M-140,-34h20v20h-20zM-148,14h20v20h-20zM-122,36h18v18h-18z'/></g>";
const BUFFERING: &str = "<g stroke-width='4' fill='#fff' transform='translate(10 -78)'><circle cy='-28' r='9'/><circle cx='20' cy='-20' r='8.5' fill='#ffffff'/><circle cx='28' r='8' fill='#c9d3dd'/>\
    <circle cx='20' cy='20' r='7' fill='#c9d3dd'/><circle cy='28' r='6.5' fill='#9fb0c9'/><circle cx='-20' cy='20' r='6' fill='#7f93a8'/><circle cx='-28' r='5' fill='#3f6fb0'/><circle cx='-20' cy='-20' r='4' fill='#3f6fb0'/></g>";

const CANDLE_EEL: &str = "<path stroke-width='30' d='M-160,70C-120,100 -110,10 -70,20S-20,80 20,40S70,-40 120,-20'/><path stroke='#5b7a3f' stroke-width='18' d='M-160,70C-120,100 -110,10 -70,20S-20,80 20,40S70,-40 120,-20'/>\
    <g stroke-width='5'><path fill='#e8614a' d='M-156,40h26v60h-26z'/><path fill='#3ddc97' d='M-116,6h26v74h-26z'/><path fill='#3ddc97' d='M-76,-20h26v66h-26z'/><path fill='#e8614a' d='M-36,14h26v72h-26z'/>\
    <path fill='#3ddc97' d='M4,-6h26v70h-26z'/><path fill='#3ddc97' d='M44,-44h26v68h-26z'/></g>\
    <g fill='#ffd24a' stroke-width='4'><path d='M-143,36q-14,-16 0,-32q14,16 0,32zM-103,2q-14,-16 0,-32q14,16 0,32zM-63,-24q-14,-16 0,-32q14,16 0,32zM-23,10q-14,-16 0,-32q14,16 0,32zM17,-10q-14,-16 0,-32q14,16 0,32zM57,-48q-14,-16 0,-32q14,16 0,32z'/></g>\
    <path fill='#7fc36b' d='M84,-58C110,-78 168,-62 172,-24C174,6 120,26 86,4Q72,-30 84,-58Z'/><circle cx='126' cy='-36' r='16' fill='#fff'/><circle cx='131' cy='-35' r='7' fill='#1c1633'/><path d='M128,-4Q150,2 164,-12'/>\
    <path fill='#5b7a3f' d='M92,-62Q110,-100 132,-66Z'/>";

const LIMPET: &str = "<path fill='#d9945a' d='M-30,-120H34V120H-30Z'/><path stroke-width='5' d='M-30,-96H-8M-30,-70H4M-30,-44H-8M-30,-18H-8M-30,8H4M-30,34H-8M-30,60H-8M-30,86H4'/>\
    <path stroke='#e8614a' stroke-width='7' d='M-60,16H-132M-60,16L-78,4M-60,16L-78,28'/>\
    <path fill='#f0c9a0' d='M20,-44C64,-50 110,-30 112,8S70,70 20,62Q10,10 20,-44Z'/>\
    <path fill='#7f93a8' d='M26,-72C100,-64 152,-36 156,14C150,50 112,78 96,76C110,50 100,-10 26,-72Z'/><path stroke-width='5' d='M52,-56Q118,-10 112,56M84,-50Q140,-10 132,48'/>\
    <circle cx='52' cy='-10' r='15' fill='#fff'/><circle cx='84' cy='-4' r='15' fill='#fff'/><circle cx='48' cy='-8' r='6' fill='#1c1633'/><circle cx='80' cy='-2' r='6' fill='#1c1633'/><path stroke-width='7' d='M36,-30L62,-22M74,-20L98,-22'/>\
    <path d='M46,24Q60,16 76,26'/><path fill='#f0c9a0' d='M16,34C40,30 70,48 96,38L98,52C70,62 40,54 14,56Z'/><path d='M100,34C70,34 50,62 24,44'/>";

const PUFFER: Look = Look::new(
    Body::Round,
    (Tail::Fan, Back::Thorns),
    (Eye::Startled, Mouth::Oh),
    Skin::Spots,
    coat("#ffd24a", "#ffffff", "#c98a1b", "#c98a1b"),
)
.posed(0, 96);
const STEAM: &str = "<g fill='#fff' stroke-width='4'><path d='M92,-74q6,-24 28,-16q22,-14 32,8q22,6 10,24q-30,14 -52,-2z'/><path d='M-96,-70q-30,4 -34,-18q-26,-6 -16,-26q20,-14 34,2q24,-4 26,18z'/></g>";
const GAUGE_AND_CAP: &str = "<circle cx='8' cy='48' r='36' fill='#ffffff' stroke='#c98a1b' stroke-width='10'/><circle cx='8' cy='48' r='36' stroke-width='4'/>\
    <path stroke='#e8614a' stroke-width='9' d='M14,24A24,24 0 0 1 32,50'/><path stroke-width='6' d='M8,50L24,34'/>\
    <path fill='#2a4f85' d='M-26,-92C-24,-124 52,-128 58,-90Z'/><path fill='#2a4f85' d='M-30,-96Q20,-110 62,-94L86,-84Q40,-84 -28,-80Z'/><circle cx='16' cy='-106' r='7' fill='#ffd24a'/>";

const DUCKFISH: Look = Look::new(
    Body::Oval,
    (Tail::Veil, Back::Low),
    (Eye::Blissful, Mouth::Smile),
    Skin::Scales,
    coat("#ffd24a", "#ffffff", "#d9945a", "#ffd24a"),
)
.posed(38, 84)
.at(14, 14);
const BILL_AND_BASKET: &str = "<path fill='#d9945a' d='M104,-18C130,-30 168,-28 182,-10C184,2 168,4 150,4C170,12 168,26 150,28C128,30 112,24 104,16Z'/><path stroke-width='5' d='M112,2Q130,8 152,4'/>\
    <g transform='translate(4 62) rotate(-38)'><path stroke-width='7' d='M-36,-4C-34,-44 34,-44 36,-4'/><path fill='#9b6a3f' d='M-46,-4H46L36,44H-36Z'/><path stroke-width='4' d='M-42,14H42M-38,30H38M-18,-4V44M14,-4V44'/>\
    <path fill='#e8614a' d='M-34,-22L-18,-34L-6,-18L-22,-6ZM8,-24L26,-30L34,-14L14,-4Z'/></g>";

const WALLEYE: Look = Look::new(
    Body::Hump,
    (Tail::Fork, Back::Spikes),
    (Eye::Startled, Mouth::Flat),
    Skin::Patches,
    coat("#a8b545", "#eef0c0", "#5b7a3f", "#5b7a3f"),
)
.posed(-6, 96);
const WALL: &str = "<g stroke-width='5' fill='#e8614a'><path d='M-176,40H176V120H-176Z'/><path fill='#9b6a3f' d='M-60,40V66H0V40ZM60,66V94H120V66ZM-120,94V120H-60V94ZM120,40H176V66H120Z'/>\
    <path d='M-176,66H176M-176,94H176M-120,40V66M-60,40V66M0,40V66M60,40V66M120,40V66M-150,66V94M-90,66V94M-30,66V94M30,66V94M90,66V94M150,66V94M-120,94V120M-60,94V120M0,94V120M60,94V120M120,94V120'/><path d='M40,12H104V40H40Z'/></g>\
    <path fill='#7fc36b' stroke-width='4' d='M-176,40q14,-18 28,0q14,-14 28,0q12,-16 28,0v12q-8,16 -20,0q-10,14 -22,2q-16,14 -42,2z'/>\
    <path stroke-width='5' fill='#c9d3dd' d='M112,14L160,-12L150,26Z'/><path stroke-width='9' stroke='#7a4a2b' d='M158,-8L172,-30'/>";

const HADDOCK: Look = Look::new(
    Body::Oval,
    (Tail::Sickle, Back::Spikes),
    (Eye::Blissful, Mouth::Flat),
    Skin::Band,
    coat("#7f93a8", "#ffffff", "#3f6fb0", "#2a4f85"),
)
.posed(-4, 92)
.at(8, 0);
const STORM: &str = "<path stroke='#fff' stroke-width='7' d='M-176,-90H-60q26,0 20,-22M40,-96H150M-180,80H-110M60,104H170M-176,-40H-140'/>";
const ANCHOR: &str = "<g transform='translate(26 30) rotate(14)'><path stroke-width='26' d='M0,-46V60M-56,20C-50,76 50,76 56,20M-30,-24H30'/><path stroke='#ffd24a' stroke-width='14' d='M0,-46V60M-56,20C-50,76 50,76 56,20M-30,-24H30'/>\
    <path fill='#ffd24a' d='M-56,2L-74,32L-40,30ZM56,2L74,32L40,30Z'/><circle cy='-60' r='16' stroke-width='18'/><circle cy='-60' r='16' stroke='#ffd24a' stroke-width='7'/></g>\
    <path fill='#3f6fb0' d='M-34,22C-6,10 30,20 56,34C40,52 0,54 -34,44Z'/>";

const BASS: Look = Look::new(
    Body::Hump,
    (Tail::Fan, Back::Bare),
    (Eye::Sleepy, Mouth::Smile),
    Skin::Scales,
    coat("#7fc36b", "#eef0c0", "#5b7a3f", "#5b7a3f"),
)
.posed(0, 86)
.at(22, 30);
const SACK: &str = "<g transform='translate(-6 2)'><g fill='#ffd24a'><circle cx='-86' cy='-96' r='20'/><circle cx='-50' cy='-102' r='19'/></g><path stroke-width='4' d='M-92,-100v1M-80,-100v1M-92,-88q6,-8 12,0M-56,-106v1M-44,-106v1M-56,-94q6,-8 12,0'/>\
    <path fill='#d9945a' d='M-112,-84C-80,-66 -50,-70 -22,-86C-6,-60 44,-54 40,-22C36,8 0,16 -40,14C-100,14 -160,14 -164,-24C-164,-54 -128,-62 -112,-84Z'/>\
    <path fill='#9b6a3f' d='M-142,-36h32v28h-32zM-46,-52h28v26h-28z'/><path stroke-width='4' d='M-148,-30h8M-148,-14h8M-52,-46h8M-52,-34h8'/>\
    <path stroke='#7a4a2b' stroke-width='8' d='M-106,-74Q-68,-54 -30,-76'/></g>";

const SPRAT: Look = Look::new(
    Body::Slim,
    (Tail::Fork, Back::Bare),
    (Eye::Angry, Mouth::Teeth),
    Skin::Plain,
    coat("#5fe0e6", "#ffffff", "#5aa9e6", "#5aa9e6"),
)
.posed(0, 84);
const HARD_HAT: &str = "<path fill='#ffd24a' d='M22,-38C20,-84 98,-88 104,-36L124,-30Q70,-44 14,-28Z'/><path stroke-width='5' d='M56,-70Q64,-58 64,-42'/>";
const BOULDERS: &str = "<g transform='translate(0 -24)'><g fill='#e8614a'><path d='M-72,-34L-60,-76L-14,-84L6,-44L-20,-30Z'/><path d='M-150,-46L-132,-84L-96,-80L-80,-44Z'/><path fill='#9b6a3f' d='M-100,-82L-84,-100L-48,-96L-40,-78L-62,-70Z'/></g>\
    <path stroke='#1c1633' stroke-width='15' d='M-178,-74Q-60,-2 10,-36Q100,-50 178,-80'/><path stroke='#f0c9a0' stroke-width='7' d='M-178,-74Q-60,-2 10,-36Q100,-50 178,-80'/></g>\
    <path stroke='#fff' stroke-width='5' d='M-60,60q-8,16 0,24M-20,66q-8,16 0,24M30,64q-8,16 0,24'/>";

const MINNOW: Look = Look::new(
    Body::Slim,
    (Tail::Wedge, Back::Low),
    (Eye::Startled, Mouth::Oh),
    Skin::Zigzag,
    coat("#9fb0c9", "#ffffff", "#8b74d9", "#8b74d9"),
)
.posed(-10, 92);
const ROCKET_BOAT: &str = "<path stroke='#fff' stroke-width='6' d='M-178,-30H-150M-180,4H-156M-176,40H-146'/><g transform='translate(134 -84) rotate(-24) scale(.8)'><path fill='#d9945a' d='M-48,0L-78,-14L-66,0L-78,14Z'/><path fill='#ffffff' d='M-48,-16L40,-16L62,0L40,18H-30Z'/><path fill='#ffffff' d='M-20,-16L6,-44L20,-16Z'/></g>";
const SUITCASE: &str = "<g transform='translate(18 68) rotate(8)'><path stroke-width='7' d='M-14,-26V-38H14V-26'/><rect x='-42' y='-26' width='84' height='56' rx='8' fill='#9b6a3f'/><path stroke-width='5' d='M-24,-26V30M24,-26V30'/><path fill='#fff' stroke-width='4' d='M-42,0L-66,8L-58,24L-42,18ZM42,4L58,-4L64,16L42,20Z'/></g>";

const GUPPY: Look = Look::new(
    Body::Oval,
    (Tail::Wedge, Back::Sail),
    (Eye::Blissful, Mouth::Tongue),
    Skin::Spots,
    coat("#3ddc97", "#ffffff", "#2f8f5b", "#b9ffdc"),
)
.posed(0, 82);
const COLUMNS: &str = "<g fill='#2f8f5b'><path d='M-100,-18h26v44h-26z'/><path fill='#3ddc97' d='M-126,-46h26v88h-26z'/><path fill='#5fe0e6' d='M-152,-74h26v128h-26z'/><path fill='#b9ffdc' d='M-178,-104h26v172h-26z'/></g>";
const SPARKS: &str = "<g fill='#ffd24a' stroke-width='4'><path d='M-60,-92l6,14l14,6l-14,6l-6,14l-6,-14l-14,-6l14,-6z'/><path d='M110,-92l7,16l16,7l-16,7l-7,16l-7,-16l-16,-7l16,-7z'/><path d='M-30,84l5,11l11,5l-11,5l-5,11l-5,-11l-11,-5l11,-5z'/><path d='M142,60l5,11l11,5l-11,5l-5,11l-5,-11l-11,-5l11,-5z'/></g>";

const SHRIMP: &str = "<path stroke='#1c1633' stroke-width='5' d='M30,-92C80,-130 130,-110 160,-84M36,-84C90,-106 130,-84 150,-60'/>\
    <path fill='#ff9a86' d='M-6,40C-64,60 -120,40 -124,100L-164,84L-150,118H-96C-90,96 -40,100 0,90Z'/>\
    <path fill='#ff9a86' d='M-30,-64C-34,-112 70,-120 78,-64C82,-30 60,-16 56,20C54,60 30,96 -20,94C-70,92 -70,30 -40,0Q-24,-20 -30,-64Z'/>\
    <path stroke-width='5' d='M-38,6Q10,30 56,16M-60,40Q0,60 46,56M-52,74Q0,84 22,82'/>\
    <path fill='#e8614a' d='M-36,-10C-90,-20 -96,-60 -90,-98L-74,-82L-62,-100C-46,-70 -62,-50 -30,-34Z'/>\
    <g stroke='#1c1633' stroke-width='8' fill='#fff'><circle cx='12' cy='-60' r='21'/><circle cx='60' cy='-58' r='19'/></g><circle cx='16' cy='-58' r='7' fill='#1c1633' stroke='none'/><circle cx='63' cy='-56' r='7' fill='#1c1633' stroke='none'/><path d='M32,-34Q44,-26 58,-34'/>\
    <path fill='#3f6fb0' d='M38,-14L8,-32V4ZM38,-14L68,-32V4Z'/><circle cx='38' cy='-14' r='8' fill='#3f6fb0'/>\
    <path fill='#e8614a' d='M66,40H158L146,120H84Z'/><path fill='#ff9a86' d='M56,24H168V46H56Z'/><path stroke-width='4' d='M96,62q8,-14 14,0t14,-2M92,84h40'/>";

const TUNA: Look = Look::new(
    Body::Torpedo,
    (Tail::Sickle, Back::Low),
    (Eye::Sleepy, Mouth::Moustache),
    Skin::Plain,
    coat("#3f6fb0", "#ffffff", "#2a4f85", "#2a4f85"),
)
.posed(0, 94);
const CONFETTI: &str = "<g stroke='none'><path fill='#ff9a86' d='M-150,-96l14,6l-6,14l-14,-6zM-40,-110l12,8l-8,12l-12,-8zM-120,84l12,8l-8,12l-12,-8z'/><path fill='#ffd24a' d='M-96,-80l14,4l-4,14l-14,-4zM150,-92l12,8l-8,12l-12,-8zM-170,60l12,4l-4,12l-12,-4z'/><path fill='#3ddc97' d='M10,-114l12,6l-6,12l-12,-6zM-170,-50l12,8l-8,12l-12,-8zM150,90l12,6l-6,12l-12,-6z'/></g>";
const BOWLER_AND_PURSE: &str = "<path fill='#7a1330' stroke-width='6' d='M-52,-50Q-30,0 -46,48Q0,62 40,50Q56,0 36,-60Q-10,-66 -52,-50Z'/><g fill='#ffd24a' stroke-width='3'><circle cx='0' cy='-30' r='6'/><circle cx='4' cy='0' r='6'/><circle cx='0' cy='30' r='6'/></g>\
    <g transform='translate(62 -62) rotate(10)'><path fill='#1c1633' d='M-40,0C-40,-56 40,-56 40,0Z'/><path fill='#1c1633' d='M-62,4Q0,-12 62,4Q0,18 -62,4Z'/><path stroke='#e8614a' stroke-width='7' d='M-36,-8Q0,-18 36,-8'/></g>\
    <g transform='translate(14 70)'><path fill='#9b6a3f' d='M-28,-10H28Q44,30 0,34Q-44,30 -28,-10Z'/><path stroke='#ffd24a' d='M-30,-10H30'/><circle cy='-14' r='7' fill='#ffd24a'/></g>";
