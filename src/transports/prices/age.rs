//! How old an answer is that tells no time of its own, as far as HTTP owns up to it.
//!
//! Called by Binance and Kraken, through their feed. Pure.
//!
//! **Invariant:** an answer counts as at least as old as it says, and never as newer than its question.
//! **Absent:** no mercy for a host whose clock is behind all others': its answers count as old.

use std::time::Instant;

use jiff::{SignedDuration, Timestamp};

use crate::{
    plumbing::{
        clock,
        hostclocks::{Judged, Seen},
    },
    transports::{http::Answer, way::Told},
};

/// So many hosts have to say that our clock is wrong: one or two may be late themselves, and behind one store.
const HOSTS: usize = 3;

/// Since when at the latest what an answer says was known: since its request was sent, or for longer where HTTP says so. `Age` says how
/// long a store on the way has had it, `Date` when it was made; both are cut to seconds, and what was cut off counts against them. A
/// `Date` of the second in which the request was sent is no age. `ours_ahead`: of this machine's clock.
pub fn known_at(answer: &Answer, sent_at: Timestamp, ours_ahead: SignedDuration) -> Timestamp {
    let age = |age_s: u64| SignedDuration::from_secs(i64::try_from(age_s).unwrap_or(i64::MAX).saturating_add(1));
    let stored = answer.age_s.filter(|age_s| *age_s > 0);
    let stored = stored.map(|age_s| sent_at.checked_sub(age(age_s)).unwrap_or(Timestamp::MIN));
    let made = answer.date.map(|date| date.checked_add(ours_ahead).unwrap_or(date));
    let made = made.filter(|made| made.as_second() < sent_at.as_second());
    stored.into_iter().chain(made).fold(sent_at, Timestamp::min)
}

/// By how much this machine's clock is ahead of the world's, where most of the hosts that were asked for anything say that it is wrong
/// (behind where negative): then a `Date` of long ago is no age, and lines in the water can close all the same.
pub fn ours_ahead(told: &[Told]) -> SignedDuration {
    let (now, moment) = (clock::now(), Instant::now());
    let at = |then: Instant| now - SignedDuration::try_from(moment.saturating_duration_since(then)).unwrap_or_default();
    let seen: Vec<Seen> =
        told.iter().map(|told| Seen::new(told.host.clone(), told.date, at(told.asked), at(told.heard))).collect();
    let judged = Judged::of(&seen);
    if !judged.is_ours_wrong() || judged.apart.len() < HOSTS {
        return SignedDuration::ZERO;
    }
    let mut ahead: Vec<i64> = judged.apart.iter().map(|(_, host_ahead_s)| -host_ahead_s).collect();
    ahead.sort_unstable();
    ahead.get(ahead.len() / 2).map_or(SignedDuration::ZERO, |ahead_s| SignedDuration::from_secs(*ahead_s))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ms(ms: i64) -> Timestamp {
        Timestamp::from_millisecond(ms).unwrap()
    }

    fn answer(date_s: Option<i64>, age_s: Option<u64>) -> Answer {
        let date = date_s.map(|second| Timestamp::from_second(second).unwrap());
        Answer { status: 200, retry_after_s: None, date, age_s, body: Vec::new() }
    }

    #[test]
    fn what_http_says_of_an_answers_age_is_its_age() {
        for (date_s, age_s, known) in [
            (None, None, 100_700),
            (Some(100), None, 100_700),
            (Some(102), None, 100_700),
            (Some(99), None, 99_000),
            (Some(40), None, 40_000),
            (Some(100), Some(0), 100_700),
            (None, Some(30), 69_700),
            (Some(69), Some(30), 69_000),
            (Some(100), Some(30), 69_700),
        ] {
            let found = known_at(&answer(date_s, age_s), ms(100_700), SignedDuration::ZERO);
            assert_eq!(found, ms(known), "{date_s:?} {age_s:?}");
        }
        assert_eq!(known_at(&answer(None, Some(u64::MAX)), ms(100_700), SignedDuration::ZERO), Timestamp::MIN);
        // Our clock is 60 s ahead: what was made 60 s ago by it was made now.
        let ahead = SignedDuration::from_secs(60);
        assert_eq!(known_at(&answer(Some(40), None), ms(100_700), ahead), ms(100_700));
        assert_eq!(known_at(&answer(Some(30), None), ms(100_700), ahead), ms(90_000));
        assert_eq!(known_at(&answer(Some(40), Some(30)), ms(100_700), ahead), ms(69_700), "an age is one by any clock");
    }

    #[test]
    fn our_clock_is_ahead_where_most_hosts_say_so() {
        let told = |host: &str, ahead_s: i64| {
            let moment = Instant::now();
            let date = clock::now() + SignedDuration::from_secs(ahead_s);
            Told { host: host.to_owned(), date, asked: moment, heard: moment }
        };
        let ahead = |of: &[i64]| -> i64 {
            let told: Vec<Told> =
                of.iter().zip(["a", "b", "c", "d"]).map(|(ahead_s, host)| told(host, *ahead_s)).collect();
            ours_ahead(&told).as_secs()
        };
        for (of, wanted) in
            [(&[][..], 0), (&[0, 0, -20], 0), (&[-20, -20], 0), (&[-20, -20, 0, -20], 20), (&[30, 30, 30], -30)]
        {
            assert!((ahead(of) - wanted).abs() <= i64::from(wanted != 0), "{of:?}: {}", ahead(of));
        }
    }
}
