//! The built-in art: every catch of the catalogue as a drawing of plain shapes, in one naive, bold and flat style.
//!
//! [`drawing`] gives the catch, [`scene()`] the water behind it. A fish is put together from bodies, fins, faces and skins; trash and
//! the creatures that are no fish are drawn as what they are ([`catches`]).
//!
//! **Invariant:** each catalogue id has a portrait of its own; an id that is newer than the art still gets a fish, always the same.
//! **Absent:** text in SVG (see [`super::glyphs`]), and any way for a drawing to load something.

use resvg::usvg;

use crate::game::catalogue::{FishId, Rarity};

mod bodies;
mod catches;
mod faces;
mod fins;
mod look;
mod ponds;
mod props;
mod scene;
mod skins;
mod stranger;

pub use ponds::pond;
pub use scene::{Palette, palette, scene};

/// A catch as SVG around the origin, within ±180 × ±120 units.
pub fn drawing(fish: FishId, rarity: Rarity) -> String {
    catches::portrait(fish.0).unwrap_or_else(|| stranger::portrait(fish.0, rarity)).svg()
}

/// How SVG is read here: no file, no address and no embedded picture is ever followed, and no font is there by itself.
pub fn closed_options() -> usvg::Options<'static> {
    usvg::Options {
        image_href_resolver: usvg::ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..usvg::Options::default()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use resvg::tiny_skia::{Color, Pixmap, PremultipliedColorU8};

    use super::{super::base::render, *};
    use crate::game::catalogue::{Fish, SNAPPED, all, find};

    #[test]
    fn every_catch_has_a_portrait_of_its_own() {
        let ids: Vec<FishId> = all().map(|f| f.id).chain([SNAPPED]).collect();
        let portraits: HashSet<look::Portrait> =
            ids.iter().map(|id| catches::portrait(id.0).unwrap_or_else(|| panic!("{id} is not drawn"))).collect();
        let different: HashSet<&str> = ids.iter().map(|id| id.0).collect();
        assert_eq!(portraits.len(), different.len());
    }

    /// The box of the ink, in units around the origin: left, top, right, bottom.
    fn ink(fish: &Fish) -> [i32; 4] {
        let (w, h) = (240, 200);
        let mut picture = Pixmap::new(2 * w as u32, 2 * h as u32).unwrap();
        let drawn = format!("<g transform='translate({w} {h})'>{}</g>", drawing(fish.id, fish.rarity));
        render(&drawn, &mut picture).unwrap_or_else(|e| panic!("{}: {e}", fish.id));
        let inked = picture.pixels().iter().enumerate().filter(|(_, p)| p.alpha() > 40);
        inked.fold([w, h, -w, -h], |[l, t, r, b], (i, _)| {
            let (x, y) = (i as i32 % (2 * w) - w, i as i32 / (2 * w) - h);
            [l.min(x), t.min(y), r.max(x), b.max(y)]
        })
    }

    #[test]
    fn every_drawing_stays_within_its_bounds_and_fills_them() {
        for fish in all().chain(find(SNAPPED.0)) {
            let [left, top, right, bottom] = ink(fish);
            let inside = left >= -186 && right <= 186 && top >= -129 && bottom <= 129;
            assert!(inside, "{}: {left} {top} {right} {bottom}", fish.id);
            assert!(right - left > 220 && bottom - top > 130, "{}: {left} {top} {right} {bottom}", fish.id);
        }
    }

    /// A drawing as it looks from afar: 64 × 64 greys on calm water.
    fn from_afar(fish: &Fish) -> Vec<u8> {
        const SIDE: u32 = 64;
        let mut picture = Pixmap::new(SIDE, SIDE).unwrap();
        picture.fill(Color::from_rgba8(0xb8, 0xb8, 0xb8, 255));
        let scale = SIDE as f32 / 380.0;
        let drawn = drawing(fish.id, fish.rarity);
        let small = format!("<g transform='scale({scale}) translate(190 190)'>{drawn}</g>");
        render(&small, &mut picture).unwrap_or_else(|e| panic!("{}: {e}", fish.id));
        let grey = |p: &PremultipliedColorU8| {
            ((u32::from(p.red()) * 3 + u32::from(p.green()) * 6 + u32::from(p.blue())) / 10) as u8
        };
        picture.pixels().iter().map(grey).collect()
    }

    #[test]
    fn each_rarity_has_one_limited_palette() {
        for rarity in crate::game::catalogue::Rarity::ALL {
            let mut colours = HashSet::new();
            for fish in all().filter(|fish| fish.rarity == rarity) {
                let drawn = drawing(fish.id, rarity);
                let hex =
                    drawn.split('#').skip(1).map(|rest| rest.split(['\'', '"', ' ']).next().unwrap_or("").to_owned());
                colours.extend(hex.filter(|colour| matches!(colour.len(), 3 | 6)));
            }
            println!("{rarity}: {} colours", colours.len());
            assert!(colours.len() <= 48, "{rarity}: {} colours", colours.len());
        }
    }

    #[test]
    fn no_two_catches_look_alike_from_afar() {
        let seen: Vec<(&Fish, Vec<u8>)> = all().chain(find(SNAPPED.0)).map(|fish| (fish, from_afar(fish))).collect();
        let mut nearest = (usize::MAX, String::new());
        for (at, (fish, one)) in seen.iter().enumerate() {
            for (other, two) in &seen[..at] {
                let differ = one.iter().zip(two).filter(|(a, b)| a.abs_diff(**b) > 32).count();
                assert!(
                    differ * 20 >= one.len(),
                    "{} and {} differ in {differ} of {} pixels",
                    fish.id,
                    other.id,
                    one.len()
                );
                if differ < nearest.0 {
                    nearest = (differ, format!("{} and {}", fish.id, other.id));
                }
            }
        }
        println!("{} catches; the two most alike, {}, differ in {} of 4096 pixels", seen.len(), nearest.1, nearest.0);
    }

    #[test]
    fn an_unknown_fish_is_always_the_same_stranger() {
        let id = FishId("newer-than-the-art");
        assert_eq!(drawing(id, Rarity::Epic), drawing(id, Rarity::Epic));
        assert_ne!(drawing(id, Rarity::Epic), drawing(FishId("newer-still"), Rarity::Epic));
    }
}
