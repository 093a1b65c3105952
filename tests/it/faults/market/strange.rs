//! Sources that answer nonsense: numbers that are no price, pages, redirects, compressed bombs. Each is done without, its host
//! never gets to name another, and it has its voice back as soon as it speaks sense.
//!
//! **Invariant:** every fill meanwhile is the market's price to the digit, without the strange source.

use angler::{
    game::market::Source,
    sandbox::{Exchange, Fault, Rule},
};

use super::{one_fishes, recorded};
use crate::harness::{DEADLINE, FOG, Tally, Trap, run};

/// Where a price should stand. Coingecko's stand as they are, the others' as texts.
const NO_PRICES: [&str; 14] = [
    "0",
    "-2500",
    "0.0000000000001",
    "1000000000",
    "2500000000000000000000000000000000000000",
    "1e400",
    "1e-400",
    "9e9",
    "null",
    "true",
    "[2500]",
    "{}",
    "+2500",
    "2500,00",
];

/// Prices that are far from the market's, but prices.
const FAR: [&str; 3] = ["1e-9", "2.5e5", "999999999.999"];

#[test]
fn numbers_that_are_no_price_have_no_voice() {
    run(async || {
        let world = recorded(|_| {}).await;
        let silent = |exchange: Exchange| {
            format!(
                "SELECT count(*) FROM positions WHERE entry_price = 2500 AND exit_price = 2500 \
                 AND NOT '{0}' = ANY (entry_sources || exit_sources)",
                exchange.name()
            )
        };
        let mut inflicted = 0;
        for exchange in Exchange::ALL {
            let desk = world.sandbox.market.desk(exchange);
            // What is no JSON makes Coingecko's whole answer unreadable, and it rests: the next text would not be asked for.
            let readable =
                |text: &&&str| exchange != Exchange::Coingecko || !text.starts_with('+') && !text.contains(',');
            for text in NO_PRICES.iter().chain(&FAR).filter(readable) {
                let before = world.database.number(&silent(exchange)).await;
                desk.say(Some(text));
                let told = desk.count();
                one_fishes(&world).await;
                assert!(desk.count() >= told + 2, "{exchange:?} {text}: it was asked");
                assert_eq!(world.database.number(&silent(exchange)).await, before + 1, "{exchange:?} {text}");
                inflicted += 1;
            }
            desk.say(None);
            let heard = format!(
                "SELECT count(*) FROM positions WHERE '{0}' = ANY (entry_sources || exit_sources) \
                 AND position_id = (SELECT max(position_id) FROM positions)",
                exchange.name()
            );
            one_fishes(&world).await;
            // Coingecko's times are whole seconds: it has a voice where a second began between a command and its round.
            let began = std::time::Instant::now();
            while exchange == Exchange::Coingecko && world.database.number(&heard).await == 0 {
                assert!(began.elapsed() < DEADLINE, "{exchange:?} never has its voice back");
                one_fishes(&world).await;
            }
            assert_eq!(world.database.number(&heard).await, 1, "{exchange:?} has its voice back");
        }
        world.end().await;
        Tally { name: "prices that are none", inflicted, lost: 0, doubled: 0, recovery: None }.tell();
    });
}

#[test]
fn pages_redirects_and_bombs_cost_only_their_source() {
    run(async || {
        let world = recorded(|_| {}).await;
        let trap = Trap::open();
        let answer = |kind: &str, encoding: &str, body: Vec<u8>| {
            let headers = [("content-type", kind), ("content-encoding", encoding)];
            let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
            Fault::Answer { status: 200, headers, body, effect: false }
        };
        // The head of a gzip file: whoever inflates it believes the rest.
        let gzip = [&[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3][..], &[0xff; 4_096]].concat();
        let strange = [
            Fault::redirect(302, &trap.url("http")),
            Fault::redirect(301, &trap.url("https")),
            Fault::redirect(307, &trap.url("http")),
            Fault::redirect(308, &trap.url("http")),
            answer("application/json", "gzip", gzip),
            answer("text/html", "identity", b"<html>We are down for maintenance</html>".to_vec()),
            Fault::body(vec![b'['; 900_000]),
            Fault::body("null"),
            Fault::body([0xff, 0xfe, 0x00]),
            Fault::Garbage,
            Fault::DropBefore,
            Fault::DropAfter,
        ];
        let mut inflicted = 0;
        for (fault, exchange) in strange.into_iter().zip(Exchange::ALL.into_iter().cycle()) {
            let desk = world.sandbox.market.desk(exchange);
            let rule = desk.switches.add(Rule::new(fault.clone()).times(1));
            // It rests a second after the one before; when it was asked it has failed, and the others fill.
            let began = std::time::Instant::now();
            while desk.switches.fired(rule) == 0 {
                assert!(began.elapsed() < DEADLINE, "{exchange:?} is never asked");
                let (_line, catch) = one_fishes(&world).await;
                assert!(catch.contains("$2,500.00 → $2,500.00"), "{fault:?}: {catch}");
            }
            inflicted += 1;
        }
        // By itself: everyone has a voice in the end.
        let all = "SELECT count(*) FROM positions WHERE cardinality(exit_sources) = 4 \
                   AND position_id = (SELECT max(position_id) FROM positions)";
        let healed = std::time::Instant::now();
        while world.database.number(all).await == 0 {
            assert!(healed.elapsed() < DEADLINE, "not all came back");
            one_fishes(&world).await;
        }
        assert_eq!(trap.calls(), 0, "a redirect was followed");
        let recovery = Some(healed.elapsed());
        world.end().await;
        Tally { name: "pages, redirects, bombs for prices", inflicted, lost: 0, doubled: 0, recovery }.tell();
    });
}

#[test]
fn two_exchanges_that_know_no_pair_for_a_while_are_asked_again() {
    run(async || {
        let world = recorded(|config| {
            config.prices.sources = vec![Source::Binance, Source::Kraken];
            config.prices.min_sources = 2;
        })
        .await;
        one_fishes(&world).await;
        let desks = [Exchange::Binance, Exchange::Kraken].map(|exchange| world.sandbox.market.desk(exchange));
        let all: Vec<&str> = world.sandbox.market.pairs().collect();
        desks.iter().for_each(|desk| desk.set_unknown(&all));
        let before = desks.map(|desk| desk.count());
        let ann = world.player(99, "Ann", "en");
        ann.says("/cast");
        // Both have refused all pairs together, and each pair alone.
        for (desk, before) in desks.iter().zip(before) {
            assert!(desk.wait_for(before + 1 + all.len() as u64, DEADLINE).await, "each pair is refused");
        }
        desks.iter().for_each(|desk| desk.set_unknown(&[]));
        let healed = std::time::Instant::now();
        // On a busy machine a cast may be told of a fog meanwhile: then it is said again.
        let mut fogs = 0;
        while !ann
            .sees(|chat| {
                let with = |words: &str| chat.from_bot().filter(|message| message.text().contains(words)).count();
                if with("$2,500.00") > 0 { Some(true) } else { (with(FOG) > fogs).then_some(false) }
            })
            .await
        {
            fogs += 1;
            ann.says("/cast");
        }
        let (_line, catch) = one_fishes(&world).await;
        assert!(catch.contains("$2,500.00 → $2,500.00"), "{catch}");
        let recovery = Some(healed.elapsed());
        world.end().await;
        Tally { name: "two exchanges know no pair", inflicted: 2, lost: 0, doubled: 0, recovery }.tell();
    });
}
