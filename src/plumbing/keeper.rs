//! The Keeper: a supervising future around one actor, which survives the panics of its handlers.
//!
//! actix ends an actor for good when a handler panics, also under its own `Supervisor`. The Keeper catches the panic,
//! calls the actor's `restarting()`, waits a little and goes on polling: the address and the queued messages survive, and
//! only the message in hand answers "mailbox closed". It counts, and gives up after too many panics in a short time.
//!
//! Called by `app.rs` for every kept actor. Sessions are not kept: the next message makes them anew.
//!
//! **Invariant:** a kept actor's `restarting()` throws its memory away and reloads what is true from the database.
//! **Absent:** no restart without limit: after [`Policy::at_most`] panics within [`Policy::within`] the process shall end.

use std::{
    any::Any,
    collections::VecDeque,
    future::Future,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::Pin,
    task::{Context as Waker, Poll},
    time::{Duration, Instant},
};

use actix::{Actor, Addr, Context, Supervised, dev::ContextFut};

use super::meter::one_line;

/// How often an actor may panic, and how long it rests after each time.
#[derive(Clone, Copy, Debug)]
pub struct Policy {
    /// Restarts allowed within the window.
    pub at_most: usize,
    /// The window.
    pub within: Duration,
    /// Rest after the first panic; it doubles with each further one, plus up to as much again by chance.
    pub rest: Duration,
}

impl Default for Policy {
    /// 5 in 30 s: a bug met by one message in a thousand is survived, a bug met by every message is not hidden.
    fn default() -> Policy {
        Policy { at_most: 5, within: Duration::from_secs(30), rest: Duration::from_millis(10) }
    }
}

/// What became of a kept actor after a panic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Death {
    /// It was restarted, for the nth time since its start.
    Restarted {
        /// The actor's name.
        actor: &'static str,
        /// Restarts since its start.
        count: u32,
        /// The panic's words.
        reason: String,
    },
    /// Too many panics: the process must end.
    GaveUp {
        /// The actor's name.
        actor: &'static str,
        /// The last panic's words.
        reason: String,
    },
}

/// Where deaths are told.
pub type Deaths = tokio::sync::mpsc::UnboundedSender<Death>;

/// Starts `make`'s actor on this arbiter under a Keeper and gives its address.
pub fn keep<A>(actor: &'static str, policy: Policy, deaths: Deaths, make: impl FnOnce(&mut Context<A>) -> A) -> Addr<A>
where
    A: Actor<Context = Context<A>> + Supervised,
    ContextFut<A, Context<A>>: Unpin,
{
    let mut context = Context::new();
    let value = make(&mut context);
    let address = actix::AsyncContext::address(&context);
    let kept = Some(context.into_future(value));
    actix_rt::spawn(Keeper { actor, kept, policy, deaths, count: 0, recent: VecDeque::new(), rest: None });
    address
}

struct Keeper<A: Actor<Context = Context<A>> + Supervised> {
    actor: &'static str,
    kept: Option<ContextFut<A, Context<A>>>,
    policy: Policy,
    deaths: Deaths,
    count: u32,
    recent: VecDeque<Instant>,
    rest: Option<Pin<Box<actix_rt::time::Sleep>>>,
}

impl<A> Future for Keeper<A>
where
    A: Actor<Context = Context<A>> + Supervised,
    ContextFut<A, Context<A>>: Unpin,
{
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, waker: &mut Waker<'_>) -> Poll<()> {
        let this = &mut *self;
        loop {
            if let Some(rest) = this.rest.as_mut() {
                if rest.as_mut().poll(waker).is_pending() {
                    return Poll::Pending;
                }
                this.rest = None;
            }
            let Some(kept) = this.kept.as_mut() else { return Poll::Ready(()) };
            match catch_unwind(AssertUnwindSafe(|| Pin::new(kept).poll(waker))) {
                Ok(polled) => return polled,
                Err(panic) => this.died(words(&*panic)),
            }
        }
    }
}

impl<A> Unpin for Keeper<A> where A: Actor<Context = Context<A>> + Supervised {}

