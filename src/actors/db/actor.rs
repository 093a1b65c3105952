//! The DbActor: answers typed queries over the pool, times each by name, and gives out position ids.
//!
//! Asked by every actor to the left. Requests run side by side as far as the pool has connections.
//!
//! **Invariant:** its memory is a block of position ids and some figures; a restart loses nothing that matters.

use std::{
    cell::RefCell,
    collections::BTreeMap,
    ops::Range,
    rc::Rc,
    time::{Duration, Instant},
};

use actix::{Actor, AsyncContext, Context, Handler, ResponseFuture, Supervised};

use tokio::sync::Semaphore;

use super::{
    boards::Rankings,
    error::DbError,
    groups::*,
    messages::*,
    pool::{Link, Pool},
    queries::{catches, forgetting, groups, inbox, lines, outbox, pictures, players, proofs, record, ticks},
};
use crate::{
    config::faults::Faults,
    game::player::PositionId,
    plumbing::{
        figures::{Figures, Kind, Note, TakeFigures},
        meter::Meter,
        often::{Often, Told},
    },
};

/// A query that takes longer is told to the operator.
pub(super) const SLOW: Duration = Duration::from_millis(100);

/// An outage of this length is red: no page is stored and nothing settled; a restart of the server is shorter.
const RED_AFTER: Duration = Duration::from_secs(10);
/// Time between two prunes: 5,000 updates a minute are more than are stored at the rate this service is made for.
const PRUNE_EVERY: Duration = Duration::from_secs(60);

/// Requests of a crowd that run at once, fewer than the pool holds from its start: the page of the poller and the batches of
/// the writer find a connection that is open whatever a crowd asks.
const CROWD_AT_ONCE: usize = 8;
/// Wait for one's turn in a crowd: what a usual query takes several times over, and what opening a connection costs the
/// server. After it the pool may open one more; a burst is answered sooner by a few that are warm than by fifty that begin.
const BEFORE_ANOTHER: Duration = Duration::from_millis(20);

type Meters = Rc<RefCell<BTreeMap<&'static str, Meter>>>;

/// The actor itself; see the file's head.
pub struct DbActor {
    pool: Pool,
    /// Of all queries together.
    own: Rc<RefCell<Meter>>,
    /// Of each query, by its name.
    meters: Meters,
    slow: Rc<RefCell<Often>>,
    ids: Rc<tokio::sync::Mutex<Range<i64>>>,
    crowd: Rc<Semaphore>,
    pub(super) rankings: Rankings,
    faults: Faults,
}

/// Asks beside the actor, under a query's name.
#[derive(Clone)]
pub(super) struct Asker {
    pool: Pool,
    own: Rc<RefCell<Meter>>,
    meters: Meters,
    slow: Rc<RefCell<Often>>,
    crowd: Rc<Semaphore>,
}

impl DbActor {
    /// A DbActor over an open pool.
    pub fn new(pool: Pool) -> DbActor {
        DbActor {
            pool,
            own: Rc::new(RefCell::new(Meter::new("db"))),
            meters: Meters::default(),
            slow: Rc::default(),
            ids: Rc::new(tokio::sync::Mutex::new(0..0)),
            crowd: Rc::new(Semaphore::new(CROWD_AT_ONCE)),
            rankings: Rankings::default(),
            faults: Faults::default(),
        }
    }

    /// The same, struck by these faults.
    pub fn with_faults(self, faults: Faults) -> DbActor {
        DbActor { faults, ..self }
    }

    /// Removes what was kept long enough, a little every minute. A failure is met again by the next minute.
    fn arm_prune(&self, ctx: &mut Context<Self>) {
        ctx.run_later(PRUNE_EVERY, |act, ctx| {
            ctx.notify(Prune {});
            act.arm_prune(ctx);
        });
    }

    /// Who asks for a handler that asks more than once.
    pub(super) fn asker(&self) -> Asker {
        self.faults.strike("db.handle", 0);
        let (pool, own) = (self.pool.clone(), self.own.clone());
        let (meters, slow) = (self.meters.clone(), self.slow.clone());
        Asker { pool, own, meters, slow, crowd: self.crowd.clone() }
    }

