//! Who stands between us and the server: a pooler, told by its name where it says one.
//!
//! Asked by `angler check` through the rehearsal. A session that the server has from another port than ours was handed on by
//! somebody. PgBouncer has a database of its own by the name `pgbouncer`: it tells its version there to its admins, and refuses
//! everybody else in words of the protocol (08P01), where a PostgreSQL says that there is no such database (3D000).
//! <https://www.pgbouncer.org/usage.html#admin-console>
//!
//! **Invariant:** nothing is asked twice, and no answer is needed: what is not known is not said.

use tokio_postgres::{SimpleQueryMessage, error::SqlState};

use super::{Connector, Line, Login, Purpose};

/// Somebody between us and the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Between {
    /// PgBouncer; its version where it tells it.
    PgBouncer(Option<String>),
    /// A pooler of another make, a proxy, or a port that is handed on: they look the same from here.
    Somebody,
}

impl std::fmt::Display for Between {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Between::PgBouncer(Some(version)) => f.write_str(version),
            Between::PgBouncer(None) => f.write_str("PgBouncer"),
            Between::Somebody => f.write_str("a pooler, a proxy or a port that is handed on"),
        }
    }
}

impl Connector {
    /// Who stands between this connection and its server; `None`: nobody who can be told.
    pub(in crate::actors::db) async fn between(&self, line: &Line) -> Option<Between> {
        let theirs = line.query_one("SELECT inet_client_port()", &[]).await.ok()?.try_get::<_, Option<i32>>(0).ok()?;
        let ours = line.local_port.map(i32::from);
        if ours.is_some() && ours == theirs {
            return None;
        }
        // Over two sockets of this machine there are no ports to compare: then only a name tells.
        let handed_on = ours.is_some() || theirs.is_some();
        self.pgbouncer().await.or_else(|| handed_on.then_some(Between::Somebody))
    }

    /// Whether it is PgBouncer that answers.
    async fn pgbouncer(&self) -> Option<Between> {
        let mut admin = self.clone();
        admin.login.dbname("pgbouncer");
        let number = self.hosts.in_order().next()?;
        let said = tokio::time::timeout(self.deadline, async {
            let line = admin.log_in(number, Purpose::Operator, self.asked.mode.drivers()).await?;
            line.simple_query("SHOW VERSION").await.map_err(Login::Server)
        });
        match said.await.ok()? {
            Ok(rows) => rows.iter().find_map(|row| match row {
                SimpleQueryMessage::Row(row) => {
                    let version = row.get(0).filter(|version| version.starts_with("PgBouncer"))?;
                    Some(Between::PgBouncer(Some(version.to_owned())))
                }
                _ => None,
            }),
            Err(Login::Server(error)) if error.code() == Some(&SqlState::PROTOCOL_VIOLATION) => {
                Some(Between::PgBouncer(None))
            }
            Err(_) => None,
        }
    }
}
