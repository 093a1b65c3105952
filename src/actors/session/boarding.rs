//! Boards: reading one and showing it with the asker's own place.
//!
//! **Invariant:** only everyone's board and that of the very chat are ever read: no button names a group.
//! **Absent:** no session state: the board is read beside the session, so that a hook that comes meanwhile does not wait.

use super::{
    actor::{Held, Session},
    messages::Unfinished,
};
use crate::{
    actors::{
        db::boards::ReadBoard,
        outbox::messages::{Say, TurnPage},
    },
    game::periods::Span,
    plumbing::clock,
    text::pages::{self, AskedBoard},
};

impl Session {
    /// The board of a period: the group's own where there is one, unless everyone's is asked for.
    pub(super) fn board(&self, held: Held, span: Span, everyone: bool) {
        self.answer_press(&held);
        let (asker, doors, in_group) = (self.id, self.doors.clone(), !held.order.place.private);
        let everyone = everyone || !in_group;
        actix_rt::spawn(async move {
            let chat_id = held.order.place.chat_id;
            let board = if everyone { 0 } else { chat_id };
            let read = ReadBoard { board, period: span.period(clock::now()), player: asker };
            // An outage is waited out by the Router, which gives the order again.
            let Ok(Ok(board)) = doors.db.send(read).await else { return held.end(Err(Unfinished)) };
            let page = pages::board(held.order.lang, &AskedBoard { span, everyone, in_group, asker, board });
            let say = Say { player: Some(asker), chat_id, page, scene: None };
            // A page speaks to its asker: where others read it too, it is not turned under their eyes.
            let said = match held.order.message_id.filter(|_| !in_group) {
                Some(message_id) => doors.outbox.send(TurnPage { message_id, say }).await,
                None => doors.outbox.send(say).await,
            };
            held.end_when_said(async { said }, doors.marker.clone()).await;
        });
    }
}
