//! How each exchange is asked and how it answers, its refusals included (OUTSIDE.md "Prices").
//!
//! One server carries all four, each under its own prefix.
//!
//! **Invariant:** a request is counted before any switch has its way with it.

use std::{collections::HashMap, fmt::Write as _, future::Future, time::Instant};

use actix_web::{
    HttpRequest, HttpResponse,
    http::{
        StatusCode,
        header::{RETRY_AFTER, USER_AGENT},
    },
    web::{self, Data, Path, Query, ServiceConfig},
};
use serde_json::{Value, json};

use super::{
    Exchange, Market,
    desk::Worded,
    walk::{LISTINGS, Listing},
};
use crate::sandbox::serve::weather;

type Words = Query<HashMap<String, String>>;

pub(super) fn routes(app: &mut ServiceConfig, market: Data<Market>) {
    app.app_data(market)
        .route("/binance/api/v3/ticker/bookTicker", web::get().to(binance))
        .route("/coinbase/products/{product}/ticker", web::get().to(coinbase))
        .route("/kraken/0/public/Ticker", web::get().to(kraken))
        .route("/coingecko/api/v3/simple/price", web::get().to(coingecko));
}

async fn at(
    exchange: Exchange,
    request: &HttpRequest,
    market: &Market,
    answer: impl Future<Output = HttpResponse>,
) -> HttpResponse {
    let desk = market.desk(exchange);
    desk.note(Instant::now());
    let hit = desk.switches.take(exchange.name(), None);
    weather(hit, &desk.switches, request, |code, retry_after_s| refuse(exchange, code, retry_after_s), answer).await
}

fn refuse(exchange: Exchange, code: u16, retry_after_s: Option<u64>) -> HttpResponse {
    let mut answer = HttpResponse::build(StatusCode::from_u16(code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR));
    if let Some(seconds) = retry_after_s {
        answer.insert_header((RETRY_AFTER, seconds.to_string()));
    }
    let busy = code == 429 || code == 418;
    match exchange {
        Exchange::Binance if busy => answer.json(json!({ "code": -1003, "msg": "Too much request weight used." })),
        Exchange::Binance => answer.json(json!({ "code": -1000, "msg": "An unknown error occurred." })),
        Exchange::Coinbase if busy => answer.json(json!({ "message": "Public rate limit exceeded" })),
        Exchange::Coinbase => answer.json(json!({ "message": "Internal server error" })),
        Exchange::Kraken if busy => answer.json(json!({ "error": ["EGeneral:Too many requests"] })),
        Exchange::Kraken => answer.json(json!({ "error": ["EService:Unavailable"] })),
        // Coingecko's refusals may be JSON or, as here, plain text.
        Exchange::Coingecko => answer.content_type("text/plain").body("Throttled"),
    }
}

/// Every symbol must be known, or the whole request is refused.
async fn binance(request: HttpRequest, words: Words, market: Data<Market>) -> HttpResponse {
    let answer = async {
        let symbols: Vec<String> = match words.get("symbols") {
            Some(list) => match serde_json::from_str(list) {
                Ok(symbols) => symbols,
                Err(_) => {
                    let illegal = json!({ "code": -1100, "msg": "Illegal characters found in parameter 'symbols'." });
                    return HttpResponse::BadRequest().json(illegal);
                }
            },
            None => LISTINGS.iter().map(|listing| format!("{}USDT", listing.base())).collect(),
        };
        let mut rows = Vec::with_capacity(symbols.len());
        for symbol in &symbols {
            let base = symbol.strip_suffix("USDT");
            let mut known = LISTINGS.iter().filter(|listing| market.desk(Exchange::Binance).knows(listing.pair));
            let Some(listing) = known.find(|listing| Some(listing.base()) == base) else {
                return HttpResponse::BadRequest().json(json!({ "code": -1121, "msg": "Invalid symbol." }));
            };
            if let Some(Worded { bid, ask, .. }) = market.word(Exchange::Binance, listing) {
                rows.push(json!({
                    "symbol": symbol, "bidPrice": bid, "bidQty": "31.21000000",
                    "askPrice": ask, "askQty": "40.66000000",
                }));
            }
        }
        HttpResponse::Ok().json(rows)
    };
    at(Exchange::Binance, &request, &market, answer).await
}

