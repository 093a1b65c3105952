//! `/fair` and `/luck`: the commitment of the next draw, and the player's own word in it.
//!
//! **Invariant:** a word is set for a cast that was not asked for yet: while one waits for its fill, or a line is out, it stays.

use actix::Context;

use super::{
    actor::{Busy, Held, Session},
    messages::Unfinished,
};
use crate::{
    game::luck::{Luck, LuckRefusal, check_luck, decide_luck},
    text::pages,
};

impl Session {
    pub(super) fn fair(&self, held: Held) {
        let Some(player) = &self.player else {
            return held.end(Err(Unfinished));
        };
        let page = pages::fair(held.order.lang, player);
        self.say_page(held, page, None);
    }

    /// Without a word it is told which one counts; with one, that one counts from now on.
    pub(super) fn luck(&mut self, held: Held, word: Option<Result<Luck, LuckRefusal>>, ctx: &mut Context<Self>) {
        let Some(player) = &self.player else {
            return held.end(Err(Unfinished));
        };
        let Some(word) = word else {
            return self.say(held, |lang| pages::luck(lang, player));
        };
        if matches!(self.busy, Busy::Casting) {
            return self.refuse(held, pages::still_casting);
        }
        let decided = check_luck(player).and(word).and_then(|luck| decide_luck(player, luck));
        match decided {
            Ok(change) => {
                let page = pages::luck_set(held.order.lang, &player.after(&change));
                self.choose(held, change, &page, ctx);
            }
            Err(refusal) => self.refuse(held, |lang| pages::luck_refused(lang, refusal)),
        }
    }
}
