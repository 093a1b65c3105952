//! Binance: the best bid and ask of every pair in one request.
//!
//! Called by the oracle through its port. It owns its connections and the list of pairs that Binance does not know.
//! `GET {base}/api/v3/ticker/bookTicker?symbols=["ETHUSDT",…]`; its dollars are USDT; the answer has no time.
//!
//! **Invariant:** a quote carries the moment its request was sent, or an earlier one where its answer owns up to an age; never a later
//! one.

use std::time::Instant;

use futures_util::future::{FutureExt, LocalBoxFuture};
use jiff::Timestamp;
use serde_json::value::RawValue;

use super::{
    ask::{Feed, middle, text, unreadable},
    each::{Asked, all_or_each},
    strange::Strange,
};
use crate::{
    actors::oracle::port::{PairQuote, PriceSource, SourceError},
    game::market::{Pair, Source},
    transports::{http::Answer, soft::Fields, way::Way},
};

/// "Invalid symbol.": one symbol of the request does not exist (any more).
const INVALID_SYMBOL: i64 = -1121;

/// The door to Binance.
pub struct Binance {
    feed: Feed,
    strange: Strange,
}

impl Binance {
    /// A door with connections of its own. `base_url` may end with a slash.
    pub fn new(way: &Way, base_url: &str) -> Binance {
        Binance { feed: Feed::new(way, base_url), strange: Strange::default() }
    }

    async fn request(&self, pairs: &[Pair], sent_at: Timestamp) -> Result<Asked, SourceError> {
        let symbols: Vec<String> = pairs.iter().map(|pair| format!("%22{}%22", symbol(*pair))).collect();
        let path = format!("/api/v3/ticker/bookTicker?symbols=%5B{}%5D", symbols.join(","));
        let answer = self.feed.get(&path, &[]).await?;
        read(&answer, pairs, self.feed.known_at(&answer, sent_at))
    }
}

impl PriceSource for Binance {
    fn source(&self) -> Source {
        Source::Binance
    }

    fn ask(&self, pairs: Vec<Pair>, sent_at: Timestamp) -> LocalBoxFuture<'_, Result<Vec<PairQuote>, SourceError>> {
        let ask = async move |pairs: &[Pair]| self.request(pairs, sent_at).await;
        async move { all_or_each(Source::Binance, pairs, &self.strange, Instant::now(), ask).await }.boxed_local()
    }
}

/// ETHUSDT and so on.
fn symbol(pair: Pair) -> String {
    format!("{}USDT", pair.base())
}

fn read(answer: &Answer, pairs: &[Pair], at: Timestamp) -> Result<Asked, SourceError> {
    let body = text(answer)?;
    if !answer.is_ok() {
        let code = Fields::read(body).and_then(|error| error.get::<i64>("code"));
        return if code == Some(INVALID_SYMBOL) { Ok(Asked::StrangePair) } else { Err(unreadable(answer)) };
    }
    let list: Vec<&RawValue> = serde_json::from_str(body).map_err(|_| unreadable(answer))?;
    let quote = |ticker: &&RawValue| {
        let ticker = Fields::read(ticker.get())?;
        let name = ticker.get::<String>("symbol")?;
        let pair = pairs.iter().find(|pair| symbol(**pair) == name)?;
        middle(*pair, Source::Binance, ticker.raw("bidPrice")?, ticker.raw("askPrice")?, at)
    };
    Ok(Asked::Quotes(list.iter().filter_map(quote).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transports::{
        prices::ask::tests::seen,
        test_server::{Reply, TestServer},
    };

    fn at() -> Timestamp {
        Timestamp::from_second(1_000).unwrap()
    }

    #[actix_rt::test]
    async fn all_pairs_in_one_request() {
        let server = TestServer::answering(|_| {
            Reply::new(
                200,
                r#"[{"symbol":"ETHUSDT","bidPrice":"2500.10000000","bidQty":"1","askPrice":"2500.12","askQty":"1"},
                {"symbol":"POLUSDT","bidPrice":0.45,"askPrice":4.6e-1},{"symbol":"BTCUSDT","bidPrice":"0.0","askPrice":"1"},
                {"symbol":"SOLUSDT","bidPrice":"x"},{"symbol":"DOGEUSDT","bidPrice":"1","askPrice":"1"},7]"#,
            )
        });
        let binance = Binance::new(&Way::direct(), &format!("{}/", server.base()));
        let quotes = binance.ask(vec![Pair::EthUsd, Pair::BtcUsd, Pair::SolUsd, Pair::PolUsd], at()).await.map(seen);
        assert_eq!(quotes, Ok(vec![("ETH/USD", "2500.11".into(), 1_000), ("POL/USD", "0.455".into(), 1_000)]));
        let asked = server.only();
        assert_eq!(asked.path, "/api/v3/ticker/bookTicker");
        assert_eq!(asked.query, "symbols=%5B%22ETHUSDT%22,%22BTCUSDT%22,%22SOLUSDT%22,%22POLUSDT%22%5D");
    }

    #[actix_rt::test]
    async fn a_stores_copy_is_as_old_as_it_says() {
        let server = TestServer::answering(|_| {
            let copy = Reply::new(200, r#"[{"symbol":"ETHUSDT","bidPrice":"1","askPrice":"1"}]"#);
            copy.header("Age", "10").header("Date", "Thu, 01 Jan 1970 00:16:35 GMT")
        });
        let quotes = Binance::new(&Way::direct(), &server.base()).ask(vec![Pair::EthUsd], at()).await.map(seen);
        assert_eq!(quotes, Ok(vec![("ETH/USD", "1".into(), 989)]));
    }

    #[actix_rt::test]
    async fn a_delisted_pair_is_found_out_once_and_costs_only_itself() {
        let server = TestServer::answering(|asked| match asked.query.contains("POLUSDT") {
            true => Reply::new(400, r#"{"code":-1121,"msg":"Invalid symbol."}"#),
            false => Reply::new(200, r#"[{"symbol":"ETHUSDT","bidPrice":"1","askPrice":"1"}]"#),
        });
        let binance = Binance::new(&Way::direct(), &server.base());
        for requests in [3, 4] {
            let quotes = binance.ask(vec![Pair::EthUsd, Pair::PolUsd], at()).await.map(seen);
            assert_eq!(quotes, Ok(vec![("ETH/USD", "1".into(), 1_000)]));
            assert_eq!(server.count(), requests);
        }
        assert_eq!(binance.ask(vec![Pair::PolUsd], at()).await, Ok(vec![]), "for minutes");
        assert_eq!(server.count(), 4);
    }

    #[actix_rt::test]
    async fn other_answers_are_errors() {
        let server = TestServer::answering(|asked| match asked.query.as_str() {
            q if q.contains("ETH") => Reply::new(200, "<html>"),
            q if q.contains("BTC") => Reply::new(200, r#"{"code":0}"#),
            _ => Reply::new(400, r#"{"code":-1100,"msg":"Illegal characters"}"#),
        });
        let binance = Binance::new(&Way::direct(), &server.base());
        assert!(matches!(binance.ask(vec![Pair::EthUsd], at()).await, Err(SourceError::Unreadable(_))));
        assert!(matches!(binance.ask(vec![Pair::BtcUsd], at()).await, Err(SourceError::Unreadable(_))));
        assert!(matches!(binance.ask(vec![Pair::SolUsd], at()).await, Err(SourceError::Down(_))));
        assert_eq!(binance.ask(vec![], at()).await, Ok(vec![]));
    }
}
