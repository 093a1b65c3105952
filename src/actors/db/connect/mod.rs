//! How a connection to Postgres is made: which server, TLS, and the session settings of each purpose.
//!
//! Used by the pool, the lease, the marker, the audit, the schema, the operator's commands and `angler check`: there is no other way.
//! `address` reads `DATABASE_URL`, `hosts` dials, `tls` protects, `session` sets what was opened, `failure` says why not.
//!
//! **Invariant:** every connection of the service runs with jit off, and under the role `angler_app`, which cannot change
//! the ledger, wherever the server lets it; only [`Purpose::Schema`] keeps the login's own role.

mod address;
mod between;
mod failure;
mod hosts;
mod line;
mod purpose;
mod session;
mod tls;

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use tokio_postgres::{
    Config,
    config::{SslMode, SslNegotiation},
    error::SqlState,
    tls::MakeTlsConnect,
};
use tokio_postgres_rustls::MakeRustlsConnect;

pub(super) use self::session::{MAY_PUT_ON, PATH};
use self::{
    address::Address,
    hosts::{Hosts, Place, Socket},
    session::Session,
    tls::{Asked, Mode},
};
pub use self::{between::Between, failure::ConnectError, line::Line, purpose::Purpose};
use super::{error::DbError, past::Past};
use crate::{
    config::Secret,
    plumbing::net::{handshake, roots::Roots},
};

/// Longest wait until a new connection answers. A hung server's kernel still accepts connections.
pub(super) const HANDSHAKE: Duration = Duration::from_secs(6);
/// The same for each server where there are several: the next one may be the one that was promoted.
const EACH: Duration = Duration::from_secs(2);

/// The address of a database and the means to reach it. Clones share what worked.
#[derive(Clone)]
pub struct Connector {
    login: Config,
    hosts: Arc<Hosts>,
    asked: Asked,
    tls: MakeRustlsConnect,
    writable: bool,
    deadline: Duration,
    /// That there is no role was told.
    roleless: Arc<AtomicBool>,
    past: Past,
}

impl std::fmt::Debug for Connector {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Connector").field("hosts", &self.hosts.all).finish_non_exhaustive()
    }
}

impl Connector {
    /// A connector for a `postgres://` address (or key=value pairs) that needs no certificate of this machine's, such as the
    /// private PostgreSQL's. The error says what is wrong without quoting it.
    pub fn new(url: &Secret) -> Result<Connector, String> {
        Connector::believing(url, &Roots::default())
    }

    /// The same for whatever address an operator gave, believing these roots where it names no others.
    pub fn believing(url: &Secret, roots: &Roots) -> Result<Connector, String> {
        let Address { login, hosts, tls: asked, writable, deadline } =
            Address::read(url.expose()).map_err(|reason| format!("it cannot be read: {reason}"))?;
        let tls = asked.make(roots)?;
        let deadline = deadline.unwrap_or(if hosts.len() > 1 { EACH } else { HANDSHAKE });
        Ok(Connector {
            login,
            hosts: Arc::new(Hosts::new(hosts)),
            asked,
            tls,
            writable,
            deadline,
            roleless: Arc::default(),
            past: Past::default(),
        })
    }

    /// The address as the variables of libpq, for a program of PostgreSQL, which knows it then without an argument.
    pub fn variables(&self) -> Vec<(&'static str, String)> {
        let (login, hosts) = (&self.login, &self.hosts.all);
        let names = hosts.iter().map(|host| match &host.place {
            Place::Socket(folder) => folder.display().to_string(),
            Place::Net { name, .. } => name.clone(),
        });
        let addresses = hosts.iter().map(|host| match &host.place {
            Place::Net { address: Some(address), .. } => address.to_string(),
            _ => String::new(),
        });
        let listed = |values: Vec<String>| values.join(",");
        let addresses = addresses.collect::<Vec<_>>();
        let password = login.get_password().map(|bytes| String::from_utf8_lossy(bytes).into_owned());
        let known = [
            ("PGHOST", Some(listed(names.collect()))),
            ("PGHOSTADDR", Some(listed(addresses.clone())).filter(|_| addresses.iter().all(|one| !one.is_empty()))),
            ("PGPORT", Some(listed(hosts.iter().map(|host| host.port.to_string()).collect()))),
            ("PGUSER", login.get_user().map(str::to_owned)),
            ("PGPASSWORD", password),
            ("PGDATABASE", login.get_dbname().map(str::to_owned)),
            ("PGOPTIONS", login.get_options().map(str::to_owned)),
            ("PGTARGETSESSIONATTRS", self.writable.then(|| "read-write".to_owned())),
            ("PGAPPNAME", Some(Purpose::Operator.name().to_owned())),
        ];
        let known = known.into_iter().filter_map(|(name, value)| Some((name, value?)));
        known.chain(self.asked.variables()).collect()
    }

