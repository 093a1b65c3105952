//! OpenRouter, the service that paints: one prompt to the bytes of one picture.
//!
//! Called by ImageGen through its port. It owns its HTTP connections. `POST {base}/api/v1/chat/completions`; the picture
//! comes inside the answer as a `data:` URL.
//!
//! **Invariant:** what is handed on has at most 8 MiB and begins like a PNG, a JPEG or a WebP; it was not decoded.
//! **Invariant:** an address the service names is never fetched.
//! **Absent:** the limit in pixels: reading a picture's header has its door in ImageGen, which checks it before decoding.

use std::{rc::Rc, sync::Arc, time::Duration};

use base64::{
    Engine,
    alphabet::STANDARD,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};
use futures_util::future::{FutureExt, LocalBoxFuture};
use serde_json::json;

use crate::{
    actors::imagegen::port::{ArtService, MakeArtService, PaintError},
    config::Secret,
    transports::{
        http::{Answer, Bounds, Http, SMALL_BODY, SendError, base, words},
        soft::Fields,
        way::Way,
    },
};

/// A painting: usually 10 to 60 s, sometimes over 3 minutes. 16 MiB hold 8 MiB as base64 and the text around them.
const PAINT: Bounds = Bounds { deadline: Duration::from_secs(300), body: 16 << 20 };

/// A look at the key.
const KEY: Bounds = Bounds { deadline: Duration::from_secs(10), body: SMALL_BODY };

/// Bytes of a picture.
const PICTURE_MAX: usize = 8 << 20;

/// Base64 with or without its padding, as services send both.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// ImageGen's door to OpenRouter.
pub struct OpenRouter {
    http: Http,
    base: String,
    /// `Bearer {key}`
    authorization: Secret,
    model: String,
}

/// Makes ImageGen's door, in whichever arbiter calls it.
pub fn make_art_service(way: Way, base_url: String, key: Secret, model: String) -> MakeArtService {
    Arc::new(move || Rc::new(OpenRouter::new(&way, &base_url, &key, &model)) as Rc<dyn ArtService>)
}

impl OpenRouter {
    /// A door with connections of its own. `base_url` may end with a slash.
    pub fn new(way: &Way, base_url: &str, key: &Secret, model: &str) -> OpenRouter {
        let authorization = Secret::new(format!("Bearer {}", key.expose()));
        OpenRouter { http: Http::new(way), base: base(base_url), authorization, model: model.to_owned() }
    }

    async fn request(&self, prompt: String) -> Result<Vec<u8>, PaintError> {
        let wanted = json!({
            "model": self.model,
            "messages": [{ "role": "user", "content": prompt }],
            "modalities": ["image", "text"],
        });
        let headers = [("authorization", self.authorization.expose()), ("content-type", "application/json")];
        let url = format!("{}/api/v1/chat/completions", self.base);
        let answer =
            self.http.post(&url, &headers, wanted.to_string().into_bytes(), PAINT).await.map_err(unanswered)?;
        if answer.is_ok() { picture(&answer) } else { Err(refused(&answer)) }
    }

    async fn look_at_key(&self) -> Result<(), PaintError> {
        let headers = [("authorization", self.authorization.expose())];
        let answer = self.http.get(&format!("{}/api/v1/key", self.base), &headers, KEY).await.map_err(unanswered)?;
        match answer.status {
            200..=299 => Ok(()),
            // No prompt was sent that could be refused: this one is about the key.
            403 => Err(PaintError::NoCredit(reason(&answer))),
            _ => Err(refused(&answer)),
        }
    }
}

impl ArtService for OpenRouter {
    fn paint(&self, prompt: String) -> LocalBoxFuture<'_, Result<Vec<u8>, PaintError>> {
        self.request(prompt).boxed_local()
    }

    fn check_key(&self) -> LocalBoxFuture<'_, Result<(), PaintError>> {
        self.look_at_key().boxed_local()
    }
}

fn unanswered(error: SendError) -> PaintError {
    match error {
        SendError::TooLarge(..) => PaintError::Unfit("an answer of over 16 MiB".into()),
        error => PaintError::Down { reason: error.to_string(), retry_after_s: None },
    }
}

/// What an answer says when it says no: its `error.message`, else its beginning.
fn reason(answer: &Answer) -> String {
    let body = String::from_utf8_lossy(&answer.body);
    let message = Fields::read(&body).and_then(|fields| fields.object("error")?.get::<String>("message"));
    format!("{} {}", answer.status, words(&message.unwrap_or_else(|| body.chars().take(200).collect())))
}

fn refused(answer: &Answer) -> PaintError {
    by_code(u64::from(answer.status), reason(answer), answer.retry_after_s)
}

/// What a code means, be it the answer's status or inside an answer that begins as a 200.
fn by_code(code: u64, reason: String, retry_after_s: Option<u64>) -> PaintError {
    match code {
        403 => PaintError::Refused(reason),
        401 | 402 => PaintError::NoCredit(reason),
        408 | 429 | 500.. => PaintError::Down { reason, retry_after_s },
        _ => PaintError::NoPicture(reason),
    }
}

/// Takes the picture out of an answer.
fn picture(answer: &Answer) -> Result<Vec<u8>, PaintError> {
    let nothing = |word: &str| PaintError::NoPicture(word.to_owned());
    let body = std::str::from_utf8(&answer.body).map_err(|_| nothing("an answer that is no text"))?;
    let body = Fields::read(body).ok_or_else(|| nothing("an answer that is no JSON object"))?;
    let choice = body.list("choices").and_then(|choices| Fields::read(choices.first()?.get()));
    let choice_error = choice.as_ref().and_then(|choice| choice.object("error"));
    if let Some(error) = body.object("error").or(choice_error) {
        let message = words(&error.get::<String>("message").unwrap_or_default());
        return Err(by_code(error.get("code").unwrap_or(0), message, answer.retry_after_s));
    }
    let url = choice.and_then(|choice| {
        let images = choice.object("message")?.list("images")?;
        Fields::read(images.first()?.get())?.object("image_url")?.get::<String>("url")
    });
    open(&url.ok_or_else(|| nothing("no image in it"))?)
}

/// Opens a `data:` URL.
fn open(url: &str) -> Result<Vec<u8>, PaintError> {
    let unfit = |word: &str| PaintError::Unfit(word.to_owned());
    let Some(data) = url.strip_prefix("data:") else { return Err(unfit("an address, which is never fetched")) };
    let Some((_, encoded)) = data.split_once(";base64,") else { return Err(unfit("a data URL without base64")) };
    if encoded.len() / 4 * 3 > PICTURE_MAX + 3 {
        return Err(unfit("over 8 MiB"));
    }
    let bytes = BASE64.decode(encoded.trim()).map_err(|_| unfit("broken base64"))?;
    match bytes.len() {
        ..=PICTURE_MAX if begins_like_a_picture(&bytes) => Ok(bytes),
        ..=PICTURE_MAX => Err(unfit("neither PNG nor JPEG nor WebP")),
        _ => Err(unfit("over 8 MiB")),
    }
}

fn begins_like_a_picture(bytes: &[u8]) -> bool {
    let webp = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP");
    bytes.starts_with(b"\x89PNG\r\n\x1a\n") || bytes.starts_with(b"\xff\xd8\xff") || webp
}

#[cfg(test)]
#[path = "images_tests.rs"]
mod tests;

#[cfg(test)]
#[path = "images_fuzz.rs"]
mod fuzz;
