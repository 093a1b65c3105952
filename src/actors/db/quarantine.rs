//! The operator's hand in what was put aside: look at it, try it again, drop it.
//!
//! Called by `angler quarantine` over a connection of its own, beside a running service: no lease is needed, for nothing here
//! has an effect of the game. A retried update is an unfinished inbox row, which the Router takes up within 30 s; a retried
//! reply is owed again, and the Outbox takes it up within 30 s.
//!
//! **Invariant:** all of the ids of one call, or nothing; an update whose turn is in the ledger never becomes unfinished.
//! **Absent:** no text of a player leaves this file, only its size.

use std::{fmt, str::FromStr};

use jiff::Timestamp;
use tokio_postgres::{Row, Transaction, types::ToSql};

use super::{
    connect::{Connector, Line},
    error::DbError,
    messages::ReplyKey,
    migrate::{self, SchemaError},
    rows::get,
};
use crate::game::player::PlayerId;

/// What was put aside: an update by Telegram's id, or a durable reply by its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AsideId {
    /// `84100211`: an update that nobody could carry out.
    Update(i64),
    /// `12/3/1`: a reply that was given up (player / version / number).
    Reply(ReplyKey),
}

impl fmt::Display for AsideId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            AsideId::Update(update_id) => write!(f, "{update_id}"),
            AsideId::Reply(ReplyKey { player, version, seq }) => write!(f, "{}/{version}/{seq}", player.0),
        }
    }
}

impl FromStr for AsideId {
    type Err = AsideError;
    fn from_str(text: &str) -> Result<AsideId, AsideError> {
        let unreadable = || AsideError::NoId(text.chars().filter(|c| !c.is_control()).take(40).collect());
        let parts: Vec<&str> = text.split('/').collect();
        match parts[..] {
            [update_id] => Ok(AsideId::Update(update_id.parse().map_err(|_| unreadable())?)),
            [player, version, seq] => Ok(AsideId::Reply(ReplyKey {
                player: PlayerId(player.parse().map_err(|_| unreadable())?),
                version: version.parse().map_err(|_| unreadable())?,
                seq: seq.parse().map_err(|_| unreadable())?,
            })),
            _ => Err(unreadable()),
        }
    }
}

/// Something that was put aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aside {
    /// Which.
    pub id: AsideId,
    /// Whose; `None`: the update could not even be stored.
    pub player: Option<PlayerId>,
    /// Since when: an update since it was put aside, a reply since its turn was settled.
    pub since: Timestamp,
    /// Why.
    pub reason: String,
    /// Bytes of its text.
    pub size: i64,
}

/// Why the operator's wish was not done. Nothing was changed then.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum AsideError {
    /// The database failed, or is not angler's.
    #[error(transparent)]
    Schema(#[from] SchemaError),
    /// Not an id.
    #[error("'{0}' is no id: an update's is a number (84100211), a reply's is three (12/3/1), as the list shows them")]
    NoId(String),
    /// Some of the ids cannot be done.
    #[error("nothing was changed: {}", said(.0))]
    Refused(Vec<(AsideId, AsideRefusal)>),
    /// What kept an update out of the inbox still does.
    #[error("nothing was changed: {0} still cannot be stored: {1}; mend that first, or drop it")]
    Still(AsideId, DbError),
}

/// Why one id cannot be done.
#[derive(Clone, Copy, Debug, thiserror::Error, PartialEq, Eq)]
pub enum AsideRefusal {
    /// Unknown, or gone meanwhile.
    #[error("is not put aside")]
    Unknown,
    /// It was never stored, and its text or its sender is not known.
    #[error(
        "was never stored, and its text or its sender was not kept: its player may write again; to be rid of it, drop it"
    )]
    NotKept,
    /// Done, with its text emptied.
    #[error("has no text any more: it was done after all; to be rid of it, drop it")]
    Emptied,
    /// Its turn is in the ledger.
    #[error("took effect already, it is in the ledger; to be rid of it, drop it")]
    Settled,
}

fn said(refusals: &[(AsideId, AsideRefusal)]) -> String {
    refusals.iter().map(|(id, refusal)| format!("{id} {refusal}")).collect::<Vec<_>>().join("; ")
}

impl From<tokio_postgres::Error> for AsideError {
    fn from(error: tokio_postgres::Error) -> AsideError {
        AsideError::Schema(SchemaError::Db(error.into()))
    }
}

/// What was put aside, in one database.
pub struct Quarantine {
    client: Line,
}

impl Quarantine {
    /// Looks at the schema first, then connects in the service's own role.
    pub async fn open(connector: &Connector) -> Result<Quarantine, AsideError> {
        Ok(Quarantine { client: migrate::operate(connector).await? })
    }

    /// Updates and replies, the newest last of each; at most `limit` of each, the newest.
    pub async fn list(&self, limit: i64) -> Result<Vec<Aside>, AsideError> {
        let mut all = Vec::new();
        for row in self.client.query(UPDATES, &[&limit]).await?.iter().rev() {
            all.push(aside(row, AsideId::Update(row.try_get("update_id")?))?);
        }
        for row in self.client.query(REPLIES, &[&limit]).await?.iter().rev() {
            let player = PlayerId(row.try_get("player_id")?);
            let key = ReplyKey { player, version: row.try_get("version")?, seq: row.try_get("seq")? };
            all.push(aside(row, AsideId::Reply(key))?);
        }
        Ok(all)
    }

    /// Makes all of them unfinished or owed again, or nothing.
    pub async fn retry(&mut self, ids: &[AsideId]) -> Result<(), AsideError> {
        self.each(ids, RETRY_UPDATE, RETRY_REPLY).await
    }

