//! How a connection to Postgres is made: address, TLS, and the session settings of each purpose.
//!
//! Used by the pool, the lease, the marker and `angler check`.
//!
//! **Invariant:** every connection of the service runs with jit off and under the role `angler_app`, which cannot change
//! the ledger; only [`Purpose::Schema`] keeps the login's own role.

use std::{
    ops::{Deref, DerefMut},
    str::FromStr,
    time::Duration,
};

use tokio::{sync::watch, task::AbortHandle};
use tokio_postgres::{
    Client, Config as Address,
    config::{Host, SslMode},
};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::error::DbError;
use crate::config::Secret;

/// Longest wait until a new connection answers. A hung server's kernel still accepts connections.
pub(super) const HANDSHAKE: Duration = Duration::from_secs(6);

/// Both sides notice within half a minute that the other is gone without a word: we, to connect anew; the server, to give
/// up the locks of a machine that lost its power (its own default is two hours). A socket's folder ignores them.
const KEEPALIVES: &str = "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3 ";
const IDLE: Duration = Duration::from_secs(10);
const BETWEEN: Duration = Duration::from_secs(5);
const TIMES: u32 = 3;

/// What a connection is for; decides its session settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Reads and settles: a statement that takes over 5 s is ended.
    Pool,
    /// "Done" and "delivered": lost marks are made again, so their commits need not wait for the disk.
    Marks,
    /// The lease: it may wait for hours.
    Lease,
    /// The audit: it only reads, may take as long as the database is large, and is planned for what it is asked.
    Audit,
    /// The operator's commands beside a running service.
    Operator,
    /// Making and upgrading the schema, as the login itself.
    Schema,
}

impl Purpose {
    fn options(self) -> &'static str {
        match self {
            Purpose::Pool => {
                "-c jit=off -c role=angler_app -c statement_timeout=5000 -c idle_in_transaction_session_timeout=10000"
            }
            // Marks find a few rows by their keys: a plan made while the tables were empty must not stay a scan of them.
            Purpose::Marks => {
                "-c jit=off -c role=angler_app -c statement_timeout=5000 -c synchronous_commit=off \
                 -c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off"
            }
            Purpose::Lease => "-c jit=off -c role=angler_app -c statement_timeout=0",
            Purpose::Audit => {
                "-c jit=off -c role=angler_app -c statement_timeout=0 -c default_transaction_read_only=on \
                 -c plan_cache_mode=force_custom_plan -c work_mem=64MB"
            }
            Purpose::Operator => "-c jit=off -c role=angler_app -c statement_timeout=60000",
            Purpose::Schema => "-c jit=off -c statement_timeout=60000",
        }
    }

    fn name(self) -> &'static str {
        match self {
            Purpose::Pool => "angler",
            Purpose::Marks => "angler marks",
            Purpose::Lease => "angler lease",
            Purpose::Audit => "angler audit",
            Purpose::Operator => "angler operator",
            Purpose::Schema => "angler schema",
        }
    }
}

/// The address of a database and the means to reach it.
#[derive(Clone)]
pub struct Connector {
    address: Address,
    tls: MakeRustlsConnect,
}

impl std::fmt::Debug for Connector {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Connector").field("hosts", &self.address.get_hosts()).finish_non_exhaustive()
    }
}

impl Connector {
    /// A connector for a `postgres://` address (or key=value pairs). The error says what is wrong without quoting it.
    pub fn new(url: &Secret) -> Result<Connector, String> {
        let address = Address::from_str(url.expose()).map_err(|error| format!("it cannot be read: {error}"))?;
        Ok(Connector::of(address))
    }

