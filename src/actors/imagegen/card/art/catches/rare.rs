//! The rare fish: what each is made of and what it carries.
//!
//! **Invariant:** one portrait for each rare id of the catalogue (a test in [`super`] compares them).

use super::{
    bodies::Body,
    faces::{Eye, Mouth},
    fins::{Back, Tail},
    look::{Look, Portrait, coat},
    skins::Skin,
};

/// The portrait of a rare id.
pub fn portrait(id: &str) -> Option<Portrait> {
    Some(match id {
        "arbitrage-archerfish" => Portrait::of(ARCHER).wearing(HOOD).before(SPIT),
        "stable-starfish" => Portrait::whole(STARFISH),
        "airdrop-ray" => Portrait::whole(RAY),
        "whale-watching-seal" => Portrait::whole(SEAL),
        "short-squeeze-squid" => Portrait::whole(SQUID),
        "meme-koi" => Portrait::of(KOI).wearing(PARTY_HAT),
        "bull-run-shark" => Portrait::of(BULL).behind(CAPE).wearing(HORNS_AND_RING),
        "bearacuda" => Portrait::of(BEARACUDA).wearing(EARS_AND_PAW),
        "solar-flare-snapper" => Portrait::of(SNAPPER).behind(CORONA),
        "bear-trap-pike" => Portrait::of(PIKE).wearing(TRAP),
        "diamond-claw-crab" => Portrait::whole(DIAMOND_CRAB),
        _ => return None,
    })
}

const ARCHER: Look = Look::new(
    Body::Drop,
    (Tail::Fork, Back::Spikes),
    (Eye::Open, Mouth::Oh),
    Skin::Patches,
    coat("#f6e3b4", "#ffffff", "#c98a4a", "#4a4a3a"),
)
.posed(-8, 84);
const HOOD: &str = "<path fill='#3f8f3f' d='M-6,-104C50,-124 116,-100 132,-52C110,-62 96,-66 66,-60C40,-54 20,-40 10,-10C-14,-40 -30,-80 -6,-104Z'/><path fill='#3f8f3f' d='M-4,-100C-40,-116 -70,-100 -86,-80C-50,-84 -30,-72 -10,-60Z'/><path stroke='#e8414a' stroke-width='9' d='M60,-100C70,-126 96,-130 112,-122'/>";
const SPIT: &str = "<path stroke='#fff' stroke-width='9' d='M112,0C136,-56 166,-40 168,20' stroke-dasharray='2 15'/>\
    <g stroke-width='5'><path fill='#8a5a38' d='M138,36h40v64h-40z'/><path fill='#fff' d='M144,42h28v22h-28z'/><path stroke='#2fb5a8' stroke-width='5' d='M148,60l8,-6l5,4l8,-12'/><path fill='#8a5a38' d='M-178,36h40v64h-40z'/><path fill='#fff' d='M-172,42h28v22h-28z'/><path stroke='#e8414a' stroke-width='5' d='M-168,48l8,4l5,-2l8,10'/></g>";

const STARFISH: &str = "<g fill='#ffd24a'><ellipse cx='4' cy='106' rx='62' ry='13'/><ellipse cx='-4' cy='90' rx='62' ry='13'/><ellipse cx='6' cy='74' rx='62' ry='13'/><ellipse cx='-2' cy='58' rx='62' ry='13'/></g>\
    <path fill='#ffd24a' d='M0,-116C16,-92 18,-70 26,-58C52,-62 84,-64 112,-54C94,-26 66,-14 54,0C58,24 40,40 20,58H-20C-40,40 -58,24 -54,0C-66,-14 -94,-26 -112,-54C-84,-64 -52,-62 -26,-58C-18,-70 -16,-92 0,-116Z'/>\
    <g fill='#ffd24a' stroke='none'><circle cy='-84' r='7'/><circle cx='-82' cy='-48' r='7'/><circle cx='82' cy='-48' r='7'/><circle cx='-30' cy='28' r='6'/><circle cx='30' cy='28' r='6'/></g>\
    <path stroke-width='7' d='M-34,-22Q-22,-38 -10,-22M10,-22Q22,-38 34,-22'/><path d='M-18,0Q0,18 18,0'/>\
    <g transform='translate(128 -62) rotate(-4)'><rect x='-44' y='-14' width='88' height='28' rx='8' fill='#6a3fb5'/><rect x='-22' y='-8' width='44' height='16' rx='8' fill='#b9f25a' stroke-width='4'/><circle r='5' fill='#fff' stroke-width='3'/></g>";

