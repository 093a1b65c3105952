//! The question by which the intake is held back: is there room for more?
//!
//! The poller asks whoever keeps work in memory after each page, and confirms the page and polls on when all have room. A
//! question that is asked again and again, not an answer that is kept waiting: whoever is restarted is simply asked again.
//! Room that ran out is there again when half of it is free, so that polling goes on by pages, not by single updates.
//!
//! **Invariant:** what an actor keeps in memory stays near its bound, for at most one page more comes when it has room.

use std::collections::HashMap;

use actix::Message;

/// "Do you have room for more?" Repeated: the same, as things stand then.
#[derive(Clone, Copy, Debug, Message)]
#[rtype(result = "bool")]
pub struct HasRoom;

/// A bound, and whether it was reached and not yet half left.
#[derive(Debug)]
pub struct Room {
    max: usize,
    is_full: bool,
}

/// The part of all that one chat may count for, and at least so many, but never more than a quarter: room that ran out is there
/// again at half, and a chat that takes nothing must not prevent it.
const SHARE: usize = 100;
const SHARE_MIN: usize = 8;

/// How many are in a room, where each chat counts for its share at the most: one that takes nothing keeps nobody else unheard.
#[derive(Debug)]
pub struct Shares {
    share: usize,
    by_chat: HashMap<i64, usize>,
    counted: usize,
}

impl Shares {
    /// Nobody is in a room for so many.
    pub fn new(max: usize) -> Shares {
        let share = (max / SHARE).max(SHARE_MIN).min((max / 4).max(1));
        Shares { share, by_chat: HashMap::new(), counted: 0 }
    }

    /// One more of this chat.
    pub fn add(&mut self, chat_id: i64) {
        let here = self.by_chat.entry(chat_id).or_default();
        *here += 1;
        self.counted += usize::from(*here <= self.share);
    }

    /// One less of this chat.
    pub fn remove(&mut self, chat_id: i64) {
        let Some(here) = self.by_chat.get_mut(&chat_id) else { return };
        self.counted -= usize::from(*here <= self.share);
        *here -= 1;
        if *here == 0 {
            self.by_chat.remove(&chat_id);
        }
    }

    /// How many count.
    pub fn counted(&self) -> usize {
        self.counted
    }
}

/// What a look at the room shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// There is room, as before.
    Free,
    /// There is none from now on.
    FillsUp,
    /// There is none, as before.
    Full,
    /// There is room from now on.
    FreeAgain,
}

impl Look {
    /// The answer to [`HasRoom`].
    pub fn has_room(self) -> bool {
        matches!(self, Look::Free | Look::FreeAgain)
    }
}

impl Room {
    /// Room for so many.
    pub fn new(max: usize) -> Room {
        Room { max, is_full: false }
    }

    /// For how many.
    pub fn max(&self) -> usize {
        self.max
    }

    /// Looks at the room while so many are in it.
    pub fn look(&mut self, used: usize) -> Look {
        let was_full = self.is_full;
        self.is_full = if was_full { used > self.max / 2 } else { used >= self.max };
        match (was_full, self.is_full) {
            (false, false) => Look::Free,
            (false, true) => Look::FillsUp,
            (true, true) => Look::Full,
            (true, false) => Look::FreeAgain,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_fills_up_at_the_bound_and_is_free_again_at_half() {
        let mut room = Room::new(4);
        let looks = [0, 3, 4, 9, 3, 2, 3, 4].map(|used| room.look(used));
        use Look::*;
        assert_eq!(looks, [Free, Free, FillsUp, Full, Full, FreeAgain, Free, FillsUp]);
    }
}
