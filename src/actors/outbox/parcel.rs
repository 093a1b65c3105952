//! One thing to send to one chat: what it says, and to whom its fate matters.
//!
//! Made by the actor from messages, queued in lanes, turned into a call when its turn comes.
//!
//! **Invariant:** a durable parcel ends delivered or given up with a reason; a frame may always be dropped.

use std::time::Instant;

use tokio::sync::oneshot;

use super::{
    messages::{SceneId, Unsaid},
    port::{Body, Call, Document, Keyboard},
};
use crate::{
    actors::db::messages::{Debt, OwedReply, ReplyKey},
    actors::db::turn::ReplyKind,
    game::{
        catalogue::FishId,
        player::{PlayerId, PositionId},
        spot::Spot,
    },
    text::Lang,
};

/// What a parcel says.
#[derive(Clone, Debug)]
pub enum Content {
    /// A message, or an edit of one.
    Message {
        /// Edit this message instead of sending a new one.
        edit: Option<i64>,
        /// The text.
        body: Body,
        /// Its buttons.
        keyboard: Keyboard,
    },
    /// A catch: the card is composed when it is sent.
    Catch {
        /// Whose.
        player: PlayerId,
        /// Which.
        position: PositionId,
        /// What it brought, where that is known.
        fish: Option<FishId>,
        /// The card's language.
        lang: Lang,
        /// The caption.
        caption: Body,
        /// Its buttons.
        keyboard: Keyboard,
    },
    /// A fish's own card, the same for everyone.
    Fish {
        /// Which.
        fish: FishId,
        /// The card's language.
        lang: Lang,
        /// The caption.
        caption: Body,
        /// Its buttons.
        keyboard: Keyboard,
    },
    /// A file, handed over.
    Document {
        /// The file.
        document: Document,
        /// The caption.
        caption: Body,
        /// Its buttons.
        keyboard: Keyboard,
    },
    /// A finished call: an edit of a picture that came later.
    Ready(Call),
}

/// To whom a parcel's fate matters.
#[derive(Debug)]
pub enum Errand {
    /// A frame of this scene; the first one brings the message id.
    Frame(SceneId),
    /// An answer without effect; the asker waits to mark its update done.
    Answer(oneshot::Sender<Result<(), Unsaid>>),
    /// A durable reply.
    Durable(Debt),
    /// Several durable replies, told by one message.
    Several(Vec<Parcel>),
    /// Decoration that nobody waits for.
    Decoration,
}

/// See the file's head.
#[derive(Debug)]
pub struct Parcel {
    /// What it says.
    pub content: Content,
    /// To whom it matters.
    pub errand: Errand,
    /// Where in its chat it goes; an edit stays where it is.
    pub spot: Spot,
    /// It is told by a message of its own.
    pub alone: bool,
    /// It takes the place of this scene's first frame, whose message is not known yet: Telegram's answer to it is awaited.
    pub in_place_of: Option<SceneId>,
    /// Whom it is for, where that is one player: where its chat does not take it, he is told in private.
    pub player: Option<PlayerId>,
    /// It goes out without its card, for Telegram does not take that.
    pub without_card: bool,
    /// Tries with its card in a row that had no usable answer.
    pub card_failures: u32,
    /// Pictures of it that were refused.
    pub pictures_refused: u32,
    /// Sends so far.
    pub tries: u32,
    /// When it was first handed over (a durable one: when the Outbox first saw it).
    pub since: Instant,
}

impl Parcel {
    /// A parcel that was not sent yet.
    pub fn new(content: Content, errand: Errand) -> Parcel {
        let player = match &errand {
            // A group's podium has the group in the player's place.
            Errand::Durable(debt) => Some(debt.key.player).filter(|player| player.0 > 0),
            _ => None,
        };
        Parcel {
            content,
            errand,
            spot: Spot::default(),
            alone: false,
            in_place_of: None,
            player,
            without_card: false,
            card_failures: 0,
            pictures_refused: 0,
            tries: 0,
            since: Instant::now(),
        }
    }

    /// The same, for this player.
    pub fn of(self, player: Option<PlayerId>) -> Parcel {
        Parcel { player: player.or(self.player), ..self }
    }

    /// A durable reply as the database has it.
    pub fn durable(owed: OwedReply, keyboard: Keyboard) -> Parcel {
        let (debt, spot, body) = (owed.debt(), owed.reply.spot, Body { text: owed.reply.body, html: true });
        let content = match owed.reply.kind {
            ReplyKind::Message => Content::Message { edit: None, body, keyboard },
            ReplyKind::Catch(position) => Content::Catch {
                player: owed.key.player,
                position,
                fish: owed.fish,
                lang: owed.reply.lang,
                caption: body,
                keyboard,
            },
        };
        Parcel::new(content, Errand::Durable(debt)).at(spot)
    }

    /// The same, there in its chat.
    pub fn at(self, spot: Spot) -> Parcel {
        Parcel { spot, ..self }
    }

    /// Makes a message an edit of this one; a catch stays a message of its own.
    pub fn into_edit_of(mut self, message_id: Option<i64>) -> Parcel {
        if let Content::Message { edit, .. } = &mut self.content {
            *edit = message_id;
        }
        self
    }

    /// Its key, when it is a durable reply.
    pub fn reply_key(&self) -> Option<ReplyKey> {
        match &self.errand {
            Errand::Durable(debt) => Some(debt.key),
            _ => None,
        }
    }

    /// All durable replies that it tells.
    pub fn debts(&self) -> Vec<Debt> {
        match &self.errand {
            Errand::Several(parcels) => parcels.iter().flat_map(Parcel::debts).collect(),
            Errand::Durable(debt) => vec![debt.clone()],
            _ => Vec::new(),
        }
    }

    /// True when one of its buttons has this data.
    pub fn offers(&self, data: &str) -> bool {
        let Content::Message { keyboard, .. } = &self.content else { return false };
        keyboard.iter().flatten().any(|button| button.data == data)
    }

    /// True for what may be dropped when there is too much to do.
    pub fn is_decoration(&self) -> bool {
        matches!(self.errand, Errand::Frame(_) | Errand::Decoration)
    }

    #[cfg(test)]
    pub(super) fn for_tests(text: &str) -> Parcel {
        let body = Body { text: text.to_owned(), html: true };
        Parcel::new(Content::Message { edit: None, body, keyboard: vec![] }, Errand::Decoration)
    }
}
