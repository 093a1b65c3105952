//! Taking up what the inbox holds unfinished: at the start, and every 30 s what nobody has in hand.
//!
//! Updates that were unfinished at two starts in a row, with no good end between, may be what ends the process: they run one
//! at a time, after the others, each blamed before it is tried; the one that ended the process three times that way is put
//! aside.
//!
//! **Invariant:** reading the inbox never brings back an update that ended while it was read.

use std::{
    collections::HashSet,
    time::{Duration, Instant},
};

use actix::{Addr, AsyncContext, Context, Handler, Message, ResponseFuture};
use jiff::Timestamp;

use super::{
    actor::Router,
    messages::{Reader, Reading, ReplayInbox, Take, Taken},
};
use crate::{
    actors::{
        db::{
            DbActor,
            messages::{Blame, CountStart, Quarantine, Unfinished, Waiting},
        },
        poller::port::Decode,
    },
    plumbing::{
        clock,
        paths::{Path, took},
        room::HasRoom,
    },
};

/// Between two questions whether there is room for more.
const ROOM_EVERY: Duration = Duration::from_millis(100);
/// Updates read at a time.
const PAGE: i64 = 500;
/// Starts that found an update unfinished before it is run alone.
const STARTS: i16 = 2;
/// Times that an update may end the process while alone in hand.
const ALONE: i16 = 3;

/// "These updates are suspects": until each is cleared, a redelivery of it is not taken up beside the others.
#[derive(Clone, Debug, Message)]
#[rtype(result = "()")]
struct Suspect(Vec<i64>);

/// "This one's turn has come, or it was put aside."
#[derive(Clone, Copy, Debug, Message)]
#[rtype(result = "()")]
struct Clear(i64);

/// "Is this update still in hand?"
#[derive(Clone, Copy, Debug, Message)]
#[rtype(result = "bool")]
struct StillInHand(i64);

impl Router {
    pub(super) fn arm_sweep(&mut self, ctx: &mut Context<Self>) {
        ctx.run_later(self.settings.sweep_every, |act, ctx| {
            act.sweep(ctx);
            act.arm_sweep(ctx);
        });
    }

    /// Takes up what is unfinished and in nobody's hand.
    pub(super) fn sweep(&mut self, ctx: &mut Context<Self>) {
        // One look at a time: the end of another would make this one forget what ended meanwhile.
        if self.closed || self.ended_meanwhile.contains_key(&Reader::Sweep) {
            return;
        }
        let (db, me, decode) = (self.doors.db.clone(), ctx.address(), self.settings.decode);
        actix_rt::spawn(async move {
            let _gone = me.send(Reading { who: Reader::Sweep, begins: true }).await;
            let now = clock::now();
            let mut after = 0;
            // An outage ends this look; the next one comes soon.
            while let Ok(Ok(page)) = db.send(Unfinished { after, limit: PAGE }).await {
                let Some(last) = page.last() else { break };
                after = last.seq;
                let old = page.into_iter().filter(|row| now.duration_since(row.arrived_at).as_secs() >= 10);
                let updates: Vec<Taken> = old.map(|row| taken(row, decode, now)).collect();
                let _gone = me.send(Take { updates }).await;
                // What does not fit now is found by a later look.
                if me.send(HasRoom).await == Ok(false) {
                    break;
                }
            }
            let _gone = me.send(Reading { who: Reader::Sweep, begins: false }).await;
        });
    }
}

/// Hands updates to the Router and waits until it has room for more.
async fn take(router: &Addr<Router>, updates: Vec<Taken>) {
    let _gone = router.send(Take { updates }).await;
    while router.send(HasRoom).await == Ok(false) {
        actix_rt::time::sleep(ROOM_EVERY).await;
    }
}

fn taken(row: Waiting, decode: Decode, replayed_at: Timestamp) -> Taken {
    Taken {
        seq: row.seq,
        update_id: row.update_id,
        player: row.player,
        arrived_at: row.arrived_at,
        since: Instant::now(),
        content: decode(&row.raw),
        replayed_at: Some(replayed_at),
    }
}

