//! Whatever a stranger sends: at most one polite answer, nothing changed, and the rest of the page is handled.

use serde_json::{Value, json};

use crate::harness::{World, run};

const PIER: i64 = -500;

fn message(id: i64, text: &str) -> Value {
    json!({
        "message_id": 1, "date": 1, "text": text,
        "chat": { "id": id, "type": "private", "first_name": "S" },
        "from": { "id": id, "is_bot": false, "first_name": "S", "language_code": "en" },
    })
}

fn without(mut message: Value, field: &str) -> Value {
    message.as_object_mut().expect("an object").remove(field);
    message
}

fn with(mut message: Value, field: &str, value: Value) -> Value {
    message[field] = value;
    message
}

#[test]
fn a_page_of_strange_updates_is_survived_and_its_good_ones_are_answered() {
    run(async || {
        let mut world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        ann.asks("/start").await;
        world.quiet().await;
        let ledger = world.ledger().await;
        // All of it arrives in one page, while nobody polls.
        world.stop().await;
        let telegram = &world.sandbox.telegram;
        ann.says("/status");
        for raw in [
            "{\"update_id\":200001,\"message\":7}",
            "{\"update_id\":200002}",
            "{\"update_id\":200003,\"message\":{}}",
            "{\"update_id\":200004,\"message\":{\"chat\":{\"id\":\"x\"},\"text\":\"/cast\"}}",
            "{\"update_id\":200005,\"callback_query\":{}}",
            "{\"update_id\":200006,\"callback_query\":[]}",
            "{\"update_id\":200007,\"thing_from_2030\":{\"a\":[1,2,{\"b\":null}]}}",
            "{\"update_id\":\"200008\",\"message\":{}}",
            "{\"message\":{}}",
            "\"not an update\"",
            "{\"update_id\":200009,\"message\":null}",
        ] {
            telegram.push_raw(raw);
        }
        for (kind, body) in [
            ("message", without(message(100, "/cast"), "from")),
            ("message", without(message(100, "/cast"), "chat")),
            ("message", without(message(100, "/cast"), "text")),
            ("message", with(message(100, "/cast"), "from", json!({ "first_name": "no id" }))),
            ("message", with(message(100, "/cast"), "from", json!({ "id": 55, "is_bot": true, "first_name": "Bot" }))),
            ("message", with(message(100, "/cast"), "chat", json!({ "id": -77, "type": "channel", "title": "C" }))),
            ("message", with(message(100, "/cast"), "text", json!(["/cast"]))),
            ("edited_message", message(100, "/cast")),
            ("channel_post", message(100, "/cast")),
            ("edited_channel_post", message(100, "/cast")),
            ("my_chat_member", json!({ "chat": { "id": 100 }, "from": { "id": 100 } })),
            ("inline_query", json!({ "id": "1", "from": { "id": 100 }, "query": "/cast", "offset": "" })),
            ("message", message(100, "/cast@OtherBot")),
        ] {
            telegram.push(kind, body);
        }
        let heard = ann.heard();
        ann.says("/help");
        world.start().await;
        let (first, second) = (ann.hears(heard).await, ann.hears(heard + 1).await);
        assert!(first.contains("On the shore") && second.contains("How we fish here"), "{first} {second}");
        world.quiet().await;
        assert_eq!(ann.heard(), heard + 2, "{:?}", ann.heard_texts());
        assert_eq!(world.ledger().await, ledger);
        assert_eq!(world.database.number("SELECT count(*) FROM positions").await, 0);
        assert_eq!(world.database.number("SELECT count(*) FROM quarantine").await, 0);
        world.end().await;
    });
}

#[test]
fn an_anonymous_admin_gets_one_polite_no() {
    run(async || {
        let world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en").in_chat(PIER);
        ann.asks("/status@angler_sandbox_bot").await;
        let anonymous = |text: &str| {
            json!({
                "message_id": 1, "date": 1, "text": text,
                "chat": { "id": PIER, "type": "supergroup", "title": "Pier" },
                "sender_chat": { "id": PIER, "type": "supergroup", "title": "Pier" },
                "from": { "id": 1_087_968_824, "is_bot": true, "first_name": "Group" },
            })
        };
        for text in ["hello all", "/cast@OtherBot", "/cast", "/cast", "/hook@angler_sandbox_bot", "/status"] {
            world.sandbox.telegram.push("message", anonymous(text));
        }
        ann.sees_words("You are writing as a whole group").await;
        let before = ann.heard();
        ann.says("/status");
        ann.hears(before).await;
        world.quiet().await;
        let noes = ann.heard_texts().iter().filter(|text| text.contains("as a whole group")).count();
        assert_eq!(noes, 1);
        assert_eq!(world.database.number("SELECT count(*) FROM players").await, 1);
        assert_eq!(world.database.number("SELECT count(*) FROM inbox").await, 2);
        world.end().await;
    });
}

