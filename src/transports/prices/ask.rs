//! What the price sources have in common: one bounded GET, prices read digit by digit, and what to make of several answers.
//!
//! Called by the four sources. A [`Feed`] owns the HTTP connections of one source.
//!
//! **Invariant:** an ask ends within 3 s, whatever the source does.

use std::time::Duration;

use jiff::Timestamp;

use super::age::{known_at, ours_ahead};
use crate::{
    actors::oracle::port::{PairQuote, SourceError},
    game::{
        market::{Pair, Quote, Source},
        money::Price,
    },
    transports::http::{Answer, Bounds, Http, SMALL_BODY, SendError, base, words},
    transports::way::Way,
};

/// How long an ask may take: a round closes after 1.5 s and nobody waits for more than 3.
pub const DEADLINE: Duration = Duration::from_secs(3);

/// A way to one source.
pub struct Feed {
    http: Http,
    way: Way,
    base: String,
}

impl Feed {
    /// A feed with connections of its own. `base_url` may end with a slash.
    pub fn new(way: &Way, base_url: &str) -> Feed {
        Feed { http: Http::new(way), way: way.clone(), base: base(base_url) }
    }

    /// Since when what an answer says was known, of a source that tells no time of its own.
    pub fn known_at(&self, answer: &Answer, sent_at: Timestamp) -> Timestamp {
        known_at(answer, sent_at, ours_ahead(&self.way.told()))
    }

    /// Asks for a path. Gives answers that say something about the question (2xx, 400, 404); all else is an error.
    pub async fn get(&self, path: &str, headers: &[(&str, &str)]) -> Result<Answer, SourceError> {
        let bounds = Bounds { deadline: DEADLINE, body: SMALL_BODY };
        let answer = match self.http.get(&format!("{}{path}", self.base), headers, bounds).await {
            Ok(answer) => answer,
            Err(SendError::TooLarge(..)) => return Err(SourceError::Unreadable("an answer of over 1 MiB".into())),
            Err(error) => return Err(SourceError::Down(error.to_string())),
        };
        match answer.status {
            200..=299 | 400 | 404 => Ok(answer),
            // Binance bans with 418 those who go on after a 429.
            418 | 429 => Err(SourceError::TooMany { retry_after_s: answer.retry_after_s }),
            status => Err(SourceError::Down(format!("answered {status}"))),
        }
    }
}

/// An answer that should have been one about prices.
pub fn unreadable(answer: &Answer) -> SourceError {
    let said = words(&String::from_utf8_lossy(&answer.body));
    if answer.is_ok() { SourceError::Unreadable(said) } else { SourceError::Down(format!("{} {said}", answer.status)) }
}

/// The body as text.
pub fn text(answer: &Answer) -> Result<&str, SourceError> {
    std::str::from_utf8(&answer.body).map_err(|_| unreadable(answer))
}

/// A price from a JSON number or a JSON text, digit by digit.
pub fn price(json: &str) -> Option<Price> {
    if json.starts_with('"') {
        let text: String = serde_json::from_str(json).ok()?;
        return Price::parse(text.trim()).ok();
    }
    Price::parse(json).ok()
}

/// The quote in the middle of a bid and an ask, both as JSON.
pub fn middle(pair: Pair, source: Source, bid: &str, ask: &str, at: Timestamp) -> Option<PairQuote> {
    let price = Price::mid(price(bid)?, price(ask)?).ok()?;
    Some(PairQuote { pair, quote: Quote { source, price, at } })
}

