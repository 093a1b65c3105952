//! Requests to the Bot API as they come over the wire: method names, fields and files.
//!
//! Bodies may be JSON, multipart or urlencoded, and fields may stand in the query string; like the Bot API server, the
//! sandbox turns all of them into strings first, so that `"5"` and `5` are the same chat.
//!
//! **Invariant:** nothing here knows the world; what a field means is decided in `asked`.

use std::{collections::HashMap, fmt::Write};

use actix_multipart::Multipart;
use actix_web::{
    HttpRequest,
    http::header::CONTENT_TYPE,
    web::{Bytes, BytesMut, Payload},
};
use futures_util::TryStreamExt;
use serde_json::value::RawValue;

use super::refusal::Refusal;

/// No request is larger: Telegram takes photos up to 10 MB, and a text is far below.
const BODY_LIMIT: usize = 12 * 1024 * 1024;

macro_rules! methods {
    ($($variant:ident = $name:literal),+ $(,)?) => {
        /// The methods the sandbox speaks.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Method {
            $(#[doc = concat!("`", $name, "`")] $variant),+
        }

        impl Method {
            /// All of them.
            pub const ALL: &[Method] = &[$(Method::$variant),+];

            /// As it stands in the address.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Method::$variant => $name),+ }
            }
        }
    };
}

methods! {
    GetMe = "getMe",
    GetUpdates = "getUpdates",
    DeleteWebhook = "deleteWebhook",
    GetWebhookInfo = "getWebhookInfo",
    GetMyCommands = "getMyCommands",
    SetMyCommands = "setMyCommands",
    GetMyDescription = "getMyDescription",
    SetMyDescription = "setMyDescription",
    GetMyShortDescription = "getMyShortDescription",
    SetMyShortDescription = "setMyShortDescription",
    SendMessage = "sendMessage",
    SendPhoto = "sendPhoto",
    SendDocument = "sendDocument",
    SendChatAction = "sendChatAction",
    EditMessageText = "editMessageText",
    EditMessageCaption = "editMessageCaption",
    EditMessageMedia = "editMessageMedia",
    DeleteMessage = "deleteMessage",
    AnswerCallbackQuery = "answerCallbackQuery",
}

impl Method {
    /// Reads a method's name; like Telegram, without regard to case.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|method| method.name().eq_ignore_ascii_case(name))
    }

    /// True for what counts against a chat's pace: sends and edits.
    #[must_use]
    pub fn is_paced(self) -> bool {
        matches!(
            self,
            Self::SendMessage
                | Self::SendPhoto
                | Self::SendDocument
                | Self::EditMessageText
                | Self::EditMessageCaption
                | Self::EditMessageMedia
        )
    }
}

/// A request's fields and files.
#[derive(Debug, Default)]
pub(super) struct Fields {
    texts: HashMap<String, String>,
    /// Each with its name.
    files: HashMap<String, (String, Bytes)>,
}

