//! Fair fills in bad weather: silent, stale, lying and hanging exchanges.

use std::time::{Duration, Instant};

use angler::sandbox::{Exchange, Fault, Rule};

use crate::harness::{FOG, World, run};

fn all_down(world: &World) {
    for exchange in Exchange::ALL {
        world.sandbox.market.desk(exchange).switches.add(Rule::new(Fault::status(503)));
    }
}

fn all_well(world: &World) {
    for exchange in Exchange::ALL {
        world.sandbox.market.desk(exchange).switches.clear();
    }
}

#[test]
fn without_a_market_nothing_is_spent_and_a_line_stays_in_the_water() {
    run(async || {
        let world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        let ben = world.player(102, "Ben", "en");
        ben.asks("/start").await;
        ann.casts().await;
        world.quiet().await;
        let ledger = world.ledger().await;
        // Two do not answer, two repeat what they said a minute ago.
        let market = &world.sandbox.market;
        for down in [Exchange::Binance, Exchange::Kraken] {
            market.desk(down).switches.add(Rule::new(Fault::status(503)));
        }
        for stale in [Exchange::Coinbase, Exchange::Coingecko] {
            market.desk(stale).set_skew_ms(-60_000);
        }
        let asked = Instant::now();
        ann.says("/hook");
        ben.says("/cast");
        let refused = ben.sees_words(FOG).await;
        let waited = asked.elapsed();
        assert!(refused.contains("no bait and no money spent"), "{refused}");
        assert!(waited > Duration::from_secs(14), "a fill has 15 s: {waited:?}");
        let kept = ann.sees_words(FOG).await;
        assert!(kept.contains("your line stays in the water"), "{kept}");
        world.quiet().await;
        assert_eq!(world.ledger().await, ledger);
        assert_eq!(world.database.number("SELECT count(*) FROM positions WHERE closed_at IS NULL").await, 1);
        // The refusal took the place of the scene: one message each.
        assert_eq!((ben.heard(), ann.heard()), (2, 2));
        let status = ann.asks("/status").await;
        assert!(status.contains("Line in the water"), "{status}");
        // The sun comes out.
        all_well(&world);
        for stale in [Exchange::Coinbase, Exchange::Coingecko] {
            market.desk(stale).set_skew_ms(0);
        }
        ann.hooks().await;
        ben.casts().await;
        world.end().await;
    });
}

#[test]
fn while_a_cast_waits_for_its_price_status_answers_and_one_hook_waits() {
    run(async || {
        let world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        ann.asks("/start").await;
        all_down(&world);
        ann.says("/cast");
        ann.hears(1).await;
        let status = ann.asks("/status").await;
        assert!(status.contains("The line is in the air"), "{status}");
        let again = ann.asks("/cast").await;
        assert!(again.contains("still in the air"), "{again}");
        ann.says("/hook");
        ann.hears(4).await;
        let second_hook = ann.asks("/hook").await;
        assert!(second_hook.contains("still reeling in"), "{second_hook}");
        let rods = ann.asks("/rods").await;
        assert!(rods.contains("The rod rack"), "{rods}");
        assert_eq!(world.database.number("SELECT count(*) FROM positions").await, 0);
        all_well(&world);
        ann.sees(|chat| chat.from_bot().find(|message| crate::harness::is_catch(message.text())).map(|_| ())).await;
        world.quiet().await;
        assert_eq!((ann.lines(), ann.catches()), (1, 1));
        assert_eq!(world.database.text("SELECT concat_ws(' ', bait, cash_cents) FROM players").await, "9 1000000");
        world.end().await;
    });
}

#[test]
fn a_hook_that_waited_for_a_refused_cast_finds_nothing_to_hook() {
    run(async || {
        let world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        all_down(&world);
        ann.says("/cast");
        ann.hears(0).await;
        ann.says("/hook");
        ann.sees_words(FOG).await;
        ann.sees_words("nothing to hook").await;
        world.quiet().await;
        assert_eq!(
            world.database.text("SELECT concat_ws(' ', version, bait, cash_cents) FROM players").await,
            "1 10 1000000"
        );
        all_well(&world);
        ann.casts().await;
        ann.hooks().await;
        world.end().await;
    });
}

#[test]
fn one_exchange_that_spikes_moves_no_fill() {
    run(async || {
        let world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        for (liar, basis_points) in [(Exchange::Binance, 5_000), (Exchange::Kraken, -5_000)] {
            world.sandbox.market.desk(liar).set_offset_bp(basis_points);
            let line = ann.casts().await;
            assert!(line.contains("Entry $2,500.00"), "{line}");
            let catch = ann.hooks().await;
            assert!(catch.text.contains("$2,500.00 → $2,500.00"), "{}", catch.text);
            world.sandbox.market.desk(liar).set_offset_bp(0);
        }
        world.quiet().await;
        let honest = "SELECT count(*) FROM positions WHERE entry_price = 2500 AND exit_price = 2500 \
                      AND 2500 = ALL (entry_source_prices || exit_source_prices)";
        assert_eq!(world.database.number(honest).await, 2);
        world.end().await;
    });
}

#[test]
fn one_exchange_that_hangs_stops_no_fill() {
    run(async || {
        let world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        for exchange in Exchange::ALL {
            let desk = world.sandbox.market.desk(exchange);
            let drips = exchange == Exchange::Coinbase;
            let fault = if drips { Fault::Drip(Duration::from_secs(1)) } else { Fault::Silence };
            let rule = desk.switches.add(Rule::new(fault));
            let line = ann.casts().await;
            assert!(line.contains("$2,500.00"), "{exchange:?}: {line}");
            ann.hooks().await;
            desk.switches.remove(rule);
        }
        world.quiet().await;
        let sources =
            "SELECT count(*) FROM positions WHERE cardinality(entry_sources) >= 2 AND cardinality(exit_sources) >= 2";
        assert_eq!(world.database.number(sources).await, 4);
        world.end().await;
    });
}
