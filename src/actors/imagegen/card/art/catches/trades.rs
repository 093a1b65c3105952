//! Rare catches that came later and have a trade.
//!
//! **Invariant:** one portrait for each id that is listed here (a test in [`super`] compares them with the catalogue).

use super::{
    bodies::Body,
    faces::{Eye, Mouth},
    fins::{Back, Tail},
    look::{Look, Portrait, coat},
    props::{Part, Prop, before, worn},
    skins::Skin,
};

/// The portrait of an id of this file.
pub fn portrait(id: &str) -> Option<Portrait> {
    Some(match id {
        "sandwich-attack-sardine" => Portrait::whole(SANDWICH),
        "yield-farming-gar" => Portrait::whole(GAR).with(STRAW_HAT),
        "flash-loan-flying-fish" => Portrait::of(FLYER).behind(PAWNSHOP).wearing(BANKNOTES).before(PELICAN).with(CROWN),
        "hard-fork-hammerhead" => Portrait::whole(HAMMERHEAD),
        "multisig-octopus" => Portrait::whole(OCTOPUS),
        "mempool-catfish" => Portrait::whole(CATFISH),
        "capitulation-cuttlefish" => Portrait::whole(CUTTLEFISH),
        "falling-knife-juggler" => Portrait::whole(JUGGLER),
        _ => return None,
    })
}

const SANDWICH: &str = "<path fill='#c98a4a' d='M-140,60H120C136,66 136,112 106,117H-126C-156,112 -156,66 -140,60Z'/>\
    <path fill='#f6e3b4' stroke='none' d='M-134,62H114C122,70 120,98 100,101H-120C-140,98 -142,70 -134,62Z'/>\
    <path stroke='#c98a4a' stroke-width='7' d='M-100,84h1M-64,90h2M-20,82h1M26,92h2M74,84h1'/>\
    <path fill='#2fb5a8' d='M-156,66C-150,44 -140,46 -130,52C-60,40 60,40 108,50C122,44 136,50 140,66C128,78 120,60 108,70S84,80 76,68S48,78 38,68S8,80 -2,70S-34,80 -44,68\
    S-74,80 -84,68S-112,80 -122,68S-146,80 -156,66Z'/>\
    <path fill='#143a78' d='M-114,34C-136,20 -150,4 -176,-6C-174,16 -168,28 -160,38C-168,48 -172,60 -170,78C-148,70 -132,54 -114,38Z'/>\
    <path fill='#2f6fd0' d='M-128,36C-80,-4 70,-14 166,22Q182,34 170,48C70,74 -80,74 -128,36Z'/>\
    <path fill='#ffffff' stroke='none' d='M-121,39C-60,42 60,34 174,36Q174,42 168,45C70,71 -74,71 -121,39Z'/>\
    <g fill='#143a78' stroke='none'><circle cx='-66' cy='24' r='6'/><circle cx='-40' cy='20' r='6'/><circle cx='-14' cy='18' r='6'/><circle cx='12' cy='16' r='6'/><circle cx='38' cy='16' r='6'/><circle cx='64' cy='18' r='6'/></g>\
    <path d='M112,10Q124,30 112,56'/><circle cx='142' cy='20' r='17' fill='#fff'/><circle cx='136' cy='22' r='8' fill='#1c1633' stroke='none'/><path fill='#143a78' d='M125,18A17,17 0 0 1 159,18Z'/>\
    <path stroke-width='5' d='M136,46Q156,54 170,38'/>\
    <path fill='#e8414a' d='M-46,-20C-60,-38 -74,-46 -92,-44C-86,-32 -86,-10 -92,0C-74,2 -60,-6 -46,-20Z'/>\
    <path fill='#ff7a66' d='M-58,-20C-34,-52 44,-56 76,-26Q82,-20 76,-14C44,12 -34,10 -58,-20Z'/>\
    <path stroke='#ff9ac4' stroke-width='7' d='M-32,-28v12M-12,-34v12M-12,-10v8M8,-28v12'/>\
    <circle cx='42' cy='-24' r='20' fill='#fff'/><circle cx='46' cy='-24' r='6' fill='#1c1633' stroke='none'/><ellipse cx='70' cy='-8' rx='7' ry='9' fill='#7a1f3d' stroke-width='5'/>\
    <path fill='#c98a4a' d='M-140,-42C-162,-60 -152,-114 -104,-114H84C132,-114 142,-60 120,-42Z'/>\
    <path fill='#f6e3b4' stroke='none' d='M-128,-45C-144,-62 -134,-98 -102,-99H82C114,-98 124,-62 108,-45Z'/>\
    <path stroke='#c98a4a' stroke-width='7' d='M-84,-78h1M-50,-66h2M-16,-82h1M26,-70h2M62,-80h1'/>\
    <path fill='#ffd24a' d='M-138,-54H118C124,-42 112,-34 106,-40C98,-46 100,-26 98,-12C96,-4 86,-4 84,-12C82,-34 80,-44 68,-42C20,-38 -40,-38 -76,-42C-88,-44 -88,-30 -90,-2\
    C-92,8 -104,8 -106,-2C-108,-34 -110,-40 -120,-36C-132,-34 -142,-42 -138,-54Z'/>\
    <path stroke-width='28' d='M-104,34C-136,0 -136,-66 -116,-96M92,30C128,0 124,-66 100,-96'/><path stroke='#5a93e6' stroke-width='16' d='M-104,34C-136,0 -136,-66 -116,-96M92,30C128,0 124,-66 100,-96'/>\
    <path fill='#5a93e6' d='M-132,-92C-140,-112 -124,-122 -112,-112C-100,-122 -82,-112 -92,-98C-84,-84 -120,-76 -132,-92ZM116,-92C124,-112 108,-122 96,-112C84,-122 66,-112 76,-98C68,-84 104,-76 116,-92Z'/>\
    <path fill='#ffd24a' stroke-width='5' d='M150,72q-13,22 0,26q13,-4 0,-26z'/>";

