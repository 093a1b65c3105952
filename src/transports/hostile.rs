//! Hosts that mean ill, and each of our clients: those that speak to Telegram, listen to it, ask for prices and for pictures.
//!
//! Called by the test run only; through the real doors, against servers on this machine.
//!
//! **Invariant:** no client follows a redirect, reads a body beyond its limit, or waits beyond its deadline for one that drips.

use std::{
    rc::Rc,
    time::{Duration, Instant},
};

use futures_util::future::{FutureExt, LocalBoxFuture, join_all};
use jiff::Timestamp;

use super::{
    http::{Bounds, Http, SendError},
    images::OpenRouter,
    prices::price_sources,
    telegram::{TelegramApi, TelegramUpdates},
    test_server::{Endless, Reply, TestServer},
};
use crate::{
    actors::{
        imagegen::port::ArtService,
        outbox::port::{Body, BotApi, Call},
        poller::port::{Fetched, Updates},
    },
    config::{PriceSettings, Secret},
    game::market::{Pair, Source},
    transports::way::Way,
};

/// One question of a client; true when it was answered with what it asked for.
type Ask = Box<dyn Fn() -> LocalBoxFuture<'static, bool>>;

/// A client: its name, the bytes it reads at the most, the seconds it waits at the most, and its question.
struct Client {
    name: &'static str,
    body: u64,
    deadline_s: u64,
    ask: Ask,
}

/// Every client, pointed at this host.
fn clients(base: &str) -> Vec<Client> {
    const MIB: u64 = 1 << 20;
    let token = Secret::new("123:SECRET".into());
    let api = Rc::new(TelegramApi::new(&Way::direct(), base, &token));
    let updates = Rc::new(TelegramUpdates::new(&Way::direct(), base, &token));
    let painter = Rc::new(OpenRouter::new(&Way::direct(), base, &token, "paint/er"));
    let say = move || {
        let (api, body) = (api.clone(), Body { text: "x".into(), html: false });
        async move {
            api.call(Call::SendMessage { chat_id: 1, spot: Default::default(), body, keyboard: vec![] }).await.is_ok()
        }
        .boxed_local()
    };
    let listen = move || {
        let updates = updates.clone();
        async move { matches!(updates.fetch(None, 100, 0).await, Ok(Fetched::Page(_))) }.boxed_local()
    };
    let paint = move || {
        let painter = painter.clone();
        async move { painter.paint("a carp".into()).await.is_ok() }.boxed_local()
    };
    let mut clients = vec![
        Client { name: "speech", body: MIB, deadline_s: 10, ask: Box::new(say) },
        Client { name: "updates", body: 8 * MIB, deadline_s: 10, ask: Box::new(listen) },
        Client { name: "pictures", body: 16 * MIB, deadline_s: 300, ask: Box::new(paint) },
    ];
    let settings = PriceSettings {
        sources: Source::ALL.to_vec(),
        min_sources: 1,
        max_age_s: 10,
        spacing_ms: None,
        binance_url: base.to_owned(),
        coinbase_url: base.to_owned(),
        kraken_url: base.to_owned(),
        coingecko_url: base.to_owned(),
        coingecko_key: None,
    };
    for source in price_sources(&Way::direct(), &settings) {
        let name = source.source().name();
        let ask = move || {
            let source = source.clone();
            async move { source.ask(vec![Pair::EthUsd], Timestamp::UNIX_EPOCH).await.is_ok() }.boxed_local()
        };
        clients.push(Client { name, body: MIB, deadline_s: 3, ask: Box::new(ask) });
    }
    clients
}

#[actix_rt::test]
async fn no_client_follows_a_redirect() {
    let trap = TestServer::answering(|_| Reply::new(200, "{}"));
    let away = format!("{}/elsewhere", trap.base());
    for status in [300, 301, 302, 303, 307, 308] {
        let to = away.clone();
        let server = TestServer::answering(move |_| Reply::new(status, "").header("Location", to.clone()));
        for (asked, client) in (1..).zip(clients(&server.base())) {
            assert!(!(client.ask)().await, "{} took {status} for an answer", client.name);
            assert_eq!(server.count(), asked, "{}: one question is one request", client.name);
        }
    }
    assert_eq!(trap.count(), 0);
}

