//! The truth: what a coin is worth, second by second, and what each source makes of it.
//!
//! **Invariant:** the same seed gives the same walk.

use angler::game::{
    market::{Quote, Source},
    money::Price,
};
use jiff::{SignedDuration, Timestamp};
use rust_decimal::{Decimal, prelude::FromPrimitive};

/// Seconds of a walk before the first that is looked at: what the longest lag looks back to.
pub const BEFORE_S: usize = 200;
/// ETH's 65 % a year, a second: parts of the price.
const SIGMA: f64 = 0.65 / 5_615.7;
/// A jump of some tenths of a percent comes so often, in seconds.
const JUMP_EVERY_S: f64 = 1_200.0;
const JUMP: f64 = 0.004;
/// What the sources differ from each other by themselves, parts of the price.
const NOISE: f64 = 0.000_02;
/// CoinGecko changes its prices once in so many seconds.
const COINGECKO_EVERY_S: usize = 60;

/// A walk of so many seconds.
pub struct Walk(Vec<f64>);

impl Walk {
    pub fn new(seconds: usize, seed: u64) -> Walk {
        let mut random = fastrand::Rng::with_seed(seed);
        let mut price = 2_500.0_f64;
        let step = |_| {
            let jump = if random.f64() < 1.0 / JUMP_EVERY_S { JUMP * normal(&mut random) } else { 0.0 };
            price *= (SIGMA * normal(&mut random) + jump).exp();
            price
        };
        Walk((0..BEFORE_S + seconds).map(step).collect())
    }

    /// What the coin is worth in this second.
    pub fn at(&self, second: usize) -> f64 {
        self.0[second]
    }

    pub fn seconds(&self) -> usize {
        self.0.len()
    }
}

/// Box and Muller's.
fn normal(random: &mut fastrand::Rng) -> f64 {
    let (radius, turn) = (1.0 - random.f64(), random.f64());
    (-2.0 * radius.ln()).sqrt() * (std::f64::consts::TAU * turn).cos()
}

/// A source, and how it is late.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Voice {
    pub source: Source,
    /// It tells what was true so many seconds before.
    pub lag_s: usize,
    /// And says so: by a time of its own, or by HTTP's. Without that nobody can see it.
    pub owns_up: bool,
}

impl Voice {
    /// Which second's truth it tells in this second.
    pub fn tells(&self, second: usize) -> usize {
        let late = second - self.lag_s;
        if self.source == Source::Coingecko { late / COINGECKO_EVERY_S * COINGECKO_EVERY_S } else { late }
    }

    /// Of which second it says that it is. As the doors do, an age in whole seconds is taken for the oldest that it can be.
    pub fn says_it_is_of(&self, second: usize) -> usize {
        match self.source {
            source if source.tells_time() => self.tells(second),
            _ if self.owns_up && self.lag_s > 0 => self.tells(second) - 1,
            _ => second,
        }
    }

    /// What it tells the service in a round of this second.
    pub fn quote(&self, walk: &Walk, second: usize) -> Quote {
        let own = self.source as u64 * 1_000_003 + self.tells(second) as u64;
        let noise = NOISE * normal(&mut fastrand::Rng::with_seed(own));
        let price = Decimal::from_f64(walk.at(self.tells(second)) * (1.0 + noise)).map(|price| price.round_dp(4));
        let price = price.and_then(|price| Price::new(price).ok()).expect("a walk has prices");
        Quote { source: self.source, price, at: time(self.says_it_is_of(second)) }
    }
}

/// The time of a second.
pub fn time(second: usize) -> Timestamp {
    Timestamp::UNIX_EPOCH + SignedDuration::from_secs(1_800_000_000 + second as i64)
}
