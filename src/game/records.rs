//! What a player's closed lines come to: sums for `/pnl`, rows for `/history`. Read by the database, shown by `text`.
//!
//! **Invariant:** every number here comes from closed positions; a line that is still out has no part in any.
//!
//! **Absent:** no percentages of rounded percentages: the win rate is counted, not averaged.

use jiff::{SignedDuration, Timestamp};

use super::{
    market::Pair,
    money::{Cents, PnlPercent},
    player::PositionId,
};

/// How many catches a page of the history holds.
pub const HISTORY_ROWS: usize = 10;
/// "Lately" in `/pnl`: seven days.
pub const LATELY: SignedDuration = SignedDuration::from_hours(7 * 24);

/// From when a catch counts as lately.
pub fn lately(now: Timestamp) -> Timestamp {
    now.saturating_sub(LATELY).unwrap_or(Timestamp::MIN)
}

/// One catch, as a record points at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Highlight {
    /// Which.
    pub position: PositionId,
    /// The fish's id as stored; the catalogue may have moved on.
    pub fish: String,
    /// P&L in percent.
    pub percent: PnlPercent,
    /// P&L in cents.
    pub cents: Cents,
}

/// The catches of a time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// Lines that came out, snapped ones too.
    pub catches: i64,
    /// Those that earned at least a cent.
    pub won: i64,
    /// Those that snapped.
    pub snapped: i64,
    /// P&L of all, in cents.
    pub cents: Cents,
    /// The largest P&L in cents; of equal ones the first. `None` without a catch.
    pub best: Option<Highlight>,
    /// The smallest; of equal ones the first.
    pub worst: Option<Highlight>,
}

/// All time, and lately.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Records {
    /// Since the player came.
    pub all: Record,
    /// In the last seven days.
    pub week: Record,
}

/// A catch in the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastCatch {
    /// What it was.
    pub caught: Highlight,
    /// Where.
    pub pond: Pair,
    /// When it came out.
    pub closed_at: Timestamp,
}

/// A page of the history, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// At most [`HISTORY_ROWS`].
    pub rows: Vec<PastCatch>,
    /// There are older ones.
    pub more: bool,
}

impl Record {
    /// Hundredths of a percent of the catches that won, rounded down; `None` without a catch.
    pub fn win_rate(&self) -> Option<i64> {
        if self.catches <= 0 {
            return None;
        }
        i64::try_from(i128::from(self.won) * 10_000 / i128::from(self.catches)).ok()
    }
}

impl History {
    /// A page of at most one row more than it shows: that one says that there are older ones.
    pub fn of(mut rows: Vec<PastCatch>) -> History {
        let more = rows.len() > HISTORY_ROWS;
        rows.truncate(HISTORY_ROWS);
        History { rows, more }
    }

    /// Where the older page begins: below this one.
    pub fn older(&self) -> Option<PositionId> {
        self.rows.last().filter(|_| self.more).map(|row| row.caught.position)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_win_rate_is_counted_and_of_nothing_there_is_none() {
        let rate = |won, catches| Record { won, catches, ..Record::default() }.win_rate();
        assert_eq!([rate(0, 0), rate(0, 3), rate(2, 3), rate(3, 3)], [None, Some(0), Some(6_666), Some(10_000)]);
        assert_eq!(rate(i64::MAX, i64::MAX), Some(10_000));
    }

    #[test]
    fn an_eleventh_row_is_not_shown_but_told_of() {
        let row = |id| PastCatch {
            caught: Highlight {
                position: PositionId(id),
                fish: "meme-koi".to_owned(),
                percent: PnlPercent(0),
                cents: Cents(0),
            },
            pond: Pair::EthUsd,
            closed_at: Timestamp::UNIX_EPOCH,
        };
        let page = History::of((1..=11).rev().map(row).collect());
        assert_eq!((page.rows.len(), page.older()), (10, Some(PositionId(2))));
        let last = History::of(vec![row(1)]);
        assert_eq!((last.rows.len(), last.older()), (1, None));
    }
}
