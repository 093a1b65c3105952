//! What becomes of an update that its session could not carry out.
//!
//! An order that stays unfinished is given again, ever later. One that broke its session while it alone was in hand is
//! blamed (counted in the inbox before it is tried again); after three it is put aside with an apology.
//!
//! **Invariant:** an update is put aside only for failures of its own, and the player's other updates go on.

use std::time::{Duration, Instant};

use actix::{AsyncContext, Context, Handler, Message};

use super::actor::{LookAt, Router};
use crate::{
    actors::{
        db::messages::{Blame, Quarantine},
        outbox::messages::Say,
        poller::port::Incoming,
    },
    game::{player::PlayerId, spot::Spot},
    plumbing::{
        later,
        paths::{Path, took},
    },
    text::{Lang, pages},
};

/// Failures after which an update is put aside.
const TRIES: i16 = 3;
/// Times that an order may stay unfinished while its session lives, each waiting twice as long: about a minute in all.
const UNFINISHED: u32 = 6;

/// "The blame is written": so many failures so far.
#[derive(Debug, Message)]
#[rtype(result = "()")]
struct Blamed {
    player: PlayerId,
    seq: i64,
    tries: i16,
}

impl Router {
    /// The session lives and could not finish: again later, and in the end never again.
    pub(super) fn unfinished(&mut self, player: PlayerId, seq: i64, ctx: &mut Context<Self>) {
        let Some(desk) = self.desks.get_mut(&player) else { return };
        let Some(held) = desk.hand.get_mut(&seq) else { return };
        held.unfinished += 1;
        if held.unfinished > UNFINISHED {
            return self.put_aside(player, seq, "it could not be finished", ctx);
        }
        let wait = Duration::from_millis(500) * 2_u32.pow(held.unfinished);
        held.not_before = Some(Instant::now() + wait);
        desk.take_back(seq);
        later::tell_after(ctx.address(), wait, LookAt(player));
    }

    /// It alone was in hand when its session broke.
    pub(super) fn blame(&mut self, player: PlayerId, seq: i64, ctx: &mut Context<Self>) {
        let Some(desk) = self.desks.get_mut(&player) else { return };
        // Given to nobody, but not to be given either until the blame is written.
        desk.give(seq);
        took(Path::Blamed);
        let Some(held) = desk.hand.get(&seq) else { return };
        let (db, update_id) = (self.doors.db.clone(), held.taken.update_id);
        later::tell(ctx.address(), async move {
            loop {
                match db.send(Blame { update_id }).await {
                    Ok(Ok(tries)) => return Blamed { player, seq, tries },
                    Ok(Err(_)) | Err(_) => actix_rt::time::sleep(Duration::from_secs(1)).await,
                }
            }
        });
    }

    /// Puts an update aside: marked done, kept for the operator, and the player gets an apology.
    pub(super) fn put_aside(&mut self, player: PlayerId, seq: i64, reason: &str, ctx: &mut Context<Self>) {
        let Some(held) = self.desks.get(&player).and_then(|desk| desk.hand.get(&seq)) else { return };
        let update_id = held.taken.update_id;
        log::error!(cause = update_id, player = player.0, reason = reason; "update put aside");
        self.quarantined += 1;
        took(Path::PutAside);
        let said = match &held.taken.content {
            Incoming::Text { from, chat, .. } => Some((chat.id, chat.spot, from.language.clone())),
            Incoming::Press { from, chat, .. } => {
                let (chat_id, spot) = chat.map_or((from.telegram_id, Spot::default()), |chat| (chat.id, chat.spot));
                Some((chat_id, spot, from.language.clone()))
            }
            Incoming::Group { .. } | Incoming::Anonymous { .. } | Incoming::Ignored(_) | Incoming::Malformed(_) => None,
        };
        if let Some((chat_id, spot, language)) = said {
            let page = pages::apology(Lang::from_code(language.as_deref()));
            let said = self.doors.outbox.send(Say { player: Some(player), chat_id, spot, page, scene: None });
            actix_rt::spawn(async move {
                let _not_owed = said.await;
            });
        }
        let (db, reason) = (self.doors.db.clone(), reason.to_owned());
        actix_rt::spawn(async move {
            let put = Quarantine { update_id, reason, unstored: None };
            while !matches!(db.send(put.clone()).await, Ok(Ok(()))) {
                actix_rt::time::sleep(Duration::from_secs(1)).await;
            }
        });
        self.ended(player, seq);
        self.give(player, ctx);
    }
}

impl Handler<Blamed> for Router {
    type Result = ();
    fn handle(&mut self, m: Blamed, ctx: &mut Context<Self>) {
        match m.tries {
            // It is done after all: its turn was settled before the session broke.
            0 => {
                self.ended(m.player, m.seq);
                self.give(m.player, ctx);
            }
            tries if tries >= TRIES => self.put_aside(m.player, m.seq, "its session broke three times", ctx),
            _ => {
                if let Some(desk) = self.desks.get_mut(&m.player) {
                    desk.take_back(m.seq);
                }
                self.give(m.player, ctx);
            }
        }
    }
}
