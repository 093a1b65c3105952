//! News of a group that this player brought: he took the bot in, sent it away, or made the group a supergroup.
//!
//! **Invariant:** a group is greeted by a durable reply in the turn that marks its news done: once per arrival, in the language of
//! who took us in; its row was written before, and writing it again changes nothing.
//! **Absent:** nothing is said to whoever sends us away, and no turn is made of it.

use actix::{ActorFutureExt, Addr, AsyncContext, Context, WrapFuture};
use jiff::Timestamp;

use super::{
    actor::{Held, Session},
    messages::Unfinished,
};
use crate::{
    actors::db::{
        DbActor, DbError, ask_patiently,
        groups::{EnterGroup, LeaveGroup, MoveGroup, NameGroup},
    },
    game::{change::Change, groups::GroupNews, periods::week_before},
    text::{Lang, pages, plain_title},
};

impl Session {
    pub(super) fn group(&mut self, held: Held, news: GroupNews, ctx: &mut Context<Self>) {
        let (db, order) = (self.doors.db.clone(), &held.order);
        let (chat_id, lang, at) = (order.place.chat_id, order.lang, order.arrived_at);
        let written = async move { write_down(&db, news, chat_id, lang, at).await };
        ctx.spawn(written.into_actor(self).map(|written, act, ctx| match written {
            Ok(true) => act.greet(held, ctx),
            Ok(false) => act.end_silently(held),
            Err(_told_by_the_db) => held.end(Err(Unfinished)),
        }));
    }

    fn greet(&mut self, held: Held, ctx: &mut Context<Self>) {
        let Some(player) = &self.player else { return held.end(Err(Unfinished)) };
        let (change, greeting) = (Change::of(player), pages::group_greeting(held.order.lang));
        self.settle_said(held, change, &greeting, ctx);
    }
}

/// Writes the news of a group down, waiting out an outage; true when the group is to be greeted. Also the Router's, for news that
/// nobody in person brings. `lang` is that of who brings it, `at` when it came.
pub async fn write_down(
    db: &Addr<DbActor>,
    news: GroupNews,
    chat_id: i64,
    lang: Lang,
    at: Timestamp,
) -> Result<bool, DbError> {
    match news {
        GroupNews::Arrived { title } => {
            let (title, closed_week) = (plain_title(&title), week_before(at));
            return ask_patiently(db, EnterGroup { chat_id, title, lang, at, closed_week }).await;
        }
        GroupNews::Departed => ask_patiently(db, LeaveGroup { chat_id, at }).await?,
        GroupNews::Renamed { title } => ask_patiently(db, NameGroup { chat_id, title: plain_title(&title) }).await?,
        GroupNews::Moved { from, to } => ask_patiently(db, MoveGroup { from, to }).await?,
    }
    Ok(false)
}
