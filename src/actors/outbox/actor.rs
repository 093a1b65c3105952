//! The Outbox itself: lanes, and when each may send.
//!
//! Messages put parcels and scenes into lanes (see `intake.rs`); `go` looks at one lane and sends what is due; an outcome comes back as the
//! message `Sent` (see `outcome.rs`). Requests run beside the actor, so a thousand of them cost it nothing.
//!
//! **Invariant:** a lane with something to do is either sending, or timed, or waits for a message: none is forgotten.

use std::{
    collections::HashMap,
    rc::Rc,
    time::{Duration, Instant},
};

use actix::{Actor, Addr, AsyncContext, Context, Handler, Message};
use tokio::sync::oneshot;

use super::{
    chats::Chats,
    freezing::{Freezing, Gate, LONGEST},
    lane::{Lane, Turn},
    messages::{Pause, Resume},
    owed::Reads,
    pace::Paces,
    port::{BotApi, MakeBotApi},
    room::Owed,
    told::Told,
    trouble::Trouble,
};
use crate::{
    actors::{
        db::{DbActor, Marker, marker::Delivered},
        imagegen::ImageGen,
    },
    config::{Pace, faults::Faults},
    game::player::PlayerId,
    plumbing::{later, meter::Meter, pulse::Pulse, turning::Turning},
};

/// Chats with something to send above which scenes are left out: about ten seconds of work.
pub(super) const PRESSURE: usize = 10_000;
/// Sends in flight above which lanes wait for their turn: as many as the HTTP client keeps connections.
pub(super) const IN_FLIGHT: usize = 100;

/// A send comes back within this: ten seconds for its card and thirty for its upload.
pub(super) const LONGEST_SEND: Duration = Duration::from_secs(40);

/// See the file's head.
pub struct Outbox {
    pub(super) make_api: MakeBotApi,
    pub(super) api: Option<Rc<dyn BotApi>>,
    /// Connections of their own for presses: however many of them hang, messages go out.
    pub(super) presses: Option<Rc<dyn BotApi>>,
    pub(super) db: Addr<DbActor>,
    pub(super) marker: Addr<Marker>,
    pub(super) imagegen: Addr<ImageGen>,
    pub(super) lanes: HashMap<i64, Lane>,
    /// Chats whose lane waits for a free connection, in order.
    pub(super) ready: std::collections::VecDeque<i64>,
    pub(super) in_flight: usize,
    /// The chat of the send that is being judged: a panic meanwhile is its own, so nothing of it outlives the panic.
    pub(super) landing: Option<i64>,
    /// How often it was restarted.
    pub(super) life: u64,
    pub(super) scenes: HashMap<PlayerId, i64>,
    pub(super) durable: Owed,
    /// How often it looks for the operator's retries, how often a group is spoken to, how long a card is waited for.
    pub(super) pace: Pace,
    pub(super) told: Told,
    /// Told or spoken for, and soon to be marked.
    pub(super) delivered: Vec<Delivered>,
    pub(super) reads: Reads,
    pub(super) trouble: Trouble,
    pub(super) chats: Chats,
    pub(super) freezing: Freezing,
    pub(super) paces: Paces,
    pub(super) paused: bool,
    /// After a restart, until what is owed is read again: what came in meanwhile must not overtake it.
    pub(super) loading: bool,
    pub(super) draining: Option<oneshot::Sender<()>>,
    pub(super) meter: Meter,
    /// Told by every send that comes back.
    pub(super) turning: Turning,
    pub(super) counts: Counts,
    pub(super) faults: Faults,
}

/// What the dashboard shows under the table.
#[derive(Default)]
pub(super) struct Counts {
    pub too_many: u64,
    pub given_up: u64,
    pub without_card: u64,
    /// Answers that waited too long behind others, and were done without.
    pub dropped: u64,
    /// Replies that a later one, or one for several, spoke for.
    pub spoken_for: u64,
}

/// "The send that was tried does not come back": who waits behind it goes on.
#[derive(Clone, Copy, Debug, Message)]
#[rtype(result = "()")]
struct Thaw;

/// "Look at this lane": a timer's or a task's word. Late or repeated, the lane is looked at for nothing.
#[derive(Clone, Copy, Debug, Message)]
#[rtype(result = "()")]
pub(super) struct Go(pub i64);

