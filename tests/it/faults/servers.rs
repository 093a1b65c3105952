//! Several servers, servers that are away, and servers that only read: which one is taken, and what is waited for.

use std::time::{Duration, Instant};

use angler::{
    actors::db::{
        DbError,
        connect::{ConnectError, Connector, Purpose},
        migrate,
        pool::Pool,
        seals::Seals,
    },
    config::Secret,
    game::sealing::SealKey,
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

/// A pool over a database with a schema.
async fn pool(database: &Database, sizes: (u32, u32)) -> Pool {
    let connector = Connector::new(&database.url()).expect("an address");
    migrate::bring_up_to_date(&connector).await.expect("the schema");
    let seals = Seals::of(SealKey::from_bytes([7; 32]));
    Pool::open(&connector, &seals, sizes).await.expect("a pool")
}

/// The server's number of the session that a request gets.
async fn session(pool: &Pool) -> Result<i32, DbError> {
    pool.once("session", async |link| {
        let (client, statement) = link.prepared("SELECT pg_backend_pid()").await?;
        Ok(client.query_one(&statement, &[]).await?.try_get(0)?)
    })
    .await
}

#[test]
fn a_session_that_only_reads_is_not_given_back() {
    run(async || {
        let database = Database::new().await;
        let pool = pool(&database, (2, 4)).await;
        let before = session(&pool).await.expect("a session");
        let refused = pool
            .once("write", async |link| {
                let (client, _) = link.prepared("SELECT pg_backend_pid()").await?;
                client.batch_execute("SET default_transaction_read_only = on").await?;
                client.batch_execute("UPDATE players SET bait = bait").await?;
                Ok(())
            })
            .await;
        assert!(matches!(&refused, Err(DbError::Gone(words)) if words.contains("25006")), "{refused:?}");
        assert_ne!(session(&pool).await.expect("another session"), before);
        // The one beside it was opened at the same server, and is of no use either.
        let left =
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'angler'";
        database.until(left, |count| count == 1).await;
    });
}

#[test]
fn what_a_burst_opened_is_given_back() {
    run(async || {
        let database = Database::new().await;
        let pool = pool(&database, (2, 9)).await;
        assert_eq!(pool.state().open, 2);
        database.execute("SELECT pg_advisory_lock(7)").await;
        let wait = async || {
            pool.once("wait", async |link| {
                let (client, statement) = link.prepared("SELECT pg_advisory_xact_lock_shared(7)").await?;
                client.execute(&statement, &[]).await?;
                Ok(())
            })
            .await
        };
        let burst = futures_util::future::join_all((0..9).map(|_| wait()));
        let waiting =
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
        let release = async {
            database.until(waiting, |count| count == 9).await;
            database.execute("SELECT pg_advisory_unlock(7)").await;
        };
        let (ended, ()) = futures_util::future::join(burst, release).await;
        assert!(ended.iter().all(Result::is_ok), "{ended:?}");
        pool.give_back().await;
        assert_eq!(pool.state().open, 9, "the next wave may come at once");
        pool.give_back().await;
        assert_eq!(pool.state().open, 2);
        assert!(session(&pool).await.is_ok());
    });
}

#[test]
fn a_service_whose_server_only_read_for_a_while_plays_on() {
    run(async || {
        let (world, operator) = World::with_door(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        assert!(ann.asks("/status").await.contains("10 baits"));
        let name = world.database.name().await;
        let other = world.database.another().await;
        other.execute(&format!("ALTER DATABASE {name} SET default_transaction_read_only = on")).await;
        let end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'angler%'";
        other.execute(end).await;
        ann.says("/cast");
        let said = operator.until_health(503, "db: the database has not answered as it should for").await;
        assert!(said.lines().count() >= 1, "{said}");
        other
            .execute(&format!(
                "SET default_transaction_read_only = off; ALTER DATABASE {name} RESET default_transaction_read_only"
            ))
            .await;
        ann.sees_words("Entry").await;
        operator.until_health(200, "ok").await;
        world.end().await;
    });
}
