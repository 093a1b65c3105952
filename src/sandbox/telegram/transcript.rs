//! What the players see, and what the bot did, chat by chat: the part of the world that tests read.
//!
//! Filled by the world on every call; read through `SandboxTelegram::wait_for` and `transcript`, or followed as [`Event`]s
//! by the terminal chat.
//!
//! **Invariant:** messages stand in the order of their ids, edits and calls in the order of their arrival.

use std::{fmt, sync::Arc, time::Instant};

use super::{entities::Entity, wire::Method};

/// One button under a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Button {
    /// What the player reads.
    pub label: String,
    /// What comes back when it is pressed; `None` for links and web apps.
    pub data: Option<String>,
    /// Where it leads, for links and web apps.
    pub url: Option<String>,
}

/// A picture as Telegram keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// By which the bot can send it again.
    pub file_id: String,
    /// As uploaded; empty when the transcript keeps counts only.
    pub bytes: Arc<[u8]>,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
}

/// A file that a player can keep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Its name.
    pub name: String,
    /// As uploaded; empty when the transcript keeps counts only.
    pub bytes: Arc<[u8]>,
}

/// What a message shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Content {
    /// Its text or caption as a phone shows it.
    pub text: String,
    /// The same as it was sent, markup included.
    pub source: String,
    /// Its formatting.
    pub entities: Vec<Entity>,
    /// Its picture.
    pub photo: Option<Picture>,
    /// Its file.
    pub document: Option<Document>,
    /// Rows of buttons.
    pub keyboard: Vec<Vec<Button>>,
    /// The topic it was sent to, of a forum.
    pub thread: Option<i64>,
    /// The topic it was sent to, of a channel's direct messages.
    pub direct_topic: Option<i64>,
    /// The message that it answers.
    pub reply_to: Option<i64>,
}

impl Content {
    /// The data of the button with this label.
    #[must_use]
    pub fn data_of(&self, label: &str) -> Option<&str> {
        self.keyboard.iter().flatten().find(|button| button.label == label)?.data.as_deref()
    }
}

/// Who wrote a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Author {
    /// The bot.
    Bot,
    /// A person, by Telegram's id.
    User(i64),
}

/// A message changed.
#[derive(Clone, Debug)]
pub struct Edit {
    /// When the call arrived.
    pub at: Instant,
    /// What it shows since.
    pub content: Arc<Content>,
}

/// One message.
#[derive(Clone, Debug)]
pub struct Message {
    /// Its chat.
    pub chat_id: i64,
    /// Its id in the chat.
    pub message_id: i64,
    /// Who wrote it.
    pub author: Author,
    /// When it arrived.
    pub at: Instant,
    /// The same for Telegram: seconds since 1970.
    pub date_s: i64,
    /// What it showed first.
    pub first: Arc<Content>,
    /// Every change since.
    pub edits: Vec<Edit>,
    /// When it was deleted.
    pub deleted_at: Option<Instant>,
}

impl Message {
    /// What it shows now.
    #[must_use]
    pub fn content(&self) -> &Arc<Content> {
        self.edits.last().map_or(&self.first, |edit| &edit.content)
    }

    /// Its text or caption now, as a phone shows it.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.content().text
    }

    /// Every text it ever showed, in order.
    #[must_use]
    pub fn texts(&self) -> Vec<&str> {
        std::iter::once(self.first.text.as_str())
            .chain(self.edits.iter().map(|edit| edit.content.text.as_str()))
            .collect()
    }
}

/// How the bot answered a pressed button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallbackAnswer {
    /// Which press.
    pub callback_id: String,
    /// Who pressed.
    pub user_id: i64,
    /// The toast, when there was one.
    pub text: Option<String>,
    /// True when it pops up instead of fading.
    pub alert: bool,
    /// When the call arrived.
    pub at: Instant,
}

