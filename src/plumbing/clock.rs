//! The one clock of the service, and how far the machine's wall clock has parted from it.
//!
//! Called wherever a time is stored or compared with a stored one; durations inside the process use `Instant`. It reads the wall
//! clock once, at its first use, and counts from there by the time that the machine is up, suspended or not. So a wall clock that
//! is set while the service runs moves no command, no limit and no fill; [`Parting`] tells the operator of it. Where the hosts' own
//! clocks prove that it was put right, and ours is behind, ours [catches up](catch_up); one that is ahead of it starts anew, with the
//! service (`app::clockwatch`).
//!
//! **Invariant:** it never steps, forward or back: of two readings the later is never the earlier time.
//! **Invariant:** times are whole microseconds, as Postgres keeps them, so that a time read back equals the one written.

use std::{
    sync::{
        OnceLock,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use jiff::{SignedDuration, Timestamp};
use nix::time::{ClockId, clock_gettime};

/// So far may the wall clock be away before it is told: what keeps it right moves it by less, a little at a time.
const PARTED: SignedDuration = SignedDuration::from_secs(2);

/// So near has it to come to count as right again: away from [`PARTED`], so that one at the edge is told once.
const TOGETHER: SignedDuration = SignedDuration::from_secs(1);

/// A clock that goes on from one reading of the wall clock. Pure: its times come in.
#[derive(Debug)]
struct Steady {
    wall: Timestamp,
    uptime: Duration,
    /// By how much it was moved forward since, µs. Only grows.
    caught_up: AtomicI64,
}

impl Steady {
    fn new(wall: Timestamp, uptime: Duration) -> Steady {
        Steady { wall, uptime, caught_up: AtomicI64::new(0) }
    }

    fn at(&self, uptime: Duration) -> Timestamp {
        let since = uptime.saturating_sub(self.uptime);
        let moved = SignedDuration::from_micros(self.caught_up.load(Ordering::Relaxed));
        let at = self.wall.checked_add(since).and_then(|at| at.checked_add(moved)).unwrap_or(Timestamp::MAX);
        Timestamp::from_microsecond(at.as_microsecond()).unwrap_or(at)
    }

    fn catch_up(&self, by: SignedDuration) {
        let micros = i64::try_from(by.as_micros()).unwrap_or(0).max(0);
        self.caught_up.fetch_add(micros, Ordering::Relaxed);
    }
}

static STEADY: OnceLock<Steady> = OnceLock::new();
/// See [`set_wall`], µs.
static SET: AtomicI64 = AtomicI64::new(0);

fn steady() -> &'static Steady {
    STEADY.get_or_init(|| Steady::new(wall(), uptime()))
}

/// The time now, in whole microseconds.
pub fn now() -> Timestamp {
    steady().at(uptime())
}

/// Moves our clock forward, where it is proved to be behind: the machine was paused without counting it, or its wall clock was wrong
/// when we began. It is as if that time had passed unseen. Never back: nothing happens then.
pub fn catch_up(by: SignedDuration) {
    steady().catch_up(by);
}

/// The machine's wall clock, which may step: only for whoever watches it.
pub fn wall() -> Timestamp {
    #[expect(clippy::disallowed_methods, reason = "this is the one door to the wall clock")]
    let wall = Timestamp::now();
    let set = SET.load(Ordering::Relaxed);
    if set == 0 { wall } else { wall.saturating_add(SignedDuration::from_micros(set)).unwrap_or(wall) }
}

/// From now on the wall clock of this process is so far ahead of the machine's, or behind it where negative: as if somebody had set
/// the machine's. For the processes of tests, which may not set that.
pub fn set_wall(ahead: SignedDuration) {
    SET.store(i64::try_from(ahead.as_micros()).unwrap_or(0), Ordering::Relaxed);
}

/// How far the wall clock is from ours, either way.
pub fn parted_by() -> Duration {
    wall().duration_since(now()).unsigned_abs()
}

/// How long the machine is up, the time included for which it was suspended. Linux always knows.
fn uptime() -> Duration {
    clock_gettime(ClockId::CLOCK_BOOTTIME).map(Duration::from).unwrap_or_default()
}

/// Whether the wall clock has parted from ours, told once each way. The times come in.
#[derive(Clone, Copy, Debug, Default)]
pub struct Parting {
    is_told: bool,
}

/// News of the wall clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// It is so far ahead of ours, or behind it where negative.
    Parted(SignedDuration),
    /// It is right again.
    Together,
}

impl Parting {
    /// Compares the wall clock with ours, both read now.
    pub fn look(&mut self, wall: Timestamp, ours: Timestamp) -> Option<News> {
        let ahead = wall.duration_since(ours);
        if !self.is_told && ahead.abs() >= PARTED {
            self.is_told = true;
            return Some(News::Parted(ahead));
        }
        if self.is_told && ahead.abs() < TOGETHER {
            self.is_told = false;
            return Some(News::Together);
        }
        None
    }

    /// Whether it is so far away that it was told.
    pub fn is_apart(&self) -> bool {
        self.is_told
    }

    /// Ours has gone to it: that is told by whoever moved ours.
    pub fn is_healed(&mut self) {
        self.is_told = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn ours_goes_on_by_the_machines_uptime_whatever_the_wall_says() {
        let steady = Steady::new(at(1_000), Duration::from_secs(50));
        assert_eq!(steady.at(Duration::from_secs(50)), at(1_000));
        assert_eq!(steady.at(Duration::new(110, 1_999)), Timestamp::from_microsecond(1_060_000_001).unwrap());
        assert_eq!(steady.at(Duration::from_secs(3)), at(1_000), "it never goes back");
        let (first, second) = (now(), now());
        assert!(first <= second && wall().duration_since(second).abs() < PARTED);
        assert_eq!(second.as_nanosecond() % 1_000, 0);
    }

    #[test]
    fn ours_catches_up_with_a_machine_that_was_paused_and_is_never_moved_back() {
        let steady = Steady::new(at(1_000), Duration::from_secs(50));
        steady.catch_up(SignedDuration::from_hours(1));
        assert_eq!(steady.at(Duration::from_secs(60)), at(4_610));
        steady.catch_up(SignedDuration::from_secs(-90));
        assert_eq!(steady.at(Duration::from_secs(60)), at(4_610));
        steady.catch_up(SignedDuration::from_secs(5));
        assert_eq!(steady.at(Duration::from_secs(60)), at(4_615));
    }

    #[test]
    fn a_step_of_half_an_hour_is_told_once_and_once_when_it_is_over() {
        let mut parting = Parting::default();
        let half_an_hour = SignedDuration::from_mins(30);
        for (ahead, news) in [
            (0, None),
            (1_999, None),
            (1_800_000, Some(News::Parted(half_an_hour))),
            (1_800_500, None),
            (1_500, None),
            (999, Some(News::Together)),
            (1_999, None),
            (-1_800_000, Some(News::Parted(-half_an_hour))),
            (-2_000, None),
            (0, Some(News::Together)),
        ] {
            let wall = at(5_000).checked_add(SignedDuration::from_millis(ahead)).unwrap();
            assert_eq!(parting.look(wall, at(5_000)), news, "{ahead} ms");
        }
        assert!(parting.look(at(5_002), at(5_000)).is_some() && parting.is_apart());
        parting.is_healed();
        assert_eq!(
            (parting.look(at(5_000), at(5_000)), parting.is_apart()),
            (None, false),
            "whoever moved ours has told it"
        );
    }
}
