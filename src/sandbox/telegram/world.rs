//! The world behind the sandbox's Bot API: people, chats, messages, pressed buttons, pictures, waiting updates.
//!
//! Owned by `SandboxTelegram` behind one lock; players act on it through `players`, the bot through `effects`.
//!
//! **Invariant:** message ids only rise; a chat exists once someone spoke or pressed a button in it.

use std::{
    collections::{HashMap, VecDeque},
    sync::Arc,
    time::Instant,
};

use jiff::Timestamp;
use serde_json::{Value, json};
use tokio::sync::mpsc::UnboundedSender;

use super::{
    KeepTranscript,
    pacing::Paces,
    pictures::{Pictures, sizes},
    queue::UpdateQueue,
    refusal::Refusal,
    signs::Signs,
    transcript::{Author, Button, CallRecord, Content, Event, Message, Transcript},
    wire::Method,
};

/// Calls remembered over all chats; a bench does not fill the memory with them.
const CALLS: usize = 100_000;

/// The name of every sandbox's bot, until it is given another one.
const USERNAME: &str = "angler_sandbox_bot";

/// A person.
#[derive(Clone, Debug)]
pub(super) struct User {
    pub(super) name: String,
    pub(super) language: Option<String>,
}

/// Why a chat takes no messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closed {
    /// The person blocked the bot.
    Blocked,
    /// The person's account is gone.
    Deactivated,
    /// The bot was thrown out of the group.
    Kicked,
    /// The group has become a supergroup with this id.
    Migrated(i64),
}

/// A chat.
#[derive(Default)]
pub(super) struct Chat {
    pub(super) closed: Option<Closed>,
    /// It is the direct messages of a channel, each person's in a topic of his own.
    pub(super) is_direct: bool,
    /// Topics in which nobody may write; `None` is the one outside of all others.
    pub(super) closed_topics: Vec<Option<i64>>,
    pub(super) transcript: Transcript,
}

/// Accepted and refused calls of one method.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Calls that took effect.
    pub accepted: u64,
    /// Calls answered with a refusal of Telegram's (not those a switch refused).
    pub refused: u64,
}

/// Everything.
pub(super) struct World {
    pub(super) bot_id: i64,
    /// The bot's name without the `@`.
    pub(super) username: String,
    pub(super) keep: KeepTranscript,
    pub(super) now: fn() -> Timestamp,
    pub(super) users: HashMap<i64, User>,
    pub(super) chats: HashMap<i64, Chat>,
    /// Names of groups.
    pub(super) titles: HashMap<i64, String>,
    /// Pressed buttons that wait for their answer: who pressed, and where.
    pub(super) callbacks: HashMap<String, (i64, Option<i64>)>,
    pub(super) next_callback: u64,
    pub(super) next_message: i64,
    pub(super) pictures: Pictures,
    pub(super) queue: UpdateQueue,
    pub(super) paces: Paces,
    pub(super) signs: Signs,
    pub(super) calls: VecDeque<CallRecord>,
    pub(super) counts: HashMap<Method, Count>,
    pub(super) listeners: Vec<UnboundedSender<Event>>,
}

impl World {
    pub(super) fn new(bot_id: i64, keep: KeepTranscript, now: fn() -> Timestamp) -> Self {
        Self {
            bot_id,
            username: USERNAME.to_owned(),
            keep,
            now,
            users: HashMap::new(),
            chats: HashMap::new(),
            titles: HashMap::new(),
            callbacks: HashMap::new(),
            next_callback: 4_000_000_000_000_000_001,
            next_message: 1,
            pictures: Pictures::default(),
            queue: UpdateQueue::new(100_001),
            paces: Paces::default(),
            signs: Signs::default(),
            calls: VecDeque::new(),
            counts: HashMap::new(),
            listeners: Vec::new(),
        }
    }

    pub(super) fn date_s(&self) -> i64 {
        (self.now)().as_second()
    }

    /// The chat, if the bot may speak in it.
    pub(super) fn open_chat(&self, chat_id: i64) -> Result<&Chat, Refusal> {
        let chat = self.chats.get(&chat_id).ok_or_else(|| Refusal::bad("chat not found"))?;
        match chat.closed {
            None => Ok(chat),
            Some(Closed::Blocked) => Err(Refusal::forbidden("bot was blocked by the user")),
            Some(Closed::Deactivated) => Err(Refusal::forbidden("user is deactivated")),
            Some(Closed::Kicked) => Err(Refusal::forbidden("bot was kicked from the supergroup chat")),
            Some(Closed::Migrated(id)) => Err(Refusal::migrated(id)),
        }
    }

