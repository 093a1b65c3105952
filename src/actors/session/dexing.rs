//! `/fishdex`: its pages, and the card of a caught fish again.
//!
//! **Invariant:** a card is shown only of a fish that this player has caught.

use actix::Context;

use super::{
    actor::{Held, Session},
    messages::Place,
};
use crate::{
    actors::{
        db::messages::LoadFishdex,
        outbox::messages::{Say, ShowFish},
    },
    game::catalogue::FishId,
    text::pages,
};

impl Session {
    pub(super) fn fishdex(&mut self, held: Held, page: u8, ctx: &mut Context<Self>) {
        let player = self.id;
        self.look_up(held, LoadFishdex { player }, ctx, move |act, held, fishdex| {
            act.turn_page(held, |lang| pages::fishdex(lang, player, &fishdex, page));
        });
    }

    /// An answer without effect: the fish's own card, the same for everyone.
    pub(super) fn show_fish(&mut self, held: Held, fish: FishId, ctx: &mut Context<Self>) {
        self.look_up(held, LoadFishdex { player: self.id }, ctx, move |act, held, fishdex| {
            let Some(kind) = fishdex.kind(fish) else { return act.refuse(held, pages::fish_unknown) };
            let lang = held.order.lang;
            let page = pages::fish_caption(lang, fish, kind);
            act.answer_press(&held);
            let Place { chat_id, spot, .. } = held.order.place;
            let say = Say { player: Some(act.id), chat_id, spot, page, scene: None };
            let said = act.doors.outbox.send(ShowFish { fish, lang, say });
            actix_rt::spawn(held.end_when_said(said, act.doors.marker.clone()));
        });
    }
}
