//! Rare fish that came later and live in one pond, take one rod, or love the water.
//!
//! **Invariant:** one portrait for each id that is listed here (a test in [`super`] compares them with the catalogue).

use super::{
    bodies::Body,
    faces::{Eye, Mouth},
    fins::{Back, Tail},
    look::{Look, Portrait, coat},
    props::{Part, Prop, worn},
    skins::Skin,
};

/// The portrait of an id of this file.
pub fn portrait(id: &str) -> Option<Portrait> {
    Some(match id {
        "peer-reviewed-turtle" => Portrait::whole(TURTLE),
        "avalanche-char" => Portrait::of(CHAR).behind(SNOWBALL).wearing(GOGGLES).before(SKIERS).with(BEANIE),
        "polka-dot-grunt" => Portrait::of(GRUNT).behind(TUBES).wearing(DOTS).before(GLASS),
        "renamed-boxfish" => Portrait::whole(BOXFISH),
        "missing-link-lungfish" => Portrait::whole(LUNGFISH),
        "trailing-stop-stingray" => Portrait::whole(STINGRAY),
        "liquidity-pool-lobster" => Portrait::whole(LOBSTER),
        "contrarian-salmon" => Portrait::of(SALMON).behind(FALLS).before(NEWSPAPER).wearing(GLASSES),
        "breakout-trout" => Portrait::of(TROUT).behind(CELL).wearing(PRISON_CAP).before(PLANKS),
        _ => return None,
    })
}

const TURTLE: &str = "<path fill='#2fb5a8' d='M-132,60C-176,72 -184,104 -168,115C-138,117 -106,98 -92,60Z'/>\
    <path fill='#2fb5a8' d='M-24,60C-14,90 10,114 42,116C56,104 40,82 30,60Z'/>\
    <path fill='#2fb5a8' d='M40,-24C66,-12 74,-24 76,-40C78,-90 156,-92 166,-48C170,-28 160,-14 146,-10C122,-6 108,12 92,30L40,40Z'/>\
    <path fill='#143a78' d='M-164,60C-168,-60 -110,-114 -50,-114C14,-114 60,-60 64,60Z'/>\
    <g stroke-width='5'><path fill='#ffd24a' d='M-112,-66h20v44h-20zM-4,-68h22v46h-22z'/><path fill='#fff' d='M-92,-78h24v56h-24zM-26,-86h22v64h-22z'/>\
    <path fill='#ff7a66' d='M-68,-90h18v68h-18z'/><path fill='#2fb5a8' d='M-50,-80h24v58h-24z'/>\
    <path fill='#ff7a66' d='M-146,2h22v46h-22zM-60,0h24v48h-24z'/><path fill='#fff' d='M-124,-6h18v54h-18zM-2,-2l20,-4l10,54h-20z'/>\
    <path fill='#ffd24a' d='M-106,4h26v44h-26zM28,8h22v40h-22z'/><path fill='#bfe0ff' d='M-80,-8h20v56h-20z'/><path fill='#2fb5a8' d='M-36,4h22v44h-22z'/>\
    <path stroke-width='4' d='M-92,-62h24M-92,-38h24M-68,-72h18M-26,-66h22M-124,12h18M-106,30h26M-60,20h24M-80,12h20'/>\
    <path fill='#c98a4a' d='M-152,-24H52V-13H-152Z'/></g>\
    <rect x='-174' y='46' width='248' height='24' rx='12' fill='#c98a4a'/>\
    <path stroke='#3f8f3f' stroke-width='5' d='M10,-98L92,-70M28,-84L84,-46M50,-44L80,-60M30,-94Q40,-82 40,-66M54,-86Q58,-76 56,-62M72,-78Q74,-70 70,-54M44,70L96,112M70,60L90,98M50,78Q66,72 74,66M62,88Q74,80 80,76'/>\
    <circle cx='106' cy='-48' r='19' fill='#fff'/><circle cx='147' cy='-48' r='17' fill='#fff'/><circle cx='111' cy='-42' r='8' fill='#1c1633' stroke='none'/><circle cx='150' cy='-42' r='8' fill='#1c1633' stroke='none'/>\
    <g stroke='#ffd24a' stroke-width='5'><circle cx='106' cy='-48' r='21'/><circle cx='147' cy='-48' r='19'/><path d='M86,-52L76,-58'/></g>\
    <path d='M112,-20Q132,-8 152,-18'/><path stroke-width='4' d='M58,-2Q70,-2 78,6M62,-10Q72,-12 80,-6'/>\
    <path fill='#c98a4a' d='M76,98H178V110H76ZM86,110V120M168,110V120'/>\
    <path fill='#fff' d='M92,68L174,70L168,80L173,90L168,98H84L90,88L84,78Z'/><path stroke='#8a93a6' stroke-width='4' d='M94,77H160M98,85H164M96,92H160'/>\
    <path fill='#2fb5a8' d='M34,34C66,10 104,10 134,18C146,28 140,40 124,40C104,38 84,50 54,66C36,64 26,48 34,34Z'/>\
    <path fill='#ff7a66' d='M112,50H164V68H112Z'/><path fill='#7a1f3d' d='M130,12h16v38h-16z'/><circle cx='138' cy='8' r='15' fill='#7a1f3d'/><path fill='#2fb5a8' d='M118,22C130,18 152,20 160,28C160,40 140,40 120,40Z'/>";

