//! Everything the bot says: the calls of the Outbox, each put into one request of the Bot API.
//!
//! Called by the Outbox through its port. It owns its HTTP connections and nothing else.
//!
//! **Invariant:** one call is at most one request, ended by its deadline: 10 s, or 30 s when it uploads a file.
//! **Absent:** no retries, no pacing, no cutting of texts; the Outbox and the pages own them.

use futures_util::future::{FutureExt, LocalBoxFuture};
use serde_json::{Map, Value, json, value::RawValue};

use super::{
    form::Upload,
    signs,
    wire::{Wire, bounds},
};
use crate::{
    actors::outbox::port::{Accepted, Body, BotApi, Call, CallError, Keyboard, KeyboardButton, Photo, Sign},
    config::Secret,
    game::spot::{Spot, Topic},
    transports::{http::SMALL_BODY, soft::Fields, way::Way},
};

/// Seconds that a call without an upload may take; Telegram answers in tens of milliseconds.
const TEXT_DEADLINE_S: u64 = 10;

/// Seconds that an upload may take; the server paces uploads over 100 kB by up to a second each.
const UPLOAD_DEADLINE_S: u64 = 30;

/// The Outbox's door to the Bot API.
pub struct TelegramApi {
    wire: Wire,
}

/// A call in the words of the Bot API.
#[derive(Default)]
pub(super) struct Request {
    pub method: &'static str,
    pub fields: Map<String, Value>,
    pub upload: Option<Upload>,
    /// The message that an edit is about: some edits answer `true` instead of the message.
    pub edited: Option<i64>,
    /// The sign that is read.
    pub reads: Option<Sign>,
}

impl TelegramApi {
    /// A door with connections of its own. `base_url` may end with a slash.
    pub fn new(way: &Way, base_url: &str, token: &Secret) -> TelegramApi {
        TelegramApi { wire: Wire::new(way, base_url, token) }
    }

    async fn send(&self, call: Call) -> Result<Accepted, CallError> {
        let Request { method, fields, upload, edited, reads } = request(call);
        let deadline_s = if upload.is_some() { UPLOAD_DEADLINE_S } else { TEXT_DEADLINE_S };
        let result = self.wire.call(method, fields, upload.as_ref(), bounds(deadline_s, SMALL_BODY)).await?;
        if let Some(sign) = reads {
            return Ok(Accepted { words: signs::words(sign, &result), ..Accepted::default() });
        }
        let mut accepted = accepted(&result);
        accepted.message_id = accepted.message_id.or(edited);
        Ok(accepted)
    }
}

impl BotApi for TelegramApi {
    fn call(&self, call: Call) -> LocalBoxFuture<'_, Result<Accepted, CallError>> {
        self.send(call).boxed_local()
    }
}

