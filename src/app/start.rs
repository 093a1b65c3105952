//! Starting: everything that must be right before the first update is heard.
//!
//! Called by `main.rs`, `play` and the tests.
//!
//! **Invariant:** a step that fails says in one line what to do; weather (Telegram away, the lease held) is waited out.

use std::{net::TcpListener, time::Duration};

use tokio::sync::mpsc;

use super::{
    Application, begin,
    lastserver::LastServer,
    metrics,
    private_postgres::{self, Durability, PrivatePostgres, PrivatePostgresError},
    running::{Running, Start},
};
use crate::{
    actors::{
        db::{
            DbError, ahead,
            connect::{ConnectError, Connector},
            lease::Lease,
            losses,
            migrate::{self, SchemaError},
            pool::Pool,
            seals, server,
        },
        outbox::port::{CallError, Refusal},
        poller::port::Me,
    },
    config::{Config, Secret},
    plumbing::{clock, dice, net::roots::Roots},
    transports::{telegram, way::Way},
};

/// Why the service cannot start; each says in one line what to do.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// No token.
    #[error("TELEGRAM_BOT_TOKEN is not set: get one from @BotFather and set it (or try: angler play)")]
    NoToken,
    /// Telegram refuses the token.
    #[error("telegram does not know this token ({0}): check TELEGRAM_BOT_TOKEN and TELEGRAM_API_URL")]
    Token(String),
    /// `DATABASE_URL` is no address.
    #[error("DATABASE_URL: {0}; allowed: postgres://user:password@host:port/database")]
    DatabaseUrl(String),
    /// The database failed after it had let us in.
    #[error("the database cannot be used ({0}): check DATABASE_URL and that its server runs")]
    Database(DbError),
    /// Nobody answers, or the server says that it cannot have us now; the words tell which.
    #[error("the database cannot be used ({0}): check DATABASE_URL and that its server runs")]
    Away(String),
    /// The database answers, and does not let us in.
    #[error("the database cannot be used ({0}): check DATABASE_URL")]
    Refused(String),
    /// The database is not ours to use.
    #[error(transparent)]
    Schema(SchemaError),
    /// The operator's door cannot be opened.
    #[error("METRICS_ADDR cannot be listened on ({0}): choose another port, or end what listens there")]
    Metrics(std::io::Error),
    /// The operator's command finds no database where it looks.
    #[error("there is no database in {folder}: set DATABASE_URL or DATA_DIR as the service has them")]
    NoDatabase {
        /// `DATA_DIR`.
        folder: String,
    },
    /// It belongs to a unit that does not run.
    #[error("the database in {folder} does not run and only its own user may start it: systemctl start angler")]
    Asleep {
        /// Its folder.
        folder: String,
    },
    /// There is no private PostgreSQL.
    #[error(transparent)]
    PrivatePostgres(#[from] PrivatePostgresError),
}

impl From<SchemaError> for StartError {
    fn from(error: SchemaError) -> StartError {
        match error {
            SchemaError::Db(error) => StartError::Database(error),
            SchemaError::Connect(ConnectError::Away(words)) => StartError::Away(words),
            SchemaError::Connect(ConnectError::Refused(words)) => StartError::Refused(words),
            other => StartError::Schema(other),
        }
    }
}

/// The database of the settings: theirs, whose certificate these roots vouch for, or a private one that is started now.
pub async fn database(config: &Config, roots: &Roots) -> Result<(Connector, Option<PrivatePostgres>), StartError> {
    if let Some(url) = &config.database_url {
        return Ok((Connector::believing(url, roots).map_err(StartError::DatabaseUrl)?, None));
    }
    let folder = config.data_dir.clone();
    let started = tokio::task::spawn_blocking(move || PrivatePostgres::start(&folder, Durability::Durable)).await;
    let private = started.map_err(|error| StartError::Database(DbError::Down(error.to_string())))??;
    let address = private.address(private_postgres::DATABASE);
    Ok((Connector::new(&address).map_err(StartError::DatabaseUrl)?, Some(private)))
}

