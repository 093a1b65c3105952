//! The water of a personal card: a pond drawn once, and how a catch lies over it.
//!
//! A base keeps, where water shows through, a mark for how much of it is covered and by what; [`Water::under`] turns each mark
//! into a colour of the pond. So one base serves every pond, and a card costs one walk over its upper part.
//!
//! **Invariant:** marks are the indices [`OWN`]`..OWN + STEPS` and only a base has them; a card has the pond's colours there.

use resvg::tiny_skia::{ColorU8, Pixmap};

use super::{
    CardError, art,
    base::render,
    colours::FIRST,
    facts::{LEFT, WIDTH},
    indexed::{Indexed, SIDE},
};
use crate::game::market::Pair;

/// Pixels down.
pub const HEIGHT: u32 = 196;
/// Colours of a pond.
const COLOURS: usize = 8;
/// What can lie over a pixel of water: nothing, a quarter, half or three quarters of ink, one or two thirds of white.
const STEPS: usize = 6;
/// A base of a personal card has at most this many colours of its own.
pub const OWN: usize = FIRST - COLOURS * STEPS;
/// The ink of every drawing's outline.
const INK: [u8; 3] = [0x1c, 0x16, 0x33];

/// A pond's water.
pub struct Water {
    pixels: Vec<u8>,
    palette: Vec<[u8; 3]>,
}

impl Water {
    /// Draws the water of a pond.
    pub fn of(pond: Pair) -> Result<Water, CardError> {
        let failed = || CardError::Drawing("water has no pixels".to_owned());
        let mut picture = Pixmap::new(WIDTH, HEIGHT).ok_or_else(failed)?;
        let middle = (WIDTH / 2, HEIGHT / 2);
        render(&format!("<g transform='translate({} {})'>{}</g>", middle.0, middle.1, art::pond(pond)), &mut picture)?;
        let Indexed { pixels, palette } = Indexed::from_rgba(picture.data(), COLOURS);
        Ok(Water { pixels, palette })
    }

    /// Lets this water show where a base left it open.
    pub fn under(&self, card: &mut Indexed) {
        card.palette.resize(OWN, [0; 3]);
        for &water in self.palette.iter().chain(std::iter::repeat(&[0; 3])).take(COLOURS) {
            let over = |colour, part, of| mix(water, colour, part, of);
            let white = [255; 3];
            card.palette.extend([
                water,
                over(INK, 1, 4),
                over(INK, 2, 4),
                over(INK, 3, 4),
                over(white, 1, 3),
                over(white, 2, 3),
            ]);
        }
        for (y, row) in self.pixels.chunks_exact(WIDTH as usize).enumerate() {
            let start = (LEFT as usize + y) * SIDE as usize + LEFT as usize;
            for (pixel, water) in card.pixels[start..start + WIDTH as usize].iter_mut().zip(row) {
                let step = usize::from(*pixel).wrapping_sub(OWN);
                if step < STEPS {
                    *pixel = (OWN + usize::from(*water) * STEPS + step) as u8;
                }
            }
        }
    }
}

/// Reduces a drawn base to at most `colours` (at most [`OWN`]) colours, with marks where it is open.
pub fn over_water(picture: &Pixmap, colours: usize) -> Indexed {
    let mut opaque = Vec::with_capacity(picture.data().len());
    let mut marks = Vec::new();
    for (place, pixel) in picture.pixels().iter().enumerate() {
        let colour = pixel.demultiply();
        let [r, g, b] = match step(colour) {
            Some(step) => {
                marks.push((place, (OWN + step) as u8));
                INK
            }
            None => [colour.red(), colour.green(), colour.blue()],
        };
        opaque.extend([r, g, b, 255]);
    }
    let mut base = Indexed::from_rgba(&opaque, colours.min(OWN));
    base.palette.resize(OWN + STEPS, [0; 3]);
    marks.into_iter().for_each(|(place, mark)| base.pixels[place] = mark);
    base
}

/// How open a pixel is; `None` when it is covered. An edge of a colour that is neither ink nor white has no steps.
fn step(colour: ColorU8) -> Option<usize> {
    let alpha = usize::from(colour.alpha());
    let light = (usize::from(colour.red()) * 3 + usize::from(colour.green()) * 6 + usize::from(colour.blue())) / 10;
    match (alpha, light) {
        (224.., _) => None,
        (0..32, _) => Some(0),
        (_, 0..90) => Some((alpha * 4 + 127) / 255),
        (_, 225..) => Some(if alpha < 128 { 4 } else { 5 }),
        _ => (alpha < 128).then_some(0),
    }
}

fn mix(from: [u8; 3], to: [u8; 3], part: usize, of: usize) -> [u8; 3] {
    [0, 1, 2].map(|c| ((usize::from(from[c]) * (of - part) + usize::from(to[c]) * part) / of) as u8)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use resvg::tiny_skia::PremultipliedColorU8;

    use super::*;

    #[test]
    fn every_pond_has_its_own_water_and_covers_its_box() {
        let mut seen = HashSet::new();
        for pond in Pair::ALL {
            let water = Water::of(pond).unwrap();
            assert!((4..=COLOURS).contains(&water.palette.len()), "{pond}: {}", water.palette.len());
            assert!(
                water.palette.iter().all(|[r, g, b]| u16::from(*r) + u16::from(*g) + u16::from(*b) > 150),
                "{pond}"
            );
            assert!(seen.insert((water.pixels, water.palette)), "{pond} looks like another pond");
        }
    }

    #[test]
    fn marks_become_the_colours_of_the_pond_and_nothing_else_changes() {
        let mut picture = Pixmap::new(SIDE, SIDE).unwrap();
        let grey = PremultipliedColorU8::from_rgba(90, 120, 90, 255).unwrap();
        picture.pixels_mut().fill(grey);
        let start = (LEFT * SIDE + LEFT) as usize;
        let (open, inked) =
            (PremultipliedColorU8::TRANSPARENT, PremultipliedColorU8::from_rgba(14, 11, 25, 128).unwrap());
        picture.pixels_mut()[start] = open;
        picture.pixels_mut()[start + 1] = inked;
        let mut card = over_water(&picture, OWN);
        assert_eq!((card.pixels[start], card.pixels[start + 1]), (OWN as u8, OWN as u8 + 2));
        let water = Water::of(Pair::EthUsd).unwrap();
        water.under(&mut card);
        assert_eq!(card.palette.len(), FIRST);
        let colour = |place: usize| card.palette[usize::from(card.pixels[place])];
        let wet = water.palette[usize::from(water.pixels[0])];
        assert_eq!((colour(start), colour(start + 1)), (wet, mix(wet, INK, 2, 4)));
        assert_eq!(colour(start + 2), [90, 120, 90]);
    }
}
