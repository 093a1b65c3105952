//! What a player wins who knows the truth a second late and casts accordingly: an edge per cast, in percent of the stake, for every set
//! of price sources and one of them that lags by 0 to 60 s.
//!
//! `edge [HOURS]`: a walk of so many hours (default 6; less than one tells little). Rounds, ticks and fills are judged by the service's own functions; the walk is
//! `walk`, the rules are in `market`, the player in `player`.
//!
//! It fails where a set that is called ok gives more today than the house can live with.
//!
//! **Invariant:** everything is drawn from one seed: the same table every time.

mod market;
mod player;
mod walk;

use std::process::ExitCode;

use angler::game::market::{Source, lags};

use self::{
    market::{Market, Rules, needed},
    player::{Edge, LEVERAGE, edge},
    walk::{Voice, Walk},
};

const LAGS_S: [usize; 6] = [0, 2, 5, 10, 30, 60];
const SEED: u64 = 19;
/// What the house can live with, in percent of the stake.
const REACH: f64 = 0.02;

fn main() -> ExitCode {
    let hours = std::env::args().nth(1).and_then(|hours| hours.parse::<f64>().ok()).unwrap_or(6.0);
    let walk = Walk::new((hours * 3_600.0) as usize, SEED);
    println!(
        "Edge per cast, both ends, in % of the stake at {LEVERAGE}x; a dot: nothing fills. {hours} h of a market, 1 s late.\n"
    );
    let tables = [
        ("Before: a source lags", Rules::Before, true),
        ("Today: a source lags and says so", Rules::Today, true),
        ("Today: a source lags and nobody can see it", Rules::Today, false),
    ];
    let mut kept = true;
    for (title, rules, owns_up) in tables {
        println!("{title:<44}{}", LAGS_S.map(|lag| format!("{:>9}", format!("{lag} s"))).concat());
        for set in sets() {
            let over = row(&walk, &set, rules, owns_up);
            kept &= !over || rules == Rules::Before || !is_ok(&set);
        }
        println!();
    }
    if kept { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// What `angler check` calls it.
fn is_ok(set: &[Source]) -> bool {
    lags::unseen(set, needed_of(set)).is_none()
}

/// Every set of sources.
fn sets() -> Vec<Vec<Source>> {
    let of = |bits: usize| {
        Source::ALL.into_iter().enumerate().filter(|(index, _)| bits >> index & 1 == 1).map(|(_, s)| s).collect()
    };
    let mut sets: Vec<Vec<Source>> = (1..1 << Source::ALL.len()).map(of).collect();
    sets.sort_by_key(Vec::len);
    sets
}

/// Prints a set's line; true where it gives more than the house can live with.
fn row(walk: &Walk, set: &[Source], rules: Rules, owns_up: bool) -> bool {
    let named: Vec<&str> = set.iter().map(|source| source.name()).collect();
    let verdict = if is_ok(set) { "ok" } else { "warning" };
    let mut line = format!("{:<36}{verdict:<8}", named.join(" "));
    let mut over = false;
    for lag_s in LAGS_S {
        let worst = worst(walk, set, lag_s, rules, owns_up);
        over |= worst.percent - 2.0 * worst.error > REACH;
        line += &if worst.filled > 0.0 { format!("{:>9.3}", worst.percent) } else { format!("{:>9}", ".") };
    }
    println!("{line}{}", if over { "  over" } else { "" });
    over
}

/// The edge with whichever source lags that gives most.
fn worst(walk: &Walk, set: &[Source], lag_s: usize, rules: Rules, owns_up: bool) -> Edge {
    let late = |index: usize| -> Vec<Voice> {
        let voice = |(at, source): (usize, &Source)| Voice {
            source: *source,
            lag_s: if at == index { lag_s } else { 0 },
            owns_up,
        };
        set.iter().enumerate().map(voice).collect()
    };
    let edges = (0..set.len()).map(|index| edge(&Market::new(walk, &late(index), rules)));
    edges.max_by(|one, other| one.percent.total_cmp(&other.percent)).unwrap_or_default()
}

fn needed_of(set: &[Source]) -> usize {
    let voice = |source: &Source| Voice { source: *source, lag_s: 0, owns_up: true };
    needed(&set.iter().map(voice).collect::<Vec<_>>())
}
