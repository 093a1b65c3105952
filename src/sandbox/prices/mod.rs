//! A market of our own, and the four exchanges that quote it over HTTP, each in its own dialect.
//!
//! [`Market`] is the handle: prices wander by a seed or are set by hand, and each exchange's [`Desk`] can lag, lie, hang or
//! refuse. It can be used from any thread and any runtime.
//!
//! **Invariant:** all exchanges quote the same market; they differ only as their desks were told to.

mod desk;
mod dialects;
mod walk;

#[cfg(test)]
mod tests;

use std::{
    collections::HashMap,
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use actix_web::web::Data;
use jiff::Timestamp;

pub use self::desk::{Desk, Told};
use self::{
    desk::Worded,
    walk::{LISTINGS, Listing},
};
use super::serve::Routes;

/// The exchanges.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Exchange {
    /// Bid and ask, no time.
    Binance,
    /// One pair a request, with time; wants a User-Agent.
    Coinbase,
    /// Answers under its own names, no time.
    Kraken,
    /// One number per coin, with time in seconds.
    Coingecko,
}

impl Exchange {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Binance, Self::Coinbase, Self::Kraken, Self::Coingecko];

    /// As in `PRICE_SOURCES` and in rules.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Binance => "binance",
            Self::Coinbase => "coinbase",
            Self::Kraken => "kraken",
            Self::Coingecko => "coingecko",
        }
    }
}

/// The market and its exchanges.
pub struct Market {
    urls: [String; 4],
    seed: Option<u64>,
    now: fn() -> Timestamp,
    opened_at: Timestamp,
    by_hand: Mutex<HashMap<&'static str, String>>,
    desks: [Desk; 4],
}

impl Market {
    pub(super) fn new(urls: [String; 4], seed: Option<u64>, now: fn() -> Timestamp) -> Self {
        Self { urls, seed, now, opened_at: now(), by_hand: Mutex::default(), desks: Default::default() }
    }

    pub(super) fn routes(self: &Arc<Self>) -> Routes {
        let market = Data::from(self.clone());
        Arc::new(move |app| dialects::routes(app, market.clone()))
    }

    /// The base address of an exchange, without a slash at its end.
    pub fn url(&self, exchange: Exchange) -> String {
        format!("{}/{}", self.urls[exchange as usize], exchange.name())
    }

    /// An exchange's knobs and counts.
    pub fn desk(&self, exchange: Exchange) -> &Desk {
        &self.desks[exchange as usize]
    }

    /// The pairs, such as `ETH/USD`.
    pub fn pairs(&self) -> impl Iterator<Item = &'static str> {
        LISTINGS.iter().map(|listing| listing.pair)
    }

    /// Sets a price by hand until it is released. Any text is shown as it stands, so that strange prices can be tried too;
    /// numbers in plain notation get a bid and an ask around them.
    ///
    /// # Panics
    /// On a pair that the sandbox does not know.
    pub fn set(&self, pair: &str, price: &str) {
        self.lock().insert(known(pair).pair, price.to_owned());
    }

    /// Lets a price wander again from where the walk is by now.
    ///
    /// # Panics
    /// On a pair that the sandbox does not know.
    pub fn release(&self, pair: &str) {
        self.lock().remove(known(pair).pair);
    }

    /// Moves a price by so many basis points (hundredths of a percent) and leaves it there, set by hand.
    ///
    /// # Panics
    /// On a pair that the sandbox does not know, or whose price was set to something that is not a number.
    pub fn move_by_bp(&self, pair: &str, basis_points: i64) {
        let before = walk::parse(&self.price(pair)).expect("the price is a number");
        self.set(pair, &walk::write(before * (10_000 + i128::from(basis_points)) / 10_000));
    }

    /// The price now.
    ///
    /// # Panics
    /// On a pair that the sandbox does not know.
    pub fn price(&self, pair: &str) -> String {
        self.price_of(known(pair))
    }

    /// Lets an exchange repeat the prices and the time of this moment until it is thawed.
    pub fn freeze(&self, exchange: Exchange) {
        let prices = LISTINGS.iter().map(|listing| (listing.pair, self.price_of(listing))).collect();
        self.desk(exchange).freeze((self.now)(), prices);
    }

    fn price_of(&self, listing: &Listing) -> String {
        if let Some(price) = self.lock().get(listing.pair) {
            return price.clone();
        }
        let since = Duration::try_from((self.now)().duration_since(self.opened_at)).unwrap_or_default();
        walk::write(walk::price(self.seed, listing, since))
    }

    /// How an exchange words a price now; `None` when it does not list the pair.
    fn word(&self, exchange: Exchange, listing: &Listing) -> Option<Worded> {
        self.desk(exchange).word(listing.pair, self.price_of(listing), (self.now)())
    }

    fn time(&self, exchange: Exchange) -> Timestamp {
        self.desk(exchange).time((self.now)())
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<&'static str, String>> {
        self.by_hand.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn known(pair: &str) -> &'static Listing {
    LISTINGS.iter().find(|listing| listing.pair == pair).expect("the sandbox's market lists the pair")
}

impl fmt::Debug for Market {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Market").field("urls", &self.urls).field("seed", &self.seed).finish_non_exhaustive()
    }
}
