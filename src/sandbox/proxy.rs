//! A proxy that knows `CONNECT`, for tests: it counts whom it was asked for, with which credentials, and can refuse.
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
    /// What stood in `Proxy-Authorization`; empty: nothing.
    pub authorization: String,
}

/// See the file's head. Its threads end with the process.
pub struct ConnectProxy {
    at: SocketAddr,
    asked: Arc<Mutex<Vec<Tunnel>>>,
    refuses: Arc<AtomicU16>,
}

impl ConnectProxy {
    /// A proxy every tunnel of which leads to this place.
    ///
    /// # Errors
    /// When no port is free.
    pub fn open(leads_to: SocketAddr) -> io::Result<ConnectProxy> {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let proxy = ConnectProxy { at: listener.local_addr()?, asked: Arc::default(), refuses: Arc::default() };
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

    /// Refuses every tunnel with this status from now on; 0: none.
    pub fn refuse(&self, status: u16) {
        self.refuses.store(status, Ordering::Release);
    }

    /// All it was asked for, refused or not.
    pub fn asked(&self) -> Vec<Tunnel> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

fn serve(mut stream: TcpStream, leads_to: SocketAddr, asked: &Mutex<Vec<Tunnel>>, refuses: &AtomicU16) -> Option<()> {
    let mut head = Vec::new();
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
    asked.lock().unwrap_or_else(PoisonError::into_inner).push(tunnel);
    match refuses.load(Ordering::Acquire) {
        0 => stream.write_all(b"HTTP/1.1 200 Connection established\r\nVia: sandbox\r\n\r\n").ok()?,
        status => return stream.write_all(format!("HTTP/1.1 {status} Refused\r\n\r\n").as_bytes()).ok(),
    }
    let mut host = TcpStream::connect(leads_to).ok()?;
    let (mut back, mut there) = (stream.try_clone().ok()?, host.try_clone().ok()?);
    thread::spawn(move || {
        let _ended = io::copy(&mut there, &mut back);
        let _gone = back.shutdown(Shutdown::Write);
    });
    let _ended = io::copy(&mut stream, &mut host);
    host.shutdown(Shutdown::Write).ok()
}
