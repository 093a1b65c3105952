//! PostgreSQL's own weather: restarts, killed backends, a server that stands still, a full disk and the like.
//!
//! The servers that are killed here are each a test's own, durable, and started again by the guard of the private
//! PostgreSQL, as an operator's systemd would. What was acknowledged is there afterwards, once.

use std::{
    fs,
    path::PathBuf,
    time::{Duration, Instant},
};

use angler::{
    app::private_postgres::{DATABASE, Durability, PrivatePostgres},
    plumbing::clock,
    sandbox::SandboxConfig,
};
use nix::{
    sys::signal::{Signal, kill},
    unistd::Pid,
};

use super::unknown::{AWAY, BACK, LEASE_LOST};
use crate::harness::{Database, Fleet, Process, Tally, World, run, size, variables};

/// The settings of the service in these tests.
const SETTINGS: [(&str, &str); 2] = [("NEW_PLAYER_BAIT", "1000"), ("DASHBOARD_EVERY_S", "1")];

/// A server of a test's own, in a folder that goes with it.
struct Server {
    folder: PathBuf,
    /// `None` only while it ends.
    running: Option<PrivatePostgres>,
}

impl Server {
    async fn start(name: &str) -> Server {
        let folder = std::env::temp_dir().join(format!("angler-weather-{name}-{}", std::process::id()));
        let path = folder.clone();
        let started = move || {
            fs::create_dir_all(&path).expect("a folder");
            PrivatePostgres::start(&path, Durability::Durable).expect("a PostgreSQL")
        };
        let running = tokio::task::spawn_blocking(started).await.expect("it starts");
        Server { folder, running: Some(running) }
    }

    /// A connection to its database; waits until it answers.
    async fn database(&self) -> Database {
        Database::at(self.running.as_ref().expect("it runs").address(DATABASE)).await
    }

    async fn world(&self) -> World {
        World::on(self.database().await, SandboxConfig::new(clock::now), |_| {}).await
    }

    fn postmaster(&self) -> Pid {
        let text = fs::read_to_string(self.folder.join("postgres/data/postmaster.pid")).expect("a running server");
        Pid::from_raw(text.lines().next().and_then(|line| line.trim().parse().ok()).expect("its number"))
    }

    /// The postmaster and every process that it started.
    fn processes(&self) -> Vec<Pid> {
        let postmaster = self.postmaster();
        let children =
            fs::read_to_string(format!("/proc/{postmaster}/task/{postmaster}/children")).expect("its children");
        let children = children.split_whitespace().map(|id| Pid::from_raw(id.parse().expect("a number")));
        std::iter::once(postmaster).chain(children).collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.running.take());
        let _left_in_the_temporary_folder = fs::remove_dir_all(&self.folder);
    }
}

/// All is told and counted, and the program ends well.
async fn told(
    name: &'static str,
    inflicted: u64,
    world: World,
    process: Process,
    fleet: &Fleet,
    took: Duration,
) -> String {
    world.quiet().await;
    let said = process.drain().await;
    let count = fleet.count(&world).await;
    Tally { name, inflicted, lost: count.lost, doubled: count.doubled, recovery: Some(took) }.tell();
    world.end().await;
    said
}

/// Waits for so many ends of outages in the log: then as many have begun.
async fn outages(process: &Process, times: usize) {
    process.shows("the end of the outage", |said| (said.matches(BACK).count() >= times).then_some(())).await;
    let said = process.stderr();
    assert_eq!((said.matches(AWAY).count(), said.matches(BACK).count()), (times, times), "{said}");
}

/// Strikes the server in the middle of load, so many times; each is one outage in the log, and over by itself.
async fn struck_under_load(name: &'static str, times: usize, strike: impl AsyncFn(&Server, &Database)) {
    let server = Server::start(&name.replace(' ', "-")).await;
    let mut world = server.world().await;
    let process = Process::serve(&world, &SETTINGS).await;
    let mut fleet = Fleet::new(&world, 12);
    fleet.fishes(1).await;
    let mut longest = Duration::ZERO;
    for time in 1..=times {
        let weather = async {
            let database = server.database().await;
            let settled = database.number("SELECT count(*) FROM positions").await;
            database.until("SELECT count(*) FROM positions", |now| now >= settled + 5).await;
            strike(&server, &database).await;
            let began = Instant::now();
            let database = server.database().await;
            let settled = database.number("SELECT sum(version)::bigint FROM players").await;
            database.until("SELECT sum(version)::bigint FROM players", |now| now > settled).await;
            began.elapsed()
        };
        let ((), took) = tokio::join!(fleet.fishes(3), weather);
        longest = longest.max(took);
        outages(&process, time).await;
    }
    world.database = server.database().await;
    let said = told(name, times as u64, world, process, &fleet, longest).await;
    assert!(said.matches(LEASE_LOST).count() >= times, "{said}");
}

