//! The Watch actor: what it is told and asked. How it hears ticks is in `ticking.rs`, how it begins in `loading.rs`.
//!
//! Every message that can bring a crossing ends in `pump`, which answers the Router when something is due and asks for one timer
//! for the next moment.
//!
//! **Invariant:** its memory is made of the database and of ticks: a restart throws it away and reads it again.
//! **Absent:** no future in the actor's context; requests and timers are tasks beside it (`plumbing::later`).

use std::{
    collections::BTreeSet,
    sync::Arc,
    time::{Duration, Instant},
};

use actix::{Actor, Addr, AsyncContext, Context, Handler, Message, ResponseFuture, Supervised};
use jiff::Timestamp;
use tokio::sync::oneshot;

use super::{
    crossings::{Crossing, Crossings},
    lines::{Lines, TakenUp},
    loading::Loading,
    messages::{GiveBack, LineIn, LineOut, NextCrossings},
};
use crate::{
    actors::{
        db::DbActor,
        oracle::{History, PriceOracle},
    },
    config::faults::Faults,
    game::{
        crossing::Line,
        market::{Pair, Tick},
        money::PnlPercent,
        player::{PlayerId, PositionId},
    },
    plumbing::{
        figures::{Figures, Note, TakeFigures},
        later,
        meter::Meter,
    },
};

/// The actor itself; see the folder's head.
pub struct Watch {
    pub(super) oracle: Addr<PriceOracle>,
    pub(super) db: Addr<DbActor>,
    pub(super) lines: Lines,
    pub(super) crossings: Crossings,
    /// The ticks that were worked through: for a line that is told when a newer tick is known already.
    pub(super) history: History,
    /// While the open lines are being read.
    pub(super) loading: Option<Loading>,
    /// The last round that was worked through.
    pub(super) heard_to: Option<Timestamp>,
    /// Bells ring at ticks of later rounds only: what came before this began rang then, or before the bell was hung.
    pub(super) bells_from: Timestamp,
    /// The question to the oracle that is under way: its number, and its ponds.
    pub(super) question: u64,
    pub(super) asked: Option<BTreeSet<Pair>>,
    /// The Router, while it waits: for how many.
    router: Option<(usize, oneshot::Sender<Vec<Crossing>>)>,
    /// The moment of the timer that is under way.
    armed: Option<Instant>,
    pub(super) closed: bool,
    /// From the tick that crossed to the session's word that it is settled.
    pub(super) meter: Meter,
    pub(super) faults: Faults,
}

/// "Look again what is due." Late or repeated, there is nothing to do.
#[derive(Message)]
#[rtype(result = "()")]
struct Wake(Instant);

impl Watch {
    /// A Watch that begins to read the open lines when it starts.
    pub fn new(oracle: Addr<PriceOracle>, db: Addr<DbActor>) -> Watch {
        Watch {
            oracle,
            db,
            lines: Lines::default(),
            crossings: Crossings::default(),
            history: History::default(),
            loading: None,
            heard_to: None,
            bells_from: Timestamp::MIN,
            question: 0,
            asked: None,
            router: None,
            armed: None,
            closed: false,
            meter: Meter::new("watch"),
            faults: Faults::default(),
        }
    }

    /// The same, struck by these faults.
    pub fn with_faults(self, faults: Faults) -> Watch {
        Watch { faults, ..self }
    }

    /// Watches a line. One that a known tick snapped already, before it was told, is handed out with that tick.
    pub(super) fn take_up(&mut self, line: &Line) {
        if self.lines.take_up(line) != TakenUp::New {
            return;
        }
        if let Some(tick) = self.history.first_snap(&line.snap(), Timestamp::MAX).cloned() {
            self.lines.take_snap(line.player);
            self.crossed(line.player, line.position, PnlPercent::TOTAL_LOSS, Arc::new(tick));
        }
    }

    pub(super) fn crossed(&mut self, player: PlayerId, position: PositionId, mark: PnlPercent, tick: Arc<Tick>) {
        self.crossings.add(Crossing { player, position, mark, tick }, Instant::now());
    }

