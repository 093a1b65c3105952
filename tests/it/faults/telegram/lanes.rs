//! 429: the chat that is told to wait waits, in order and without a loss; the others notice nothing, or wait with it when
//! Telegram means the whole bot.

use std::time::{Duration, Instant};

use angler::sandbox::{Fault, Rule};

use super::record::{record, record_of};
use crate::harness::{OWED, Player, Tally, World, run};

/// Seconds for which Telegram asks for patience.
const PATIENCE_S: u64 = 2;

/// When the bot first did anything in a chat after `since`, as the sandbox noted it.
fn first_call(player: &Player, since: Instant) -> Option<Instant> {
    let chat = player.telegram.transcript(player.chat);
    chat.calls.iter().map(|call| call.at).find(|at| *at >= since)
}

/// Asks all at once and gives how long each waited for its answer, sorted.
async fn round(others: &[Player]) -> Vec<Duration> {
    let asked: Vec<(&Player, usize, Instant)> = others
        .iter()
        .map(|player| {
            let (before, at) = (player.heard(), Instant::now());
            player.says("/help");
            (player, before, at)
        })
        .collect();
    let mut waited = Vec::new();
    for (player, before, at) in asked {
        let answered = player.sees(|chat| chat.from_bot().nth(before).map(|message| message.at)).await;
        waited.push(answered.duration_since(at));
    }
    waited.sort();
    waited
}

/// The middle of some times: for a machine that has nothing else to do.
fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

/// The shortest, which a busy machine delays least.
fn shortest(times: Vec<Duration>) -> Duration {
    times.into_iter().min().expect("a time")
}

#[test]
fn a_frozen_chat_is_left_alone_and_slows_nobody_down() {
    frozen_beside_others(12, shortest);
}

#[test]
#[ignore = "for a quiet machine, run by scripts/chaos"]
fn a_frozen_chat_is_left_alone_and_slows_nobody_down_long() {
    frozen_beside_others(60, median);
}

fn frozen_beside_others(rounds: usize, judged: fn(Vec<Duration>) -> Duration) {
    run(async || {
        let world = World::running(|_| {}).await;
        let frozen = world.player(99, "Ann", "en");
        let others: Vec<Player> = (0..30).map(|n| world.player(100 + n, "Ben", "en")).collect();
        frozen.asks("/rods").await;
        round(&others).await;
        // One round without and one with a frozen chat in turn, so that a busy machine meets both alike.
        let (mut half, mut tenth) = ([Vec::new(), Vec::new()], [Vec::new(), Vec::new()]);
        let mut inflicted = 0;
        for n in 0..rounds {
            let with = n % 2;
            let mut thaws = None;
            if with == 1 {
                let rule = Rule::new(Fault::too_many(1)).chat(frozen.chat).times(1);
                let rule = world.sandbox.telegram.switches.add(rule);
                let (said, heard) = (Instant::now(), frozen.heard());
                for _ in 0..4 {
                    frozen.says("/help");
                }
                world.struck(rule, 1).await;
                inflicted += 1;
                thaws = Some((said, heard + 4));
            }
            let waited = round(&others).await;
            half[with].push(waited[waited.len() / 2]);
            tenth[with].push(waited[waited.len() * 9 / 10]);
            if let Some((said, heard)) = thaws {
                frozen.hears(heard - 1).await;
                let first = first_call(&frozen, said).expect("it was answered");
                assert!(first.duration_since(said) >= Duration::from_secs(1), "a request before its time");
                world.quiet().await;
            }
        }
        let shares = [("half", half, 5), ("nine tenths", tenth, 20)].map(|(share, [without, with], floor_ms)| {
            (share, judged(without), judged(with), Duration::from_millis(floor_ms))
        });
        let recovery = None;
        Tally { name: "429 to one chat", inflicted, lost: 0, doubled: 0, recovery }.tell();
        for (share, without, with, floor) in shares {
            eprintln!("{share} of the other chats answered within {without:?} without, {with:?} with a frozen chat");
            assert!(with <= without * 2 + floor, "{share}: {with:?} with a frozen chat, {without:?} without");
        }
        world.end().await;
    });
}

