//! What the Outbox can be asked.
//!
//! Sessions speak through it; the Router says what has no session; `app.rs` pauses and drains it.
//!
//! **Invariant:** what is durable is in the database before it comes here, so losing a message here loses no reply.

use std::time::Duration;

use actix::Message;

use crate::{
    actors::db::messages::OwedReply,
    game::{catalogue::FishId, player::PlayerId, spot::Spot},
    text::{Lang, Page},
};

/// Names a scene: the update that began it.
pub type SceneId = i64;

/// "Begin a scene": the first frame goes out at once, in its chat's order, and the further ones at their times. It ends the
/// player's running scene. Repeated, it is a second scene.
#[derive(Clone, Debug, Message)]
#[rtype(result = "()")]
pub struct BeginScene {
    /// Its name.
    pub scene: SceneId,
    /// Whose.
    pub player: PlayerId,
    /// Where.
    pub chat_id: i64,
    /// And where in it.
    pub spot: Spot,
    /// What is shown and when, counted from the first, which is shown at once.
    pub frames: Vec<(Duration, Shown)>,
    /// When the result may be shown, counted from the first frame; it never waits longer than for the last frame.
    pub result_after: Duration,
}

/// What a frame shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// This text.
    Text(String),
    /// The text that [`Splash`] brings; the frame waits for it.
    Splash,
}

/// "The price is known": the text of the splash frame. Late or repeated, it is ignored.
#[derive(Clone, Debug, Message)]
#[rtype(result = "()")]
pub struct Splash {
    /// Of this scene.
    pub scene: SceneId,
    /// Of this player.
    pub player: PlayerId,
    /// The frame.
    pub text: String,
}

/// "Deliver these durable replies", in order. A reply that is on its way already is delivered once.
#[derive(Clone, Debug, Message)]
#[rtype(result = "()")]
pub struct Deliver {
    /// As the database has them.
    pub replies: Vec<OwedReply>,
    /// The first of them is the result of this scene.
    pub scene: Option<SceneId>,
}

/// "Deliver what is owed to this player": reads the database. For a turn whose answer was lost.
#[derive(Clone, Copy, Debug, Message)]
#[rtype(result = "()")]
pub struct DeliverOwed {
    /// Whose.
    pub player: PlayerId,
}

/// "Say this", an answer without effect. Answered when Telegram accepted or finally refused it, or when it may have arrived
/// (it is then not repeated). Repeated, it is said twice.
#[derive(Clone, Debug, Message)]
#[rtype(result = "Result<(), Unsaid>")]
pub struct Say {
    /// To whom; his running scene ends. `None`: to nobody we know.
    pub player: Option<PlayerId>,
    /// Where.
    pub chat_id: i64,
    /// And where in it.
    pub spot: Spot,
    /// What.
    pub page: Page,
    /// It is the outcome of this scene and takes the place of its frames, at once.
    pub scene: Option<SceneId>,
}

/// "Say this in the place of that message", in its chat's order; when it is gone, as a new one. Repeated: no change.
#[derive(Clone, Debug, Message)]
#[rtype(result = "Result<(), Unsaid>")]
pub struct TurnPage {
    /// The message whose page is turned.
    pub message_id: i64,
    /// What it becomes.
    pub say: Say,
}

/// "Say this under that fish's own card", an answer without effect: the card by `file_id` where Telegram has it, else drawn and
/// uploaded as for a catch; without any card, the words alone. Repeated, it is said twice.
#[derive(Clone, Debug, Message)]
#[rtype(result = "Result<(), Unsaid>")]
pub struct ShowFish {
    /// Whose card.
    pub fish: FishId,
    /// The card's language.
    pub lang: Lang,
    /// The caption, at most 1,024 characters after its HTML is parsed.
    pub say: Say,
}

/// The Outbox was restarted before it was known: ask again later.
#[derive(Clone, Copy, Debug, thiserror::Error, PartialEq, Eq)]
#[error("it is not known whether it was said")]
pub struct Unsaid;

/// "Answer this button press", at once and outside of every order. Telegram takes the first answer and calls others too old.
#[derive(Clone, Debug, Message)]
#[rtype(result = "Result<(), Unsaid>")]
pub struct AnswerPress {
    /// Telegram's id of the press.
    pub callback_id: String,
    /// Shown over the chat; at most 200 characters.
    pub toast: Option<String>,
}

/// "Send nothing until told": the lease is lost. Repeated: no change.
#[derive(Clone, Copy, Debug, Message)]
#[rtype(result = "()")]
pub struct Pause;

/// "Send again": the lease is held. Repeated: no change.
#[derive(Clone, Copy, Debug, Message)]
#[rtype(result = "()")]
pub struct Resume;

/// "Load every durable reply that is owed into its lane." Answered when all are in; repeated, nothing is sent twice.
#[derive(Clone, Copy, Debug, Message)]
#[rtype(result = "()")]
pub struct LoadOwed;

/// "The database lost commits, and goes on": replies that were told are marked once more, for their marks may be among what is gone.
/// Answered when they are written; repeated, nothing changes.
#[derive(Clone, Copy, Debug, Message)]
#[rtype(result = "()")]
pub struct MarkTold;

/// "The service ends": scenes are cut, their durable replies sent. Answered when nothing is left, or when the time is up;
/// what is left stays in the database.
#[derive(Clone, Copy, Debug, Message)]
#[rtype(result = "usize")]
pub struct Drain {
    /// Longest wait.
    pub patience: Duration,
}

/// "What is left to do?": chats and sends with anything to do (scenes included), and durable replies not marked yet.
#[derive(Clone, Copy, Debug, Message)]
#[rtype(result = "(usize, usize)")]
pub struct CountOwed;
