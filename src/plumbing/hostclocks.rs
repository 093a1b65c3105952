//! Whose clock is wrong: this machine's, or a host's. Judged by what hosts say of the time beside their answers.
//!
//! Called by the composition root, once a second while the service runs, and by `angler check`. Pure: times come in.
//!
//! **Invariant:** a clock is called wrong only where an answer proves it: however long the answer was under way, and though hosts
//! cut their time to the second.
//! **Invariant:** each finding is news once, and its end is.

use std::{collections::BTreeSet, fmt};

use jiff::{SignedDuration, Timestamp};

/// So far may two clocks be apart before it is told: NTP keeps both within milliseconds.
const PARTED: SignedDuration = SignedDuration::from_secs(2);

/// An answer that was longer under way proves that clocks are apart, but never that they are together: a long poll.
const QUICK: SignedDuration = SignedDuration::from_secs(2);

/// Hosts cut their time to the second.
const CUT: SignedDuration = SignedDuration::from_secs(1);

/// How far a host's clock is ahead of ours, as far as one answer tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Whose.
    pub host: String,
    least: SignedDuration,
    most: SignedDuration,
}

impl Seen {
    /// From the host's time and ours: when it was asked, and when its answer came.
    pub fn new(host: String, date: Timestamp, asked: Timestamp, heard: Timestamp) -> Seen {
        Seen { host, least: date.duration_since(heard), most: date.duration_since(asked) + CUT }
    }

    /// The same, seen from a clock that is so far ahead of ours.
    #[must_use]
    pub fn by(self, ahead: SignedDuration) -> Seen {
        Seen { least: self.least - ahead, most: self.most - ahead, ..self }
    }

    /// Seconds by which it is surely ahead of ours, or behind it where negative; 0: together; `None`: the answer does not tell.
    fn ahead_s(&self) -> Option<i64> {
        let half = SignedDuration::from_millis(500);
        // The host's true time is, in the mean, half a second beyond what it said.
        let rounded = |apart: SignedDuration| {
            let ms = i64::try_from(apart.as_millis()).unwrap_or(i64::MAX / 2);
            (ms + ms.signum() * 500) / 1_000
        };
        if self.least > PARTED {
            return Some(rounded(self.least + half));
        }
        if self.most < -PARTED {
            return Some(rounded(self.most - half));
        }
        (self.most - self.least <= QUICK + CUT).then_some(0)
    }
}

/// What all hosts together prove.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judged {
    /// Hosts whose time is ours.
    pub together: Vec<String>,
    /// Hosts whose time is not, with the seconds by which they are ahead.
    pub apart: Vec<(String, i64)>,
}

impl Judged {
    /// What these answers prove.
    pub fn of(all: &[Seen]) -> Judged {
        let mut judged = Judged::default();
        for seen in all {
            match seen.ahead_s() {
                Some(0) => judged.together.push(seen.host.clone()),
                Some(ahead_s) => judged.apart.push((seen.host.clone(), ahead_s)),
                None => {}
            }
        }
        judged
    }

    /// This machine's clock is the wrong one: more hosts say so, and all to the same side, than say that it is right.
    pub fn is_ours_wrong(&self) -> bool {
        let ahead = self.apart.iter().filter(|apart| apart.1 > 0).count();
        let behind = self.apart.len() - ahead;
        ahead.max(behind) > self.together.len() + ahead.min(behind)
    }

    /// Our clock is wrong, and the one that is so far ahead of it (behind it, where negative) is right: more hosts say of that one
    /// that it is right than that it is not.
    pub fn is_right_at(seen: &[Seen], ahead: SignedDuration) -> bool {
        let there = Judged::of(&seen.iter().map(|seen| seen.clone().by(ahead)).collect::<Vec<_>>());
        Judged::of(seen).is_ours_wrong() && there.together.len() > there.apart.len()
    }

    /// The hosts that are apart and how far: `2 s ahead of it: a.test; 3 s behind it: b.test, c.test`.
    pub fn words(&self) -> String {
        Apart(&self.apart).to_string()
    }
}

struct Apart<'a>(&'a [(String, i64)]);

impl fmt::Display for Apart<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut by: Vec<(i64, Vec<&str>)> = Vec::new();
        for (host, ahead_s) in self.0 {
            match by.iter_mut().find(|known| known.0 == *ahead_s) {
                Some((_, hosts)) => hosts.push(host),
                None => by.push((*ahead_s, vec![host])),
            }
        }
        for (n, (ahead_s, hosts)) in by.iter().enumerate() {
            let side = if *ahead_s > 0 { "behind" } else { "ahead of" };
            let between = if n > 0 { "; " } else { "" };
            write!(f, "{between}{} s {side} {}", ahead_s.abs(), hosts.join(", "))?;
        }
        Ok(())
    }
}

/// News for the operator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// This machine's clock is wrong: how far, and by whose.
    OursIsWrong(String),
    /// It is right.
    OursIsRight,
    /// This host's clock is wrong, so many seconds ahead of ours.
    TheirsIsWrong(String, i64),
}

/// What was told.
#[derive(Debug, Default)]
pub struct Telling {
    ours: bool,
    theirs: BTreeSet<String>,
}

