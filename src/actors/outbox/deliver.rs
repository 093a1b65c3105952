//! From a parcel to a call: composing the card of a catch, calling Telegram.
//!
//! Runs beside the actor; the outcome comes back to it as [`Sent`].
//!
//! **Invariant:** every parcel that is taken out for sending comes back in exactly one [`Sent`].

use std::{rc::Rc, time::Duration};

use actix::{Addr, AsyncContext, Context, Handler, Message};

use super::{
    actor::Outbox,
    messages::{AnswerPress, Unsaid},
    parcel::{Content, Errand, Parcel},
    port::{Accepted, Body, BotApi, Call, CallError, Keyboard, Photo},
};
use crate::{
    actors::imagegen::{
        ImageGen,
        messages::{AwaitArt, Card, CardKey, ComposeCard, FishCard},
    },
    game::{
        catalogue::FishId,
        digest::{Digest, MESSAGE, PHOTO},
    },
    plumbing::later,
};

/// "This parcel was sent, with this outcome."
#[derive(Debug, Message)]
#[rtype(result = "()")]
pub(super) struct Sent {
    /// Where.
    pub chat_id: i64,
    /// What.
    pub parcel: Parcel,
    /// Telegram's answer.
    pub outcome: Result<Accepted, CallError>,
    /// The fish's card that was uploaded with it.
    pub upload: Option<CardKey>,
    /// A painting that its card still waits for.
    pub awaits_art: Option<FishId>,
    /// The file of Telegram's that its card was sent by.
    pub file_id: Option<String>,
    /// It went out with a card.
    pub with_card: bool,
    /// The words as they went out.
    pub said: Digest,
    /// When the call began.
    pub began: std::time::Instant,
}

/// Tries with a card that had no usable answer before the words go alone: where uploads fail, they need not.
const CARD_TRIES: u32 = 3;
/// A painting takes its drawing's place in a message that is told already: nobody waits for it, and a busy machine may take its
/// time.
const ART_PATIENCE: Duration = Duration::from_secs(120);

impl Outbox {
    /// Sends a parcel; [`Sent`] comes back.
    pub(super) fn send(&mut self, chat_id: i64, mut parcel: Parcel, ctx: &mut Context<Self>) {
        parcel.tries += 1;
        let began = self.meter.began();
        let Some(api) = self.api.clone() else { return };
        let (imagegen, faults) = (self.imagegen.clone(), self.faults.clone());
        let (takes_pictures, patience) = (self.chats.takes_pictures(chat_id, began), self.pace.card_patience);
        later::tell(ctx.address(), async move {
            let fails = parcel.card_failures >= CARD_TRIES;
            if fails {
                tell_of_no_card(&parcel.content, "telegram does not take its upload");
            }
            let card = match parcel.without_card || fails || !takes_pictures {
                true => None,
                false => compose(&imagegen, chat_id, &parcel.content, patience)
                    .await
                    .inspect_err(|reason| tell_of_no_card(&parcel.content, reason))
                    .unwrap_or_default(),
            };
            let call = call_for(chat_id, &parcel, card.as_ref());
            let (file_id, said) = (file_of(&call), words_of(&call));
            let outcome = api.call(call).await;
            if outcome.is_ok() && matches!(parcel.errand, Errand::Durable(_)) {
                faults.pass("reply.accepted", 0).await;
            }
            let with_card = card.is_some();
            let (upload, awaits_art) = card.map_or((None, None), |card| (card.upload, card.awaits_art));
            Sent { chat_id, parcel, outcome, upload, awaits_art, file_id, with_card, said, began }
        });
    }

    /// Sends the card anew when its painting came. Owed in memory only.
    pub(super) fn await_art(&self, chat_id: i64, message_id: i64, content: Content, fish: FishId, me: Addr<Outbox>) {
        let imagegen = self.imagegen.clone();
        actix_rt::spawn(async move {
            if imagegen.send(AwaitArt { fish }).await != Ok(true) {
                return;
            }
            let (Content::Catch { caption, keyboard, .. } | Content::Fish { caption, keyboard, .. }) = &content else {
                return;
            };
            let card = match compose(&imagegen, chat_id, &content, ART_PATIENCE).await {
                Ok(Some(card)) => card,
                Ok(None) => return,
                Err(reason) => {
                    log::warn!(fish = fish.0, reason = reason.as_str(); "painting came, and its card keeps the drawing");
                    return;
                }
            };
            let (caption, keyboard) = (caption.clone(), keyboard.clone());
            let call = Call::EditPhoto { chat_id, message_id, photo: card.photo, caption, keyboard };
            let _gone = me.send(Decorate { chat_id, call }).await;
        });
    }
}

