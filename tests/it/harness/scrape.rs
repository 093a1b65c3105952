//! What an operator's tools see: `/metrics` read strictly, line by line, and `/healthz`.
//!
//! **Invariant:** a text that Prometheus would refuse, or read differently, fails the test that asked for it.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::ErrorKind,
    net::SocketAddr,
};

use angler::config::Config;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use super::{DEADLINE, Process, World};

/// "You have not said what you want in time" (RFC 9110, 15.5.9).
const REQUEST_TIMEOUT: u16 = 408;

/// The operator's door of a service.
#[derive(Clone, Copy, Debug)]
pub struct Operator(pub SocketAddr);

/// One reading of `/metrics`.
pub struct Scrape {
    /// The text.
    pub text: String,
    /// Value by series: `angler_sessions`, `angler_command_handling_seconds_count{command="cast"}`.
    pub series: BTreeMap<String, f64>,
    /// Type by family.
    types: BTreeMap<String, String>,
}

impl Process {
    /// The address that it said its door is at.
    pub async fn operator(&self) -> Operator {
        let said = self.shows("where metrics are", |said| {
            let line = said.lines().find(|line| line.contains("metrics are served"))?;
            Some(line.split("at=").nth(1)?.trim_matches(|c: char| !c.is_ascii_digit()).to_owned())
        });
        Operator(said.await.parse().expect("an address"))
    }
}

impl World {
    /// A world with the service running and its door open.
    pub async fn with_door(change: impl FnOnce(&mut Config)) -> (World, Operator) {
        let open = |config: &mut Config| {
            config.metrics_addr = Some(SocketAddr::from(([127, 0, 0, 1], 0)));
            change(config);
        };
        let world = World::running(open).await;
        let operator = world.operator.expect("a door");
        (world, operator)
    }
}

impl Operator {
    /// A GET: status, head and body.
    pub async fn get(&self, path: &str) -> (u16, String, String) {
        self.ask("GET", path).await
    }

    /// Any request without a body. On a busy machine our own can come later than the door waits for one: then it is asked
    /// again, as whoever scrapes does.
    pub async fn ask(&self, method: &str, path: &str) -> (u16, String, String) {
        let answered = async {
            loop {
                if let Some(answer) = self.ask_once(method, path).await {
                    return answer;
                }
            }
        };
        tokio::time::timeout(DEADLINE, answered).await.expect("the door answers")
    }

    /// None where the door closed before it had heard the request.
    async fn ask_once(&self, method: &str, path: &str) -> Option<(u16, String, String)> {
        let mut stream = TcpStream::connect(self.0).await.expect("the door is open");
        let request = format!("{method} {path} HTTP/1.1\r\nhost: operator\r\nconnection: close\r\n\r\n");
        let mut answer = Vec::new();
        let heard = async {
            stream.write_all(request.as_bytes()).await?;
            stream.read_to_end(&mut answer).await
        };
        if let Err(error) = heard.await {
            assert!(matches!(error.kind(), ErrorKind::ConnectionReset | ErrorKind::BrokenPipe), "an answer: {error}");
            return None;
        }
        let answer = String::from_utf8(answer).expect("text");
        let (head, body) = answer.split_once("\r\n\r\n").expect("a head and a body");
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).expect("a status");
        (status != REQUEST_TIMEOUT).then(|| (status, head.to_lowercase(), body.to_owned()))
    }

    /// `/healthz`.
    pub async fn health(&self) -> (u16, String) {
        let (status, _, body) = self.get("/healthz").await;
        (status, body)
    }

    /// Waits until `/healthz` answers so, with these words; gives its body.
    pub async fn until_health(&self, status: u16, words: &str) -> String {
        let turned = async {
            loop {
                let (code, body) = self.health().await;
                if code == status && body.contains(words) {
                    return body;
                }
                tokio::time::sleep(std::time::Duration::from_millis(20)).await;
            }
        };
        match tokio::time::timeout(DEADLINE, turned).await {
            Ok(body) => body,
            Err(_elapsed) => panic!("it is not {status} with '{words}' but {:?}", self.health().await),
        }
    }

    /// Waits until what an actor has begun and what waits behind it is so many.
    pub async fn until_with(&self, actor: &str, passes: impl Fn(f64) -> bool) {
        let reached = async {
            loop {
                let now = self.scrape().await;
                let of = |family: &str| now.of(&format!("angler_actor_{family}{{actor=\"{actor}\"}}"));
                if passes(of("in_flight") + of("queue_depth")) {
                    return;
                }
                tokio::time::sleep(std::time::Duration::from_millis(20)).await;
            }
        };
        if tokio::time::timeout(DEADLINE, reached).await.is_err() {
            panic!("{actor} has not got there: {}", self.scrape().await.text);
        }
    }

    /// `/metrics`, read.
    pub async fn scrape(&self) -> Scrape {
        let (status, head, text) = self.get("/metrics").await;
        assert_eq!(status, 200, "{text}");
        assert!(head.contains("content-type: application/openmetrics-text; version=1.0.0"), "{head}");
        Scrape::read(text)
    }
}

