//! One page of updates, from Telegram to the inbox to the Router.
//!
//! Runs beside the poller, one page at a time.
//!
//! **Invariant:** a page is handed on only when each of its updates is stored, put aside, or such that it has no effect.

use std::{
    collections::{HashMap, hash_map::Entry},
    time::{Duration, Instant},
};

use actix::Addr;
use futures_util::future::{join, join3};
use jiff::{SignedDuration, Timestamp};

use super::port::{Incoming, Received};
use crate::{
    actors::{
        db::{
            DbActor, DbError,
            messages::{InboxState, PageRow, Quarantine, StorePage, Stored},
        },
        outbox::Outbox,
        router::{
            Router, matters,
            messages::{GroupTold, Reader, Reading, Take, Taken, TurnAway},
        },
    },
    config::faults::Faults,
    plumbing::{
        clock,
        paths::{Path, took},
        room::HasRoom,
        turning::Turning,
    },
};

/// Between two tries to store a page while the database is away; Telegram keeps the page meanwhile.
const TRY_EVERY: Duration = Duration::from_millis(500);

/// The DbActor answers within this: it tries six times, each 10 s at the most, and rests between.
const LONGEST_ASK: Duration = Duration::from_secs(65);

/// Between two questions whether there is room for more.
const ROOM_EVERY: Duration = Duration::from_millis(100);
/// An unfinished update older than this is a replay, as for the Router's own look into the inbox.
const OLD: SignedDuration = SignedDuration::from_secs(10);

/// A page, and when it came in by both clocks.
pub(super) struct Arrived {
    /// In its order.
    pub page: Vec<Received>,
    /// As stored, if it can be stored at once.
    pub at: Timestamp,
    /// For durations.
    pub since: Instant,
}

/// Whose an update is, when it is a player's.
fn player_of(content: &Incoming) -> Option<i64> {
    match content {
        Incoming::Text { from, .. } | Incoming::Press { from, .. } => Some(from.telegram_id),
        Incoming::Group { from, .. } => from.as_ref().map(|from| from.telegram_id),
        Incoming::Anonymous { .. } | Incoming::Ignored(_) | Incoming::Malformed(_) => None,
    }
}

/// To whom pages are carried.
#[derive(Clone)]
pub struct Carrier {
    /// Stores them.
    pub db: Addr<DbActor>,
    /// Takes them in hand.
    pub router: Addr<Router>,
    /// Is asked for room too: a stalled Telegram is noticed there.
    pub outbox: Addr<Outbox>,
    /// The bot's name without the `@`: what is for another bot is not stored.
    pub our_name: String,
    /// Struck on purpose by tests.
    pub faults: Faults,
}

/// Stores a page, hands it on and waits until there is room for more; answers with how many updates were handed on.
pub(super) async fn carry(Arrived { page, at, since }: Arrived, to: &Carrier, turning: &Turning) -> usize {
    let Carrier { db, router, our_name, faults, .. } = to;
    let mut rows = Vec::new();
    let mut contents = HashMap::new();
    for Received { update_id, raw, content } in page {
        match player_of(&content).filter(|_| matters(&content, our_name)) {
            Some(telegram_id) => {
                // An id is stored once: were it two people's, the one must not be taken for the other.
                let Entry::Vacant(first) = contents.entry(update_id) else { continue };
                first.insert(content);
                // Postgres' text holds everything but a zero byte, which JSON never contains raw.
                rows.push(PageRow { update_id, telegram_id, arrived_at: at, raw: raw.replace('\0', "") });
            }
            None => turn_away(update_id, content, at, router),
        }
    }
    if rows.is_empty() {
        return 0;
    }
    // In the Router's queue from here on, so before anything that ends while the page is stored; a clone is never held back.
    let begun = router.clone().send(Reading { who: Reader::Page, begins: true });
    faults.pass("page.taken", 0).await;
    let (stored, _restarting) = join(store(rows, db, turning), begun).await;
    let now = clock::now();
    faults.pass("inbox.stored", 0).await;
    for again in &stored {
        match again.state {
            InboxState::New => {}
            InboxState::Waiting => took(Path::RedeliveredWaiting),
            InboxState::Done => took(Path::RedeliveredDone),
        }
    }
    let unfinished = stored.into_iter().filter(|stored| stored.state != InboxState::Done);
    let updates: Vec<Taken> = unfinished
        .filter_map(|stored| {
            let content = contents.remove(&stored.update_id)?;
            Some(Taken {
                seq: stored.seq,
                update_id: stored.update_id,
                player: stored.player,
                arrived_at: stored.arrived_at,
                since,
                content,
                replayed_at: is_replay(&stored, now).then_some(now),
            })
        })
        .collect();
    let count = updates.len();
    turning.turned();
    // In this order, in one go. The Router being restarted reads the inbox by itself.
    let taken = router.clone().send(Take { updates });
    let read = router.clone().send(Reading { who: Reader::Page, begins: false });
    let (_restarting, _, has_room) = join3(taken, read, has_room(to)).await;
    if !has_room {
        wait_for_room(to, turning).await;
    }
    count
}

