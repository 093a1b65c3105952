//! Growth: what a command costs with a thousand players in the database, and with a million players and their past.
//!
//! Two databases of one server, and a service for each in turns, under the same closed-loop crowd. The grown one is loaded
//! outside of the measured time: 1,000,000 players, each with his welcome and ten closed positions, that is 10,000,000
//! positions and 22,000,000 ledger rows (two of each welcome, two of each position: its stake out, and back); 3 days'
//! retention left neither updates nor replies. The past's lines all closed at their entry's price with the same dice, told
//! by one source, and cost no bait; so the audit, which would see that, is off in both. The crowd are players of that past.
//! Both are vacuumed and analysed before, and autovacuum is off meanwhile.
//!
//! **Invariant:** what was loaded is counted by the database, and both services answer the same crowd for the same time.

use std::time::{Duration, Instant};

use angler::{
    actors::db::{connect::Connector, migrate},
    config::Secret,
};
use anyhow::ensure;
use futures_util::future::try_join_all;
use tokio_postgres::Client;

use super::fishing::{self, Measured};
use crate::{
    Plan,
    crowd::{FIRST, Script},
    machine::Spent,
    report::{Figure, median},
    stock,
    world::{self, DEADLINE, World},
};

const CROWD: usize = 1_000;
const PLAYERS: usize = 1_000_000;
/// Closed positions of each.
const PAST: i64 = 10;
/// Players of one transaction: some seconds, so that checkpoints find an end.
const AT_ONCE: i64 = 10_000;
/// The grown database.
const GROWN: &str = "grown";

const POSITIONS: &str = "INSERT INTO positions (position_id, player_id, chat_id, pond, rod, leverage, stake_cents, seed, \
     opened_at, commanded_at, entry_price, entry_round_at, entry_sources, entry_source_prices, entry_source_times, \
     entry_age_ms, closed_at, exit_commanded_at, exit_price, exit_round_at, exit_sources, exit_source_prices, \
     exit_source_times, exit_age_ms, pnl_percent, pnl_cents, fish, roll, catalogue, candidates) \
     SELECT p * $3 + n, p, p, 'ETH/USD', 'long-2', 20, 100000, seed, at, at, 2500.12, at + '1 s', told, prices, \
     ARRAY[at], 0, at + '1 h', at + '1 h', 2500.12, at + '61 min', told, prices, ARRAY[at + '1 h'], 0, 0, 0, 'minnow', seed, \
     1, '{trash:boot,common:minnow}' \
     FROM generate_series($1::bigint, $2::bigint) p, generate_series(0, $3::bigint - 1) n, \
     LATERAL (SELECT now() - interval '100 days' + n * interval '1 day' AS at) t, \
     (SELECT sha256('a seed') AS seed, '{coinbase}'::text[] AS told, '{2500.12}'::numeric[] AS prices) same";
const LEGS: &str = "INSERT INTO ledger (player_id, version, leg, debit, credit, amount, position_id, cause, settled_at) \
     SELECT p, 2 + 2 * n + back, 1, debit, credit, 100000, p * $3 + n, 'u' || p * $3 + n, now() - interval '100 days' \
     FROM generate_series($1::bigint, $2::bigint) p, generate_series(0, $3::bigint - 1) n, \
     (VALUES (0, 'cash', 'position'), (1, 'position', 'cash')) l (back, debit, credit)";
/// Past every position that was loaded.
const IDS: &str = "SELECT setval('position_ids', (SELECT max(player_id) + 1 FROM players) * $1)";

