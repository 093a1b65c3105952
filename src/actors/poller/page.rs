//! One page of updates, from Telegram to the inbox to the Router.
//!
//! Runs beside the poller, one page at a time.
//!
//! **Invariant:** a page is confirmed only when each of its updates is stored, put aside, or such that it has no effect.

use std::{
    collections::{HashMap, hash_map::Entry},
    time::{Duration, Instant},
};

use actix::Addr;
use futures_util::future::{join, join3};
use jiff::{SignedDuration, Timestamp};

use super::{
    port::{Incoming, Page, Received},
    storing::{Kept, LATE, Row, put_aside, store},
};
use crate::{
    actors::{
        db::{
            DbActor, DbError,
            messages::{InboxState, Stored, Unstored},
        },
        outbox::Outbox,
        router::{
            Router, matters,
            messages::{GroupTold, Reader, Reading, Take, Taken, TurnAway},
        },
    },
    config::faults::Faults,
    plumbing::{
        clock,
        paths::{Path, took},
        room::HasRoom,
        turning::Turning,
    },
};

/// Between two questions whether there is room for more.
const ROOM_EVERY: Duration = Duration::from_millis(100);
/// An unfinished update older than this is a replay, as for the Router's own look into the inbox.
const OLD: SignedDuration = SignedDuration::from_secs(10);

/// Telegram keeps what is not confirmed for a day: an age beyond this is none.
const OLDEST: SignedDuration = SignedDuration::from_hours(25);
/// Telegram keeps a press no longer.
pub(super) const OLDEST_PRESS: Duration = Duration::from_secs(150);

/// A page, and when it came in by both clocks.
pub(super) struct Arrived {
    /// What came.
    pub page: Page,
    /// By our clock.
    pub at: Timestamp,
    /// For durations.
    pub since: Instant,
    /// How long Telegram was not asked before: a press of this page may have waited so long.
    pub unheard: Duration,
    /// How often a page was held back, in a row.
    pub refusals: u32,
}

impl Arrived {
    /// How long an update waited at Telegram: a text by Telegram's own clock, a press, which has no time of its own, as long as
    /// nobody asked for it.
    fn waited(&self, received: &Received) -> SignedDuration {
        let known = match &received.content {
            Incoming::Text { .. } => {
                let by_clock = self.page.told_at.zip(received.sent_at).map(|(told, sent)| told.duration_since(sent));
                by_clock.filter(|age| *age <= OLDEST)
            }
            Incoming::Press { .. } => SignedDuration::try_from(self.unheard.min(OLDEST_PRESS)).ok(),
            _ => None,
        };
        known.unwrap_or_default().max(SignedDuration::ZERO)
    }
}

/// What became of a page.
pub(super) struct Carried {
    /// Updates handed on.
    pub updates: usize,
    /// Why the page is not to be confirmed.
    pub held_back: Option<DbError>,
}

/// Whose an update is, when it is a player's.
fn player_of(content: &Incoming) -> Option<i64> {
    match content {
        Incoming::Text { from, .. } | Incoming::Press { from, .. } => Some(from.telegram_id),
        Incoming::Group { from, .. } => from.as_ref().map(|from| from.telegram_id),
        Incoming::Anonymous { .. } | Incoming::Ignored(_) | Incoming::Malformed(_) => None,
    }
}

/// To whom pages are carried.
#[derive(Clone)]
pub struct Carrier {
    /// Stores them.
    pub db: Addr<DbActor>,
    /// Takes them in hand.
    pub router: Addr<Router>,
    /// Is asked for room too: a stalled Telegram is noticed there.
    pub outbox: Addr<Outbox>,
    /// The bot's name without the `@`: what is for another bot is not stored.
    pub our_name: String,
    /// Struck on purpose by tests.
    pub faults: Faults,
}

/// Stores a page, hands it on and waits until there is room for more.
pub(super) async fn carry(mut arrived: Arrived, to: &Carrier, turning: &Turning) -> Carried {
    let Carrier { db, router, our_name, faults, .. } = to;
    let (at, since, refusals) = (arrived.at, arrived.since, arrived.refusals);
    let mut rows = Vec::new();
    let mut contents = HashMap::new();
    let too_large = aside_by_id(std::mem::take(&mut arrived.page.too_large), db, turning).await;
    for received in std::mem::take(&mut arrived.page.updates) {
        let sent_at = at.saturating_sub(arrived.waited(&received)).unwrap_or(at);
        let Received { update_id, raw, content, .. } = received;
        match player_of(&content).filter(|_| matters(&content, our_name)) {
            Some(telegram_id) => {
                // An id is stored once: were it two people's, the one must not be taken for the other.
                let Entry::Vacant(first) = contents.entry(update_id) else { continue };
                first.insert(content);
                // Postgres' text holds everything but a zero byte, which JSON never contains raw.
                rows.push(Row { update_id, telegram_id, sent_at, raw: raw.replace('\0', "") });
            }
            None => turn_away(update_id, content, at, router),
        }
    }
    if rows.is_empty() {
        return Carried { updates: 0, held_back: too_large };
    }
    // In the Router's queue from here on, so before anything that ends while the page is stored; a clone is never held back.
    let begun = router.clone().send(Reading { who: Reader::Page, begins: true });
    faults.pass("page.taken", 0).await;
    let (Kept { stored, held_back }, _restarting) = join(store(rows, refusals, db, turning), begun).await;
    let now = clock::now();
    faults.pass("inbox.stored", 0).await;
    for again in &stored {
        match again.state {
            InboxState::New => {}
            InboxState::Waiting => took(Path::RedeliveredWaiting),
            InboxState::Done => took(Path::RedeliveredDone),
        }
    }
    let unfinished = stored.into_iter().filter(|stored| stored.state != InboxState::Done);
    let updates: Vec<Taken> = unfinished
        .filter_map(|stored| {
            let content = contents.remove(&stored.update_id)?;
            Some(Taken {
                seq: stored.seq,
                update_id: stored.update_id,
                player: stored.player,
                arrived_at: stored.arrived_at,
                since,
                content,
                replayed_at: is_replay(&stored, now).then_some(now),
            })
        })
        .collect();
    let count = updates.len();
    turning.turned();
    // In this order, in one go. The Router being restarted reads the inbox by itself.
    let taken = router.clone().send(Take { updates });
    let read = router.clone().send(Reading { who: Reader::Page, begins: false });
    let (_restarting, _, has_room) = join3(taken, read, has_room(to)).await;
    if !has_room {
        wait_for_room(to, turning).await;
    }
    Carried { updates: count, held_back: held_back.or(too_large) }
}

