//! What the service holds in memory: when it has started, and for each idle session.
//!
//! Players look around once, so that each leaves a session behind; sessions stay for the whole row.
//!
//! **Invariant:** a session is counted only when its player was answered.

use std::time::Instant;

use angler::sandbox::telegram::Method;
use anyhow::bail;

use crate::{
    Plan,
    crowd::FIRST,
    report::Figure,
    world::{Bot, DEADLINE, World},
};

/// Players who speak before the first reading, so that caches and connections are there.
const WARM: usize = 5_000;
/// Players who speak at once.
const CROWD: usize = 1_000;

/// See the file's head.
pub async fn measure(plan: Plan) -> anyhow::Result<Vec<Figure>> {
    let world = World::start(&plan).await?;
    let bot = world.serve(&[("SESSION_IDLE_S", "3600")]).await?;
    let at_start = bot.memory_kb();
    let (warm, idle) = (plan.size(WARM), plan.size(100_000));
    look_around(&world, &bot, 0, warm).await?;
    let before = bot.memory_kb();
    look_around(&world, &bot, warm, idle).await?;
    let each = bot.memory_kb().saturating_sub(before) as f64 * 1_024.0 / idle as f64;
    let sessions = format!("{idle} sessions");
    Ok(vec![
        Figure::new("at start", "memory", at_start as f64 / 1_024.0, "MB").at_most(40.0),
        Figure::new(&sessions, "an idle session", each, "bytes").at_most(2_048.0),
    ])
}

/// So many new players ask for help, and are answered.
async fn look_around(world: &World, bot: &Bot, from: usize, players: usize) -> anyhow::Result<()> {
    let telegram = &world.sandbox.telegram;
    let answered = || telegram.count(Method::SendMessage).accepted;
    let ids: Vec<(i64, &str)> = (from..from + players).map(|n| (FIRST + n as i64, "/help")).collect();
    for some in ids.chunks(CROWD) {
        let wanted = answered() + some.len() as u64;
        telegram.say_all(some);
        let began = Instant::now();
        let done = telegram.wait_until(|_| (answered() >= wanted).then_some(()), DEADLINE).await;
        if done.is_none() {
            bail!("{} of {wanted} answers within {:?}: {}", answered(), began.elapsed(), bot.said());
        }
    }
    Ok(())
}
