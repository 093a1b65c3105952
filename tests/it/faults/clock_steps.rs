//! The machine's clock is set while a crowd speaks: five seconds and an hour, forward and back, again and again. Nothing that the
//! service does moves with it, and the operator hears of each.
//!
//! Four steps by default; `scripts/chaos clock` makes 40 of them, and as many of the real clock of the real program where libfaketime
//! is installed (Debian's package faketime). And the service starts by a clock that is wrong, which is put right while it runs: twice,
//! and twelve times.

use std::{
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use jiff::SignedDuration;

use super::clock::{BACK, FORWARD};
use crate::harness::{Crowd, Operator, Process, Tally, WallClock, World, run, size};

/// Commands a second, and who says them.
const RATE: u32 = 60;
const PLAYERS: usize = 90;
/// Seconds by which the clock is set.
const STEPS: [i64; 4] = [-5, 5, -3_600, 3_600];
/// Seconds by which it is ahead at a start.
const WRONG: [i64; 4] = [3_600, -3_600, 5, -5];
/// Who has a line in the water.
const FISHING: &str = "SELECT telegram_id FROM players JOIN positions USING (player_id) WHERE closed_at IS NULL";

const SET: &str = "ERROR angler::app::clockwatch] this machine's clock was set, times are counted on as before";
const TOGETHER: &str = "this machine's clock is as it was at the start again";
/// Neither may be said: all hosts tell that the service's clock is right.
const PUT_RIGHT: &str = "clock was put right";

/// A fill or a time that is not the true one, which the database tells.
const OFF: &str = "SELECT count(*) FROM positions \
     WHERE greatest(opened_at, closed_at, entry_round_at, exit_round_at, commanded_at, exit_commanded_at) > now() \
     OR least(opened_at, commanded_at, entry_round_at) < now() - interval '50 min'";

const SETTINGS: [(&str, &str); 4] =
    [("NEW_PLAYER_BAIT", "1000"), ("DB_POOL_MAX", "12"), ("RUST_LOG", "info"), ("METRICS_ADDR", "0")];

#[test]
fn a_clock_that_is_set_under_load_moves_nothing() {
    run(async || {
        let world = World::with(|_| {}).await;
        let clock = WallClock::ahead("steps", SignedDuration::ZERO);
        let process = clock.serve(&world, &SETTINGS).await;
        steps("the machine's clock set, 5 s and 1 h, either way", world, process, |by_s| {
            clock.set(SignedDuration::from_secs(by_s));
        })
        .await;
    });
}

#[test]
fn starts_by_a_wrong_clock_that_is_put_right_lose_nothing_and_every_line_closes() {
    run(async || {
        let starts = size("CHAOS_CLOCK_STARTS", 2);
        let world = World::with(|_| {}).await;
        let clock = WallClock::ahead("starts", SignedDuration::ZERO);
        let mut crowd = Crowd::at_rate(&world, PLAYERS, RATE);
        let mut slowest = Duration::ZERO;
        for (_, by_s) in (1..=starts).zip(WRONG.into_iter().cycle()) {
            clock.set(SignedDuration::from_secs(by_s));
            let mut process = clock.serve(&world, &SETTINGS).await;
            crowd.run_for(Duration::from_secs(1)).await;
            clock.set(SignedDuration::ZERO);
            let right = Instant::now();
            if by_s < 0 {
                process.says(FORWARD).await;
            } else {
                let (status, said) = process.ended().await;
                assert!(status.code() == Some(1) && said.contains(BACK), "{said}");
                process = clock.serve(&world, &SETTINGS).await;
            }
            slowest = slowest.max(right.elapsed());
            crowd.run_for(Duration::from_secs(1)).await;
            process.drain().await;
        }
        let process = clock.serve(&world, &SETTINGS).await;
        crowd.stop().await;
        world.quiet().await;
        let counted = crowd.tally(&world).await;
        assert_eq!((counted.lost, counted.doubled, counted.effects_doubled), (0, 0, 0), "{counted:?}");
        for row in world.database.rows(FISHING, &[]).await {
            world.player(row.get(0), "Ann", "en").says("/hook");
        }
        world.quiet().await;
        assert_eq!(world.database.rows(FISHING, &[]).await.len(), 0, "a line that does not close");
        process.drain().await;
        world.end().await;
        let name = "a start by a clock 5 s or 1 h off under load, put right";
        Tally { name, inflicted: starts, lost: 0, doubled: 0, recovery: Some(slowest) }.tell();
    });
}

/// Where Debian's package has the library.
fn libfaketime() -> Option<PathBuf> {
    let folders =
        std::fs::read_dir("/usr/lib").ok()?.flatten().map(|entry| entry.path().join("faketime/libfaketime.so.1"));
    folders.into_iter().find(|library| library.exists())
}

/// The real clock of a real program, as libfaketime tells it.
struct Faked {
    library: String,
    file: PathBuf,
}

impl Faked {
    /// `None`, and a word, where the library is not installed.
    fn new(name: &str) -> Option<Faked> {
        let library = libfaketime().map(|library| library.display().to_string());
        if library.is_none() {
            eprintln!("libfaketime is not installed (package faketime): the real clock is not tried");
        }
        let file = std::env::temp_dir().join(format!("angler-faketime-{name}-{}", std::process::id()));
        Some(Faked { library: library?, file })
    }

    fn set(&self, by_s: i64) {
        set(&self.file, by_s);
    }

    /// The program, when it polls.
    async fn serve(&self, world: &World) -> Process {
        let path = self.file.display().to_string();
        let faked = [
            ("LD_PRELOAD", self.library.as_str()),
            ("FAKETIME_TIMESTAMP_FILE", path.as_str()),
            ("FAKETIME_NO_CACHE", "1"),
            // The wall clock is set, not the time that the machine is up.
            ("FAKETIME_DONT_FAKE_MONOTONIC", "1"),
            ("DONT_FAKE_MONOTONIC", "1"),
        ];
        Process::serve(world, &[&SETTINGS[..], &faked[..]].concat()).await
    }
}

impl Drop for Faked {
    fn drop(&mut self) {
        let _left_in_the_temporary_folder = std::fs::remove_file(&self.file);
    }
}

#[test]
#[ignore = "needs libfaketime (Debian's package faketime); scripts/chaos clock"]
fn the_real_clock_of_the_real_program_that_is_set_under_load_moves_nothing() {
    let Some(clock) = Faked::new("steps") else { return };
    run(async || {
        let world = World::with(|_| {}).await;
        clock.set(0);
        let process = clock.serve(&world).await;
        steps("the same of the real program, by libfaketime", world, process, |by_s| clock.set(by_s)).await;
    });
}

#[test]
#[ignore = "needs libfaketime (Debian's package faketime); scripts/chaos clock"]
fn the_real_program_follows_a_clock_that_is_put_right_and_starts_anew_where_it_is_ahead() {
    let Some(clock) = Faked::new("starts") else { return };
    run(async || {
        let world = World::with(|_| {}).await;
        let ann = world.player(61, "Ann", "en");
        clock.set(-3_600);
        let process = clock.serve(&world).await;
        ann.casts().await;
        clock.set(0);
        process.says(FORWARD).await;
        ann.hooks().await;
        process.drain().await;
        clock.set(3_600);
        let mut process = clock.serve(&world).await;
        ann.casts().await;
        clock.set(0);
        let (status, said) = process.ended().await;
        assert!(status.code() == Some(1) && said.contains(BACK), "{said}");
        assert!(said.contains("angler: this machine's clock was put right, back; the service ends"), "{said}");
        let process = clock.serve(&world).await;
        ann.hooks().await;
        world.quiet().await;
        process.drain().await;
        world.end().await;
    });
}

/// What libfaketime reads: seconds from the true time.
fn set(file: &Path, by_s: i64) {
    let new = file.with_extension("new");
    std::fs::write(&new, format!("{by_s:+}\n")).expect("a file");
    std::fs::rename(new, file).expect("a file");
}

async fn steps(name: &'static str, world: World, process: Process, set: impl Fn(i64)) {
    let steps = size("CHAOS_CLOCK_STEPS", 4);
    let operator = process.operator().await;
    let mut crowd = Crowd::at_rate(&world, PLAYERS, RATE);
    let mut slowest = Duration::ZERO;
    for (nth, by_s) in (1..=steps).zip(STEPS.into_iter().cycle()) {
        crowd.run_for(Duration::from_millis(500)).await;
        set(by_s);
        says(&process, SET, nth).await;
        assert!(parted(operator).await >= 2.0, "the metric tells it too");
        crowd.run_for(Duration::from_secs(1)).await;
        set(0);
        let back = Instant::now();
        says(&process, TOGETHER, nth).await;
        slowest = slowest.max(back.elapsed());
    }
    crowd.run_for(Duration::from_secs(1)).await;
    crowd.stop().await;
    world.quiet().await;
    assert!(parted(operator).await < 2.0);
    let said = process.drain().await;
    let count = u64::try_from(said.matches(SET).count()).expect("a count");
    assert_eq!((count, said.contains(PUT_RIGHT)), (steps, false), "{said}");
    let counted = crowd.tally(&world).await;
    let whole = (counted.lost, counted.doubled, counted.effects_doubled, counted.hooks_missed);
    assert_eq!(whole, (0, 0, 0, 0), "{counted:?}");
    assert_eq!(world.database.number(OFF).await, 0, "times moved with the clock");
    world.end().await;
    Tally { name, inflicted: steps, lost: 0, doubled: 0, recovery: Some(slowest) }.tell();
}

/// Waits until it was said for the nth time.
async fn says(process: &Process, words: &str, nth: u64) {
    let counted = |said: &str| (said.matches(words).count() as u64 >= nth).then_some(());
    process.shows(words, counted).await;
}

async fn parted(operator: Operator) -> f64 {
    operator.scrape().await.of("angler_clock_parted_seconds")
}