/// Puts a call into the words of the Bot API.
fn request(call: Call) -> Request {
    let mut fields = Map::new();
    match call {
        Call::SendMessage { chat_id, spot, body, keyboard } => {
            fields.insert("chat_id".into(), chat_id.into());
            put_spot(&mut fields, spot);
            put_text(&mut fields, body);
            put_keyboard(&mut fields, keyboard);
            Request { method: "sendMessage", fields, ..Request::default() }
        }
        Call::EditMessage { chat_id, message_id, body, keyboard } => {
            fields.insert("chat_id".into(), chat_id.into());
            fields.insert("message_id".into(), message_id.into());
            put_text(&mut fields, body);
            put_keyboard(&mut fields, keyboard);
            Request { method: "editMessageText", fields, edited: Some(message_id), ..Request::default() }
        }
        Call::SendPhoto { chat_id, spot, photo, caption, keyboard } => {
            fields.insert("chat_id".into(), chat_id.into());
            put_spot(&mut fields, spot);
            put_body(&mut fields, "caption", caption);
            put_keyboard(&mut fields, keyboard);
            let upload = match photo {
                // An upload is the form's own part of this name.
                Photo::Png(png) => Some(Upload::card(png)),
                Photo::FileId(id) => {
                    fields.insert("photo".into(), id.into());
                    None
                }
            };
            Request { method: "sendPhoto", fields, upload, ..Request::default() }
        }
        Call::EditPhoto { chat_id, message_id, photo, caption, keyboard } => {
            let (media, upload) = match photo {
                Photo::Png(png) => ("attach://photo".to_owned(), Some(Upload::card(png))),
                Photo::FileId(id) => (id, None),
            };
            let mut shown = Map::new();
            shown.insert("type".into(), "photo".into());
            shown.insert("media".into(), media.into());
            put_body(&mut shown, "caption", caption);
            fields.insert("chat_id".into(), chat_id.into());
            fields.insert("message_id".into(), message_id.into());
            fields.insert("media".into(), shown.into());
            put_keyboard(&mut fields, keyboard);
            Request { method: "editMessageMedia", fields, upload, edited: Some(message_id), ..Request::default() }
        }
        Call::SendDocument { chat_id, spot, document, caption, keyboard } => {
            fields.insert("chat_id".into(), chat_id.into());
            put_spot(&mut fields, spot);
            put_body(&mut fields, "caption", caption);
            put_keyboard(&mut fields, keyboard);
            let upload = Some(Upload::document(document.name, document.bytes));
            Request { method: "sendDocument", fields, upload, ..Request::default() }
        }
        Call::ReadSign { sign, lang } => signs::read(sign, lang),
        Call::HangSign { sign, lang, words } => signs::hang(sign, lang, words),
        Call::AnswerCallback { callback_id, toast } => {
            fields.insert("callback_query_id".into(), callback_id.into());
            if let Some(toast) = toast {
                fields.insert("text".into(), toast.into());
            }
            Request { method: "answerCallbackQuery", fields, ..Request::default() }
        }
    }
}

/// Where in its chat. What is answered may be deleted meanwhile: the answer is sent all the same.
fn put_spot(fields: &mut Map<String, Value>, spot: Spot) {
    match spot.topic {
        Some(Topic::Thread(id)) => drop(fields.insert("message_thread_id".into(), id.into())),
        Some(Topic::Direct(id)) => drop(fields.insert("direct_messages_topic_id".into(), id.into())),
        None => {}
    }
    if let Some(message_id) = spot.reply_to {
        let reply = json!({ "message_id": message_id, "allow_sending_without_reply": true });
        fields.insert("reply_parameters".into(), reply);
    }
}

/// The text of a message: no text of ours wants a preview of what it may be taken to link to.
fn put_text(fields: &mut Map<String, Value>, body: Body) {
    put_body(fields, "text", body);
    fields.insert("link_preview_options".into(), json!({ "is_disabled": true }));
}

fn put_body(fields: &mut Map<String, Value>, name: &str, body: Body) {
    fields.insert(name.into(), body.text.into());
    if body.html {
        fields.insert("parse_mode".into(), "HTML".into());
    }
}

/// Without a keyboard the field is left out: an edit then removes the buttons that were there.
fn put_keyboard(fields: &mut Map<String, Value>, keyboard: Keyboard) {
    if keyboard.iter().all(Vec::is_empty) {
        return;
    }
    let row = |row: Vec<_>| -> Value { row.into_iter().map(button).collect() };
    let rows: Vec<Value> = keyboard.into_iter().map(row).collect();
    fields.insert("reply_markup".into(), json!({ "inline_keyboard": rows }));
}

fn button(button: KeyboardButton) -> Value {
    json!({ "text": button.label, "callback_data": button.data })
}

/// Reads what an accepted call gave. The call took effect whatever this says, so what cannot be read is left out.
fn accepted(result: &RawValue) -> Accepted {
    let Some(message) = Fields::read(result.get()) else { return Accepted::default() };
    let sizes = message.list("photo").unwrap_or_default();
    let largest = sizes
        .into_iter()
        .filter_map(|size| Fields::read(size.get()))
        .filter_map(|size| {
            let side = |name| size.get::<u32>(name).map_or(0, u64::from);
            size.get::<String>("file_id").map(|id| (side("width") * side("height"), id))
        })
        .max_by_key(|(area, _)| *area);
    Accepted { message_id: message.get("message_id"), file_id: largest.map(|(_, id)| id), words: None }
}

#[cfg(test)]
#[path = "api_tests.rs"]
mod tests;

#[cfg(test)]
#[path = "api_fuzz.rs"]
mod fuzz;
