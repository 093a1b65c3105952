//! What a chat does not take goes to its player in private: he spent bait and stake there and has to be told.
//!
//! Called for what was refused because of its chat's state; the player's private chat is read from the database.
//!
//! **Invariant:** a durable reply is never tried again in the chat that refused it; it ends in private, or given up.

use actix::{AsyncContext, Context, Handler, Message};

use super::{actor::Outbox, parcel::Parcel};
use crate::{
    actors::db::{ask_patiently, marker::Fate, messages::PrivateChat},
    game::spot::Spot,
    plumbing::later,
};

/// "This is where its player is told instead"; `None`: nowhere.
#[derive(Debug, Message)]
#[rtype(result = "()")]
struct Elsewhere {
    parcel: Parcel,
    to: Option<i64>,
    reason: String,
}

impl Outbox {
    /// Sends a parcel to its player's private chat; gives it up where it has no player, or was for that chat already.
    pub(super) fn tell_in_private(&mut self, chat_id: i64, parcel: Parcel, reason: &str, ctx: &mut Context<Self>) {
        let reason = reason.to_owned();
        let Some(player) = parcel.player.filter(|_| chat_id < 0) else {
            return self.settle_errand(parcel.errand, Fate::GivenUp(reason), ctx);
        };
        let db = self.db.clone();
        later::tell(ctx.address(), async move {
            let to = ask_patiently(&db, PrivateChat { player }).await.ok().flatten();
            Elsewhere { parcel, to, reason }
        });
    }
}

impl Handler<Elsewhere> for Outbox {
    type Result = ();
    fn handle(&mut self, Elsewhere { parcel, to, reason }: Elsewhere, ctx: &mut Context<Self>) {
        let Some(to) = to else { return self.settle_errand(parcel.errand, Fate::GivenUp(reason), ctx) };
        self.lanes.entry(to).or_default().push_durable(parcel.into_edit_of(None).at(Spot::default()));
        self.go(to, ctx);
    }
}
