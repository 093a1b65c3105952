//! A start, tried on the real database and taken back: the schema, the role, the first statements, the connections.
//!
//! Called by `angler check`. Everything that changes something is done in one transaction that is rolled back; where a service works
//! on the tables, an upgrade of them is not tried, for it would wait, and no more connections are opened, for they are its.
//!
//! **Invariant:** nothing is left behind; what fails here would fail at the start.

use std::time::Duration;

use futures_util::future::join_all;
use tokio_postgres::Client;

use super::{
    connect::{Between, Connector, PATH, Purpose},
    error::DbError,
    lease,
    migrate::{self, SchemaError, Seen},
    queries, rights,
    room::{BESIDE, fitted, room},
};

/// Longest wait for a lock on a table: a service that works holds it only for moments.
const LOCK: Duration = Duration::from_secs(1);

/// Who holds the lease now. The lock's key is told in two halves; protected by `lease`'s one row.
const HOLDER: &str = "SELECT owner FROM lease WHERE EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted \
     AND objsubid = 1 AND (classid::bigint << 32) + objid::bigint = $1 \
     AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))";

/// What a session has: asked of one that is set as the pool's are.
const SESSION: &str = "SELECT current_user::text, current_setting('statement_timeout'), current_setting('server_encoding'), \
     current_setting('server_version')";

/// What a start would find.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rehearsed {
    /// The database, as it is now.
    pub seen: Seen,
    /// What the pool's sessions have.
    pub session: Session,
    /// Whether they work in the service's own role.
    pub in_role: bool,
    /// Connections that the server has for this login.
    pub room: u32,
    /// Who stands between us and the server.
    pub between: Option<Between>,
    /// The service that works on it now, as it calls itself.
    pub holder: Option<String>,
    /// The upgrade was not tried: somebody works on the tables.
    pub busy: bool,
    /// How many connections a start opens at once, and why it would not get them.
    pub opened: (u32, Option<String>),
}

/// A session of the pool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Whose rights the service works with.
    pub works_as: String,
    /// After how long the server ends a statement, in its own words; "0" is never.
    pub statement_timeout: String,
    /// How the database is encoded.
    pub encoding: String,
    /// The server's version.
    pub version: String,
}

/// Tries a start with a pool of this size. Connects as the schema's step does and as the pool does.
pub async fn rehearse(connector: &Connector, pool: (u32, u32)) -> Result<Rehearsed, SchemaError> {
    let seen = migrate::look(connector).await?;
    connector.has_sessions().await?;
    let mut client = connector.open(Purpose::Schema).await?;
    let room = room(&client).await?;
    let between = connector.between(&client).await;
    let holder = match seen {
        Seen::Empty => None,
        Seen::Ours { .. } => client.query_opt(HOLDER, &[&lease::LOCK]).await?.map(|row| row.try_get(0)).transpose()?,
    };
    let tried = client.transaction().await?;
    tried.batch_execute(&format!("SET LOCAL lock_timeout = {}", LOCK.as_millis())).await?;
    let made = migrate::made(tried.client()).await;
    let busy = matches!(&made, Err(SchemaError::Db(DbError::Down(words))) if words.contains("(55P03)"));
    let mut in_role = false;
    let mut session = None;
    if !busy {
        made?;
        in_role = migrate::may_use_role(tried.client()).await?;
        session = Some(first_statements(tried.client(), in_role).await?);
    }
    tried.rollback().await?;
    // In an empty database there is nothing yet that the role could see.
    let session = match session.filter(|_| seen == Seen::Empty) {
        Some(session) => session,
        None => session_of(&*connector.open(Purpose::Pool).await?).await?,
    };
    let in_role = if busy { session.works_as == "angler_app" } else { in_role };
    drop(client);
    // Beside the pool's own a start opens the lease's, the marks' and the audit's.
    let wanted = fitted(pool, room).0 + BESIDE - 1;
    let why_not = if holder.is_some() { None } else { opened_at_once(connector, wanted).await };
    Ok(Rehearsed { seen, session, in_role, room, between, holder, busy, opened: (wanted, why_not) })
}

/// Does what a start does first, in the transaction that is open and in the service's role where that can be put on.
async fn first_statements(client: &Client, in_role: bool) -> Result<Session, SchemaError> {
    // The claim for the bot is the login's own, the rest is the service's.
    let mut missing = rights::missing(client, None, &rights::of_login()).await?;
    client.batch_execute(&Purpose::Pool.settings()).await?;
    if in_role {
        client.batch_execute(&format!("{PATH} SET LOCAL ROLE angler_app")).await?;
    }
    for sql in queries::HOT {
        client.prepare(sql).await?;
    }
    missing.extend(rights::missing(client, None, &rights::of_role()).await?);
    if missing.is_empty() { session_of(client).await } else { Err(SchemaError::Rights { missing: missing.join(", ") }) }
}

async fn session_of(client: &Client) -> Result<Session, SchemaError> {
    let row = client.query_one(SESSION, &[]).await?;
    let version: String = row.try_get(3)?;
    Ok(Session {
        works_as: row.try_get(0)?,
        statement_timeout: row.try_get(1)?,
        encoding: row.try_get(2)?,
        version: version.split(' ').next().unwrap_or_default().to_owned(),
    })
}

/// Opens so many connections at the same time and closes them again; why not, where one cannot be had.
async fn opened_at_once(connector: &Connector, wanted: u32) -> Option<String> {
    let opened = join_all((0..wanted).map(|_| connector.open(Purpose::Schema))).await;
    opened.into_iter().find_map(Result::err).map(|error| error.words())
}
