//! The servers of an address, and how one is dialled.
//!
//! Used by the [`Connector`](super::Connector). It owns what worked last: the server, and with its [`Dialler`] the address of each
//! name, which come first the next time, for every connection of the process.
//!
//! **Invariant:** a socket that is handed out ends within half a minute of its server's silence.

use std::{
    fmt, io,
    net::IpAddr,
    path::PathBuf,
    pin::Pin,
    sync::atomic::{AtomicUsize, Ordering},
    task::{Context, Poll},
    time::Duration,
};

use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::{TcpStream, UnixStream},
};

use crate::plumbing::net::race::Dialler;

/// We notice within half a minute that a server is gone without a word.
const IDLE: Duration = Duration::from_secs(10);
const BETWEEN: Duration = Duration::from_secs(5);
const TIMES: u32 = 3;

/// Where a server is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// The folder of its socket.
    Socket(PathBuf),
    /// A name, whose address may be given too.
    Net { name: String, address: Option<IpAddr> },
}

/// A server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Host {
    pub place: Place,
    pub port: u16,
}

impl Host {
    /// Its name, as its certificate may have it. A socket's folder has none.
    pub fn name(&self) -> &str {
        match &self.place {
            Place::Socket(_) => "localhost",
            Place::Net { name, .. } => name,
        }
    }
}

impl fmt::Display for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            Place::Socket(folder) => write!(f, "{}:{}", folder.display(), self.port),
            Place::Net { name, .. } if name.contains(':') => write!(f, "[{name}]:{}", self.port),
            Place::Net { name, .. } => write!(f, "{name}:{}", self.port),
        }
    }
}

/// The servers of an address, with what worked last.
pub(super) struct Hosts {
    pub all: Vec<Host>,
    good: AtomicUsize,
    dialler: Dialler,
}

impl Hosts {
    pub fn new(all: Vec<Host>) -> Hosts {
        Hosts { all, good: AtomicUsize::new(0), dialler: Dialler::default() }
    }

    /// Their numbers, the last good one first.
    pub fn in_order(&self) -> impl Iterator<Item = usize> + use<> {
        let (good, count) = (self.good.load(Ordering::Relaxed), self.all.len());
        std::iter::once(good).chain((0..count).filter(move |n| *n != good))
    }

    /// This one served.
    pub fn served(&self, number: usize) {
        self.good.store(number, Ordering::Relaxed);
    }

    /// A socket to a server.
    pub async fn dial(&self, number: usize) -> io::Result<Socket> {
        let host = &self.all[number];
        match &host.place {
            Place::Socket(folder) => {
                let path = folder.join(format!(".s.PGSQL.{}", host.port));
                Ok(Socket::Unix(UnixStream::connect(path).await?))
            }
            Place::Net { name, address } => {
                let name = address.map_or_else(|| name.clone(), |address| address.to_string());
                let stream = self.dialler.dial(&name, host.port).await?;
                keep_alive(&stream)?;
                Ok(Socket::Tcp(stream))
            }
        }
    }
}

fn keep_alive(stream: &TcpStream) -> io::Result<()> {
    let socket = socket2::SockRef::from(stream);
    let often = socket2::TcpKeepalive::new().with_time(IDLE).with_interval(BETWEEN).with_retries(TIMES);
    socket.set_tcp_keepalive(&often)?;
    socket.set_tcp_user_timeout(Some(IDLE + BETWEEN * TIMES))
}

/// A connection's bytes, over a network or a file of this machine.
pub(super) enum Socket {
    Tcp(TcpStream),
    Unix(UnixStream),
}

impl Socket {
    /// Our port of it; none where it is a file.
    pub fn local_port(&self) -> Option<u16> {
        match self {
            Socket::Tcp(stream) => stream.local_addr().ok().map(|ours| ours.port()),
            Socket::Unix(_) => None,
        }
    }
}

impl AsyncRead for Socket {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        match self.get_mut() {
            Socket::Tcp(stream) => Pin::new(stream).poll_read(cx, into),
            Socket::Unix(stream) => Pin::new(stream).poll_read(cx, into),
        }
    }
}

impl AsyncWrite for Socket {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        match self.get_mut() {
            Socket::Tcp(stream) => Pin::new(stream).poll_write(cx, bytes),
            Socket::Unix(stream) => Pin::new(stream).poll_write(cx, bytes),
        }
    }
    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match self.get_mut() {
            Socket::Tcp(stream) => Pin::new(stream).poll_flush(cx),
            Socket::Unix(stream) => Pin::new(stream).poll_flush(cx),
        }
    }
    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match self.get_mut() {
            Socket::Tcp(stream) => Pin::new(stream).poll_shutdown(cx),
            Socket::Unix(stream) => Pin::new(stream).poll_shutdown(cx),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_server_that_served_comes_first() {
        let host = |port| Host { place: Place::Net { name: "127.0.0.1".to_owned(), address: None }, port };
        let hosts = Hosts::new(vec![host(1), host(2), host(3)]);
        hosts.served(1);
        assert_eq!(hosts.in_order().collect::<Vec<_>>(), [1, 0, 2]);
    }
}
