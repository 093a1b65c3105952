//! Crossings from the Watch to the sessions of their players.
//!
//! One long question to the Watch at a time, for as many as may still be in hand; each crossing goes to its player's session,
//! which is made when there is none, as for an order. What a session could not settle is given back.
//!
//! **Invariant:** a crossing is in hand once, however often the Watch hands it out, and no more than [`IN_HAND`] are.
//! **Absent:** nothing is kept: a Router that is restarted asks again, and the Watch hands out again.

use std::time::Duration;

use actix::{AsyncContext, Context, Handler, MailboxError, Message};

use super::{actor::Router, desk::Desk};
use crate::{
    actors::{
        session::messages::{Crossed, Unfinished},
        watch::{
            crossings::Crossing,
            messages::{GiveBack, NextCrossings},
        },
    },
    game::{money::PnlPercent, player::PlayerId},
    plumbing::later,
};

/// Crossings in the hands of sessions at the most: two batches of each writer (128), so that these are full while the next
/// ones are decided.
const IN_HAND: usize = 512;
/// Before a Watch that is restarting is asked again.
const ASK_EVERY: Duration = Duration::from_millis(100);

/// "The Watch answered." An answer to an earlier question is handed out like any other.
#[derive(Debug, Message)]
#[rtype(result = "()")]
struct Handed(Result<Vec<Crossing>, MailboxError>);

/// "A session answered a crossing", or is gone.
#[derive(Debug, Message)]
#[rtype(result = "()")]
struct Settled {
    player: PlayerId,
    mark: PnlPercent,
    generation: u64,
    outcome: Result<Result<(), Unfinished>, MailboxError>,
    session_lives: bool,
}

impl Router {
    /// Asks the Watch for crossings, unless that is under way, the hands are full or the service ends.
    pub(super) fn ask_watch(&mut self, ctx: &mut Context<Self>) {
        let limit = IN_HAND.saturating_sub(self.crossings.len());
        if self.closed || self.asks_watch || limit == 0 {
            return;
        }
        self.asks_watch = true;
        let answer = self.doors.watch.send(NextCrossings { limit });
        later::tell(ctx.address(), async move {
            let answer = answer.await;
            if answer.as_ref().is_ok_and(Vec::is_empty) || answer.is_err() {
                actix_rt::time::sleep(ASK_EVERY).await;
            }
            Handed(answer)
        });
    }

    fn hand_out(&mut self, crossing: Crossing, ctx: &mut Context<Self>) {
        let Crossing { player, position, mark, tick } = crossing;
        if !self.crossings.insert((player, mark)) {
            return;
        }
        let session = self.session_of(player);
        let Some(desk) = self.desks.get_mut(&player) else { return };
        desk.crossings += 1;
        let generation = desk.generation;
        let answer = session.send(Crossed { position, mark, tick });
        later::tell(ctx.address(), async move {
            let outcome = answer.await;
            let session_lives = session.connected();
            Settled { player, mark, generation, outcome, session_lives }
        });
    }
}

impl Handler<Handed> for Router {
    type Result = ();
    fn handle(&mut self, Handed(answer): Handed, ctx: &mut Context<Self>) {
        self.asks_watch = false;
        if self.closed {
            return;
        }
        for crossing in answer.unwrap_or_default() {
            self.hand_out(crossing, ctx);
        }
        self.ask_watch(ctx);
    }
}

impl Handler<Settled> for Router {
    type Result = ();
    fn handle(&mut self, m: Settled, ctx: &mut Context<Self>) {
        if !self.crossings.remove(&(m.player, m.mark)) {
            // Of before a restart: the Watch hands it out again.
            return;
        }
        if m.outcome != Ok(Ok(())) {
            let given = self.doors.watch.send(GiveBack { player: m.player, mark: m.mark });
            actix_rt::spawn(async move {
                // A Watch that is restarting finds the crossing again by itself.
                let _restarting = given.await;
            });
        }
        if let Some(desk) = self.desks.get_mut(&m.player) {
            let was_lost = !m.session_lives && desk.generation == m.generation && desk.session.is_some();
            if was_lost {
                log::error!(player = m.player.0; "session lost, its updates are given again one at a time");
                // The crossing may be what broke it: no update is to blame.
                let _blamed_nobody = desk.lost_session();
            }
            desk.crossing_ended();
            if was_lost {
                self.give(m.player, ctx);
            }
        }
        self.all_ended();
        self.ask_watch(ctx);
    }
}

impl Desk {
    fn crossing_ended(&mut self) {
        self.crossings = self.crossings.saturating_sub(1);
        self.last_used = std::time::Instant::now();
    }
}
