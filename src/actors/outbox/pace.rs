//! How often a chat was spoken to lately: by it a group is paced ahead of Telegram's limit, so that a 429 is rare, and a private
//! chat that is refused is known to be far below its own.
//!
//! Owned by the Outbox, one per chat of the last minute. Pure: time and dice come in.
//!
//! **Invariant:** a group is sent no more than its number of messages in any minute; the first half of them goes at once.

use std::{
    collections::{HashMap, VecDeque},
    time::{Duration, Instant},
};

use crate::config::Pace;

/// Of a group's minute, what its turns are spread by, so that many groups do not come at one instant: half a second.
const JITTER: u32 = 120;
/// A private chat takes one message a second; at most so many in this time are far fewer.
const LATELY: Duration = Duration::from_secs(10);
const FEW: usize = 3;
/// Chats above which those of before the last minute are looked for and forgotten.
const KEPT: usize = 1_000;

/// See the file's head.
#[derive(Default)]
pub(super) struct Paces {
    sent: HashMap<i64, VecDeque<Instant>>,
    sweep_at: usize,
}

impl Paces {
    /// A message (or an edit, which counts as one) went to a chat. Gives when a group may have the next; `None`: at once. A chat
    /// that was told nothing for a group's minute is forgotten.
    pub fn sent(&mut self, chat_id: i64, now: Instant, pace: &Pace, dice: u64) -> Option<Instant> {
        let (most, minute) = (pace.group_per_minute, pace.group_minute);
        self.sweep(now, minute.max(LATELY));
        let sent = self.sent.entry(chat_id).or_default();
        sent.push_back(now);
        while sent.len() > most.max(FEW + 1) {
            sent.pop_front();
        }
        if chat_id >= 0 {
            return None;
        }
        let jitter = minute / JITTER * u32::try_from(dice % 256).unwrap_or(0) / 256;
        let in_minute = |at: &Instant| now.duration_since(*at) < minute;
        let lately = sent.iter().filter(|at| in_minute(at)).count();
        if lately >= most {
            let first = sent.iter().copied().find(in_minute).unwrap_or(now);
            return Some(first + minute + jitter);
        }
        (lately > most / 2).then(|| now + minute / u32::try_from(most).unwrap_or(1).max(1) + jitter)
    }

    /// True for a private chat that was told little lately: a refusal there is not about it.
    pub fn is_quiet(&self, chat_id: i64, now: Instant) -> bool {
        let lately = |sent: &VecDeque<Instant>| sent.iter().filter(|at| now.duration_since(**at) < LATELY).count();
        chat_id > 0 && self.sent.get(&chat_id).map_or(0, lately) <= FEW
    }

    fn sweep(&mut self, now: Instant, old: Duration) {
        if self.sent.len() < self.sweep_at.max(KEPT) {
            return;
        }
        self.sent.retain(|_, sent| sent.back().is_some_and(|at| now.duration_since(*at) < old));
        self.sweep_at = self.sent.len() * 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GROUP: i64 = -5;
    const MINUTE: Duration = Duration::from_secs(60);

    fn pace() -> Pace {
        Pace { group_per_minute: 20, group_minute: MINUTE, ..Pace::default() }
    }

    #[test]
    fn no_minute_of_a_group_has_more_than_its_number() {
        let (mut paces, began) = (Paces::default(), Instant::now());
        let (mut now, mut all) = (began, Vec::new());
        for dice in 0..200 {
            all.push(now);
            now = paces.sent(GROUP, now, &pace(), dice * 77).unwrap_or(now);
        }
        assert_eq!(all[9].duration_since(began), Duration::ZERO, "half of them at once");
        for (n, at) in all.iter().enumerate() {
            let in_its_minute = all[n..].iter().take_while(|later| later.duration_since(*at) < MINUTE).count();
            assert!(in_its_minute <= 20, "{in_its_minute} from {n}");
        }
        let hour = all.iter().filter(|at| at.duration_since(began) < MINUTE * 8).count();
        assert!(hour > 8 * 16, "the limit is used: {hour} in eight minutes");
        assert_eq!(paces.sent(7, now, &pace(), 0), None, "a private chat is not held");
    }

    #[test]
    fn a_chat_that_was_told_little_is_quiet() {
        let (mut paces, now) = (Paces::default(), Instant::now());
        assert!(paces.is_quiet(7, now) && !paces.is_quiet(GROUP, now));
        for _ in 0..FEW + 1 {
            assert!(paces.is_quiet(7, now));
            paces.sent(7, now, &pace(), 0);
        }
        assert!(!paces.is_quiet(7, now) && paces.is_quiet(7, now + LATELY));
    }

    #[test]
    fn chats_of_before_are_forgotten() {
        let (mut paces, now) = (Paces::default(), Instant::now());
        for chat in 0..KEPT as i64 {
            paces.sent(chat, now, &pace(), 0);
        }
        paces.sent(-1, now + MINUTE, &pace(), 0);
        assert_eq!(paces.sent.len(), 1);
    }
}
