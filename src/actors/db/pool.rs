//! The bb8 pool: connections with their prepared statements, and one request with its retries.
//!
//! Used by the DbActor and the writers.
//!
//! **Invariant:** a statement is prepared once per connection; a request is repeated only for connection-class errors, and
//! only requests that may be repeated come here (reads, and writes that a second time change nothing).
//! **Absent:** no BEGIN: every request is one statement, so a cancelled one leaves no open transaction behind.

use std::{
    collections::HashMap,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use backon::{ExponentialBuilder, Retryable};
use bb8_postgres::PostgresConnectionManager;
use tokio_postgres::{Client, Error, Statement};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::{
    connect::{Connector, Purpose},
    error::DbError,
};
use crate::plumbing::paths::{Path, took};

/// A connection of the pool with what has been prepared on it.
pub struct Link {
    client: Client,
    prepared: HashMap<&'static str, Statement>,
}

impl Link {
    /// The client and `sql` prepared on it, prepared now if this connection has not met it before.
    pub async fn prepared(&mut self, sql: &'static str) -> Result<(&Client, Statement), Error> {
        let statement = match self.prepared.get(sql) {
            Some(statement) => statement.clone(),
            None => {
                let statement = self.client.prepare(sql).await?;
                self.prepared.insert(sql, statement.clone());
                statement
            }
        };
        Ok((&self.client, statement))
    }
}

/// bb8's manager for [`Link`]s, over bb8-postgres.
pub struct Manager(PostgresConnectionManager<MakeRustlsConnect>);

impl bb8::ManageConnection for Manager {
    type Connection = Link;
    type Error = Error;

    async fn connect(&self) -> Result<Link, Error> {
        Ok(Link { client: self.0.connect().await?, prepared: HashMap::new() })
    }

    async fn is_valid(&self, link: &mut Link) -> Result<(), Error> {
        self.0.is_valid(&mut link.client).await
    }

    fn has_broken(&self, link: &mut Link) -> bool {
        self.0.has_broken(&mut link.client)
    }
}

/// The pool, and whether the weather is bad (so that an outage is told once).
#[derive(Clone)]
pub struct Pool {
    links: bb8::Pool<Manager>,
    at_most: u32,
    outage: Arc<AtomicBool>,
}

/// How many connections a pool has.
#[derive(Clone, Copy, Debug)]
pub struct PoolState {
    /// Open.
    pub open: u32,
    /// Of these, in use.
    pub in_use: u32,
    /// It may open so many.
    pub at_most: u32,
}

/// Longest wait for a free connection: well over a settle, well under a player's patience.
const PATIENCE: Duration = Duration::from_secs(3);

/// How often and when a request is tried again before its caller hears of it: 5 tries within about two seconds.
fn again() -> ExponentialBuilder {
    ExponentialBuilder::default()
        .with_min_delay(Duration::from_millis(50))
        .with_max_delay(Duration::from_secs(1))
        .with_max_times(5)
        .with_jitter()
}

/// When to try again where nobody can be told (a settle in an outage): without an end, at most every 3 s.
pub fn until_it_clears() -> ExponentialBuilder {
    ExponentialBuilder::default()
        .with_min_delay(Duration::from_millis(50))
        .with_max_delay(Duration::from_secs(3))
        .without_max_times()
        .with_jitter()
}

impl Pool {
    /// Opens the pool with `min` connections made now and at most `max` later; what was opened stays open.
    ///
    /// Not bb8's `min_idle`: it keeps so many idle beside those in use, so a pool of 10 would be one of 11 after its first
    /// request. Nor its reaper, which would close the first ten too.
    pub async fn open(connector: &Connector, (min, max): (u32, u32)) -> Result<Pool, DbError> {
        let manager = Manager(PostgresConnectionManager::new(connector.address(Purpose::Pool), connector.tls()));
        let links = bb8::Pool::builder()
            .max_size(max)
            .idle_timeout(None)
            .max_lifetime(None)
            .connection_timeout(PATIENCE)
            .test_on_check_out(false)
            .build(manager)
            .await
            .map_err(DbError::from)?;
        let opened = futures_util::future::join_all((0..min).map(|_| links.get())).await;
        for link in opened {
            drop(link.map_err(DbError::from)?);
        }
        Ok(Pool { links, at_most: max, outage: Arc::new(AtomicBool::new(false)) })
    }

    /// How many connections there are.
    pub fn state(&self) -> PoolState {
        let state = self.links.state();
        let in_use = state.connections.saturating_sub(state.idle_connections);
        PoolState { open: state.connections, in_use, at_most: self.at_most }
    }

    /// True while the database does not answer.
    pub fn is_out(&self) -> bool {
        self.outage.load(Ordering::Relaxed)
    }

    /// One request, once.
    pub async fn once<T>(&self, request: impl AsyncFn(&mut Link) -> Result<T, DbError>) -> Result<T, DbError> {
        let outcome = match self.links.get().await {
            Ok(mut link) => request(&mut link).await,
            Err(error) => Err(error.into()),
        };
        self.tell_weather(outcome.as_ref().err());
        outcome
    }

    /// One request, tried again for errors of the connection.
    pub async fn ask<T>(&self, request: impl AsyncFn(&mut Link) -> Result<T, DbError>) -> Result<T, DbError> {
        (|| self.once(&request)).retry(again()).when(DbError::is_weather).await
    }

    fn tell_weather(&self, error: Option<&DbError>) {
        match error {
            Some(DbError::Down(reason)) if !self.outage.swap(true, Ordering::Relaxed) => {
                took(Path::DatabaseAway);
                log::error!(reason = reason.as_str(); "database does not answer, waiting for it");
            }
            None if self.outage.swap(false, Ordering::Relaxed) => log::info!("database answers again"),
            _ => {}
        }
    }
}
