//! What the Outbox asks of Telegram, in our words: the calls, what an accepted call gave, and how a call can fail.
//!
//! Implemented by `transports::telegram`; called by the Outbox (and, for its errors, by the poller's port). An
//! implementation is built inside the arbiter that uses it, because the HTTP client is not `Send`.
//!
//! **Invariant:** "did it arrive?" is kept apart from "what did it answer?": only [`CallError::Unknown`] may have taken effect.
//! **Absent:** no retries and no pacing here; the Outbox owns them.

use std::{rc::Rc, sync::Arc};

use futures_util::future::LocalBoxFuture;

pub use crate::actors::imagegen::port::Photo;
use crate::{game::spot::Spot, text::Lang};

/// One button under a message: what it says and the data that comes back when it is pressed (1 to 64 bytes).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyboardButton {
    /// What the player reads.
    pub label: String,
    /// What comes back in the callback query.
    pub data: String,
}

/// Rows of buttons; empty for none.
pub type Keyboard = Vec<Vec<KeyboardButton>>;

/// A text and how Telegram shall read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// 1 to 4,096 characters after entities (a caption: up to 1,024).
    pub text: String,
    /// True: HTML parse mode; false: as it is.
    pub html: bool,
}

/// A file to hand over.
#[derive(Clone, PartialEq, Eq)]
pub struct Document {
    /// Its name, as the player's device keeps it.
    pub name: &'static str,
    /// Its bytes; at most 50 MB, which nothing of ours comes near.
    pub bytes: Arc<[u8]>,
}

/// A place where Telegram shows words about the bot itself.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Sign {
    /// The menu of commands in private chats.
    PrivateMenu,
    /// The menu of commands in groups.
    GroupMenu,
    /// What an empty chat shows.
    Description,
    /// What the bot's profile shows.
    ShortDescription,
}

/// What a sign says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Words {
    /// A menu: each command without its slash, and its description.
    Menu(Vec<(String, String)>),
    /// A description.
    Text(String),
}

/// One request to the Bot API. The fields are the API's own: chat and message ids, a text or caption, buttons.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are the Bot API's own, told of above")]
pub enum Call {
    /// `sendMessage`
    SendMessage { chat_id: i64, spot: Spot, body: Body, keyboard: Keyboard },
    /// `editMessageText`
    EditMessage { chat_id: i64, message_id: i64, body: Body, keyboard: Keyboard },
    /// `sendPhoto` with a caption
    SendPhoto { chat_id: i64, spot: Spot, photo: Photo, caption: Body, keyboard: Keyboard },
    /// `editMessageMedia`: turns a message into another photo
    EditPhoto { chat_id: i64, message_id: i64, photo: Photo, caption: Body, keyboard: Keyboard },
    /// `sendDocument` with a caption
    SendDocument { chat_id: i64, spot: Spot, document: Document, caption: Body, keyboard: Keyboard },
    /// `answerCallbackQuery`, with or without a toast (up to 200 characters)
    AnswerCallback { callback_id: String, toast: Option<String> },
    /// `getMyCommands`, `getMyDescription`, `getMyShortDescription`; without a language: what is shown in all others
    ReadSign { sign: Sign, lang: Option<Lang> },
    /// `setMyCommands`, `setMyDescription`, `setMyShortDescription`
    HangSign { sign: Sign, lang: Option<Lang>, words: Words },
}

/// What Telegram gave for an accepted call.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Accepted {
    /// The message that was sent or edited.
    pub message_id: Option<i64>,
    /// The `file_id` of the largest size of a photo that was sent.
    pub file_id: Option<String>,
    /// What the sign says that was read.
    pub words: Option<Words>,
}

impl std::fmt::Debug for Document {
    /// Without its bytes: they are a player's own.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Document({}, {} bytes)", self.name, self.bytes.len())
    }
}

/// Why a refused call was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nothing to do and no harm: "message is not modified", "query is too old".
    Benign,
    /// The message to edit is gone: a new message takes its place.
    MessageGone,
    /// The chat will not take this message nor any other: blocked, deactivated, kicked, chat not found.
    ChatGone,
    /// The group became a supergroup with this id.
    Migrated(i64),
    /// The chat as it is lets us not say this, nor other words: restricted, no rights. Its members are still there.
    NotAllowed,
    /// The topic is closed or gone; the chat itself may take the same.
    TopicGone,
    /// The chat takes words and no pictures (or no files).
    NoPictures,
    /// The picture is the trouble: its `file_id` is not known any longer, or Telegram cannot read it.
    Picture,
    /// 401 or 404: the token is not (any longer) a bot's.
    Token,
    /// The bot is between two Bot API servers: later the same is taken.
    LoggedOut,
    /// 409: another `getUpdates` or a webhook is in the way.
    Conflict,
    /// Any other 400: something about this very message.
    Other,
}

/// How a call can fail.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum CallError {
    /// 429: send nothing to this chat for so many seconds.
    #[error("too many requests, retry after {retry_after_s} s")]
    TooMany {
        /// Seconds to wait.
        retry_after_s: u64,
    },
    /// Telegram answered no; the call took no effect.
    #[error("refused with {code}: {description}")]
    Refused {
        /// The HTTP-like code in the answer.
        code: u64,
        /// Telegram's words.
        description: String,
        /// What follows from them.
        refusal: Refusal,
    },
    /// The call surely did not arrive (no connection).
    #[error("telegram was not reached: {0}")]
    Unreached(String),
    /// The call may have arrived: a timeout, a dropped connection, a 5xx, an answer that cannot be read.
    #[error("no usable answer from telegram: {0}")]
    Unknown(String),
}

/// The door to the Bot API for everything that is said.
pub trait BotApi {
    /// Sends one call once. Bounded by a deadline of its own.
    fn call(&self, call: Call) -> LocalBoxFuture<'_, Result<Accepted, CallError>>;
}

/// Builds a [`BotApi`] inside the arbiter that will use it.
pub type MakeBotApi = Arc<dyn Fn() -> Rc<dyn BotApi> + Send + Sync>;
