//! News of a group that this player brought: he took the bot in, sent it away, or made the group a supergroup.
//!
//! **Invariant:** a group is greeted by a durable reply in the turn that marks its news done: once per arrival, in the language of
//! who took us in; its row was written before, and writing it again changes nothing.
//! **Absent:** nothing is said to whoever sends us away, and no turn is made of it.

use actix::{ActorFutureExt, AsyncContext, Context, WrapFuture};

use super::{
    actor::{Held, Session},
    doors::Doors,
    messages::Unfinished,
    settling::{self, LOOK_EVERY, Outcome},
};
use crate::{
    actors::db::{
        DbError,
        groups::{EnterGroup, LeaveGroup, MoveGroup},
    },
    game::{change::Change, groups::GroupNews, periods::week_before},
    text::{pages, plain_title},
};

impl Session {
    pub(super) fn group(&mut self, held: Held, news: GroupNews, ctx: &mut Context<Self>) {
        let (doors, order) = (self.doors.clone(), held.order.clone());
        let (chat_id, lang, at) = (order.place.chat_id, order.lang, order.arrived_at);
        let written = async move {
            loop {
                match write(&doors, &news, chat_id, lang, at).await {
                    Err(error) if error.is_weather() => actix_rt::time::sleep(LOOK_EVERY).await,
                    written => return written,
                }
            }
        };
        ctx.spawn(written.into_actor(self).map(|written, act, ctx| match written {
            Ok(true) => act.greet(held, ctx),
            Ok(false) => act.end_silently(held),
            Err(_told_by_the_db) => held.end(Err(Unfinished)),
        }));
    }

    /// A greeting that finds the player moved on is given again by the Router.
    fn greet(&mut self, held: Held, ctx: &mut Context<Self>) {
        let Some(player) = &self.player else { return held.end(Err(Unfinished)) };
        let change = Change::of(player);
        let reply = settling::message(&held.order, &pages::group_greeting(held.order.lang));
        self.settle(held, change, vec![reply], None, ctx, |_, outcome, held, _| {
            if let (Outcome::Moved, Some(held)) = (outcome, held) {
                held.end(Err(Unfinished));
            }
        });
    }
}

/// Writes the news down; true when the group is to be greeted.
async fn write(
    doors: &Doors,
    news: &GroupNews,
    chat_id: i64,
    lang: crate::text::Lang,
    at: jiff::Timestamp,
) -> Result<bool, DbError> {
    let gone = |_| DbError::Down("the database's actor is being restarted".to_owned());
    match news {
        GroupNews::Arrived { title } => {
            let (title, closed_week) = (plain_title(title), week_before(at));
            doors.db.send(EnterGroup { chat_id, title, lang, at, closed_week }).await.map_err(gone)?
        }
        GroupNews::Departed => doors.db.send(LeaveGroup { chat_id, at }).await.map_err(gone)?.map(|()| false),
        GroupNews::Moved { from, to } => {
            doors.db.send(MoveGroup { from: *from, to: *to }).await.map_err(gone)?.map(|()| false)
        }
        // The Router's.
        GroupNews::Renamed { .. } => Ok(false),
    }
}
