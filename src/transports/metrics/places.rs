//! The places at the operator's door: how many connections may be open, how long one may keep its place, and who goes when
//! somebody new comes.
//!
//! Owned by the door, told of each connection by the server when it is taken.
//!
//! **Invariant:** whoever comes is let in: when all places are taken, the oldest connection that had its fair time is cut.
//! **Invariant:** no connection stays for longer than [`AGE`], whatever it does; a scrape takes milliseconds.

use std::{
    net::{Shutdown, TcpStream},
    sync::{Arc, Mutex, PoisonError, Weak},
    time::{Duration, Instant},
};

/// Connections at the most: a Prometheus, a probe, an operator, and some to spare.
pub const PLACES: usize = 16;

/// Longest life of a connection: below the interval of most scrapers, whose next scrape comes over a new one.
pub const AGE: Duration = Duration::from_secs(10);

/// What each connection is left in peace for, also when all places are taken: many times what a scrape takes, and a tenth of
/// what a scraper waits for.
pub const FAIR: Duration = Duration::from_secs(1);

/// See the file's head.
#[derive(Clone, Default)]
pub struct Places(Arc<Mutex<Vec<Guest>>>);

struct Guest {
    since: Instant,
    socket: Weak<TcpStream>,
}

impl Places {
    /// Somebody has come, over this socket, which is held by the connection as long as it lasts. Gives when somebody has to
    /// go for the next one, if the last place is taken now.
    pub fn take(&self, socket: &Arc<TcpStream>, now: Instant) -> Option<Instant> {
        let mut guests = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        guests.retain(|guest| guest.socket.strong_count() > 0);
        guests.push(Guest { since: now, socket: Arc::downgrade(socket) });
        (guests.len() >= PLACES).then(|| guests[0].since + FAIR)
    }

    /// Cuts the oldest connection that had its fair time when no place is free, so that one is. Gives when to look again where
    /// none had it yet.
    pub fn make_room(&self, now: Instant) -> Option<Instant> {
        let mut guests = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        guests.retain(|guest| guest.socket.strong_count() > 0);
        if guests.len() < PLACES {
            return None;
        }
        let fair = guests[0].since + FAIR;
        if fair > now {
            return Some(fair);
        }
        cut(&guests.remove(0).socket);
        None
    }
}

/// Ends a connection, if it is still there.
pub fn cut(socket: &Weak<TcpStream>) {
    if let Some(socket) = socket.upgrade() {
        let _gone_already = socket.shutdown(Shutdown::Both);
    }
}

#[cfg(test)]
mod tests {
    use std::{io::Read, net::TcpListener};

    use super::*;

    #[test]
    fn the_oldest_goes_when_all_places_are_taken_and_it_had_its_time() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let come = || {
            let ours = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
            (Arc::new(listener.accept().unwrap().0), ours)
        };
        let (places, now) = (Places::default(), Instant::now());
        let mut guests: Vec<_> = (0..PLACES - 1).map(|_| come()).collect();
        for (n, (socket, _)) in guests.iter().enumerate() {
            assert_eq!(places.take(socket, now + Duration::from_millis(n as u64)), None);
        }
        assert_eq!(places.make_room(now + AGE), None, "a place is free");
        guests.push(come());
        assert_eq!(places.take(&guests[PLACES - 1].0, now + FAIR / 2), Some(now + FAIR));
        assert_eq!(places.make_room(now + FAIR / 2), Some(now + FAIR));
        assert_eq!(places.make_room(now + FAIR), None);
        assert_eq!(guests[0].1.read(&mut [0]).unwrap(), 0, "the oldest is cut");
        guests[1].1.set_nonblocking(true).unwrap();
        assert!(guests[1].1.read(&mut [0]).is_err(), "and nobody else");
        assert_eq!(places.make_room(now + FAIR), None, "nor by looking twice");
        drop(guests.remove(5));
        assert_eq!(places.take(&come().0, now + FAIR), None, "whoever went left a place");
    }
}
