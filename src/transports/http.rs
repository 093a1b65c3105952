//! One HTTP client for every door: limits, deadlines, and the question "did it arrive?".
//!
//! Called by the doors of this folder only. It owns a pool of kept-alive connections. HTTP/1.1 only, so that one dropped
//! connection is one failed request; no redirects, so that no answer sends us elsewhere.
//!
//! **Invariant:** [`SendError::Unreached`] is said only when no byte of the request can have been acted on.
//! **Invariant:** no error text holds the URL, because the token of Telegram stands in it.
//! **Absent:** no compression: answers are small, and a limit on bytes stays a limit on memory.

use std::{
    fmt,
    time::{Duration, Instant},
};

use super::way::{self, Told, Way};
use awc::{
    ClientRequest,
    error::{ConnectError, SendRequestError},
    http::{Uri, Version, header},
};
use futures_util::StreamExt;
use jiff::{Timestamp, fmt::rfc2822};

/// How many bytes of an answer are read where nothing else is said: 1 MiB.
pub const SMALL_BODY: usize = 1 << 20;

/// Seconds within which a connection has to stand, and again its TLS handshake: together below every deadline of ours
/// but the price sources', so that a host that is away is told apart from one that is slow.
const CONNECT_S: u64 = 4;

/// Connections open at once in one client; a request beyond them waits. Telegram's lanes are many and short.
const CONNECTIONS: usize = 256;

/// A `Retry-After` beyond this many seconds (3 days, the longest ban that Binance gives) is cut to it: a stranger's number
/// must not silence a door for ever.
pub const RETRY_AFTER_MAX_S: u64 = 259_200;

/// Bytes kept of an answer that is too large: enough for the first fields of what it says.
const HEAD: usize = 512;

/// Longest text, in characters, that is taken over from a stranger into an error.
const WORDS_MAX: usize = 200;

/// What a request must keep within.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// From the call to the last byte of the answer.
    pub deadline: Duration,
    /// Bytes of the answer's body.
    pub body: usize,
}

/// An answer, whatever its status.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// `Retry-After` when it was given in seconds.
    pub retry_after_s: Option<u64>,
    /// When the answer was made by the clock of its host, cut to the second, when that is told (`Date`).
    pub date: Option<Timestamp>,
    /// For how many seconds a store on the way has had it (`Age`); none where no store says so.
    pub age_s: Option<u64>,
    /// The body, whole.
    pub body: Vec<u8>,
}

impl Answer {
    /// True for 200 to 299.
    pub fn is_ok(&self) -> bool {
        (200..300).contains(&self.status)
    }
}

/// The beginning of an answer that is too large to be kept.
#[derive(Clone, PartialEq, Eq)]
pub struct Head {
    /// The HTTP status.
    pub status: u16,
    /// The first bytes of the body.
    pub bytes: Vec<u8>,
}

impl fmt::Debug for Head {
    /// Without its bytes: they are a stranger's, or a player's.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Head({}, {} bytes)", self.status, self.bytes.len())
    }
}

/// How a request can fail to get an answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SendError {
    /// The request surely had no effect: there was no connection, or it could not be put into words.
    #[error("{0}")]
    Unreached(String),
    /// The request may have arrived.
    #[error("{0}")]
    Unknown(String),
    /// The answer's body exceeds the limit; the request has arrived.
    #[error("the answer exceeds {0} bytes")]
    TooLarge(usize, Head),
}

/// The client. Cheap to clone; clones share their connections. Not `Send`.
#[derive(Clone)]
pub struct Http {
    client: awc::Client,
    way: Way,
}

impl Http {
    /// Builds a client with connections of its own, made by this way, and `angler/<version>` as its user agent.
    pub fn new(way: &Way) -> Http {
        let connector = awc::Connector::new()
            .connector(way.clone())
            .max_http_version(Version::HTTP_11)
            .rustls_0_23(way.tls())
            .timeout(Duration::from_secs(CONNECT_S))
            .handshake_timeout(Duration::from_secs(CONNECT_S))
            .limit(CONNECTIONS);
        let client = awc::Client::builder()
            .connector(connector)
            // The deadline is ours, because awc's ends with the head of the answer.
            .disable_timeout()
            .disable_redirects()
            .add_default_header((header::USER_AGENT, concat!("angler/", env!("CARGO_PKG_VERSION"))))
            .finish();
        Http { client, way: way.clone() }
    }

