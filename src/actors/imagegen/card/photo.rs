//! Painted art: from the bytes that a service sent to pixels of the size we need.
//!
//! The bytes come from outside and may be anything: a small file whose header promises a huge picture, a truncated one, or no
//! picture at all. Used by [`super::base`] and, before storing art, by ImageGen through [`super::check_art`].
//!
//! **Invariant:** nothing is decoded before the size of the file, its format and the sides in its header are within the limits,
//! and decoding itself may not allocate more than [`MAX_ALLOC_BYTES`].

use std::io::Cursor;

use image::{ImageFormat, ImageReader, Limits, RgbImage, imageops};

use super::error::{ArtFault, CardError};

/// The largest file of painted art: 8 MiB.
pub const ART_MAX_BYTES: usize = 8 * 1024 * 1024;
/// The longest side of painted art, in pixels.
pub const ART_MAX_SIDE: u32 = 4096;
/// Four bytes a pixel of the largest picture, and as much again for a decoder's own buffers.
const MAX_ALLOC_BYTES: u64 = 2 * 4 * ART_MAX_SIDE as u64 * ART_MAX_SIDE as u64;

/// Decodes art and scales it to cover `width` × `height`, cutting what hangs over.
pub fn cover(bytes: &[u8], width: u32, height: u32) -> Result<RgbImage, CardError> {
    let decoded = open(bytes)?.decode().map_err(broken)?;
    let picture = decoded.to_rgb8();
    let (w, h) = picture.dimensions();
    // The largest part of the picture with our proportions, from its middle.
    let by_width = u64::from(w) * u64::from(height) <= u64::from(h) * u64::from(width);
    let (cut_w, cut_h) = if by_width {
        (w, (u64::from(w) * u64::from(height) / u64::from(width)).max(1) as u32)
    } else {
        ((u64::from(h) * u64::from(width) / u64::from(height)).max(1) as u32, h)
    };
    let part = imageops::crop_imm(&picture, (w - cut_w) / 2, (h - cut_h) / 2, cut_w, cut_h).to_image();
    if cut_w > width {
        return Ok(imageops::thumbnail(&part, width, height));
    }
    Ok(imageops::resize(&part, width, height, imageops::FilterType::Triangle))
}

/// A fingerprint of art for the cache, never 0: its length and sixteen samples of 4 KiB, since two different compressed pictures
/// differ almost everywhere.
pub fn fingerprint(bytes: &[u8]) -> u64 {
    const SAMPLE: usize = 4096;
    let step = (bytes.len() / 16).max(SAMPLE);
    let samples = bytes.chunks(step).flat_map(|chunk| &chunk[..chunk.len().min(SAMPLE)]);
    // FNV-1a, 64 bits: http://www.isthe.com/chongo/tech/comp/fnv/
    let start = 0xcbf2_9ce4_8422_2325 ^ bytes.len() as u64;
    samples.fold(start, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)).max(1)
}

fn open(bytes: &[u8]) -> Result<ImageReader<Cursor<&[u8]>>, CardError> {
    if bytes.len() > ART_MAX_BYTES {
        return Err(CardError::Art(ArtFault::TooHeavy(bytes.len())));
    }
    let (width, height) = reader(bytes)?.into_dimensions().map_err(broken)?;
    if width == 0 || height == 0 || width > ART_MAX_SIDE || height > ART_MAX_SIDE {
        return Err(CardError::Art(ArtFault::Sides { width, height }));
    }
    reader(bytes)
}

fn reader(bytes: &[u8]) -> Result<ImageReader<Cursor<&[u8]>>, CardError> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|e| broken(e.into()))?;
    if !matches!(reader.format(), Some(ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::WebP)) {
        return Err(CardError::Art(ArtFault::Format));
    }
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_ALLOC_BYTES);
    reader.limits(limits);
    Ok(reader)
}

