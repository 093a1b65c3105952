//! Epic and legendary catches that came later.
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
        "black-swan-gulper" => Portrait::whole(GULPER),
        "order-book-kraken" => Portrait::whole(KRAKEN),
        "zero-knowledge-ghostfish" => Portrait::whole(GHOSTFISH),
        "perpetual-seahorse" => Portrait::whole(SEAHORSE),
        "vesting-vampire-squid" => Portrait::whole(VAMPIRE),
        "restarted-sunfish" => Portrait::whole(SUNFISH).with(SPARKS),
        "short-seller-sawfish" => Portrait::of(SAWFISH).behind(BALLROOM).wearing(SAW_AND_APRON).before(SAWDUST),
        "pizza-day-ray" => Portrait::whole(PIZZA_RAY),
        "halving-dragon" => Portrait::whole(DRAGON),
        "white-hat-orca" => Portrait::of(ORCA).behind(MOON).wearing(PATCH_AND_HAT).before(WAVE_AND_SACK),
        "phoenix-carp" => Portrait::of(CARP).behind(BLAZE).before(ASHES_AND_HAT),
        _ => return None,
    })
}

const GULPER: &str = "<path stroke='#1c1633' stroke-width='25' d='M-120,90C-174,92 -180,16 -154,-2C-138,-14 -118,-8 -126,6'/>\
    <path stroke='#3d2470' stroke-width='13' d='M-120,90C-174,92 -180,16 -154,-2C-138,-14 -118,-8 -126,6'/><circle cx='-126' cy='6' r='10' fill='#5fe0e6'/>\
    <path stroke='#1c1633' stroke-width='46' d='M-34,80C8,54 -16,14 -36,-14S-48,-92 6,-90'/><path stroke='#1c1633' stroke-width='35' d='M-34,80C8,54 -16,14 -36,-14S-48,-92 6,-90'/>\
    <path fill='#1c1633' d='M-154,60C-146,30 -110,22 -70,30C-40,34 0,40 2,72C4,100 -40,116 -86,114C-126,112 -154,92 -154,60Z'/>\
    <path fill='#3d2470' d='M-168,66C-160,10 -70,-4 -34,52C-42,60 -50,58 -56,60C-58,74 -72,78 -82,76C-88,88 -106,92 -116,86C-130,94 -150,86 -168,66Z'/><path stroke='#c9a9ff' stroke-width='4' d='M-56,60Q-74,46 -92,46M-82,76Q-100,62 -118,62M-116,86Q-132,76 -146,74'/>\
    <path fill='#1c1633' d='M-22,-88C-14,-122 60,-122 124,-112V66C76,88 14,40 2,-54Z'/><path stroke='#6a3fb5' stroke-width='5' d='M28,-36C34,10 52,40 76,56M50,-40C52,-10 58,14 68,30'/>\
    <ellipse cx='124' cy='-22' rx='50' ry='92' fill='#d94fa8'/><ellipse cx='126' cy='-22' rx='37' ry='76' fill='#7a1330'/>\
    <path fill='#5fe0e6' stroke-width='4' d='M91,2q9,-9 18,0t18,0t18,0t16,0A37,76 0 0 1 91,2Z'/>\
    <g stroke-width='4'><path d='M110,2V-36M142,6V-22'/><path fill='#fff' d='M113,-34L130,-8H113ZM107,-28L96,-8H107ZM144,-20L156,0H144Z'/><path fill='#ffd24a' d='M94,-2H129L122,10H101Z'/><path fill='#ff7a3d' d='M130,6H158L152,16H135Z'/></g>\
    <path fill='#fff' stroke-width='4' d='M145,88L164,110H145Z'/><path fill='#c9a9ff' stroke-width='5' d='M120,108H172L162,120H130Z'/><path stroke-width='5' d='M142,106V84'/>\
    <circle cx='40' cy='-80' r='17' fill='#fff'/><circle cx='46' cy='-79' r='8' fill='#1c1633' stroke='none'/><circle cx='49' cy='-82' r='3' fill='#fff' stroke='none'/><path fill='#6a3fb5' d='M23,-80A17,17 0 0 1 57,-80Z'/>\
    <path fill='#fff' d='M-148,-46C-166,-58 -154,-78 -144,-84L-140,-78C-134,-96 -100,-112 -78,-108C-76,-92 -84,-78 -94,-66L-102,-68L-100,-58C-112,-44 -124,-38 -138,-40Z'/><path stroke-width='4' d='M-166,-26C-146,-54 -124,-80 -100,-92'/>";

