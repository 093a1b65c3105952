//! Trash, each thing drawn as what it is, and the line that snapped.
//!
//! **Invariant:** one drawing for each trash id of the catalogue (a test in [`super`] compares them).

use super::look::Portrait;

/// The drawing of a trash id.
pub fn portrait(id: &str) -> Option<Portrait> {
    let drawing = match id {
        "captcha-boot" => BOOT,
        "cookie-banner-kelp" => KELP,
        "dusty-wallet" => WALLET,
        "unread-terms-bottle" => BOTTLE,
        "paper-hands-glove" => GLOVE,
        "rusty-stop-loss" => SIGN,
        "soggy-whitepaper" => PAPER,
        "leaky-bucket-shop" => BUCKET,
        "dead-cat-bouncer" => CAT,
        "rug-puller" => RUG_CRAB,
        "phishing-lure" => LURE,
        "snapped-line" => SNAPPED,
        _ => return None,
    };
    Some(Portrait::whole(drawing))
}

const BOOT: &str = "<path fill='#e8614a' d='M-58,-84Q-60,-112 -42,-112M-18,-84Q-16,-112 0,-112'/>\
    <circle cx='-42' cy='-110' r='10' fill='#fff'/><circle cx='2' cy='-110' r='10' fill='#fff'/>\
    <circle cx='-39' cy='-109' r='3' fill='#1c1633'/><circle cx='-1' cy='-109' r='3' fill='#1c1633'/>\
    <path fill='#9b6a3f' d='M-78,-84H30L36,0Q70,6 108,24Q138,40 134,84H-88Q-92,0 -78,-84Z'/>\
    <path fill='#c28d58' d='M-90,-92H40V-62H-88Z'/>\
    <path fill='#7a4a2b' d='M-98,80H142V104Q142,110 134,110H-34V98H-60V110H-98Z'/>\
    <path fill='#fff' d='M-66,-44H18V40H-66Z'/>\
    <path fill='#5aa9e6' stroke='none' d='M-63,-41H-40V-18H-63ZM-35,-13H-13V10H-35ZM-8,15H15V37H-8ZM-8,-41H15V-18H-8Z'/>\
    <path fill='#7fa457' stroke='none' d='M-35,-41H-13V-18H-35ZM-63,15H-40V37H-63Z'/>\
    <path fill='#f3c74f' stroke='none' d='M-63,-13H-40V10H-63ZM-35,15H-13V37H-35ZM-8,-13H15V10H-8Z'/>\
    <path stroke-width='4' d='M-38,-44V40M-10,-44V40M-66,-16H18M-66,12H18'/>\
    <path stroke='#2f8f5b' stroke-width='9' d='M44,8C64,-22 86,-18 76,4C94,-12 112,-2 92,20'/>\
    <path stroke='#3ddc97' stroke-width='8' d='M-57,-9L-50,0L-42,-14'/>";

const KELP: &str = "<path fill='#2f8f5b' d='M-20,118C-70,80 -6,50 -44,10C-80,-30 -20,-60 -34,-116C20,-80 30,-40 8,-6C-10,30 40,60 16,118Z'/>\
    <path fill='#2f8f5b' d='M20,118C70,80 30,50 70,10C100,-30 62,-60 92,-100C40,-90 16,-50 30,-10C44,30 10,60 20,118Z'/>\
    <path stroke='#1f6b43' stroke-width='5' d='M-4,110C-30,60 14,30 -18,-20C-34,-50 -6,-70 -18,-92M32,106C52,70 34,40 54,0C70,-30 60,-60 70,-76'/>\
    <g fill='#c28d58'><circle cx='-82' cy='-58' r='32'/><circle cx='88' cy='62' r='28'/><path d='M122,-46A28,28 0 1 1 104,-72Q108,-60 118,-62Q114,-50 122,-46Z'/></g>\
    <g fill='#7a4a2b' stroke='none'><circle cx='-94' cy='-66' r='6'/><circle cx='-72' cy='-52' r='7'/><circle cx='-86' cy='-40' r='5'/><circle cx='-74' cy='-74' r='5'/><circle cx='80' cy='54' r='6'/><circle cx='98' cy='66' r='6'/><circle cx='84' cy='76' r='5'/><circle cx='92' cy='-46' r='6'/><circle cx='104' cy='-32' r='5'/></g>\
    <rect x='-152' y='22' width='104' height='48' rx='24' fill='#3ddc97'/><path stroke='#fff' stroke-width='9' d='M-116,46L-104,58L-82,34'/>\
    <rect x='-128' y='82' width='74' height='32' rx='16' fill='#8a93a6'/><path stroke='#c9d3dd' stroke-width='5' d='M-98,92L-84,104M-84,92L-98,104'/>";

