//! Asking a proxy for a tunnel, by `CONNECT` (RFC 9110, section 9.3.6) or by SOCKS 5 (RFC 1928): behind its yes the connection is
//! the host's.
//!
//! Called by [`super::Way`] where a proxy is set.
//!
//! **Invariant:** not a byte behind the head of the proxy's answer is read: it is the host's.
//! **Invariant:** an error names the proxy and what to set, never its password.

use std::io;

use base64::{Engine, prelude::BASE64_STANDARD};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use tokio_socks::tcp::Socks5Stream;

use crate::{
    config::{Proxy, Speech},
    transports::http::words,
};

/// Longest head of a proxy's answer, bytes.
const HEAD_MAX: usize = 8_192;

/// Has the proxy connect this fresh connection through to a host.
///
/// # Errors
/// When the proxy refuses, hangs up, or answers something else.
pub async fn open(mut stream: TcpStream, proxy: &Proxy, host: &str, port: u16) -> io::Result<TcpStream> {
    match proxy.speech {
        Speech::Connect => connect(&mut stream, proxy, host, port).await.map(|()| stream),
        Speech::Socks5 => socks(stream, proxy, host, port).await,
    }
}

async fn socks(stream: TcpStream, proxy: &Proxy, host: &str, port: u16) -> io::Result<TcpStream> {
    let to = (host.trim_matches(['[', ']']), port);
    let opened = match proxy.credentials.as_ref().map(|credentials| credentials.expose()) {
        None => Socks5Stream::connect_with_socket(stream, to).await,
        Some(credentials) => {
            let (user, password) = credentials.split_once(':').unwrap_or((credentials, ""));
            Socks5Stream::connect_with_password_and_socket(stream, to, user, password).await
        }
    };
    let refused = |error| {
        let why = format!("the proxy {proxy} does not let us through to {host}:{port} ({error}): check HTTPS_PROXY");
        io::Error::other(why)
    };
    opened.map(Socks5Stream::into_inner).map_err(refused)
}

async fn connect(stream: &mut TcpStream, proxy: &Proxy, host: &str, port: u16) -> io::Result<()> {
    let place = if host.contains(':') && !host.starts_with('[') { format!("[{host}]") } else { host.to_owned() };
    let mut request = format!("CONNECT {place}:{port} HTTP/1.1\r\nHost: {place}:{port}\r\n");
    if let Some(credentials) = &proxy.credentials {
        let credentials = BASE64_STANDARD.encode(credentials.expose());
        request.push_str(&format!("Proxy-Authorization: Basic {credentials}\r\n"));
    }
    request.push_str("\r\n");
    stream.write_all(request.as_bytes()).await?;
    let head = head(stream).await?;
    let status = head.strip_prefix("HTTP/1.").and_then(|rest| rest.split(' ').nth(1)?.get(..3)?.parse::<u16>().ok());
    match status {
        Some(200..=299) => Ok(()),
        Some(407) => Err(io::Error::other(format!(
            "the proxy {proxy} wants other credentials: set HTTPS_PROXY to http://user:password@{proxy}"
        ))),
        Some(status) => Err(io::Error::other(format!(
            "the proxy {proxy} does not let us through to {place}:{port} ({status}): check its rules, HTTPS_PROXY and NO_PROXY"
        ))),
        None => {
            let said = words(head.lines().next().unwrap_or_default());
            Err(io::Error::other(format!("what answers at {proxy} is no proxy ({said}): check HTTPS_PROXY")))
        }
    }
}

/// Reads an answer's head, byte by byte, up to and with its empty line.
async fn head(stream: &mut TcpStream) -> io::Result<String> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") && head.len() < HEAD_MAX {
        match stream.read_u8().await {
            Ok(byte) => head.push(byte),
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => break,
            Err(error) => return Err(error),
        }
    }
    Ok(String::from_utf8_lossy(&head).into_owned())
}