fn broken(error: image::ImageError) -> CardError {
    CardError::Art(ArtFault::Broken(error.to_string()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut out = Cursor::new(Vec::new());
        RgbImage::from_fn(width, height, |x, y| image::Rgb([x as u8, y as u8, 90]))
            .write_to(&mut out, ImageFormat::Png)
            .unwrap();
        out.into_inner()
    }

    /// A PNG whose header promises `side` × `side` pixels and holds next to nothing.
    fn bomb(side: u32) -> Vec<u8> {
        let mut out = Vec::new();
        let mut writer = png::Encoder::new(&mut out, side, side).write_header().unwrap();
        writer.write_chunk(png::chunk::IDAT, &[0x78, 0x01, 0x03, 0x00, 0x00, 0x00, 0x00, 0x01]).unwrap();
        drop(writer);
        out
    }

    #[test]
    fn art_of_any_proportions_covers_the_panel() {
        for (w, h) in [(1, 1), (3, 700), (700, 3), (512, 512), (1024, 600)] {
            assert_eq!(cover(&png(w, h), 492, 200).unwrap().dimensions(), (492, 200));
        }
    }

    #[test]
    fn hostile_bytes_are_refused_by_kind() {
        assert_eq!(cover(b"", 9, 9).unwrap_err(), CardError::Art(ArtFault::Format));
        assert_eq!(cover(&[0x41; 5000], 9, 9).unwrap_err(), CardError::Art(ArtFault::Format));
        assert_eq!(cover(b"GIF89a\x01\x00\x01\x00\x00\x00\x00", 9, 9).unwrap_err(), CardError::Art(ArtFault::Format));
        let sides = |side| CardError::Art(ArtFault::Sides { width: side, height: side });
        assert_eq!(cover(&bomb(60_000), 9, 9).unwrap_err(), sides(60_000));
        assert_eq!(cover(&bomb(4097), 9, 9).unwrap_err(), sides(4097));
        assert!(matches!(cover(&bomb(4096), 9, 9).unwrap_err(), CardError::Art(ArtFault::Broken(_))));
        let heavy = vec![0; ART_MAX_BYTES + 1];
        assert_eq!(cover(&heavy, 9, 9).unwrap_err(), CardError::Art(ArtFault::TooHeavy(heavy.len())));
        let whole = png(64, 64);
        assert!(matches!(cover(&whole[..whole.len() / 2], 9, 9).unwrap_err(), CardError::Art(ArtFault::Broken(_))));
        assert!(matches!(cover(b"\xff\xd8\xff\xe0rubbish", 9, 9).unwrap_err(), CardError::Art(ArtFault::Broken(_))));
        assert!(matches!(cover(b"RIFF\x10\0\0\0WEBPVP8 ", 9, 9).unwrap_err(), CardError::Art(ArtFault::Broken(_))));
    }

    #[test]
    fn fingerprints_differ_and_are_never_zero() {
        assert_ne!(fingerprint(&png(8, 8)), fingerprint(&png(8, 9)));
        assert_ne!(fingerprint(b""), 0);
    }

    /// A small picture in each format that is read.
    fn valid() -> Vec<Vec<u8>> {
        let picture = RgbImage::from_fn(24, 16, |x, y| image::Rgb([x as u8 * 9, y as u8 * 9, 90]));
        let written = |format| {
            let mut out = Cursor::new(Vec::new());
            picture.write_to(&mut out, format).unwrap();
            out.into_inner()
        };
        [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP].map(written).into()
    }

    /// Pictures with bytes changed, cut and spliced, and bytes that are none.
    fn any_file() -> impl Strategy<Value = Vec<u8>> {
        let changes = prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6);
        let ends = (any::<prop::sample::Index>(), prop::collection::vec(any::<u8>(), 0..40), 0..3_u8);
        let mutated =
            (prop::sample::select(valid()), changes, ends).prop_map(|(mut file, changes, (at, more, how))| {
                for (place, byte) in changes {
                    let place = place.index(file.len());
                    file[place] = byte;
                }
                let at = at.index(file.len());
                match how {
                    0 => {}
                    1 => file.truncate(at),
                    _ => drop(file.splice(at..at, more)),
                }
                file
            });
        prop_oneof![4 => mutated, 1 => prop::collection::vec(any::<u8>(), 0..3_000)]
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_file_covers_the_panel_or_is_refused(file in any_file()) {
            if let Ok(picture) = cover(&file, 40, 20) {
                prop_assert_eq!(picture.dimensions(), (40, 20));
            }
            prop_assert!(fingerprint(&file) > 0);
        }
    }
}
