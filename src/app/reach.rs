//! Reaching the bot's database beside the service: what the operator's commands stand on.
//!
//! Called by `operator`. The database of `DATABASE_URL`, else the private PostgreSQL of `DATA_DIR`: over its socket while a
//! service runs it, else started for as long as the value lives.
//!
//! **Invariant:** no lease is taken and no schema made; a private PostgreSQL is made only where that was asked for.

use std::path::PathBuf;

use super::{
    StartError,
    private_postgres::{self, Durability, PrivatePostgres, PrivatePostgresError},
};
use crate::{
    actors::db::{DbError, connect::Connector},
    config::Config,
    plumbing::net::roots::Roots,
};

/// What to do where there is no private PostgreSQL yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// Say so: a folder that was mistyped shall not become a database.
    Refuse,
    /// Make one.
    Make,
}

/// A database within reach.
pub struct Reached {
    /// How to connect.
    pub connector: Connector,
    /// Where programs of its version are; `None`: it is not ours, use the installed ones.
    pub programs: Option<PathBuf>,
    started: Option<PrivatePostgres>,
}

impl Reached {
    /// Ends what was started for it; blocks a moment.
    pub fn leave(self) {
        if let Some(private) = self.started {
            private.stop();
        }
    }
}

/// Finds the database of the settings, as the service would.
pub async fn reach(config: &Config, missing: Missing) -> Result<Reached, StartError> {
    if let Some(url) = &config.database_url {
        let connector = Connector::believing(url, &Roots::of(&config.outward));
        let connector = connector.map_err(StartError::DatabaseUrl)?;
        return Ok(Reached { connector, programs: None, started: None });
    }
    let folder = config.data_dir.clone();
    if missing == Missing::Refuse && !folder.join("postgres").exists() {
        return Err(StartError::NoDatabase { folder: folder.display().to_string() });
    }
    let reached = tokio::task::spawn_blocking(move || {
        if let Some(guest) = PrivatePostgres::visit(&folder) {
            return Ok((guest, None));
        }
        let private = PrivatePostgres::start(&folder, Durability::Durable).map_err(|error| match error {
            // A unit's own folder: root may visit a server that runs there, and start none.
            PrivatePostgresError::Closed { folder, .. } => StartError::Asleep { folder },
            error => error.into(),
        })?;
        Ok::<_, StartError>((private.guest(), Some(private)))
    });
    let (guest, started) = reached.await.map_err(|error| StartError::Database(DbError::Down(error.to_string())))??;
    let connector = Connector::new(&guest.address(private_postgres::DATABASE)).map_err(StartError::DatabaseUrl)?;
    Ok(Reached { connector, programs: Some(guest.programs), started })
}