const STRAW_HAT: &[Prop] = &[before(Part::StrawHat, (-58, -84), -6, 100)];
const GAR: &str = "<path fill='#8a5a38' d='M-178,92Q-90,78 0,86T178,84V118H-178Z'/>\
    <g stroke-width='5'><path d='M30,86V58M162,84V54M-168,88V62'/><g fill='#2fb5a8'><path d='M30,82C16,82 8,72 8,62C22,62 30,70 30,82ZM30,82C44,82 52,72 52,62C38,62 30,70 30,82ZM162,80C152,80 144,72 144,62C156,62 162,70 162,80Z'/></g>\
    <g fill='#ffd24a'><circle cx='30' cy='44' r='15'/><circle cx='162' cy='40' r='15'/><circle cx='-164' cy='50' r='13'/></g><path stroke='#c98a4a' d='M30,38v12M162,34v12M-164,45v10'/></g>\
    <path stroke-width='15' d='M-138,108V-58'/><path stroke='#c98a4a' stroke-width='6' d='M-138,106V-58'/>\
    <path stroke-width='15' d='M-162,-108V-78Q-162,-58 -138,-58Q-114,-58 -114,-78V-108M-138,-108V-58'/><path stroke='#ffffff' stroke-width='5' d='M-162,-108V-78Q-162,-58 -138,-58Q-114,-58 -114,-78V-108M-138,-108V-58'/>\
    <path fill='#ff7a66' d='M-98,98H-62L-54,116H-112ZM-46,98H-10L4,116H-54Z'/>\
    <path fill='#2fb5a8' d='M-100,40C-108,-10 -108,-86 -54,-90C-26,-92 -4,-74 40,-70L162,-62Q174,-54 162,-46L36,-38C10,-34 -6,-20 -6,10V40Z'/>\
    <path fill='#bfe0ff' stroke='none' d='M-24,20C-24,-20 0,-46 40,-50L166,-54Q168,-50 161,-48L36,-41C8,-37 -9,-20 -9,20Z'/>\
    <path stroke-width='5' d='M168,-55L26,-53Q4,-52 -6,-40'/><path fill='#fff' stroke-width='3' d='M40,-53l6,10l6,-10M62,-54l6,10l6,-10M84,-54l6,10l6,-10M106,-54l6,10l6,-10M128,-55l6,9l6,-9M148,-55l5,8l5,-8'/>\
    <g fill='#1b8278' stroke='none'><circle cx='-86' cy='-44' r='6'/><circle cx='-70' cy='-28' r='5'/><circle cx='-90' cy='-18' r='5'/><circle cx='-52' cy='-30' r='5'/></g>\
    <circle cx='-32' cy='-60' r='18' fill='#fff'/><circle cx='-26' cy='-58' r='8' fill='#1c1633' stroke='none'/>\
    <path fill='#2f6fd0' d='M-106,28C-108,60 -104,90 -102,102H-60L-54,76L-48,102H-4C0,80 2,50 0,28L-22,22V-8H-84V22Z'/>\
    <path stroke-width='17' d='M-80,-6L-98,-30M-26,-6L-14,-24'/><path stroke='#2f6fd0' stroke-width='7' d='M-80,-6L-98,-30M-26,-6L-14,-24'/><path fill='#bfe0ff' stroke-width='4' d='M-68,8h30v14q-15,10 -30,0z'/>\
    <g fill='#ffd24a' stroke-width='4'><circle cx='-78' cy='0' r='6'/><circle cx='-28' cy='0' r='6'/></g><path fill='#ff7a66' stroke-width='4' d='M-92,62h22v20h-22z'/>\
    <path fill='#2fb5a8' stroke='none' d='M-104,-6C-116,0 -130,-8 -146,-12L-146,18C-126,30 -104,30 -96,24Z'/><path d='M-104,-6C-116,0 -130,-10 -146,-14C-158,-10 -158,14 -146,20C-126,32 -110,30 -98,24'/><path stroke-width='4' d='M-146,-2h8M-147,8h9'/>\
    <path fill='#1c1633' stroke='none' d='M56,92Q92,82 128,92Q92,104 56,92Z'/>\
    <path fill='#ffd24a' d='M92,100C86,86 48,82 46,46C46,20 70,8 92,8S138,20 138,46C136,82 98,86 92,100Z'/><circle cx='92' cy='46' r='26' stroke='#c98a4a' stroke-width='5'/><path stroke='#c98a4a' stroke-width='8' d='M92,34V58'/>\
    <path fill='#2fb5a8' stroke='none' d='M-4,12C24,14 54,2 78,-24L96,-4C62,30 26,44 -2,42Z'/><path d='M-5,12C24,14 54,2 78,-24M-1,42C26,44 62,30 96,-4M-2,26V44'/>\
    <path fill='#b5c24a' d='M94,4C92,-22 118,-36 142,-24C164,-12 164,22 152,46C136,36 130,12 126,2C118,-6 104,-2 100,8ZM90,4C86,-14 66,-16 54,-4C38,10 38,34 46,54C60,46 68,26 72,12C78,4 82,4 86,8Z'/>\
    <path stroke-width='4' d='M110,-12Q140,-12 150,28M78,-4Q58,4 52,36'/><path fill='#2fb5a8' d='M74,-22C72,-38 90,-42 104,-34C116,-26 112,-4 98,0C84,4 74,-6 74,-22Z'/>\
    <g stroke-width='4'><path fill='#ffd24a' d='M14,116a14,14 0 0 1 28,0zM66,116a14,14 0 0 1 28,0zM118,116a14,14 0 0 1 28,0z'/><path stroke='#2fb5a8' stroke-width='6' d='M28,100l-7,-8M28,100l7,-8M80,100l-7,-6M80,100l7,-6M132,100l-7,-8M132,100l7,-8'/></g>";

