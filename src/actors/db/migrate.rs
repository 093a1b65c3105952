//! The schema of a database: made when it is empty, brought up to date step by step, refused when it is newer than we are.
//!
//! Called by `app.rs` before the pool opens, and by `angler check` (which only looks).
//!
//! **Invariant:** after [`bring_up_to_date`] the database has exactly the schema of `schema.sql` at [`NUMBER`].

use tokio_postgres::Client;

use super::{
    connect::{ConnectError, Connector, Line, MAY_PUT_ON, Purpose},
    error::DbError,
    queries::players::CLAIM_FOR_BOT,
    rights,
};

/// The whole schema, for an empty database.
const SCHEMA: &str = include_str!("../../../schema.sql");

/// The numbered steps after the first schema: `STEPS[i]` brings number i + 1 to i + 2. See `steps/`.
const STEPS: &[&str] = &[
    include_str!("steps/0002-lighter-inbox.sql"),
    include_str!("steps/0003-art-by-day.sql"),
    include_str!("steps/0004-for-people-who-come-back.sql"),
    include_str!("steps/0005-boards-without-an-index-by-cents.sql"),
    include_str!("steps/0006-put-aside-with-its-sender.sql"),
    include_str!("steps/0007-topics-and-quotes.sql"),
    include_str!("steps/0008-what-was-lost-and-what-was-said.sql"),
    include_str!("steps/0009-a-draw-of-two.sql"),
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
    /// It could not be reached.
    #[error(transparent)]
    Connect(#[from] ConnectError),
    /// A newer program has been here.
    #[error("the database has schema {found} and this angler knows {NUMBER}: use the newer angler")]
    Newer {
        /// What it has.
        found: i32,
    },
    /// A right of the service is missing.
    #[error("rights of the service are missing ({missing}): let the owner of the tables, or a superuser, GRANT them")]
    Rights {
        /// Which.
        missing: String,
    },
    /// No tables yet, where some are needed.
    #[error("the database is empty: angler has not run on it yet")]
    Empty,
    /// Tables of someone else.
    #[error("the database is neither empty nor angler's: give it a database of its own")]
    Foreign,
    /// Its encoding cannot hold what players write.
    #[error(
        "the database is encoded in {encoding} and must be in UTF8: make it anew, CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0"
    )]
    Encoding {
        /// Which.
        encoding: String,
    },
    /// No tables may be made.
    #[error(
        "the login {login} may make no tables in the schema {schema}: make it the database's owner, or give it a schema of its own \
         (CREATE SCHEMA {login} AUTHORIZATION {login})"
    )]
    Locked {
        /// Who.
        login: String,
        /// Where.
        schema: String,
    },
    /// Its key is wrapped for another token.
    #[error(
        "the seeds in this database are sealed for another token of this bot: set TELEGRAM_TOKEN_OLD to that one and type \
         `angler rekey`, or set TELEGRAM_BOT_TOKEN to it again"
    )]
    OtherToken,
    /// Its wrapped key was changed.
    #[error(
        "the key of this database is damaged (sealed_key or forget_key of the table about): bring these columns back from a backup, \
         without them no line that is out can be closed"
    )]
    KeyDamaged,
    /// Its key is not the one that its seeds were sealed with.
    #[error(
        "the seeds in this database were sealed with a key that is gone (sealed_key of the table about): bring it back from a backup of \
         this database, without it no line that is out can be closed"
    )]
    KeyGone,
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

impl SchemaError {
    /// What is in the way, when waiting helps.
    pub fn is_away(&self) -> Option<String> {
        match self {
            SchemaError::Db(error) if error.is_weather() => Some(error.to_string()),
            SchemaError::Connect(ConnectError::Away(words)) => Some(words.clone()),
            _ => None,
        }
    }
}

impl From<tokio_postgres::Error> for SchemaError {
    fn from(error: tokio_postgres::Error) -> SchemaError {
        SchemaError::Db(error.into())
    }
}