const CHAR: Look = Look::new(
    Body::Slim,
    (Tail::Fan, Back::Low),
    (Eye::Open, Mouth::Smile),
    Skin::Spots,
    coat("#2f6fd0", "#ff7a66", "#ff7a66", "#bfe0ff"),
)
.posed(9, 88)
.at(-14, -48);
const SNOWBALL: &str = "<circle cx='-46' cy='34' r='84' fill='#fff'/>\
    <path stroke='#bfe0ff' stroke-width='7' d='M-50,44C-40,30 -66,22 -78,44C-86,70 -52,92 -22,78C10,60 10,20 -14,4M-108,60C-104,80 -90,94 -74,100M-112,30q0,-10 4,-18M20,70q-8,16 -20,24'/>\
    <path stroke='#fff' stroke-width='8' d='M-176,20H-146M-170,60H-150M-178,92H-128'/>\
    <path fill='#fff' d='M-150,118C-160,96 -136,92 -128,102C-122,86 -98,92 -98,104C-80,92 0,92 20,106C30,94 50,98 48,118Z'/>";
const BEANIE: &[Prop] = &[worn(Part::Beanie, (62, -36), 14, 82)];
const GOGGLES: &str = "<path fill='#ff7a66' stroke='none' d='M-112,4C-60,-2 40,-4 86,14C50,40 -80,36 -112,4Z'/><path stroke-width='7' d='M-120,0C-84,38 30,44 102,18'/>\
    <path fill='#ff7a66' d='M22,6C0,-8 -34,4 -52,28C-34,30 -28,36 -24,48C0,48 22,30 22,6Z'/>\
    <path stroke='#7a1f3d' stroke-width='12' d='M42,-30Q54,-14 70,-10'/>\
    <rect x='60' y='-36' width='58' height='44' rx='18' fill='#ffd24a'/><rect x='70' y='-27' width='40' height='27' rx='12' fill='#fff' stroke-width='5'/>\
    <circle cx='95' cy='-12' r='9' fill='#1c1633' stroke='none'/>\
    <path fill='#e8414a' d='M34,-36C10,-40 -10,-62 -36,-52C-60,-42 -84,-66 -110,-56C-96,-48 -100,-40 -92,-28C-70,-34 -54,-16 -32,-26C-8,-34 10,-14 30,-18Z'/>\
    <path stroke='#ffd24a' d='M-84,-54L-74,-34M-58,-48L-48,-26M-10,-52L-10,-32'/>\
    <path fill='#e8414a' d='M26,-46L50,-42Q64,-4 48,34L24,38Q38,-4 26,-46Z'/><path stroke='#ffd24a' d='M33,-14L54,-14M34,8L54,8'/>";
const SKIERS: &str = "<g stroke-width='5'><g transform='translate(92 22) rotate(14)'><path fill='#ffd24a' d='M-18,0L-36,-12V12ZM26,0C18,-22 -14,-20 -22,0C-14,20 18,22 26,0Z'/><circle cx='12' cy='-3' r='7' fill='#fff' stroke-width='4'/><circle cx='14' cy='-3' r='2.5' fill='#1c1633' stroke='none'/><path d='M-6,16V26M10,16V26'/><path stroke='#e8414a' stroke-width='7' d='M-30,28H28Q38,28 40,18'/></g>\
    <g transform='translate(142 58) rotate(10)'><path fill='#ff7a66' d='M-18,0L-36,-12V12ZM26,0C18,-22 -14,-20 -22,0C-14,20 18,22 26,0Z'/><circle cx='12' cy='-3' r='7' fill='#fff' stroke-width='4'/><circle cx='14' cy='-3' r='2.5' fill='#1c1633' stroke='none'/><path d='M-6,16V26M10,16V26'/><path stroke='#7a1f3d' stroke-width='7' d='M-30,28H26Q34,28 36,18'/></g>\
    <g transform='translate(82 86) rotate(6)'><path fill='#2fb5a8' d='M-18,0L-36,-12V12ZM26,0C18,-22 -14,-20 -22,0C-14,20 18,22 26,0Z'/><circle cx='12' cy='-3' r='7' fill='#fff' stroke-width='4'/><circle cx='14' cy='-3' r='2.5' fill='#1c1633' stroke='none'/><path d='M-6,16V26M10,16V26'/><path stroke='#ffd24a' stroke-width='7' d='M-30,28H28Q38,28 40,18'/></g></g>";