#[test]
fn very_long_and_very_odd_texts_get_a_hint() {
    run(async || {
        let world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        for odd in
            ["x".repeat(100_000), "\u{0}\u{202e}\u{feff}<b>&lt;".to_owned(), "🐟".repeat(5_000), "\n\n\t".to_owned()]
        {
            let answer = ann.asks(&odd).await;
            assert!(answer.contains("I only speak rod and reel"), "{odd:.20}: {answer}");
        }
        let long_command = ann.asks(&format!("/{}", "a".repeat(100_000))).await;
        assert!(long_command.contains("I do not know that knot"), "{long_command}");
        let zero = ann.asks("/status \u{0}").await;
        assert!(zero.contains("On the shore"), "{zero}");
        world.quiet().await;
        assert_eq!(world.database.number("SELECT count(*) FROM quarantine").await, 0);
        assert_eq!(
            world.database.number("SELECT sum(length(raw))::bigint FROM inbox").await,
            0,
            "texts go when they are done"
        );
        world.end().await;
    });
}

#[test]
fn names_of_any_kind_are_shown_and_telegram_makes_nothing_of_them() {
    run(async || {
        let world = World::running(|_| {}).await;
        for (id, name, shown) in [
            (100, "<b>&amp;</b>", "<b>&amp;</\u{2060}b>"),
            (101, "</i><a href=\"tg://x\">A", "</\u{2060}i><a href=\"tg:/\u{2060}/\u{2060}x\">A"),
            (102, "\u{202e}\u{2066}Ann\u{2069}\u{202c}", "Ann"),
            (103, "عمر", "\u{2068}عمر\u{2069}"),
            (104, "\u{202e}\u{200b} \n", "angler"),
            (105, "", "angler"),
            (106, "{ $bait } %s {0}", "{ $\u{2060}bait } %s {0}"),
            (107, "t.me/spam_bot", "t.\u{2060}me/\u{2060}spam_bot"),
        ] {
            let player = world.player(id, name, "en");
            let start = player.asks("/start").await;
            assert!(start.contains(&format!("Welcome to the shore, {shown}!")), "{name:?}: {start:?}");
            player.casts().await;
            player.hooks().await;
        }
        let refused = world.sandbox.telegram.calls().into_iter().filter_map(|call| call.refused).collect::<Vec<_>>();
        assert_eq!(refused, []);
        world.end().await;
    });
}

#[test]
fn a_press_without_a_message_is_answered() {
    run(async || {
        let world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        ann.casts().await;
        let data = ann.data_of("🐟 Hook").await;
        // An inline message, or one too old for Telegram to tell: the press has no chat.
        let press = json!({ "id": "77", "from": { "id": 100, "is_bot": false, "first_name": "Ann" }, "data": data });
        world.sandbox.telegram.push("callback_query", press);
        world.quiet().await;
        assert_eq!(ann.catches(), 1);
        assert_eq!(world.database.number("SELECT count(*) FROM positions WHERE closed_at IS NOT NULL").await, 1);
        world.end().await;
    });
}

#[test]
fn of_two_updates_with_one_id_the_first_counts_and_nobody_acts_for_another() {
    run(async || {
        let mut world = World::running(|_| {}).await;
        let [ann, ben] = [(100, "Ann"), (101, "Ben")].map(|(id, name)| world.player(id, name, "en"));
        ben.asks("/start").await;
        // Both in one page, while nobody polls.
        world.quiet().await;
        world.stop().await;
        for message in [message(100, "/status"), message(101, "/cast")] {
            world.sandbox.telegram.push_raw(&json!({ "update_id": 300_000_001, "message": message }).to_string());
        }
        world.sandbox.telegram.reopen_chat(100);
        world.start().await;
        let status = ann.hears(0).await;
        assert!(status.contains("On the shore"), "{status}");
        let help = ben.asks("/help").await;
        assert!(help.contains("How we fish here"), "{help}");
        world.quiet().await;
        assert_eq!((ann.heard(), ben.heard()), (1, 2), "{:?} {:?}", ann.heard_texts(), ben.heard_texts());
        assert_eq!(world.database.number("SELECT count(*) FROM positions").await, 0);
        world.end().await;
    });
}