const KRAKEN: &str = "<g stroke-width='5' fill='#c28d58'><path d='M-160,-104h56v16h-56ZM-164,-88h58v16h-58ZM-158,-72h58v16h-58ZM-162,-56h58v16h-58ZM-158,-40h54v16h-54ZM-164,-24h60v16h-60Z'/><path d='M-88,-120h54v16h-54ZM-84,-104h54v16h-54ZM-90,-88h56v16h-56ZM-86,-72h54v16h-54Z'/>\
    <path d='M104,-104h56v16h-56ZM106,-88h58v16h-58ZM100,-72h58v16h-58ZM104,-56h58v16h-58ZM104,-40h54v16h-54ZM104,-24h60v16h-60Z'/><path d='M34,-120h54v16h-54ZM30,-104h54v16h-54ZM34,-88h56v16h-56ZM32,-72h54v16h-54Z'/></g><path stroke='#fff0b8' stroke-width='5' d='M-146,-96h26M-150,-80h20M-144,-64h26M-78,-112h30M-74,-96h16M120,-96h26M130,-80h20M118,-64h26M48,-112h30M58,-96h16'/>\
    <g stroke='#1c1633' stroke-width='31'><path d='M-34,92C-80,122 -162,104 -158,40C-156,10 -162,-14 -152,-34C-142,-54 -104,-56 -96,-40'/><path d='M-24,76C-60,76 -104,60 -98,10C-96,-16 -102,-52 -84,-72C-70,-86 -40,-84 -36,-70'/><path d='M34,92C80,122 162,104 158,40C156,10 162,-14 152,-34C142,-54 104,-56 96,-40'/><path d='M24,76C60,76 104,60 98,10C96,-16 102,-52 84,-72C70,-86 40,-84 36,-70'/></g>\
    <g stroke='#3ddc97' stroke-width='19'><path d='M-34,92C-80,122 -162,104 -158,40C-156,10 -162,-14 -152,-34C-142,-54 -104,-56 -96,-40'/><path d='M-24,76C-60,76 -104,60 -98,10C-96,-16 -102,-52 -84,-72C-70,-86 -40,-84 -36,-70'/></g>\
    <g stroke='#c2304a' stroke-width='19'><path d='M34,92C80,122 162,104 158,40C156,10 162,-14 152,-34C142,-54 104,-56 96,-40'/><path d='M24,76C60,76 104,60 98,10C96,-16 102,-52 84,-72C70,-86 40,-84 36,-70'/></g>\
    <g stroke='#fff' stroke-width='7' stroke-dasharray='1 17'><path d='M-60,101C-100,112 -156,96 -154,40C-152,10 -156,-14 -150,-30'/><path d='M-64,70C-96,56 -96,30 -94,10C-92,-16 -96,-50 -82,-66'/><path d='M60,101C100,112 156,96 154,40C152,10 156,-14 150,-30'/><path d='M64,70C96,56 96,30 94,10C92,-16 96,-50 82,-66'/></g>\
    <path fill='#3d2470' d='M-64,104C-90,40 -64,-46 0,-46S90,40 64,104Q48,124 26,108Q0,126 -26,108Q-48,124 -64,104Z'/><g fill='#6a3fb5' stroke='none'><circle cx='-44' cy='72' r='9'/><circle cx='50' cy='64' r='8'/><circle cx='-28' cy='88' r='6'/><circle cx='-20' cy='-30' r='7'/><circle cx='4' cy='-34' r='5'/></g>\
    <ellipse cx='0' cy='20' rx='46' ry='38' fill='#ffd24a'/><ellipse cx='0' cy='24' rx='13' ry='27' fill='#1c1633' stroke='none'/><circle cx='6' cy='12' r='6' fill='#fff' stroke='none'/><path fill='#6a3fb5' d='M-46,20A46,38 0 0 1 46,20Q0,-14 -46,20Z'/><path d='M-18,78Q0,90 18,78'/>";

const GHOSTFISH: &str = "<path fill='#3d2470' d='M-168,96V-34C-168,-138 62,-138 62,-34V96Z'/><path stroke='#6a3fb5' stroke-width='5' d='M-150,80V-34C-150,-112 44,-112 44,-34V80'/>\
    <g stroke-width='5' fill='#7a4a2b'><path d='M-160,72h22v48h-22ZM36,72h22v48h-22Z'/></g><path fill='#9b6a3f' d='M-176,62H-134C-102,62 -104,88 -56,88S-12,62 20,62H66V82H24C-4,82 -12,110 -56,110S-108,82 -130,82H-176Z'/>\
    <path stroke-width='4' d='M-90,92l8,10l-2,8M-28,92l-6,8l4,8M-166,72h24M32,72h24'/>\
    <path stroke='#5fe0e6' stroke-width='15' opacity='.45' d='M-134,22C-120,-42 -50,-74 6,-44C34,-28 44,-2 36,22C24,60 -10,84 -56,82C-90,80 -120,60 -134,22ZM-126,36C-150,26 -160,-6 -154,-34C-134,-30 -124,-12 -118,-6'/>\
    <g stroke='#fff' stroke-width='5'><path fill='#fff' fill-opacity='.13' d='M-134,22C-120,-42 -50,-74 6,-44C34,-28 44,-2 36,22C24,60 -10,84 -56,82C-90,80 -120,60 -134,22Z'/><path d='M-126,36C-150,26 -160,-6 -154,-34C-134,-30 -124,-12 -118,-6M-92,-36C-84,-60 -50,-80 -26,-78C-30,-66 -30,-62 -26,-54M2,22Q16,32 30,20'/><path stroke-width='4' opacity='.7' d='M-112,22H-30M-92,4V40M-72,-4V48M-52,-6V48'/></g>\
    <path fill='#ffffff' transform='translate(105 -58) rotate(5)' d='M-62,-52H62V52H-62Z'/><g transform='translate(105 -58) rotate(5)'><path stroke='#f0a81f' stroke-width='6' d='M-48,-38H48V38H-48Z'/><g fill='#ffd24a' stroke-width='4'><circle cx='-48' cy='-38' r='8'/><circle cx='48' cy='-38' r='8'/><circle cx='-48' cy='38' r='8'/><circle cx='48' cy='38' r='8'/></g><path stroke='#97a2bd' stroke-width='6' d='M-26,-20H26M-32,-4H32'/><path fill='#d94fa8' stroke-width='4' d='M-10,26L-16,56L-4,48L4,58L10,26Z'/><circle cy='22' r='16' fill='#ffd24a'/><path stroke-width='5' d='M-7,22l5,6l9,-11'/></g>\
    <path stroke='#5fe0e6' stroke-width='14' opacity='.45' d='M14,54C44,48 52,24 54,-4'/><path fill='#7d69a8' stroke='#fff' stroke-width='5' d='M0,46C28,44 40,22 42,-8Q54,-18 64,-6C66,34 44,62 6,62Q-6,56 0,46Z'/>\
    <circle cx='0' cy='-14' r='17' fill='#fff'/><circle cx='7' cy='-15' r='8' fill='#1c1633' stroke='none'/><circle cx='10' cy='-18' r='3' fill='#fff' stroke='none'/>\
    <path stroke-width='7' d='M92,106L78,120M108,112L100,122M150,112L158,122M164,104L176,118'/><path stroke-width='6' d='M114,76V52M142,76V52'/><path fill='#ff7a3d' d='M90,94C90,70 166,70 166,94C166,118 90,118 90,94Z'/><path fill='#ff7a3d' d='M92,84C76,84 72,66 80,56L88,68L96,58C106,70 100,84 92,84ZM164,84C180,84 182,66 176,56L168,68L160,58C150,70 156,84 164,84Z'/>\
    <circle cx='112' cy='48' r='14' fill='#fff'/><circle cx='144' cy='48' r='14' fill='#fff'/><circle cx='108' cy='46' r='5' fill='#1c1633' stroke='none'/><circle cx='140' cy='46' r='5' fill='#1c1633' stroke='none'/><ellipse cx='128' cy='98' rx='9' ry='8' fill='#7a1330' stroke-width='4'/>";

