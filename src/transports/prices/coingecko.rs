//! CoinGecko: the dollar price of every coin in one request, up to a minute old and with the time of its own.
//!
//! Called by the oracle through its port. It owns its connections.
//! `GET {base}/api/v3/simple/price?ids=ethereum,…&vs_currencies=usd&include_last_updated_at=true`, with the demo key in the
//! header `x-cg-demo-api-key` when there is one.
//!
//! **Invariant:** a quote carries CoinGecko's `last_updated_at`; one without it is left out.

use futures_util::future::{FutureExt, LocalBoxFuture};
use jiff::Timestamp;

use super::ask::{Feed, price, text, unreadable};
use crate::{
    actors::oracle::port::{PairQuote, PriceSource, SourceError},
    config::Secret,
    game::market::{Pair, Quote, Source},
    transports::{http::Answer, soft::Fields, way::Way},
};

/// The door to CoinGecko.
pub struct Coingecko {
    feed: Feed,
    key: Option<Secret>,
}

impl Coingecko {
    /// A door with connections of its own. `base_url` may end with a slash; `key` is the demo key, if there is one.
    pub fn new(way: &Way, base_url: &str, key: Option<&Secret>) -> Coingecko {
        Coingecko { feed: Feed::new(way, base_url), key: key.cloned() }
    }

    async fn request(&self, pairs: Vec<Pair>) -> Result<Vec<PairQuote>, SourceError> {
        if pairs.is_empty() {
            return Ok(Vec::new());
        }
        let ids: Vec<&str> = pairs.iter().map(|pair| id(*pair)).collect();
        let ids = ids.join(",");
        let path = format!("/api/v3/simple/price?ids={ids}&vs_currencies=usd&include_last_updated_at=true");
        let key = self.key.as_ref().map(|key| ("x-cg-demo-api-key", key.expose()));
        let answer = self.feed.get(&path, key.as_slice()).await?;
        read(&answer, &pairs)
    }
}

impl PriceSource for Coingecko {
    fn source(&self) -> Source {
        Source::Coingecko
    }

    fn ask(&self, pairs: Vec<Pair>, _sent_at: Timestamp) -> LocalBoxFuture<'_, Result<Vec<PairQuote>, SourceError>> {
        self.request(pairs).boxed_local()
    }
}

/// CoinGecko's name of the coin.
fn id(pair: Pair) -> &'static str {
    match pair {
        Pair::EthUsd => "ethereum",
        Pair::BtcUsd => "bitcoin",
        Pair::SolUsd => "solana",
        Pair::AdaUsd => "cardano",
        Pair::PolUsd => "polygon-ecosystem-token",
        Pair::AvaxUsd => "avalanche-2",
        Pair::LinkUsd => "chainlink",
        Pair::DotUsd => "polkadot",
    }
}

fn read(answer: &Answer, pairs: &[Pair]) -> Result<Vec<PairQuote>, SourceError> {
    let coins = Fields::read(text(answer)?).filter(|_| answer.is_ok()).ok_or_else(|| unreadable(answer))?;
    // An unknown id is absent, a retired one may be empty.
    let quote = |pair: &Pair| {
        let coin = coins.object(id(*pair))?;
        let at = Timestamp::from_second(coin.get("last_updated_at")?).ok()?;
        let price = price(coin.raw("usd")?)?;
        Some(PairQuote { pair: *pair, quote: Quote { source: Source::Coingecko, price, at } })
    };
    Ok(pairs.iter().filter_map(quote).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transports::{
        prices::ask::tests::seen,
        test_server::{Reply, TestServer},
    };

    const PRICES: &str = r#"{"ethereum":{"usd":2500.12,"last_updated_at":1779092258},
        "polygon-ecosystem-token":{"usd":4.5e-1,"last_updated_at":1779092257},"bitcoin":{},
        "solana":{"usd":150,"last_updated_at":null},"cardano":{"usd":0,"last_updated_at":1779092258},"polkadot":7,
        "avalanche-2":{"usd":"20.5","last_updated_at":1779092258},
        "chainlink":{"usd":1,"last_updated_at":99999999999999999}}"#;

    #[actix_rt::test]
    async fn all_coins_in_one_request_with_the_key_in_a_header() {
        let server = TestServer::answering(|_| Reply::new(200, PRICES));
        let key = Secret::new("CG-1".into());
        let quotes = Coingecko::new(&Way::direct(), &format!("{}/", server.base()), Some(&key))
            .ask(Pair::ALL.to_vec(), Timestamp::UNIX_EPOCH)
            .await
            .map(seen);
        let expected = [
            ("ETH/USD", "2500.12".into(), 1_779_092_258),
            ("POL/USD", "0.45".into(), 1_779_092_257),
            ("AVAX/USD", "20.5".into(), 1_779_092_258),
        ];
        assert_eq!(quotes, Ok(expected.to_vec()));
        let asked = server.only();
        assert_eq!(asked.path, "/api/v3/simple/price");
        let ids = "ethereum,bitcoin,solana,cardano,polygon-ecosystem-token,avalanche-2,chainlink,polkadot";
        assert_eq!(asked.query, format!("ids={ids}&vs_currencies=usd&include_last_updated_at=true"));
        assert_eq!(asked.header("x-cg-demo-api-key"), "CG-1");
    }

    #[actix_rt::test]
    async fn without_a_key_there_is_no_header_and_without_pairs_no_request() {
        let server = TestServer::answering(|_| Reply::new(200, "{}"));
        let coingecko = Coingecko::new(&Way::direct(), &server.base(), None);
        assert_eq!(coingecko.ask(vec![], Timestamp::UNIX_EPOCH).await, Ok(vec![]));
        assert_eq!(coingecko.ask(vec![Pair::EthUsd], Timestamp::UNIX_EPOCH).await, Ok(vec![]));
        assert!(!server.only().headers.contains_key("x-cg-demo-api-key"));
    }

    #[actix_rt::test]
    async fn a_throttle_is_one_as_json_or_as_plain_text_and_other_words_are_unreadable() {
        let server = TestServer::answering(|asked| match asked.query.contains("bitcoin") {
            true => Reply::new(429, "Throttled"),
            false => Reply::new(200, "Throttled"),
        });
        let coingecko = Coingecko::new(&Way::direct(), &server.base(), None);
        let throttled = coingecko.ask(vec![Pair::BtcUsd], Timestamp::UNIX_EPOCH).await;
        assert_eq!(throttled, Err(SourceError::TooMany { retry_after_s: None }));
        let words = coingecko.ask(vec![Pair::EthUsd], Timestamp::UNIX_EPOCH).await;
        assert_eq!(words, Err(SourceError::Unreadable("Throttled".into())));
    }
}
