//! A player's closed positions, as his pages tell of them: sums, history, proof, fishdex.
//!
//! **Invariant:** nothing here reads a line that is still out, so an open line's seed cannot leave by this door.
//!
//! **Absent:** no index of its own: every query begins with the player, the head of the primary key.

use jiff::Timestamp;
use tokio_postgres::Row;

use super::super::{
    error::DbError,
    pool::Link,
    rows::{RowError, get, percent, word},
};
use crate::game::{
    fishdex::{Fishdex, Kind},
    money::Cents,
    player::{PlayerId, PositionId},
    records::{HISTORY_ROWS, Highlight, History, PastCatch, Record, Records},
};

/// The sum of a column of cents, held inside what a bigint holds.
const RECORDS: &str = "WITH mine AS MATERIALIZED (SELECT position_id, fish, pnl_percent, pnl_cents, closed_at \
         FROM positions WHERE player_id = $1 AND closed_at IS NOT NULL) \
     SELECT s.*, b.position_id AS best_id, b.fish AS best_fish, b.pnl_percent AS best_percent, b.pnl_cents AS best_cents, \
         w.position_id AS worst_id, w.fish AS worst_fish, w.pnl_percent AS worst_percent, w.pnl_cents AS worst_cents \
     FROM (VALUES ('-infinity'::timestamptz), ($2)) since (at) \
     CROSS JOIN LATERAL (SELECT count(*) AS catches, count(*) FILTER (WHERE pnl_cents > 0) AS won, \
         count(*) FILTER (WHERE fish = 'snapped-line') AS snapped, \
         least(greatest(coalesce(sum(pnl_cents), 0), -9223372036854775808), 9223372036854775807)::bigint AS cents \
         FROM mine WHERE closed_at >= since.at) s \
     LEFT JOIN LATERAL (SELECT * FROM mine WHERE closed_at >= since.at ORDER BY pnl_cents DESC, position_id LIMIT 1) b ON true \
     LEFT JOIN LATERAL (SELECT * FROM mine WHERE closed_at >= since.at ORDER BY pnl_cents, position_id LIMIT 1) w ON true \
     ORDER BY since.at";

pub(in super::super) async fn records(
    link: &mut Link,
    player: PlayerId,
    lately: Timestamp,
) -> Result<Records, DbError> {
    let (client, statement) = link.prepared(RECORDS).await?;
    let rows = client.query(&statement, &[&player.0, &lately]).await?;
    let [all, week] = &rows[..] else { return Err(DbError::Disagreement("two sums were asked for".to_owned())) };
    Ok(Records { all: record(all)?, week: record(week)? })
}

fn record(row: &Row) -> Result<Record, RowError> {
    let ends = |id, fish, percent_of, cents| -> Result<Option<Highlight>, RowError> {
        let Some(position) = get::<Option<i64>>(row, id)? else { return Ok(None) };
        highlight(row, PositionId(position), fish, percent_of, cents).map(Some)
    };
    Ok(Record {
        catches: get(row, "catches")?,
        won: get(row, "won")?,
        snapped: get(row, "snapped")?,
        cents: Cents(get(row, "cents")?),
        best: ends("best_id", "best_fish", "best_percent", "best_cents")?,
        worst: ends("worst_id", "worst_fish", "worst_percent", "worst_cents")?,
    })
}

fn highlight(
    row: &Row,
    position: PositionId,
    fish: &str,
    percent_of: &str,
    cents: &str,
) -> Result<Highlight, RowError> {
    Ok(Highlight {
        position,
        fish: get(row, fish)?,
        percent: percent(row, percent_of)?,
        cents: Cents(get(row, cents)?),
    })
}

/// Newest first, by the key: ids of one player only go up. Below `before`; 0 begins with the newest. One more than is shown.
const HISTORY: &str = "SELECT position_id, pond, fish, pnl_percent, pnl_cents, closed_at FROM positions \
     WHERE player_id = $1 AND closed_at IS NOT NULL AND ($2::bigint = 0 OR position_id < $2) \
     ORDER BY position_id DESC LIMIT $3";

pub(in super::super) async fn history(
    link: &mut Link,
    player: PlayerId,
    before: PositionId,
) -> Result<History, DbError> {
    let (client, statement) = link.prepared(HISTORY).await?;
    let limit = HISTORY_ROWS as i64 + 1;
    let rows = client.query(&statement, &[&player.0, &before.0, &limit]).await?;
    Ok(History::of(rows.iter().map(past).collect::<Result<_, RowError>>()?))
}

fn past(row: &Row) -> Result<PastCatch, RowError> {
    let position = PositionId(get(row, "position_id")?);
    Ok(PastCatch {
        caught: highlight(row, position, "fish", "pnl_percent", "pnl_cents")?,
        pond: word(row, "pond")?,
        closed_at: get(row, "closed_at")?,
    })
}

/// The best catch of each kind, and how often each was caught.
const FISHDEX: &str = "SELECT DISTINCT ON (fish) position_id, fish, pnl_percent, pnl_cents, \
         count(*) OVER (PARTITION BY fish) AS times FROM positions WHERE player_id = $1 AND closed_at IS NOT NULL \
     ORDER BY fish, pnl_cents DESC, position_id";

pub(in super::super) async fn fishdex(link: &mut Link, player: PlayerId) -> Result<Fishdex, DbError> {
    let (client, statement) = link.prepared(FISHDEX).await?;
    let rows = client.query(&statement, &[&player.0]).await?;
    let kinds = rows.iter().map(|row| {
        let position = PositionId(get(row, "position_id")?);
        Ok(Kind { times: get(row, "times")?, best: highlight(row, position, "fish", "pnl_percent", "pnl_cents")? })
    });
    Ok(Fishdex::of(kinds.collect::<Result<Vec<_>, RowError>>()?))
}
