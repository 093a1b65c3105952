//! What the draw of a fish is made of, on its way into the database and back: the seed that waits, what a line took of it, and what
//! decided who was near.
//!
//! Used by [`turn`](super::turn) for writing and by the queries for reading. Beside `turn.rs` and `rows.rs` no file handles the bytes
//! of a seed.
//!
//! **Invariant:** a seed is written with its number and its commitment or not at all, and none of it is printed.

use postgres_types::ToSql;
use tokio_postgres::Row;

use super::{
    error::DbError,
    rows::{RowError, get, seed},
    seals::Seals,
    turn::{Sealed, UnprintedText},
};
use crate::game::{
    catalogue,
    fair::{DrawRule, NextSeed},
    hook::Catch,
    luck::Luck,
    player::{PlayerId, Position},
    proof::Offer,
};

/// The composite `drawing`.
#[derive(Debug, ToSql)]
#[postgres(name = "drawing")]
pub(super) struct DrawingRow<'a> {
    version: i16,
    seed_number: Option<i64>,
    seed_commitment: Option<Vec<u8>>,
    luck: Option<UnprintedText<'a>>,
}

/// The composite `offering`.
#[derive(Debug, ToSql)]
#[postgres(name = "offering")]
pub(super) struct OfferingRow {
    level: i32,
    weights: Vec<i32>,
    catalogue_digest: &'static [u8],
}

/// The composite `sealing`.
#[derive(Debug, ToSql)]
#[postgres(name = "sealing")]
pub(super) struct SealingRow {
    seed_number: i64,
    seed: Sealed,
    seed_commitment: Vec<u8>,
}

impl DrawingRow<'_> {
    pub(super) fn of(position: &Position) -> DrawingRow<'_> {
        let version = position.rule.version();
        match &position.rule {
            DrawRule::ByExit => DrawingRow { version, seed_number: None, seed_commitment: None, luck: None },
            DrawRule::ByLuck { number, luck } => DrawingRow {
                version,
                seed_number: Some(*number),
                seed_commitment: Some(position.seed.commitment().to_vec()),
                luck: Some(UnprintedText(luck.as_str())),
            },
        }
    }
}

impl OfferingRow {
    pub(super) fn of(catch: &Catch) -> OfferingRow {
        let weight = |rarity: catalogue::Rarity| i32::try_from(rarity.weight()).unwrap_or(i32::MAX);
        OfferingRow {
            level: i32::try_from(catch.level_before).unwrap_or(i32::MAX),
            weights: catch.candidates.iter().map(|(rarity, _)| weight(*rarity)).collect(),
            catalogue_digest: catalogue::digest(),
        }
    }
}

impl SealingRow {
    /// The seed that waits from now on, sealed.
    ///
    /// # Errors
    /// The kernel gives no random bytes now.
    pub(super) fn of(player: PlayerId, next: &NextSeed, seals: &Seals) -> Result<SealingRow, DbError> {
        Ok(SealingRow {
            seed_number: next.number,
            seed: Sealed(seals.seal(player, &next.seed)?),
            seed_commitment: next.seed.commitment().to_vec(),
        })
    }
}

/// The seed that waits for a player, from the columns of his row; `None`: he comes from before there were such seeds.
pub(super) fn next_seed(row: &Row, player: PlayerId, seals: &Seals) -> Result<Option<NextSeed>, RowError> {
    if get::<Option<&[u8]>>(row, "seed_waiting")?.is_none() {
        return Ok(None);
    }
    Ok(Some(NextSeed { number: get(row, "waiting_number")?, seed: seed(row, "seed_waiting", player, seals)? }))
}

/// By which rule a position's fish is drawn.
pub(super) fn rule(row: &Row) -> Result<DrawRule, RowError> {
    match (get::<i16>(row, "draw_version")?, get::<Option<i64>>(row, "seed_number")?) {
        (1, None) => Ok(DrawRule::ByExit),
        (2, Some(number)) => Ok(DrawRule::ByLuck { number, luck: Luck::stored(get(row, "cast_luck")?) }),
        (version, _) => Err(format!("a draw of version {version} is not known").into()),
    }
}

/// What is stored of a closed position's offer besides its candidates.
pub(super) fn offer(row: &Row) -> Result<Option<Offer>, RowError> {
    let Some(level) = get::<Option<i32>>(row, "exit_level")? else {
        return Ok(None);
    };
    Ok(Some(Offer {
        level: u32::try_from(level)?,
        weights: get(row, "weights")?,
        catalogue: get::<&[u8]>(row, "catalogue_digest")?.try_into()?,
    }))
}
