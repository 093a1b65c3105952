//! What follows from Telegram's no, by what it is about: the message, the chat, the picture, the account, or our words.
//!
//! Called for every refused send; the sentences of Telegram are sorted by the transport.
//!
//! **Invariant:** the same words go to the same chat again only plainer, without their card or without the message they were to
//! replace: no refusal is met twice by the same call.

use std::time::Instant;

use actix::Context;

use super::{
    actor::Outbox,
    deliver::Sent,
    parcel::{Content, Parcel},
    port::{Body, Refusal},
};
use crate::{
    actors::{
        db::{groups::MoveGroup, marker::Fate},
        imagegen::messages::ForgetUpload,
    },
    game::spot::Spot,
    plumbing::paths::{Path, took},
    text,
};

/// Pictures of one message that may be refused before it goes without: the `file_id`, and what was uploaded in its place.
const PICTURES: u32 = 2;

impl Outbox {
    pub(super) fn refused(&mut self, sent: Sent, refusal: Refusal, description: &str, ctx: &mut Context<Self>) {
        let Sent { chat_id, mut parcel, file_id, with_card, said, .. } = sent;
        if refusal == Refusal::Picture
            && let Some(file_id) = &file_id
        {
            self.forget_upload(file_id.clone());
        }
        if parcel.is_decoration() {
            if matches!(refusal, Refusal::Other | Refusal::Conflict) {
                log::error!(chat = chat_id, reason = description; "telegram refuses a message for good");
            }
            return;
        }
        match refusal {
            // It stands there already, word for word.
            Refusal::Benign => self.settle_errand(parcel.errand, Fate::Told(said), ctx),
            Refusal::MessageGone => self.once_more(chat_id, parcel.into_edit_of(None)),
            Refusal::Migrated(new_chat) => {
                self.moved(chat_id, new_chat);
                self.put(new_chat, parcel, ctx);
            }
            Refusal::ChatGone => self.settle_errand(parcel.errand, Fate::GivenUp(description.to_owned()), ctx),
            Refusal::Token | Refusal::LoggedOut => self.again_later(chat_id, parcel, ctx),
            Refusal::Picture if with_card => {
                parcel.pictures_refused += 1;
                if file_id.is_none() || parcel.pictures_refused >= PICTURES {
                    log::warn!(chat = chat_id, reason = description; "telegram refuses a picture, the words go without it");
                    parcel.without_card = true;
                }
                self.once_more(chat_id, parcel);
            }
            Refusal::NoPictures if with_card => {
                if self.chats.refuses_pictures(chat_id, Instant::now()) {
                    log::warn!(chat = chat_id, reason = description; "a chat takes no pictures, its catches go without them");
                }
                parcel.without_card = true;
                self.once_more(chat_id, parcel);
            }
            // Closed, or deleted with its messages: the chat itself may take the same, once.
            Refusal::TopicGone if parcel.spot.topic.is_some() => {
                self.once_more(chat_id, parcel.into_edit_of(None).at(Spot::default()));
            }
            Refusal::NotAllowed | Refusal::TopicGone | Refusal::NoPictures => {
                if self.chats.refuses_words(chat_id, Instant::now()) {
                    log::warn!(chat = chat_id, reason = description; "a chat does not let the bot speak, its players are told in private");
                }
                self.tell_in_private(chat_id, parcel, description, ctx);
            }
            Refusal::Other | Refusal::Conflict | Refusal::Picture if make_plain(&mut parcel.content) => {
                took(Path::SentPlain);
                log::error!(chat = chat_id, reason = description; "telegram refuses a text, sending it plain");
                self.once_more(chat_id, parcel);
            }
            Refusal::Other | Refusal::Conflict | Refusal::Picture => {
                log::error!(chat = chat_id, reason = description; "telegram refuses a message for good");
                self.settle_errand(parcel.errand, Fate::GivenUp(description.to_owned()), ctx);
            }
        }
    }

    /// Before everything else of its chat.
    fn once_more(&mut self, chat_id: i64, parcel: Parcel) {
        self.lanes.entry(chat_id).or_default().put_back(parcel);
    }

    /// Said before the card is asked for again, so that the next one is an upload.
    fn forget_upload(&self, file_id: String) {
        let forgotten = self.imagegen.send(ForgetUpload { file_id });
        actix_rt::spawn(async move {
            let _restarting = forgotten.await;
        });
    }

    /// A group has another id and nobody told, or not yet: what is the group's goes there too.
    fn moved(&self, from: i64, to: i64) {
        let moved = self.db.send(MoveGroup { from, to });
        actix_rt::spawn(async move {
            // A failure is met again by the next send to the old id.
            let _again = moved.await;
        });
    }
}

/// Takes the markup (and the card) out of a parcel; false when it is plain already. A document stays one.
fn make_plain(content: &mut Content) -> bool {
    if let Content::Document { caption, .. } = content {
        let was_html = std::mem::take(&mut caption.html);
        caption.text = text::plain(&caption.text);
        return was_html;
    }
    let (body, keyboard) = match content {
        Content::Message { body, keyboard, .. }
        | Content::Catch { caption: body, keyboard, .. }
        | Content::Fish { caption: body, keyboard, .. } => (body, keyboard),
        Content::Document { .. } | Content::Ready(_) => return false,
    };
    if !body.html {
        return false;
    }
    let body = Body { text: text::plain(&body.text), html: false };
    *content = Content::Message { edit: None, body, keyboard: std::mem::take(keyboard) };
    true
}
