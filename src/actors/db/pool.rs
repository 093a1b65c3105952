//! The bb8 pool: connections with their prepared statements, and one request with its retries.
//!
//! Used by the DbActor and the writer.
//!
//! **Invariant:** a statement is prepared once per connection; a request is repeated only for connection-class errors, and
//! only requests that may be repeated come here (reads, and writes that a second time change nothing). Every request has a
//! deadline on our side too: a server that hangs, or a network that is a hole, never keeps a caller.
//! **Absent:** no BEGIN: every request is one statement, so a cancelled one leaves no open transaction behind.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU32, AtomicU64, Ordering},
    },
    time::Duration,
};

use backon::{ExponentialBuilder, Retryable};
use bb8_postgres::PostgresConnectionManager;
use tokio_postgres::{Client, Config, Error, NoTls, Statement};

use super::{
    connect::{Connector, HANDSHAKE, Line, Purpose},
    error::DbError,
    past::Past,
    queries, room,
    seals::Seals,
    weather::Weather,
};

/// A connection of the pool with what has been prepared on it.
pub struct Link {
    line: Line,
    seals: Seals,
    prepared: HashMap<&'static str, Statement>,
    /// A request on it was not answered in time, or its session is of no use: closed, and not given back.
    given_up: bool,
    /// The era it was opened in, see [`Manager::era`].
    era: u64,
}

impl Link {
    /// The client and `sql` prepared on it, prepared now if this connection has not met it before.
    pub async fn prepared(&mut self, sql: &'static str) -> Result<(&Client, Statement), Error> {
        let statement = match self.prepared.get(sql) {
            Some(statement) => statement.clone(),
            None => {
                let statement = self.line.prepare(sql).await?;
                self.prepared.insert(sql, statement.clone());
                statement
            }
        };
        Ok((&self.line, statement))
    }

    /// What this process knows to be in the database.
    pub(super) fn past(&self) -> &Past {
        &self.line.past
    }

    /// For the seeds that are read and written here.
    pub(super) fn seals(&self) -> &Seals {
        &self.seals
    }

    /// A connection on which what a burst asks is prepared, so that no player waits for the server to read its catalogue.
    async fn warm(line: Line, seals: Seals, era: u64) -> Result<Link, Error> {
        let statements = futures_util::future::try_join_all(queries::HOT.iter().map(|sql| line.prepare(sql))).await?;
        let prepared = queries::HOT.iter().copied().zip(statements).collect();
        Ok(Link { line, seals, prepared, given_up: false, era })
    }
}

/// bb8's manager for [`Link`]s, over bb8-postgres, which knows a broken connection; our connector makes them, for the other only
/// connects by the driver's own way. It keeps why the last one could not be made: whoever waits for one hears of that.
#[derive(Clone)]
struct Manager {
    connector: Connector,
    seals: Seals,
    judge: PostgresConnectionManager<NoTls>,
    failed: Arc<Mutex<Option<DbError>>>,
    /// Ends when a session says that its server only reads or shuts down: all that were opened before are of no use either.
    era: Arc<AtomicU64>,
}

impl Manager {
    async fn made(&self) -> Result<Link, DbError> {
        let era = self.era.load(Ordering::Relaxed);
        let line = self.connector.connect(Purpose::Pool).await?;
        match tokio::time::timeout(HANDSHAKE, Link::warm(line, self.seals.clone(), era)).await {
            Ok(link) => Ok(link?),
            Err(_elapsed) => Err(DbError::silent("a new connection", HANDSHAKE)),
        }
    }

    /// This link's session is over, and with it those of its era; whoever says so of an older one says nothing new.
    fn over(&self, link: &mut Link) {
        link.given_up = true;
        let next = link.era + 1;
        let _ended_already = self.era.compare_exchange(link.era, next, Ordering::Relaxed, Ordering::Relaxed);
    }

