//! Trash that came later: paper, glass, cloth and other oddments.
//!
//! **Invariant:** one portrait for each id that is listed here (a test in [`super`] compares them with the catalogue).

use super::{
    look::Portrait,
    props::{Part, Prop, before},
};

/// The portrait of an id of this file.
pub fn portrait(id: &str) -> Option<Portrait> {
    Some(match id {
        "seed-phrase-napkin" => Portrait::whole(NAPKIN),
        "right-click-frame" => Portrait::whole(FRAME),
        "ticker-tape-tangle" => Portrait::whole(TANGLE),
        "head-and-shoulders-hanger" => Portrait::whole(HANGER),
        "hedged-umbrella" => Portrait::whole(UMBRELLA),
        "moon-ticket-stub" => Portrait::whole(TICKET),
        "empty-liquidity-jar" => Portrait::whole(JAR).with(LOCK),
        "sock-puppet-account" => Portrait::whole(SOCKS),
        "audited-rubber-duck" => Portrait::whole(DUCK),
        _ => return None,
    })
}

/// Eleven words that run, a coffee ring, and the guard of the twelfth.
const NAPKIN: &str = "<path fill='#ffffff' d='M-166,-74L-132,-90L-96,-84L-52,-104L-10,-96L36,-114L84,-106L100,-78L94,-40L112,-4L106,40L120,84L96,106\
    L40,98L0,114L-44,104L-92,116L-138,106L-130,66L-152,30L-142,-14L-160,-44Z'/>\
    <path fill='#e9d3a8' stroke='none' d='M-134,104L-92,66L-88,112ZM-163,-72L-130,-60L-142,-20L-156,-44ZM40,-110L62,-82L82,-103Z'/>\
    <path stroke='#e9d3a8' stroke-width='5' d='M-134,104L-92,66L-88,112M-130,-60L-20,-16L-6,100M-20,-16L62,-82M-130,-60L-142,-18'/>\
    <circle cx='-104' cy='-42' r='36' stroke='#9b6a3f' stroke-width='9'/><path stroke='#9b6a3f' stroke-width='6' d='M-72,-76q12,-6 18,4'/>\
    <path fill='#c9d3dd' stroke='none' d='M-84,-66q-4,24 22,24t40,-6q22,-2 18,-22zM12,-72q-2,22 20,22t38,-8q16,-8 4,-22zM-124,-16q0,24 26,22t34,-22zM-42,-20q-8,26 18,24\
    q24,8 34,-8t-4,-22zM28,-26q-8,22 14,24t40,-6t0,-22zM-118,26q-6,22 16,24t44,-8q8,-16 -8,-20zM-40,22q-4,22 18,24t38,-10t-6,-20zM-116,66q0,22 26,20q30,2 28,-20zM-44,66q0,22 24,20t26,-20z'/>\
    <path stroke='#3f6fb0' stroke-width='6' d='M-78,-62q6,-16 12,0t12,0t12,0t12,0t12,0M14,-70q6,-16 12,0t12,0t12,0t12,0M-122,-18q6,-16 12,0t12,0t12,0t12,0\
    M-40,-22q6,-16 12,0t12,0t12,0t12,0M30,-28q6,-16 12,0t12,0t12,0M-120,26q6,-16 12,0t12,0t12,0t12,0t12,0M-36,22q6,-16 12,0t12,0t12,0t12,0M34,14q6,-16 12,0t12,0t12,0\
    M-116,66q6,-16 12,0t12,0t12,0t12,0M-42,66q6,-16 12,0t12,0t12,0'/>\
    <path fill='#3f6fb0' stroke='none' d='M14,58C14,40 34,38 44,42C62,34 84,44 80,58C90,74 68,84 56,78C34,88 10,78 14,58Z'/>\
    <path stroke='#3f6fb0' stroke-width='8' d='M22,56L-4,62M26,72L8,82'/>\
    <path fill='#e8614a' d='M20,96q4,-18 16,-2q4,-22 18,-4q6,-24 20,-4q4,-14 16,0V112H20Z'/>\
    <path fill='#f3c74f' d='M-8,116C6,92 60,100 88,84C98,60 84,20 94,-14C104,-40 152,-40 160,-12C168,24 164,74 178,116Z'/>\
    <path fill='#e8614a' d='M-8,117q12,-20 26,-2q14,-18 28,0q14,-18 28,0q14,-18 28,0q14,-18 28,0q14,-18 28,0q12,-16 20,2Z'/>\
    <circle cx='110' cy='5' r='16' fill='#fff'/><circle cx='144' cy='5' r='16' fill='#fff'/><circle cx='105' cy='9' r='7' fill='#1c1633' stroke='none'/><circle cx='139' cy='9' r='7' fill='#1c1633' stroke='none'/>\
    <path fill='#f3c74f' d='M95,2Q110,-2 125,2A15,15 0 0 0 95,2ZM129,2Q144,-2 159,2A15,15 0 0 0 129,2Z'/><path d='M112,38H140'/>\
    <path fill='#1c1633' d='M88,-8C76,-84 92,-112 126,-114C162,-112 180,-84 168,-8Q128,-26 88,-8Z'/><path stroke='#f3c74f' stroke-width='7' d='M95,-4C92,30 98,60 126,60S160,30 161,-4'/>";