    /// Writes a new message into a chat, keeping it only if transcripts are kept.
    pub(super) fn write(&mut self, chat_id: i64, author: Author, content: Arc<Content>, at: Instant) -> Message {
        let message = Message {
            chat_id,
            message_id: self.next_message,
            author,
            at,
            date_s: self.date_s(),
            first: content,
            edits: Vec::new(),
            deleted_at: None,
        };
        self.next_message += 1;
        if self.keep.keeps_texts() {
            self.chats.entry(chat_id).or_default().transcript.messages.push(message.clone());
        }
        message
    }

    /// Notes how a call ended.
    pub(super) fn record(&mut self, method: Method, chat_id: Option<i64>, at: Instant, refused: Option<&Refusal>) {
        let count = self.counts.entry(method).or_default();
        match refused {
            None => count.accepted += 1,
            Some(_) => count.refused += 1,
        }
        if !self.keep.keeps_texts() || method == Method::GetUpdates {
            return;
        }
        let refused = refused.map(|refusal| (refusal.code, refusal.description.clone()));
        let record = CallRecord { method, chat_id, at, refused };
        if let Some(chat) = chat_id.and_then(|chat_id| self.chats.get_mut(&chat_id)) {
            chat.transcript.calls.push(record.clone());
        }
        if self.calls.len() == CALLS {
            self.calls.pop_front();
        }
        self.calls.push_back(record);
    }

    pub(super) fn tell(&mut self, event: impl FnOnce() -> Event) {
        if self.listeners.is_empty() {
            return;
        }
        let event = event();
        self.listeners.retain(|listener| listener.send(event.clone()).is_ok());
    }

    pub(super) fn bot_json(&self) -> Value {
        json!({ "id": self.bot_id, "is_bot": true, "first_name": "Angler", "username": self.username })
    }

    pub(super) fn user_json(&self, user_id: i64) -> Value {
        let user = self.users.get(&user_id);
        let name = user.map_or("Player", |user| user.name.as_str());
        let mut json = json!({ "id": user_id, "is_bot": false, "first_name": name });
        if let Some(language) = user.and_then(|user| user.language.as_deref()) {
            json["language_code"] = language.into();
        }
        json
    }

    pub(super) fn chat_json(&self, chat_id: i64) -> Value {
        if chat_id < 0 {
            let title = self.titles.get(&chat_id).cloned();
            let title = title.unwrap_or_else(|| format!("Pier {}", chat_id.unsigned_abs()));
            let mut json = json!({ "id": chat_id, "type": "supergroup", "title": title });
            if self.chats.get(&chat_id).is_some_and(|chat| chat.is_direct) {
                json["is_direct_messages"] = true.into();
            }
            return json;
        }
        let name = self.users.get(&chat_id).map_or("Player", |user| user.name.as_str());
        json!({ "id": chat_id, "type": "private", "first_name": name })
    }

    /// A message as the Bot API tells it.
    pub(super) fn message_json(&self, message: &Message) -> Value {
        let content = message.content();
        let mut json = json!({
            "message_id": message.message_id,
            "chat": self.chat_json(message.chat_id),
            "date": message.date_s,
            "from": match message.author {
                Author::Bot => self.bot_json(),
                Author::User(user_id) => self.user_json(user_id),
            },
        });
        if let Some(thread) = message.first.thread {
            json["message_thread_id"] = thread.into();
            json["is_topic_message"] = true.into();
        }
        if let Some(topic) = message.first.direct_topic {
            json["direct_messages_topic"] = json!({ "topic_id": topic });
        }
        if !message.edits.is_empty() {
            json["edit_date"] = self.date_s().into();
        }
        let (text, entities) = if content.photo.is_some() || content.document.is_some() {
            ("caption", "caption_entities")
        } else {
            ("text", "entities")
        };
        if let Some(photo) = &content.photo {
            json["photo"] = sizes(photo);
        }
        if let Some(document) = &content.document {
            let id = format!("BQACAgIAAxkDsandbox-{}", message.message_id);
            json["document"] = json!({
                "file_id": id, "file_unique_id": format!("AgAD{}", message.message_id),
                "file_name": document.name, "mime_type": "application/json", "file_size": document.bytes.len(),
            });
        }
        if !content.text.is_empty() {
            json[text] = content.text.as_str().into();
        }
        if !content.entities.is_empty() {
            json[entities] = json!(content.entities);
        }
        if !content.keyboard.is_empty() {
            let rows: Vec<Vec<Value>> =
                content.keyboard.iter().map(|row| row.iter().map(button_json).collect()).collect();
            json["reply_markup"] = json!({ "inline_keyboard": rows });
        }
        json
    }
}

fn button_json(button: &Button) -> Value {
    let mut json = json!({ "text": button.label });
    if let Some(data) = &button.data {
        json["callback_data"] = data.as_str().into();
    }
    if let Some(url) = &button.url {
        json["url"] = url.as_str().into();
    }
    json
}
