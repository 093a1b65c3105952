//! The Dashboard: asks every actor for its figures and prints the supervision table, every so often and at every restart.
//!
//! `app.rs` starts it with a recipient for every actor and tells it of deaths; `/metrics` and `/healthz` look through it, by
//! [`Gather`]. It asks all actors at once and takes what came within two seconds; an actor that did not answer is `silent`,
//! which is a finding in itself.
//!
//! **Invariant:** the dashboard only asks; no actor waits for it.

use std::{collections::BTreeMap, time::Duration};

use actix::{Actor, AsyncContext, Context, Handler, Message, Recipient, ResponseFuture, Supervised};
use futures_util::future::join_all;

use super::{
    figures::{Figures, Interval, TakeFigures},
    keeper::Death,
    meter::Meter,
    table,
};
use crate::config::faults::Faults;

/// Longest wait for an actor's figures: far over any handler, far under the interval.
const PATIENCE: Duration = Duration::from_secs(2);

/// One actor as the dashboard knows it.
pub struct Watched {
    /// Its name, for the row when it does not answer.
    pub name: &'static str,
    /// Where to ask.
    pub figures: Recipient<TakeFigures>,
}

/// "An actor died": counted, and the table printed anew. A repeated one is counted twice.
#[derive(Clone, Debug, Message)]
#[rtype(result = "()")]
pub struct ActorDied(pub Death);

/// "What do all actors tell?" Answered within some two seconds; the dashboard's interval goes on. Repeated: asked again.
#[derive(Clone, Copy, Debug, Message)]
#[rtype(result = "Vec<Told>")]
pub struct Gather;

/// What one actor told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Its name.
    pub actor: &'static str,
    /// Restarts since the start.
    pub restarts: u32,
    /// `None`: it did not answer.
    pub figures: Option<Figures>,
}

/// The actor itself; see the file's head.
pub struct Dashboard {
    watched: Vec<Watched>,
    every: Duration,
    restarts: BTreeMap<&'static str, u32>,
    meter: Meter,
    faults: Faults,
}

impl Dashboard {
    /// A dashboard over these actors, printing every so often.
    pub fn new(watched: Vec<Watched>, every: Duration) -> Dashboard {
        let meter = Meter::new("dashboard");
        Dashboard { watched, every, restarts: BTreeMap::new(), meter, faults: Faults::default() }
    }

    /// The same, struck by these faults.
    pub fn with_faults(self, faults: Faults) -> Dashboard {
        Dashboard { faults, ..self }
    }

    fn arm(&self, ctx: &mut Context<Self>) {
        ctx.run_later(self.every, |act, ctx| {
            act.print(Interval::StartsAnew);
            act.arm(ctx);
        });
    }

    fn print(&mut self, interval: Interval) {
        self.meter.count(Duration::ZERO);
        let all = self.gather(interval);
        actix_rt::spawn(async move {
            let table = table::draw(&all.await);
            log::info!("supervision\n{table}");
        });
    }

    /// Asks all at once; the dashboard's own figures come last.
    fn gather(&mut self, interval: Interval) -> impl Future<Output = Vec<Told>> + use<> {
        let restarts_of = |actor| self.restarts.get(actor).copied().unwrap_or_default();
        let own = Told {
            actor: "dashboard",
            restarts: restarts_of("dashboard"),
            figures: Some(Figures { rows: vec![self.meter.take("open", 0, interval)], ..Figures::default() }),
        };
        let ask = |watched: &Watched| {
            let (actor, restarts) = (watched.name, restarts_of(watched.name));
            let answer = watched.figures.send(TakeFigures(interval));
            async move {
                let answer = actix_rt::time::timeout(PATIENCE, answer).await;
                Told { actor, restarts, figures: answer.ok().and_then(Result::ok) }
            }
        };
        let asked = join_all(self.watched.iter().map(ask).collect::<Vec<_>>());
        async move {
            let mut all = asked.await;
            all.push(own);
            all
        }
    }
}

impl Actor for Dashboard {
    type Context = Context<Self>;
    fn started(&mut self, ctx: &mut Context<Self>) {
        self.arm(ctx);
    }
}
impl Supervised for Dashboard {
    fn restarting(&mut self, ctx: &mut Context<Self>) {
        self.arm(ctx);
    }
}

impl Handler<ActorDied> for Dashboard {
    type Result = ();
    fn handle(&mut self, ActorDied(death): ActorDied, _: &mut Context<Self>) {
        self.faults.strike("dashboard.handle", 0);
        if let Death::Restarted { actor, count, .. } = death {
            self.restarts.insert(actor, count);
            self.print(Interval::GoesOn);
        }
    }
}

impl Handler<Gather> for Dashboard {
    type Result = ResponseFuture<Vec<Told>>;
    fn handle(&mut self, _: Gather, _: &mut Context<Self>) -> Self::Result {
        Box::pin(self.gather(Interval::GoesOn))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Worker {
        meter: Meter,
    }
    impl Actor for Worker {
        type Context = Context<Self>;
    }
    impl Handler<TakeFigures> for Worker {
        type Result = Figures;
        fn handle(&mut self, TakeFigures(interval): TakeFigures, _: &mut Context<Self>) -> Figures {
            Figures { rows: vec![self.meter.take("open", 0, interval)], ..Figures::default() }
        }
    }

    #[actix_rt::test]
    async fn all_are_asked_and_whoever_is_gone_is_silent() {
        let mut meter = Meter::new("worker");
        meter.count(Duration::from_millis(3));
        let (worker, gone) = (Worker { meter }.start(), Worker { meter: Meter::new("gone") }.start());
        let watched = vec![
            Watched { name: "worker", figures: worker.recipient() },
            Watched { name: "gone", figures: gone.clone().recipient() },
        ];
        gone.send(Leave).await.unwrap();
        let dashboard = Dashboard::new(watched, Duration::from_secs(3_600)).start();
        let death = Death::Restarted { actor: "worker", count: 2, reason: "a test".to_owned() };
        dashboard.send(ActorDied(death)).await.unwrap();
        let all = dashboard.send(Gather).await.unwrap();
        let seen: Vec<_> = all.iter().map(|told| (told.actor, told.restarts, told.figures.is_some())).collect();
        assert_eq!(seen, [("worker", 2, true), ("gone", 0, false), ("dashboard", 0, true)]);
        let max_us = |all: &[Told]| all[0].figures.as_ref().unwrap().rows[0].max_us;
        assert!(max_us(&all) >= 3_000);
        assert_eq!(
            max_us(&dashboard.send(Gather).await.unwrap()),
            max_us(&all),
            "neither a look nor a restart ends it"
        );
    }

    #[derive(Message)]
    #[rtype(result = "()")]
    struct Leave;
    impl Handler<Leave> for Worker {
        type Result = ();
        fn handle(&mut self, _: Leave, ctx: &mut Context<Self>) {
            actix::ActorContext::terminate(ctx);
        }
    }
}
