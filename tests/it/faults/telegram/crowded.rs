//! A pier on which everybody fishes at once: many more results than a group may be sent messages. All of them are told, several
//! by one message, nothing that is obsolete is, and whoever writes in private does not notice.

use std::{
    collections::HashMap,
    time::{Duration, Instant},
};

use angler::sandbox::telegram::{Pacing, Transcript};

use crate::harness::{OWED, Player, World, is_catch, run, seconds_count};

const PIER: i64 = -500;
/// Telegram's limit, of the service and of the sandbox.
const PER_MINUTE: u32 = 20;

/// What a cast's result says.
const LINE: &str = "The line is in!";

/// What the pier is told of: lines, and whose catches, as often as they are.
#[derive(Default)]
struct Told {
    lines: usize,
    catches: HashMap<String, usize>,
    /// When the first result was there.
    first: Option<Instant>,
    /// Sends and edits that were taken.
    messages: usize,
}

impl Told {
    fn of(chat: &Transcript) -> Told {
        let mut told =
            Told { messages: chat.calls.iter().filter(|call| call.refused.is_none()).count(), ..Told::default() };
        for message in chat.from_bot() {
            let edits = message.edits.iter().map(|edit| (edit.at, &edit.content));
            for (at, content) in std::iter::once((message.at, &message.first)).chain(edits) {
                let lines = content.text.matches(LINE).count();
                for result in content.text.split("👤 ").filter(|result| is_catch(result)) {
                    let name = result.lines().next().unwrap_or_default().to_owned();
                    *told.catches.entry(name).or_default() += 1;
                }
                told.lines += lines;
                if lines > 0 || is_catch(&content.text) {
                    told.first = Some(told.first.map_or(at, |first| first.min(at)));
                }
            }
        }
        told
    }
}

/// So many people cast, and hook when all lines are out; a minute of Telegram's lasts so long.
async fn all_fish(players: i64, minute: Duration) {
    let mut world = World::with(|config| {
        (config.pace.group_per_minute, config.pace.group_minute) = (PER_MINUTE as usize, minute);
    })
    .await;
    let (group_every, group_burst) = (minute / PER_MINUTE, PER_MINUTE);
    world.sandbox.telegram.set_pacing(Some(Pacing { group_every, group_burst, ..Pacing::default() }));
    world.start().await;
    let alone = world.player(99, "Zoe", "en");
    alone.asks("/status").await;
    let names: Vec<String> = (0..players).map(|n| format!("Ann{n}")).collect();
    let anglers: Vec<Player> =
        (0..).zip(&names).map(|(n, name)| world.player(1_000 + n, name, "en").in_chat(PIER)).collect();
    let pier = &anglers[0];
    let began = Instant::now();
    for angler in &anglers {
        angler.says("/cast");
    }
    world.database.until("SELECT count(*) FROM positions", |count| count == players).await;
    let all_out = began.elapsed();
    world.sandbox.market.move_by_bp("ETH/USD", 7);
    for angler in &anglers {
        angler.says("/hook");
    }
    world.database.until("SELECT count(*) FROM positions WHERE closed_at IS NOT NULL", |count| count == players).await;
    let all_in = began.elapsed();
    let owed = world.database.number(OWED).await;
    let before = Told::of(&pier.telegram.transcript(PIER));
    let asked = Instant::now();
    alone.asks("/status").await;
    let private = asked.elapsed();
    let mut left = owed;
    while left > 0 {
        let last = left;
        left = world.database.until(OWED, |owed| owed < last).await;
    }
    world.quiet().await;
    let told = Told::of(&pier.telegram.transcript(PIER));
    let first = told.first.expect("a result").duration_since(began);
    let (more, results) = (told.messages - before.messages, told.lines + told.catches.len());
    println!("{players} casts, then hooks, in one group at {PER_MINUTE} messages a {minute:?}");
    println!("all lines out after {all_out:?}, all in after {all_in:?}; first result told after {first:?}");
    println!(
        "backlog then: {owed} replies, told by {more} messages, {:.1} minutes of Telegram's; {} of them obsolete when told",
        more as f64 / f64::from(PER_MINUTE),
        told.lines - before.lines
    );
    println!(
        "messages {}, results told {results} ({} lines, {} catches): {:.1} by each; told after {:?}",
        told.messages,
        told.lines,
        told.catches.len(),
        results as f64 / told.messages as f64,
        began.elapsed()
    );
    println!("a private chat meanwhile was answered after {private:?}");
    for name in &names {
        assert_eq!(told.catches.get(name), Some(&1), "{name}'s catch is told once");
    }
    assert!(told.lines <= names.len(), "{} lines are told of {}", told.lines, names.len());
    assert!(told.messages < names.len(), "{} messages for {} catches", told.messages, names.len());
    let calls = world.sandbox.telegram.calls();
    let too_many = calls.iter().filter(|call| call.refused.as_ref().is_some_and(|(code, _)| *code == 429)).count();
    assert_eq!(too_many, 0, "the group is paced ahead of Telegram's limit");
    assert_eq!(world.database.number("SELECT count(*) FROM outbox WHERE given_up IS NOT NULL").await, 0);
    assert!(!seconds_count() || private < Duration::from_secs(2), "a private chat waited {private:?} for a group");
    world.sandbox.telegram.set_pacing(None);
    world.end().await;
}

#[test]
fn a_crowd_in_one_group_is_told_every_catch_by_far_fewer_messages() {
    run(async || all_fish(200, Duration::from_secs(12)).await);
}

#[test]
#[ignore = "minutes at Telegram's own pace: for scripts/chaos"]
fn two_thousand_in_one_group_are_told_every_catch_by_far_fewer_messages() {
    run(async || all_fish(2_000, Duration::from_secs(60)).await);
}
