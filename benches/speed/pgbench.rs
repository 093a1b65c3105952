//! The plain way: the rows of a turn as prepared statements between BEGIN and COMMIT, by the installed `pgbench`.
//!
//! Run by the row `settle` on the same server in turns with the writers. Each of its clients is a player of its own, who
//! casts and hooks in turns like a settler; `pgbench.sql` is what it runs.
//!
//! **Invariant:** a transaction counts only when its update was waiting and its player at the version before: at the end there
//! are as many done updates and versions as pgbench says it made transactions.

use std::{
    fs,
    path::PathBuf,
    process::{Child, Command, Stdio},
    time::Duration,
};

use angler::{app::private_postgres::DATABASE, game::hook::Catch};
use anyhow::{Context, ensure};
use tokio_postgres::Client;

use crate::{machine::Spent, settlers::Words, stock, world::World};

/// Connections, each with one transaction under way.
pub const CLIENTS: usize = 32;
/// Updates of a client for each second: many more than one client settles.
const PER_SECOND: u64 = 1_000;
const SCRIPT: &str = include_str!("pgbench.sql");

/// What pgbench did in a time.
pub struct Pgbench {
    /// As pgbench tells it.
    pub per_second: f64,
    /// CPU of pgbench and of the server, µs a transaction.
    pub cpu_us: [f64; 2],
    /// Transactions that are in the database.
    pub all: u64,
}

impl Pgbench {
    /// New players settle so for so long; CPU is read between a warm-up and the end.
    pub async fn run(
        world: &World,
        client: &Client,
        words: &Words,
        telegram_id: i64,
        (warm_up, time): (Duration, Duration),
    ) -> anyhow::Result<Pgbench> {
        let seconds = (warm_up + time).as_secs() + 1;
        let player = stock::players(client, telegram_id, CLIENTS, 1).await?;
        let update = stock::waiting(client, (player, 1), CLIENTS, (seconds * PER_SECOND) as usize).await?;
        let (script, mut child) = start(world, words, seconds, (player, update))?;
        tokio::time::sleep(warm_up).await;
        let before = world.spent(child.id());
        tokio::time::sleep(time).await;
        let spent = world.spent(child.id()).since(before);
        while child.try_wait()?.is_none() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        let said = child.wait_with_output()?;
        let said = String::from_utf8_lossy(&said.stdout).into_owned() + &String::from_utf8_lossy(&said.stderr);
        fs::remove_file(script)?;
        let all = figure(&said, "number of transactions actually processed: ")? as u64;
        let done = format!("SELECT count(*) FROM inbox WHERE update_id >= {update} AND done_at IS NOT NULL");
        let moved = format!("SELECT sum(version - 1)::bigint FROM players WHERE player_id >= {player}");
        let (done, moved) = (stock::number(client, &done).await?, stock::number(client, &moved).await?);
        ensure!([done, moved] == [all as i64; 2], "{all} transactions, {done} updates done, {moved} versions: {said}");
        let per_second = figure(&said, "tps = ")?;
        let cpu_us = |of: Duration| of.as_secs_f64() * 1e6 / (per_second * time.as_secs_f64());
        let Spent { service, postgres, .. } = spent;
        Ok(Pgbench { per_second, cpu_us: [service, postgres].map(cpu_us), all })
    }
}

fn start(world: &World, words: &Words, seconds: u64, (player, update): (i64, i64)) -> anyhow::Result<(PathBuf, Child)> {
    let postgres = world.postgres()?;
    let address = postgres.address(DATABASE).expose().to_owned();
    let script = std::env::temp_dir().join(format!("angler-speed-{}.sql", std::process::id()));
    fs::write(&script, SCRIPT)?;
    let mut command = Command::new(postgres.programs.join("pgbench"));
    command.args(["--no-vacuum", "--protocol=prepared", "--jobs=1"]);
    command.arg(format!("--client={CLIENTS}")).arg(format!("--time={seconds}"));
    command.arg("--file").arg(&script);
    let variables = [
        ("n", "0".to_owned()),
        ("clients", CLIENTS.to_string()),
        ("player0", player.to_string()),
        ("update0", update.to_string()),
        ("line_out", words.line_out.body.clone()),
        ("keyboard", words.line_out.keyboard.clone()),
        ("caption", words.caption.clone()),
        ("fish", words.catch.fish.0.to_owned()),
        ("candidates", candidates(&words.catch)),
    ];
    for (name, value) in variables {
        command.arg("--define").arg(format!("{name}={value}"));
    }
    let child = command.arg(address).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    Ok((script, child.context("pgbench")?))
}

/// As an array of Postgres.
fn candidates(caught: &Catch) -> String {
    let tiers = caught.candidates.iter().map(|(rarity, fish)| {
        let fish: Vec<&str> = fish.iter().map(|fish| fish.0).collect();
        format!("\"{}:{}\"", rarity.as_str(), fish.join(","))
    });
    format!("{{{}}}", tiers.collect::<Vec<_>>().join(","))
}

/// The number behind some words.
fn figure(said: &str, words: &str) -> anyhow::Result<f64> {
    let behind = said.split_once(words).with_context(|| said.to_owned())?.1;
    let number = behind.split(|c: char| c != '.' && !c.is_ascii_digit()).next().unwrap_or_default();
    number.parse().with_context(|| said.to_owned())
}
