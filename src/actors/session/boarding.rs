//! Boards: reading one and showing it with the asker's own place.
//!
//! **Invariant:** only everyone's board and that of the very chat are ever read: no button names a group.
//! **Absent:** no session state: the board is read beside the session, so that a hook that comes meanwhile does not wait.

use actix::Context;

use super::actor::{Held, Session};
use crate::{
    actors::db::boards::ReadBoard,
    game::periods::Span,
    plumbing::clock,
    text::pages::{self, AskedBoard},
};

impl Session {
    /// The board of a period: the group's own where there is one, unless everyone's is asked for.
    pub(super) fn board(&self, held: Held, span: Span, everyone: bool, ctx: &mut Context<Self>) {
        let (asker, in_group) = (self.id, !held.order.place.private);
        let everyone = everyone || !in_group;
        let board = if everyone { 0 } else { held.order.place.chat_id };
        let question = ReadBoard { board, period: span.period(clock::now()), player: asker };
        self.look_up(held, question, ctx, move |act, held, board| {
            let asked = AskedBoard { span, everyone, in_group, asker, board };
            // A page speaks to its asker: where others read it too, it is not turned under their eyes.
            if in_group {
                act.say(held, |lang| pages::board(lang, &asked));
            } else {
                act.turn_page(held, |lang| pages::board(lang, &asked));
            }
        });
    }
}
