//! A writer: settles turns in batches, one database call for whatever has queued while its last commit was in flight.
//!
//! Sessions ask it with [`Settle`]. It takes at most one turn per player and at most [`BATCH`] turns, sends them with one
//! `settle()` (see `settle.rs`), and answers each asker when the commit is acknowledged. A second call is made beside the first
//! only when a whole batch waits: until then a larger batch is worth more than a second core, for much of what a call costs it
//! costs once. While the lease is being taken anew nothing is sent.
//!
//! **Invariant:** an asker hears `Settled` only after the commit; sending a turn again is safe, for the gate lets it in once.
//! **Absent:** no timer: a batch is what queued, so a lone turn never waits for company.

use std::{
    cell::{Cell, RefCell},
    collections::{HashSet, VecDeque},
    rc::Rc,
    time::{Duration, Instant},
};

use actix::{Actor, ActorFutureExt, AsyncContext, Context, Handler, Message, ResponseFuture, Supervised, WrapFuture};
use tokio::sync::{oneshot, watch};

use super::{
    actor::{SLOW, tell_slow},
    error::DbError,
    pool::Pool,
    settle::{Outcome, Settling},
    turn::Turn,
};
use crate::{
    config::faults::Faults,
    game::player::PlayerId,
    plumbing::{
        figures::{Figures, Kind, Note, TakeFigures},
        meter::{Buckets, Meter},
        often::Often,
        pulse::Pulse,
        turning::Turning,
    },
};

/// Turns of one batch at the most: more costs latency and gains nothing (measured).
pub const BATCH: usize = 128;
/// Calls at the same time: two cores of PostgreSQL settle the most (measured).
const CALLS: usize = 2;
/// Bounds of the sizes of batches, in turns.
const BATCH_SIZES: &[u64] = &[1, 2, 4, 8, 16, 32, 64, 128];

/// "Settle this turn": every effect of it in one commit with its update's mark. Sent again, the same turn is answered
/// `AlreadyDone` (or `VersionOld`, when no update caused it) and changes nothing.
#[derive(Clone, Debug, Message)]
#[rtype(result = "Result<Verdict, SettleError>")]
pub struct Settle(pub Turn);

/// What became of a turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Every effect is in one acknowledged commit.
    Settled,
    /// Nothing changed now: its update was done before, perhaps by this very turn when an answer was lost.
    AlreadyDone,
    /// Nothing changed: the player moved on; reload and decide again.
    VersionOld,
}

/// Why a turn cannot be settled, ever.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum SettleError {
    /// This turn breaks a rule of the schema: a bug of ours; nothing of it is in.
    #[error(transparent)]
    Refused(DbError),
    /// Another process holds the lease: this one must end.
    #[error("another process has taken the lease")]
    EpochOld,
}

struct Queued {
    turn: Rc<Turn>,
    since: Instant,
    asker: oneshot::Sender<Outcome>,
}

/// A call that may be on its way.
#[derive(Default)]
struct Call {
    /// Its turns; none: it is free.
    turns: usize,
    /// Since when the oldest of them waits.
    since: Option<Instant>,
    /// Told by every try to settle.
    turning: Turning,
}

/// The actor itself; see the file's head.
pub struct Writer {
    pool: Pool,
    epoch: watch::Sender<Option<i64>>,
    queue: VecDeque<Queued>,
    /// How many queue, for the calls under way.
    queued: Rc<Cell<usize>>,
    under_way: [Call; CALLS],
    settle_waits: Duration,
    meter: Meter,
    calls: Meter,
    slow: Often,
    batches: Buckets,
    reread: Rc<RefCell<Meter>>,
    epoch_lost: tokio::sync::mpsc::UnboundedSender<()>,
    faults: Faults,
}

impl Writer {
    /// A writer under the lease of this epoch; it tells `epoch_lost` when another process has taken the lease, and that it is
    /// red when a turn waits longer than `settle_waits`.
    pub fn new(
        pool: Pool,
        epoch: i64,
        epoch_lost: tokio::sync::mpsc::UnboundedSender<()>,
        settle_waits: Duration,
    ) -> Writer {
        let (epoch, _) = watch::channel(Some(epoch));
        let reread = Rc::new(RefCell::new(Meter::of(Kind::Query, "inbox_state")));
        Writer {
            pool,
            epoch,
            queue: VecDeque::new(),
            queued: Rc::default(),
            under_way: Default::default(),
            settle_waits,
            meter: Meter::new("writer"),
            calls: Meter::of(Kind::Query, "settle"),
            slow: Often::default(),
            batches: Buckets::new(BATCH_SIZES),
            reread,
            epoch_lost,
            faults: Faults::default(),
        }
    }

    /// The same, struck by these faults.
    pub fn with_faults(self, faults: Faults) -> Writer {
        Writer { faults, ..self }
    }

    fn pump(&mut self, ctx: &mut Context<Self>) {
        while let Some(free) = self.under_way.iter().position(|call| call.turns == 0) {
            let alone = self.settling() == 0;
            if self.queue.len() < if alone { 1 } else { BATCH } {
                return;
            }
            self.call(free, ctx);
        }
    }

    /// Turns on their way.
    fn settling(&self) -> usize {
        self.under_way.iter().map(|call| call.turns).sum()
    }

