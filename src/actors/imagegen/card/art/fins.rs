//! Tails and back fins.
//!
//! Each is a path drawn from the place on the body where it begins: a tail grows to the left, a back fin upward.
//!
//! **Invariant:** a part begins inside the body (drawn later over it), so no gap shows between them.

use super::bodies::{At, Shape};

/// How a fish ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tail {
    /// Two points.
    Fork,
    /// A fan with a scalloped edge.
    Fan,
    /// A shark's sickle.
    Sickle,
    /// A whale's flukes.
    Flukes,
    /// A long veil.
    Veil,
    /// A triangle.
    Wedge,
    /// A propeller.
    Screw,
    /// A thunderbolt.
    Bolt,
}

/// What stands on the back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Back {
    /// Nothing.
    Bare,
    /// A row of spikes.
    Spikes,
    /// A high sail.
    Sail,
    /// A shark's fin.
    Blade,
    /// A low round fin.
    Low,
    /// A crest of flames.
    Flames,
    /// Bars of a chart.
    Bars,
    /// Spikes on the back and the belly.
    Thorns,
}

/// The tail as SVG, to be drawn before the body.
pub fn tail(tail: Tail, body: &Shape, fill: &str) -> String {
    let d = match tail {
        Tail::Fork => "M14,-10C-20,-20 -34,-52 -62,-62C-56,-30 -52,-14 -46,0C-52,14 -56,30 -62,62C-34,52 -20,20 14,10Z",
        Tail::Fan => "M14,-8L-48,-52Q-64,-40 -58,-26Q-72,-16 -64,0Q-72,16 -58,26Q-64,40 -48,52L14,8Z",
        Tail::Sickle => {
            "M16,-10C-14,-24 -30,-60 -60,-84C-54,-50 -50,-20 -42,-2C-48,14 -52,30 -54,50C-32,40 -10,22 16,10Z"
        }
        Tail::Flukes => {
            "M16,-8C-4,-26 -6,-60 -30,-78C-44,-64 -48,-44 -38,-26C-56,-34 -66,-22 -70,-6C-44,6 -14,12 14,14Z"
        }
        Tail::Veil => {
            "M14,-12C-20,-40 -50,-70 -72,-64C-60,-40 -78,-24 -66,-4C-80,20 -58,40 -70,76C-40,78 -10,40 14,12Z"
        }
        Tail::Wedge => "M14,0L-56,-48V48Z",
        Tail::Screw => {
            "M14,-7L-22,-7C-20,-36 -36,-56 -48,-54C-62,-50 -52,-20 -34,0C-52,20 -62,50 -48,54C-36,56 -20,36 -22,7L14,7Z"
        }
        Tail::Bolt => "M14,-14L-30,-48L-26,-20L-66,-30L-40,2L-68,30L-28,20L-34,48L14,14Z",
    };
    part(d, body.tail, fill)
}

/// The back's fin as SVG, to be drawn before the body.
pub fn back(back: Back, body: &Shape, fill: &str) -> String {
    let d = match back {
        Back::Bare => return String::new(),
        Back::Spikes => "M-58,24L-52,-10L-32,6L-20,-22L-2,0L12,-22L26,6L44,-8L52,26Z",
        Back::Sail => "M-62,28C-66,-20 -40,-46 -6,-42C30,-38 46,-4 56,24Z",
        Back::Blade => "M-34,22C-24,-10 -22,-36 -40,-54C0,-46 28,-14 40,20Z",
        Back::Low => "M-56,22C-40,-20 34,-22 54,22Z",
        Back::Flames => {
            "M-60,26C-70,0 -52,-14 -56,-34C-36,-24 -34,-8 -26,2C-26,-18 -10,-30 -8,-50C12,-32 14,-10 14,0C24,-6 26,-20 38,-28C44,-6 58,6 56,26Z"
        }
        Back::Bars => "M-54,24V-6H-34V24ZM-26,24V-30H-6V24ZM2,24V-16H22V24ZM30,24V-44H50V24Z",
        Back::Thorns => {
            let above = part("M-60,22L-62,-6L-36,8L-30,-20L-6,2L6,-22L22,4L40,-16L46,24Z", body.back, fill);
            return above + &part("M-50,-18L-48,14L-26,-4L-18,22L2,-2L14,20L30,-4L46,12L48,-20Z", body.keel, fill);
        }
    };
    part(d, body.back, fill)
}

/// The fin on the side, drawn over the body.
pub fn side(body: &Shape, fill: &str) -> String {
    part("M22,-8C0,-22 -34,-10 -52,14C-34,16 -28,22 -24,34C0,34 22,16 22,-8Z", body.side, fill)
}

/// The fin under the belly, drawn before the body.
pub fn keel(body: &Shape, fill: &str) -> String {
    part("M26,-20C10,10 -14,22 -40,24C-30,8 -28,-6 -24,-20Z", body.keel, fill)
}

fn part(d: &str, (x, y): At, fill: &str) -> String {
    format!("<path transform=\"translate({x} {y})\" fill=\"{fill}\" d=\"{d}\"/>")
}
