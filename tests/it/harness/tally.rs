//! One line for each weather: how often it was inflicted, what was lost, what was doubled, and how long it took to recover.
//!
//! Printed by every test of weather (`--nocapture` shows it); the README's table is made of these lines.

use std::time::Duration;

/// What a weather did.
pub struct Tally {
    /// Its name, in a few words.
    pub name: &'static str,
    /// How often it struck.
    pub inflicted: u64,
    /// Commands without their effect or without their answer.
    pub lost: u64,
    /// Commands with more than one.
    pub doubled: u64,
    /// From its end (or, where it has none, from its beginning) until everything was as before; a figure to read, never
    /// a condition.
    pub recovery: Option<Duration>,
}

impl Tally {
    /// Prints the line, and fails when the weather never struck, or cost a player anything.
    pub fn tell(&self) {
        let recovery = self.recovery.map_or("-".to_owned(), |took| format!("{:.1} s", took.as_secs_f64()));
        let Tally { name, inflicted, lost, doubled, .. } = self;
        eprintln!("{name} | {inflicted} | {lost} | {doubled} | {recovery}");
        assert!(*inflicted > 0, "{name}: it was never inflicted, so nothing is proved");
        assert_eq!((*lost, *doubled), (0, 0), "{name}: lost, doubled");
    }
}
