//! One PostgreSQL for the run, one database for each test.
//!
//! **Invariant:** a test sees no row of another test.

use std::{
    path::PathBuf,
    sync::{
        OnceLock,
        atomic::{AtomicU32, Ordering},
    },
};

use angler::{
    app::private_postgres::{Durability, PrivatePostgres},
    config::Secret,
};
use tokio_postgres::{Client, NoTls, Row, types::ToSql};

use super::CANARY;

static SERVER: OnceLock<PrivatePostgres> = OnceLock::new();
static COUNT: AtomicU32 = AtomicU32::new(0);

/// The server of this run. It ends with the process; its folder is removed by a later run.
fn server() -> &'static PrivatePostgres {
    SERVER.get_or_init(|| {
        let all = std::env::temp_dir().join("angler-it");
        // Beside the tests: the gigabyte that a large run leaves behind takes a minute to remove.
        let behind = all.clone();
        std::thread::spawn(move || remove_left_behind(&behind));
        let folder = all.join(std::process::id().to_string());
        std::fs::create_dir_all(&folder).expect("a folder for the test server");
        PrivatePostgres::start(&folder, Durability::Scratch).expect("a private PostgreSQL for the tests")
    })
}

fn remove_left_behind(all: &PathBuf) {
    for entry in std::fs::read_dir(all).into_iter().flatten().flatten() {
        let process = entry.file_name().to_string_lossy().into_owned();
        if !PathBuf::from("/proc").join(process).exists() {
            let _left_for_the_next_run = std::fs::remove_dir_all(entry.path());
        }
    }
}

/// A database of one test.
pub struct Database {
    name: String,
    client: Client,
}

impl Database {
    /// An empty one.
    pub async fn new() -> Database {
        let name = format!("t{}", COUNT.fetch_add(1, Ordering::Relaxed));
        let made = tokio::task::spawn_blocking(server).await.expect("the server starts");
        let postgres = connect(&made.address("postgres")).await;
        postgres.batch_execute(&format!("CREATE DATABASE {name}")).await.expect("a new database");
        let client = connect(&made.address(&name)).await;
        Database { name, client }
    }

    /// Its address, for `DATABASE_URL`; with a password, which its server does not ask for.
    pub fn url(&self) -> Secret {
        Secret::new(format!("{} password={CANARY}-password", server().address(&self.name).expose()))
    }

    /// Its name on its server.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Rows.
    pub async fn rows(&self, sql: &str, values: &[&(dyn ToSql + Sync)]) -> Vec<Row> {
        self.client.query(sql, values).await.unwrap_or_else(|error| panic!("{sql}: {error:?}"))
    }

    /// One number.
    pub async fn number(&self, sql: &str) -> i64 {
        self.rows(sql, &[]).await[0].get(0)
    }

    /// Anything else.
    pub async fn execute(&self, sql: &str) {
        self.client.batch_execute(sql).await.unwrap_or_else(|error| panic!("{sql}: {error:?}"));
    }

    /// Waits until a query's number passes. Asks again and again, for a database tells nobody of its changes.
    pub async fn until(&self, sql: &str, passes: impl Fn(i64) -> bool) -> i64 {
        let asked = async {
            loop {
                let number = self.number(sql).await;
                if passes(number) {
                    return number;
                }
                tokio::time::sleep(std::time::Duration::from_millis(5)).await;
            }
        };
        match tokio::time::timeout(super::DEADLINE, asked).await {
            Ok(number) => number,
            Err(_elapsed) => panic!("{sql}: still {}", self.number(sql).await),
        }
    }

    /// The SQLSTATE with which something is refused; `None` when it is not.
    pub async fn refusal(&self, sql: &str) -> Option<String> {
        let error = self.client.batch_execute(sql).await.err()?;
        let code = error.code().unwrap_or_else(|| panic!("{sql}: {error:?}"));
        Some(code.code().to_owned())
    }

    /// A second connection.
    pub async fn another(&self) -> Database {
        Database { name: self.name.clone(), client: connect(&self.url()).await }
    }

    /// What must hold in every database at any time: ledger sums are balances, positions are held by their accounts, every
    /// effect has its done update, every fill's round began after its command.
    pub async fn audit(&self) {
        for (rule, sql) in [
            (
                "bait and cash are the sums of the ledger",
                "SELECT p.player_id FROM players p LEFT JOIN LATERAL (SELECT \
                 coalesce(sum(CASE 'bait' WHEN credit THEN amount WHEN debit THEN -amount END), 0) AS bait, \
                 coalesce(sum(CASE 'cash' WHEN credit THEN amount WHEN debit THEN -amount END), 0) AS cash \
                 FROM ledger l WHERE l.player_id = p.player_id) s ON true WHERE (s.bait, s.cash) <> (p.bait, p.cash_cents)",
            ),
            (
                "a position's account holds its stake while it is open, and nothing after",
                "SELECT o.position_id FROM positions o LEFT JOIN LATERAL (SELECT \
                 coalesce(sum(CASE 'position' WHEN credit THEN amount WHEN debit THEN -amount END), 0) AS held \
                 FROM ledger l WHERE l.player_id = o.player_id AND l.position_id = o.position_id) s ON true \
                 WHERE s.held <> CASE WHEN o.closed_at IS NULL THEN o.stake_cents ELSE 0 END",
            ),
            (
                "an effect of an update is there only when that update is done",
                "SELECT l.cause FROM ledger l JOIN inbox i ON l.cause = 'u' || i.update_id WHERE i.done_at IS NULL",
            ),
            (
                "every fill's round began after its command",
                "SELECT position_id FROM positions WHERE entry_round_at <= commanded_at OR exit_round_at <= exit_commanded_at",
            ),
        ] {
            let broken = self.rows(sql, &[]).await.len();
            assert_eq!(broken, 0, "{rule}: broken {broken} times");
        }
    }
}

async fn connect(address: &Secret) -> Client {
    let (client, connection) = tokio_postgres::connect(address.expose(), NoTls).await.expect("a connection");
    tokio::spawn(connection);
    client
}
