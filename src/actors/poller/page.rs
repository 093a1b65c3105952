//! One page of updates, from Telegram to the inbox to the Router.
//!
//! Runs beside the poller, one page at a time.
//!
//! **Invariant:** a page is handed on only when each of its updates is stored, put aside, or such that it has no effect.

use std::{
    collections::{HashMap, hash_map::Entry},
    time::Duration,
};

use actix::Addr;
use jiff::Timestamp;

use super::port::{Incoming, Received};
use crate::actors::{
    db::{
        DbActor, DbError,
        messages::{InboxState, PageRow, Quarantine, StorePage, Stored},
    },
    router::{
        Router, matters,
        messages::{Take, Taken, TurnAway},
    },
};

/// Between two tries to store a page while the database is away; Telegram keeps the page meanwhile.
const TRY_EVERY: Duration = Duration::from_millis(500);

/// Whose an update is, when it is a player's.
fn player_of(content: &Incoming) -> Option<i64> {
    match content {
        Incoming::Text { from, .. } | Incoming::Press { from, .. } => Some(from.telegram_id),
        Incoming::Anonymous { .. } | Incoming::Ignored(_) | Incoming::Malformed(_) => None,
    }
}

/// Stores a page and hands it on; answers with how many updates were handed on.
pub(super) async fn carry(
    page: Vec<Received>,
    arrived_at: Timestamp,
    db: Addr<DbActor>,
    router: Addr<Router>,
    our_name: &str,
) -> usize {
    let mut rows = Vec::new();
    let mut contents = HashMap::new();
    for Received { update_id, raw, content } in page {
        match player_of(&content).filter(|_| matters(&content, our_name)) {
            Some(telegram_id) => {
                // An id is stored once: were it two people's, the one must not be taken for the other.
                let Entry::Vacant(first) = contents.entry(update_id) else { continue };
                first.insert(content);
                // Postgres' text holds everything but a zero byte, which JSON never contains raw.
                rows.push(PageRow { update_id, telegram_id, arrived_at, raw: raw.replace('\0', "") });
            }
            None => turn_away(update_id, content, &router),
        }
    }
    if rows.is_empty() {
        return 0;
    }
    let stored = store(rows, &db).await;
    let unfinished = stored.into_iter().filter(|stored| stored.state != InboxState::Done);
    let updates: Vec<Taken> = unfinished
        .filter_map(|stored| {
            let content = contents.remove(&stored.update_id)?;
            Some(Taken {
                seq: stored.seq,
                update_id: stored.update_id,
                player: stored.player,
                arrived_at: stored.arrived_at,
                content,
                replayed_at: None,
            })
        })
        .collect();
    let count = updates.len();
    // The Router being restarted reads the inbox by itself.
    let _restarting = router.send(Take { updates }).await;
    count
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
async fn store(rows: Vec<PageRow>, db: &Addr<DbActor>) -> Vec<Stored> {
    match store_known(&rows, db).await {
        Ok(stored) => stored,
        Err(_culprit_inside) => {
            let mut all = Vec::new();
            for row in rows {
                match store_known(std::slice::from_ref(&row), db).await {
                    Ok(mut stored) => all.append(&mut stored),
                    Err(error) => put_aside(row, &error, db).await,
                }
            }
            all
        }
    }
}

async fn store_known(rows: &[PageRow], db: &Addr<DbActor>) -> Result<Vec<Stored>, DbError> {
    loop {
        match db.send(StorePage { page: rows.to_vec() }).await {
            Ok(Err(error)) if !error.is_weather() => return Err(error),
            Ok(Ok(stored)) => return Ok(stored),
            Ok(Err(_)) | Err(_) => actix_rt::time::sleep(TRY_EVERY).await,
        }
    }
}

async fn put_aside(row: PageRow, error: &DbError, db: &Addr<DbActor>) {
    log::error!(cause = row.update_id, error = error.to_string().as_str(); "update put aside: it cannot be stored");
    let put = Quarantine { update_id: row.update_id, reason: error.to_string(), unstored: Some(row.raw) };
    loop {
        match db.send(put.clone()).await {
            Ok(Err(error)) if error.is_weather() => {}
            Err(_restarting) => {}
            Ok(_) => return,
        }
        actix_rt::time::sleep(TRY_EVERY).await;
    }
}
