//! Racing a host's addresses (RFC 8305, "Happy Eyeballs"): a dead one costs a quarter of a second and not the connection.
//!
//! Called by [`super::Way`] for every TCP connection.
//!
//! **Invariant:** each address is tried once, the next as soon as the one before failed or after [`APART`]; the first that
//! stands wins, the others are dropped.

use std::{io, net::SocketAddr, time::Duration};

use futures_util::{StreamExt, stream::FuturesUnordered};
use tokio::net::TcpStream;

/// Time between two attempts, as RFC 8305 recommends.
pub const APART: Duration = Duration::from_millis(250);

/// Brings addresses into the order of the race: the one that worked last, then the two families by turns, each in the order in which
/// the resolver gave it.
pub fn in_order(addresses: Vec<SocketAddr>, worked: Option<SocketAddr>) -> Vec<SocketAddr> {
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
pub async fn connect(addresses: Vec<SocketAddr>) -> io::Result<(TcpStream, SocketAddr)> {
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
pub mod tests {
    use std::{net::TcpListener, time::Instant};

    use super::*;

    /// A place of this machine whose queue is full: every further attempt to connect is dropped without a word.
    pub struct Hole {
        pub at: SocketAddr,
        _kept: (TcpListener, Vec<tokio::task::JoinHandle<()>>),
    }

    /// Fills the queue of a listener of its own.
    pub async fn hole() -> Hole {
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
        let good = TcpListener::bind("127.0.0.1:0").unwrap();
        let refuses = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let hole = hole().await;
        let began = Instant::now();
        let (_, won) = connect(vec![hole.at, refuses, good.local_addr().unwrap()]).await.unwrap();
        assert_eq!(won, good.local_addr().unwrap());
        let took = began.elapsed();
        assert!((APART..Duration::from_secs(2)).contains(&took), "{took:?}");
        println!("connected after {} ms", took.as_millis());
        assert!(connect(vec![refuses]).await.is_err());
        assert!(connect(vec![]).await.unwrap_err().to_string().contains("no address"));
    }
}
