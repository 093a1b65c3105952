//! Hats, tools and weather: parts that any portrait may use, each drawn once.
//!
//! A portrait lists its props with place, turn and size ([`super::look::Portrait::with`]); what only one catch has is drawn in its
//! own file.
//!
//! **Invariant:** at 100 % every hat, tool and piece of weather lies within ±50 units of its own origin; a hat's brim is there.

/// A part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// Hat: straw, with a band.
    StrawHat,
    /// Hat: tall and black.
    TopHat,
    /// Hat: a crown.
    Crown,
    /// Hat: knitted, with a bobble.
    Beanie,
    /// Hat: a scholar's board with a tassel.
    Mortarboard,
    /// Tool: a price tag on a string.
    Tag,
    /// Tool: a sheet of paper with lines.
    Sheet,
    /// Tool: a bucket.
    Bucket,
    /// Tool: a padlock.
    Padlock,
    /// Weather: four sparks.
    Sparks,
}

/// Where a prop is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Layer {
    /// Behind the fish.
    Behind,
    /// On the fish, turned and moved with it.
    Worn,
    /// Before the fish.
    Before,
}

/// A part in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Prop {
    /// Where it is drawn.
    pub layer: Layer,
    part: Part,
    at: (i16, i16),
    turn: i16,
    size: u16,
}

/// A prop on the fish: where its origin is, its turn in degrees clockwise, its size in percent.
pub const fn worn(part: Part, at: (i16, i16), turn: i16, size: u16) -> Prop {
    Prop { layer: Layer::Worn, part, at, turn, size }
}

/// The same before the fish.
pub const fn before(part: Part, at: (i16, i16), turn: i16, size: u16) -> Prop {
    Prop { layer: Layer::Before, part, at, turn, size }
}

/// The same behind the fish.
pub const fn behind(part: Part, at: (i16, i16), turn: i16, size: u16) -> Prop {
    Prop { layer: Layer::Behind, part, at, turn, size }
}

impl Prop {
    /// The prop as SVG.
    pub fn svg(&self) -> String {
        let ((x, y), turn, scale) = (self.at, self.turn, f32::from(self.size) / 100.0);
        format!("<g transform='translate({x} {y}) rotate({turn}) scale({scale})'>{}</g>", self.part.svg())
    }
}

impl Part {
    fn svg(self) -> &'static str {
        match self {
            Part::StrawHat => {
                "<path fill='#f0cf74' d='M-26,-4C-28,-40 28,-40 26,-4ZM-50,0Q0,-18 50,0Q0,20 -50,0Z'/><path stroke='#d9485f' stroke-width='9' d='M-25,-9Q0,-18 25,-9'/>"
            }
            Part::TopHat => {
                "<path fill='#2b2440' d='M-26,-2L-30,-48Q0,-40 30,-48L26,-2Z'/><path fill='#2b2440' d='M-46,0Q0,-12 46,0Q0,14 -46,0Z'/><path stroke='#ffd24a' stroke-width='8' d='M-27,-11Q0,-18 27,-11'/>"
            }
            Part::Crown => {
                "<path fill='#ffd24a' d='M-34,0L-40,-36L-18,-18L0,-44L18,-18L40,-36L34,0Z'/><g stroke-width='4'><circle cx='-14' cy='-8' r='5' fill='#ff5d7a'/><circle cx='14' cy='-8' r='5' fill='#4db4ff'/></g>"
            }
            Part::Beanie => {
                "<path fill='#e8614a' d='M-34,-4C-34,-48 34,-48 34,-4Z'/><path fill='#fff' d='M-38,-8Q0,-16 38,-8V6Q0,-2 -38,6Z'/><circle cy='-44' r='10' fill='#fff'/>"
            }
            Part::Mortarboard => {
                "<path fill='#2b2440' d='M-24,-14V4Q0,12 24,4V-14Z'/><path fill='#3d3460' d='M-50,-20L0,-40L50,-20L0,-2Z'/><path stroke='#ffd24a' stroke-width='5' d='M0,-20L38,-14V10'/><circle cx='38' cy='14' r='6' fill='#ffd24a' stroke-width='3'/>"
            }
            Part::Tag => {
                "<path stroke-width='4' d='M-22,-20Q-40,-36 -30,-46'/><path fill='#fff' d='M-30,-6L-8,-28L36,10L10,40Z'/><circle cx='-13' cy='-10' r='5' fill='#1c1633' stroke='none'/><path stroke='#d9485f' stroke-width='5' d='M2,2L20,18M-6,12L8,24'/>"
            }
            Part::Sheet => {
                "<path fill='#fbf8ee' d='M-30,-40H18L32,-26V40H-30Z'/><path stroke='#9fb0c9' stroke-width='5' d='M-18,-18H12M-18,-2H20M-18,14H20M-18,28H4'/>"
            }
            Part::Bucket => {
                "<path stroke-width='5' d='M-30,-20C-28,-50 28,-50 30,-20'/><path fill='#9fb1bd' d='M-36,-20H36L26,38H-26Z'/><path stroke-width='4' d='M-31,2H31'/>"
            }
            Part::Padlock => {
                "<path stroke-width='20' d='M-18,-6V-20C-18,-44 18,-44 18,-20V-6'/><path stroke='#c9d3dd' stroke-width='8' d='M-18,-6V-20C-18,-44 18,-44 18,-20V-6'/><rect x='-32' y='-8' width='64' height='48' rx='9' fill='#ffd24a'/><path stroke-width='8' d='M0,12V24'/>"
            }
            Part::Sparks => {
                "<g fill='#ffe14d' stroke-width='4'><path d='M-24,-44L-18,-28L-2,-22L-18,-16L-24,0L-30,-16L-46,-22L-30,-28Z'/><path d='M24,-24L28,-13L39,-9L28,-5L24,6L20,-5L9,-9L20,-13Z'/><path d='M10,16L15,29L28,34L15,39L10,50L5,39L-8,34L5,29Z'/><path d='M-30,20L-27,28L-19,31L-27,34L-30,42L-33,34L-41,31L-33,28Z'/></g>"
            }
        }
    }
}
