//! What people do in the sandbox: they write, press buttons, block the bot; and strange updates arrive.
//!
//! Called from tests, benches and the terminal chat, from any thread. Every act becomes an update that wakes the poller.
//!
//! **Invariant:** an act is visible to `getUpdates` before its call returns.

use std::{sync::Arc, time::Instant};

use serde_json::{Value, json};

use super::{
    SandboxTelegram,
    transcript::{Author, Content},
    wire::in_ascii,
    world::{Closed, User, World},
};

/// A pressed button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pressed {
    /// The update that carries it.
    pub update_id: i64,
    /// By which the bot answers it.
    pub callback_id: String,
}

/// In which part of a chat.
#[derive(Clone, Copy, Default)]
struct Where {
    thread: Option<i64>,
    direct_topic: Option<i64>,
}

impl SandboxTelegram {
    /// Makes a person known, or changes his name and language. Nobody can be written to before he wrote himself.
    pub fn user(&self, user_id: i64, name: &str, language: Option<&str>) {
        let user = User { name: name.to_owned(), language: language.map(str::to_owned) };
        self.lock().users.insert(user_id, user);
    }

    /// A person writes into a chat: his private one (the chat's id is his own) or a group (negative). Gives the update's id.
    pub fn say(&self, user_id: i64, chat_id: i64, text: &str) -> i64 {
        self.act(|world| world.hear(user_id, chat_id, Where::default(), text))
    }

    /// The same in a topic of a forum.
    pub fn say_in(&self, user_id: i64, chat_id: i64, thread: i64, text: &str) -> i64 {
        let there = Where { thread: Some(thread), ..Where::default() };
        self.act(|world| world.hear(user_id, chat_id, there, text))
    }

    /// A person writes to a channel: into his own topic of its direct messages, a chat of their own.
    pub fn say_to_channel(&self, user_id: i64, chat_id: i64, topic: i64, text: &str) -> i64 {
        self.act(|world| {
            world.chats.entry(chat_id).or_default().is_direct = true;
            world.hear(user_id, chat_id, Where { direct_topic: Some(topic), ..Where::default() }, text)
        })
    }

    /// Closes a topic of a forum to everybody, or the part outside of all topics; an open one is opened again by `false`.
    pub fn close_topic(&self, chat_id: i64, thread: Option<i64>, closed: bool) {
        let mut world = self.lock();
        let topics = &mut world.chats.entry(chat_id).or_default().closed_topics;
        topics.retain(|topic| *topic != thread);
        topics.extend(closed.then_some(thread));
    }

    /// Several people write at one instant, each into his private chat.
    pub fn say_all(&self, said: &[(i64, &str)]) {
        self.act(|world| {
            for (user_id, text) in said {
                world.hear(*user_id, *user_id, Where::default(), text);
            }
        });
    }

    /// A person presses a button with this data under a message. Any data can be sent, whatever the button says; a message
    /// that the sandbox does not know is told the way Telegram tells one that is too old.
    pub fn press(&self, user_id: i64, chat_id: i64, message_id: i64, data: &str) -> Pressed {
        self.act(|world| {
            let callback_id = world.next_callback.to_string();
            world.next_callback += 1;
            world.arrive(chat_id);
            world.callbacks.insert(callback_id.clone(), (user_id, Some(chat_id)));
            let found = world.chats.get(&chat_id).and_then(|chat| chat.transcript.find(message_id));
            let message = match found {
                Some(message) => world.message_json(message),
                None => json!({ "chat": world.chat_json(chat_id), "message_id": message_id, "date": 0 }),
            };
            let query = json!({
                "id": callback_id,
                "from": world.user_json(user_id),
                "message": message,
                "chat_instance": chat_id.to_string(),
                "data": data,
            });
            Pressed { update_id: world.push("callback_query", query), callback_id }
        })
    }

    /// Any other kind of update: `body` stands under `kind` (`edited_message`, `my_chat_member`, …).
    pub fn push(&self, kind: &str, body: Value) -> i64 {
        self.act(|world| world.push(kind, body))
    }

    /// Exactly this text as an update, however broken. Gives its id where Telegram could read one. Text without an id is
    /// shown once, since nothing can confirm it.
    pub fn push_raw(&self, json: &str) -> Option<i64> {
        self.act(|world| world.queue.push_raw(json))
    }

    /// Shows an update again, even if it was confirmed. False when it is not known (the last 10,000 are).
    pub fn redeliver(&self, update_id: i64) -> bool {
        self.act(|world| world.queue.redeliver(update_id))
    }

    /// The id of the next update; may be lower than the last.
    pub fn set_next_update_id(&self, update_id: i64) {
        self.lock().queue.set_next_id(update_id);
    }

    /// A person blocks the bot, an account disappears, a group throws the bot out or moves: sends are refused from now on.
    /// Whoever writes again after blocking is open again.
    pub fn close_chat(&self, chat_id: i64, why: Closed) {
        self.lock().chats.entry(chat_id).or_default().closed = Some(why);
    }

    /// Lets the bot speak in a chat again; also opens one in which nobody has spoken yet.
    pub fn reopen_chat(&self, chat_id: i64) {
        self.lock().chats.entry(chat_id).or_default().closed = None;
    }

    /// Forgets a chat and its person, as if nobody had ever spoken there: so that a million of them can pass through.
    pub fn forget(&self, chat_id: i64) {
        let mut world = self.lock();
        world.chats.remove(&chat_id);
        world.users.remove(&chat_id);
        world.paces.forget(chat_id);
    }

    /// Makes Telegram forget every pressed button that is not answered yet ("query is too old").
    pub fn expire_callbacks(&self) {
        self.lock().callbacks.clear();
    }

    pub(super) fn act<T>(&self, act: impl FnOnce(&mut World) -> T) -> T {
        let done = act(&mut self.lock());
        self.news.notify_waiters();
        done
    }
}

impl World {
    fn hear(&mut self, user_id: i64, chat_id: i64, there: Where, text: &str) -> i64 {
        let Where { thread, direct_topic } = there;
        let source = text.to_owned();
        let content = Content { text: text.to_owned(), source, thread, direct_topic, ..Content::default() };
        self.arrive(chat_id);
        let message = self.write(chat_id, Author::User(user_id), Arc::new(content), Instant::now());
        let mut json = self.message_json(&message);
        if text.starts_with('/') {
            let command = text.split_ascii_whitespace().next().unwrap_or(text);
            let length = command.encode_utf16().count();
            json["entities"] = json!([{ "type": "bot_command", "offset": 0, "length": length }]);
        }
        self.push("message", json)
    }

    /// A chat in which someone acts exists, and a block is over.
    fn arrive(&mut self, chat_id: i64) {
        let chat = self.chats.entry(chat_id).or_default();
        if chat.closed == Some(Closed::Blocked) {
            chat.closed = None;
        }
    }

    pub(super) fn push(&mut self, kind: &str, body: Value) -> i64 {
        let update_id = self.queue.take_id();
        let raw = format!("{{\"update_id\":{update_id},{}:{body}}}", json!(kind));
        self.queue.push(update_id, in_ascii(raw));
        update_id
    }
}
