//! Players and their closed positions, as read; they are written by `settle()` alone.
//!
//! **Invariant:** a player is read with his open line in one snapshot.

use rust_decimal::Decimal;

use super::super::{
    error::DbError,
    messages::CaughtPosition,
    pool::Link,
    rows::{self, get},
};
use crate::game::{
    money::{Cents, PnlPercent},
    player::{Player, PlayerId, PositionId},
};

/// `one_open_position` makes this one row.
pub(super) const LOAD_PLAYER: &str = "SELECT p.player_id, p.version, p.bait, p.cash_cents, p.xp, p.level, p.pond, p.rod, \
     p.rods, p.name, p.language, p.language_chosen, p.daily_on, p.streak, p.forgiven_on, p.envelope_at, \
     p.telegram_id, p.luck, p.seed_number AS waiting_number, p.seed_waiting, \
     o.position_id, o.chat_id, o.topic, o.pond AS cast_pond, o.rod AS cast_rod, o.leverage, o.stake_cents, o.seed, o.opened_at, \
     o.entry_price, o.entry_round_at, o.entry_sources, o.entry_source_prices, o.entry_source_times, o.bells, \
     o.draw_version, o.seed_number, o.luck AS cast_luck \
     FROM players p LEFT JOIN positions o ON o.player_id = p.player_id AND o.closed_at IS NULL WHERE p.player_id = $1";

pub(in super::super) async fn load(link: &mut Link, player: PlayerId) -> Result<Player, DbError> {
    let (client, statement) = link.prepared(LOAD_PLAYER).await?;
    let row = client.query_opt(&statement, &[&player.0]).await?;
    let row = row.ok_or_else(|| DbError::Disagreement(format!("player {player} is not in the database")))?;
    Ok(rows::player(&row, link.seals())?)
}

/// Telegram's id of a person is the id of the private chat with him. By the primary key.
const PRIVATE_CHAT: &str = "SELECT telegram_id FROM players WHERE player_id = $1";

pub(in super::super) async fn private_chat(link: &mut Link, player: PlayerId) -> Result<Option<i64>, DbError> {
    let (client, statement) = link.prepared(PRIVATE_CHAT).await?;
    let row = client.query_opt(&statement, &[&player.0]).await?;
    Ok(row.map(|row| get(&row, "telegram_id")).transpose()?.flatten())
}

pub(super) const CATCH_FACTS: &str = "SELECT player_id, position_id, chat_id, topic, pond AS cast_pond, rod AS cast_rod, leverage, stake_cents, \
     seed, opened_at, entry_price, entry_round_at, entry_sources, entry_source_prices, entry_source_times, exit_price, \
     exit_round_at, closed_at, pnl_percent, pnl_cents, fish, bells, \
     draw_version, seed_number, luck AS cast_luck, \
     (SELECT p.name FROM players p WHERE p.player_id = positions.player_id) AS name \
     FROM positions WHERE player_id = $1 AND position_id = $2 AND closed_at IS NOT NULL";

pub(in super::super) async fn catch_facts(
    link: &mut Link,
    player: PlayerId,
    position: PositionId,
) -> Result<Option<CaughtPosition>, DbError> {
    let (client, statement) = link.prepared(CATCH_FACTS).await?;
    let Some(row) = client.query_opt(&statement, &[&player.0, &position.0]).await? else { return Ok(None) };
    let position = rows::position(&row, player, link.seals())?;
    let percent: Decimal = get(&row, "pnl_percent")?;
    let mut caught = CaughtPosition {
        name: get(&row, "name")?,
        exit: rows::price(get(&row, "exit_price")?)?,
        exit_round_at: get(&row, "exit_round_at")?,
        closed_at: get(&row, "closed_at")?,
        percent: PnlPercent::from_decimal(percent)
            .ok_or_else(|| DbError::Disagreement(format!("P&L of {percent} % cannot be")))?,
        cents: Cents(get(&row, "pnl_cents")?),
        fish: get(&row, "fish")?,
        path: Vec::new(),
        position,
    };
    caught.path =
        super::ticks::path(link, caught.position.pond, caught.position.entry.round_at, caught.exit_round_at).await?;
    Ok(Some(caught))
}

/// One nextval is a block of 1,000 (see schema.sql).
pub(super) const POSITION_IDS: &str = "SELECT nextval('position_ids')";

pub(in super::super) async fn position_ids(link: &mut Link) -> Result<std::ops::Range<i64>, DbError> {
    let (client, statement) = link.prepared(POSITION_IDS).await?;
    let first: i64 = client.query_one(&statement, &[]).await?.try_get(0)?;
    Ok(first..first + 1_000)
}

/// Needs no lock: the first writer's id stays, and every caller reads what stayed. Runs as the login, not as the service.
pub(in super::super) const CLAIM_FOR_BOT: &str = "WITH taken AS (UPDATE about SET bot_id = $1 WHERE bot_id IS NULL RETURNING bot_id) \
     SELECT coalesce((SELECT bot_id FROM taken), (SELECT bot_id FROM about))";
