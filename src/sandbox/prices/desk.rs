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

/// Prices remembered, where a record is kept.
const TOLD: usize = 50_000;

/// One price that an exchange told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// When, by the true clock.
    pub at: Timestamp,
    /// Of what.
    pub pair: &'static str,
    /// As it was written; bid and ask have it in their middle.
    pub price: String,
    /// The exchange repeated an old answer.
    pub frozen: bool,
    /// The exchange told this many basis points above the market, or below it.
    pub offset_bp: i64,
}

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
    unknown: HashSet<String>,
    skew: SignedDuration,
    asked: u64,
    requests: VecDeque<Instant>,
    says: Option<String>,
    told: Option<VecDeque<Told>>,
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

    /// Writes this text where the price of any pair should stand; `None` for prices again.
    pub fn say(&self, text: Option<&str>) {
        self.lock().says = text.map(str::to_owned);
    }

    /// Remembers from now on what it tells, the last 50,000 prices.
    pub fn keep_record(&self) {
        self.lock().told.get_or_insert_default();
    }

    /// What it told since its record is kept.
    pub fn told(&self) -> Vec<Told> {
        self.lock().told.iter().flatten().cloned().collect()
    }

    /// Leaves these pairs out of its answers; none to list all again.
    pub fn set_absent(&self, pairs: &[&str]) {
        self.lock().absent = pairs.iter().map(|pair| (*pair).to_owned()).collect();
    }

    /// Refuses every question in which one of these pairs is named, as an exchange does for a pair that it does not know; none
    /// to know all again.
    pub fn set_unknown(&self, pairs: &[&str]) {
        self.lock().unknown = pairs.iter().map(|pair| (*pair).to_owned()).collect();
    }

    /// True when it knows this pair.
    pub(super) fn knows(&self, pair: &str) -> bool {
        !self.lock().unknown.contains(pair)
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

    /// How it words a pair's price now, given the market's; `None` when it does not list the pair.
    pub(super) fn word(&self, pair: &'static str, market: String, at: Timestamp) -> Option<Worded> {
        let mut knobs = self.lock();
        let worded = knobs.word(pair, market)?;
        let (frozen, offset_bp) = (knobs.frozen.is_some(), knobs.offset_bp);
        if let Some(told) = &mut knobs.told {
            if told.len() == TOLD {
                told.pop_front();
            }
            told.push_back(Told { at, pair, price: worded.last.clone(), frozen, offset_bp });
        }
        Some(worded)
    }

    fn lock(&self) -> MutexGuard<'_, Knobs> {
        self.knobs.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Knobs {
    fn word(&self, pair: &'static str, market: String) -> Option<Worded> {
        if self.absent.contains(pair) {
            return None;
        }
        if let Some(says) = &self.says {
            return Some(Worded { last: says.clone(), bid: says.clone(), ask: says.clone() });
        }
        let shown = self.frozen.as_ref().and_then(|(_, prices)| prices.get(pair).cloned()).unwrap_or(market);
        let Some(atoms) = parse(&shown) else {
            // Not a price by our reading: passed on as it was set.
            return Some(Worded { last: shown.clone(), bid: shown.clone(), ask: shown });
        };
        let last = atoms * (10_000 + Atoms::from(self.offset_bp)) / 10_000;
        // Half a basis point to either side, so that the mid is the price exactly.
        let half = if last > 20_000 { last / 20_000 } else { 0 };
        let shown = if self.offset_bp == 0 { shown } else { write(last) };
        Some(Worded { last: shown, bid: write(last - half), ask: write(last + half) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mid_of_bid_and_ask_is_the_price() {
        let worded = Desk::default().word("ETH/USD", "2500.12".into(), Timestamp::UNIX_EPOCH).unwrap();
        let mid = (parse(&worded.bid).unwrap() + parse(&worded.ask).unwrap()) / 2;
        assert_eq!((worded.last.as_str(), mid), ("2500.12", parse("2500.12").unwrap()));
        assert!(parse(&worded.bid) < parse(&worded.ask));
    }

    #[test]
    fn knobs_shift_hide_and_freeze() {
        let desk = Desk::default();
        let word = |market: &str| desk.word("ETH/USD", market.into(), Timestamp::UNIX_EPOCH);
        let last = |market: &str| word(market).map(|worded| worded.last);
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
        desk.keep_record();
        desk.say(Some("NaN"));
        assert_eq!(last("100").as_deref(), Some("NaN"));
        desk.set_absent(&["ETH/USD"]);
        assert_eq!(last("100"), None);
        let told = desk.told().into_iter().map(|told| (told.price, told.frozen, told.offset_bp));
        assert_eq!(told.collect::<Vec<_>>(), [("NaN".to_owned(), false, 0)]);
    }
}
