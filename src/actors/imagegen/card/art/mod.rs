//! The built-in art: every catch of the catalogue as a drawing of plain shapes, in one naive, bold and flat style.
//!
//! [`drawing`] gives the catch, [`scene()`] the water behind it. A fish is put together from bodies, fins, faces and skins; trash and
//! the creatures that are no fish are drawn as what they are. One file a rarity.
//!
//! **Invariant:** each catalogue id has a portrait of its own; an id that is newer than the art still gets a fish, always the same.
//! **Absent:** text in SVG (see [`super::glyphs`]), and any way for a drawing to load something.

use resvg::usvg;

use crate::game::catalogue::{FishId, Rarity};

mod bodies;
mod common;
mod epic;
mod faces;
mod fins;
mod legendary;
mod look;
mod rare;
mod scene;
mod skins;
mod stranger;
mod trash;

pub use scene::{Palette, palette, scene};

/// A catch as SVG around the origin, within ±180 × ±120 units.
pub fn drawing(fish: FishId, rarity: Rarity) -> String {
    known(fish.0).unwrap_or_else(|| stranger::portrait(fish.0, rarity)).svg()
}

fn known(id: &str) -> Option<look::Portrait> {
    trash::portrait(id)
        .or_else(|| common::portrait(id))
        .or_else(|| rare::portrait(id))
        .or_else(|| epic::portrait(id))
        .or_else(|| legendary::portrait(id))
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

    use resvg::tiny_skia::{Pixmap, Transform};

    use super::*;
    use crate::game::catalogue::{Fish, SNAPPED, all, find};

    #[test]
    fn every_catch_has_a_portrait_of_its_own() {
        let ids: Vec<FishId> = all().map(|f| f.id).chain([SNAPPED]).collect();
        let portraits: HashSet<look::Portrait> =
            ids.iter().map(|id| known(id.0).unwrap_or_else(|| panic!("{id} is not drawn"))).collect();
        let different: HashSet<&str> = ids.iter().map(|id| id.0).collect();
        assert_eq!(portraits.len(), different.len());
    }

    /// The box of the ink, in units around the origin: left, top, right, bottom.
    fn ink(fish: &Fish) -> [i32; 4] {
        let (w, h) = (240, 200);
        let svg = format!(
            "<svg xmlns='http://www.w3.org/2000/svg' width='{}' height='{}'><g transform='translate({w} {h})'>{}</g></svg>",
            2 * w,
            2 * h,
            drawing(fish.id, fish.rarity)
        );
        let tree = usvg::Tree::from_str(&svg, &closed_options()).unwrap_or_else(|e| panic!("{}: {e}", fish.id));
        let mut picture = Pixmap::new(2 * w as u32, 2 * h as u32).unwrap();
        resvg::render(&tree, Transform::identity(), &mut picture.as_mut());
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

    #[test]
    fn an_unknown_fish_is_always_the_same_stranger() {
        let id = FishId("newer-than-the-art");
        assert_eq!(drawing(id, Rarity::Epic), drawing(id, Rarity::Epic));
        assert_ne!(drawing(id, Rarity::Epic), drawing(FishId("newer-still"), Rarity::Epic));
    }
}
