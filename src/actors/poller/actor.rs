//! The poller itself: its loop, its offset, its patience with Telegram, and a watchdog over all that.
//!
//! **Invariant:** at most one poll is in flight; a poll of an older turn of the loop is never carried on.

use std::{
    cell::Cell,
    rc::Rc,
    time::{Duration, Instant},
};

use actix::{Actor, ActorFutureExt, Addr, AsyncContext, Context, Handler, SpawnHandle, Supervised, WrapFuture};

use super::{
    messages::{Poll, StopPolling},
    page,
    port::{MakeUpdates, Received, Updates},
};
use crate::{
    actors::{
        db::DbActor,
        outbox::port::{CallError, Refusal},
        router::Router,
    },
    plumbing::{
        clock,
        figures::{Figures, Meter, TakeFigures},
        pulse::{Pulse, STUCK},
    },
};

/// How long Telegram may hold an empty poll: its own limit.
const POLL_TIMEOUT_S: u32 = 50;
/// Without a successful poll for so long something hangs that nobody noticed.
const STALLED: Duration = Duration::from_secs(90);
/// How often the watchdog looks.
const WATCH_EVERY: Duration = Duration::from_secs(10);
/// A poll that comes back empty sooner than this is no long poll: wait, or a broken server is asked in a tight loop.
const TOO_SOON: Duration = Duration::from_millis(500);

/// See the folder's head.
pub struct TelegramPoller {
    make_updates: MakeUpdates,
    updates: Option<Rc<dyn Updates>>,
    db: Addr<DbActor>,
    router: Addr<Router>,
    /// The bot's name without the `@`: what is for another bot is not stored.
    our_name: Rc<str>,
    /// Sent once after a page, to confirm it. Without one Telegram answers with whatever is unconfirmed, also when its ids
    /// went down after an idle week.
    offset: Option<i64>,
    polling: Option<SpawnHandle>,
    wanted: bool,
    /// When the loop turned last: a page came, or was tried to be stored once more.
    turned_at: Rc<Cell<Instant>>,
    failures: u32,
    meter: Meter,
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
    pub fn new(make_updates: MakeUpdates, db: Addr<DbActor>, router: Addr<Router>, our_name: &str) -> TelegramPoller {
        TelegramPoller {
            make_updates,
            updates: None,
            db,
            router,
            our_name: our_name.into(),
            offset: None,
            polling: None,
            wanted: false,
            turned_at: Rc::new(Cell::new(Instant::now())),
            failures: 0,
            meter: Meter::new("poller"),
        }
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
        let (our_name, turned_at) = (self.our_name.clone(), self.turned_at.clone());
        let turn = async move {
            let asked = Instant::now();
            match updates.fetch(offset, POLL_TIMEOUT_S).await {
                Ok(received) => {
                    let arrived_at = clock::now();
                    let last = received.last().map(|received: &Received| received.update_id);
                    if last.is_none() && asked.elapsed() < TOO_SOON {
                        actix_rt::time::sleep(TOO_SOON).await;
                    }
                    let began = Instant::now();
                    let updates =
                        page::carry(received, arrived_at, &page::Way { db, router, our_name, turned_at }).await;
                    Turn::Page { last, updates, took: began.elapsed() }
                }
                Err(error) => Turn::Failed(error),
            }
        };
        self.polling = Some(ctx.spawn(turn.into_actor(self).map(|turn, act, ctx| act.turned(turn, ctx))));
    }

    fn turned(&mut self, turn: Turn, ctx: &mut Context<Self>) {
        match turn {
            Turn::Page { last, updates, took } => {
                if self.failures > 0 {
                    log::info!("telegram answers again");
                }
                self.failures = 0;
                self.turned_at.set(Instant::now());
                self.offset = last.map(|last| last.saturating_add(1));
                if updates > 0 {
                    self.meter.count(took);
                }
                self.poll(ctx);
            }
            Turn::Failed(error) => {
                let wait = self.failed(&error);
                ctx.run_later(wait, Self::poll);
            }
        }
    }

    /// Says once what is wrong, and how long to wait.
    fn failed(&mut self, error: &CallError) -> Duration {
        self.meter.error(error);
        self.failures += 1;
        let reason = error.to_string();
        let doubled = Duration::from_millis(500) * 2_u32.pow(self.failures.min(6));
        match error {
            CallError::TooMany { retry_after_s } => return Duration::from_secs((*retry_after_s).max(1)),
            CallError::Refused { refusal: Refusal::Conflict, .. } if self.failures == 1 => {
                // Not our lease's doing: a webhook, or a bot of another make with this token.
                log::error!(reason = reason.as_str(); "somebody else polls with this token, waiting for them to stop");
            }
            CallError::Refused { refusal: Refusal::Token, .. } if self.failures == 1 => {
                log::error!(reason = reason.as_str(); "telegram does not know the token any longer");
            }
            _ if self.failures == 1 => log::warn!(reason = reason.as_str(); "telegram does not answer, waiting for it"),
            _ => {}
        }
        doubled
    }

    /// A hanging poll is the usual silent death of a bot: it is dropped, with its client.
    fn watch(&mut self, ctx: &mut Context<Self>) {
        if self.wanted && self.turned_at.get().elapsed() > STALLED && self.failures == 0 {
            log::error!(silent_s = self.turned_at.get().elapsed().as_secs(); "polling hangs, starting it anew");
            self.meter.error(&"polling hung");
            self.turned_at.set(Instant::now());
            self.updates = None;
            self.poll(ctx);
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
        self.turned_at.set(Instant::now());
        ctx.run_later(WATCH_EVERY, Self::watch);
        self.poll(ctx);
    }
}

impl Handler<Poll> for TelegramPoller {
    type Result = ();
    fn handle(&mut self, _: Poll, ctx: &mut Context<Self>) {
        self.wanted = true;
        self.turned_at.set(Instant::now());
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
        let patience = STUCK + Duration::from_secs(u64::from(POLL_TIMEOUT_S));
        !self.wanted || self.failures > 0 || self.turned_at.get().elapsed() < patience
    }
}

impl Handler<TakeFigures> for TelegramPoller {
    type Result = Figures;
    fn handle(&mut self, _: TakeFigures, _: &mut Context<Self>) -> Figures {
        let state = match (self.wanted, self.failures) {
            (false, _) => "stopped",
            (true, 0) => "polling",
            (true, _) => "waiting",
        };
        let mut row = self.meter.take(state, 0);
        row.in_flight = usize::from(self.polling.is_some());
        Figures { rows: vec![row], notes: vec![] }
    }
}
