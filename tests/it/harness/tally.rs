//! What a test of the weather counted, as one line of the table in the README.
//!
//! Printed by each test of the weather when it has judged everything.
//!
//! **Invariant:** a tally is printed after the audit, so a line stands for a run that held.

use std::time::Duration;

/// One line of the table.
pub struct Tally {
    /// The weather.
    pub name: &'static str,
    /// How often it struck.
    pub inflicted: u64,
    /// Commands or replies that nobody got.
    pub lost: u64,
    /// Effects or replies that came more than once.
    pub doubled: u64,
    /// From the end of the weather (or its strike) until everything went on, where it can be told.
    pub recovery: Option<Duration>,
}

impl Tally {
    /// Prints the line.
    pub fn print(&self) {
        let Tally { name, inflicted, lost, doubled, recovery } = self;
        let recovered = recovery.map_or("-".to_owned(), |took| format!("{:.1} s", took.as_secs_f64()));
        eprintln!("{name} | {inflicted} | {lost} | {doubled} | {recovered}");
    }
}
