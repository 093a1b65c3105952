//! Whatever an exchange answers, in each of the four dialects, through the real doors and a server on this machine.
//!
//! Called by the test run only.
//!
//! **Invariant:** nothing panics; a quote is of a pair that was asked for, of its own source, with a price over zero and, where
//! the source has no time, the time of the request.

use std::sync::{Arc, Mutex};

use jiff::Timestamp;
use proptest::{
    prelude::*,
    test_runner::{TestCaseError, TestRunner},
};
use rust_decimal::Decimal;

use super::*;
use crate::{
    actors::oracle::port::{PairQuote, SourceError},
    game::market::Pair,
    transports::{
        fuzz::{any_body, config},
        test_server::{Reply, TestServer},
        way::Way,
    },
};

/// What each says when all is well, and when it says no.
const fn valid(source: Source) -> &'static [&'static str] {
    match source {
        Source::Binance => &[
            r#"[{"symbol":"ETHUSDT","bidPrice":"2500.10000000","bidQty":"1","askPrice":"2500.12","askQty":"1"},
                {"symbol":"BTCUSDT","bidPrice":"65000.1","askPrice":"65000.2"},
                {"symbol":"SOLUSDT","bidPrice":150.5,"askPrice":1.506e2}]"#,
            r#"{"code":-1121,"msg":"Invalid symbol."}"#,
        ],
        Source::Coinbase => &[
            r#"{"trade_id":1,"price":"2500.99","size":"1","bid":"2500.10","ask":"2500.12","volume":"9",
                "time":"2015-11-14T20:46:03.511254Z"}"#,
            r#"{"message":"NotFound"}"#,
        ],
        Source::Kraken => &[
            r#"{"error":[],"result":{"XETHZUSD":{"a":["2500.12","1","1.0"],"b":["2500.10","1","1.0"],"c":["1","1"]},
                "XXBTZUSD":{"a":["65000.2"],"b":["65000.1"]},"SOLUSD":{"a":[150.5],"b":[1.505e2]}}}"#,
            r#"{"error":["EQuery:Unknown asset pair"]}"#,
        ],
        Source::Coingecko => &[
            r#"{"ethereum":{"usd":2500.12,"last_updated_at":1779092258},"bitcoin":{"usd":65000,"last_updated_at":1779092258},
                "solana":{"usd":1.5e2,"last_updated_at":1779092258}}"#,
            r#"{"status":{"error_code":429,"error_message":"You've exceeded the Rate Limit."}}"#,
        ],
    }
}

fn judge(source: Source, asked: &[Pair], at: Timestamp, said: Vec<PairQuote>) -> Result<(), TestCaseError> {
    for PairQuote { pair, quote } in said {
        prop_assert!(asked.contains(&pair), "{pair} was not asked for");
        prop_assert_eq!(quote.source, source);
        prop_assert!(quote.price.get() > Decimal::ZERO && quote.price.get() < Decimal::from(1_000_000_000));
        if matches!(source, Source::Binance | Source::Kraken) {
            prop_assert_eq!(quote.at, at);
        }
    }
    Ok(())
}

fn any_answer_is_prices_or_an_error(source: Source) {
    let system = actix_rt::System::new();
    let next: Arc<Mutex<(u16, Vec<u8>)>> = Arc::default();
    let told = next.clone();
    let server = system.block_on(async {
        TestServer::answering(move |_| {
            let (status, body) = told.lock().unwrap().clone();
            Reply::new(status, body)
        })
    });
    let (url, at) = (server.base(), Timestamp::from_second(1_447_533_963).unwrap());
    let settings = PriceSettings {
        sources: vec![source],
        min_sources: 1,
        max_age_s: 10,
        spacing_ms: None,
        binance_url: url.clone(),
        coinbase_url: url.clone(),
        kraken_url: url.clone(),
        coingecko_url: url,
        coingecko_key: None,
    };
    let pairs = prop::sample::subsequence(vec![Pair::EthUsd, Pair::BtcUsd, Pair::SolUsd], 1..=3);
    let status = prop::sample::select(vec![200, 200, 200, 200, 200, 203, 302, 400, 404, 418, 429, 451, 500]);
    // Few cases are prices of a pair that was asked for: as many as are usual would sometimes be too few to show anything.
    let usual = config();
    let mut runner = TestRunner::new(ProptestConfig { cases: 4 * usual.cases, ..usual });
    let heard = std::cell::Cell::new(0);
    let outcome = runner.run(&(status, any_body(valid(source)), pairs), |(status, body, asked)| {
        *next.lock().unwrap() = (status, body);
        // A door of its own for each case, since a door remembers the pairs that its source does not know.
        let said = system.block_on(async { price_sources(&Way::direct(), &settings)[0].ask(asked.clone(), at).await });
        match said {
            Ok(said) => {
                heard.set(heard.get() + said.len());
                judge(source, &asked, at, said)?;
            }
            Err(SourceError::Down(words) | SourceError::Unreadable(words)) => {
                prop_assert!(words.chars().count() <= 220, "{words}");
            }
            Err(SourceError::TooMany { .. }) => {}
        }
        Ok(())
    });
    outcome.unwrap_or_else(|error| panic!("{error}"));
    let prices = heard.get();
    assert!(prices > 20, "only {prices} prices came through: the mutations are too wild to show anything");
}

#[test]
fn binance() {
    any_answer_is_prices_or_an_error(Source::Binance);
}

#[test]
fn coinbase() {
    any_answer_is_prices_or_an_error(Source::Coinbase);
}

#[test]
fn kraken() {
    any_answer_is_prices_or_an_error(Source::Kraken);
}

#[test]
fn coingecko() {
    any_answer_is_prices_or_an_error(Source::Coingecko);
}