const FLYER: Look = Look::new(
    Body::Slim,
    (Tail::Fork, Back::Bare),
    (Eye::Open, Mouth::Smile),
    Skin::Plain,
    coat("#2f6fd0", "#ffffff", "#143a78", "#143a78"),
)
.posed(14, 76)
.at(-40, -12);
const CROWN: &[Prop] = &[worn(Part::Crown, (72, -62), -32, 88)];
const PAWNSHOP: &str = "<path stroke='#fff' stroke-width='7' d='M-168,84C-166,40 -160,10 -150,-14M64,24Q78,36 80,50' stroke-dasharray='3 15'/>\
    <g stroke-width='5'><path stroke-width='10' d='M177,70V-112H116'/><path d='M147,-112V-98'/><path d='M130,-96H164M130,-96V-86M164,-96V-86M147,-96V-66'/><g fill='#ffd24a'><circle cx='130' cy='-78' r='14'/><circle cx='164' cy='-78' r='14'/><circle cx='147' cy='-54' r='14'/></g></g>\
    <g transform='translate(-50 -28) rotate(-62)'><path fill='#3fae70' d='M0,-23H80V23H0Z'/><path stroke='#ffffff' stroke-width='4' d='M30,-14H71V14H30Z'/></g>";
const BANKNOTES: &str = "<g transform='translate(-12 -8)' stroke-width='6'><g transform='rotate(-150)'><path fill='#3fae70' d='M0,-30H112V30H0Z'/><path stroke='#ffffff' stroke-width='4' d='M46,-20H102V20H46Z'/><circle cx='74' r='12' fill='#ffffff'/></g>\
    <g transform='rotate(-112)'><path fill='#8fb87f' d='M0,-31H106V31H0Z'/><path stroke='#fff' stroke-width='4' d='M28,-21H96V21H28Z'/><circle cx='62' r='15' fill='#fff'/><path stroke-width='5' d='M56,0h12'/></g></g>\
    <path fill='#5a93e6' d='M-8,-8C14,-4 32,16 44,34L28,48C4,40 -16,20 -24,4Z'/>\
    <g transform='translate(30 68) rotate(36)'><path stroke-width='9' d='M0,-26V-36M-9,-38H9M20,-22L25,-28'/><circle r='28' fill='#fff'/><path stroke='#e8414a' stroke-width='6' d='M0,0L10,-12'/><path stroke-width='6' d='M0,0V-17M-18,0h1M18,0h-1M0,18v-1'/></g>";