const SEAHORSE: &str = "<path fill='#6a3fb5' d='M-136,94H136V108Q0,132 -136,108Z'/><path stroke='#ffd24a' stroke-width='6' stroke-dasharray='1 22' d='M-120,106Q0,122 120,106'/>\
    <path stroke-width='22' d='M0,-60V92'/><path stroke='#ffd24a' stroke-width='11' d='M0,-60V92'/><path stroke='#c98a1b' stroke-width='4' d='M-4,78L4,70M-4,90L4,82'/>\
    <path fill='#d94fa8' d='M-132,-62L0,-114L132,-62Z'/><path fill='#fff' stroke-width='4' d='M-82,-62L0,-114L-28,-62ZM28,-62L0,-114L82,-62Z'/><path d='M-132,-62L0,-114L132,-62Z'/><circle cx='0' cy='-113' r='9' fill='#ffd24a'/>\
    <path fill='#3d2470' d='M-132,-62H132V-50q-16.5,22 -33,0q-16.5,22 -33,0q-16.5,22 -33,0q-16.5,22 -33,0q-16.5,22 -33,0q-16.5,22 -33,0q-16.5,22 -33,0q-16.5,22 -33,0Z'/><g fill='#ffd24a' stroke='none'><circle cx='-115' cy='-52' r='6'/><circle cx='-82' cy='-52' r='6' fill='#fff'/><circle cx='-49' cy='-52' r='6'/><circle cx='-16' cy='-52' r='6' fill='#fff'/><circle cx='17' cy='-52' r='6'/><circle cx='50' cy='-52' r='6' fill='#fff'/><circle cx='83' cy='-52' r='6'/><circle cx='116' cy='-52' r='6' fill='#fff'/></g>\
    <path fill='#fff' d='M-110,6C-110,36 -88,40 -88,52C-88,64 -110,66 -110,94H-54C-54,66 -76,64 -76,52C-76,40 -54,36 -54,6Z'/><path fill='#ffd24a' stroke='none' d='M-105,20H-59Q-64,38 -82,48Q-100,38 -105,20ZM-106,91Q-100,72 -82,72Q-64,72 -58,91Z'/><path stroke='#ffd24a' stroke-width='4' d='M-82,46V74'/><path stroke-width='10' d='M-116,6H-48M-116,94H-48'/>\
    <path stroke='#1c1633' stroke-width='26' d='M14,52C22,90 -8,96 -32,82C-52,68 -98,72 -102,56C-100,42 -72,46 -64,50'/><path stroke='#5fe0e6' stroke-width='14' d='M14,52C22,90 -8,96 -32,82C-52,68 -98,72 -102,56C-100,42 -72,46 -64,50'/>\
    <g transform='translate(0 9)'><path fill='#ffd24a' d='M-12,-18L-36,-22L-24,-6L-42,6L-20,10L-32,28L-8,28Z'/>\
    <path fill='#5fe0e6' d='M-8,-34C14,-50 46,-42 50,-20L88,-14Q98,-6 88,2L50,4C44,14 54,26 50,44C44,72 0,72 -8,48C-14,32 -4,18 -12,8C-26,-4 -26,-24 -8,-34Z'/>\
    <path fill='#ffd24a' d='M-8,-30L-10,-42L4,-36L14,-46L22,-36Z'/><path fill='#d94fa8' d='M-10,24Q18,34 40,18Q48,36 34,46Q10,54 -10,46Q-12,34 -10,24Z'/><path stroke='#ffd24a' stroke-width='5' d='M-4,33Q18,42 36,30'/>\
    <circle cx='24' cy='-18' r='13' fill='#fff'/><circle cx='28' cy='-18' r='6.5' fill='#1c1633' stroke='none'/><circle cx='30' cy='-20' r='2.5' fill='#fff' stroke='none'/><circle cx='40' cy='0' r='6' fill='#ff9a86' stroke='none'/><path stroke-width='4' d='M82,-6L92,-6'/></g>\
    <path stroke-width='17' d='M108,64L84,54'/><path stroke='#1c1633' stroke-width='8' d='M108,64L84,54'/><circle cx='80' cy='52' r='9' fill='#ff9a86' stroke-width='5'/><path fill='#3d2470' d='M98,94V66C98,46 134,46 134,66V94Z'/><circle cx='116' cy='36' r='18' fill='#ff9a86'/><path fill='#3d2470' d='M96,26V12H136V26Z'/><path stroke='#ffd24a' stroke-width='5' d='M100,22H132'/><path stroke-width='8' d='M90,28H128'/><path stroke-width='7' d='M108,36v1M120,36v1'/><path fill='#fff' stroke-width='4' d='M98,47Q112,38 126,47Q112,54 98,47Z'/><g fill='#ffd24a' stroke='none'><circle cx='114' cy='68' r='4'/><circle cx='114' cy='81' r='4'/></g>\
    <g stroke='#fff' stroke-width='7' stroke-dasharray='1 16'><path d='M148,-40C176,-10 172,40 154,72M-148,-40C-176,-10 -172,40 -154,72'/></g>";