const RAY: &str = "<path stroke-width='20' d='M-60,-34C-120,-30 -140,0 -176,-4'/><path stroke='#6a3fb5' stroke-width='9' d='M-60,-34C-120,-30 -140,0 -176,-4'/>\
    <path fill='#5a93e6' d='M88,-66C60,-86 30,-84 0,-84C-40,-110 -110,-118 -150,-100C-110,-84 -84,-60 -70,-38C-84,-10 -100,20 -150,34C-90,46 -30,40 10,8C40,8 70,0 92,-16Q112,-40 88,-66Z'/>\
    <path fill='#5a93e6' d='M84,-62C104,-76 126,-70 130,-58C112,-56 104,-50 98,-44M92,-24C110,-18 128,-22 134,-32'/>\
    <g fill='#b98cf2' stroke='none'><circle cx='-40' cy='-70' r='9'/><circle cx='-66' cy='-88' r='6'/><circle cx='-30' cy='8' r='8'/><circle cx='-66' cy='18' r='6'/><circle cx='0' cy='-38' r='10'/></g>\
    <circle cx='62' cy='-56' r='13' fill='#fff'/><circle cx='66' cy='-55' r='6' fill='#1c1633'/><circle cx='66' cy='-22' r='13' fill='#fff'/><circle cx='70' cy='-21' r='6' fill='#1c1633'/><path d='M88,-50Q96,-40 90,-30'/>\
    <g stroke-width='4'><g id='drop1' transform='translate(-90 74)'><path fill='#ff9ac4' d='M-28,0C-28,-34 28,-34 28,0Q14,-8 0,0Q-14,-8 -28,0Z'/><path d='M-26,0L-8,24M26,0L8,24M0,0V24'/><path fill='#ffd24a' d='M-13,22h26v22h-26z'/><path stroke='#e8414a' d='M0,22v22'/></g>\
    <g transform='translate(0 66)'><path fill='#bfe0ff' d='M-28,0C-28,-34 28,-34 28,0Q14,-8 0,0Q-14,-8 -28,0Z'/><path d='M-26,0L-8,24M26,0L8,24M0,0V24'/><path fill='#2fb5a8' d='M-13,22h26v22h-26z'/><path stroke='#fff' d='M0,22v22'/></g>\
    <g transform='translate(96 52)'><path fill='#ffd24a' d='M-28,0C-28,-34 28,-34 28,0Q14,-8 0,0Q-14,-8 -28,0Z'/><path d='M-26,0L-8,24M26,0L8,24M0,0V24'/><path fill='#b98cf2' d='M-13,22h26v22h-26z'/><path stroke='#fff' d='M0,22v22'/></g></g>";

