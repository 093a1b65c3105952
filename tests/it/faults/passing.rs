//! Bounded memory: thousands of players pass through once, and nothing of them stays in the process.
//!
//! The real program is measured from outside (`/proc`, `pg_stat_activity`), so that nothing of the test or of its neighbours
//! is counted. `CHAOS_PLAYERS=1000000 cargo test --release --test it -- --ignored a_million_players --nocapture` is the long
//! form.
//!
//! **Invariant:** the process is measured only when it has nothing in hand: no update, no session, no lane, no reply owed.

use std::time::Instant;

use angler::{
    plumbing::clock,
    sandbox::{KeepTranscript, SandboxConfig},
};

use crate::harness::{DEADLINE, Process, Tally, WAITING, World, run, size};

/// What the process may hold after all of them, at any point. It is the sum of what is bounded by design: the program with
/// its fonts and drawn art (about 50 MB), the cards' cache (32 MiB), and some megabytes that the allocator keeps for each
/// thread that draws cards, of which there are six on two cores. Measured over a million players: at most 190 MB.
const MEMORY_KB: u64 = 224 * 1024;
/// How much more the later points may show in the mean than those before them: the allocator's breath on a busy machine. The
/// first quarter is left out, in which caches fill and each thread takes its share of memory. A player's session and lane take
/// some 10 kB, so leaving a half of them would show among twenty thousand players, whose process is hardly warm, and 44 bytes
/// for each player among a million; in the short form, sessions, lanes, scenes, files and threads are counted.
const BREATH_KB: [u64; 2] = [32 * 1024, 16 * 1024];
/// Connections to Telegram come and go a little.
const FILES: usize = 20;
/// And so do the runtime's threads for blocking work.
const THREADS: usize = 2;
/// Players who speak at once, and updates that may still wait before the next of them do.
const CROWD: i64 = 500;

/// What a process holds.
#[derive(Clone, Copy, Debug)]
struct Held {
    files: usize,
    threads: usize,
    connections: usize,
    memory_kb: u64,
}

async fn held(world: &World, process: &Process) -> Held {
    // Without the audit's, which comes and goes with each pass.
    let connections = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() \
                       AND application_name LIKE 'angler%' AND application_name <> 'angler audit'";
    let connections = usize::try_from(world.database.number(connections).await).expect("a count");
    Held { files: process.files(), threads: process.threads(), connections, memory_kb: process.memory_kb() }
}

/// What one player says in his life: most of them look around, one in five casts, one in ten hooks, and few press a button.
fn words(player: i64) -> &'static [&'static str] {
    match player % 10 {
        0 => &["/cast", "/hook"],
        1 => &["/cast"],
        2 => &["/start"],
        3 => &["hello there"],
        4 => &["/rods"],
        even if even % 2 == 0 => &["/status"],
        _ => &["/help"],
    }
}

/// Lets players pass who were never here before, and waits until the last of them is forgotten.
async fn pass(world: &World, process: &Process, from: i64, players: i64) {
    let telegram = &world.sandbox.telegram;
    let most = usize::try_from(CROWD).expect("a count");
    for first in (from..from + players).step_by(most) {
        for player in first..(first + CROWD).min(from + players) {
            for words in words(player) {
                telegram.say(player, player, words);
            }
        }
        let taken = telegram.wait_until(|_| (telegram.unconfirmed() <= most).then_some(()), DEADLINE).await;
        assert!(taken.is_some(), "{} updates are not taken: {}", telegram.unconfirmed(), process.stderr());
        world.database.until(WAITING, |count| count <= CROWD).await;
    }
    world.quiet().await;
    let so_far = process.stderr().len();
    let nothing = ["sessions: 0", "inbox waiting: 0", "lanes: 0", "scenes: 0", "replies owed: 0"];
    let left = |said: &str| {
        let table = said.get(so_far..)?;
        let notes: Vec<&str> = table.lines().flat_map(|line| line.split(" · ")).collect();
        nothing.iter().all(|note| notes.contains(note)).then_some(())
    };
    process.shows("that nothing is left", left).await;
    for player in from..from + players {
        telegram.forget(player);
    }
}

async fn pass_through(players: u64, points: i64, breath_kb: u64) {
    let players = i64::try_from(players).expect("a count");
    let mut sandbox = SandboxConfig::new(clock::now);
    sandbox.keep_transcript = KeepTranscript::Counts;
    let world = World::over(sandbox, |_| {}).await;
    let changes = [
        ("SESSION_IDLE_S", "1"),
        ("RATE_LIMIT_COMMANDS", "10"),
        ("RATE_LIMIT_WINDOW_S", "1"),
        ("DASHBOARD_EVERY_S", "1"),
        ("RUST_LOG", "info"),
    ];
    let process = Process::serve(&world, &changes).await;
    let (began, part) = (Instant::now(), players / points);
    let mut measured = Vec::new();
    for point in 0..points {
        pass(&world, &process, 1_000_000 + point * part, part).await;
        let held = held(&world, &process).await;
        println!("{} players, {:?}: {held:?}", (point + 1) * part, began.elapsed());
        measured.push(held);
    }
    process.drain().await;
    let players = points * part;
    assert_eq!(world.database.number("SELECT count(*) FROM players WHERE version >= 1").await, players);
    let done = "SELECT count(*) - count(*) FILTER (WHERE done_at IS NOT NULL AND raw = '') FROM inbox";
    assert_eq!(world.database.number(done).await, 0, "every update is done and its text emptied");
    let casts = "SELECT count(*) FROM positions";
    assert_eq!(world.database.number(casts).await, players / 5);
    judge(&measured, breath_kb);
    world.end().await;
    let inflicted = u64::try_from(players).expect("a count");
    Tally { name: "players passing through", inflicted, lost: 0, doubled: 0, recovery: None }.tell();
}

/// Behind the first quarter, the second half of the points shows no more than the first; memory in the mean, for it breathes.
fn judge(points: &[Held], breath_kb: u64) {
    let warm = &points[points.len() / 4..];
    let (first, second) = warm.split_at(warm.len() / 2);
    let most = |of: fn(&Held) -> u64| {
        let most = |half: &[Held]| half.iter().map(of).max().unwrap_or_default();
        (most(first), most(second))
    };
    for (what, slack, (before, after)) in [
        ("open files", FILES as u64, most(|held| held.files as u64)),
        ("threads", THREADS as u64, most(|held| held.threads as u64)),
        ("connections", 0, most(|held| held.connections as u64)),
        ("kB of memory", breath_kb, (mean_kb(first), mean_kb(second))),
    ] {
        assert!(after <= before + slack, "{what}: {before}, then {after}: {points:?}");
    }
    assert!(points.iter().all(|held| held.memory_kb <= MEMORY_KB), "{points:?}");
}

fn mean_kb(points: &[Held]) -> u64 {
    points.iter().map(|held| held.memory_kb).sum::<u64>() / points.len().max(1) as u64
}

#[test]
fn three_thousand_players_leave_nothing_behind() {
    run(async || pass_through(3_000, 4, BREATH_KB[0]).await);
}

#[test]
#[ignore = "the memory of so many takes a minute, run by scripts/chaos"]
fn twenty_thousand_players_leave_nothing_behind() {
    run(async || pass_through(20_000, 4, BREATH_KB[0]).await);
}

#[test]
#[ignore = "the long form, run by scripts/chaos; CHAOS_PLAYERS says how many"]
fn a_million_players_leave_nothing_behind() {
    let players = size("CHAOS_PLAYERS", 1_000_000);
    run(async || pass_through(players, 20, BREATH_KB[1]).await);
}