    /// The crossings of a player's line are settled, but for these marks.
    fn ended(&mut self, player: PlayerId, position: PositionId, still: &[PnlPercent]) {
        for waited in self.crossings.end(player, position, still, Instant::now()) {
            self.meter.count(waited);
        }
    }

    /// Hands out what is due, when the Router waits for it.
    pub(super) fn pump(&mut self, ctx: &mut Context<Self>) {
        let now = Instant::now();
        let Some(next) = self.crossings.next_due().filter(|_| !self.closed) else { return };
        if next > now {
            if self.armed.is_none_or(|armed| next < armed) {
                self.armed = Some(next);
                later::tell_after(ctx.address(), next.saturating_duration_since(now), Wake(next));
            }
            return;
        }
        let Some((limit, answer)) = self.router.take() else { return };
        // A Router that has gone asks again when it is back; until then these wait out their patience.
        let _gone = answer.send(self.crossings.take(limit, now));
    }

    fn state(&self) -> &'static str {
        match (self.closed, &self.loading) {
            (true, _) => "closed",
            (_, Some(_)) => "loading",
            _ if self.lines.is_empty() => "idle",
            _ => "watching",
        }
    }
}

impl Actor for Watch {
    type Context = Context<Self>;
    fn started(&mut self, ctx: &mut Context<Self>) {
        ctx.set_mailbox_capacity(1024);
        self.load(ctx);
    }
}

impl Supervised for Watch {
    fn restarting(&mut self, ctx: &mut Context<Self>) {
        self.lines = Lines::default();
        self.crossings = Crossings::default();
        self.history = History::default();
        self.heard_to = None;
        self.asked = None;
        self.router = None;
        self.armed = None;
        self.load(ctx);
    }
}

impl Handler<Wake> for Watch {
    type Result = ();
    fn handle(&mut self, Wake(moment): Wake, ctx: &mut Context<Self>) {
        if self.armed == Some(moment) {
            self.armed = None;
        }
        self.pump(ctx);
    }
}

impl Handler<LineOut> for Watch {
    type Result = ();
    fn handle(&mut self, LineOut(line): LineOut, ctx: &mut Context<Self>) {
        self.faults.strike("watch.handle", 0);
        let mut still = line.bells.clone();
        still.push(PnlPercent::TOTAL_LOSS);
        // An older line of his is gone with all of its marks.
        self.ended(line.player, PositionId(line.position.0 - 1), &[]);
        self.ended(line.player, line.position, &still);
        self.take_up(&line);
        self.listen(ctx);
        self.pump(ctx);
    }
}

impl Handler<LineIn> for Watch {
    type Result = ();
    fn handle(&mut self, LineIn { player, position }: LineIn, ctx: &mut Context<Self>) {
        if let Some(loading) = &mut self.loading {
            loading.closed(player, position);
        }
        self.lines.release(player, position);
        self.ended(player, position, &[]);
        self.listen(ctx);
    }
}

impl Handler<NextCrossings> for Watch {
    type Result = ResponseFuture<Vec<Crossing>>;
    fn handle(&mut self, NextCrossings { limit }: NextCrossings, ctx: &mut Context<Self>) -> Self::Result {
        let (answer, crossings) = oneshot::channel();
        self.router = Some((limit, answer));
        self.pump(ctx);
        // Dropped by a restart, or by a newer question.
        Box::pin(async move { crossings.await.unwrap_or_default() })
    }
}

impl Handler<GiveBack> for Watch {
    type Result = ();
    fn handle(&mut self, GiveBack { player, mark }: GiveBack, ctx: &mut Context<Self>) {
        self.crossings.give_back(player, mark, Instant::now());
        self.pump(ctx);
    }
}

impl Handler<TakeFigures> for Watch {
    type Result = Figures;
    fn handle(&mut self, TakeFigures(interval): TakeFigures, _: &mut Context<Self>) -> Figures {
        let row = self.meter.take(self.state(), self.crossings.len(), interval);
        let notes = vec![
            Note::count("lines watched", self.lines.len()),
            Note::count("crossings waiting", self.crossings.len()),
        ];
        Figures { rows: vec![row], notes, red: vec![] }
    }
}

/// Between two tries to ask a neighbour that is away or restarting.
pub(super) const AGAIN: Duration = Duration::from_millis(200);
