//! The Dashboard: the supervision table in the log, one aligned row per actor, every so often and at every restart.
//!
//! `app.rs` starts it with a recipient for every actor and tells it of deaths. It asks all actors at once and prints what
//! came within two seconds; an actor that did not answer is shown as `silent`, which is a finding in itself.
//!
//! **Invariant:** the dashboard only asks; nothing waits for it.

use std::{collections::BTreeMap, time::Duration};

use actix::{Actor, AsyncContext, Context, Handler, Message, Recipient, Supervised};
use futures_util::future::join_all;

use super::{
    figures::{Figures, Row, TakeFigures},
    keeper::Death,
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

/// The actor itself; see the file's head.
pub struct Dashboard {
    watched: Vec<Watched>,
    every: Duration,
    restarts: BTreeMap<&'static str, u32>,
    faults: Faults,
}

impl Dashboard {
    /// A dashboard over these actors, printing every so often.
    pub fn new(watched: Vec<Watched>, every: Duration) -> Dashboard {
        Dashboard { watched, every, restarts: BTreeMap::new(), faults: Faults::default() }
    }

    /// The same, struck by these faults.
    pub fn with_faults(self, faults: Faults) -> Dashboard {
        Dashboard { faults, ..self }
    }

    fn arm(&self, ctx: &mut Context<Self>) {
        ctx.run_later(self.every, |act, ctx| {
            act.print();
            act.arm(ctx);
        });
    }

    fn print(&self) {
        let table = self.table();
        actix_rt::spawn(async move {
            let table = table.await;
            log::info!("supervision\n{table}");
        });
    }

    fn table(&self) -> impl Future<Output = String> + use<> {
        let restarts = self.restarts.clone();
        let asked: Vec<_> =
            self.watched.iter().map(|watched| (watched.name, watched.figures.send(TakeFigures))).collect();
        async move {
            let answers = join_all(asked.into_iter().map(|(name, answer)| async move {
                match actix_rt::time::timeout(PATIENCE, answer).await {
                    Ok(Ok(figures)) => figures,
                    _silent => Figures { rows: vec![Row { name, state: "silent", ..Row::default() }], notes: vec![] },
                }
            }));
            draw(answers.await, &restarts)
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
            self.print();
        }
    }
}

fn draw(all: Vec<Figures>, restarts: &BTreeMap<&'static str, u32>) -> String {
    let mut table = format!(
        "{:<16} {:<9} {:>8} {:>9} {:>7} {:>10} {:>7} {:>9} {:>9} {:>9}  {}\n",
        "actor",
        "state",
        "restarts",
        "in flight",
        "queue",
        "handled",
        "errors",
        "p50 ms",
        "p99 ms",
        "max ms",
        "last error"
    );
    let ms = |us: u64| format!("{}.{:02}", us / 1000, us % 1000 / 10);
    for row in all.iter().flat_map(|figures| &figures.rows) {
        let line = format!(
            "{:<16} {:<9} {:>8} {:>9} {:>7} {:>10} {:>7} {:>9} {:>9} {:>9}  {}",
            row.name,
            row.state,
            restarts.get(row.name).copied().unwrap_or(row.restarts),
            row.in_flight,
            row.queue,
            row.handled,
            row.errors,
            ms(row.p50_us),
            ms(row.p99_us),
            ms(row.max_us),
            if row.last_error.is_empty() { "-" } else { &row.last_error },
        );
        table += line.trim_end();
        table.push('\n');
    }
    let notes: Vec<String> =
        all.iter().flat_map(|figures| &figures.notes).map(|(name, value)| format!("{name}: {value}")).collect();
    table + &notes.join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_align_and_restarts_are_shown() {
        let row = Row { name: "router", state: "open", handled: 12, p50_us: 1_234, max_us: 20_000, ..Row::default() };
        let figures = Figures { rows: vec![row], notes: vec![("sessions", "3".to_owned())] };
        let table = draw(vec![figures], &BTreeMap::from([("router", 2)]));
        let lines: Vec<&str> = table.lines().collect();
        let at = lines[0].find("restarts").unwrap() + "restarts".len();
        assert_eq!(&lines[1][at - 1..at], "2");
        assert!(lines[1].contains("1.23") && lines[1].contains("20.00"));
        assert_eq!(lines[2], "sessions: 3");
    }
}
