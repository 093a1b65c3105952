//! What the poller asks of Telegram, and what an update is once its wire form is left behind.
//!
//! Implemented by `transports::telegram`; called by the poller, and by the router, which reads stored updates again with
//! [`Decode`].
//!
//! **Invariant:** one unreadable update never fails its page: it arrives as [`Incoming::Malformed`].

use std::{rc::Rc, sync::Arc, time::Duration};

use futures_util::future::LocalBoxFuture;
use jiff::Timestamp;

use crate::{
    actors::outbox::port::CallError,
    game::{groups::GroupNews, spot::Spot},
};

/// The bot itself, as `getMe` tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Me {
    /// The bot's numeric id.
    pub bot_id: i64,
    /// Its name without the `@`.
    pub username: String,
}

/// Who sent an update.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sender {
    /// Telegram's id of the person.
    pub telegram_id: i64,
    /// His first name, unescaped, at most 64 characters.
    pub name: String,
    /// His `language_code`, when Telegram tells it.
    pub language: Option<String>,
}

/// Where an update came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chat {
    /// Telegram's id of the chat; a private chat's is the person's.
    pub id: i64,
    /// True in a private chat, false in a group.
    pub private: bool,
    /// Where in it: the topic, and in a group the message that is answered (the command, or the one whose button was pressed).
    pub spot: Spot,
}

/// What a message of ours shows, as Telegram tells it back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Its text, without markup.
    pub text: String,
    /// Label and data of each button, row by row.
    pub buttons: Vec<(String, String)>,
}

impl Shown {
    /// True when one of its buttons has this data.
    pub fn has_button(&self, data: &str) -> bool {
        self.buttons.iter().any(|(_, of_button)| of_button == data)
    }
}

/// An update, read: who sent it, where, and what it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are told of in each variant's own line")]
pub enum Incoming {
    /// A text message of a person; the text is cut after 4,096 characters, the group's title (none in private) after 128.
    Text { from: Sender, chat: Chat, title: String, text: String },
    /// A pressed button. `chat` is `None` when the message is too old for Telegram to name it. `message_id` is given only where
    /// the message is known to have that button: data of a forger's own making changes no page; `shown` with it.
    Press {
        from: Sender,
        chat: Option<Chat>,
        message_id: Option<i64>,
        shown: Option<Shown>,
        callback_id: String,
        data: String,
    },
    /// A text of an anonymous group admin or on behalf of a chat: one account for many people.
    Anonymous { chat: Chat, text: String, language: Option<String> },
    /// News of a group. `from` is who made it so; `None` where that is one account for many people.
    Group { from: Option<Sender>, chat_id: i64, news: GroupNews },
    /// Nothing that could have an effect (edits, channel posts, other bots, service messages, unasked kinds); the word says what.
    Ignored(&'static str),
    /// Not an update at all; the word says what was missing, without quoting the update.
    Malformed(String),
}

/// One update of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// Telegram's id; unique, but it may go down after an idle week.
    pub update_id: i64,
    /// When it was written, by Telegram's clock; a press has no time of its own.
    pub sent_at: Option<Timestamp>,
    /// The raw JSON text.
    pub raw: String,
    /// The same, read.
    pub content: Incoming,
}

/// A page of updates.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// In their order.
    pub updates: Vec<Received>,
    /// The last id of the page, which confirms all of it.
    pub last: Option<i64>,
    /// Those of which nothing but the id was kept.
    pub too_large: Vec<i64>,
    /// When it was sent, by Telegram's clock.
    pub told_at: Option<Timestamp>,
}

/// What a poll brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fetched {
    /// A page.
    Page(Page),
    /// More bytes than are kept: ask for fewer updates.
    TooLarge,
}

/// How much longer than Telegram may hold a poll it may take: the way there and back.
pub const POLL_GRACE: Duration = Duration::from_secs(10);

/// The door to the Bot API for everything that is heard.
pub trait Updates {
    /// `getMe`.
    fn me(&self) -> LocalBoxFuture<'_, Result<Me, CallError>>;
    /// `getUpdates` for messages, callback queries and the bot's own memberships: a long poll of `timeout_s` seconds whose HTTP timeout is
    /// [`POLL_GRACE`] more. At most `limit` of them, 1 to 100; with 1 the answer is a page whatever its size.
    /// Updates without a readable `update_id` are left out (they cannot be confirmed one by one).
    fn fetch(&self, offset: Option<i64>, limit: u32, timeout_s: u32) -> LocalBoxFuture<'_, Result<Fetched, CallError>>;
}

/// Builds an [`Updates`] inside the arbiter that will use it.
pub type MakeUpdates = Arc<dyn Fn() -> Rc<dyn Updates> + Send + Sync>;

/// Reads one raw update.
pub type Decode = fn(&str) -> Incoming;
