//! The bases of cards: everything that is the same for each catch of a fish, drawn once per fish, language and art.
//!
//! Two layouts: the fish's own card, and a personal card, over whose lower part the strip of facts is laid, and whose art lies over
//! the water of a pond ([`super::water`]).
//! Called by [`super::Painter`] when the cache has no base.
//!
//! **Invariant:** a base has at most [`super::colours::FIRST`] colours and leaves room under [`super::MAX_BYTES`] for the strip,
//! whatever was painted: noisy art loses colours, then detail, until it fits.

use image::RgbImage;
use resvg::{
    tiny_skia::{Color, Pixmap, Transform},
    usvg,
};

use super::{
    CardError, FishFace,
    art::{self, Palette, closed_options, palette},
    brush::fill,
    colours::FIRST,
    facts,
    frame::frame,
    glyphs::Glyphs,
    indexed::{Indexed, SIDE},
    photo,
    water::{self, over_water},
};

/// A box on a card in pixels: left, top, width, height.
type Box4 = (u32, u32, u32, u32);

/// Where things lie in one of the two layouts, in pixels.
struct Layout {
    /// True for the layout of a personal card.
    personal: bool,
    /// The water with the drawing in it.
    art: Box4,
    /// Painted art: services paint squares, so a wide box shows its middle only and leaves water at its sides.
    painted: Box4,
    /// How large the built-in drawing is.
    scale: f32,
    /// How far right of the middle it is, beside the plate of a personal card.
    aside: f32,
    /// The baseline and the size of the name.
    name: (f32, f32),
    /// The largest file of a base.
    room_bytes: usize,
}

const FISH: Layout = Layout {
    personal: false,
    art: (14, 14, 484, 354),
    painted: (14, 14, 484, 354),
    scale: 1.28,
    aside: 0.0,
    name: (424.0, 48.0),
    room_bytes: super::MAX_BYTES,
};

const PERSONAL: Layout = Layout {
    personal: true,
    art: (facts::LEFT, facts::LEFT, facts::WIDTH, water::HEIGHT),
    painted: (150, facts::LEFT, 290, water::HEIGHT),
    scale: 0.76,
    aside: 46.0,
    name: (245.0, 36.0),
    // The strip with the longest texts and the wildest path takes less than 32 kB (a usual one 11 kB).
    room_bytes: super::MAX_BYTES - 32_000,
};

/// How hard painted art is simplified, step by step, until its card is small enough: colours, side of a block in pixels.
const STEPS: [(usize, u32); 7] = [(FIRST, 1), (64, 1), (24, 1), (12, 1), (12, 2), (8, 4), (4, 8)];

/// Draws a base.
pub fn draw(face: &FishFace, personal: bool, glyphs: &Glyphs) -> Result<Indexed, CardError> {
    let layout = if personal { PERSONAL } else { FISH };
    let Some(bytes) = &face.art else {
        return Ok(reduced(&compose(face, &layout, None, glyphs)?, &layout, FIRST));
    };
    let (_, _, width, height) = layout.painted;
    let painted = photo::cover(bytes, width, height)?;
    for (colours, block) in STEPS {
        let picture = compose(face, &layout, Some(&mosaic(&painted, block)), glyphs)?;
        let base = reduced(&picture, &layout, colours);
        if base.encode()?.len() <= layout.room_bytes {
            return Ok(base);
        }
    }
    Err(CardError::Drawing("painted art stays too large".to_owned()))
}

/// The picture in few colours; that of a personal card stays open where its pond will show.
fn reduced(picture: &Pixmap, layout: &Layout, colours: usize) -> Indexed {
    if layout.personal { over_water(picture, colours) } else { Indexed::from_rgba(picture.data(), colours) }
}

fn compose(face: &FishFace, layout: &Layout, painted: Option<&RgbImage>, glyphs: &Glyphs) -> Result<Pixmap, CardError> {
    let mut picture = Pixmap::new(SIDE, SIDE).ok_or_else(|| CardError::Drawing("a card has no pixels".to_owned()))?;
    let colours = palette(face.rarity);
    let around = frame(layout.art, layout.personal, &colours, face.rarity);
    match painted {
        None => render(&(catch(face, layout, &art::drawing(face.fish, face.rarity)) + &around), &mut picture)?,
        Some(painted) => {
            render(&catch(face, layout, ""), &mut picture)?;
            blit(painted, layout.painted, &mut picture);
            render(&(edges(layout, colours.frame) + &around), &mut picture)?;
        }
    }
    words(face, layout, &colours, glyphs, &mut picture);
    Ok(picture)
}