const PELICAN: &str = "<path fill='#fff' d='M112,118C108,92 124,84 130,68L170,60C176,76 180,96 180,118Z'/>\
    <path fill='#f08a1a' d='M144,38C130,0 116,-18 96,-30Q86,-32 86,-20C98,4 108,40 122,66Z'/>\
    <path fill='#7a1f3d' d='M16,56C40,36 100,36 138,62C120,84 50,84 16,56Z'/>\
    <path fill='#ffd24a' d='M14,54C50,80 110,80 142,58C150,76 128,112 86,114C40,116 14,84 14,54Z'/><path stroke-width='4' d='M42,84Q52,98 68,102M120,80Q118,94 108,100'/>\
    <path fill='#fff' d='M118,58C116,30 136,16 154,18C176,22 182,52 170,72C158,82 134,80 118,58Z'/>\
    <circle cx='148' cy='44' r='13' fill='#fff' stroke-width='5'/><circle cx='144' cy='40' r='6' fill='#1c1633' stroke='none'/>\
    <path fill='#2fb5a8' d='M128,24C140,4 172,8 178,34C164,24 148,22 128,24Z'/><path fill='#2fb5a8' d='M116,22L138,16L136,28L112,30Z'/>\
    <path fill='#fff' d='M-178,104C-182,84 -160,80 -152,92C-146,70 -118,74 -116,94C-104,84 -90,90 -92,104Z'/><path fill='#5a93e6' d='M-178,118V104Q-150,92 -122,104T-66,104T-10,104Q14,96 36,118Z'/>\
    <path stroke='#fff' stroke-width='7' d='M-142,64L-138,46M-118,70L-102,54'/>";

const HAMMERHEAD: &str = "<path stroke-width='22' d='M0,0V-106'/><path stroke='#8a5a38' stroke-width='10' d='M0,0V-106'/>\
    <path fill='#f6e3b4' d='M-42,-102L-28,-117H16L8,-108L18,-102L10,-94L16,-88H-28Z'/><path fill='#f6e3b4' d='M-14,-84L-22,-74L-10,-70L-16,-58L22,-50L42,-62L30,-76Z'/>\
    <path fill='#143a78' d='M0,78C-14,98 -50,90 -86,116C-46,120 -16,116 0,108C16,116 46,120 86,116C50,90 14,98 0,78Z'/>\
    <path fill='#143a78' d='M-112,-2C-140,8 -164,30 -170,62C-140,58 -108,46 -88,24ZM112,-2C140,8 164,30 170,62C140,58 108,46 88,24Z'/>\
    <path fill='#2f6fd0' d='M-14,98C-26,66 -44,46 -80,36C-122,24 -142,-10 -140,-46L-84,-56C-76,-26 -44,8 0,16C44,8 76,-26 84,-56L140,-46C142,-10 122,24 80,36C44,46 26,66 14,98Z'/>\
    <path fill='#ffffff' stroke='none' d='M-13,93C-26,64 -46,43 -80,33C-118,22 -138,-8 -137,-40L-118,-42C-114,-12 -96,10 -64,22C-34,34 -18,58 -13,93ZM13,93C26,64 46,43 80,33C118,22 138,-8 137,-40L118,-42C114,-12 96,10 64,22C34,34 18,58 13,93Z'/>\
    <path stroke='#fff' stroke-width='5' d='M0,30V84' stroke-dasharray='8 12'/>\
    <path fill='#2f6fd0' stroke='none' d='M100,14C88,-26 52,-46 14,-46L14,-32L36,-28C46,-14 52,6 72,26Z'/><path d='M98,8C86,-26 52,-46 14,-46Q4,-38 14,-32L36,-28C46,-14 50,4 66,22'/>\
    <g transform='translate(112 -66) rotate(20)'><path fill='#2f6fd0' d='M-20,30Q-20,10 -40,8C-52,14 -64,8 -62,-14C-64,-32 -50,-36 -40,-28Q0,-40 40,-28C50,-36 64,-32 62,-14C64,8 54,14 44,8Q38,12 38,30Z' stroke='none'/>\
    <path d='M-20,30Q-20,10 -40,8C-52,14 -64,8 -62,-14C-64,-32 -50,-36 -40,-28Q0,-40 40,-28C50,-36 64,-32 62,-14C64,8 54,14 44,8Q38,12 38,30'/>\
    <circle cx='-47' cy='-12' r='18' fill='#fff'/><circle cx='47' cy='-12' r='18' fill='#fff'/><circle cx='-54' cy='-8' r='7.5' fill='#1c1633' stroke='none'/><circle cx='40' cy='-8' r='7.5' fill='#1c1633' stroke='none'/>\
    <path stroke-width='8' d='M-62,-25L-34,-17M62,-25L34,-17'/><path fill='#7a1f3d' stroke-width='5' d='M-12,22Q6,-4 26,22Q6,14 -12,22Z'/></g>\
    <g transform='scale(-1 1)'><path fill='#2f6fd0' stroke='none' d='M100,14C88,-26 52,-46 14,-46L14,-32L36,-28C46,-14 52,6 72,26Z'/><path d='M98,8C86,-26 52,-46 14,-46Q4,-38 14,-32L36,-28C46,-14 50,4 66,22'/>\
    <g transform='translate(112 -66) rotate(20)'><path fill='#2f6fd0' d='M-20,30Q-20,10 -40,8C-52,14 -64,8 -62,-14C-64,-32 -50,-36 -40,-28Q0,-40 40,-28C50,-36 64,-32 62,-14C64,8 54,14 44,8Q38,12 38,30Z' stroke='none'/>\
    <path d='M-20,30Q-20,10 -40,8C-52,14 -64,8 -62,-14C-64,-32 -50,-36 -40,-28Q0,-40 40,-28C50,-36 64,-32 62,-14C64,8 54,14 44,8Q38,12 38,30'/>\
    <circle cx='-47' cy='-12' r='18' fill='#fff'/><circle cx='47' cy='-12' r='18' fill='#fff'/><circle cx='-54' cy='-8' r='7.5' fill='#1c1633' stroke='none'/><circle cx='40' cy='-8' r='7.5' fill='#1c1633' stroke='none'/>\
    <path stroke-width='8' d='M-62,-25L-34,-17M62,-25L34,-17'/><path fill='#7a1f3d' stroke-width='5' d='M-12,22Q6,-4 26,22Q6,14 -12,22Z'/></g></g>";

