//! Updates: stored, looked up, blamed, put aside.
//!
//! **Invariant:** an update's row is unique by its id, and once done it stays done.

use postgres_types::ToSql;

use super::super::{
    error::DbError,
    messages::{InboxState, PageRow, Stored, Unstored, Waiting},
    pool::Link,
    rows::get,
    turn::UnprintedText,
};
use crate::{game::player::PlayerId, plumbing::clock};

#[derive(Debug, ToSql)]
#[postgres(name = "incoming")]
struct IncomingRow<'a> {
    update_id: i64,
    telegram_id: i64,
    arrived_at: jiff::Timestamp,
    raw: UnprintedText<'a>,
}

/// Protected by `inbox.update_id` UNIQUE and `players.telegram_id` UNIQUE.
pub(super) const STORE_PAGE: &str = "SELECT update_id, seq, player_id, arrived_at, state FROM receive($1)";

pub(in super::super) async fn store_page(link: &mut Link, page: &[PageRow]) -> Result<Vec<Stored>, DbError> {
    let rows: Vec<IncomingRow<'_>> = page
        .iter()
        .map(|row| IncomingRow {
            update_id: row.update_id,
            telegram_id: row.telegram_id,
            arrived_at: row.arrived_at,
            raw: UnprintedText(&row.raw),
        })
        .collect();
    let (client, statement) = link.prepared(STORE_PAGE).await?;
    let stored = client.query(&statement, &[&rows]).await?;
    let read = |row: &tokio_postgres::Row| {
        Ok(Stored {
            update_id: get(row, "update_id")?,
            seq: get(row, "seq")?,
            player: PlayerId(get(row, "player_id")?),
            arrived_at: get(row, "arrived_at")?,
            state: match get(row, "state")? {
                "new" => InboxState::New,
                "waiting" => InboxState::Waiting,
                _done => InboxState::Done,
            },
        })
    };
    let mut stored: Vec<Stored> = stored.iter().map(read).collect::<Result<_, DbError>>()?;
    stored.sort_unstable_by_key(|stored| stored.seq);
    let new = stored.iter().filter(|stored| stored.state == InboxState::New);
    link.past().stored(new.map(|stored| (stored.update_id, stored.seq, stored.player)));
    Ok(stored)
}

/// Reads the partial index `inbox_waiting`. An update may have a MiB: so many as have 8 MiB together, and one at the least.
const UNFINISHED: &str = "SELECT seq, update_id, player_id, arrived_at, raw, starts FROM ( \
     SELECT *, sum(octet_length(raw)) OVER (ORDER BY seq) - octet_length(raw) AS before FROM ( \
     SELECT seq, update_id, player_id, arrived_at, raw, starts FROM inbox \
     WHERE done_at IS NULL AND seq > $1 ORDER BY seq LIMIT $2) page) summed WHERE before < 8388608 ORDER BY seq";

pub(in super::super) async fn unfinished(link: &mut Link, after: i64, limit: i64) -> Result<Vec<Waiting>, DbError> {
    let (client, statement) = link.prepared(UNFINISHED).await?;
    let read = |row: &tokio_postgres::Row| {
        Ok(Waiting {
            seq: get(row, "seq")?,
            update_id: get(row, "update_id")?,
            player: PlayerId(get(row, "player_id")?),
            arrived_at: get(row, "arrived_at")?,
            raw: get(row, "raw")?,
            starts: get(row, "starts")?,
        })
    };
    client.query(&statement, &[&after, &limit]).await?.iter().map(read).collect()
}

/// Asked when a settle's answer was lost. Reads by `inbox.update_id` UNIQUE; what is done stays done.
const DONE: &str = "SELECT update_id FROM inbox WHERE update_id = ANY ($1) AND done_at IS NOT NULL";

pub(in super::super) async fn done(link: &mut Link, updates: &[i64]) -> Result<Vec<i64>, DbError> {
    let (client, statement) = link.prepared(DONE).await?;
    client.query(&statement, &[&updates]).await?.iter().map(|row| Ok(get(row, "update_id")?)).collect()
}

/// Once per start, so repeated only when its answer was lost: a count too high by one, which makes nobody wait longer than
/// running alone does. The LEAST keeps smallint's range.
const COUNT_START: &str = "UPDATE inbox SET starts = LEAST(starts + 1, 1000) WHERE done_at IS NULL";

pub(in super::super) async fn count_start(link: &mut Link) -> Result<u64, DbError> {
    let (client, statement) = link.prepared(COUNT_START).await?;
    Ok(client.execute(&statement, &[]).await?)
}

