//! Bells: hung, taken off, listed, and rung by a tick.
//!
//! A ring is an ordinary turn whose reply is in the commit that takes the bell off, so that it rings once whatever restarts.
//!
//! **Invariant:** a bell is known to be on the line only when its turn is settled; the Watch hears of it after that.

use actix::{ActorFutureExt, AsyncContext, Context, WrapFuture};

use super::{
    actor::{Held, Session},
    messages::{Crossed, Unfinished},
    snapping::Asker,
};
use crate::{
    actors::{
        db::turn::{Cause, Turn},
        oracle::LatestTick,
        outbox::keyboard,
    },
    game::{
        bells::{BellRefusal, check_bell, decide_bell, decide_ring, decide_unbell},
        market::Tick,
        money::PnlPercent,
        player::PositionId,
        spot::Spot,
    },
    text::pages,
};

/// No price is young enough: with a line in the water the next one is never far, and the mark is judged by that.
const FRESH_S: i64 = 0;
/// Longest wait for it, ms; then the last one will do.
const WAIT_MS: u64 = 1_000;

impl Session {
    pub(super) fn bells(&mut self, held: Held) {
        let Some(player) = &self.player else { return held.end(Err(Unfinished)) };
        let page = pages::bells(held.order.lang, player);
        self.say_page(held, page, None);
    }

    /// Refused early, or hung once the price is known: a mark that is crossed already would ring at once.
    pub(super) fn bell(&mut self, held: Held, mark: Result<PnlPercent, BellRefusal>, ctx: &mut Context<Self>) {
        let Some(player) = &self.player else { return held.end(Err(Unfinished)) };
        let checked = mark.and_then(|mark| check_bell(player, mark).map(|position| (mark, position.pond)));
        let (mark, pair) = match checked {
            Ok(checked) => checked,
            Err(refusal) => return self.refuse(held, |lang| pages::bell_refused(lang, &refusal)),
        };
        let latest = self.doors.oracle.send(LatestTick { pair, fresh_s: FRESH_S, wait_ms: WAIT_MS });
        ctx.spawn(latest.into_actor(self).map(move |tick, act, ctx| {
            act.hang(held, mark, tick.ok().flatten().as_ref(), ctx);
        }));
    }

    fn hang(&mut self, held: Held, mark: PnlPercent, now: Option<&Tick>, ctx: &mut Context<Self>) {
        let Some(player) = &self.player else { return held.end(Err(Unfinished)) };
        match decide_bell(player, mark, now) {
            Ok(change) => {
                let page = pages::bell_hung(held.order.lang, &player.after(&change), mark);
                self.choose(held, change, &page, ctx);
            }
            Err(refusal) => self.refuse(held, |lang| pages::bell_refused(lang, &refusal)),
        }
    }

    pub(super) fn unbell(&mut self, held: Held, position: PositionId, mark: PnlPercent, ctx: &mut Context<Self>) {
        let Some(player) = &self.player else { return held.end(Err(Unfinished)) };
        match decide_unbell(player, position, mark) {
            Ok(change) => {
                let page = pages::bell_taken_off(held.order.lang, &player.after(&change), mark);
                self.choose(held, change, &page, ctx);
            }
            Err(refusal) => self.refuse(held, |lang| pages::bell_refused(lang, &refusal)),
        }
    }

    /// A tick has crossed a bell's mark.
    pub(super) fn ring(&mut self, crossed: Crossed, asker: Asker, decision: u32, ctx: &mut Context<Self>) {
        let Some(player) = &self.player else { return drop(asker) };
        let change = decide_ring(player, crossed.position, crossed.mark, &crossed.tick);
        let Some((change, position)) = change.zip(player.open.as_ref()) else {
            return self.nothing_there(&crossed, asker);
        };
        let after = player.after(&change);
        let lang = player.profile.lang;
        let page = pages::bell_rings(lang, &after, position, crossed.mark, &crossed.tick);
        let turn = Turn {
            player: self.id,
            version: player.version,
            cause: Cause::Bell(crossed.position),
            commanded_at: position.entry.round_at,
            change,
            replies: vec![keyboard::message(position.chat_id, Spot::of(position.topic), &page, lang)],
        };
        self.settle_crossing(turn, crossed, asker, decision, ctx);
    }
}
