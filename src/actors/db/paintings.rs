//! The operator's hand in the paintings: look at them, approve, reject, have one made anew.
//!
//! Called by `angler art` over a connection of its own, beside a running service, which reads the states again within a minute.
//!
//! **Invariant:** all of the fish of one call, or nothing; a painting that leaves use takes its uploaded cards with it, so that
//! no card of the old one is shown as the new one's.
//! **Absent:** asking for a painting: the next catch does that.

use jiff::Timestamp;

use super::{
    connect::{Connector, Line},
    error::DbError,
    migrate::{self, SchemaError},
    rows::{RowError, get},
};
use crate::game::catalogue::FishId;

/// Where one fish's painting stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The fish's id.
    pub fish: String,
    /// `asked`, `refused`, `review` or `ready`.
    pub state: String,
    /// Requests that were paid for.
    pub attempts: i32,
    /// Since when.
    pub since: Timestamp,
    /// The picture's size, bytes.
    pub bytes: Option<i32>,
    /// Why there will be none.
    pub reason: Option<String>,
}

/// What the operator wants done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Use what waits for approval.
    Approve,
    /// Never use it, and ask for no other.
    Reject,
    /// Forget it: the next catch asks anew.
    Regenerate,
}

/// Why a wish was not done. Nothing was changed then.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum PaintingsError {
    /// The database failed, or is not angler's.
    #[error(transparent)]
    Schema(#[from] SchemaError),
    /// Not in the catalogue.
    #[error("'{0}' is no fish: `angler art list` names them")]
    NoFish(String),
    /// The fish has nothing to do it with.
    #[error("nothing was changed: {0} {1}")]
    Refused(FishId, &'static str),
}

impl From<tokio_postgres::Error> for PaintingsError {
    fn from(error: tokio_postgres::Error) -> PaintingsError {
        PaintingsError::Schema(error.into())
    }
}

impl From<RowError> for PaintingsError {
    fn from(error: RowError) -> PaintingsError {
        PaintingsError::Schema(SchemaError::Db(DbError::from(error)))
    }
}

/// The paintings of one house style, in one database.
pub struct Paintings {
    client: Line,
    style: i32,
}

const LIST: &str = "SELECT fish, state, attempts, changed_at, octet_length(picture) AS bytes, reason FROM art WHERE style = $1 ORDER BY fish";
const PICTURE: &str = "SELECT picture FROM art WHERE fish = $1 AND style = $2";
const ASKED_TODAY: &str =
    "SELECT coalesce((SELECT asked FROM art_days WHERE day = (now() AT TIME ZONE 'UTC')::date), 0)";

/// Protected by `art`'s checks: a state with a picture has one.
const APPROVE: &str =
    "UPDATE art SET state = 'ready', changed_at = now() WHERE fish = $1 AND style = $2 AND state = 'review'";
const REJECT: &str = "UPDATE art SET state = 'refused', picture = NULL, reason = 'rejected by the operator', changed_at = now() \
     WHERE fish = $1 AND style = $2 AND state IN ('review', 'ready')";
const REGENERATE: &str = "DELETE FROM art WHERE fish = $1 AND style = $2";
const FORGET_CARDS: &str = "DELETE FROM cards WHERE fish = $1 AND look = $2";

impl Wish {
    fn sql(self) -> &'static str {
        match self {
            Wish::Approve => APPROVE,
            Wish::Reject => REJECT,
            Wish::Regenerate => REGENERATE,
        }
    }

    fn refusal(self) -> &'static str {
        match self {
            Wish::Approve => "has no painting that waits for approval",
            Wish::Reject => "has no painting",
            Wish::Regenerate => "was never asked for: its next catch does that",
        }
    }
}

impl Paintings {
    /// Looks at the schema first, then connects in the service's own role.
    pub async fn open(connector: &Connector, style: i32) -> Result<Paintings, PaintingsError> {
        Ok(Paintings { client: migrate::operate(connector).await?, style })
    }

    /// Every fish that was ever asked for, by id.
    pub async fn list(&self) -> Result<Vec<Standing>, PaintingsError> {
        let mut all = Vec::new();
        for row in self.client.query(LIST, &[&self.style]).await? {
            all.push(Standing {
                fish: get(&row, "fish")?,
                state: get(&row, "state")?,
                attempts: get(&row, "attempts")?,
                since: get(&row, "changed_at")?,
                bytes: get(&row, "bytes")?,
                reason: get(&row, "reason")?,
            });
        }
        Ok(all)
    }

    /// Paintings asked for today (UTC).
    pub async fn asked_today(&self) -> Result<i32, PaintingsError> {
        Ok(self.client.query_one(ASKED_TODAY, &[]).await?.try_get(0)?)
    }

    /// The picture of a fish as the service sent it, where there is one.
    pub async fn picture(&self, fish: &str) -> Result<Option<Vec<u8>>, PaintingsError> {
        let row = self.client.query_opt(PICTURE, &[&fish, &self.style]).await?;
        Ok(row.map(|row| row.try_get(0)).transpose()?.flatten())
    }

    /// Does this with all of these fish, or with none. `look` is the name of a painted card's look.
    pub async fn wish(&mut self, wish: Wish, fish: &[FishId], look: &str) -> Result<(), PaintingsError> {
        // Dropped without a commit, it changes nothing.
        let change = self.client.transaction().await?;
        for fish in fish {
            if change.execute(wish.sql(), &[&fish.0, &self.style]).await? == 0 {
                return Err(PaintingsError::Refused(*fish, wish.refusal()));
            }
            if wish != Wish::Approve {
                change.execute(FORGET_CARDS, &[&fish.0, &look]).await?;
            }
        }
        change.commit().await?;
        Ok(())
    }
}
