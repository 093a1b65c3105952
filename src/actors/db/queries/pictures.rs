//! Paintings, and the cards that Telegram has already.
//!
//! **Invariant:** one painting per fish and house style; an attempt is counted before it is paid for.

use super::super::{
    error::DbError,
    messages::{ArtAttempt, ArtOutcome, ArtState, KnownCard},
    pool::Link,
    rows::{get, word},
};
use crate::game::catalogue::FishId;

const KNOWN_CARDS: &str = "SELECT fish, language, look, file_id FROM cards";

pub(in super::super) async fn known_cards(link: &mut Link) -> Result<Vec<KnownCard>, DbError> {
    let (client, statement) = link.prepared(KNOWN_CARDS).await?;
    let read = |row: &tokio_postgres::Row| {
        Ok(KnownCard {
            fish: get(row, "fish")?,
            lang: word(row, "language")?,
            look: get(row, "look")?,
            file_id: get(row, "file_id")?,
        })
    };
    client.query(&statement, &[]).await?.iter().map(read).collect()
}

/// Protected by `cards`' primary key; of two uploads the later one stays.
pub(super) const REMEMBER_CARD: &str = "INSERT INTO cards (fish, language, look, file_id) VALUES ($1, $2, $3, $4) \
     ON CONFLICT (fish, language, look) DO UPDATE SET file_id = excluded.file_id, since = now()";

pub(in super::super) async fn remember_card(link: &mut Link, card: &KnownCard) -> Result<(), DbError> {
    let (client, statement) = link.prepared(REMEMBER_CARD).await?;
    client.execute(&statement, &[&card.fish, &card.lang.as_str(), &card.look, &card.file_id]).await?;
    Ok(())
}

pub(super) const ART_STATES: &str = "SELECT fish, state, attempts FROM art WHERE style = $1";

pub(in super::super) async fn art_states(link: &mut Link, style: i32) -> Result<Vec<(String, ArtState)>, DbError> {
    let (client, statement) = link.prepared(ART_STATES).await?;
    let read = |row: &tokio_postgres::Row| {
        let state = match get(row, "state")? {
            "asked" => ArtState::Asked { attempts: get(row, "attempts")? },
            "refused" => ArtState::Refused,
            "review" => ArtState::Review,
            _ready => ArtState::Ready,
        };
        Ok((get(row, "fish")?, state))
    };
    client.query(&statement, &[&style]).await?.iter().map(read).collect()
}

const LOAD_ART: &str = "SELECT picture FROM art WHERE fish = $1 AND style = $2 AND state = 'ready'";

pub(in super::super) async fn load_art(link: &mut Link, fish: FishId, style: i32) -> Result<Option<Vec<u8>>, DbError> {
    let (client, statement) = link.prepared(LOAD_ART).await?;
    let row = client.query_opt(&statement, &[&fish.0, &style]).await?;
    Ok(row.map(|row| get(&row, "picture")).transpose()?)
}

/// Counts by the day and by the fish, or neither; what has an end is not asked for again. Repeated when its answer was lost: one
/// attempt counted too many, none paid for.
const COUNT_ATTEMPT: &str = "WITH open AS (SELECT WHERE NOT EXISTS (SELECT FROM art WHERE fish = $1 AND style = $2 AND state <> 'asked')), \
     day AS (INSERT INTO art_days AS d (day, asked) SELECT (now() AT TIME ZONE 'UTC')::date, 1 FROM open \
         ON CONFLICT (day) DO UPDATE SET asked = d.asked + 1 WHERE d.asked < coalesce($3, 2147483647) RETURNING day), \
     counted AS (INSERT INTO art (fish, style, state, attempts) SELECT $1, $2, 'asked', 1 FROM day \
         ON CONFLICT (fish, style) DO UPDATE SET attempts = art.attempts + 1, changed_at = now() RETURNING attempts) \
     SELECT (SELECT attempts FROM counted), EXISTS (SELECT FROM open)";

pub(in super::super) async fn count_attempt(
    link: &mut Link,
    fish: FishId,
    style: i32,
    per_day: Option<i32>,
) -> Result<ArtAttempt, DbError> {
    let (client, statement) = link.prepared(COUNT_ATTEMPT).await?;
    let row = client.query_one(&statement, &[&fish.0, &style, &per_day]).await?;
    Ok(match (row.try_get::<_, Option<i32>>(0)?, row.try_get(1)?) {
        (Some(attempts), _) => ArtAttempt::Counted(attempts),
        (None, true) => ArtAttempt::Spent,
        (None, false) => ArtAttempt::Ended,
    })
}

/// A painting that is ready is never taken back by a late refusal.
const KEEP_ART: &str = "UPDATE art SET state = $3, picture = $4, reason = $5, changed_at = now() \
     WHERE fish = $1 AND style = $2 AND state <> 'ready'";

pub(in super::super) async fn keep_art(
    link: &mut Link,
    fish: FishId,
    style: i32,
    outcome: &ArtOutcome,
) -> Result<(), DbError> {
    let (state, picture, reason) = match outcome {
        ArtOutcome::Painted { picture, review } => (if *review { "review" } else { "ready" }, Some(picture), None),
        ArtOutcome::Refused { reason } => ("refused", None, Some(reason)),
    };
    let (client, statement) = link.prepared(KEEP_ART).await?;
    client.execute(&statement, &[&fish.0, &style, &state, &picture, &reason]).await?;
    Ok(())
}
