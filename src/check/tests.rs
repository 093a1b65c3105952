//! The whole of `check` over a sandbox, and its parts where the world misbehaves.

use std::sync::{Arc, Mutex};

use super::*;
use crate::{
    config::{Parsed, Secret, from_args},
    game::market::Source,
    plumbing::clock,
    sandbox::{Exchange, Fault, Rule, Sandbox, SandboxConfig},
};

#[derive(Clone, Default)]
struct Shown(Arc<Mutex<Vec<u8>>>);
impl io::Write for Shown {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

async fn sandbox() -> (Sandbox, Config) {
    let sandbox = Sandbox::start(SandboxConfig::new(clock::now)).await.unwrap();
    let Ok(Parsed::Run(_, config)) = from_args(["check".to_owned()], |_| None, true) else { panic!("no settings") };
    let mut config = *config;
    config.token = Some(Secret::new(sandbox.telegram.token().to_owned()));
    config.telegram_url = sandbox.telegram.url().to_owned();
    // Nobody listens on port 1.
    config.database_url = Some(Secret::new("postgres://a:SECRET@127.0.0.1:1/a".to_owned()));
    config.prices.binance_url = sandbox.market.url(Exchange::Binance);
    config.prices.coinbase_url = sandbox.market.url(Exchange::Coinbase);
    config.prices.kraken_url = sandbox.market.url(Exchange::Kraken);
    config.prices.coingecko_url = sandbox.market.url(Exchange::Coingecko);
    config.images_url = sandbox.images.url().to_owned();
    (sandbox, config)
}

async fn lines(config: &Config) -> (bool, Vec<String>) {
    let shown = Shown::default();
    let well = run(config, &mut shown.clone()).await.unwrap();
    let text = String::from_utf8(shown.0.lock().unwrap().clone()).unwrap();
    (well, text.lines().map(str::to_owned).collect())
}

#[actix_rt::test]
async fn each_setting_is_one_line_and_a_database_away_is_a_no() {
    let (sandbox, mut config) = sandbox().await;
    config.images_key = Some(Secret::new("wrong".to_owned()));
    sandbox.market.desk(Exchange::Kraken).switches.add(Rule::new(Fault::status(503)));
    let (well, lines) = lines(&config).await;
    assert!(!well);
    let begin = [
        "ok       proxy      none: https goes directly",
        "ok       token      it is @angler_sandbox_bot's (bot 7000000001) at http://127.0.0.1:",
        "not ok   database   the database cannot be used",
        "ok       binance    8 of 8 pairs, the oldest price is 0 s old",
        "ok       coinbase   8 of 8 pairs",
        "warning  kraken     down: answered 503",
        "ok       coingecko  8 of 8 pairs",
        "ok       prices     every pond has a price (2 of 4 sources must agree)",
        "warning  images     the key is not accepted",
        "ok       clock      within 2 s of 127.0.0.1:",
        "ok       operator   METRICS_ADDR is not set",
    ];
    assert_eq!(lines.len(), begin.len(), "{lines:#?}");
    for (line, begin) in lines.iter().zip(begin) {
        assert!(line.starts_with(begin), "{line}");
        assert!(!line.contains("SECRET"), "{line}");
    }
    sandbox.stop().await;
}

#[actix_rt::test]
async fn a_token_that_telegram_does_not_know_is_a_no() {
    let (sandbox, mut config) = sandbox().await;
    config.token = Some(Secret::new("1:OTHER".to_owned()));
    let (found, me) = token(&Way::direct(), &config).await;
    assert_eq!((found.verdict, me), (Verdict::NotOk, None));
    assert!(found.found.contains("check TELEGRAM_BOT_TOKEN and TELEGRAM_API_URL"), "{}", found.found);
    config.telegram_url = "http://127.0.0.1:1".to_owned();
    let (found, _) = token(&Way::direct(), &config).await;
    assert!(found.found.contains("not reached") && !found.found.contains("OTHER"), "{}", found.found);
    config.token = None;
    assert!(token(&Way::direct(), &config).await.0.found.starts_with("TELEGRAM_BOT_TOKEN is not set"));
    sandbox.stop().await;
}

#[actix_rt::test]
async fn prices_are_judged_as_a_round_would() {
    let (sandbox, mut config) = sandbox().await;
    config.prices.sources = vec![Source::Binance, Source::Coinbase];
    sandbox.market.desk(Exchange::Coinbase).set_absent(&["POL/USD"]);
    let found = market(&Way::direct(), &config.prices).await;
    assert!(found[1].found.starts_with("7 of 8 pairs"), "{found:?}");
    assert_eq!(found[2].verdict, Verdict::Warning);
    let late = "if a source lags and does not say so nobody outvotes it, and who watches an exchange could win up to ";
    assert!(
        found[2].found.starts_with(&format!("no price for POL/USD (2 of 2 sources must agree); {late}")),
        "{found:?}"
    );
    sandbox.market.desk(Exchange::Coinbase).set_absent(&[]);
    let found = market(&Way::direct(), &config.prices).await;
    assert!(found[2].verdict == Verdict::Warning && found[2].found.starts_with("every pond has a price"), "{found:?}");
    sandbox.market.desk(Exchange::Binance).switches.add(Rule::new(Fault::too_many(9)));
    let found = market(&Way::direct(), &config.prices).await;
    assert_eq!((found[0].verdict, found[2].verdict), (Verdict::Warning, Verdict::NotOk));
    let (binance, coinbase) = (sandbox.market.desk(Exchange::Binance), sandbox.market.desk(Exchange::Coinbase));
    binance.switches.clear();
    binance.set_offset_bp(30);
    config.prices.min_sources = 1;
    let found = market(&Way::direct(), &config.prices).await;
    assert!(found[2].found.contains("; USDT is not worth a dollar just now, so binance is left out"), "{found:?}");
    coinbase.switches.add(Rule::new(Fault::status(503)));
    let found = market(&Way::direct(), &config.prices).await;
    assert!(!found[2].found.contains("USDT"), "nothing to compare it with: {found:?}");
    (config.prices.sources, config.prices.min_sources, config.prices.max_age_s) = (vec![Source::Coingecko], 1, 90);
    let found = market(&Way::direct(), &config.prices).await;
    assert_eq!(found[1].verdict, Verdict::Ok);
    assert!(found[1].found.contains("wait for the next change, up to 90 s"), "{found:?}");
    (config.prices.sources, config.prices.min_sources) = (vec![Source::Coingecko, Source::Kraken], 2);
    let found = market(&Way::direct(), &config.prices).await;
    assert!(
        found[2].verdict == Verdict::Warning && found[2].found.contains("most commands will find none"),
        "{found:?}"
    );
    let copy = Fault::Answer {
        status: 200,
        headers: vec![("age".to_owned(), "7".to_owned())],
        body: br#"{"error":[],"result":{"ETHUSD":{"a":["1"],"b":["1"]}}}"#.to_vec(),
        effect: true,
    };
    sandbox.market.desk(Exchange::Kraken).switches.add(Rule::new(copy));
    let found = market(&Way::direct(), &config.prices).await;
    assert!(
        found[1].verdict == Verdict::Warning && found[1].found.contains("8 s old: a store on the way"),
        "{found:?}"
    );
    sandbox.stop().await;
}

#[actix_rt::test]
async fn a_webhook_is_a_no_for_nothing_is_heard_beside_it() {
    let (sandbox, config) = sandbox().await;
    sandbox.telegram.set_webhook();
    let (found, me) = token(&Way::direct(), &config).await;
    assert!(me.is_some() && found.verdict == Verdict::NotOk, "{found:?}");
    assert!(found.found.contains("a webhook at hook.example: ") && !found.found.contains("canary"), "{found:?}");
    sandbox.stop().await;
}

#[actix_rt::test]
async fn a_clock_that_is_150_seconds_behind_is_told() {
    let ahead = || clock::now() + jiff::SignedDuration::from_secs(150);
    let sandbox = Sandbox::start(SandboxConfig::new(ahead)).await.unwrap();
    let (other, config) = self::sandbox().await;
    let config = Config { telegram_url: sandbox.telegram.url().to_owned(), ..config };
    let way = Way::new(&config.outward, &crate::plumbing::net::roots::Roots::of(&config.outward));
    token(&way, &config).await;
    let found = machine::clock(&way);
    let seconds: i64 = found.found.split(' ').nth(3).and_then(|word| word.parse().ok()).unwrap_or_default();
    assert!((149..=151).contains(&seconds) && found.found.contains(" s behind 127.0.0.1:"), "{found:?}");
    assert!(found.verdict == Verdict::Warning && found.found.contains("NTP"), "{found:?}");
    sandbox.stop().await;
    other.stop().await;
}