async fn coinbase(request: HttpRequest, product: Path<String>, market: Data<Market>) -> HttpResponse {
    let answer = async {
        if request.headers().get(USER_AGENT).is_none_or(|agent| agent.is_empty()) {
            return HttpResponse::BadRequest().json(json!({ "message": "User-Agent header is required." }));
        }
        let base = product.strip_suffix("-USD");
        let mut known = LISTINGS.iter().filter(|listing| market.desk(Exchange::Coinbase).knows(listing.pair));
        let listing = known.find(|listing| Some(listing.base()) == base);
        match listing.and_then(|listing| market.word(Exchange::Coinbase, listing)) {
            Some(Worded { last, bid, ask }) => HttpResponse::Ok().json(json!({
                "ask": ask, "bid": bid, "volume": "1234.5", "trade_id": 86_326_522, "price": last, "size": "0.03",
                "time": format!("{:.6}", market.time(Exchange::Coinbase)),
            })),
            None => HttpResponse::NotFound().json(json!({ "message": "NotFound" })),
        }
    };
    at(Exchange::Coinbase, &request, &market, answer).await
}

/// Kraken's names: what it is asked for and what it answers under.
fn kraken_names(listing: &Listing) -> (String, String) {
    match listing.base() {
        "BTC" => ("XBTUSD".into(), "XXBTZUSD".into()),
        "ETH" => ("ETHUSD".into(), "XETHZUSD".into()),
        base => (format!("{base}USD"), format!("{base}USD")),
    }
}

/// Refuses with status 200 and a word in `error`, for one unknown pair as for all.
async fn kraken(request: HttpRequest, words: Words, market: Data<Market>) -> HttpResponse {
    let answer = async {
        let mut result = serde_json::Map::new();
        for wanted in words.get("pair").map(String::as_str).unwrap_or_default().split(',') {
            let known = LISTINGS.iter().filter(|listing| market.desk(Exchange::Kraken).knows(listing.pair));
            let found = known.map(|listing| (listing, kraken_names(listing)));
            let mut found = found.filter(|(_, (asked, answered))| wanted == asked || wanted == answered);
            let Some((listing, (_, name))) = found.next() else {
                return HttpResponse::Ok().json(json!({ "error": ["EQuery:Unknown asset pair"] }));
            };
            if let Some(worded) = market.word(Exchange::Kraken, listing) {
                result.insert(name, kraken_ticker(&worded));
            }
        }
        HttpResponse::Ok().json(json!({ "error": [], "result": result }))
    };
    at(Exchange::Kraken, &request, &market, answer).await
}

fn kraken_ticker(Worded { last, bid, ask }: &Worded) -> Value {
    json!({
        "a": [ask, "1", "1.000"], "b": [bid, "2", "2.000"], "c": [last, "0.1"], "v": ["1.0", "2.0"],
        "p": [last, last], "t": [10, 20], "l": [last, last], "h": [last, last], "o": last,
    })
}

/// Unknown ids are left out; a retired one is an empty object.
async fn coingecko(request: HttpRequest, words: Words, market: Data<Market>) -> HttpResponse {
    let answer = async {
        if words.get("vs_currencies").is_none_or(|currency| currency != "usd") {
            return HttpResponse::UnprocessableEntity().json(json!({ "error": "Missing parameter vs_currencies" }));
        }
        let with_time = words.get("include_last_updated_at").is_some_and(|word| word == "true");
        let mut body = String::from("{");
        for id in words.get("ids").map(String::as_str).unwrap_or_default().split(',') {
            let listing = LISTINGS.iter().find(|listing| listing.coingecko == id);
            let coin = match listing.and_then(|listing| market.word(Exchange::Coingecko, listing)) {
                Some(Worded { last, .. }) if with_time => {
                    format!("{{\"usd\":{last},\"last_updated_at\":{}}}", market.time(Exchange::Coingecko).as_second())
                }
                Some(Worded { last, .. }) => format!("{{\"usd\":{last}}}"),
                None if id == "matic-network" => "{}".to_owned(),
                None => continue,
            };
            // Written by hand, so that the price stays the text it is.
            let comma = if body.len() > 1 { "," } else { "" };
            let _ = write!(body, "{comma}\"{id}\":{coin}");
        }
        body.push('}');
        HttpResponse::Ok().content_type("application/json").body(body)
    };
    at(Exchange::Coingecko, &request, &market, answer).await
}