    fn failed(&self) -> MutexGuard<'_, Option<DbError>> {
        self.failed.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl bb8::ManageConnection for Manager {
    type Connection = Link;
    type Error = DbError;

    async fn connect(&self) -> Result<Link, DbError> {
        let made = self.made().await;
        *self.failed() = made.as_ref().err().cloned();
        made
    }

    /// Only what is known here without asking the server: a restart leaves a pool full of dead connections.
    async fn is_valid(&self, link: &mut Link) -> Result<(), DbError> {
        if self.has_broken(link) { Err(DbError::Down("the connection is closed".to_owned())) } else { Ok(()) }
    }

    fn has_broken(&self, link: &mut Link) -> bool {
        let past = self.connector.past();
        link.given_up
            || past.is_lost()
            || self.judge.has_broken(&mut link.line)
            || link.era != self.era.load(Ordering::Relaxed)
    }
}

/// The pool, and the weather at the database.
#[derive(Clone)]
pub struct Pool {
    links: bb8::Pool<Manager>,
    manager: Manager,
    at_least: u32,
    at_most: u32,
    /// Most connections that were in use at the same time since they were last counted.
    busiest: Arc<AtomicU32>,
    weather: Weather,
    _returning: Arc<Returning>,
}

/// Gives back what a burst left open, as long as the pool lives.
struct Returning(tokio::task::AbortHandle);

impl Drop for Returning {
    fn drop(&mut self) {
        self.0.abort();
    }
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

/// Between two looks at what is open beyond need: a burst of players comes in waves, and a connection is warm for the next one.
const GIVE_BACK_EVERY: Duration = Duration::from_secs(60);
/// Longest wait for a free connection: well over a settle, well under a player's patience.
const PATIENCE: Duration = Duration::from_secs(3);
/// Longest wait for an answer. The server ends a statement after 5 s itself; when nothing comes then, nobody is there.
pub(super) const DEADLINE: Duration = Duration::from_secs(7);

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
    /// Opens the pool with `min` connections made now and at most `max` later, or fewer, so that it fits into the server.
    ///
    /// Not bb8's `min_idle`: it keeps so many idle beside those in use, so a pool of 10 would be one of 11 after its first
    /// request. Nor its reaper, which would close the first ten too: [`give_back`](Pool::give_back) does not.
    pub async fn open(connector: &Connector, seals: &Seals, (min, max): (u32, u32)) -> Result<Pool, DbError> {
        let room = room::room(&*connector.connect(Purpose::Schema).await?).await?;
        let (at_least, at_most) = room::fitted((min, max), room);
        if at_most < max {
            log::warn!(room = room, pool = at_most; "the database has fewer connections than the pool may open");
        }
        let judge = PostgresConnectionManager::new(Config::new(), NoTls);
        let (connector, seals) = (connector.clone(), seals.clone());
        let manager = Manager { connector, seals, judge, failed: Arc::default(), era: Arc::default() };
        let links = bb8::Pool::builder()
            .max_size(at_most)
            .idle_timeout(None)
            .max_lifetime(None)
            .connection_timeout(PATIENCE)
            // The connection that was used last has everything prepared, here and in its backend's caches.
            .queue_strategy(bb8::QueueStrategy::Lifo)
            .test_on_check_out(true)
            .build(manager.clone())
            .await?;
        let busiest = Arc::new(AtomicU32::new(at_most));
        let returning = {
            let (links, busiest) = (links.clone(), busiest.clone());
            tokio::spawn(async move {
                loop {
                    tokio::time::sleep(GIVE_BACK_EVERY).await;
                    give_back(&links, &busiest, at_least).await;
                }
            })
        };
        let returning = Arc::new(Returning(returning.abort_handle()));
        let weather = Weather::default();
        let pool = Pool { links, manager, at_least, at_most, busiest, weather, _returning: returning };
        let opened = futures_util::future::join_all((0..at_least).map(|_| pool.links.get())).await;
        for link in opened {
            drop(link.map_err(|error| pool.why_none(error))?);
        }
        Ok(pool)
    }

    /// Closes what is open beyond the least, and beyond the most that was in use since this was asked before.
    pub async fn give_back(&self) {
        give_back(&self.links, &self.busiest, self.at_least).await;
    }

    /// How many connections there are.
    pub fn state(&self) -> PoolState {
        let state = self.links.state();
        PoolState { open: state.connections, in_use: in_use(&state), at_most: self.at_most }
    }

    /// The weather, as this pool's requests tell it.
    pub fn weather(&self) -> &Weather {
        &self.weather
    }

    /// Whether commits that were acknowledged are known to be gone.
    pub fn is_lost(&self) -> bool {
        self.manager.connector.past().is_lost()
    }

    /// One request, once. `work` is its name in the weather.
    pub async fn once<T>(
        &self,
        work: &'static str,
        request: impl AsyncFn(&mut Link) -> Result<T, DbError>,
    ) -> Result<T, DbError> {
        let outcome = match self.links.get().await {
            Ok(mut link) => match tokio::time::timeout(DEADLINE, request(&mut link)).await {
                Ok(outcome) => {
                    self.busiest.fetch_max(self.state().in_use, Ordering::Relaxed);
                    if let Err(DbError::Gone(_)) = &outcome {
                        self.manager.over(&mut link);
                    }
                    outcome
                }
                Err(_elapsed) => {
                    link.given_up = true;
                    Err(DbError::silent(work, DEADLINE))
                }
            },
            Err(error) => Err(self.why_none(error)),
        };
        self.weather.told(work, &outcome);
        outcome
    }

    /// Nothing became free in time: because all are busy, or because no new one can be made.
    fn why_none(&self, error: bb8::RunError<DbError>) -> DbError {
        match (&error, self.manager.failed().clone()) {
            (bb8::RunError::TimedOut, Some(reason)) => reason,
            _ => error.into(),
        }
    }

    /// One request, tried again for errors of the connection.
    pub async fn ask<T>(
        &self,
        work: &'static str,
        request: impl AsyncFn(&mut Link) -> Result<T, DbError>,
    ) -> Result<T, DbError> {
        (|| self.once(work, &request)).retry(again()).when(DbError::is_silence).await
    }
}

fn in_use(state: &bb8::State) -> u32 {
    state.connections.saturating_sub(state.idle_connections)
}

async fn give_back(links: &bb8::Pool<Manager>, busiest: &AtomicU32, at_least: u32) {
    let state = links.state();
    let needed = busiest.swap(in_use(&state), Ordering::Relaxed).max(at_least);
    for _ in needed..state.connections {
        if links.state().idle_connections == 0 {
            return;
        }
        if let Ok(mut link) = links.get().await {
            link.given_up = true;
        }
    }
}
