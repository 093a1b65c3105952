//! Racing a host's addresses (RFC 8305, "Happy Eyeballs"): a dead one costs a quarter of a second and not the connection.
//!
//! Called for every TCP connection: by `transports::way`, and by `actors::db::connect` for each server of its address. A
//! [`Dialler`] remembers which address of a name worked last, for all who share it.
//!
//! **Invariant:** each address is tried once, the next as soon as the one before failed or after [`APART`]; the first that
//! stands wins, the others are dropped.
//! **Absent:** no deadline: one of the caller's bounds the name, the race and whatever it does with the connection.

use std::{
    collections::BTreeMap,
    io,
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use futures_util::{FutureExt, StreamExt, future::BoxFuture, stream::FuturesUnordered};
use tokio::net::TcpStream;

/// Time between two attempts, as RFC 8305 recommends.
pub const APART: Duration = Duration::from_millis(250);
/// Names whose last good address is remembered; ours are a handful, and images may come from a few more.
const REMEMBERED: usize = 64;

/// Gives the addresses of a name and a port; tests have names of their own.
pub type Names = Arc<dyn Fn(String, u16) -> BoxFuture<'static, io::Result<Vec<SocketAddr>>> + Send + Sync>;

/// See the file's head.
pub struct Dialler {
    names: Names,
    worked: Mutex<BTreeMap<(String, u16), SocketAddr>>,
}

impl Default for Dialler {
    /// One that asks the machine's own resolver.
    fn default() -> Dialler {
        let look_up = async |name: String, port| Ok(tokio::net::lookup_host((name.as_str(), port)).await?.collect());
        Dialler::asking(Arc::new(move |name, port| look_up(name, port).boxed()))
    }
}

impl Dialler {
    /// One that asks these names.
    pub fn asking(names: Names) -> Dialler {
        Dialler { names, worked: Mutex::default() }
    }

    /// A connection to a name, or to an address written as one, that sends small messages at once.
    ///
    /// # Errors
    /// When the name is not found, or the last failure, when all of its addresses have failed.
    pub async fn dial(&self, name: &str, port: u16) -> io::Result<TcpStream> {
        let key = (name.to_owned(), port);
        let addresses = (self.names)(key.0.clone(), port).await?;
        let worked = self.worked().get(&key).copied();
        let (stream, won) = connect(in_order(addresses, worked)).await?;
        stream.set_nodelay(true)?;
        let mut known = self.worked();
        if known.len() >= REMEMBERED {
            known.clear();
        }
        known.insert(key, won);
        Ok(stream)
    }

    fn worked(&self) -> MutexGuard<'_, BTreeMap<(String, u16), SocketAddr>> {
        self.worked.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Brings addresses into the order of the race: the one that worked last, then the two families by turns, each in the order in which
/// the resolver gave it.
fn in_order(addresses: Vec<SocketAddr>, worked: Option<SocketAddr>) -> Vec<SocketAddr> {
    let first = addresses.first().is_some_and(SocketAddr::is_ipv6);
    let (these, those) = addresses.iter().copied().partition::<Vec<_>, _>(|address| address.is_ipv6() == first);
    let (mut these, mut those) = (these.into_iter(), those.into_iter());
    let mut order: Vec<SocketAddr> = worked.filter(|worked| addresses.contains(worked)).into_iter().collect();
    loop {
        let turn = [these.next(), those.next()];
        if turn == [None, None] {
            return order;
        }
        for address in turn.into_iter().flatten() {
            if !order.contains(&address) {
                order.push(address);
            }
        }
    }
}

/// Connects to the first of these addresses that takes us.
///
/// # Errors
/// The last failure, when all have failed.
async fn connect(addresses: Vec<SocketAddr>) -> io::Result<(TcpStream, SocketAddr)> {
    let mut racing = FuturesUnordered::new();
    let mut last = io::Error::new(io::ErrorKind::NotFound, "the name has no address");
    let attempt = async |address: SocketAddr| TcpStream::connect(address).await.map(|stream| (stream, address));
    for next in addresses {
        racing.push(attempt(next));
        match tokio::time::timeout(APART, racing.next()).await {
            Ok(Some(Ok(won))) => return Ok(won),
            Ok(Some(Err(error))) => last = error,
            Ok(None) | Err(_) => {}
        }
    }
    while let Some(ended) = racing.next().await {
        match ended {
            Ok(won) => return Ok(won),
            Err(error) => last = error,
        }
    }
    Err(last)
}

#[cfg(test)]
pub(crate) mod tests {
    use std::{net::TcpListener, time::Instant};

    use super::*;

    /// A place of this machine whose queue is full: every further attempt to connect is dropped without a word.
    pub(crate) struct Hole {
        pub(crate) at: SocketAddr,
        _kept: (TcpListener, Vec<tokio::task::JoinHandle<()>>),
    }

    /// Fills the queue of a listener of its own.
    pub(crate) async fn hole() -> Hole {
        let socket = tokio::net::TcpSocket::new_v4().unwrap();
        socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
        let listener = socket.listen(0).unwrap().into_std().unwrap();
        let at = listener.local_addr().unwrap();
        let mut fill = Vec::new();
        // Full when one more attempt does not come through.
        loop {
            match tokio::time::timeout(Duration::from_millis(300), TcpStream::connect(at)).await {
                Ok(stream) => fill.push(tokio::spawn(async move {
                    let _held = stream;
                    std::future::pending::<()>().await;
                })),
                Err(_full) => return Hole { at, _kept: (listener, fill) },
            }
        }
    }

    #[test]
    fn families_take_turns_and_what_worked_goes_first() {
        let of = |text: &str| -> Vec<SocketAddr> { text.split(' ').map(|address| address.parse().unwrap()).collect() };
        let given = of("[::1]:1 [::2]:1 127.0.0.1:1 127.0.0.2:1 127.0.0.3:1");
        let turns = of("[::1]:1 127.0.0.1:1 [::2]:1 127.0.0.2:1 127.0.0.3:1");
        assert_eq!(in_order(given.clone(), None), turns);
        let worked = of("127.0.0.2:1")[0];
        assert_eq!(in_order(given, Some(worked)), of("127.0.0.2:1 [::1]:1 127.0.0.1:1 [::2]:1 127.0.0.3:1"));
        assert_eq!(in_order(of("[::1]:1"), Some(worked)), of("[::1]:1"), "it has moved");
        assert_eq!(in_order(vec![], None), []);
    }

    #[actix_rt::test]
    async fn a_hole_and_a_refusal_before_a_good_address_cost_a_quarter_of_a_second() {
        let open = TcpListener::bind("127.0.0.1:0").unwrap();
        let good = open.local_addr().unwrap();
        let refuses = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let hole = hole().await;
        let began = Instant::now();
        let (_, won) = connect(vec![hole.at, refuses, good]).await.unwrap();
        assert_eq!(won, good);
        assert!(began.elapsed() >= APART, "the hole had its time");
        println!("connected after {} ms", began.elapsed().as_millis());
        assert!(connect(vec![refuses]).await.is_err());
        assert!(connect(vec![]).await.unwrap_err().to_string().contains("no address"));
    }

    #[actix_rt::test]
    async fn the_address_that_worked_goes_first_until_another_one_does() {
        let open = [TcpListener::bind("127.0.0.1:0").unwrap(), TcpListener::bind("127.0.0.1:0").unwrap()];
        let at = open.each_ref().map(|listener| listener.local_addr().unwrap());
        let hole = hole().await;
        let listed = Arc::new(Mutex::new(vec![hole.at, at[0]]));
        let names = listed.clone();
        let dialler = Dialler::asking(Arc::new(move |_, _| {
            let listed = names.lock().unwrap().clone();
            async move { Ok(listed) }.boxed()
        }));
        let reached = async || dialler.dial("dual.test", 80).await.unwrap().peer_addr().unwrap();
        assert_eq!(reached().await, at[0]);
        *listed.lock().unwrap() = vec![at[1], at[0]];
        assert_eq!(reached().await, at[0], "it is remembered");
        *listed.lock().unwrap() = vec![at[1]];
        assert_eq!(reached().await, at[1], "it has moved");
        *listed.lock().unwrap() = vec![at[0], at[1]];
        assert_eq!(reached().await, at[1]);
    }
}
