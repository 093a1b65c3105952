//! One player shouts a thousand times a second: the others are answered as if he were not there, and he is told once to slow
//! down.
//!
//! Phases with and without him alternate in one run. Everybody's commands go through the same pages, the same insert and the
//! same Router. How long the others wait is compared by `scripts/chaos` alone, where nothing else runs:
//! `cargo test --release --test it -- --ignored one_who_shouts --nocapture`.
//!
//! **Invariant:** no time is judged by itself, only the ratio of the two kinds of phases (and a floor under it).

use std::time::{Duration, Instant};

use angler::{
    plumbing::clock,
    sandbox::{KeepTranscript, SandboxConfig, SandboxTelegram, telegram::Author},
};

use crate::harness::{DEADLINE, Player, Process, Tally, World, run};

/// Those who are measured, and how many of their commands come in a second: each stays below his own limit of ten.
const OTHERS: usize = 150;
const PER_SECOND: u32 = 100;
/// The loud one's commands in a second.
const SHOUTS_PER_SECOND: u32 = 1_000;
/// Phases of each kind where times are compared, and where they are not.
const PHASES: [usize; 2] = [7, 2];
/// The length of one.
const PHASE: Duration = Duration::from_millis(800);
/// What the neighbours on this machine cost at any time.
const FLOOR: Duration = Duration::from_millis(5);

/// Lets somebody say something at a rate for the time of a phase.
async fn speak(per_second: u32, mut say: impl FnMut(usize)) {
    let mut pace = tokio::time::interval(Duration::from_secs(1) / per_second);
    pace.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Burst);
    let count = PHASE.as_millis() * u128::from(per_second) / 1_000;
    for n in 0..usize::try_from(count).expect("a count") {
        pace.tick().await;
        say(n);
    }
}

/// From each command of these players since `began` to its answer, sorted.
fn latencies(telegram: &SandboxTelegram, players: &[Player], began: Instant) -> Vec<Duration> {
    let mut all = Vec::new();
    for player in players {
        let chat = telegram.transcript(player.chat);
        let mut said = None;
        for message in chat.messages.iter().filter(|message| message.at >= began) {
            match message.author {
                Author::User(_) => said = Some(message.at),
                Author::Bot => all.extend(said.take().map(|said| message.at.duration_since(said))),
            }
        }
    }
    all.sort();
    all
}

fn median(sorted: &[Duration]) -> Duration {
    sorted[sorted.len() / 2]
}

/// Plays all phases, and compares the median ones of both kinds where times are compared.
fn one_who_shouts(phases: usize, times_are_compared: bool) {
    run(async || {
        let mut sandbox = SandboxConfig::new(clock::now);
        sandbox.keep_transcript = KeepTranscript::Texts;
        let world = World::over(sandbox, |_| {}).await;
        let limits = [("RATE_LIMIT_COMMANDS", "10"), ("RUST_LOG", "info")];
        let process = Process::serve(&world, &limits).await;
        let telegram = &world.sandbox.telegram;
        let others: Vec<Player> = (0..OTHERS).map(|n| world.player(1_000 + n as i64, "Ann", "en")).collect();
        let loud = world.player(10, "Bob", "en");
        for player in others.iter().chain([&loud]) {
            player.says("/start");
        }
        world.quiet().await;
        let (mut alone, mut beside, mut held) = (Vec::new(), Vec::new(), Vec::new());
        let mut next = others.iter().cycle();
        for phase in 0..2 * phases {
            let began = Instant::now();
            let shouts = phase % 2 == 1;
            let measured = speak(PER_SECOND, |_| {
                next.next().expect("a cycle has no end").says("/status");
            });
            if shouts {
                tokio::join!(
                    measured,
                    speak(SHOUTS_PER_SECOND, |_| {
                        loud.says("/status");
                    })
                );
                held.push(process.memory_kb());
            } else {
                measured.await;
            }
            // What he has said is done before the next phase begins.
            let taken = telegram.wait_until(|_| (telegram.unconfirmed() == 0).then_some(()), DEADLINE).await;
            assert!(taken.is_some(), "{} are not taken", telegram.unconfirmed());
            world.quiet().await;
            let times = latencies(telegram, &others, began);
            println!(
                "{} {:?} {:?}",
                if shouts { "beside" } else { "alone " },
                median(&times),
                times[times.len() * 9 / 10]
            );
            if shouts { beside.push(median(&times)) } else { alone.push(median(&times)) }
        }
        alone.sort();
        beside.sort();
        let (alone, beside) = (median(&alone), median(&beside));
        println!("alone {alone:?}, beside him {beside:?}; memory {held:?} kB");
        assert!(!times_are_compared || beside <= alone * 2 + FLOOR, "beside him {beside:?}, alone {alone:?}");
        assert!(held[phases - 1] <= held[0] + 16 * 1024, "{held:?}");
        process.drain().await;

        let shouts = phases as i64 * i64::from(SHOUTS_PER_SECOND) * PHASE.as_millis() as i64 / 1_000;
        let his =
            "SELECT count(*) FROM inbox JOIN players USING (player_id) WHERE telegram_id = 10 AND done_at IS NOT NULL";
        assert_eq!(world.database.number(his).await, shouts + 1, "all of his are done");
        let heard = loud.heard_texts();
        let asked_to_slow_down = heard.iter().filter(|text| text.contains("Easy")).count();
        assert_eq!(asked_to_slow_down, 1, "{heard:?}");
        assert!(heard.len() <= 12, "the welcome, ten answers and one polite no: {}", heard.len());
        assert!(
            others.iter().all(|player| player.heard() == player.telegram.transcript(player.chat).messages.len() / 2)
        );
        world.end().await;
        Tally {
            name: "one player at 1,000 updates a second",
            inflicted: shouts as u64,
            lost: 0,
            doubled: 0,
            recovery: None,
        }
        .tell();
    });
}

#[test]
fn one_who_shouts_leaves_the_others_their_answers() {
    one_who_shouts(PHASES[1], false);
}

#[test]
#[ignore = "for a quiet machine, run by scripts/chaos"]
fn one_who_shouts_leaves_the_others_their_latency_long() {
    one_who_shouts(PHASES[0], true);
}