const VAMPIRE: &str = "<path fill='#7a4a2b' d='M-106,60V-46C-106,-132 106,-132 106,-46V60Z'/><path fill='#1c1633' d='M-86,60V-44C-86,-104 86,-104 86,-44V60Z'/><path stroke='#ffd24a' stroke-width='6' d='M-96,50V-46M96,50V-46'/>\
    <g stroke='#1c1633' stroke-width='20'><path d='M-22,-50C-30,-70 -44,-80 -40,-100M-8,-50C-8,-70 -16,-84 -12,-106M8,-50C8,-70 16,-84 12,-106M22,-50C30,-70 44,-80 40,-100'/></g><g stroke='#d94f6a' stroke-width='9'><path d='M-22,-50C-30,-70 -44,-80 -40,-100M-8,-50C-8,-70 -16,-84 -12,-106M8,-50C8,-70 16,-84 12,-106M22,-50C30,-70 44,-80 40,-100'/></g>\
    <path fill='#d94f6a' d='M-30,38L-50,50L-40,24ZM30,38L50,50L40,24Z'/><path fill='#ff9a86' d='M-36,16C-36,-6 36,-6 36,16C36,42 20,58 0,58S-36,42 -36,16Z'/>\
    <path fill='#1c1633' d='M-18,-2L-70,32L-52,-22ZM18,-2L70,32L52,-22Z'/><path fill='#7a1330' d='M-24,-62C-66,-60 -66,-20 -54,-4Q-34,-14 -16,2Q0,-12 16,2Q34,-14 54,-4C66,-20 66,-60 24,-62Q0,-52 -24,-62Z'/><path stroke='#7a1330' stroke-width='5' d='M0,-50V-14M-26,-50Q-34,-30 -30,-14M26,-50Q34,-30 30,-14'/>\
    <path stroke-width='6' d='M-26,34Q-16,22 -6,34M6,34Q16,22 26,34'/><path fill='#fff' stroke-width='4' d='M-12,15L-7,3L-2,15ZM2,15L7,3L12,15Z'/><path stroke-width='5' d='M-16,16H16'/>\
    <path fill='#fff0b8' d='M-150,-112C-118,-108 -112,-66 -144,-58C-160,-54 -174,-64 -176,-76C-150,-70 -140,-96 -150,-112Z'/><path fill='#fff0b8' stroke='none' opacity='.4' d='M-140,-62L-120,-84L-44,78L-78,92Z'/>\
    <path fill='#9b6a3f' d='M-118,56H118V120H-118Z'/><path fill='#c28d58' d='M-118,50H118V66H-118Z'/>\
    <g stroke-width='4'><path d='M-105,82v-5a6,6 0 0 1 12,0v5M-39,82v-5a6,6 0 0 1 12,0v5M-6,82v-5a6,6 0 0 1 12,0v5M27,82v-5a6,6 0 0 1 12,0v5M60,82v-5a6,6 0 0 1 12,0v5M93,82v-5a6,6 0 0 1 12,0v5M-105,107v-3a6,6 0 0 1 12,0v3M-72,107v-3a6,6 0 0 1 12,0v3M-39,107v-3a6,6 0 0 1 12,0v3M-6,107v-3a6,6 0 0 1 12,0v3M27,107v-3a6,6 0 0 1 12,0v3M60,107v-3a6,6 0 0 1 12,0v3M93,107v-3a6,6 0 0 1 12,0v3'/>\
    <path fill='#ffd24a' d='M-109,80h20v13h-20ZM-43,80h20v13h-20ZM-10,80h20v13h-20ZM23,80h20v13h-20ZM56,80h20v13h-20ZM89,80h20v13h-20ZM-109,104h20v13h-20ZM-76,104h20v13h-20ZM-43,104h20v13h-20ZM-10,104h20v13h-20ZM23,104h20v13h-20ZM56,104h20v13h-20ZM89,104h20v13h-20Z'/></g>\
    <path stroke-width='13' d='M-56,76V62a11,11 0 0 0 -22,0'/><path stroke='#fff' stroke-width='5' d='M-56,76V62a11,11 0 0 0 -22,0'/><path fill='#5fe0e6' stroke-width='5' d='M-82,76h32v22h-32Z'/><path stroke='#fff' stroke-width='5' d='M-92,66L-100,58M-42,66L-34,58M-92,96l-4,4'/>\
    <path fill='#ffffff' d='M122,-92H176V-18H122Z'/><path fill='#d94fa8' d='M122,-92H176V-72H122Z'/><path stroke-width='6' d='M136,-98V-86M162,-98V-86'/><path stroke='#97a2bd' stroke-width='7' d='M152,-58v1M164,-58v1M134,-44v1M146,-44v1M158,-44v1M134,-31v1M146,-31v1M158,-31v1'/><circle cx='136' cy='-58' r='8' stroke='#c2304a' stroke-width='5'/>";

