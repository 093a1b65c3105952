//! One exchange of the sandbox: how its prices differ from the market's, and who asked when.
//!
//! Owned by the market, one per exchange; tests turn its knobs from any thread while the server reads them.
//!
//! **Invariant:** a frozen desk shows the prices and the time of the moment it froze, whatever the market does.

use std::{
    collections::{HashMap, HashSet, VecDeque},
    pin::pin,
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use jiff::{SignedDuration, Timestamp};
use tokio::{sync::Notify, time::timeout_at};

use super::walk::{Atoms, parse, write};
use crate::sandbox::switches::Switches;

/// Requests remembered with their times.
const REQUESTS: usize = 10_000;

/// A price as an exchange words it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Worded {
    pub(super) last: String,
    pub(super) bid: String,
    pub(super) ask: String,
}

#[derive(Default)]
struct Knobs {
    frozen: Option<(Timestamp, HashMap<&'static str, String>)>,
    offset_bp: i64,
    absent: HashSet<String>,
    skew: SignedDuration,
    asked: u64,
    requests: VecDeque<Instant>,
}

/// One exchange.
#[derive(Default)]
pub struct Desk {
    /// What its server shall do wrong (429, 418, 5xx, silence, drip, garbage, …); the endpoint is the exchange's name.
    pub switches: Switches,
    knobs: Mutex<Knobs>,
    changed: Notify,
}

impl Desk {
    /// Lets it move again.
    pub fn thaw(&self) {
        self.lock().frozen = None;
    }

    pub(super) fn freeze(&self, at: Timestamp, prices: HashMap<&'static str, String>) {
        self.lock().frozen = Some((at, prices));
    }

    /// Shows every price so many basis points (hundredths of a percent) above the market's; negative for below.
    pub fn set_offset_bp(&self, basis_points: i64) {
        self.lock().offset_bp = basis_points;
    }

    /// Leaves these pairs out of its answers; none to list all again.
    pub fn set_absent(&self, pairs: &[&str]) {
        self.lock().absent = pairs.iter().map(|pair| (*pair).to_owned()).collect();
    }

    /// Lets its clock run ahead by so many milliseconds; negative for behind.
    pub fn set_skew_ms(&self, ms: i64) {
        self.lock().skew = SignedDuration::from_millis(ms);
    }

    /// How many requests have arrived, answered or not.
    pub fn count(&self) -> u64 {
        self.lock().asked
    }

    /// When the last 10,000 of them arrived.
    pub fn requests(&self) -> Vec<Instant> {
        self.lock().requests.iter().copied().collect()
    }

    /// Waits until so many requests have arrived since the start; false when they have not within `deadline`.
    pub async fn wait_for(&self, count: u64, deadline: Duration) -> bool {
        let deadline = tokio::time::Instant::now() + deadline;
        loop {
            let mut changed = pin!(self.changed.notified());
            changed.as_mut().enable();
            if self.count() >= count {
                return true;
            }
            if timeout_at(deadline, changed).await.is_err() {
                return self.count() >= count;
            }
        }
    }

    pub(super) fn note(&self, at: Instant) {
        let mut knobs = self.lock();
        knobs.asked += 1;
        if knobs.requests.len() == REQUESTS {
            knobs.requests.pop_front();
        }
        knobs.requests.push_back(at);
        drop(knobs);
        self.changed.notify_waiters();
    }

    /// Its own time, given the true one.
    pub(super) fn time(&self, now: Timestamp) -> Timestamp {
        let knobs = self.lock();
        let at = knobs.frozen.as_ref().map_or(now, |(at, _)| *at);
        at.checked_add(knobs.skew).unwrap_or(at)
    }

    /// How it words a pair's price, given the market's; `None` when it does not list the pair.
    pub(super) fn word(&self, pair: &'static str, market: String) -> Option<Worded> {
        let knobs = self.lock();
        if knobs.absent.contains(pair) {
            return None;
        }
        let shown = knobs.frozen.as_ref().and_then(|(_, prices)| prices.get(pair).cloned()).unwrap_or(market);
        let Some(atoms) = parse(&shown) else {
            // Not a price by our reading: passed on as it was set.
            return Some(Worded { last: shown.clone(), bid: shown.clone(), ask: shown });
        };
        let last = atoms * (10_000 + Atoms::from(knobs.offset_bp)) / 10_000;
        // Half a basis point to either side, so that the mid is the price exactly.
        let half = if last > 20_000 { last / 20_000 } else { 0 };
        let shown = if knobs.offset_bp == 0 { shown } else { write(last) };
        Some(Worded { last: shown, bid: write(last - half), ask: write(last + half) })
    }

    fn lock(&self) -> MutexGuard<'_, Knobs> {
        self.knobs.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mid_of_bid_and_ask_is_the_price() {
        let worded = Desk::default().word("ETH/USD", "2500.12".into()).unwrap();
        let mid = (parse(&worded.bid).unwrap() + parse(&worded.ask).unwrap()) / 2;
        assert_eq!((worded.last.as_str(), mid), ("2500.12", parse("2500.12").unwrap()));
        assert!(parse(&worded.bid) < parse(&worded.ask));
    }

    #[test]
    fn knobs_shift_hide_and_freeze() {
        let desk = Desk::default();
        let last = |market: &str| desk.word("ETH/USD", market.into()).map(|worded| worded.last);
        desk.set_offset_bp(300);
        assert_eq!(last("100.00").as_deref(), Some("103.00"));
        assert_eq!(last("-5").as_deref(), Some("-5"));
        desk.set_offset_bp(0);
        desk.freeze(Timestamp::UNIX_EPOCH, HashMap::from([("ETH/USD", "9.5".to_owned())]));
        desk.set_skew_ms(-2_000);
        let later = Timestamp::from_second(77).unwrap();
        assert_eq!((last("100").as_deref(), desk.time(later).as_second()), (Some("9.5"), -2));
        desk.thaw();
        assert_eq!((last("100").as_deref(), desk.time(later).as_second()), (Some("100"), 75));
        desk.set_absent(&["ETH/USD"]);
        assert_eq!(last("100"), None);
    }
}
