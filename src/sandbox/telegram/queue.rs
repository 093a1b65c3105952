//! The updates that wait for the bot, and the rules by which `getUpdates` shows and forgets them.
//!
//! Owned by the world; players put updates in, pollers take pages out. Follows the queue of the Bot API server: an offset
//! confirms everything below it, an offset more than ten beyond the queue's end is taken for "from the beginning", a
//! negative one counts from the end and forgets the rest.
//!
//! **Invariant:** an update that was asked for again (`again`) survives confirmations until a page has shown it.

use std::{
    collections::VecDeque,
    sync::Arc,
    time::{Duration, Instant},
};

use serde::Deserialize;

/// Telegram shows at most so many updates at once.
const PAGE: usize = 100;
/// The same offset again so soon shows one update only.
const HASTE: Duration = Duration::from_millis(500);
/// Delivered updates that can be delivered again; older ones are forgotten, so that benches stay small.
const HISTORY: usize = 10_000;

struct Pending {
    /// `None` for raw text in which Telegram's id cannot be read: shown once, then forgotten.
    update_id: Option<i64>,
    raw: Arc<str>,
    again: bool,
}

#[derive(Deserialize)]
struct OnlyId {
    update_id: i64,
}

/// The queue of one bot.
pub(super) struct UpdateQueue {
    pending: VecDeque<Pending>,
    history: VecDeque<(i64, Arc<str>)>,
    next_id: i64,
    /// False as soon as ids no longer rise along `pending`.
    ordered: bool,
    last_poll: Option<(i64, Instant)>,
    /// Raised by every poll: only the newest may answer.
    pub(super) generation: u64,
    /// True while a webhook stands in the way.
    pub(super) webhook: bool,
    /// Updates ever put in, repeated ones included.
    pub(super) pushed: u64,
}

impl UpdateQueue {
    pub(super) fn new(first_id: i64) -> Self {
        Self {
            pending: VecDeque::new(),
            history: VecDeque::new(),
            next_id: first_id,
            ordered: true,
            last_poll: None,
            generation: 0,
            webhook: false,
            pushed: 0,
        }
    }

    /// The id of the next update; may go down, as Telegram's does after an idle week.
    pub(super) fn set_next_id(&mut self, id: i64) {
        self.next_id = id;
    }

    pub(super) fn take_id(&mut self) -> i64 {
        self.next_id += 1;
        self.next_id - 1
    }

    /// Puts an update in under an id from [`take_id`](Self::take_id).
    pub(super) fn push(&mut self, update_id: i64, raw: String) {
        self.put(Some(update_id), raw.into(), false);
    }

    /// Puts any text in; its id is read from it where it has one.
    pub(super) fn push_raw(&mut self, raw: &str) -> Option<i64> {
        let update_id = serde_json::from_str::<OnlyId>(raw).ok().map(|only| only.update_id);
        if let Some(id) = update_id {
            self.next_id = self.next_id.max(id.saturating_add(1));
        }
        self.put(update_id, raw.into(), false);
        update_id
    }

    /// Puts an update in once more. False when it is not (or no longer) known.
    pub(super) fn redeliver(&mut self, update_id: i64) -> bool {
        let Some(raw) = self.history.iter().rev().find(|(id, _)| *id == update_id).map(|(_, raw)| raw.clone()) else {
            return false;
        };
        self.put(Some(update_id), raw, true);
        true
    }

    fn put(&mut self, update_id: Option<i64>, raw: Arc<str>, again: bool) {
        let last = self.pending.back().and_then(|pending| pending.update_id);
        if update_id.is_none() || again || last > update_id {
            self.ordered = false;
        }
        if let (Some(id), false) = (update_id, again) {
            self.history.push_back((id, raw.clone()));
            if self.history.len() > HISTORY {
                self.history.pop_front();
            }
        }
        self.pushed += 1;
        self.pending.push_back(Pending { update_id, raw, again });
    }

    /// Updates not confirmed yet.
    pub(super) fn waiting(&self) -> usize {
        self.pending.len()
    }

    /// Begins a poll: the older one is terminated. Gives the poll's generation and its limit.
    pub(super) fn begin(&mut self, offset: i64, limit: i64, now: Instant) -> (u64, usize) {
        self.generation += 1;
        let hasty = self.last_poll.is_some_and(|(before, at)| before == offset && now < at + HASTE);
        self.last_poll = Some((offset, now));
        let limit = if (1..=100).contains(&limit) { usize::try_from(limit).unwrap_or(PAGE) } else { PAGE };
        (self.generation, if hasty { 1 } else { limit })
    }

