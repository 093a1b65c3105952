//! The sandbox's exchanges against OUTSIDE.md, through a real HTTP client.
//!
//! **Invariant:** no test sleeps; prices are set by hand and the clock stands still.

use serde_json::{Value, json};

use super::*;
use crate::sandbox::{Fault, Rule, Sandbox, SandboxConfig};

fn clock() -> Timestamp {
    Timestamp::from_microsecond(1_447_533_963_511_254).unwrap_or_default()
}

struct Asker {
    sandbox: Sandbox,
    client: awc::Client,
}

impl Asker {
    async fn start() -> Self {
        let sandbox = Sandbox::start(SandboxConfig::new(clock)).await.unwrap();
        sandbox.market.set("ETH/USD", "2500.12");
        Self { sandbox, client: awc::Client::builder().timeout(Duration::from_secs(5)).finish() }
    }

    fn market(&self) -> &Market {
        &self.sandbox.market
    }

    async fn ask(&self, exchange: Exchange, path: &str) -> Option<(u16, Option<String>, Vec<u8>)> {
        let request = self.client.get(format!("{}{path}", self.market().url(exchange)));
        let mut answer = request.insert_header(("User-Agent", "angler")).send().await.ok()?;
        let retry_after = answer.headers().get("retry-after").map(|seconds| seconds.to_str().unwrap().to_owned());
        let body = answer.body().await.ok()?;
        Some((answer.status().as_u16(), retry_after, body.to_vec()))
    }

    async fn json(&self, exchange: Exchange, path: &str) -> Value {
        serde_json::from_slice(&self.ask(exchange, path).await.unwrap().2).unwrap()
    }
}

const BINANCE: &str = "/api/v3/ticker/bookTicker?symbols=%5B%22ETHUSDT%22,%22BTCUSDT%22%5D";
const COINBASE: &str = "/products/ETH-USD/ticker";
const KRAKEN: &str = "/0/public/Ticker?pair=ETHUSD,XBTUSD,SOLUSD";
const COINGECKO: &str =
    "/api/v3/simple/price?ids=ethereum,nonsense,matic-network&vs_currencies=usd&include_last_updated_at=true";

#[actix_web::test]
async fn each_exchange_speaks_its_dialect() {
    let asker = Asker::start().await;
    let rows = asker.json(Exchange::Binance, BINANCE).await;
    assert_eq!((&rows[0]["symbol"], &rows[1]["symbol"]), (&json!("ETHUSDT"), &json!("BTCUSDT")));
    let mid = |row: &Value, bid: &str, ask: &str| {
        (walk::parse(row[bid].as_str().unwrap()).unwrap() + walk::parse(row[ask].as_str().unwrap()).unwrap()) / 2
    };
    assert_eq!(mid(&rows[0], "bidPrice", "askPrice"), walk::parse("2500.12").unwrap());

    let ticker = asker.json(Exchange::Coinbase, COINBASE).await;
    assert_eq!((&ticker["price"], &ticker["time"]), (&json!("2500.12"), &json!("2015-11-14T20:46:03.511254Z")));
    assert_eq!(mid(&ticker, "bid", "ask"), walk::parse("2500.12").unwrap());

    let answer = asker.json(Exchange::Kraken, KRAKEN).await;
    assert_eq!(answer["error"], json!([]));
    let names: Vec<_> = answer["result"].as_object().unwrap().keys().collect();
    assert_eq!(names, ["SOLUSD", "XETHZUSD", "XXBTZUSD"]);
    assert_eq!(answer["result"]["XETHZUSD"]["c"][0], "2500.12");

    let prices = asker.json(Exchange::Coingecko, COINGECKO).await;
    let expected = json!({ "ethereum": { "usd": 2500.12, "last_updated_at": 1_447_533_963 }, "matic-network": {} });
    assert_eq!(prices, expected);
}

#[actix_web::test]
async fn what_they_do_not_know_they_refuse_each_in_its_way() {
    let asker = Asker::start().await;
    let unknown = "/api/v3/ticker/bookTicker?symbols=%5B%22ETHUSDT%22,%22XYZUSDT%22%5D";
    assert_eq!(asker.ask(Exchange::Binance, unknown).await.unwrap().0, 400);
    assert_eq!(asker.json(Exchange::Binance, unknown).await["code"], -1121);
    assert_eq!(asker.ask(Exchange::Coinbase, "/products/XYZ-USD/ticker").await.unwrap().0, 404);
    let answer = asker.json(Exchange::Kraken, "/0/public/Ticker?pair=ETHUSD,XYZUSD").await;
    assert_eq!(answer, json!({ "error": ["EQuery:Unknown asset pair"] }));
    let nameless = awc::Client::builder().disable_redirects().no_default_headers().finish();
    let url = format!("{}{COINBASE}", asker.market().url(Exchange::Coinbase));
    assert_eq!(nameless.get(url).send().await.unwrap().status().as_u16(), 400);
}

