//! The periods of the boards: all time, a day, a week, each by its name. Used where a catch is settled and where a board is read.
//!
//! Days and weeks are UTC's; a week is ISO 8601's, from Monday, and belongs to the year that has its Thursday.
//!
//! **Invariant:** names of one kind sort like their times.

use jiff::{Timestamp, ToSpan, civil::Date, tz::TimeZone};

/// How long a board counts.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub enum Span {
    /// From the first catch on.
    All,
    /// One day.
    Day,
    /// One ISO week.
    Week,
}

impl Span {
    /// All, as they are told.
    pub const ALL: [Span; 3] = [Span::All, Span::Day, Span::Week];

    /// The name of the period that a moment is in: `all`, `2026-11-27`, `2026-W48`.
    pub fn period(self, at: Timestamp) -> String {
        let day = day(at);
        match self {
            Span::All => "all".to_owned(),
            Span::Day => day.to_string(),
            Span::Week => week(day),
        }
    }
}

/// The day of a moment, UTC.
pub fn day(at: Timestamp) -> Date {
    at.to_zoned(TimeZone::UTC).date()
}

/// The name of the week before a moment's own.
pub fn week_before(at: Timestamp) -> String {
    let day = day(at);
    week(day.checked_sub(7.days()).unwrap_or(day))
}

fn week(day: Date) -> String {
    let week = day.iso_week_date();
    format!("{:04}-W{:02}", week.year(), week.week())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn a_moment_is_in_its_day_and_week() {
        for (moment, day, week, before) in [
            ("2026-11-27T12:00:00Z", "2026-11-27", "2026-W48", "2026-W47"),
            ("2026-11-29T23:59:59Z", "2026-11-29", "2026-W48", "2026-W47"),
            ("2026-11-30T00:00:00Z", "2026-11-30", "2026-W49", "2026-W48"),
            ("2027-01-03T23:00:00Z", "2027-01-03", "2026-W53", "2026-W52"),
            ("2027-01-04T00:00:00Z", "2027-01-04", "2027-W01", "2026-W53"),
        ] {
            let named = Span::ALL.map(|span| span.period(at(moment)));
            assert_eq!(named, ["all", day, week].map(str::to_owned), "{moment}");
            assert_eq!(week_before(at(moment)), before, "{moment}");
        }
    }

    #[test]
    fn the_ends_of_time_have_names() {
        for moment in [Timestamp::MIN, Timestamp::MAX] {
            assert!(Span::ALL.iter().all(|span| !span.period(moment).is_empty()) && !week_before(moment).is_empty());
        }
    }
}
