//! A measurement, not a test of speed: 500 players at 40 commands a second for a minute, and what each of them saw first.
//!
//! `cargo test --release --test it -- --ignored load --nocapture` prints the table. Only losses and doubles fail it.

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use angler::sandbox::telegram::Method;

use crate::harness::{OWED, Player, Process, World, run};

const PLAYERS: usize = 500;
const PER_SECOND: u32 = 40;
const SECONDS: u32 = 60;
/// What each player says, over and over; a player's turn comes every 12.5 s, so every scene has ended or is cut.
const WORDS: [&str; 4] = ["/cast", "/status", "/hook", "/help"];

/// A command as it was said.
struct Said {
    player: usize,
    words: &'static str,
    at: Instant,
}

/// Times of one kind of command, sorted.
fn row(name: &str, mut times: Vec<Duration>) -> String {
    times.sort();
    let at = |share: f64| {
        let place = ((times.len() as f64 * share).ceil() as usize).clamp(1, times.len().max(1)) - 1;
        times.get(place).copied().unwrap_or_default().as_secs_f64() * 1_000.0
    };
    format!("{name:<10} {:>8} {:>9.1} {:>9.1} {:>9.1}", times.len(), at(0.5), at(0.99), at(1.0))
}

#[test]
#[ignore = "a measurement, run by hand"]
fn load() {
    run(async || {
        let world = World::with(|_| {}).await;
        let settings = [
            ("SCENE_SPEED", "1.0"),
            ("RATE_LIMIT_COMMANDS", "10"),
            ("HOOK_LIMIT", "3"),
            ("DB_POOL_MIN", "10"),
            ("DB_POOL_MAX", "50"),
            ("DASHBOARD_EVERY_S", "30"),
            ("RUST_LOG", "info"),
        ];
        let process = Process::serve(&world, &settings).await;
        let players: Vec<Player> = (0..PLAYERS).map(|n| world.player(1_000 + n as i64, "Ann", "en")).collect();
        // The market moves a little all the time, so that catches differ.
        let began = Instant::now();
        let mut said: Vec<Said> = Vec::new();
        let mut pace = tokio::time::interval(Duration::from_secs(1) / PER_SECOND);
        pace.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Burst);
        for n in 0..(PER_SECOND * SECONDS) as usize {
            pace.tick().await;
            if n % 10 == 0 {
                world.sandbox.market.move_by_bp("ETH/USD", if n % 20 == 0 { 37 } else { -36 });
            }
            let (player, words) = (n % PLAYERS, WORDS[n / PLAYERS % WORDS.len()]);
            said.push(Said { player, words, at: Instant::now() });
            players[player].says(words);
        }
        println!("said after {:?}", began.elapsed());
        let done = "SELECT count(*) FROM inbox WHERE done_at IS NOT NULL";
        world.database.until(done, |count| count == said.len() as i64).await;
        println!("all done after {:?}", began.elapsed());
        world.database.until(OWED, |owed| owed == 0).await;
        println!("the last reply delivered after {:?}", began.elapsed());
        let log = process.drain().await;

        // Each command is answered by one text of its own (a cast's result and a hook's scene are edits of it), a hook by a
        // photo besides. A next command cuts the scene: then the photo comes at once, before that command's own answer.
        let mut times: BTreeMap<&str, Vec<Duration>> = BTreeMap::new();
        let (mut lost, mut doubled) = (0, 0);
        for (number, player) in players.iter().enumerate() {
            let chat = player.telegram.transcript(player.chat);
            let mine: Vec<&Said> = said.iter().filter(|said| said.player == number).collect();
            let (photos, texts): (Vec<_>, Vec<_>) = chat.from_bot().partition(|message| message.first.photo.is_some());
            let hooks = mine.iter().filter(|said| said.words == "/hook").count();
            lost += hooks.saturating_sub(photos.len());
            doubled += photos.len().saturating_sub(hooks);
            for (place, command) in mine.iter().enumerate() {
                let until = mine.get(place + 1).map(|next| next.at);
                let after = |at: Instant| at >= command.at && until.is_none_or(|until| at < until);
                let answers: Vec<_> = texts.iter().filter(|message| after(message.at)).collect();
                lost += usize::from(answers.is_empty());
                doubled += answers.len().saturating_sub(1);
                if let Some(first) = answers.first() {
                    times.entry(command.words).or_default().push(first.at.duration_since(command.at));
                }
            }
        }
        let all: Vec<Duration> = times.values().flatten().copied().collect();
        println!("first reply  {PLAYERS} players, {PER_SECOND} commands/s, {SECONDS} s; milliseconds");
        println!("{:<10} {:>8} {:>9} {:>9} {:>9}", "command", "replies", "p50", "p99", "max");
        for (words, times) in times {
            println!("{}", row(words, times));
        }
        println!("{}", row("all", all));
        let telegram = &world.sandbox.telegram;
        let photos = telegram.count(Method::SendPhoto).accepted;
        let catches = world.database.number("SELECT count(*) FROM positions WHERE closed_at IS NOT NULL").await;
        println!("commands {}, lost {lost}, doubled {doubled}", said.len());
        println!("catches {catches}, photos {photos}, of these uploaded {}", telegram.uploads());
        let table = log.rfind("supervision\n").map_or("", |at| &log[at..]);
        println!("{table}");
        for line in log.lines().filter(|line| line.contains("WARN") || line.contains("ERROR")).take(20) {
            println!("{line}");
        }
        assert_eq!((lost, doubled), (0, 0));
        world.end().await;
    });
}