const WALLET: &str = "<path fill='#e9d3a8' stroke='none' d='M-120,-40q-20,-40 14,-50q8,-34 44,-20q30,-20 48,8q40,-8 38,30z'/>\
    <path fill='#e9d3a8' d='M84,-82C60,-118 34,-100 60,-76C44,-66 60,-50 84,-70C108,-50 124,-66 108,-76C134,-100 108,-118 84,-82Z'/><path d='M84,-86V-62M80,-90L72,-102M88,-90L96,-102'/>\
    <path fill='#7a4a2b' d='M-132,-30Q-130,-54 -104,-54H96Q122,-54 122,-28V70Q122,100 92,100H-104Q-134,100 -134,70Z'/>\
    <path fill='#9b6a3f' d='M-134,-18Q0,-46 122,-18V70Q122,100 92,100H-104Q-134,100 -134,70Z'/>\
    <path stroke='#e9d3a8' stroke-width='4' stroke-dasharray='12 10' d='M-118,-4Q0,-28 106,-4V66Q106,86 88,86H-100Q-118,86 -118,66Z'/>\
    <path fill='#7a4a2b' d='M134,4H70Q44,4 44,30T70,56H134Z'/><circle cx='76' cy='30' r='11' fill='#f3c74f'/>\
    <path stroke-width='5' d='M-60,16L-40,34M-40,16L-60,34M-10,16L10,34M10,16L-10,34M-52,66Q-26,44 4,66'/>\
    <circle cx='-88' cy='-78' r='24' fill='#c98a1b'/><path stroke='#7a4a2b' stroke-width='5' d='M-88,-90V-66M-96,-84H-82Q-78,-80 -84,-78H-92Q-96,-72 -90,-72H-80'/>";

const BOTTLE: &str = "<path fill='#ffffff' d='M60,-22C150,-60 168,10 110,24C60,36 92,66 146,56C170,52 176,90 140,96C60,110 20,100 -40,104V76C20,78 90,84 108,76C60,80 30,40 80,10C110,-10 90,-16 62,10Z'/>\
    <path stroke='#c28d58' stroke-width='4' d='M92,-12L124,-18M96,4L118,0M84,36L100,26M100,66L142,70M70,90L118,88M0,90L48,92'/>\
    <g transform='rotate(-18 -40 0)'><path fill='#4fae7a' d='M62,-16H26C10,-16 2,-52 -24,-52H-136Q-156,-52 -156,-32V32Q-156,52 -136,52H-24C2,52 10,16 26,16H62Z'/>\
    <path fill='#8fd9ac' stroke='none' d='M-140,-36H-30Q-12,-34 -4,-20H-140Z'/>\
    <rect x='-104' y='-20' width='92' height='48' rx='10' fill='#ffffff'/><path stroke='#c28d58' stroke-width='4' d='M-92,-6H-26M-92,6H-36M-92,18H-30'/><rect x='54' y='-22' width='18' height='44' rx='5' fill='#2f8f5b'/></g>\
    <path fill='#e8614a' d='M-118,104C-120,76 -84,76 -84,96C-84,108 -62,104 -58,88L-48,88C-44,112 -60,116 -80,116H-140Q-130,116 -118,104Z'/><path stroke-width='4' d='M-104,96q6,-10 10,2M-54,88V74'/>";

const GLOVE: &str = "<g transform='rotate(-10)'><path fill='#c9d3dd' d='M-60,104V34C-84,10 -112,-2 -108,-20C-104,-38 -76,-26 -58,-6V-84C-58,-104 -28,-104 -28,-84V-100C-28,-120 4,-120 4,-100V-88C4,-108 34,-106 34,-86V-66C36,-84 62,-82 62,-62V20C62,50 50,60 50,104Z'/>\
    <path stroke='#8a93a6' stroke-width='4' d='M-44,-74V0M-12,-92V0M20,-80V0M48,-56V0M-52,22H50M-46,38H50M-52,54H44M-50,70H46'/>\
    <path fill='#8a93a6' stroke='none' d='M-44,20H-10V50H-44Z'/><path stroke='#b4462f' stroke-width='6' d='M-2,28L14,44L26,34L46,60'/>\
    <path fill='#e9d3a8' d='M-66,84H58V112H-66Z'/>\
    <path stroke='#c9d3dd' stroke-width='8' d='M-50,-100V-108M40,-98V-104M68,-70V-78' /></g>\
    <path fill='#6fe3ff' d='M92,32H142L158,52L117,104L76,52Z'/><path stroke-width='4' d='M76,52H158M100,52L117,104L134,52L124,32M100,52L110,32'/>\
    <path stroke='#fff' stroke-width='5' d='M98,-6V14M118,-16V8M138,-6V14'/>";