#[test]
fn no_request_goes_to_a_frozen_chat_before_its_time_and_its_order_holds() {
    run(async || {
        let world = World::running(|_| {}).await;
        let methods = ["sendMessage", "editMessageText", "sendPhoto"];
        let players: Vec<Player> = (0..3).map(|n| world.player(100 + n, "Ann", "en")).collect();
        for player in &players {
            player.asks("/rods").await;
            player.casts().await;
            // A second line, whose every reply differs from the first one's.
            world.sandbox.market.move_by_bp("ETH/USD", 11);
        }
        world.quiet().await;
        let switches = &world.sandbox.telegram.switches;
        let mut frozen = Vec::new();
        for (player, method) in players.iter().zip(methods) {
            let rule = switches.add(Rule::new(Fault::too_many(PATIENCE_S)).on(method).chat(player.chat).times(1));
            let said = Instant::now();
            // A catch, a choice, a line, with frames before them: whichever call is met, all of it waits behind.
            player.says("/hook");
            player.presses("Grumbler −2.0×").await;
            frozen.push((player, rule, said));
        }
        let closed = "SELECT count(*) FROM positions WHERE closed_at IS NOT NULL";
        world.database.until(closed, |count| count == 3).await;
        for (player, method) in players.iter().zip(methods) {
            world.sandbox.market.move_by_bp("ETH/USD", 13);
            if method == "editMessageText" {
                // A frame that waits behind something is left out, and then there is nothing to edit.
                let owed =
                    format!("SELECT count(*) FROM outbox WHERE delivered_at IS NULL AND chat_id = {}", player.chat);
                world.database.until(&owed, |owed| owed == 0).await;
            }
            player.says("/cast");
        }
        world.database.until("SELECT count(*) FROM positions", |count| count == 6).await;
        let over = Instant::now();
        world.quiet().await;
        for (player, rule, said) in &frozen {
            assert_eq!(switches.fired(*rule), 1);
            let chat = player.telegram.transcript(player.chat);
            let calls: Vec<Instant> = chat.calls.iter().map(|call| call.at).filter(|at| at >= said).collect();
            // Where the frozen call came first nothing was accepted in between; else there is a gap of its length.
            let gap = std::iter::once(*said).chain(calls.iter().copied()).collect::<Vec<_>>();
            let longest = gap.windows(2).map(|pair| pair[1].duration_since(pair[0])).max().unwrap_or_default();
            assert!(longest >= Duration::from_secs(PATIENCE_S), "no gap of {PATIENCE_S} s, but {longest:?}: {chat}");
            let record = record(&world, player).await;
            assert_eq!((record.owed, record.lost, record.doubled, record.unordered), (4, 0, 0, 0), "{chat}");
        }
        let all = record_of(&world, &players).await;
        let recovery = Some(over.elapsed());
        Tally { name: "429 to each kind of call", inflicted: 3, lost: all.lost, doubled: all.doubled, recovery }.tell();
        world.end().await;
    });
}

#[test]
fn a_429_to_several_chats_at_once_freezes_all() {
    run(async || {
        let world = World::running(|_| {}).await;
        let players: Vec<Player> = (0..5).map(|n| world.player(100 + n, "Ann", "en")).collect();
        for player in &players {
            player.asks("/rods").await;
        }
        let switches = &world.sandbox.telegram.switches;
        let rules = [0, 1].map(|n: usize| {
            switches.add(Rule::new(Fault::too_many(PATIENCE_S)).on("sendMessage").chat(players[n].chat).times(1))
        });
        let said = Instant::now();
        for player in &players[..2] {
            player.presses("Grumbler −2.0×").await;
        }
        for rule in rules {
            world.struck(rule, 1).await;
        }
        world.database.until("SELECT count(*) FROM outbox", |count| count == 2).await;
        assert_eq!(world.database.number(OWED).await, 2);
        let others = &players[2..];
        for player in others {
            player.presses("Grumbler −2.0×").await;
        }
        world.quiet().await;
        for player in &players {
            let chat = player.telegram.transcript(player.chat);
            let told = chat.from_bot().nth(1).expect("a reply").at;
            assert!(told.duration_since(said) >= Duration::from_secs(PATIENCE_S), "before its time: {chat}");
        }
        let all = record_of(&world, &players).await;
        assert_eq!((all.owed, all.lost, all.doubled, all.unordered), (5, 0, 0, 0));
        let recovery = Some(said.elapsed());
        Tally { name: "429 to several chats at once", inflicted: 2, lost: 0, doubled: 0, recovery }.tell();
        world.end().await;
    });
}

