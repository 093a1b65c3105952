//! What a request asks for, once its fields are read and everything is refused that needs no look at the world.
//!
//! Called for every request before the world is locked; the world then carries out an [`Asked`].
//!
//! **Invariant:** texts, captions and keyboards in an [`Asked`] are within Telegram's limits (OUTSIDE.md "Sending").

use actix_web::web::Bytes;
use serde::Deserialize;

use super::{
    entities::{Formatted, parse_html},
    pictures::measure,
    refusal::Refusal,
    signs::SignAsked,
    transcript::{Button, Content, Document},
    wire::{Fields, Method},
};

const TEXT_LIMIT: usize = 4_096;
const CAPTION_LIMIT: usize = 1_024;
const TOAST_LIMIT: usize = 200;

/// A picture to show.
#[derive(Debug)]
pub(super) enum PhotoIn {
    Known(String),
    Upload(Bytes, (u32, u32)),
}

/// What a message shall show; the picture beside it still has to be found.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) content: Content,
    pub(super) photo: Option<PhotoIn>,
    pub(super) document: Option<Document>,
    /// It is sent although what it answers is not there.
    pub(super) without_reply: bool,
    /// True when a button opens a web app, which groups do not allow.
    pub(super) web_app: bool,
}

/// Which part of a message an edit replaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Text,
    Caption,
    Media,
}

/// One request.
#[derive(Debug)]
pub(super) enum Asked {
    Me,
    NoWebhook,
    Webhook,
    Sign(SignAsked),
    Send { chat_id: i64, draft: Draft },
    Edit { chat_id: i64, message_id: i64, part: Part, draft: Draft },
    Delete { chat_id: i64, message_id: i64 },
    Action { chat_id: i64, action: String },
    Answer { callback_id: String, text: Option<String>, alert: bool },
}

impl Asked {
    /// Reads a request; `getUpdates` is not one of these.
    pub(super) fn read(method: Method, fields: &Fields) -> Result<Self, Refusal> {
        Ok(match method {
            Method::GetMe | Method::GetUpdates => Self::Me,
            Method::DeleteWebhook => Self::NoWebhook,
            Method::GetWebhookInfo => Self::Webhook,
            Method::GetMyCommands
            | Method::SetMyCommands
            | Method::GetMyDescription
            | Method::SetMyDescription
            | Method::GetMyShortDescription
            | Method::SetMyShortDescription => Self::Sign(SignAsked::read(method, fields)?),
            Method::SendMessage => Self::Send { draft: text_draft(fields)?, chat_id: chat_id(fields)? },
            Method::SendPhoto => {
                let photo = photo(fields, "photo", fields.text("photo"))?;
                let draft = Draft { photo: Some(photo), ..caption_draft(fields)? };
                Self::Send { draft, chat_id: chat_id(fields)? }
            }
            Method::SendDocument => {
                let draft = Draft { document: Some(document(fields)?), ..caption_draft(fields)? };
                Self::Send { draft, chat_id: chat_id(fields)? }
            }
            Method::EditMessageText => edit(fields, Part::Text, text_draft(fields)?)?,
            Method::EditMessageCaption => edit(fields, Part::Caption, caption_draft(fields)?)?,
            Method::EditMessageMedia => edit(fields, Part::Media, media_draft(fields)?)?,
            Method::DeleteMessage => Self::Delete { chat_id: chat_id(fields)?, message_id: message_id(fields) },
            Method::SendChatAction => Self::Action {
                action: fields.text("action").ok_or_else(|| Refusal::bad("wrong parameter action in request"))?.into(),
                chat_id: chat_id(fields)?,
            },
            Method::AnswerCallbackQuery => Self::Answer {
                callback_id: fields.text("callback_query_id").unwrap_or_default().into(),
                text: toast(fields)?,
                alert: fields.text("show_alert") == Some("true"),
            },
        })
    }
}

fn edit(fields: &Fields, part: Part, draft: Draft) -> Result<Asked, Refusal> {
    Ok(Asked::Edit { chat_id: chat_id(fields)?, message_id: message_id(fields), part, draft })
}

fn chat_id(fields: &Fields) -> Result<i64, Refusal> {
    let text = fields.text("chat_id").ok_or_else(|| Refusal::bad("chat_id is empty"))?;
    text.trim().parse().map_err(|_| Refusal::bad("chat not found"))
}

/// An absent or unreadable id is one that no message has.
fn message_id(fields: &Fields) -> i64 {
    fields.number("message_id").unwrap_or(0)
}

fn toast(fields: &Fields) -> Result<Option<String>, Refusal> {
    let text = fields.text("text").map(Formatted::plain);
    match text {
        Some(text) if text.length() > TOAST_LIMIT => Err(Refusal::bad("MESSAGE_TOO_LONG")),
        text => Ok(text.map(|text| text.text).filter(|text| !text.is_empty())),
    }
}

fn text_draft(fields: &Fields) -> Result<Draft, Refusal> {
    let source = fields.text("text").unwrap_or_default();
    let formatted = format(source, fields.text("parse_mode"))?;
    if formatted.text.is_empty() {
        return Err(Refusal::bad("message text is empty"));
    }
    if formatted.length() > TEXT_LIMIT {
        return Err(Refusal::bad("message is too long"));
    }
    draft(source, formatted, fields)
}

fn caption_draft(fields: &Fields) -> Result<Draft, Refusal> {
    caption(fields.text("caption").unwrap_or_default(), fields.text("parse_mode"), fields)
}

