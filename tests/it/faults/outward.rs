//! A network in which Telegram is reached through a proxy alone, and proves who it is by an authority of its own.
//!
//! **Invariant:** the proxy's password is in no line of the log.

use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::Arc,
};

use angler::sandbox::proxy::SandboxProxy;
use base64::{Engine, prelude::BASE64_STANDARD};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use rustls::{ServerConfig, ServerConnection, StreamOwned, pki_types::PrivatePkcs8KeyDer};

use crate::harness::{Process, World, run};

/// Stands before a plain host and speaks TLS as `name`, with a certificate of an authority of its own. Gives where it is, and the
/// authority's certificate as a file holds it.
fn front(name: &str, behind: SocketAddr) -> (SocketAddr, String) {
    let mut ca = CertificateParams::new(Vec::new()).expect("no names");
    ca.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let ca = CertifiedIssuer::self_signed(ca, KeyPair::generate().expect("a key")).expect("an authority");
    let key = KeyPair::generate().expect("a key");
    let params = CertificateParams::new(vec![name.to_owned()]).expect("a name");
    let certificate = params.signed_by(&key, &ca).expect("a certificate");
    let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], PrivatePkcs8KeyDer::from(key.serialize_der()).into())
        .expect("a key that fits");
    let (config, listener) = (Arc::new(config), TcpListener::bind("127.0.0.1:0").expect("a free port"));
    let at = listener.local_addr().expect("an address");
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let tls = StreamOwned::new(ServerConnection::new(config.clone()).expect("a connection"), stream);
            std::thread::spawn(move || carry(tls, behind));
        }
    });
    let der = BASE64_STANDARD.encode(ca.der());
    (at, format!("-----BEGIN CERTIFICATE-----\n{der}\n-----END CERTIFICATE-----\n"))
}

/// Carries requests and answers until one side hangs up.
fn carry(mut tls: impl Read + Write, behind: SocketAddr) -> Option<()> {
    let mut host = TcpStream::connect(behind).ok()?;
    loop {
        host.write_all(&message(&mut tls)?).ok()?;
        tls.write_all(&message(&mut host)?).ok()?;
        tls.flush().ok()?;
    }
}

/// One HTTP message with a length, or without a body.
fn message(stream: &mut impl Read) -> Option<Vec<u8>> {
    let mut message = Vec::new();
    while !message.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        stream.read_exact(&mut byte).ok()?;
        message.push(byte[0]);
    }
    let head = String::from_utf8_lossy(&message).to_lowercase();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok()).unwrap_or(0);
    let mut body = vec![0; length];
    stream.read_exact(&mut body).ok()?;
    message.extend(body);
    Some(message)
}

#[test]
fn a_bot_behind_a_proxy_and_a_private_authority_fishes() {
    run(async || {
        let world = World::with(|_| {}).await;
        let behind = world.sandbox.telegram.url().trim_start_matches("http://").parse().expect("an address");
        let (at, authority) = front("bot.test", behind);
        let proxy = SandboxProxy::open(at).expect("a proxy");
        let file = std::env::temp_dir().join(format!("angler-authority-{}.crt", std::process::id()));
        std::fs::write(&file, authority).expect("a file");
        let by = format!("http://me:hush%2Dcanary@{}", proxy.at());
        let variables = [
            ("TELEGRAM_API_URL", "https://bot.test"),
            ("https_proxy", by.as_str()),
            ("SSL_CERT_FILE", file.to_str().expect("a path")),
        ];
        let process = Process::serve(&world, &variables).await;
        let ann = world.player(61, "Ann", "en");
        ann.casts().await;
        ann.hooks().await;
        let asked = proxy.asked();
        assert!(asked.len() >= 2, "speech and polling each have connections of their own: {asked:?}");
        let credentials = format!("Basic {}", BASE64_STANDARD.encode("me:hush-canary"));
        assert!(asked.iter().all(|tunnel| tunnel.to == "bot.test:443" && tunnel.authorization == credentials));
        let said = process.stderr();
        assert_eq!(said.matches("https goes through a proxy").count(), 1, "{said}");
        assert!(!said.contains("canary"), "{said}");
        process.drain().await;
        std::fs::remove_file(&file).expect("its file");
        world.end().await;
    });
}
