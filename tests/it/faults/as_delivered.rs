//! The program on PostgreSQL as it is delivered: each version, in each of the six ways in which operators have it, is asked for
//! `angler check`, `angler serve` and a catch.
//!
//! The short form tries the installed version. The long one tries every version under `CHAOS_SERVERS` (a folder of programs for
//! each: `15/bin`, `16/bin`, …; Debian's own programs stand in for those of their version) and prints the table, a line for
//! each: `ok`, `ok (no role)` where the service's own role is not to be had and it does without, or the words of the failure.

use std::{
    collections::BTreeMap,
    panic::AssertUnwindSafe,
    path::{Path, PathBuf},
};

use futures_util::FutureExt;

use crate::harness::{Bouncer, DEADLINE, Database, Delivered, Process, World, command, run, variables};

const COLUMNS: [&str; 6] = ["Debian's cluster", "private CA", "CREATEROLE", "bare owner", "own schema", "PgBouncer"];

/// What a cell says of a way that cannot be tried here.
const UNTRIED: &str = "not tried (pgbouncer is not installed)";

/// With whose rights the service works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Works {
    InItsRole,
    AsTheLogin,
}

/// What came of one way.
struct Cell {
    words: String,
    good: bool,
}

impl Cell {
    /// Together with what came of it under another circumstance.
    fn and(self, when: &str, other: Cell) -> Cell {
        Cell { words: format!("{}; {when}: {}", self.words, other.words), good: self.good && other.good }
    }
}

/// One server, tried.
struct Row {
    version: String,
    cells: [Cell; 6],
}

impl Row {
    fn line(&self) -> String {
        let words: Vec<&str> = self.cells.iter().map(|cell| cell.words.as_str()).collect();
        format!("PostgreSQL {} | {}", self.version, words.join(" | "))
    }

    /// What is not as it should be.
    fn wrong(&self) -> Vec<String> {
        let told = COLUMNS.iter().zip(&self.cells).filter(|(_, cell)| !cell.good);
        told.map(|(column, cell)| format!("{} {column}: {}", self.version, cell.words)).collect()
    }
}

/// A server under trial.
struct Trial {
    server: Delivered,
    root: Database,
    world: World,
    /// The long form looks again afterwards.
    long: bool,
}

impl Trial {
    /// A login that owns the database of its name.
    async fn owner(&self, login: &str, rights: &str) {
        self.server.login(login, rights).await;
        self.root.execute(&format!("CREATE DATABASE {login} OWNER {login}")).await;
    }

    /// The service's role, given by an administrator.
    async fn granted(&self, login: &str) {
        let role =
            "DO $$ BEGIN IF to_regrole('angler_app') IS NULL THEN CREATE ROLE angler_app NOLOGIN; END IF; END $$";
        self.root.execute(&format!("{role}; GRANT angler_app TO {login}")).await;
    }

    /// `check`, `serve` and a player's first catch; in the long form the operator's look afterwards.
    async fn plays(&self, url: &str, player: i64, works: Works) {
        let world = &self.world;
        let given = variables(world, &[("DATABASE_URL", url)]);
        let checked = async |seen: &str| {
            let said = command(&["check"], &given).await;
            let line = |of: &str| {
                let line = said.stdout.lines().find(|line| line.split_whitespace().any(|word| word == of));
                line.unwrap_or_default().to_owned()
            };
            let (database, sessions) = (line("database"), line("sessions"));
            let begins = if works == Works::InItsRole { "ok " } else { "warning " };
            let right = database.starts_with("ok ")
                && database.contains(seen)
                && sessions.starts_with(begins)
                && sessions.contains(" as angler_app") == (works == Works::InItsRole);
            assert!(said.code == Some(0) && right, "check: {database} {sessions} {said:?}");
        };
        checked("reached").await;
        let process = Process::serve(world, &[("DATABASE_URL", url)]).await;
        let ann = world.player(player, "Ann", "en");
        ann.asks("/start").await;
        ann.casts().await;
        ann.hooks().await;
        let taken =
            world.sandbox.telegram.wait_until(|telegram| (telegram.unconfirmed() == 0).then_some(()), DEADLINE).await;
        assert!(taken.is_some(), "serve: its updates are not confirmed");
        let said = process.drain().await;
        let without = said.contains("the role angler_app cannot be put on");
        assert_eq!(without, works == Works::AsTheLogin, "serve: {said}");
        if self.long {
            checked("schema").await;
            let said = command(&["audit"], &given).await;
            assert_eq!(said.code, Some(0), "audit: {said:?}");
        }
    }

    /// README's own recipe on the cluster as it comes.
    async fn stock(&self) {
        self.owner("angler", "").await;
        self.granted("angler").await;
        self.plays(&self.server.url("angler", ""), 100, Works::InItsRole).await;
    }

    /// The server shows a certificate that a CA of the house signed, and the address names that.
    async fn private_ca(&self) {
        self.owner("careful", "").await;
        self.granted("careful").await;
        self.server.is_signed().await;
        let words = format!("?sslmode=verify-full&sslrootcert={}", self.server.ca());
        self.plays(&self.server.url("careful", &words), 101, Works::InItsRole).await;
    }

