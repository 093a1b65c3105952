//! Boards as read: the top, a player's own row, how many stand above him; and what is kept no longer of them.
//!
//! They are written by `settle()` (each catch) and by the move of a group, see [`super::groups`].
//!
//! **Invariant:** every read here follows an index to a bounded number of rows, however large the board is.

use jiff::Timestamp;

use super::super::{error::DbError, pool::Link, rows::get};
use crate::game::{
    board::{Line, TOP},
    money::Cents,
    periods,
    player::PlayerId,
};

/// Reads `boards_by_cents` from its top. Among equals the older player is first.
pub(super) const BEST: &str = "SELECT b.player_id, p.name, b.cents, b.catches::bigint AS catches \
     FROM (SELECT player_id, cents, catches FROM boards WHERE board = $1 AND period = $2 \
     ORDER BY cents DESC, player_id LIMIT $3) b LEFT JOIN players p USING (player_id) ORDER BY b.cents DESC, b.player_id";

/// The best of a board, at most `limit`.
pub(in super::super) async fn best(
    link: &mut Link,
    board: i64,
    period: &str,
    limit: i64,
) -> Result<Vec<Line>, DbError> {
    let (client, statement) = link.prepared(BEST).await?;
    let found = client.query(&statement, &[&board, &period, &limit]).await?;
    let line = |row: &tokio_postgres::Row| {
        Ok(Line {
            player: PlayerId(get(row, "player_id")?),
            name: get::<Option<String>>(row, "name")?.unwrap_or_default(),
            cents: Cents(get(row, "cents")?),
            catches: get(row, "catches")?,
        })
    };
    found.iter().map(line).collect()
}

/// The top of a board, see [`TOP`].
pub(in super::super) async fn top(link: &mut Link, board: i64, period: &str) -> Result<Vec<Line>, DbError> {
    best(link, board, period, TOP).await
}

/// By the primary key.
pub(super) const OWN: &str =
    "SELECT cents, catches::bigint AS catches FROM boards WHERE board = $1 AND period = $2 AND player_id = $3";

/// P&L in cents and catches of one player; `None`: he is not on the board.
pub(in super::super) async fn own(
    link: &mut Link,
    board: i64,
    period: &str,
    player: PlayerId,
) -> Result<Option<(Cents, i64)>, DbError> {
    let (client, statement) = link.prepared(OWN).await?;
    let row = client.query_opt(&statement, &[&board, &period, &player.0]).await?;
    row.map(|row| Ok((Cents(get(&row, "cents")?), get(&row, "catches")?))).transpose()
}

/// Reads `boards_by_cents` between two P&Ls, and no further than the limit. The ORDER BY keeps the planner to that index.
pub(super) const BETWEEN: &str = "SELECT count(*) FROM (SELECT FROM boards WHERE board = $1 AND period = $2 AND cents > $3 \
     AND cents < $4 ORDER BY cents DESC LIMIT $5) above";

/// How many stand strictly between two P&Ls, counted up to `limit`; `below` is excluded too, unless there is none.
pub(in super::super) async fn between(
    link: &mut Link,
    (board, period): (i64, &str),
    above: Cents,
    below: Option<i64>,
    limit: i64,
) -> Result<i64, DbError> {
    let (client, statement) = link.prepared(BETWEEN).await?;
    // Nobody can have won the largest number there is.
    let below = below.unwrap_or(i64::MAX);
    let row = client.query_one(&statement, &[&board, &period, &above.0, &below, &limit]).await?;
    Ok(row.try_get(0)?)
}

/// Players from one mark to the next.
const STEP: i64 = 256;
/// Players of one part of a ranking: some ten milliseconds, so that no query is long.
const PART: i64 = 16_384;

/// Reads `boards_by_cents` from a P&L downwards, whole groups of equals. `n` numbers the rows; `through` counts them with their
/// equals. A mark is wherever a multiple of [`STEP`] falls, and at the end of the part.
const MARKS: &str = "WITH part AS MATERIALIZED (SELECT cents FROM boards WHERE board = $1 AND period = $2 AND cents <= $3 \
     ORDER BY cents DESC FETCH FIRST $4 ROWS WITH TIES), \
     numbered AS (SELECT cents, row_number() OVER w AS n, count(*) OVER w AS through FROM part WINDOW w AS (ORDER BY cents DESC)) \
     SELECT cents, max(through) AS through FROM numbered \
     WHERE n % $5 = 0 OR n = (SELECT count(*) FROM part) GROUP BY cents ORDER BY cents DESC";

/// The marks of the part of a board that begins at a P&L, counted from there: (P&L in cents, players that have it or more of
/// the part), best first; and where the next part begins, when there may be one.
pub(in super::super) async fn marks(
    link: &mut Link,
    board: i64,
    period: &str,
    from: i64,
) -> Result<(Vec<(i64, i64)>, Option<i64>), DbError> {
    let (client, statement) = link.prepared(MARKS).await?;
    let found = client.query(&statement, &[&board, &period, &from, &PART, &STEP]).await?;
    let mark = |row: &tokio_postgres::Row| Ok((get(row, "cents")?, get(row, "through")?));
    let marks: Vec<(i64, i64)> = found.iter().map(mark).collect::<Result<_, DbError>>()?;
    let next = marks.last().filter(|(_, through)| *through >= PART).and_then(|(cents, _)| cents.checked_sub(1));
    Ok((marks, next))
}

/// Rows of days and weeks that are over for long, some at a time: by the primary key, a range of names for each board that is
/// known.
const PRUNE: &str = "DELETE FROM boards WHERE (board, period, player_id) IN (SELECT b.board, b.period, b.player_id \
     FROM (SELECT 0::bigint AS board UNION ALL SELECT chat_id FROM groups) g, \
     unnest($1::text[], $2::text[]) old (since, before), \
     LATERAL (SELECT board, period, player_id FROM boards b WHERE b.board = g.board \
     AND b.period >= old.since COLLATE \"C\" AND b.period < old.before COLLATE \"C\" LIMIT 5000) b LIMIT 5000)";

/// Removes days older than 3 days and weeks older than 3 weeks, at most 5,000 rows.
pub(in super::super) async fn prune(link: &mut Link, now: Timestamp) -> Result<u64, DbError> {
    let (since, before): (Vec<String>, Vec<String>) = periods::outlived(now).into_iter().unzip();
    let (client, statement) = link.prepared(PRUNE).await?;
    Ok(client.execute(&statement, &[&since, &before]).await?)
}