const GRUNT: Look = Look::new(
    Body::Round,
    (Tail::Fan, Back::Bare),
    (Eye::Startled, Mouth::Lips),
    Skin::Plain,
    coat("#ffffff", "#f6e3b4", "#ff9ac4", "#ff4fa0"),
)
.posed(0, 80)
.at(84, 26);
const TUBES: &str = "<g transform='translate(-90 22)'><g fill='#bfe0ff'><path transform='rotate(62)' d='M20,-18H70Q88,-18 88,0Q88,18 70,18H20Z'/><path transform='rotate(121)' d='M20,-18H70Q88,-18 88,0Q88,18 70,18H20Z'/><path transform='rotate(180)' d='M20,-18H66Q84,-18 84,0Q84,18 66,18H20Z'/><path transform='rotate(239)' d='M20,-18H76Q94,-18 94,0Q94,18 76,18H20Z'/><path transform='rotate(298)' d='M20,-18H80Q98,-18 98,0Q98,18 80,18H20Z'/></g>\
    <g stroke-width='4'><path transform='rotate(62)' fill='#2fb5a8' d='M52,-14H70Q84,-14 84,0Q84,14 70,14H52Z'/><path transform='rotate(121)' fill='#ffd24a' d='M44,-14H70Q84,-14 84,0Q84,14 70,14H44Z'/><path transform='rotate(180)' fill='#2f6fd0' d='M50,-14H66Q80,-14 80,0Q80,14 66,14H50Z'/><path transform='rotate(239)' fill='#ff7a66' d='M46,-14H76Q90,-14 90,0Q90,14 76,14H46Z'/><path transform='rotate(298)' fill='#7a1f3d' d='M60,-14H80Q94,-14 94,0Q94,14 80,14H60Z'/></g></g>\
    <path fill='#bfe0ff' d='M-76,6C-50,4 -30,-54 40,-58H60Q74,-58 74,24Q74,108 60,108H40C-30,104 -50,44 -76,40Z'/>";
const DOTS: &str = "<g fill='#ff4fa0' stroke='none'><circle cx='-48' cy='-40' r='17'/><circle cx='-58' cy='14' r='15'/><circle cx='-8' cy='-6' r='19'/><circle cx='0' cy='-66' r='17'/><circle cx='-24' cy='58' r='18'/><circle cx='26' cy='34' r='14'/><circle cx='32' cy='72' r='16'/><circle cx='78' cy='60' r='12'/><circle cx='94' cy='-20' r='9'/></g>\
    <circle cx='58' cy='-26' r='27' fill='#fff'/><circle cx='62' cy='-24' r='9' fill='#1c1633' stroke='none'/>";
const GLASS: &str = "<path fill='#bfe0ff' fill-opacity='.45' d='M-76,6C-50,4 -30,-54 40,-58H60Q74,-58 74,24Q74,108 60,108H40C-30,104 -50,44 -76,40Z'/>\
    <path stroke='#fff' stroke-width='8' d='M-26,-8Q-2,-38 30,-44M44,-46h2'/><ellipse cx='62' cy='25' rx='12' ry='84' stroke='#1c1633' stroke-width='16'/><ellipse cx='62' cy='25' rx='12' ry='84' stroke='#ffffff' stroke-width='6'/>\
    <g transform='translate(-90 22)'><circle r='27' stroke-width='26'/><circle r='27' stroke='#ff4fa0' stroke-width='14'/></g>\
    <path stroke-width='14' d='M96,2L118,-62'/><path stroke='#c98a4a' stroke-width='5' d='M96,2L118,-62'/>\
    <circle cx='124' cy='-84' r='33' fill='#fff'/><circle cx='124' cy='-84' r='14' fill='#ff4fa0' stroke='none'/><path fill='#ff9ac4' d='M78,56C74,30 84,8 98,-6C114,-8 118,8 108,18C104,34 98,48 92,60Z'/>\
    <g fill='#ff4fa0' stroke-width='5'><circle cx='30' cy='-88' r='14'/><circle cx='66' cy='-106' r='9'/></g><path stroke='#ff4fa0' stroke-width='5' d='M44,-62Q54,-70 50,-82M4,-84Q-2,-74 8,-62'/>";

