//! The Watch: what a tick costs over a million lines in the water, and what a line costs in memory.
//!
//! In this process, by the very order that the actor keeps; every line is another player's and has a price of its own.
//!
//! **Invariant:** the tick that crosses many takes exactly those out of the order; the one that crosses none takes none.

use std::time::Instant;

use angler::{
    actors::watch::lines::Lines,
    game::{
        crossing::Line,
        market::{Pair, Tick},
        money::{Leverage, Price},
        player::{PlayerId, PositionId},
    },
};
use anyhow::ensure;
use jiff::Timestamp;
use rust_decimal::Decimal;

use crate::{Plan, machine, report::Figure};

const LINES: usize = 1_000_000;
const CROSSED: usize = 10_000;
/// Ticks that cross nothing, for their mean.
const QUIET: u32 = 1_000;

/// See the file's head.
pub async fn measure(plan: Plan) -> anyhow::Result<Vec<Figure>> {
    let (count, crossed) = (plan.size(LINES), plan.size(CROSSED));
    let before = machine::memory_kb(std::process::id());
    let mut lines = Lines::default();
    for number in 0..count {
        lines.take_up(&line(number, count, crossed)?);
    }
    let each = machine::memory_kb(std::process::id()).saturating_sub(before) as f64 * 1_024.0 / count as f64;
    let (still, falls) = (tick(250_000)?, tick(130_000)?);
    let began = Instant::now();
    for _ in 0..QUIET {
        ensure!(lines.cross(&still, true).is_empty(), "a tick that crosses nothing");
    }
    let quiet_us = began.elapsed().as_secs_f64() * 1e6 / f64::from(QUIET);
    let began = Instant::now();
    let taken = lines.cross(&falls, true).len();
    let crossing_ms = began.elapsed().as_secs_f64() * 1e3;
    ensure!(taken == crossed, "{taken} lines were crossed and not {crossed}");
    let case = format!("{count} lines");
    Ok(vec![
        Figure::new(&case, "a tick that crosses none", quiet_us, "us"),
        Figure::new(&case, "a tick that crosses a hundredth", crossing_ms, "ms"),
        Figure::new(&case, "a line", each, "bytes").at_most(200.0),
    ])
}

/// Long lines at +2.0: the first snap at 1,300 or a little above it, the others somewhere below; scattered over the players.
fn line(number: usize, count: usize, crossed: usize) -> anyhow::Result<Line> {
    // 7,919 is prime and no divisor of the counts, so each place is taken once.
    let place = number * 7_919 % count;
    let entry_e4 = if place < crossed { 26_000_000 + place } else { 25_999_999 - (place - crossed) * 5 };
    Ok(Line {
        player: PlayerId(number as i64),
        position: PositionId(number as i64),
        pair: Pair::EthUsd,
        entry: Price::new(Decimal::new(entry_e4 as i64, 4))?,
        after: Timestamp::UNIX_EPOCH,
        leverage: Leverage(20),
        bells: Vec::new(),
    })
}

fn tick(cents: i64) -> anyhow::Result<Tick> {
    let price = Price::new(Decimal::new(cents, 2))?;
    Ok(Tick { pair: Pair::EthUsd, price, round_at: Timestamp::from_second(1)?, quotes: Vec::new() })
}
