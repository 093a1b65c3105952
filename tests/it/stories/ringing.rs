//! Bells on the rod: hung, listed, taken off, and rung once in the chat of the cast, whatever restarts.

use angler::config::faults::{Act, Fault, Faults};

use crate::harness::{World, run, seen, until_struck};

const RUNG: &str = "SELECT count(*) FROM outbox WHERE cause ~ '^bell[0-9]+$'";
const BELLS: &str = "SELECT array_to_string(bells, ' ') FROM positions";

#[test]
fn a_bell_is_hung_rings_once_and_is_gone() {
    run(async || {
        let world = World::running(|_| {}).await;
        let (ann, ben) = (world.player(100, "Ann", "en"), world.player(102, "Ben", "en"));
        insta::assert_snapshot!(seen(&ann.asks("/bell +5").await), @r"
        🔕 A bell needs a line in the water, or it only wakes the fish.
        Nothing changed. /cast first, then hang as many as three.
        ");
        ann.casts().await;
        insta::assert_snapshot!(seen(&ann.asks("/bell").await), @r"
        🔕 No bell on this rod.
        /bell +5 wakes you when the line is up five percent, /bell -3 when it is down three. Up to three of them.
        ");
        insta::assert_snapshot!(seen(&ann.asks("/bell +5").await), @r"
        🔔 Bell tied on at +5.00_%. You may doze now, it rings once.
        There is room for another.
        ");
        ann.asks("/bell -3,5").await;
        assert!(ann.asks("/status").await.contains("🔔 Bells: +5.00\u{a0}% · −3.50\u{a0}%"));
        world.sandbox.market.set("ETH/USD", "2562.5");
        insta::assert_snapshot!(seen(&ann.sees_words("Ding!").await), @r"
        🔔 Ding! Wake up, something moved.
        The bell at +5.00_% has rung.
        Ether Creek · Optimist +2.0×
        💰 Stake $1,000.00
        📍 $2,500.00 → $2,562.50
        📈 +5.00_% · +$50.00
        ");
        world.sandbox.market.set("ETH/USD", "2500");
        world.sandbox.market.set("ETH/USD", "2600");
        // His fill shows that the price has come.
        assert!(ben.casts().await.contains("$2,600.00"));
        world.quiet().await;
        assert_eq!(world.database.number(RUNG).await, 1);
        assert_eq!(
            world.database.text("SELECT array_to_string(bells, ' ') FROM positions WHERE player_id = 1").await,
            "-35000"
        );
        insta::assert_snapshot!(seen(&ann.asks("/bell 5").await), @r"
        🔔 We are past that mark already: +8.00_% just now. A bell there would ring before I had tied it on.
        Your bells are as they were. Pick a mark further out, or /hook.
        ");
        ann.asks("/bell").await;
        ann.presses("✖️ Take off −3.50\u{a0}%").await;
        ann.sees_words("is off").await;
        world.database.waits_for("SELECT sum(cardinality(bells))::bigint FROM positions", 0).await;
        ann.hooks().await;
        world.end().await;
    });
}

#[test]
fn a_bell_in_a_group_names_its_angler_in_russian() {
    run(async || {
        let world = World::running(|_| {}).await;
        let egor = world.player(101, "Егор", "ru").in_chat(-500);
        egor.casts().await;
        insta::assert_snapshot!(seen(&egor.asks("/bell@angler_sandbox_bot -3").await), @r"
        🔔 Колокольчик на отметке −3,00_%. Можно дремать: звякнет один раз.
        Место на удочке ещё есть.
        ");
        world.sandbox.market.set("ETH/USD", "2450");
        insta::assert_snapshot!(seen(&egor.sees_words("Дзинь!").await), @r"
        🔔 Дзинь! Егор, подъём, там шевельнулось.
        Сработал колокольчик −3,00_%.
        Эфирная заводь · Оптимист +2,0×
        💰 Ставка 1_000,00_$
        📍 2_500,00_$ → 2_450,00_$
        📉 −4,00_% · −40,00_$
        ");
        for (typed, said) in [("0", "на ноль не вешаем"), ("abc", "вешается на число"), ("-3", "уже позади")]
        {
            let no = egor.asks(&format!("/bell@angler_sandbox_bot {typed}")).await;
            assert!(no.contains(said), "{typed}: {no}");
        }
        for mark in ["1", "2", "3"] {
            egor.asks(&format!("/bell@angler_sandbox_bot {mark}")).await;
        }
        let full = egor.asks("/bell@angler_sandbox_bot 4").await;
        assert!(full.contains("Уже три"), "{full}");
        world.end().await;
    });
}

#[test]
fn a_bell_crossed_while_the_service_was_away_rings_at_the_first_tick_after_and_once() {
    run(async || {
        // The session dies with the first ring in hand.
        let faults = Faults::new([Fault::at("session.crossed", Act::Panic).times(1)]);
        let mut world = World::running(|config| config.faults = faults.clone()).await;
        let ann = world.player(100, "Ann", "en");
        ann.casts().await;
        ann.asks("/bell +5").await;
        world.stop().await;
        world.sandbox.market.set("ETH/USD", "2600");
        world.start().await;
        ann.sees_words("Ding!").await;
        until_struck(&faults, "session.crossed").await;
        world.quiet().await;
        world.stop().await;
        world.start().await;
        assert!(ann.asks("/status").await.contains("Line in the water"));
        world.quiet().await;
        assert_eq!((world.database.number(RUNG).await, world.database.text(BELLS).await.as_str()), (1, ""));
        world.end().await;
    });
}

#[test]
fn of_a_tick_that_crosses_bell_and_snap_only_the_snap_is_told() {
    run(async || {
        let world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        ann.casts().await;
        ann.asks("/bell -3").await;
        ann.asks("/bell -60").await;
        world.sandbox.market.set("ETH/USD", "1000");
        ann.sees_catch().await;
        world.quiet().await;
        assert_eq!(world.database.number(RUNG).await, 0);
        world.end().await;
    });
}
