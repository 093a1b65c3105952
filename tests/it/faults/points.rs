//! The process ended at each named point of a turn's way, at its first and at its second pass: a cast's and a hook's.
//!
//! Whatever the point, the player gets one line and one catch, pays one piece of bait, and the money adds up; updates that
//! come again afterwards, however often, change nothing.

use std::time::{Duration, Instant};

use crate::harness::{Blow, DEADLINE, Player, Process, READY, Tally, World, run};

/// Plays a cast and a hook; where the process ends on the way, a new one without faults goes on. Gives how long that took.
async fn killed_at(point: &'static str, nth: u64) -> Duration {
    let world = World::with(|_| {}).await;
    let ann = world.player(100, "Ann", "en");
    // The welcome is a turn of its own: get it over, so that the passes are those of the cast and of the hook.
    let plain = Process::serve(&world, &[]).await;
    ann.asks("/start").await;
    world.quiet().await;
    plain.drain().await;

    // A poll without news shall end soon, for the next one is what confirms a page.
    let soon = [("POLL_TIMEOUT_S", "1")];
    let mut process = Process::struck(&world, &soon, &[Blow::end(point, nth)]);
    process.says(READY).await;
    let mut updates = vec![ann.says("/cast")];
    let mut revived_at = Instant::now();
    if nth == 1 {
        pass_a_poll(&world, &ann, point).await;
        (process, revived_at) = revived(process, &world).await;
    }
    ann.sees_line().await;
    updates.push(ann.says("/hook"));
    if nth > 1 {
        pass_a_poll(&world, &ann, point).await;
        (process, revived_at) = revived(process, &world).await;
    }
    ann.sees_catch().await;
    world.quiet().await;
    let recovery = revived_at.elapsed();
    let spoken = ann.heard();
    for update in updates.iter().chain(&updates) {
        assert!(world.sandbox.telegram.redeliver(*update), "update {update} can come again");
    }
    world.quiet().await;
    process.drain().await;
    once(&world, &ann, spoken).await;
    world.end().await;
    recovery
}

/// A poll is answered when there is something to tell: a question ends the one that confirms the page.
async fn pass_a_poll(world: &World, ann: &Player, point: &str) {
    if point == "page.confirmed" {
        world
            .database
            .until("SELECT count(*) FROM inbox WHERE raw <> '' OR done_at IS NOT NULL", |known| known > 1)
            .await;
        ann.says("/help");
    }
}

/// Waits for the end by the fault and starts the service anew; says when it ended.
async fn revived(mut process: Process, world: &World) -> (Process, Instant) {
    let (status, said) = tokio::time::timeout(DEADLINE, process.ended()).await.expect("the fault ends it");
    assert_eq!(status.code(), None, "ended by a signal: {said}");
    let ended = Instant::now();
    (Process::serve(world, &[]).await, ended)
}

/// One line, one catch, one piece of bait; a reply at most once more, for there was one crash.
async fn once(world: &World, ann: &Player, spoken: usize) {
    let number = async |sql: &str| world.database.number(sql).await;
    assert_eq!(number("SELECT count(*) FROM positions").await, 1);
    assert_eq!(number("SELECT count(*) FROM positions WHERE closed_at IS NOT NULL").await, 1);
    assert_eq!(number("SELECT count(*) FROM ledger WHERE debit = 'bait'").await, 1);
    assert_eq!(number("SELECT count(*) FROM quarantine").await, 0);
    assert_eq!(ann.heard(), spoken, "what came again was answered by nothing");
    let (lines, catches) = (ann.lines(), ann.catches());
    assert!((1..=2).contains(&lines) && (1..=2).contains(&catches) && lines + catches <= 3, "{lines} {catches}");
}

macro_rules! points {
    ($($test:ident at $point:literal, $name:literal;)*) => {
        $(#[test]
        fn $test() {
            run(async || {
                let recovery = Some(killed_at($point, 1).await.max(killed_at($point, 2).await));
                Tally { name: $name, inflicted: 2, lost: 0, doubled: 0, recovery }.tell();
            });
        })*
    };
}

points! {
    before_the_page_is_stored at "page.taken", "killed before the page is stored";
    stored_and_not_confirmed at "inbox.stored", "killed when it is stored and not confirmed";
    confirmed at "page.confirmed", "killed when it is confirmed";
    while_it_settles at "settle.sent", "killed while it settles";
    settled_and_not_answered at "settle.done", "killed when it is settled and not answered";
    accepted_and_not_marked at "reply.accepted", "killed when the reply was taken and not marked";
}
