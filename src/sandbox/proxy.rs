//! A proxy that knows `CONNECT` and SOCKS 5, for tests: it counts whom it was asked for, with which credentials, and can refuse.
//!
//! Opened by tests on its own; it is no part of a [`super::Sandbox`].
//!
//! **Invariant:** it listens on 127.0.0.1 and leads to one place of this machine, whatever name it is asked for.

use std::{
    io::{self, Read, Write},
    net::{Shutdown, SocketAddr, TcpListener, TcpStream},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU16, Ordering},
    },
    thread,
};

/// One question for a tunnel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tunnel {
    /// For which host and port.
    pub to: String,
    /// What stood in `Proxy-Authorization`, or SOCKS's `user:password`; empty: nothing.
    pub authorization: String,
}

/// See the file's head. Its threads end with the process.
pub struct SandboxProxy {
    at: SocketAddr,
    asked: Arc<Mutex<Vec<Tunnel>>>,
    refuses: Arc<AtomicU16>,
}

impl SandboxProxy {
    /// A proxy every tunnel of which leads to this place.
    ///
    /// # Errors
    /// When no port is free.
    pub fn open(leads_to: SocketAddr) -> io::Result<SandboxProxy> {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let proxy = SandboxProxy { at: listener.local_addr()?, asked: Arc::default(), refuses: Arc::default() };
        let (asked, refuses) = (proxy.asked.clone(), proxy.refuses.clone());
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (asked, refuses) = (asked.clone(), refuses.clone());
                thread::spawn(move || serve(stream, leads_to, &asked, &refuses));
            }
        });
        Ok(proxy)
    }

    /// Where it is.
    pub fn at(&self) -> SocketAddr {
        self.at
    }

    /// Refuses every tunnel with this status from now on (whatever it is, by SOCKS: "not allowed"); 0: none.
    pub fn refuse(&self, status: u16) {
        self.refuses.store(status, Ordering::Release);
    }

    /// All it was asked for, refused or not.
    pub fn asked(&self) -> Vec<Tunnel> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

fn serve(mut stream: TcpStream, leads_to: SocketAddr, asked: &Mutex<Vec<Tunnel>>, refuses: &AtomicU16) -> Option<()> {
    let mut head = piece(&mut stream, 1)?;
    let note = |tunnel| asked.lock().unwrap_or_else(PoisonError::into_inner).push(tunnel);
    if head == [5] {
        note(socks(&mut stream)?);
        let refused = u8::from(refuses.load(Ordering::Acquire) != 0) * 2;
        stream.write_all(&[5, refused, 0, 1, 0, 0, 0, 0, 0, 0]).ok()?;
        return if refused == 0 { carry(stream, leads_to) } else { None };
    }
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        stream.read_exact(&mut byte).ok()?;
        head.push(byte[0]);
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let Some(to) = head.strip_prefix("CONNECT ").and_then(|rest| rest.split(' ').next()) else {
        return stream.write_all(b"HTTP/1.1 405 Method Not Allowed\r\n\r\n").ok();
    };
    let authorization = head.lines().find_map(|line| line.strip_prefix("Proxy-Authorization: ")).unwrap_or_default();
    let tunnel = Tunnel { to: to.to_owned(), authorization: authorization.to_owned() };
    note(tunnel);
    match refuses.load(Ordering::Acquire) {
        0 => stream.write_all(b"HTTP/1.1 200 Connection established\r\nVia: sandbox\r\n\r\n").ok()?,
        status => return stream.write_all(format!("HTTP/1.1 {status} Refused\r\n\r\n").as_bytes()).ok(),
    }
    carry(stream, leads_to)
}

fn piece(stream: &mut TcpStream, length: usize) -> Option<Vec<u8>> {
    let mut piece = vec![0; length];
    stream.read_exact(&mut piece).ok()?;
    Some(piece)
}

/// A text behind its length.
fn text(stream: &mut TcpStream) -> Option<String> {
    let length = piece(stream, 1)?[0];
    Some(String::from_utf8_lossy(&piece(stream, length.into())?).into_owned())
}

/// The greeting, the credentials where any are offered (RFC 1929), and the question, which names a host.
fn socks(stream: &mut TcpStream) -> Option<Tunnel> {
    let has_credentials = text(stream)?.contains('\u{2}');
    stream.write_all(&[5, if has_credentials { 2 } else { 0 }]).ok()?;
    let mut authorization = String::new();
    if has_credentials {
        piece(stream, 1)?;
        authorization = format!("{}:{}", text(stream)?, text(stream)?);
        stream.write_all(&[1, 0]).ok()?;
    }
    if piece(stream, 4)? != [5, 1, 0, 3] {
        return None;
    }
    let host = text(stream)?;
    let port = piece(stream, 2)?;
    Some(Tunnel { to: format!("{host}:{}", u16::from_be_bytes([port[0], port[1]])), authorization })
}

fn carry(mut stream: TcpStream, leads_to: SocketAddr) -> Option<()> {
    let mut host = TcpStream::connect(leads_to).ok()?;
    let (mut back, mut there) = (stream.try_clone().ok()?, host.try_clone().ok()?);
    thread::spawn(move || {
        let _ended = io::copy(&mut there, &mut back);
        let _gone = back.shutdown(Shutdown::Write);
    });
    let _ended = io::copy(&mut stream, &mut host);
    host.shutdown(Shutdown::Write).ok()
}