const OCTOPUS: &str = "<circle cx='66' cy='-2' r='112' fill='#c98a4a'/><circle cx='66' cy='-2' r='88' fill='#143a78'/>\
    <g fill='#f6e3b4' stroke-width='4'><circle cx='66' cy='-102' r='7'/><circle cx='137' cy='-73' r='7'/><circle cx='166' cy='-2' r='7'/><circle cx='137' cy='69' r='7'/><circle cx='66' cy='98' r='7'/></g>\
    <g fill='#ffd24a' stroke-width='5'><circle cx='92' cy='-66' r='15'/><circle cx='126' cy='-34' r='15'/><circle cx='134' cy='8' r='15'/><circle cx='128' cy='42' r='15'/><circle cx='74' cy='72' r='14'/></g>\
    <path stroke-width='7' d='M92,-69v7M126,-37v7M134,5v7M128,39v7M74,69v7'/>\
    <g stroke='#fff' stroke-width='4' stroke-dasharray='5 7'><circle cx='94' cy='8' r='11'/><path d='M107,8H117'/></g>\
    <g><path stroke-width='26' d='M-150,8C-172,30 -170,50 -156,64M-120,10C-124,50 -120,60 -112,80M-90,10C-84,50 -66,70 -62,88'/><path stroke='#e8414a' stroke-width='14' d='M-150,8C-172,30 -170,50 -156,64M-120,10C-124,50 -120,60 -112,80M-90,10C-84,50 -66,70 -62,88'/></g>\
    <path stroke-width='27' d='M-80,-6C-50,-30 -20,-64 16,-66M-70,0C-30,-8 10,-34 52,-36M-66,10C-20,24 30,26 56,18C76,12 74,-8 60,-6M-72,18C-40,42 10,50 50,42M-84,22C-70,60 -40,80 0,76'/>\
    <path stroke='#ff7a66' stroke-width='15' d='M-80,-6C-50,-30 -20,-64 16,-66M-70,0C-30,-8 10,-34 52,-36M-66,10C-20,24 30,26 56,18C76,12 74,-8 60,-6M-72,18C-40,42 10,50 50,42M-84,22C-70,60 -40,80 0,76'/>\
    <g><path stroke-width='15' d='M30,-66H64V-54M66,-36H100V-24M66,42H100V54M14,76H46V88'/><path stroke='#ffd24a' stroke-width='6' d='M30,-66H64V-54M66,-36H100V-24M66,42H100V54M14,76H46V88'/>\
    <g fill='#ffd24a' stroke-width='5'><circle cx='24' cy='-66' r='13'/><circle cx='60' cy='-36' r='13'/><circle cx='60' cy='42' r='13'/><circle cx='8' cy='76' r='13'/></g></g>\
    <path fill='#ff7a66' d='M-148,26C-186,-40 -170,-114 -104,-116C-40,-114 -28,-40 -58,26Q-104,44 -148,26Z'/>\
    <g fill='#ff9ac4' stroke='none'><circle cx='-140' cy='-70' r='9'/><circle cx='-118' cy='-92' r='7'/><circle cx='-76' cy='-84' r='6'/></g>\
    <g><circle cx='-126' cy='-32' r='21' fill='#fff'/><circle cx='-78' cy='-32' r='21' fill='#fff'/><circle cx='-118' cy='-27' r='9' fill='#1c1633' stroke='none'/><circle cx='-70' cy='-27' r='9' fill='#1c1633' stroke='none'/><path fill='#e8414a' d='M-147,-33A21,21 0 0 1 -105,-33ZM-99,-33A21,21 0 0 1 -57,-33Z'/></g><path d='M-120,10H-84'/>\
    <g fill='#fff' stroke-width='5'><path d='M-178,58l24,-6l12,42l-24,6zM-156,54l26,2l-4,44l-26,-2zM-116,74h28v40h-28zM-66,78h28v38h-28z'/></g>\
    <g fill='#e8414a' stroke='none'><path d='M-144,64l8,13l-9,12l-8,-13zM-102,82l9,12l-9,12l-9,-12z'/><path fill='#1c1633' d='M-52,86l9,12l-9,10l-9,-10z'/></g>";

