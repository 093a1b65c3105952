//! The bait of each day. Called by the session for `/daily`.
//!
//! Rule (GAME.md, "Player"): 5 pieces a day, one more for each day in a row before it, 10 at the most. A missed day ends the row,
//! but one a week is forgiven. Days are UTC's.
//!
//! **Invariant:** bait is taken at most once for a day, and days never count backwards. A day further ahead than tomorrow was a
//! clock's that was wrong: it holds nobody up, and the row goes on.

use jiff::{ToSpan, civil::Date};

use super::{
    change::{Account, Change},
    player::Player,
    profile::Daily,
    rules::{DAILY_BAIT, DAILY_BAIT_AT_MOST, FORGIVEN_EVERY_DAYS},
};

/// Today's bait is taken already.
#[derive(Copy, Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("today's bait is taken")]
pub struct TakenRefusal;

/// What a day brings.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Ration {
    /// Pieces of bait.
    pub bait: i64,
    /// The row after it.
    pub daily: Daily,
    /// A missed day was forgiven by it.
    pub forgiven: bool,
    /// A row of more than one day ended before it.
    pub broken: bool,
}

/// Pieces of bait on the nth day in a row, n from 1.
pub fn daily_bait(streak: u32) -> i64 {
    (DAILY_BAIT + i64::from(streak.saturating_sub(1))).min(DAILY_BAIT_AT_MOST)
}

/// What a day would bring.
pub fn ration(daily: &Daily, today: Date) -> Result<Ration, TakenRefusal> {
    let missed = match daily.on {
        Some(last) if days_between(today, last) > 1 => 0,
        Some(last) if last >= today => return Err(TakenRefusal),
        Some(last) => days_between(last, today) - 1,
        None => 0,
    };
    let forgivable = daily.forgiven_on.is_none_or(|last| days_between(last, today).abs() > FORGIVEN_EVERY_DAYS);
    let forgiven = missed == 1 && forgivable;
    let goes_on = missed == 0 || forgiven;
    let streak = if goes_on { daily.streak.saturating_add(1) } else { 1 };
    let forgiven_on = if forgiven { today.checked_sub(1.day()).ok() } else { daily.forgiven_on };
    Ok(Ration {
        bait: daily_bait(streak),
        daily: Daily { on: Some(today), streak, forgiven_on },
        forgiven,
        broken: !goes_on && daily.streak > 1,
    })
}

/// Takes the day's bait.
pub fn decide_daily(player: &Player, today: Date) -> Result<(Change, Ration), TakenRefusal> {
    let ration = ration(&player.profile.daily, today)?;
    let mut change = Change::of(player);
    change.moves(Account::HouseBait, Account::Bait, ration.bait, None);
    change.profile_of(player).daily = ration.daily;
    Ok((change, ration))
}

/// Whole days from one to another.
fn days_between(from: Date, to: Date) -> i64 {
    to.duration_since(from).as_hours() / 24
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::game::samples::player;

    fn day(n: i64) -> Date {
        Date::constant(2026, 11, 1).checked_add(n.days()).unwrap()
    }

    /// The rations of these days, one after the other.
    fn rations(days: &[i64]) -> Vec<(u32, i64, bool, bool)> {
        let mut daily = Daily::default();
        let mut rations = Vec::new();
        for n in days {
            let ration = ration(&daily, day(*n)).unwrap();
            rations.push((ration.daily.streak, ration.bait, ration.forgiven, ration.broken));
            daily = ration.daily;
        }
        rations
    }

    #[test]
    fn days_in_a_row_bring_more_up_to_ten() {
        let bait: Vec<i64> = rations(&[0, 1, 2, 3, 4, 5, 6, 7]).into_iter().map(|(_, bait, ..)| bait).collect();
        assert_eq!(bait, [5, 6, 7, 8, 9, 10, 10, 10]);
    }

    #[test]
    fn one_missed_day_a_week_is_forgiven_and_two_are_not() {
        assert_eq!(rations(&[0, 2, 3]), [(1, 5, false, false), (2, 6, true, false), (3, 7, false, false)]);
        assert_eq!(rations(&[0, 1, 4]), [(1, 5, false, false), (2, 6, false, false), (1, 5, false, true)]);
        // The second within a week ends the row, a week after the first it is forgiven again.
        assert_eq!(rations(&[0, 2, 4])[2], (1, 5, false, true));
        assert_eq!(rations(&[0, 2, 3, 4, 5, 6, 7, 9])[7], (8, 10, true, false), "missed days 1 and 8");
        assert_eq!(rations(&[0, 2, 3, 4, 5, 6, 8])[6], (1, 5, false, true), "missed days 1 and 7");
    }

    #[test]
    fn a_day_brings_bait_once_and_a_clock_set_back_none() {
        let mut player = player(3, 0, 0);
        let (change, ration) = decide_daily(&player, day(3)).unwrap();
        player.apply(&change);
        assert_eq!((player.bait, ration.bait, player.profile.daily.on), (8, 5, Some(day(3))));
        for n in [2, 3] {
            assert_eq!(decide_daily(&player, day(n)), Err(TakenRefusal));
        }
        assert!(decide_daily(&player, day(4)).is_ok());
    }

    #[test]
    fn a_day_of_a_clock_that_was_a_year_ahead_holds_nobody_up() {
        assert_eq!(rations(&[365, 1, 2]), [(1, 5, false, false), (2, 6, false, false), (3, 7, false, false)]);
        assert!(rations(&[0]).len() == 1 && ration(&Daily { on: Some(day(1)), ..Daily::default() }, day(0)).is_err());
    }

    proptest! {
        #[test]
        fn a_ration_is_five_to_ten_and_the_row_grows_by_one_or_begins_anew(
            steps in prop::collection::vec(1..5_i64, 1..40),
        ) {
            let (mut daily, mut today) = (Daily::default(), 0);
            for step in steps {
                today += step;
                let ration = ration(&daily, day(today)).unwrap();
                prop_assert!((5..=10).contains(&ration.bait));
                prop_assert!(ration.daily.streak == daily.streak + 1 || ration.daily.streak == 1);
                prop_assert!(step <= 2 || ration.daily.streak == 1);
                daily = ration.daily;
            }
        }
    }
}