    /// What this process knows to be in the database.
    pub fn past(&self) -> &Past {
        &self.past
    }

    /// One connection.
    pub async fn connect(&self, purpose: Purpose) -> Result<Line, DbError> {
        Ok(self.open(purpose).await?)
    }

    /// The same with the reason by what to do about it. The servers are tried in turns, the one that served last first.
    pub async fn open(&self, purpose: Purpose) -> Result<Line, ConnectError> {
        if purpose.rests_on_the_past() {
            self.past.may_connect()?;
        }
        let mut errors = Vec::new();
        for number in self.hosts.in_order() {
            let host = &self.hosts.all[number];
            let silent = || ConnectError::Away(format!("no answer within {} s", self.deadline.as_secs()));
            let opened = tokio::time::timeout(self.deadline, self.open_at(number, purpose)).await;
            match opened.unwrap_or_else(|_elapsed| Err(silent())) {
                Ok(line) => {
                    self.hosts.served(number);
                    return Ok(line);
                }
                Err(error) => errors.push(error.at(host)),
            }
        }
        Err(ConnectError::all(errors))
    }

    /// Whether the database keeps a session for each connection; a pooler may give one session to many.
    pub(super) async fn has_sessions(&self) -> Result<(), ConnectError> {
        let one = self.open(Purpose::Schema).await?;
        let other = self.open(Purpose::Schema).await?;
        session::are_two(&one, &other).await
    }

    async fn open_at(&self, number: usize, purpose: Purpose) -> Result<Line, ConnectError> {
        let line = match self.log_in(number, purpose, self.asked.mode.drivers()).await {
            // As libpq prefers it: a server whose TLS does not work for us, or that wants none, may take us without.
            Err(error) if self.asked.mode == Mode::Prefer && is_of_tls(&error) => {
                self.log_in(number, purpose, SslMode::Disable).await.map_err(|again| match again {
                    Login::Dial(error) => ConnectError::dialling(&error),
                    Login::Server(error) => error.into(),
                })?
            }
            Err(Login::Dial(error)) => return Err(ConnectError::dialling(&error)),
            Err(Login::Server(error)) => return Err(error.into()),
            Ok(line) => line,
        };
        let session = session::set(&line, purpose).await?;
        if session.reads_only && (self.writable || purpose.writes()) {
            let words = "it only reads (a standby, or default_transaction_read_only is on)";
            return Err(ConnectError::Away(words.to_owned()));
        }
        self.tell_of_role(&session, purpose);
        if purpose.rests_on_the_past() {
            self.past.compare(&line).await?;
        }
        Ok(line)
    }

    async fn log_in(&self, number: usize, purpose: Purpose, mode: SslMode) -> Result<Line, Login> {
        let socket = self.hosts.dial(number).await.map_err(Login::Dial)?;
        let local_port = socket.local_port();
        let mut login = self.login.clone();
        // No certificate is asked of a file of this machine.
        let mode = if matches!(socket, Socket::Unix(_)) { SslMode::Disable } else { mode };
        let negotiation = if self.asked.direct { SslNegotiation::Direct } else { SslNegotiation::Postgres };
        login.ssl_mode(mode).ssl_negotiation(negotiation).application_name(purpose.name());
        let mut tls = self.tls.clone();
        let Ok(tls) = MakeTlsConnect::<Socket>::make_tls_connect(&mut tls, self.hosts.all[number].name());
        let (client, connection) = login.connect_raw(socket, tls).await.map_err(Login::Server)?;
        Ok(Line::driven(client, connection, local_port, self.past.clone()))
    }

    /// Says once that the service works with the login's own rights, and once that it does not any longer.
    fn tell_of_role(&self, session: &Session, purpose: Purpose) {
        if !purpose.in_role() || self.roleless.swap(!session.in_role, Ordering::Relaxed) != session.in_role {
            return;
        }
        if session.in_role {
            log::info!("the role angler_app is there again and works");
        } else {
            log::warn!("the role angler_app cannot be put on, working with the login's own rights");
        }
    }
}

/// Where a login ended.
enum Login {
    Dial(std::io::Error),
    Server(tokio_postgres::Error),
}

fn is_of_tls(error: &Login) -> bool {
    let Login::Server(error) = error else { return false };
    // 28000: pg_hba.conf may have a line for this login without TLS only.
    handshake::is_cause_of(error) || error.code() == Some(&SqlState::INVALID_AUTHORIZATION_SPECIFICATION)
}