const SEAL: &str = "<path fill='#8a93a6' d='M-118,60C-170,30 -178,70 -160,84C-178,92 -170,118 -120,104Z'/>\
    <path fill='#8a93a6' d='M-126,104C-140,40 -60,-10 -30,-40C-30,-100 70,-120 88,-56C94,-20 70,-4 60,20C60,60 70,90 60,110H-90Q-120,112 -126,104Z'/>\
    <path fill='#bfe0ff' stroke='none' d='M0,24Q40,20 56,14C56,60 64,90 56,106H0C-20,80 -20,40 0,24Z'/>\
    <ellipse cx='66' cy='-30' rx='28' ry='20' fill='#bfe0ff'/><ellipse cx='84' cy='-42' rx='11' ry='8' fill='#1c1633'/><path stroke-width='4' d='M52,-26L30,-20M54,-18L34,-8M78,-16Q66,-4 56,-12'/>\
    <g stroke-width='5'><path fill='#c98a4a' d='M32,-84L60,-92L70,-62L42,-54Z'/><path fill='#c98a4a' d='M64,-96L128,-116L140,-76L74,-56Z'/><ellipse cx='136' cy='-96' rx='12' ry='22' transform='rotate(-16 136 -96)' fill='#bfe0ff'/><circle cx='138' cy='-94' r='6' fill='#1c1633' stroke='none'/></g>\
    <path fill='#8a93a6' d='M20,40C60,30 90,-10 96,-48L112,-52C118,0 80,60 30,72Z'/>\
    <path fill='#8a5a38' d='M40,120C44,76 84,62 112,72C150,60 176,90 178,120Z'/><path stroke-width='4' d='M96,88q16,-8 28,4'/><path fill='#fff' stroke-width='4' d='M-84,56l36,-10l12,44l-36,10z'/><path stroke-width='4' d='M-74,66l20,-6M-70,78l20,-6'/>";

const SQUID: &str = "<g transform='translate(0 -5) scale(.93)'><g transform='rotate(-6)'><path stroke-width='24' d='M-40,30C-90,50 -100,90 -140,70M-20,40C-50,80 -70,100 -110,112M40,30C90,50 110,90 150,60M20,40C60,90 90,100 120,112M0,40C-10,80 10,90 0,116'/><path stroke='#e8414a' stroke-width='13' d='M-40,30C-90,50 -100,90 -140,70M-20,40C-50,80 -70,100 -110,112M40,30C90,50 110,90 150,60M20,40C60,90 90,100 120,112M0,40C-10,80 10,90 0,116'/>\
    <path fill='#7a1f3d' d='M-40,-70L-92,-44L-48,-22ZM40,-70L92,-44L48,-22Z'/><path fill='#e8414a' d='M0,-122C40,-94 56,-40 56,0C56,40 30,52 0,52S-56,40 -56,0C-56,-40 -40,-94 0,-122Z'/>\
    <path stroke='#7a1f3d' stroke-width='5' d='M-22,-72Q0,-62 22,-72M-26,-54Q0,-44 26,-54'/><circle cx='-22' cy='-8' r='17' fill='#fff'/><circle cx='22' cy='-8' r='17' fill='#fff'/><circle cx='-18' cy='-6' r='7' fill='#1c1633'/><circle cx='18' cy='-6' r='7' fill='#1c1633'/><path stroke-width='8' d='M-44,-32L-12,-22M44,-32L12,-22'/>\
    <path fill='#fff' d='M-28,22H28Q22,42 0,42T-28,22Z'/><path stroke-width='4' d='M-12,22V38M2,22V42M14,22V38'/></g>\
    <g transform='translate(2 92)'><path fill='#ffffff' d='M-96,-18C-60,-26 -40,-6 0,-18S60,-4 96,-18V12C60,24 40,6 0,18S-60,4 -96,12Z'/><path stroke='#e8414a' stroke-width='9' d='M-52,-4H40M40,-4L22,-18M40,-4L22,10'/></g>\
    <g fill='#ffd24a' stroke-width='4'><path d='M-118,24q-14,20 0,28q14,-8 0,-28zM128,14q-14,20 0,28q14,-8 0,-28zM-150,8q-8,14 0,20q8,-6 0,-20z'/></g></g>";

