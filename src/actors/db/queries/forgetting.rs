//! Forgetting a player, around the turn that does it: what is kept of him from earlier times, and what is wiped before.
//!
//! **Invariant:** nothing here touches bait, cash or the ledger; `players.telegram_id` is emptied by `settle()` alone.

use super::super::{error::DbError, pool::Link, rows::get};
use crate::game::{forgetting::Mark, player::PlayerId};

/// By the key of `forgotten`, whose rows are only ever added, and changed by the turn that forgets.
pub(super) const MARK: &str = "SELECT latest_at, daily_on, envelope_at FROM forgotten WHERE hash = $1";

pub(in super::super) async fn mark(link: &mut Link, hash: &[u8; 32]) -> Result<Option<Mark>, DbError> {
    let (client, statement) = link.prepared(MARK).await?;
    let Some(row) = client.query_opt(&statement, &[&hash.as_slice()]).await? else { return Ok(None) };
    let (latest_at, daily_on) = (get(&row, "latest_at")?, get(&row, "daily_on")?);
    Ok(Some(Mark { latest_at, daily_on, envelope_at: get(&row, "envelope_at")? }))
}

/// A private chat's id is Telegram's id of the person, a reply may call him by his name, and a luck of his own may be it. A closed line's chat is read by
/// nobody any more; owed replies stay, or he would never be told. `one_open_position` has no part in it: an open line keeps its
/// chat, and whoever has one is not forgotten.
const WIPE: &str = "WITH aside AS (DELETE FROM quarantine WHERE player_id = $1 \
     OR telegram_id = (SELECT telegram_id FROM players WHERE player_id = $1)), \
     told AS (DELETE FROM outbox WHERE player_id = $1 AND delivered_at IS NOT NULL) \
     UPDATE positions SET chat_id = least(chat_id, 0), topic = CASE WHEN chat_id < 0 THEN topic END, \
         luck = CASE WHEN luck <> 'angler' THEN '' ELSE luck END \
     WHERE player_id = $1 AND closed_at IS NOT NULL AND (chat_id > 0 OR luck NOT IN ('angler', ''))";

pub(in super::super) async fn wipe(link: &mut Link, player: PlayerId) -> Result<u64, DbError> {
    let (client, statement) = link.prepared(WIPE).await?;
    Ok(client.execute(&statement, &[&player.0]).await?)
}