const BOXFISH: &str = "<g transform='rotate(-5 -100 100)'><path stroke-width='16' d='M-66,-110L-92,-100V98H-170'/><path stroke='#ff7a66' stroke-width='6' d='M-66,-110L-92,-100V98H-170'/>\
    <path fill='#c98a4a' d='M-176,26h76v66h-76z'/><path fill='#c98a4a' d='M-166,-34h66v60h-66z'/><path fill='#c98a4a' d='M-154,-82h54v48h-54z'/>\
    <path fill='#ffffff' stroke-width='4' d='M-146,26h16v26h-16zM-140,-34h14v22h-14zM-134,-82h14v18h-14z'/>\
    <path fill='#2fb5a8' stroke-width='5' d='M-128,-82C-156,-92 -156,-110 -150,-112C-134,-110 -130,-100 -126,-92C-124,-106 -112,-116 -102,-112C-102,-100 -112,-90 -128,-82Z'/>\
    <circle cx='-92' cy='102' r='15' fill='#bfe0ff'/><circle cx='-92' cy='102' r='3' fill='#1c1633'/></g>\
    <path fill='#ff4fa0' d='M-42,14L-104,-32L-88,14L-104,62Z'/><path fill='#b03d8a' d='M-42,14L-88,14L-104,62Z'/>\
    <path fill='#ff4fa0' d='M10,-86L30,-116L78,-84ZM0,84L18,114L60,86Z'/>\
    <g stroke-width='5'><path fill='#b98cf2' d='M12,-88L100,-78L48,-30Z'/><path fill='#8a63d2' d='M12,-88L48,-30L-52,-30Z'/><path fill='#6a3fb5' d='M-52,-30L48,-30L-10,34Z'/><path fill='#6a3fb5' d='M-52,-30L-10,34L-48,52Z'/><path fill='#143a78' d='M-48,52L-10,34L-2,86Z'/><path fill='#6a3fb5' d='M-10,34L98,84L-2,86Z'/><path fill='#8a63d2' d='M48,-30L94,30L-10,34Z'/><path fill='#6a3fb5' d='M-10,34L94,30L98,84Z'/>\
    <path fill='#b98cf2' d='M100,-78L152,-20L48,-30Z'/><path fill='#b98cf2' d='M48,-30L152,-20L94,30Z'/><path fill='#8a63d2' d='M152,-20L156,32L94,30Z'/><path fill='#6a3fb5' d='M94,30L156,32L98,84Z'/></g>\
    <path stroke-width='7' d='M12,-88L100,-78L152,-20L156,32L98,84L-2,86L-48,52L-52,-30Z'/>\
    <circle cx='106' cy='-32' r='23' fill='#fff'/><circle cx='113' cy='-30' r='10' fill='#1c1633' stroke='none'/><circle cx='117' cy='-35' r='4' fill='#fff' stroke='none'/>\
    <path fill='#7a1f3d' d='M108,10L154,2Q150,42 128,36Q112,30 108,10Z'/><path fill='#ff9ac4' stroke='none' d='M122,29Q132,20 144,28Q136,38 122,29Z'/>\
    <g stroke-width='5'><g transform='rotate(-10 -6 4)'><path fill='#bfe0ff' d='M-40,-20h58v44h-58z'/><path fill='#8a93a6' d='M-40,-20h58v13h-58z'/><path stroke='#8a93a6' d='M-28,8q6,-8 12,0t12,0t10,0'/><path stroke='#e8414a' stroke-width='9' d='M-42,-22L20,26M20,-22L-42,26'/></g>\
    <g transform='rotate(8 52 40)'><path fill='#fff' d='M20,18h62v46h-62z'/><path fill='#ffd24a' d='M20,18h62v14h-62z'/><path stroke='#2f6fd0' stroke-width='7' d='M32,48L42,40L52,52L62,40L72,50'/><circle cx='51' cy='18' r='6' fill='#ff7a66'/></g></g>";

const LUNGFISH: &str = "<g stroke-width='16'><ellipse cx='-156' cy='102' rx='19' ry='11'/><ellipse cx='-100' cy='102' rx='19' ry='11'/><ellipse cx='-44' cy='102' rx='19' ry='11'/><ellipse cx='12' cy='102' rx='19' ry='11'/><ellipse cx='64' cy='90' rx='19' ry='11' transform='rotate(-40 64 90)'/><path d='M-142,102H-114M-86,102H-58M-30,102H-2M26,102L50,100'/></g>\
    <g stroke='#ffd24a' stroke-width='7'><ellipse cx='-156' cy='102' rx='19' ry='11'/><ellipse cx='-100' cy='102' rx='19' ry='11'/><ellipse cx='-44' cy='102' rx='19' ry='11'/><ellipse cx='12' cy='102' rx='19' ry='11'/><ellipse cx='64' cy='90' rx='19' ry='11' transform='rotate(-40 64 90)'/><path d='M-142,102H-114M-86,102H-58M-30,102H-2M26,102L50,100'/></g>\
    <path stroke-width='34' d='M-88,0L-104,78M-6,30L-4,80'/><path stroke='#7a1f3d' stroke-width='22' d='M-88,0L-104,78M-6,30L-4,80'/>\
    <path fill='#ff7a66' d='M-20,-56C-50,-92 -84,-78 -104,-96C-124,-92 -140,-118 -170,-114C-182,-90 -172,-70 -176,-48C-164,-34 -166,-14 -144,-4C-136,10 -124,14 -96,14Z'/><path stroke-width='4' d='M-76,-66L-84,-78M-116,-78L-122,-92M-154,-62L-168,-56M-138,-32L-152,-20'/>\
    <path fill='#7a1f3d' d='M110,0C110,-46 78,-62 38,-56C0,-52 -14,-62 -50,-56C-96,-50 -140,-70 -168,-104C-166,-60 -138,-8 -96,14C-50,40 -10,48 50,50C92,50 110,34 110,0Z'/>\
    <path fill='#ff9ac4' stroke='none' d='M-120,0C-60,20 0,12 50,30C80,38 100,30 106,16C104,38 86,46 50,47C-10,45 -50,37 -98,12Z'/>\
    <path stroke-width='7' d='M110,0C110,-46 78,-62 38,-56C0,-52 -14,-62 -50,-56C-96,-50 -140,-70 -168,-104C-166,-60 -138,-8 -96,14C-50,40 -10,48 50,50C92,50 110,34 110,0Z'/>\
    <g fill='#ff9ac4' stroke='none'><circle cx='-100' cy='-46' r='9'/><circle cx='-72' cy='-22' r='11'/><circle cx='-46' cy='-50' r='8'/><circle cx='-30' cy='-12' r='12'/><circle cx='-6' cy='-36' r='8'/><circle cx='-124' cy='-52' r='6'/><circle cx='10' cy='0' r='8'/></g>\
    <path stroke-width='36' d='M-60,22L-46,78M34,40L44,62'/><path stroke='#7a1f3d' stroke-width='24' d='M-60,22L-46,78M34,40L44,62'/>\
    <path stroke-width='4' d='M-54,82v8M-42,82v8M40,66v8M52,64l2,8M-110,82v6M-98,82v6'/>\
    <circle cx='64' cy='-24' r='21' fill='#fff'/><circle cx='70' cy='-22' r='9' fill='#1c1633' stroke='none'/><circle cx='74' cy='-26' r='3.5' fill='#fff' stroke='none'/>\
    <path fill='#1c1633' d='M114,-2Q90,0 72,8Q78,34 106,30Z'/>\
    <g stroke-width='16'><path d='M78,76L88,60'/><ellipse cx='97' cy='42' rx='20' ry='11' transform='rotate(-64 97 42)'/><ellipse cx='128' cy='-8' rx='20' ry='11' transform='rotate(-26 128 -8)'/><path d='M142,-18L152,-38'/><ellipse cx='156' cy='-58' rx='19' ry='11' transform='rotate(-82 156 -58)'/><path d='M158,-76V-104'/></g>\
    <g stroke='#ffd24a' stroke-width='7'><path d='M78,76L88,60'/><ellipse cx='97' cy='42' rx='20' ry='11' transform='rotate(-64 97 42)'/><ellipse cx='128' cy='-8' rx='20' ry='11' transform='rotate(-26 128 -8)'/><path d='M142,-18L152,-38'/><ellipse cx='156' cy='-58' rx='19' ry='11' transform='rotate(-82 156 -58)'/><path d='M158,-76V-104'/></g>\
    <path fill='#fff' stroke-width='4' d='M80,4L116,-4L117,8L110,13L104,4L98,14L92,5L86,16Z'/>\
    <circle cx='138' cy='36' r='22' stroke='#fff' stroke-width='6' stroke-dasharray='8 11.7'/>";