/// Renders parts of an SVG picture on a pixmap of their own units.
pub fn render(parts: &str, on: &mut Pixmap) -> Result<(), CardError> {
    let (width, height) = (on.width(), on.height());
    let svg = format!("<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{height}'>{parts}</svg>");
    let tree = usvg::Tree::from_str(&svg, &closed_options()).map_err(|e| CardError::Drawing(e.to_string()))?;
    resvg::render(&tree, Transform::identity(), &mut on.as_mut());
    Ok(())
}

/// A drawing, on the fish's card in its rarity's water.
fn catch(face: &FishFace, layout: &Layout, drawing: &str) -> String {
    let (x, y, w, h) = layout.art;
    let (half_w, half_h) = (w as f32 / 2.0, h as f32 / 2.0);
    let scene = if layout.personal { String::new() } else { art::scene(face.rarity, half_w, half_h) };
    format!(
        "<g transform='translate({} {})'>{scene}<g transform='translate({} 0) scale({})'>{drawing}</g></g>",
        x as f32 + half_w,
        y as f32 + half_h,
        layout.aside,
        layout.scale
    )
}

/// Bars at both sides of painted art; under the frame where the art reaches it.
fn edges(layout: &Layout, colour: &str) -> String {
    let (x, y, w, h) = layout.painted;
    format!("<path stroke='{colour}' stroke-width='8' d='M{x},{y}v{h}M{},{y}v{h}'/>", x + w)
}

/// The name, the rarity's word and the game's name.
fn words(face: &FishFace, layout: &Layout, colours: &Palette, glyphs: &Glyphs, on: &mut Pixmap) {
    name(&face.name, layout, glyphs, on);
    let light = hex(colours.light);
    if layout.personal {
        let word = glyphs.fit(&face.rarity_word, 19.0, 104.0);
        fill(on, glyphs.outline(&word.text, 74.0 - word.width / 2.0, 65.0, word.size), light);
        return;
    }
    let word = glyphs.fit(&face.rarity_word, 30.0, 150.0);
    fill(on, glyphs.outline(&word.text, 172.0, 478.0, word.size), light);
    let brand = glyphs.fit("Angler", 24.0, 100.0);
    fill(on, glyphs.outline(&brand.text, 448.0 - brand.width, 476.0, brand.size), light);
}

/// The name in the middle of its plate; a long one takes two smaller lines where there is room for two.
fn name(name: &str, layout: &Layout, glyphs: &Glyphs, on: &mut Pixmap) {
    const TWO_LINES: f32 = 33.0;
    let (x, _, w, _) = layout.art;
    let (room, middle) = (w as f32 - 36.0, x as f32 + w as f32 / 2.0);
    let (baseline, size) = layout.name;
    let mut line = |text: &str, baseline: f32, size: f32| {
        let fitted = glyphs.fit(text, size, room);
        // A line that shrank stays at the middle of its height.
        let y = baseline - (size - fitted.size) * 0.36;
        fill(on, glyphs.outline(&fitted.text, middle - fitted.width / 2.0, y, fitted.size), Color::WHITE);
    };
    match halves(name).filter(|_| !layout.personal && glyphs.fit(name, size, room).size < TWO_LINES + 2.0) {
        Some((first, second)) => {
            line(first, baseline - 20.0, TWO_LINES);
            line(second, baseline + 15.0, TWO_LINES);
        }
        None => line(name, baseline, size),
    }
}

/// A text in two parts at the space nearest to its middle.
fn halves(text: &str) -> Option<(&str, &str)> {
    let text = text.trim();
    let spaces = text.match_indices(' ').map(|(at, _)| at);
    let at = spaces.min_by_key(|at| at.abs_diff(text.len() / 2))?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

fn blit(painted: &RgbImage, (x, y, w, _): Box4, on: &mut Pixmap) {
    for (row, pixels) in painted.as_raw().chunks_exact(w as usize * 3).enumerate() {
        let start = ((y as usize + row) * SIDE as usize + x as usize) * 4;
        let target = &mut on.data_mut()[start..start + w as usize * 4];
        for (to, from) in target.chunks_exact_mut(4).zip(pixels.chunks_exact(3)) {
            to[..3].copy_from_slice(from);
        }
    }
}

/// Every block as its mean.
fn mosaic(picture: &RgbImage, block: u32) -> RgbImage {
    if block == 1 {
        return picture.clone();
    }
    let (w, h) = picture.dimensions();
    let small = image::imageops::thumbnail(picture, w.div_ceil(block), h.div_ceil(block));
    RgbImage::from_fn(w, h, |x, y| *small.get_pixel(x / block, y / block))
}

fn hex(colour: &str) -> Color {
    let part = |at: usize| colour.get(at..at + 2).and_then(|two| u8::from_str_radix(two, 16).ok()).unwrap_or(255);
    Color::from_rgba8(part(1), part(3), part(5), 255)
}