    /// Forgets what an offset confirms.
    pub(super) fn confirm(&mut self, offset: i64) {
        if offset < 0 {
            let keep = usize::try_from(offset.unsigned_abs()).unwrap_or(usize::MAX);
            self.pending.drain(..self.pending.len().saturating_sub(keep));
            return;
        }
        if offset > self.next_id.saturating_add(10) {
            return;
        }
        let confirmed =
            |pending: &Pending| !pending.again && pending.update_id.is_some_and(|update_id| update_id < offset);
        if self.ordered {
            while self.pending.front().is_some_and(confirmed) {
                self.pending.pop_front();
            }
        } else {
            self.pending.retain(|pending| !confirmed(pending));
        }
        self.ordered |= self.pending.is_empty();
    }

    /// The next page as a JSON array, or `None` when nothing waits. `copies` is how often each update stands in it.
    pub(super) fn page(&mut self, limit: usize, copies: usize) -> Option<String> {
        if self.pending.is_empty() {
            return None;
        }
        let shown = self.pending.iter_mut().take(limit.min(PAGE));
        let mut page = String::from("[");
        let mut nameless = false;
        for pending in shown {
            pending.again = false;
            nameless |= pending.update_id.is_none();
            for _ in 0..copies {
                if page.len() > 1 {
                    page.push(',');
                }
                page.push_str(&pending.raw);
            }
        }
        page.push(']');
        if nameless {
            let mut left = limit.min(PAGE);
            self.pending.retain(|pending| {
                let was_shown = left > 0;
                left = left.saturating_sub(1);
                !(was_shown && pending.update_id.is_none())
            });
        }
        Some(page)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn queue(ids: &[i64]) -> UpdateQueue {
        let mut queue = UpdateQueue::new(1);
        for id in ids {
            queue.push_raw(&format!("{{\"update_id\":{id}}}"));
        }
        queue
    }

    fn ids(queue: &mut UpdateQueue, limit: usize) -> Vec<i64> {
        let page = queue.page(limit, 1).unwrap_or_else(|| "[]".into());
        serde_json::from_str::<Vec<OnlyId>>(&page).unwrap().iter().map(|only| only.update_id).collect()
    }

    #[test]
    fn an_offset_confirms_everything_below_it() {
        let mut queue = queue(&[10, 11, 12, 13]);
        assert_eq!(ids(&mut queue, 2), [10, 11]);
        assert_eq!(ids(&mut queue, 100), [10, 11, 12, 13]);
        queue.confirm(12);
        assert_eq!(ids(&mut queue, 100), [12, 13]);
        queue.confirm(-1);
        assert_eq!(ids(&mut queue, 100), [13]);
        queue.confirm(14);
        assert!(queue.page(100, 1).is_none());
    }

    #[test]
    fn ids_may_go_down_and_a_far_offset_confirms_nothing() {
        let mut queue = queue(&[1_000]);
        queue.confirm(1_001);
        queue.set_next_id(7);
        let id = queue.take_id();
        queue.push(id, format!("{{\"update_id\":{id}}}"));
        queue.confirm(1_001);
        assert_eq!(ids(&mut queue, 100), [7]);
        queue.confirm(8);
        assert_eq!(queue.waiting(), 0);
    }

    #[test]
    fn a_redelivered_update_is_shown_again_though_its_id_is_confirmed() {
        let mut queue = queue(&[1, 2]);
        queue.confirm(3);
        assert!(queue.redeliver(1) && !queue.redeliver(5));
        queue.confirm(3);
        assert_eq!(ids(&mut queue, 100), [1]);
        queue.confirm(3);
        assert_eq!(queue.waiting(), 0);
    }

    #[test]
    fn text_without_an_id_is_shown_once() {
        let mut queue = queue(&[1]);
        assert_eq!(queue.push_raw("{\"message\":5}"), None);
        assert_eq!(
            queue.page(100, 2).unwrap(),
            "[{\"update_id\":1},{\"update_id\":1},{\"message\":5},{\"message\":5}]"
        );
        assert_eq!(queue.page(100, 1).unwrap(), "[{\"update_id\":1}]");
    }

    #[test]
    fn the_same_offset_in_haste_shows_one_update() {
        let mut queue = queue(&[]);
        let now = Instant::now();
        assert_eq!(queue.begin(5, 100, now), (1, 100));
        assert_eq!(queue.begin(5, 100, now), (2, 1));
        assert_eq!(queue.begin(6, 30, now), (3, 30));
        assert_eq!(queue.begin(6, 30, now + HASTE), (4, 30));
    }
}