/// The card of a content that has one, or why there is none.
async fn compose(
    imagegen: &Addr<ImageGen>,
    chat_id: i64,
    content: &Content,
    patience: Duration,
) -> Result<Option<Card>, String> {
    // Telegram's ids of groups are below zero: whose catch it is, others want to know.
    let named = chat_id < 0;
    let asked = async {
        match content {
            Content::Catch { player, position, fish, lang, .. } => {
                let (player, position, fish, lang) = (*player, *position, *fish, *lang);
                let wanted = ComposeCard { player, position, fish, lang, named };
                Some(imagegen.send(wanted).await)
            }
            Content::Fish { fish, lang, .. } => Some(imagegen.send(FishCard { fish: *fish, lang: *lang }).await),
            Content::Message { .. } | Content::Document { .. } | Content::Ready(_) => None,
        }
    };
    match actix_rt::time::timeout(patience, asked).await {
        Ok(None) => Ok(None),
        Ok(Some(Ok(Ok(card)))) => Ok(Some(card)),
        Ok(Some(Ok(Err(error)))) => Err(error.to_string()),
        Ok(Some(Err(_))) | Err(_) => Err("imagegen does not answer".to_owned()),
    }
}

/// The file of Telegram's that a call shows.
fn file_of(call: &Call) -> Option<String> {
    match call {
        Call::SendPhoto { photo: Photo::FileId(file_id), .. }
        | Call::EditPhoto { photo: Photo::FileId(file_id), .. } => Some(file_id.clone()),
        _ => None,
    }
}

/// What a call says, in which way. An edit is a message, or a photo, like any other.
fn words_of(call: &Call) -> Digest {
    match call {
        Call::SendMessage { body, .. } | Call::EditMessage { body, .. } => Digest::of(MESSAGE, &body.text),
        Call::SendPhoto { caption, .. } | Call::EditPhoto { caption, .. } => Digest::of(PHOTO, &caption.text),
        Call::SendDocument { caption, .. } => Digest::of("document", &caption.text),
        Call::AnswerCallback { .. } | Call::ReadSign { .. } | Call::HangSign { .. } => Digest::of("none", ""),
    }
}

fn tell_of_no_card(content: &Content, reason: &str) {
    match content {
        Content::Catch { player, .. } => {
            log::warn!(player = player.0, reason = reason; "catch goes out without its card")
        }
        Content::Fish { fish, .. } => {
            log::warn!(fish = fish.0, reason = reason; "caption of a fish goes out without its card")
        }
        Content::Message { .. } | Content::Document { .. } | Content::Ready(_) => {}
    }
}

fn call_for(chat_id: i64, parcel: &Parcel, card: Option<&Card>) -> Call {
    let (spot, content) = (parcel.spot, &parcel.content);
    let message = |edit: Option<i64>, body: &Body, keyboard: &Keyboard| {
        let (body, keyboard) = (body.clone(), keyboard.clone());
        match edit {
            Some(message_id) => Call::EditMessage { chat_id, message_id, body, keyboard },
            None => Call::SendMessage { chat_id, spot, body, keyboard },
        }
    };
    match (content, card) {
        (Content::Message { edit, body, keyboard }, _) => message(*edit, body, keyboard),
        (Content::Catch { caption, keyboard, .. } | Content::Fish { caption, keyboard, .. }, Some(card)) => {
            let (photo, caption, keyboard) = (card.photo.clone(), caption.clone(), keyboard.clone());
            Call::SendPhoto { chat_id, spot, photo, caption, keyboard }
        }
        (Content::Catch { caption, keyboard, .. } | Content::Fish { caption, keyboard, .. }, None) => {
            message(None, caption, keyboard)
        }
        (Content::Document { document, caption, keyboard }, _) => {
            let (document, caption, keyboard) = (document.clone(), caption.clone(), keyboard.clone());
            Call::SendDocument { chat_id, spot, document, caption, keyboard }
        }
        (Content::Ready(call), _) => call.clone(),
    }
}

/// "Send this decoration when the lane is free."
#[derive(Debug, Message)]
#[rtype(result = "()")]
struct Decorate {
    chat_id: i64,
    call: Call,
}
impl Handler<Decorate> for Outbox {
    type Result = ();
    fn handle(&mut self, m: Decorate, ctx: &mut Context<Self>) {
        self.put(m.chat_id, Parcel::new(Content::Ready(m.call), Errand::Decoration), ctx);
    }
}

/// A press is answered at once, outside of the lanes; tried again only when it surely did not arrive.
impl Handler<AnswerPress> for Outbox {
    type Result = actix::ResponseFuture<Result<(), Unsaid>>;
    fn handle(&mut self, m: AnswerPress, _: &mut Context<Self>) -> Self::Result {
        let api = self.presses.clone();
        Box::pin(async move {
            let Some(api) = api else { return Err(Unsaid) };
            answer_press(api, m).await;
            Ok(())
        })
    }
}

async fn answer_press(api: Rc<dyn BotApi>, m: AnswerPress) {
    // The press itself is only waited for by Telegram for about 15 s: three tries within three seconds are enough.
    for tries in 0..3 {
        let call = Call::AnswerCallback { callback_id: m.callback_id.clone(), toast: m.toast.clone() };
        match api.call(call).await {
            Err(CallError::Unreached(_) | CallError::TooMany { .. }) => {
                actix_rt::time::sleep(super::actor::backoff(tries)).await;
            }
            Ok(_) | Err(CallError::Refused { .. } | CallError::Unknown(_)) => return,
        }
    }
}
