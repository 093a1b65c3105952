//! The legendary fish: what each is made of and what it carries.
//!
//! **Invariant:** one portrait for each legendary id of the catalogue (a test in [`super`] compares them).

use super::{
    bodies::Body,
    faces::{Eye, Mouth},
    fins::{Back, Tail},
    look::{Look, Portrait, coat},
    skins::Skin,
};

/// The portrait of a legendary id.
pub fn portrait(id: &str) -> Option<Portrait> {
    Some(match id {
        "genesis-whale" => Portrait::of(WHALE).behind(BOAT).wearing(STARS_AND_BLOCK),
        "anonymous-founder-nautilus" => Portrait::whole(NAUTILUS),
        "golden-parachute-jelly" => Portrait::whole(JELLY),
        "last-cent-coelacanth" => Portrait::of(COELACANTH).behind(RUINS).wearing(CENT),
        _ => return None,
    })
}

const WHALE: Look = Look::new(
    Body::Whale,
    (Tail::Flukes, Back::Bare),
    (Eye::Sleepy, Mouth::Smile),
    Skin::Plain,
    coat("#2b4a8f", "#e8dcff", "#3d2470", "#3d2470"),
)
.posed(2, 92)
.at(22, 12);
const BOAT: &str = "<path stroke='#fff' stroke-width='6' d='M-176,-84q14,-10 26,0t26,0t26,0'/><g transform='translate(-116 -98)'><path fill='#9b6a3f' d='M-30,0H30L20,16H-20Z'/><path d='M0,0V-22'/><path fill='#fff' stroke-width='4' d='M3,-22L20,-4H3Z'/></g>";
const STARS_AND_BLOCK: &str = "<g stroke='#7fbff0' stroke-width='4'><path d='M-60,-30L-24,-60L10,-34L44,-62M10,-34L0,6L-40,20M0,6L40,16'/></g>\
    <g fill='#fff' stroke='none'><circle cx='-60' cy='-30' r='7'/><circle cx='-24' cy='-60' r='8'/><circle cx='10' cy='-34' r='10'/><circle cx='44' cy='-62' r='7'/><circle cx='0' cy='6' r='7'/><circle cx='-40' cy='20' r='6'/><circle cx='40' cy='16' r='6'/></g>\
    <g transform='translate(78 -92)' fill='#ffd24a' stroke-width='5'><path d='M0,-26L28,-12V16L0,30L-28,16V-12Z'/><path fill='#fff0b8' d='M0,-26L28,-12L0,2L-28,-12Z'/><path d='M0,2V30'/></g>\
    <path stroke='#ffd24a' stroke-width='6' d='M122,-104L134,-114M126,-84L142,-86M34,-104L22,-112'/>";

const NAUTILUS: &str = "<path stroke='#1c1633' stroke-width='24' d='M70,50C100,60 120,50 140,66M66,66C90,84 110,80 124,100M54,78C66,96 84,96 92,116'/><path stroke='#ff9a86' stroke-width='13' d='M70,50C100,60 120,50 140,66M66,66C90,84 110,80 124,100M54,78C66,96 84,96 92,116'/>\
    <path fill='#f0a81f' d='M90,10C96,-70 40,-116 -30,-112C-110,-106 -144,-40 -134,20C-124,84 -60,112 -8,104C40,98 84,70 90,10Z'/>\
    <path fill='#fff0b8' stroke='none' d='M-118,-40C-100,-86 -60,-102 -20,-100L-34,-60C-60,-60 -80,-44 -88,-20ZM-118,50C-100,80 -60,96 -20,94L-26,60C-50,62 -70,52 -80,34ZM20,-92C50,-80 70,-50 74,-20L34,-8C30,-30 20,-44 4,-52Z' opacity='.75'/>\
    <path stroke-width='7' d='M84,40C20,60 -70,70 -88,6C-98,-40 -40,-74 0,-44C28,-22 18,22 -16,24C-42,24 -48,-8 -26,-16C-12,-20 -4,-6 -14,0'/>\
    <path fill='#ff9a86' d='M60,-10C90,-24 120,-8 122,26C124,60 100,76 70,70C50,66 40,0 60,-10Z'/>\
    <path fill='#fff' d='M68,-26C96,-38 136,-30 142,-14C146,20 130,56 106,62C80,56 62,14 68,-26Z'/><path stroke-width='5' d='M84,0Q92,-8 100,0M114,0Q122,-8 130,-2'/><path stroke-width='5' d='M96,32Q106,38 118,30'/><path fill='#ffb3c7' stroke='none' d='M80,14h14v8h-14zM118,12h14v8h-14z'/>\
    <path stroke='#1c1633' stroke-width='22' d='M84,72C130,90 170,60 148,20'/><path stroke='#ff9a86' stroke-width='11' d='M84,72C130,90 170,60 148,20'/><path fill='#ffffff' d='M146,26C150,-30 166,-50 176,-58C182,-20 170,4 154,28Z'/>\
    <g stroke='#fff' stroke-width='6'><path d='M-178,96H-120M-160,112H-70M120,-88H176M100,-104H150'/></g>";

