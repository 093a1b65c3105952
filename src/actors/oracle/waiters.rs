//! Those who wait for a tick, ordered by when they give up. Pure; the actor tells it the time and the ticks.
//!
//! **Invariant:** a waiter leaves exactly once, and a fill leaves with a tick only if its round and all that it tells are of after the
//! command.
//! **Absent:** no timer per waiter; the actor keeps one timer for [`Waiters::next_deadline`].

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Instant,
};

use jiff::Timestamp;
use tokio::sync::oneshot;

use super::{Filled, QuoteError, history::Judged};
use crate::game::{
    crossing::Snap,
    market::{Pair, Tick},
};

/// Waiters at the most: five times the load the service is built for, about 10 MB.
pub const AT_MOST: usize = 50_000;

/// One who waits.
#[derive(Debug)]
pub struct Waiter {
    /// For a tick of this pair.
    pub pair: Pair,
    /// For what.
    pub want: Want,
}

/// What a waiter is owed.
#[derive(Debug)]
pub enum Want {
    /// A fill.
    Fill {
        /// The time of the command.
        after: Timestamp,
        /// When it was asked for.
        began: Instant,
        /// What snaps the line to be hooked. Boxed, for casts have none.
        snap: Option<Box<Snap>>,
        /// Where the answer goes.
        answer: oneshot::Sender<Result<Filled, QuoteError>>,
    },
    /// A look: any valid tick will do.
    Look {
        /// Where the answer goes.
        answer: oneshot::Sender<Option<Tick>>,
    },
}

impl Waiter {
    /// What this tick is for him; `needed` sources make a fill.
    fn served_by(&self, judged: &Judged, needed: usize) -> Option<Tick> {
        if judged.tick.pair != self.pair {
            return None;
        }
        match &self.want {
            Want::Fill { after, .. } => judged.fill(*after, needed),
            Want::Look { .. } => Some(judged.tick.clone()),
        }
    }
}

/// All who wait.
#[derive(Debug, Default)]
pub struct Waiters {
    /// By deadline, and by number where deadlines are equal.
    waiting: BTreeMap<(Instant, u64), Waiter>,
    next: u64,
}

impl Waiters {
    /// Takes one up; gives it back when too many wait already.
    pub fn add(&mut self, waiter: Waiter, deadline: Instant) -> Result<(), Waiter> {
        if self.waiting.len() >= AT_MOST {
            return Err(waiter);
        }
        self.next += 1;
        self.waiting.insert((deadline, self.next), waiter);
        Ok(())
    }

    /// How many wait.
    pub fn len(&self) -> usize {
        self.waiting.len()
    }

    /// True when nobody waits.
    pub fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    /// The pairs that somebody waits for.
    pub fn pairs(&self) -> BTreeSet<Pair> {
        self.waiting.values().map(|waiter| waiter.pair).collect()
    }

    /// When the first of them gives up.
    pub fn next_deadline(&self) -> Option<Instant> {
        self.waiting.keys().next().map(|(deadline, _)| *deadline)
    }

    /// Those whom one of these ticks serves, in the order of their deadlines, each with what it is for him, of `needed` sources at
    /// least; the others go on waiting.
    pub fn served_by(&mut self, ticks: &[Judged], needed: usize) -> Vec<(Waiter, Tick)> {
        let mut served = Vec::new();
        for (key, waiter) in std::mem::take(&mut self.waiting) {
            match ticks.iter().find_map(|judged| waiter.served_by(judged, needed)) {
                Some(tick) => served.push((waiter, tick)),
                None => {
                    self.waiting.insert(key, waiter);
                }
            }
        }
        served
    }

    /// Those whose deadline has come.
    pub fn expired(&mut self, now: Instant) -> Vec<Waiter> {
        let staying = self.waiting.split_off(&(now, u64::MAX));
        std::mem::replace(&mut self.waiting, staying).into_values().collect()
    }

