//! Somebody else polls: a second one of ours, which waits on the lease, or a stranger with our token, who does not.

use std::time::Instant;

use angler::{
    config::Secret,
    sandbox::{Fault, Rule, telegram::Method},
    transports::{telegram::make_updates, way::Way},
};

use super::record::record_of;
use crate::harness::{OWED, Player, Process, READY, Tally, World, run, variables};

const WAITS: &str = "another angler holds the lease of this database, waiting for it to end";

/// The first ends with replies owed; the second had neither polled nor spoken, and delivers them.
async fn takes_over(name: &'static str, kill: bool) {
    let world = World::with(|_| {}).await;
    let players: Vec<Player> = (0..4).map(|n| world.player(100 + n, "Ann", "en")).collect();
    let first = Process::serve(&world, &[]).await;
    for player in &players {
        player.asks("/help").await;
    }
    let telegram = &world.sandbox.telegram;
    let second = Process::start("serve", &variables(&world, &[]));
    second.says(WAITS).await;
    telegram.switches.add(Rule::new(Fault::Silence).on("editMessageText"));
    for player in &players {
        player.says("/cast");
    }
    world.database.until(OWED, |owed| owed == 4).await;
    assert!(!second.stderr().contains(READY));
    assert_eq!(telegram.count(Method::GetUpdates).refused, 0, "nobody was terminated: one polled");
    assert_eq!(world.database.number("SELECT epoch FROM lease").await, 1);
    let ended = Instant::now();
    if kill {
        first.kill().await;
    } else {
        let said = first.drain().await;
        assert!(said.contains("replies_left=4"), "{said}");
    }
    telegram.switches.clear();
    // Said while nobody listens.
    for player in &players {
        player.says("/status");
    }
    second.says(READY).await;
    for player in &players {
        player.sees_words("Fingerprint").await;
    }
    world.database.until(OWED, |owed| owed == 0).await;
    let recovery = Some(ended.elapsed());
    second.drain().await;
    let all = record_of(&world, &players).await;
    Tally { name, inflicted: 1, lost: all.lost, doubled: all.doubled, recovery }.tell();
    assert_eq!((all.owed, all.lost, all.doubled, all.unordered), (4, 0, 0, 0));
    for player in &players {
        let texts = player.heard_texts();
        let told = texts.iter().position(|text| text.contains("The line is in!")).expect("told");
        let status = texts.iter().position(|text| text.contains("Fingerprint")).expect("answered");
        assert!(told < status, "what was owed came first: {texts:?}");
    }
    assert_eq!(telegram.count(Method::GetUpdates).refused, 0);
    world.end().await;
}

#[test]
fn a_second_one_takes_over_with_what_is_owed_when_the_first_is_killed() {
    run(async || takes_over("the first of two is killed", true).await);
}

#[test]
fn a_second_one_takes_over_with_what_is_owed_when_the_first_is_stopped() {
    run(async || takes_over("the first of two is stopped", false).await);
}

#[test]
fn a_strangers_poller_is_told_of_once_and_outlasted() {
    const TOLD: &str = "somebody else polls with this token";
    run(async || {
        let world = World::with(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        let process = Process::serve(&world, &[]).await;
        ann.asks("/help").await;
        let telegram = &world.sandbox.telegram;
        let strangers =
            make_updates(Way::direct(), telegram.url().to_owned(), Secret::new(telegram.token().to_owned()))();
        // He terminates ours, ours terminates his, and so on; in between each of the two gets a page.
        let mut terminated = 0;
        for n in 0..2 {
            ann.says(if n % 2 == 0 { "/cast" } else { "/hook" });
            // He gets her update too, and keeps asking; once he is terminated, ours has it.
            while strangers.fetch(None, 100, 50).await.is_ok() {
                tokio::task::yield_now().await;
            }
            terminated += 1;
            world.database.until("SELECT count(*) + count(closed_at) FROM positions", |turns| turns == n + 1).await;
        }
        let began = Instant::now();
        ann.asks("/status").await;
        world.quiet().await;
        let recovery = Some(began.elapsed());
        let said = process.drain().await;
        let conflicts = telegram.count(Method::GetUpdates).refused - terminated;
        Tally { name: "409 by a stranger's poller", inflicted: conflicts, lost: 0, doubled: 0, recovery }.tell();
        assert!(conflicts >= 2, "{conflicts}");
        assert_eq!(said.matches(TOLD).count(), 1, "{said}");
        assert_eq!(world.database.number("SELECT count(*) FROM positions").await, 1);
        assert_eq!((ann.lines(), ann.catches()), (1, 1));
        world.end().await;
    });
}
