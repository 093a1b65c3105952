//! The database's key as the table `about` keeps it: made, unwrapped, wrapped anew. Works as the login, for the service's role may not
//! change that table.
//!
//! Asked by `app` at a start before it takes the lease, by `angler check`, `angler audit` and `angler rekey`.
//!
//! **Invariant:** a key is made only where nothing was sealed, and never replaced: what changes is its wrapping, in one statement.
//! **Absent:** no lease: a running service has the key in memory and goes on whatever its wrapping becomes.

use std::pin::pin;

use futures_util::TryStreamExt;
use tokio_postgres::Client;

use super::{super::turn::Unprinted, Seals, nonce, random};
use crate::{
    actors::db::{
        connect::{Connector, Purpose},
        error::DbError,
        migrate::{self, SchemaError, Seen},
    },
    config::Secret,
    game::{
        forgetting::ForgetKey,
        player::PlayerId,
        sealing::{SealError, SealKey},
    },
};

/// `about` has one row. FOR UPDATE where it will be changed.
const KEPT: &str = "SELECT sealed_key, forget_key, bot_id, EXISTS (SELECT FROM players) AS used FROM about";
/// The first one stays.
const KEEP: &str = "UPDATE about SET sealed_key = $1, forget_key = $2 WHERE sealed_key IS NULL";
const WRAP: &str = "UPDATE about SET sealed_key = $1 WHERE sealed_key = $2";
/// Seeds that are secrets still and sealed: of lines that are out, and those that wait.
macro_rules! sealed {
    ($limit:literal) => {
        concat!(
            "SELECT player_id, seed FROM positions WHERE closed_at IS NULL AND octet_length(seed) <> 32 \
             UNION ALL SELECT player_id, seed_waiting FROM players WHERE octet_length(seed_waiting) <> 32 ",
            $limit
        )
    };
}
/// Some of them: enough to tell a damaged one from another key.
const SOME: &str = sealed!("LIMIT 100");
/// All of them.
const ALL: &str = sealed!("");
/// Seeds that wait and are plain: a restore or a recovery drew them, which have no key.
const PLAIN: &str =
    "SELECT player_id, seed_waiting FROM players WHERE octet_length(seed_waiting) = 32 ORDER BY player_id LIMIT 5000";
/// By their commitment, so that no plain one is a parameter. What they are stays, so `version` does.
const SEAL: &str = "UPDATE players p SET seed_waiting = s.sealed FROM unnest($1::bigint[], $2::bytea[], $3::bytea[]) \
     s (player_id, commitment, sealed) WHERE p.player_id = s.player_id AND p.seed_commitment = s.commitment \
     AND octet_length(p.seed_waiting) = 32";
/// The parameters of a statement that has none.
const NOTHING: [i64; 0] = [];

/// The row of `about`.
struct Kept {
    wrapped: Option<Vec<u8>>,
    forget_key: Option<Vec<u8>>,
    bot_id: Option<i64>,
    /// There were players.
    used: bool,
}

/// The key of the database, made where there is none and nothing was sealed yet.
///
/// # Errors
/// It does not open with this token, or the seeds of the lines that are out do not open with it. Nothing was changed then.
pub async fn ready(connector: &Connector, token: &Secret) -> Result<Seals, SchemaError> {
    let client = connector.open(Purpose::Schema).await?;
    let mut kept = read(&client, "").await?;
    if kept.wrapped.is_none() {
        none_is_sealed(&client).await?;
        make(&client, &kept, token).await?;
        kept = read(&client, "").await?;
    }
    let seals = opened(&client, &kept, token).await?.ok_or(SchemaError::KeyGone)?;
    seal_what_waits(&client, &seals).await?;
    Ok(seals)
}

/// The same for somebody who only looks; `None`: there is none yet, a start would make it.
///
/// # Errors
/// A start would be refused.
pub async fn look(connector: &Connector, token: &Secret) -> Result<Option<Seals>, SchemaError> {
    let client = connector.open(Purpose::Schema).await?;
    let kept = read(&client, "").await?;
    if kept.wrapped.is_none() {
        none_is_sealed(&client).await?;
    }
    opened(&client, &kept, token).await
}

