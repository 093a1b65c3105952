//! Often: by it what happens many times a second under load is told once a minute, with a count and the worst of it.
//!
//! Used by the actors whose work can be slow; the time comes in.
//!
//! **Invariant:** the first is told at once, and of those behind it none is lost: each is counted in exactly one line.

use std::time::{Duration, Instant};

/// Least time between two lines.
pub const APART: Duration = Duration::from_secs(60);

/// What took long since the line before, for one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    /// How many there were.
    pub times: u64,
    /// The slowest of them.
    pub name: &'static str,
    /// How long that one took.
    pub took: Duration,
}

/// See the file's head.
#[derive(Clone, Copy, Debug, Default)]
pub struct Often {
    last: Option<Instant>,
    untold: Option<Told>,
}

impl Often {
    /// One more. Gives what is to be told now, if it is time for a line.
    pub fn saw(&mut self, name: &'static str, took: Duration, now: Instant) -> Option<Told> {
        let told = self.untold.get_or_insert(Told { times: 0, name, took });
        told.times += 1;
        if took > told.took {
            (told.name, told.took) = (name, took);
        }
        self.due(now)
    }

    /// What is still to be told, if it is time for a line: for whoever looks by now and then, so that the last ones of a
    /// burst are told too.
    pub fn due(&mut self, now: Instant) -> Option<Told> {
        if self.last.is_some_and(|last| now.duration_since(last) < APART) {
            return None;
        }
        let told = self.untold.take()?;
        self.last = Some(now);
        Some(told)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_thousand_in_a_minute_are_three_lines_and_all_are_counted() {
        let (mut often, began) = (Often::default(), Instant::now());
        let mut lines = Vec::new();
        for n in 0..2_234_u64 {
            let (now, took) = (began + Duration::from_millis(n * 40), Duration::from_millis(101 + n % 7));
            lines.extend(often.saw(if n % 7 == 6 { "settle" } else { "load_player" }, took, now));
        }
        lines.extend(often.due(began + Duration::from_secs(119)));
        lines.extend(often.due(began + Duration::from_secs(120)));
        assert_eq!(lines.len(), 3);
        assert_eq!(lines[0], Told { times: 1, name: "load_player", took: Duration::from_millis(101) });
        assert_eq!((lines[1].name, lines[1].took), ("settle", Duration::from_millis(107)));
        assert_eq!(lines.iter().map(|told| told.times).sum::<u64>(), 2_234);
        assert_eq!(often.due(began + Duration::from_secs(900)), None, "silence is not told");
    }
}
