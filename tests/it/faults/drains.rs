//! SIGTERM under load, again and again: each time the service ends well and in time, and nothing is lost over all of them.
//!
//! A crowd speaks all the while, also when no service runs. `CHAOS_DRAINS=50 cargo test --test it -- --ignored
//! drained_again_and_again_long` is the long form.

use std::time::{Duration, Instant};

use angler::{
    plumbing::clock,
    sandbox::{KeepTranscript, SandboxConfig},
};

use crate::harness::{Crowd, Process, Tally, World, run, seconds_count, size};

/// The promise to systemd, which kills after 15 s, and to the operator.
const PROMISE: Duration = Duration::from_secs(10);

/// Commands a second, and players enough that a start leaves few of each waiting.
const PER_SECOND: u32 = 120;
const PLAYERS: usize = 300;

/// Holds an end to the promise, where seconds count.
pub fn in_time(began: Instant, said: &str) {
    let took = began.elapsed();
    assert!(took < PROMISE || !seconds_count(), "it took {took:?}: {said}");
}

/// Ends it by SIGTERM and holds it to the promise.
pub async fn drained_in_time(process: Process) -> String {
    let began = Instant::now();
    let said = process.drain().await;
    in_time(began, &said);
    said
}

/// Drains so often, at moments that differ, and judges everything.
async fn drained_again_and_again(drains: u64) {
    let mut sandbox = SandboxConfig::new(clock::now);
    sandbox.keep_transcript = KeepTranscript::Texts;
    let world = World::over(sandbox, |_| {}).await;
    let settings = [("NEW_PLAYER_BAIT", "1000"), ("RUST_LOG", "info")];
    let mut crowd = Crowd::at_rate(&world, PLAYERS, PER_SECOND);
    let mut slowest = Duration::ZERO;
    for drain in 0..drains {
        let process = Process::serve(&world, &settings).await;
        // From 50 ms to two seconds after it is ready, spread evenly.
        crowd.run_for(Duration::from_millis(50 + drain * 618 % 1_950)).await;
        let began = Instant::now();
        let said = drained_in_time(process).await;
        slowest = slowest.max(began.elapsed());
        assert!(said.contains("drained"), "{said}");
        world.database.audit().await;
    }
    crowd.stop().await;
    let process = Process::serve(&world, &settings).await;
    world.quiet().await;
    drained_in_time(process).await;
    let counted = crowd.tally(&world).await;
    println!("{drains} drains, the slowest took {slowest:?}: {counted:?}");
    assert_eq!(
        (counted.lost, counted.doubled, counted.effects_doubled, counted.hooks_missed),
        (0, 0, 0, 0),
        "{counted:?}"
    );
    let open = "SELECT count(*) FROM (SELECT player_id FROM positions WHERE closed_at IS NULL GROUP BY 1 HAVING count(*) > 1) p";
    assert_eq!(world.database.number(open).await, 0);
    world.end().await;
    let tally = Tally {
        name: "SIGTERM under load",
        inflicted: drains,
        lost: counted.lost as u64,
        doubled: counted.doubled as u64,
        recovery: Some(slowest),
    };
    tally.tell();
}

#[test]
fn three_times() {
    run(async || drained_again_and_again(3).await);
}

#[test]
#[ignore = "the long form, run by scripts/chaos; CHAOS_DRAINS says how often"]
fn drained_again_and_again_long() {
    run(async || drained_again_and_again(size("CHAOS_DRAINS", 50)).await);
}
