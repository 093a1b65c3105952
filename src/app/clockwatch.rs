//! Watching clocks: the operator hears when the machine's wall clock parts from the one that the service counts by, and when
//! that one is not the time of Telegram and of the price sources. And the service's is put right when the wall clock was.
//!
//! Started by `app.rs` for as long as the service runs; [`seen`] is asked by `angler check` too.
//!
//! **Invariant:** one line when clocks part and one when they are together again, however long that lasts.
//! **Invariant:** the service's clock follows the wall clock only where the hosts prove both that it is wrong and that the wall clock is
//! right, and only forward; where it would have to go back the service starts anew, so that nothing in memory is of the future.

use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use tokio::sync::watch;

use crate::{
    plumbing::{
        clock::{self, News, Parting},
        hostclocks::{self, Judged, Seen, Telling},
        paths::{Path, took},
    },
    transports::way::Way,
};

/// Between two looks.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// Watches until it is dropped.
pub(super) struct Watching {
    task: actix_rt::task::JoinHandle<()>,
    ahead: watch::Receiver<bool>,
}

impl Watching {
    /// Returns when the service's clock is ahead of a wall clock that was put right.
    pub(super) async fn is_ahead(&self) {
        if self.ahead.clone().wait_for(|ahead| *ahead).await.is_err() {
            // The task lives as long as this value.
            std::future::pending::<()>().await;
        }
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// What the hosts that were reached on this way say of our clock.
pub fn seen(way: &Way) -> Vec<Seen> {
    let (now, clock) = (Instant::now(), clock::now());
    let ours = |moment: Instant| -> Timestamp {
        let since = SignedDuration::try_from(now.saturating_duration_since(moment)).unwrap_or(SignedDuration::MAX);
        clock.saturating_sub(since).unwrap_or(clock)
    };
    way.told().into_iter().map(|told| Seen::new(told.host, told.date, ours(told.asked), ours(told.heard))).collect()
}

/// Starts watching.
pub(super) fn watch(way: Way) -> Watching {
    let (told, ahead) = watch::channel(false);
    let task = actix_rt::spawn(async move {
        let (mut parting, mut telling) = (Parting::default(), Telling::default());
        loop {
            let (wall, ours) = (clock::wall(), clock::now());
            match parting.look(wall, ours) {
                Some(News::Parted(ahead)) => {
                    log::error!(ahead_ms = ahead.as_millis() as i64; "this machine's clock was set, times are counted on as before");
                }
                Some(News::Together) => log::info!("this machine's clock is as it was at the start again"),
                None => {}
            }
            let said = seen(&way);
            let wall_is_ahead = wall.duration_since(ours);
            if parting.is_apart() && Judged::is_right_at(&said, wall_is_ahead) {
                put_right(wall_is_ahead, &mut parting, &told);
            }
            telling.look(&Judged::of(&seen(&way))).into_iter().for_each(tell);
            actix_rt::time::sleep(LOOK_EVERY).await;
        }
    });
    Watching { task, ahead }
}

/// The wall clock is right, and ours is not.
fn put_right(wall_is_ahead: SignedDuration, parting: &mut Parting, is_ahead: &watch::Sender<bool>) {
    let ahead_ms = wall_is_ahead.as_millis() as i64;
    if wall_is_ahead.is_positive() {
        clock::catch_up(wall_is_ahead);
        parting.is_healed();
        took(Path::ClockCaughtUp);
        log::warn!(ahead_ms = ahead_ms; "this machine's clock was put right, times are counted by it from now on");
    } else if !is_ahead.send_replace(true) {
        took(Path::ClockSetBack);
        log::warn!(ahead_ms = ahead_ms; "this machine's clock was put right, back: the service ends, to start anew by it");
    }
}

fn tell(news: hostclocks::News) {
    match news {
        hostclocks::News::OursIsWrong(apart) => {
            log::error!(by = apart.as_str(); "this machine's clock is wrong: set it right (NTP)");
        }
        hostclocks::News::OursIsRight => log::info!("this machine's clock is right"),
        hostclocks::News::TheirsIsWrong(host, ahead_s) => {
            log::warn!(host = host.as_str(), ahead_s = ahead_s; "a host's clock is wrong, by the clocks of this machine and of the others");
        }
    }
}