#[test]
fn an_immediate_restart() {
    // SIGQUIT is what `pg_ctl restart -m immediate` sends; the guard starts the server again.
    run(async || {
        struck_under_load("immediate restart", 2, async |server, database| {
            kill(server.postmaster(), Signal::SIGQUIT).expect("it is ours");
            database.is_cut().await;
        })
        .await;
    });
}

#[test]
fn kill_9_of_a_backend() {
    // The postmaster ends all the others too, and recovers.
    run(async || {
        struck_under_load("kill -9 of a backend", 1, async |_, database| {
            let one =
                "SELECT pid FROM pg_stat_activity WHERE application_name = 'angler' ORDER BY state_change DESC LIMIT 1";
            let pid: i32 = database.rows(one, &[]).await[0].get(0);
            kill(Pid::from_raw(pid), Signal::SIGKILL).expect("it is ours");
            // Until then the server may still answer, as if nothing were.
            database.is_cut().await;
        })
        .await;
    });
}

#[test]
fn backends_terminated_one_by_one() {
    run(async || {
        let mut world = World::with(|_| {}).await;
        let process = Process::serve(&world, &SETTINGS).await;
        let mut fleet = Fleet::new(&world, 12);
        fleet.fishes(1).await;
        let hand = world.database.another().await;
        let fishing = std::cell::Cell::new(true);
        let weather = async {
            let mut ended = 0;
            while fishing.get() {
                let one = "SELECT count(pg_terminate_backend(pid)) FROM (SELECT pid FROM pg_stat_activity \
                           WHERE datname = current_database() AND application_name LIKE 'angler%' \
                           AND pid <> pg_backend_pid() ORDER BY random() LIMIT 1) one";
                ended += hand.number(one).await;
                let all = "SELECT count(*) FROM positions";
                let settled = hand.number(all).await;
                while fishing.get() && hand.number(all).await < settled + 3 {
                    tokio::time::sleep(Duration::from_millis(5)).await;
                }
            }
            u64::try_from(ended).expect("a count")
        };
        let fished = async {
            fleet.fishes(6).await;
            fishing.set(false);
        };
        let ((), inflicted) = tokio::join!(fished, weather);
        let ended = Instant::now();
        world.quiet().await;
        let recovery = ended.elapsed();
        world.database = hand;
        let said = told("one backend terminated", inflicted, world, process, &fleet, recovery).await;
        assert!(said.matches(AWAY).count() <= usize::try_from(inflicted).expect("a count"), "{said}");
    });
}

/// The server stands still until the service has noticed it, and for `longer` after that. A second angler waits meanwhile.
async fn stands_still(name: &'static str, longer: Duration) {
    let server = Server::start(&format!("still-{}", longer.as_secs())).await;
    let world = server.world().await;
    let mut first = Process::serve(&world, &SETTINGS).await;
    let mut fleet = Fleet::new(&world, 8);
    fleet.fishes(1).await;
    let mut second = Process::start("serve", &variables(&world, &SETTINGS));
    second.says("waiting for it to end").await;

    let long = !longer.is_zero();
    if long {
        // A cast that is given again after a minute is refused, by design; a hook fills.
        fleet.says_cast();
        fleet.sees_all().await;
    }
    // What was told and not marked when another takes over is told once more.
    world.quiet().await;
    let still = server.processes();
    still.iter().for_each(|process| kill(*process, Signal::SIGSTOP).expect("it is ours"));
    if !long {
        fleet.says_cast();
    }
    fleet.says_hook();
    first.says(AWAY).await;
    first.says(LEASE_LOST).await;
    tokio::time::sleep(longer).await;
    still.iter().for_each(|process| kill(*process, Signal::SIGCONT).expect("it is ours"));
    let began = Instant::now();
    fleet.sees_all().await;
    let took = began.elapsed();
    world.quiet().await;

    // Either took the lease; the other did nothing since, and says why it ends.
    let taken = "another angler has taken the lease of this database; this one ends";
    second.terminate();
    first.terminate();
    let (status, said) = first.ended().await;
    let (waited, _) = second.ended().await;
    let lost = said.contains(taken);
    assert_eq!(status.code(), Some(i32::from(lost)), "{said}");
    assert_eq!(waited.code(), Some(0));
    assert_eq!(said.matches(AWAY).count(), 1, "{said}");
    assert!(said.matches(BACK).count() <= 1, "{said}");
    let count = fleet.count(&world).await;
    Tally { name, inflicted: 1, lost: count.lost, doubled: count.doubled, recovery: Some(took) }.tell();
    world.end().await;
}

