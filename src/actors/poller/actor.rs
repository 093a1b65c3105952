//! The poller itself: its loop, its offset, its patience with Telegram, and a watchdog over all that.
//!
//! **Invariant:** at most one poll is in flight; a poll of an older turn of the loop is never carried on.

use std::{
    rc::Rc,
    time::{Duration, Instant},
};

use actix::{Actor, ActorFutureExt, AsyncContext, Context, Handler, SpawnHandle, Supervised, WrapFuture};

use super::{
    messages::{Poll, StopPolling},
    page::{self, Arrived, Carrier},
    port::{MakeUpdates, Received, Updates},
};
use crate::{
    actors::outbox::port::{CallError, Refusal},
    plumbing::{
        clock,
        figures::{Figures, Note, TakeFigures},
        meter::Meter,
        paths::{Path, took},
        pulse::Pulse,
        turning::Turning,
    },
};

/// How long Telegram may hold an empty poll: its own limit.
const POLL_TIMEOUT_S: u32 = 50;
/// A poll comes back within this: 10 s more than Telegram may hold it, by the deadline of its HTTP request.
const LONGEST_POLL: Duration = Duration::from_secs(POLL_TIMEOUT_S as u64 + 10);
/// A poll that did not come back for so long hangs, whatever its deadline promised.
const STALLED: Duration = Duration::from_secs(90);
/// How often the watchdog looks.
const WATCH_EVERY: Duration = Duration::from_secs(10);
/// A poll that comes back empty sooner than this is no long poll: wait, or a broken server is asked in a tight loop.
const TOO_SOON: Duration = Duration::from_millis(500);

/// See the folder's head.
pub struct TelegramPoller {
    make_updates: MakeUpdates,
    updates: Option<Rc<dyn Updates>>,
    carrier: Carrier,
    /// Sent once after a page, to confirm it. Without one Telegram answers with whatever is unconfirmed, also when its ids
    /// went down after an idle week.
    offset: Option<i64>,
    polling: Option<SpawnHandle>,
    wanted: bool,
    /// Told by the turn in flight, and when the next one is due.
    turning: Turning,
    /// When a page was last taken, an empty one too.
    last_success: Instant,
    no_poll: Duration,
    failures: u32,
    polls: u64,
    updates_taken: u64,
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
    /// A poller that waits for [`Poll`]. It is red when it took no page for `no_poll`.
    pub fn new(make_updates: MakeUpdates, carrier: Carrier, no_poll: Duration) -> TelegramPoller {
        TelegramPoller {
            make_updates,
            updates: None,
            carrier,
            offset: None,
            polling: None,
            wanted: false,
            turning: Turning::default(),
            last_success: Instant::now(),
            no_poll,
            failures: 0,
            polls: 0,
            updates_taken: 0,
            meter: Meter::new("poller"),
        }
    }

    fn poll(&mut self, ctx: &mut Context<Self>) {
        if let Some(old) = self.polling.take() {
            ctx.cancel_future(old);
        }
        self.turning.rests();
        if !self.wanted {
            return;
        }
        let updates = self.updates.get_or_insert_with(|| (self.make_updates)()).clone();
        let (carrier, turning, offset) = (self.carrier.clone(), self.turning.clone(), self.offset);
        let turn = async move {
            let asked = Instant::now();
            turning.asks_within(LONGEST_POLL);
            let answer = updates.fetch(offset, POLL_TIMEOUT_S).await;
            turning.turned();
            match answer {
                Ok(received) => {
                    if offset.is_some() {
                        carrier.faults.pass("page.confirmed", 0).await;
                    }
                    let (arrived_at, since) = (clock::now(), Instant::now());
                    let last = received.last().map(|received: &Received| received.update_id);
                    if last.is_none() && asked.elapsed() < TOO_SOON {
                        actix_rt::time::sleep(TOO_SOON).await;
                    }
                    let arrived = Arrived { page: received, at: arrived_at, since };
                    let updates = page::carry(arrived, &carrier, &turning).await;
                    Turn::Page { last, updates, took: since.elapsed() }
                }
                Err(error) => Turn::Failed(error),
            }
        };
        self.polling = Some(ctx.spawn(turn.into_actor(self).map(|turn, act, ctx| act.turned(turn, ctx))));
    }

    fn turned(&mut self, turn: Turn, ctx: &mut Context<Self>) {
        self.carrier.faults.strike("poller.handle", 0);
        match turn {
            Turn::Page { last, updates, took } => {
                if self.failures > 0 {
                    log::info!("telegram answers again");
                }
                (self.failures, self.last_success) = (0, Instant::now());
                self.offset = last.map(|last| last.saturating_add(1));
                self.polls += 1;
                self.updates_taken += updates as u64;
                if updates > 0 {
                    self.meter.count(took);
                }
                self.poll(ctx);
            }
            Turn::Failed(error) => {
                let wait = self.failed(&error);
                self.turning.turns_within(wait);
                ctx.run_later(wait, Self::poll);
            }
        }
    }

    /// Says once what is wrong, and how long to wait.
    fn failed(&mut self, error: &CallError) -> Duration {
        self.meter.error(error);
        self.failures += 1;
        took(Path::PollFailed);
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
        if let Some(silent) = self.turning.asks_since().filter(|silent| *silent > STALLED) {
            log::error!(silent_s = silent.as_secs(); "polling hangs, starting it anew");
            self.meter.error(&"polling hung");
            took(Path::PollHung);
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
        ctx.run_later(WATCH_EVERY, Self::watch);
        self.poll(ctx);
    }
}

impl Handler<Poll> for TelegramPoller {
    type Result = ();
    fn handle(&mut self, _: Poll, ctx: &mut Context<Self>) {
        self.wanted = true;
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
        !self.turning.is_stuck()
    }
}

impl Handler<TakeFigures> for TelegramPoller {
    type Result = Figures;
    fn handle(&mut self, TakeFigures(interval): TakeFigures, _: &mut Context<Self>) -> Figures {
        let state = match (self.wanted, self.failures) {
            (false, _) => "stopped",
            _ if self.turning.is_full() => "full",
            (true, 0) => "polling",
            (true, _) => "waiting",
        };
        let mut row = self.meter.take(state, 0, interval);
        row.in_flight = usize::from(self.polling.is_some());
        let age = self.last_success.elapsed();
        let red = if !self.wanted {
            Some("poller: polling is stopped: the lease is not held, or the service ends".to_owned())
        } else {
            let words = || format!("poller: no page of updates was taken for {} s", age.as_secs());
            (age > self.no_poll).then(words)
        };
        let notes = vec![
            Note::count("polls", self.polls),
            Note::count("updates", self.updates_taken),
            Note::age("last poll", Some(age)),
        ];
        Figures { rows: vec![row], notes, red: red.into_iter().collect() }
    }
}
