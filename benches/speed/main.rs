//! How fast Angler is on this machine: one table, one JSON file. Run by `scripts/bench`.
//!
//! `speed [--quick] [--only ROW,…] [--players N] [--rounds N] [--logs] [--json FILE] ANGLER`: ANGLER is the built program.
//! Rows stand in `rows`, one file each; what they share is in `world` (the servers and the service), `crowd` (the players),
//! `stock` (rows that are there before), `machine` (CPU and memory by process) and `report`; `settlers` and `pgbench` settle
//! without a service. `speed echo` is the echo bot, in a process of its own.
//!
//! **Invariant:** nothing here asserts a time: a row fails only when something it did was not done.

mod crowd;
mod echo;
mod machine;
mod pace;
mod pgbench;
mod report;
mod rows;
#[path = "../samples/mod.rs"]
mod samples;
mod settlers;
mod stock;
mod world;

use std::{path::PathBuf, process::ExitCode};

use anyhow::{Context, bail};

use self::report::Report;

/// As the service has: answers are allocated on one thread and freed on another here too.
#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What the whole run is told.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The built program.
    pub angler: PathBuf,
    /// Every row at a hundredth of its size.
    pub quick: bool,
    /// So many players in place of the sizes of a row that has several.
    pub players: Option<usize>,
    /// Rounds of each comparison.
    pub rounds: usize,
    /// Shows what the service logged: its dashboard at the end of each round.
    pub logs: bool,
}

impl Plan {
    /// A size, or its hundredth.
    pub fn size(&self, full: usize) -> usize {
        if self.quick { (full / 100).max(1) } else { full }
    }

    /// Seconds to measure, or their part in a quick run: enough for every figure to be there.
    pub fn seconds(&self, full: f64) -> std::time::Duration {
        std::time::Duration::from_secs_f64(if self.quick { (full / 20.0).max(0.2) } else { full })
    }
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("speed: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> anyhow::Result<()> {
    let (mut plan, mut only, mut json) =
        (Plan { angler: PathBuf::new(), quick: false, players: None, rounds: 3, logs: false }, None, None);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "echo" => return echo::run(),
            "--bench" => {}
            "--list" => {
                rows::ALL.iter().for_each(|row| println!("{}", row.name));
                return Ok(());
            }
            "--quick" => (plan.quick, plan.rounds) = (true, 1),
            "--logs" => plan.logs = true,
            "--rounds" => plan.rounds = arguments.next().context("--rounds N")?.parse()?,
            "--players" => plan.players = Some(arguments.next().context("--players N")?.parse()?),
            "--only" => only = Some(arguments.next().context("--only ROW,…")?),
            "--json" => json = Some(PathBuf::from(arguments.next().context("--json FILE")?)),
            option if option.starts_with('-') => bail!("there is no option {option}: see the head of scripts/bench"),
            path => plan.angler = PathBuf::from(path),
        }
    }
    let wanted: Option<Vec<&str>> = only.as_deref().map(|names| names.split(',').collect());
    if let Some(strange) = wanted.iter().flatten().find(|name| rows::ALL.iter().all(|row| row.name != **name)) {
        bail!("there is no row {strange}: see --list");
    }
    if !plan.angler.is_file() {
        bail!("there is no program {}: build it (cargo build --release)", plan.angler.display());
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let mut report = Report::new(&plan);
    for row in rows::ALL.iter().filter(|row| wanted.as_ref().is_none_or(|wanted| wanted.contains(&row.name))) {
        eprintln!("== {}", row.name);
        let figures = runtime.block_on((row.measure)(plan.clone())).with_context(|| row.name.to_owned())?;
        report.add(row.name, figures);
    }
    report.print();
    if let Some(path) = json {
        std::fs::write(&path, report.json()).with_context(|| path.display().to_string())?;
    }
    Ok(())
}