impl Telling {
    /// What is new in this.
    pub fn look(&mut self, judged: &Judged) -> Vec<News> {
        let mut news = Vec::new();
        if judged.is_ours_wrong() {
            if !std::mem::replace(&mut self.ours, true) {
                news.push(News::OursIsWrong(judged.words()));
            }
            return news;
        }
        // Without a host that says so nothing is known to be right again.
        if self.ours && !judged.together.is_empty() {
            self.ours = false;
            news.push(News::OursIsRight);
        }
        if !self.ours {
            self.theirs.retain(|host| !judged.together.contains(host));
            for (host, ahead_s) in &judged.apart {
                if self.theirs.insert(host.clone()) {
                    news.push(News::TheirsIsWrong(host.clone(), *ahead_s));
                }
            }
        }
        news
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(ms: i64) -> Timestamp {
        Timestamp::from_millisecond(1_000_000 + ms).unwrap()
    }

    /// A host whose clock is so many ms ahead, asked at this moment, with an answer that was so long under way.
    fn seen(host: &str, ahead_ms: i64, asked_ms: i64, took_ms: i64) -> Seen {
        let date = at(asked_ms + took_ms + ahead_ms).as_second();
        Seen::new(host.to_owned(), Timestamp::from_second(date).unwrap(), at(asked_ms), at(asked_ms + took_ms))
    }

    #[test]
    fn clocks_are_apart_only_where_an_answer_proves_it() {
        for asked_ms in [0, 1, 250, 500, 999] {
            for (ahead_ms, took_ms, found) in [
                (0, 30, Some(0)),
                (1_900, 30, Some(0)),
                (-1_900, 30, Some(0)),
                (4_000, 30, Some(4)),
                (-4_000, 30, Some(-4)),
                (150_000, 800, Some(150)),
                (0, 50_000, None),
                (150_000, 50_000, Some(150)),
            ] {
                let found_now = seen("h", ahead_ms, asked_ms, took_ms).ahead_s();
                let near = match (found, found_now) {
                    (Some(wanted), Some(got)) => (wanted - got).abs() <= i64::from(wanted != 0),
                    (wanted, got) => wanted == got,
                };
                assert!(near, "{ahead_ms} {took_ms} at {asked_ms}: {found_now:?}");
            }
        }
    }

    fn judged(ahead_s: &[i64]) -> Judged {
        let hosts = ["a.test", "b.test", "c.test", "d.test", "e.test"];
        Judged::of(&hosts.iter().zip(ahead_s).map(|(host, s)| seen(host, s * 1_000 + 1, 0, 1)).collect::<Vec<_>>())
    }

    #[test]
    fn the_many_tell_whose_clock_is_wrong() {
        for (ahead_s, ours) in [
            (&[][..], false),
            (&[0, 0], false),
            (&[90], true),
            (&[90, 0], false),
            (&[90, 90, 0], true),
            (&[90, -90], false),
            (&[90, -90, -90], true),
            (&[0, 0, 0, 90], false),
        ] {
            assert_eq!(judged(ahead_s).is_ours_wrong(), ours, "{ahead_s:?}");
        }
        let words = judged(&[90, -60, 90]).words();
        assert!(words.starts_with("90 s behind a.test, c.test; ") && words.ends_with(" s ahead of b.test"), "{words}");
    }

    #[test]
    fn another_clock_is_believed_where_ours_is_proved_wrong_and_it_is_not() {
        let s = SignedDuration::from_secs;
        let hosts = |ahead_s: &[i64]| -> Vec<Seen> {
            let names = ["a.test", "b.test", "c.test"];
            names.iter().zip(ahead_s).map(|(host, s)| seen(host, s * 1_000 + 400, 0, 1)).collect()
        };
        for (hosts_s, wall_s, right) in [
            (&[][..], 3_600, false),
            (&[3_600], 3_600, true),
            (&[-3_600, -3_600], -3_600, true),
            (&[3_600, 3_600, 0], 3_600, true),
            (&[3_600, 0], 3_600, false),
            (&[0, 0], 3_600, false),
            (&[3_600, 3_600], 1_800, false),
            (&[3_600, 3_600], -3_600, false),
            (&[5, 5], 5, true),
        ] {
            assert_eq!(Judged::is_right_at(&hosts(hosts_s), s(wall_s)), right, "{hosts_s:?} {wall_s}");
        }
        let polls = [seen("a.test", 3_600_000, 0, 50_000)];
        assert!(!Judged::is_right_at(&polls, s(3_600)), "an answer that was long under way proves no clock right");
    }

    #[test]
    fn each_is_news_once_and_so_is_its_end() {
        let mut telling = Telling::default();
        let wrong = judged(&[-150, -150]);
        assert_eq!(telling.look(&judged(&[])), []);
        assert_eq!(telling.look(&wrong), [News::OursIsWrong(wrong.words())]);
        assert_eq!(telling.look(&wrong), []);
        assert_eq!(telling.look(&judged(&[])), [], "silence proves nothing");
        assert_eq!(telling.look(&judged(&[0, 0])), [News::OursIsRight]);
        let one = judged(&[0, 90, 0]);
        assert_eq!(telling.look(&one), [News::TheirsIsWrong("b.test".to_owned(), 90)]);
        assert_eq!(telling.look(&one), []);
        assert_eq!(telling.look(&judged(&[0, 0, 0])), []);
        assert_eq!(telling.look(&one).len(), 1, "again after its end");
    }
}
