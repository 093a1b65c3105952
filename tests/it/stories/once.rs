//! Twenty copies of anything are one.

use angler::sandbox::{Fault, Rule};

use crate::harness::{Player, World, run};

const WELCOME: &str = "house_bait>bait 10 welcome, house_cash>cash 1000000 welcome";
const CAST: &str = "bait>house_bait 1 u, cash>position 100000 u";

#[test]
fn twenty_casts_are_one_line_and_one_bait() {
    run(async || {
        let world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        for _ in 0..20 {
            ann.says("/cast");
        }
        world.quiet().await;
        assert_eq!(world.ledger().await, format!("{WELCOME}, {CAST}"));
        assert_eq!(world.database.number("SELECT count(*) FROM positions").await, 1);
        assert_eq!(world.database.number("SELECT count(*) FROM outbox").await, 1);
        assert_eq!(ann.lines(), 1);
        world.end().await;
    });
}

#[test]
fn twenty_hooks_by_message_and_button_at_once_are_one_catch() {
    run(async || {
        let world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        ann.casts().await;
        world.sandbox.market.set("ETH/USD", "2525");
        let data = ann.data_of("🐟 Hook").await;
        let pressed: Vec<_> = (0..20)
            .map(|_| {
                ann.says("/hook");
                ann.forges(&data)
            })
            .collect();
        world.quiet().await;
        let hook = "house_cash>position 2000 u, position>cash 102000 u";
        assert_eq!(world.ledger().await, format!("{WELCOME}, {CAST}, {hook}"));
        assert_eq!(world.database.number("SELECT count(*) FROM outbox WHERE method = 'photo'").await, 1);
        assert_eq!(ann.catches(), 1);
        for press in pressed {
            // Every press stops spinning.
            ann.toast(&press).await;
        }
        let chat = ann.telegram.transcript(ann.chat);
        assert_eq!(chat.answers.len(), 20);
        world.end().await;
    });
}

#[test]
fn an_update_that_comes_again_does_and_says_nothing_more() {
    run(async || {
        let world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        let cast = ann.says("/cast");
        ann.sees_words("Entry").await;
        let status = ann.says("/status");
        ann.sees_words("Fingerprint").await;
        let hook = ann.says("/hook");
        world.quiet().await;
        let (ledger, heard) = (world.ledger().await, ann.heard_texts());
        for update_id in [cast, status, hook, cast, hook] {
            assert!(world.sandbox.telegram.redeliver(update_id));
        }
        world.quiet().await;
        answered(&ann, "/help").await;
        assert_eq!(world.ledger().await, ledger);
        assert_eq!(ann.heard_texts()[..heard.len()], heard);
        assert_eq!((ann.heard(), ann.catches()), (heard.len() + 1, 1));
        world.end().await;
    });
}

/// A last command, behind which nothing of the earlier ones can still come.
async fn answered(player: &Player, command: &str) -> String {
    let before = player.heard();
    player.says(command);
    player.hears(before).await
}

#[test]
fn a_page_that_shows_everything_twice_counts_once() {
    run(async || {
        let world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        answered(&ann, "/start").await;
        world.sandbox.telegram.switches.add(Rule::new(Fault::Duplicate).on("getUpdates").times(4));
        ann.casts().await;
        world.sandbox.market.set("ETH/USD", "2525");
        ann.hooks().await;
        ann.asks("/status").await;
        world.quiet().await;
        let hook = "house_cash>position 2000 u, position>cash 102000 u";
        assert_eq!(world.ledger().await, format!("{WELCOME}, {CAST}, {hook}"));
        assert_eq!((ann.lines(), ann.catches()), (1, 1));
        // The welcome, two first frames' messages, the card, the status.
        assert_eq!(ann.heard(), 5, "{:#?}", ann.heard_texts());
        world.end().await;
    });
}

/// Says something and has Telegram show it again and again, until it is answered and a little longer.
async fn again_and_again(player: &Player, command: &str) {
    let before = player.heard();
    let update = player.says(command);
    let shown = async {
        loop {
            assert!(player.telegram.redeliver(update), "telegram knows it");
            tokio::time::sleep(std::time::Duration::from_millis(1)).await;
        }
    };
    tokio::select! {
        () = shown => {}
        _ = player.hears(before) => {}
    }
    player.telegram.redeliver(update);
}

#[test]
fn however_often_an_update_comes_again_it_has_one_answer() {
    run(async || {
        let world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        answered(&ann, "/start").await;
        for fished in 1..=10 {
            again_and_again(&ann, "/cast").await;
            world.quiet().await;
            again_and_again(&ann, "/status").await;
            again_and_again(&ann, "/hook").await;
            world.quiet().await;
            // The cast's message, the status, the hook's first frame and its card.
            assert_eq!(
                (ann.lines(), ann.catches(), ann.heard()),
                (fished, fished, 1 + 4 * fished),
                "{:#?}",
                ann.heard_texts()
            );
        }
        world.end().await;
    });
}

#[test]
fn ids_that_go_down_after_an_idle_week_are_new_updates() {
    run(async || {
        let world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        world.sandbox.telegram.set_next_update_id(900_000_000);
        ann.casts().await;
        world.sandbox.telegram.set_next_update_id(5);
        let status = ann.asks("/status").await;
        assert!(status.contains("Line in the water"), "{status}");
        ann.hooks().await;
        world.quiet().await;
        assert_eq!(
            world.database.text("SELECT string_agg(update_id::text, ' ' ORDER BY seq) FROM inbox").await,
            "900000000 5 6"
        );
        assert_eq!(world.database.number("SELECT count(*) FROM positions WHERE closed_at IS NOT NULL").await, 1);
        world.end().await;
    });
}
