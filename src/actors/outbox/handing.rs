//! Handing a document over: an answer without effect, like a page that is said, and a file besides.
//!
//! Asked by sessions.
//!
//! **Invariant:** in its chat's order; a document that may have arrived is not sent a second time.

use actix::{Context, Handler, Message, ResponseFuture};

use super::{
    actor::Outbox,
    keyboard,
    messages::Unsaid,
    parcel::Content,
    port::{Body, Document},
};
use crate::{
    game::{player::PlayerId, spot::Spot},
    text::Page,
};

/// "Hand this over." Answered like [`Say`](super::messages::Say); repeated, it is handed over twice.
#[derive(Clone, Debug, Message)]
#[rtype(result = "Result<(), Unsaid>")]
pub struct HandOver {
    /// To whom; his running scene ends.
    pub player: PlayerId,
    /// Where.
    pub chat_id: i64,
    /// And where in it.
    pub spot: Spot,
    /// The file.
    pub document: Document,
    /// What stands under it; at most 1,024 characters.
    pub caption: Page,
}

impl Handler<HandOver> for Outbox {
    type Result = ResponseFuture<Result<(), Unsaid>>;
    fn handle(&mut self, m: HandOver, ctx: &mut Context<Self>) -> Self::Result {
        let keyboard = keyboard::of(&m.caption);
        let caption = Body { text: m.caption.text, html: true };
        let content = Content::Document { document: m.document, caption, keyboard };
        self.answer(Some(m.player), m.chat_id, m.spot, None, content, ctx)
    }
}
