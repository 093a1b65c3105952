//! Panics: one in every actor in turn, a storm of them, and an update that breaks its session every time.
//!
//! A panic costs at most the message in hand, and that comes again: players do not notice, the operator does.

use std::time::Instant;

use angler::config::faults::{Act, Fault, Faults};

use crate::harness::{Blow, Player, Process, Tally, World, run, until_struck};

/// Every kept actor, and the session, as the points are named.
const ACTORS: [&str; 12] = [
    "poller",
    "router",
    "session",
    "watch",
    "oracle",
    "outbox",
    "imagegen",
    "db",
    "writer",
    "marker",
    "auditor",
    "dashboard",
];

#[test]
fn a_panic_in_every_actor_in_turn_costs_nobody_anything() {
    run(async || {
        // The third message of each: others came before it and others are under way. Of pages only two are sure to come, for
        // the first may bring all casts and the second all else; the page of the poller's panic comes again, as the third.
        let faults = ACTORS.map(|actor| {
            let nth = match actor {
                "dashboard" | "auditor" => 1,
                "poller" => 2,
                _ => 3,
            };
            Fault::at(&format!("{actor}.handle"), Act::Panic).from(nth).times(1)
        });
        let faults = Faults::new(faults);
        let world = World::running(|config| config.faults = faults.clone()).await;
        let players: Vec<Player> = (0..12).map(|n| world.player(100 + n, "Ann", "en")).collect();
        for player in &players {
            player.says("/cast");
        }
        for player in &players {
            player.sees_line().await;
            player.says("/status");
            player.says("/hook");
        }
        for player in &players {
            player.sees_catch().await;
        }
        // The auditor looks when nobody asks it to.
        until_struck(&faults, "auditor.handle").await;
        world.quiet().await;
        for actor in ACTORS {
            assert_eq!(faults.struck(&format!("{actor}.handle")), 1, "{actor} was struck");
        }
        let closed = "SELECT count(*) FROM positions WHERE closed_at IS NOT NULL";
        assert_eq!(world.database.number(closed).await, 12);
        assert_eq!(world.database.number("SELECT count(*) FROM ledger WHERE debit = 'bait'").await, 12);
        assert_eq!(world.database.number("SELECT count(*) FROM quarantine").await, 0);
        let lost = players.iter().map(|player| 2 - (player.lines().min(1) + player.catches().min(1)) as u64).sum();
        let doubled = players.iter().map(|player| (player.lines().max(1) + player.catches().max(1)) as u64 - 2).sum();
        world.end().await;
        let inflicted = ACTORS.len() as u64;
        Tally { name: "a panic in every actor in turn", inflicted, lost, doubled, recovery: None }.tell();
    });
}

#[test]
fn a_storm_of_panics_ends_the_process_and_loses_nothing() {
    run(async || {
        let (mut panics, mut recovery) = (0, None);
        for point in ["router.handle", "writer.handle", "outbox.handle"] {
            let world = World::with(|_| {}).await;
            let ann = world.player(100, "Ann", "en");
            let mut stormy = Process::struck(&world, &[], &[Blow::panic(point, 0)]);
            ann.says("/cast");
            // One message that panics is given again; others bring the storm.
            let mut others = 0;
            while !stormy.has_ended() {
                others += 1;
                ann.says("/help");
                tokio::time::sleep(std::time::Duration::from_millis(50)).await;
            }
            let (status, said) = stormy.ended().await;
            assert_eq!(status.code(), Some(1), "{point}: {said}");
            assert_eq!(said.matches("actor panicked and was restarted").count(), 5, "{point}: {said}");
            assert_eq!(said.matches("actor panics too often, giving up").count(), 1, "{point}: {said}");
            assert!(said.contains("panics too often (struck at"), "{point}: {said}");

            let began = Instant::now();
            let calm = Process::serve(&world, &[]).await;
            ann.sees_line().await;
            world.quiet().await;
            calm.drain().await;
            let helps = ann.heard_texts().iter().filter(|text| text.contains("/ponds")).count();
            assert!(helps >= others.min(1), "{point}: the questions of the storm are answered");
            assert_eq!(world.database.number("SELECT count(*) FROM positions").await, 1, "{point}");
            world.end().await;
            panics += said.matches("actor panicked").count() as u64;
            recovery = recovery.max(Some(began.elapsed()));
        }
        Tally { name: "a storm of panics, then a new start", inflicted: panics, lost: 0, doubled: 0, recovery }.tell();
    });
}

#[test]
fn an_update_that_breaks_its_session_three_times_is_put_aside() {
    run(async || {
        let world = World::with(|_| {}).await;
        let (ann, bob) = (world.player(100, "Ann", "en"), world.player(200, "Боб", "ru"));
        world.sandbox.telegram.set_next_update_id(7_000);
        let process = Process::struck(&world, &[], &[Blow::panic("session.handle", 7_000)]);
        assert_eq!(ann.says("/cast"), 7_000);
        ann.says("/ponds");
        bob.says("/cast");
        bob.sees_line().await;
        ann.sees_words("My apologies").await;
        ann.sees_words("Where shall we sit").await;
        // His own later commands go on as well.
        ann.says("/cast");
        ann.sees_line().await;
        world.quiet().await;
        let said = process.drain().await;
        assert_eq!(said.matches("update put aside").count(), 1, "{said}");
        assert_eq!(world.database.number("SELECT count(*) FROM quarantine WHERE update_id = 7000").await, 1);
        assert_eq!(world.database.number("SELECT count(*) FROM quarantine").await, 1);
        assert_eq!(world.database.number("SELECT tries::bigint FROM inbox WHERE update_id = 7000").await, 3);
        assert_eq!(world.database.number("SELECT count(*) FROM positions").await, 2);
        world.end().await;
        let name = "an update that panics its session three times";
        Tally { name, inflicted: 3, lost: 0, doubled: 0, recovery: None }.tell();
    });
}