#[actix_rt::test]
async fn every_client_cuts_a_body_that_does_not_end() {
    for (name, body) in clients("http://127.0.0.1:9").iter().map(|client| (client.name, client.body)) {
        let host = Endless::new(64 << 10, Duration::ZERO);
        let client = clients(host.base()).into_iter().find(|client| client.name == name).unwrap();
        assert!(!(client.ask)().await, "{name}");
        let cut = host.cut(1).await;
        assert_eq!(cut.len(), 1, "{name}: nothing is asked again");
        // What the kernel holds on both sides goes out too.
        assert!(host.sent() <= body + (16 << 20), "{name}: {} bytes of {body}", host.sent());
        assert!(host.sent() >= body - (64 << 10), "{name} gave up early: {} bytes of {body}", host.sent());
    }
}

/// Asks those clients a host that drips, all at once; each must be cut at its own deadline.
async fn drips(chosen: impl Fn(&Client) -> bool) {
    let hosts: Vec<(Endless, Client)> = clients("http://127.0.0.1:9")
        .into_iter()
        .filter(chosen)
        .map(|client| {
            let host = Endless::new(1, Duration::from_millis(50));
            let client = clients(host.base()).into_iter().find(|same| same.name == client.name).unwrap();
            (host, client)
        })
        .collect();
    assert!(!hosts.is_empty());
    let cut = hosts.iter().map(async |(host, client)| {
        let began = Instant::now();
        assert!(!(client.ask)().await, "{}", client.name);
        // A request may begin a moment after the question; nothing is asserted of how much later the machine notices.
        assert!(began.elapsed() >= Duration::from_secs(client.deadline_s), "{} gave up early", client.name);
        assert_eq!(host.cut(1).await.len(), 1, "{}", client.name);
    });
    join_all(cut).await;
}

#[actix_rt::test]
async fn price_sources_that_drip_are_cut_after_three_seconds() {
    drips(|client| client.deadline_s == 3).await;
}

#[actix_rt::test]
#[ignore = "five minutes: a painting may take that long"]
async fn every_client_that_is_dripped_upon_is_cut_at_its_deadline() {
    drips(|_| true).await;
}

#[actix_rt::test]
async fn a_drip_is_cut_at_any_deadline() {
    let host = Endless::new(1, Duration::from_millis(5));
    let bounds = Bounds { deadline: Duration::from_millis(300), body: 1_000_000 };
    assert!(matches!(Http::new(&Way::direct()).get(host.base(), &[], bounds).await, Err(SendError::Unknown(_))));
    assert_eq!(host.cut(1).await.len(), 1);
    // Bytes drip in time, but there are too many of them.
    let bounds = Bounds { deadline: Duration::from_secs(60), body: 10 };
    assert!(matches!(Http::new(&Way::direct()).get(host.base(), &[], bounds).await, Err(SendError::TooLarge(10, _))));
    assert_eq!(host.cut(2).await.len(), 2);
}

#[actix_rt::test]
async fn a_compressed_body_stays_compressed() {
    // Nobody asked for it, so it is read as it is: what a stranger packed never grows in our memory.
    let packed =
        [&[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3][..], &[0x4b, 0x04, 0, 0x43, 0xbe, 0xb7, 0xe8, 1, 0, 0, 0]].concat();
    let body = packed.clone();
    for encoding in ["gzip", "deflate", "br", "zstd", "gzip, gzip"] {
        let body = body.clone();
        let server = TestServer::answering(move |_| Reply::new(200, body.clone()).header("Content-Encoding", encoding));
        let bounds = Bounds { deadline: Duration::from_secs(10), body: 1_000 };
        let answer = Http::new(&Way::direct()).get(&server.base(), &[], bounds).await.unwrap();
        assert_eq!((answer.body, server.only().header("accept-encoding")), (packed.clone(), ""), "{encoding}");
    }
}