    fn ask<T: 'static>(
        &self,
        name: &'static str,
        request: impl AsyncFn(&mut Link) -> Result<T, DbError> + 'static,
    ) -> ResponseFuture<Result<T, DbError>> {
        let asker = self.asker();
        Box::pin(async move { asker.ask(name, request).await })
    }

    fn ask_in_turn<T: 'static>(
        &self,
        name: &'static str,
        request: impl AsyncFn(&mut Link) -> Result<T, DbError> + 'static,
    ) -> ResponseFuture<Result<T, DbError>> {
        let asker = self.asker();
        Box::pin(async move { asker.ask_in_turn(name, request).await })
    }
}

/// Tells the operator of slow queries: one line a minute at the most, of the slowest, with how many there were.
pub(super) fn tell_slow(told: Option<Told>) {
    let Some(Told { times, name, took }) = told else { return };
    log::warn!(query = name, took_ms = took.as_millis() as u64, times = times; "query was slow");
}

impl Asker {
    /// Runs a request under its name: figures, a warning (now and then) when it is slow, one error when it failed for good.
    pub(super) async fn ask<T>(
        &self,
        name: &'static str,
        request: impl AsyncFn(&mut Link) -> Result<T, DbError>,
    ) -> Result<T, DbError> {
        let began = self.own.borrow_mut().began();
        self.meters.borrow_mut().entry(name).or_insert_with(|| Meter::of(Kind::Query, name)).began();
        let outcome = self.pool.ask(name, request).await;
        let end = |meter: &mut Meter| match &outcome {
            Ok(_) => meter.ended(began),
            Err(error) => meter.failed(began, error),
        };
        let took = end(&mut self.own.borrow_mut());
        self.meters.borrow_mut().get_mut(name).map(end);
        let took_ms = took.as_millis() as u64;
        match &outcome {
            Err(error) if !error.is_weather() => {
                log::error!(query = name, took_ms = took_ms, error = error.to_string().as_str(); "query failed");
            }
            _ if took > SLOW => tell_slow(self.slow.borrow_mut().saw(name, took, Instant::now())),
            _ => {}
        }
        outcome
    }

    /// The same for what many ask at once: see [`CROWD_AT_ONCE`].
    pub(super) async fn ask_in_turn<T>(
        &self,
        name: &'static str,
        request: impl AsyncFn(&mut Link) -> Result<T, DbError>,
    ) -> Result<T, DbError> {
        let _turn = tokio::time::timeout(BEFORE_ANOTHER, self.crowd.acquire()).await;
        self.ask(name, request).await
    }
}

impl Actor for DbActor {
    type Context = Context<Self>;
    fn started(&mut self, ctx: &mut Context<Self>) {
        ctx.set_mailbox_capacity(1024);
        self.arm_prune(ctx);
        self.arm_ranking(ctx);
    }
}
impl Supervised for DbActor {
    fn restarting(&mut self, ctx: &mut Context<Self>) {
        self.arm_prune(ctx);
        self.arm_ranking(ctx);
        self.own.borrow_mut().forget_in_flight();
        self.meters.borrow_mut().values_mut().for_each(Meter::forget_in_flight);
    }
}

macro_rules! answers {
    ($($message:ident as $name:literal, $ask:ident => |$link:ident, $m:ident| $request:expr;)*) => {
        $(impl Handler<$message> for DbActor {
            type Result = ResponseFuture<<$message as actix::Message>::Result>;
            fn handle(&mut self, $m: $message, _: &mut Context<Self>) -> Self::Result {
                let _ = &$m;
                self.$ask($name, async move |$link: &mut Link| $request.await)
            }
        })*
    };
}

