//! Trash that came later: machines and other devices.
//!
//! **Invariant:** one portrait for each id that is listed here (a test in [`super`] compares them with the catalogue).

use super::{
    look::Portrait,
    props::{Part, before},
};

/// The portrait of an id of this file.
pub fn portrait(id: &str) -> Option<Portrait> {
    Some(match id {
        "roadmap-tyre" => Portrait::whole(TYRE),
        "snoozed-price-alert" => Portrait::whole(ALARM),
        "wash-trading-machine" => Portrait::whole(WASHER),
        "fat-finger-mouse" => Portrait::whole(MOUSE),
        "blinking-router" => BLINKER,
        "compliance-fax" => Portrait::whole(FAX),
        "mining-toaster" => Portrait::whole(TOASTER),
        "floppy-backup" => Portrait::whole(FLOPPY),
        "cracked-crystal-ball" => Portrait::whole(BALL),
        "free-trial-tin" => Portrait::whole(TIN),
        _ => return None,
    })
}

const TYRE: &str = "<ellipse cy='72' rx='174' ry='45' fill='#ff9a86'/>\
    <ellipse cy='70' rx='138' ry='26' stroke='#7a4a2b' stroke-width='20'/>\
    <ellipse cy='70' rx='138' ry='26' stroke='#ff9a86' stroke-width='10' stroke-dasharray='5 12' stroke-linecap='butt'/>\
    <g fill='#ffffff'><path d='M-152,64V36Q-138,18 -124,36V64ZM134,64V36Q148,18 162,36V64Z'/></g>\
    <path stroke='#e8614a' stroke-width='8' stroke-linecap='butt' d='M-149,44H-127M137,44H159'/><g transform='translate(0 -6) scale(.9)'>\
    <g stroke-width='5'><path d='M0,-88V-118'/><path fill='#e8614a' d='M0,-118L32,-108L0,-98Z'/>\
    <g transform='rotate(44)'><path d='M0,-88V-122'/><path fill='#f3c74f' d='M0,-122L34,-112L0,-101Z'/></g>\
    <g transform='rotate(-44)'><path d='M0,-88V-122'/><path fill='#3ddc97' d='M0,-122L34,-112L0,-101Z'/></g>\
    <g transform='rotate(82)'><path d='M0,-88V-122'/><path fill='#ffffff' d='M0,-122L34,-112L0,-101Z'/></g>\
    <g transform='rotate(-82)'><path d='M0,-88V-122'/><path fill='#e8614a' d='M0,-122L34,-112L0,-101Z'/></g></g>\
    <path fill='#1c1633' fill-rule='evenodd' d='M-78,-4a92,92 0 1 0 184,0a92,92 0 1 0 -184,0ZM-26,-4a40,40 0 1 0 80,0a40,40 0 1 0 -80,0Z'/>\
    <path fill='#5d5968' fill-rule='evenodd' d='M-94,0a92,92 0 1 0 184,0a92,92 0 1 0 -184,0ZM-42,0a40,40 0 1 0 80,0a40,40 0 1 0 -80,0Z'/>\
    <circle cx='-2' r='66' stroke='#ffffff' stroke-width='5' stroke-dasharray='9 9'/>\
    <g stroke-width='5'><path fill='#f3c74f' d='M-2,-82L14,-66L-2,-50L-18,-66ZM-2,50L14,66L-2,82L-18,66ZM64,-16L80,0L64,16L48,0ZM-68,-16L-52,0L-68,16L-84,0Z'/>\
    <g fill='#ffffff'><circle cx='-49' cy='-47' r='11'/><circle cx='45' cy='-47' r='11'/><circle cx='-49' cy='47' r='11'/>\
    <circle cx='45' cy='47' r='11'/></g></g></g>";

