//! Hosts that prove who they are, proxies, and names with a dead address, all on this machine.
//!
//! **Invariant:** nothing here asks a resolver: every name of a test leads to 127.0.0.1.

use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpListener},
    sync::atomic::{AtomicUsize, Ordering},
    time::{Duration, Instant},
};

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair, date_time_ymd};
use rustls::pki_types::PrivatePkcs8KeyDer;

use super::*;
use crate::{
    config::{NoProxy, Proxy, Secret, Speech},
    plumbing::net::race::{APART, Names, tests::hole},
    sandbox::proxy::{SandboxProxy, Tunnel},
    transports::http::{Bounds, Http, SendError},
};

const BOUNDS: Bounds = Bounds { deadline: Duration::from_secs(8), body: 1_000 };

/// An authority that nobody knows but whoever is told.
fn authority() -> CertifiedIssuer<'static, KeyPair> {
    let mut ca = CertificateParams::new(Vec::new()).unwrap();
    ca.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(ca, KeyPair::generate().unwrap()).unwrap()
}

/// A host with a certificate for `names`, valid in these years, that answers every request with "ok".
fn host(ca: &CertifiedIssuer<'static, KeyPair>, name: &str, years: (i32, i32)) -> SocketAddr {
    let mut params = CertificateParams::new(vec![name.to_owned()]).unwrap();
    (params.not_before, params.not_after) = (date_time_ymd(years.0, 1, 1), date_time_ymd(years.1, 1, 1));
    let key = KeyPair::generate().unwrap();
    let certificate = params.signed_by(&key, ca).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], PrivatePkcs8KeyDer::from(key.serialize_der()).into())
        .unwrap();
    let (config, listener) = (Arc::new(config), TcpListener::bind("127.0.0.1:0").unwrap());
    let at = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let tls = rustls::StreamOwned::new(rustls::ServerConnection::new(config.clone()).unwrap(), stream);
            std::thread::spawn(move || answer(tls));
        }
    });
    at
}

fn answer(mut stream: impl Read + Write) -> Option<()> {
    let mut request = [0; 4_096];
    while stream.read(&mut request).ok()? > 0 {
        stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok").ok()?;
        stream.flush().ok()?;
    }
    Some(())
}

/// A plain host that answers every request with "ok".
fn plain() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let at = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        listener.incoming().flatten().for_each(|stream| drop(std::thread::spawn(|| answer(stream))))
    });
    at
}

/// Every name leads to these addresses; counts how often one was asked for.
fn all_lead_to(addresses: Vec<SocketAddr>) -> (Names, Arc<AtomicUsize>) {
    let asked = Arc::new(AtomicUsize::new(0));
    let count = asked.clone();
    let names: Names = Arc::new(move |_, _| {
        count.fetch_add(1, Ordering::Relaxed);
        let addresses = addresses.clone();
        async move { Ok(addresses) }.boxed()
    });
    (names, asked)
}

/// A way to this one place, believing this authority.
fn way_to(at: SocketAddr, outward: Outward, ca: &CertifiedIssuer<'static, KeyPair>) -> Way {
    Way::with(outward, &Roots::and(vec![ca.der().clone()]), Dialler::asking(all_lead_to(vec![at]).0))
}

async fn get(way: &Way, url: &str) -> Result<u16, String> {
    match Http::new(way).get(url, &[], BOUNDS).await {
        Ok(answer) => Ok(answer.status),
        Err(SendError::Unreached(words)) => Err(words),
        Err(other) => panic!("it surely did not arrive, but: {other}"),
    }
}

#[actix_rt::test]
async fn a_name_with_a_dead_address_first_is_reached_in_a_quarter_of_a_second_and_then_at_once() {
    let (dead, good) = (hole().await, plain());
    let (names, asked) = all_lead_to(vec![dead.at, good]);
    let way = Way::with(Outward::default(), &Roots::default(), Dialler::asking(names));
    let took = async || {
        let began = Instant::now();
        assert_eq!(get(&way, "http://dual.test/").await, Ok(200));
        began.elapsed()
    };
    assert!(took().await >= APART, "the dead one is first");
    // A busy machine may be slow by itself, but not with every request.
    let mut requests = 1;
    while took().await >= APART {
        requests += 1;
        assert!(requests < 100, "what worked goes first");
    }
    assert_eq!(asked.load(Ordering::Relaxed), requests + 1, "each client has connections of its own");
}