const JELLY: &str = "<path stroke='#1c1633' stroke-width='15' d='M-90,0C-110,40 -70,60 -96,112M-44,8C-60,50 -24,70 -46,116M0,10C-14,50 16,70 0,118M44,8C30,50 66,70 48,116M90,0C76,40 116,60 98,112'/>\
    <path stroke='#fff0b8' stroke-width='7' d='M-90,0C-110,40 -70,60 -96,112M-44,8C-60,50 -24,70 -46,116M0,10C-14,50 16,70 0,118M44,8C30,50 66,70 48,116M90,0C76,40 116,60 98,112'/>\
    <path fill='#ffd24a' d='M-130,8C-136,-76 -70,-118 0,-118S136,-76 130,8Q108,-14 87,8Q65,-14 44,8Q22,-14 0,8Q-22,-14 -44,8Q-65,-14 -87,8Q-108,-14 -130,8Z'/>\
    <path fill='#fff0b8' stroke='none' d='M-86,-6C-92,-60 -60,-104 -16,-112C-40,-90 -50,-50 -46,-4Q-66,-16 -86,-6ZM46,-4C52,-50 40,-90 16,-112C60,-104 92,-60 86,-6Q66,-16 46,-4Z' opacity='.8'/>\
    <path stroke-width='4' d='M-87,4C-90,-60 -60,-100 0,-118C60,-100 90,-60 87,4M-44,4C-50,-60 -30,-100 0,-118C30,-100 50,-60 44,4'/>\
    <path stroke-width='8' d='M-44,-44Q-30,-60 -16,-44M16,-44Q30,-60 44,-44'/><path d='M-16,-24Q0,-8 16,-24'/><g fill='#ff9a86' stroke='none'><circle cx='-52' cy='-28' r='9'/><circle cx='52' cy='-28' r='9'/></g>\
    <g stroke-width='4'><path fill='#c2304a' d='M-104,58h20v20l-10,-8l-10,8z'/><circle cx='-94' cy='88' r='14' fill='#ffd24a'/><circle cx='-44' cy='66' r='9' fill='#fff'/><circle cx='-40' cy='92' r='9' fill='#fff'/><path fill='#ffffff' d='M-12,58H14L1,82ZM1,82V100M-9,102H11'/><path fill='#2f6fd0' d='M40,58h20v20l-10,-8l-10,8z'/><circle cx='50' cy='88' r='14' fill='#ffd24a'/><circle cx='98' cy='62' r='9' fill='#fff'/><circle cx='102' cy='88' r='9' fill='#fff'/></g>\
    <path stroke='#fff' stroke-width='6' d='M-176,-60q14,-14 28,0M148,-60q14,-14 28,0M-168,40q12,-12 24,0M146,30q12,-12 24,0'/>";

const COELACANTH: Look = Look::new(
    Body::Hump,
    (Tail::Fan, Back::Spikes),
    (Eye::Open, Mouth::Flat),
    Skin::Plain,
    coat("#7d69a8", "#b3e6ff", "#2b4a8f", "#2b4a8f"),
)
.posed(0, 98)
.at(6, 6);
const RUINS: &str = "<g fill='#fff0b8' stroke-width='5'><path d='M-172,122V40h-6V28h44v12h-6v82z'/><path d='M130,122V66l20,-12l14,10v58z'/><path d='M-120,122V84h32v38z'/></g><path stroke-width='4' d='M-162,44v74M-150,44v74M146,70v48'/>";
const CENT: &str = "<g fill='#f0a81f' stroke-width='4'><circle cx='-66' cy='-18' r='15'/><circle cx='-70' cy='18' r='14' fill='#c28d58'/><circle cx='-36' cy='-46' r='15' fill='#c28d58'/><circle cx='-36' cy='-10' r='16' fill='#ffd24a'/><circle cx='-4' cy='-66' r='14'/><circle cx='-2' cy='-34' r='15' fill='#e8dcff'/><circle cx='28' cy='-58' r='13' fill='#c28d58'/><circle cx='0' cy='0' r='14'/><circle cx='30' cy='-24' r='13'/></g>\
    <g stroke='#7a4a2b' stroke-width='4'><path d='M-66,-24v12M-70,12v12M-36,-52v12M-36,-16v12M-4,-72v12M-2,-40v12M28,-64v12M0,-6v12M30,-30v12'/></g>\
    <circle cx='122' cy='44' r='25' fill='#ffd24a'/><circle cx='122' cy='44' r='16' fill='#fff0b8' stroke-width='4'/><path stroke-width='6' d='M122,36v16'/><path fill='#fff' stroke-width='4' d='M86,34l18,-2l-10,16zM96,62l14,-6l-2,14z'/>\
    <path stroke='#fff' stroke-width='6' d='M156,20l12,-8M160,44h16M154,66l12,8'/>";