#[actix_web::test]
async fn desks_lag_lie_and_leave_out() {
    let asker = Asker::start().await;
    let market = asker.market();
    market.freeze(Exchange::Coingecko);
    market.move_by_bp("ETH/USD", 100);
    assert_eq!(market.price("ETH/USD"), "2525.1212");
    assert_eq!(asker.json(Exchange::Coingecko, COINGECKO).await["ethereum"]["usd"], 2500.12);
    market.desk(Exchange::Coingecko).thaw();
    assert_eq!(asker.json(Exchange::Coingecko, COINGECKO).await["ethereum"]["usd"], 2525.1212);
    market.set("ETH/USD", "1e3");
    assert_eq!(asker.json(Exchange::Coinbase, COINBASE).await["price"], "1e3");
    market.desk(Exchange::Kraken).set_absent(&["ETH/USD", "BTC/USD"]);
    let left = asker.json(Exchange::Kraken, KRAKEN).await;
    assert_eq!(left["result"].as_object().unwrap().len(), 1);
    market.desk(Exchange::Coinbase).set_skew_ms(1_000);
    assert_eq!(asker.json(Exchange::Coinbase, COINBASE).await["time"], "2015-11-14T20:46:04.511254Z");
    market.release("ETH/USD");
    assert_eq!(market.price("ETH/USD"), "2500.00");
}

#[actix_web::test]
async fn the_weather_is_as_ordered_and_requests_are_counted() {
    let asker = Asker::start().await;
    let desk = asker.market().desk(Exchange::Binance);
    let once = |fault: Fault| desk.switches.add(Rule::new(fault).on("binance").times(1));
    once(Fault::Status { code: 418, retry_after_s: Some(120) });
    let (status, retry_after, _) = asker.ask(Exchange::Binance, BINANCE).await.unwrap();
    assert_eq!((status, retry_after.as_deref()), (418, Some("120")));
    once(Fault::status(500));
    assert_eq!(asker.ask(Exchange::Binance, BINANCE).await.unwrap().0, 500);
    once(Fault::DropBefore);
    assert_eq!(asker.ask(Exchange::Binance, BINANCE).await, None);
    once(Fault::Garbage);
    assert!(serde_json::from_slice::<Value>(&asker.ask(Exchange::Binance, BINANCE).await.unwrap().2).is_err());
    once(Fault::Drip(Duration::from_micros(1)));
    assert_eq!(asker.json(Exchange::Binance, BINANCE).await[0]["symbol"], "ETHUSDT");
    assert!(desk.wait_for(5, Duration::ZERO).await && !desk.wait_for(6, Duration::ZERO).await);
    assert_eq!(desk.requests().len(), 5);
    asker.market().desk(Exchange::Coingecko).switches.add(Rule::new(Fault::too_many(60)));
    let (status, retry_after, body) = asker.ask(Exchange::Coingecko, COINGECKO).await.unwrap();
    assert_eq!((status, retry_after.as_deref(), body.as_slice()), (429, Some("60"), b"Throttled".as_slice()));
}

#[actix_web::test]
async fn any_answer_can_be_ordered_and_who_hangs_up_is_counted() {
    let asker = Asker::start().await;
    let switches = &asker.market().desk(Exchange::Kraken).switches;
    let odd = Fault::Answer {
        status: 299,
        headers: vec![("retry-after".into(), "soon".into())],
        body: b"odd".into(),
        effect: false,
    };
    switches.add(Rule::new(odd).times(1));
    let odd = (299, Some("soon".to_owned()), b"odd".to_vec());
    assert_eq!(asker.ask(Exchange::Kraken, KRAKEN).await, Some(odd));
    switches.add(Rule::new(Fault::body("[1]")).times(1));
    assert_eq!(asker.json(Exchange::Kraken, KRAKEN).await, json!([1]));
    for (cut, fault) in (1..).zip([Fault::Silence, Fault::Drip(Duration::from_secs(9)), Fault::Flood]) {
        let rule = switches.add(Rule::new(fault).times(1));
        // Given up as soon as it has arrived.
        let asked = asker.ask(Exchange::Kraken, KRAKEN);
        let arrived = async {
            while switches.fired(rule) == 0 {
                tokio::task::yield_now().await;
            }
        };
        tokio::select! { _ = asked => panic!("answered"), () = arrived => {} }
        while switches.cut() < cut {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }
}
