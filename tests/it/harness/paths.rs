//! The rare paths that a chaos run went through, counted from the logs of its processes, which die with their own counts.
//!
//! With `CHAOS_PATHS` set every path that anything under test takes is written to that file, a line each, for `scripts/chaos`.
//!
//! **Invariant:** a run that demands a path fails when no process took it: weather that struck nothing proves nothing.

use std::{collections::BTreeMap, fs::OpenOptions, io::Write};

use angler::plumbing::paths::{Path, TOOK};

/// How often each path was taken.
#[derive(Debug, Default)]
pub struct Paths(BTreeMap<&'static str, u64>);

impl Paths {
    /// Adds what a process said (at debug level or finer).
    pub fn add(&mut self, said: &str) {
        for line in said.lines() {
            if let Some(path) = told_in(line) {
                *self.0.entry(path.name()).or_default() += 1;
            }
        }
    }

    /// Prints the list with its counts, and fails when one of these was never taken.
    pub fn demand(&self, run: &str, demanded: &[Path]) {
        eprintln!("paths taken in {run}:");
        for (name, count) in &self.0 {
            eprintln!("  {name:<22} {count:>8}");
        }
        let never: Vec<&str> =
            demanded.iter().map(|path| path.name()).filter(|name| !self.0.contains_key(name)).collect();
        assert!(never.is_empty(), "{run} never took: {}", never.join(", "));
    }
}

/// The path that a line of a log tells of.
fn told_in(line: &str) -> Option<Path> {
    let (_, words) = line.split_once(TOOK)?;
    Path::ALL.iter().copied().find(|path| words.trim() == format!("path={}", path.name()))
}

/// Writes the paths that a log tells of to the file of the run, when there is one.
pub(super) fn note(said: &str) {
    let Ok(file) = std::env::var("CHAOS_PATHS") else { return };
    let taken: String = said.lines().filter_map(told_in).map(|path| format!("{}\n", path.name())).collect();
    if !taken.is_empty() {
        let file = OpenOptions::new().create(true).append(true).open(file);
        file.and_then(|mut file| file.write_all(taken.as_bytes())).expect("the run's file can be written");
    }
}

/// A size of a run, from the environment of `scripts/chaos`; the short form where it is not set.
pub fn size(variable: &str, short: u64) -> u64 {
    match std::env::var(variable) {
        Ok(text) => text.parse().unwrap_or_else(|_| panic!("{variable}: '{text}' is no whole number")),
        Err(_) => short,
    }
}
