//! Several servers, servers that are away, and servers that only read: which one is taken, and what is waited for.

use std::time::{Duration, Instant};

use angler::{
    actors::db::connect::{ConnectError, Connector, Purpose},
    config::Secret,
};

use crate::harness::{Certificate, Database, Delivered, Process, Proxy, READY, World, run, variables};

/// A host that takes calls and never says a word.
fn hole() -> (std::net::TcpListener, u16) {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = listener.local_addr().expect("an address").port();
    (listener, port)
}

#[test]
fn a_first_host_that_hangs_is_passed_by_and_the_good_one_remembered() {
    run(async || {
        let database = Database::new().await;
        let proxy = Proxy::before(&database.url());
        let (_hanging, dead) = hole();
        let url = proxy
            .url()
            .expose()
            .replace("port=", &format!("port={dead},1,"))
            .replace("127.0.0.1", "127.0.0.1,127.0.0.1,127.0.0.1");
        for purpose in
            [Purpose::Schema, Purpose::Lease, Purpose::Marks, Purpose::Audit, Purpose::Operator, Purpose::Pool]
        {
            let connector = Connector::new(&Secret::new(url.clone())).expect("an address");
            let began = Instant::now();
            let first = connector.connect(purpose).await;
            assert!(first.is_ok() && began.elapsed() >= Duration::from_secs(2), "{purpose:?}: {:?}", first.err());
            let began = Instant::now();
            assert!(connector.connect(purpose).await.is_ok());
            assert!(began.elapsed() < Duration::from_secs(2), "{purpose:?}: the good one comes first");
        }
    });
}

#[test]
fn a_server_that_only_reads_is_passed_by_until_it_writes() {
    run(async || {
        let database = Database::new().await;
        let proxy = Proxy::before(&database.url());
        let connector = Connector::new(&proxy.url()).expect("an address");
        let name = database.name().await;
        database.execute(&format!("ALTER DATABASE {name} SET default_transaction_read_only = on")).await;
        for purpose in [Purpose::Schema, Purpose::Lease, Purpose::Marks, Purpose::Pool] {
            let Err(ConnectError::Away(words)) = connector.open(purpose).await else { panic!("it only reads") };
            assert!(words.starts_with("127.0.0.1:") && words.contains("it only reads"), "{words}");
        }
        assert!(connector.open(Purpose::Audit).await.is_ok(), "who reads may read there");
        let more = Connector::new(&Secret::new(format!("{} target_session_attrs=primary", proxy.url().expose())));
        assert!(
            more.expect("an address").open(Purpose::Audit).await.is_err(),
            "unless the address wants one that writes"
        );
    });
}

#[test]
fn a_start_waits_for_a_server_and_says_each_reason_once() {
    run(async || {
        let world = World::with(|_| {}).await;
        let proxy = Proxy::before(&world.database.url());
        proxy.refuse(true);
        let process = Process::start("serve", &variables(&world, &[("DATABASE_URL", proxy.url().expose())]));
        process.says("the database cannot be reached, waiting for it").await;
        let name = world.database.name().await;
        world.database.execute(&format!("ALTER DATABASE {name} SET default_transaction_read_only = on")).await;
        proxy.refuse(false);
        process.says("it only reads").await;
        world
            .database
            .execute(&format!(
                "SET default_transaction_read_only = off; ALTER DATABASE {name} RESET default_transaction_read_only"
            ))
            .await;
        process.says(READY).await;
        let said = process.drain().await;
        assert_eq!(said.matches("cannot be reached, waiting").count(), 2, "{said}");
        world.end().await;
    });
}

#[test]
fn a_login_that_is_refused_ends_the_start() {
    run(async || {
        let world = World::with(|_| {}).await;
        let server = Delivered::start("refused", Certificate::Own, &[]).await;
        let url = server.pairs("nowhere", "");
        let mut process = Process::start("serve", &variables(&world, &[("DATABASE_URL", &url)]));
        let (status, said) = process.ended().await;
        assert_eq!(status.code(), Some(1), "{said}");
        assert!(said.contains("the database cannot be used (localhost:") && said.contains("3D000"), "{said}");
        assert!(!said.contains("does not answer"), "{said}");
        world.sandbox.stop().await;
    });
}