    /// A login that makes the role itself.
    async fn makes_roles(&self) {
        self.owner("admin", "CREATEROLE").await;
        self.plays(&self.server.url("admin", ""), 102, Works::InItsRole).await;
    }

    /// A login that owns its database and may make nothing else.
    async fn bare_owner(&self, login: &str, player: i64) {
        self.owner(login, "").await;
        self.plays(&self.server.url(login, ""), player, Works::AsTheLogin).await;
    }

    /// The same login, to whom an administrator gives the role after all.
    async fn bare_owner_is_granted(&self) {
        self.granted("bare").await;
        self.plays(&self.server.url("bare", ""), 105, Works::InItsRole).await;
    }

    /// A login that owns no database: its schema is in somebody's, where `public` is locked.
    async fn own_schema(&self) {
        self.server.login("routed", "").await;
        self.root.execute("CREATE DATABASE routed").await;
        self.granted("routed").await;
        let inside = self.server.inside("routed").await;
        let locked = "REVOKE ALL ON SCHEMA public FROM PUBLIC; CREATE SCHEMA game AUTHORIZATION routed";
        inside.execute(&format!("{locked}; ALTER ROLE routed SET search_path = game")).await;
        self.plays(&self.server.url("routed", ""), 106, Works::InItsRole).await;
        assert_eq!(inside.number("SELECT count(*) FROM game.positions WHERE fish IS NOT NULL").await, 1);
    }

    /// PgBouncer in session mode, as Debian's package sets it.
    async fn pooled(&self) {
        self.owner("pooled", "").await;
        self.granted("pooled").await;
        let bouncer = Bouncer::before(&self.server, "session", Some("pooled")).await.expect(UNTRIED);
        self.plays(&bouncer.url("pooled"), 107, Works::InItsRole).await;
    }
}

/// Tries one way; the words of its failure do not keep the others from being tried.
async fn cell(good: &str, tried: impl Future<Output = ()>) -> Cell {
    let Err(panic) = AssertUnwindSafe(tried).catch_unwind().await else {
        return Cell { words: good.to_owned(), good: true };
    };
    let words = panic.downcast_ref::<String>().map(String::as_str).or(panic.downcast_ref::<&str>().copied());
    let words = words.unwrap_or("it panicked").split_whitespace().collect::<Vec<_>>().join(" ");
    Cell { words: words.chars().take(160).collect::<String>().replace('|', "/"), good: false }
}

/// All six ways on a server of these programs. What finds no role comes before what makes it.
async fn tried(programs: &Path, long: bool) -> Row {
    let server = Delivered::debians(programs).await;
    let trial = Trial { root: server.database().await, server, world: World::with(|_| {}).await, long };
    let mut bare = cell("ok (no role)", trial.bare_owner("bare", 103)).await;
    let makes_roles = cell("ok", trial.makes_roles()).await;
    if long {
        bare = bare.and("the role is another's", cell("ok (no role)", trial.bare_owner("barer", 104)).await);
        bare = bare.and("it is granted", cell("ok", trial.bare_owner_is_granted()).await);
    }
    let stock = cell("ok", trial.stock()).await;
    let own_schema = cell("ok", trial.own_schema()).await;
    let pooled = cell("ok", trial.pooled()).await;
    let private_ca = cell("ok", trial.private_ca()).await;
    let version = trial.root.text("current_setting('server_version')").await;
    trial.world.sandbox.stop().await;
    Row { version, cells: [stock, private_ca, makes_roles, bare, own_schema, pooled] }
}

/// The programs of each version under a folder; Debian's where it has the version.
fn versions(folder: &Path) -> BTreeMap<u32, PathBuf> {
    let found = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let numbers = found.flatten().filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    let place = |version: u32| {
        let debians = PathBuf::from(format!("/usr/lib/postgresql/{version}/bin"));
        let own = folder.join(version.to_string()).join("bin");
        if debians.join("initdb").exists() { debians } else { own }
    };
    numbers.map(|version| (version, place(version))).collect()
}

#[test]
fn the_installed_postgresql_serves_in_each_of_the_six_ways() {
    run(async || {
        let row = tried(&Database::programs().await, false).await;
        eprintln!("{}", row.line());
        let wrong: Vec<String> = row.wrong().into_iter().filter(|words| !words.ends_with(UNTRIED)).collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    });
}

#[test]
#[ignore = "asks for the programs of several versions: scripts/chaos delivered"]
fn every_version_serves_in_each_of_the_six_ways() {
    run(async || {
        let folder = std::env::var("CHAOS_SERVERS").expect("CHAOS_SERVERS names a folder of servers");
        let mut rows = Vec::new();
        for programs in versions(Path::new(&folder)).values() {
            rows.push(tried(programs, true).await);
        }
        eprintln!("PostgreSQL | {}", COLUMNS.join(" | "));
        rows.iter().for_each(|row| eprintln!("{}", row.line()));
        let wrong: Vec<String> = rows.iter().flat_map(Row::wrong).collect();
        assert!(rows.len() >= 4 && wrong.is_empty(), "{wrong:#?}");
    });
}
