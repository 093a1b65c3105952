//! Kraken: the best bid and ask of every pair in one request, under names of its own.
//!
//! Called by the oracle through its port. It owns its connections and the list of pairs that Kraken does not know.
//! `GET {base}/0/public/Ticker?pair=ETHUSD,XBTUSD`; the answer has no time and calls the pairs `XETHZUSD` or `SOLUSD`.
//!
//! **Invariant:** a quote carries the moment its request was sent, or an earlier one where its answer owns up to an age; never a later
//! one.

use std::time::Instant;

use futures_util::future::{FutureExt, LocalBoxFuture};
use jiff::Timestamp;

use super::{
    ask::{Feed, middle, text, unreadable},
    each::{Asked, all_or_each},
    strange::Strange,
};
use crate::{
    actors::oracle::port::{PairQuote, PriceSource, SourceError},
    game::market::{Pair, Source},
    transports::{
        http::{Answer, words},
        soft::Fields,
        way::Way,
    },
};

/// The door to Kraken.
pub struct Kraken {
    feed: Feed,
    strange: Strange,
}

impl Kraken {
    /// A door with connections of its own. `base_url` may end with a slash.
    pub fn new(way: &Way, base_url: &str) -> Kraken {
        Kraken { feed: Feed::new(way, base_url), strange: Strange::default() }
    }

    async fn request(&self, pairs: &[Pair], sent_at: Timestamp) -> Result<Asked, SourceError> {
        let names: Vec<String> = pairs.iter().map(|pair| format!("{}USD", base(*pair))).collect();
        let answer = self.feed.get(&format!("/0/public/Ticker?pair={}", names.join(",")), &[]).await?;
        read(&answer, pairs, self.feed.known_at(&answer, sent_at))
    }
}

impl PriceSource for Kraken {
    fn source(&self) -> Source {
        Source::Kraken
    }

    fn ask(&self, pairs: Vec<Pair>, sent_at: Timestamp) -> LocalBoxFuture<'_, Result<Vec<PairQuote>, SourceError>> {
        let ask = async move |pairs: &[Pair]| self.request(pairs, sent_at).await;
        async move { all_or_each(Source::Kraken, pairs, &self.strange, Instant::now(), ask).await }.boxed_local()
    }
}

/// Kraken's word for the coin: it calls bitcoin XBT.
fn base(pair: Pair) -> &'static str {
    match pair {
        Pair::BtcUsd => "XBT",
        other => other.base(),
    }
}

/// The keys under which a pair may stand in the answer: `XBTUSD`, the old `XXBTZUSD`, and the plain `BTCUSD`.
fn aliases(pair: Pair) -> [String; 3] {
    let base = base(pair);
    [format!("{base}USD"), format!("X{base}ZUSD"), format!("{}USD", pair.base())]
}

fn read(answer: &Answer, pairs: &[Pair], at: Timestamp) -> Result<Asked, SourceError> {
    let body = Fields::read(text(answer)?).ok_or_else(|| unreadable(answer))?;
    let Some(result) = body.object("result").filter(|_| answer.is_ok()) else {
        return refused(answer, &body.get::<Vec<String>>("error").unwrap_or_default().join(", "));
    };
    let quote = |pair: &Pair| {
        let ticker = aliases(*pair).iter().find_map(|key| result.object(key))?;
        let (bid, ask) = (ticker.list("b")?, ticker.list("a")?);
        middle(*pair, Source::Kraken, bid.first()?.get(), ask.first()?.get(), at)
    };
    Ok(Asked::Quotes(pairs.iter().filter_map(quote).collect()))
}

