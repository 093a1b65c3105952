//! The question by which the intake is held back: is there room for more?
//!
//! The poller asks whoever keeps work in memory after each page, and confirms the page and polls on when all have room. A
//! question that is asked again and again, not an answer that is kept waiting: whoever is restarted is simply asked again.
//! Room that ran out is there again when half of it is free, so that polling goes on by pages, not by single updates.
//!
//! **Invariant:** what an actor keeps in memory stays near its bound, for at most one page more comes when it has room.

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
