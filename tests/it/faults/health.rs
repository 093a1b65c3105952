//! Red and green: `/healthz` says when nothing moves and when it moves again, and systemd's watchdog is fed all the while.

use std::{
    os::unix::net::UnixDatagram,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use angler::{
    plumbing::turning::STUCK,
    sandbox::{Fault, Rule},
};

use crate::harness::{DEADLINE, Process, World, is_catch, run};

#[test]
fn red_while_telegram_is_away() {
    run(async || {
        let (world, operator) = World::with_door(|config| {
            config.poll_timeout_s = 1;
            config.red.no_poll = Duration::from_secs(2);
        })
        .await;
        assert_eq!(operator.until_health(200, "").await, "ok\n");
        world.sandbox.telegram.switches.add(Rule::new(Fault::DropBefore).on("getUpdates"));
        let said = operator.until_health(503, "").await;
        assert!(said.starts_with("poller: no page of updates was taken for ") && said.lines().count() == 1, "{said}");
        assert_eq!(operator.scrape().await.of("angler_red"), 1.0);
        world.sandbox.telegram.switches.clear();
        operator.until_health(200, "ok").await;
        world.end().await;
    });
}

/// systemd's side of the watchdog: counts what it is told.
struct Watchdog {
    path: std::path::PathBuf,
    fed: Arc<AtomicUsize>,
}

impl Watchdog {
    fn new(name: &str) -> Watchdog {
        let name = format!("angler-watchdog-{name}-{}", std::process::id());
        let path = std::env::temp_dir().join(name);
        let _left_by_another_run = std::fs::remove_file(&path);
        let socket = UnixDatagram::bind(&path).expect("a socket");
        let fed = Arc::new(AtomicUsize::new(0));
        let counted = fed.clone();
        // Ends with the process of the tests.
        std::thread::spawn(move || {
            let mut word = [0; 256];
            while let Ok(length) = socket.recv(&mut word) {
                let told = String::from_utf8_lossy(&word[..length]);
                counted.fetch_add(told.lines().filter(|line| *line == "WATCHDOG=1").count(), Ordering::SeqCst);
            }
        });
        Watchdog { path, fed }
    }

    fn fed(&self) -> usize {
        self.fed.load(Ordering::SeqCst)
    }

    /// Waits until it is fed so often more.
    async fn is_fed(&self, more: usize) {
        let wanted = self.fed() + more;
        let fed = async {
            while self.fed() < wanted {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        tokio::time::timeout(DEADLINE, fed).await.expect("the watchdog is fed");
    }
}

impl Drop for Watchdog {
    fn drop(&mut self) {
        let _gone_already = std::fs::remove_file(&self.path);
    }
}

#[test]
fn red_while_nothing_can_be_settled_and_the_watchdog_is_fed_all_the_while() {
    outages_feed_the_watchdog("short", Duration::ZERO);
}

#[test]
#[ignore = "the long form, three minutes: each outage outlasts the patience with a loop that does not turn"]
fn outages_longer_than_a_stuck_loop_starve_no_watchdog() {
    outages_feed_the_watchdog("long", STUCK + Duration::from_secs(20));
}

/// What is red besides the database, which has not answered as it should for as long as the settles wait.
fn but_the_database(said: &str) -> Vec<&str> {
    said.lines().filter(|line| !line.starts_with("db: ")).collect()
}

/// Settles that cannot commit, then a lease that is lost: each for so long after it was red.
fn outages_feed_the_watchdog(name: &str, longer: Duration) {
    run(async || {
        let world = World::with(|_| {}).await;
        let watchdog = Watchdog::new(name);
        let socket = watchdog.path.to_string_lossy().into_owned();
        let changes = [("METRICS_ADDR", "0"), ("NOTIFY_SOCKET", socket.as_str()), ("WATCHDOG_USEC", "600000")];
        let process = Process::serve(&world, &changes).await;
        let operator = process.operator().await;
        let ann = world.player(100, "Ann", "en");
        ann.casts().await;
        operator.until_health(200, "ok").await;
        watchdog.is_fed(2).await;

        // Every settle is ended by its deadline and tried again: nothing moves, but the loop turns.
        let before = watchdog.fed();
        let lock = world.database.another().await;
        lock.execute("BEGIN; LOCK TABLE ledger IN ACCESS EXCLUSIVE MODE").await;
        ann.says("/hook");
        let said = operator.until_health(503, "a turn waits for its settle").await;
        assert!(matches!(but_the_database(&said)[..], [of_writer] if of_writer.starts_with("writer: ")), "{said}");
        tokio::time::sleep(longer).await;
        watchdog.is_fed(2).await;
        assert!(!process.stderr().contains("is not fed"), "{}", process.stderr());
        assert!(watchdog.fed() - before >= 10, "fed {} times in ten seconds", watchdog.fed() - before);
        lock.execute("COMMIT").await;
        ann.sees(|chat| chat.from_bot().find(|message| is_catch(message.text())).map(|_| ())).await;
        operator.until_health(200, "ok").await;

        // Without the lease nothing is polled nor sent, and the settle that is under way waits; that too is an outage, and
        // no reason to be killed.
        lock.execute("BEGIN; LOCK TABLE ledger IN ACCESS EXCLUSIVE MODE").await;
        ann.says("/cast");
        let settles = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() \
                       AND wait_event_type = 'Lock' AND query LIKE '%settle(%'";
        world.database.until(settles, |n| n > 0).await;
        let other = world.database.another().await;
        let waits = tokio::spawn(async move {
            other.execute("SELECT pg_advisory_lock(x'616e676c6572'::bigint)").await;
            other
        });
        world
            .database
            .until("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted", |n| n > 0)
            .await;
        world
            .database
            .execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                 WHERE datname = current_database() AND application_name = 'angler lease'",
            )
            .await;
        let other = waits.await.expect("the lock is ours now");
        operator.until_health(503, "polling is stopped").await;
        world.database.until(settles, |n| n == 0).await;
        lock.execute("COMMIT").await;
        let said = operator.until_health(503, "a turn waits for its settle").await;
        assert!(said.contains("polling is stopped") && but_the_database(&said).len() == 2, "{said}");
        tokio::time::sleep(longer).await;
        assert_eq!(world.database.number("SELECT count(*) FROM positions").await, 1, "nothing is sent");
        watchdog.is_fed(5).await;
        other.execute("SELECT pg_advisory_unlock_all()").await;
        operator.until_health(200, "ok").await;
        world.database.until("SELECT count(*) FROM positions", |n| n == 2).await;
        world.quiet().await;
        assert!(ann.asks("/help").await.contains("/cast"));
        watchdog.is_fed(2).await;
        let said = process.drain().await;
        assert!(!said.contains("is not fed"), "{said}");
        world.end().await;
    });
}
