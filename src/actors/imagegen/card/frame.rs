//! What surrounds the art of a card: frame, plates, pips, ornaments and the mark of the game, as SVG.
//!
//! Called by [`super::base`] for both layouts.
//!
//! **Invariant:** a rarity shows by colour, by the number of lit pips and, on the fish's card, by the ornaments of the corners.

use super::{art::Palette, indexed::SIDE};
use crate::game::catalogue::Rarity;

/// Everything around the art, which lies in the box `(left, top, width, height)`.
pub fn frame((x, y, w, h): (u32, u32, u32, u32), personal: bool, colours: &Palette, rarity: Rarity) -> String {
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
    let plate = format!(
        "<path fill='{dark}' d='M{x},{bottom}H{right}V{}Q{right},{foot} {},{foot}H{}Q{x},{foot} {x},{}Z'/>",
        foot - 16,
        right - 16,
        x + 16,
        foot - 16
    );
    let edge = format!("<path stroke='{frame}' stroke-width='4' d='M{x},{bottom}H{right}'/>");
    let pips = pips(rarity, personal, colours);
    let badge = if personal { badge(dark) } else { String::new() };
    let corners = if personal { String::new() } else { corners(rarity, light) };
    ring + &plate + &edge + &badge + &pips + &corners + &mark(personal, light)
}

/// One to five diamonds: the rarity for eyes that do not tell its colour.
fn pips(rarity: Rarity, personal: bool, colours: &Palette) -> String {
    let (x, y, step) = if personal { (32.0, 31.0, 21.0) } else { (44.0, 468.0, 26.0) };
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

/// The plate of a personal card's rarity, in the upper left corner of the art: room for the pips and the word under them.
fn badge(dark: &str) -> String {
    format!("<rect x='14' y='14' width='120' height='62' rx='16' fill='{dark}'/>")
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
    let (x, y) = if personal { (476.0, 36.0) } else { (466.0, 466.0) };
    let plate = if personal { "<circle r='20' fill='#14182a' opacity='.72'/>" } else { "" };
    format!(
        "<g transform='translate({x} {y})'>{plate}<path fill='none' stroke='{light}' stroke-width='4.5' stroke-linecap='round' stroke-linejoin='round' \
         d='M4,-9V5C4,14 -10,14 -10,4L-10,0L-5,5'/><circle cx='4' cy='-12' r='3.2' fill='none' stroke='{light}' stroke-width='3'/></g>"
    )
}