impl Fields {
    /// A field that is there and not empty.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.texts.get(name).map(String::as_str).filter(|text| !text.is_empty())
    }

    /// A field that is a whole number.
    pub(super) fn number(&self, name: &str) -> Option<i64> {
        self.text(name)?.trim().parse().ok()
    }

    /// An uploaded file.
    pub(super) fn file(&self, name: &str) -> Option<&Bytes> {
        self.files.get(name).map(|(_, bytes)| bytes)
    }

    /// The name of an uploaded file, as its sender calls it.
    pub(super) fn file_name(&self, name: &str) -> Option<&str> {
        self.files.get(name).map(|(file, _)| file.as_str())
    }

    /// Reads a JSON object; strings lose their quotes, everything else stays JSON.
    pub(super) fn from_json(json: &[u8]) -> Result<Self, Refusal> {
        let mut fields = Self::default();
        if json.is_empty() {
            return Ok(fields);
        }
        let object: HashMap<String, &RawValue> =
            serde_json::from_slice(json).map_err(|_| Refusal::bad("can't parse request JSON object"))?;
        for (name, raw) in object {
            let raw = raw.get();
            match raw.as_bytes().first() {
                Some(b'"') => drop(fields.texts.insert(name, serde_json::from_str(raw).unwrap_or_default())),
                _ if raw == "null" => {}
                _ => drop(fields.texts.insert(name, raw.to_owned())),
            }
        }
        Ok(fields)
    }

    fn add_urlencoded(&mut self, encoded: &str) {
        if let Ok(pairs) = actix_web::web::Query::<Vec<(String, String)>>::from_query(encoded) {
            self.texts.extend(pairs.into_inner());
        }
    }

    /// Reads a request to its end.
    pub(super) async fn read(request: &HttpRequest, payload: Payload) -> Result<Self, Refusal> {
        let kind = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let mut fields = if kind.starts_with("multipart/form-data") {
            Self::from_multipart(Multipart::new(request.headers(), payload)).await?
        } else {
            let body = match payload.to_bytes_limited(BODY_LIMIT).await {
                Ok(Ok(body)) => body,
                Ok(Err(_)) => return Err(Refusal::bad("can't read the request")),
                Err(_) => return Err(Refusal::new(413, "Request Entity Too Large")),
            };
            if kind.starts_with("application/json") {
                Self::from_json(&body)?
            } else {
                let mut fields = Self::default();
                fields.add_urlencoded(&String::from_utf8_lossy(&body));
                fields
            }
        };
        if !request.query_string().is_empty() {
            fields.add_urlencoded(request.query_string());
        }
        Ok(fields)
    }

    async fn from_multipart(mut parts: Multipart) -> Result<Self, Refusal> {
        let broken = |_| Refusal::bad("can't parse multipart body");
        let mut fields = Self::default();
        let mut total = 0;
        while let Some(mut part) = parts.try_next().await.map_err(broken)? {
            let name = part.name().unwrap_or_default().to_owned();
            let file = part.content_disposition().and_then(|about| about.get_filename()).map(str::to_owned);
            let mut bytes = BytesMut::new();
            while let Some(chunk) = part.try_next().await.map_err(broken)? {
                total += chunk.len();
                if total > BODY_LIMIT {
                    return Err(Refusal::new(413, "Request Entity Too Large"));
                }
                bytes.extend_from_slice(&chunk);
            }
            match file {
                Some(file) => drop(fields.files.insert(name, (file, bytes.freeze()))),
                None => drop(fields.texts.insert(name, String::from_utf8_lossy(&bytes).into_owned())),
            }
        }
        Ok(fields)
    }
}

/// JSON as Telegram writes it: every letter beyond ASCII as `\\uXXXX`, which makes six bytes of two.
pub(super) fn in_ascii(json: String) -> String {
    if json.is_ascii() {
        return json;
    }
    let mut ascii = String::with_capacity(json.len() * 3);
    for letter in json.chars() {
        if letter.is_ascii() {
            ascii.push(letter);
            continue;
        }
        for unit in letter.encode_utf16(&mut [0; 2]) {
            let _a_string_takes_all = write!(ascii, "\\u{unit:04x}");
        }
    }
    ascii
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_beyond_ascii_are_written_as_telegram_writes_them() {
        let said = serde_json::json!({ "text": "я🎣\"\n" }).to_string();
        let ascii = in_ascii(said.clone());
        assert_eq!(ascii, r#"{"text":"\u044f\ud83c\udfa3\"\n"}"#);
        assert_eq!(serde_json::from_str::<serde_json::Value>(&ascii).unwrap().to_string(), said);
    }

    #[test]
    fn json_fields_become_strings_and_numbers_may_be_quoted() {
        let json = br#"{"chat_id":5,"message_id":"6","text":"a\nb","reply_markup":{"inline_keyboard":[]},"x":null}"#;
        let fields = Fields::from_json(json).unwrap();
        assert_eq!((fields.number("chat_id"), fields.number("message_id")), (Some(5), Some(6)));
        assert_eq!(fields.text("text"), Some("a\nb"));
        assert_eq!(fields.text("reply_markup"), Some(r#"{"inline_keyboard":[]}"#));
        assert_eq!(fields.text("x"), None);
        assert!(Fields::from_json(b"[1]").is_err());
    }

    #[test]
    fn urlencoded_fields_are_decoded() {
        let mut fields = Fields::default();
        fields.add_urlencoded("offset=-1&text=a+%26%20b");
        assert_eq!((fields.number("offset"), fields.text("text")), (Some(-1), Some("a & b")));
    }

    #[test]
    fn methods_are_found_without_regard_to_case() {
        assert_eq!(Method::find("SENDmessage"), Some(Method::SendMessage));
        assert_eq!(Method::find("sendPoll"), None);
        assert!(Method::EditMessageMedia.is_paced() && !Method::AnswerCallbackQuery.is_paced());
    }
}
