//! The rule about seeds that are secrets still: every line that is out can be closed, for its seed opens, and nobody swapped one.
//!
//! Run by [`look`](super::look) in its snapshot, a row at a time. Whoever has no key (`angler audit` without the bot's token) looks at
//! their form alone.
//!
//! **Invariant:** no seed that was opened here is told, stored or compared with anything.

use std::pin::pin;

use futures_util::TryStreamExt;
use tokio_postgres::Transaction;

use super::{
    super::{error::DbError, rows::get, seals::Seals},
    Finding, Offender,
};
use crate::game::{player::PlayerId, sealing::SEALED};

/// Served by `one_open_position` and the primary key.
const SECRETS: &str = "SELECT player_id, position_id, seed, seed_commitment FROM positions \
     WHERE closed_at IS NULL AND ($1::bigint[] IS NULL OR player_id = ANY ($1)) \
     UNION ALL SELECT player_id, NULL, seed_waiting, seed_commitment FROM players \
     WHERE seed_waiting IS NOT NULL AND ($1::bigint[] IS NULL OR player_id = ANY ($1)) ORDER BY 1, 2";

/// Judges the seed of every line that is out, and every one that waits.
pub(super) async fn judge(
    snapshot: &Transaction<'_>,
    players: Option<&Vec<i64>>,
    seals: Option<&Seals>,
) -> Result<Finding, DbError> {
    let words = match seals {
        Some(_) => {
            "every seed that is a secret still opens with the key of the database, and is that of its commitment"
        }
        None => {
            "every seed that is a secret still has the form of one (none was opened: angler check says whether the token here opens the key)"
        }
    };
    let mut finding = Finding::of("sealed", words);
    let mut secrets = pin!(snapshot.query_raw(SECRETS, [&players]).await?);
    while let Some(row) = secrets.try_next().await? {
        let (player, seed): (i64, &[u8]) = (get(&row, "player_id")?, get(&row, "seed")?);
        let shown: Option<&[u8]> = get(&row, "seed_commitment")?;
        let well = match seals {
            Some(seals) => {
                let opened = seals.open(PlayerId(player), seed);
                opened.is_ok_and(|seed| shown.is_none_or(|shown| seed.commitment() == *shown))
            }
            None => [32, SEALED].contains(&seed.len()),
        };
        let offender = Offender { player, position: get(&row, "position_id")?, update: None };
        finding.count((!well).then_some(offender));
    }
    Ok(finding)
}