    /// Sends a GET.
    pub async fn get(&self, url: &str, headers: &[(&str, &str)], bounds: Bounds) -> Result<Answer, SendError> {
        send(&self.way, self.client.get(url), headers, Vec::new(), bounds).await
    }

    /// Sends a POST with a body; its content type is one of `headers`.
    pub async fn post(
        &self,
        url: &str,
        headers: &[(&str, &str)],
        body: Vec<u8>,
        bounds: Bounds,
    ) -> Result<Answer, SendError> {
        send(&self.way, self.client.post(url), headers, body, bounds).await
    }
}

/// Takes over a stranger's words into an error: one line of at most 200 characters.
pub fn words(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(WORDS_MAX).collect()
}

/// A base URL without its trailing slashes, so that a path can be put behind it.
pub fn base(url: &str) -> String {
    url.trim().trim_end_matches('/').to_owned()
}

/// Sends one request and reads its answer to the end, all within the deadline.
async fn send(
    way: &Way,
    mut request: ClientRequest,
    headers: &[(&str, &str)],
    body: Vec<u8>,
    bounds: Bounds,
) -> Result<Answer, SendError> {
    for header in headers {
        request = request.insert_header(*header);
    }
    let host = place(request.get_uri());
    let asked = Instant::now();
    let exchange = async {
        let sent =
            if body.is_empty() { request.no_decompress().send() } else { request.no_decompress().send_body(body) };
        let mut response = sent.await.map_err(|error| classify(&error))?;
        let status = response.status().as_u16();
        let retry_after_s = response.headers().get(header::RETRY_AFTER).and_then(|v| v.to_str().ok()).and_then(seconds);
        let length =
            response.headers().get(header::CONTENT_LENGTH).and_then(|v| v.to_str().ok()?.parse::<usize>().ok());
        let date = response.headers().get(header::DATE).and_then(|v| v.to_str().ok()).and_then(date);
        let age_s = response.headers().get(header::AGE).and_then(|v| v.to_str().ok()?.trim().parse().ok());
        // An answer with an age comes from a store on the way, and its date is that of long ago.
        if let Some(date) = date.filter(|_| !response.headers().contains_key(header::AGE)) {
            way.tell(Told { host, date, asked, heard: Instant::now() });
        }
        // What says itself that it is too large is read no further than its head.
        let bound = if length.is_some_and(|length| length > bounds.body) { HEAD.min(bounds.body) } else { bounds.body };
        let mut body = Vec::new();
        while let Some(chunk) = response.next().await {
            let chunk = chunk.map_err(|error| SendError::Unknown(words(&format!("the answer broke off: {error}"))))?;
            if body.len() + chunk.len() > bound {
                body.extend(chunk.iter().take(HEAD.saturating_sub(body.len())));
                body.truncate(HEAD);
                return Err(SendError::TooLarge(bounds.body, Head { status, bytes: body }));
            }
            body.extend_from_slice(&chunk);
        }
        // awc takes a connection that closes early for the end of the body.
        if length.is_some_and(|length| length != body.len()) {
            return Err(SendError::Unknown("the answer broke off".into()));
        }
        Ok(Answer { status, retry_after_s, date, age_s, body })
    };
    match actix_rt::time::timeout(bounds.deadline, exchange).await {
        Ok(outcome) => outcome,
        Err(_) => Err(SendError::Unknown(format!("no answer within {} ms", bounds.deadline.as_millis()))),
    }
}