const SPARKS: &[Prop] = &[before(Part::Sparks, (-128, 78), 0, 70)];
const SUNFISH: &str = "<g stroke='none'><path fill='#ff7a3d' d='M0,0L178,-1L176,17ZM0,0L56,111L30,115ZM0,0L-143,69L-158,54ZM0,0L-145,-68L-127,-82ZM0,0L54,-111L79,-105Z'/><path fill='#fff' d='M0,0L170,36L160,52ZM0,0L1,117L-26,116ZM0,0L-169,37L-175,20ZM0,0L-105,-94L-83,-104ZM0,0L104,-95L124,-84Z'/><path fill='#5fe0e6' d='M0,0L145,68L127,82ZM0,0L-54,111L-79,105ZM0,0L-178,1L-176,-17ZM0,0L-56,-111L-30,-115ZM0,0L143,-69L158,-54Z'/><path fill='#d94fa8' d='M0,0L105,94L83,104ZM0,0L-104,95L-124,84ZM0,0L-170,-36L-160,-52ZM0,0L-1,-117L26,-116ZM0,0L169,-37L175,-20Z'/></g>\
    <path fill='#ff7a3d' d='M-58,-60C-56,-96 -40,-118 -16,-124C-2,-104 2,-84 0,-64ZM-58,60C-56,96 -40,118 -16,124C-2,104 2,84 0,64Z'/><path fill='#ff7a3d' d='M-60,-74Q-104,-76 -94,-48Q-124,-36 -104,-12Q-124,8 -104,24Q-116,52 -90,56Q-90,80 -56,76Z'/>\
    <path fill='#ffd24a' d='M-66,-72C-20,-108 64,-96 104,-34Q122,-4 104,28C72,92 -10,104 -66,74C-88,36 -88,-36 -66,-72Z'/><path fill='#fff0b8' stroke='none' d='M-60,56C-10,76 60,70 106,12C92,76 10,110 -62,72Z'/>\
    <circle cx='68' cy='-30' r='21' fill='#fff'/><circle cx='74' cy='-29' r='10' fill='#1c1633' stroke='none'/><circle cx='78' cy='-33' r='4' fill='#fff' stroke='none'/><ellipse cx='108' cy='6' rx='11' ry='13' fill='#ff7a3d'/><path stroke-width='4' d='M106,6H116'/>\
    <path fill='#c98a1b' d='M-42,-38H18V62H-42Z'/><path fill='#1c1633' d='M-19,-24H-5V48H-19Z'/><g fill='#fff0b8' stroke='none'><circle cx='-33' cy='-28' r='4'/><circle cx='-33' cy='52' r='4'/><circle cx='9' cy='52' r='4'/></g>\
    <path stroke-width='22' d='M-12,36L18,-46'/><path stroke='#e8dcff' stroke-width='11' d='M-12,36L18,-46'/><circle cx='20' cy='-54' r='16' fill='#c2304a'/>\
    <path stroke-width='19' d='M-58,-6L-64,22L-74,46M-64,22L-54,46M-56,-4L-12,-10M48,34L68,56L88,62M68,56L74,76M46,30L6,2'/><path stroke-width='26' d='M-58,-4L-63,18M50,36L66,53'/><path stroke='#6a3fb5' stroke-width='9' d='M-58,-6L-64,22L-74,46M-64,22L-54,46M-56,-4L-12,-10M48,34L68,56L88,62M68,56L74,76M46,30L6,2'/><path stroke='#6a3fb5' stroke-width='16' d='M-58,-4L-63,18M50,36L66,53'/>\
    <g fill='#fff'><circle cx='-56' cy='-22' r='17'/><circle cx='42' cy='22' r='17'/></g><g fill='#5fe0e6' stroke-width='5'><circle cx='-51' cy='-22' r='9'/><circle cx='37' cy='20' r='9'/></g>";

const SAWFISH: Look = Look::new(
    Body::Torpedo,
    (Tail::Sickle, Back::Low),
    (Eye::Angry, Mouth::Frown),
    Skin::Plain,
    coat("#7d69a8", "#e8dcff", "#3d2470", "#3d2470"),
)
.posed(0, 73)
.at(-46, 62);
const BALLROOM: &str = "<path fill='#9b6a3f' d='M108,-40H154V120H108Z'/><path stroke='#7a4a2b' stroke-width='5' d='M122,-30V34M138,-30V30M122,72V112M140,66V112'/><path fill='#c28d58' d='M94,-40H168L156,-14H106Z'/><path fill='#1c1633' stroke='none' d='M106,42L156,56L106,70Z'/>\
    <g transform='translate(0 10)'><path fill='#d94fa8' d='M-66,-40C-84,-46 -80,-66 -60,-66H166C184,-66 184,-44 168,-40Q150,-20 128,-34Q110,-20 90,-34Q70,-18 48,-34Q28,-20 8,-34Q-12,-20 -30,-34Q-50,-24 -66,-40Z'/><path stroke='#ffd24a' stroke-width='7' stroke-dasharray='1 21' d='M-58,-52H166'/></g>\
    <g stroke-width='5'><path d='M-14,-92L10,-80L28,-92M58,-92L80,-82L104,-92M-46,-92L-62,-104M136,-90L152,-100'/><path fill='#ffd24a' d='M-30,-78L-47,-56Q-30,-64 -13,-56Z'/><ellipse cx='-30' cy='-90' rx='17' ry='21' fill='#ffd24a'/><path d='M-36,-94v1M-24,-94v1M-35,-83q5,5 10,0'/><path fill='#5fe0e6' d='M43,-78L26,-56Q43,-64 60,-56Z'/><ellipse cx='43' cy='-90' rx='17' ry='21' fill='#5fe0e6'/><path d='M37,-94v1M49,-94v1M38,-83q5,5 10,0'/><path fill='#fff' d='M119,-78L102,-56Q119,-64 136,-56Z'/><ellipse cx='119' cy='-90' rx='17' ry='21' fill='#fff'/><path d='M113,-94v1M125,-94v1M114,-83q5,5 10,0'/><path fill='#1c1633' d='M-48,-108H-12M-42,-108V-120H-18V-108Z'/><path fill='#ff7a3d' d='M105,-108L103,-122L119,-112L135,-122L133,-108L119,-104Z'/><path stroke='#d94fa8' stroke-width='6' d='M30,-74Q43,-66 56,-74'/></g>\
    <path fill='#1c1633' stroke='none' d='M156,-78a7,6 0 1 0 8,6v-26l10,6v-8l-16,-8v30ZM-78,-82a7,6 0 1 0 8,6v-26l10,6v-8l-16,-8v30Z'/>";