/// Gold leaf around pond water, and three connoisseurs.
const FRAME: &str = "<path fill='#f3c74f' d='M-46,-100Q-40,-118 -20,-110Q0,-128 20,-110Q40,-118 46,-100Z'/>\
    <path fill='#f3c74f' fill-rule='evenodd' d='M-162,-104H162V44H-162ZM-122,-70V8H122V-70Z'/>\
    <path fill='#8fd9ac' d='M-122,-70H122V8H-122Z'/>\
    <path stroke='#c98a1b' stroke-width='6' d='M-146,-76V18M146,-76V18M-112,-88H-60M60,-88H112M-112,26H-60M60,26H112M-20,-92Q0,-106 20,-92'/>\
    <path stroke='#fff' d='M-104,-44q12,-10 24,0t24,0t24,0M10,-20q12,-10 24,0t24,0t24,0M-80,-8q12,-10 24,0t24,0'/>\
    <g stroke='#fff' stroke-width='5'><circle cx='60' cy='-50' r='8'/><circle cx='82' cy='-56' r='5'/></g>\
    <g fill='#f08a3c'><circle cx='-152' cy='-96' r='20'/><circle cx='152' cy='-96' r='20'/><circle cx='-152' cy='34' r='20'/><circle cx='152' cy='34' r='20'/></g>\
    <path stroke-width='5' d='M-152,-96m-8,0a8,8 0 1 1 8,8M152,-96m8,0a8,8 0 1 0 -8,8'/>\
    <rect x='-48' y='12' width='84' height='28' rx='4' fill='#9b6a3f'/><path stroke='#f3c74f' stroke-width='5' d='M-30,22H18M-22,31H8'/>\
    <g transform='translate(-124 99) scale(.86)'><path fill='#e9d3a8' d='M-56,22Q-48,8 -24,8H14Q20,-2 18,-14Q16,-34 34,-36Q54,-36 52,-14Q50,22 24,22Z'/><circle cx='-16' cy='-8' r='28' fill='#b4462f'/>\
    <path stroke-width='5' d='M-16,-6a6,6 0 0 1 8,-6a14,14 0 1 1 -22,8'/><path d='M28,-34L24,-46M44,-34L50,-44'/><circle cx='20' cy='-52' r='12' fill='#fff'/><circle cx='54' cy='-50' r='18' fill='#f3c74f' stroke-width='5'/>\
    <circle cx='54' cy='-50' r='10' fill='#fff' stroke-width='3'/><g fill='#1c1633' stroke='none'><circle cx='23' cy='-54' r='5'/><circle cx='57' cy='-52' r='5'/></g><path stroke-width='4' d='M66,-36Q74,-10 50,4M36,-14Q44,-8 50,-16'/></g>\
    <g transform='translate(-14 99) scale(.86)'><path fill='#e9d3a8' d='M-56,22Q-48,8 -24,8H14Q20,-2 18,-14Q16,-34 34,-36Q54,-36 52,-14Q50,22 24,22Z'/><circle cx='-16' cy='-8' r='28' fill='#6b7a4a'/>\
    <path stroke-width='5' d='M-16,-6a6,6 0 0 1 8,-6a14,14 0 1 1 -22,8'/><path d='M28,-34L24,-46M44,-34L50,-44'/><circle cx='20' cy='-52' r='12' fill='#fff'/><circle cx='54' cy='-50' r='18' fill='#f3c74f' stroke-width='5'/>\
    <circle cx='54' cy='-50' r='10' fill='#fff' stroke-width='3'/><g fill='#1c1633' stroke='none'><circle cx='21' cy='-56' r='5'/><circle cx='55' cy='-54' r='5'/></g><path stroke-width='4' d='M66,-36Q74,-10 50,4M36,-14Q44,-8 50,-16'/></g>\
    <g transform='translate(126 99) scale(-.86 .86)'><path fill='#e9d3a8' d='M-56,22Q-48,8 -24,8H14Q20,-2 18,-14Q16,-34 34,-36Q54,-36 52,-14Q50,22 24,22Z'/><circle cx='-16' cy='-8' r='28' fill='#8a93a6'/>\
    <path stroke-width='5' d='M-16,-6a6,6 0 0 1 8,-6a14,14 0 1 1 -22,8'/><path d='M28,-34L24,-46M44,-34L50,-44'/><circle cx='20' cy='-52' r='12' fill='#fff'/><circle cx='54' cy='-50' r='18' fill='#f3c74f' stroke-width='5'/>\
    <circle cx='54' cy='-50' r='10' fill='#fff' stroke-width='3'/><g fill='#1c1633' stroke='none'><circle cx='23' cy='-54' r='5'/><circle cx='57' cy='-52' r='5'/></g><path stroke-width='4' d='M66,-36Q74,-10 50,4M36,-14Q44,-8 50,-16'/></g>";

