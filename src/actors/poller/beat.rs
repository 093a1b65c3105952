//! What the poller's turn tells while it runs beside the actor: when its loop last turned, and whether it holds a page.
//!
//! Shared by the actor, which reads it for the watchdogs, and its one turn in flight, which writes it.
//!
//! **Invariant:** a loop that waits for the database or for room beats all the same: waiting out an outage is turning.

use std::{
    cell::Cell,
    future::Future,
    pin::pin,
    time::{Duration, Instant},
};

/// Between two beats of a wait; far below every watchdog's patience.
const BEAT_EVERY: Duration = Duration::from_secs(5);

/// See the file's head.
#[derive(Debug)]
pub(super) struct Beat {
    turned: Cell<Instant>,
    carrying: Cell<bool>,
}

impl Beat {
    /// A loop that begins now.
    pub fn new() -> Beat {
        Beat { turned: Cell::new(Instant::now()), carrying: Cell::new(false) }
    }

    /// The loop turns.
    pub fn turn(&self) {
        self.turned.set(Instant::now());
    }

    /// A page is in hand from now on, or no longer.
    pub fn carry(&self, carrying: bool) {
        self.carrying.set(carrying);
        self.turn();
    }

    /// True while a page is stored and handed on, and while polling rests: then nothing is asked of Telegram.
    pub fn is_carrying(&self) -> bool {
        self.carrying.get()
    }

    /// How long ago the loop turned.
    pub fn silence(&self) -> Duration {
        self.turned.get().elapsed()
    }

    /// Waits for something, beating.
    pub async fn through<T>(&self, awaited: impl Future<Output = T>) -> T {
        let mut awaited = pin!(awaited);
        loop {
            match actix_rt::time::timeout(BEAT_EVERY, &mut awaited).await {
                Ok(done) => return done,
                Err(_not_yet) => self.turn(),
            }
        }
    }
}
