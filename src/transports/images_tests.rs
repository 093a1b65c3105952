//! What the image door asks and what it makes of good, bad and hostile answers, against servers on this machine.
//!
//! Called by the test run only; a file of its own to keep `images` short.
//!
//! **Invariant:** every kind of `PaintError` is here with the answers that mean it.

use super::*;
use crate::transports::test_server::{Reply, TestServer, closed_port, raw_port};
use crate::transports::way::Way;

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n and more";

fn door(base: &str) -> OpenRouter {
    OpenRouter::new(&Way::direct(), base, &Secret::new("sk-or-KEY".into()), "paint/er")
}

fn with_url(url: &str) -> String {
    let image = json!({"type": "image_url", "image_url": {"url": url}});
    json!({"choices": [{"message": {"role": "assistant", "content": "here", "images": [image]}}]}).to_string()
}

fn data(bytes: &[u8]) -> String {
    format!("data:image/png;base64,{}", BASE64.encode(bytes))
}

async fn painted(status: u16, body: impl Into<Vec<u8>>) -> Result<Vec<u8>, PaintError> {
    let body = body.into();
    let server = TestServer::answering(move |_| Reply::new(status, body.clone()).header("Retry-After", "9"));
    door(&server.base()).paint("a carp".into()).await
}

#[actix_rt::test]
async fn a_painting() {
    let body = with_url(&data(PNG));
    let server = TestServer::answering(move |_| Reply::new(200, body.clone()));
    assert_eq!(door(&format!("{}/", server.base())).paint("a carp".into()).await, Ok(PNG.to_vec()));
    let asked = server.only();
    assert_eq!(asked.path, "/api/v1/chat/completions");
    assert_eq!(asked.header("authorization"), "Bearer sk-or-KEY");
    assert_eq!(asked.header("content-type"), "application/json");
    let messages = json!([{"role": "user", "content": "a carp"}]);
    assert_eq!(asked.json(), json!({"model": "paint/er", "messages": messages, "modalities": ["image", "text"]}));
}

#[test]
fn pictures_are_told_by_their_first_bytes() {
    for bytes in [PNG, b"\xff\xd8\xff\xe0 JFIF", b"RIFF\0\0\0\0WEBPVP8 "] {
        assert_eq!(open(&data(bytes)), Ok(bytes.to_vec()));
        assert_eq!(open(data(bytes).trim_end_matches('=')), Ok(bytes.to_vec()));
    }
    for bytes in [&b""[..], b"GIF89a", b"<svg/>", b"RIFF\0\0\0\0WAVE", b"RIFF", b"\x89PNG"] {
        assert!(matches!(open(&data(bytes)), Err(PaintError::Unfit(_))), "{bytes:?}");
    }
}

#[test]
fn addresses_and_broken_or_large_data_are_unfit() {
    let urls = ["https://evil.test/x.png", "http://127.0.0.1/", "file:///etc/passwd", "", "data:image/png,abc"];
    for url in urls.into_iter().chain(["data:image/png;base64,***"]) {
        assert!(matches!(open(url), Err(PaintError::Unfit(_))), "{url}");
    }
    let mut large = PNG.to_vec();
    large.resize(PICTURE_MAX, 0);
    assert!(open(&data(&large)).is_ok());
    large.push(0);
    assert_eq!(open(&data(&large)), Err(PaintError::Unfit("over 8 MiB".into())));
    large.resize(PICTURE_MAX * 2, 0);
    assert_eq!(open(&data(&large)), Err(PaintError::Unfit("over 8 MiB".into())));
}

#[actix_rt::test]
async fn a_200_without_a_picture() {
    for body in [
        r#"{"choices":[{"message":{"content":"I cannot paint."}}]}"#,
        r#"{"choices":[{"message":{"images":[]}}]}"#,
        r#"{"choices":[{"message":{"images":[{"image_url":7}]}}]}"#,
        r#"{"choices":[]}"#,
        r#"{"error":{"message":"odd"}}"#,
        "{}",
        "[]",
        "<html>",
        "",
    ] {
        assert!(matches!(painted(200, body).await, Err(PaintError::NoPicture(_))), "{body}");
    }
    assert!(matches!(painted(200, vec![0xff, 0xfe]).await, Err(PaintError::NoPicture(_))));
}

#[actix_rt::test]
async fn an_error_inside_a_200_counts_like_its_code() {
    let refused = painted(200, r#"{"error":{"code":403,"message":"moderation"}}"#).await;
    assert_eq!(refused, Err(PaintError::Refused("moderation".into())));
    let busy = painted(200, r#"{"choices":[{"error":{"code":502,"message":"upstream"}}]}"#).await;
    assert_eq!(busy, Err(PaintError::Down { reason: "upstream".into(), retry_after_s: Some(9) }));
}

#[actix_rt::test]
async fn statuses_are_sorted() {
    let said = |status| painted(status, r#"{"error":{"code":1,"message":"why\nnot"}}"#);
    assert_eq!(said(403).await, Err(PaintError::Refused("403 why not".into())));
    assert_eq!(said(402).await, Err(PaintError::NoCredit("402 why not".into())));
    assert_eq!(said(401).await, Err(PaintError::NoCredit("401 why not".into())));
    for status in [408, 429, 500, 503] {
        let down = PaintError::Down { reason: format!("{status} why not"), retry_after_s: Some(9) };
        assert_eq!(said(status).await, Err(down));
    }
    for status in [302, 400, 404] {
        assert!(matches!(said(status).await, Err(PaintError::NoPicture(_))), "{status}");
    }
}

#[actix_rt::test]
async fn absence_is_down_a_flood_is_unfit_and_no_error_shows_the_key() {
    for base in [closed_port(), raw_port("")] {
        let error = door(&base).paint("x".into()).await.unwrap_err();
        assert!(matches!(error, PaintError::Down { .. }), "{error:?}");
        assert!(!format!("{error}{error:?}").contains("KEY"));
    }
    assert!(matches!(painted(200, vec![b' '; (16 << 20) + 1]).await, Err(PaintError::Unfit(_))));
}

#[actix_rt::test]
async fn the_key_is_looked_at_without_painting() {
    for status in [200, 401, 402, 403, 500] {
        let server = TestServer::answering(move |_| Reply::new(status, "{}"));
        let answer = door(&server.base()).check_key().await;
        let expected = match status {
            200 => answer.is_ok(),
            500 => matches!(answer, Err(PaintError::Down { .. })),
            _ => matches!(answer, Err(PaintError::NoCredit(_))),
        };
        assert!(expected, "{status}: {answer:?}");
        assert_eq!(server.only().path, "/api/v1/key");
        assert_eq!(server.only().header("authorization"), "Bearer sk-or-KEY");
    }
}