/// A knot of prices with a reader in it.
const TANGLE: &str = "<path fill='#f08a3c' d='M-84,-46C-104,-84 -128,-108 -152,-114C-152,-90 -156,-74 -176,-54C-146,-40 -118,-38 -84,-46Z'/><path stroke-width='5' d='M-112,-62L-140,-90M-114,-54L-148,-62'/>\
    <path stroke-width='25' d='M-70,20C-130,40 -60,70 -110,92S-166,80 -150,58M-46,30C-80,80 -20,90 -50,112M-10,40C-30,80 30,80 6,112M30,30C70,70 20,90 60,110M60,20C110,50 70,80 116,100M-90,-10C-140,0 -110,30 -156,22'/>\
    <path stroke='#fff' stroke-width='14' d='M-70,20C-130,40 -60,70 -110,92S-166,80 -150,58M-46,30C-80,80 -20,90 -50,112M-10,40C-30,80 30,80 6,112M30,30C70,70 20,90 60,110M60,20C110,50 70,80 116,100M-90,-10C-140,0 -110,30 -156,22'/>\
    <path stroke='#8a93a6' stroke-width='5' stroke-dasharray='6 11' d='M-70,20C-130,40 -60,70 -110,92S-166,80 -150,58M-46,30C-80,80 -20,90 -50,112M-10,40C-30,80 30,80 6,112M30,30C70,70 20,90 60,110M60,20C110,50 70,80 116,100M-90,-10C-140,0 -110,30 -156,22'/>\
    <circle cx='-22' cy='-24' r='88' fill='#c9d3dd'/><g transform='translate(-22 -24)'><g transform='rotate(-62)'><ellipse rx='82' ry='40' stroke-width='25'/><ellipse rx='82' ry='40' stroke='#fff' stroke-width='14'/><ellipse rx='82' ry='40' stroke='#8a93a6' stroke-width='5' stroke-dasharray='6 11'/></g>\
    <g transform='rotate(14)'><ellipse rx='84' ry='36' stroke-width='25'/><ellipse rx='84' ry='36' stroke='#fff' stroke-width='14'/><ellipse rx='84' ry='36' stroke='#8a93a6' stroke-width='5' stroke-dasharray='6 11'/></g>\
    <g transform='rotate(74)'><ellipse rx='84' ry='30' stroke-width='25'/><ellipse rx='84' ry='30' stroke='#fff' stroke-width='14'/><ellipse rx='84' ry='30' stroke='#8a93a6' stroke-width='5' stroke-dasharray='6 11'/></g>\
    <g transform='rotate(40)'><ellipse rx='82' ry='50' stroke-width='25'/><ellipse rx='82' ry='50' stroke='#fff' stroke-width='14'/><ellipse rx='82' ry='50' stroke='#8a93a6' stroke-width='5' stroke-dasharray='6 11'/></g></g>\
    <g transform='translate(19 -4) scale(.88)'><path fill='#f08a3c' d='M36,-88C66,-126 100,-112 88,-84ZM26,-72C60,-108 150,-92 160,-36C164,14 90,40 26,20Q6,-26 26,-72Z'/>\
    <path stroke-width='25' d='M34,-88C66,-60 64,0 30,34'/><path stroke='#fff' stroke-width='14' d='M34,-88C66,-60 64,0 30,34'/><path stroke='#8a93a6' stroke-width='5' stroke-dasharray='6 11' d='M34,-88C66,-60 64,0 30,34'/>\
    <circle cx='92' cy='-50' r='23' fill='#fff'/><circle cx='136' cy='-48' r='22' fill='#fff'/><circle cx='97' cy='-39' r='9' fill='#1c1633' stroke='none'/><circle cx='138' cy='-37' r='9' fill='#1c1633' stroke='none'/>\
    <path d='M72,-86L98,-84M130,-80L150,-88'/><ellipse cx='122' cy='-10' rx='10' ry='8' fill='#7a1330'/>\
    <path fill='#fff' d='M20,20C70,50 120,40 170,6L179,42C130,80 70,86 10,54Z'/><path stroke='#8a93a6' stroke-width='5' d='M38,46v10M56,52v12'/><path stroke='#e8614a' stroke-width='8' d='M76,56L96,46L108,60L126,42L140,52L160,32'/>\
    <path fill='#f08a3c' d='M84,26C100,10 116,20 108,42C98,50 84,44 84,26Z'/></g>";

