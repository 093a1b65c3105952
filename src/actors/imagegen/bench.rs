//! A bounded queue in front of a bounded number of places, each key at most once in either.
//!
//! Pure: it starts nothing and knows no time. ImageGen has three: cards to compose, fish's cards to render, fish to paint.
//!
//! **Invariant:** a place is given back when its [`Place`] is dropped, whatever became of the work: done, panicked, or thrown
//! away with a message that nobody handled. So restarting the actor never has more at work than the limit.

use std::{
    collections::{HashSet, VecDeque},
    fmt::Debug,
    hash::Hash,
    sync::{Arc, Mutex, PoisonError},
};

type Busy<K> = Arc<Mutex<HashSet<K>>>;

/// See the file's head. `K` names a piece of work, `J` is what doing it needs.
#[derive(Debug)]
pub(super) struct Bench<K, J> {
    places: usize,
    room: usize,
    waiting: VecDeque<(K, J)>,
    busy: Busy<K>,
}

/// One taken place; dropping it gives it back.
#[derive(Debug)]
pub(super) struct Place<K: Clone + Eq + Hash> {
    key: K,
    busy: Busy<K>,
}

/// What became of an offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Offer {
    /// It waits; take it out with [`Bench::begin`].
    Taken,
    /// It waits or is worked on already.
    Already,
    /// There is no room.
    Full,
}

impl<K: Clone + Eq + Hash + Debug, J> Bench<K, J> {
    /// A bench of so many places and room for so many more that wait.
    pub fn new(places: usize, room: usize) -> Bench<K, J> {
        Bench { places, room, waiting: VecDeque::new(), busy: Busy::default() }
    }

    /// Puts work at the end of the queue.
    pub fn offer(&mut self, key: K, job: J) -> Offer {
        if self.has(&key) {
            return Offer::Already;
        }
        if self.is_full() {
            return Offer::Full;
        }
        self.waiting.push_back((key, job));
        Offer::Taken
    }

    /// Takes out the next work while fewer than `at_most` places (and never more than there are) are taken.
    pub fn begin(&mut self, at_most: usize) -> Option<(Place<K>, J)> {
        if self.in_flight() >= at_most.min(self.places) {
            return None;
        }
        let (key, job) = self.waiting.pop_front()?;
        lock(&self.busy).insert(key.clone());
        Some((Place { key, busy: self.busy.clone() }, job))
    }

    /// Takes work out of the queue that nobody wants any more.
    pub fn forget(&mut self, key: &K) {
        self.waiting.retain(|(waiting, _)| waiting != key);
    }

    /// Empties the queue; what is at work goes on.
    pub fn forget_waiting(&mut self) {
        self.waiting.clear();
    }

    /// Work offered now would find no room. What can begin at once needs none.
    pub fn is_full(&self) -> bool {
        self.waiting.len() >= self.room + self.places.saturating_sub(self.in_flight())
    }

    /// Waits or is worked on.
    pub fn has(&self, key: &K) -> bool {
        lock(&self.busy).contains(key) || self.waiting.iter().any(|(waiting, _)| waiting == key)
    }

    /// Taken places.
    pub fn in_flight(&self) -> usize {
        lock(&self.busy).len()
    }

    /// Waiting for a place.
    pub fn queued(&self) -> usize {
        self.waiting.len()
    }
}

impl<K: Clone + Eq + Hash> Place<K> {
    /// Whose place.
    pub fn key(&self) -> &K {
        &self.key
    }
}

impl<K: Clone + Eq + Hash> Drop for Place<K> {
    fn drop(&mut self) {
        lock(&self.busy).remove(&self.key);
    }
}

/// A set is whole whatever panicked near it.
fn lock<K>(busy: &Busy<K>) -> std::sync::MutexGuard<'_, HashSet<K>> {
    busy.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_then_room_then_full_and_each_key_once() {
        let mut bench = Bench::new(2, 1);
        assert_eq!(
            [1, 2, 3, 4].map(|key| bench.offer(key, ())),
            [Offer::Taken, Offer::Taken, Offer::Taken, Offer::Full]
        );
        assert_eq!(bench.offer(3, ()), Offer::Already);
        let (first, ()) = bench.begin(usize::MAX).unwrap();
        let second = bench.begin(usize::MAX).unwrap();
        assert!(bench.begin(usize::MAX).is_none(), "two places only");
        assert_eq!((bench.offer(1, ()), bench.offer(4, ())), (Offer::Already, Offer::Full));
        assert_eq!((*first.key(), bench.in_flight(), bench.queued()), (1, 2, 1));
        drop(first);
        assert_eq!(bench.begin(1).map(|(place, ())| *place.key()), None, "one place is wanted at the most");
        assert_eq!(bench.begin(2).map(|(place, ())| *place.key()), Some(3));
        drop(second);
        assert_eq!((bench.in_flight(), bench.queued()), (0, 0));
    }

    #[test]
    fn a_panic_gives_the_place_back_and_forgetting_keeps_what_is_at_work() {
        let mut bench = Bench::new(1, 5);
        bench.offer("a", ());
        bench.offer("b", ());
        bench.offer("c", ());
        let held = bench.begin(1).unwrap();
        bench.forget(&"b");
        assert!(!bench.has(&"b") && bench.has(&"c"));
        bench.forget_waiting();
        assert!(bench.has(&"a") && !bench.has(&"c"));
        let crashed = std::panic::catch_unwind(std::panic::AssertUnwindSafe(move || {
            let _held = held;
            panic!("on purpose");
        }));
        assert!(crashed.is_err() && bench.in_flight() == 0);
    }

    #[test]
    fn a_bench_without_places_or_room_is_always_full() {
        assert_eq!(Bench::new(0, 0).offer(1, ()), Offer::Full);
    }
}
