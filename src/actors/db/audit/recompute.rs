//! The rules that only the game can judge: every fill and every catch is computed again from what is stored of it.
//!
//! Run by [`look`](super::look) in its snapshot, a row at a time, whatever the number of positions.
//!
//! **Invariant:** the seed of a line that is still out is not read.

use std::pin::pin;

use futures_util::TryStreamExt;
use rust_decimal::Decimal;
use tokio_postgres::{Row, Transaction};

use super::{
    super::{
        drawing,
        error::DbError,
        rows::{RowError, get, price, tier},
    },
    Finding, Offender,
};
use crate::game::{
    catalogue::{self, CATALOGUE, Rarity, SNAPPED},
    fair::{self, DrawRule, Seed},
    market::middle,
    money::{Cents, Leverage, Price},
    player::PositionId,
    pnl::pnl,
};

/// Reads in the order of the primary key.
const POSITIONS: &str = "SELECT player_id, position_id, leverage, stake_cents, entry_price, entry_source_prices, \
     exit_price, exit_source_prices, pnl_percent, pnl_cents, fish, roll, catalogue, candidates, \
     CASE WHEN closed_at IS NOT NULL THEN seed END AS seed, draw_version, seed_number, luck AS cast_luck, seed_commitment, \
     exit_level, weights, catalogue_digest \
     FROM positions WHERE $1::bigint[] IS NULL OR player_id = ANY ($1) ORDER BY player_id, position_id";

/// Judges prices and catches.
pub(super) async fn judge(snapshot: &Transaction<'_>, players: Option<&Vec<i64>>) -> Result<[Finding; 2], DbError> {
    let mut prices = Finding::of("prices", "every fill's price is the median of its sources' prices");
    let mut catches = Finding::of("catches", "P&L, dice and fish of every catch come out the same when computed again");
    let mut positions = pin!(snapshot.query_raw(POSITIONS, [&players]).await?);
    while let Some(row) = positions.try_next().await? {
        let offender =
            Offender { player: get(&row, "player_id")?, position: Some(get(&row, "position_id")?), update: None };
        // A row that cannot be read is no price and no catch that the game could have made.
        prices.count((!has_its_prices(&row).unwrap_or(false)).then_some(offender));
        if get::<Option<&str>>(&row, "fish")?.is_some() {
            catches.count((!is_its_catch(&row).unwrap_or(false)).then_some(offender));
        }
    }
    Ok([prices, catches])
}

fn has_its_prices(row: &Row) -> Result<bool, RowError> {
    let entry = is_middle(get(row, "entry_price")?, get(row, "entry_source_prices")?)?;
    let exit: (Option<Decimal>, Option<Vec<Decimal>>) = (get(row, "exit_price")?, get(row, "exit_source_prices")?);
    match exit {
        (Some(value), Some(of)) => Ok(entry && is_middle(value, of)?),
        _ => Ok(entry),
    }
}

fn is_middle(value: Decimal, of: Vec<Decimal>) -> Result<bool, RowError> {
    let of: Vec<Price> = of.into_iter().map(price).collect::<Result<_, RowError>>()?;
    Ok(middle(of) == Some(price(value)?))
}

fn is_its_catch(row: &Row) -> Result<bool, RowError> {
    let leverage = Leverage::from_decimal(get(row, "leverage")?).ok_or("a leverage that no rod has")?;
    let exit = price(get(row, "exit_price")?)?;
    let made = pnl(Cents(get(row, "stake_cents")?), price(get(row, "entry_price")?)?, exit, leverage);
    let roll: [u8; 32] = get::<&[u8]>(row, "roll")?.try_into()?;
    let same = made.percent.to_decimal() == get::<Decimal>(row, "pnl_percent")?
        && made.cents == Cents(get(row, "pnl_cents")?)
        && is_its_roll(row, exit, &roll)?;
    Ok(same && (is_another_catalogues(row)? || (is_its_offer(row)? && is_its_fish(row, &roll, made.snapped)?)))
}

/// The roll of its own seed by its own rule, and the seed that of its commitment.
fn is_its_roll(row: &Row, exit: Price, roll: &[u8; 32]) -> Result<bool, RowError> {
    let (seed, rule) = (Seed::from_bytes(get::<&[u8]>(row, "seed")?.try_into()?), drawing::rule(row)?);
    let is_committed = is_of_commitment(&seed, get(row, "seed_commitment")?);
    // Whoever asked to be forgotten took his word with him: then nobody can roll again.
    let is_wiped = matches!(&rule, DrawRule::ByLuck { luck, .. } if luck.as_str().is_empty());
    let message = rule.message(PositionId(get(row, "position_id")?), exit);
    Ok(is_committed && (is_wiped || fair::roll(&seed, &message) == *roll))
}

fn is_of_commitment(seed: &Seed, commitment: Option<&[u8]>) -> bool {
    commitment.is_none_or(|commitment| seed.commitment() == *commitment)
}

/// What is stored of the offer is this catalogue's: its digest, and a weight for each tier.
fn is_its_offer(row: &Row) -> Result<bool, RowError> {
    let Some(offer) = drawing::offer(row)? else {
        return Ok(true);
    };
    let tiers: Vec<&str> = get(row, "candidates")?;
    let weights = tiers.into_iter().map(|text| -> Result<i32, RowError> { Ok(tier(text)?.0.weight().try_into()?) });
    Ok(offer.catalogue == *catalogue::digest() && offer.weights == weights.collect::<Result<Vec<i32>, RowError>>()?)
}

/// How often a tier bites is the catalogue's: a catch of an earlier one cannot be chosen again.
fn is_another_catalogues(row: &Row) -> Result<bool, RowError> {
    Ok(get::<i32>(row, "catalogue")? != CATALOGUE)
}

fn is_its_fish(row: &Row, roll: &[u8; 32], snapped: bool) -> Result<bool, RowError> {
    let stored: Vec<&str> = get(row, "candidates")?;
    let offered: Vec<(Rarity, Vec<&str>)> = stored.into_iter().map(tier).collect::<Result<_, RowError>>()?;
    let chosen = if snapped { None } else { fair::pick(roll, &offered) };
    Ok(chosen.unwrap_or(SNAPPED.0) == get::<&str>(row, "fish")?)
}
