//! The rounds between a command and its fill that gave no fill, with the reason of each: part of the proof, so that nobody can pass
//! over a round in silence. Collected by the PriceOracle, stored with the position, shown by `/verify`.
//!
//! **Invariant:** every round is counted, in the order of rounds; what is told of them is bounded.

use jiff::{SignedDuration, Timestamp};

/// Of many runs so many are told from the beginning, and as many from the end.
pub const TOLD_EACH_END: usize = 4;

/// Rounds one after another that were no fill for the same reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassedRun {
    /// When the first began.
    pub from: Timestamp,
    /// When the last began.
    pub till: Timestamp,
    /// How many.
    pub rounds: usize,
    /// Why they were none, in a few words.
    pub why: String,
}

/// See the file's head.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passed {
    /// Those that are told.
    pub runs: Vec<PassedRun>,
    /// So many rounds are left out, between the first and the last told.
    pub left_out: usize,
}

impl Passed {
    /// Of all rounds passed over, in their order: when each began, and why it was no fill.
    pub fn of(rounds: impl IntoIterator<Item = (Timestamp, String)>) -> Passed {
        let mut runs: Vec<PassedRun> = Vec::new();
        for (at, why) in rounds {
            match runs.last_mut() {
                Some(run) if run.why == why => (run.till, run.rounds) = (at, run.rounds + 1),
                _ => runs.push(PassedRun { from: at, till: at, rounds: 1, why }),
            }
        }
        let mut left_out = 0;
        if runs.len() > 2 * TOLD_EACH_END {
            left_out = runs.drain(TOLD_EACH_END..runs.len() - TOLD_EACH_END).map(|run| run.rounds).sum();
        }
        Passed { runs, left_out }
    }

    /// The same by another clock.
    pub fn moved(mut self, by: SignedDuration) -> Passed {
        let moved = |at: Timestamp| at.checked_add(by).unwrap_or(at);
        self.runs.iter_mut().for_each(|run| (run.from, run.till) = (moved(run.from), moved(run.till)));
        self
    }

    /// As it is stored and published: `<first> <last> <rounds> <why>` each, and `<rounds> more` where some are left out.
    pub fn lines(&self) -> Vec<String> {
        let line = |run: &PassedRun| format!("{} {} {} {}", run.from, run.till, run.rounds, run.why);
        let mut lines: Vec<String> = self.runs.iter().map(line).collect();
        if self.left_out > 0 {
            lines.insert(TOLD_EACH_END.min(lines.len()), format!("{} more", self.left_out));
        }
        lines
    }
}

/// Such lines where there is little room: the first and the last, and how many rounds lie between.
pub fn narrowed(lines: &[String]) -> Vec<String> {
    let [first, between @ .., last] = lines else {
        return lines.to_vec();
    };
    // `<rounds> more`, or the third word of a run.
    let rounds = |line: &String| -> usize {
        let words: Vec<&str> = line.split(' ').collect();
        words.iter().step_by(2).take(2).find_map(|word| word.parse::<usize>().ok()).unwrap_or(0)
    };
    let left_out: usize = between.iter().map(rounds).sum();
    let more = (left_out > 0).then(|| format!("{left_out} more"));
    [first.clone()].into_iter().chain(more).chain([last.clone()]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::game::samples::at;

    /// Rounds of these seconds, for two reasons in turns.
    fn turns(count: i64) -> Passed {
        Passed::of((0..count).map(|second| (at(second), ["stale", "too few"][second as usize % 2].to_owned())))
    }

    #[test]
    fn rounds_of_one_reason_are_one_line_however_many() {
        assert_eq!(Passed::of([]), Passed::default());
        let many = Passed::of((0..90).map(|second| (at(second), "1 usable quotes, 2 needed".to_owned())));
        assert_eq!(many.lines(), ["1970-01-01T00:00:00Z 1970-01-01T00:01:29Z 90 1 usable quotes, 2 needed"]);
        assert_eq!(narrowed(&many.lines()), many.lines());
        let moved = many.moved(SignedDuration::from_secs(5));
        assert_eq!((moved.runs[0].from, moved.runs[0].till), (at(5), at(94)));
    }

    #[test]
    fn of_many_reasons_both_ends_are_told_and_the_rounds_between_are_counted() {
        let eight = turns(8);
        assert_eq!((eight.runs.len(), eight.left_out, eight.lines().len()), (8, 0, 8));
        let many = turns(90);
        assert_eq!((many.runs.len(), many.left_out, many.lines()[4].as_str()), (8, 82, "82 more"));
        let narrow = narrowed(&many.lines());
        assert_eq!((narrow.len(), narrow[1].as_str()), (3, "88 more"), "{narrow:?}");
        assert!(narrow[0].ends_with(" 1 stale") && narrow[2].ends_with(" 1 too few"), "{narrow:?}");
        assert_eq!(narrowed(&turns(2).lines()), turns(2).lines());
    }
}