const STINGRAY: &str = "<path fill='#ffd24a' d='M-178,118V96H-120V70H-58V44H-4V118Z'/><path stroke='#c98a4a' stroke-width='5' d='M-168,108H-112V82H-50V56H-16'/>\
    <path stroke-width='4' d='M-56,-30Q-70,-54 -88,-38'/>\
    <path stroke-width='18' d='M12,30C0,64 -26,40 -24,14C-20,-14 -36,-40 -58,-28'/><path stroke='#1b8278' stroke-width='8' d='M12,30C0,64 -26,40 -24,14C-20,-14 -36,-40 -58,-28'/>\
    <path fill='#fff' stroke-width='5' d='M-24,-2L-48,4L-28,16ZM-22,10L0,2L-20,26Z'/>\
    <path stroke-width='17' d='M-88,34V66'/><path stroke='#c98a4a' stroke-width='7' d='M-88,34V66'/>\
    <path fill='#c98a4a' d='M-102,-40H-74L-54,-20V8L-74,28H-102L-122,8V-20Z'/><path fill='#e8414a' stroke-width='4' d='M-98,-31H-78L-63,-16V4L-78,19H-98L-113,4V-16Z'/><path stroke='#fff' stroke-width='9' d='M-104,-6H-72'/>\
    <g transform='translate(62 -26) rotate(36)'><path fill='#2fb5a8' d='M0,-98C30,-84 60,-30 134,0C84,16 40,40 22,74Q0,88 -22,74C-40,40 -84,16 -134,0C-60,-30 -30,-84 0,-98Z'/>\
    <path fill='#7fe0d4' stroke='none' d='M0,-90C24,-78 52,-26 118,-1Q60,-10 0,-10Z'/><path fill='#1b8278' stroke='none' d='M-118,1C-84,16 -40,36 -20,71Q-10,78 0,78V-10Q-60,-10 -118,1Z'/>\
    <path stroke='#fff' stroke-width='5' d='M0,-4V76M-120,0Q-60,-14 0,-8Q60,-14 120,0'/>\
    <path d='M0,-98C30,-84 60,-30 134,0C84,16 40,40 22,74Q0,88 -22,74C-40,40 -84,16 -134,0C-60,-30 -30,-84 0,-98Z'/>\
    <circle cx='-20' cy='-50' r='16' fill='#fff'/><circle cx='20' cy='-50' r='16' fill='#fff'/><circle cx='-18' cy='-54' r='7' fill='#1c1633' stroke='none'/><circle cx='22' cy='-54' r='7' fill='#1c1633' stroke='none'/><path d='M-16,-26Q0,-12 16,-26'/>\
    <g fill='#ffd24a' stroke='none'><circle cx='50' cy='14' r='8'/><circle cx='26' cy='28' r='6'/><circle cx='-50' cy='14' r='8'/><circle cx='-26' cy='28' r='6'/><circle cx='76' cy='4' r='5'/><circle cx='-76' cy='4' r='5'/></g></g>\
    <path stroke='#fff' stroke-width='7' d='M30,96L54,70M76,106L94,86M112,80L124,66'/>";