const ALARM: &str = "<path stroke-width='16' d='M74,58L56,104M138,58L158,104'/>\
    <path stroke-width='10' d='M106,-50V-96'/><path fill='#9b6a3f' d='M84,-112H128V-92H84Z'/>\
    <g fill='#f3c74f'><path transform='translate(58 -60) rotate(-38)' d='M-34,12C-34,-36 34,-36 34,12Z'/>\
    <path transform='translate(152 -60) rotate(38)' d='M-34,12C-34,-36 34,-36 34,12Z'/></g>\
    <path stroke='#fff' stroke-width='5' d='M70,-114L64,-100M50,-114L44,-104M142,-114L148,-100M162,-114L168,-104'/>\
    <circle cx='106' cy='10' r='66' fill='#b4462f'/><circle cx='106' cy='10' r='47' fill='#ffffff'/>\
    <path stroke-width='5' d='M106,-28V-22M144,10H138M106,48V42'/><path stroke-width='8' d='M106,10V-16'/>\
    <path stroke='#e8614a' stroke-width='6' d='M106,10L128,26'/><circle cx='106' cy='10' r='6' fill='#1c1633' stroke='none'/>\
    <path fill='#6b7a4a' d='M168,-18C182,0 176,20 174,30C176,44 168,48 162,50C162,64 150,66 142,66C140,80 124,84 116,76\
    C108,90 92,86 88,74C78,78 68,72 70,62C84,56 92,60 104,60C130,58 150,40 156,10Z'/>\
    <path stroke='#7fa457' stroke-width='5' d='M164,10V28M150,38V52M128,56V68M104,66V76'/>\
    <path fill='#7fa457' d='M120,-52C130,-62 146,-54 150,-46C160,-44 164,-34 160,-26C144,-24 128,-36 120,-52Z'/>\
    <path fill='#8a93a6' d='M-104,54C-130,30 -148,6 -174,8C-164,34 -166,62 -176,92C-150,98 -126,84 -100,72Z'/>\
    <path fill='#8a93a6' d='M-72,0C-60,-40 -24,-50 0,-40L-8,0Z'/>\
    <path fill='#8a93a6' d='M-118,60C-96,-14 -20,-36 36,-22C78,-8 82,62 52,88C4,116 -90,112 -118,60Z'/>\
    <path fill='#c9d3dd' stroke='none' d='M-104,74C-60,70 0,92 60,78C40,102 -70,114 -104,74Z'/>\
    <path d='M-118,60C-96,-14 -20,-36 36,-22C78,-8 82,62 52,88C4,116 -90,112 -118,60Z'/>\
    <path stroke-width='7' d='M14,38Q28,52 44,40'/><path stroke-width='4' d='M18,46L13,54M29,49V58M40,46L45,53'/>\
    <circle cx='40' cy='70' r='7' fill='#7a1330' stroke-width='5'/><path fill='#ff9a86' stroke='none' d='M-4,62a10,8 0 1 0 20,0a10,8 0 1 0 -20,0Z'/>\
    <path transform='translate(2 -22) rotate(10) scale(1.2)' fill='#ffffff' d='M-52,-24Q0,-38 52,-24Q64,-32 61,-20Q52,0 61,24\
    Q64,36 50,28Q0,40 -50,28Q-64,36 -61,22Q-52,0 -61,-20Q-64,-34 -52,-24Z'/>\
    <g transform='translate(2 -22) rotate(10)' stroke='#5aa9e6' stroke-width='8'><path d='M-38,-30Q-32,0 -38,32M0,-34V36M38,-30Q32,0 38,32'/></g>\
    <path fill='#8a93a6' d='M-62,56C-84,20 -60,-20 -16,-28C-6,-28 -4,-16 -10,-10C-2,-8 -4,6 -14,6C-8,12 -14,22 -22,20C-26,36 -36,52 -62,56Z'/>";

const WASHER: &str = "<path fill='#ffffff' d='M-148,116C-172,110 -166,84 -144,86C-142,66 -112,66 -108,84H80C86,62 116,64 120,80C146,76 152,110 132,116Z'/>\
    <path stroke='#1c1633' stroke-width='30' d='M60,68C148,100 182,30 154,-36C138,-76 88,-104 52,-84'/>\
    <path stroke='#3ddc97' stroke-width='18' d='M60,68C148,100 182,30 154,-36C138,-76 88,-104 52,-84'/>\
    <path stroke='#2f8f5b' stroke-width='5' stroke-linecap='butt' d='M100,72L106,88M126,62L142,74M140,38L158,42M144,10L162,6M139,-16L156,-24'/>\
    <path fill='#ffffff' stroke-width='5' d='M20,-60C6,-66 10,-84 24,-82C28,-98 48,-98 52,-84C68,-86 72,-66 60,-60Z'/>\
    <circle cx='92' cy='-98' r='13' fill='#fff'/><circle cx='116' cy='-86' r='13' fill='#fff'/>\
    <circle cx='89' cy='-96' r='5' fill='#1c1633'/><circle cx='113' cy='-84' r='5' fill='#1c1633'/>\
    <path stroke-width='5' d='M78,-76Q88,-62 106,-66'/>\
    <path fill='#c9d3dd' d='M-94,-60H66Q76,-60 76,-50V108H-104V-50Q-104,-60 -94,-60Z'/>\
    <path fill='#8a93a6' stroke='none' d='M52,-57H70Q73,-57 73,-50V105H60Q66,20 52,-57Z'/>\
    <path fill='#b4462f' stroke='none' d='M-101,105V70q16,-2 14,14t20,21zM40,-26q20,-6 24,10t-18,6z'/>\
    <path d='M-104,-30H76'/><path fill='#ffffff' stroke-width='5' d='M-92,-52H-62V-38H-92Z'/>\
    <circle cx='40' cy='-45' r='9' fill='#e8614a' stroke-width='5'/>\
    <path stroke-width='5' d='M-96,-8l10,8l-6,10M66,52l-10,6l6,12'/>\
    <circle cx='-14' cy='38' r='63' fill='#8a93a6'/><circle cx='-14' cy='38' r='49' fill='#5aa9e6'/>\
    <path stroke='#fff' stroke-width='6' d='M-52,24Q-44,-2 -16,-2M24,52Q16,78 -12,78'/>\
    <g fill='#f3c74f' stroke-width='5'><circle cx='12' cy='14' r='14'/><circle cx='-42' cy='50' r='14'/><circle cx='14' cy='62' r='12'/><circle cx='-36' cy='16' r='11'/></g>\
    <path fill='#e8614a' d='M-24,10L2,14L-4,42C-8,58 -40,66 -42,50C-42,42 -32,42 -28,36Z'/>\
    <path stroke='#fff' stroke-width='6' stroke-linecap='butt' d='M-22,22L-3,25M-24,33L-6,36'/>\
    <path fill='#ffffff' d='M-94,-60A50,50 0 0 1 6,-60Z'/><path stroke-width='4' d='M-84,-72l8,4M-70,-92l6,8M-18,-92l-6,8M-4,-72l-8,4'/>\
    <path stroke='#e8614a' stroke-width='7' d='M-44,-64L-20,-86'/><path stroke='#ff9a86' stroke-width='5' d='M-44,-64V-94M-44,-64L-70,-82'/>\
    <path stroke='#fff' stroke-width='5' d='M-100,-92Q-84,-116 -60,-118M-126,-80Q-120,-96 -112,-102M8,-98Q2,-108 -10,-114'/>";