const SIGN: &str = "<path fill='#8a93a6' d='M-8,20L22,116H40L16,20Z'/>\
    <path stroke='#5d5968' stroke-width='9' d='M30,92q14,-14 22,0t22,0M92,104q14,-10 20,4'/>\
    <path fill='#b4462f' d='M-52,-112L34,-118L96,-66L92,14L34,64L-56,60L-112,8L-108,-66Z'/>\
    <path fill='#7a4a2b' d='M96,-66L92,14L34,64L20,-30Z'/>\
    <path stroke='#e9d3a8' stroke-width='7' d='M-44,-94L28,-98L78,-58L74,6L28,44L-48,42L-92,0L-90,-58Z'/>\
    <path fill='#e9d3a8' d='M-74,-40L60,-44V-12L-72,-8Z'/>\
    <path fill='#c28d58' stroke='none' d='M-100,-20q20,-10 24,10t-18,14zM40,20q20,-6 16,12t-20,8zM-20,30q16,-4 14,12t-18,4z'/>\
    <g fill='#c9d3dd' stroke-width='4'><circle cx='-86' cy='28' r='12'/><circle cx='-64' cy='46' r='10'/><circle cx='-96' cy='6' r='8'/><circle cx='60' cy='-88' r='10'/></g>\
    <path stroke='#1c1633' stroke-width='5' d='M20,-116L8,-84L26,-66L12,-46'/>";

const PAPER: &str = "<path fill='#e9d3a8' d='M-96,96L-84,-84L104,-76L96,108Z'/><path fill='#c9d3dd' d='M-108,88L-98,-92L90,-86L84,98Z'/>\
    <path fill='#ffffff' d='M-120,78L-112,-104L76,-100Q82,-10 70,88Q20,70 -30,84Q-70,94 -120,78Z'/>\
    <path stroke='#9fb0c9' stroke-width='5' d='M-94,-80H-4M-94,-64H-22M-94,-48H-8M-94,52H-36M-94,66H-50'/>\
    <path fill='#9fb0c9' stroke='none' d='M20,40q-20,10 -10,26t30,8q26,6 22,-16t-42,-18z'/>\
    <path fill='#ffffff' d='M24,40C10,-10 16,-50 38,-78C60,-50 66,-10 52,40Z'/><circle cx='38' cy='-26' r='10' fill='#5aa9e6'/><path fill='#e8614a' d='M16,14L2,46L24,38ZM60,14L72,46L52,38Z'/><path fill='#f3c74f' d='M30,42L38,66L46,42Z'/>\
    <path stroke='#9b6a3f' stroke-width='8' d='M-118,4L76,14M-26,-104L-34,82'/><path fill='none' stroke='#9b6a3f' stroke-width='6' d='M-30,8C-60,-24 -70,6 -30,8C0,-24 10,10 -30,8'/>\
    <path fill='#ff9a86' d='M84,108C60,104 62,72 92,72C122,74 136,96 124,112L108,104Q100,112 84,108Z'/><path stroke-width='4' d='M92,88h10M120,84q16,-16 24,-4'/>";

