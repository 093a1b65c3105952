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
    naming::Naming,
    page::{self, Arrived, Carried, Carrier, OLDEST_PRESS},
    port::{Fetched, MakeUpdates, POLL_GRACE, Updates},
    trouble::Trouble,
};
use crate::{
    actors::{db::DbError, outbox::port::CallError},
    plumbing::{
        clock,
        figures::{Figures, Note, TakeFigures},
        meter::Meter,
        paths::{Path, took},
        pulse::Pulse,
        turning::Turning,
    },
};

/// A poll that did not come back so much later than Telegram may hold it hangs, whatever its deadline promised (90 s in all
/// at Telegram's limit of 50 s); when none succeeded for so long something is wrong for too long: an alarm.
const STALLED: Duration = Duration::from_secs(40);
/// How often the watchdog looks.
const WATCH_EVERY: Duration = Duration::from_secs(10);
/// A poll that comes back empty sooner than this is no long poll: wait, or a broken server is asked in a tight loop.
const TOO_SOON: Duration = Duration::from_millis(500);
/// Updates of one page: the most that Telegram gives.
const PAGE: u32 = 100;
/// The same offset again within half a second would be answered with one update only.
const HASTE: Duration = Duration::from_millis(600);
/// Telegram not being asked for so long is an outage to whoever presses a button meanwhile.
const UNHEARD: Duration = Duration::from_secs(60);
/// Waits after a page that was held back double up to 8 s.
const DOUBLINGS: u32 = 4;

/// What the poller is told when it is made.
pub struct PollerSettings {
    /// Its door to Telegram.
    pub make_updates: MakeUpdates,
    /// How long Telegram may hold an empty poll: 1 to 50 s.
    pub poll_timeout_s: u32,
    /// How long nobody had asked Telegram before this process, as far as can be known.
    pub unheard: Duration,
    /// It is red when it took no page for so long beyond that.
    pub no_poll: Duration,
}

/// See the folder's head.
pub struct TelegramPoller {
    settings: PollerSettings,
    updates: Option<Rc<dyn Updates>>,
    carrier: Carrier,
    naming: Naming,
    /// Sent once after a page, to confirm it. Without one Telegram answers with whatever is unconfirmed, also when its ids
    /// went down after an idle week.
    offset: Option<i64>,
    /// Updates that the next page may have: fewer after one that was too large.
    limit: u32,
    /// Pages held back in a row: the database did not take them.
    refusals: u32,
    /// When a page last came in, and since when nobody had asked before the pages that come in now.
    heard: Instant,
    unheard_since: Option<Instant>,
    polling: Option<SpawnHandle>,
    wanted: bool,
    /// Told by the turn in flight, and when the next one is due.
    turning: Turning,
    /// When a page was last taken, an empty one too.
    last_success: Instant,
    trouble: Trouble,
    polls: u64,
    updates_taken: u64,
    meter: Meter,
}

/// What a turn of the loop brought.
enum Turn {
    /// A page was stored and handed on.
    Page { last: Option<i64>, full: bool, updates: usize, took: Duration, naming: Naming },
    /// A page came that cannot be stored: it is not confirmed.
    HeldBack(DbError),
    /// A page has more bytes than are kept.
    TooLarge,
    /// Telegram did not answer with a page.
    Failed(CallError),
}

impl TelegramPoller {
    /// A poller that waits for [`Poll`].
    pub fn new(settings: PollerSettings, carrier: Carrier) -> TelegramPoller {
        let now = Instant::now();
        // What is known is the last word that came: with a shorter silence there was perhaps nothing to hear.
        let before = if settings.unheard >= OLDEST_PRESS { OLDEST_PRESS } else { Duration::ZERO };
        TelegramPoller {
            settings,
            updates: None,
            naming: Naming::new(carrier.our_name.clone()),
            carrier,
            offset: None,
            limit: PAGE,
            refusals: 0,
            heard: now.checked_sub(before).unwrap_or(now),
            unheard_since: None,
            polling: None,
            wanted: false,
            turning: Turning::default(),
            last_success: now,
            trouble: Trouble::default(),
            polls: 0,
            updates_taken: 0,
            meter: Meter::new("poller"),
        }
    }

    /// How long Telegram may hold an empty poll.
    fn poll_timeout(&self) -> Duration {
        Duration::from_secs(u64::from(self.settings.poll_timeout_s))
    }