const SAW_AND_APRON: &str = "<path fill='#e8dcff' d='M146,-22L164,-38L172,-20L188,-36L196,-18L212,-33L220,-16L236,-30L244,-14L260,-24L272,-8L264,8L246,-2L236,14L222,0L210,17L198,2L184,19L174,4L160,20L146,4Z'/>\
    <path stroke='#1c1633' stroke-width='20' d='M-30,-58Q-18,-30 -22,2M36,-70Q50,-40 44,-2'/><path stroke='#c28d58' stroke-width='9' d='M-30,-58Q-18,-30 -22,2M36,-70Q50,-40 44,-2'/><path fill='#c28d58' d='M-36,-10Q10,2 60,-12Q76,24 58,52Q10,70 -46,50Q-48,16 -36,-10Z'/>\
    <path fill='#fff' stroke-width='5' d='M-8,-24L26,-28L32,26H-4Z'/><path stroke='#c2304a' stroke-width='5' d='M0,-14L8,-4L14,-8L24,4'/><path fill='#9b6a3f' d='M-18,10H40L36,44H-14Z'/><path stroke-width='4' stroke-dasharray='4 9' d='M-10,20H32'/>";
const SAWDUST: &str = "<g fill='#ffd24a' stroke-width='3'><circle cx='112' cy='82' r='6'/><circle cx='128' cy='74' r='5'/><circle cx='144' cy='86' r='6'/><circle cx='166' cy='70' r='5'/><circle cx='96' cy='100' r='5'/><circle cx='122' cy='98' r='6'/><circle cx='164' cy='96' r='6'/></g><path fill='#ffd24a' d='M80,121Q100,98 128,106Q160,98 176,121Z'/>";

const PIZZA_RAY: &str = "<g transform='rotate(-9)'><path stroke-width='15' d='M-20,0C-80,20 -110,-14 -160,2'/><path stroke='#2b4a8f' stroke-width='6' d='M-20,0C-80,20 -110,-14 -160,2'/>\
    <path fill='#1c1633' d='M134,-26C146,-50 164,-50 176,-38C168,-34 160,-20 148,-8ZM134,26C146,50 164,50 176,38C168,34 160,20 148,8Z'/><path fill='#2b4a8f' d='M152,0C150,-26 132,-38 110,-48C92,-72 60,-106 4,-116C12,-88 -10,-62 -38,-32Q-54,0 -38,32C-10,62 12,88 4,116C60,106 92,72 110,48C132,38 150,26 152,0Z'/><path stroke='#1c1633' stroke-width='6' d='M24,-96Q54,-86 72,-70M24,96Q54,86 72,70'/>\
    <path fill='#ffd24a' d='M20,-54C-40,-62 -80,-44 -140,-64Q-152,-66 -150,-57Q-148,-52 -136,-52C-80,-32 -50,-36 10,-30ZM0,-22C-60,-28 -100,-14 -158,-30Q-168,-32 -168,-24Q-168,-18 -156,-18C-100,-2 -60,-8 0,-4ZM0,10C-60,8 -90,26 -144,16Q-156,14 -156,22Q-156,30 -142,30C-90,44 -60,28 4,30ZM10,34C-40,36 -70,56 -112,48Q-124,46 -124,54Q-122,62 -110,62C-66,74 -40,62 20,56Z'/>\
    <circle cx='34' cy='0' r='66' fill='#c98a1b'/><circle cx='34' cy='0' r='53' fill='#ffd24a' stroke-width='4'/><path stroke='#c98a1b' stroke-width='5' d='M34,-50V50M-9,-25L77,25M-9,25L77,-25'/><g fill='#c2304a' stroke-width='4'><circle cx='52' cy='-32' r='10'/><circle cx='12' cy='-32' r='9'/><circle cx='-4' cy='2' r='10'/><circle cx='18' cy='32' r='9'/><circle cx='54' cy='30' r='10'/><circle cx='66' cy='-2' r='9'/></g>\
    <path fill='#c2304a' d='M122,-30C188,-34 188,34 122,30Z'/><circle cx='116' cy='0' r='27' fill='#ffffff'/><path stroke='#c2304a' stroke-width='5' d='M96,-9Q116,-3 136,-9M96,9Q116,3 136,9'/><circle cx='116' cy='0' r='6' fill='#c2304a' stroke='none'/><circle cx='104' cy='-39' r='13' fill='#fff'/><circle cx='104' cy='39' r='13' fill='#fff'/><circle cx='109' cy='-41' r='6' fill='#1c1633' stroke='none'/><circle cx='109' cy='41' r='6' fill='#1c1633' stroke='none'/></g>\
    <g stroke-width='5'><g transform='translate(-140 100) scale(1 1)'><path fill='#ffffff' d='M-20,6L-32,4L-24,22L-14,16C6,22 26,4 26,-14C6,-20 -18,-8 -20,6Z'/><path stroke-width='4' d='M6,-4q2,8 10,4'/></g><g transform='translate(-70 101) scale(1 1)'><path fill='#ff7a3d' d='M-20,6L-32,4L-24,22L-14,16C6,22 26,4 26,-14C6,-20 -18,-8 -20,6Z'/><path stroke-width='4' d='M6,-4q2,8 10,4'/></g><g transform='translate(92 101) scale(-1 1)'><path fill='#c2304a' d='M-20,6L-32,4L-24,22L-14,16C6,22 26,4 26,-14C6,-20 -18,-8 -20,6Z'/><path stroke-width='4' d='M6,-4q2,8 10,4'/></g><g transform='translate(150 97) scale(-1 1)'><path fill='#ffffff' d='M-20,6L-32,4L-24,22L-14,16C6,22 26,4 26,-14C6,-20 -18,-8 -20,6Z'/><path stroke-width='4' d='M6,-4q2,8 10,4'/></g></g>";

