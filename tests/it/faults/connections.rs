//! How many connections Postgres sees, what each is set to, and what their role may not do.

use angler::actors::db::connect::{Connector, Purpose};

use crate::harness::{Player, Process, World, run, seconds_count};

/// Connections of the service, by their names.
fn named(name: &str) -> String {
    format!(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE '{name}'"
    )
}

/// The pool's 50, the lease's, the marks' and the audit's.
const MOST: i64 = 53;

#[test]
fn ten_at_the_start_and_fifty_at_the_most() {
    run(async || {
        let world = World::with(|_| {}).await;
        let crowd: Vec<Player> = (0..300).map(|n| world.player(1_000 + n, "Ann", "en")).collect();
        // Empty counts as not set: the pool's own defaults.
        let process = Process::serve(&world, &[("DB_POOL_MIN", ""), ("DB_POOL_MAX", "")]).await;
        // What is asked at the start on a machine so busy that eleven questions wait at once opens one more.
        world.database.until(&named("angler"), |count| count >= 10).await;
        assert!(world.database.number(&named("angler")).await == 10 || !seconds_count());
        assert_eq!(world.database.number(&named("angler lease")).await, 1);
        world.database.until(&named("angler schema"), |count| count == 0).await;

        // Nobody can be loaded while this lock stands, so the whole crowd waits at the database at once.
        let lock = world.database.another().await;
        lock.execute("BEGIN; LOCK TABLE positions IN ACCESS EXCLUSIVE MODE").await;
        for player in &crowd {
            player.says("/status");
        }
        let waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() \
                       AND application_name = 'angler' AND wait_event_type = 'Lock'";
        world.database.until(waiting, |count| count >= 45).await;
        assert!(world.database.number(&named("angler")).await <= 50);
        assert!(world.database.number(&named("angler%")).await <= MOST);
        lock.execute("COMMIT").await;
        // As they are answered, nothing grows beyond.
        let answered = "SELECT count(*) FROM inbox WHERE done_at IS NOT NULL";
        while world.database.number(answered).await < 300 {
            assert!(world.database.number(&named("angler%")).await <= MOST);
        }
        for player in &crowd {
            player.sees_words("10 baits").await;
            assert_eq!(player.heard(), 1);
        }
        process.drain().await;
        assert_eq!(world.database.number("SELECT count(*) FROM players WHERE bait = 10 AND version = 1").await, 300);
        world.end().await;
    });
}

#[test]
fn each_is_set_to_its_purpose() {
    run(async || {
        let world = World::running(|_| {}).await;
        let connector = Connector::new(&world.database.url()).expect("an address");
        // Neither the server (a scratch one of the tests) nor the database makes a commit that is answered less than durable.
        let name = world.database.name().await;
        world.database.execute(&format!("ALTER DATABASE {name} SET synchronous_commit = off")).await;
        for (purpose, role, timeout, commit) in [
            (Purpose::Pool, "angler_app", "5s", "on"),
            (Purpose::Marks, "angler_app", "5s", "off"),
            (Purpose::Lease, "angler_app", "0", "on"),
            (Purpose::Audit, "angler_app", "0", "on"),
            (Purpose::Operator, "angler_app", "1min", "on"),
        ] {
            let client = connector.connect(purpose).await.expect("a connection");
            for (setting, wanted) in
                [("jit", "off"), ("role", role), ("statement_timeout", timeout), ("synchronous_commit", commit)]
            {
                let shown: String = client.query_one(&format!("SHOW {setting}"), &[]).await.expect("a setting").get(0);
                assert_eq!(shown, wanted, "{purpose:?}: {setting}");
            }
        }
        world.end().await;
    });
}

#[test]
fn the_ledger_cannot_be_changed() {
    run(async || {
        let world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        ann.says("/cast");
        ann.sees_words("Entry").await;
        let rows = world.database.number("SELECT count(*) FROM ledger").await;
        assert!(rows >= 4, "{rows}");
        let hand = world.database.another().await;
        let verbs = ["UPDATE ledger SET amount = amount + 1", "DELETE FROM ledger", "TRUNCATE ledger"];
        for verb in verbs {
            assert_eq!(hand.refusal(verb).await.as_deref(), Some("23000"), "the owner, {verb}");
        }
        hand.execute("SET session_replication_role = replica").await;
        for verb in verbs {
            assert_eq!(hand.refusal(verb).await.as_deref(), Some("23000"), "a replica's session, {verb}");
        }
        hand.execute("RESET session_replication_role; SET ROLE angler_app").await;
        for verb in verbs.into_iter().chain([
            "DELETE FROM players",
            "DELETE FROM positions",
            "UPDATE about SET bot_id = 1",
            "DROP TABLE ledger",
            "ALTER TABLE ledger DISABLE TRIGGER append_only",
            "CREATE TABLE public.more (id int)",
            "DELETE FROM lease",
        ]) {
            assert_eq!(hand.refusal(verb).await.as_deref(), Some("42501"), "the service's role, {verb}");
        }
        assert_eq!(world.database.number("SELECT count(*) FROM ledger").await, rows);
        assert!(ann.asks("/status").await.contains("9 baits"));
        world.end().await;
    });
}
