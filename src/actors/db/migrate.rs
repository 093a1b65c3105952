//! The schema of a database: made when it is empty, brought up to date step by step, refused when it is newer than we are.
//!
//! Called by `app.rs` before the pool opens, and by `angler check` (which only looks).
//!
//! **Invariant:** after [`bring_up_to_date`] the database has exactly the schema of `schema.sql` at [`NUMBER`].

use tokio_postgres::Client;

use super::{
    connect::{Connector, Line, Purpose},
    error::DbError,
    queries::players::CLAIM_FOR_BOT,
};

/// The whole schema, for an empty database.
const SCHEMA: &str = include_str!("../../../schema.sql");

/// The numbered steps after the first schema: `STEPS[i]` brings number i + 1 to i + 2. See `steps/`.
const STEPS: &[&str] = &[
    include_str!("steps/0002-lighter-inbox.sql"),
    include_str!("steps/0003-art-by-day.sql"),
    include_str!("steps/0004-for-people-who-come-back.sql"),
    include_str!("steps/0005-boards-without-an-index-by-cents.sql"),
    include_str!("steps/0006-topics-and-quotes.sql"),
];

/// The schema number this program knows.
pub const NUMBER: i32 = 1 + STEPS.len() as i32;

/// The advisory lock under which the schema is changed: "schema" in ASCII.
const LOCK: i64 = 0x7363_6865_6d61;

/// Why a database cannot be used.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum SchemaError {
    /// The database failed.
    #[error(transparent)]
    Db(#[from] DbError),
    /// A newer program has been here.
    #[error("the database has schema {found} and this angler knows {NUMBER}: use the newer angler")]
    Newer {
        /// What it has.
        found: i32,
    },
    /// No tables yet, where some are needed.
    #[error("the database is empty: angler has not run on it yet")]
    Empty,
    /// Tables of someone else.
    #[error("the database is neither empty nor angler's: give it a database of its own")]
    Foreign,
    /// It belongs to another bot.
    #[error(
        "the database belongs to bot {owner}, and the token is that of bot {ours}: use that bot's token or a new database"
    )]
    OtherBot {
        /// Whose it is.
        owner: i64,
        /// Whose token this is.
        ours: i64,
    },
}

impl From<tokio_postgres::Error> for SchemaError {
    fn from(error: tokio_postgres::Error) -> SchemaError {
        SchemaError::Db(error.into())
    }
}

/// Makes or upgrades the schema, all in one transaction under a lock; a second process waits for the first.
pub async fn bring_up_to_date(connector: &Connector) -> Result<(), SchemaError> {
    let mut client = connector.connect(Purpose::Schema).await?;
    let change = client.transaction().await?;
    change.execute("SELECT pg_advisory_xact_lock($1)", &[&LOCK]).await?;
    let found = number(change.client()).await?;
    match found {
        None if is_empty(change.client()).await? => {
            change.batch_execute(SCHEMA).await?;
            log::info!(schema = NUMBER; "database made");
        }
        None => return Err(SchemaError::Foreign),
        Some(found) if found > NUMBER => return Err(SchemaError::Newer { found }),
        Some(NUMBER) => {}
        Some(found) => {
            for (step, sql) in STEPS.iter().enumerate().skip(usize::try_from(found - 1).unwrap_or(0)) {
                change.batch_execute(sql).await?;
                log::info!(schema = step + 2; "database upgraded");
            }
            change.execute("UPDATE about SET schema_number = $1", &[&NUMBER]).await?;
        }
    }
    change.commit().await?;
    Ok(())
}

/// What a database is, for somebody who only looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// It is empty: the schema will be made.
    Empty,
    /// It is angler's.
    Ours {
        /// Its schema; older ones will be upgraded.
        number: i32,
        /// The bot it belongs to; `None` before the first start.
        bot_id: Option<i64>,
    },
}

/// Looks at a database and changes nothing; one that [`bring_up_to_date`] would refuse is the same error.
pub async fn look(connector: &Connector) -> Result<Seen, SchemaError> {
    let client = connector.connect(Purpose::Schema).await?;
    match number(&client).await? {
        None if is_empty(&client).await? => Ok(Seen::Empty),
        None => Err(SchemaError::Foreign),
        Some(found) if found > NUMBER => Err(SchemaError::Newer { found }),
        Some(number) => {
            let bot_id = client.query_one("SELECT bot_id FROM about", &[]).await?.try_get(0)?;
            Ok(Seen::Ours { number, bot_id })
        }
    }
}

/// A connection for a command of the operator, in the service's own role; looks at the schema first, and needs one.
pub async fn operate(connector: &Connector) -> Result<Line, SchemaError> {
    match look(connector).await? {
        Seen::Empty => Err(SchemaError::Empty),
        Seen::Ours { .. } => Ok(connector.connect(Purpose::Operator).await?),
    }
}

/// The schema number of a database; `None` when it has none of ours.
pub async fn number(client: &Client) -> Result<Option<i32>, SchemaError> {
    let there =
        client.query_one("SELECT to_regclass('about') IS NOT NULL AND to_regclass('lease') IS NOT NULL", &[]).await?;
    if !there.try_get::<_, bool>(0)? {
        return Ok(None);
    }
    let row = client.query_opt("SELECT schema_number FROM about", &[]).await?;
    Ok(row.map(|row| row.try_get(0)).transpose()?)
}

async fn is_empty(client: &Client) -> Result<bool, SchemaError> {
    let tables = "SELECT count(*) = 0 FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'";
    Ok(client.query_one(tables, &[]).await?.try_get(0)?)
}

/// Makes the database this bot's, or refuses one that is another's. A database belongs to the first bot that used it.
pub async fn claim_for_bot(connector: &Connector, ours: i64) -> Result<(), SchemaError> {
    let client = connector.connect(Purpose::Schema).await?;
    let owner: i64 = client.query_one(CLAIM_FOR_BOT, &[&ours]).await?.try_get(0)?;
    if owner == ours { Ok(()) } else { Err(SchemaError::OtherBot { owner, ours }) }
}