const DRAGON: &str = "<path fill='#ff7a3d' d='M-128,-40L-158,-46L-146,-24L-176,-18L-158,-2L-174,16L-150,22L-152,42L-128,34Z'/><path fill='#ffd24a' d='M146,18L168,10L164,30L182,36L168,48L182,62L162,66L164,82L142,80Z'/><g stroke-linecap='butt'><path stroke-width='44' d='M-96,-42C-170,-12 -150,32 -90,28C-40,24 60,14 114,20'/><path stroke='#ff7a3d' stroke-width='32' d='M-102,-39C-166,-12 -150,32 -90,28C-40,24 60,14 107,19'/></g>\
    <path fill='#b3e6ff' d='M-66,-98C-66,-40 -12,-24 -12,0C-12,24 -66,40 -66,98H66C66,40 12,24 12,0C12,-24 66,-40 66,-98Z'/><path fill='#f0a81f' stroke='none' d='M-34,-56H34C24,-34 8,-20 8,0H-8C-8,-20 -24,-34 -34,-56ZM-62,95C-56,60 -16,60 0,44C16,60 56,60 62,95Z'/><path stroke='#f0a81f' stroke-width='6' d='M0,0V56'/>\
    <g fill='#7d69a8'><path d='M-84,-120H84V-98H-84ZM-84,98H84V120H-84Z'/></g><path stroke='#97a2bd' stroke-width='5' d='M-70,-110H0M-70,108H0'/>\
    <g stroke-linecap='butt'><path stroke-width='56' d='M112,-70C70,-30 -20,-82 -98,-41'/><path stroke='#c2304a' stroke-width='43' d='M112,-70C70,-30 -20,-82 -91,-44'/><path stroke='#ffd24a' stroke-width='9' stroke-dasharray='10 8' d='M96,-42C56,-20 -20,-66 -84,-32'/>\
    <path stroke-width='34' d='M112,20C166,28 164,72 112,74C60,76 -20,58 -92,80'/><path stroke='#ffd24a' stroke-width='22' d='M119,21C162,30 162,72 112,74C60,76 -20,58 -85,78'/><path stroke-width='24' d='M-90,79.4C-130,92 -166,84 -160,52'/><path stroke='#fff0b8' stroke-width='13' d='M-96,81C-132,91 -164,84 -160.5,58'/></g>\
    <path stroke-width='17' d='M-160,46C-156,22 -134,24 -136,42'/><path stroke='#fff' stroke-width='7' d='M-160,46C-156,22 -134,24 -136,42'/>\
    <path fill='#ffd24a' d='M96,-30L74,-36L82,-52L62,-62L78,-76L64,-96L90,-98L104,-112L124,-92Z'/><path fill='#ffffff' d='M112,-98C96,-108 94,-120 100,-124C110,-118 118,-122 126,-100ZM132,-100C126,-112 132,-122 140,-124C142,-114 150,-112 146,-98Z'/>\
    <path fill='#c2304a' d='M88,-62C84,-100 124,-112 146,-98L170,-84C182,-76 180,-58 166,-54L140,-50Q132,-32 108,-36C94,-40 88,-50 88,-62Z'/><path stroke-width='5' d='M164,-56Q146,-58 128,-66M168,-76v1'/><path fill='#fff' stroke-width='4' d='M140,-60L146,-46L154,-57Z'/><circle cx='126' cy='-82' r='14' fill='#fff'/><circle cx='130' cy='-81' r='7' fill='#1c1633' stroke='none'/><circle cx='132' cy='-84' r='2.5' fill='#fff' stroke='none'/><path stroke-width='7' d='M112,-100L138,-94'/>\
    <path stroke-width='5' d='M172,-62C184,-40 166,-30 172,-14M156,-50C160,-34 146,-26 150,-12'/>";

const ORCA: Look = Look::new(
    Body::Whale,
    (Tail::Flukes, Back::Blade),
    (Eye::Open, Mouth::Smile),
    Skin::Plain,
    coat("#1c1633", "#ffffff", "#1c1633", "#1c1633"),
)
.posed(20, 74)
.at(-34, 2);
const MOON: &str = "<circle cx='128' cy='-76' r='40' fill='#ffffff'/><g fill='#fff0b8' stroke='none'><circle cx='116' cy='-88' r='8'/><circle cx='138' cy='-66' r='10'/><circle cx='146' cy='-94' r='5'/></g><path fill='#2f6fd0' d='M-176,122V40C-160,0 -110,0 -96,40C-80,76 -40,84 0,80L60,90L176,84V122Z'/>";
const PATCH_AND_HAT: &str = "<ellipse cx='52' cy='-26' rx='27' ry='13' fill='#ffffff' stroke='none' transform='rotate(-8 52 -26)'/>\
    <g transform='translate(98 -72) rotate(16)'><path fill='#fff' d='M-34,-4L-38,-64Q0,-54 38,-64L34,-4Z'/><path fill='#fff' d='M-62,0Q0,-16 62,0Q0,18 -62,0Z'/><path stroke='#c2304a' stroke-width='11' d='M-34,-17Q0,-26 34,-17'/></g>";
