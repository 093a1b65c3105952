//! What a connection is for, and the session settings that follow from it.
//!
//! Used by the [`Connector`](super::Connector), and named by whoever asks it for a connection.
//!
//! **Invariant:** every purpose but [`Purpose::Schema`] works in the service's role, where the server has it to give; every one but
//! [`Purpose::Marks`] hears of a commit when it is durable.
//! **Absent:** no `options` in the startup message: poolers refuse or drop them unseen, so everything is set afterwards.

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

/// The server notices within half a minute that we are gone without a word, and gives up the locks of a machine that lost its
/// power (its own default is two hours). A socket's folder ignores them.
const KEEPALIVES: &str = "SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3;";

/// What is settled is on the disk (and at the standbys of `synchronous_standby_names`) when we hear so, also where the login, the
/// database or the server is set to answer earlier. <https://www.postgresql.org/docs/current/runtime-config-wal.html#GUC-SYNCHRONOUS-COMMIT>
const DURABLE: &str = "SET synchronous_commit = on;";

impl Purpose {
    /// The settings, as statements.
    pub(in crate::actors::db) fn settings(self) -> String {
        let own = match self {
            Purpose::Pool => "SET statement_timeout = 5000; SET idle_in_transaction_session_timeout = 10000;",
            // Marks find a few rows by their keys: a plan made while the tables were empty must not stay a scan of them.
            Purpose::Marks => {
                "SET statement_timeout = 5000; SET synchronous_commit = off; SET plan_cache_mode = force_generic_plan; \
                 SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off;"
            }
            Purpose::Lease => "SET statement_timeout = 0;",
            Purpose::Audit => {
                "SET statement_timeout = 0; SET default_transaction_read_only = on; \
                 SET plan_cache_mode = force_custom_plan; SET work_mem = '64MB';"
            }
            Purpose::Operator | Purpose::Schema => "SET statement_timeout = 60000;",
        };
        format!("{KEEPALIVES} {DURABLE} SET jit = off; {own}")
    }

    /// Whether it works in the service's role; else as the login.
    pub(super) fn in_role(self) -> bool {
        self != Purpose::Schema
    }

    /// Whether a server that only reads is of no use to it.
    pub(super) fn writes(self) -> bool {
        !matches!(self, Purpose::Audit | Purpose::Operator)
    }

    /// Whether what is done there rests on what was done before: compared with the past, and not made after a loss.
    pub(super) fn rests_on_the_past(self) -> bool {
        matches!(self, Purpose::Pool | Purpose::Marks | Purpose::Lease)
    }

    /// Its name at the server.
    pub(super) fn name(self) -> &'static str {
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
