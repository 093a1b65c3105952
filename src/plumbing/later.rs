//! Work beside an actor whose outcome comes back to it as a message.
//!
//! An actix context polls every future spawned in it at every wake, which makes thousands of them quadratic. So requests
//! and timers run as tasks of the arbiter, and their outcome is an ordinary typed message to the actor that asked.
//!
//! **Invariant:** the outcome is delivered once, or the actor is gone.

use std::{future::Future, time::Duration};

use actix::{Actor, Addr, Context, Handler, Message};

/// Runs `work` on this arbiter and sends what it gives to `to`.
pub fn tell<A, M>(to: Addr<A>, work: impl Future<Output = M> + 'static)
where
    A: Actor<Context = Context<A>> + Handler<M>,
    M: Message + Send + 'static,
    M::Result: Send,
{
    actix_rt::spawn(async move {
        let outcome = work.await;
        // The actor being gone means the process is ending, or the actor started anew without this work.
        let _gone = to.send(outcome).await;
    });
}

/// Sends `message` to `to` after `delay`.
pub fn tell_after<A, M>(to: Addr<A>, delay: Duration, message: M)
where
    A: Actor<Context = Context<A>> + Handler<M>,
    M: Message + Send + 'static,
    M::Result: Send,
{
    tell(to, async move {
        actix_rt::time::sleep(delay).await;
        message
    });
}