const KOI: Look = Look::new(
    Body::Oval,
    (Tail::Veil, Back::Sail),
    (Eye::Sleepy, Mouth::Whiskers),
    Skin::Plain,
    coat("#ffffff", "#ffffff", "#ff7a66", "#ff7a66"),
)
.posed(-6, 92)
.at(8, 14);
const PARTY_HAT: &str = "<path fill='#ff7a66' stroke='none' d='M-84,-26C-70,-50 -40,-62 -12,-62C-4,-44 -10,-16 -30,-10C-56,-4 -76,-10 -84,-26ZM14,-63Q36,-62 46,-58Q40,-40 24,-42Q12,-46 14,-63ZM20,30C40,20 62,28 70,40C50,56 30,62 14,63Q6,44 20,30Z'/><g transform='translate(48 -64) rotate(14)'><path fill='#b98cf2' d='M-28,6L0,-58L28,6Q0,16 -28,6Z'/><path stroke='#ffd24a' stroke-width='6' d='M-18,-10L18,-4M-10,-30L12,-24'/><circle cy='-60' r='10' fill='#ff7a66'/></g>\
    <g stroke='#fff' stroke-width='6'><path d='M-46,-36v1M-28,-40v1M-50,-24q12,12 28,-2'/></g><path stroke-width='6' d='M52,-48Q70,-62 92,-50'/>";

const BULL: Look = Look::new(
    Body::Torpedo,
    (Tail::Sickle, Back::Blade),
    (Eye::Angry, Mouth::Teeth),
    Skin::Plain,
    coat("#8a93a6", "#ffffff", "#6b4a7c", "#6b4a7c"),
)
.posed(-4, 92);
const CAPE: &str = "<path fill='#e8414a' d='M-4,-40C-50,-96 -110,-70 -176,-100C-150,-64 -172,-40 -160,-10C-120,-20 -60,10 -10,6Z'/><path stroke-width='4' d='M-40,-50Q-90,-50 -150,-72M-40,-26Q-90,-26 -150,-36'/>\
    <g fill='#fff' stroke-width='4'><path d='M-150,110q0,-26 24,-22q14,-18 32,0q24,-4 18,22z'/><path d='M-60,112q0,-20 18,-16q12,-14 24,0q18,-2 14,16z'/></g>";
const HORNS_AND_RING: &str = "<path fill='#ffffff' d='M54,-60C34,-84 42,-112 64,-122C60,-100 68,-84 90,-64ZM100,-56C106,-92 130,-102 154,-96C136,-84 132,-64 134,-42Z'/>\
    <circle cx='164' cy='10' r='17' stroke-width='14'/><circle cx='164' cy='10' r='17' stroke='#ffd24a' stroke-width='6'/>";

const BEARACUDA: Look = Look::new(
    Body::Long,
    (Tail::Fork, Back::Flames),
    (Eye::Angry, Mouth::Teeth),
    Skin::Scales,
    coat("#8a5a38", "#d9b48a", "#8a5a38", "#8a5a38"),
)
.posed(10, 92);
const EARS_AND_PAW: &str = "<circle cx='46' cy='-54' r='22' fill='#8a5a38'/><circle cx='46' cy='-54' r='10' fill='#c98a4a' stroke='none'/><circle cx='98' cy='-50' r='20' fill='#8a5a38'/><circle cx='98' cy='-50' r='9' fill='#c98a4a' stroke='none'/><path fill='#8a5a38' stroke='none' d='M26,-36H116V-26H26Z'/><path d='M26,-44Q70,-46 118,-30'/>\
    <path fill='#8a5a38' d='M-10,10C-30,50 -20,80 10,92C50,100 66,74 50,52C40,36 36,24 34,10Z'/><path fill='#ffffff' stroke-width='4' d='M-4,82L-8,104L8,92ZM16,92L18,112L32,94ZM38,88L48,104L52,82Z'/>\
    <path fill='#ffd24a' stroke-width='4' d='M120,28H150Q152,62 144,62T138,42Q136,56 130,54T120,28Z'/>";

const SNAPPER: Look = Look::new(
    Body::Hump,
    (Tail::Bolt, Back::Flames),
    (Eye::Shades, Mouth::Smile),
    Skin::Scales,
    coat("#ffd24a", "#f6e3b4", "#ff7a66", "#f08a1a"),
)
.posed(0, 86)
.at(0, 8);
const CORONA: &str = "<g stroke-width='5' fill='#ffd24a'><path d='M0,-120L14,-88L46,-112L46,-76L86,-92L74,-58L116,-58L90,-32L130,-18L96,0L130,22L90,32L114,62L74,58L84,94L46,76L42,114L14,88L-4,118L-18,86L-50,108L-50,74L-90,88L-78,54L-118,52L-94,28L-130,12L-98,-6L-128,-28L-88,-36L-110,-68L-70,-62L-78,-98L-40,-78L-30,-114Z'/></g>\
    <path stroke='#ff7a66' stroke-width='7' d='M-178,-34H-150M-178,40H-146M-180,4H-164'/>";

