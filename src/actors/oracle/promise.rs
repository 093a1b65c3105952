//! An answer that comes later, without a future in the actor's context.
//!
//! A handler returns the [`Promise`] and keeps the other end; whoever asked is answered when something is sent there.
//!
//! **Invariant:** when the other end is dropped (a restart threw the waiters away), the asker hears "mailbox closed".

use actix::{
    Actor, Message,
    dev::{MessageResponse, OneshotSender},
};
use tokio::sync::oneshot;

/// The asker's end of an answer that comes later.
#[derive(Debug)]
pub struct Promise<T>(oneshot::Receiver<T>);

/// A promise and the end that keeps it.
pub fn promise<T>() -> (oneshot::Sender<T>, Promise<T>) {
    let (sender, receiver) = oneshot::channel();
    (sender, Promise(receiver))
}

impl<A, M, T> MessageResponse<A, M> for Promise<T>
where
    A: Actor,
    M: Message<Result = T>,
    T: 'static,
{
    fn handle(self, _: &mut A::Context, asker: Option<OneshotSender<T>>) {
        let Some(asker) = asker else { return };
        actix_rt::spawn(async move {
            if let Ok(answer) = self.0.await {
                // An asker that has gone is no matter: asking changed nothing.
                let _gone = asker.send(answer);
            }
        });
    }
}
