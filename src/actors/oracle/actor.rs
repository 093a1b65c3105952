//! The PriceOracle actor: thin; it receives, asks the pure parts beside it, and tells.
//!
//! Every message ends in `pump`, which closes the round that is over, sends away those whose deadline has come, begins the
//! next round when it may, and arms one timer for the next moment at which there is something to do. How rounds are polled
//! is in `polling.rs`, how askers are answered in `answering.rs`.
//!
//! **Invariant:** every waiter is answered once: with a tick, with an error, or with "mailbox closed" after a restart.
//! **Absent:** no future in the actor's context; requests and timers are tasks beside it (`plumbing::later`).

use std::{
    collections::BTreeMap,
    rc::Rc,
    time::{Duration, Instant},
};

use actix::{Actor, AsyncContext, Context, Handler, Message, Recipient, Supervised};
use jiff::Timestamp;

use super::{
    OracleSettings,
    clocks::Clocks,
    history::History,
    known::Known,
    pacing::Pacing,
    passing::Missed,
    port::{MakePriceSources, PriceSource},
    round::Round,
    waiters::Waiters,
    watching::Watcher,
};
use crate::{
    actors::db::messages::RecordTick,
    config::faults::Faults,
    game::market::{Pair, Tick, spread::Spreads, tether::Tether},
    plumbing::{
        clock,
        figures::{Figures, Note, TakeFigures},
        later,
        meter::Meter,
    },
};

/// The actor itself; see the folder's head.
pub struct PriceOracle {
    pub(super) make: MakePriceSources,
    pub(super) settings: OracleSettings,
    pub(super) db: Recipient<RecordTick>,
    pub(super) sources: Vec<Rc<dyn PriceSource>>,
    /// Kept over a restart, like the next six: what was promised to the sources and to the order of rounds, and what is known of the
    /// sources, stays true.
    pub(super) pacing: Pacing,
    pub(super) clocks: Clocks,
    pub(super) known: Known,
    pub(super) spreads: Spreads,
    pub(super) tether: Tether,
    pub(super) rounds: u64,
    pub(super) last_round_at: Option<Timestamp>,
    pub(super) round: Option<Round>,
    pub(super) waiters: Waiters,
    /// The Watch, while it waits for the next tick.
    pub(super) watcher: Option<Watcher>,
    pub(super) history: History,
    /// Rounds without a tick.
    pub(super) missed: Missed,
    /// When somebody last asked, by pair.
    pub(super) interest: BTreeMap<Pair, Instant>,
    pub(super) full_due: Instant,
    /// Before this no round begins for the Watch alone.
    pub(super) watch_due: Instant,
    /// The moment of the timer that is under way.
    pub(super) armed: Option<Instant>,
    /// Rounds without any tick since the last that had one.
    pub(super) empty_rounds: u32,
    pub(super) closed: bool,
    pub(super) meter: Meter,
    pub(super) faults: Faults,
}

/// "Look again what is to be done." Late or repeated, there is nothing to do.
#[derive(Message)]
#[rtype(result = "()")]
struct Wake(Instant);

impl PriceOracle {
    /// An oracle that builds its sources when it starts, inside its arbiter, and records one tick a minute with `db`.
    pub fn new(make: MakePriceSources, settings: OracleSettings, db: Recipient<RecordTick>) -> PriceOracle {
        PriceOracle {
            make,
            settings,
            db,
            sources: Vec::new(),
            pacing: Pacing::default(),
            clocks: Clocks::default(),
            known: Known::default(),
            spreads: Spreads::default(),
            tether: Tether::default(),
            rounds: 0,
            last_round_at: None,
            round: None,
            waiters: Waiters::default(),
            watcher: None,
            history: History::default(),
            missed: Missed::default(),
            interest: BTreeMap::new(),
            full_due: Instant::now(),
            watch_due: Instant::now(),
            armed: None,
            empty_rounds: 0,
            closed: false,
            meter: Meter::new("oracle"),
            faults: Faults::default(),
        }
    }

