//! The Router itself: desks, sessions, and the answers that come back.
//!
//! **Invariant:** an update leaves a desk only when its session answered that it is done, or when it was put aside.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
    time::{Duration, Instant},
};

use actix::{
    Actor, Addr, AsyncContext, Context, Handler, MailboxError, Message, ResponseFuture, Supervised,
    prelude::ArbiterHandle,
};
use jiff::Timestamp;
use tokio::sync::oneshot;

use super::{desk::Desk, groups::KnownGroups, hand::Hand, messages::*, order::order};
use crate::{
    actors::{
        db::marker::{MarkDone, mark},
        poller::port::Decode,
        session::{Doors, Session, messages::Unfinished},
    },
    game::{money::PnlPercent, player::PlayerId},
    plumbing::{
        figures::Kind,
        later,
        meter::Meter,
        paths::{Path, took},
        room::{HasRoom, Look, Room},
    },
};

/// Time between two looks for idle sessions.
const LOOK_EVERY: Duration = Duration::from_secs(2);
/// Time between two polite noes in one chat.
const TURN_AWAY_EVERY: Duration = Duration::from_secs(60);

/// What the Router is told when it is made.
#[derive(Clone)]
pub struct RouterSettings {
    /// The bot's name without the `@`.
    pub our_name: String,
    /// Reads a stored update again.
    pub decode: Decode,
    /// Where sessions live; players are hashed over them.
    pub arbiters: Vec<ArbiterHandle>,
    /// Idle time after which a session leaves memory.
    pub session_idle: Duration,
    /// When this process started: replayed commands count from here.
    pub started_at: Timestamp,
    /// Updates in hand at which there is no room for more.
    pub in_hand_max: usize,
    /// Time between two looks into the inbox for what nobody has in hand.
    pub sweep_every: Duration,
}

/// See the file's head.
pub struct Router {
    pub(super) settings: RouterSettings,
    pub(super) doors: Arc<Doors>,
    pub(super) desks: HashMap<PlayerId, Desk>,
    pub(super) in_hand: Hand,
    /// Updates that may be what ends the process, until each has its turn alone.
    pub(super) suspects: HashSet<i64>,
    room: Room,
    /// While the inbox is being read: the updates that ended since, so that an old answer does not bring them back.
    pub(super) ended_meanwhile: HashMap<Reader, HashSet<i64>>,
    pub(super) turned_away: HashMap<i64, Instant>,
    pub(super) groups: KnownGroups,
    /// The week whose podiums are all written.
    pub(super) closed_week: String,
    closing: Option<oneshot::Sender<()>>,
    pub(super) closed: bool,
    pub(super) meter: Meter,
    pub(super) by_intent: HashMap<&'static str, Meter>,
    pub(super) quarantined: u64,
    /// Crossings in the hands of sessions.
    pub(super) crossings: HashSet<(PlayerId, PnlPercent)>,
    /// A question to the Watch is under way.
    pub(super) asks_watch: bool,
}

/// "A session answered", or is gone.
#[derive(Debug, Message)]
#[rtype(result = "()")]
struct Answered {
    player: PlayerId,
    seq: i64,
    generation: u64,
    outcome: Result<Result<(), Unfinished>, MailboxError>,
    session_lives: bool,
    intent: &'static str,
}

/// "Look at this player's desk." Late or repeated: nothing to do.
#[derive(Clone, Copy, Debug, Message)]
#[rtype(result = "()")]
pub(super) struct LookAt(pub PlayerId);

impl Router {
    /// A Router with empty desks.
    pub fn new(settings: RouterSettings, doors: Doors) -> Router {
        let in_hand_max = settings.in_hand_max;
        Router {
            room: Room::new(in_hand_max),
            settings,
            doors: Arc::new(doors),
            desks: HashMap::new(),
            in_hand: Hand::new(in_hand_max),
            suspects: HashSet::new(),
            ended_meanwhile: HashMap::new(),
            turned_away: HashMap::new(),
            groups: KnownGroups::default(),
            closed_week: String::new(),
            closing: None,
            closed: false,
            meter: Meter::new("router"),
            by_intent: HashMap::new(),
            quarantined: 0,
            crossings: HashSet::new(),
            asks_watch: false,
        }
    }

