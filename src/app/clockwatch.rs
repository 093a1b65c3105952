//! Watching clocks: the operator hears when the machine's wall clock parts from the one that the service counts by, and when
//! that one is not the time of Telegram and of the price sources.
//!
//! Started by `app.rs` for as long as the service runs; [`seen`] is asked by `angler check` too.
//!
//! **Invariant:** one line when clocks part and one when they are together again, however long that lasts.

use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};

use crate::{
    plumbing::{
        clock::{self, News, Parting},
        hostclocks::{self, Judged, Seen, Telling},
    },
    transports::way::Way,
};

/// Between two looks.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// Watches until it is dropped.
pub(super) struct Watching(actix_rt::task::JoinHandle<()>);

impl Drop for Watching {
    fn drop(&mut self) {
        self.0.abort();
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
    Watching(actix_rt::spawn(async move {
        let (mut parting, mut telling) = (Parting::default(), Telling::default());
        loop {
            match parting.look(clock::wall(), clock::now()) {
                Some(News::Parted(ahead)) => {
                    log::error!(ahead_ms = ahead.as_millis() as i64; "this machine's clock was set, times are counted on as before");
                }
                Some(News::Together) => log::info!("this machine's clock is as it was at the start again"),
                None => {}
            }
            telling.look(&Judged::of(&seen(&way))).into_iter().for_each(tell);
            actix_rt::time::sleep(LOOK_EVERY).await;
        }
    }))
}

fn tell(news: hostclocks::News) {
    match news {
        hostclocks::News::OursIsWrong(apart) => {
            log::error!(by = apart.as_str(); "this machine's clock is wrong: set it right (NTP), then start anew");
        }
        hostclocks::News::OursIsRight => log::info!("this machine's clock is right"),
        hostclocks::News::TheirsIsWrong(host, ahead_s) => {
            log::warn!(host = host.as_str(), ahead_s = ahead_s; "a host's clock is wrong, by the clocks of this machine and of the others");
        }
    }
}