    /// A connector for an address made elsewhere (the private PostgreSQL).
    pub fn of(mut address: Address) -> Connector {
        if address.get_connect_timeout().is_none() {
            address.connect_timeout(Duration::from_secs(5));
        }
        if address.get_tcp_user_timeout().is_none() {
            address.tcp_user_timeout(IDLE + BETWEEN * TIMES);
        }
        address.keepalives_idle(IDLE).keepalives_interval(BETWEEN).keepalives_retries(TIMES);
        let roots = rustls::RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
        let provider = std::sync::Arc::new(rustls::crypto::ring::default_provider());
        let config = rustls::ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .expect("the ring provider knows the default protocol versions")
            .with_root_certificates(roots)
            .with_no_client_auth();
        Connector { address, tls: MakeRustlsConnect::new(config) }
    }

    /// The address with the session settings of a purpose.
    pub fn address(&self, purpose: Purpose) -> Address {
        let mut address = self.address.clone();
        let given = self.address.get_options().map(|given| format!("{given} ")).unwrap_or_default();
        address.options(given + KEEPALIVES + purpose.options()).application_name(purpose.name());
        address
    }

    /// The address as the variables of libpq, for a program of PostgreSQL, which knows it then without an argument.
    pub fn variables(&self) -> Vec<(&'static str, String)> {
        let address = &self.address;
        let hosts = address.get_hosts().iter().map(|host| match host {
            Host::Tcp(name) => name.clone(),
            Host::Unix(folder) => folder.display().to_string(),
        });
        let listed = |values: Vec<String>| Some(values.join(",")).filter(|list| !list.is_empty());
        let password = address.get_password().map(|bytes| String::from_utf8_lossy(bytes).into_owned());
        let tls = match address.get_ssl_mode() {
            SslMode::Disable => "disable",
            SslMode::Prefer => "prefer",
            _ => "require",
        };
        let known = [
            ("PGHOST", listed(hosts.collect())),
            ("PGHOSTADDR", listed(address.get_hostaddrs().iter().map(ToString::to_string).collect())),
            ("PGPORT", listed(address.get_ports().iter().map(ToString::to_string).collect())),
            ("PGUSER", address.get_user().map(str::to_owned)),
            ("PGPASSWORD", password),
            ("PGDATABASE", address.get_dbname().map(str::to_owned)),
            ("PGOPTIONS", address.get_options().map(str::to_owned)),
            ("PGSSLMODE", Some(tls.to_owned())),
            ("PGAPPNAME", Some(Purpose::Operator.name().to_owned())),
        ];
        known.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }

    /// The TLS side of a connection; used only where the address asks for TLS.
    pub fn tls(&self) -> MakeRustlsConnect {
        self.tls.clone()
    }

    /// One connection outside of the pool.
    pub async fn connect(&self, purpose: Purpose) -> Result<Line, DbError> {
        let address = self.address(purpose);
        let connecting = tokio::time::timeout(HANDSHAKE, address.connect(self.tls())).await;
        let connected = connecting.map_err(|_elapsed| DbError::silent(purpose.name(), HANDSHAKE))?;
        let (client, connection) = connected.map_err(|error| match error.into() {
            DbError::Disagreement(words) => DbError::Down(words),
            other => other,
        })?;
        let (alive, ended) = watch::channel(());
        let driver = tokio::spawn(async move {
            let _told_by_its_requests = connection.await;
            drop(alive);
        });
        Ok(Line { client, driver: driver.abort_handle(), ended })
    }
}

/// A connection outside of the pool. Dropped, it is closed at once, whatever is still asked of it.
pub struct Line {
    client: Client,
    driver: AbortHandle,
    ended: watch::Receiver<()>,
}

impl Line {
    /// Returns when the connection has ended.
    pub(super) async fn ended(&self) {
        let mut ended = self.ended.clone();
        while ended.changed().await.is_ok() {}
    }
}

impl Deref for Line {
    type Target = Client;
    fn deref(&self) -> &Client {
        &self.client
    }
}
impl DerefMut for Line {
    fn deref_mut(&mut self) -> &mut Client {
        &mut self.client
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.driver.abort();
    }
}