    pub(super) fn take(&mut self, taken: Taken, ctx: &mut Context<Self>) {
        let ended = self.ended_meanwhile.values().any(|ended| ended.contains(&taken.update_id));
        if self.closed || ended || self.suspects.contains(&taken.update_id) {
            return;
        }
        let by_sweep = taken.replayed_at.is_some_and(|at| at != self.settings.started_at);
        if !self.in_hand.insert(taken.update_id, &taken.content) {
            if !by_sweep {
                took(Path::AlreadyInHand);
            }
            return;
        }
        if by_sweep {
            took(Path::SweptUp);
        }
        self.note_group(&taken, ctx);
        let player = taken.player;
        self.desks.entry(player).or_insert_with(Desk::new).take(taken);
        self.give(player, ctx);
    }

    /// Gives a player's session what it may have.
    pub(super) fn give(&mut self, player: PlayerId, ctx: &mut Context<Self>) {
        loop {
            let Some(desk) = self.desks.get_mut(&player) else { return };
            let Some((seq, too_many)) = desk.next(Instant::now()) else { return };
            desk.give(seq);
            let Some(held) = desk.hand.get(&seq) else { return };
            let Some(order) = order(&held.taken, too_many, &self.settings.our_name) else {
                let update_id = held.taken.update_id;
                let marker = self.doors.marker.clone();
                actix_rt::spawn(async move { mark(&marker, MarkDone(update_id)).await });
                self.ended(player, seq);
                continue;
            };
            let session = self.session_of(player);
            let Some(desk) = self.desks.get(&player) else { return };
            let (generation, intent) = (desk.generation, order.intent.name());
            let answer = session.send(order);
            later::tell(ctx.address(), async move {
                let outcome = answer.await;
                let session_lives = session.connected();
                Answered { player, seq, generation, outcome, session_lives, intent }
            });
        }
    }

    /// A player's session; made when there is none.
    pub(super) fn session_of(&mut self, player: PlayerId) -> Addr<Session> {
        let desk = self.desks.entry(player).or_insert_with(Desk::new);
        match &desk.session {
            Some(session) => session.clone(),
            None => {
                let place = usize::try_from(player.0.unsigned_abs()).unwrap_or(0) % self.settings.arbiters.len();
                let doors = self.doors.clone();
                let made = move |_: &mut Context<Session>| Session::new(player, doors);
                let session = Session::start_in_arbiter(&self.settings.arbiters[place], made);
                desk.generation += 1;
                desk.session.insert(session).clone()
            }
        }
    }

    /// Answers whoever waits for the end of all that is in hand, when there is nothing.
    pub(super) fn all_ended(&mut self) {
        if self.in_hand.is_empty()
            && self.crossings.is_empty()
            && let Some(asker) = self.closing.take()
        {
            let _gone = asker.send(());
        }
    }

    /// An update is done: it leaves the hand.
    pub(super) fn ended(&mut self, player: PlayerId, seq: i64) {
        let Some(held) = self.desks.get_mut(&player).and_then(|desk| desk.done(seq)) else { return };
        self.in_hand.remove(&held.taken.update_id);
        for ended in self.ended_meanwhile.values_mut() {
            ended.insert(held.taken.update_id);
        }
        self.all_ended();
    }

    fn look_for_idle(&mut self, ctx: &mut Context<Self>) {
        let idle = self.settings.session_idle;
        self.desks.retain(|_, desk| !desk.is_empty() || desk.last_used.elapsed() < idle);
        self.turned_away.retain(|_, at| at.elapsed() < TURN_AWAY_EVERY);
        ctx.run_later(LOOK_EVERY, Self::look_for_idle);
    }

    fn arm(&mut self, ctx: &mut Context<Self>) {
        ctx.set_mailbox_capacity(1024);
        ctx.run_later(LOOK_EVERY, Self::look_for_idle);
        self.arm_sweep(ctx);
        self.look_at_the_week(ctx);
        self.ask_watch(ctx);
    }
}

