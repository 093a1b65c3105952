//! One page of updates, from Telegram to the inbox to the Router.
//!
//! Runs beside the poller, one page at a time.
//!
//! **Invariant:** a page is handed on only when each of its updates is stored, put aside, or such that it has no effect.

use std::{
    collections::HashMap,
    time::{Duration, Instant},
};

use actix::Addr;
use jiff::Timestamp;

use super::port::{Incoming, Received};
use crate::{
    actors::{
        db::{
            DbActor, DbError,
            messages::{InboxState, PageRow, Quarantine, StorePage, Stored},
        },
        router::{
            Router, matters,
            messages::{CountSessions, Take, Taken, TurnAway},
        },
    },
    config::faults::Faults,
    plumbing::{
        paths::{Path, took},
        pulse::Turning,
    },
};

/// Between two tries to store a page while the database is away; Telegram keeps the page meanwhile.
const TRY_EVERY: Duration = Duration::from_millis(500);

/// The DbActor answers within this: it tries six times, each 8 s at the most, and rests between.
const LONGEST_ASK: Duration = Duration::from_secs(60);

/// While the Router has no room it is asked so often whether it lives.
const ASK_EVERY: Duration = Duration::from_secs(5);

/// A page, and when it came in by both clocks.
pub(super) struct Arrived {
    /// In its order.
    pub page: Vec<Received>,
    /// As stored.
    pub at: Timestamp,
    /// For durations.
    pub since: Instant,
}

/// Whose an update is, when it is a player's.
fn player_of(content: &Incoming) -> Option<i64> {
    match content {
        Incoming::Text { from, .. } | Incoming::Press { from, .. } => Some(from.telegram_id),
        Incoming::Anonymous { .. } | Incoming::Ignored(_) | Incoming::Malformed(_) => None,
    }
}

/// Stores a page and hands it on; answers with how many updates were handed on.
pub(super) async fn carry(
    Arrived { page, at, since }: Arrived,
    db: &Addr<DbActor>,
    router: &Addr<Router>,
    our_name: &str,
    turning: &Turning,
    faults: &Faults,
) -> usize {
    let mut rows = Vec::new();
    let mut contents = HashMap::new();
    for Received { update_id, raw, content } in page {
        match player_of(&content).filter(|_| matters(&content, our_name)) {
            Some(telegram_id) => {
                // Postgres' text holds everything but a zero byte, which JSON never contains raw.
                rows.push(PageRow { update_id, telegram_id, arrived_at: at, raw: raw.replace('\0', "") });
                contents.insert(update_id, content);
            }
            None => turn_away(update_id, content, router),
        }
    }
    if rows.is_empty() {
        return 0;
    }
    faults.pass("page.taken", 0).await;
    let stored = store(rows, db, turning).await;
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
                replayed_at: None,
            })
        })
        .collect();
    let count = updates.len();
    hand_on(updates, router, turning).await;
    count
}

/// Waits until the Router has room again. Meanwhile it must show that it lives, else this is no turn of the loop.
async fn hand_on(updates: Vec<Taken>, router: &Addr<Router>, turning: &Turning) {
    turning.turned();
    let taken = router.send(Take { updates });
    tokio::pin!(taken);
    // The Router being restarted answers too, and reads the inbox by itself.
    while actix_rt::time::timeout(ASK_EVERY, &mut taken).await.is_err() {
        if router.send(CountSessions).await.is_ok() {
            turning.turned();
        }
    }
}

fn turn_away(update_id: i64, content: Incoming, router: &Addr<Router>) {
    match &content {
        Incoming::Malformed(reason) => log::warn!(cause = update_id, reason = reason.as_str(); "update cannot be read"),
        Incoming::Anonymous { .. } => {
            let told = router.send(TurnAway { content });
            actix_rt::spawn(async move {
                let _not_owed = told.await;
            });
        }
        _nothing => {}
    }
}

/// Stores rows, waiting out an outage. When the data of one breaks a rule, each is stored alone and the culprit put aside.
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
    loop {
        turning.turns_within(LONGEST_ASK);
        match db.send(StorePage { page: rows.to_vec() }).await {
            Ok(Err(error)) if !error.is_weather() => return Err(error),
            Ok(Ok(stored)) => return Ok(stored),
            Ok(Err(_)) | Err(_) => actix_rt::time::sleep(TRY_EVERY).await,
        }
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
