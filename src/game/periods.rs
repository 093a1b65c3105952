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

    /// Its name in buttons.
    pub fn as_str(self) -> &'static str {
        match self {
            Span::All => "all",
            Span::Day => "day",
            Span::Week => "week",
        }
    }

    /// As a player may write it, in either language and any case.
    pub fn from_word(word: &str) -> Option<Span> {
        Some(match word.to_lowercase().as_str() {
            "all" | "всё" | "все" | "всего" => Span::All,
            "day" | "today" | "день" | "сегодня" => Span::Day,
            "week" | "неделя" | "неделю" => Span::Week,
            _ => return None,
        })
    }
}

/// Which names of days and weeks are kept no longer: days older than 3 days, weeks older than 3 weeks. Ranges from the first
/// name to before the second, of which an index finds the rows and nothing else: within a year days sort before weeks.
pub fn outlived(now: Timestamp) -> [(String, String); 5] {
    let today = day(now);
    let (oldest_day, week_of) =
        (today.checked_sub(3.days()).unwrap_or(today), today.checked_sub(21.days()).unwrap_or(today));
    let (day_year, week_year) = (oldest_day.year(), week_of.iso_week_date().year());
    [
        // Whatever is of years before last year, be it a day or a week.
        ("0".to_owned(), format!("{:04}-", day_year - 1)),
        (format!("{:04}-0", day_year - 1), format!("{:04}-W", day_year - 1)),
        (format!("{day_year:04}-0"), oldest_day.to_string()),
        (format!("{:04}-W", week_year - 1), format!("{:04}-X", week_year - 1)),
        (format!("{week_year:04}-W"), week(week_of)),
    ]
}

/// A week's name as a number that grows with time: 202648; 0 for what is no week.
pub fn week_number(week: &str) -> i64 {
    week.replace("-W", "").parse().unwrap_or(0)
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
    fn words_of_both_languages_name_a_span() {
        for span in Span::ALL {
            assert_eq!(Span::from_word(span.as_str()), Some(span));
        }
        assert_eq!(
            ["НЕДЕЛЯ", "Today", "всё"].map(Span::from_word),
            [Some(Span::Week), Some(Span::Day), Some(Span::All)]
        );
        assert_eq!(["", "year", "w"].map(Span::from_word), [None; 3]);
        assert_eq!((week_number("2026-W48"), week_number("2027-W01"), week_number("all")), (202_648, 202_701, 0));
    }

    #[test]
    fn what_is_outlived_is_old_and_nothing_else_is() {
        let now = at("2027-01-06T12:00:00Z");
        let ranges = outlived(now);
        for days in 0..1_200 {
            let moment = now.checked_sub((days * 24).hours()).unwrap();
            let gone = |name: &String| ranges.iter().any(|(from, to)| from <= name && name < to);
            assert_eq!(gone(&Span::Day.period(moment)), days > 3, "{moment}");
            // Weeks by their Mondays: 2027-01-04 is this week's, 21 days before now lies in that of 2026-12-14.
            assert_eq!(gone(&Span::Week.period(moment)), moment < at("2026-12-14T00:00:00Z"), "{moment}");
            assert!(!gone(&Span::All.period(moment)));
        }
    }

    #[test]
    fn the_ends_of_time_have_names() {
        for moment in [Timestamp::MIN, Timestamp::MAX] {
            let _ranges = outlived(moment);
            assert!(Span::ALL.iter().all(|span| !span.period(moment).is_empty()) && !week_before(moment).is_empty());
        }
    }
}
