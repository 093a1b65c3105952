//! Two hundred random malformed updates in pages between good commands: the good ones are answered, and nothing else happens.
//!
//! The updates are made from valid ones by dropping, retyping and blowing up their parts; a failure prints its seed, which
//! `FUZZ_SEED` repeats, and `CHAOS_FUZZED` asks for more of them.
//!
//! **Invariant:** a stranger's update moves nothing that is not his own.

use serde_json::{Value, json};

use crate::harness::{Tally, World, run};

/// Malformed updates between each two good commands; half a page, so that a page holds both.
const BETWEEN: u64 = 40;

/// Between the ids of two of them: the sandbox counts on from the last, for the good commands between.
const APART: u64 = 100;

/// Random numbers that a seed repeats (SplitMix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % sides
    }

    fn one_of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[usize::try_from(self.roll(all.len() as u64)).expect("an index")]
    }
}

/// Something valid to begin with: whoever sends it is nobody whom the test asks anything.
fn valid(dice: &mut Dice) -> Value {
    let id = 900_000 + dice.roll(50);
    let words =
        *dice.one_of(&["/cast", "/hook", "/status", "/start x", "hello", "/cast@angler_sandbox_bot", "/nonsense"]);
    let from = json!({ "id": id, "is_bot": false, "first_name": "S", "language_code": "en" });
    let chat = json!({ "id": id, "type": "private", "first_name": "S" });
    let message = json!({ "message_id": 1, "date": 1, "text": words, "chat": chat, "from": from });
    let data = *dice.one_of(&["hook:1:1", "status:1:1", "pond:1:BTC/USD", "rod:1:long-2", "help:1", "x", ""]);
    match dice.roll(3) {
        0 => {
            json!({ "callback_query": { "id": "7", "from": from, "message": message, "data": data, "chat_instance": "1" } })
        }
        _ => json!({ "message": message }),
    }
}

/// What is put where something else should be; as text, for JSON can hold numbers that no type of ours does.
fn odd(dice: &mut Dice) -> String {
    let long = "ы".repeat(usize::try_from(dice.roll(20_000)).expect("a length"));
    let deep = usize::try_from(dice.roll(3_000)).expect("a depth");
    let nested = format!("{}{}", "[".repeat(deep), "]".repeat(deep));
    let fixed = [
        "null",
        "true",
        "[]",
        "{}",
        "0",
        "-1",
        "1.5",
        "1e400",
        "9223372036854775807",
        "-9223372036854775808",
        "99999999999999999999999999",
        "\"\"",
        "\"\\u0000\"",
        "\"\\ud800\"",
        "\"\\u202e\\u2066\\ufeff\"",
        "\"private\"",
        "\"/cast\"",
        "\"'; DROP TABLE players; --\"",
    ];
    match dice.roll(20) {
        0 => format!("\"{long}\""),
        1 => nested,
        _ => (*dice.one_of(&fixed)).to_owned(),
    }
}

/// Changes one part of a value, however deep.
fn spoil(value: &mut Value, dice: &mut Dice, texts: &mut Vec<String>) {
    let keys: Vec<String> = match value.as_object() {
        Some(map) if !map.is_empty() => map.keys().cloned().collect(),
        _ => {
            *value = Value::from(format!("<odd {}>", texts.len()));
            return texts.push(odd(dice));
        }
    };
    let key = dice.one_of(&keys);
    match (dice.roll(5), value.as_object_mut()) {
        (0, Some(map)) => drop(map.remove(key)),
        (1, _) => {
            value[key] = Value::from(format!("<odd {}>", texts.len()));
            texts.push(odd(dice));
        }
        _ => spoil(&mut value[key], dice, texts),
    }
}

/// A malformed update with this id, as text.
fn malformed(update_id: u64, dice: &mut Dice) -> String {
    let (mut update, mut texts) = (valid(dice), Vec::new());
    for _ in 0..=dice.roll(3) {
        spoil(&mut update, dice, &mut texts);
    }
    let mut raw = update.to_string();
    for (number, text) in texts.iter().enumerate() {
        raw = raw.replace(&format!("\"<odd {number}>\""), text);
    }
    match raw.strip_prefix('{') {
        Some("}") => format!("{{\"update_id\":{update_id}}}"),
        Some(rest) => format!("{{\"update_id\":{update_id},{rest}"),
        None => raw,
    }
}

#[test]
fn good_commands_between_malformed_updates_are_all_answered() {
    let read = |name: &str| std::env::var(name).ok().and_then(|text| text.parse().ok());
    let seed = read("FUZZ_SEED").unwrap_or_else(|| u64::from(std::process::id()));
    let wanted: u64 = read("CHAOS_FUZZED").unwrap_or(200);
    println!("FUZZ_SEED={seed}");
    run(async || {
        let world = World::running(|_| {}).await;
        let (telegram, mut dice) = (&world.sandbox.telegram, Dice(seed));
        let ann = world.player(100, "Ann", "en");
        let (mut pushed, mut fished) = (0, 0_i64);
        while pushed < wanted {
            // A newcomer has bait for ten casts.
            let good = world.player(100 + fished / 8, "Ann", "en");
            for (command, answer) in
                [("/cast", "Entry"), ("/status", "Line in the water"), ("/hook", "XP\n"), ("/help", "/cast")]
            {
                let heard = good.heard();
                for _ in 0..BETWEEN / 4 {
                    telegram.push_raw(&malformed(1_000_000_000 + pushed * APART, &mut dice));
                    pushed += 1;
                }
                good.says(command);
                let answered = |chat: &angler::sandbox::telegram::Transcript| {
                    chat.from_bot().skip(heard).find(|message| message.text().contains(answer)).map(|_| ())
                };
                good.sees(answered).await;
            }
            fished += 1;
        }
        world.quiet().await;
        let count = async |sql: &str| world.database.number(sql).await;
        let ours = "telegram_id BETWEEN 100 AND 899999";
        let catches = format!(
            "SELECT count(*) FROM positions JOIN players USING (player_id) WHERE {ours} AND closed_at IS NOT NULL"
        );
        assert_eq!(count(&catches).await, fished);
        // What could be read as somebody's command was stored and is done, the rest left no trace; nothing was put aside.
        assert_eq!(count("SELECT count(*) FROM quarantine").await, 0);
        assert_eq!(count("SELECT count(*) FROM inbox WHERE done_at IS NULL OR raw <> ''").await, 0);
        let stored = count("SELECT count(*) FROM inbox WHERE update_id >= 1000000000 AND update_id % 100 = 0").await;
        assert!((1..i64::try_from(pushed).expect("a count")).contains(&stored), "{stored} of {pushed} were stored");
        assert!(ann.asks("/help").await.contains("/cast"), "alive");
        world.end().await;
        Tally { name: "malformed updates", inflicted: pushed, lost: 0, doubled: 0, recovery: None }.tell();
    });
}