    fn poll(&mut self, ctx: &mut Context<Self>) {
        if let Some(old) = self.polling.take() {
            ctx.cancel_future(old);
        }
        self.turning.rests();
        if !self.wanted {
            return;
        }
        let updates = self.updates.get_or_insert_with(|| (self.settings.make_updates)()).clone();
        let (mut carrier, turning, offset) = (self.carrier.clone(), self.turning.clone(), self.offset);
        let naming = self.naming.clone();
        let longest = self.poll_timeout() + POLL_GRACE;
        let (limit, refusals, unheard) = (self.limit, self.refusals, self.unheard());
        // Behind an outage only what waits is asked for: a press on a page that was held would be one of just now.
        let timeout_s = if unheard.is_zero() { self.settings.poll_timeout_s } else { 0 };
        let turn = async move {
            let asked = Instant::now();
            turning.asks_within(longest);
            let answer = updates.fetch(offset, limit, timeout_s).await;
            turning.turned();
            match answer {
                Ok(Fetched::Page(page)) => {
                    if offset.is_some() {
                        carrier.faults.pass("page.confirmed", 0).await;
                    }
                    let (arrived_at, since) = (clock::now(), Instant::now());
                    let (last, full) = (page.last, page.updates.len() + page.too_large.len() >= limit as usize);
                    if last.is_none() && asked.elapsed() < TOO_SOON {
                        actix_rt::time::sleep(TOO_SOON).await;
                    }
                    let naming = naming.for_page(&page, &updates, &carrier.router).await;
                    carrier.our_name.clone_from(&naming.ours);
                    let arrived = Arrived { page, at: arrived_at, since, unheard, refusals };
                    let Carried { updates, held_back } = page::carry(arrived, &carrier, &turning).await;
                    match held_back {
                        None => Turn::Page { last, full, updates, took: since.elapsed(), naming },
                        Some(error) => Turn::HeldBack(error),
                    }
                }
                Ok(Fetched::TooLarge) => Turn::TooLarge,
                Err(error) => Turn::Failed(error),
            }
        };
        self.polling = Some(ctx.spawn(turn.into_actor(self).map(|turn, act, ctx| act.turned(turn, ctx))));
    }

    fn turned(&mut self, turn: Turn, ctx: &mut Context<Self>) {
        self.carrier.faults.strike("poller.handle", 0);
        match turn {
            Turn::Page { last, full, updates, took, naming } => {
                self.naming = naming;
                self.trouble.over(self.last_success.elapsed(), Instant::now());
                self.last_success = Instant::now();
                self.offset = last.map(|last| last.saturating_add(1));
                (self.limit, self.refusals) = ((self.limit * 2).min(PAGE), 0);
                self.heard = Instant::now().checked_sub(took).unwrap_or_else(Instant::now);
                if !full {
                    self.unheard_since = None;
                }
                self.polls += 1;
                self.updates_taken += updates as u64;
                if updates > 0 {
                    self.meter.count(took);
                }
                self.poll(ctx);
            }
            Turn::TooLarge => {
                took(Path::PageTooLarge);
                self.limit = (self.limit / 2).max(1);
                log::info!(limit = self.limit; "a page of updates is too large, asking for fewer");
                self.again_after(HASTE, ctx);
            }
            Turn::HeldBack(error) => {
                self.meter.error(&error);
                took(Path::PageHeldBack);
                self.refusals += 1;
                let wait = Duration::from_millis(500) * 2_u32.pow(self.refusals.min(DOUBLINGS));
                self.again_after(wait, ctx);
            }
            Turn::Failed(error) => {
                self.meter.error(&error);
                took(Path::PollFailed);
                let wait = self.trouble.failed(&error, Instant::now());
                self.again_after(wait, ctx);
            }
        }
    }

    fn again_after(&mut self, wait: Duration, ctx: &mut Context<Self>) {
        self.polling = None;
        self.turning.turns_within(wait);
        ctx.run_later(wait, Self::poll);
    }

    /// How long nobody had asked Telegram, when it is long enough that what waits there may be late: until a page is not full.
    fn unheard(&mut self) -> Duration {
        if self.heard.elapsed() > UNHEARD {
            self.unheard_since.get_or_insert(self.heard);
        }
        self.unheard_since.map(|since| since.elapsed()).unwrap_or_default()
    }

    /// A hanging poll is the usual silent death of a bot: it is told of, and one that even its own deadline did not end is
    /// dropped, with its client. A page that waits for the database or for room is no such poll.
    fn watch(&mut self, ctx: &mut Context<Self>) {
        let (asks, stalled) = (self.turning.asks_since(), self.poll_timeout() + STALLED);
        let silent = self.last_success.elapsed();
        if self.wanted && (asks.is_some() || self.polling.is_none()) && silent > stalled {
            self.trouble.alarm(silent);
        }
        if let Some(silent) = asks.filter(|silent| *silent > stalled) {
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
        (self.limit, self.refusals) = (PAGE, 0);
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
        !self.turning.is_stuck()
    }
}

impl Handler<TakeFigures> for TelegramPoller {
    type Result = Figures;
    fn handle(&mut self, TakeFigures(interval): TakeFigures, _: &mut Context<Self>) -> Figures {
        let state = match (self.wanted, self.trouble.failures) {
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
            let why = if self.turning.is_full() { ", for too much is in hand or owed" } else { "" };
            let words = || format!("poller: no page of updates was taken for {} s{why}", age.as_secs());
            (age > self.poll_timeout() + self.settings.no_poll).then(words)
        };
        let notes = vec![
            Note::count("polls", self.polls),
            Note::count("updates", self.updates_taken),
            Note::age("last poll", Some(age)),
            // By ours the pages that come in are stamped.
            Note::age("clock parted", Some(clock::parted_by())),
        ];
        Figures { rows: vec![row], notes, red: red.into_iter().collect() }
    }
}
