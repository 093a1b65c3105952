//! A finding: how bad it is, what it is about, and what was found, in one line.
//!
//! Made by every part of `check`, written by [`super::run`].
//!
//! **Invariant:** one line, whatever strangers said.

use std::fmt;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It works.
    Ok,
    /// The service runs, with less.
    Warning,
    /// The service could not run.
    NotOk,
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Finding {
    pub verdict: Verdict,
    pub name: &'static str,
    pub found: String,
}

impl Finding {
    pub fn new(verdict: Verdict, name: &'static str, found: impl fmt::Display) -> Finding {
        // Words of strangers may hold line ends; a finding is one line.
        let found = found.to_string().replace(char::is_control, " ");
        Finding { verdict, name, found }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verdict = match self.verdict {
            Verdict::Ok => "ok",
            Verdict::Warning => "warning",
            Verdict::NotOk => "not ok",
        };
        writeln!(f, "{verdict:<7}  {:<9}  {}", self.name, self.found)
    }
}
