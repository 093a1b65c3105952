//! Whatever the image service answers: mutated completions, any bytes, and `data:` URLs of any kind.
//!
//! Called by the test run only; a file of its own to keep `images` short.
//!
//! **Invariant:** what is handed on keeps to the limits: at most 8 MiB that begin like a PNG, a JPEG or a WebP.

use proptest::prelude::*;

use super::*;
use crate::transports::fuzz::{any_body, any_json, any_text, config};

const VALID: [&str; 3] = [
    r#"{"id":"gen","choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":"",
        "images":[{"type":"image_url","image_url":{"url":"data:image/png;base64,iVBORw0KGgoAAAAA"}}]}}],"usage":{"total":1}}"#,
    r#"{"error":{"code":502,"message":"Provider returned error","metadata":{"reasons":["x"]}}}"#,
    r#"{"choices":[{"error":{"code":403,"message":"flagged"},"message":{"images":[{"image_url":{"url":"https://x.test/"}}]}}]}"#,
];

/// Bytes that begin like a picture or like none.
fn any_picture() -> impl Strategy<Value = Vec<u8>> {
    let head = prop::sample::select(vec![
        &b"\x89PNG\r\n\x1a\n"[..],
        b"\xff\xd8\xff",
        b"RIFF\0\0\0\0WEBP",
        b"RIFF",
        b"GIF89a",
        b"",
    ]);
    (head, prop::collection::vec(any::<u8>(), 0..300)).prop_map(|(head, rest)| [head, &rest].concat())
}

fn any_url() -> impl Strategy<Value = String> {
    let encoded =
        (any_picture(), any_text()).prop_map(|(bytes, kind)| format!("data:{kind};base64,{}", BASE64.encode(bytes)));
    let spoilt = (any_picture(), any_text())
        .prop_map(|(bytes, odd)| format!("data:image/png;base64,{}{odd}", BASE64.encode(bytes)));
    prop_oneof![encoded, spoilt, any_text(), any_text().prop_map(|text| format!("data:{text}"))]
}

fn is_fit(painted: &Result<Vec<u8>, PaintError>) -> bool {
    match painted {
        Ok(bytes) => bytes.len() <= PICTURE_MAX && begins_like_a_picture(bytes),
        Err(error) => error.to_string().chars().count() <= 300,
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_answer_is_a_picture_within_the_limits_or_an_error(
        status in prop::sample::select(vec![200, 200, 200, 302, 400, 402, 403, 429, 500]),
        body in any_body(&VALID),
        retry_after_s in any::<Option<u64>>(),
    ) {
        let answer = Answer { status, retry_after_s, date: None, age_s: None, body };
        prop_assert!(is_fit(&picture(&answer)));
        let refused = refused(&answer);
        prop_assert!(refused.to_string().chars().count() <= 300, "{refused}");
    }

    #[test]
    fn any_url_is_a_picture_within_the_limits_or_unfit(url in any_url()) {
        let opened = open(&url);
        prop_assert!(is_fit(&opened));
        prop_assert!(matches!(opened, Ok(_) | Err(PaintError::Unfit(_))));
        if !url.starts_with("data:") {
            prop_assert!(opened.is_err());
        }
    }

    #[test]
    fn what_was_encoded_comes_out_as_it_was(bytes in any_picture()) {
        let opened = open(&format!("data:image/webp;base64,{}", BASE64.encode(&bytes)));
        prop_assert_eq!(opened.ok(), Some(bytes.clone()).filter(|bytes| begins_like_a_picture(bytes)));
    }

    #[test]
    fn an_error_of_any_shape_is_a_typed_one(error in any_json()) {
        let answer = Answer { status: 200, retry_after_s: None, date: None, age_s: None, body: format!("{{\"error\":{error}}}").into_bytes() };
        prop_assert!(picture(&answer).is_err());
    }
}
