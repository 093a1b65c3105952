//! No valid price at all: every source stale, too few of them, or two against two. Casts and hooks are refused, and nothing
//! changes until the market speaks again, by itself.
//!
//! The worlds wait their 15 s side by side.
//!
//! **Invariant:** what a refused command leaves in the database is its done update and nothing else.

use std::time::Instant;

use angler::{
    game::market::Source,
    sandbox::{Exchange, Market},
};

use super::{
    record::{Record, fills},
    recorded,
};
use crate::harness::{FOG, Player, Tally, World, run};

/// What stands in the accounts and in the water.
async fn held(world: &World) -> (String, String) {
    let positions =
        "SELECT string_agg(concat_ws(' ', position_id, closed_at IS NULL), ', ' ORDER BY position_id) FROM positions";
    (world.ledger().await, world.database.text(positions).await)
}

/// Nobody gets a price while `begin` is in force; when `end` ended it, everybody does.
async fn nothing_moves(name: &'static str, world: World, begin: impl Fn(&Market), end: impl Fn(&Market)) {
    let [ann, ben]: [Player; 2] = [world.player(100, "Ann", "en"), world.player(101, "Ben", "en")];
    ben.asks("/start").await;
    ann.casts().await;
    world.quiet().await;
    let before = held(&world).await;
    begin(&world.sandbox.market);
    ann.says("/hook");
    ben.says("/cast");
    let (kept, refused) = tokio::join!(ann.sees_words(FOG), ben.sees_words(FOG));
    assert!(kept.contains("your line stays in the water"), "{kept}");
    assert!(refused.contains("no bait and no money spent"), "{refused}");
    world.quiet().await;
    assert_eq!(held(&world).await, before);
    end(&world.sandbox.market);
    let ended = Instant::now();
    tokio::join!(ann.hooks(), ben.casts());
    let recovery = ended.elapsed();
    ben.hooks().await;
    world.quiet().await;
    assert_eq!((ann.lines(), ann.catches(), ben.lines(), ben.catches()), (1, 1, 1, 1));
    let record = Record::of(&world);
    for fill in fills(&world).await {
        record.judge(&fill, |told| told.offset_bp == 0 && !told.frozen);
    }
    world.end().await;
    Tally { name, inflicted: 2, lost: 0, doubled: 0, recovery: Some(recovery) }.tell();
}

fn off(market: &Market, basis_points: i64) {
    for liar in [Exchange::Coinbase, Exchange::Kraken] {
        market.desk(liar).set_offset_bp(basis_points);
    }
}

#[test]
fn without_a_valid_price_commands_are_refused_and_nothing_changes() {
    run(async || {
        let timed = [Exchange::Coinbase, Exchange::Coingecko];
        let stale = recorded(|config| config.prices.sources = vec![Source::Coinbase, Source::Coingecko]).await;
        let few = recorded(|config| config.prices.min_sources = 3).await;
        let split = recorded(|_| {}).await;
        tokio::join!(
            nothing_moves(
                "all sources stale",
                stale,
                |market| timed.iter().for_each(|exchange| market.desk(*exchange).set_skew_ms(-11_500)),
                |market| timed.iter().for_each(|exchange| market.desk(*exchange).set_skew_ms(0)),
            ),
            nothing_moves(
                "fewer sources than needed",
                few,
                |market| {
                    market.desk(Exchange::Binance).set_absent(&["ETH/USD"]);
                    market.desk(Exchange::Coinbase).say(Some("0"));
                },
                |market| {
                    market.desk(Exchange::Binance).set_absent(&[]);
                    market.desk(Exchange::Coinbase).say(None);
                },
            ),
            // Two say one thing and two another: neither is believed.
            nothing_moves("two sources against two", split, |market| off(market, 5_000), |market| off(market, 0)),
        );
    });
}