/// Whether both the Router and the Outbox have room for more.
async fn has_room(to: &Carrier) -> bool {
    join(to.router.clone().send(HasRoom), to.outbox.send(HasRoom)).await == (Ok(true), Ok(true))
}

/// Returns when neither the Router nor the Outbox has too much in memory: they say so. Until then Telegram keeps what comes.
async fn wait_for_room(to: &Carrier, turning: &Turning) {
    took(Path::PollHeld);
    loop {
        turning.waits_for_room();
        actix_rt::time::sleep(ROOM_EVERY).await;
        if has_room(to).await {
            return;
        }
    }
}

/// An update that was stored some time ago and that nobody carried out (its page's answer was lost in an outage) is filled
/// from now on: the ticks of its own time were not asked for. One in hand is known to the Router.
fn is_replay(stored: &Stored, now: Timestamp) -> bool {
    stored.state == InboxState::Waiting && now.duration_since(stored.arrived_at) > OLD
}

fn turn_away(update_id: i64, content: Incoming, at: Timestamp, router: &Addr<Router>) {
    match &content {
        Incoming::Malformed(reason) => log::warn!(cause = update_id, reason = reason.as_str(); "update cannot be read"),
        Incoming::Anonymous { .. } => {
            let told = router.send(TurnAway { content });
            actix_rt::spawn(async move {
                let _not_owed = told.await;
            });
        }
        Incoming::Group { .. } => {
            let told = router.send(GroupTold { content, at });
            actix_rt::spawn(async move {
                let _not_owed = told.await;
            });
        }
        _nothing => {}
    }
}

/// Stores rows, waiting out an outage; they arrive when they can be stored, for until then they are Telegram's. When the data
/// of one breaks a rule, each is stored alone and the culprit put aside.
async fn store(rows: Vec<PageRow>, db: &Addr<DbActor>, turning: &Turning) -> Vec<Stored> {
    match store_known(&rows, db, turning).await {
        Ok(stored) => stored,
        Err(_culprit_inside) => {
            let mut all = Vec::new();
            for row in rows {
                match store_known(std::slice::from_ref(&row), db, turning).await {
                    Ok(mut stored) => all.append(&mut stored),
                    Err(error) => put_aside(row, &error, db, turning).await,
                }
            }
            all
        }
    }
}

async fn store_known(rows: &[PageRow], db: &Addr<DbActor>, turning: &Turning) -> Result<Vec<Stored>, DbError> {
    let mut page = rows.to_vec();
    loop {
        turning.turns_within(LONGEST_ASK);
        match db.send(StorePage { page: page.clone() }).await {
            Ok(Err(error)) if !error.is_weather() => return Err(error),
            Ok(Ok(stored)) => return Ok(stored),
            Ok(Err(_)) | Err(_) => actix_rt::time::sleep(TRY_EVERY).await,
        }
        let now = clock::now();
        page.iter_mut().for_each(|row| row.arrived_at = now);
    }
}

async fn put_aside(row: PageRow, error: &DbError, db: &Addr<DbActor>, turning: &Turning) {
    log::error!(cause = row.update_id, error = error.to_string().as_str(); "update put aside: it cannot be stored");
    let put = Quarantine { update_id: row.update_id, reason: error.to_string(), unstored: Some(row.raw) };
    loop {
        turning.turns_within(LONGEST_ASK);
        match db.send(put.clone()).await {
            Ok(Err(error)) if error.is_weather() => {}
            Err(_restarting) => {}
            Ok(_) => return,
        }
        actix_rt::time::sleep(TRY_EVERY).await;
    }
}