/// The pattern as a thing of wire.
const HANGER: &str = "<path stroke-width='21' d='M-166,48C-140,30 -138,-18 -108,-18S-80,22 -56,22S-32,-66 0,-66S34,22 56,22S80,-18 108,-18S140,30 166,48Q168,58 158,58H-158Q-168,58 -166,48ZM0,-66V-80C0,-92 26,-90 26,-102C26,-116 -22,-116 -22,-94'/>\
    <path stroke='#c9d3dd' stroke-width='10' d='M-166,48C-140,30 -138,-18 -108,-18S-80,22 -56,22S-32,-66 0,-66S34,22 56,22S80,-18 108,-18S140,30 166,48Q168,58 158,58H-158Q-168,58 -166,48ZM0,-66V-80C0,-92 26,-90 26,-102C26,-116 -22,-116 -22,-94'/>\
    <path fill='#e8614a' d='M-9,-30H9L24,84L0,112L-24,84Z'/><path stroke='#f3c74f' stroke-width='8' d='M-11,0L10,-16M-15,34L15,12M-19,66L19,40M-14,88L19,66'/><path d='M-9,-30H9L24,84L0,112L-24,84Z'/><path fill='#e8614a' d='M-17,-58H17L10,-28H-10Z'/>\
    <g fill='#c9d3dd' stroke-width='5'><path d='M-132,70q-14,22 0,28q14,-6 0,-28zM-70,78q-14,22 0,28q14,-6 0,-28zM70,72q-14,22 0,28q14,-6 0,-28zM128,82q-14,22 0,28q14,-6 0,-28zM-104,94q-8,14 0,18q8,-4 0,-18z'/></g>\
    <path stroke-width='5' d='M84,-106C70,-122 50,-114 42,-96M92,-108C86,-122 60,-124 50,-116'/>\
    <path fill='#f3c74f' fill-opacity='.86' d='M14,24A47,47 0 0 1 108,24Z'/><path stroke-width='5' d='M61,-20V-8M27,-8L36,0M95,-8L86,0M42,22A19,19 0 0 1 80,22'/><path stroke='#e8614a' stroke-width='7' d='M61,22L38,-12'/>\
    <path stroke-width='7' d='M86,-66L72,-22M98,-62L96,-10'/>\
    <path fill='#ff9a86' d='M118,-28L92,-40L94,-26L84,-14L124,-16Z'/>\
    <path fill='#ff9a86' d='M66,-74C62,-106 98,-118 128,-108C172,-94 178,-44 152,-22C140,-12 124,-14 114,-22C134,-38 136,-62 114,-64C100,-58 72,-54 66,-74Z'/>\
    <path stroke-width='5' d='M118,-64L128,-106M130,-54L160,-82M132,-44L166,-46'/>\
    <circle cx='88' cy='-88' r='15' fill='#fff'/><circle cx='84' cy='-84' r='6' fill='#1c1633' stroke='none'/><path d='M70,-104L90,-112M76,-66Q84,-72 92,-66'/>\
    <path fill='#c9d3dd' stroke-width='4' d='M52,-90q-10,16 0,20q10,-4 0,-20z'/>";