impl<A> Keeper<A>
where
    A: Actor<Context = Context<A>> + Supervised,
{
    fn died(&mut self, reason: String) {
        let now = Instant::now();
        self.recent.retain(|death| now.duration_since(*death) < self.policy.within);
        self.recent.push_back(now);
        self.count += 1;
        let within_limit = self.recent.len() <= self.policy.at_most;
        let restarted = within_limit
            && self
                .kept
                .as_mut()
                .is_some_and(|kept| matches!(catch_unwind(AssertUnwindSafe(|| kept.restart())), Ok(true)));
        let actor = self.actor;
        let death = if restarted {
            let doubled = self.policy.rest * (1 << (self.recent.len() - 1).min(16));
            let jitter = doubled.mul_f64(f64::from(super::dice::decoration() as u16) / f64::from(u16::MAX));
            super::paths::took(super::paths::Path::ActorRestarted);
            self.rest = Some(Box::pin(actix_rt::time::sleep(doubled + jitter)));
            log::warn!(actor = actor, count = self.count, reason = reason.as_str(); "actor panicked and was restarted");
            Death::Restarted { actor, count: self.count, reason }
        } else {
            // Dropping it runs the actor's own `stopped()`, which may panic too.
            let kept = self.kept.take();
            let _panicked = catch_unwind(AssertUnwindSafe(move || drop(kept)));
            log::error!(actor = actor, count = self.count, reason = reason.as_str(); "actor panics too often, giving up");
            Death::GaveUp { actor, reason }
        };
        // Nobody listening means that the process is ending already.
        let _unheard = self.deaths.send(death);
    }
}

fn words(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    let text = text.or_else(|| panic.downcast_ref::<String>().cloned());
    one_line(&text.unwrap_or_else(|| "a panic without words".to_owned()))
}

#[cfg(test)]
mod tests {
    use actix::{Handler, Message};

    use super::*;

    struct Fragile {
        told: u32,
    }
    impl Actor for Fragile {
        type Context = Context<Self>;
    }
    impl Supervised for Fragile {
        fn restarting(&mut self, _: &mut Context<Self>) {
            self.told = 0;
        }
    }
    #[derive(Message)]
    #[rtype(result = "u32")]
    struct Count;
    #[derive(Message)]
    #[rtype(result = "()")]
    struct Break;
    impl Handler<Count> for Fragile {
        type Result = u32;
        fn handle(&mut self, _: Count, _: &mut Context<Self>) -> u32 {
            self.told += 1;
            self.told
        }
    }
    impl Handler<Break> for Fragile {
        type Result = ();
        fn handle(&mut self, _: Break, _: &mut Context<Self>) {
            panic!("broken on purpose");
        }
    }

    #[actix_rt::test]
    async fn a_panic_costs_only_the_message_in_hand_and_the_memory() {
        let (deaths, mut heard) = tokio::sync::mpsc::unbounded_channel();
        let address = keep("fragile", Policy::default(), deaths, |_| Fragile { told: 0 });
        assert_eq!(address.send(Count).await, Ok(1));
        let (broken, queued) = (address.send(Break), address.send(Count));
        assert!(broken.await.is_err());
        assert_eq!(queued.await, Ok(1), "the queued message survives, the memory does not");
        let told = heard.recv().await;
        assert_eq!(told, Some(Death::Restarted { actor: "fragile", count: 1, reason: "broken on purpose".to_owned() }));
    }

    #[actix_rt::test]
    async fn a_storm_of_panics_gives_up() {
        let (deaths, mut heard) = tokio::sync::mpsc::unbounded_channel();
        let policy = Policy { at_most: 2, rest: Duration::from_millis(1), ..Policy::default() };
        let address = keep("fragile", policy, deaths, |_| Fragile { told: 0 });
        for _ in 0..3 {
            assert!(address.send(Break).await.is_err());
        }
        let mut last = None;
        while let Some(death) = heard.recv().await {
            last = Some(death);
        }
        assert_eq!(last, Some(Death::GaveUp { actor: "fragile", reason: "broken on purpose".to_owned() }));
        assert!(!address.connected());
    }
}
