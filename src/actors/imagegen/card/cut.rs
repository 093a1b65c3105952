//! A base as it is kept: without the rectangle that the strip of facts covers on every card, which is almost half of it.
//!
//! Made by [`super::Painter`] when a base was drawn, made whole again for each card.
//!
//! **Invariant:** cut and made whole, a base is what it was outside of the strip's rectangle.

use std::iter::once;

use super::{
    facts::{HEIGHT, LEFT, TOP, WIDTH},
    indexed::{Indexed, SIDE},
};

/// See the file's head.
pub struct Cut {
    /// What is kept, row by row.
    pixels: Vec<u8>,
    palette: Vec<[u8; 3]>,
}

/// The pixels of a card that the strip does not cover, in order.
fn kept() -> impl Iterator<Item = std::ops::Range<usize>> {
    let (side, top, foot) = (SIDE as usize, TOP as usize, (TOP + HEIGHT) as usize);
    let (left, right) = (LEFT as usize, (LEFT + WIDTH) as usize);
    let beside = (top..foot).flat_map(move |y| [y * side..y * side + left, y * side + right..(y + 1) * side]);
    once(0..top * side).chain(beside).chain(once(foot * side..side * side))
}

impl Cut {
    /// Without what the strip covers.
    pub fn of(base: &Indexed) -> Cut {
        let mut pixels = Vec::with_capacity(kept().map(|range| range.len()).sum());
        kept().for_each(|range| pixels.extend_from_slice(&base.pixels[range]));
        Cut { pixels, palette: base.palette.clone() }
    }

    /// A base for one card; what the strip will cover is of the first colour.
    pub fn whole(&self) -> Indexed {
        let mut pixels = vec![0; (SIDE * SIDE) as usize];
        let mut from = self.pixels.as_slice();
        for range in kept() {
            let (now, rest) = from.split_at(range.len());
            pixels[range].copy_from_slice(now);
            from = rest;
        }
        Indexed { pixels, palette: self.palette.clone() }
    }

    /// The size in memory, in bytes.
    pub fn bytes(&self) -> usize {
        self.pixels.len() + self.palette.len() * 3
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A base of these many pixels, for tests of what keeps it.
    pub fn sample(pixels: usize) -> Cut {
        Cut { pixels: vec![0; pixels], palette: vec![[0; 3]; 8] }
    }

    #[test]
    fn a_base_is_whole_again_around_the_strip() {
        let pixels: Vec<u8> = (0..SIDE * SIDE).map(|place| (place * 7 % 251) as u8 + 1).collect();
        let base = Indexed { pixels, palette: vec![[1, 2, 3]; 9] };
        let cut = Cut::of(&base);
        assert_eq!(cut.bytes(), (SIDE * SIDE - WIDTH * HEIGHT) as usize + 27);
        let whole = cut.whole();
        let differ: Vec<usize> =
            (0..base.pixels.len()).filter(|&place| base.pixels[place] != whole.pixels[place]).collect();
        assert_eq!((differ.len() as u32, whole.palette), (WIDTH * HEIGHT, base.palette));
        assert_eq!(differ[0], (TOP * SIDE + LEFT) as usize);
    }
}
