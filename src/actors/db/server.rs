//! Which server the database is on: its cluster's number and its timeline, which changes when a standby is promoted.
//!
//! Asked by `app.rs` at a start and whenever the lease was taken anew. <https://www.postgresql.org/docs/current/continuous-archiving.html#BACKUP-TIMELINES>
//!
//! **Invariant:** a server that is another one than the last is told once, and kept.
//! **Absent:** no alarm where the server does not say who it is: a hosted one may keep that to itself.

use super::{
    connect::{Connector, Purpose},
    error::DbError,
    losses,
};

/// The name of a log file begins with the timeline; the control file's own is behind until the first checkpoint after a promotion.
const IDENTITY: &str = "SELECT a.server, (SELECT system_identifier FROM pg_control_system())::text || '/' \
     || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) AS identity FROM about a";
/// `about` has one row.
const KEEP: &str = "UPDATE about SET server = $1";

/// Compares the server with the one that was met last, and keeps it. `compared`: what this process knows was looked for there, and
/// nothing is missing. `remembered`: the one that this machine met last, as far as it knows. Gives the one that it is, where it says so.
pub async fn meet(connector: &Connector, compared: bool, remembered: Option<&str>) -> Result<Option<String>, DbError> {
    let line = connector.connect(Purpose::Schema).await?;
    let row = match line.query_one(IDENTITY, &[]).await.map_err(DbError::from) {
        Err(error @ DbError::Refused { .. }) => {
            log::debug!(error = error.to_string().as_str(); "the server does not say which one it is");
            return Ok(None);
        }
        read => read?,
    };
    let (kept, now): (Option<String>, String) = (row.try_get("server")?, row.try_get("identity")?);
    let another = [kept.as_deref(), remembered].into_iter().flatten().find(|before| *before != now);
    match another {
        Some(before) if compared => {
            log::info!(before = before, now = now.as_str(); "the database is on another server or timeline, nothing that was acknowledged is missing");
        }
        Some(before) => {
            losses::raise_position_ids(connector).await?;
            log::warn!(
                before = before, now = now.as_str();
                "the database is on another server or timeline than before; whether it lost its last commits cannot be known here"
            );
        }
        None => {}
    }
    if kept.as_deref() != Some(now.as_str()) {
        line.execute(KEEP, &[&now]).await?;
    }
    Ok(Some(now))
}
