//! The bases of cards: everything that is the same for each catch of a fish, drawn once per fish, language and art.
//!
//! Two layouts: the fish's own card, and the upper part of a personal card (the strip of facts is laid over its lower part).
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
    glyphs::Glyphs,
    indexed::{Indexed, SIDE},
    photo,
};
use crate::game::catalogue::Rarity;

/// Where things lie in one of the two layouts, in pixels.
struct Layout {
    /// The art: left, top, width, height.
    art: (u32, u32, u32, u32),
    /// How large the built-in drawing is.
    scale: f32,
    /// The baseline and the size of the name.
    name: (f32, f32),
    /// The largest file of a base.
    room_bytes: usize,
}

const FISH: Layout =
    Layout { art: (14, 14, 484, 354), scale: 1.22, name: (424.0, 48.0), room_bytes: super::MAX_BYTES };
// The strip with its longest texts and path takes 12 kB.
const PERSONAL: Layout =
    Layout { art: (10, 10, 492, 196), scale: 0.76, name: (245.0, 36.0), room_bytes: super::MAX_BYTES - 16_000 };

/// How hard painted art is simplified, step by step, until its card is small enough: colours, side of a block in pixels.
const STEPS: [(usize, u32); 7] = [(FIRST, 1), (64, 1), (24, 1), (12, 1), (12, 2), (8, 4), (4, 8)];

/// Draws a base.
pub fn draw(face: &FishFace, personal: bool, glyphs: &Glyphs) -> Result<Indexed, CardError> {
    let layout = if personal { PERSONAL } else { FISH };
    let Some(bytes) = &face.art else { return Ok(Indexed::from_rgba(compose(face, &layout, None, glyphs)?.data(), FIRST)) };
    let (_, _, width, height) = layout.art;
    let painted = photo::cover(bytes, width, height)?;
    for (colours, block) in STEPS {
        let picture = compose(face, &layout, Some(&mosaic(&painted, block)), glyphs)?;
        let base = Indexed::from_rgba(picture.data(), colours);
        if base.encode()?.len() <= layout.room_bytes {
            return Ok(base);
        }
    }
    Err(CardError::Drawing("painted art stays too large".to_owned()))
}

fn compose(face: &FishFace, layout: &Layout, painted: Option<&RgbImage>, glyphs: &Glyphs) -> Result<Pixmap, CardError> {
    let mut picture =
        Pixmap::new(SIDE, SIDE).ok_or_else(|| CardError::Drawing("a card has no pixels".to_owned()))?;
    picture.fill(Color::BLACK);
    let personal = layout.name.1 < FISH.name.1;
    let mut svg = format!("<svg xmlns='http://www.w3.org/2000/svg' width='{SIDE}' height='{SIDE}'>");
    match painted {
        Some(painted) => blit(painted, layout, &mut picture),
        None => svg.push_str(&built_in(face, layout)),
    }
    let colours = palette(face.rarity);
    svg.push_str(&frame(layout, personal, &colours, face.rarity));
    svg.push_str("</svg>");
    let tree = usvg::Tree::from_str(&svg, &closed_options()).map_err(|e| CardError::Drawing(e.to_string()))?;
    resvg::render(&tree, Transform::identity(), &mut picture.as_mut());
    words(face, layout, personal, &colours, glyphs, &mut picture);
    Ok(picture)
}

/// The built-in drawing in its water.
fn built_in(face: &FishFace, layout: &Layout) -> String {
    let (x, y, w, h) = layout.art;
    let (half_w, half_h) = (w as f32 / 2.0, h as f32 / 2.0);
    let scene = art::scene(face.rarity, half_w, half_h);
    let drawing = art::drawing(face.fish, face.rarity);
    format!(
        "<g transform='translate({} {})'>{scene}<g transform='scale({})'>{drawing}</g></g>",
        x as f32 + half_w,
        y as f32 + half_h,
        layout.scale
    )
}

/// Frame, plates, pips and the mark of the game, over the art.
fn frame(layout: &Layout, personal: bool, colours: &Palette, rarity: Rarity) -> String {
    let (x, y, w, h) = layout.art;
    let Palette { frame, dark, light, .. } = colours;
    let (right, bottom) = (x + w, y + h);
    let ring = format!(
        "<path fill='{frame}' fill-rule='evenodd' d='M0,0H{SIDE}V{SIDE}H0ZM{},{y}H{}Q{right},{y} {right},{}V{bottom}H{x}V{}Q{x},{y} {},{y}Z'/>",
        x + 16,
        right - 16,
        y + 16,
        y + 16,
        x + 16
    );
    let foot = SIDE - x;
    let plate = format!("<path fill='{dark}' d='M{x},{bottom}H{right}V{}Q{right},{foot} {},{foot}H{}Q{x},{foot} {x},{}Z'/>", foot - 16, right - 16, x + 16, foot - 16);
    let edge = format!("<path stroke='{frame}' stroke-width='4' d='M{x},{bottom}H{right}'/>");
    let pips = pips(rarity, personal, colours);
    let badge = if personal { badge(dark) } else { String::new() };
    let corners = if personal { String::new() } else { corners(rarity, light) };
    ring + &plate + &edge + &badge + &pips + &corners + &mark(personal, light)
}

