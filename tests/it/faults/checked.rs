//! Starts that failed of which `angler check` had said ok: each is found by it now, and is what really happens.
//!
//! **Invariant:** what `check` says is held against what `serve` does, on the same settings.

use angler::{
    actors::db::{connect::Connector, migrate},
    config::Secret,
    plumbing::clock,
    sandbox::SandboxConfig,
};

use crate::harness::{Certificate, Database, Delivered, Process, READY, Said, World, command, run, variables};

async fn checked(world: &World, changes: &[(&str, &str)]) -> Said {
    command(&["check"], &variables(world, changes)).await
}

/// The line about this.
#[track_caller]
fn line<'a>(said: &'a Said, name: &str) -> &'a str {
    let found = said.stdout.lines().find(|line| line.get(9..).is_some_and(|rest| rest.starts_with(name)));
    found.unwrap_or_else(|| panic!("no line about {name}: {said:?}"))
}

#[test]
fn a_right_that_was_taken_away_is_given_anew_by_the_owner_and_told_to_everybody_else() {
    run(async || {
        let world = World::with(|_| {}).await;
        let server = Delivered::start("rights", Certificate::Own, &[]).await;
        let root = server.database().await;
        let url = server.pairs("angler", "");
        let connector = Connector::new(&Secret::new(url.clone())).expect("an address");
        migrate::bring_up_to_date(&connector).await.expect("the schema");
        root.execute("CREATE ROLE guest LOGIN IN ROLE angler_app; GRANT SELECT, UPDATE ON about TO guest").await;
        let guests = url.replace("user=angler", "user=guest");
        let guest = [("DATABASE_URL", guests.as_str())];
        let said = checked(&world, &guest).await;
        assert!(line(&said, "database").starts_with("ok"), "{said:?}");
        for (taken, told) in [("UPDATE ON lease", "update on lease"), ("INSERT ON inbox", "insert on inbox")] {
            root.execute(&format!("REVOKE {taken} FROM angler_app")).await;
            let said = checked(&world, &guest).await;
            let found = line(&said, "database");
            assert!(found.starts_with("not ok") && found.contains(&format!("are missing ({told})")), "{found}");
            assert_eq!(said.code, Some(1));
            // The owner's start gives it anew, and so check of it is right to say ok.
            let said = checked(&world, &[("DATABASE_URL", &url)]).await;
            assert!(line(&said, "database").starts_with("ok"), "{said:?}");
            let whole = format!(
                "SELECT has_table_privilege('angler_app', '{0}', '{1}')::int::bigint",
                told.rsplit(' ').next().unwrap_or_default(),
                told.split(' ').next().unwrap_or_default()
            );
            assert_eq!(root.number(&whole).await, 0, "check leaves all as it was");
            if taken == "UPDATE ON lease" {
                let process = Process::start("serve", &variables(&world, &guest));
                process.says("permission denied for table lease").await;
            }
            migrate::bring_up_to_date(&connector).await.expect("a start");
            assert_eq!(root.number(&whole).await, 1);
        }
        Process::serve(&world, &guest).await.drain().await;
        world.sandbox.stop().await;
    });
}

#[test]
fn a_server_that_gives_fewer_connections_than_a_start_opens_is_a_no() {
    run(async || {
        let world = World::with(|_| {}).await;
        let server = Delivered::start("crowded", Certificate::Own, &[]).await;
        let root = server.database().await;
        for made in ["CREATE ROLE few LOGIN SUPERUSER", "CREATE DATABASE few OWNER few"] {
            root.execute(made).await;
        }
        let url = server.pairs("few", "").replace("user=angler", "user=few");
        let given = [("DATABASE_URL", url.as_str()), ("DB_POOL_MIN", "6"), ("DB_POOL_MAX", "20")];
        let found = checked(&world, &given).await;
        assert!(line(&found, "sessions").starts_with("ok"), "{found:?}");
        // Others hold what the login's own limit does not tell of: a database's limit counts everybody's.
        root.execute("ALTER ROLE few NOSUPERUSER CONNECTION LIMIT 40; ALTER DATABASE few CONNECTION LIMIT 30").await;
        let held = Secret::new(server.pairs("few", ""));
        let mut holding = Vec::new();
        for _ in 0..25 {
            holding.push(Database::at(held.clone()).await);
        }
        let said = checked(&world, &given).await;
        let found = line(&said, "sessions");
        assert!(
            found.starts_with("not ok") && found.contains("a start opens 9 at once") && found.contains("53300"),
            "{found}"
        );
        let process = Process::start("serve", &variables(&world, &given));
        process.says("53300").await;
        assert!(!process.stderr().contains(READY));
        drop(holding);
        process.says(READY).await;
        process.drain().await;
        world.sandbox.stop().await;
    });
}

#[test]
fn a_port_that_is_taken_is_a_no_and_beside_a_service_that_runs_a_warning() {
    run(async || {
        let world = World::with(|_| {}).await;
        let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
        let at = taken.local_addr().expect("an address").to_string();
        let given = [("METRICS_ADDR", at.as_str())];
        let said = checked(&world, &given).await;
        assert!(line(&said, "operator").starts_with("not ok"), "{said:?}");
        assert_eq!(said.code, Some(1));
        let (status, refused) = Process::start("serve", &variables(&world, &given)).ended().await;
        assert!(status.code() == Some(1) && refused.contains("METRICS_ADDR cannot be listened on"), "{refused}");
        drop(taken);
        let process = Process::serve(&world, &given).await;
        let said = checked(&world, &given).await;
        assert!(line(&said, "operator").starts_with("warning"), "{said:?}");
        let database = line(&said, "database");
        assert!(
            database.starts_with("warning") && database.contains("in use by angler_sandbox_bot (process"),
            "{database}"
        );
        assert_eq!(said.code, Some(0), "it could run, once the other has ended");
        process.drain().await;
        world.end().await;
    });
}

#[test]
fn a_proxy_by_another_name_is_told_by_both_and_its_password_by_none() {
    run(async || {
        let world = World::with(|_| {}).await;
        let given = [("ALL_PROXY", "socks5://me:hush-canary@127.0.0.1:1")];
        let said = checked(&world, &given).await;
        let found = line(&said, "proxy");
        assert!(found.starts_with("warning") && found.contains("ALL_PROXY is set and not used"), "{found}");
        let process = Process::serve(&world, &given).await;
        let log = process.drain().await;
        assert_eq!(log.matches("a variable of a proxy is set and not used").count(), 1, "{log}");
        assert!(log.contains("ALL_PROXY") && !format!("{log}{said:?}").contains("hush"), "{log}");
        world.end().await;
    });
}

#[test]
fn a_machine_whose_clock_is_wrong_is_told_by_both_once() {
    run(async || {
        let late = SandboxConfig::new(|| clock::now() + jiff::SignedDuration::from_secs(150));
        let world = World::over(late, |_| {}).await;
        let said = checked(&world, &[]).await;
        let found = line(&said, "clock");
        assert!(
            found.starts_with("warning") && found.contains(" s behind 127.0.0.1:") && found.contains("NTP"),
            "{found}"
        );
        let process = Process::serve(&world, &[]).await;
        let words = "this machine's clock is wrong: set it right (NTP)";
        process.says(words).await;
        let ann = world.player(61, "Ann", "en");
        ann.asks("/status").await;
        let log = process.drain().await;
        assert_eq!(log.matches(words).count(), 1, "{log}");
        world.sandbox.stop().await;
    });
}