/// A service that runs stores updates, and prices once a minute while a line is out. Reads the newest end of each.
const LAST_HEARD: &str = "SELECT greatest((SELECT max(arrived_at) FROM inbox WHERE arrived_at > now() - interval '10 minutes'), \
     (SELECT max(at) FROM ticks WHERE minute > now() - interval '10 minutes')) AS heard_at";

pub(in super::super) async fn last_heard(link: &mut Link) -> Result<Option<jiff::Timestamp>, DbError> {
    let (client, statement) = link.prepared(LAST_HEARD).await?;
    Ok(get(&client.query_one(&statement, &[]).await?, "heard_at")?)
}

/// Touches what is unfinished only, so `done_at` decides nothing here.
const FORGET_STARTS: &str = "UPDATE inbox SET starts = 0 WHERE done_at IS NULL AND starts > 0";

pub(in super::super) async fn forget_starts(link: &mut Link) -> Result<u64, DbError> {
    let (client, statement) = link.prepared(FORGET_STARTS).await?;
    Ok(client.execute(&statement, &[]).await?)
}

const BLAME: &str =
    "UPDATE inbox SET tries = LEAST(tries + 1, 1000) WHERE update_id = $1 AND done_at IS NULL RETURNING tries";

pub(in super::super) async fn blame(link: &mut Link, update_id: i64) -> Result<i16, DbError> {
    let (client, statement) = link.prepared(BLAME).await?;
    let row = client.query_opt(&statement, &[&update_id]).await?;
    Ok(row.map(|row| get(&row, "tries")).transpose()?.unwrap_or(0))
}

/// What is done is not put aside: its effect is in, and the operator could try it again. So the row is locked first, which
/// waits for a settle on its way and reads the row as that left it. Protected by `quarantine`'s primary key.
const QUARANTINE: &str = "WITH known AS (SELECT update_id, player_id, raw FROM inbox WHERE update_id = $1 AND done_at IS NULL \
     FOR NO KEY UPDATE), \
     done AS (UPDATE inbox i SET done_at = now(), raw = '' FROM known k WHERE i.update_id = k.update_id) \
     INSERT INTO quarantine (update_id, player_id, reason, raw, telegram_id) \
     SELECT update_id, player_id, $2, raw, NULL FROM known \
     UNION ALL SELECT $1, NULL, $2, $3::text, $4::bigint WHERE $3::text IS NOT NULL \
     ON CONFLICT (update_id) DO NOTHING";

pub(in super::super) async fn quarantine(
    link: &mut Link,
    update_id: i64,
    reason: &str,
    unstored: Option<&Unstored>,
) -> Result<(), DbError> {
    let (client, statement) = link.prepared(QUARANTINE).await?;
    let raw = unstored.map(|unstored| UnprintedText(&unstored.raw));
    let telegram_id = unstored.and_then(|unstored| unstored.telegram_id);
    client.execute(&statement, &[&update_id, &reason, &raw, &telegram_id]).await?;
    Ok(())
}

/// Done updates are kept 3 days so that a redelivery is known (Telegram keeps undelivered ones for one day). The BRIN indexes
/// on arrival and settling find the old rows; a bounded number at a time keeps each statement short. Unfinished updates and
/// owed replies stay, however old.
const PRUNE_INBOX: &str = "DELETE FROM inbox WHERE update_id IN (SELECT update_id FROM inbox WHERE arrived_at < now() - interval '3 days' \
     AND done_at < now() - interval '3 days' LIMIT 5000)";
/// Those that were given up are the operator's for as long as the quarantine is.
const PRUNE_OUTBOX: &str = "DELETE FROM outbox WHERE (player_id, version, seq) IN (SELECT player_id, version, seq FROM outbox \
     WHERE settled_at < now() - interval '3 days' AND delivered_at IS NOT NULL \
     AND (given_up IS NULL OR settled_at < now() - interval '90 days') LIMIT 5000)";
/// Small: an operator who did not look for three months will not.
const PRUNE_QUARANTINE: &str = "DELETE FROM quarantine WHERE since < now() - interval '90 days'";
const PRUNE_TICKS: &str = "DELETE FROM ticks WHERE minute < now() - interval '30 days'";

pub(in super::super) async fn prune(link: &mut Link) -> Result<u64, DbError> {
    let mut removed = 0;
    for sql in [PRUNE_INBOX, PRUNE_OUTBOX, PRUNE_QUARANTINE, PRUNE_TICKS] {
        let (client, statement) = link.prepared(sql).await?;
        removed += client.execute(&statement, &[]).await?;
    }
    Ok(removed + super::boards::prune(link, clock::now()).await?)
}