const CATFISH: &str = "<path fill='#f6e3b4' d='M-178,90L88,34H178V118H-178Z'/>\
    <g stroke-width='5'><path fill='#143a78' d='M104,-112H172V-62H104Z'/><path stroke='#ffd24a' stroke-width='7' d='M126,-100Q148,-106 148,-94T132,-86Q150,-86 148,-76T126,-72'/><path d='M138,-62V-48'/>\
    <path fill='#ffd24a' d='M100,-48H176V-38H168V10H176V46H100V10H108V-38H100Z'/><path fill='#7a1f3d' d='M112,-38H164V10H112Z'/><path stroke='#ffd24a' stroke-width='5' d='M125,-36V8M138,-36V8M151,-36V8'/><path stroke-width='4' d='M102,10H174'/></g>\
    <g fill='#c98a4a'><path d='M-168,118V-24H-154V118ZM40,118V-24H54V118Z'/><path fill='#c98a4a' d='M-178,-20H64V4H-178ZM-178,16H64V40H-178Z'/></g>\
    <path fill='#8a5a38' d='M-178,56H66V76H-178Z'/>\
    <path fill='#6b4a7c' d='M-74,50C-84,84 -60,98 -44,86C-58,100 -62,110 -60,117C-40,118 -26,112 -20,104C-14,110 -4,112 8,108C8,92 -6,82 -16,80C-22,70 -26,60 -26,50Z'/>\
    <path fill='#8a63d2' d='M-112,62C-124,20 -112,0 -118,-24C-136,-40 -128,-104 -54,-106C20,-104 30,-40 12,-24C6,0 18,20 6,62Q-54,80 -112,62Z'/>\
    <path fill='#bfe0ff' stroke='none' d='M-88,62C-98,26 -90,-6 -84,-12Q-54,0 -22,-12C-16,-6 -10,26 -18,62Q-54,74 -88,62Z'/>\
    <path fill='#6b4a7c' d='M-54,-104C-44,-124 -30,-120 -24,-100Z'/>\
    <circle cx='-86' cy='-66' r='20' fill='#fff'/><circle cx='-24' cy='-66' r='20' fill='#fff'/><circle cx='-78' cy='-60' r='8' fill='#1c1633' stroke='none'/><circle cx='-16' cy='-60' r='8' fill='#1c1633' stroke='none'/><path fill='#6b4a7c' d='M-106,-66A20,20 0 0 1 -66,-66ZM-44,-66A20,20 0 0 1 -4,-66Z'/>\
    <path stroke='#fff' stroke-width='4' d='M-110,-34L-158,4M-136,-58Q-130,-38 -116,-26M-158,-56Q-146,-26 -132,-12M-173,-34Q-156,-10 -142,10M2,-34L46,-2M28,-58Q22,-38 14,-24M50,-56Q38,-28 26,-12M65,-34Q52,-14 40,-6'/>\
    <path stroke-width='14' d='M-110,-36C-134,-72 -172,-66 -173,-14M-102,-24C-128,-26 -142,-6 -144,34M2,-36C26,-72 64,-66 65,-14M-6,-24C14,-26 28,-16 34,0M-74,-32Q-80,-14 -72,0M-34,-32Q-28,-14 -36,0'/>\
    <path stroke='#b98cf2' stroke-width='5' d='M-110,-36C-134,-72 -172,-66 -173,-14M-102,-24C-128,-26 -142,-6 -144,34M2,-36C26,-72 64,-66 65,-14M-6,-24C14,-26 28,-16 34,0M-74,-32Q-80,-14 -72,0M-34,-32Q-28,-14 -36,0'/>\
    <path stroke-width='8' d='M-112,-28Q-54,-44 4,-28'/><path stroke-width='3.5' d='M-158,-40L-134,-24M-158,-24L-134,-40M-160,-32H-132'/><circle cx='-146' cy='-32' r='8' fill='#1c1633' stroke='none'/>\
    <path fill='#fff' stroke-width='5' d='M26,4H64V64C64,80 90,84 176,78V108C80,114 26,104 26,68Z'/>\
    <path stroke='#e8414a' stroke-width='5' d='M49,30L36,46H57M51,38V56'/><g stroke-width='5' stroke='#e8414a'><ellipse cx='45' cy='72' rx='8' ry='8'/><ellipse cx='70' cy='92' rx='8' ry='8'/><ellipse cx='97' cy='96' rx='8' ry='8'/><ellipse cx='124' cy='96' rx='8' ry='8'/><ellipse cx='151' cy='94' rx='8' ry='8'/></g>\
    <path fill='#6b4a7c' stroke='none' d='M-4,8C14,10 26,8 44,4L46,22C24,34 6,38 -6,34Z'/><path d='M0,10C16,10 28,8 40,2C56,2 58,20 46,24C26,34 12,38 -2,36'/>\
    <path fill='#6b4a7c' d='M-102,6C-116,24 -112,44 -90,50C-76,52 -66,44 -68,36C-80,34 -88,26 -90,10Z'/>";