const WAVE_AND_SACK: &str = "<path fill='#2f6fd0' d='M-176,122V70C-150,54 -120,70 -112,86Q-90,66 -66,86Q-44,70 -20,90Q4,76 26,96Q50,84 72,102L176,104V122Z'/><path stroke='#ffffff' stroke-width='5' d='M-166,92q14,-12 28,0M-96,106q14,-12 28,0M-30,110q14,-12 28,0M-168,24q10,-14 24,-12'/>\
    <g stroke-width='5'><path fill='#ff7a3d' d='M128,94V76C128,60 154,60 154,76V94Z'/><path fill='#2f9b8f' d='M152,94V80C152,66 174,66 174,80V94Z'/><circle cx='141' cy='50' r='15' fill='#fff0b8'/><circle cx='164' cy='60' r='13' fill='#fff0b8'/><path fill='#7a4a2b' d='M126,44C128,30 154,30 156,44Z'/><path fill='#c2304a' d='M150,54C152,44 174,44 178,54Z'/><path stroke-width='6' d='M136,49v1M145,49v1M160,59v1M168,59v1'/><ellipse cx='141' cy='58' rx='3.5' ry='4' fill='#7a1330' stroke-width='3'/><ellipse cx='164' cy='67' rx='3' ry='3.5' fill='#7a1330' stroke-width='3'/></g>\
    <path fill='#f0a81f' d='M60,92C40,66 54,30 82,20L72,0Q90,8 108,0L100,20C128,32 140,66 122,92Z'/><path stroke='#c2304a' stroke-width='9' d='M78,20H104'/><path fill='#c2304a' stroke-width='4' d='M91,20L66,10V32ZM91,20L116,10V32Z'/><path fill='#fff' stroke-width='5' d='M78,44H110V76H78Z'/><path stroke='#97a2bd' stroke-width='4' d='M85,54h18M85,62h18M85,69h10'/>\
    <path fill='#9b6a3f' d='M44,86H180L162,118H66Z'/><path stroke-width='5' d='M56,100H170'/>";

const CARP: Look = Look::new(
    Body::Oval,
    (Tail::Fan, Back::Flames),
    (Eye::Open, Mouth::Smile),
    Skin::Scales,
    coat("#c2304a", "#ffd24a", "#ff7a3d", "#7a1330"),
)
.posed(-62, 84)
.at(-4, -14);
const BLAZE: &str = "<path fill='#ff7a3d' d='M-40,92C-100,90 -150,50 -176,-10C-150,-4 -146,-2 -136,4C-150,-30 -146,-60 -150,-84C-126,-70 -120,-50 -108,-36C-110,-70 -86,-90 -84,-118C-56,-96 -56,-60 -44,-40L50,-40C70,-60 86,-84 116,-92C112,-70 118,-56 112,-40C130,-50 148,-54 170,-44C150,-30 150,20 120,52C96,80 60,92 30,92Z'/>\
    <path fill='#ffd24a' stroke='none' d='M-40,80C-84,70 -118,46 -136,24C-118,26 -108,20 -106,8C-112,-14 -118,-24 -120,-40C-100,-28 -92,-4 -84,-6C-80,-30 -78,-56 -72,-76C-50,-50 -50,-10 -30,20L40,20C50,-20 70,-44 92,-60C86,-30 88,-10 96,-4C108,-16 118,-24 136,-28C116,10 80,80 30,80Z'/>";
const ASHES_AND_HAT: &str = "<path fill='#97a2bd' d='M-178,121C-166,92 -140,96 -124,84C-108,70 -84,78 -70,72C-40,54 30,54 56,74C80,70 100,76 112,88C140,86 166,96 178,121Z'/><path stroke='#7d69a8' stroke-width='5' d='M-90,98h18M-20,84h24M40,104h22M100,108h14M-140,112h14'/>\
    <g transform='translate(-112 92) rotate(-24)'><path stroke-width='4' d='M-26,-14Q-40,-20 -38,-34'/><path fill='#ffffff' d='M-36,-2L-18,-18H28V16H-18Z'/><circle cx='-19' cy='-1' r='4' fill='#1c1633' stroke='none'/><path fill='#3a3344' stroke='none' d='M10,-18H28V16H4Q14,8 8,0T10,-18Z'/></g><g transform='translate(132 98) rotate(28)'><path fill='#ffffff' d='M-30,-2L-14,-16H28V14H-14Z'/><circle cx='-15' cy='-1' r='4' fill='#1c1633' stroke='none'/><path fill='#3a3344' stroke='none' d='M12,-16H28V14H6Q16,8 10,0T12,-16Z'/></g>\
    <path fill='#ffffff' d='M-34,112L-22,92L14,98L8,121H-30Z'/><path fill='#3a3344' stroke='none' d='M-2,97L14,99L9,119L-4,112Z'/>\
    <g transform='translate(100 14) rotate(8)'><path fill='#ffd24a' d='M-34,-4C-36,-50 36,-50 34,-4ZM-64,0Q0,-22 64,0L56,6L52,4L46,12Q0,24 -64,0Z'/><path stroke='#1c1633' stroke-width='10' d='M-33,-12Q0,-23 33,-12'/><path fill='#3a3344' stroke='none' d='M44,-2L61,0L54,5L51,3L46,10L36,8Z'/></g>\
    <path fill='#ff7a3d' d='M-6,-14C4,14 36,28 66,26Q88,18 110,24Q124,34 110,40L122,50L100,48L104,64L84,54L76,70L62,56C20,56 -22,30 -24,-2Q-18,-16 -6,-14Z'/>";