/// Kraken says no with a 200 and a list of errors.
fn refused(answer: &Answer, said: &str) -> Result<Asked, SourceError> {
    let lower = said.to_lowercase();
    if lower.contains("unknown asset pair") {
        Ok(Asked::StrangePair)
    } else if lower.contains("rate limit") || lower.contains("too many requests") {
        Err(SourceError::TooMany { retry_after_s: answer.retry_after_s })
    } else if said.is_empty() {
        Err(unreadable(answer))
    } else {
        Err(SourceError::Down(words(said)))
    }
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
    async fn all_pairs_in_one_request_under_old_and_new_names() {
        let server = TestServer::answering(|_| {
            Reply::new(
                200,
                r#"{"error":["WGeneral:Careful"],"result":{
                "XETHZUSD":{"a":["2500.12","1","1.0"],"b":["2500.10","1","1.0"],"c":["1","1"]},
                "XXBTZUSD":{"a":["65000.2"],"b":["65000.1"]},"SOLUSD":{"a":[150.5],"b":[1.505e2]},
                "ADAUSD":{"a":[],"b":["1"]},"DOTUSD":7}}"#,
            )
        });
        let kraken = Kraken::new(&Way::direct(), &format!("{}//", server.base()));
        let pairs = vec![Pair::EthUsd, Pair::BtcUsd, Pair::SolUsd, Pair::AdaUsd, Pair::DotUsd, Pair::PolUsd];
        let expected = [("ETH/USD", "2500.11"), ("BTC/USD", "65000.15"), ("SOL/USD", "150.5")];
        let expected = expected.map(|(pair, price)| (pair, price.to_owned(), 1_000)).to_vec();
        assert_eq!(kraken.ask(pairs, at()).await.map(seen), Ok(expected));
        let asked = server.only();
        assert_eq!(asked.path, "/0/public/Ticker");
        assert_eq!(asked.query, "pair=ETHUSD,XBTUSD,SOLUSD,ADAUSD,DOTUSD,POLUSD");
    }

    #[actix_rt::test]
    async fn an_answer_made_long_ago_is_as_old_as_its_date() {
        let server = TestServer::answering(|_| {
            let copy = Reply::new(200, r#"{"error":[],"result":{"ETHUSD":{"a":["1"],"b":["1"]}}}"#);
            copy.header("Date", "Thu, 01 Jan 1970 00:16:35 GMT")
        });
        let quotes = Kraken::new(&Way::direct(), &server.base()).ask(vec![Pair::EthUsd], at()).await.map(seen);
        assert_eq!(quotes, Ok(vec![("ETH/USD", "1".into(), 995)]));
    }

    #[test]
    fn every_pair_has_its_aliases() {
        assert_eq!(aliases(Pair::BtcUsd), ["XBTUSD", "XXBTZUSD", "BTCUSD"]);
        assert_eq!(aliases(Pair::EthUsd)[..2], ["ETHUSD", "XETHZUSD"]);
    }

    #[actix_rt::test]
    async fn a_delisted_pair_costs_only_itself() {
        let server = TestServer::answering(|asked| match asked.query.contains("POLUSD") {
            true => Reply::new(200, r#"{"error":["EQuery:Unknown asset pair"]}"#),
            false => Reply::new(200, r#"{"error":[],"result":{"ETHUSD":{"a":["1"],"b":["1"]}}}"#),
        });
        let kraken = Kraken::new(&Way::direct(), &server.base());
        for requests in [3, 4] {
            let quotes = kraken.ask(vec![Pair::EthUsd, Pair::PolUsd], at()).await.map(seen);
            assert_eq!(quotes, Ok(vec![("ETH/USD", "1".into(), 1_000)]));
            assert_eq!(server.count(), requests);
        }
    }

    #[test]
    fn its_errors_are_sorted() {
        let failed = |body: &str| {
            let answer = Answer { status: 200, retry_after_s: None, date: None, age_s: None, body: body.into() };
            read(&answer, &[Pair::EthUsd], at()).map(|_| ()).unwrap_err()
        };
        let too_many = SourceError::TooMany { retry_after_s: None };
        assert_eq!(failed(r#"{"error":["EAPI:Rate limit exceeded"]}"#), too_many);
        assert_eq!(failed(r#"{"error":["EGeneral:Too many requests"]}"#), too_many);
        assert_eq!(failed(r#"{"error":["EService:Unavailable"]}"#), SourceError::Down("EService:Unavailable".into()));
        for body in ["", "<html>", "[]", "{}", r#"{"error":7,"result":[]}"#] {
            assert!(matches!(failed(body), SourceError::Unreadable(_)), "{body}");
        }
    }
}