/// Seals the seeds that wait plainly.
async fn seal_what_waits(client: &Client, seals: &Seals) -> Result<(), DbError> {
    loop {
        let (mut players, mut commitments, mut sealed) = (Vec::new(), Vec::new(), Vec::new());
        for row in client.query(PLAIN, &[]).await? {
            let player = PlayerId(row.try_get(0)?);
            // One that is plain opens always.
            let Ok(seed) = seals.open(player, row.try_get(1)?) else { continue };
            players.push(player.0);
            commitments.push(seed.commitment().to_vec());
            sealed.push(seals.seal(player, &seed)?);
        }
        // None is left, or only such as are not those of their commitment: the audit names them.
        if players.is_empty() || client.execute(SEAL, &[&players, &commitments, &sealed]).await? == 0 {
            return Ok(());
        }
    }
}

/// How many of the sealed seeds do not open: damaged rows, whose lines cannot be closed.
///
/// # Errors
/// They cannot be read.
pub async fn damaged(connector: &Connector, seals: &Seals) -> Result<u64, SchemaError> {
    let client = connector.open(Purpose::Schema).await?;
    let mut sealed = pin!(client.query_raw(ALL, NOTHING).await?);
    let mut damaged = 0;
    while let Some(row) = sealed.try_next().await? {
        damaged += u64::from(seals.open(PlayerId(row.try_get(0)?), row.try_get(1)?).is_err());
    }
    Ok(damaged)
}

async fn read(client: &Client, lock: &str) -> Result<Kept, DbError> {
    let row = client.query_one(&format!("{KEPT} {lock}"), &[]).await?;
    Ok(Kept {
        wrapped: row.try_get("sealed_key")?,
        forget_key: row.try_get("forget_key")?,
        bot_id: row.try_get("bot_id")?,
        used: row.try_get("used")?,
    })
}

/// Two starts may make one at the same time: the first is kept, and both read it again. In a database that is older than its key, who
/// was forgotten is known by a key made of the token; that one is kept too.
async fn make(client: &Client, kept: &Kept, token: &Secret) -> Result<(), DbError> {
    let key = SealKey::from_bytes(random()?);
    let older = kept.used.then(|| ForgetKey::of_token(token.expose()));
    let older = older.map(|older| Ok::<_, DbError>(key.seal_forget_key(&older, nonce()?))).transpose()?;
    let wrapped = key.wrapped(token.expose(), nonce()?);
    if client.execute(KEEP, &[&Unprinted(&wrapped), &older.as_deref().map(Unprinted)]).await? > 0 {
        log::info!("the database has a key of its own now");
    }
    Ok(())
}

async fn opened(client: &Client, kept: &Kept, token: &Secret) -> Result<Option<Seals>, SchemaError> {
    let Some(wrapped) = &kept.wrapped else { return Ok(None) };
    let key = SealKey::unwrap(wrapped, token.expose())?;
    let forget_key = kept.forget_key.as_deref().map(|sealed| key.open_forget_key(sealed)).transpose()?;
    let seals = Seals { forget_key: forget_key.unwrap_or_else(|| key.forget_key()), key: key.into() };
    let some = client.query(SOME, &[]).await?;
    let mut opens = some.iter().map(|row| -> Result<bool, tokio_postgres::Error> {
        Ok(seals.open(PlayerId(row.try_get(0)?), row.try_get(1)?).is_ok())
    });
    // One that does not is a damaged row, which the audit names; where none does, this is not their key.
    let well = some.is_empty() || opens.try_fold(false, |any, one| one.map(|one| any || one))?;
    if well { Ok(Some(seals)) } else { Err(SchemaError::KeyGone) }
}

