//! Telegram takes no sends, or Postgres takes no rows, for a long while, and updates keep coming: the service stops polling
//! instead of growing, and goes on when the stall is over.
//!
//! `CHAOS_STALLED=200000 cargo test --release --test it -- --ignored stalled_long --nocapture` is the long form, at the
//! bound that the service has by default.
//!
//! **Invariant:** what a stall holds back waits at Telegram, where it is safe, and every command is carried out once after it.

use std::time::{Duration, Instant};

use angler::{
    plumbing::clock,
    sandbox::{Fault, KeepTranscript, Rule, SandboxConfig, telegram::Method},
};

use crate::harness::{OWED, Player, Process, Tally, World, run, size};

/// The bound of the short forms.
const IN_HAND: i64 = 300;
/// Telegram gives so many updates in one page: one that is being carried, and the one that reached the bound. What is in hand
/// and what is owed are bounded each, so twice the bound may be stored.
const PAGES: i64 = 2 * 100;
/// Players of the short forms, many more than fit.
const PLAYERS: i64 = 2_000;
/// What the process may hold meanwhile: about 10 kB for each player with a reply owed, at the bound that is the default.
const MEMORY_KB: u64 = 400 * 1024;
/// What the dashboard says of a poller that waits for room.
const FULL: &str = "poller           full";
/// Every kind of call but the poll.
const SENDS: [Method; 4] =
    [Method::SendMessage, Method::EditMessageText, Method::SendPhoto, Method::AnswerCallbackQuery];

fn stall(world: &World, fault: &Fault) {
    for method in SENDS {
        world.sandbox.telegram.switches.add(Rule::new(fault.clone()).on(method.name()));
    }
}

/// Waits until the poller waits for room and has done so for a few dashboards: nothing moves any longer.
async fn polling_stops(process: &Process) {
    let so_far = process.stderr().len();
    let stopped = |said: &str| (said.get(so_far..)?.matches(FULL).count() >= 3).then_some(());
    process.shows("that polling waits", stopped).await;
}

async fn world_of(players: i64) -> (World, Vec<Player>) {
    let mut sandbox = SandboxConfig::new(clock::now);
    sandbox.keep_transcript = KeepTranscript::Texts;
    let world = World::over(sandbox, |_| {}).await;
    let crowd = (0..players).map(|n| world.player(500_000 + n, "Ann", "en")).collect();
    (world, crowd)
}

async fn serve(world: &World, in_hand: i64) -> Process {
    let in_hand = in_hand.to_string();
    Process::serve(world, &[("IN_HAND_MAX", &in_hand), ("DASHBOARD_EVERY_S", "1"), ("RUST_LOG", "info")]).await
}

/// A stall of every send while a crowd casts: the replies are durable, so their updates leave the hand as soon as they are
/// settled, and the replies themselves are what grows.
async fn casts_while_telegram_stalls(players: i64, in_hand: i64, fault: Fault, name: &'static str) {
    let (world, crowd) = world_of(players).await;
    let process = serve(&world, in_hand).await;
    let before = process.memory_kb();
    stall(&world, &fault);
    for player in &crowd {
        player.says("/cast");
    }
    polling_stops(&process).await;
    let stored = world.database.number("SELECT count(*) FROM inbox").await;
    let owed = world.database.number(OWED).await;
    let waiting = i64::try_from(world.sandbox.telegram.unconfirmed()).expect("a count");
    let memory = process.memory_kb();
    println!("{name}: {stored} stored, {owed} owed, {waiting} left at Telegram, {before} → {memory} kB");
    assert!(memory <= MEMORY_KB, "{before} → {memory} kB");
    assert!(stored <= 2 * in_hand + PAGES, "it stored {stored}");
    assert!(owed <= 2 * in_hand + PAGES, "it owes {owed}");
    assert!(waiting >= players - stored, "{waiting} wait at Telegram");

    world.sandbox.telegram.switches.clear();
    let over = Instant::now();
    world.database.until("SELECT count(*) FROM positions", |open| open == players).await;
    world.quiet().await;
    let recovery = Some(over.elapsed());
    process.drain().await;
    let told: Vec<usize> = crowd.iter().map(Player::lines).collect();
    let lost = told.iter().filter(|told| **told == 0).count() as u64;
    let doubled = told.iter().map(|told| told.saturating_sub(1)).sum::<usize>() as u64;
    assert_eq!((lost, doubled), (0, 0));
    world.end().await;
    Tally { name, inflicted: stored as u64, lost, doubled, recovery }.tell();
}

#[test]
fn sends_that_fail_stop_polling_and_nothing_is_lost() {
    run(async || {
        casts_while_telegram_stalls(PLAYERS, IN_HAND, Fault::status(500), "Telegram answers every send with 500").await;
    });
}

