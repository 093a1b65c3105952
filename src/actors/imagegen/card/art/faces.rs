//! Eyes and mouths.
//!
//! Drawn over the body, around the place that the body gives.
//!
//! **Invariant:** a face is within 45 units of its place, so it stays on every body.

use super::bodies::At;

/// How a fish looks at you.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Eye {
    /// Open and friendly.
    Open,
    /// Half shut.
    Sleepy,
    /// Under a brow.
    Angry,
    /// Much too wide.
    Startled,
    /// A cross.
    Gone,
    /// A star.
    Star,
    /// Sunglasses.
    Shades,
    /// A monocle on a cord.
    Monocle,
    /// A ring with a dot, all glow.
    Laser,
    /// A happy arc.
    Blissful,
    /// A coin.
    Coin,
    /// A pirate's patch.
    Patch,
}

/// What a fish says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mouth {
    /// A smile.
    Smile,
    /// The other way round.
    Frown,
    /// Teeth.
    Teeth,
    /// A round O.
    Oh,
    /// Two lips.
    Lips,
    /// A straight line.
    Flat,
    /// A tongue.
    Tongue,
    /// A moustache over it.
    Moustache,
    /// A cigar.
    Cigar,
    /// A sword for a nose.
    Sword,
    /// Whiskers of a catfish.
    Whiskers,
}

/// The eye as SVG.
pub fn eye(eye: Eye, (x, y): At) -> String {
    const BALL: &str = "<circle r=\"20\" fill=\"#fff\"/>";
    const PUPIL: &str = "<circle cx=\"5\" cy=\"1\" r=\"9\" fill=\"#1c1633\" stroke=\"none\"/><circle cx=\"9\" cy=\"-3\" r=\"3.5\" fill=\"#fff\" stroke=\"none\"/>";
    let inside = match eye {
        Eye::Open => format!("{BALL}{PUPIL}"),
        Eye::Sleepy => format!("{BALL}{PUPIL}<path fill=\"#3a3358\" d=\"M-20,0A20,20 0 0 1 20,0Z\"/>"),
        Eye::Angry => format!("{BALL}{PUPIL}<path stroke-width=\"9\" d=\"M-24,-24L20,-9\"/>"),
        Eye::Startled => "<circle r=\"27\" fill=\"#fff\"/><circle cx=\"4\" r=\"6\" fill=\"#1c1633\" stroke=\"none\"/>".to_owned(),
        Eye::Gone => "<path stroke-width=\"8\" d=\"M-14,-14L14,14M14,-14L-14,14\"/>".to_owned(),
        Eye::Star => "<path fill=\"#ffe14d\" d=\"M0,-26L7,-9L25,-8L11,4L16,22L0,12L-16,22L-11,4L-25,-8L-7,-9Z\"/>".to_owned(),
        Eye::Shades => "<path fill=\"#1c1633\" d=\"M-42,-16H38V2C38,18 8,20 4,-4H-4C-8,20 -36,18 -38,0Z\"/><path stroke=\"#fff\" stroke-width=\"4\" d=\"M14,-8L24,-8M-30,-8L-20,-8\"/>".to_owned(),
        Eye::Monocle => format!("{BALL}{PUPIL}<circle r=\"26\" fill=\"none\" stroke=\"#ffd24a\" stroke-width=\"6\"/><path stroke=\"#ffd24a\" stroke-width=\"4\" fill=\"none\" d=\"M-14,23C-26,50 -14,60 -24,76\"/>"),
        Eye::Laser => "<circle r=\"22\" fill=\"#ff2b4e\"/><circle r=\"9\" fill=\"#fff\" stroke=\"none\"/><path stroke=\"#ff2b4e\" stroke-width=\"7\" d=\"M28,0H60M24,-14L46,-28M24,14L46,28\"/>".to_owned(),
        Eye::Blissful => "<path fill=\"none\" stroke-width=\"8\" d=\"M-20,6Q0,-24 20,6\"/>".to_owned(),
        Eye::Coin => "<circle r=\"23\" fill=\"#ffd24a\"/><path fill=\"none\" stroke-width=\"5\" d=\"M-6,-12H4Q12,-12 12,-6T4,0H-6H6Q14,0 14,6T6,12H-6ZM-6,-12V12M0,-17V-12M0,12V17\"/>".to_owned(),
        Eye::Patch => "<path fill=\"#1c1633\" d=\"M-22,-14H22Q20,20 0,22Q-20,20 -22,-14Z\"/><path stroke-width=\"6\" d=\"M-44,-30L-20,-14M20,-14L36,-26\"/>".to_owned(),
    };
    placed((x, y), &inside)
}

/// The mouth as SVG.
pub fn mouth(mouth: Mouth, (x, y): At) -> String {
    let inside = match mouth {
        Mouth::Smile => "<path fill=\"none\" d=\"M-40,6C-32,26 -14,26 -2,10\"/>".to_owned(),
        Mouth::Frown => "<path fill=\"none\" d=\"M-42,22C-32,4 -16,4 -4,16\"/>".to_owned(),
        Mouth::Teeth => "<path fill=\"#7a1330\" d=\"M-52,2H2L-4,26Q-30,38 -52,2Z\"/><path fill=\"#fff\" stroke-width=\"3\" d=\"M-48,2L-42,15L-35,2L-28,15L-21,2L-14,15L-8,2Z\"/>".to_owned(),
        Mouth::Oh => "<ellipse cx=\"-12\" cy=\"12\" rx=\"11\" ry=\"14\" fill=\"#7a1330\"/>".to_owned(),
        Mouth::Lips => "<ellipse cx=\"0\" cy=\"2\" rx=\"19\" ry=\"10\" fill=\"#ff6f91\"/><ellipse cx=\"-3\" cy=\"18\" rx=\"17\" ry=\"9\" fill=\"#ff6f91\"/>".to_owned(),
        Mouth::Flat => "<path fill=\"none\" d=\"M-42,14H-4\"/>".to_owned(),
        Mouth::Tongue => "<path fill=\"#ff6f91\" d=\"M-30,16C-32,44 -10,46 -10,18Z\"/><path fill=\"none\" d=\"M-42,8C-32,24 -14,24 -2,10\"/>".to_owned(),
        Mouth::Moustache => "<path fill=\"#3a2418\" d=\"M-22,4C-34,-6 -52,0 -62,-12C-62,16 -40,22 -22,14C-6,24 16,18 18,-10C8,0 -10,-6 -22,4Z\"/>".to_owned(),
        Mouth::Cigar => "<path fill=\"none\" d=\"M-40,12Q-20,22 -6,12\"/><path fill=\"#8a5a2b\" d=\"M-10,10L34,-2L37,10L-7,22Z\"/><path fill=\"#ff7a3d\" d=\"M34,-2L45,-5L48,7L37,10Z\"/>".to_owned(),
        Mouth::Sword => "<path fill=\"#dfe7f2\" d=\"M-16,-22L58,-16L-12,0Z\"/><path fill=\"none\" d=\"M-46,12Q-28,24 -14,12\"/>".to_owned(),
        Mouth::Whiskers => "<path fill=\"none\" d=\"M-40,12C-30,24 -14,24 -4,12\"/><path fill=\"none\" stroke-width=\"5\" d=\"M-6,0C16,-8 26,-22 42,-20M-4,10C18,14 26,30 44,30\"/>".to_owned(),
    };
    placed((x, y), &inside)
}

fn placed((x, y): At, inside: &str) -> String {
    format!("<g transform=\"translate({x} {y})\">{inside}</g>")
}