impl Outbox {
    /// An Outbox that is paused until [`Resume`].
    /// With `owed_max` durable replies owed there is no room for more.
    pub fn new(
        make_api: MakeBotApi,
        db: Addr<DbActor>,
        marker: Addr<Marker>,
        imagegen: Addr<ImageGen>,
        owed_max: usize,
        pace: Pace,
    ) -> Outbox {
        Outbox {
            make_api,
            api: None,
            presses: None,
            db,
            marker,
            imagegen,
            lanes: HashMap::new(),
            ready: std::collections::VecDeque::new(),
            in_flight: 0,
            landing: None,
            life: 0,
            scenes: HashMap::new(),
            durable: Owed::new(owed_max),
            pace,
            told: Told::default(),
            delivered: Vec::new(),
            reads: Reads::default(),
            trouble: Trouble::default(),
            chats: Chats::default(),
            freezing: Freezing::default(),
            paces: Paces::default(),
            paused: true,
            loading: false,
            draining: None,
            meter: Meter::new("outbox"),
            turning: Turning::default(),
            counts: Counts::default(),
            faults: Faults::default(),
        }
    }

    /// The same, struck by these faults.
    pub fn with_faults(self, faults: Faults) -> Outbox {
        Outbox { faults, ..self }
    }

    pub(super) fn connect(&mut self) {
        self.api = Some((self.make_api)());
        self.presses = Some((self.make_api)());
    }

    /// Looks at a lane and does what is due.
    pub(super) fn go(&mut self, chat_id: i64, ctx: &mut Context<Self>) {
        if self.paused || self.loading {
            return;
        }
        let now = Instant::now();
        match self.freezing.gate(now) {
            Gate::Open => {}
            Gate::At(until) => return later::tell_after(ctx.address(), until - now, Go(chat_id)),
            Gate::Behind => return self.ready.push_back(chat_id),
        }
        let Some(lane) = self.lanes.get_mut(&chat_id) else { return };
        if !lane.sending && self.in_flight >= IN_FLIGHT {
            self.ready.push_back(chat_id);
            return;
        }
        let played = lane.player();
        let next = lane.next(now);
        if let Some(player) = played.filter(|_| lane.scene.is_none()) {
            self.scenes.remove(&player);
        }
        match next {
            Turn::Send(parcel) => {
                let parcel = if chat_id < 0 { lane.gather(*parcel) } else { *parcel };
                (lane.sending, lane.flying) = (true, parcel.debts());
                if self.freezing.sends(chat_id, now) {
                    later::tell_after(ctx.address(), LONGEST, Thaw);
                }
                if self.in_flight == 0 {
                    self.turning.turns_within(LONGEST_SEND);
                }
                self.in_flight += 1;
                self.send(chat_id, parcel, ctx);
            }
            Turn::At(due) => later::tell_after(ctx.address(), due.saturating_duration_since(now), Go(chat_id)),
            Turn::Wait => {}
            Turn::Empty => {
                self.lanes.remove(&chat_id);
                self.tell_when_drained();
            }
        }
    }

    pub(super) fn go_all(&mut self, ctx: &mut Context<Self>) {
        for chat_id in self.lanes.keys().copied().collect::<Vec<_>>() {
            self.go(chat_id, ctx);
        }
    }

    /// Those that waited for a connection, or behind a try, each once.
    pub(super) fn go_ready(&mut self, ctx: &mut Context<Self>) {
        for _ in 0..self.ready.len() {
            if self.in_flight >= IN_FLIGHT {
                break;
            }
            let Some(next) = self.ready.pop_front() else { break };
            self.go(next, ctx);
        }
    }
}

impl Actor for Outbox {
    type Context = Context<Self>;
    fn started(&mut self, ctx: &mut Context<Self>) {
        ctx.set_mailbox_capacity(4096);
        self.connect();
        self.arm_sweep(ctx);
    }
}

impl Handler<Thaw> for Outbox {
    type Result = ();
    fn handle(&mut self, _: Thaw, ctx: &mut Context<Self>) {
        self.go_ready(ctx);
    }
}

impl Handler<Go> for Outbox {
    type Result = ();
    fn handle(&mut self, Go(chat_id): Go, ctx: &mut Context<Self>) {
        self.go(chat_id, ctx);
    }
}

impl Handler<Pause> for Outbox {
    type Result = ();
    fn handle(&mut self, _: Pause, _: &mut Context<Self>) {
        self.paused = true;
    }
}

impl Handler<Resume> for Outbox {
    type Result = ();
    fn handle(&mut self, _: Resume, ctx: &mut Context<Self>) {
        self.paused = false;
        self.go_all(ctx);
    }
}

impl Handler<Pulse> for Outbox {
    type Result = bool;
    fn handle(&mut self, _: Pulse, _: &mut Context<Self>) -> bool {
        !self.turning.is_stuck()
    }
}

/// How long to wait after the nth failed try: half a second, doubling up to a minute.
pub(super) fn backoff(tries: u32) -> Duration {
    Duration::from_millis(500) * 2_u32.pow(tries.min(7)).min(120)
}
