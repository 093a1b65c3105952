//! One's own record: the whole of it as a document, in private only, and never the secret of a line that is still out.

use angler::{
    game::fair::hex,
    sandbox::{
        Fault, Rule,
        telegram::{Document, Method},
    },
};
use serde_json::Value;

use crate::harness::{Player, World, run, seen};

const PIER: i64 = -500;

impl Player {
    /// Asks for his record; gives the document and what stands under it.
    async fn fetches_his_data(&self) -> (Document, String) {
        let before = self.telegram.transcript(self.chat).from_bot().filter(|m| m.content().document.is_some()).count();
        self.says("/mydata");
        self.sees(|chat| {
            let mut handed = chat.from_bot().filter(|message| message.content().document.is_some());
            handed.nth(before).map(|message| (message.content().document.clone().unwrap(), message.text().to_owned()))
        })
        .await
    }
}

fn read(document: &Document) -> Value {
    serde_json::from_slice(&document.bytes).expect("a JSON document")
}

#[test]
fn the_record_is_whole_and_the_open_seed_is_not_in_it() {
    run(async || {
        let world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann \"<b>\u{1f3a3}", "en");
        ann.casts().await;
        ann.hooks().await;
        ann.casts().await;
        world.quiet().await;
        let (document, caption) = ann.fetches_his_data().await;
        assert_eq!(document.name, "angler-mydata.json");
        insta::assert_snapshot!(seen(&caption), @r"
        📒 Your page of my logbook, the whole of it: numbers, catches with their draws, every coin that moved. Where a list is too long, the newest stand there and the rest is counted.
        The secret of a line still in the water is left out until it is out; its fingerprint is there.

        Rather not be in the book at all? /forget
        ");
        let (_, caption) = world.player(101, "Егор", "ru").fetches_his_data().await;
        insta::assert_snapshot!(seen(&caption), @r"
        📒 Твоя страница из моей тетради, вся как есть: числа, уловы с их жребиями, каждый цент. Из слишком длинных списков — свежее, остальное только сосчитано.
        Секретного числа лески, которая ещё в воде, тут нет, только отпечаток.

        Не хочется быть в тетради вовсе? /forget
        ");

        let record = read(&document);
        let profile = &record["profile"];
        assert_eq!((&profile["telegram_id"], &profile["name"]), (&100.into(), &"Ann \"<b>\u{1f3a3}".into()));
        assert_eq!(
            (&profile["bait"], &profile["version"], &profile["rods"][1]),
            (&8.into(), &4.into(), &"short-2".into())
        );
        let secret = world.open_seed().await;
        assert_eq!(record["line_in_the_water"]["seed_sha256"], secret.commitment_hex());
        let closed = "SELECT encode(seed, 'hex') FROM positions WHERE closed_at IS NOT NULL";
        let (open, closed) = (hex(secret.bytes()), world.database.text(closed).await);
        let text = String::from_utf8(document.bytes.to_vec()).unwrap();
        assert!(!text.contains(&open), "the secret of the line in the water");
        // In whatever form bytes could be written.
        assert!(!text.to_lowercase().contains(&open[..16]) && !text.contains("\\\\x"), "{text}");
        assert_eq!(
            (record["catches"][0]["seed"].as_str(), &record["catches"][1]),
            (Some(closed.as_str()), &Value::Null)
        );
        assert_eq!(record["catches"][0]["entry_price"].to_string(), "2500");
        // Her welcome and two casts of two legs each; the catch gave back the stake and no more.
        assert_eq!(record["ledger"].as_array().unwrap().len(), 7, "{}", record["ledger"]);
        assert_eq!((&record["boards"][0]["board"], record["boards"].as_array().unwrap().len()), (&0.into(), 3));
        assert_eq!(record["replies"].as_array().unwrap().len(), 3);
        assert_eq!(record["updates"].as_array().unwrap().len(), 3);
        for left_out in ["catches_left_out", "ledger_left_out", "boards_left_out", "replies_left_out"] {
            assert_eq!(record[left_out], 0, "{left_out}");
        }
        world.end().await;
    });
}

#[test]
fn a_record_without_end_is_cut_at_the_newest_and_says_so() {
    run(async || {
        let world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        ann.casts().await;
        ann.hooks().await;
        world.quiet().await;
        // Twenty thousand catches like that one, each older.
        let columns = world
            .database
            .text(
                "SELECT string_agg(column_name, ', ' ORDER BY ordinal_position) FROM information_schema.columns \
                 WHERE table_name = 'positions' AND column_name <> 'position_id'",
            )
            .await;
        let copies = format!(
            "INSERT INTO positions (position_id, {columns}) SELECT -n, {columns} FROM positions, generate_series(1, 20000) n"
        );
        world.database.execute(&copies).await;
        let (document, _) = ann.fetches_his_data().await;
        let record = read(&document);
        let catches = record["catches"].as_array().unwrap();
        assert_eq!((catches.len(), &record["catches_left_out"]), (2_000, &18_001.into()));
        assert!(catches[0]["position_id"].as_i64() > Some(0), "the newest first");
        assert!(document.bytes.len() < 10_000_000, "{}", document.bytes.len());
        world.database.execute("DELETE FROM positions WHERE position_id < 0").await;
        world.end().await;
    });
}

#[test]
fn a_group_is_told_nothing_but_where_to_ask() {
    run(async || {
        let world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en").in_chat(PIER);
        let egor = world.player(101, "Егор", "ru").in_chat(PIER);
        insta::assert_snapshot!(seen(&ann.asks("/mydata").await), @"🤫 That stays between you and me: send /mydata in our private chat. Here I have opened no book.");
        insta::assert_snapshot!(seen(&egor.asks("/mydata").await), @"🤫 Это между нами: пришли /mydata в личном чате. Здесь я тетрадь не открывал.");
        insta::assert_snapshot!(seen(&egor.asks("/forget").await), @"🤫 Это между нами: пришли /forget в личном чате. Здесь я тетрадь не открывал.");
        world.quiet().await;
        assert_eq!(world.sandbox.telegram.count(Method::SendDocument).accepted, 0);
        world.end().await;
    });
}

#[test]
fn one_document_at_a_time_and_a_dropped_one_comes_after_all() {
    run(async || {
        let world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        ann.asks("/start").await;
        let switches = &world.sandbox.telegram.switches;
        let held = switches.add(Rule::new(Fault::too_many(1)).on("sendDocument").times(1));
        ann.says("/mydata");
        world.struck(held, 1).await;
        // Its chat is to be left alone for a second; the word that it is coming waits in line behind it.
        ann.says("/mydata");
        ann.sees_words("still copying your page").await;
        world.quiet().await;
        assert_eq!(world.sandbox.telegram.count(Method::SendDocument).accepted, 1);
        ann.fetches_his_data().await;
        world.end().await;
    });
}
