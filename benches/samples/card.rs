//! Cards to draw: each fish of the catalogue in either language, with the longest path that a card shows.
//!
//! Used by the row `card` of the bench and by the micro-benches.
//!
//! **Invariant:** the same number gives the same card; numbers in a row differ in fish, language, words and path.

use std::{io::Cursor, sync::Arc};

use angler::{
    actors::imagegen::{
        self,
        card::{CatchFacts, FishFace, MAX_POINTS, PathPoint},
    },
    game::{
        catalogue::{self, Fish, PONDS, RODS},
        money::{Cents, PnlPercent},
    },
    text::Lang,
};
use image::{ImageFormat, Rgb, RgbImage};
use rust_decimal::Decimal;

/// Pixels along an edge of a painting.
const EDGE: u32 = 768;

/// Fish that a line can bring up, of both languages.
pub fn kinds() -> usize {
    Lang::ALL.len() * catalogue::all().count()
}

fn fish(number: usize) -> (&'static Fish, Lang) {
    let (turn, lang) = (number / Lang::ALL.len(), number % Lang::ALL.len());
    let place = turn % catalogue::all().count();
    (catalogue::all().nth(place).expect("a place in the catalogue"), Lang::ALL[lang])
}

/// The fish of a card, on painted art or as we draw it.
pub fn face(number: usize, art: Option<Arc<[u8]>>) -> FishFace {
    let (fish, lang) = fish(number);
    imagegen::face(fish, lang, art)
}

/// What one catch adds.
pub fn facts(number: usize) -> CatchFacts {
    let (_, lang) = fish(number);
    let basis_points = scatter(number as u64, 40_000) - 10_000;
    let pnl = (PnlPercent(basis_points * 100), Cents(basis_points * 37));
    let place = (PONDS[number % PONDS.len()].pair, RODS[number % RODS.len()].id);
    imagegen::stated(lang, pnl, place, scatter(number as u64 + 1, 300_000), path(number as u64))
}

/// A wandering price, a tick a minute.
fn path(number: u64) -> Vec<PathPoint> {
    let mut price = 250_000;
    let point = |minute: usize| {
        price += scatter(number * 1_000 + minute as u64, 1_201) - 600;
        PathPoint { at_ms: minute as i64 * 60_000, price: Decimal::new(price, 2), gap_before: false }
    };
    (0..MAX_POINTS).map(point).collect()
}

/// A painting as a service sends it: soft shapes and the grain of a brush, as JPEG.
pub fn painting() -> Arc<[u8]> {
    let shade = |x: u32, y: u32, colour: u32| {
        let wave = (f64::from(x * (colour + 1)) / 90.0).sin() + (f64::from(y * (3 - colour)) / 70.0).cos();
        let grain = scatter(u64::from(y * EDGE + x), 25) as f64 - 12.0;
        (128.0 + 50.0 * wave + grain) as u8
    };
    let picture = RgbImage::from_fn(EDGE, EDGE, |x, y| Rgb([0, 1, 2].map(|colour| shade(x, y, colour))));
    let mut file = Cursor::new(Vec::new());
    picture.write_to(&mut file, ImageFormat::Jpeg).expect("a picture in memory");
    file.into_inner().into()
}

/// A number below `bound` that looks thrown.
fn scatter(number: u64, bound: i64) -> i64 {
    let mixed = (number.wrapping_add(0x9e37_79b9_7f4a_7c15)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    i64::try_from((mixed ^ (mixed >> 31)) % bound.unsigned_abs()).unwrap_or(0)
}