/// One to five diamonds: the rarity for eyes that do not tell its colour.
fn pips(rarity: Rarity, personal: bool, colours: &Palette) -> String {
    let (x, y, step) = if personal { (30.0, 34.0, 21.0) } else { (44.0, 468.0, 26.0) };
    let reach = step * 0.46;
    let diamond = |i: usize| {
        let x = x + step * i as f32;
        format!("M{x},{}L{},{y}L{x},{}L{},{y}Z", y - reach, x + reach, y + reach, x - reach)
    };
    let lit: String = (0..=rarity as usize).map(diamond).collect();
    let unlit: String = (rarity as usize + 1..5).map(diamond).collect();
    format!(
        "<path fill='{}' d='{lit}'/><path fill='none' stroke='{}' stroke-width='2' d='{unlit}'/>",
        colours.light, colours.frame
    )
}

/// The plate of a personal card's rarity, in the upper left corner of the art; as wide as the pips (the word is beside the name).
fn badge(dark: &str) -> String {
    format!("<rect x='14' y='16' width='118' height='36' rx='18' fill='{dark}'/>")
}

/// Ornaments in the corners, more with each rarity.
fn corners(rarity: Rarity, light: &str) -> String {
    let inner = "<path fill='none' stroke-width='2.5' d='M30,7H482Q505,7 505,30V482Q505,505 482,505H30Q7,505 7,482V30Q7,7 30,7Z'/>";
    let ornaments = match rarity {
        Rarity::Trash => return format!("<g stroke='{light}' stroke-dasharray='14 12'>{inner}</g>"),
        Rarity::Common => String::new(),
        Rarity::Rare => corner("<circle r='6'/>"),
        Rarity::Epic => corner("<path d='M0,-11L11,0L0,11L-11,0Z'/>"),
        Rarity::Legendary => corner("<path d='M0,-14L4,-5L14,-4L6,3L8,13L0,8L-8,13L-6,3L-14,-4L-4,-5Z'/>"),
    };
    format!("<g stroke='{light}'>{inner}</g><g fill='{light}'>{ornaments}</g>")
}

fn corner(shape: &str) -> String {
    [(16, 16), (496, 16), (16, 496), (496, 496)]
        .iter()
        .map(|(x, y)| format!("<g transform='translate({x} {y})'>{shape}</g>"))
        .collect()
}

/// The mark of the game: a hook.
fn mark(personal: bool, light: &str) -> String {
    let (x, y) = if personal { (482.0, 32.0) } else { (466.0, 466.0) };
    let plate = if personal { "<circle r='20' fill='#14182a' opacity='.72'/>" } else { "" };
    format!(
        "<g transform='translate({x} {y})'>{plate}<path fill='none' stroke='{light}' stroke-width='4.5' stroke-linecap='round' stroke-linejoin='round' \
         d='M4,-9V5C4,14 -10,14 -10,4L-10,0L-5,5'/><circle cx='4' cy='-12' r='3.2' fill='none' stroke='{light}' stroke-width='3'/></g>"
    )
}

/// The name and the rarity's word.
fn words(face: &FishFace, layout: &Layout, personal: bool, colours: &Palette, glyphs: &Glyphs, on: &mut Pixmap) {
    let (x, _, w, _) = layout.art;
    let room = w as f32 - 36.0;
    let (baseline, size) = layout.name;
    let name = glyphs.fit(&face.name, size, room);
    let left = x as f32 + (w as f32 - name.width) / 2.0;
    // A name that shrank stays in the middle of its plate.
    let lift = (size - name.size) * 0.36;
    fill(on, glyphs.outline(&name.text, left, baseline - lift, name.size), Color::WHITE);
    if personal {
        return;
    }
    let word = glyphs.fit(&face.rarity_word, 30.0, 150.0);
    fill(on, glyphs.outline(&word.text, 172.0, 478.0, word.size), hex(colours.light));
    let brand = "Angler";
    let width = glyphs.width(brand, 24.0);
    fill(on, glyphs.outline(brand, 448.0 - width, 476.0, 24.0), hex(colours.light));
}

fn blit(painted: &RgbImage, layout: &Layout, on: &mut Pixmap) {
    let (x, y, w, _) = layout.art;
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

const _: () = assert!(facts::TOP == 258 && facts::LEFT == PERSONAL.art.0);
