//! Coinbase: one request per pair, all at once, each with the time of its own.
//!
//! Called by the oracle through its port. It owns its connections. `GET {base}/products/ETH-USD/ticker`; Coinbase refuses
//! requests without a user agent, which the HTTP client always sends.
//!
//! **Invariant:** a quote carries Coinbase's `time`; one without a readable time is left out.

use futures_util::future::{FutureExt, LocalBoxFuture, join_all};
use jiff::Timestamp;

use super::ask::{Feed, gather, middle, text, unreadable};
use crate::{
    actors::oracle::port::{PairQuote, PriceSource, SourceError},
    game::market::{Pair, Source},
    transports::{http::Answer, soft::Fields, way::Way},
};

/// The door to Coinbase.
pub struct Coinbase {
    feed: Feed,
}

impl Coinbase {
    /// A door with connections of its own. `base_url` may end with a slash.
    pub fn new(way: &Way, base_url: &str) -> Coinbase {
        Coinbase { feed: Feed::new(way, base_url) }
    }

    async fn request(&self, pair: Pair) -> Result<Vec<PairQuote>, SourceError> {
        let answer = self.feed.get(&format!("/products/{}-USD/ticker", pair.base()), &[]).await?;
        read(&answer, pair)
    }
}

impl PriceSource for Coinbase {
    fn source(&self) -> Source {
        Source::Coinbase
    }

    fn ask(&self, pairs: Vec<Pair>, _sent_at: Timestamp) -> LocalBoxFuture<'_, Result<Vec<PairQuote>, SourceError>> {
        async move { gather(join_all(pairs.into_iter().map(|pair| self.request(pair))).await) }.boxed_local()
    }
}

fn read(answer: &Answer, pair: Pair) -> Result<Vec<PairQuote>, SourceError> {
    // A product that does not exist (any more) is a pair left out.
    if answer.status == 404 {
        return Ok(Vec::new());
    }
    let ticker = Fields::read(text(answer)?).filter(|_| answer.is_ok()).ok_or_else(|| unreadable(answer))?;
    let quote = || {
        let at: Timestamp = ticker.get::<String>("time")?.parse().ok()?;
        middle(pair, Source::Coinbase, ticker.raw("bid")?, ticker.raw("ask")?, at)
    };
    Ok(quote().into_iter().collect())
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;
    use crate::transports::{
        prices::ask::tests::seen,
        test_server::{Reply, TestServer},
    };

    const ETH: &str = r#"{"trade_id":1,"price":"2500.99","size":"1","bid":"2500.10","ask":"2500.12","volume":"9",
        "time":"2015-11-14T20:46:03.511254Z"}"#;

    fn pairs() -> Vec<Pair> {
        vec![Pair::EthUsd, Pair::BtcUsd, Pair::PolUsd, Pair::AdaUsd]
    }

    #[actix_rt::test]
    async fn one_request_a_pair_all_at_once() {
        let server = TestServer::answering(|asked| {
            let reply = match asked.path.as_str() {
                "/products/ETH-USD/ticker" => Reply::new(200, ETH),
                "/products/BTC-USD/ticker" => Reply::new(200, ETH.replace("2015-11-14", "long ago")),
                "/products/POL-USD/ticker" => Reply::new(404, r#"{"message":"NotFound"}"#),
                _ => Reply::new(500, ""),
            };
            reply.after(Duration::from_millis(400))
        });
        let started = Instant::now();
        let quotes = Coinbase::new(&Way::direct(), &server.base()).ask(pairs(), Timestamp::UNIX_EPOCH).await.unwrap();
        assert!(started.elapsed() < Duration::from_millis(1_200));
        assert_eq!(quotes[0].quote.at.as_microsecond(), 1_447_533_963_511_254);
        assert_eq!(seen(quotes), [("ETH/USD", "2500.11".into(), 1_447_533_963)]);
        assert_eq!(server.count(), 4);
        assert!(server.all().iter().all(|asked| asked.header("user-agent").starts_with("angler/")));
    }

    #[actix_rt::test]
    async fn too_many_and_nothing_at_all_are_errors() {
        let server = TestServer::answering(|asked| match asked.path.contains("ETH") {
            true => Reply::new(200, ETH),
            false => Reply::new(429, "").header("Retry-After", "2"),
        });
        let too_many = Err(SourceError::TooMany { retry_after_s: Some(2) });
        assert_eq!(Coinbase::new(&Way::direct(), &server.base()).ask(pairs(), Timestamp::UNIX_EPOCH).await, too_many);
        let server = TestServer::answering(|_| Reply::new(200, "[]"));
        let odd = Coinbase::new(&Way::direct(), &server.base()).ask(pairs(), Timestamp::UNIX_EPOCH).await;
        assert!(matches!(odd, Err(SourceError::Unreadable(_))), "{odd:?}");
    }
}