/// Rain where it should be dry, and the other way round.
const UMBRELLA: &str = "<path fill='#5aa9e6' d='M-164,110C-150,96 50,96 66,110C60,122 -154,122 -164,110Z'/>\
    <path stroke='#c9d3dd' stroke-width='8' d='M-138,14L-142,40M-112,30L-116,58M-86,34L-90,62M-8,34L-12,64M18,30L14,58M44,22L40,48M-130,66L-134,92M-84,78L-88,98M8,78L4,98M36,68L32,94M58,60L55,80'/>\
    <path stroke-width='18' d='M-36,-4V80'/><path stroke='#c9d3dd' stroke-width='8' d='M-36,-4V80'/>\
    <path stroke-width='26' d='M-36,66V86A18,18 0 0 1 -72,86V80'/><path stroke='#9b6a3f' stroke-width='14' d='M-36,66V86A18,18 0 0 1 -72,86V80'/>\
    <path fill='#7a4a2b' d='M-116,-92Q-36,-60 44,-94L-36,12Z'/>\
    <path fill='#e8614a' d='M-36,14Q-128,14 -162,-44L-144,-46L-140,-28L-128,-66Q-120,-84 -116,-104Q-90,-34 -36,14Z'/>\
    <path fill='#3ddc97' d='M-36,14Q-90,-34 -116,-104Q-78,-66 -36,-70Z'/>\
    <path fill='#e8614a' d='M-36,14L-36,-70L-22,-54L-14,-72L2,-28L14,-74Q30,-84 44,-106Q18,-34 -36,14Z'/>\
    <path fill='#3ddc97' d='M-36,14Q18,-34 44,-106Q52,-72 98,-50Q56,14 -36,14Z'/>\
    <path stroke-width='7' d='M-162,-44L-172,-58M-116,-104L-122,-118M-36,-70V-98M44,-106L50,-118M98,-50L110,-62M-14,-72L-10,-90'/>\
    <g fill='#c9d3dd' stroke-width='4'><circle cx='-172' cy='-58' r='6'/><circle cx='-122' cy='-116' r='6'/><circle cx='-36' cy='-100' r='6'/><circle cx='51' cy='-116' r='6'/><circle cx='111' cy='-63' r='6'/></g>\
    <g transform='translate(133 95) scale(-.94 .94)'><path fill='#e9d3a8' d='M-46,24Q-40,8 -20,8H10Q18,-2 16,-16Q14,-38 34,-40Q54,-40 52,-16Q50,24 22,24Z'/>\
    <circle cx='-12' cy='-16' r='36' fill='#c28d58'/><path stroke='#7a4a2b' stroke-width='7' d='M-12,-14a8,8 0 0 1 10,-8a18,18 0 1 1 -30,10a26,26 0 0 1 12,-24'/>\
    <path d='M28,-38L22,-58M44,-38L48,-58'/><circle cx='22' cy='-66' r='13' fill='#fff'/><circle cx='50' cy='-66' r='13' fill='#fff'/><circle cx='27' cy='-66' r='6' fill='#1c1633' stroke='none'/><circle cx='55' cy='-66' r='6' fill='#1c1633' stroke='none'/><path stroke-width='5' d='M30,-18Q40,-6 50,-20'/></g>";