/// Puts aside what is larger than anything of Telegram's may be; nothing but its id was kept.
async fn aside_by_id(ids: Vec<i64>, db: &Addr<DbActor>, turning: &Turning) -> Option<DbError> {
    for update_id in ids {
        let nothing = Unstored { telegram_id: None, raw: String::new() };
        if let Err(error) = put_aside(update_id, "it is over 1 MiB: its text was not kept", nothing, db, turning).await
        {
            return Some(error);
        }
    }
    None
}

/// Whether both the Router and the Outbox have room for more.
async fn has_room(to: &Carrier) -> bool {
    join(to.router.clone().send(HasRoom), to.outbox.send(HasRoom)).await == (Ok(true), Ok(true))
}

/// Returns when neither the Router nor the Outbox has too much in memory: they say so. Until then Telegram keeps what comes.
async fn wait_for_room(to: &Carrier, turning: &Turning) {
    took(Path::PollHeld);
    loop {
        turning.waits_for_room();
        actix_rt::time::sleep(ROOM_EVERY).await;
        if has_room(to).await {
            return;
        }
    }
}

/// An update that was stored some time ago and that nobody carried out (its page's answer was lost in an outage) is filled
/// from now on: the ticks of its own time were not asked for. One in hand is known to the Router. One that came late is one too.
fn is_replay(stored: &Stored, now: Timestamp) -> bool {
    let old = if stored.state == InboxState::New { LATE } else { OLD };
    now.duration_since(stored.arrived_at) > old
}

fn turn_away(update_id: i64, content: Incoming, at: Timestamp, router: &Addr<Router>) {
    match &content {
        Incoming::Malformed(reason) => log::warn!(cause = update_id, reason = reason.as_str(); "update cannot be read"),
        Incoming::Anonymous { .. } => {
            let told = router.send(TurnAway { content });
            actix_rt::spawn(async move {
                let _not_owed = told.await;
            });
        }
        Incoming::Group { .. } => {
            let told = router.send(GroupTold { content, at });
            actix_rt::spawn(async move {
                let _not_owed = told.await;
            });
        }
        _nothing => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actors::poller::port::{Chat, Sender};

    fn received(content: Incoming, sent_at: Option<Timestamp>) -> Received {
        Received { update_id: 1, sent_at, raw: String::new(), content }
    }

    fn waited(told_ago: i64, unheard_s: u64) -> [i64; 2] {
        let told = Timestamp::UNIX_EPOCH + SignedDuration::from_hours(900);
        let page = Page { told_at: Some(told), ..Page::default() };
        let (at, since, unheard) = (Timestamp::UNIX_EPOCH, Instant::now(), Duration::from_secs(unheard_s));
        let arrived = Arrived { page, at, since, unheard, refusals: 0 };
        let from = Sender { telegram_id: 1, name: String::new(), language: None };
        let chat = Chat { id: 1, private: true, spot: Default::default() };
        let text = Incoming::Text { from: from.clone(), chat, title: String::new(), text: "/cast".into() };
        let press = Incoming::Press {
            from,
            chat: Some(chat),
            message_id: None,
            shown: None,
            callback_id: "1".into(),
            data: "cast:1".into(),
        };
        let sent = told - SignedDuration::from_secs(told_ago);
        [received(text, Some(sent)), received(press, Some(sent))].map(|received| arrived.waited(&received).as_secs())
    }

    #[test]
    fn a_text_waited_by_telegrams_clock_and_a_press_as_long_as_nobody_asked() {
        assert_eq!(waited(0, 0), [0, 0]);
        assert_eq!(waited(21_600, 0), [21_600, 0], "our own clock has no part in it");
        assert_eq!(waited(-3, 70), [0, 70], "a press has no time of its own");
        assert_eq!(waited(1, 86_400), [1, 150], "telegram keeps a press no longer");
        assert_eq!(waited(26 * 3_600, 0), [0, 0], "telegram keeps nothing so long: that is no date");
    }
}
