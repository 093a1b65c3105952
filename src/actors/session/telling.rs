//! What a session tells without changing anything: the welcome page and the status.
//!
//! **Invariant:** a status shows the newest price with its age; it never waits for one longer than a second.

use super::{
    actor::{Busy, Held, Session},
    messages::{Place, Unfinished},
};
use crate::{
    actors::{oracle::LatestTick, outbox::messages::Say},
    plumbing::clock,
    text::pages::{self, Meeting},
};

/// A price younger than this is shown at once, seconds.
const FRESH_S: i64 = 5;
/// Longest wait for a newer one, ms.
const WAIT_MS: u64 = 1_000;

impl Session {
    pub(super) fn start(&mut self, held: Held) {
        let Some(player) = &self.player else { return held.end(Err(Unfinished)) };
        let page = pages::start(held.order.lang, &held.order.name, player, self.meeting);
        self.meeting = Meeting::Again;
        self.say_page(held, page, None);
    }

    pub(super) fn status(&mut self, held: Held) {
        let Some(player) = &self.player else { return held.end(Err(Unfinished)) };
        let lang = held.order.lang;
        let page = match (&self.busy, &player.open) {
            (Busy::Casting, _) => pages::status_casting(lang, player),
            (Busy::Hooking { .. }, Some(position)) => pages::status_hooking(lang, player, position),
            (_, None) => pages::status_idle(lang, player),
            (Busy::Free, Some(_)) => return self.status_fishing(held),
        };
        self.say_page(held, page, None);
    }

    /// The price is asked for beside the session, so that a hook that comes meanwhile does not wait for it.
    fn status_fishing(&mut self, held: Held) {
        let Some((player, position)) =
            self.player.clone().and_then(|player| player.open.clone().map(|open| (player, open)))
        else {
            return held.end(Err(Unfinished));
        };
        self.answer_press(&held);
        let latest = self.doors.oracle.send(LatestTick { pair: position.pond, fresh_s: FRESH_S, wait_ms: WAIT_MS });
        let doors = self.doors.clone();
        actix_rt::spawn(async move {
            let tick = latest.await.ok().flatten();
            let page = pages::status_fishing(held.order.lang, &player, &position, tick.as_ref(), clock::now());
            let Place { chat_id, spot, .. } = held.order.place;
            let say = Say { player: Some(player.id), chat_id, spot, page, scene: None };
            held.end_when_said(doors.outbox.send(say), doors.marker.clone()).await;
        });
    }
}
