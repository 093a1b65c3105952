//! Sources that hang, drip or never end, and sources that say "too many": cut, left alone as long as they say, and waited for
//! by nobody.
//!
//! **Invariant:** counts and order only: how many rounds the others had, and in which order requests came.

use std::time::{Duration, Instant};

use angler::sandbox::{Exchange, Fault, Rule};

use super::{
    one_fishes,
    record::{Record, fills},
    recorded,
};
use crate::harness::{DEADLINE, Tally, World, run};

/// Casts and hooks, again and again, until `over`. Gives how many fills that were.
async fn fish_until(world: &World, over: impl Fn() -> bool) -> u64 {
    let (mut fills, began) = (0, Instant::now());
    while !over() {
        assert!(began.elapsed() < DEADLINE, "never over");
        one_fishes(world).await;
        fills += 2;
    }
    fills
}

/// Waits until a source has a voice in a fill again.
async fn comes_back(world: &World, exchange: Exchange) -> Duration {
    let healed = Instant::now();
    let heard = format!("SELECT count(*) FROM positions WHERE '{}' = ANY (exit_sources)", exchange.name());
    let before = world.database.number(&heard).await;
    while world.database.number(&heard).await == before {
        assert!(healed.elapsed() < DEADLINE, "{} never came back", exchange.name());
        one_fishes(world).await;
    }
    healed.elapsed()
}

#[test]
fn a_source_that_hangs_drips_or_floods_is_cut_and_the_others_go_on() {
    run(async || {
        let world = recorded(|_| {}).await;
        let market = &world.sandbox.market;
        one_fishes(&world).await;
        let drip = Fault::Drip(Duration::from_millis(200));
        let mut recovery = Duration::ZERO;
        for (exchange, fault) in
            [(Exchange::Binance, Fault::Silence), (Exchange::Coinbase, drip), (Exchange::Kraken, Fault::Flood)]
        {
            let desk = market.desk(exchange);
            let others: Vec<_> = Exchange::ALL.into_iter().filter(|other| *other != exchange).collect();
            let hangs = desk.switches.add(Rule::new(fault.clone()));
            let asked = desk.count();
            let meets = async { assert!(desk.wait_for(asked + 1, DEADLINE).await, "it is asked") };
            tokio::join!(meets, one_fishes(&world));
            let counts: Vec<u64> = others.iter().map(|other| market.desk(*other).count()).collect();
            // The one request hangs until it is cut by us; the next is sent after a rest.
            let fills = fish_until(&world, || desk.switches.cut() > 0).await;
            if fault != Fault::Flood {
                assert!(fills >= 2, "{exchange:?}: rounds went on while it hung");
                for (other, before) in others.iter().zip(counts) {
                    assert!(
                        market.desk(*other).count() >= before + 2,
                        "{other:?} was asked on while {exchange:?} hung"
                    );
                }
            }
            desk.switches.remove(hangs);
            recovery = recovery.max(comes_back(&world, exchange).await);
        }
        world.quiet().await;
        let record = Record::of(&world);
        for fill in fills(&world).await {
            record.judge(&fill, |_| true);
        }
        world.end().await;
        Tally { name: "a source hangs, drips, floods", inflicted: 3, lost: 0, doubled: 0, recovery: Some(recovery) }
            .tell();
    });
}

#[test]
fn a_source_that_says_too_many_is_left_alone_as_long_as_it_says() {
    run(async || {
        let world = recorded(|_| {}).await;
        one_fishes(&world).await;
        let refused = |code, seconds| Fault::Status { code, retry_after_s: Some(seconds) };
        let mut recovery = Duration::ZERO;
        for both in [
            [(Exchange::Binance, refused(418, 3)), (Exchange::Coingecko, refused(429, 2))],
            [(Exchange::Coinbase, refused(429, 3)), (Exchange::Kraken, refused(429, 2))],
        ] {
            let mut rules = Vec::new();
            for (exchange, fault) in &both {
                let switches = &world.sandbox.market.desk(*exchange).switches;
                rules.push(switches.add(Rule::new(fault.clone()).times(1)));
            }
            let met = |(rule, (exchange, _)): (_, &(Exchange, Fault))| {
                world.sandbox.market.desk(*exchange).switches.fired(rule) == 1
            };
            fish_until(&world, || rules.iter().copied().zip(&both).all(met)).await;
            let asked = both.each_ref().map(|(exchange, _)| world.sandbox.market.desk(*exchange).requests());
            for ((exchange, fault), asked) in both.iter().zip(asked) {
                let Fault::Status { retry_after_s: Some(seconds), .. } = fault else { continue };
                let desk = world.sandbox.market.desk(*exchange);
                let again = asked.len();
                let fills = fish_until(&world, || desk.requests().len() > again).await;
                let waited = desk.requests()[again].duration_since(asked[again - 1]);
                assert!(waited >= Duration::from_secs(*seconds), "{exchange:?} was asked again after {waited:?}");
                // The shorter of two rests is over when the longer one was watched.
                assert!(fills > 0 || *seconds == 2, "{exchange:?}: fills went on without it");
                recovery = recovery.max(comes_back(&world, *exchange).await);
            }
        }
        world.quiet().await;
        let record = Record::of(&world);
        for fill in fills(&world).await {
            record.judge(&fill, |_| true);
        }
        world.end().await;
        Tally {
            name: "a source says too many (429, 418)",
            inflicted: 4,
            lost: 0,
            doubled: 0,
            recovery: Some(recovery),
        }
        .tell();
    });
}