async fn none_is_sealed(client: &Client) -> Result<(), SchemaError> {
    if client.query(SOME, &[]).await?.is_empty() { Ok(()) } else { Err(SchemaError::KeyGone) }
}

impl From<SealError> for SchemaError {
    fn from(error: SealError) -> SchemaError {
        match error {
            SealError::OtherToken => SchemaError::OtherToken,
            SealError::Damaged => SchemaError::KeyDamaged,
        }
    }
}

/// What became of the wrapping.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rekeyed {
    /// There is no key yet: the first start makes it, for its own token.
    NoKeyYet,
    /// It is wrapped for this token already.
    AlreadySo,
    /// It was wrapped for the old one.
    Now,
}

/// Why the key is not wrapped anew; nothing was changed.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum RekeyError {
    /// The database cannot be used.
    #[error(transparent)]
    Schema(#[from] SchemaError),
    /// An older program was here last.
    #[error("the database has schema {found} and no key of its own yet: its first `serve` makes one")]
    Older {
        /// What it has.
        found: i32,
    },
    /// The new token does not open it, and there is no other to try.
    #[error(
        "the key of this database is wrapped for another token than TELEGRAM_BOT_TOKEN: set TELEGRAM_TOKEN_OLD to the one before"
    )]
    NoOldToken,
    /// Neither does the old one.
    #[error(
        "neither TELEGRAM_BOT_TOKEN nor TELEGRAM_TOKEN_OLD opens the key of this database: TELEGRAM_TOKEN_OLD must be the token that \
         its service worked with last"
    )]
    NeitherToken,
}

impl From<tokio_postgres::Error> for RekeyError {
    fn from(error: tokio_postgres::Error) -> RekeyError {
        RekeyError::Schema(error.into())
    }
}

/// Wraps the key for `token` that is wrapped for `old`; done before, it changes nothing.
///
/// # Errors
/// See there; nothing was changed.
pub async fn rekey(connector: &Connector, token: &Secret, old: Option<&Secret>) -> Result<Rekeyed, RekeyError> {
    match migrate::look(connector).await? {
        Seen::Empty => return Err(SchemaError::Empty.into()),
        Seen::Ours { number, .. } if number < migrate::NUMBER => return Err(RekeyError::Older { found: number }),
        Seen::Ours { .. } => {}
    }
    let mut line = connector.open(Purpose::Schema).await.map_err(SchemaError::from)?;
    let change = line.transaction().await?;
    let kept = read(change.client(), "FOR UPDATE").await.map_err(SchemaError::from)?;
    is_for(&kept, token)?;
    let Some(wrapped) = kept.wrapped else {
        none_is_sealed(change.client()).await?;
        return Ok(Rekeyed::NoKeyYet);
    };
    match SealKey::unwrap(&wrapped, token.expose()) {
        Ok(_key) => return Ok(Rekeyed::AlreadySo),
        Err(SealError::Damaged) => return Err(SchemaError::KeyDamaged.into()),
        Err(SealError::OtherToken) => {}
    }
    let old = old.ok_or(RekeyError::NoOldToken)?;
    let key = SealKey::unwrap(&wrapped, old.expose()).map_err(|error| match error {
        SealError::OtherToken => RekeyError::NeitherToken,
        SealError::Damaged => SchemaError::KeyDamaged.into(),
    })?;
    let anew = key.wrapped(token.expose(), nonce().map_err(SchemaError::from)?);
    change.execute(WRAP, &[&Unprinted(&anew), &Unprinted(&wrapped)]).await?;
    change.commit().await?;
    Ok(Rekeyed::Now)
}

/// A token begins with its bot's id: one of another bot would be refused by every start afterwards.
fn is_for(kept: &Kept, token: &Secret) -> Result<(), SchemaError> {
    let ours = token.expose().split(':').next().and_then(|digits| digits.parse().ok());
    match (kept.bot_id, ours) {
        (Some(owner), Some(ours)) if owner != ours => Err(SchemaError::OtherBot { owner, ours }),
        _ => Ok(()),
    }
}