const CUTTLEFISH: &str = "<g transform='translate(118 -58)'><path fill='#ffd24a' stroke-width='5' d='M0,-60L11,-40L33,-50L35,-27L58,-24L45,-4L60,14L38,22L40,46L18,40L6,60L-8,42L-30,50L-34,28L-58,22L-46,2L-58,-18L-36,-26L-36,-48L-14,-41Z'/>\
    <circle r='33' fill='#f6e3b4'/><path stroke-width='6' d='M-16,-6q6,-8 12,0M6,-6q6,-8 12,0M-12,8Q0,20 14,8'/></g>\
    <path stroke-width='22' d='M40,-2C92,-20 70,-66 42,-84'/><path stroke='#ff7a66' stroke-width='11' d='M40,-2C92,-20 70,-66 42,-84'/>\
    <path fill='#fff' d='M52,-92C28,-118 0,-92 -40,-116C-62,-112 -58,-90 -66,-72C-40,-66 -20,-48 8,-60C24,-66 36,-66 44,-74Z'/><path stroke='#bfe0ff' stroke-width='5' d='M24,-86Q4,-76 -20,-90M22,-74Q6,-68 -10,-72'/>\
    <g transform='translate(-44 12) rotate(-6)'><path fill='#7a1f3d' d='M-126,0Q-136,-24 -114,-30Q-116,-52 -92,-50Q-86,-70 -64,-62Q-50,-78 -32,-66Q-14,-78 0,-64Q18,-72 30,-54L30,50C-40,70 -120,50 -126,0Z'/>\
    <path fill='#ff7a66' d='M-108,0C-92,-46 -30,-56 24,-48V40C-30,56 -92,46 -108,0Z'/><path stroke='#e8414a' stroke-width='9' d='M-80,-24Q-72,0 -78,20M-54,-36Q-44,0 -52,34M-26,-42Q-16,0 -24,40M0,-44Q8,-4 4,40'/>\
    <path stroke-width='24' d='M78,-10C112,-10 122,10 116,30M74,8C98,10 104,24 98,42'/><path stroke='#ff7a66' stroke-width='13' d='M78,-10C112,-10 122,10 116,30M74,8C98,10 104,24 98,42'/>\
    <path fill='#ff7a66' d='M16,-48C70,-56 100,-34 98,-4C96,30 64,50 16,42Q34,-4 16,-48Z'/><circle cx='58' cy='-8' r='24' fill='#f6e3b4'/><path stroke-width='8' d='M42,-4Q58,12 74,-4'/><path stroke-width='7' d='M34,-34Q44,-46 66,-44'/><path fill='#fff' stroke-width='4' d='M80,8q-13,22 0,26q13,-4 0,-26z'/></g>\
    <path fill='#1c1633' d='M-178,118C-184,84 -168,58 -146,64C-142,34 -104,28 -88,50C-74,26 -40,26 -28,50C-6,34 26,40 32,64C60,56 78,84 68,118Z'/><path stroke='#2f6fd0' stroke-width='7' d='M-150,92q10,-18 28,-6M-96,76q12,-18 28,-2M-34,80q14,-16 28,2M-62,104q12,-14 26,-2M18,98q10,-14 24,0'/>\
    <g><path fill='#2fb5a8' d='M88,66L72,24Q70,12 82,12L156,8Q168,8 170,20L176,66Z'/><path fill='#f6e3b4' stroke-width='4' d='M98,60L84,26L158,20L164,60Z'/>\
    <g fill='#ffd24a' stroke-width='4'><circle cx='108' cy='62' r='15'/><circle cx='158' cy='60' r='14'/><circle cx='134' cy='50' r='16'/></g>\
    <path fill='#2fb5a8' d='M92,68H170Q179,68 179,78V106Q179,116 168,116H92Q82,116 82,106V78Q82,68 92,68Z'/><path stroke-width='13' d='M116,80Q118,96 132,96T148,80'/><path stroke='#ffd24a' stroke-width='4' d='M116,80Q118,96 132,96T148,80'/><path fill='#ff7a66' stroke-width='4' d='M156,90l14,-4l4,16l-14,4z'/>\
    <g fill='#ffd24a' stroke-width='4'><circle cx='86' cy='76' r='13'/><circle cx='72' cy='104' r='13'/><circle cx='100' cy='106' r='12'/></g><path stroke='#c98a4a' stroke-width='5' d='M86,71v10M72,99v10M100,101v10M134,44v9'/></g>";