const BUCKET: &str = "<path stroke-width='7' d='M-92,-30C-92,-60 92,-60 92,-30'/>\
    <path fill='#8a93a6' d='M-104,-20H104L78,100Q76,112 64,112H-64Q-76,112 -78,100Z'/><path fill='#8a93a6' stroke='none' d='M40,-16H100L75,104H34Z'/>\
    <path stroke-width='5' d='M-94,22H94M-84,74H84'/>\
    <path fill='#7a4a2b' d='M-46,32H46V74H-46Z'/><path stroke-width='4' d='M-46,46H46M-46,60H46'/>\
    <path fill='#fff' d='M-118,-14L-100,-72H100L118,-14Z'/><path fill='#e8614a' stroke='none' d='M-114,-16L-97,-70H-66L-74,-16ZM-36,-16L-33,-70H0V-16ZM36,-16L33,-70H66L74,-16Z'/>\
    <path fill='#fff' d='M-118,-14q19,26 39,0q20,26 40,0q20,26 39,0q20,26 40,0q20,26 39,0q20,26 39,0Z'/>\
    <g fill='#f3c74f' stroke-width='4'><circle cx='-112' cy='48' r='9'/><circle cx='-132' cy='74' r='7'/><circle cx='-116' cy='96' r='6'/><circle cx='112' cy='44' r='8'/><circle cx='130' cy='66' r='9'/><circle cx='114' cy='92' r='7'/></g>\
    <g fill='#1c1633' stroke='none'><circle cx='-84' cy='44' r='6'/><circle cx='84' cy='40' r='6'/><circle cx='-70' cy='90' r='6'/><circle cx='70' cy='92' r='6'/><circle cx='-60' cy='6' r='0'/></g>";

const CAT: &str = "<path stroke='#fff' stroke-width='6' stroke-dasharray='4 12' d='M-172,100Q-150,-30 -112,40M118,60Q140,20 156,104'/>\
    <path stroke='#fff' stroke-width='6' d='M-60,114H60'/>\
    <path fill='#8a93a6' d='M74,52C130,60 134,-10 108,-20' /><path stroke='#1c1633' stroke-width='24' d='M70,56C128,70 126,6 110,-16'/><path stroke='#8a93a6' stroke-width='13' d='M70,56C128,70 126,6 110,-16'/>\
    <path fill='#8a93a6' d='M-84,-50L-82,-114L-38,-84H38L82,-114L84,-50C112,30 84,104 0,104S-112,30 -84,-50Z'/>\
    <path fill='#c9d3dd' d='M-46,94C-60,50 -40,26 0,26S60,50 46,94Q0,108 -46,94Z'/>\
    <path stroke-width='9' d='M-56,-48L-28,-20M-28,-48L-56,-20M28,-48L56,-20M56,-48L28,-20'/>\
    <path fill='#ff9a86' d='M-10,-8H10L0,4Z'/><path d='M0,4Q-12,20 -24,10M0,4Q12,20 24,10'/><path fill='#ff6f91' d='M2,16H20V30Q11,38 2,30Z'/>\
    <path stroke-width='4' d='M-54,-4L-104,-12M-54,6L-102,12M54,-4L104,-12M54,6L102,12'/>\
    <path fill='#f3c74f' d='M-26,50H8V84H-26Z'/><path stroke='#b4462f' stroke-width='5' d='M-20,56L2,78M2,56L-20,78'/><path stroke-width='5' d='M-92,-66L-66,-62M92,-66L66,-62'/>";

const RUG_CRAB: &str = "<g transform='translate(0 9) scale(.92)'><g transform='rotate(-12)'><rect x='-30' y='-106' width='196' height='54' rx='26' fill='#b4462f'/><path stroke='#f3c74f' stroke-width='6' d='M10,-104V-54M30,-104V-54M106,-104V-54M126,-104V-54'/><path fill='#f3c74f' stroke='none' d='M68,-98L86,-79L68,-60L50,-79Z'/><circle cx='-4' cy='-79' r='14' fill='#e9d3a8'/><path stroke-width='4' d='M-4,-79m-6,0a6,6 0 1 1 6,6'/><path stroke='#f3c74f' stroke-width='5' d='M166,-96h12M166,-84h14M166,-72h14M164,-60h12'/></g>\
    <path stroke='#1c1633' stroke-width='18' d='M-66,56L-116,66L-136,104M-52,74L-88,90L-100,114M62,56L108,70L128,106M46,74L80,92L90,114'/><path stroke='#e8614a' stroke-width='8' d='M-66,56L-116,66L-136,104M-52,74L-88,90L-100,114M62,56L108,70L128,106M46,74L80,92L90,114'/>\
    <path fill='#e8614a' d='M-84,34C-84,-14 -44,-30 0,-30S84,-14 84,34C84,74 40,90 0,90S-84,74 -84,34Z'/>\
    <path fill='#e8614a' d='M66,6C92,0 96,-16 90,-30C82,-60 110,-84 130,-70L112,-48L140,-46C150,-20 120,16 78,22Z'/>\
    <path fill='#e8614a' d='M-68,10C-112,16 -126,-10 -116,-36L-96,-20L-88,-44C-66,-36 -64,-8 -76,4Z'/>\
    <path d='M-28,-26V-44M28,-26V-44'/><circle cx='-28' cy='-40' r='17' fill='#fff'/><circle cx='28' cy='-40' r='17' fill='#fff'/><circle cx='-34' cy='-38' r='7' fill='#1c1633'/><circle cx='22' cy='-38' r='7' fill='#1c1633'/>\
    <path fill='#6b7a4a' d='M-58,-56C-52,-96 36,-104 54,-66L84,-56Q88,-46 74,-46Z'/><path stroke-width='4' d='M-20,-86Q0,-70 6,-52'/><path d='M-30,38Q4,58 34,28'/></g>";

