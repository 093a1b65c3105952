//! The poller itself: its loop, its offset, its patience with Telegram, and a watchdog over all that.
//!
//! **Invariant:** at most one poll is in flight; a poll of an older turn of the loop is never carried on.

use std::{
    rc::Rc,
    time::{Duration, Instant},
};

use actix::{Actor, ActorFutureExt, Addr, AsyncContext, Context, Handler, SpawnHandle, Supervised, WrapFuture};

use super::{
    beat::Beat,
    messages::{Poll, StopPolling},
    page,
    port::{MakeUpdates, Received, Updates},
    trouble::Trouble,
};
use crate::{
    actors::{
        db::DbActor,
        outbox::{Outbox, messages::AwaitRoom, port::CallError},
        router::Router,
    },
    config::faults::Faults,
    plumbing::{
        clock,
        figures::{Figures, Meter, TakeFigures},
        paths::{Path, took},
        pulse::{Pulse, STUCK},
    },
};

/// Without a successful poll for so long beyond a poll's own time (90 s in all at Telegram's limit of 50 s) something is
/// wrong for too long: an alarm.
const STALLED: Duration = Duration::from_secs(40);
/// How often the watchdog looks.
const WATCH_EVERY: Duration = Duration::from_secs(10);
/// A poll that comes back empty sooner than this is no long poll: wait, or a broken server is asked in a tight loop.
const TOO_SOON: Duration = Duration::from_millis(500);

/// What the poller is told when it is made.
pub struct PollerSettings {
    /// Its door to Telegram.
    pub make_updates: MakeUpdates,
    /// The bot's name without the `@`.
    pub our_name: String,
    /// How long Telegram may hold an empty poll: 1 to 50 s.
    pub poll_timeout: Duration,
}

/// See the folder's head.
pub struct TelegramPoller {
    make_updates: MakeUpdates,
    updates: Option<Rc<dyn Updates>>,
    db: Addr<DbActor>,
    router: Addr<Router>,
    outbox: Addr<Outbox>,
    /// How long Telegram may hold an empty poll.
    poll_timeout: Duration,
    /// The bot's name without the `@`: what is for another bot is not stored.
    our_name: Rc<str>,
    /// Sent once after a page, to confirm it. Without one Telegram answers with whatever is unconfirmed, also when its ids
    /// went down after an idle week.
    offset: Option<i64>,
    polling: Option<SpawnHandle>,
    wanted: bool,
    last_success: Instant,
    trouble: Trouble,
    beat: Rc<Beat>,
    meter: Meter,
    faults: Faults,
}

/// What a turn of the loop brought.
enum Turn {
    /// A page was stored and handed on.
    Page { last: Option<i64>, updates: usize, took: Duration },
    /// Telegram did not answer with a page.
    Failed(CallError),
}

impl TelegramPoller {
    /// A poller that waits for [`Poll`].
    pub fn new(with: PollerSettings, db: Addr<DbActor>, router: Addr<Router>, outbox: Addr<Outbox>) -> TelegramPoller {
        TelegramPoller {
            make_updates: with.make_updates,
            updates: None,
            db,
            router,
            outbox,
            poll_timeout: with.poll_timeout,
            our_name: with.our_name.into(),
            offset: None,
            polling: None,
            wanted: false,
            last_success: Instant::now(),
            trouble: Trouble::default(),
            beat: Rc::new(Beat::new()),
            meter: Meter::new("poller"),
            faults: Faults::default(),
        }
    }

    /// The same, struck by these faults.
    pub fn with_faults(self, faults: Faults) -> TelegramPoller {
        TelegramPoller { faults, ..self }
    }

