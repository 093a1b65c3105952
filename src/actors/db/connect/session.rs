//! A new session is set to its purpose and looked at, before anybody uses it.
//!
//! Used by the [`Connector`](super::Connector). Settings go in statements of their own after the login: a pooler refuses or drops
//! what a startup message says beyond login and database. Then they are read again in a second statement: where they are gone,
//! each statement goes to a session of its own, which no lock and no setting of ours would survive.
//!
//! **Invariant:** a session that is handed out has its settings, and its role where the server has one to give.

use tokio_postgres::{Client, SimpleQueryMessage, SimpleQueryRow};

use super::{Purpose, failure::ConnectError};

/// Of `pg_roles`: the service's role, where the login may put it on, and where it can see the tables: else it would make a
/// session that can do nothing. Before version 16 a member may always put a role on, and "SET" is no word.
pub(in crate::actors::db) const MAY_PUT_ON: &str = "rolname = 'angler_app' \
     AND pg_has_role(session_user, oid, CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END) \
     AND coalesce(has_schema_privilege(oid, current_schema(), 'USAGE'), false) \
     AND coalesce(has_table_privilege(oid, to_regclass('about'), 'SELECT'), false)";

/// The path is held to what it is for the login: `$user` would be the role from now on.
pub(in crate::actors::db) const PATH: &str = "SELECT set_config('search_path', (SELECT string_agg(quote_ident(s), ', ' ORDER BY n) \
     FROM unnest(current_schemas(false)) WITH ORDINALITY AS path (s, n)), false);";

/// What tells one session from another, and one that is set from one that is not.
const LOOK: &str = "SELECT pg_backend_pid(), current_user, current_setting('statement_timeout'), current_setting('jit'), \
     current_setting('transaction_read_only')";

/// What is known of a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Session {
    /// The server's number of it.
    pub pid: String,
    /// It works in the service's role.
    pub in_role: bool,
    /// Its server takes no writes.
    pub reads_only: bool,
}

/// Sets a session to its purpose.
pub(super) async fn set(client: &Client, purpose: Purpose) -> Result<Session, ConnectError> {
    let role = format!("{PATH} SELECT set_config('role', 'angler_app', false) FROM pg_roles WHERE {MAY_PUT_ON};");
    let role = if purpose.in_role() { role.as_str() } else { "" };
    let asked = format!("{} {role} {LOOK}", purpose.settings());
    let set = row(client.simple_query(&asked).await?)?;
    let again = row(client.simple_query(LOOK).await?)?;
    let column = |row: &SimpleQueryRow, n: usize| row.get(n).unwrap_or_default().to_owned();
    // The last column differs where the purpose itself is to read only.
    if (0..4).any(|n| column(&set, n) != column(&again, n)) {
        return Err(one_session_is_needed());
    }
    let in_role = column(&set, 1) == "angler_app";
    Ok(Session { pid: column(&set, 0), in_role, reads_only: column(&set, 4) == "on" })
}

/// Whether two connections that live at the same time are two sessions; behind a pooler in transaction mode they share one.
pub(super) async fn are_two(one: &Client, other: &Client) -> Result<(), ConnectError> {
    let pid =
        async |client: &Client| Ok::<_, ConnectError>(row(client.simple_query(LOOK).await?)?.get(0).map(str::to_owned));
    let first = pid(one).await?;
    let second = pid(other).await?;
    if first == second || first != pid(one).await? { Err(one_session_is_needed()) } else { Ok(()) }
}

fn one_session_is_needed() -> ConnectError {
    let words = "a pooler in transaction (or statement) mode stands before the database, and locks and settings do not survive it: \
                 set pool_mode = session there (pgbouncer), or connect to the server itself";
    ConnectError::Refused(words.to_owned())
}

fn row(answers: Vec<SimpleQueryMessage>) -> Result<SimpleQueryRow, ConnectError> {
    let last = answers.into_iter().rev().find_map(|answer| match answer {
        SimpleQueryMessage::Row(row) => Some(row),
        _ => None,
    });
    last.ok_or_else(|| ConnectError::Refused("the server does not say who it is".to_owned()))
}
