//! What people do with groups: they take the bot in, send it away, rename the group, make it a supergroup.
//!
//! Called from tests and the terminal chat. Telegram's updates of it are `my_chat_member` and service messages.
//!
//! **Invariant:** whoever acts is named in `from`, but for the new group of a move, where Telegram names its anonymous account.

use std::{sync::Arc, time::Instant};

use serde_json::{Value, json};

use super::{
    SandboxTelegram,
    transcript::{Author, Content},
    world::{Closed, World},
};

/// Telegram's account for whatever a group does itself.
const GROUP_ITSELF: i64 = 1_087_968_824;

impl SandboxTelegram {
    /// Gives a group a name without telling anybody; without one it is called after its number.
    pub fn title(&self, chat_id: i64, title: &str) {
        self.lock().titles.insert(chat_id, title.to_owned());
    }

    /// A person takes the bot into a group. Gives the update's id.
    pub fn enter(&self, user_id: i64, chat_id: i64) -> i64 {
        self.act(|world| {
            world.chats.entry(chat_id).or_default().closed = None;
            world.membership(user_id, chat_id, "left", "member")
        })
    }

    /// A person sends the bot out of a group, in which it can speak no more. Gives the update's id.
    pub fn dismiss(&self, user_id: i64, chat_id: i64) -> i64 {
        self.act(|world| {
            world.chats.entry(chat_id).or_default().closed = Some(Closed::Kicked);
            world.membership(user_id, chat_id, "member", "kicked")
        })
    }

    /// A person changes the bot's state in a group from one to another, by Telegram's words for them.
    pub fn promote(&self, user_id: i64, chat_id: i64, was: &str, is: &str) -> i64 {
        self.act(|world| world.membership(user_id, chat_id, was, is))
    }

    /// A person gives a group another name.
    pub fn rename(&self, user_id: i64, chat_id: i64, title: &str) -> i64 {
        self.act(|world| {
            world.titles.insert(chat_id, title.to_owned());
            let from = world.user_json(user_id);
            world.service(chat_id, from, user_id, "new_chat_title", title.into())
        })
    }

    /// A person makes a group a supergroup with another id: both chats say so, and the old one takes no messages any more.
    /// Gives the two updates' ids, the old chat's first.
    pub fn migrate(&self, user_id: i64, from: i64, to: i64) -> [i64; 2] {
        self.act(|world| {
            world.chats.entry(from).or_default().closed = Some(Closed::Migrated(to));
            world.chats.entry(to).or_default().closed = None;
            if let Some(title) = world.titles.get(&from).cloned() {
                world.titles.insert(to, title);
            }
            let person = world.user_json(user_id);
            let itself =
                json!({ "id": GROUP_ITSELF, "is_bot": true, "first_name": "Group", "username": "GroupAnonymousBot" });
            [
                world.service(from, person, user_id, "migrate_to_chat_id", to.into()),
                world.service(to, itself, GROUP_ITSELF, "migrate_from_chat_id", from.into()),
            ]
        })
    }
}

impl World {
    fn membership(&mut self, user_id: i64, chat_id: i64, was: &str, is: &str) -> i64 {
        let member = |status: &str| json!({ "user": self.bot_json(), "status": status });
        let body = json!({
            "chat": self.chat_json(chat_id),
            "from": self.user_json(user_id),
            "date": self.date_s(),
            "old_chat_member": member(was),
            "new_chat_member": member(is),
        });
        self.push("my_chat_member", body)
    }

    /// A message without a text that says one thing of its chat.
    fn service(&mut self, chat_id: i64, from: Value, author: i64, key: &str, value: Value) -> i64 {
        let message = self.write(chat_id, Author::User(author), Arc::new(Content::default()), Instant::now());
        let mut json = self.message_json(&message);
        json["from"] = from;
        if author == GROUP_ITSELF {
            json["sender_chat"] = self.chat_json(chat_id);
        }
        json[key] = value;
        self.push("message", json)
    }
}