/// The host of an address, with its port where one is written. Never the path, where Telegram's token stands.
fn place(uri: &Uri) -> String {
    let host = uri.host().unwrap_or_default();
    uri.port_u16().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

/// Reads `Retry-After` in seconds; its other form, a date, counts as not said.
fn seconds(value: &str) -> Option<u64> {
    value.trim().parse::<u64>().ok().map(|s| s.min(RETRY_AFTER_MAX_S))
}

/// Reads `Date`.
fn date(value: &str) -> Option<Timestamp> {
    rfc2822::DateTimeParser::new().parse_timestamp(value.trim()).ok()
}

/// Sorts awc's errors by whether the request can have arrived.
fn classify(error: &SendRequestError) -> SendError {
    match error {
        // awc says "disconnected" also when the host hung up after the request was sent: that one may have arrived.
        SendRequestError::Connect(ConnectError::Disconnected) => SendError::Unknown("the host hung up".into()),
        SendRequestError::Connect(ConnectError::Io(error)) => match way::why(error) {
            Some(why) => SendError::Unreached(words(&format!("no connection: {why}"))),
            None => SendError::Unreached(words(&format!("no connection: {error}"))),
        },
        SendRequestError::Connect(error) => SendError::Unreached(words(&format!("no connection: {error}"))),
        SendRequestError::Url(_) => SendError::Unreached("no connection: the configured address is not a URL".into()),
        // A header that cannot be written, for example a key with a line break in it.
        SendRequestError::Http(_) => SendError::Unreached("the request cannot be written: check token and key".into()),
        SendRequestError::Send(error) => SendError::Unknown(words(&format!("the connection broke: {error}"))),
        SendRequestError::Response(error) => SendError::Unknown(words(&format!("an answer that is not HTTP: {error}"))),
        SendRequestError::Timeout => SendError::Unknown("no answer in time".into()),
        _ => SendError::Unknown("the request failed on its way".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transports::test_server::{Reply, TestServer, closed_port, silent_port};

    const QUICK: Bounds = Bounds { deadline: Duration::from_millis(300), body: 1_000 };
    const TOKEN: &str = "12345:SECRET";

    async fn fails(base: &str, bounds: Bounds) -> SendError {
        let error = Http::new(&Way::direct()).get(&format!("{base}/bot{TOKEN}/getMe"), &[], bounds).await.unwrap_err();
        assert!(!format!("{error} {error:?}").contains("SECRET"), "{error}");
        error
    }

    #[actix_rt::test]
    async fn an_answer_arrives_whole_with_our_name_on_the_request() {
        let server = TestServer::answering(|_| Reply::new(429, "slow").header("Retry-After", "7"));
        let answer =
            Http::new(&Way::direct()).get(&format!("{}/x", server.base()), &[("x-key", "k")], QUICK).await.unwrap();
        assert_eq!((answer.status, answer.retry_after_s, answer.body.as_slice()), (429, Some(7), &b"slow"[..]));
        assert!(!answer.is_ok());
        let asked = server.only();
        assert_eq!(asked.header("user-agent"), concat!("angler/", env!("CARGO_PKG_VERSION")));
        assert_eq!(asked.header("x-key"), "k");
        assert_eq!(asked.header("accept-encoding"), "");
    }

    #[actix_rt::test]
    async fn a_refused_connection_and_an_unknown_host_surely_did_not_arrive() {
        // Longer than the connector's own limit: a name server may be slow to say that it knows no such host.
        let patient = Bounds { deadline: Duration::from_secs(CONNECT_S + 2), ..QUICK };
        for base in [closed_port(), "http://angler.invalid".into(), "no url at all".into(), "/x".into()] {
            assert!(matches!(fails(&base, patient).await, SendError::Unreached(_)), "{base}");
        }
    }

    #[actix_rt::test]
    async fn a_host_that_cannot_prove_who_it_is_never_hears_the_request() {
        let server = TestServer::answering(|_| Reply::new(200, ""));
        let error = fails(&server.base().replace("http://", "https://"), QUICK).await;
        assert!(matches!(error, SendError::Unreached(_)), "{error:?}");
        assert_eq!(server.count(), 0);
    }

    #[actix_rt::test]
    async fn a_key_that_is_no_header_surely_did_not_arrive() {
        let server = TestServer::answering(|_| Reply::new(200, ""));
        let error = Http::new(&Way::direct()).get(&server.base(), &[("x-key", "a\nb")], QUICK).await.unwrap_err();
        assert!(matches!(error, SendError::Unreached(_)), "{error:?}");
        assert_eq!(server.count(), 0);
    }

    #[actix_rt::test]
    async fn silence_may_have_arrived() {
        let (base, _listener) = silent_port();
        assert!(matches!(fails(&base, QUICK).await, SendError::Unknown(_)));
    }

    #[actix_rt::test]
    async fn a_host_that_hangs_up_or_talks_nonsense_may_have_acted() {
        for answer in ["", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf", "who are you?\r\n\r\n"] {
            let base = crate::transports::test_server::raw_port(answer);
            assert!(matches!(fails(&base, QUICK).await, SendError::Unknown(_)), "{answer:?}");
        }
    }

    #[actix_rt::test]
    async fn the_body_limit_holds_with_and_without_a_length() {
        let server = TestServer::answering(|_| Reply::new(200, "x".repeat(1_001)));
        let head = Head { status: 200, bytes: vec![b'x'; HEAD] };
        assert_eq!(fails(&server.base(), QUICK).await, SendError::TooLarge(1_000, head.clone()));
        let chunked =
            format!("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7d0\r\n{}\r\n0\r\n\r\n", "x".repeat(2_000));
        let base = crate::transports::test_server::raw_port(&chunked);
        assert_eq!(fails(&base, QUICK).await, SendError::TooLarge(1_000, head.clone()));
        assert_eq!(format!("{head:?}"), "Head(200, 512 bytes)", "a stranger's bytes are not shown");
    }

    #[actix_rt::test]
    async fn a_redirect_is_an_answer_and_nothing_follows_it() {
        let server = TestServer::answering(|_| Reply::new(302, "").header("Location", "/elsewhere"));
        let answer = Http::new(&Way::direct()).get(&server.base(), &[], QUICK).await.unwrap();
        assert_eq!((answer.status, server.count()), (302, 1));
    }

    #[actix_rt::test]
    async fn what_a_host_says_of_the_time_is_kept_unless_it_is_a_stores() {
        let server = TestServer::answering(|asked| {
            let reply = Reply::new(200, "").header("Date", "Wed, 21 Oct 2015 07:28:00 GMT");
            if asked.path == "/stored" { reply.header("Age", "30") } else { reply }
        });
        let way = Way::new(&crate::config::Outward::default(), &crate::plumbing::net::roots::Roots::default());
        let http = Http::new(&way);
        let stored = http.get(&format!("{}/stored", server.base()), &[], QUICK).await.unwrap();
        assert_eq!((way.told(), stored.age_s), (vec![], Some(30)));
        let fresh = http.get(&format!("{}/bot123:SECRET/getMe", server.base()), &[], QUICK).await.unwrap();
        assert_eq!(fresh.age_s, None);
        let told = way.told();
        assert_eq!((told.len(), told[0].date.as_second()), (1, 1_445_412_480));
        assert_eq!(format!("http://{}", told[0].host), server.base(), "and nothing of the path");
    }

    #[test]
    fn small_readings() {
        assert_eq!(seconds(" 30 "), Some(30));
        assert_eq!(seconds("99999999999"), Some(RETRY_AFTER_MAX_S));
        assert_eq!(seconds("Wed, 21 Oct 2015 07:28:00 GMT"), None);
        let at = "1445412480".parse::<i64>().map(|s| Timestamp::from_second(s).unwrap()).ok();
        assert_eq!((date("Wed, 21 Oct 2015 07:28:00 GMT"), date("yesterday")), (at, None));
        assert_eq!(base(" https://x.test// "), "https://x.test");
        assert_eq!(words("a\nb").len(), 3);
        assert_eq!(words(&"ы".repeat(900)).chars().count(), 200);
    }
}