/// There, and no back.
const TICKET: &str = "<g transform='rotate(-9)'><path stroke='#fff' stroke-dasharray='4 13' d='M76,-76H156V-18A18,18 0 0 0 156,18V78H76'/>\
    <path fill='#ffffff' fill-rule='evenodd' d='M-168,-80H62L48,-60L68,-42L46,-24L66,-6L48,12L68,30L50,48L64,64L54,84Q20,74 -24,84T-110,80T-168,84V20A19,19 0 0 0 -168,-18ZM-124,-54a15,15 0 1 0 -30,0a15,15 0 1 0 30,0Z'/>\
    <path fill='#2c4f86' d='M-108,-64H32V62H-108Z'/>\
    <path stroke='#b4462f' stroke-width='7' d='M-150,32V64M-138,32V64M-124,32V64'/>\
    <path fill='#fff' stroke='none' d='M-96,-48l4,8l8,4l-8,4l-4,8l-4,-8l-8,-4l8,-4zM-2,34l4,8l8,4l-8,4l-4,8l-4,-8l-8,-4l8,-4z'/>\
    <path fill='#f3c74f' d='M-54,-52A54,54 0 1 0 2,28A56,56 0 0 1 -54,-52Z'/>\
    <circle cx='-70' cy='-2' r='12' fill='#fff' stroke-width='5'/><circle cx='-66' cy='-3' r='5' fill='#1c1633' stroke='none'/><path stroke-width='5' d='M-66,28Q-50,38 -36,24'/>\
    <g transform='translate(0 -24) rotate(40)'><path fill='#f08a3c' stroke-width='5' d='M-7,20L0,42L7,20Z'/><path fill='#e8614a' stroke-width='5' d='M-12,4L-22,24L-8,20ZM12,4L22,24L8,20Z'/><path fill='#fff' stroke-width='5' d='M0,-36C18,-18 14,10 8,22H-8C-14,10 -18,-18 0,-36Z'/><circle cy='-8' r='5' fill='#5aa9e6' stroke-width='4'/></g></g>\
    <g fill='#fff' fill-opacity='.35' stroke='#fff'><circle cx='122' cy='-42' r='34'/><circle cx='96' cy='14' r='11'/><circle cx='114' cy='42' r='7'/></g><path stroke='#fff' stroke-width='7' d='M102,-48Q106,-62 120,-64'/>\
    <g fill='#c9d3dd' stroke-width='4'><path d='M-120,100q-9,14 0,18q9,-4 0,-18zM-46,92q-11,18 0,23q11,-5 0,-23zM26,86q-9,14 0,18q9,-4 0,-18z'/></g>";

/// The only dry place in the pond, and two who would like it otherwise; the padlock is a prop.
const JAR: &str = "<path fill='#c28d58' d='M-54,-70L-60,-114H60L54,-70Z'/><path stroke='#7a4a2b' stroke-width='5' d='M-44,-100v6M-40,-82v4M40,-102v4M46,-84v6'/>\
    <path fill='#ffffff' d='M-62,-60H62Q90,-44 90,-14V94Q90,114 70,114H-70Q-90,114 -90,94V-14Q-90,-44 -62,-60Z'/>\
    <path fill='#c28d58' d='M-87,76Q-44,62 0,72T87,70V94Q87,111 70,111H-70Q-87,111 -87,94Z'/><path stroke='#7a4a2b' stroke-width='5' d='M-60,72L-48,88L-64,108M-48,88L-18,94L-8,110M-18,94L0,74M22,108L30,90L18,76M30,90L58,94L64,110M58,94L64,72'/>\
    <path stroke='#8a93a6' stroke-width='5' d='M14,-36V66M-10,-36H14M0,-16H14M-10,4H14M0,24H14M-10,44H14'/><path fill='#e8614a' stroke-width='5' d='M16,64L46,50V78Z'/>\
    <path stroke='#c9d3dd' stroke-width='10' d='M-66,-18V30M-66,48V50M66,-24V-6'/>\
    <rect x='-72' y='-76' width='144' height='22' rx='10' fill='#c9d3dd'/>\
    <g><path fill='#7fa457' d='M-176,114C-186,70 -176,40 -158,26C-156,-4 -126,-18 -96,-8Q-88,14 -93,44C-98,58 -112,62 -116,64L-108,114Z'/><path fill='#e9d3a8' stroke='none' d='M-118,66L-112,110H-136Q-140,84 -118,66Z'/>\
    <path fill='#7fa457' d='M-172,112C-186,80 -150,58 -138,84Q-132,98 -150,104H-116Q-106,108 -110,114H-168Z'/>\
    <circle cx='-126' cy='-12' r='22' fill='#7fa457'/><circle cx='-122' cy='-13' r='15' fill='#fff'/><circle cx='-115' cy='-12' r='7' fill='#1c1633' stroke='none'/><path fill='#ff9a86' d='M-112,32Q-116,64 -98,64Q-88,58 -92,32Z'/><path d='M-94,32Q-116,36 -134,26'/>\
    <path stroke-width='17' d='M-130,74Q-108,88 -86,78'/><path stroke='#7fa457' stroke-width='7' d='M-130,74Q-108,88 -86,78'/><g fill='#7fa457' stroke-width='4'><circle cx='-82' cy='68' r='7'/><circle cx='-78' cy='79' r='7'/><circle cx='-82' cy='90' r='7'/></g></g>\
    <path fill='#8a93a6' d='M92,116Q88,86 112,82H160Q180,88 178,116Z'/>\
    <g transform='translate(0 -34) scale(-1 1)'><path fill='#6b7a4a' d='M-172,116C-184,70 -176,40 -158,26C-156,-4 -126,-18 -96,-8Q-88,14 -93,44C-98,58 -112,62 -116,64L-108,116Z'/><path fill='#b9c98a' stroke='none' d='M-118,66L-112,112H-136Q-140,84 -118,66Z'/>\
    <path fill='#6b7a4a' d='M-170,114C-184,80 -150,58 -138,84Q-132,98 -150,106H-116Q-106,110 -110,116H-166Z'/>\
    <circle cx='-126' cy='-12' r='22' fill='#6b7a4a'/><circle cx='-122' cy='-13' r='15' fill='#fff'/><circle cx='-115' cy='-8' r='7' fill='#1c1633' stroke='none'/><path d='M-94,36Q-116,22 -134,34'/>\
    <path stroke-width='17' d='M-130,70Q-108,60 -86,66'/><path stroke='#6b7a4a' stroke-width='7' d='M-130,70Q-108,60 -86,66'/><g fill='#6b7a4a' stroke-width='4'><circle cx='-82' cy='56' r='7'/><circle cx='-78' cy='67' r='7'/><circle cx='-82' cy='78' r='7'/></g></g>";
