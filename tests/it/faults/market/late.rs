//! Prices of before the command, and whoever knows better: a source that is a minute behind, one whose store repeats old answers, one
//! that lags and does not say so, and one whose dollar is none.
//!
//! **Invariant:** while only old prices are told nothing is filled; the first new one fills.

use angler::{
    game::market::Source,
    sandbox::{Exchange, Fault, Rule},
};

use super::one_fishes;
use crate::harness::{DEADLINE, Player, World, run};

/// A world of these sources.
async fn of(sources: &[Source], needed: usize) -> World {
    World::running(|config| {
        (config.prices.sources, config.prices.min_sources) = (sources.to_vec(), needed);
        config.prices.max_age_s = if sources == [Source::Coingecko] { 90 } else { 10 };
    })
    .await
}

/// Three more rounds, all of whose answers were heard when the fourth is asked for.
async fn rounds_pass(world: &World, exchange: Exchange) {
    let desk = world.sandbox.market.desk(exchange);
    assert!(desk.wait_for(desk.count() + 4, DEADLINE).await, "rounds go on");
}

/// What begins while only old prices are told, and what lets a new one in.
type Acts<'a> = [(&'a dyn Fn(), &'a dyn Fn()); 2];

/// Ann casts and hooks, each time while only old prices are told, and then sees `words`. Gives the texts of her line and her catch.
async fn fished(world: &World, asked: Exchange, [cast, hook]: Acts<'_>, words: &str) -> (String, String) {
    let ann = world.player(100, "Ann", "en");
    ann.asks("/start").await;
    (cast.0)();
    let (line, ()) = tokio::join!(ann.casts(), still(world, asked, &ann, words, (0, 0), cast.1));
    (hook.0)();
    let (catch, ()) = tokio::join!(ann.hooks(), still(world, asked, &ann, words, (1, 0), hook.1));
    (line, catch.text.clone())
}

/// Rounds pass, and no line and no catch becomes of them; then `act`.
async fn still(world: &World, asked: Exchange, ann: &Player, words: &str, there: (i64, i64), act: &dyn Fn()) {
    ann.sees_newest(words).await;
    rounds_pass(world, asked).await;
    let closed = "SELECT count(*) FROM positions WHERE closed_at IS NOT NULL";
    let all = "SELECT count(*) FROM positions";
    assert_eq!((world.database.number(all).await, world.database.number(closed).await), there, "nothing new was told");
    act();
}

#[test]
fn coingecko_alone_fills_by_its_first_change_and_says_how_long_that_takes() {
    run(async || {
        let world = of(&[Source::Coingecko], 1).await;
        let market = &world.sandbox.market;
        // It repeats what it said a minute ago, and everybody can see elsewhere what it will say next.
        let stands_still = |next: &'static str| {
            move || {
                market.freeze(Exchange::Coingecko);
                market.desk(Exchange::Coingecko).set_skew_ms(-60_000);
                market.set("ETH/USD", next);
            }
        };
        let speaks = || {
            market.desk(Exchange::Coingecko).set_skew_ms(0);
            market.desk(Exchange::Coingecko).thaw();
        };
        let acts: Acts = [(&stands_still("2525"), &speaks), (&stands_still("2500"), &speaks)];
        let (line, catch) = fished(&world, Exchange::Coingecko, acts, "may take 90 seconds").await;
        assert!(line.contains("$2,525.00"), "{line}");
        assert!(catch.contains("$2,525.00 → $2,500.00"), "{catch}");
        for other in [Exchange::Binance, Exchange::Coinbase, Exchange::Kraken] {
            assert_eq!(market.desk(other).count(), 0, "{other:?} was not chosen");
        }
        world.end().await;
    });
}

#[test]
fn what_a_store_on_the_way_repeats_has_no_voice_in_a_fill() {
    run(async || {
        let world = of(&[Source::Binance, Source::Kraken], 2).await;
        let market = &world.sandbox.market;
        let switches = &market.desk(Exchange::Kraken).switches;
        // Near enough to be no spread, and young enough to be no stale price: only its age speaks against it.
        let repeats = |next: &'static str| {
            move || {
                let body = r#"{"error":[],"result":{"XETHZUSD":{"a":["2500"],"b":["2500"]}}}"#;
                let headers = vec![("age".to_owned(), "6".to_owned())];
                switches.add(Rule::new(Fault::Answer { status: 200, headers, body: body.into(), effect: false }));
                market.set("ETH/USD", next);
            }
        };
        let asks_anew = || switches.clear();
        let acts: Acts = [(&repeats("2501"), &asks_anew), (&repeats("2502"), &asks_anew)];
        let (line, catch) = fished(&world, Exchange::Kraken, acts, "").await;
        assert!(line.contains("$2,501.00"), "{line}");
        assert!(catch.contains("$2,501.00 → $2,502.00"), "{catch}");
        world.end().await;
    });
}

#[test]
fn two_of_which_one_lags_unseen_fill_nothing_until_they_agree() {
    run(async || {
        let world = of(&[Source::Binance, Source::Kraken], 2).await;
        let market = &world.sandbox.market;
        let lags = |next: &'static str| {
            move || {
                market.freeze(Exchange::Kraken);
                market.set("ETH/USD", next);
            }
        };
        let catches_up = || market.desk(Exchange::Kraken).thaw();
        let acts: Acts = [(&lags("2515"), &catches_up), (&lags("2490"), &catches_up)];
        let (line, catch) = fished(&world, Exchange::Kraken, acts, "").await;
        assert!(line.contains("$2,515.00"), "{line}");
        assert!(catch.contains("$2,515.00 → $2,490.00"), "{catch}");
        world.end().await;
    });
}

#[test]
fn a_dollar_that_is_none_is_nobodys_profit_when_the_sources_change() {
    run(async || {
        let sources = [Source::Binance, Source::Coinbase, Source::Kraken];
        for basis_bp in [10, 100, 1_000] {
            let world = of(&sources, 1).await;
            let (market, ann) = (&world.sandbox.market, world.player(100, "Ann", "en"));
            market.desk(Exchange::Binance).set_offset_bp(basis_bp);
            // A round that heard of the exchanges as they are now.
            one_fishes(&world).await;
            let line = ann.casts().await;
            assert!(line.contains("$2,500.00"), "{basis_bp}: {line}");
            // Of three that made the entry two are left.
            market.desk(Exchange::Kraken).switches.add(Rule::new(Fault::status(503)));
            let catch = ann.hooks().await;
            assert!(catch.text.contains("$2,500.00 → $2,500.00"), "{basis_bp}: {}", catch.text);
            world.end().await;
        }
    });
}