const MOUSE: &str = "<path fill='#e8614a' d='M-150,104C-180,96 -166,72 -130,76C-100,56 80,52 128,70C176,70 182,104 140,108C100,124 -110,124 -150,104Z'/>\
    <path stroke='#1c1633' stroke-width='20' d='M116,30C176,34 178,-30 140,-36C108,-42 100,-84 136,-90'/>\
    <path stroke='#8a93a6' stroke-width='9' d='M116,30C176,34 178,-30 140,-36C108,-42 100,-84 136,-90'/>\
    <path stroke='#f3c74f' d='M136,-90Q150,-98 156,-114'/><path stroke='#3ddc97' d='M136,-90Q156,-92 170,-104'/><path stroke='#e8614a' d='M136,-90Q156,-80 172,-84'/>\
    <g transform='rotate(-24 -56 -70)'><rect x='-92' y='-96' width='70' height='50' rx='23' fill='#f3c74f'/><path stroke-width='5' d='M-74,-92V-70M-57,-94V-70M-40,-92V-70'/></g>\
    <path fill='#8a93a6' d='M-122,80C-128,60 -128,36 -118,18C-90,-50 -30,-84 30,-84C100,-82 138,-20 136,80Z'/>\
    <path fill='#c9d3dd' d='M-124,32C-96,-46 -34,-84 30,-84C54,-66 62,-26 54,12C0,12 -70,16 -124,32Z'/>\
    <path stroke-width='5' d='M-124,62H136'/><path fill='#5d5968' stroke-width='5' d='M70,-14Q84,-20 94,-8L98,10Q84,14 72,12ZM104,-2Q116,8 118,26Q108,34 102,24Z'/>\
    <circle cx='-40' cy='-34' r='29' fill='#fff'/><circle cx='22' cy='-38' r='33' fill='#fff'/>\
    <circle cx='-44' cy='-30' r='7' fill='#1c1633' stroke='none'/><circle cx='16' cy='-34' r='7' fill='#1c1633' stroke='none'/>\
    <path fill='#7a1330' d='M-72,50C-74,26 -58,22 -52,30C-44,20 -34,20 -28,28C-18,18 -6,26 -8,50C-18,42 -24,54 -34,46C-44,56 -54,44 -72,50Z'/>\
    <circle cx='-128' cy='2' r='40' fill='#e8614a'/>\
    <path fill='#e9d3a8' stroke-width='5' d='M-158,-22L-146,-34L-98,16L-110,30Z'/><path fill='#e9d3a8' stroke-width='5' d='M-110,-32L-96,-18L-146,34L-158,22Z'/>\
    <path stroke='#9b6a3f' stroke-width='4' d='M-134,0H-134.1M-122,0H-122.1M-128,-6V-6.1M-128,6V6.1'/>\
    <path stroke='#fff' stroke-width='7' d='M-172,-34L-178,-40M-150,-54L-156,-66M-122,-56V-70'/>\
    <g fill='#f3c74f' stroke-width='5'><circle cx='-142' cy='88' r='15'/><circle cx='-96' cy='98' r='18'/><circle cx='-44' cy='88' r='15'/><circle cx='6' cy='100' r='17'/>\
    <circle cx='58' cy='90' r='16'/><circle cx='108' cy='100' r='15'/><circle cx='148' cy='86' r='12'/></g>\
    <path stroke='#c98a1b' stroke-width='5' d='M-142,82V94M-96,91V105M-44,82V94M6,93V107M58,84V96M108,94V106'/>";

