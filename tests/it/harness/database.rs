//! One PostgreSQL for the run, one database for each test.
//!
//! **Invariant:** a test sees no row of another test.

use std::{
    path::PathBuf,
    sync::{
        OnceLock,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use angler::{
    actors::db::{
        audit::{self, Finding},
        connect::{Connector, Purpose},
        migrate,
    },
    app::private_postgres::{Durability, PrivatePostgres},
    config::Secret,
};
use tokio::sync::OnceCell;
use tokio_postgres::{Client, NoTls, Row, error::SqlState, types::ToSql};

use super::CANARY;

static SERVER: OnceLock<PrivatePostgres> = OnceLock::new();
static COUNT: AtomicU32 = AtomicU32::new(0);
/// Whether [`MADE`] is there.
static READY: OnceCell<()> = OnceCell::const_new();
/// The database of which the tests' own are copies where the schema's making is not what they are about.
const MADE: &str = "made";

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
    address: Secret,
    client: Client,
}

impl Database {
    /// An empty one.
    pub async fn new() -> Database {
        Database::like("template1").await
    }

    /// One with the schema of the program, as a service leaves it that has started and ended.
    pub async fn made() -> Database {
        READY
            .get_or_init(async || {
                let empty = created(MADE, "template1").await;
                let connector = Connector::new(&empty).expect("an address");
                migrate::bring_up_to_date(&connector).await.expect("the schema");
            })
            .await;
        Database::like(MADE).await
    }

    async fn like(template: &str) -> Database {
        let name = format!("t{}", COUNT.fetch_add(1, Ordering::Relaxed));
        Database::at(created(&name, template).await).await
    }

    /// The folder of the programs of the run's own server.
    pub async fn programs() -> PathBuf {
        tokio::task::spawn_blocking(server).await.expect("the server starts").guest().programs
    }

    /// The one at an address: of a server that the test has for itself. Waits until that server answers.
    pub async fn at(address: Secret) -> Database {
        let answered = async {
            loop {
                match tokio_postgres::connect(address.expose(), NoTls).await {
                    Ok((client, connection)) => {
                        tokio::spawn(connection);
                        return client;
                    }
                    Err(_not_yet) => tokio::time::sleep(Duration::from_millis(20)).await,
                }
            }
        };
        let client = tokio::time::timeout(super::DEADLINE, answered).await.expect("the server answers");
        Database { address, client }
    }

    /// Its address, for `DATABASE_URL`; with a password, which its server does not ask for.
    pub fn url(&self) -> Secret {
        Secret::new(format!("{} password={CANARY}-password", self.address.expose()))
    }

    /// The same for a service under test: a busy machine takes longer to open a connection than a service waits for.
    pub fn patient(&self) -> Secret {
        Secret::new(format!("{} connect_timeout={}", self.url().expose(), super::DEADLINE.as_secs()))
    }

    /// Its name on its server.
    pub async fn name(&self) -> String {
        self.text("current_database()").await
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
            let mut pause = Duration::from_millis(5);
            loop {
                let number = self.number(sql).await;
                if passes(number) {
                    return number;
                }
                tokio::time::sleep(pause).await;
                // What takes long need not be asked for so often: the server and the tests share the machine.
                pause = (pause * 5 / 4).min(Duration::from_millis(50));
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
        Database::at(self.url()).await
    }

    /// Waits until the server has ended this connection.
    pub async fn is_cut(&self) {
        let cut = async {
            while !self.client.is_closed() {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        tokio::time::timeout(super::DEADLINE, cut).await.expect("the connection ends");
    }

    /// What must hold in every database at any time, by the program's own audit. The order of a player's rounds is left to the tests
    /// of clocks: of a hook and a cast that waited through a crash, the cast may take the earlier of two prices, each newer than its
    /// command.
    pub async fn audit(&self) {
        let broken = self.audited().await.into_iter().filter(|finding| !finding.holds() && finding.rule != "rounds");
        let broken: Vec<Finding> = broken.collect();
        assert!(broken.is_empty(), "the books do not add up: {broken:#?}");
    }

    /// What the audit says of each rule.
    pub async fn audited(&self) -> Vec<Finding> {
        let connector = Connector::new(&self.url()).expect("an address");
        let mut client = connector.connect(Purpose::Audit).await.expect("a connection");
        audit::look(&mut client, None, None).await.expect("the database can be read")
    }
}

/// Makes a database. A connection to the template that has just ended may still be there, and is waited for.
async fn created(name: &str, template: &str) -> Secret {
    let server = tokio::task::spawn_blocking(server).await.expect("the server starts");
    let postgres = connect(&server.address("postgres")).await;
    let making = format!("CREATE DATABASE {name} TEMPLATE {template}");
    let made = async {
        while let Err(error) = postgres.batch_execute(&making).await {
            assert_eq!(error.code(), Some(&SqlState::OBJECT_IN_USE), "{error:?}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(super::DEADLINE, made).await.expect("a new database");
    server.address(name)
}

async fn connect(address: &Secret) -> Client {
    let (client, connection) = tokio_postgres::connect(address.expose(), NoTls).await.expect("a connection");
    tokio::spawn(connection);
    client
}
