//! The colours of the lower strip of a personal card, and how its drawn pixels become indices.
//!
//! The strip's colours are the same on every card: a few flat ones and the steps between those that meet at an edge. So its
//! pixels find their index in one table, made once.
//!
//! **Invariant:** the strip's indices are [`FIRST`]`..=255`; a base uses only those below.

use resvg::tiny_skia::Color;

use super::indexed::{BINS, bin};

/// The first index of the strip's colours; a base has at most this many colours of its own.
pub const FIRST: usize = 184;

/// The strip's ground, dark navy.
pub const GROUND: [u8; 3] = [0x14, 0x1a, 0x2e];
/// Words.
pub const WHITE: [u8; 3] = [0xf6, 0xf8, 0xff];
/// Icons, the entry's level.
pub const MUTED: [u8; 3] = [0x8f, 0x9d, 0xc4];
/// A profit: a bluish green, which stays apart from the loss for every kind of eye.
pub const UP: [u8; 3] = [0x35, 0xe0, 0xa1];
/// A loss: a warm orange.
pub const DOWN: [u8; 3] = [0xff, 0x8a, 0x4c];
/// Under a rising path.
pub const UP_SHADE: [u8; 3] = [0x1a, 0x44, 0x4c];
/// Under a falling path.
pub const DOWN_SHADE: [u8; 3] = [0x46, 0x33, 0x3c];

/// Edges that occur, with the number of steps between their ends.
const RAMPS: [([u8; 3], [u8; 3], usize); 10] = [
    (GROUND, WHITE, 10),
    (GROUND, UP, 10),
    (GROUND, DOWN, 10),
    (GROUND, MUTED, 6),
    (UP_SHADE, UP, 6),
    (DOWN_SHADE, DOWN, 6),
    (WHITE, UP, 3),
    (WHITE, DOWN, 3),
    (UP_SHADE, WHITE, 3),
    (DOWN_SHADE, WHITE, 3),
];

/// From a colour's bin to its index, and the colours themselves.
pub struct StripColours {
    /// The colours from index [`FIRST`] on.
    pub palette: Vec<[u8; 3]>,
    index_of_bin: Vec<u8>,
}

impl StripColours {
    /// Makes the table: 32,768 bins against at most 72 colours, once per process.
    pub fn new() -> StripColours {
        let flat = [GROUND, WHITE, MUTED, UP, DOWN, UP_SHADE, DOWN_SHADE];
        let mut palette = flat.to_vec();
        for (from, to, steps) in RAMPS {
            palette.extend((1..steps).map(|i| mix(from, to, i, steps)));
        }
        palette.truncate(256 - FIRST);
        let mut index_of_bin: Vec<u8> = (0..BINS).map(|b| nearest(&palette, centre(b))).collect();
        // A flat colour keeps its own index, however near another one is to the middle of its bin.
        for (i, [r, g, b]) in flat.into_iter().enumerate() {
            index_of_bin[bin(r, g, b)] = (FIRST + i) as u8;
        }
        StripColours { palette, index_of_bin }
    }

    /// The index of a drawn pixel.
    pub fn index(&self, r: u8, g: u8, b: u8) -> u8 {
        self.index_of_bin[bin(r, g, b)]
    }
}

/// A colour for the brush.
pub fn brush([r, g, b]: [u8; 3]) -> Color {
    Color::from_rgba8(r, g, b, 255)
}

fn mix(from: [u8; 3], to: [u8; 3], i: usize, steps: usize) -> [u8; 3] {
    [0, 1, 2].map(|c| ((usize::from(from[c]) * (steps - i) + usize::from(to[c]) * i) / steps) as u8)
}

fn centre(bin: usize) -> [i32; 3] {
    [bin >> 10, bin >> 5 & 31, bin & 31].map(|channel| channel as i32 * 8 + 4)
}

fn nearest(palette: &[[u8; 3]], colour: [i32; 3]) -> u8 {
    let (mut best, mut shortest) = (0, i32::MAX);
    for (place, of) in palette.iter().enumerate() {
        let [r, g, b] = [i32::from(of[0]) - colour[0], i32::from(of[1]) - colour[1], i32::from(of[2]) - colour[2]];
        let far = r * r + g * g + b * b;
        if far < shortest {
            (best, shortest) = (place, far);
        }
    }
    (FIRST + best) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flat_colours_survive_and_everything_fits_in_a_palette() {
        let colours = StripColours::new();
        assert!(FIRST + colours.palette.len() <= 256, "{}", colours.palette.len());
        for [r, g, b] in [GROUND, WHITE, MUTED, UP, DOWN, UP_SHADE, DOWN_SHADE] {
            let index = usize::from(colours.index(r, g, b));
            assert_eq!(colours.palette[index - FIRST], [r, g, b]);
        }
    }
}