#[actix_rt::test]
async fn a_private_authority_is_believed_where_it_is_named_and_a_failed_handshake_says_why() {
    let ca = authority();
    let good = host(&ca, "bot.test", (2000, 2900));
    let knowing = |at| way_to(at, Outward::default(), &ca);
    assert_eq!(get(&knowing(good), "https://bot.test/").await, Ok(200));
    let stranger = Way::with(Outward::default(), &Roots::default(), Dialler::asking(all_lead_to(vec![good]).0));
    for (way, url, words) in [
        (stranger, "https://bot.test/", "set SSL_CERT_FILE"),
        (knowing(good), "https://other.test/", "for another name"),
        (knowing(host(&ca, "bot.test", (2000, 2001))), "https://bot.test/", "has expired"),
        (knowing(host(&ca, "bot.test", (2800, 2900))), "https://bot.test/", "not valid yet"),
    ] {
        let said = get(&way, url).await.unwrap_err();
        println!("{said}");
        assert!(said.contains(words), "{said}");
    }
}

fn by_proxy(speech: Speech, credentials: Option<&str>, no_proxy: &str) -> Outward {
    let credentials = credentials.map(|text| Secret::new(text.into()));
    Outward {
        proxy: Some(Proxy { speech, host: "proxy.test".into(), port: 3128, credentials }),
        no_proxy: NoProxy::read(no_proxy),
        ..Outward::default()
    }
}

#[actix_rt::test]
async fn https_goes_by_socks_too_and_names_are_resolved_there() {
    let ca = authority();
    let proxy = SandboxProxy::open(host(&ca, "bot.test", (2000, 2900))).unwrap();
    for credentials in [None, Some("me:p@ss")] {
        let way = way_to(proxy.at(), by_proxy(Speech::Socks5, credentials, ""), &ca);
        assert_eq!(get(&way, "https://bot.test/").await, Ok(200));
        let authorization = credentials.unwrap_or_default().to_owned();
        assert_eq!(proxy.asked().pop(), Some(Tunnel { to: "bot.test:443".into(), authorization }));
    }
    proxy.refuse(403);
    let way = way_to(proxy.at(), by_proxy(Speech::Socks5, Some("me:p@ss"), ""), &ca);
    let said = get(&way, "https://bot.test/").await.unwrap_err();
    println!("{said}");
    assert!(said.contains("does not let us through to bot.test:443") && !said.contains("p@ss"), "{said}");
}

#[actix_rt::test]
async fn https_goes_through_the_proxy_with_its_credentials_and_nothing_else_does() {
    let ca = authority();
    let (good, direct) = (host(&ca, "bot.test", (2000, 2900)), plain());
    let proxy = SandboxProxy::open(good).unwrap();
    let by = |no_proxy: &str| by_proxy(Speech::Connect, Some("me:p@ss"), no_proxy);
    let way = way_to(proxy.at(), by("other.test"), &ca);
    assert_eq!(get(&way, "https://bot.test/").await, Ok(200));
    let tunnel = Tunnel { to: "bot.test:443".into(), authorization: "Basic bWU6cEBzcw==".into() };
    assert_eq!(proxy.asked(), [tunnel]);
    assert_eq!(get(&way_to(direct, by(""), &ca), "http://bot.test/").await, Ok(200));
    assert_eq!(get(&way_to(good, by("bot.test"), &ca), "https://bot.test/").await, Ok(200));
    assert_eq!(proxy.asked().len(), 1, "plain addresses and those of NO_PROXY are reached directly");
    for (status, words) in [(407, "wants other credentials"), (403, "does not let us through to bot.test:443 (403)")] {
        proxy.refuse(status);
        let said = get(&way, "https://bot.test/").await.unwrap_err();
        println!("{said}");
        assert!(said.contains(words) && said.contains("proxy.test:3128") && !said.contains("p@ss"), "{said}");
    }
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let said = get(&way_to(nobody, by(""), &ca), "https://bot.test/").await.unwrap_err();
    assert!(said.contains("the proxy proxy.test:3128 is not reached") && !said.contains("p@ss"), "{said}");
}
