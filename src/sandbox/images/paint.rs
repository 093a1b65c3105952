//! The pictures that the sandbox's image service makes, fit and unfit ones.
//!
//! Called by the service for every accepted request.
//!
//! **Invariant:** the same prompt gives the same picture.

use base64::{Engine, engine::general_purpose::STANDARD};
use png::{BitDepth, ColorType, Encoder, EncodingError, chunk};

/// Pixels along each edge: enough to see, little to encode.
const EDGE: u32 = 256;
/// Pixels along each edge that the header of a bomb claims.
const BOMB_EDGE: u32 = 60_000;

/// A `data:` URL of these bytes.
pub(super) fn data_url(kind: &str, bytes: &[u8]) -> String {
    format!("data:{kind};base64,{}", STANDARD.encode(bytes))
}

/// A picture: a gradient and a disc, coloured by the prompt.
pub(super) fn picture(prompt: &str) -> Vec<u8> {
    let mut hash = prompt
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    hash ^= hash >> 29;
    let [red, green, blue, size, ..] = hash.to_le_bytes();
    let radius = i64::from(40 + u32::from(size) % 60);
    let half = i64::from(EDGE / 2);
    let mut pixels = Vec::with_capacity((EDGE * EDGE * 3) as usize);
    for y in 0..i64::from(EDGE) {
        for x in 0..i64::from(EDGE) {
            let inside = (x - half).pow(2) + (y - half).pow(2) < radius.pow(2);
            let shade = |colour: u8| {
                let along = i64::from(colour) * (y + 128) / 384;
                u8::try_from(if inside { 255 - along } else { along }).unwrap_or(u8::MAX)
            };
            pixels.extend([shade(red), shade(green), shade(blue)]);
        }
    }
    encode(EDGE, &pixels).unwrap_or_default()
}

/// A small file whose header claims a picture of ten gigabytes.
pub(super) fn bomb() -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, BOMB_EDGE, BOMB_EDGE);
    encoder.set_color(ColorType::Rgb);
    encoder.set_depth(BitDepth::Eight);
    if let Ok(mut writer) = encoder.write_header() {
        // An empty zlib stream: whoever believes the header has already reserved the memory.
        let _ = writer.write_chunk(chunk::IDAT, &[0x78, 0x9c, 0x03, 0, 0, 0, 0, 1]);
    }
    file
}

fn encode(edge: u32, pixels: &[u8]) -> Result<Vec<u8>, EncodingError> {
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, edge, edge);
    encoder.set_color(ColorType::Rgb);
    encoder.set_depth(BitDepth::Eight);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(pixels)?;
    writer.finish()?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size(file: &[u8]) -> (u32, u32) {
        let reader = png::Decoder::new(std::io::Cursor::new(file)).read_info();
        reader.map(|reader| reader.info().size()).unwrap_or_default()
    }

    #[test]
    fn a_prompt_has_one_picture() {
        assert_eq!(picture("a carp"), picture("a carp"));
        assert_ne!(picture("a carp"), picture("a tench"));
        assert_eq!(size(&picture("a carp")), (EDGE, EDGE));
    }

    #[test]
    fn a_bomb_is_small_and_claims_much() {
        let file = bomb();
        assert!(file.len() < 200);
        assert_eq!(file[16..24], [BOMB_EDGE.to_be_bytes(), BOMB_EDGE.to_be_bytes()].concat());
    }
}
