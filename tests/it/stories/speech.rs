//! Telegram in bad weather: slow down, no answer, nonsense, a closed door. Money is settled all the same.

use angler::sandbox::{
    Fault, Rule,
    telegram::{Closed, Method},
};

use crate::harness::{World, run};

#[test]
fn a_429_freezes_one_chat_only_and_its_reply_arrives_after() {
    run(async || {
        let world = World::running(|_| {}).await;
        let (ann, ben) = (world.player(100, "Ann", "en"), world.player(102, "Ben", "en"));
        for player in [&ann, &ben] {
            player.asks("/start").await;
        }
        let switches = &world.sandbox.telegram.switches;
        let rule = switches.add(Rule::new(Fault::too_many(8)).on("editMessageText").chat(ann.chat).times(1));
        ann.says("/cast");
        world.database.waits_for("SELECT count(*) FROM positions", 1).await;
        world.struck(rule, 1).await;
        let frozen = std::time::Instant::now();
        ann.says("/status");
        ben.asks("/status").await;
        ben.casts().await;
        assert_eq!(ann.heard(), 2, "nothing is said to Ann meanwhile");
        ann.sees_words("Fingerprint").await;
        world.quiet().await;
        let texts = ann.heard_texts();
        assert!(texts[1].contains("The line is in!") && texts[2].contains("Line in the water"), "{texts:?}");
        assert_eq!(texts.len(), 3);
        let chat = ann.telegram.transcript(ann.chat);
        let edit = chat.from_bot().nth(1).and_then(|message| message.edits.last()).expect("an edit").at;
        assert!(edit.duration_since(frozen).as_millis() > 7_500, "Telegram's wait is kept");
        world.end().await;
    });
}

#[test]
fn a_send_whose_answer_is_lost_is_repeated_for_durable_replies_only() {
    run(async || {
        for fault in [Fault::DropAfter, Fault::Garbage] {
            let world = World::running(|_| {}).await;
            let ann = world.player(100, "Ann", "en");
            ann.asks("/rods").await;
            let switches = &world.sandbox.telegram.switches;
            // An answer that has no effect is not said twice.
            switches.add(Rule::new(fault.clone()).on("sendMessage").times(1));
            ann.asks("/status").await;
            world.quiet().await;
            assert_eq!(ann.heard(), 2, "{fault:?}");
            // A reply that tells of an effect is said again, once.
            switches.add(Rule::new(fault.clone()).on("sendMessage").times(1));
            ann.presses("Grumbler −2.0×").await;
            world.quiet().await;
            let told = ann.heard_texts().iter().filter(|text| text.contains("in hand")).count();
            assert_eq!((told, ann.heard()), (2, 4), "{fault:?}");
            // The last frame is an edit: said again, it is not modified, and no harm.
            switches.add(Rule::new(fault.clone()).on("editMessageText").times(1));
            ann.says("/cast");
            world.database.waits_for("SELECT count(*) FROM positions", 1).await;
            world.quiet().await;
            assert_eq!((ann.lines(), ann.heard()), (1, 5), "{fault:?}");
            // A catch comes at most twice, and is paid once.
            switches.add(Rule::new(fault.clone()).on("sendPhoto").times(1));
            ann.says("/hook");
            world.database.waits_for("SELECT count(*) FROM positions WHERE closed_at IS NOT NULL", 1).await;
            world.quiet().await;
            assert_eq!(ann.catches(), 2, "{fault:?}");
            assert_eq!(world.database.number("SELECT count(*) FROM outbox WHERE given_up IS NOT NULL").await, 0);
            world.end().await;
        }
    });
}

#[test]
fn to_whoever_blocked_the_bot_nothing_is_owed() {
    run(async || {
        // Result after 1.1 s: time to block the bot in between.
        let world = World::running(|config| config.scene_speed = 1_000).await;
        let (ann, ben) = (world.player(100, "Ann", "en"), world.player(102, "Ben", "en"));
        ann.asks("/start").await;
        ann.says("/cast");
        ann.hears(1).await;
        world.sandbox.telegram.close_chat(ann.chat, Closed::Blocked);
        world.quiet().await;
        let given_up = "SELECT count(*) FROM outbox WHERE delivered_at IS NOT NULL AND given_up LIKE '%blocked%'";
        assert_eq!(world.database.number(given_up).await, 1);
        assert_eq!(world.database.number("SELECT count(*) FROM positions WHERE closed_at IS NULL").await, 1);
        ben.asks("/status").await;
        // Back again, the line is where it was.
        let status = ann.asks("/status").await;
        assert!(status.contains("Line in the water"), "{status}");
        ann.hooks().await;
        world.end().await;
    });
}

#[test]
fn a_group_that_threw_the_bot_out_or_moved_costs_nobody_anything() {
    run(async || {
        let world = World::running(|_| {}).await;
        let pier = world.player(100, "Ann", "en").in_chat(-500);
        let moved = world.player(102, "Ben", "en").in_chat(-600);
        pier.asks("/status").await;
        moved.asks("/status").await;
        world.sandbox.telegram.reopen_chat(-1_000_600);
        world.sandbox.telegram.close_chat(-500, Closed::Kicked);
        world.sandbox.telegram.close_chat(-600, Closed::Migrated(-1_000_600));
        pier.says("/cast");
        moved.says("/cast");
        world.database.waits_for("SELECT count(*) FROM positions", 2).await;
        world.quiet().await;
        let given_up = "SELECT count(*) FROM outbox WHERE given_up IS NOT NULL AND chat_id = -500";
        assert_eq!(world.database.number(given_up).await, 1);
        let there = moved.in_chat(-1_000_600);
        there.sees_words("The line is in!").await;
        world.end().await;
    });
}

#[test]
fn server_errors_cost_no_result() {
    run(async || {
        let world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        ann.asks("/start").await;
        let switches = &world.sandbox.telegram.switches;
        for code in [500, 502] {
            switches.add(Rule::new(Fault::status(code)).on("editMessageText").times(1));
            switches.add(Rule::new(Fault::status(code)).on("sendPhoto").times(1));
        }
        switches.add(Rule::new(Fault::DropBefore).on("getUpdates").times(1));
        ann.casts().await;
        ann.hooks().await;
        world.quiet().await;
        assert_eq!((ann.lines(), ann.catches()), (1, 1));
        assert_eq!(world.sandbox.telegram.count(Method::SendPhoto).accepted, 1);
        world.end().await;
    });
}