impl Application {
    /// Makes everything ready, takes the lease, starts the actors and lets them play.
    pub async fn build(config: &Config) -> Result<Application, StartError> {
        let token = config.token.as_ref().ok_or(StartError::NoToken)?;
        let roots = Roots::of(&config.outward);
        let (connector, database) = database(config, &roots).await?;
        let mut patience = Patience::default();
        patience.until(async || migrate::bring_up_to_date(&connector).await, SchemaError::is_away).await?;
        let way = Way::new(&config.outward, &roots);
        for unused in &config.outward.unused {
            log::warn!(what = unused.as_str(); "a variable of a proxy is set and not used");
        }
        let me = ask_me(&way, &config.telegram_url, token).await?;
        patience.until(async || migrate::claim_for_bot(&connector, me.bot_id).await, SchemaError::is_away).await?;
        // Before the lease: a service that works with the token of before goes on while this one says what to do.
        let seals = patience.until(async || seals::ready(&connector, token).await, SchemaError::is_away).await?;
        // Its number tells it from every other process, also where each is process 1 of its container.
        let owner = format!("{} (process {}, {:016x})", me.username, std::process::id(), dice::decoration());
        let lease = patience.until(async || Lease::take(&connector, &owner).await, down).await;
        let lease = lease.map_err(StartError::Database)?;
        let last_server = LastServer::of(config, me.bot_id);
        let remembered = last_server.read();
        let met = async || {
            losses::none_waits(&connector).await?;
            server::meet(&connector, false, remembered.as_deref()).await
        };
        let met = patience.until(met, down).await.map_err(StartError::Database)?;
        met.iter().for_each(|server| last_server.keep(server));
        be_no_earlier(&connector, &mut patience).await.map_err(StartError::Database)?;
        let pool = patience.until(async || Pool::open(&connector, &seals, config.pool).await, down).await;
        let pool = pool.map_err(StartError::Database)?;
        let weather = pool.weather().clone();
        let listener = config.metrics_addr.map(TcpListener::bind).transpose().map_err(StartError::Metrics)?;
        let (deaths_of, deaths) = mpsc::unbounded_channel();
        let (epoch_lost_to, epoch_lost) = mpsc::unbounded_channel();
        let running = Running::start(Start {
            config,
            way: &way,
            me: &me,
            token,
            connector: &connector,
            pool,
            seals: &seals,
            epoch: lease.epoch,
            deaths: deaths_of,
            epoch_lost: epoch_lost_to,
        })
        .await;
        let door = listener.map(|listener| metrics::open(listener, &running.dashboard)).transpose();
        let door = door.map_err(StartError::Metrics)?;
        begin(&running, true).await;
        log::info!(bot = me.username.as_str(), epoch = lease.epoch; "angler is fishing");
        Ok(Application {
            running,
            connector,
            weather,
            owner,
            lease: Some(lease),
            last_server,
            deaths,
            epoch_lost,
            database,
            door,
            way,
        })
    }
}

/// Waits where our clock is a little behind the one by which the service ran before.
async fn be_no_earlier(connector: &Connector, patience: &mut Patience) -> Result<(), DbError> {
    let wait = patience.until(async || ahead::meet(connector, clock::now()).await, down).await?;
    if wait.is_positive() {
        log::info!(ms = wait.as_millis() as i64; "the last commands came by a clock that is a little ahead of ours, waiting for it");
        actix_rt::time::sleep(wait.unsigned_abs()).await;
    }
    Ok(())
}

fn down(error: &DbError) -> Option<String> {
    error.is_weather().then(|| error.to_string())
}

/// Waiting for the database; the reason is told when it is another than before.
#[derive(Default)]
struct Patience {
    told: String,
}

impl Patience {
    async fn until<T, E>(
        &mut self,
        step: impl AsyncFn() -> Result<T, E>,
        away: impl Fn(&E) -> Option<String>,
    ) -> Result<T, E> {
        let mut tries = 0;
        loop {
            let outcome = step().await;
            let Some(reason) = outcome.as_ref().err().and_then(&away) else { return outcome };
            if reason != self.told {
                log::warn!(reason = reason.as_str(); "the database cannot be reached, waiting for it");
                self.told = reason;
            }
            tries += 1;
            actix_rt::time::sleep(Duration::from_millis(250) * 2_u32.pow(tries.min(4))).await;
        }
    }
}

/// Asks Telegram who we are, waiting while it does not answer; says so once.
async fn ask_me(way: &Way, url: &str, token: &Secret) -> Result<Me, StartError> {
    let updates = telegram::make_updates(way.clone(), url.to_owned(), token.clone())();
    let mut tries = 0;
    loop {
        match updates.me().await {
            Ok(me) => return Ok(me),
            Err(CallError::Refused { refusal: Refusal::Token, description, .. }) => {
                return Err(StartError::Token(description));
            }
            Err(error) => {
                if tries == 0 {
                    log::warn!(error = error.to_string().as_str(); "telegram cannot be reached, waiting for it");
                }
                tries += 1;
                actix_rt::time::sleep(Duration::from_millis(500) * 2_u32.pow(tries.min(6))).await;
            }
        }
    }
}
