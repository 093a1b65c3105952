//! Watching the machine's wall clock: the operator hears when it parts from the one that the service counts by.
//!
//! Started by `app.rs` for as long as the service runs.
//!
//! **Invariant:** one line when it parts and one when it is right again, however long that lasts.

use std::time::Duration;

use crate::plumbing::clock::{self, News, Parting};

/// Between two looks.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// Watches until it is dropped.
pub(super) struct Watching(actix_rt::task::JoinHandle<()>);

impl Drop for Watching {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Starts watching.
pub(super) fn watch() -> Watching {
    Watching(actix_rt::spawn(async {
        let mut parting = Parting::default();
        loop {
            match parting.look(clock::wall(), clock::now()) {
                Some(News::Parted(ahead)) => {
                    log::error!(ahead_ms = ahead.as_millis() as i64; "this machine's clock was set, times are counted on as before");
                }
                Some(News::Together) => log::info!("this machine's clock is as it was at the start again"),
                None => {}
            }
            actix_rt::time::sleep(LOOK_EVERY).await;
        }
    }))
}
