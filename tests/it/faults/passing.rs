//! Bounded memory: thousands of players pass through once, and nothing of them stays in the process.
//!
//! The real program is measured from outside (`/proc`), so that nothing of the test or of its neighbours is counted.

use std::time::Instant;

use angler::{
    plumbing::clock,
    sandbox::{KeepTranscript, SandboxConfig, telegram::Method},
};

use crate::harness::{Process, World, run};

/// Players of each half.
const HALF: i64 = 10_000;

/// What the process may hold after them. Measured over 100,000 players: between 63 and 85 MB, without a slope.
const MEMORY_KB: u64 = 160 * 1024;

/// What a process holds.
#[derive(Clone, Copy, Debug)]
struct Held {
    files: usize,
    threads: usize,
    memory_kb: u64,
}

fn held(process: &Process) -> Held {
    let count =
        |folder: &str| std::fs::read_dir(format!("/proc/{}/{folder}", process.id())).expect("a living process").count();
    let status = std::fs::read_to_string(format!("/proc/{}/status", process.id())).expect("a living process");
    let memory = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("a size");
    let memory_kb = memory.trim().trim_end_matches(" kB").parse().expect("a number");
    Held { files: count("fd"), threads: count("task"), memory_kb }
}

/// Lets players pass who were never here before, and waits until the last of them is forgotten.
async fn pass(world: &World, process: &Process, from: i64) {
    let telegram = &world.sandbox.telegram;
    let answered = || telegram.count(Method::SendMessage).accepted;
    let wanted = answered() + u64::try_from(HALF).expect("a count");
    for player in from..from + HALF {
        telegram.say(player, player, if player % 2 == 0 { "/status" } else { "/help" });
    }
    let all = telegram.wait_until(|_| (answered() >= wanted).then_some(()), std::time::Duration::from_secs(300)).await;
    assert!(all.is_some(), "{} of {wanted} were answered: {}", answered(), process.stderr());
    let so_far = process.stderr().len();
    process.shows("that no session is left", |said| said.get(so_far..)?.contains("sessions: 0 · ").then_some(())).await;
}

#[test]
fn twenty_thousand_players_leave_nothing_behind() {
    run(async || {
        let mut sandbox = SandboxConfig::new(clock::now);
        sandbox.keep_transcript = KeepTranscript::Counts;
        let world = World::over(sandbox, |_| {}).await;
        let changes =
            [("SESSION_IDLE_S", "1"), ("RATE_LIMIT_WINDOW_S", "1"), ("DASHBOARD_EVERY_S", "1"), ("RUST_LOG", "info")];
        let process = Process::serve(&world, &changes).await;
        let mut seen = Vec::new();
        for half in 0..2 {
            let began = Instant::now();
            pass(&world, &process, 1_000 + half * HALF).await;
            let held = held(&process);
            println!("{HALF} players in {:?}: {held:?}", began.elapsed());
            seen.push(held);
        }
        let [first, second] = seen[..] else { panic!("two halves") };
        // Connections to Telegram come and go a little, and so do the runtime's threads for blocking work.
        assert!(second.files <= first.files + 20, "{first:?} {second:?}");
        assert!(second.threads <= first.threads + 2, "{first:?} {second:?}");
        assert!(second.memory_kb <= MEMORY_KB, "{first:?} {second:?}");
        process.drain().await;
        let players = 2 * HALF;
        assert_eq!(
            world.database.number("SELECT count(*) FROM players WHERE bait = 10 AND version = 1").await,
            players
        );
        assert_eq!(
            world.database.number("SELECT count(*) FROM inbox WHERE done_at IS NOT NULL AND raw = ''").await,
            players
        );
        let telegram = &world.sandbox.telegram;
        assert_eq!(
            telegram.count(Method::SendMessage).accepted,
            u64::try_from(players).expect("a count"),
            "one answer each"
        );
        world.end().await;
    });
}