const LURE: &str = "<path stroke='#fff' stroke-width='4' d='M-60,-120V-96'/><circle cx='-60' cy='-88' r='10' fill='#c9d3dd'/>\
    <path stroke='#1c1633' stroke-width='18' d='M84,60C96,104 140,116 150,72'/><path stroke='#c9d3dd' stroke-width='8' d='M84,60C96,104 140,116 150,72'/><path fill='#c9d3dd' d='M150,58L164,84L140,80Z'/>\
    <path fill='#e8614a' d='M-112,24C-150,30 -160,70 -170,96C-140,92 -110,80 -98,54ZM-108,-4C-150,-20 -168,10 -176,36C-150,40 -120,36 -104,20Z'/>\
    <path fill='#ffffff' d='M-112,-74H96Q106,-74 106,-64V60Q106,72 94,72H-110Q-120,72 -120,62V-66Q-120,-74 -112,-74Z'/>\
    <path fill='#e9d3a8' d='M-118,-70L-8,-2L104,-70Z'/><circle cx='-8' cy='-2' r='18' fill='#b4462f'/>\
    <path fill='#ffd9e2' stroke='#fff' stroke-width='4' d='M-14,-2L-8,4L2,-8'/>\
    <circle cx='-58' cy='-44' r='28' fill='#fff'/><circle cx='44' cy='-44' r='28' fill='#fff'/><circle cx='-46' cy='-36' r='12' fill='#1c1633'/><circle cx='34' cy='-50' r='12' fill='#1c1633'/>\
    <path fill='#7a1330' d='M-78,22H64C58,66 -70,66 -78,22Z'/><path fill='#fff' stroke-width='4' d='M-74,24H60V38H-70ZM-48,24V38M-20,24V38M8,24V38M36,24V38'/>";

const SNAPPED: &str = "<path stroke='#1c1633' stroke-width='20' d='M-158,106L-60,-24Q-10,-88 66,-100'/><path stroke='#9b6a3f' stroke-width='10' d='M-158,106L-60,-24Q-10,-88 66,-100'/>\
    <path stroke='#1c1633' stroke-width='30' d='M-162,110L-128,64'/><path stroke='#7a4a2b' stroke-width='18' d='M-162,110L-128,64'/>\
    <circle cx='-90' cy='34' r='24' fill='#c9d3dd'/><circle cx='-90' cy='34' r='8' fill='#1c1633'/><path d='M-90,34L-62,52'/><circle cx='-60' cy='54' r='8' fill='#e8614a'/>\
    <path stroke='#fff' stroke-width='5' d='M66,-100C74,-70 60,-52 80,-36C92,-26 84,-14 74,-12'/>\
    <path stroke='#fff' stroke-width='5' d='M100,30C120,20 116,2 102,6C90,12 104,44 104,62'/>\
    <path stroke='#f3c74f' stroke-width='8' d='M62,4L34,-6M66,20L40,34M88,2L106,-16M84,-2L82,-4'/>\
    <path fill='#e8614a' d='M78,74A27,27 0 0 1 132,74Z'/><path fill='#fff' d='M78,74A27,27 0 0 0 132,74Z'/><path d='M105,47V36M105,101V112'/>\
    <path fill='#fff' stroke-width='4' d='M20,108q18,-22 36,0q18,-22 36,0q18,-22 36,0q18,-22 36,0V122H20Z' opacity='.9'/>\
    <path stroke='#1c1633' stroke-width='5' d='M-20,60q-12,-16 0,-26q16,-8 22,8M2,42q4,20 -14,26q-2,12 2,14M-12,94v1'/>";
