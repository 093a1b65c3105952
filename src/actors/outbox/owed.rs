//! Durable replies that are owed and in nobody's lane: read from the database at the start, when an outcome was unknown, and
//! every 30 s those that the operator wants to be tried again.
//!
//! Asked by `app.rs`, the sessions and the Outbox itself.
//!
//! **Invariant:** reading what is owed never brings back a reply that was delivered while it was read.

use std::collections::HashSet;

use actix::{Addr, AsyncContext, Context, Handler, Message, ResponseFuture};

use super::{
    actor::Outbox,
    messages::{Deliver, DeliverOwed, LoadOwed, MarkTold},
};
use crate::{
    actors::db::{
        DbActor, ask_patiently,
        marker::{Delivered, MarkDelivered, mark},
        messages::{Debt, Owed},
    },
    game::player::PlayerId,
    plumbing::paths::{Path, took},
};

/// How many owed replies are read at a time.
const PAGE: i64 = 500;

/// Which reads of what is owed are on their way, and what was delivered meanwhile.
#[derive(Default)]
pub(super) struct Reads {
    running: usize,
    delivered: HashSet<Debt>,
}

impl Reads {
    /// A reply's fate is written.
    pub fn delivered(&mut self, debt: Debt) {
        if self.running > 0 {
            self.delivered.insert(debt);
        }
    }

    /// True when a reply that was read as owed is not any longer.
    pub fn is_old(&self, debt: &Debt) -> bool {
        self.delivered.contains(debt)
    }
}

/// "What is owed is being read" (true), or was (false). Of an earlier life: nothing to do.
#[derive(Clone, Copy, Debug, Message)]
#[rtype(result = "()")]
struct Reading {
    begins: bool,
    life: u64,
}

impl Handler<Reading> for Outbox {
    type Result = ();
    fn handle(&mut self, Reading { begins, life }: Reading, _: &mut Context<Self>) {
        if life != self.life {
            return;
        }
        let reads = &mut self.reads;
        reads.running = if begins { reads.running + 1 } else { reads.running.saturating_sub(1) };
        if reads.running == 0 {
            reads.delivered.clear();
        }
    }
}

impl Outbox {
    pub(super) fn arm_sweep(&self, ctx: &mut Context<Self>) {
        ctx.run_later(self.pace.sweep_every, |act, ctx| {
            if !act.paused && act.draining.is_none() && act.reads.running == 0 {
                actix_rt::spawn(load(act.db.clone(), ctx.address(), Which::Retried, act.life));
            }
            act.arm_sweep(ctx);
        });
    }
}

impl Handler<DeliverOwed> for Outbox {
    type Result = ResponseFuture<()>;
    fn handle(&mut self, m: DeliverOwed, ctx: &mut Context<Self>) -> Self::Result {
        Box::pin(load(self.db.clone(), ctx.address(), Which::Of(m.player), self.life))
    }
}

impl Handler<MarkTold> for Outbox {
    type Result = ResponseFuture<()>;
    fn handle(&mut self, _: MarkTold, _: &mut Context<Self>) -> Self::Result {
        let marks = self.told.all().map(|(debt, fate)| Delivered { debt: debt.clone(), fate: fate.clone() }).collect();
        let marker = self.marker.clone();
        Box::pin(async move { mark(&marker, MarkDelivered(marks)).await })
    }
}

impl Handler<LoadOwed> for Outbox {
    type Result = ResponseFuture<()>;
    fn handle(&mut self, _: LoadOwed, ctx: &mut Context<Self>) -> Self::Result {
        Box::pin(load(self.db.clone(), ctx.address(), Which::All, self.life))
    }
}

/// Which owed replies are read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Which {
    All,
    Of(PlayerId),
    /// Those that were given up and that the operator wants to be tried again.
    Retried,
}

/// Reads what is owed and puts it into the lanes; waits out an outage.
async fn load(db: Addr<DbActor>, outbox: Addr<Outbox>, which: Which, life: u64) {
    let _gone = outbox.send(Reading { begins: true, life }).await;
    let player = if let Which::Of(player) = which { Some(player) } else { None };
    let retried = which == Which::Retried;
    let mut after = None;
    while let Ok(replies) = ask_patiently(&db, Owed { player, retried, after, limit: PAGE }).await {
        let Some(last) = replies.last() else { break };
        after = Some((last.settled_at, last.key));
        replies.iter().for_each(|_| took(Path::OwedDelivered));
        let _gone = outbox.send(Deliver { replies, scene: None }).await;
    }
    let _gone = outbox.send(Reading { begins: false, life }).await;
}