/// The part of [`SCHEMA`] about the service's role: run again where the role or a right of it is missing, and after steps.
pub(super) fn role() -> &'static str {
    let begins = SCHEMA.find("-- Roles belong to the cluster").expect("the schema has its part about the role");
    let part = &SCHEMA[begins..];
    &part[..part.find("\n----").expect("the part ends with a line of dashes")]
}

/// Makes or upgrades the schema, all in one transaction under a lock; a second process waits for the first.
pub async fn bring_up_to_date(connector: &Connector) -> Result<(), SchemaError> {
    connector.has_sessions().await?;
    let mut client = connector.open(Purpose::Schema).await?;
    ground(&client).await?;
    let change = client.transaction().await?;
    change.execute("SELECT pg_advisory_xact_lock($1)", &[&LOCK]).await?;
    let found = made(change.client()).await?;
    change.commit().await?;
    match found {
        None => log::info!(schema = NUMBER; "database made"),
        Some(NUMBER) => {}
        Some(found) => log::info!(from = found, schema = NUMBER; "database upgraded"),
    }
    Ok(())
}

/// Makes or upgrades the schema in the transaction that is open; the number that was found.
pub(super) async fn made(client: &Client) -> Result<Option<i32>, SchemaError> {
    let found = number(client).await?;
    match found {
        None if is_empty(client).await? => client.batch_execute(SCHEMA).await?,
        None => return Err(SchemaError::Foreign),
        Some(found) if found > NUMBER => return Err(SchemaError::Newer { found }),
        Some(NUMBER) if may_use_role(client).await? && rights::are_whole(client).await? => {}
        Some(NUMBER) => client.batch_execute(role()).await?,
        Some(found) => {
            for sql in &STEPS[usize::try_from(found - 1).unwrap_or(0)..] {
                client.batch_execute(sql).await?;
            }
            client.batch_execute(role()).await?;
            client.execute("UPDATE about SET schema_number = $1", &[&NUMBER]).await?;
        }
    }
    Ok(found)
}

/// Whether the login may put the role on, and the role can see the tables.
pub(super) async fn may_use_role(client: &Client) -> Result<bool, SchemaError> {
    let may = format!("SELECT EXISTS (SELECT FROM pg_roles WHERE {MAY_PUT_ON})");
    Ok(client.query_one(&may, &[]).await?.try_get(0)?)
}

/// What must be so before anything is made: an encoding that holds every player's words, and a schema to make tables in.
pub(super) async fn ground(client: &Client) -> Result<(), SchemaError> {
    let asked = "SELECT getdatabaseencoding()::text, current_user::text, current_schema()::text, to_regclass('about') IS NOT NULL \
                     OR coalesce(has_schema_privilege(current_schema(), 'CREATE'), false)";
    let row = client.query_one(asked, &[]).await?;
    let (encoding, login): (String, String) = (row.try_get(0)?, row.try_get(1)?);
    if encoding != "UTF8" {
        return Err(SchemaError::Encoding { encoding });
    }
    match row.try_get(2)? {
        Some(_) if row.try_get(3)? => Ok(()),
        schema => Err(SchemaError::Locked { login, schema: schema.unwrap_or_else(|| "of its search_path".to_owned()) }),
    }
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
    let client = connector.open(Purpose::Schema).await?;
    ground(&client).await?;
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
        Seen::Ours { .. } => Ok(connector.open(Purpose::Operator).await?),
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
    // What an extension brought is nobody's data.
    let tables = "SELECT count(*) = 0 FROM pg_class WHERE relnamespace = to_regnamespace(quote_ident(current_schema())) \
                  AND relkind IN ('r', 'p') AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass \
                  AND objid = pg_class.oid AND deptype = 'e')";
    Ok(client.query_one(tables, &[]).await?.try_get(0)?)
}

/// Makes the database this bot's, or refuses one that is another's. A database belongs to the first bot that used it.
pub async fn claim_for_bot(connector: &Connector, ours: i64) -> Result<(), SchemaError> {
    let client = connector.open(Purpose::Schema).await?;
    let owner: i64 = client.query_one(CLAIM_FOR_BOT, &[&ours]).await?.try_get(0)?;
    if owner == ours { Ok(()) } else { Err(SchemaError::OtherBot { owner, ours }) }
}
