//! Telegram's picture store: uploads become `file_id`s, known `file_id`s can be sent again.
//!
//! Owned by the world. A `file_id` tells its number and size, so that counting alone needs no memory per picture.
//!
//! **Invariant:** a `file_id` is known if and only if this store gave it out.

use std::{collections::HashMap, sync::Arc};

use serde_json::{Value, json};

use super::{refusal::Refusal, transcript::Picture};

const PREFIX: &str = "AgACAgIAAxkDsandbox";

/// All uploads so far.
#[derive(Default)]
pub(super) struct Pictures {
    pub(super) uploads: u64,
    bytes: HashMap<u64, Arc<[u8]>>,
}

impl Pictures {
    /// Takes an upload in; its bytes are kept only when asked.
    pub(super) fn upload(&mut self, bytes: &[u8], (width, height): (u32, u32), keep: bool) -> Picture {
        self.uploads += 1;
        let file_id = format!("{PREFIX}-{}-{width}-{height}", self.uploads);
        let bytes: Arc<[u8]> = if keep { bytes.into() } else { Arc::default() };
        if keep {
            self.bytes.insert(self.uploads, bytes.clone());
        }
        Picture { file_id, bytes, width, height }
    }

    /// The picture behind a `file_id`.
    pub(super) fn find(&self, file_id: &str) -> Result<Picture, Refusal> {
        self.known(file_id).ok_or_else(|| Refusal::bad("wrong file identifier/HTTP URL specified"))
    }

    fn known(&self, file_id: &str) -> Option<Picture> {
        let mut parts = file_id.strip_prefix(PREFIX)?.strip_prefix('-')?.split('-');
        let number: u64 = parts.next()?.parse().ok()?;
        let (width, height) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        let known = (1..=self.uploads).contains(&number) && parts.next().is_none_or(|part| part == "s");
        let bytes = self.bytes.get(&number).cloned().unwrap_or_default();
        known.then(|| Picture { file_id: format!("{PREFIX}-{number}-{width}-{height}"), bytes, width, height })
    }
}

/// Telegram's list of sizes, the largest last.
pub(super) fn sizes(picture: &Picture) -> Value {
    let Picture { file_id, width, height, bytes } = picture;
    let unique = file_id.trim_start_matches(PREFIX);
    json!([
        {
            "file_id": format!("{file_id}-s"), "file_unique_id": format!("AQADs{unique}"),
            "width": (*width).min(90), "height": (*height).min(90), "file_size": 1_200,
        },
        {
            "file_id": file_id, "file_unique_id": format!("AQADy{unique}"),
            "width": width, "height": height, "file_size": bytes.len(),
        },
    ])
}

/// The size of a PNG or JPEG, by its header.
pub(super) fn measure(bytes: &[u8]) -> Result<(u32, u32), Refusal> {
    if bytes.is_empty() {
        return Err(Refusal::bad("file must be non-empty"));
    }
    let size = if bytes.starts_with(b"\x89PNG\r\n\x1a\n") { measure_png(bytes) } else { measure_jpeg(bytes) };
    let fits = |(width, height): &(u32, u32)| *width > 0 && *height > 0 && width + height <= 10_000;
    match size {
        Some(size) if fits(&size) => Ok(size),
        Some(_) => Err(Refusal::bad("PHOTO_INVALID_DIMENSIONS")),
        None => Err(Refusal::bad("IMAGE_PROCESS_FAILED")),
    }
}

fn measure_png(bytes: &[u8]) -> Option<(u32, u32)> {
    let number = |at: usize| Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
    Some((number(16)?.min(1 << 30), number(20)?.min(1 << 30)))
}

/// Walks the segments of a JPEG to its frame header.
fn measure_jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut rest = bytes.strip_prefix(b"\xff\xd8")?;
    loop {
        let [0xff, kind, high, low, ..] = *rest else { return None };
        if matches!(kind, 0xc0..=0xcf) && !matches!(kind, 0xc4 | 0xc8 | 0xcc) {
            let number = |at: usize| Some(u32::from(u16::from_be_bytes(rest.get(at..at + 2)?.try_into().ok()?)));
            return Some((number(7)?, number(5)?));
        }
        rest = rest.get(2 + usize::from(u16::from_be_bytes([high, low]))..)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_uploaded_is_known() {
        let mut pictures = Pictures::default();
        let picture = pictures.upload(b"abc", (5, 6), true);
        assert_eq!(pictures.find(&picture.file_id).unwrap(), picture);
        assert_eq!(pictures.find(&format!("{}-s", picture.file_id)).unwrap(), picture);
        assert!(pictures.find("AgACAgIAAxkDsandbox-2-5-6").is_err());
        let refusal = pictures.find("https://example.org/fish.png").unwrap_err();
        assert_eq!(refusal.description, "Bad Request: wrong file identifier/HTTP URL specified");
    }

    #[test]
    fn headers_are_measured() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\0\0\0\x01\0";
        assert_eq!(measure(png).unwrap(), (512, 256));
        let jpeg = b"\xff\xd8\xff\xe0\0\x04ab\xff\xc0\0\x11\x08\0\x10\0\x20\x03";
        assert_eq!(measure(jpeg).unwrap(), (32, 16));
        assert_eq!(measure(b"hello").unwrap_err().description, "Bad Request: IMAGE_PROCESS_FAILED");
        assert_eq!(measure(b"").unwrap_err().description, "Bad Request: file must be non-empty");
    }
}