impl Handler<Reading> for Router {
    type Result = ();
    fn handle(&mut self, Reading { who, begins }: Reading, _: &mut Context<Self>) {
        self.ended_meanwhile.remove(&who);
        if begins {
            self.ended_meanwhile.insert(who, HashSet::new());
        }
    }
}

impl Handler<Suspect> for Router {
    type Result = ();
    fn handle(&mut self, Suspect(updates): Suspect, _: &mut Context<Self>) {
        self.suspects.extend(updates);
    }
}

impl Handler<Clear> for Router {
    type Result = ();
    fn handle(&mut self, Clear(update_id): Clear, _: &mut Context<Self>) {
        self.suspects.remove(&update_id);
    }
}

impl Handler<StillInHand> for Router {
    type Result = bool;
    fn handle(&mut self, StillInHand(update_id): StillInHand, _: &mut Context<Self>) -> bool {
        self.in_hand.contains(&update_id)
    }
}

impl Handler<ReplayInbox> for Router {
    type Result = ResponseFuture<()>;
    fn handle(&mut self, _: ReplayInbox, ctx: &mut Context<Self>) -> Self::Result {
        let (db, me, decode, at) =
            (self.doors.db.clone(), ctx.address(), self.settings.decode, self.settings.started_at);
        Box::pin(async move {
            while !matches!(db.send(CountStart {}).await, Ok(Ok(_))) {
                actix_rt::time::sleep(Duration::from_secs(1)).await;
            }
            let mut after = 0;
            let mut suspects = Vec::new();
            loop {
                let Ok(Ok(page)) = db.send(Unfinished { after, limit: PAGE }).await else {
                    actix_rt::time::sleep(Duration::from_secs(1)).await;
                    continue;
                };
                let Some(last) = page.last() else { break };
                after = last.seq;
                let (again, first): (Vec<_>, Vec<_>) = page.into_iter().partition(|row| row.starts >= STARTS);
                suspects.extend(again);
                let updates: Vec<Taken> = first.into_iter().map(|row| taken(row, decode, at)).collect();
                updates.iter().for_each(|_| took(Path::Replayed));
                take(&me, updates).await;
            }
            if !suspects.is_empty() {
                log::warn!(updates = suspects.len(); "updates unfinished at two starts are run one at a time");
                // Known before the first page is asked for: Telegram sends again what a process did not live to confirm.
                let _gone = me.send(Suspect(suspects.iter().map(|row| row.update_id).collect())).await;
                actix_rt::spawn(run_alone(db, me, suspects, decode, at));
            }
        })
    }
}

/// Runs suspects one at a time; each is blamed before it is tried, so that one that ends the process is known.
async fn run_alone(db: Addr<DbActor>, router: Addr<Router>, suspects: Vec<Waiting>, decode: Decode, at: Timestamp) {
    for row in suspects {
        let update_id = row.update_id;
        let tries = loop {
            match db.send(Blame { update_id }).await {
                Ok(Ok(tries)) => break tries,
                Ok(Err(_)) | Err(_) => actix_rt::time::sleep(Duration::from_secs(1)).await,
            }
        };
        took(Path::RunAlone);
        if tries > ALONE {
            took(Path::PutAside);
            log::error!(cause = update_id, player = row.player.0; "update put aside: it ended the service three times");
            let reason = "it ended the service three times".to_owned();
            let _again_at_next_start = db.send(Quarantine { update_id, reason, unstored: None }).await;
            let _gone = router.send(Clear(update_id)).await;
            continue;
        }
        let _gone = router.send(Clear(update_id)).await;
        let _gone = router.send(Take { updates: vec![taken(row, decode, at)] }).await;
        while router.send(StillInHand(update_id)).await == Ok(true) {
            actix_rt::time::sleep(Duration::from_millis(20)).await;
        }
    }
}