const JUGGLER: &str = "<path stroke='#fff' stroke-width='6' d='M-126,-100C-80,-122 80,-122 126,-100' stroke-dasharray='4 16'/>\
    <path stroke-width='24' d='M0,8C-60,-30 -100,-2 -106,-26M0,22C-80,60 -150,50 -154,10M50,4C90,6 104,-10 106,-26M50,18C100,46 150,40 154,10'/>\
    <path stroke='#e8414a' stroke-width='12' d='M0,8C-60,-30 -100,-2 -106,-26M0,22C-80,60 -150,50 -154,10M50,4C90,6 104,-10 106,-26M50,18C100,46 150,40 154,10'/>\
    <path stroke-width='16' d='M0,88V40'/><path stroke='#bfe0ff' stroke-width='6' d='M0,88V40'/>\
    <circle cx='0' cy='88' r='27' fill='#bfe0ff' stroke-width='9'/><path stroke-width='3' d='M0,64V112M-24,88H24M-17,71L17,105M17,71L-17,105'/>\
    <path stroke-width='16' d='M-20,34C-56,52 -48,84 -20,98M30,34C62,46 50,70 22,80'/><path stroke='#e8414a' stroke-width='7' d='M-20,34C-56,52 -48,84 -20,98M30,34C62,46 50,70 22,80'/>\
    <path stroke-width='8' d='M0,88L-16,99M-28,101H-8M0,88L16,79M10,78H32'/><circle cx='0' cy='88' r='5' fill='#ffd24a' stroke-width='4'/>\
    <path fill='#143a78' d='M-34,34H44L26,52H-18Z'/>\
    <path fill='#ffd24a' d='M20,38C-30,50 -84,34 -84,-8C-84,-48 -44,-66 -14,-56C6,-50 22,-30 24,0Z'/><path d='M12,-18C-10,-50 -62,-40 -60,-4C-58,24 -18,26 -16,2C-16,-14 -36,-14 -36,0'/><path stroke='#c98a4a' stroke-width='6' d='M-72,-2Q-70,20 -52,28M-30,34Q-10,36 6,30M-60,-34Q-50,-46 -36,-50'/><path fill='#f6e3b4' stroke-width='3.5' d='M-72,6l22,14l-6,9l-22,-14z'/>\
    <path stroke-width='14' d='M22,-20L16,-42M48,-20L54,-42'/><path stroke='#ff7a66' stroke-width='6' d='M22,-16L16,-42M48,-16L54,-42'/>\
    <path fill='#ff7a66' d='M0,8C0,-22 18,-30 36,-30S74,-22 74,8C74,34 56,42 36,42S0,34 0,8Z'/><path fill='#7a1f3d' stroke-width='5' d='M16,4Q36,10 58,4Q56,30 36,30T16,4Z'/><path fill='#fff' stroke='none' d='M22,8Q36,12 52,8L49,14Q36,17 25,14Z'/>\
    <circle cx='14' cy='-52' r='17' fill='#fff'/><circle cx='56' cy='-52' r='17' fill='#fff'/><circle cx='16' cy='-59' r='8' fill='#1c1633' stroke='none'/><circle cx='58' cy='-59' r='8' fill='#1c1633' stroke='none'/>\
    <g stroke-width='5'><g transform='translate(-152 -46) rotate(6) scale(-1 1)'><path fill='#ffffff' d='M-9,-16H14V22Q12,38 -9,46Z'/><path fill='#7a1f3d' d='M-10,-44Q-2,-48 4,-44V-16H-10Z'/></g><g transform='translate(-104 -70) rotate(-6) scale(-1 1)'><path fill='#ffffff' d='M-9,-16H14V22Q12,38 -9,46Z'/><path fill='#143a78' d='M-10,-44Q-2,-48 4,-44V-16H-10Z'/></g>\
    <g transform='translate(6 -98) rotate(-84) scale(1 1)'><path fill='#ffffff' d='M-9,-16H14V22Q12,38 -9,46Z'/><path fill='#7a1f3d' d='M-10,-44Q-2,-48 4,-44V-16H-10Z'/></g><g transform='translate(104 -70) rotate(6) scale(1 1)'><path fill='#ffffff' d='M-9,-16H14V22Q12,38 -9,46Z'/><path fill='#143a78' d='M-10,-44Q-2,-48 4,-44V-16H-10Z'/></g><g transform='translate(152 -46) rotate(-6) scale(1 1)'><path fill='#ffffff' d='M-9,-16H14V22Q12,38 -9,46Z'/><path fill='#7a1f3d' d='M-10,-44Q-2,-48 4,-44V-16H-10Z'/></g></g>\
    <g fill='#ff7a66'><path transform='translate(-154 10)' d='M-8,18C-28,12 -30,-14 -16,-30C-14,-14 -8,-6 0,-6C8,-6 14,-14 16,-30C30,-14 28,12 8,18Z'/><path transform='translate(-106 -26)' d='M-8,18C-28,12 -30,-14 -16,-30C-14,-14 -8,-6 0,-6C8,-6 14,-14 16,-30C30,-14 28,12 8,18Z'/>\
    <path transform='translate(106 -26)' d='M-8,18C-28,12 -30,-14 -16,-30C-14,-14 -8,-6 0,-6C8,-6 14,-14 16,-30C30,-14 28,12 8,18Z'/><path transform='translate(154 10)' d='M-8,18C-28,12 -30,-14 -16,-30C-14,-14 -8,-6 0,-6C8,-6 14,-14 16,-30C30,-14 28,12 8,18Z'/></g>\
    <g fill='#f6e3b4' stroke-width='3.5'><path d='M-172,10l28,-6l2,10l-28,6zM-122,-24l28,4l-2,10l-28,-4zM92,-20l28,-6l2,10l-28,6zM138,6l28,6l-2,10l-28,-6z'/></g>";
