//! What processes cost: CPU time and memory, read from `/proc`.
//!
//! Used by every row. A PostgreSQL is its postmaster with all its children, those that have ended too.
//!
//! **Invariant:** CPU time is shown only as the difference of two readings of the same processes.

use std::{fs, time::Duration};

/// Clock ticks of `/proc/PID/stat`: 100 a second on every Linux that runs us.
const TICK: Duration = Duration::from_millis(10);

/// The machine in a few words.
pub fn name() -> String {
    let info = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = info.lines().find_map(|line| line.strip_prefix("model name")).unwrap_or_default();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    format!("{cores} cores, {}", model.trim_start_matches([' ', '\t', ':']))
}

/// What the three parties of a run have used so far.
#[derive(Clone, Copy, Debug, Default)]
pub struct Spent {
    /// The measured bot.
    pub service: Duration,
    /// PostgreSQL.
    pub postgres: Duration,
    /// This process: the sandbox and the players.
    pub bench: Duration,
}

impl Spent {
    /// Reads it now.
    pub fn now(service: u32, postmaster: Option<u32>) -> Spent {
        Spent { service: of(service), postgres: postmaster.map_or(Duration::ZERO, tree), bench: of(std::process::id()) }
    }

    /// Since an earlier reading.
    pub fn since(self, before: Spent) -> Spent {
        Spent {
            service: self.service.saturating_sub(before.service),
            postgres: self.postgres.saturating_sub(before.postgres),
            bench: self.bench.saturating_sub(before.bench),
        }
    }
}

/// Fields of `/proc/PID/stat` behind the name: state is 0, parent 1, utime 11, stime 12, and of reaped children 13 and 14.
fn stat(process: u32) -> Option<Vec<i64>> {
    let text = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let behind = text.rsplit_once(") ")?.1;
    Some(behind.split(' ').map(|field| field.trim().parse().unwrap_or(0)).collect())
}

fn ticks(fields: &[i64]) -> Duration {
    TICK * u32::try_from(fields.iter().sum::<i64>()).unwrap_or(0)
}

fn of(process: u32) -> Duration {
    stat(process).map_or(Duration::ZERO, |stat| ticks(&stat[11..13]))
}

/// A process with its children.
fn tree(parent: u32) -> Duration {
    let own = stat(parent).map_or(Duration::ZERO, |stat| ticks(&stat[11..15]));
    let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
    let ids = processes.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    let children = ids.filter_map(stat).filter(|stat| stat[1] == i64::from(parent));
    own + children.map(|stat| ticks(&stat[11..13])).sum::<Duration>()
}

/// Whose child a process is.
pub fn parent(process: u32) -> Option<u32> {
    u32::try_from(*stat(process)?.get(1)?).ok()
}

/// CPU time of the calling thread, to the nanosecond.
pub fn thread() -> Duration {
    let clock = nix::time::clock_gettime(nix::time::ClockId::CLOCK_THREAD_CPUTIME_ID);
    clock.map_or(Duration::ZERO, Duration::from)
}

/// What a process holds in memory, kB.
pub fn memory_kb(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let memory = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
    memory.trim().trim_end_matches(" kB").parse().unwrap_or(0)
}
