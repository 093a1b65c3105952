//! Settling alone: turns a second and what one costs, with so many sessions waiting, against `pgbench` with the same rows.
//!
//! Both settle on the same durable server, in turns: each round is pgbench, then every number of sessions. A turn's cost is
//! the CPU time of this process (sessions and the writer, which decide and send it) and of PostgreSQL; a transaction's is that of
//! pgbench and of PostgreSQL. The updates are stored outside of the measured time.
//!
//! **Invariant:** at the end the database has a done update, a reply and a version for every turn that was answered.

use std::{sync::Arc, time::Duration};

use actix_rt::System;
use angler::{
    actors::db::{connect::Connector, migrate},
    config::Secret,
};
use anyhow::{Context, ensure};
use tokio::sync::oneshot;
use tokio_postgres::Client;

use crate::{
    Plan,
    crowd::FIRST,
    pgbench::{CLIENTS, Pgbench},
    report::{Figure, median},
    settlers::{Settled, Settlers, Words},
    stock,
    world::World,
};

const WAITING: [usize; 6] = [1, 8, 64, 256, 1_024, 4_096];
/// The size with reaches.
const BUSY: usize = 1_024;
/// Turns a second that are provided for: of one session, and of all. Whoever runs out ends the round early.
const MOST: (f64, f64) = (4_000.0, 60_000.0);

/// See the file's head. Actors need a system, and a system a thread of its own.
pub async fn measure(plan: Plan) -> anyhow::Result<Vec<Figure>> {
    let (done, figures) = oneshot::channel();
    let system = std::thread::spawn(move || {
        let _gone = done.send(System::new().block_on(settle(plan)));
    });
    let figures = figures.await.context("the settlers panicked");
    let _panicked = system.join();
    figures?
}

async fn settle(plan: Plan) -> anyhow::Result<Vec<Figure>> {
    let world = World::start(&plan).await?;
    let connector = Connector::new(&Secret::new(world.address().to_owned())).map_err(anyhow::Error::msg)?;
    migrate::bring_up_to_date(&connector).await?;
    let client = world.client().await?;
    let sizes = plan.players.map_or(WAITING.to_vec(), |players| vec![players]);
    let mut sizes: Vec<(usize, usize)> = sizes.into_iter().map(|full| (full, plan.size(full))).collect();
    sizes.dedup_by_key(|(_, waiting)| *waiting);
    let most = sizes.iter().map(|(_, waiting)| *waiting).max().unwrap_or(1);
    let words = Arc::new(Words::new()?);
    let first = stock::players(&client, FIRST, most, 0).await?;
    let mut settlers = Settlers::start(world.address(), &words, first, most).await?;
    let (mut plain, mut settled) = (Vec::new(), sizes.iter().map(|_| Vec::new()).collect::<Vec<_>>());
    let times = (plan.seconds(0.5), plan.seconds(3.0));
    for round in 0..plan.rounds {
        let guests = FIRST + (most + round * CLIENTS) as i64;
        plain.push(Pgbench::run(&world, &client, &words, guests, times).await?);
        for ((_, waiting), settled) in sizes.iter().zip(&mut settled) {
            let each = updates_of_each(*waiting, times.0 + times.1);
            let update = stock::waiting(&client, (first, 1), *waiting, each).await?;
            let spent = || world.spent(std::process::id());
            settled.push(settlers.settle((*waiting, each), update, times, spent).await?);
        }
    }
    let answered = plain.iter().map(|plain| plain.all).chain(settled.iter().flatten().map(|settled| settled.all));
    check(&client, answered.sum(), most + plan.rounds * CLIENTS).await?;
    Ok(figures(&plain, &sizes, &settled))
}

fn updates_of_each(waiting: usize, time: Duration) -> usize {
    let (of_one, of_all) = MOST;
    (of_one.min(of_all / waiting as f64) * time.as_secs_f64()).ceil() as usize
}

/// The file's invariant.
async fn check(client: &Client, answered: u64, welcomed: usize) -> anyhow::Result<()> {
    let answered = answered as i64;
    let done = stock::number(client, "SELECT count(*) FROM inbox WHERE done_at IS NOT NULL").await?;
    let replies = stock::number(client, "SELECT count(*) FROM outbox").await?;
    let versions = stock::number(client, "SELECT sum(version)::bigint FROM players").await? - welcomed as i64;
    ensure!(
        [done, replies, versions] == [answered; 3],
        "{answered} turns were answered; {done} updates are done, {replies} replies and {versions} versions are there"
    );
    Ok(())
}

fn figures(plain: &[Pgbench], sizes: &[(usize, usize)], settled: &[Vec<Settled>]) -> Vec<Figure> {
    let middle = |of: fn(&Pgbench) -> f64| median(plain.iter().map(of).collect());
    let case = format!("pgbench, {CLIENTS} clients");
    let transactions = middle(|plain| plain.per_second);
    let mut figures = vec![
        Figure::new(&case, "transactions", transactions, "/s"),
        Figure::new(&case, "CPU, pgbench", middle(|plain| plain.cpu_us[0]), "µs"),
        Figure::new(&case, "CPU, PostgreSQL", middle(|plain| plain.cpu_us[1]), "µs"),
    ];
    for ((full, waiting), rounds) in sizes.iter().zip(settled) {
        let case = format!("{waiting} waiting");
        let turns = median(rounds.iter().map(|one| one.turns as f64 / one.time.as_secs_f64()).collect());
        let cpu_us = |of: fn(&Settled) -> Duration| {
            let each = |one: &Settled| of(one).as_secs_f64() * 1e6 / one.turns.max(1) as f64;
            median(rounds.iter().map(each).collect())
        };
        let whole = Figure::new(&case, "CPU, both", cpu_us(|one| one.spent.bench + one.spent.postgres), "µs");
        figures.extend([
            Figure::new(&case, "turns", turns, "/s"),
            Figure::new(&case, "CPU, sessions and writer", cpu_us(|one| one.spent.bench), "µs"),
            Figure::new(&case, "CPU, PostgreSQL", cpu_us(|one| one.spent.postgres), "µs"),
            if *full == BUSY { whole.at_most(40.0) } else { whole },
        ]);
        if *full == BUSY {
            figures.push(Figure::new(&case, "times pgbench's rate", turns / transactions, "").at_least(10.0));
        }
    }
    figures
}
