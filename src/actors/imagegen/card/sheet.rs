//! A contact sheet: many cards on one picture, small, as they are seen in a list of chats.
//!
//! Called by the gallery, never for a player.
//!
//! **Invariant:** the cards stand in their order, row by row.

use std::io::Cursor;

use image::{ImageFormat, Rgb, RgbImage, imageops};

use super::CardError;

/// Pixels between two cards.
const BETWEEN: u32 = 6;
/// Under the cards.
const PAPER: Rgb<u8> = Rgb([0xf4, 0xf1, 0xea]);

/// Cards (PNGs), each `side` pixels wide and high, in so many columns, as a PNG.
pub fn contact_sheet(cards: &[Vec<u8>], columns: u32, side: u32) -> Result<Vec<u8>, CardError> {
    let failed = |error: image::ImageError| CardError::Drawing(error.to_string());
    let (columns, step) = (columns.max(1), side + BETWEEN);
    let rows = u32::try_from(cards.len()).unwrap_or(u32::MAX).div_ceil(columns);
    let mut sheet = RgbImage::from_pixel(columns * step + BETWEEN, rows * step + BETWEEN, PAPER);
    for (place, card) in (0..).zip(cards) {
        let small = imageops::thumbnail(&image::load_from_memory(card).map_err(failed)?.into_rgb8(), side, side);
        let (x, y) = (BETWEEN + place % columns * step, BETWEEN + place / columns * step);
        imageops::replace(&mut sheet, &small, x.into(), y.into());
    }
    let mut file = Cursor::new(Vec::new());
    sheet.write_to(&mut file, ImageFormat::Png).map_err(failed)?;
    Ok(file.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cards_stand_row_by_row() {
        let card = |shade: u8| {
            let mut file = Cursor::new(Vec::new());
            RgbImage::from_pixel(8, 8, Rgb([shade; 3])).write_to(&mut file, ImageFormat::Png).unwrap();
            file.into_inner()
        };
        let sheet = contact_sheet(&[card(1), card(2), card(3)], 2, 4).unwrap();
        let sheet = image::load_from_memory(&sheet).unwrap().into_rgb8();
        assert_eq!(sheet.dimensions(), (26, 26));
        let shades = [(8, 8), (18, 8), (8, 18), (18, 18)].map(|(x, y)| sheet.get_pixel(x, y).0[0]);
        assert_eq!(shades, [1, 2, 3, PAPER.0[0]]);
        assert!(contact_sheet(&[vec![1, 2, 3]], 2, 4).is_err());
    }
}