impl Actor for Router {
    type Context = Context<Self>;
    fn started(&mut self, ctx: &mut Context<Self>) {
        self.arm(ctx);
    }
}
impl Supervised for Router {
    /// Desks are memory: what is unfinished is read from the inbox again. Sessions end with their desks' addresses.
    fn restarting(&mut self, ctx: &mut Context<Self>) {
        self.desks.clear();
        self.in_hand = Hand::new(self.settings.in_hand_max);
        self.suspects.clear();
        self.ended_meanwhile.clear();
        self.crossings.clear();
        self.asks_watch = false;
        self.meter.forget_in_flight();
        self.arm(ctx);
        self.sweep(ctx);
    }
}

impl Handler<Take> for Router {
    type Result = ();
    fn handle(&mut self, m: Take, ctx: &mut Context<Self>) {
        let began = Instant::now();
        self.doors.faults.strike("router.handle", m.updates.first().map_or(0, |first| first.update_id));
        for taken in m.updates {
            self.take(taken, ctx);
        }
        self.meter.count(began.elapsed());
    }
}

impl Handler<HasRoom> for Router {
    type Result = bool;
    fn handle(&mut self, _: HasRoom, _: &mut Context<Self>) -> bool {
        let (look, in_hand) = (self.room.look(self.in_hand.counted()), self.in_hand.len());
        match look {
            Look::FillsUp => {
                log::warn!(in_hand = in_hand; "too many updates are in hand, polling rests until half of them are done");
            }
            Look::FreeAgain => log::info!(in_hand = in_hand; "half of the updates in hand are done, polling goes on"),
            Look::Free | Look::Full => {}
        }
        look.has_room()
    }
}

impl Handler<Answered> for Router {
    type Result = ();
    fn handle(&mut self, m: Answered, ctx: &mut Context<Self>) {
        let Some(desk) = self.desks.get_mut(&m.player) else { return };
        let Some(held) = desk.hand.get(&m.seq).filter(|held| held.given.is_some()) else { return };
        let meter = self.by_intent.entry(m.intent).or_insert_with(|| Meter::of(Kind::Command, m.intent));
        match m.outcome {
            Ok(Ok(())) => {
                // From its arrival to its settled turn, or to Telegram's word that its answer was taken.
                meter.count(held.taken.since.elapsed());
                self.ended(m.player, m.seq);
                self.give(m.player, ctx);
            }
            _ if desk.generation != m.generation || desk.session.is_none() => {}
            _ if self.closed => self.ended(m.player, m.seq),
            Ok(Err(Unfinished)) if m.session_lives => {
                meter.error(&Unfinished);
                self.unfinished(m.player, m.seq, ctx);
            }
            Ok(Err(Unfinished)) | Err(_) => {
                meter.error(&"session lost");
                took(Path::SessionLost);
                let blamed = desk.lost_session().filter(|_| desk.crossings == 0);
                log::error!(player = m.player.0; "session lost, its updates are given again one at a time");
                match blamed {
                    Some(seq) => self.blame(m.player, seq, ctx),
                    None => self.give(m.player, ctx),
                }
            }
        }
    }
}

impl Handler<LookAt> for Router {
    type Result = ();
    fn handle(&mut self, LookAt(player): LookAt, ctx: &mut Context<Self>) {
        self.give(player, ctx);
    }
}

impl Handler<Close> for Router {
    type Result = ResponseFuture<usize>;
    fn handle(&mut self, m: Close, ctx: &mut Context<Self>) -> Self::Result {
        self.closed = true;
        let (asker, empty) = oneshot::channel();
        if self.in_hand.is_empty() && self.crossings.is_empty() {
            return Box::pin(async { 0 });
        }
        self.closing = Some(asker);
        let me = ctx.address();
        Box::pin(async move {
            let in_time = actix_rt::time::timeout(m.patience, empty).await.is_ok();
            if in_time { 0 } else { me.send(CountSessions).await.map_or(0, |(_, in_hand)| in_hand) }
        })
    }
}

impl Handler<CountSessions> for Router {
    type Result = actix::MessageResult<CountSessions>;
    fn handle(&mut self, _: CountSessions, _: &mut Context<Self>) -> Self::Result {
        let sessions = self.desks.values().filter(|desk| desk.session.is_some()).count();
        actix::MessageResult((sessions, self.in_hand.len()))
    }
}
