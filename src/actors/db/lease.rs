//! The lease: which process may poll, replay, send and settle.
//!
//! Taken by `app.rs` before any actor starts. It is a session-level advisory lock on a connection of its own, which the
//! server gives up by itself when the process dies, and an epoch that every settle carries, which fences out a process
//! that was only believed dead.
//!
//! **Invariant:** while a [`Lease`] of epoch e is held, no other process has taken an epoch above e.

use std::time::Duration;

use tokio_postgres::Client;

use super::{
    connect::{Connector, Purpose},
    error::DbError,
};

/// The advisory lock's key: "angler" in ASCII. Advisory locks are per database, so one key serves.
const LOCK: i64 = 0x616e_676c_6572;
/// Time between two looks at a lock that another process holds, and between two signs of life of our own connection.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// Longest wait for a sign of life before the connection counts as lost.
const PATIENCE: Duration = Duration::from_secs(5);

/// The right to run, held as long as this value and its connection live.
pub struct Lease {
    client: Client,
    /// The number that every settle carries.
    pub epoch: i64,
}

impl Lease {
    /// Takes the lease, waiting for whoever holds it. Says once that it waits.
    ///
    /// Protected by `lease`'s one row; the UPDATE waits for settles in flight (they hold the row FOR SHARE).
    pub async fn take(connector: &Connector, owner: &str) -> Result<Lease, DbError> {
        let client = connector.connect(Purpose::Lease).await?;
        let mut said = false;
        loop {
            let row = client.query_one("SELECT pg_try_advisory_lock($1)", &[&LOCK]).await?;
            if row.try_get::<_, bool>(0)? {
                break;
            }
            if !said {
                log::info!("another angler holds the lease of this database, waiting for it to end");
                said = true;
            }
            tokio::time::sleep(LOOK_EVERY).await;
        }
        let row = client
            .query_one("UPDATE lease SET epoch = epoch + 1, owner = $1, since = now() RETURNING epoch", &[&owner])
            .await?;
        let epoch = row.try_get(0)?;
        log::info!(epoch = epoch; "lease taken");
        Ok(Lease { client, epoch })
    }

    /// Returns when the lease's connection is lost, with the reason.
    pub async fn lost(&self) -> DbError {
        loop {
            tokio::time::sleep(LOOK_EVERY).await;
            match tokio::time::timeout(PATIENCE, self.client.simple_query("SELECT 1")).await {
                Ok(Ok(_)) => {}
                Ok(Err(error)) => return error.into(),
                Err(_elapsed) => return DbError::Down("the lease's connection gives no sign of life".to_owned()),
            }
        }
    }
}