    /// The same, struck by these faults.
    pub fn with_faults(self, faults: Faults) -> PriceOracle {
        PriceOracle { faults, ..self }
    }

    pub(super) fn pump(&mut self, ctx: &mut Context<Self>) {
        let now = Instant::now();
        self.close_if_over(now);
        for waiter in self.waiters.expired(now) {
            self.send_away(waiter);
        }
        if self.round.is_none() && self.begins_at(now).is_some_and(|moment| moment <= now) {
            self.begin(now, ctx);
        }
        self.arm(now, ctx);
    }

    /// When the next round may begin, none being open: when enough sources are askable and somebody waits, or a full one is due.
    fn begins_at(&self, now: Instant) -> Option<Instant> {
        if self.closed {
            return None;
        }
        let enough = self.pacing.enough_at(self.settings.needed(), now)?;
        Some(if self.is_idle() {
            enough.max(self.full_due)
        } else if self.waiters.is_empty() {
            enough.max(self.watch_due)
        } else {
            enough
        })
    }

    fn arm(&mut self, now: Instant, ctx: &mut Context<Self>) {
        let round = self.round.as_ref().map(Round::closes).or_else(|| self.begins_at(now));
        let Some(next) = round.into_iter().chain(self.waiters.next_deadline()).min() else { return };
        if self.armed.is_none_or(|armed| next < armed) {
            self.armed = Some(next);
            later::tell_after(ctx.address(), next.saturating_duration_since(now), Wake(next));
        }
    }

    /// True when nobody waits for a price.
    fn is_idle(&self) -> bool {
        self.waiters.is_empty() && self.watched_pairs().is_empty()
    }

    fn state(&self) -> &'static str {
        match (self.closed, self.is_silent(), &self.round) {
            (true, ..) => "closed",
            (_, true, _) => "silent",
            (.., Some(_)) => "round",
            _ if self.is_idle() => "idle",
            _ => "waiting",
        }
    }
}

impl Actor for PriceOracle {
    type Context = Context<Self>;
    /// Called at the start and after each restart.
    fn started(&mut self, ctx: &mut Context<Self>) {
        ctx.set_mailbox_capacity(1024);
        self.sources = (self.make)();
        for door in &self.sources {
            self.pacing.know(door.source(), self.settings.spacing_of(door.source()));
        }
        self.full_due = Instant::now();
        self.pump(ctx);
    }
}

impl Supervised for PriceOracle {
    fn restarting(&mut self, _: &mut Context<Self>) {
        self.sources.clear();
        self.round = None;
        self.waiters = Waiters::default();
        self.watcher = None;
        self.history = History::default();
        self.missed.clear();
        self.interest.clear();
        self.armed = None;
        self.empty_rounds = 0;
    }
}

impl Handler<Wake> for PriceOracle {
    type Result = ();
    fn handle(&mut self, Wake(moment): Wake, ctx: &mut Context<Self>) {
        if self.armed == Some(moment) {
            self.armed = None;
        }
        self.pump(ctx);
    }
}

impl Handler<TakeFigures> for PriceOracle {
    type Result = Figures;
    fn handle(&mut self, TakeFigures(interval): TakeFigures, _: &mut Context<Self>) -> Figures {
        let (now, at) = (Instant::now(), clock::now());
        let mut row = self.meter.take(self.state(), 0, interval);
        row.handled = self.rounds;
        row.in_flight = self.waiters.len();
        let age = |tick: &Tick| Duration::try_from(at.duration_since(tick.round_at)).unwrap_or(Duration::ZERO);
        let price = |pair: Pair| Note::age("price", self.history.last(pair).map(age)).of(pair.symbol());
        let mut notes: Vec<Note> = Pair::ALL.into_iter().map(price).collect();
        let states = self.pacing.states(now).into_iter();
        notes.extend(states.map(|(source, words)| Note::words("source", words).of(source.name())));
        Figures { rows: vec![row], notes, red: vec![] }
    }
}