/// See the file's head.
pub async fn measure(plan: Plan) -> anyhow::Result<Vec<Figure>> {
    let world = World::start(&plan).await?;
    let players = plan.size(PLAYERS);
    let client = world.client().await?;
    client.batch_execute("ALTER SYSTEM SET autovacuum = off").await?;
    client.batch_execute("SELECT pg_reload_conf()").await?;
    client.batch_execute(&format!("CREATE DATABASE {GROWN}")).await?;
    let addresses = [world.address().to_owned(), world.postgres()?.address(GROWN).expose().to_owned()];
    let began = Instant::now();
    load(&addresses[1], players).await?;
    let loaded = Figure::new("before", "to load the past", began.elapsed().as_secs_f64(), "s");
    // A first visit makes the players of the small one and is not counted.
    under(&plan, &world, &addresses[0]).await?;
    for address in &addresses {
        world::connect(address).await?.batch_execute("VACUUM ANALYZE").await?;
    }
    let mut rounds = [Vec::new(), Vec::new()];
    for _ in 0..plan.rounds {
        for (address, rounds) in addresses.iter().zip(&mut rounds) {
            rounds.push(under(&plan, &world, address).await?);
        }
    }
    let cases = [plan.size(CROWD), players].map(|players| format!("{players} players"));
    Ok([loaded].into_iter().chain(figures(&cases, &rounds)).collect())
}

fn figures(cases: &[String; 2], rounds: &[Vec<Measured>; 2]) -> Vec<Figure> {
    let cpu_us = |rounds: &[Measured], of| median(rounds.iter().map(|one| one.cpu_us(of)).collect());
    let both: fn(&Spent) -> Duration = |spent| spent.service + spent.postgres;
    let mut figures = Vec::new();
    for (case, rounds) in cases.iter().zip(rounds) {
        let commands = median(rounds.iter().map(|one| one.counted.per_second()).collect());
        figures.push(Figure::new(case, "commands", commands, "/s"));
        figures.push(Figure::new(case, "CPU, service", cpu_us(rounds, |spent| spent.service), "µs"));
        figures.push(Figure::new(case, "CPU, PostgreSQL", cpu_us(rounds, |spent| spent.postgres), "µs"));
    }
    let times = cpu_us(&rounds[1], both) / cpu_us(&rounds[0], both);
    figures.push(Figure::new(&cases[1], "CPU, times the small one's", times, "").at_most(1.2));
    figures
}

/// A service of one database under the crowd; ends when nothing of theirs is left in the sandbox.
async fn under(plan: &Plan, world: &World, address: &str) -> anyhow::Result<Measured> {
    let bot = world.serve(&[("DATABASE_URL", address), ("PERSONAL_CARDS", "0"), ("AUDIT_EVERY_S", "0")]).await?;
    let measured = fishing::under(plan, world, &bot, plan.size(CROWD), Script::Fish).await?;
    let quiet = world.sandbox.telegram.wait_until(|telegram| (telegram.unconfirmed() == 0).then_some(()), DEADLINE);
    ensure!(quiet.await.is_some(), "updates are left: {}", bot.said());
    Ok(measured)
}

/// The schema, and the past of so many players, half of them on each of two connections.
async fn load(address: &str, players: usize) -> anyhow::Result<()> {
    let connector = Connector::new(&Secret::new(address.to_owned())).map_err(anyhow::Error::msg)?;
    migrate::bring_up_to_date(&connector).await?;
    let client = world::connect(address).await?;
    let first = stock::players(&client, FIRST, players, 1 + 2 * PAST).await?;
    let (middle, end) = (first + players as i64 / 2, first + players as i64);
    let loaded = try_join_all([(first, middle), (middle, end)].map(|(from, to)| past(address, from, to))).await?;
    let (positions, legs) = loaded.iter().fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    let wanted = players as u64 * PAST as u64;
    ensure!((positions, legs) == (wanted, 2 * wanted), "{positions} positions and {legs} legs were loaded");
    client.execute(IDS, &[&PAST]).await?;
    Ok(())
}

/// The past of some players; gives how many positions and legs.
async fn past(address: &str, from: i64, to: i64) -> anyhow::Result<(u64, u64)> {
    let client = world::connect(address).await?;
    client.batch_execute(stock::IN_BULK).await?;
    let mut loaded = (0, 0);
    for first in (from..to).step_by(AT_ONCE as usize) {
        let last = (first + AT_ONCE).min(to) - 1;
        loaded.0 += insert(&client, POSITIONS, first, last).await?;
        loaded.1 += insert(&client, LEGS, first, last).await?;
    }
    Ok(loaded)
}

async fn insert(client: &Client, sql: &str, first: i64, last: i64) -> anyhow::Result<u64> {
    Ok(client.execute(sql, &[&first, &last, &PAST]).await?)
}