const BLINKER: Portrait = Portrait::whole(ROUTER).with(&[before(Part::TopHat, (122, 16), 6, 62)]);
const ROUTER: &str = "<path stroke='#1c1633' stroke-width='18' d='M-134,-20L-146,-62L-118,-80L-136,-108M-58,-22L-52,-58L-82,-78L-66,-110M18,-20L22,-62L54,-70L50,-104'/>\
    <path stroke='#8a93a6' stroke-width='7' d='M-134,-20L-146,-62L-118,-80L-136,-108M-58,-22L-52,-58L-82,-78L-66,-110M18,-20L22,-62L54,-70L50,-104'/>\
    <path fill='#c9d3dd' d='M-168,6L-146,-26H32L54,6Z'/>\
    <path fill='#ffffff' d='M-164,2H50Q60,2 60,12V74Q60,86 48,86H-162Q-174,86 -174,74V12Q-174,2 -164,2Z'/>\
    <path fill='#5d5968' d='M-150,86H-120V100H-150ZM6,86H36V100H6Z'/>\
    <path stroke-width='7' d='M-160,38q12,12 24,0M-124,38q12,12 24,0M-88,38q12,12 24,0'/>\
    <path stroke-width='4' d='M-148,45V54M-158,42L-163,49M-138,42L-133,49M-112,45V54M-122,42L-127,49M-102,42L-97,49M-76,45V54M-86,42L-91,49M-66,42L-61,49'/>\
    <circle cx='-28' cy='38' r='25' fill='#3ddc97'/><circle cx='-28' cy='38' r='16' fill='#fff' stroke-width='4'/><circle cx='-22' cy='38' r='7' fill='#1c1633'/>\
    <path stroke-width='5' d='M-116,70Q-102,62 -88,70'/>\
    <circle cx='32' cy='40' r='16' fill='#b4462f'/><path stroke='#fff' stroke-width='4' d='M32,30V40'/>\
    <path stroke='#1c1633' stroke-width='15' d='M104,62L80,58L74,112M112,76L98,84L96,112M142,60L168,44L174,110M136,76L152,74L152,112'/>\
    <path stroke='#e8614a' stroke-width='6' d='M104,62L80,58L74,112M112,76L98,84L96,112M142,60L168,44L174,110M136,76L152,74L152,112'/>\
    <path stroke='#1c1633' stroke-width='18' d='M106,46L80,14L62,26M140,44L172,16L166,-34'/>\
    <path stroke='#e8614a' stroke-width='8' d='M106,46L80,14L62,26M140,44L172,16L166,-34'/>\
    <path fill='#e8614a' d='M70,14C60,8 44,14 36,30L54,26L48,42C66,42 78,30 70,14Z'/>\
    <path stroke='#1c1633' stroke-width='14' d='M156,-44C130,-60 118,-92 98,-66S84,-14 50,-12'/>\
    <path stroke='#c9d3dd' d='M156,-44C130,-60 118,-92 98,-66S84,-14 50,-12'/>\
    <path stroke-width='8' d='M158,-88V-106M174,-88V-106'/><path fill='#ffffff' d='M148,-46V-76Q148,-84 156,-84H172Q180,-84 180,-76V-46Z'/>\
    <path fill='#e8614a' d='M166,-22C148,-28 144,-48 152,-58L162,-46H168L178,-58C184,-46 182,-28 166,-22Z'/>\
    <path fill='#e8614a' d='M122,18C142,18 150,40 148,60C146,84 134,92 122,92S98,84 96,60C94,40 102,18 122,18Z'/>\
    <circle cx='110' cy='28' r='13' fill='#fff'/><circle cx='136' cy='28' r='13' fill='#fff'/><circle cx='106' cy='30' r='5' fill='#1c1633'/><circle cx='132' cy='30' r='5' fill='#1c1633'/>\
    <path stroke-width='5' d='M112,54Q122,60 132,54'/><path fill='#1c1633' stroke-width='4' d='M122,70L106,62V80ZM122,70L138,62V80Z'/>";

