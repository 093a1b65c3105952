//! One page of updates, from Telegram to the inbox to the Router.
//!
//! Runs beside the poller, one page at a time.
//!
//! **Invariant:** a page is handed on only when each of its updates is stored, put aside, or such that it has no effect.

use std::{
    cell::Cell,
    collections::HashMap,
    rc::Rc,
    time::{Duration, Instant},
};

use actix::Addr;
use jiff::{SignedDuration, Timestamp};

use super::port::{Incoming, Received};
use crate::{
    actors::{
        db::{
            DbActor, DbError,
            messages::{InboxState, PageRow, Quarantine, StorePage, Stored},
        },
        router::{
            Router, matters,
            messages::{Take, Taken, TurnAway},
        },
    },
    plumbing::clock,
};

/// Between two tries to store a page while the database is away; Telegram keeps the page meanwhile.
const TRY_EVERY: Duration = Duration::from_millis(500);

/// An unfinished update older than this is a replay, as for the Router's own look into the inbox.
const OLD: SignedDuration = SignedDuration::from_secs(10);

/// Whose an update is, when it is a player's.
fn player_of(content: &Incoming) -> Option<i64> {
    match content {
        Incoming::Text { from, .. } | Incoming::Press { from, .. } => Some(from.telegram_id),
        Incoming::Anonymous { .. } | Incoming::Ignored(_) | Incoming::Malformed(_) => None,
    }
}

/// Where a page goes.
pub(super) struct Way {
    pub db: Addr<DbActor>,
    pub router: Addr<Router>,
    /// The bot's name without the `@`.
    pub our_name: Rc<str>,
    /// Set at every try to store: waiting out an outage is turning the loop.
    pub turned_at: Rc<Cell<Instant>>,
}

/// Stores a page and hands it on; answers with how many updates were handed on.
pub(super) async fn carry(page: Vec<Received>, arrived_at: Timestamp, way: &Way) -> usize {
    let mut rows = Vec::new();
    let mut contents = HashMap::new();
    for Received { update_id, raw, content } in page {
        match player_of(&content).filter(|_| matters(&content, &way.our_name)) {
            Some(telegram_id) => {
                // Postgres' text holds everything but a zero byte, which JSON never contains raw.
                rows.push(PageRow { update_id, telegram_id, arrived_at, raw: raw.replace('\0', "") });
                contents.insert(update_id, content);
            }
            None => turn_away(update_id, content, &way.router),
        }
    }
    if rows.is_empty() {
        return 0;
    }
    let stored = store(rows, way).await;
    let now = clock::now();
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
                replayed_at: is_replay(&stored, now).then_some(now),
            })
        })
        .collect();
    let count = updates.len();
    // The Router being restarted reads the inbox by itself.
    let _restarting = way.router.send(Take { updates }).await;
    count
}

/// An update that was stored some time ago and that nobody carried out (its page's answer was lost in an outage) is filled
/// from now on: the ticks of its own time were not asked for. One in hand is known to the Router.
fn is_replay(stored: &Stored, now: Timestamp) -> bool {
    stored.state == InboxState::Waiting && now.duration_since(stored.arrived_at) > OLD
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

/// Stores rows, waiting out an outage; they arrive when they can be stored, for until then they are Telegram's. When the data of one breaks a rule, each is stored alone and the culprit put aside.
async fn store(rows: Vec<PageRow>, way: &Way) -> Vec<Stored> {
    match store_known(&rows, way).await {
        Ok(stored) => stored,
        Err(_culprit_inside) => {
            let mut all = Vec::new();
            for row in rows {
                match store_known(std::slice::from_ref(&row), way).await {
                    Ok(mut stored) => all.append(&mut stored),
                    Err(error) => put_aside(row, &error, way).await,
                }
            }
            all
        }
    }
}

async fn store_known(rows: &[PageRow], way: &Way) -> Result<Vec<Stored>, DbError> {
    let mut page = rows.to_vec();
    loop {
        way.turned_at.set(Instant::now());
        match way.db.send(StorePage { page: page.clone() }).await {
            Ok(Err(error)) if !error.is_weather() => return Err(error),
            Ok(Ok(stored)) => return Ok(stored),
            Ok(Err(_)) | Err(_) => actix_rt::time::sleep(TRY_EVERY).await,
        }
        let now = clock::now();
        page.iter_mut().for_each(|row| row.arrived_at = now);
    }
}

async fn put_aside(row: PageRow, error: &DbError, way: &Way) {
    log::error!(cause = row.update_id, error = error.to_string().as_str(); "update put aside: it cannot be stored");
    let put = Quarantine { update_id: row.update_id, reason: error.to_string(), unstored: Some(row.raw) };
    loop {
        way.turned_at.set(Instant::now());
        match way.db.send(put.clone()).await {
            Ok(Err(error)) if error.is_weather() => {}
            Err(_restarting) => {}
            Ok(_) => return,
        }
        actix_rt::time::sleep(TRY_EVERY).await;
    }
}
