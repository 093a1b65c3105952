//! A hook, from the order to the catch.
//!
//! Refused early or begun → priced → decided → settled → shown (DESIGN.md, the life of one command).
//!
//! **Invariant:** a position closes once, in the commit that pays it out and writes its catch; without a fill it stays open.

use actix::{ActorFutureExt, AsyncContext, Context, WrapFuture};
use jiff::SignedDuration;

use super::{
    actor::{Busy, Held, Session},
    filling::{self, Fill},
    messages::{Place, Unfinished},
    scenes,
    settling::{self, Outcome},
};
use crate::{
    actors::oracle::{Filled, NextQuote},
    game::{
        crossing::Snap,
        hook::{HookRefusal, HookTimes, check_hook, decide_hook},
    },
    plumbing::clock,
    text::pages::{self, Waiting},
};

/// How often a hook is decided anew when the player had moved on; only another process can move him.
const DECISIONS: u32 = 3;

impl Session {
    pub(super) fn hook(&mut self, held: Held, ctx: &mut Context<Self>) {
        let Some(player) = &self.player else { return held.end(Err(Unfinished)) };
        match self.busy {
            Busy::Hooking { .. } => return self.refuse(held, pages::still_hooking),
            Busy::Casting if self.next_hook.is_some() => return self.refuse(held, pages::still_hooking),
            Busy::Casting => {
                self.begin_hook_scene(&held);
                self.next_hook = Some(Box::new(held));
                return;
            }
            Busy::Free => {}
        }
        if let Err(refusal) = check_hook(player) {
            return self.refuse(held, |lang| pages::hook_refused(lang, &refusal));
        }
        if self.doors.trading_stopped() {
            return self.refuse(held, pages::trading_stopped);
        }
        self.begin_hook_scene(&held);
        self.hook_begun(held, ctx);
    }

    fn begin_hook_scene(&self, held: &Held) {
        if held.order.replayed_at.is_none() {
            self.tell_outbox(scenes::hook(&held.order, self.doors.scene_speed, self.doors.is_slow()));
        }
        self.answer_press(held);
    }

    /// The first frame is out: now the fill. A hook that waited for a cast that failed finds nothing to hook.
    pub(super) fn hook_begun(&mut self, held: Held, ctx: &mut Context<Self>) {
        let Some(player) = &self.player else { return held.end(Err(Unfinished)) };
        let position = match check_hook(player) {
            Ok(position) => position,
            Err(refusal) => return self.hook_refused(held, &refusal, ctx),
        };
        // Never the entry's tick: the exit's round began after the command and after the entry's round.
        let after = held.order.commanded_at().max(position.entry.round_at);
        let wanted = NextQuote {
            pair: position.pond,
            after,
            deadline: held.order.fill_deadline(clock::now(), self.doors.patience(), SignedDuration::MAX),
            snap: Some(Snap::of(position)),
        };
        self.busy = Busy::Hooking { after };
        ctx.spawn(filling::fill(self.doors.clone(), wanted).into_actor(self).map(|filled, act, ctx| match filled {
            Fill::At(filled) => act.decide_hook(held, filled, 1, ctx),
            Fill::Silent => act.hook_unpriced(held, ctx),
            Fill::Closing => act.left_unfinished(held, ctx),
        }));
    }

    /// No price: the line stays in the water, the update is done.
    fn hook_unpriced(&mut self, held: Held, ctx: &mut Context<Self>) {
        let (page, scene) = (pages::no_price(held.order.lang, Waiting::Hook), held.order.update_id);
        self.say_page(held, page, Some(scene));
        self.freed(ctx);
    }

    fn hook_refused(&mut self, held: Held, refusal: &HookRefusal, ctx: &mut Context<Self>) {
        let (page, scene) = (pages::hook_refused(held.order.lang, refusal), held.order.update_id);
        self.say_page(held, page, Some(scene));
        self.freed(ctx);
    }

    fn decide_hook(&mut self, held: Held, filled: Filled, decision: u32, ctx: &mut Context<Self>) {
        let Some(player) = &self.player else { return held.end(Err(Unfinished)) };
        if self.doors.trading_stopped() {
            return self.trade_refused(held, ctx);
        }
        let order = &held.order;
        let times = HookTimes { arrived_at: order.arrived_at, commanded_at: order.commanded_at() };
        let (fill, snapped) = (&filled.tick, filled.snapped.as_ref());
        let mut change = match decide_hook(player, fill, snapped, times, clock::now(), &self.doors.rules) {
            Ok(change) => change,
            Err(refusal) => return self.hook_refused(held, &refusal, ctx),
        };
        // A line that snapped before was given up with its cast: nobody waited for that exit.
        if change.closes.as_ref().is_some_and(|caught| caught.commanded_at == times.commanded_at) {
            change.passed = filled.passed.clone();
        }
        let change = self.kept_current(change, order);
        let after = player.after(&change);
        let Some(caught) = &change.closes else { return held.end(Err(Unfinished)) };
        let Place { chat_id, private, spot } = order.place;
        let page = if private { pages::catch } else { pages::catch_among_others }(order.lang, caught, &after);
        let reply = settling::catch(chat_id, spot, caught.position.id, page, order.lang);
        let scene = order.update_id;
        self.settle(held, change, vec![reply], Some(scene), ctx, move |act, outcome, held, ctx| {
            match (outcome, held) {
                (Outcome::Moved, Some(held)) if decision < DECISIONS => {
                    act.decide_hook(held, filled, decision + 1, ctx)
                }
                (_, held) => {
                    if let Some(held) = held {
                        held.end(Err(Unfinished));
                    }
                    act.freed(ctx);
                }
            }
        });
    }
}