const FAX: &str = "<path fill='#ffffff' d='M144,6V-76Q144,-116 104,-116H-134Q-172,-116 -172,-78V-12H-98V-30Q-98,-40 -88,-40H58Q70,-40 70,-28V6Z'/>\
    <g stroke-linecap='butt'><path stroke='#8a93a6' stroke-width='17' stroke-dasharray='17 9' d='M-150,-97H127M-150,-74H127M-150,-51H127M-150,-28H-107M84,-28H127M84,-6H127'/>\
    <path stroke='#ffffff' stroke-width='8' stroke-dasharray='8 18' d='M-145.5,-97H127M-145.5,-74H127M-145.5,-51H127M-145.5,-28H-107M88.5,-28H127M88.5,-6H127'/></g>\
    <path fill='#c9d3dd' d='M-164,-28H-102Q-88,-28 -88,-11T-102,6H-164Z'/><circle cx='-164' cy='-11' r='17' fill='#ffffff'/><path stroke-width='4' d='M-162,-10C-160,-18 -172,-18 -171,-9C-170,-1 -156,-2 -155,-12'/>\
    <path fill='#e9d3a8' d='M36,0H166Q174,0 174,10L178,106H14L26,10Q28,0 36,0Z'/>\
    <path fill='#c28d58' stroke='none' d='M17,78H176L177,103H15Z'/><path stroke-width='8' d='M64,6H150'/>\
    <path stroke='#1c1633' stroke-width='28' d='M44,30L40,72'/><path stroke='#6b7a4a' stroke-width='16' d='M44,30L40,72'/>\
    <path fill='#7fa457' stroke-width='5' d='M74,22H118V42H74Z'/><circle cx='146' cy='32' r='10' fill='#e8614a' stroke-width='5'/>\
    <path stroke-width='10' d='M78,58V58.1M98,58V58.1M118,58V58.1M78,74V74.1M98,74V74.1M118,74V74.1'/>\
    <g fill='#5d5968' stroke-width='5'><path transform='translate(160 112) rotate(-16)' d='M0,0C-18,-12 -16,-36 0,-48C16,-36 18,-12 0,0Z'/>\
    <path transform='translate(136 114) rotate(8)' d='M0,0C-16,-10 -14,-30 0,-40C14,-30 16,-10 0,0Z'/>\
    <path transform='translate(112 116) rotate(-20)' d='M0,0C-14,-10 -12,-26 0,-34C12,-26 14,-10 0,0Z'/>\
    <path transform='translate(172 62) rotate(-60)' d='M0,0C-14,-10 -12,-26 0,-34C12,-26 14,-10 0,0Z'/>\
    <path transform='translate(52 116) rotate(14)' d='M0,0C-14,-10 -12,-26 0,-34C12,-26 14,-10 0,0Z'/>\
    <path transform='translate(30 116) rotate(-10)' d='M0,0C-16,-10 -14,-30 0,-40C14,-30 16,-10 0,0Z'/></g>\
    <g transform='translate(-134 56) scale(1.1)'><path fill='#e8614a' d='M-18,0L-40,-18V18ZM-26,0C-14,-24 14,-24 26,-2C14,24 -14,22 -26,0Z'/>\
    <circle cx='8' cy='-6' r='7' fill='#fff' stroke-width='4'/><circle cx='10' cy='-6' r='3' fill='#1c1633' stroke='none'/></g>\
    <g transform='translate(-80 82) scale(1.1)'><path fill='#8a93a6' d='M-18,0L-40,-18V18ZM-26,0C-14,-24 14,-24 26,-2C14,24 -14,22 -26,0Z'/>\
    <circle cx='8' cy='-6' r='7' fill='#fff' stroke-width='4'/><circle cx='10' cy='-6' r='3' fill='#1c1633' stroke='none'/></g>\
    <g transform='translate(-26 50) scale(1.1)'><path fill='#f3c74f' d='M-18,0L-40,-18V18ZM-26,0C-14,-24 14,-24 26,-2C14,24 -14,22 -26,0Z'/>\
    <circle cx='8' cy='-6' r='7' fill='#fff' stroke-width='4'/><circle cx='10' cy='-6' r='3' fill='#1c1633' stroke='none'/></g>\
    <g fill='#b4462f' stroke-width='5'><path d='M-124,62H-102V92H-124ZM-70,88H-48V116H-70ZM-16,56H6V86H-16Z'/></g>\
    <g fill='#f3c74f' stroke='none'><circle cx='-113' cy='76' r='5'/><circle cx='-59' cy='101' r='5'/><circle cx='-5' cy='70' r='5'/></g>";

