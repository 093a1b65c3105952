//! A player's own data: handed over as a document, and forgotten when he says so twice.
//!
//! **Invariant:** in private chats only; whoever has a line in the water, or a cast or hook that waits, is not forgotten, and nobody
//! twice within a day; what names him is wiped before the turn that forgets him, so a crash in between leaves him known and his update to be done again.

use std::sync::Arc;

use actix::{ActorFutureExt, AsyncContext, Context, WrapFuture};
use jiff::Timestamp;

use super::{
    actor::{Busy, Held, Session},
    messages::{Place, Unfinished},
    settling::mark_of,
};
use crate::{
    actors::{
        db::{
            ask_patiently,
            messages::{OwnRecord, WipeTraces},
        },
        outbox::{handing::HandOver, port::Document},
    },
    game::forgetting::{check_apart, check_confirmed, check_forget, decide_forget},
    text::{self, pages},
};

/// The document's name.
const RECORD: &str = "angler-mydata.json";

impl Session {
    /// `/mydata`. The record is read and sent beside the session; one at a time, for it may be large.
    pub(super) fn my_data(&mut self, held: Held, ctx: &mut Context<Self>) {
        if !held.order.place.private {
            return self.say(held, |lang| pages::only_in_private(lang, "mydata"));
        }
        if self.handing_over {
            return self.say(held, pages::record_on_its_way);
        }
        self.handing_over = true;
        let (doors, player) = (self.doors.clone(), self.id);
        let handed = async move {
            let record = match doors.db.send(OwnRecord { player }).await {
                Ok(Ok(record)) => record,
                // Told by the DbActor; the Router gives the order again.
                Ok(Err(_)) | Err(_) => return held.end(Err(Unfinished)),
            };
            let document = Document { name: RECORD, bytes: Arc::from(record.into_bytes()) };
            let (Place { chat_id, spot, .. }, caption) = (held.order.place, pages::own_record(held.order.lang));
            let said = doors.outbox.send(HandOver { player, chat_id, spot, document, caption });
            held.end_when_said(said, doors.marker.clone()).await;
        };
        ctx.spawn(handed.into_actor(self).map(|(), act, _| act.handing_over = false));
    }

    /// `/forget`: what goes and what stays, and the two buttons.
    pub(super) fn ask_forget(&mut self, held: Held, ctx: &mut Context<Self>) {
        let Some(player) = &self.player else { return held.end(Err(Unfinished)) };
        if !held.order.place.private {
            return self.say(held, |lang| pages::only_in_private(lang, "forget"));
        }
        match self.busy {
            Busy::Free => {}
            Busy::Casting => return self.refuse(held, pages::still_casting),
            Busy::Hooking { .. } => return self.refuse(held, pages::still_hooking),
        }
        if let Err(refusal) = check_forget(player) {
            return self.say(held, |lang| pages::forget_refused(lang, refusal));
        }
        self.look_at_mark(held, ctx, |act, held, _| {
            let Some(player) = &act.player else { return held.end(Err(Unfinished)) };
            let page = pages::forget_ask(held.order.lang, player, held.order.arrived_at);
            act.say_page(held, page, None);
        });
    }

    /// The button "forget me" under a question of `asked_at`.
    pub(super) fn forget(&mut self, held: Held, asked_at: Timestamp, ctx: &mut Context<Self>) {
        let Some(player) = &self.player else { return held.end(Err(Unfinished)) };
        if !held.order.place.private {
            return self.toast(held, text::stale_button);
        }
        match self.busy {
            Busy::Free => {}
            Busy::Casting => return self.refuse(held, pages::still_casting),
            Busy::Hooking { .. } => return self.refuse(held, pages::still_hooking),
        }
        if let Err(refusal) = check_confirmed(player, asked_at, held.order.arrived_at) {
            return self.refuse(held, |lang| pages::forget_refused(lang, refusal));
        }
        self.look_at_mark(held, ctx, |act, held, ctx| act.wipe_and_forget(held, ctx));
    }

    /// Goes on when he was not forgotten within the last day; else says how long it is to wait. Holds the mailbox.
    fn look_at_mark(
        &mut self,
        held: Held,
        ctx: &mut Context<Self>,
        then: impl FnOnce(&mut Session, Held, &mut Context<Self>) + 'static,
    ) {
        let (doors, telegram_id) = (self.doors.clone(), self.player.as_ref().and_then(|player| player.telegram_id));
        let looked = async move { mark_of(&doors, telegram_id).await };
        ctx.wait(looked.into_actor(self).map(|mark, act, ctx| {
            let Ok(mark) = mark else { return held.end(Err(Unfinished)) };
            match check_apart(mark.as_ref(), held.order.arrived_at) {
                Ok(()) => then(act, held, ctx),
                Err(refusal) => act.refuse(held, |lang| pages::forget_refused(lang, refusal)),
            }
        }));
    }

    fn wipe_and_forget(&mut self, held: Held, ctx: &mut Context<Self>) {
        self.answer_press(&held);
        // His row has lost its Telegram id already: another process was faster.
        let Some(telegram_id) = self.player.as_ref().and_then(|player| player.telegram_id) else {
            return held.end(Err(Unfinished));
        };
        let hash = self.doors.forget_key.hash(telegram_id);
        self.doors.leavers.keep(telegram_id, self.recent.clone(), held.order.arrived_at);
        let (doors, id) = (self.doors.clone(), self.id);
        let wiped = async move { ask_patiently(&doors.db, WipeTraces { player: id }).await };
        // Held until it is settled: what he sends meanwhile finds him forgotten.
        ctx.wait(wiped.into_actor(self).map(move |wiped, act, ctx| match wiped {
            Ok(_) => act.decide_forget(held, hash, ctx),
            Err(_told_by_the_db) => held.end(Err(Unfinished)),
        }));
    }

    fn decide_forget(&mut self, held: Held, hash: [u8; 32], ctx: &mut Context<Self>) {
        let Some(player) = &self.player else { return held.end(Err(Unfinished)) };
        let change = match decide_forget(player, hash) {
            Ok(change) => change,
            Err(refusal) => {
                let page = pages::forget_refused(held.order.lang, refusal);
                return self.say_page(held, page, None);
            }
        };
        let goodbye = pages::goodbye(held.order.lang);
        self.settle_said(held, change, &goodbye, ctx);
    }

    /// An order that was given before its player was forgotten and came to its turn afterwards: it ends with a word, no more.
    pub(super) fn say_forgotten(&self, held: Held) {
        self.refuse(held, pages::already_forgotten);
    }
}
