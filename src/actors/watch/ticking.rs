//! How the Watch hears ticks: one question to the oracle after another, and every tick worked through in the order of rounds.
//!
//! With no line out it asks too, naming no pond: then it hears what others wait for, and makes the oracle poll nothing.
//!
//! **Invariant:** every tick that the oracle tells is worked through once, also over a restart of the oracle: the place where
//! the Watch has arrived is the time of a round.

use std::sync::Arc;

use actix::{AsyncContext, Context, Handler, MailboxError, Message};

use super::actor::{AGAIN, Watch};
use crate::{
    actors::oracle::{NextTicks, QuoteError},
    game::market::Tick,
    plumbing::later,
};

/// What the oracle said to a question.
#[derive(Message)]
#[rtype(result = "()")]
struct Heard {
    question: u64,
    answer: Result<Result<Vec<Tick>, QuoteError>, MailboxError>,
}

/// "Ask the oracle again": it was restarting.
#[derive(Message)]
#[rtype(result = "()")]
struct Listen;

impl Watch {
    /// Asks for the next ticks, if that is not under way for the very ponds that have lines.
    pub(super) fn listen(&mut self, ctx: &mut Context<Self>) {
        if self.loading.is_some() || self.closed {
            return;
        }
        let pairs = self.lines.pairs();
        if self.asked.as_ref() == Some(&pairs) {
            return;
        }
        self.question += 1;
        self.asked = Some(pairs.clone());
        let question = self.question;
        let answer = self.oracle.send(NextTicks { pairs, after: self.heard_to });
        later::tell(ctx.address(), async move { Heard { question, answer: answer.await } });
    }

    fn work_through(&mut self, tick: Tick) {
        let tick = Arc::new(tick);
        let with_bells = tick.round_at > self.bells_from;
        for crossed in self.lines.cross(&tick, with_bells) {
            self.crossed(crossed.player, crossed.position, crossed.mark, tick.clone());
        }
        self.heard_to = Some(tick.round_at);
        self.history.add(Tick::clone(&tick));
    }
}

impl Handler<Heard> for Watch {
    type Result = ();
    fn handle(&mut self, heard: Heard, ctx: &mut Context<Self>) {
        self.faults.strike("watch.handle", 0);
        // An answer to an earlier question: the newer one named the same place, and is answered with all since.
        if heard.question != self.question {
            return;
        }
        self.asked = None;
        match heard.answer {
            Ok(Ok(ticks)) => ticks.into_iter().for_each(|tick| self.work_through(tick)),
            Ok(Err(QuoteError::Closing)) => self.closed = true,
            Ok(Err(QuoteError::Silent { .. })) | Err(_) => {
                return later::tell_after(ctx.address(), AGAIN, Listen);
            }
        }
        self.listen(ctx);
        self.pump(ctx);
    }
}

impl Handler<Listen> for Watch {
    type Result = ();
    fn handle(&mut self, _: Listen, ctx: &mut Context<Self>) {
        self.listen(ctx);
    }
}