#[test]
fn a_server_that_stands_still() {
    run(async || stands_still("SIGSTOP until noticed", Duration::ZERO).await);
}

#[test]
#[ignore = "takes as long as it stalls; CHAOS_STALL_S seconds, 30 when not set"]
fn a_server_that_stands_still_for_long() {
    let longer = size("CHAOS_STALL_S", 30);
    run(async || stands_still("SIGSTOP for long", Duration::from_secs(longer)).await);
}

/// Every write of the service into these tables fails with the code in `storm`; a sequence counts, for it does not roll back.
const STORM: &str = "CREATE TABLE storm (code text); CREATE SEQUENCE strikes; \
    CREATE FUNCTION storm() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ DECLARE it text; BEGIN \
        SELECT code INTO it FROM storm; \
        IF it IS NOT NULL THEN PERFORM nextval('strikes'); RAISE EXCEPTION 'a storm' USING ERRCODE = it; END IF; \
        RETURN NEW; END $$; \
    CREATE TRIGGER storm BEFORE INSERT OR UPDATE ON positions FOR EACH ROW EXECUTE FUNCTION storm(); \
    CREATE TRIGGER storm BEFORE INSERT OR UPDATE ON outbox FOR EACH ROW EXECUTE FUNCTION storm();";
const STRIKES: &str = "SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM strikes";

#[test]
fn errors_that_say_nothing_about_the_data() {
    run(async || {
        let world = World::with(|_| {}).await;
        let process = Process::serve(&world, &SETTINGS).await;
        let mut fleet = Fleet::new(&world, 6);
        fleet.fishes(1).await;
        world.database.execute(STORM).await;
        let (mut before, mut longest) = (0, Duration::ZERO);
        let codes = ["53100", "40P01", "57P03", "25006"];
        for (place, code) in codes.into_iter().enumerate() {
            world.database.execute(&format!("INSERT INTO storm VALUES ('{code}')")).await;
            if place % 2 == 0 {
                fleet.says_cast()
            } else {
                fleet.says_hook()
            }
            let struck = world.database.until(STRIKES, |strikes| strikes >= before + 4).await;
            world.database.execute("DELETE FROM storm").await;
            let ended = Instant::now();
            fleet.sees_all().await;
            longest = longest.max(ended.elapsed());
            before = struck;
            outages(&process, place + 1).await;
        }
        let struck = u64::try_from(world.database.number(STRIKES).await).expect("a count");
        told("disk full, deadlock, starting up, read-only", struck, world, process, &fleet, longest).await;
    });
}

/// A disk that is full for writes, so that the lease's connection stays and reads are answered: pages cannot be stored.
async fn disk_full(name: &'static str, longer: Duration) {
    let world = World::with(|_| {}).await;
    let process = Process::serve(&world, &SETTINGS).await;
    let mut fleet = Fleet::new(&world, 6);
    fleet.fishes(1).await;
    world.quiet().await;
    world.database.execute(STORM).await;
    let pages = "CREATE TRIGGER storm BEFORE INSERT OR UPDATE ON inbox FOR EACH ROW EXECUTE FUNCTION storm(); \
                 INSERT INTO storm VALUES ('53100')";
    world.database.execute(pages).await;
    // Until it can be stored it is Telegram's; then it is filled, however long that took.
    fleet.says_cast();
    process.says(AWAY).await;
    world.database.until(STRIKES, |strikes| strikes >= 8).await;
    let away = |said: &str| said.split("database away: ").skip(1).any(|age| !age.starts_with('-')).then_some(());
    process.shows("the outage in the dashboard", away).await;
    tokio::time::sleep(longer).await;
    fleet.says_hook();
    world.database.execute("DELETE FROM storm").await;
    let ended = Instant::now();
    fleet.sees_all().await;
    let took = ended.elapsed();
    outages(&process, 1).await;
    let struck = u64::try_from(world.database.number(STRIKES).await).expect("a count");
    let said = told(name, struck, world, process, &fleet, took).await;
    assert!(!said.contains("polling hangs") && !said.contains(LEASE_LOST), "{said}");
}

#[test]
fn a_full_disk() {
    run(async || disk_full("disk full (53100)", Duration::ZERO).await);
}

#[test]
#[ignore = "takes as long as it stalls; CHAOS_STALL_S seconds, 30 when not set (above 90 the poller's own watchdog is tried)"]
fn a_full_disk_for_long() {
    let longer = size("CHAOS_STALL_S", 30);
    run(async || disk_full("disk full for long", Duration::from_secs(longer)).await);
}
