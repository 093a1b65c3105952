//! Durable replies that are owed; they are written by `settle()` and marked by the Marker.
//!
//! **Invariant:** a reply is owed until it was delivered or given up.

use jiff::Timestamp;

use super::super::{
    error::DbError,
    messages::{OwedReply, ReplyKey},
    pool::Link,
    rows,
};
use crate::game::player::PlayerId;

/// Reads the partial index `outbox_owed`; the key breaks ties, so paging loses nothing.
pub(super) const OWED: &str = "SELECT player_id, version, seq, cause, chat_id, method, body, keyboard, language, position_id, topic, quotes, \
     settled_at \
     FROM outbox WHERE delivered_at IS NULL AND ($1::bigint IS NULL OR player_id = $1) \
     AND ($2::timestamptz IS NULL OR (settled_at, player_id, version, seq) > ($2, $3, $4, $5)) \
     AND (NOT $7 OR given_up IS NOT NULL) ORDER BY settled_at, player_id, version, seq LIMIT $6";

pub(in super::super) async fn owed(
    link: &mut Link,
    player: Option<PlayerId>,
    retried: bool,
    after: Option<(Timestamp, ReplyKey)>,
    limit: i64,
) -> Result<Vec<OwedReply>, DbError> {
    let (client, statement) = link.prepared(OWED).await?;
    let (at, key) = after.unzip();
    let (of, version, seq) = (key.map(|key| key.player.0), key.map(|key| key.version), key.map(|key| key.seq));
    let player = player.map(|player| player.0);
    let found = client.query(&statement, &[&player, &at, &of, &version, &seq, &limit, &retried]).await?;
    found.iter().map(|row| Ok(rows::owed(row)?)).collect()
}
