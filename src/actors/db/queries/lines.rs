//! The lines in the water, page by page, as the Watch takes them up.
//!
//! **Invariant:** a page ends where the next one begins, by player: `one_open_position` makes that one row each, and serves the
//! query.

use super::super::{error::DbError, pool::Link, rows};
use crate::game::{crossing::Line, player::PlayerId};

/// Served by `one_open_position`.
pub(super) const OPEN_LINES: &str = "SELECT player_id, position_id, pond, leverage, entry_price, entry_round_at, bells \
     FROM positions WHERE closed_at IS NULL AND player_id > $1 ORDER BY player_id LIMIT $2";

pub(in super::super) async fn open(link: &mut Link, after: Option<PlayerId>, limit: i64) -> Result<Vec<Line>, DbError> {
    let (client, statement) = link.prepared(OPEN_LINES).await?;
    let after = after.map_or(i64::MIN, |player| player.0);
    let found = client.query(&statement, &[&after, &limit]).await?;
    found.iter().map(|row| Ok(rows::line(row)?)).collect()
}
