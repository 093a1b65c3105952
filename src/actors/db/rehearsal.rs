//! A start, tried on the real database and taken back: the schema, the role, the first statements.
//!
//! Called by `angler check`. Everything is done in one transaction that is rolled back; where a service works on the tables, an
//! upgrade of them is not tried, for it would wait.
//!
//! **Invariant:** nothing is left behind; what fails here would fail at the start.

use std::time::Duration;

use super::{
    connect::{Connector, PATH, Purpose},
    error::DbError,
    migrate::{self, SchemaError, Seen},
    queries,
    room::room,
};

/// Longest wait for a lock on a table: a service that works holds it only for moments.
const LOCK: Duration = Duration::from_secs(1);

/// What a start would find.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rehearsed {
    /// The database, as it is now.
    pub seen: Seen,
    /// Whose rights the service would work with.
    pub works_as: String,
    /// Whether that is the service's own role.
    pub in_role: bool,
    /// The server's version.
    pub version: String,
    /// Connections that it has for this login.
    pub room: u32,
    /// The upgrade was not tried: somebody works on the tables.
    pub busy: bool,
}

/// Tries a start. Connects as the schema's step does and as the pool does.
pub async fn rehearse(connector: &Connector) -> Result<Rehearsed, SchemaError> {
    let seen = migrate::look(connector).await?;
    connector.has_sessions().await?;
    let mut client = connector.open(Purpose::Schema).await?;
    let room = room(&client).await?;
    let version: String = client.query_one("SHOW server_version", &[]).await?.try_get(0)?;
    let version = version.split(' ').next().unwrap_or_default().to_owned();
    let tried = client.transaction().await?;
    tried.batch_execute(&format!("SET LOCAL lock_timeout = {}", LOCK.as_millis())).await?;
    let made = migrate::made(tried.client()).await;
    let busy = matches!(&made, Err(SchemaError::Db(DbError::Down(words))) if words.contains("(55P03)"));
    if !busy {
        made?;
        let in_role = migrate::may_use_role(tried.client()).await?;
        if in_role {
            tried.batch_execute(&format!("{PATH} SET LOCAL ROLE angler_app")).await?;
        }
        for sql in queries::HOT {
            tried.prepare(sql).await?;
        }
        let login: String = tried.query_one("SELECT current_user::text", &[]).await?.try_get(0)?;
        tried.rollback().await?;
        // In an empty database there is nothing yet that the role could see.
        if seen != Seen::Empty {
            let _connects = connector.open(Purpose::Pool).await?;
        }
        return Ok(Rehearsed { seen, works_as: login, in_role, version, room, busy: false });
    }
    tried.rollback().await?;
    let pool = connector.open(Purpose::Pool).await?;
    let login: String = pool.query_one("SELECT current_user::text", &[]).await?.try_get(0)?;
    Ok(Rehearsed { seen, in_role: login == "angler_app", works_as: login, version, room, busy: true })
}