impl Scrape {
    fn read(text: String) -> Scrape {
        assert!(text.ends_with("\n# EOF\n"), "it ends where it should");
        let (mut types, mut helped, mut series) = (BTreeMap::new(), BTreeSet::new(), BTreeMap::new());
        let mut family = String::new();
        for line in text.lines().take_while(|line| *line != "# EOF") {
            if let Some(help) = line.strip_prefix("# HELP ") {
                let (name, words) = help.split_once(' ').unwrap_or_else(|| panic!("no help: {line}"));
                assert!(is_name(name) && name.starts_with("angler_") && words.ends_with('.'), "{line}");
                assert!(helped.insert(name.to_owned()), "a family told twice: {line}");
                family = name.to_owned();
            } else if let Some(kind) = line.strip_prefix("# TYPE ") {
                let (name, kind) = kind.split_once(' ').expect("a type");
                assert!(name == family && ["counter", "gauge", "histogram"].contains(&kind), "{line}");
                types.insert(name.to_owned(), kind.to_owned());
            } else if let Some(unit) = line.strip_prefix("# UNIT ") {
                assert_eq!(unit, format!("{family} seconds"));
                assert!(family.ends_with("_seconds"), "{line}");
            } else {
                let (name, value) = line.rsplit_once(' ').unwrap_or_else(|| panic!("not a sample: {line}"));
                check_sample(name, &family, &types[&family]);
                let value: f64 = value.parse().unwrap_or_else(|_| panic!("not a number: {line}"));
                assert!(value.is_finite() && value >= 0.0, "{line}");
                assert!(series.insert(name.to_owned(), value).is_none(), "a series told twice: {line}");
            }
        }
        let scrape = Scrape { text, series, types };
        scrape.check_histograms();
        scrape
    }

    /// Buckets rise to the count.
    fn check_histograms(&self) {
        for (name, count) in self.series.iter().filter(|(name, _)| name.contains("_count")) {
            let labels = name.split_once('{').map_or("", |(_, labels)| labels.trim_end_matches('}'));
            let family = name.split("_count").next().expect("a name");
            let bucket = |bound: &str| match labels {
                "" => format!("{family}_bucket{{le=\"{bound}\"}}"),
                labels => format!("{family}_bucket{{le=\"{bound}\",{labels}}}"),
            };
            assert_eq!(self.series.get(&bucket("+Inf")), Some(count), "{name}");
            let ours = |key: &&String| {
                key.starts_with(&format!("{family}_bucket{{")) && key.trim_end_matches('}').ends_with(labels)
            };
            let le =
                |key: &str| key.split('"').nth(1).and_then(|bound| bound.replace("+Inf", "inf").parse::<f64>().ok());
            let mut buckets: Vec<(f64, f64)> = self
                .series
                .keys()
                .filter(ours)
                .map(|key| (le(key).unwrap_or_else(|| panic!("no bound: {key}")), self.series[key]))
                .collect();
            buckets.sort_by(|(one, _), (other, _)| one.total_cmp(other));
            assert!(buckets.len() > 5 && buckets.is_sorted_by(|(_, one), (_, other)| one <= other), "{buckets:?}");
        }
    }

    /// Every family by the name that an operator writes, with its type.
    pub fn names(&self) -> BTreeMap<String, String> {
        let total = |kind: &str| if kind == "counter" { "_total" } else { "" };
        self.types.iter().map(|(name, kind)| (format!("{name}{}", total(kind)), kind.clone())).collect()
    }

    /// A series; 0 where there is none (yet).
    pub fn of(&self, series: &str) -> f64 {
        self.series.get(series).copied().unwrap_or_default()
    }

    /// So many commands of a kind were carried out.
    pub fn commands(&self, kind: &str) -> f64 {
        self.of(&format!("angler_command_handling_seconds_count{{command=\"{kind}\"}}"))
    }
}

/// A sample belongs to the family above it, and its labels are among ours.
fn check_sample(series: &str, family: &str, kind: &str) {
    let (name, labels) = match series.split_once('{') {
        Some((name, labels)) => (name, labels.strip_suffix('}').unwrap_or_else(|| panic!("labels are open: {series}"))),
        None => (series, ""),
    };
    let suffix = name.strip_prefix(family).unwrap_or_else(|| panic!("{series} stands under {family}"));
    match kind {
        "counter" => assert_eq!(suffix, "_total", "{series}"),
        "gauge" => assert_eq!(suffix, "", "{series}"),
        _histogram => assert!(["_sum", "_count", "_bucket"].contains(&suffix), "{series}"),
    }
    for label in labels.split(',').filter(|label| !label.is_empty()) {
        let (key, value) = label.split_once('=').unwrap_or_else(|| panic!("no label: {series}"));
        assert!(
            ["actor", "command", "query", "pair", "path", "le"].contains(&key),
            "a label of another kind: {series}"
        );
        let inner = value.strip_prefix('"').and_then(|value| value.strip_suffix('"'));
        let fine = |c: char| c.is_ascii_alphanumeric() || " _/.+".contains(c);
        assert!(inner.is_some_and(|inner| !inner.is_empty() && inner.chars().all(fine)), "{series}");
    }
}

fn is_name(name: &str) -> bool {
    name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}
