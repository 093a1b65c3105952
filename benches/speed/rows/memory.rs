//! What the service holds in memory: when it has started, and for each idle session.
//!
//! Players look around once, so that each leaves a session behind; sessions stay for the whole row.
//!
//! **Invariant:** a session is counted only when its player was answered.

use std::time::{Duration, Instant};

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
/// Between two readings of memory that comes to rest.
const BREATH: Duration = Duration::from_millis(250);
/// So many readings in a row show no less than the first of them.
const AT_REST: usize = 6;
/// Readings at the most.
const READINGS: usize = 40;

/// See the file's head.
pub async fn measure(plan: Plan) -> anyhow::Result<Vec<Figure>> {
    let world = World::start(&plan).await?;
    let bot = world.serve(&[("SESSION_IDLE_S", "3600")]).await?;
    let at_start = resting_kb(&bot).await;
    let (warm, idle) = (plan.size(WARM), plan.size(100_000));
    look_around(&world, &bot, 0, warm).await?;
    let before = resting_kb(&bot).await;
    look_around(&world, &bot, warm, idle).await?;
    let each = resting_kb(&bot).await.saturating_sub(before) as f64 * 1_024.0 / idle as f64;
    let sessions = format!("{idle} sessions");
    Ok(vec![
        Figure::new("at start", "memory", at_start as f64 / 1_024.0, "MB").at_most(40.0),
        Figure::new(&sessions, "an idle session", each, "bytes").at_most(2_048.0),
    ])
}

/// What the service holds, kB, once it gives nothing back any more: the allocator returns freed pages a little later.
pub async fn resting_kb(bot: &Bot) -> u64 {
    let (mut least, mut since) = (bot.memory_kb(), 0);
    for _ in 0..READINGS {
        tokio::time::sleep(BREATH).await;
        let now = bot.memory_kb();
        (least, since) = if now < least { (now, 0) } else { (least, since + 1) };
        if since == AT_REST {
            break;
        }
    }
    bot.memory_kb()
}

/// So many new players ask for help, and are answered.
pub async fn look_around(world: &World, bot: &Bot, from: usize, players: usize) -> anyhow::Result<()> {
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