    /// Forgets all of them, or nothing.
    pub async fn drop_all(&mut self, ids: &[AsideId]) -> Result<(), AsideError> {
        self.each(ids, DROP_UPDATE, DROP_REPLY).await
    }

    async fn each(&mut self, ids: &[AsideId], update: &str, reply: &str) -> Result<(), AsideError> {
        // Dropped without a commit, it changes nothing.
        let change = self.client.transaction().await?;
        let mut refused = Vec::new();
        let mut done: Vec<AsideId> = Vec::new();
        for id in ids {
            if done.contains(id) {
                continue;
            }
            done.push(*id);
            let retries = update == RETRY_UPDATE;
            let changed = match id {
                AsideId::Update(update_id) => match change.execute(update, &[update_id]).await.map_err(DbError::from) {
                    Err(error) if retries && !error.is_silence() => return Err(AsideError::Still(*id, error)),
                    changed => changed.map_err(SchemaError::Db)?,
                },
                AsideId::Reply(key) => {
                    let values: [&(dyn ToSql + Sync); 3] = [&key.player.0, &key.version, &key.seq];
                    change.execute(reply, &values).await?
                }
            };
            if changed == 0 {
                refused.push((*id, why_not(&change, *id).await?));
            }
        }
        if !refused.is_empty() {
            return Err(AsideError::Refused(refused));
        }
        change.commit().await?;
        Ok(())
    }
}

fn aside(row: &Row, id: AsideId) -> Result<Aside, AsideError> {
    let read = || {
        let player: Option<i64> = get(row, "player_id")?;
        Ok(Aside {
            id,
            player: player.map(PlayerId),
            since: get(row, "since")?,
            reason: get(row, "reason")?,
            size: get(row, "size")?,
        })
    };
    read().map_err(|error: super::rows::RowError| AsideError::Schema(SchemaError::Db(DbError::from(error))))
}

/// Why an update was not retried: asked in the same transaction, after nothing was changed.
async fn why_not(change: &Transaction<'_>, id: AsideId) -> Result<AsideRefusal, AsideError> {
    let AsideId::Update(update_id) = id else { return Ok(AsideRefusal::Unknown) };
    let row =
        change.query_opt("SELECT player_id, raw = '' FROM quarantine WHERE update_id = $1", &[&update_id]).await?;
    let Some(row) = row else { return Ok(AsideRefusal::Unknown) };
    Ok(match (row.try_get::<_, Option<i64>>(0)?, row.try_get(1)?) {
        (None, _) => AsideRefusal::NotKept,
        (Some(_), true) => AsideRefusal::Emptied,
        (Some(_), false) => AsideRefusal::Settled,
    })
}

const UPDATES: &str = "SELECT update_id, player_id, since, reason, octet_length(raw)::bigint AS size FROM quarantine \
     ORDER BY since DESC, update_id DESC LIMIT $1";

/// Reads the whole outbox, which keeps three days: an index for this alone would be written with every reply.
const REPLIES: &str = "SELECT player_id, version, seq, settled_at AS since, given_up AS reason, \
     octet_length(body)::bigint AS size FROM outbox WHERE delivered_at IS NOT NULL AND given_up IS NOT NULL \
     ORDER BY settled_at DESC, player_id, version, seq LIMIT $1";

/// One statement: out of the quarantine and into the inbox, unfinished, with the time of its command. Its inbox row may have
/// been pruned by now; then it counts from when it was put aside, which is older than any cast may be. Never the second effect:
/// the ledger is asked, and `settle()` itself lets only what is not done in. Protected by both tables' keys.
///
/// One that could not be stored is stored now, as a page would have been, by Telegram's id of its sender; then it counts from
/// when it was put aside.
const RETRY_UPDATE: &str = "WITH unstored AS (DELETE FROM quarantine WHERE update_id = $1 AND player_id IS NULL \
     AND telegram_id IS NOT NULL AND raw <> '' RETURNING update_id, telegram_id, since, raw), \
     received AS (SELECT r.update_id FROM unstored u, \
     receive(ARRAY[ROW(u.update_id, u.telegram_id, u.since, u.raw)::incoming]) r), \
     taken AS (DELETE FROM quarantine q WHERE update_id = $1 AND player_id IS NOT NULL AND raw <> '' \
     AND NOT EXISTS (SELECT FROM ledger l WHERE l.player_id = q.player_id AND l.cause = 'u' || q.update_id) \
     RETURNING update_id, player_id, since, raw), \
     kept AS (INSERT INTO inbox (update_id, player_id, arrived_at, raw) SELECT update_id, player_id, since, raw FROM taken \
     ON CONFLICT (update_id) DO UPDATE SET raw = EXCLUDED.raw, done_at = NULL, tries = 0, starts = 0 RETURNING update_id) \
     SELECT update_id FROM kept UNION ALL SELECT update_id FROM received";

/// Owed again; `given_up` stays as the mark by which the Outbox finds it, and is emptied when it is delivered.
const RETRY_REPLY: &str = "UPDATE outbox SET delivered_at = NULL WHERE player_id = $1 AND version = $2 AND seq = $3 \
     AND delivered_at IS NOT NULL AND given_up IS NOT NULL";

const DROP_UPDATE: &str = "DELETE FROM quarantine WHERE update_id = $1";

const DROP_REPLY: &str = "DELETE FROM outbox WHERE player_id = $1 AND version = $2 AND seq = $3 \
     AND delivered_at IS NOT NULL AND given_up IS NOT NULL";