#[test]
fn a_group_under_pressure_is_told_more_by_fewer_messages_and_nobody_else_waits() {
    const PIER: i64 = -500;
    run(async || {
        let world = World::running(|_| {}).await;
        let pier = world.player(99, "Zoe", "en").in_chat(PIER);
        let reef = pier.in_chat(-501);
        let alone = world.player(98, "Ben", "en");
        pier.asks("/status").await;
        reef.asks("/status").await;
        let heard = pier.heard();
        let switches = &world.sandbox.telegram.switches;
        // Two groups are refused within a second, for long: private chats do not notice.
        let rules = [(PIER, 10), (-501, 10)]
            .map(|(chat, wait)| switches.add(Rule::new(Fault::too_many(wait)).chat(chat).times(1)));
        let refused = Instant::now();
        pier.says("/status");
        reef.says("/status");
        for rule in rules {
            world.struck(rule, 1).await;
        }
        alone.asks("/status").await;
        alone.casts().await;
        assert!(refused.elapsed() < Duration::from_secs(5), "a private chat waited for a group");
        // Meanwhile eight people fish in the group.
        let anglers: Vec<Player> =
            (0..8).map(|n| world.player(100 + n, &format!("Ann{n}"), "en").in_chat(PIER)).collect();
        for angler in &anglers {
            angler.says("/cast");
        }
        world.database.until("SELECT count(*) FROM positions WHERE chat_id = -500", |count| count == 8).await;
        world.sandbox.market.move_by_bp("ETH/USD", 7);
        for angler in &anglers {
            angler.says("/hook");
        }
        world.database.until("SELECT count(*) FROM positions WHERE closed_at IS NOT NULL", |count| count == 8).await;
        assert!(refused.elapsed() < Duration::from_secs(10), "too slow a machine to see it");
        world.quiet().await;
        let texts = pier.heard_texts()[heard..].join("\n");
        for n in 0..8 {
            assert_eq!(texts.matches(&format!("👤 Ann{n}\n")).count(), 1, "one result each: {texts}");
        }
        assert!(pier.heard() - heard <= 4, "{} messages: {texts}", pier.heard() - heard);
        let told = "SELECT count(*) FROM outbox WHERE chat_id = -500 AND delivered_at IS NOT NULL AND given_up IS NULL";
        assert_eq!(world.database.number(told).await, 16);
        world.end().await;
    });
}

#[test]
fn a_group_is_paced_ahead_of_telegrams_limit_and_old_answers_are_left_out() {
    run(async || {
        let mut world = World::with(|config| config.pace.group_per_minute = 20).await;
        world.sandbox.telegram.set_pacing(Some(angler::sandbox::telegram::Pacing::default()));
        world.start().await;
        let ann = world.player(100, "Ann", "en").in_chat(-500);
        let players: Vec<Player> = (0..60).map(|n| world.player(100 + n, "Ann", "en").in_chat(-500)).collect();
        for player in &players {
            player.says("/help");
        }
        // Ten at once, one in three seconds afterwards; of the rest the newest thirty wait and the oldest are done.
        world.database.until(crate::harness::WAITING, |waiting| waiting <= 33).await;
        ann.hears(9).await;
        ann.hears(10).await;
        let refused = world.sandbox.telegram.calls().into_iter().filter_map(|call| call.refused).count();
        assert_eq!(refused, 0, "no 429");
        world.sandbox.telegram.set_pacing(None);
        world.end().await;
    });
}