    /// All of them, at once.
    pub fn all(&mut self) -> Vec<Waiter> {
        std::mem::take(&mut self.waiting).into_values().collect()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{
        super::samples::{at, quote},
        *,
    };
    use crate::game::market::Source::{Binance, Coinbase};

    /// A tick of ETH/USD from one source.
    fn tick(second: i64, text: &str) -> Judged {
        Judged { tick: super::super::samples::tick(second, text), apart: Vec::new() }
    }

    const SECOND: Duration = Duration::from_secs(1);

    fn fill(pair: Pair, after: i64) -> Waiter {
        Waiter {
            pair,
            want: Want::Fill { after: at(after), began: Instant::now(), snap: None, answer: oneshot::channel().0 },
        }
    }

    fn look(pair: Pair) -> Waiter {
        Waiter { pair, want: Want::Look { answer: oneshot::channel().0 } }
    }

    #[test]
    fn a_fill_is_served_only_by_a_round_begun_strictly_after_its_command() {
        for (after, served) in [(99, 1), (100, 0), (101, 0)] {
            let mut waiters = Waiters::default();
            waiters.add(fill(Pair::EthUsd, after), Instant::now()).unwrap();
            assert_eq!(waiters.served_by(&[tick(100, "2500")], 1).len(), served, "after {after}");
            assert_eq!(waiters.len(), 1 - served);
        }
    }

    #[test]
    fn of_a_tick_a_fill_gets_what_is_newer_than_its_command_and_a_look_all_of_it() {
        let mut judged = tick(100, "2505");
        judged.tick.quotes = vec![quote(Binance, "2500", 97), quote(Coinbase, "2510", 100)];
        let mut waiters = Waiters::default();
        for waiter in [fill(Pair::EthUsd, 96), fill(Pair::EthUsd, 98), look(Pair::EthUsd)] {
            waiters.add(waiter, Instant::now()).unwrap();
        }
        let prices = |served: Vec<(Waiter, Tick)>| -> Vec<String> {
            served.into_iter().map(|(_, tick)| tick.price.to_string()).collect()
        };
        assert_eq!(prices(waiters.served_by(&[judged.clone()], 2)), ["2505", "2505"]);
        assert_eq!(waiters.len(), 1, "one of two is of before the second command");
        assert_eq!(prices(waiters.served_by(&[judged], 1)), ["2510"]);
    }

    #[test]
    fn a_tick_serves_its_own_pair_only_and_every_look_at_it() {
        let mut waiters = Waiters::default();
        for waiter in [fill(Pair::BtcUsd, 1), look(Pair::EthUsd), fill(Pair::EthUsd, 1), look(Pair::BtcUsd)] {
            waiters.add(waiter, Instant::now()).unwrap();
        }
        let served = waiters.served_by(&[tick(100, "2500")], 1);
        assert_eq!(served.iter().map(|(waiter, _)| waiter.pair).collect::<Vec<_>>(), [Pair::EthUsd; 2]);
        assert_eq!(waiters.pairs(), BTreeSet::from([Pair::BtcUsd]));
        assert_eq!((waiters.all().len(), waiters.is_empty()), (2, true));
    }

    #[test]
    fn deadlines_are_kept_in_their_order_and_at_their_moment() {
        let now = Instant::now();
        let mut waiters = Waiters::default();
        for (pair, seconds) in [(Pair::DotUsd, 9), (Pair::AdaUsd, 2), (Pair::SolUsd, 2), (Pair::EthUsd, 5)] {
            waiters.add(fill(pair, 1), now + SECOND * seconds).unwrap();
        }
        assert_eq!(waiters.next_deadline(), Some(now + SECOND * 2));
        assert!(waiters.expired(now + SECOND).is_empty());
        let gone: Vec<Pair> = waiters.expired(now + SECOND * 2).iter().map(|waiter| waiter.pair).collect();
        assert_eq!(gone, [Pair::AdaUsd, Pair::SolUsd]);
        assert_eq!(waiters.next_deadline(), Some(now + SECOND * 5));
        assert_eq!(waiters.expired(now + SECOND * 60).len(), 2);
        assert_eq!(waiters.next_deadline(), None);
    }

    #[test]
    fn more_than_enough_are_sent_away() {
        let now = Instant::now();
        let mut waiters = Waiters::default();
        for _ in 0..AT_MOST {
            waiters.add(look(Pair::EthUsd), now).unwrap();
        }
        assert!(waiters.add(look(Pair::EthUsd), now).is_err());
        assert_eq!(waiters.expired(now).len(), AT_MOST);
        assert!(waiters.add(look(Pair::EthUsd), now).is_ok());
    }
}
