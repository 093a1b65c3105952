//! The end of speech: scenes are cut, what is durable goes out, and who waits for it is told.
//!
//! Asked by `app.rs` when the service ends, and by the terminal, which waits until a line has its result.
//!
//! **Invariant:** a drain is over only when every durable reply is sent and marked, or when its time is up.

use actix::{AsyncContext, Context, Handler, ResponseFuture};
use tokio::sync::oneshot;

use super::{
    actor::Outbox,
    messages::{CountOwed, Drain},
};

impl Outbox {
    /// Tells whoever drains that nothing is left.
    pub(super) fn tell_when_drained(&mut self) {
        if !self.loading
            && self.lanes.is_empty()
            && self.in_flight == 0
            && self.durable.is_empty()
            && let Some(asker) = self.draining.take()
        {
            let _gone = asker.send(());
        }
    }
}

impl Handler<Drain> for Outbox {
    type Result = ResponseFuture<usize>;
    fn handle(&mut self, m: Drain, ctx: &mut Context<Self>) -> Self::Result {
        let (asker, drained) = oneshot::channel();
        self.draining = Some(asker);
        self.scenes.clear();
        for lane in self.lanes.values_mut() {
            lane.cut_scene();
        }
        self.go_all(ctx);
        self.tell_when_drained();
        let left = ctx.address();
        Box::pin(async move {
            let in_time = actix_rt::time::timeout(m.patience, drained).await;
            if in_time == Ok(Ok(())) { 0 } else { left.send(CountOwed).await.map_or(0, |(_, durable)| durable) }
        })
    }
}

impl Handler<CountOwed> for Outbox {
    type Result = actix::MessageResult<CountOwed>;
    fn handle(&mut self, _: CountOwed, _: &mut Context<Self>) -> Self::Result {
        actix::MessageResult((self.lanes.len() + self.in_flight, self.durable.len()))
    }
}
