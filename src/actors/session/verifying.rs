//! `/verify`: laying a catch open.
//!
//! **Invariant:** a player's line that is still out is answered from the session's own state and never asked for.

use actix::Context;

use super::{
    actor::{Held, Session},
    looking::NEWEST,
    messages::Asked,
};
use crate::{
    actors::db::messages::{ListCatches, LoadProof},
    game::player::PositionId,
    text::pages,
};

impl Session {
    pub(super) fn verify(&mut self, held: Held, asked: Asked, ctx: &mut Context<Self>) {
        match asked {
            Asked::Nothing => self.explain_verify(held, ctx),
            Asked::Unreadable => self.say(held, pages::verify_unreadable),
            Asked::Number(position) => self.verify_one(held, position, ctx),
        }
    }

    fn explain_verify(&mut self, held: Held, ctx: &mut Context<Self>) {
        let player = self.id;
        self.look_up(held, ListCatches { player, before: NEWEST }, ctx, move |act, held, history| {
            act.say(held, |lang| pages::verify_how(lang, player, history.rows.first()));
        });
    }

    pub(super) fn verify_one(&mut self, held: Held, position: PositionId, ctx: &mut Context<Self>) {
        if self.player.as_ref().and_then(|player| player.open.as_ref()).is_some_and(|open| open.id == position) {
            return self.refuse(held, |lang| pages::verify_open(lang, position));
        }
        self.look_up(held, LoadProof { player: self.id, position }, ctx, move |act, held, proof| match proof {
            Some(proof) => act.say(held, |lang| pages::verify(lang, &proof)),
            None => act.refuse(held, |lang| pages::verify_unknown(lang, position)),
        });
    }
}
