//! A Telegram of our own: the Bot API at `/bot{token}/{method}`, and behind it a world of people, chats and messages.
//!
//! [`SandboxTelegram`] is the handle: people act through it (`say`, `press`, …), tests read what the bot made of it
//! (`wait_for`, `transcript`, `count`), the terminal chat follows it (`subscribe`), [`Switches`] make the weather. It can be
//! used from any thread and any runtime.
//!
//! **Invariant:** what it refuses, and in which words, is what OUTSIDE.md says of Telegram.
//! **Absent:** `setWebhook`, files other than photos and documents, parse modes other than HTML; the game uses none of them.

mod asked;
mod effects;
mod entities;
mod groups;
mod http;
mod pacing;
mod pictures;
mod players;
mod queue;
mod refusal;
mod signs;
mod transcript;
mod wire;
mod world;

#[cfg(test)]
mod signs_tests;
#[cfg(test)]
mod tests;

use std::{
    fmt,
    pin::pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use actix_web::web::Data;
use jiff::Timestamp;
use tokio::{
    sync::{
        Notify,
        mpsc::{UnboundedReceiver, unbounded_channel},
    },
    time::timeout_at,
};

pub use self::{
    entities::Entity,
    pacing::Pacing,
    players::Pressed,
    signs::MenuLine,
    transcript::{
        Author, Button, CallRecord, CallbackAnswer, Content, Document, Edit, Event, Message, Picture, Transcript,
    },
    wire::Method,
    world::{Closed, Count},
};
use self::{signs::Signs, world::World};
use super::{serve::Routes, switches::Switches};

/// How much of what happens is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum KeepTranscript {
    /// Everything: messages, pictures, edits, calls.
    #[default]
    All,
    /// Everything but the bytes of pictures: for long runs whose every message is judged at the end.
    Texts,
    /// Only counts per method; transcripts stay empty, and an edit of any message id given out so far is accepted.
    Counts,
}

impl KeepTranscript {
    /// True where messages, edits and calls are kept.
    fn keeps_texts(self) -> bool {
        self != KeepTranscript::Counts
    }
}

/// What was waited for did not happen in time.
#[derive(Clone, Debug, thiserror::Error)]
#[error("not within {waited:?} in chat {chat_id}, which shows:\n{transcript}")]
pub struct Late {
    /// The chat.
    pub chat_id: i64,
    /// How long.
    pub waited: Duration,
    /// What the chat showed instead.
    pub transcript: Box<Transcript>,
}

/// The sandbox's Telegram.
pub struct SandboxTelegram {
    url: String,
    token: String,
    /// What it shall do wrong; endpoints are method names.
    pub switches: Switches,
    world: Mutex<World>,
    /// Wakes pollers.
    news: Notify,
    /// Wakes whoever waits for the bot to act.
    changed: Notify,
}

impl SandboxTelegram {
    pub(super) fn new(url: String, token: String, keep: KeepTranscript, now: fn() -> Timestamp) -> Self {
        let bot_id = token.split(':').next().and_then(|id| id.parse().ok()).unwrap_or(7_000_000_001);
        Self {
            url,
            token,
            switches: Switches::default(),
            world: Mutex::new(World::new(bot_id, keep, now)),
            news: Notify::new(),
            changed: Notify::new(),
        }
    }

    pub(super) fn routes(self: &Arc<Self>) -> Routes {
        let telegram = Data::from(self.clone());
        Arc::new(move |app| http::routes(app, telegram.clone()))
    }

    /// What to configure as `TELEGRAM_API_URL`.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The only token it accepts.
    pub fn token(&self) -> &str {
        &self.token
    }

    /// The bot's id, as `getMe` tells it.
    pub fn bot_id(&self) -> i64 {
        self.lock().bot_id
    }

    /// Gives the bot another name, as its owner may at any time.
    pub fn rename_bot(&self, username: &str) {
        self.lock().username = username.to_owned();
    }