const TOASTER: &str = "<g fill='#ffffff'><path d='M-130,-44C-158,-46 -156,-80 -130,-78C-128,-104 -90,-106 -84,-82C-62,-82 -60,-50 -84,-46Z'/>\
    <path d='M66,-46C42,-48 46,-76 66,-78C68,-106 106,-104 108,-82C134,-84 140,-50 114,-46Z'/></g>\
    <path stroke='#1c1633' stroke-width='14' d='M-100,62C-150,70 -130,10 -158,6C-180,4 -178,44 -164,56M-100,84C-150,110 -168,60 -176,112M120,60C116,104 150,84 168,112'/>\
    <path stroke='#e8614a' d='M-100,62C-150,70 -130,10 -158,6C-180,4 -178,44 -164,56'/><path stroke='#f3c74f' d='M-100,84C-150,110 -168,60 -176,112'/>\
    <path stroke='#3ddc97' d='M120,60C116,104 150,84 168,112'/>\
    <g fill='#7a4a2b'><path transform='translate(-58 -50) rotate(-10)' d='M-32,40V-16C-46,-22 -44,-46 -26,-48H26C44,-46 46,-22 32,-16V40Z'/>\
    <path transform='translate(34 -50) rotate(9)' d='M-32,40V-16C-46,-22 -44,-46 -26,-48H26C44,-46 46,-22 32,-16V40Z'/></g>\
    <g fill='#1c1633' stroke='none'><path transform='translate(-58 -50) rotate(-10)' d='M-20,40V-14C-30,-26 -24,-36 -16,-36H16C24,-36 30,-26 20,-14V40Z'/>\
    <path transform='translate(34 -50) rotate(9)' d='M-20,40V-14C-30,-26 -24,-36 -16,-36H16C24,-36 30,-26 20,-14V40Z'/></g>\
    <path stroke='#b4462f' stroke-width='5' d='M-70,-66L-62,-52M-50,-70L-46,-58M26,-64L30,-50M46,-66L42,-54'/>\
    <circle cx='-13' cy='-102' r='12' fill='#f3c74f' stroke-width='5'/><path stroke='#fff' stroke-width='5' d='M-13,-78V-66M-24,-80L-28,-70M-2,-80L2,-70'/>\
    <path fill='#8a93a6' d='M72,6H96V56H72Z'/>\
    <path fill='#c9d3dd' d='M-110,-6Q-110,-30 -86,-30H58Q82,-30 82,-6V90H-110Z'/>\
    <path fill='#8a93a6' stroke='none' d='M-107,60Q-20,48 79,66V87H-107Z'/><path fill='#ffffff' stroke='none' d='M-96,-16H-78L-86,44H-100V-4ZM52,-20H62L56,10H48Z'/>\
    <path stroke-width='10' d='M-88,-24H-30M4,-24H62'/><path fill='#5d5968' d='M-118,88H90V108H-118Z'/>\
    <circle cx='-48' cy='18' r='22' fill='#fff'/><circle cx='20' cy='18' r='22' fill='#fff'/><circle cx='-48' cy='24' r='8' fill='#1c1633'/><circle cx='20' cy='24' r='8' fill='#1c1633'/>\
    <path fill='#8a93a6' d='M-70,18A22,22 0 0 1 -26,18ZM-2,18A22,22 0 0 1 42,18Z'/><path stroke-width='4' d='M-64,48Q-48,54 -34,48M6,48Q20,54 34,48'/>\
    <path d='M-34,68Q-14,56 6,68'/>\
    <path fill='#6b7a4a' d='M94,-16H174V64H94Z'/><circle cx='134' cy='24' r='33' fill='#c9d3dd'/>\
    <path fill='#f3c74f' stroke-width='5' d='M134,24C120,8 124,-6 138,-6C146,4 142,14 134,24C150,10 164,14 164,28C154,36 144,32 134,24C148,40 144,54 130,54C122,44 126,34 134,24C118,38 104,34 104,20C114,12 124,16 134,24Z'/>\
    <circle cx='134' cy='24' r='7' fill='#e8614a' stroke-width='4'/>";