    fn call(&mut self, place: usize, ctx: &mut Context<Self>) {
        let batch = take_batch(&mut self.queue);
        self.queued.set(self.queue.len());
        let call = &mut self.under_way[place];
        (call.turns, call.since) = (batch.len(), batch.iter().map(|queued| queued.since).min());
        self.batches.count(batch.len() as u64);
        let turns: Vec<Rc<Turn>> = batch.iter().map(|queued| queued.turn.clone()).collect();
        let settling = Settling {
            pool: self.pool.clone(),
            epoch: self.epoch.subscribe(),
            reread: self.reread.clone(),
            turning: call.turning.clone(),
            queued: self.queued.clone(),
            faults: self.faults.clone(),
        };
        let began = self.calls.began();
        let settled = async move { settling.all(turns).await };
        ctx.spawn(settled.into_actor(self).map(move |outcomes, act, ctx| {
            let took = act.calls.ended(began);
            if took > SLOW {
                tell_slow(act.slow.saw("settle", took, Instant::now()));
            }
            for (queued, outcome) in batch.into_iter().zip(outcomes) {
                match outcome {
                    Some(outcome) => act.answer(queued, outcome),
                    None => act.queue.push_front(queued),
                }
            }
            act.queued.set(act.queue.len());
            let call = &mut act.under_way[place];
            (call.turns, call.since) = (0, None);
            call.turning.rests();
            act.pump(ctx);
        }));
    }

    fn answer(&mut self, queued: Queued, outcome: Outcome) {
        match &outcome {
            Ok(_) => self.meter.count(queued.since.elapsed()),
            Err(error) => {
                self.meter.error(error);
                let (cause, player) = (queued.turn.cause.to_string(), queued.turn.player.0);
                log::error!(cause = cause.as_str(), player = player, error = error.to_string().as_str(); "turn cannot be settled");
            }
        }
        if outcome == Err(SettleError::EpochOld) {
            // The composition root ends the process; when it is gone, the process is ending already.
            let _ending = self.epoch_lost.send(());
        }
        // An asker that is gone (its session panicked) finds the outcome in the inbox.
        let _gone = queued.asker.send(outcome);
    }
}

/// At most one turn per player, at most [`BATCH`]; those left keep their order.
fn take_batch(queue: &mut VecDeque<Queued>) -> Vec<Queued> {
    let mut players: HashSet<PlayerId> = HashSet::new();
    let mut batch = Vec::new();
    let mut left = VecDeque::new();
    while let Some(queued) = queue.pop_front() {
        if batch.len() == BATCH {
            left.push_back(queued);
            break;
        }
        if players.insert(queued.turn.player) { batch.push(queued) } else { left.push_back(queued) }
    }
    left.append(queue);
    *queue = left;
    batch
}

impl Actor for Writer {
    type Context = Context<Self>;
    fn started(&mut self, ctx: &mut Context<Self>) {
        ctx.set_mailbox_capacity(1024);
    }
}
impl Supervised for Writer {
    /// Queued turns lose their askers: their sessions hear it, and their updates are sent again by the Router.
    fn restarting(&mut self, _: &mut Context<Self>) {
        self.queue.clear();
        self.queued.set(0);
        // The tries under way belong to futures that are dropped; they shall not tell anything any longer.
        self.under_way = Default::default();
        self.calls.forget_in_flight();
        self.reread.borrow_mut().forget_in_flight();
    }
}

impl Handler<Settle> for Writer {
    type Result = ResponseFuture<Result<Verdict, SettleError>>;
    fn handle(&mut self, Settle(turn): Settle, ctx: &mut Context<Self>) -> Self::Result {
        self.faults.strike("writer.handle", 0);
        let (asker, answer) = oneshot::channel();
        self.queue.push_back(Queued { turn: Rc::new(turn), since: Instant::now(), asker });
        self.queued.set(self.queue.len());
        self.pump(ctx);
        let lost = || SettleError::Refused(DbError::Down("the writer was restarted".to_owned()));
        Box::pin(async move { answer.await.unwrap_or_else(|_restarted| Err(lost())) })
    }
}

/// "The lease is held with this epoch", or (`None`) lost: then nothing is sent until it is held again. Repeated: no change.
#[derive(Clone, Copy, Debug, Message)]
#[rtype(result = "()")]
pub struct SetEpoch(pub Option<i64>);
impl Handler<SetEpoch> for Writer {
    type Result = ();
    fn handle(&mut self, SetEpoch(epoch): SetEpoch, _: &mut Context<Self>) {
        self.epoch.send_replace(epoch);
    }
}

impl Handler<Pulse> for Writer {
    type Result = bool;
    fn handle(&mut self, _: Pulse, _: &mut Context<Self>) -> bool {
        self.under_way.iter().all(|call| !call.turning.is_stuck())
    }
}

impl Handler<TakeFigures> for Writer {
    type Result = Figures;
    fn handle(&mut self, TakeFigures(interval): TakeFigures, _: &mut Context<Self>) -> Figures {
        tell_slow(self.slow.due(Instant::now()));
        let settling = self.settling();
        let state = if settling > 0 { "settling" } else { "idle" };
        let mut own = self.meter.take(state, self.queue.len(), interval);
        own.in_flight = settling;
        let oldest = self.under_way.iter().filter_map(|call| call.since).min();
        let waits = oldest.map(|since| since.elapsed()).filter(|waits| *waits > self.settle_waits);
        let red = waits.map(|waits| format!("writer: a turn waits for its settle for {} s", waits.as_secs()));
        let reread = self.reread.borrow_mut().take("query", 0, interval);
        Figures {
            rows: vec![own, self.calls.take("query", 0, interval), reread],
            notes: vec![Note::sizes("batch", self.batches.clone())],
            red: red.into_iter().collect(),
        }
    }
}