/// One call of the bot, accepted or refused. Calls that a switch refused or dropped before they took effect are not here;
/// the switch counts those.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallRecord {
    /// The method.
    pub method: Method,
    /// The chat it was about.
    pub chat_id: Option<i64>,
    /// When it arrived.
    pub at: Instant,
    /// `None` when accepted; otherwise the code and sentence it was refused with.
    pub refused: Option<(u16, String)>,
}

/// One chat, as its players and a referee would tell it.
#[derive(Clone, Debug, Default)]
pub struct Transcript {
    /// All messages, the players' own included.
    pub messages: Vec<Message>,
    /// How pressed buttons were answered.
    pub answers: Vec<CallbackAnswer>,
    /// The bot's calls about this chat.
    pub calls: Vec<CallRecord>,
}

impl Transcript {
    /// The bot's messages.
    pub fn from_bot(&self) -> impl DoubleEndedIterator<Item = &Message> {
        self.messages.iter().filter(|message| message.author == Author::Bot)
    }

    /// The bot's last message.
    #[must_use]
    pub fn last(&self) -> Option<&Message> {
        self.from_bot().next_back()
    }

    /// A message by its id.
    #[must_use]
    pub fn find(&self, message_id: i64) -> Option<&Message> {
        let at = self.messages.binary_search_by_key(&message_id, |message| message.message_id).ok()?;
        self.messages.get(at)
    }

    /// How the press was answered.
    #[must_use]
    pub fn answer_to(&self, callback_id: &str) -> Option<&CallbackAnswer> {
        self.answers.iter().find(|answer| answer.callback_id == callback_id)
    }

    pub(super) fn find_mut(&mut self, message_id: i64) -> Option<&mut Message> {
        let at = self.messages.binary_search_by_key(&message_id, |message| message.message_id).ok()?;
        self.messages.get_mut(at)
    }
}

impl fmt::Display for Transcript {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for message in &self.messages {
            let content = message.content();
            let who = if message.author == Author::Bot { "bot" } else { "player" };
            let photo = if content.photo.is_some() { "[photo] " } else { "" };
            let gone = if message.deleted_at.is_some() { " (deleted)" } else { "" };
            write!(f, "#{} {who}{gone}, {} edits: {photo}{}", message.message_id, message.edits.len(), content.text)?;
            for row in &content.keyboard {
                let labels: Vec<_> = row.iter().map(|button| format!("[{}]", button.label)).collect();
                write!(f, "\n    {}", labels.join(" "))?;
            }
            writeln!(f)?;
        }
        for answer in &self.answers {
            writeln!(f, "toast {}: {}", answer.callback_id, answer.text.as_deref().unwrap_or("(none)"))?;
        }
        for call in self.calls.iter().filter(|call| call.refused.is_some()) {
            writeln!(f, "refused {}: {:?}", call.method.name(), call.refused)?;
        }
        Ok(())
    }
}

/// Something a player would notice, as it happens.
#[derive(Clone, Debug)]
pub enum Event {
    /// The bot wrote a new message.
    Sent {
        /// Its chat.
        chat_id: i64,
        /// Its id.
        message_id: i64,
        /// What it shows.
        content: Arc<Content>,
        /// When the call arrived.
        at: Instant,
    },
    /// The bot changed a message.
    Edited {
        /// Its chat.
        chat_id: i64,
        /// Its id.
        message_id: i64,
        /// What it shows now.
        content: Arc<Content>,
        /// When the call arrived.
        at: Instant,
    },
    /// The bot deleted a message.
    Deleted {
        /// Its chat.
        chat_id: i64,
        /// Its id.
        message_id: i64,
    },
    /// The bot answered a pressed button, with or without a toast.
    Answered {
        /// The chat of the button, where it is known.
        chat_id: Option<i64>,
        /// The answer.
        answer: CallbackAnswer,
    },
    /// "typing…" and its like.
    Action {
        /// The chat that sees it.
        chat_id: i64,
        /// Telegram's word for it.
        action: String,
    },
}
