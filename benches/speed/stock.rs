//! Rows that are in the database before a measurement begins: welcomed players, and updates that wait.
//!
//! Loaded in bulk and as the owner of all, because what is measured is not how they came there.
//!
//! **Invariant:** what is loaded could have been left by the service: a welcome has its two ledger rows, an update decodes.

use anyhow::ensure;
use tokio_postgres::Client;

/// Bait of a welcomed player: more than any measurement casts.
pub const BAIT: i64 = 1_000_000;

/// For a connection that loads: a foreign key that is checked row by row would double the time, and every row has its player.
pub const IN_BULK: &str = "SET session_replication_role = replica";
const PLAYERS: &str = "INSERT INTO players (telegram_id, version, bait, cash_cents) \
     SELECT $1 + n, $3::bigint, least($3::bigint, 1) * $4, least($3::bigint, 1) * 1000000 FROM generate_series(0, $2::bigint - 1) n ORDER BY n \
     RETURNING player_id";
const WELCOMES: &str = "INSERT INTO ledger (player_id, version, leg, debit, credit, amount, cause) \
     SELECT p, 1, leg, debit, credit, amount, 'welcome' FROM generate_series($1::bigint, $2::bigint) p, \
     (VALUES (1, 'house_bait', 'bait', $3::bigint), (2, 'house_cash', 'cash', 1000000)) l (leg, debit, credit, amount)";
/// In the order in which a page after a page would have brought them: everybody's first, then everybody's second.
const WAITING: &str = "INSERT INTO inbox (update_id, player_id, arrived_at, raw) \
     SELECT $1 + n * $3 + place, player_id, now(), format('{\"update_id\":%s,\"message\":{\"message_id\":%s,\"chat\":{\"id\":%s,\
     \"type\":\"private\",\"first_name\":\"Player\"},\"date\":1770000000,\"from\":{\"id\":%s,\"is_bot\":false,\"first_name\":\
     \"Player\"},\"text\":\"/status\",\"entities\":[{\"type\":\"bot_command\",\"offset\":0,\"length\":7}]}}', \
     $1 + n * $3 + place, n, telegram_id, telegram_id) \
     FROM generate_series(0, $4::bigint - 1) n, (SELECT player_id, telegram_id, (player_id - $2) / $5 AS place FROM players \
     WHERE player_id >= $2 AND player_id < $2 + $3 * $5 AND (player_id - $2) % $5 = 0) p ORDER BY 1";

/// So many players at a version, from 1 on with their welcome; gives the first one's number, which the others follow.
pub async fn players(client: &Client, telegram_id: i64, count: usize, version: i64) -> anyhow::Result<i64> {
    client.batch_execute(IN_BULK).await?;
    let rows = client.query(PLAYERS, &[&telegram_id, &(count as i64), &version, &BAIT]).await?;
    let ids: Vec<i64> = rows.iter().map(|row| row.get(0)).collect();
    let (first, last) = (ids[0], ids[ids.len() - 1]);
    ensure!(ids.len() == count && last - first + 1 == count as i64, "{} players from {first} to {last}", ids.len());
    if version > 0 {
        client.execute(WELCOMES, &[&first, &last, &BAIT]).await?;
    }
    Ok(first)
}

/// Updates that wait, all of them `/status`: so many for each of so many players, whose numbers are so far apart. Gives the
/// first one's id; the n-th of the player `first + p * apart` has the id `answer + n * players + p`.
pub async fn waiting(
    client: &Client,
    (first, apart): (i64, usize),
    players: usize,
    each: usize,
) -> anyhow::Result<i64> {
    client.batch_execute(IN_BULK).await?;
    let next: i64 = client.query_one("SELECT coalesce(max(update_id), 0) + 1 FROM inbox", &[]).await?.get(0);
    let stored = client.execute(WAITING, &[&next, &first, &(players as i64), &(each as i64), &(apart as i64)]).await?;
    ensure!(stored == (players * each) as u64, "{stored} of {} updates are stored", players * each);
    client.batch_execute("ANALYZE inbox, players").await?;
    Ok(next)
}

/// One number from the database.
pub async fn number(client: &Client, sql: &str) -> anyhow::Result<i64> {
    Ok(client.query_one(sql, &[]).await?.try_get(0)?)
}