answers! {
    StorePage as "store_page", ask => |link, m| inbox::store_page(link, &m.page);
    LoadPlayer as "load_player", ask_in_turn => |link, m| players::load(link, m.player);
    PrivateChat as "private_chat", ask_in_turn => |link, m| players::private_chat(link, m.player);
    OwnRecord as "own_record", ask_in_turn => |link, m| record::own(link, m.player);
    ForgottenMark as "forgotten_mark", ask_in_turn => |link, m| forgetting::mark(link, &m.hash);
    WipeTraces as "wipe_traces", ask_in_turn => |link, m| forgetting::wipe(link, m.player);
    OpenLines as "open_lines", ask_in_turn => |link, m| lines::open(link, m.after, m.limit);
    CountStart as "count_start", ask => |link, m| inbox::count_start(link);
    LastHeard as "last_heard", ask => |link, m| inbox::last_heard(link);
    ForgetStarts as "forget_starts", ask => |link, m| inbox::forget_starts(link);
    Unfinished as "unfinished", ask => |link, m| inbox::unfinished(link, m.after, m.limit);
    Blame as "blame", ask => |link, m| inbox::blame(link, m.update_id);
    Quarantine as "quarantine", ask => |link, m| inbox::quarantine(link, m.update_id, &m.reason, m.unstored.as_ref());
    Owed as "owed", ask => |link, m| outbox::owed(link, m.player, m.retried, m.after, m.limit);
    CatchFacts as "catch_facts", ask_in_turn => |link, m| players::catch_facts(link, m.player, m.position);
    SumCatches as "sum_catches", ask_in_turn => |link, m| catches::records(link, m.player, m.lately);
    ListCatches as "list_catches", ask_in_turn => |link, m| catches::history(link, m.player, m.before);
    LoadProof as "load_proof", ask_in_turn => |link, m| proofs::proof(link, m.player, m.position);
    LoadFishdex as "load_fishdex", ask_in_turn => |link, m| catches::fishdex(link, m.player);
    RecordTick as "record_tick", ask_in_turn => |link, m| ticks::record(link, &m.tick);
    KnownCards as "known_cards", ask_in_turn => |link, m| pictures::known_cards(link);
    RememberCard as "remember_card", ask_in_turn => |link, m| pictures::remember_card(link, &m.card);
    ArtStates as "art_states", ask_in_turn => |link, m| pictures::art_states(link, m.style);
    LoadArt as "load_art", ask_in_turn => |link, m| pictures::load_art(link, m.fish, m.style);
    CountArtAttempt as "count_art", ask_in_turn => |link, m| pictures::count_attempt(link, m.fish, m.style, m.per_day);
    KeepArt as "keep_art", ask_in_turn => |link, m| pictures::keep_art(link, m.fish, m.style, &m.outcome);
    EnterGroup as "enter_group", ask_in_turn => |link, m| groups::enter(link, &m);
    LeaveGroup as "leave_group", ask_in_turn => |link, m| groups::leave(link, m.chat_id, m.at);
    KeepGroup as "keep_group", ask_in_turn => |link, m| groups::keep(link, &m);
    GroupLanguage as "group_language", ask_in_turn => |link, m| groups::language(link, m.chat_id);
    NameGroup as "name_group", ask_in_turn => |link, m| groups::name(link, m.chat_id, &m.title);
    MoveGroup as "move_group", ask_in_turn => |link, m| groups::move_to(link, m.from, m.to);
    UnclosedGroups as "unclosed", ask_in_turn => |link, m| groups::unclosed(link, &m.week, m.after, m.limit);
    CloseWeek as "close_week", ask_in_turn => |link, m| groups::close_week(link, &m);
    Prune as "prune", ask => |link, m| inbox::prune(link);
}

impl Handler<TakePositionId> for DbActor {
    type Result = ResponseFuture<Result<PositionId, DbError>>;
    fn handle(&mut self, _: TakePositionId, _: &mut Context<Self>) -> Self::Result {
        let ids = self.ids.clone();
        let block = self.ask("position_ids", players::position_ids);
        Box::pin(async move {
            // Whoever finds the block empty fetches the next one; the others wait here meanwhile. The request above is a
            // future that was not polled, so it costs nothing when the block has ids.
            let mut ids = ids.lock().await;
            if ids.is_empty() {
                *ids = block.await?;
            }
            ids.next().map(PositionId).ok_or_else(|| DbError::Disagreement("an empty block of position ids".to_owned()))
        })
    }
}

impl Handler<TakeFigures> for DbActor {
    type Result = Figures;
    fn handle(&mut self, TakeFigures(interval): TakeFigures, _: &mut Context<Self>) -> Figures {
        tell_slow(self.slow.borrow_mut().due(Instant::now()));
        let (pool, away) = (self.pool.state(), self.pool.weather().away());
        let state = if away.is_some() { "waiting" } else { "open" };
        let mut rows = vec![self.own.borrow_mut().take(state, 0, interval)];
        rows.extend(self.meters.borrow_mut().values_mut().map(|meter| meter.take("query", 0, interval)));
        let notes = vec![
            Note::age("database away", away),
            Note::count("pool in use", pool.in_use),
            Note::count("pool open", pool.open),
            Note::count("pool at most", pool.at_most),
        ];
        let red = away.filter(|away| *away > RED_AFTER);
        let red = red.map(|away| format!("db: the database has not answered as it should for {} s", away.as_secs()));
        let lost = self
            .pool
            .is_lost()
            .then(|| "db: the database lost commits, an operator must type: angler recover".to_owned());
        Figures { rows, notes, red: lost.into_iter().chain(red).collect() }
    }
}