const FLOPPY: &str = "<g transform='rotate(-9)'>\
    <path fill='#3f6fb0' d='M-78,-100H100L122,-78V84H-78Z'/><path fill='#2c4f86' stroke='none' d='M-75,-97H-66V81H-75ZM96,12H119V81H96Z'/>\
    <path fill='#ffffff' d='M-50,6H96V84H-50Z'/><path stroke='#9fb0c9' stroke-width='5' d='M-36,22H-4M-36,38H-12M-36,54H-4'/><g transform='translate(22 0)'>\
    <path fill='#e8614a' stroke-width='5' d='M8,38L-10,26V52ZM2,38C12,18 40,18 52,36C40,58 12,58 2,38Z'/><circle cx='38' cy='34' r='4' fill='#1c1633' stroke='none'/></g>\
    <path fill='#1c1633' d='M-58,-96H30V-14H-58Z'/>\
    <path fill='#c9d3dd' d='M30,-96L62,-110L70,-70L94,-50L88,10L58,-8L30,-14Z'/><path d='M58,-8L62,-60L70,-70M62,-60L34,-92' stroke-width='4'/>\
    <path fill='#5d5968' stroke-width='5' d='M72,-46L83,-37L81,-14L70,-21Z'/>\
    <circle cx='-130' cy='-6' r='44' fill='#f3c74f' fill-opacity='.45' stroke='none'/>\
    <path fill='#e8614a' d='M-50,-14C-52,-52 20,-54 24,-14Z'/><path stroke-width='12' d='M-30,-40V-56M4,-42V-60'/>\
    <circle cx='-32' cy='-62' r='16' fill='#fff'/><circle cx='6' cy='-66' r='16' fill='#fff'/><circle cx='-38' cy='-60' r='7' fill='#1c1633'/><circle cx='0' cy='-64' r='7' fill='#1c1633'/>\
    <path stroke-width='5' d='M-22,-28Q-12,-22 -2,-28'/>\
    <path stroke='#1c1633' stroke-width='20' d='M-42,-26L-78,-40L-112,-60'/><path stroke='#e8614a' stroke-width='9' d='M-42,-26L-78,-40L-112,-60'/>\
    <path stroke-width='5' d='M-130,-56V-40M-148,-26C-148,-46 -112,-46 -112,-26'/>\
    <path fill='#e8614a' d='M-104,-50C-116,-42 -132,-44 -140,-56L-124,-62L-138,-72C-124,-86 -102,-76 -104,-50Z'/>\
    <path fill='#9b6a3f' d='M-152,-28H-108V-18H-152ZM-152,12H-108V22H-152Z'/><path fill='#e9d3a8' d='M-148,-18H-112V12H-148Z'/>\
    <path fill='#f08a3c' stroke='none' d='M-130,-14Q-116,0 -130,10Q-144,0 -130,-14Z'/>\
    <path fill='#e8614a' d='M14,-20C6,-34 14,-48 28,-46L24,-34L36,-38C44,-24 32,-10 14,-20Z'/></g>\
    <path fill='#7a4a2b' d='M-178,84C-150,56 -118,72 -88,60C-50,48 -30,74 10,66C50,54 70,44 104,58C140,50 168,66 178,88C176,124 -176,124 -178,84Z'/>\
    <path stroke='#9b6a3f' stroke-width='7' d='M-142,90Q-120,80 -100,88M-60,96Q-30,84 0,94M60,84Q90,74 116,84'/>\
    <g fill='#9b6a3f' stroke-width='5'><circle cx='36' cy='98' r='9'/><circle cx='136' cy='100' r='11'/><circle cx='-120' cy='106' r='6'/></g>";

const BALL: &str = "<path fill='#7a4a2b' d='M-30,66L-44,100H44L18,62Z'/><path fill='#f08a3c' d='M-84,116L-66,94L56,86L84,112Q0,122 -84,116Z'/>\
    <circle cx='-6' cy='-28' r='89' fill='#c9d3dd'/><path fill='#c9d3dd' stroke='none' d='M74,-58C92,-4 60,60 -8,58C-50,56 -74,30 -82,6C-40,50 60,40 74,-58Z'/>\
    <path fill='#3ddc97' stroke-width='5' d='M-62,-86L-46,-64H-55V-46H-69V-64H-78Z'/>\
    <path fill='#e8614a' stroke-width='5' d='M58,-2L43,-24H51V-46H65V-24H73Z'/>\
    <path fill='#f3c74f' d='M-34,-72L-42,-98L-20,-92L-6,-108L8,-92L30,-98L22,-72Z'/>\
    <path stroke='#1c1633' stroke-width='20' d='M-36,-10L-62,-22M24,-8L46,10'/><path stroke='#e8614a' stroke-width='9' d='M-36,-10L-62,-22M24,-8L46,10'/>\
    <path fill='#e8614a' d='M-6,-92C32,-92 44,-56 38,-22C34,4 12,16 4,24L32,54L-6,44L-44,54L-16,24C-24,16 -46,4 -50,-22C-56,-56 -44,-92 -6,-92Z'/>\
    <path fill='#e8614a' d='M-54,-4C-70,-4 -80,-14 -80,-26L-66,-26L-62,-36L-48,-22ZM40,0C60,0 68,10 68,28L54,24L40,34L32,14Z'/>\
    <path fill='#5d5968' d='M-48,-12Q-6,2 36,-12C30,6 12,16 4,24H-16C-24,16 -42,6 -48,-12Z'/><path fill='#ffffff' stroke-width='4' d='M-20,-6L-6,22L8,-6Z'/><path fill='#b4462f' stroke-width='4' d='M-6,-2L0,8L-6,24L-12,8Z'/>\
    <circle cx='-24' cy='-60' r='15' fill='#fff'/><circle cx='12' cy='-60' r='15' fill='#fff'/><circle cx='-29' cy='-60' r='7' fill='#1c1633' stroke='none'/><circle cx='17' cy='-58' r='7' fill='#1c1633' stroke='none'/>\
    <path fill='#fff' stroke-width='5' d='M-32,-36Q-6,-30 20,-36Q14,-16 -6,-16T-32,-36Z'/>\
    <path stroke='#fff' stroke-width='9' d='M-78,-14Q-84,-40 -74,-58'/>\
    <path stroke-width='5' d='M40,-104L34,-84L52,-72L44,-56M34,-84L22,-80M52,-72L68,-76M-84,14L-62,22L-58,40M-62,22L-48,18'/>\
    <path fill='#f08a3c' d='M-92,18Q-84,12 -78,20C-50,70 40,66 62,14Q72,8 80,18C60,92 -66,100 -92,18Z'/><path stroke='#e9d3a8' stroke-width='6' d='M-66,54Q-30,80 10,72'/>\
    <path stroke-width='4' d='M70,34Q96,16 118,42'/>\
    <path fill='#c28d58' d='M100,52L124,28L166,44L156,112L92,104Z'/><circle cx='122' cy='48' r='7' fill='#1c1633'/><path stroke='#b4462f' stroke-width='7' d='M110,70L146,76M108,88L132,92'/>\
    <path fill='#c9d3dd' stroke-width='5' d='M-150,116L-132,84L-112,116ZM-118,62L-108,46L-100,66Z'/>";

