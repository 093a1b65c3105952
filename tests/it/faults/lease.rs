//! Two processes on one database: one works, the other waits; and a database that is another bot's.

use angler::{
    plumbing::clock,
    sandbox::{Sandbox, SandboxConfig},
};

use crate::harness::{DEADLINE, Process, READY, World, run, variables};

const WAITS: &str = "another angler holds the lease of this database, waiting for it to end";

#[test]
fn the_second_takes_over_when_the_first_is_killed() {
    run(async || {
        let world = World::with(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        let first = Process::serve(&world, &[]).await;
        ann.says("/cast");
        ann.sees_words("Entry").await;
        let second = Process::start("serve", &variables(&world, &[]));
        second.says(WAITS).await;
        assert!(ann.asks("/status").await.contains("Ether Creek"), "the first goes on");
        assert!(!second.stderr().contains(READY));
        first.kill().await;
        second.says(READY).await;
        assert!(ann.asks("/status").await.contains("Ether Creek"));
        ann.says("/hook");
        ann.sees_words("XP\n").await;
        let said = second.drain().await;
        assert_eq!(said.matches(WAITS).count(), 1, "{said}");
        assert_eq!(world.database.number("SELECT epoch FROM lease").await, 2);
        assert_eq!(world.database.number("SELECT count(*) FROM positions WHERE closed_at IS NOT NULL").await, 1);
        world.end().await;
    });
}

#[test]
fn a_waiting_second_ends_at_once_by_sigterm() {
    run(async || {
        let world = World::with(|_| {}).await;
        let first = Process::serve(&world, &[]).await;
        let second = Process::start("serve", &variables(&world, &[]));
        second.says(WAITS).await;
        second.drain().await;
        let ann = world.player(100, "Ann", "en");
        assert!(ann.asks("/help").await.contains("/cast"));
        first.drain().await;
        assert_eq!(world.database.number("SELECT epoch FROM lease").await, 1);
        world.end().await;
    });
}

/// Ends the connection that holds the lease.
async fn cut_the_lease(world: &World) {
    let holder = "SELECT count(pg_terminate_backend(pid)) FROM pg_locks WHERE locktype = 'advisory' AND granted \
                  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
    assert_eq!(world.database.number(holder).await, 1);
}

#[test]
fn a_lost_lease_is_taken_anew() {
    run(async || {
        let world = World::with(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        let process = Process::serve(&world, &[]).await;
        ann.asks("/help").await;
        cut_the_lease(&world).await;
        world.database.until("SELECT epoch FROM lease", |epoch| epoch == 2).await;
        ann.says("/cast");
        ann.sees_words("Entry").await;
        let said = process.drain().await;
        assert_eq!(said.matches("the lease's connection is lost").count(), 1, "{said}");
        assert_eq!(world.database.number("SELECT count(*) FROM positions").await, 1);
        world.end().await;
    });
}

#[test]
fn a_lease_lost_to_a_second_one_ends_the_first() {
    run(async || {
        let world = World::with(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        let mut first = Process::serve(&world, &[]).await;
        ann.asks("/help").await;
        let second = Process::start("serve", &variables(&world, &[]));
        second.says(WAITS).await;
        // The first must not be quicker than the one that waits: it stands still meanwhile.
        first.signal(nix::sys::signal::Signal::SIGSTOP);
        cut_the_lease(&world).await;
        second.says(READY).await;
        first.signal(nix::sys::signal::Signal::SIGCONT);
        ann.says("/cast");
        ann.sees_words("Entry").await;
        first.says("the lease's connection is lost").await;
        second.drain().await;
        let (status, said) = first.ended().await;
        assert_eq!(status.code(), Some(1), "{said}");
        assert!(said.contains("another angler has taken the lease of this database; this one ends"), "{said}");
        assert_eq!(world.database.number("SELECT count(*) FROM positions").await, 1);
        world.end().await;
    });
}

#[test]
fn another_bots_token_is_refused() {
    run(async || {
        let world = World::with(|_| {}).await;
        Process::serve(&world, &[]).await.drain().await;
        let mut other = SandboxConfig::new(clock::now);
        other.token = "7000000002:canary-of-another".into();
        let other = Sandbox::start(other).await.expect("a second Telegram");
        let changes = [("TELEGRAM_BOT_TOKEN", other.telegram.token()), ("TELEGRAM_API_URL", other.telegram.url())];
        let mut refused = Process::start("serve", &variables(&world, &changes));
        let ended = tokio::time::timeout(DEADLINE, refused.ended()).await;
        let (status, said) = ended.expect("it does not wait");
        assert_eq!(status.code(), Some(1), "{said}");
        let line = "angler: the database belongs to bot 7000000001, and the token is that of bot 7000000002: use that bot's \
                    token or a new database";
        assert_eq!(said.lines().last(), Some(line));
        assert!(!said.contains("canary"), "{said}");
        assert_eq!(world.database.number("SELECT bot_id FROM about").await, 7_000_000_001);
        other.stop().await;
        world.end().await;
    });
}
