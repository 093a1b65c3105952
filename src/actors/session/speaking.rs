//! How a session ends an order that has no effect: with a page, a toast, or nothing.
//!
//! The update is marked done after Telegram accepted or finally refused the answer, so a crash in between answers it again.
//!
//! **Invariant:** requests to the Outbox are made before anything else is awaited, so a player's answers keep their order.

use actix::{Addr, MailboxError};

use super::{
    actor::{Held, Session},
    messages::{Place, Unfinished},
};
use crate::{
    actors::{
        db::{
            Marker,
            marker::{MarkDone, mark},
        },
        outbox::messages::{AnswerPress, Say, SceneId, TurnPage, Unsaid},
    },
    text::{self, Lang, Page},
};

/// True when a message shows this page already: Telegram is not asked to turn it.
fn is_shown(page: &Page, (buttons, text): &(Vec<(String, String)>, String)) -> bool {
    let same = page.keyboard.iter().flatten().map(|button| (&button.label, &button.data));
    same.eq(buttons.iter().map(|(label, data)| (label, data))) && text::plain(&page.text) == text.trim()
}

impl Held {
    /// Ends the order when the Outbox knows that its answer was said: then its update is marked done.
    pub(super) async fn end_when_said(
        self,
        said: impl Future<Output = Result<Result<(), Unsaid>, MailboxError>>,
        marker: Addr<Marker>,
    ) {
        let outcome = match said.await {
            Ok(Ok(())) => {
                mark(&marker, MarkDone(self.order.update_id)).await;
                Ok(())
            }
            Ok(Err(_)) | Err(_) => Err(Unfinished),
        };
        self.end(outcome);
    }
}

impl Session {
    /// Ends an order with a page; a press is answered besides.
    pub(super) fn say(&self, held: Held, page: impl FnOnce(Lang) -> Page) {
        let page = page(held.order.lang);
        self.say_page(held, page, None);
    }

    /// Ends an order with a page that takes the place of its scene.
    pub(super) fn say_page(&self, held: Held, page: Page, scene: Option<SceneId>) {
        if scene.is_none() {
            self.answer_press(&held);
        }
        let Place { chat_id, spot, .. } = held.order.place;
        let said = self.doors.outbox.send(Say { player: Some(self.id), chat_id, spot, page, scene });
        actix_rt::spawn(held.end_when_said(said, self.doors.marker.clone()));
    }

    /// Ends a press with a page in the place of the one whose button it was; where that is not known, with a new one.
    pub(super) fn turn_page(&self, held: Held, page: impl FnOnce(Lang) -> Page) {
        let page = page(held.order.lang);
        let Some(message_id) = held.order.message_id else { return self.say_page(held, page, None) };
        if held.order.shown.as_ref().is_some_and(|shown| is_shown(&page, shown)) {
            return self.end_silently(held);
        }
        self.answer_press(&held);
        let Place { chat_id, spot, .. } = held.order.place;
        let say = Say { player: Some(self.id), chat_id, spot, page, scene: None };
        let said = self.doors.outbox.send(TurnPage { message_id, say });
        actix_rt::spawn(held.end_when_said(said, self.doors.marker.clone()));
    }

    /// Ends an order with a refusal that needed no price: a toast over a press, else a page.
    pub(super) fn refuse(&self, held: Held, page: impl FnOnce(Lang) -> Page) {
        if held.order.callback_id.is_some() {
            self.toast(held, |lang| text::toast(&page(lang)));
        } else {
            self.say(held, page);
        }
    }

    /// Ends a press with a toast; an order that is no press with nothing.
    pub(super) fn toast(&self, held: Held, words: impl FnOnce(Lang) -> String) {
        let Some(callback_id) = held.order.callback_id.clone() else { return self.end_silently(held) };
        let toast = Some(words(held.order.lang));
        let answered = self.doors.outbox.send(AnswerPress { callback_id, toast });
        actix_rt::spawn(held.end_when_said(answered, self.doors.marker.clone()));
    }

    /// Ends an order with nothing said; a press stops spinning.
    pub(super) fn end_silently(&self, held: Held) {
        self.answer_press(&held);
        let marker = self.doors.marker.clone();
        actix_rt::spawn(async move {
            mark(&marker, MarkDone(held.order.update_id)).await;
            held.end(Ok(()));
        });
    }

    /// Answers a press at once and waits for nothing; nothing happens for an order that is no press.
    pub(super) fn answer_press(&self, held: &Held) {
        if let Some(callback_id) = held.order.callback_id.clone() {
            let answered = self.doors.outbox.send(AnswerPress { callback_id, toast: None });
            actix_rt::spawn(async move {
                // A press that stays unanswered only spins a while on the player's screen.
                let _spinning = answered.await;
            });
        }
    }
}