const LOBSTER: &str = "<g stroke-linecap='butt'><path stroke-width='38' stroke-linecap='round' d='M-154,34C-150,-34 120,-30 152,66'/><path stroke='#fff' stroke-width='26' stroke-linecap='round' d='M-154,34C-150,-34 120,-30 152,66'/><path stroke='#2f6fd0' stroke-width='26' stroke-dasharray='36 36' d='M-154,34C-150,-34 120,-30 152,66'/></g>\
    <path fill='#7fe0d4' stroke='none' d='M-154,34C-150,-20 -60,-22 -6,-16Q-14,44 0,86C-80,84 -150,76 -154,34Z'/><path fill='#f6e3b4' stroke='none' d='M-6,-16C70,-10 130,16 152,66C120,86 60,86 0,86Q-14,44 -6,-16Z'/>\
    <g stroke-width='5'><ellipse cx='-114' cy='8' rx='18' ry='12' fill='#2f6fd0'/><ellipse cx='-114' cy='8' rx='8' ry='4.5' fill='none' stroke='#bfe0ff' stroke-width='4'/><ellipse cx='20' cy='-4' rx='18' ry='12' fill='#2f6fd0'/><ellipse cx='20' cy='-4' rx='8' ry='4.5' fill='none' stroke='#bfe0ff' stroke-width='4'/><ellipse cx='58' cy='2' rx='18' ry='12' fill='#ffd24a'/><ellipse cx='58' cy='2' rx='8' ry='4.5' fill='none' stroke='#c98a4a' stroke-width='4'/></g>\
    <path stroke-width='5' d='M-96,-88C-100,-112 -128,-120 -160,-112M-62,-90C-52,-116 -20,-122 6,-116'/>\
    <path stroke-width='28' d='M-92,-12C-120,-10 -132,-20 -138,-36M-30,-20C0,-16 30,-30 44,-44'/><path stroke='#e8414a' stroke-width='16' d='M-92,-12C-120,-10 -132,-20 -138,-36M-30,-20C0,-16 30,-30 44,-44'/>\
    <path fill='#ff7a66' d='M-138,-28C-170,-30 -184,-62 -166,-96C-158,-84 -152,-78 -144,-74C-144,-84 -136,-92 -124,-96C-112,-66 -114,-36 -138,-28Z'/>\
    <path fill='#e8414a' d='M98,22C92,-10 84,-24 90,-40C104,-40 110,-30 112,-22C118,-38 130,-46 144,-44C146,-30 140,-22 134,-14C146,-18 158,-14 164,-4C152,14 130,24 110,34Z'/>\
    <ellipse cx='92' cy='32' rx='24' ry='20' fill='#ff7a66'/><ellipse cx='60' cy='34' rx='28' ry='25' fill='#ff7a66'/><ellipse cx='22' cy='34' rx='32' ry='29' fill='#ff7a66'/>\
    <path fill='#ff7a66' d='M-116,-54C-116,-98 -48,-104 -34,-62C-24,-30 4,0 14,36C-14,66 -72,58 -88,24C-98,0 -116,-24 -116,-54Z'/>\
    <path fill='#f6e3b4' stroke='none' d='M-92,-10Q-82,-22 -70,-8Q-60,-2 -54,-14Q-44,-26 -34,-20C-22,4 -6,20 4,38C-18,54 -62,50 -78,22Z'/>\
    <path stroke-width='4' stroke='#e8414a' d='M-66,30Q-40,30 -14,14M-52,44Q-30,44 -4,28'/>\
    <path fill='#1c1633' d='M-114,-72H-38V-58C-40,-40 -66,-40 -70,-58H-80C-84,-40 -110,-40 -112,-56Z'/><path stroke='#fff' stroke-width='4' d='M-100,-62L-92,-62M-58,-62L-50,-62'/><path d='M-90,-32Q-74,-20 -56,-34'/>\
    <g stroke-width='5'><path stroke='#ffd24a' d='M70,-96L84,-118'/><path fill='#bfe0ff' d='M46,-92H90L82,-44H56Z'/><path fill='#ffd24a' stroke='none' d='M51,-76H85L80,-48H58Z'/><path fill='#ff9ac4' d='M68,-104Q84,-126 108,-106Z'/></g>\
    <path fill='#ff7a66' d='M38,-34C28,-50 34,-66 50,-72C52,-64 56,-60 62,-58C66,-66 76,-66 88,-62C90,-42 66,-22 38,-34Z'/>\
    <g stroke-width='5'><ellipse cx='-122' cy='34' rx='18' ry='12' fill='#2f6fd0'/><ellipse cx='-122' cy='34' rx='8' ry='4.5' fill='none' stroke='#bfe0ff' stroke-width='4'/><ellipse cx='-98' cy='50' rx='18' ry='12' fill='#2f6fd0'/><ellipse cx='-98' cy='50' rx='8' ry='4.5' fill='none' stroke='#bfe0ff' stroke-width='4'/><ellipse cx='-58' cy='58' rx='18' ry='12' fill='#2f6fd0'/><ellipse cx='-58' cy='58' rx='8' ry='4.5' fill='none' stroke='#bfe0ff' stroke-width='4'/><ellipse cx='-18' cy='60' rx='18' ry='12' fill='#2f6fd0'/><ellipse cx='-18' cy='60' rx='8' ry='4.5' fill='none' stroke='#bfe0ff' stroke-width='4'/><ellipse cx='26' cy='62' rx='18' ry='12' fill='#2f6fd0'/><ellipse cx='26' cy='62' rx='8' ry='4.5' fill='none' stroke='#bfe0ff' stroke-width='4'/><ellipse cx='92' cy='62' rx='18' ry='12' fill='#ffd24a'/><ellipse cx='92' cy='62' rx='8' ry='4.5' fill='none' stroke='#c98a4a' stroke-width='4'/><ellipse cx='124' cy='50' rx='18' ry='12' fill='#ffd24a'/><ellipse cx='124' cy='50' rx='8' ry='4.5' fill='none' stroke='#c98a4a' stroke-width='4'/></g>\
    <g stroke-linecap='butt'><path stroke-width='36' stroke-linecap='round' d='M-148,74C-136,114 110,116 152,94'/><path stroke='#ff9ac4' stroke-width='24' stroke-linecap='round' d='M-148,74C-136,114 110,116 152,94'/>\
    <path stroke-width='36' stroke-linecap='round' d='M-154,38C-150,100 110,102 154,72'/><path stroke='#fff' stroke-width='24' stroke-linecap='round' d='M-154,38C-150,100 110,102 154,72'/><path stroke='#2f6fd0' stroke-width='24' stroke-dasharray='36 36' d='M-154,38C-150,100 110,102 154,72'/></g>\
    <path stroke-width='4' d='M118,84Q124,76 120,70M136,78Q142,72 136,64M124,104Q130,98 128,92'/><g stroke='#fff' stroke-width='5'><circle cx='172' cy='36' r='7'/><circle cx='164' cy='14' r='5'/></g>";

