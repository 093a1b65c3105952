//! Boards as read: the best, some players, one's own row, and a part of a board to rank; and what is kept no longer of them.
//!
//! They are written by `settle()` (each catch) and by the move of a group, see [`super::groups`].
//!
//! **Invariant:** every read here is a range of the primary key: some named players, or at most [`PART`] of a board. Only a
//! group's podium reads a board whole, once a week.

use jiff::Timestamp;

use super::super::{error::DbError, pool::Link, rows::get};
use crate::game::{
    board::{Line, TOP},
    money::Cents,
    periods,
    player::PlayerId,
};

fn line(row: &tokio_postgres::Row) -> Result<Line, DbError> {
    Ok(Line {
        player: PlayerId(get(row, "player_id")?),
        name: get::<Option<String>>(row, "name")?.unwrap_or_default(),
        cents: Cents(get(row, "cents")?),
        catches: get(row, "catches")?,
    })
}

/// Among equals the older player is first.
const BEST: &str = "SELECT b.player_id, p.name, b.cents, b.catches::bigint AS catches \
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
    client.query(&statement, &[&board, &period, &limit]).await?.iter().map(line).collect()
}

const THESE: &str = "SELECT b.player_id, p.name, b.cents, b.catches::bigint AS catches \
     FROM boards b LEFT JOIN players p USING (player_id) \
     WHERE b.board = $1 AND b.period = $2 AND b.player_id = ANY ($3) ORDER BY b.cents DESC, b.player_id";

/// These players of a board, best first.
pub(in super::super) async fn these(
    link: &mut Link,
    board: i64,
    period: &str,
    players: &[PlayerId],
) -> Result<Vec<Line>, DbError> {
    let players: Vec<i64> = players.iter().map(|player| player.0).collect();
    let (client, statement) = link.prepared(THESE).await?;
    client.query(&statement, &[&board, &period, &players]).await?.iter().map(line).collect()
}

const OWN: &str =
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

/// Players of one part of a ranking: some ten milliseconds, so that no query is long.
pub(in super::super) const PART: i64 = 16_384;

/// One row, also of no players.
const PART_OF: &str = "WITH part AS MATERIALIZED (SELECT player_id, cents FROM boards WHERE board = $1 AND period = $2 \
     AND player_id > $3 ORDER BY player_id LIMIT $4), \
     best AS (SELECT player_id, cents FROM part ORDER BY cents DESC, player_id LIMIT $5) \
     SELECT (SELECT coalesce(array_agg(cents), '{}') FROM part) AS cents, (SELECT max(player_id) FROM part) AS last, \
     (SELECT coalesce(array_agg(player_id), '{}') FROM best) AS best, (SELECT coalesce(array_agg(cents), '{}') FROM best) AS theirs";

/// Some players of a board, in the order of their ids.
pub(in super::super) struct Part {
    /// Everyone's P&L.
    pub cents: Vec<Cents>,
    /// The best of them, with theirs.
    pub best: Vec<(Cents, PlayerId)>,
    /// The last of them, when there may be more.
    pub last: Option<i64>,
}

/// At most `limit` players of a board whose ids come after this one.
pub(in super::super) async fn part(
    link: &mut Link,
    (board, period): (i64, &str),
    after: i64,
    limit: i64,
) -> Result<Part, DbError> {
    let (client, statement) = link.prepared(PART_OF).await?;
    let row = client.query_one(&statement, &[&board, &period, &after, &limit, &TOP]).await?;
    let cents: Vec<i64> = get(&row, "cents")?;
    let (best, theirs): (Vec<i64>, Vec<i64>) = (get(&row, "best")?, get(&row, "theirs")?);
    let last = get::<Option<i64>>(&row, "last")?.filter(|_| cents.len() as i64 == limit);
    Ok(Part {
        cents: cents.into_iter().map(Cents).collect(),
        best: best.into_iter().zip(theirs).map(|(player, cents)| (Cents(cents), PlayerId(player))).collect(),
        last,
    })
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
