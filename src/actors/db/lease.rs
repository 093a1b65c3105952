//! The lease: which process may poll, replay, send and settle.
//!
//! Taken by `app.rs` before any actor starts, and taken anew when its connection is lost. It is a session-level advisory
//! lock on a connection of its own, which the server gives up by itself when the process dies, and an epoch that every
//! settle carries, which fences out a process that was only believed dead.
//!
//! **Invariant:** while a [`Lease`] of epoch e is held, no other process has taken an epoch above e.

use std::time::Duration;

use super::{
    connect::{Connector, Line, Purpose},
    error::DbError,
    weather::Weather,
};

/// The advisory lock's key: "angler" in ASCII. Advisory locks are per database, so one key serves.
pub(super) const LOCK: i64 = 0x616e_676c_6572;
/// Time between two looks at a lock that another process holds, and between two signs of life of our own connection.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// Longest wait for a sign of life before the connection counts as lost.
const PATIENCE: Duration = Duration::from_secs(5);
/// Longest wait for the epoch: it waits for the settles in flight, which end within 5 s.
const EPOCH_PATIENCE: Duration = Duration::from_secs(10);

/// The lease's name in the weather.
const WORK: &str = "lease";

/// Waits for settles in flight (they hold the row FOR SHARE). Protected by `lease`'s one row.
const TAKE: &str = "UPDATE lease SET epoch = epoch + 1, owner = $1, since = now() RETURNING epoch";
/// The same, when nobody else has taken it since we did. Repeated after a lost answer: taken once more, ours all the same.
const TAKE_ANEW: &str =
    "UPDATE lease SET epoch = epoch + 1, owner = $1, since = now() WHERE owner = $1 RETURNING epoch";
/// Our own sessions at the server that we have no way to any longer; they would keep the lock. Asked as the login itself,
/// for the service's role may end nothing.
const END: &str = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity \
                   WHERE pid = ANY ($1) AND application_name = 'angler lease' AND datname = current_database()";

/// The right to run, held as long as this value and its connection live.
pub struct Lease {
    line: Line,
    /// The server's number of this session.
    session: i32,
    /// The number that every settle carries.
    pub epoch: i64,
}

impl Lease {
    /// Takes the lease, waiting for whoever holds it. Says once that it waits; from then on an outage is waited out too.
    pub async fn take(connector: &Connector, owner: &str) -> Result<Lease, DbError> {
        let mut looks = 0;
        loop {
            match try_take(connector, owner, &mut looks).await {
                Err(error) if looks > 0 && error.is_weather() => tokio::time::sleep(LOOK_EVERY).await,
                ended => return ended,
            }
        }
    }

    /// After [`lost`](Lease::lost): takes it anew, waiting out an outage, which is told to `weather`. `None`: another process
    /// has taken it since. `owner` is the one it was taken by, which no other process has.
    pub async fn take_anew(self, connector: &Connector, owner: &str, weather: &Weather) -> Option<Lease> {
        let mut sessions = vec![self.session];
        // Closed from our side; where that does not reach the server, it is told on another way.
        drop(self);
        loop {
            let tried = try_anew(connector, owner, &mut sessions).await;
            weather.told(WORK, &tried);
            match tried {
                Ok(taken) => return taken,
                Err(error) => log::debug!(error = error.to_string().as_str(); "the lease cannot be taken anew yet"),
            }
            tokio::time::sleep(LOOK_EVERY).await;
        }
    }

    /// Returns when the lease's connection is lost, with the reason, which is told to `weather` too: a restart of the server
    /// may be over before anything else has met it.
    pub async fn lost(&self, weather: &Weather) -> DbError {
        let reason = self.silent().await;
        weather.told::<()>(WORK, &Err(reason.clone()));
        reason
    }

    async fn silent(&self) -> DbError {
        // The lock is where the writes go: in the same session, at a server that was not demoted.
        let session = self.session;
        let ours = format!("SELECT 1 WHERE pg_backend_pid() = {session} AND NOT pg_is_in_recovery()");
        let silent = async {
            loop {
                tokio::time::sleep(LOOK_EVERY).await;
                match within(PATIENCE, self.line.simple_query(&ours)).await {
                    Ok(answer)
                        if answer.iter().any(|one| matches!(one, tokio_postgres::SimpleQueryMessage::Row(_))) => {}
                    Ok(_) => {
                        return DbError::Gone(
                            "its server became a standby, or a pooler changed the session".to_owned(),
                        );
                    }
                    Err(error) => return error,
                }
            }
        };
        tokio::select! {
            () = self.line.ended() => DbError::Down("the connection is closed".to_owned()),
            error = silent => error,
        }
    }
}

async fn try_take(connector: &Connector, owner: &str, looks: &mut u32) -> Result<Lease, DbError> {
    let line = connector.connect(Purpose::Lease).await?;
    let session = session(&line).await?;
    while !lock(&line).await? {
        *looks += 1;
        // The one before us may be ending just now.
        if *looks == 2 {
            log::info!("another angler holds the lease of this database, waiting for it to end");
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
    match epoch(&line, TAKE, owner).await? {
        Some(epoch) => Ok(Lease { line, session, epoch }),
        None => Err(DbError::Disagreement("the table lease has no row".to_owned())),
    }
}

async fn try_anew(connector: &Connector, owner: &str, sessions: &mut Vec<i32>) -> Result<Option<Lease>, DbError> {
    let login = connector.connect(Purpose::Schema).await?;
    within(PATIENCE, login.query_one(END, &[&*sessions])).await?;
    drop(login);
    let line = connector.connect(Purpose::Lease).await?;
    let session = session(&line).await?;
    sessions.push(session);
    // Our own session of before may be on its way out; one that stays is told again.
    let mut looks = 0;
    while !lock(&line).await? {
        let holder: String =
            within(PATIENCE, line.query_one("SELECT owner FROM lease", &[])).await?.try_get("owner")?;
        looks += 1;
        match () {
            () if holder != owner => return Ok(None),
            () if looks == 20 => return Err(DbError::Down("our own session keeps the lease".to_owned())),
            () => tokio::time::sleep(LOOK_EVERY / 10).await,
        }
    }
    Ok(epoch(&line, TAKE_ANEW, owner).await?.map(|epoch| Lease { line, session, epoch }))
}

async fn session(line: &Line) -> Result<i32, DbError> {
    Ok(within(PATIENCE, line.query_one("SELECT pg_backend_pid()", &[])).await?.try_get(0)?)
}

async fn lock(line: &Line) -> Result<bool, DbError> {
    Ok(within(PATIENCE, line.query_one("SELECT pg_try_advisory_lock($1)", &[&LOCK])).await?.try_get(0)?)
}

async fn epoch(line: &Line, take: &str, owner: &str) -> Result<Option<i64>, DbError> {
    let row = within(EPOCH_PATIENCE, line.query_opt(take, &[&owner])).await?;
    let epoch = row.map(|row| row.try_get("epoch")).transpose()?;
    if let Some(epoch) = epoch {
        log::info!(epoch = epoch; "lease taken");
    }
    Ok(epoch)
}

async fn within<T>(
    patience: Duration,
    asked: impl Future<Output = Result<T, tokio_postgres::Error>>,
) -> Result<T, DbError> {
    match tokio::time::timeout(patience, asked).await {
        Ok(answered) => Ok(answered?),
        Err(_elapsed) => Err(DbError::silent("the lease", patience)),
    }
}
