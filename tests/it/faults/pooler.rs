//! PgBouncer between the service and its database: session mode serves, transaction mode is refused by name.
//!
//! Needs `pgbouncer` on the machine (Debian's package); where it is not, these tests say so and end.

use angler::{
    actors::db::{
        connect::{Connector, Purpose},
        migrate,
    },
    config::Secret,
};

use crate::harness::{Bouncer, Certificate, Delivered, Process, World, command, run, variables};

#[test]
fn in_session_mode_role_and_timeouts_are_there() {
    run(async || {
        let server = Delivered::start("session", Certificate::Own, &[]).await;
        let Some(bouncer) = Bouncer::before(&server, "session", None).await else { return };
        let world = World::with(|_| {}).await;
        let process = Process::serve(&world, &[("DATABASE_URL", &bouncer.url("angler"))]).await;
        let ann = world.player(100, "Ann", "en");
        ann.says("/cast");
        ann.sees_words("Entry").await;
        let url = bouncer.url("angler");
        let connector = Connector::new(&Secret::new(url.clone())).expect("an address");
        let said = command(&["check"], &variables(&world, &[("DATABASE_URL", &url)])).await.stdout;
        assert!(said.contains("; through PgBouncer 1.") && said.contains(", in session mode"), "{said}");
        let direct = server.pairs("angler", "");
        let said = command(&["check"], &variables(&world, &[("DATABASE_URL", &direct)])).await.stdout;
        assert!(said.contains("PostgreSQL ") && !said.contains("through"), "{said}");
        for (purpose, timeout) in [(Purpose::Pool, "5s"), (Purpose::Lease, "0"), (Purpose::Operator, "1min")] {
            let line = connector.connect(purpose).await.expect("a connection");
            let row = line.query_one("SELECT current_user::text, current_setting('statement_timeout')", &[]).await;
            let row = row.expect("a row");
            assert_eq!((row.get::<_, &str>(0), row.get::<_, &str>(1)), ("angler_app", timeout), "{purpose:?}");
        }
        process.drain().await;
        world.sandbox.stop().await;
    });
}

#[test]
fn transaction_mode_is_refused_by_name() {
    run(async || {
        let server = Delivered::start("transaction", Certificate::Own, &[]).await;
        let Some(bouncer) = Bouncer::before(&server, "transaction", None).await else { return };
        let connector = Connector::new(&Secret::new(bouncer.url("angler"))).expect("an address");
        let refused = migrate::bring_up_to_date(&connector).await.expect_err("no lock survives there").to_string();
        assert!(refused.contains("a pooler in transaction (or statement) mode"), "{refused}");
        let world = World::with(|_| {}).await;
        let said = command(&["check"], &variables(&world, &[("DATABASE_URL", &bouncer.url("angler"))])).await;
        assert!(said.stdout.contains("not ok   database") && said.stdout.contains("pool_mode = session"), "{said:?}");
        let mut process = Process::start("serve", &variables(&world, &[("DATABASE_URL", &bouncer.url("angler"))]));
        let (status, said) = process.ended().await;
        assert!(status.code() == Some(1) && said.contains("pool_mode = session"), "{said}");
        world.sandbox.stop().await;
    });
}

#[test]
fn a_server_without_a_connection_left_is_said_as_such() {
    run(async || {
        let server = Delivered::start("few", Certificate::Own, &[]).await;
        let root = server.database().await;
        root.execute("CREATE ROLE few LOGIN CONNECTION LIMIT 1").await;
        let url = server.pairs("angler", "").replace("user=angler", "user=few");
        let connector = Connector::new(&Secret::new(url.clone())).expect("an address");
        let _first = connector.connect(Purpose::Schema).await.expect("one is there");
        let words = connector.connect(Purpose::Schema).await.err().expect("the second is too many").to_string();
        assert!(words.contains("53300") && words.contains("lower DB_POOL_MAX, or raise max_connections"), "{words}");
        // It did answer, and nobody is told that it did not.
        let world = World::with(|_| {}).await;
        let said = command(&["check"], &variables(&world, &[("DATABASE_URL", &url)])).await;
        let line = said.stdout.lines().find(|line| line.contains("not ok   database")).unwrap_or_default();
        assert!(line.contains("53300") && !line.contains("does not answer"), "{said:?}");
        world.sandbox.stop().await;
    });
}