const SALMON: Look = Look::new(
    Body::Oval,
    (Tail::Fork, Back::Low),
    (Eye::Open, Mouth::Frown),
    Skin::Scales,
    coat("#bfe0ff", "#ffffff", "#8a93a6", "#8a93a6"),
)
.posed(86, 72)
.at(12, 4);
const GLASSES: &str = "<circle cx='118' cy='-34' r='20' fill='#ffffff' stroke-width='11'/><circle cx='118' cy='-34' r='20' stroke='#ffd24a' stroke-width='5'/><circle cx='72' cy='-20' r='25' stroke-width='12'/><circle cx='72' cy='-20' r='25' stroke='#ffd24a' stroke-width='6'/><path stroke='#ffd24a' stroke-width='6' d='M95,-29L100,-30M47,-18L34,-12'/>";
const FALLS: &str = "<path fill='#2f6fd0' d='M-118,-104C-60,-122 70,-122 122,-104C112,-40 130,20 122,96H-124C-132,20 -110,-40 -118,-104Z'/>\
    <path stroke='#bfe0ff' stroke-width='10' d='M-92,-92C-84,-40 -100,10 -98,60M-60,-60C-54,-30 -62,0 -60,20M94,-94C88,-50 104,0 98,50M66,-100C62,-80 66,-60 68,-40M-40,-104V-84M-28,60V84M80,0V70M-110,-20V20M108,-70V-30'/><path stroke='#fff' stroke-width='10' d='M-104,-98C-50,-113 60,-113 108,-98'/>\
    <path fill='#fff' d='M-174,112C-182,92 -156,82 -140,94C-132,74 -92,74 -86,92C-74,84 -52,86 -46,100C-30,94 30,94 48,100C56,82 90,80 98,94C112,76 144,80 150,98C166,92 178,104 172,114Q0,122 -174,112Z'/>\
    <g stroke-width='5'><g transform='translate(-142 -46) rotate(-78)'><path fill='#ff7a66' d='M-28,0L-54,-18L-48,0L-54,18ZM44,0C26,-24 -18,-22 -36,0C-18,22 26,24 44,0Z'/><circle cx='20' cy='-3' r='8' fill='#fff' stroke-width='4'/><circle cx='23' cy='-3' r='3' fill='#1c1633' stroke='none'/></g>\
    <g transform='translate(154 -58) rotate(-100)'><path fill='#ff7a66' d='M-28,0L-54,-18L-48,0L-54,18ZM44,0C26,-24 -18,-22 -36,0C-18,22 26,24 44,0Z'/><circle cx='20' cy='3' r='8' fill='#fff' stroke-width='4'/><circle cx='23' cy='3' r='3' fill='#1c1633' stroke='none'/></g>\
    <g transform='translate(142 48) rotate(-84)'><path fill='#ff7a66' d='M-28,0L-54,-18L-48,0L-54,18ZM44,0C26,-24 -18,-22 -36,0C-18,22 26,24 44,0Z'/><circle cx='20' cy='3' r='8' fill='#fff' stroke-width='4'/><circle cx='23' cy='3' r='3' fill='#1c1633' stroke='none'/></g></g>";
