//! Losses as the database keeps them: written by the service that saw one, ended by the operator's word (`angler recover`).
//!
//! Asked by `app.rs` and `operator/recover.rs`. These connections are not compared with the past (see `past.rs`).
//!
//! **Invariant:** the operator's word, the new position ids and seeds, and what the players are told are one commit.

use std::time::Duration;

use jiff::Timestamp;

use super::{
    connect::{Connector, Purpose},
    error::DbError,
    migrate::{self, SchemaError},
    past::Loss,
    turn::UnprintedText,
};

/// Between two looks for the operator's word.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// Protected by the checks of `losses`.
const KEEP: &str =
    "INSERT INTO losses (since, until, turns, updates, players) VALUES ($1, $2, $3, $4, $5) RETURNING loss_id";
const IS_OVER: &str = "SELECT recovered_at IS NOT NULL FROM losses WHERE loss_id = $1";
const OPEN: &str =
    "SELECT loss_id, since, until, turns, updates, players FROM losses WHERE recovered_at IS NULL ORDER BY loss_id";
const END: &str = "UPDATE losses SET recovered_at = now() WHERE loss_id = $1";
/// A million further, as `scripts/restore` does: ids that were given out and are gone stand on buttons of old messages.
const RAISE: &str = "SELECT count(nextval('position_ids')) FROM generate_series(1, 1000)";
/// A seed that waits again may have been shown, in the proof of a catch that is gone: whoever knows his roll could choose his word by
/// it. So another waits under its number, as `scripts/restore` does. Protected by `waiting_seed_is_whole`; a UUID has 122 random bits.
const RESEED: &str = "WITH drawn AS MATERIALIZED (SELECT player_id, sha256(uuid_send(gen_random_uuid()) \
     || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())) AS seed FROM players \
     WHERE player_id = ANY ($1) AND seed_waiting IS NOT NULL) \
     UPDATE players p SET seed_waiting = d.seed, seed_commitment = sha256(d.seed) FROM drawn d WHERE p.player_id = d.player_id";
/// Behind the replies of the player's last turn that is there, and in the language of these. Who is a stranger again is welcomed as one. Protected by `outbox`'s
/// primary key; the audit knows the cause.
const TELL: &str = "INSERT INTO outbox (player_id, version, seq, cause, chat_id, method, body, keyboard, language) \
     SELECT p.player_id, p.version, (SELECT coalesce(max(o.seq), 0) + 1 FROM outbox o \
     WHERE o.player_id = p.player_id AND o.version = p.version), 'loss' || $2::bigint, p.telegram_id, 'message', \
     CASE l.language WHEN 'ru' THEN $4 ELSE $3 END, '', l.language FROM players p CROSS JOIN LATERAL (SELECT coalesce( \
     (SELECT o.language FROM outbox o WHERE o.player_id = p.player_id ORDER BY o.version DESC, o.seq DESC LIMIT 1), \
     p.language)) l (language) WHERE p.player_id = ANY ($1) AND p.telegram_id IS NOT NULL AND p.version > 0";

/// A loss that waits for the operator's word, or had it just now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    id: i64,
    /// When the oldest of it was acknowledged, and the newest.
    pub span: (Timestamp, Timestamp),
    /// Turns and updates that are gone.
    pub gone: (i64, i64),
    players: Vec<i64>,
    /// How many players are told.
    pub told: u64,
}

/// Writes a loss down and returns when the operator has said that it goes on; waits out an outage.
pub async fn until_recovered(connector: &Connector, loss: &Loss) {
    let mut written = None;
    loop {
        match look(connector, loss, &mut written).await {
            Ok(true) => return,
            Ok(false) => {}
            Err(error) => {
                log::debug!(error = error.to_string().as_str(); "whether the loss is over cannot be read yet");
            }
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
}

async fn look(connector: &Connector, loss: &Loss, written: &mut Option<i64>) -> Result<bool, DbError> {
    let line = connector.connect(Purpose::Operator).await?;
    if let Some(id) = *written
        && let Some(row) = line.query_opt(IS_OVER, &[&id]).await?
    {
        return Ok(row.try_get(0)?);
    }
    let players: Vec<i64> = loss.players.iter().map(|player| player.0).collect();
    let (turns, updates) = (loss.turns as i64, loss.updates as i64);
    let row = line.query_one(KEEP, &[&loss.since, &loss.until, &turns, &updates, &players]).await?;
    *written = Some(row.try_get(0)?);
    Ok(false)
}

/// An error that is waited out while a loss waits for the operator's word: it was seen by another process, or before a restart.
pub async fn none_waits(connector: &Connector) -> Result<(), DbError> {
    let line = connector.connect(Purpose::Operator).await?;
    match line.query_opt(&format!("{OPEN} LIMIT 1"), &[]).await? {
        None => Ok(()),
        Some(row) => {
            let (since, until): (Timestamp, Timestamp) = (row.try_get("since")?, row.try_get("until")?);
            let words = format!("it lost commits of {since} to {until}; an operator must type: angler recover");
            Err(DbError::Down(words))
        }
    }
}

/// The operator's word: all losses that wait for it are over, and the players are told these words (English, Russian) once.
pub async fn recover(connector: &Connector, words: (&str, &str)) -> Result<Vec<Written>, SchemaError> {
    let mut line = migrate::operate(connector).await?;
    let change = line.transaction().await?;
    let mut over = Vec::new();
    for row in change.query(&format!("{OPEN} FOR UPDATE"), &[]).await? {
        let mut written = Written {
            id: row.try_get("loss_id")?,
            span: (row.try_get("since")?, row.try_get("until")?),
            gone: (row.try_get("turns")?, row.try_get("updates")?),
            players: row.try_get("players")?,
            told: 0,
        };
        let (english, russian) = (UnprintedText(words.0), UnprintedText(words.1));
        written.told = change.execute(TELL, &[&written.players, &written.id, &english, &russian]).await?;
        change.execute(RESEED, &[&written.players]).await?;
        change.execute(END, &[&written.id]).await?;
        over.push(written);
    }
    if !over.is_empty() {
        change.query_one(RAISE, &[]).await?;
    }
    change.commit().await?;
    Ok(over)
}

/// The same where nothing is known to be gone, but the server is another one.
pub(super) async fn raise_position_ids(connector: &Connector) -> Result<(), DbError> {
    connector.connect(Purpose::Operator).await?.query_one(RAISE, &[]).await?;
    Ok(())
}