const TIN: &str = "<ellipse cx='-38' cy='-36' rx='82' ry='22' fill='#1c1633'/>\
    <path fill='#c9d3dd' d='M-120,-36V86C-120,124 44,124 44,86V-36C44,-8 -120,-8 -120,-36Z'/>\
    <path fill='#8a93a6' stroke='none' d='M16,-16L41,-26V86Q38,98 16,106Z'/>\
    <path fill='#f3c74f' d='M-120,-10C-110,16 34,16 44,-10V74C34,100 -110,100 -120,74Z'/><path fill='#fff' stroke='none' d='M-112,-22L-96,-16V104L-112,96Z' fill-opacity='.75'/>\
    <circle cx='-66' cy='32' r='15' fill='#fff'/><circle cx='-10' cy='32' r='15' fill='#fff'/><circle cx='-62' cy='32' r='7' fill='#1c1633'/><circle cx='-6' cy='32' r='7' fill='#1c1633'/>\
    <path fill='#fff' d='M-88,52Q-38,64 12,52Q6,86 -38,86T-88,52Z'/><path stroke-width='4' d='M-62,57V79M-38,60V84M-14,57V79'/>\
    <path stroke='#1c1633' stroke-width='22' d='M20,-34C70,-40 118,-40 122,2'/><path stroke='#e8614a' stroke-width='11' d='M20,-34C70,-40 118,-40 122,2'/>\
    <path fill='#8a93a6' d='M-124,-44C-120,-64 40,-84 52,-58C56,-38 -116,-18 -124,-44Z'/><path stroke='#fff' stroke-width='6' d='M-96,-50Q-60,-62 -30,-64'/>\
    <path fill='#e8614a' d='M30,-48C38,-30 60,-34 62,-50C66,-64 50,-80 34,-72L46,-60L30,-60Z'/>\
    <path fill='#b4462f' d='M-40,-74L-78,-48L-60,-46L-56,-36L-30,-70ZM-32,-74L6,-52L-10,-48L-12,-40L-40,-70Z'/>\
    <path fill='#e8614a' d='M-36,-76C-60,-62 -90,-72 -88,-96C-84,-120 -52,-108 -36,-84C-22,-112 8,-124 14,-100C18,-76 -12,-64 -36,-76Z'/>\
    <path stroke-width='4' d='M-70,-92Q-56,-88 -48,-82M-4,-94Q-16,-90 -24,-82'/><circle cx='-36' cy='-80' r='12' fill='#e8614a'/>\
    <path fill='#9b6a3f' d='M86,78C70,108 84,116 124,116S180,108 164,78C156,62 94,62 86,78Z'/>\
    <g fill='#f3c74f' stroke-width='5'><circle cx='106' cy='62' r='12'/><circle cx='142' cy='60' r='13'/><circle cx='124' cy='54' r='13'/></g>\
    <path fill='#7a4a2b' d='M84,72Q124,58 168,72L164,84Q124,70 88,84Z'/><circle cx='126' cy='76' r='8' fill='#f3c74f' stroke-width='5'/>\
    <path fill='#e8614a' d='M112,-8C94,2 88,26 102,44L116,22L124,24L134,46C152,28 150,4 132,-8Z'/>";