    /// A copy of a chat as it is now; an unknown chat is empty.
    pub fn transcript(&self, chat_id: i64) -> Transcript {
        self.lock().chats.get(&chat_id).map(|chat| chat.transcript.clone()).unwrap_or_default()
    }

    /// Waits until `found` finds something in the chat. `found` is called with the world locked, at every change: it must be
    /// quick and must not call the sandbox.
    ///
    /// # Errors
    /// [`Late`] with the chat as it is then, when nothing was found within `deadline`.
    pub async fn wait_for<T>(
        &self,
        chat_id: i64,
        mut found: impl FnMut(&Transcript) -> Option<T>,
        deadline: Duration,
    ) -> Result<T, Late> {
        let empty = Transcript::default();
        let look = |telegram: &Self| {
            let world = telegram.lock();
            found(world.chats.get(&chat_id).map_or(&empty, |chat| &chat.transcript))
        };
        match self.wait_until(look, deadline).await {
            Some(found) => Ok(found),
            None => Err(Late { chat_id, waited: deadline, transcript: Box::new(self.transcript(chat_id)) }),
        }
    }

    /// Waits until `look` finds something; it is called at every call and every poll of the bot.
    pub async fn wait_until<T>(&self, mut look: impl FnMut(&Self) -> Option<T>, deadline: Duration) -> Option<T> {
        let deadline = tokio::time::Instant::now() + deadline;
        loop {
            let mut changed = pin!(self.changed.notified());
            changed.as_mut().enable();
            if let Some(found) = look(self) {
                return Some(found);
            }
            if timeout_at(deadline, changed).await.is_err() {
                return look(self);
            }
        }
    }

    /// Everything a player would notice from now on.
    pub fn subscribe(&self) -> UnboundedReceiver<Event> {
        let (sender, receiver) = unbounded_channel();
        self.lock().listeners.push(sender);
        receiver
    }

    /// All calls but `getUpdates`, the last 100,000 of them.
    pub fn calls(&self) -> Vec<CallRecord> {
        self.lock().calls.iter().cloned().collect()
    }

    /// How often a method was called.
    pub fn count(&self, method: Method) -> Count {
        self.lock().counts.get(&method).copied().unwrap_or_default()
    }

    /// Pictures uploaded so far.
    pub fn uploads(&self) -> u64 {
        self.lock().pictures.uploads
    }

    /// Updates that no offset has confirmed yet.
    pub fn unconfirmed(&self) -> usize {
        self.lock().queue.waiting()
    }

    /// Pressed buttons that the bot has not answered yet.
    pub fn unanswered(&self) -> usize {
        self.lock().callbacks.len()
    }

    /// The menu that somebody with this language is shown in a private chat, or in a group.
    pub fn menu(&self, private: bool, language: &str) -> Vec<MenuLine> {
        self.lock().signs.menu(private, language)
    }

    /// Takes every menu and description down, as another program with this token might.
    pub fn take_signs_down(&self) {
        self.lock().signs = Signs::default();
    }

    /// What somebody with this language reads of the bot: in its empty chat, and in its profile.
    pub fn descriptions(&self, language: &str) -> (String, String) {
        self.lock().signs.descriptions(language)
    }

    /// Paces chats as Telegram does (429 with `retry_after`), or stops to.
    pub fn set_pacing(&self, pacing: Option<Pacing>) {
        self.lock().paces.pacing = pacing;
    }

    /// Sets a webhook, so that polls get 409 until `deleteWebhook`.
    pub fn set_webhook(&self) {
        self.lock().queue.webhook = true;
        self.news.notify_waiters();
    }

    fn lock(&self) -> MutexGuard<'_, World> {
        // A closure that panicked in `wait_for` has only read.
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for SandboxTelegram {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SandboxTelegram").field("url", &self.url).finish_non_exhaustive()
    }
}
