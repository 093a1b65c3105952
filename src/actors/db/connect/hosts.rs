//! The servers of an address, and how one is dialled.
//!
//! Used by the [`Connector`](super::Connector). It owns what worked last: the server, and the address of each name, which
//! come first the next time, for every connection of the process. The addresses of one name are raced (RFC 8305): a dead one
//! costs a quarter of a second.
//!
//! **Invariant:** one socket comes out of a race; the others are closed.

use std::{
    fmt, io,
    net::{IpAddr, SocketAddr},
    path::PathBuf,
    pin::Pin,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    task::{Context, Poll},
    time::Duration,
};

use futures_util::stream::{FuturesUnordered, StreamExt};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::{TcpStream, UnixStream},
    time::Instant,
};

/// Pause before the next address of a name is tried beside those before it: RFC 8305 recommends 250 ms.
const STAGGER: Duration = Duration::from_millis(250);
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
#[derive(Debug)]
pub(super) struct Hosts {
    pub all: Vec<Host>,
    good: AtomicUsize,
    /// The address of each name that answered last.
    addresses: Mutex<Vec<Option<IpAddr>>>,
}

impl Hosts {
    pub fn new(all: Vec<Host>) -> Hosts {
        let addresses = Mutex::new(vec![None; all.len()]);
        Hosts { all, good: AtomicUsize::new(0), addresses }
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
        let (name, given) = match &host.place {
            Place::Socket(folder) => {
                let path = folder.join(format!(".s.PGSQL.{}", host.port));
                return Ok(Socket::Unix(UnixStream::connect(path).await?));
            }
            Place::Net { name, address } => (name, *address),
        };
        let found: Vec<IpAddr> = match given {
            Some(address) => vec![address],
            None => tokio::net::lookup_host((name.as_str(), host.port)).await?.map(|found| found.ip()).collect(),
        };
        let known = self.addresses.lock().unwrap_or_else(PoisonError::into_inner)[number];
        let addresses = sorted(found, known).into_iter().map(|address| SocketAddr::new(address, host.port));
        let stream = race(addresses.collect()).await?;
        set(&stream)?;
        self.addresses.lock().unwrap_or_else(PoisonError::into_inner)[number] = Some(stream.peer_addr()?.ip());
        Ok(Socket::Tcp(stream))
    }
}

/// The one that worked first, then both families in turns, beginning with that of the first.
fn sorted(found: Vec<IpAddr>, known: Option<IpAddr>) -> Vec<IpAddr> {
    let first_is_v6 = found.first().is_some_and(IpAddr::is_ipv6);
    let (first, second): (Vec<IpAddr>, Vec<IpAddr>) = found.into_iter().partition(|one| one.is_ipv6() == first_is_v6);
    let turns = first.len().max(second.len());
    let mut all: Vec<IpAddr> = (0..turns).flat_map(|n| [first.get(n), second.get(n)]).flatten().copied().collect();
    all.sort_by_key(|address| Some(*address) != known);
    all.dedup();
    all
}

/// The first that answers; each begins when the one before it failed, or a moment later.
async fn race(addresses: Vec<SocketAddr>) -> io::Result<TcpStream> {
    let mut waiting = addresses.into_iter();
    let mut running = FuturesUnordered::new();
    let mut reason = io::Error::new(io::ErrorKind::NotFound, "the name has no address");
    let mut next_at = Instant::now();
    loop {
        let more = waiting.len() > 0;
        if running.is_empty() && !more {
            return Err(reason);
        }
        tokio::select! {
            Some(ended) = running.next() => match ended {
                Ok(stream) => return Ok(stream),
                Err(error) => {
                    reason = error;
                    next_at = Instant::now();
                }
            },
            () = tokio::time::sleep_until(next_at), if more => {
                running.extend(waiting.next().map(TcpStream::connect));
                next_at = Instant::now() + STAGGER;
            }
        }
    }
}

fn set(stream: &TcpStream) -> io::Result<()> {
    stream.set_nodelay(true)?;
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
    fn families_take_turns_behind_the_one_that_worked() {
        let ip = |text: &str| text.parse::<IpAddr>().unwrap();
        let found = vec![ip("::1"), ip("::2"), ip("127.0.0.1"), ip("127.0.0.2")];
        assert_eq!(sorted(found.clone(), None), [ip("::1"), ip("127.0.0.1"), ip("::2"), ip("127.0.0.2")]);
        assert_eq!(sorted(found, Some(ip("127.0.0.2")))[..2], [ip("127.0.0.2"), ip("::1")]);
    }

    /// An address whose queue of callers is full takes no more and says nothing: a hole.
    #[tokio::test]
    async fn a_hole_costs_a_quarter_of_a_second() {
        let socket = tokio::net::TcpSocket::new_v6().unwrap();
        socket.bind("[::1]:0".parse().unwrap()).unwrap();
        let hole = socket.listen(0).unwrap();
        let at = hole.local_addr().unwrap();
        let mut callers = Vec::new();
        for _ in 0..4 {
            callers.push(tokio::time::timeout(Duration::from_millis(50), TcpStream::connect(at)).await);
        }
        let good = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let began = Instant::now();
        let there = race(vec![at, good.local_addr().unwrap()]).await.unwrap();
        assert_eq!(there.peer_addr().unwrap(), good.local_addr().unwrap());
        assert!(began.elapsed() >= STAGGER && began.elapsed() < STAGGER * 8, "{:?}", began.elapsed());
    }

    #[tokio::test]
    async fn the_server_that_served_comes_first() {
        let host = |port| Host { place: Place::Net { name: "127.0.0.1".to_owned(), address: None }, port };
        let hosts = Hosts::new(vec![host(1), host(2), host(3)]);
        hosts.served(1);
        assert_eq!(hosts.in_order().collect::<Vec<_>>(), [1, 0, 2]);
        let empty = race(Vec::new()).await;
        assert_eq!(empty.unwrap_err().to_string(), "the name has no address");
    }
}