fn caption(source: &str, parse_mode: Option<&str>, fields: &Fields) -> Result<Draft, Refusal> {
    let formatted = format(source, parse_mode)?;
    if formatted.length() > CAPTION_LIMIT {
        return Err(Refusal::bad("message caption is too long"));
    }
    draft(source, formatted, fields)
}

#[derive(Deserialize)]
struct MediaIn {
    #[serde(rename = "type")]
    kind: String,
    media: String,
    #[serde(default)]
    caption: String,
    parse_mode: Option<String>,
}

fn media_draft(fields: &Fields) -> Result<Draft, Refusal> {
    let media: MediaIn = fields
        .text("media")
        .and_then(|media| serde_json::from_str(media).ok())
        .ok_or_else(|| Refusal::bad("can't parse input media JSON object"))?;
    if media.kind != "photo" {
        return Err(Refusal::bad("type of file mismatch"));
    }
    let photo = photo(fields, "media", Some(&media.media))?;
    Ok(Draft { photo: Some(photo), ..caption(&media.caption, media.parse_mode.as_deref(), fields)? })
}

fn format(source: &str, parse_mode: Option<&str>) -> Result<Formatted, Refusal> {
    match parse_mode {
        None => Ok(Formatted::plain(source)),
        Some(mode) if mode.eq_ignore_ascii_case("html") => {
            parse_html(source).map_err(|what| Refusal::bad(format_args!("can't parse entities: {what}")))
        }
        // The game speaks HTML only; the other modes are refused as Telegram refuses unknown ones.
        Some(_) => Err(Refusal::bad("unsupported parse_mode")),
    }
}

fn draft(source: &str, formatted: Formatted, fields: &Fields) -> Result<Draft, Refusal> {
    let (keyboard, web_app) = match fields.text("reply_markup") {
        Some(markup) => keyboard(markup)?,
        None => (Vec::new(), false),
    };
    let reply: Option<ReplyIn> = match fields.text("reply_parameters") {
        Some(json) => Some(serde_json::from_str(json).map_err(|_| Refusal::bad("can't parse reply parameters"))?),
        None => None,
    };
    let Formatted { text, entities } = formatted;
    let content = Content {
        text,
        source: source.to_owned(),
        entities,
        keyboard,
        thread: fields.number("message_thread_id"),
        direct_topic: fields.number("direct_messages_topic_id"),
        reply_to: reply.as_ref().map(|reply| reply.message_id),
        ..Content::default()
    };
    let without_reply = reply.is_none_or(|reply| reply.allow_sending_without_reply);
    Ok(Draft { content, web_app, without_reply, ..Draft::default() })
}

#[derive(Deserialize)]
struct ReplyIn {
    message_id: i64,
    #[serde(default)]
    allow_sending_without_reply: bool,
}

#[derive(Deserialize)]
struct MarkupIn {
    #[serde(default)]
    inline_keyboard: Vec<Vec<ButtonIn>>,
}

#[derive(Deserialize)]
struct ButtonIn {
    text: String,
    callback_data: Option<String>,
    url: Option<String>,
    web_app: Option<WebAppIn>,
}

#[derive(Deserialize)]
struct WebAppIn {
    url: String,
}

fn keyboard(markup: &str) -> Result<(Vec<Vec<Button>>, bool), Refusal> {
    let markup: MarkupIn =
        serde_json::from_str(markup).map_err(|_| Refusal::bad("can't parse reply keyboard markup JSON object"))?;
    let mut web_app = false;
    let mut keyboard = Vec::new();
    for row in markup.inline_keyboard.into_iter().filter(|row| !row.is_empty()) {
        let mut buttons = Vec::with_capacity(row.len());
        for ButtonIn { text, callback_data, url, web_app: app } in row {
            if callback_data.as_ref().is_some_and(|data| !(1..=64).contains(&data.len())) {
                return Err(Refusal::bad("BUTTON_DATA_INVALID"));
            }
            if callback_data.is_none() && url.is_none() && app.is_none() {
                let words = "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard";
                return Err(Refusal::bad(words));
            }
            web_app |= app.is_some();
            buttons.push(Button { label: text, data: callback_data, url: url.or(app.map(|app| app.url)) });
        }
        keyboard.push(buttons);
    }
    Ok((keyboard, web_app))
}

/// A document of the game is always a file of this request.
fn document(fields: &Fields) -> Result<Document, Refusal> {
    let (Some(bytes), Some(name)) = (fields.file("document"), fields.file_name("document")) else {
        return Err(Refusal::bad("there is no document in the request"));
    };
    if bytes.is_empty() {
        return Err(Refusal::bad("file must be non-empty"));
    }
    Ok(Document { name: name.to_owned(), bytes: bytes.as_ref().into() })
}

/// A picture is a file of this request (the field itself, or `attach://name`) or a `file_id`.
fn photo(fields: &Fields, name: &str, text: Option<&str>) -> Result<PhotoIn, Refusal> {
    let attached = text.and_then(|text| text.strip_prefix("attach://"));
    if let Some(bytes) = fields.file(attached.unwrap_or(name)) {
        return Ok(PhotoIn::Upload(bytes.clone(), measure(bytes)?));
    }
    match (attached, text) {
        (None, Some(text)) => Ok(PhotoIn::Known(text.to_owned())),
        _ => Err(Refusal::bad(format_args!("there is no {name} in the request"))),
    }
}
