//! Choosing a pond, a rod, a language: small turns without a price.
//!
//! **Invariant:** a choice changes the next cast only: while one waits for its fill nothing can be chosen, and a line in the
//! water keeps the rod and pond it was cast with.

use actix::Context;

use super::{
    actor::{Busy, Held, Session},
    messages::Unfinished,
};
use crate::{
    game::{
        catalogue::RodId,
        change::Change,
        choose::{choose_language, choose_pond, equip_rod},
        market::Pair,
    },
    text::{Lang, Page, pages},
};

impl Session {
    pub(super) fn ponds(&mut self, held: Held) {
        let Some(player) = &self.player else { return held.end(Err(Unfinished)) };
        let page = pages::ponds(held.order.lang, player);
        self.say_page(held, page, None);
    }

    pub(super) fn rods(&mut self, held: Held) {
        let Some(player) = &self.player else { return held.end(Err(Unfinished)) };
        let page = pages::rods(held.order.lang, player);
        self.say_page(held, page, None);
    }

    pub(super) fn choose_pond(&mut self, held: Held, pair: Pair, ctx: &mut Context<Self>) {
        let Some(player) = &self.player else { return held.end(Err(Unfinished)) };
        if matches!(self.busy, Busy::Casting) {
            return self.refuse(held, pages::still_casting);
        }
        match choose_pond(player, pair) {
            Ok(change) => {
                let page = pages::pond_chosen(held.order.lang, player, pair);
                self.choose(held, change, &page, ctx);
            }
            Err(refusal) => self.refuse(held, |lang| pages::pond_refused(lang, &refusal)),
        }
    }

    pub(super) fn equip_rod(&mut self, held: Held, rod: RodId, ctx: &mut Context<Self>) {
        let Some(player) = &self.player else { return held.end(Err(Unfinished)) };
        if matches!(self.busy, Busy::Casting) {
            return self.refuse(held, pages::still_casting);
        }
        match equip_rod(player, rod) {
            Ok(change) => {
                let page = pages::rod_equipped(held.order.lang, player, rod);
                self.choose(held, change, &page, ctx);
            }
            Err(refusal) => self.refuse(held, |lang| pages::rod_refused(lang, &refusal)),
        }
    }

    pub(super) fn languages(&mut self, held: Held) {
        let Some(player) = &self.player else { return held.end(Err(Unfinished)) };
        let page = pages::languages(held.order.lang, player);
        self.say_page(held, page, None);
    }

    /// From here on he is answered in it, this answer included.
    pub(super) fn choose_language(&mut self, mut held: Held, lang: Lang, ctx: &mut Context<Self>) {
        let Some(player) = &self.player else { return held.end(Err(Unfinished)) };
        held.order.lang = lang;
        let change = choose_language(player, lang);
        self.choose(held, change, &pages::language_chosen(lang), ctx);
    }

    /// Answers the press, and settles what was chosen with its page.
    pub(super) fn choose(&mut self, held: Held, change: Change, page: &Page, ctx: &mut Context<Self>) {
        self.answer_press(&held);
        self.settle_said(held, change, page, ctx);
    }
}