/// One answer out of several requests: a "too many" speaks for the whole source; else what there is; an error only when
/// there is nothing.
pub fn gather(answers: Vec<Result<Vec<PairQuote>, SourceError>>) -> Result<Vec<PairQuote>, SourceError> {
    let mut quotes = Vec::new();
    let mut first = None;
    for answer in answers {
        match answer {
            Ok(more) => quotes.extend(more),
            Err(error @ SourceError::TooMany { .. }) => return Err(error),
            Err(error) => drop(first.get_or_insert(error)),
        }
    }
    match first {
        Some(error) if quotes.is_empty() => Err(error),
        _ => Ok(quotes),
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use crate::transports::test_server::{Reply, TestServer, closed_port, silent_port};

    /// Quotes as short words: pair, price, second.
    pub fn seen(quotes: Vec<PairQuote>) -> Vec<(&'static str, String, i64)> {
        quotes.into_iter().map(|q| (q.pair.symbol(), q.quote.price.to_string(), q.quote.at.as_second())).collect()
    }

    #[test]
    fn prices_are_read_digit_by_digit() {
        for (json, expected) in [
            ("2500.12", "2500.12"),
            ("\"2500.12000000\"", "2500.12"),
            ("\" 7 \"", "7"),
            ("1.2e-5", "0.000012"),
            ("1.2E+3", "1200"),
            ("\"6.9e1\"", "69"),
            ("0.1234567890125", "0.123456789012"),
            ("123456789.123456789", "123456789.123456789"),
        ] {
            assert_eq!(price(json).map(|p| p.to_string()).as_deref(), Some(expected), "{json}");
        }
        for json in [
            "0",
            "-1",
            "\"0.00\"",
            "null",
            "true",
            "\"\"",
            "\"abc\"",
            "\"NaN\"",
            "\"Infinity\"",
            "[1]",
            "{}",
            "1e400",
            "1e-400",
            "1e99999999999999999999",
            "\"1e\"",
            "\"1,5\"",
            "\"\\ud800\"",
            "9999999999",
        ] {
            assert_eq!(price(json), None, "{json}");
        }
    }

    #[test]
    fn one_bad_request_does_not_take_the_others_along() {
        let down = || Err(SourceError::Down("x".into()));
        let too_many = Err(SourceError::TooMany { retry_after_s: Some(3) });
        let quotes = middle(Pair::EthUsd, Source::Coinbase, "1", "3", Timestamp::UNIX_EPOCH).map(|q| vec![q]).unwrap();
        assert_eq!(gather(vec![down(), Ok(quotes.clone())]).map(seen), Ok(vec![("ETH/USD", "2".into(), 0)]));
        assert_eq!(gather(vec![Ok(quotes), down(), too_many.clone()]), too_many);
        assert_eq!(gather(vec![Ok(vec![]), down()]), down());
        assert_eq!(gather(vec![]), Ok(vec![]));
    }

    #[actix_rt::test]
    async fn statuses_are_sorted() {
        let server = TestServer::answering(|asked| {
            let status = asked.path.trim_start_matches('/').parse().unwrap();
            Reply::new(status, "slow down").header("Retry-After", "9")
        });
        let feed = Feed::new(&Way::direct(), &server.base());
        for status in [200, 400, 404] {
            assert_eq!(feed.get(&format!("/{status}"), &[]).await.map(|a| a.status), Ok(status));
        }
        for status in [418, 429] {
            let error = feed.get(&format!("/{status}"), &[]).await.unwrap_err();
            assert_eq!(error, SourceError::TooMany { retry_after_s: Some(9) });
        }
        for status in [301, 401, 403, 451, 500, 503] {
            assert!(matches!(feed.get(&format!("/{status}"), &[]).await, Err(SourceError::Down(_))), "{status}");
        }
        let ports: Vec<u16> = server.all().iter().map(|asked| asked.port).collect();
        assert!(ports.windows(2).all(|pair| pair[0] == pair[1]), "one connection for all: {ports:?}");
    }

    #[actix_rt::test]
    async fn absence_and_silence_are_down_and_a_flood_is_unreadable() {
        assert!(matches!(Feed::new(&Way::direct(), &closed_port()).get("/", &[]).await, Err(SourceError::Down(_))));
        let (base, _listener) = silent_port();
        let started = std::time::Instant::now();
        assert!(matches!(Feed::new(&Way::direct(), &base).get("/", &[]).await, Err(SourceError::Down(_))));
        assert!((2..5).contains(&started.elapsed().as_secs()));
        let flood = TestServer::answering(|_| Reply::new(200, vec![b'1'; (1 << 20) + 1]));
        assert!(matches!(
            Feed::new(&Way::direct(), &flood.base()).get("/", &[]).await,
            Err(SourceError::Unreadable(_))
        ));
    }
}
