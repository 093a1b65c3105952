//! Bounded memory: so many different players pass through once each, and the service holds no more after the last of them than
//! after half of them.
//!
//! Sessions end after a second. Memory is read after each quarter, when the service says that no session is left.
//!
//! **Invariant:** every player was answered once, and is in the database, before his quarter counts.

use std::time::{Duration, Instant};

use angler::sandbox::telegram::Method;
use anyhow::ensure;

use super::memory::{look_around, resting_kb};
use crate::{
    Plan,
    crowd::FIRST,
    report::Figure,
    world::{Bot, DEADLINE, World},
};

const PLAYERS: usize = 1_000_000;
/// Of a quick run, which only tries whether the row works: a hundredth of a million takes longer than all other rows.
const QUICK: usize = 1_000;
const QUARTERS: [&str; 4] =
    ["memory after a quarter", "memory after a half", "memory after three quarters", "memory after all"];
/// What the service says when nothing of a player is left; it tells this every second.
const GONE: &str = "sessions: 0";

/// See the file's head.
pub async fn measure(plan: Plan) -> anyhow::Result<Vec<Figure>> {
    let world = World::start(&plan).await?;
    let settings = [("SESSION_IDLE_S", "1"), ("RATE_LIMIT_WINDOW_S", "1"), ("DASHBOARD_EVERY_S", "1")];
    let bot = world.serve(&settings).await?;
    let client = world.client().await?;
    let quarter = plan.players.unwrap_or(if plan.quick { QUICK } else { PLAYERS }) / QUARTERS.len();
    let case = format!("{} players", quarter * QUARTERS.len());
    let (mut figures, mut memory, mut passing) = (Vec::new(), Vec::new(), Duration::ZERO);
    for (number, name) in QUARTERS.into_iter().enumerate() {
        let began = Instant::now();
        look_around(&world, &bot, number * quarter, quarter).await?;
        passing += began.elapsed();
        gone(&bot).await?;
        let players = ((number + 1) * quarter) as u64;
        let answers = world.sandbox.telegram.count(Method::SendMessage).accepted;
        ensure!(answers == players, "{players} players were answered {answers} times");
        let known: i64 = client.query_one("SELECT count(*) FROM players WHERE version >= 1", &[]).await?.get(0);
        ensure!(known == players as i64, "{known} of {players} players are known");
        memory.push(resting_kb(&bot).await as f64 / 1_024.0);
        figures.push(Figure::new(&case, name, memory[number], "MB"));
        (number * quarter..(number + 1) * quarter).for_each(|n| world.sandbox.telegram.forget(FIRST + n as i64));
    }
    figures.push(Figure::new(&case, "growth in the second half", memory[3] - memory[1], "MB"));
    figures.push(Figure::new(&case, "players", 4.0 * quarter as f64 / passing.as_secs_f64(), "/s"));
    Ok(figures)
}

/// Waits until the service says anew that no session is left.
async fn gone(bot: &Bot) -> anyhow::Result<()> {
    let (began, so_far) = (Instant::now(), bot.said().len());
    while !bot.said()[so_far..].contains(GONE) {
        ensure!(began.elapsed() < DEADLINE, "sessions are left: {}", &bot.said()[so_far..]);
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    Ok(())
}
