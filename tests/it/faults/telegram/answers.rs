//! Every kind of unusable answer meets every kind of call: each durable reply arrives, doubled at most where it may have
//! arrived before, and nothing else is repeated.

use std::time::{Duration, Instant};

use angler::sandbox::{Fault, Rule, telegram::Method};
use futures_util::future::join_all;

use super::record::{Record, record};
use crate::harness::{OWED, Player, Process, Tally, World, run};

const FAILS: &str = "telegram does not take what is sent";
const AGAIN: &str = "telegram takes what is sent again";

/// A way to answer a call, and whether the call took effect.
struct Weather {
    fault: Fault,
    arrived: bool,
}

fn quick() -> Vec<Weather> {
    let page = "<html><head><title>502 Bad Gateway</title></head></html>";
    let without = [
        Fault::status(500),
        Fault::status(502),
        Fault::DropBefore,
        Fault::says(502, page),
        Fault::says(403, page),
        Fault::says(400, page),
        Fault::says(302, ""),
    ];
    let with = [
        Fault::DropAfter,
        Fault::Garbage,
        Fault::garbles(page),
        Fault::garbles(r#"{"ok":true,"result":{"message_id":"#),
        Fault::garbles(r#"{"ok":"yes","result":7}"#),
        Fault::garbles(r#"{"ok":true}"#),
        Fault::garbles("[]"),
        Fault::garbles(vec![b' '; 10 << 20]),
    ];
    let without = without.map(|fault| Weather { fault, arrived: false });
    without.into_iter().chain(with.map(|fault| Weather { fault, arrived: true })).collect()
}

fn slow() -> Vec<Weather> {
    let late = Fault::SlowAnswer(Duration::from_secs(45));
    vec![Weather { fault: late, arrived: true }, Weather { fault: Fault::Silence, arrived: false }]
}

/// Which call of a player's line meets the fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Strike {
    /// The reply to a choice.
    Message,
    /// The result of a cast, an edit of its first frame.
    Edit,
    /// A catch.
    Photo,
    /// A first frame, of which nothing is owed.
    Frame,
}
use Strike::{Edit, Frame, Message, Photo};

/// A player, and what he meets.
struct Case {
    player: Player,
    weather: Weather,
    strikes: Vec<Strike>,
}

impl Case {
    /// Replies that may come once more, for they had arrived. An edit that is repeated is no second message, and a frame is not
    /// repeated.
    fn may_repeat(&self) -> u64 {
        let messages = self.strikes.iter().filter(|strike| matches!(strike, Message | Photo)).count();
        if self.weather.arrived { messages as u64 } else { 0 }
    }
}

/// Plays a line from the rod to the catch and casts again. Gives how many calls met the fault.
async fn play(world: &World, case: &Case) -> u64 {
    let (switches, player) = (&world.sandbox.telegram.switches, &case.player);
    let strike = |strike: Strike, method: &str| {
        let rule = || Rule::new(case.weather.fault.clone()).on(method).chat(player.chat).times(1);
        case.strikes.contains(&strike).then(|| switches.add(rule()))
    };
    player.asks("/rods").await;
    let mut rules = vec![strike(Message, "sendMessage")];
    player.presses("Grumbler −2.0×").await;
    told(world, player, 1).await;
    rules.push(strike(Edit, "editMessageText"));
    player.says("/cast");
    told(world, player, 2).await;
    rules.push(strike(Photo, "sendPhoto"));
    player.says("/hook");
    told(world, player, 3).await;
    world.sandbox.market.move_by_bp("ETH/USD", 7);
    rules.push(strike(Frame, "sendMessage"));
    player.says("/cast");
    told(world, player, 4).await;
    rules.into_iter().flatten().map(|rule| switches.fired(rule)).sum()
}

/// Waits until so many replies of the player were delivered.
async fn told(world: &World, player: &Player, replies: i64) {
    let sql = format!(
        "SELECT count(*) FROM outbox WHERE chat_id = {} AND delivered_at IS NOT NULL AND given_up IS NULL",
        player.chat
    );
    world.database.until(&sql, |count| count == replies).await;
}

/// Each weather meets a player of its own, or one for each strike, all at the same time.
async fn all_meet(name: &'static str, weathers: Vec<(Weather, Vec<Strike>)>) {
    let world = World::with(|_| {}).await;
    let cases: Vec<Case> = (100..)
        .zip(weathers)
        .map(|(id, (weather, strikes))| Case { player: world.player(id, "Ann", "en"), weather, strikes })
        .collect();
    let process = Process::serve(&world, &[]).await;
    let began = Instant::now();
    let struck = join_all(cases.iter().map(|case| play(&world, case))).await;
    let recovery = Some(began.elapsed());
    let said = process.drain().await;
    let mut records = Vec::new();
    for case in &cases {
        records.push(record(&world, &case.player).await);
    }
    let all = records.iter().cloned().fold(Record::default(), Record::and);
    let inflicted = struck.iter().sum();
    let may_repeat: u64 = cases.iter().map(Case::may_repeat).sum();
    eprintln!("{name}: {} replies once more, {may_repeat} may be", all.doubled);
    Tally { name, inflicted, lost: all.lost, doubled: all.doubled.saturating_sub(may_repeat), recovery }.tell();
    for ((case, record), struck) in cases.iter().zip(records).zip(struck) {
        let Case { player, weather, strikes } = case;
        let shown = format!("{:?}: {record:?}\n{}", weather.fault, player.telegram.transcript(player.chat));
        assert_eq!(struck, strikes.len() as u64, "{shown}");
        assert_eq!((record.owed, record.lost, record.unordered), (4, 0, 0), "{shown}");
        assert!(record.doubled <= case.may_repeat(), "{shown}");
        // The rods, and the first frames of two casts and a hook.
        assert!(record.passing <= 4, "{shown}");
    }
    assert_eq!(world.database.number(OWED).await, 0);
    assert!(said.matches(FAILS).count() as u64 <= inflicted, "{said}");
    world.end().await;
}

#[test]
fn whatever_telegram_answers_each_reply_arrives() {
    run(async || {
        let all = quick().into_iter().map(|weather| (weather, vec![Message, Edit, Photo, Frame])).collect();
        all_meet("unusable answers to sends", all).await;
    });
}

#[test]
fn an_answer_that_does_not_come_in_time_costs_no_reply() {
    run(async || {
        let one_each =
            [Message, Edit, Frame].into_iter().flat_map(|strike| slow().into_iter().map(move |w| (w, vec![strike])));
        all_meet("answers held beyond the deadline", one_each.collect()).await;
    });
}

#[test]
fn a_text_that_telegram_cannot_read_arrives_plain() {
    run(async || {
        let world = World::with(|_| {}).await;
        let player = world.player(100, "Ann", "en");
        let process = Process::serve(&world, &[]).await;
        player.asks("/rods").await;
        let no = r#"{"ok":false,"error_code":400,"description":"Bad Request: can't parse entities: no end tag"}"#;
        let rule = Rule::new(Fault::says(400, no)).on("sendMessage").chat(player.chat).times(1);
        let rule = world.sandbox.telegram.switches.add(rule);
        player.presses("Grumbler −2.0×").await;
        told(&world, &player, 1).await;
        assert_eq!(world.sandbox.telegram.switches.fired(rule), 1);
        let chat = player.telegram.transcript(player.chat);
        let plain = chat.last().expect("an answer").first.clone();
        assert!(plain.source.contains("Grumbler") && !plain.source.contains('<'), "{chat}");
        // Once: the next text is read again.
        player.casts().await;
        assert!(player.heard_texts().len() >= 3);
        let said = process.drain().await;
        assert!(said.contains("telegram refuses a text, sending it plain"), "{said}");
        world.end().await;
    });
}

#[test]
#[ignore = "an upload has 30 s: for scripts/chaos"]
fn an_upload_that_is_not_answered_in_time_costs_no_catch() {
    run(async || {
        let photos = slow().into_iter().map(|weather| (weather, vec![Photo])).collect();
        all_meet("uploads held beyond the deadline", photos).await;
    });
}

#[test]
fn a_failure_is_told_once_and_not_at_every_try() {
    run(async || {
        let world = World::with(|_| {}).await;
        let players: Vec<Player> = (0..5).map(|n| world.player(100 + n, "Ann", "en")).collect();
        let process = Process::serve(&world, &[]).await;
        for player in &players {
            player.asks("/rods").await;
        }
        let switches = &world.sandbox.telegram.switches;
        let rule = switches.add(Rule::new(Fault::status(502)).on("sendMessage"));
        for player in &players {
            player.presses("Grumbler −2.0×").await;
        }
        world.struck(rule, 10).await;
        switches.remove(rule);
        let over = Instant::now();
        world.database.until(OWED, |owed| owed == 0).await;
        let inflicted = switches.fired(rule);
        let said = process.drain().await;
        let all = super::record::record_of(&world, &players).await;
        let recovery = Some(over.elapsed());
        Tally { name: "502 to every message", inflicted, lost: all.lost, doubled: all.doubled, recovery }.tell();
        assert_eq!((said.matches(FAILS).count(), said.matches(AGAIN).count()), (1, 1), "{said}");
        assert_eq!((all.owed, all.lost, all.doubled), (5, 0, 0));
        world.end().await;
    });
}

#[test]
fn a_press_that_cannot_be_answered_costs_its_toast_only() {
    run(async || {
        let world = World::running(|_| {}).await;
        let switches = &world.sandbox.telegram.switches;
        for (n, Weather { fault, .. }) in quick().into_iter().enumerate() {
            let player = world.player(100 + n as i64, "Ann", "en");
            player.asks("/rods").await;
            switches.add(Rule::new(fault.clone()).on("answerCallbackQuery").times(1));
            player.presses("Grumbler −2.0×").await;
            player.sees_words("in hand").await;
            // The next press is answered as ever.
            let next = player.forges("whatever");
            assert_ne!(player.toast(&next).await, "", "{fault:?}");
            let chat = player.telegram.transcript(player.chat);
            assert!(chat.answers.len() <= 2, "{fault:?}: {chat}");
            assert_eq!(chat.from_bot().count(), 2, "{fault:?}: {chat}");
        }
        world.quiet().await;
        world.end().await;
    });
}

#[test]
fn presses_that_hang_hold_up_no_message() {
    const PRESSES: usize = 400;
    run(async || {
        let world = World::with(|_| {}).await;
        let process = Process::serve(&world, &[]).await;
        let (ann, ben) = (world.player(100, "Ann", "en"), world.player(102, "Ben", "en"));
        ann.asks("/help").await;
        let switches = &world.sandbox.telegram.switches;
        let held = switches.add(Rule::new(Fault::Silence).on("answerCallbackQuery"));
        for _ in 0..PRESSES {
            ann.forges("whatever");
        }
        let telegram = &world.sandbox.telegram;
        world.struck(held, 200).await;
        ben.asks("/status").await;
        ben.casts().await;
        // A press that waits for a connection gets one when the first ones are given up: that was not yet.
        assert!(switches.fired(held) < PRESSES as u64, "Ben was held up until presses were given up");
        assert_eq!(telegram.count(Method::AnswerCallbackQuery).accepted, 0);
        // The held presses are not waited for.
        process.kill().await;
        world.end().await;
    });
}
