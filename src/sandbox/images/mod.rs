//! An image service of our own: OpenRouter's chat completions with pictures, and its key check.
//!
//! [`SandboxImages`] is the handle: it tells what was asked and how many requests were in flight at once, holds answers back
//! until it is told to let go, and can paint anything from a picture to a bomb. It can be used from any thread and runtime.
//!
//! **Invariant:** a request counts as in flight from the end of its body until its answer begins.

mod http;
mod paint;

#[cfg(test)]
mod tests;

use std::{
    collections::{HashMap, VecDeque},
    fmt,
    pin::pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use actix_web::web::Data;
use tokio::{sync::Notify, time::timeout_at};

use super::{
    serve::Routes,
    switches::{Fault, Switches},
};

/// What an accepted request is answered with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Painting {
    /// A PNG, the same for the same prompt.
    #[default]
    Picture,
    /// Words and no picture.
    TextOnly,
    /// 200 with an error object inside.
    ErrorInside {
        /// Its code.
        code: u16,
    },
    /// A small PNG whose header claims 60,000 × 60,000 pixels.
    Bomb,
    /// A `data:` URL that calls something a PNG which is none.
    NotAPicture,
    /// This address instead of a `data:` URL.
    Elsewhere(String),
    /// These bytes, as a PNG.
    Bytes(Vec<u8>),
    /// Nothing: the request meets this.
    Weather(Fault),
}

/// One request for a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaintRequest {
    /// Its model.
    pub model: String,
    /// The text of its messages.
    pub prompt: String,
    /// When its body had arrived.
    pub at: Instant,
}

#[derive(Default)]
struct Studio {
    usual: Painting,
    next: VecDeque<Painting>,
    by_prompt: HashMap<String, Painting>,
    asked: Vec<PaintRequest>,
    in_flight: usize,
    most_in_flight: usize,
    held: bool,
}

/// The sandbox's image service.
pub struct SandboxImages {
    url: String,
    key: String,
    /// What it shall do wrong; endpoints are `chat` and `key`.
    pub switches: Switches,
    studio: Mutex<Studio>,
    changed: Notify,
}

impl SandboxImages {
    pub(super) fn new(url: String, key: String) -> Self {
        Self { url, key, switches: Switches::default(), studio: Mutex::default(), changed: Notify::new() }
    }

    pub(super) fn routes(self: &Arc<Self>) -> Routes {
        let images = Data::from(self.clone());
        Arc::new(move |app| http::routes(app, images.clone()))
    }

    /// Its base address, without a slash at its end.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The only key it accepts.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// Answers so from now on.
    pub fn paint(&self, painting: Painting) {
        self.lock().usual = painting;
    }

    /// Answers one request so, after those already ordered.
    pub fn paint_next(&self, painting: Painting) {
        self.lock().next.push_back(painting);
    }

    /// Answers every request of this prompt so, whatever else is ordered.
    pub fn paint_of(&self, prompt: &str, painting: Painting) {
        self.lock().by_prompt.insert(prompt.to_owned(), painting);
    }

    /// Holds all answers back until [`let_go`](Self::let_go), or until who asked has hung up.
    pub fn hold(&self) {
        self.lock().held = true;
    }

    /// Gives the held answers and no longer holds any.
    pub fn let_go(&self) {
        self.lock().held = false;
        self.changed.notify_waiters();
    }

    /// Every request for a picture that came with the right key, in order of arrival.
    pub fn requests(&self) -> Vec<PaintRequest> {
        self.lock().asked.clone()
    }

    /// Requests in flight now.
    pub fn in_flight(&self) -> usize {
        self.lock().in_flight
    }

    /// The most that were in flight at once.
    pub fn most_in_flight(&self) -> usize {
        self.lock().most_in_flight
    }

    /// Waits until `look` finds something; it is called whenever a request comes or goes.
    pub async fn wait_until<T>(&self, mut look: impl FnMut(&Self) -> Option<T>, deadline: Duration) -> Option<T> {
        let deadline = tokio::time::Instant::now() + deadline;
        loop {
            let mut changed = pin!(self.changed.notified());
            changed.as_mut().enable();
            if let Some(found) = look(self) {
                return Some(found);
            }
            if timeout_at(deadline, changed).await.is_err() {
                return look(self);
            }
        }
    }

    /// Counts a request in; it is counted out when the guard goes.
    fn enter(self: &Arc<Self>, request: PaintRequest) -> InFlight {
        let mut studio = self.lock();
        studio.asked.push(request);
        studio.in_flight += 1;
        studio.most_in_flight = studio.most_in_flight.max(studio.in_flight);
        drop(studio);
        self.changed.notify_waiters();
        InFlight(self.clone())
    }

    async fn until_let_go(&self) {
        loop {
            let mut changed = pin!(self.changed.notified());
            changed.as_mut().enable();
            if !self.lock().held {
                return;
            }
            changed.await;
        }
    }

    fn lock(&self) -> MutexGuard<'_, Studio> {
        self.studio.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for SandboxImages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SandboxImages").field("url", &self.url).finish_non_exhaustive()
    }
}

struct InFlight(Arc<SandboxImages>);

impl Drop for InFlight {
    fn drop(&mut self) {
        self.0.lock().in_flight -= 1;
        self.0.changed.notify_waiters();
    }
}
