//! Looking back: `/pnl` and `/history`, pages made of what the database answers.
//!
//! The question is asked beside the session, so that a hook that comes meanwhile does not wait for it.
//!
//! **Invariant:** looking changes nothing, and every question names the session's own player.

use actix::{ActorFutureExt, AsyncContext, Context, Handler, Message, WrapFuture};

use super::{
    actor::{Held, Session},
    messages::Unfinished,
};
use crate::{
    actors::db::{
        DbActor, DbError, ask_patiently,
        messages::{ListCatches, SumCatches},
    },
    game::{player::PositionId, records::lately},
    plumbing::clock,
    text::pages,
};

/// Where the history begins.
pub(super) const NEWEST: PositionId = PositionId(0);

impl Session {
    pub(super) fn pnl(&mut self, held: Held, ctx: &mut Context<Self>) {
        let question = SumCatches { player: self.id, lately: lately(clock::now()) };
        self.look_up(held, question, ctx, |act, held, records| act.say(held, |lang| pages::pnl(lang, &records)));
    }

    pub(super) fn history(&mut self, held: Held, before: PositionId, ctx: &mut Context<Self>) {
        let (player, now) = (self.id, clock::now());
        self.look_up(held, ListCatches { player, before }, ctx, move |act, held, history| {
            act.turn_page(held, |lang| pages::history(lang, player, &history, before != NEWEST, now));
        });
    }

    /// Asks the database and goes on with its answer. An outage is waited out; an answer that cannot be read leaves the order
    /// unfinished.
    pub(super) fn look_up<M, T>(
        &self,
        held: Held,
        question: M,
        ctx: &mut Context<Self>,
        then: impl FnOnce(&mut Session, Held, T) + 'static,
    ) where
        T: Send + 'static,
        M: Message<Result = Result<T, DbError>> + Clone + Send + 'static,
        DbActor: Handler<M>,
    {
        let db = self.doors.db.clone();
        let asked = async move { ask_patiently(&db, question).await };
        ctx.spawn(asked.into_actor(self).map(|answer, act, _| match answer {
            Ok(answer) => then(act, held, answer),
            Err(_told_by_the_db) => held.end(Err(Unfinished)),
        }));
    }
}
