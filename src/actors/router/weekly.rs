//! The close of the week: each group that caught anything is told its podium, once.
//!
//! Looked at when the Router starts and every minute; a week is over a minute after its end by UTC, so that the catches of its
//! last second are settled. One that was settled later still (an outage) is on the board and not on the podium.
//!
//! **Invariant:** a group's podium is written in one statement with the mark that it was; whatever restarts, it comes once.
//! **Absent:** weeks before the last one: a service that was down for two tells one.

use std::time::Duration;

use actix::{Addr, AsyncContext, Context, Handler, Message};
use jiff::SignedDuration;

use super::actor::Router;
use crate::{
    actors::{
        db::{
            DbActor, DbError,
            groups::{CloseWeek, Podium, UnclosedGroups},
            turn::Reply,
        },
        outbox::{Outbox, keyboard, messages::DeliverOwed},
    },
    game::{periods::week_before, player::PlayerId, spot::Spot},
    plumbing::clock,
    text::pages,
};

/// Time between two looks at the clock; the database is asked in the first after a week's end only.
const LOOK_EVERY: Duration = Duration::from_secs(60);
/// How long after its end a week is over.
const GRACE: SignedDuration = SignedDuration::from_secs(60);
/// Groups at a time.
const PAGE: i64 = 100;

/// "All podiums of this week are written."
#[derive(Clone, Debug, Message)]
#[rtype(result = "()")]
struct WeekClosed(String);

impl Router {
    /// Closes the last week unless that is done, and looks again in a minute.
    pub(super) fn look_at_the_week(&mut self, ctx: &mut Context<Self>) {
        ctx.run_later(LOOK_EVERY, Self::look_at_the_week);
        let week = week_before(clock::now().saturating_sub(GRACE).unwrap_or(jiff::Timestamp::MIN));
        if self.closed || self.closed_week == week {
            return;
        }
        let (db, outbox, me) = (self.doors.db.clone(), self.doors.outbox.clone(), ctx.address());
        actix_rt::spawn(async move {
            // What failed is met again in a minute.
            if close(&db, &outbox, &week).await.is_ok() {
                let _gone = me.send(WeekClosed(week)).await;
            }
        });
    }
}

impl Handler<WeekClosed> for Router {
    type Result = ();
    fn handle(&mut self, WeekClosed(week): WeekClosed, _: &mut Context<Self>) {
        self.closed_week = week;
    }
}

/// Writes what is owed to each group and has it delivered. Two that do so at a time write it once.
async fn close(db: &Addr<DbActor>, outbox: &Addr<Outbox>, week: &str) -> Result<(), DbError> {
    let gone = |_| DbError::Down("the database's actor is being restarted".to_owned());
    let mut after = i64::MIN;
    loop {
        let asked = UnclosedGroups { week: week.to_owned(), after, limit: PAGE };
        let podiums = db.send(asked).await.map_err(gone)??;
        let Some(last) = podiums.last() else { return Ok(()) };
        after = last.chat_id;
        for podium in &podiums {
            db.send(CloseWeek { week: week.to_owned(), reply: told(podium) }).await.map_err(gone)??;
            // Under the key that a group's podium has.
            let _restarting = outbox.send(DeliverOwed { player: PlayerId(podium.chat_id) }).await;
        }
        log::info!(groups = podiums.len(), week = week; "groups are told their week");
    }
}

fn told(podium: &Podium) -> Reply {
    let page = pages::podium(podium.lang, &podium.title, &podium.best, podium.anglers, podium.catches);
    keyboard::message(podium.chat_id, Spot::of(podium.topic), &page, podium.lang)
}