/// Sends that hang keep their updates in hand, whether they are durable or not.
#[test]
fn sends_that_hang_stop_polling() {
    run(async || {
        let (world, crowd) = world_of(PLAYERS).await;
        let process = serve(&world, IN_HAND).await;
        stall(&world, &Fault::Silence);
        for (n, player) in crowd.iter().enumerate() {
            player.says(["/cast", "/help", "/status"][n % 3]);
        }
        polling_stops(&process).await;
        let stored = world.database.number("SELECT count(*) FROM inbox").await;
        assert!(stored <= 2 * IN_HAND + PAGES, "it stored {stored}");
        world.sandbox.telegram.switches.clear();
        let done = "SELECT count(*) FROM inbox WHERE done_at IS NOT NULL";
        world.database.until(done, |done| done == PLAYERS).await;
        world.quiet().await;
        process.drain().await;
        let casts = crowd.iter().step_by(3).map(Player::lines);
        assert_eq!(casts.clone().filter(|told| *told == 1).count(), casts.count(), "each cast is told once");
        world.end().await;
    });
}

/// A lock holds back every insert into the inbox: the page in hand waits, and with it the poll.
#[test]
fn a_database_that_takes_no_rows_stops_polling() {
    run(async || {
        let (world, crowd) = world_of(PLAYERS).await;
        let process = serve(&world, IN_HAND).await;
        crowd[0].asks("/help").await;
        let lock = world.database.another().await;
        lock.execute("BEGIN; LOCK TABLE inbox IN ACCESS EXCLUSIVE MODE").await;
        for player in &crowd {
            player.says("/cast");
        }
        let polls = || world.sandbox.telegram.count(Method::GetUpdates).accepted;
        let storing = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() \
                       AND wait_event_type = 'Lock' AND query LIKE '%receive(%' AND pid <> pg_backend_pid()";
        world.database.until(storing, |count| count == 1).await;
        let before = polls();
        // The server gives each try five seconds: the next one begins, and still nothing was polled.
        let again = format!("{storing} AND query_start > now() - interval '2 s'");
        world.database.until(&again, |count| count == 0).await;
        world.database.until(&again, |count| count == 1).await;
        assert_eq!(polls(), before, "it polls on");
        assert!(world.sandbox.telegram.unconfirmed() >= crowd.len() - 200);
        lock.execute("COMMIT").await;
        let done = "SELECT count(*) FROM inbox WHERE done_at IS NOT NULL";
        world.database.until(done, |done| done == PLAYERS + 1).await;
        world.quiet().await;
        process.drain().await;
        // The casts of the page that waited may have waited too long for a price: they are refused with that reason.
        let lines: usize = crowd.iter().map(Player::lines).sum();
        assert_eq!(
            world.database.number("SELECT count(*) FROM positions").await,
            i64::try_from(lines).expect("a count")
        );
        assert!(crowd.len() - lines <= 100, "{lines}");
        assert!(crowd[1..].iter().all(|player| player.heard() == 1), "each is answered once");
        world.end().await;
    });
}

/// Longer than the poller's own watchdog (90 s) and systemd's (90 s, asked for by `WATCHDOG_USEC`) bear without a turn.
const LONG: Duration = Duration::from_secs(150);

#[test]
#[ignore = "the long form: the stall outlasts both watchdogs"]
fn waiting_for_the_database_starves_no_watchdog() {
    run(async || {
        let (world, crowd) = world_of(500).await;
        let watched = [("WATCHDOG_USEC", "9000000"), ("RUST_LOG", "info")];
        let process = Process::serve(&world, &watched).await;
        let lock = world.database.another().await;
        lock.execute("BEGIN; LOCK TABLE inbox IN ACCESS EXCLUSIVE MODE").await;
        for player in &crowd {
            player.says("/help");
        }
        tokio::time::sleep(LONG).await;
        let said = process.stderr();
        assert!(!said.contains("polling hangs"), "{said}");
        assert!(!said.contains("the watchdog is not fed"), "{said}");
        lock.execute("COMMIT").await;
        let done = "SELECT count(*) FROM inbox WHERE done_at IS NOT NULL";
        world.database.until(done, |done| done == 500).await;
        process.drain().await;
        world.end().await;
    });
}

#[test]
#[ignore = "the long form, run by scripts/chaos; CHAOS_STALLED says how many players"]
fn telegram_stalled_long() {
    let players = i64::try_from(size("CHAOS_STALLED", 200_000)).expect("a count");
    run(async || {
        casts_while_telegram_stalls(players, 20_000, Fault::status(500), "Telegram answers every send with 500").await;
    });
}
