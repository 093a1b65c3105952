//! A multipart form for the one thing that JSON cannot carry: the bytes of a file.
//!
//! Called by `wire` when a call brings a file; the HTTP library has no builder of its own.
//!
//! **Invariant:** the boundary occurs neither in a field nor in the file, so nothing a player wrote can end a part.

use std::sync::Arc;

use serde_json::{Map, Value};

/// A file on its way.
pub struct Upload {
    /// The field it stands in.
    field: &'static str,
    /// Its name; ours, so without a quotation mark or a line end.
    name: &'static str,
    /// Its media type.
    kind: &'static str,
    bytes: Arc<[u8]>,
}

impl Upload {
    /// A card, under the name `photo`.
    pub fn card(png: Arc<[u8]>) -> Upload {
        Upload { field: "photo", name: "card.png", kind: "image/png", bytes: png }
    }

    /// A JSON document, under the name `document`.
    pub fn document(name: &'static str, bytes: Arc<[u8]>) -> Upload {
        Upload { field: "document", name, kind: "application/json", bytes }
    }
}

/// A form, ready to be sent.
pub struct Form {
    /// The value of `Content-Type`.
    pub content_type: String,
    /// The body.
    pub body: Vec<u8>,
}

/// Writes the fields of a call and its file. Texts go as they are, everything else as JSON, as the Bot API wants it.
pub fn form(fields: &Map<String, Value>, upload: &Upload) -> Form {
    let Upload { field, name, kind, bytes } = upload;
    let fields: Vec<(&String, String)> = fields.iter().map(|(name, value)| (name, written(value))).collect();
    let taken = |boundary: &str| {
        fields.iter().any(|(_, value)| value.contains(boundary))
            || bytes.windows(boundary.len()).any(|window| window == boundary.as_bytes())
    };
    let mut number = 0_u64;
    let mut boundary = format!("angler-form-{number}");
    while taken(&boundary) {
        number += 1;
        boundary = format!("angler-form-{number}");
    }
    let mut body = Vec::with_capacity(bytes.len() + 2_048);
    for (field, value) in &fields {
        let head = format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n");
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(value.as_bytes());
        body.extend_from_slice(b"\r\n");
    }
    let head = format!(
        "--{boundary}\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\nContent-Type: {kind}\r\n\r\n"
    );
    body.extend_from_slice(head.as_bytes());
    body.extend_from_slice(bytes);
    body.extend_from_slice(format!("\r\n--{boundary}--\r\n").as_bytes());
    Form { content_type: format!("multipart/form-data; boundary={boundary}"), body }
}

/// A field's value as the form carries it.
fn written(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn parts_are_written_as_the_bot_api_reads_them() {
        let fields = json!({"caption": "карась", "chat_id": -7});
        let form = form(fields.as_object().unwrap(), &Upload::card(Arc::from(&b"\x89PNG\0\xff"[..])));
        assert_eq!(form.content_type, "multipart/form-data; boundary=angler-form-0");
        let expected = "--angler-form-0\r\nContent-Disposition: form-data; name=\"caption\"\r\n\r\nкарась\r\n\
            --angler-form-0\r\nContent-Disposition: form-data; name=\"chat_id\"\r\n\r\n-7\r\n\
            --angler-form-0\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"card.png\"\r\n\
            Content-Type: image/png\r\n\r\n"
            .as_bytes();
        let expected = [expected, b"\x89PNG\0\xff", b"\r\n--angler-form-0--\r\n"].concat();
        assert_eq!(form.body, expected);
    }

    #[test]
    fn a_boundary_in_the_text_or_in_the_file_is_stepped_over() {
        let fields = json!({"caption": "x\r\n--angler-form-0--\r\n"});
        let form = form(fields.as_object().unwrap(), &Upload::document("a.json", Arc::from(&b"..angler-form-1.."[..])));
        assert!(form.content_type.ends_with("=angler-form-2"));
    }
}
