//! Ponds and rods by buttons, and buttons that are forged, stale or somebody else's.

use crate::harness::{World, run};

const PIER: i64 = -500;

async fn chosen(world: &World) -> String {
    world
        .database
        .text("SELECT string_agg(concat_ws(' ', pond, rod, version), ', ' ORDER BY player_id) FROM players")
        .await
}

#[test]
fn a_rod_is_equipped_for_the_next_cast_and_the_line_in_the_water_keeps_its_own() {
    run(async || {
        let world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        ann.casts().await;
        let rods = ann.asks("/rods").await;
        assert!(rods.contains("✅ Optimist +2.0×") && rods.contains("🛒 Moonshot +4.0×"), "{rods}");
        assert!(rods.contains("keeps the rod it was cast with"), "{rods}");
        ann.presses("Grumbler −2.0×").await;
        ann.sees_words("Grumbler −2.0× is next: short").await;
        world.sandbox.market.set("ETH/USD", "2525");
        let first = ann.hooks().await;
        assert!(first.text.contains("Optimist") && first.text.contains("+$20.00"), "{}", first.text);
        let line = ann.casts().await;
        assert!(line.contains("Grumbler −2.0×"), "{line}");
        world.quiet().await;
        assert_eq!(
            world
                .database
                .text("SELECT string_agg(rod || ' ' || leverage, ', ' ORDER BY position_id) FROM positions")
                .await,
            "long-2 2.0, short-2 -2.0"
        );
        world.end().await;
    });
}

#[test]
fn a_pond_is_chosen_by_its_button_and_kept() {
    run(async || {
        let mut world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        let ponds = ann.asks("/ponds").await;
        assert!(
            ponds.contains("✅ 🏞️ Ether Creek") || ponds.contains("Ether Creek · ETH/USD · you are here"),
            "{ponds}"
        );
        assert!(ponds.contains("Old Whale Bay · BTC/USD · from level 2"), "{ponds}");
        world.stop().await;
        world.database.execute("UPDATE players SET level = 2, xp = 100").await;
        world.start().await;
        ann.asks("/ponds").await;
        let bay = ann.telegram.transcript(ann.chat).last().map(|page| page.content().keyboard[1][0].label.clone());
        ann.presses(&bay.expect("a second pond")).await;
        ann.sees_words("Old Whale Bay it is: BTC/USD").await;
        world.quiet().await;
        assert_eq!(chosen(&world).await, "BTC/USD long-2 2");
        let line = ann.casts().await;
        assert!(line.contains("Old Whale Bay") && line.contains("$105,000.00"), "{line}");
        world.end().await;
    });
}

#[test]
fn forged_buttons_change_nothing_and_stop_spinning() {
    run(async || {
        let world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        ann.asks("/ponds").await;
        world.quiet().await;
        let player = world.database.number("SELECT player_id FROM players").await;
        let (before, ledger) = (chosen(&world).await, world.ledger().await);
        for (data, toast) in [
            (format!("pond:{player}:BTC/USD"), "opens at level 2"),
            (format!("rod:{player}:long-4"), "is $10,000.00 away"),
            (format!("buy:{player}:long-4"), "is $10,000.00 away"),
            (format!("buy:{player}:long-2"), "yours already"),
            (format!("pond:{player}:DOGE/USD"), "dried out"),
            (format!("rod:{player}:long-99"), "dried out"),
            (format!("pond:{}:ETH/USD", player + 1), "somebody else's"),
            (format!("hook:{player}:77"), "dried out"),
            (format!("hook:{player}:+77"), "dried out"),
            (format!("hook:{player}:99999999999999999999"), "dried out"),
            ("'; DROP TABLE players; --".to_owned(), "dried out"),
            ("\u{202e}\0\u{feff}".to_owned(), "dried out"),
            ("x".repeat(100_000), "dried out"),
            (String::new(), "dried out"),
        ] {
            let shown = ann.toast(&ann.forges(&data)).await;
            assert!(shown.contains(toast), "{data:.40}: {shown}");
            // A press counts as waiting until it is done, and the ninth that waits is one too many.
            world.quiet().await;
        }
        world.quiet().await;
        assert_eq!((chosen(&world).await, world.ledger().await), (before, ledger));
        assert_eq!(ann.heard(), 1, "toasts only");
        world.end().await;
    });
}

#[test]
fn another_players_button_is_not_yours() {
    run(async || {
        let world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en").in_chat(PIER);
        let boris = world.player(101, "Борис", "ru").in_chat(PIER);
        ann.casts().await;
        let data = ann.data_of("🐟 Hook").await;
        let shown = boris.toast(&boris.forges(&data)).await;
        assert_eq!(shown, "Это чужая удочка. Своя — по /cast");
        world.quiet().await;
        assert_eq!(world.database.number("SELECT count(*) FROM positions WHERE closed_at IS NULL").await, 1);
        // His own button does work.
        assert_eq!(ann.toast(&ann.forges(&data)).await, "");
        world.quiet().await;
        assert_eq!(ann.catches(), 1);
        world.end().await;
    });
}

#[test]
fn the_button_of_a_line_that_is_out_has_dried() {
    run(async || {
        let world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        ann.casts().await;
        let first = ann.data_of("🐟 Hook").await;
        ann.hooks().await;
        ann.casts().await;
        let shown = ann.toast(&ann.forges(&first)).await;
        assert!(shown.contains("dried out"), "{shown}");
        world.quiet().await;
        assert_eq!(world.database.number("SELECT count(*) FROM positions WHERE closed_at IS NULL").await, 1);
        // The status button of the old line shows how things are now.
        ann.forges(&first.replace("hook:", "status:"));
        ann.sees_words("Line in the water").await;
        ann.presses("🐟 Hook").await;
        world.quiet().await;
        assert_eq!(ann.catches(), 2);
        world.end().await;
    });
}
