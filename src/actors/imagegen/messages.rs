//! What ImageGen can be asked; only the Outbox asks it.
//!
//! **Invariant:** no answer here decides anything about money: a card that cannot be made is a caption without a card.

use actix::Message;

use super::port::Photo;
use crate::{
    game::{
        catalogue::FishId,
        player::{PlayerId, PositionId},
    },
    text::Lang,
};

/// "The card of this catch": the personal card, or the fish's card when there is too much to do. Repeated, it is made again.
#[derive(Clone, Copy, Debug, Message)]
#[rtype(result = "Result<Card, CardUnavailable>")]
pub struct ComposeCard {
    /// Whose.
    pub player: PlayerId,
    /// Which closed position.
    pub position: PositionId,
    /// What it brought, where the asker knows: where no personal card can be, nothing else has to be asked for.
    pub fish: Option<FishId>,
    /// The language of its words.
    pub lang: Lang,
    /// Others see it too: the player's name stands on it.
    pub named: bool,
}

/// "The card of this fish", the same for everyone: Telegram's own, or one that was rendered, or rendered now. Repeated: the same.
#[derive(Clone, Copy, Debug, Message)]
#[rtype(result = "Result<Card, CardUnavailable>")]
pub struct FishCard {
    /// Which.
    pub fish: FishId,
    /// The language of its words.
    pub lang: Lang,
}

/// A card to send.
#[derive(Clone, Debug)]
pub struct Card {
    /// The picture.
    pub photo: Photo,
    /// Set when this is a fish's card that Telegram does not have yet: tell its `file_id` with [`RememberUpload`].
    pub upload: Option<CardKey>,
    /// A painting of this fish is on its way: ask [`AwaitArt`] and send the card anew when it came.
    pub awaits_art: Option<FishId>,
}

/// Why there is no card at all.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
#[error("no card: {0}")]
pub struct CardUnavailable(pub String);

/// A fish's card, as Telegram keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CardKey {
    /// Of which fish.
    pub fish: FishId,
    /// In which language.
    pub lang: Lang,
    /// With which art.
    pub look: String,
}

/// "Telegram has this card now." Repeated: the newest `file_id` stays.
#[derive(Clone, Debug, Message)]
#[rtype(result = "()")]
pub struct RememberUpload {
    /// Which card.
    pub key: CardKey,
    /// Telegram's id of the file.
    pub file_id: String,
}

/// "Telegram does not know this file any longer" (another bot's, or a database that came from elsewhere): the card is uploaded
/// anew. Repeated: nothing to forget.
#[derive(Clone, Debug, Message)]
#[rtype(result = "()")]
pub struct ForgetUpload {
    /// Telegram's id of the file.
    pub file_id: String,
}

/// "Tell me when the painting of this fish is in use": true when it is, false when it will not be soon. Minutes are normal.
#[derive(Clone, Copy, Debug, Message)]
#[rtype(result = "bool")]
pub struct AwaitArt {
    /// Of which fish.
    pub fish: FishId,
}
