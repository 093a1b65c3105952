//! What of the Outbox outlives a panic: the sends on their way, the chats that Telegram wants left alone, and what was told.
//!
//! Called by the Keeper. Everything else of a lane is memory: what is durable is read again, what is not is asked again by the
//! Router.
//!
//! **Invariant:** a send on its way keeps its lane until it comes back, so that nothing overtakes it and it is not sent twice;
//! only the one whose outcome was in hand at the panic is forgotten, and read again.

use actix::{AsyncContext, Context, Handler, Message, Supervised};

use super::{
    actor::{LONGEST_SEND, Outbox},
    messages::LoadOwed,
};
use crate::plumbing::later;

impl Supervised for Outbox {
    fn restarting(&mut self, ctx: &mut Context<Self>) {
        let (db, marker, imagegen) = (self.db.clone(), self.marker.clone(), self.imagegen.clone());
        let mut anew = Outbox::new(self.make_api.clone(), db, marker, imagegen, self.durable.max(), self.pace)
            .with_faults(self.faults.clone());
        (anew.paused, anew.loading, anew.life) = (self.paused, true, self.life + 1);
        anew.freezing = self.freezing;
        std::mem::swap(&mut anew.paces, &mut self.paces);
        anew.draining = self.draining.take();
        std::mem::swap(&mut anew.meter, &mut self.meter);
        std::mem::swap(&mut anew.told, &mut self.told);
        std::mem::swap(&mut anew.chats, &mut self.chats);
        anew.meter.forget_in_flight();
        let landing = self.landing;
        for (chat_id, lane) in self.lanes.drain().filter(|(chat_id, _)| Some(*chat_id) != landing) {
            let Some(lane) = lane.into_next_life() else { continue };
            anew.in_flight += usize::from(lane.sending);
            for debt in &lane.flying {
                anew.durable.keep(debt, &self.durable);
            }
            anew.lanes.insert(chat_id, lane);
        }
        if anew.in_flight > 0 {
            anew.turning.turns_within(LONGEST_SEND);
        }
        anew.connect();
        *self = anew;
        self.arm_sweep(ctx);
        let (me, life) = (ctx.address(), self.life);
        later::tell(ctx.address(), async move {
            let _gone = me.send(LoadOwed).await;
            Loaded(life)
        });
    }
}

/// "What is owed was read again after this restart." Of an earlier one: nothing to do.
#[derive(Clone, Copy, Debug, Message)]
#[rtype(result = "()")]
struct Loaded(u64);
impl Handler<Loaded> for Outbox {
    type Result = ();
    fn handle(&mut self, Loaded(life): Loaded, ctx: &mut Context<Self>) {
        if life != self.life {
            return;
        }
        self.loading = false;
        self.go_all(ctx);
        self.tell_when_drained();
    }
}
