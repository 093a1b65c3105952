//! A cast, from the order to the line in the water.
//!
//! Refused early or begun → priced → decided → settled → shown (DESIGN.md, the life of one command).
//!
//! **Invariant:** bait is spent in the commit that opens the position and nowhere else; every refusal costs nothing.

use actix::{ActorFutureExt, AsyncContext, Context, WrapFuture};
use jiff::SignedDuration;

use super::{
    actor::{Busy, Held, Session},
    filling::{self, Fill},
    messages::{Order, Place, Unfinished},
    scenes,
    settling::{self, Outcome},
};
use crate::{
    actors::{
        db::{ask_patiently, messages::TakePositionId},
        oracle::{Filled, NextQuote},
        outbox::messages::Splash,
    },
    game::{
        cast::{check_cast, decide_cast},
        change::Change,
        fair::{NextSeed, Seed},
        market::{Pair, Passed, Tick},
        player::PositionId,
    },
    plumbing::{clock, dice},
    text::pages::{self, Waiting},
};

/// A replayed cast older than this at the restart is refused, and so is one that gets no price until it could first be asked for
/// so long after the restart: nobody waits for it any longer.
const LATE: SignedDuration = SignedDuration::from_secs(60);
/// How often a cast is decided anew when the player had moved on; only another process can move him.
const DECISIONS: u32 = 3;

/// What was asked outside before a cast is decided.
struct Priced {
    tick: Tick,
    id: PositionId,
    /// Of the cast after this one.
    next: Seed,
    dice: u64,
    passed: Passed,
}

impl Session {
    pub(super) fn cast(&mut self, held: Held, ctx: &mut Context<Self>) {
        match self.busy {
            Busy::Free => {}
            Busy::Casting => return self.refuse(held, pages::still_casting),
            Busy::Hooking { .. } => return self.refuse(held, pages::still_hooking),
        }
        let Some(player) = &self.player else { return held.end(Err(Unfinished)) };
        if let Err(refusal) = check_cast(player) {
            return self.refuse(held, |lang| pages::cast_refused(lang, player, &refusal));
        }
        if is_late(&held.order) {
            return self.refuse(held, pages::late_cast);
        }
        if self.doors.trading_stopped() {
            return self.refuse(held, pages::trading_stopped);
        }
        let pond = player.pond;
        // A replay is not played again. But whoever casts for the first time has perhaps not seen the seal: that frame comes anyhow.
        let replayed = held.order.replayed_at.is_some();
        let is_first = player.next_seed.as_ref().is_some_and(NextSeed::is_first);
        let speed = if replayed { 0 } else { self.doors.scene_speed };
        let (scene, dice) = scenes::cast(&held.order, player, speed, self.doors.is_slow());
        if !replayed || is_first {
            self.tell_outbox(scene);
        }
        self.answer_press(&held);
        self.busy = Busy::Casting;
        self.price_cast(held, pond, dice, ctx);
    }

    fn price_cast(&mut self, held: Held, pond: Pair, dice: u64, ctx: &mut Context<Self>) {
        let after = held.order.commanded_at();
        let deadline = held.order.fill_deadline(clock::now(), self.doors.patience(), LATE);
        let doors = self.doors.clone();
        let priced = async move {
            let filled = filling::fill(doors.clone(), NextQuote { pair: pond, after, deadline, snap: None }).await;
            let Fill::At(Filled { tick, passed, .. }) = filled else { return Err(filled) };
            let id = ask_patiently(&doors.db, TakePositionId {}).await.map_err(|_told_by_the_db| Fill::Closing)?;
            // The kernel's dice being away is not the player's fault: the order is given again.
            let next = Seed::from_bytes(dice::bytes32().map_err(|_| Fill::Closing)?);
            Ok(Priced { tick, id, next, dice, passed })
        };
        ctx.spawn(priced.into_actor(self).map(|priced, act, ctx| match priced {
            Ok(priced) => act.decide_cast(held, priced, 1, ctx),
            Err(Fill::Silent | Fill::At(_)) => act.cast_unpriced(held, ctx),
            Err(Fill::Closing) => act.left_unfinished(held, ctx),
        }));
    }

    /// Nothing happened and nothing is said: the order is given again, and so is a hook that waited for it, which would find
    /// nothing to hook.
    pub(super) fn left_unfinished(&mut self, held: Held, ctx: &mut Context<Self>) {
        held.end(Err(Unfinished));
        if let Some(hook) = self.next_hook.take() {
            hook.end(Err(Unfinished));
        }
        self.freed(ctx);
    }

    /// No price: nothing was spent, the update is done.
    fn cast_unpriced(&mut self, held: Held, ctx: &mut Context<Self>) {
        let (page, scene) = (pages::no_price(held.order.lang, Waiting::Cast), held.order.update_id);
        self.say_page(held, page, Some(scene));
        self.freed(ctx);
    }

    /// Trading stopped while the order waited: nothing happened, the update is done.
    pub(super) fn trade_refused(&mut self, held: Held, ctx: &mut Context<Self>) {
        let (page, scene) = (pages::trading_stopped(held.order.lang), held.order.update_id);
        self.say_page(held, page, Some(scene));
        self.freed(ctx);
    }

    fn decide_cast(&mut self, held: Held, priced: Priced, decision: u32, ctx: &mut Context<Self>) {
        let Some(player) = &self.player else { return held.end(Err(Unfinished)) };
        if self.doors.trading_stopped() {
            return self.trade_refused(held, ctx);
        }
        let order = &held.order;
        let Priced { tick, id, next, dice, passed } = &priced;
        let Place { chat_id, spot, .. } = order.place;
        let change = match decide_cast(player, chat_id, spot.topic, tick, *id, next.clone(), clock::now()) {
            Ok(change) => Change { passed: passed.clone(), ..change },
            Err(refusal) => {
                let (page, scene) = (pages::cast_refused(order.lang, player, &refusal), order.update_id);
                self.say_page(held, page, Some(scene));
                return self.freed(ctx);
            }
        };
        // A newcomer's name comes with this turn.
        let change = self.kept_current(change, order);
        let after = player.after(&change);
        let Some(position) = &change.opens else { return held.end(Err(Unfinished)) };
        let told = if order.place.private { pages::line_out } else { pages::line_out_among_others };
        let reply = settling::message(order, &told(order.lang, &after, position));
        let scene = order.update_id;
        let text = scenes::splash(order.lang, tick.pair, tick.price, *dice);
        let splash = Splash { scene, player: self.id, text };
        self.settle(held, change, vec![reply], Some(scene), ctx, move |act, outcome, held, ctx| {
            match (outcome, held) {
                (Outcome::Moved, Some(held)) if decision < DECISIONS => {
                    act.decide_cast(held, priced, decision + 1, ctx)
                }
                (_, held) => {
                    if let Some(held) = held {
                        held.end(Err(Unfinished));
                    }
                    act.tell_outbox(splash);
                    act.freed(ctx);
                }
            }
        });
    }

    /// Nothing waits for a fill any longer: a hook that waited for the cast goes on.
    pub(super) fn freed(&mut self, ctx: &mut Context<Self>) {
        self.busy = Busy::Free;
        if let Some(hook) = self.next_hook.take() {
            self.hook_begun(*hook, ctx);
        }
    }
}

fn is_late(order: &Order) -> bool {
    order.replayed_at.is_some_and(|replayed| replayed.duration_since(order.arrived_at) > LATE)
}
