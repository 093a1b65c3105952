//! A line that a tick has taken to its end: the session's part of liquidation.
//!
//! The Router brings what the Watch saw; the session decides by its player as he is, and settles it as an ordinary turn. The
//! player is told in the chat where he cast, whether or not he is there.
//!
//! **Invariant:** hook and crossing close a line at the same tick, whoever comes first: a hook that was given before the tick
//! that crossed waits for its own fill, which is that tick or an earlier one.

use actix::{Context, Handler, ResponseFuture};
use tokio::sync::oneshot;

use super::{
    actor::{Busy, Session},
    messages::{Crossed, Unfinished},
    settling::{self, Known},
};
use crate::{
    actors::{
        db::turn::{Cause, Turn},
        outbox::messages::DeliverOwed,
        watch::messages::LineIn,
    },
    game::{hook::decide_snap, money::PnlPercent, spot::Spot},
    plumbing::clock,
    text::pages,
};

/// Who waits for the end of a crossing.
pub(super) type Asker = oneshot::Sender<Result<(), Unfinished>>;

/// How often a snap is decided anew when the player had moved on; only another process can move him.
const DECISIONS: u32 = 3;

impl Session {
    fn crossed(&mut self, crossed: Crossed, asker: Asker, ctx: &mut Context<Self>) {
        self.doors.faults.strike("session.crossed", crossed.position.0);
        let snaps = crossed.mark == PnlPercent::TOTAL_LOSS;
        // A bell moves no money, and may ring while none may move.
        if (snaps && self.doors.trading_stopped()) || self.is_hooked_before(&crossed) {
            let _gone = asker.send(Err(Unfinished));
        } else {
            self.decide_crossing(crossed, asker, 1, ctx);
        }
    }

    fn decide_crossing(&mut self, crossed: Crossed, asker: Asker, decision: u32, ctx: &mut Context<Self>) {
        if crossed.mark == PnlPercent::TOTAL_LOSS {
            self.snap(crossed, asker, decision, ctx);
        } else {
            self.ring(crossed, asker, decision, ctx);
        }
    }

    /// A hook waits for its fill that was given before the round that crossed.
    fn is_hooked_before(&self, crossed: &Crossed) -> bool {
        matches!(self.busy, Busy::Hooking { after } if after < crossed.tick.round_at)
    }

    fn snap(&mut self, crossed: Crossed, asker: Asker, decision: u32, ctx: &mut Context<Self>) {
        let Some(player) = &self.player else { return drop(asker) };
        let is_open = player.open.as_ref().is_some_and(|open| open.id == crossed.position);
        let change = if is_open { decide_snap(player, &crossed.tick, clock::now()) } else { None };
        let Some(change) = change else { return self.nothing_there(&crossed, asker) };
        let after = player.after(&change);
        let Some(caught) = &change.closes else { return drop(asker) };
        let lang = player.profile.lang;
        let page = pages::snapped(lang, caught, &after);
        let reply =
            settling::catch(caught.position.chat_id, Spot::of(caught.position.topic), crossed.position, page, lang);
        let turn = Turn {
            player: self.id,
            version: player.version,
            cause: Cause::Snap(crossed.position),
            commanded_at: caught.commanded_at,
            change,
            replies: vec![reply],
        };
        log::debug!(player = self.id.0, position = crossed.position.0; "line snaps");
        self.settle_crossing(turn, crossed, asker, decision, ctx);
    }

    /// Settles what a crossing brings and answers whoever asks; where the player had moved on, it is decided anew.
    pub(super) fn settle_crossing(
        &mut self,
        turn: Turn,
        crossed: Crossed,
        asker: Asker,
        decision: u32,
        ctx: &mut Context<Self>,
    ) {
        self.settle_turn(turn, None, ctx, move |act, known, ctx| match known {
            Known::Settled => {
                let _gone = asker.send(Ok(()));
            }
            Known::Moved if decision < DECISIONS => {
                // Perhaps by this very turn, in an answer that was lost: then its reply is owed.
                act.tell_outbox(DeliverOwed { player: act.id });
                act.decide_crossing(crossed, asker, decision + 1, ctx);
            }
            Known::Moved | Known::Refused => {
                let _gone = asker.send(Err(Unfinished));
            }
        });
    }

    /// No such line, or nothing of it that this tick crosses: the Watch hears how things are.
    pub(super) fn nothing_there(&self, crossed: &Crossed, asker: Asker) {
        let open = self.player.as_ref().and_then(|player| player.open.as_ref()).map(|open| open.id);
        if open == Some(crossed.position) {
            self.tell_line();
        } else {
            self.tell_watch(LineIn { player: self.id, position: crossed.position });
        }
        let _gone = asker.send(Ok(()));
    }
}

impl Handler<Crossed> for Session {
    type Result = ResponseFuture<Result<(), Unfinished>>;
    fn handle(&mut self, crossed: Crossed, ctx: &mut Context<Self>) -> Self::Result {
        let (asker, ended) = oneshot::channel();
        self.crossed(crossed, asker, ctx);
        // Dropped with the session's memory when it panics.
        Box::pin(async move { ended.await.unwrap_or(Err(Unfinished)) })
    }
}