const PIKE: Look = Look::new(
    Body::Long,
    (Tail::Fork, Back::Spikes),
    (Eye::Patch, Mouth::Flat),
    Skin::Spots,
    coat("#3f8f3f", "#f6e3b4", "#4a4a3a", "#8fb87f"),
)
.posed(-4, 95)
.at(-3, 0);
const TRAP: &str = "<path fill='#8a5a38' stroke-width='6' d='M108,-4L186,-34L192,-18L178,-14L172,0L160,-8L150,4L138,-4L126,8L108,4ZM108,10L126,14L134,28L146,18L156,32L168,22L180,36L190,34L186,50L112,30Z'/><circle cx='112' cy='8' r='12' fill='#8a93a6'/>\
    <path stroke='#f6e3b4' stroke-width='5' d='M-40,-26L-20,10M-54,-10L-26,-14M10,-28L22,-4M4,-12L26,-20'/><path stroke-width='5' d='M-4,44l6,18m8,-16l4,16'/>";

const DIAMOND_CRAB: &str = "<path stroke='#1c1633' stroke-width='34' d='M-150,106C-110,90 -120,40 -140,10M-124,80L-92,58'/><path stroke='#ff7a66' stroke-width='22' d='M-150,106C-110,90 -120,40 -140,10M-124,80L-92,58'/><path stroke-width='4' d='M-132,64L-116,74L-126,86'/>\
    <path stroke='#1c1633' stroke-width='18' d='M-58,60L-90,80L-100,114M-40,76L-62,96L-66,116M62,56L108,70L128,106M46,74L80,92L90,114'/><path stroke='#2f6fd0' stroke-width='8' d='M-58,60L-90,80L-100,114M-40,76L-62,96L-66,116M62,56L108,70L128,106M46,74L80,92L90,114'/>\
    <path fill='#2f6fd0' d='M-84,34C-84,-14 -44,-30 0,-30S84,-14 84,34C84,74 40,90 0,90S-84,74 -84,34Z'/><path fill='#5a93e6' stroke='none' d='M-60,10Q-40,-16 0,-18Q-30,0 -44,24Z'/>\
    <path stroke-width='20' d='M-70,10L-96,-20M70,10L100,-14'/><path stroke='#2f6fd0' stroke-width='9' d='M-70,10L-96,-20M70,10L100,-14'/>\
    <g fill='#bfe0ff'><path d='M-156,-44L-134,-92L-96,-100L-84,-60L-112,-64L-90,-34L-116,-8L-146,-14Z'/><path d='M164,-44L140,-96L98,-102L88,-58L118,-64L92,-34L118,-4L154,-12Z'/></g>\
    <path stroke-width='4' d='M-134,-92L-112,-64L-146,-14M-156,-44L-112,-64L-96,-100M140,-96L118,-64L154,-12M164,-44L118,-64L98,-102'/><g fill='#fff' stroke='none'><path d='M-40,-104l5,13l13,5l-13,5l-5,13l-5,-13l-13,-5l13,-5zM50,-112l4,10l10,4l-10,4l-4,10l-4,-10l-10,-4l10,-4z'/></g>\
    <path d='M-24,-28V-46M24,-28V-46'/><circle cx='-24' cy='-44' r='16' fill='#fff'/><circle cx='24' cy='-44' r='16' fill='#fff'/><circle cx='-22' cy='-42' r='7' fill='#1c1633'/><circle cx='22' cy='-42' r='7' fill='#1c1633'/><path fill='#2f6fd0' d='M-42,-48A18,18 0 0 1 -6,-48ZM6,-48A18,18 0 0 1 42,-48Z'/><path stroke-width='7' d='M-24,36H24'/>";