const LOCK: &[Prop] = &[before(Part::Padlock, (0, -84), 0, 80)];

/// Three who agree, and the hand behind them.
const SOCKS: &str = "<path fill='#8a93a6' d='M-82,116V-72Q-84,-92 -64,-92Q-46,-92 -44,-72V-34L-38,-34V-98Q-38,-118 -19,-118Q0,-118 0,-98V-38L6,-38V-94Q6,-113 24,-113Q42,-113 42,-94V-28L48,-28V-62Q48,-80 66,-80Q84,-80 84,-62V-4\
    Q92,-26 104,-42Q118,-56 130,-44Q138,-34 128,-16Q112,20 108,116Z'/><path stroke='#c9d3dd' stroke-width='6' d='M-68,-74V-58M-22,-100V-80M20,-96V-78M64,-62V-48'/><path stroke-width='5' d='M-64,-10L-52,6L-62,20M56,0L46,14L58,26M16,-14L22,-2'/>\
    <path stroke-width='56' d='M-142,88C-164,50 -132,20 -142,-8C-148,-48 -116,-52 -96,-38'/><g stroke-linecap='butt'><path stroke='#ffffff' stroke-width='44' d='M-142,116V88C-164,50 -132,20 -142,-8C-148,-48 -116,-52 -96,-38'/>\
    <path stroke='#e8614a' stroke-width='44' stroke-dasharray='17 17' d='M-142,116V88C-164,50 -132,20 -142,-8C-148,-48 -116,-52 -96,-38'/></g><path stroke='#e8614a' stroke-width='44' d='M-98,-38L-92,-34'/>\
    <path stroke-width='56' d='M142,88V44C142,6 114,2 92,14'/><g stroke-linecap='butt'><path stroke='#8a93a6' stroke-width='44' d='M142,116V44C142,6 114,2 92,14'/>\
    <path stroke='#5d5968' stroke-width='44' stroke-dasharray='12 12' d='M142,116V44C142,6 114,2 92,14'/></g><path stroke='#5d5968' stroke-width='44' d='M94,13L88,18'/>\
    <path stroke-width='56' d='M22,88V62C22,22 -10,20 -28,36'/><g stroke-linecap='butt'><path stroke='#f3c74f' stroke-width='44' d='M22,116V62C22,22 -10,20 -28,36'/>\
    <path stroke='#6b7a4a' stroke-width='44' stroke-dasharray='22 12' d='M22,116V62C22,22 -10,20 -28,36'/></g><path stroke='#6b7a4a' stroke-width='44' d='M-24,36L-30,42'/>\
    <g fill='#7a1330' stroke-width='5'><path d='M-68,-32Q-94,-36 -108,-20Q-92,-8 -72,-18Z'/><path d='M66,22Q90,16 106,30Q92,44 72,38Z'/><path d='M-52,42Q-26,38 -12,54Q-28,66 -46,58Z'/></g>\
    <g fill='#fff'><circle cx='-118' cy='-56' r='15'/><circle cx='-88' cy='-60' r='15'/><circle cx='114' cy='-4' r='15'/><circle cx='84' cy='-8' r='15'/><circle cx='0' cy='18' r='15'/><circle cx='-30' cy='14' r='15'/></g>\
    <path stroke-width='8' d='M-118,-52h.1M-111,-58h.1M-88,-56h.1M-81,-62h.1M114,0h.1M107,-6h.1M84,-4h.1M77,-10h.1M0,22h.1M-7,16h.1M-30,18h.1M-37,12h.1'/>\
    <path fill='#9b6a3f' d='M-178,118Q-170,94 -140,98Q-110,90 -80,104Q-40,92 0,102Q40,92 80,104Q120,88 150,98Q174,96 178,118Z'/>\
    <path stroke='#fff' stroke-width='5' d='M-170,-56q-8,18 0,34M-58,-46q10,14 6,32M172,-6q8,16 0,30M-68,30q-8,12 -4,26'/>";

