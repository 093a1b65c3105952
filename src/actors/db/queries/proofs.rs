//! A closed position with all that was stored of it, for `/verify`.
//!
//! **Invariant:** `closed_at IS NOT NULL` stands in the query itself: the seed of a line that is still out is never read here.

use super::super::{
    drawing,
    error::DbError,
    pool::Link,
    rows::{self, RowError, get, percent},
};
use crate::game::{
    catalogue::Rarity,
    market::Tick,
    money::Cents,
    player::{PlayerId, PositionId},
    proof::{Given, Proof},
};

/// By the primary key.
const PROOF: &str = "SELECT position_id, chat_id, topic, pond AS cast_pond, rod AS cast_rod, leverage, stake_cents, seed, opened_at, \
     entry_price, entry_round_at, entry_sources, entry_source_prices, entry_source_times, bells, exit_price, exit_round_at, \
     exit_sources, exit_source_prices, exit_source_times, pnl_percent, pnl_cents, fish, roll, catalogue, candidates, \
     draw_version, seed_number, seed_commitment, luck AS cast_luck, commanded_at, entry_passed, exit_commanded_at, exit_passed, \
     exit_level, weights, catalogue_digest \
     FROM positions WHERE player_id = $1 AND position_id = $2 AND closed_at IS NOT NULL";

pub(in super::super) async fn proof(
    link: &mut Link,
    player: PlayerId,
    position: PositionId,
) -> Result<Option<Proof>, DbError> {
    let (client, statement) = link.prepared(PROOF).await?;
    let Some(row) = client.query_opt(&statement, &[&player.0, &position.0]).await? else { return Ok(None) };
    let position = rows::position(&row, player, link.seals())?;
    let exit = Tick {
        pair: position.pond,
        price: rows::price(get(&row, "exit_price")?)?,
        round_at: get(&row, "exit_round_at")?,
        quotes: rows::quotes(&row, "exit_sources", "exit_source_prices", "exit_source_times")?,
    };
    let candidates: Vec<&str> = get(&row, "candidates")?;
    let owned = |text| -> Result<(Rarity, Vec<String>), RowError> {
        let (rarity, fish) = rows::tier(text)?;
        Ok((rarity, fish.into_iter().map(str::to_owned).collect()))
    };
    let shown: Option<&[u8]> = get(&row, "seed_commitment")?;
    let given = |at, passed| -> Result<Given, RowError> {
        Ok(Given { commanded_at: get(&row, at)?, passed: get(&row, passed)? })
    };
    Ok(Some(Proof {
        // What is kept as it was shown; of version 1 it is made of the seed.
        commitment: shown.map_or_else(|| Ok(position.seed.commitment()), TryInto::try_into).map_err(RowError::from)?,
        entry_given: given("commanded_at", "entry_passed")?,
        exit_given: given("exit_commanded_at", "exit_passed")?,
        offer: drawing::offer(&row)?,
        exit,
        percent: percent(&row, "pnl_percent")?,
        cents: Cents(get(&row, "pnl_cents")?),
        fish: get(&row, "fish")?,
        roll: get::<&[u8]>(&row, "roll")?.try_into().map_err(RowError::from)?,
        catalogue: get(&row, "catalogue")?,
        candidates: candidates.into_iter().map(owned).collect::<Result<_, RowError>>()?,
        position,
    }))
}