    fn poll(&mut self, ctx: &mut Context<Self>) {
        if let Some(old) = self.polling.take() {
            ctx.cancel_future(old);
        }
        if !self.wanted {
            return;
        }
        let updates = self.updates.get_or_insert_with(|| (self.make_updates)()).clone();
        let (db, router, offset) = (self.db.clone(), self.router.clone(), self.offset);
        let (our_name, outbox, beat) = (self.our_name.clone(), self.outbox.clone(), self.beat.clone());
        let (timeout_s, faults) = (u32::try_from(self.poll_timeout.as_secs()).unwrap_or(1), self.faults.clone());
        beat.carry(false);
        let turn = async move {
            let asked = Instant::now();
            match updates.fetch(offset, timeout_s).await {
                Ok(received) => {
                    beat.carry(true);
                    if offset.is_some() {
                        faults.pass("page.confirmed", 0).await;
                    }
                    let arrived_at = clock::now();
                    let last = received.last().map(|received: &Received| received.update_id);
                    if last.is_none() && asked.elapsed() < TOO_SOON {
                        actix_rt::time::sleep(TOO_SOON).await;
                    }
                    let began = Instant::now();
                    let updates = page::carry(received, arrived_at, db, router, &our_name, &beat, &faults).await;
                    // The Outbox being restarted has room.
                    let _restarting = beat.through(outbox.send(AwaitRoom)).await;
                    Turn::Page { last, updates, took: began.elapsed() }
                }
                Err(error) => Turn::Failed(error),
            }
        };
        self.polling = Some(ctx.spawn(turn.into_actor(self).map(|turn, act, ctx| act.turned(turn, ctx))));
    }

    fn turned(&mut self, turn: Turn, ctx: &mut Context<Self>) {
        self.faults.strike("poller.handle", 0);
        match turn {
            Turn::Page { last, updates, took } => {
                self.trouble.over(self.last_success.elapsed());
                self.last_success = Instant::now();
                self.offset = last.map(|last| last.saturating_add(1));
                if updates > 0 {
                    self.meter.count(took);
                }
                self.poll(ctx);
            }
            Turn::Failed(error) => {
                self.meter.error(&error);
                took(Path::PollFailed);
                let wait = self.trouble.failed(&error, Instant::now());
                ctx.run_later(wait, Self::poll);
            }
        }
    }

    /// A hanging poll is the usual silent death of a bot: it is told of, and one that even its own deadline did not end is
    /// dropped, with its client. A page that waits for the database or for room is no such poll.
    fn watch(&mut self, ctx: &mut Context<Self>) {
        let (silent, stalled) = (self.last_success.elapsed(), self.poll_timeout + STALLED);
        if self.wanted && !self.beat.is_carrying() && silent > stalled {
            self.trouble.alarm(silent);
            if self.trouble.failures == 0 && self.beat.silence() > stalled {
                self.meter.error(&"polling hung");
                took(Path::PollHung);
                self.updates = None;
                self.poll(ctx);
            }
        }
        ctx.run_later(WATCH_EVERY, Self::watch);
    }
}

impl Actor for TelegramPoller {
    type Context = Context<Self>;
    fn started(&mut self, ctx: &mut Context<Self>) {
        ctx.run_later(WATCH_EVERY, Self::watch);
    }
}
impl Supervised for TelegramPoller {
    /// The offset is forgotten: a page that was not confirmed comes again and is known by its ids.
    fn restarting(&mut self, ctx: &mut Context<Self>) {
        (self.offset, self.polling, self.updates) = (None, None, None);
        self.last_success = Instant::now();
        ctx.run_later(WATCH_EVERY, Self::watch);
        self.poll(ctx);
    }
}

impl Handler<Poll> for TelegramPoller {
    type Result = ();
    fn handle(&mut self, _: Poll, ctx: &mut Context<Self>) {
        self.wanted = true;
        self.last_success = Instant::now();
        self.poll(ctx);
    }
}
impl Handler<StopPolling> for TelegramPoller {
    type Result = ();
    fn handle(&mut self, _: StopPolling, ctx: &mut Context<Self>) {
        self.wanted = false;
        self.poll(ctx);
    }
}
impl Handler<Pulse> for TelegramPoller {
    type Result = bool;
    fn handle(&mut self, _: Pulse, _: &mut Context<Self>) -> bool {
        !self.wanted || self.trouble.failures > 0 || self.beat.silence() < STUCK + self.poll_timeout
    }
}

impl Handler<TakeFigures> for TelegramPoller {
    type Result = Figures;
    fn handle(&mut self, _: TakeFigures, _: &mut Context<Self>) -> Figures {
        let state = match (self.wanted, self.trouble.failures) {
            (false, _) => "stopped",
            (true, 0) if self.beat.is_carrying() => "carrying",
            (true, 0) => "polling",
            (true, _) => "waiting",
        };
        let mut row = self.meter.take(state, 0);
        row.in_flight = usize::from(self.polling.is_some());
        Figures { rows: vec![row], notes: vec![] }
    }
}
