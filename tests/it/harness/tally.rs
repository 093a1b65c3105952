//! One line of the weather table: what was inflicted, what it cost, how long until all was well again.
//!
//! **Invariant:** a line is printed before its test judges it, so that a failing run tells its figures too.

use std::time::Duration;

/// What a weather did.
pub struct Tally {
    /// The weather.
    pub name: &'static str,
    /// How often it struck.
    pub inflicted: u64,
    /// What never arrived.
    pub lost: u64,
    /// What arrived once more than it should.
    pub doubled: u64,
    /// From its end (or its beginning, where it has no end) until nothing was owed.
    pub recovery: Option<Duration>,
}

impl Tally {
    /// `weather | inflicted | lost | doubled | recovered in`.
    pub fn print(&self) {
        let Tally { name, inflicted, lost, doubled, recovery } = self;
        let recovery =
            recovery.map_or("-".to_owned(), |time| format!("{}.{} s", time.as_secs(), time.subsec_millis() / 100));
        eprintln!("{name} | {inflicted} | {lost} | {doubled} | {recovery}");
    }
}