const NEWSPAPER: &str = "<path stroke-width='15' d='M-30,24L102,-34'/><path stroke='#c98a4a' stroke-width='6' d='M-30,24L102,-34'/>\
    <path fill='#7a1f3d' d='M98,-32C70,-26 66,14 96,20C128,20 130,-22 106,-34L118,-52L104,-44L94,-54Z'/><g fill='#ffd24a' stroke='none'><circle cx='90' cy='-6' r='5'/><circle cx='106' cy='4' r='5'/><circle cx='104' cy='-16' r='5'/></g>\
    <g transform='translate(-92 44) rotate(-8)'><path fill='#fff' d='M-48,-40L0,-32L46,-42V34L0,44L-48,36Z'/><path stroke-width='4' d='M0,-32V44'/><g stroke='#8a93a6' stroke-width='5'><path d='M-38,-26L-10,-21M-38,-14L-10,-9M10,-20L36,-26M10,-8L36,-14'/></g><path fill='#1c1633' stroke='none' d='M-40,14L-8,20V32L-40,26Z'/><path fill='#bfe0ff' stroke-width='3' d='M10,6L36,1V26L10,31Z'/><path stroke='#e8414a' stroke-width='4' d='M13,12L20,22L26,14L33,20'/></g>\
    <path fill='#8a93a6' d='M-14,26C-36,20 -52,22 -58,34C-62,46 -44,54 -30,46C-22,42 -16,38 -10,40Z'/>";

const TROUT: Look = Look::new(
    Body::Oval,
    (Tail::Fork, Back::Low),
    (Eye::Open, Mouth::Teeth),
    Skin::Spots,
    coat("#2fb5a8", "#ffffff", "#ff7a66", "#143a78"),
)
.posed(-58, 78)
.at(4, -8);
const CELL: &str = "<path fill='#ffffff' stroke='none' d='M-172,10L-150,-30L-168,-62L-124,-70L-118,-108L-72,-92L-44,-120L-8,-98L30,-120L62,-96L108,-112L120,-74L166,-70L150,-34L174,10Z'/><path transform='translate(0 3) scale(.74)' fill='#ffd24a' stroke='none' d='M-172,10L-150,-30L-168,-62L-124,-70L-118,-108L-72,-92L-44,-120L-8,-98L30,-120L62,-96L108,-112L120,-74L166,-70L150,-34L174,10Z'/>\
    <path fill='#143a78' d='M-172,30H172V118H-172Z'/><path stroke='#2f6fd0' stroke-width='7' d='M-140,50V118M-96,50V118M100,50V118M144,50V118'/>\
    <path fill='#8a5a38' d='M-176,6H176V40H-176Z'/>";
const PRISON_CAP: &str = "<path fill='none' stroke='#ff7a66' stroke-width='9' d='M-92,2Q-20,-14 40,-4'/>\
    <g transform='translate(62 -62) rotate(34)'><path fill='#fff' d='M-38,2L-34,-36Q0,-48 34,-36L38,2Q0,14 -38,2Z'/><path stroke-width='8' d='M-35,-26Q0,-18 35,-26M-36,-11Q0,-1 36,-11'/></g>";
const PLANKS: &str = "<path fill='#c98a4a' d='M-176,14H-64L-84,28L-50,34L-70,46L-58,56H-176ZM176,14H70L92,26L56,34L82,44L64,56H176Z'/>\
    <path stroke-width='4' d='M-176,35H-92M176,35H94M-150,24H-120M-130,46H-100M120,25H150M110,46H140'/>\
    <path fill='#c98a4a' d='M-60,14L-104,-18L-78,-22L-66,-44L-34,6ZM64,14L84,-34L98,-20L122,-30L92,10Z'/>\
    <g fill='#c98a4a' stroke-width='5'><path d='M-120,-52L-92,-70L-104,-44ZM-70,-92L-58,-116L-46,-88ZM116,-70L146,-84L130,-56ZM-152,-14L-128,-30L-134,-6ZM136,-14L160,-22L150,0Z'/></g>\
    <g stroke-width='14'><ellipse cx='-34' cy='94' rx='14' ry='9'/><path d='M-22,94H-4'/><ellipse cx='8' cy='94' rx='14' ry='9'/></g><g stroke='#bfe0ff' stroke-width='6'><ellipse cx='-34' cy='94' rx='14' ry='9'/><path d='M-22,94H-4'/><ellipse cx='8' cy='94' rx='14' ry='9'/></g>\
    <path fill='#6b4a7c' d='M24,112C10,80 40,58 66,62L58,76L72,84L58,96L70,112Z'/><path stroke='#8a93a6' stroke-width='5' d='M32,88Q36,76 46,72'/>";