/// It floats as certified.
const DUCK: &str = "<circle cx='76' cy='66' r='52' fill='#f3c74f'/>\
    <path fill='#e8614a' d='M116,56Q158,36 174,58Q178,72 160,75Q176,82 168,96Q146,106 116,92Z'/><path stroke-width='5' d='M128,75Q146,80 160,75'/>\
    <circle cx='92' cy='80' r='18' fill='#fff'/><circle cx='97' cy='84' r='8' fill='#1c1633' stroke='none'/><path d='M40,78Q46,96 62,104'/>\
    <path fill='#f3c74f' d='M-156,66C-150,46 -164,24 -162,-8C-158,-48 -130,-76 -92,-92C-40,-110 60,-110 112,-74C154,-40 150,16 112,36Q50,54 -20,48C-66,44 -86,34 -104,40Q-124,46 -156,66Z'/>\
    <path stroke='#9b6a3f' stroke-width='5' stroke-dasharray='9 9' d='M-104,4Q0,22 138,-8'/>\
    <path fill='#c98a1b' d='M46,-6C50,34 -24,54 -78,28C-62,24 -72,12 -84,2C-40,4 4,4 46,-6Z'/>\
    <path fill='#1c1633' d='M-156,-6Q-130,-14 -108,4Q-134,18 -156,-6Z'/>\
    <g fill='#fff' fill-opacity='.5' stroke='#fff' stroke-width='5'><circle cx='-142' cy='-26' r='8'/><circle cx='-160' cy='-50' r='13'/><circle cx='-146' cy='-82' r='10'/><circle cx='-164' cy='-104' r='14'/><circle cx='-128' cy='-108' r='7'/></g>\
    <path fill='#e8614a' stroke-width='5' d='M-104,-34L-116,0L-101,-6L-92,8L-84,-32Z'/><path fill='#5aa9e6' stroke-width='5' d='M2,-54L-8,-14L7,-20L18,-8L26,-52Z'/>\
    <g stroke-width='5'><circle cx='-94' cy='-46' r='25' fill='#e8614a'/><circle cx='-94' cy='-46' r='14' fill='#fff'/><circle cx='14' cy='-72' r='27' fill='#5aa9e6'/><circle cx='14' cy='-72' r='16' fill='#fff'/>\
    <path fill='#b4462f' d='M-42,-98L-34,-86L-20,-88L-22,-74L-10,-66L-22,-58L-20,-44L-34,-46L-42,-34L-50,-46L-64,-44L-62,-58L-74,-66L-62,-74L-64,-88L-50,-86Z'/>\
    <path fill='#3ddc97' d='M84,-84L92,-72L106,-74L104,-60L116,-52L104,-44L106,-30L92,-32L84,-20L76,-32L62,-30L64,-44L52,-52L64,-60L62,-74L76,-72Z'/></g>\
    <path stroke='#fff' stroke-width='7' d='M-52,-66L-44,-58L-32,-74M74,-52L82,-44L94,-60'/><path stroke-width='5' d='M-101,-46L-95,-40L-87,-51M6,-72L12,-66L22,-79'/>";
