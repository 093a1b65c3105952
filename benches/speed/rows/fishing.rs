//! End to end, closed loop: so many players who cast, look and hook, each as soon as he is answered, against the echo bot.
//!
//! Catches show the fish's card by `file_id`. Echo bot and service take turns on the same sandbox.
//!
//! **Invariant:** both bots are measured with the same number of players and for the same time.

use std::time::{Duration, Instant};

use crate::{
    Plan,
    crowd::{Counted, Crowd, Script, WORDS},
    machine::Spent,
    report::{Figure, median},
    world::{Bot, World},
};

const PLAYERS: [usize; 3] = [200, 1_000, 5_000];

/// One bot under one crowd.
pub struct Measured {
    /// What was said and answered.
    pub counted: Counted,
    spent: Spent,
}

impl Measured {
    /// CPU time of a party, µs a command.
    pub fn cpu_us(&self, of: fn(&Spent) -> std::time::Duration) -> f64 {
        of(&self.spent).as_secs_f64() * 1e6 / self.counted.commands.max(1) as f64
    }
}

/// The median of several rounds.
fn middle(rounds: &[Measured], of: impl Fn(&Measured) -> f64) -> f64 {
    median(rounds.iter().map(of).collect())
}

/// See the file's head.
pub async fn measure(plan: Plan) -> anyhow::Result<Vec<Figure>> {
    let world = World::start(&plan).await?;
    let mut figures = Vec::new();
    for full in plan.players.map_or(PLAYERS.to_vec(), |players| vec![players]) {
        let players = plan.size(full);
        let case = format!("{players} players");
        let (mut echoes, mut fishers) = (Vec::new(), Vec::new());
        for _ in 0..plan.rounds {
            let echo = world.echo().await?;
            echoes.push(under(&plan, &world, &echo, players, Script::Echo).await?);
            drop(echo);
            // One dashboard within a round, for `--logs`.
            let bot = world.serve(&[("PERSONAL_CARDS", "0"), ("DASHBOARD_EVERY_S", "7")]).await?;
            fishers.push(under(&plan, &world, &bot, players, Script::Fish).await?);
        }
        let [echo, fishing] = [&echoes, &fishers].map(|rounds| middle(rounds, |m| m.counted.per_second()));
        figures.push(Figure::new(&case, "echo bot, the ceiling", echo, "/s"));
        figures.push(Figure::new(&case, "echo bot: CPU, sandbox", middle(&echoes, |m| m.cpu_us(|s| s.bench)), "µs"));
        figures.push(Figure::new(&case, "echo bot: CPU, bot", middle(&echoes, |m| m.cpu_us(|s| s.service)), "µs"));
        let commands = Figure::new(&case, "commands", fishing, "/s");
        figures.push(if full == 1_000 { commands.at_least(18_000.0) } else { commands });
        figures.push(Figure::new(&case, "part of the echo bot's rate", fishing / echo, "").at_least(0.5));
        let p50 = middle(&fishers, |m| m.counted.quantile_ms(0.5));
        figures.push(Figure::new(&case, "first reply, median", p50, "ms"));
        let p99 = Figure::new(&case, "first reply, p99", middle(&fishers, |m| m.counted.quantile_ms(0.99)), "ms");
        figures.push(if full == 1_000 { p99.at_most(150.0) } else { p99 });
        figures.push(Figure::new(&case, "CPU, service", middle(&fishers, |m| m.cpu_us(|s| s.service)), "µs"));
        figures.push(Figure::new(&case, "CPU, PostgreSQL", middle(&fishers, |m| m.cpu_us(|s| s.postgres)), "µs"));
        figures.push(Figure::new(&case, "CPU, sandbox and players", middle(&fishers, |m| m.cpu_us(|s| s.bench)), "µs"));
    }
    Ok(figures)
}

/// The same with a card of its own for every catch; none should have to give way to the fish's card.
pub async fn with_personal_cards(plan: Plan) -> anyhow::Result<Vec<Figure>> {
    let world = World::start(&plan).await?;
    let players = plan.size(1_000);
    let case = format!("{players} players");
    let mut rounds = Vec::new();
    for _ in 0..plan.rounds {
        let bot = world.serve(&[]).await?;
        rounds.push(under(&plan, &world, &bot, players, Script::Fish).await?);
    }
    let degraded = |m: &Measured| {
        let hooks = m.counted.commands as f64 / WORDS.len() as f64;
        (1.0 - m.counted.uploads as f64 / hooks.max(1.0)).max(0.0) * 100.0
    };
    Ok(vec![
        Figure::new(&case, "commands", middle(&rounds, |m| m.counted.per_second()), "/s").at_least(1_500.0),
        Figure::new(&case, "cards that gave way", middle(&rounds, degraded), "%"),
        Figure::new(&case, "first reply, p99", middle(&rounds, |m| m.counted.quantile_ms(0.99)), "ms"),
        Figure::new(&case, "CPU, service", middle(&rounds, |m| m.cpu_us(|s| s.service)), "µs"),
    ])
}

/// Nobody is measured who answers nobody for so long.
const PATIENCE: Duration = Duration::from_secs(60);
/// Between two looks.
const LOOK_EVERY: Duration = Duration::from_millis(20);

/// A bot under a crowd, after a warm-up.
pub async fn under(plan: &Plan, world: &World, bot: &Bot, players: usize, script: Script) -> anyhow::Result<Measured> {
    let crowd = Crowd::speak(&world.sandbox.telegram, players, script);
    tokio::time::sleep(plan.seconds(3.0)).await;
    let before = bot.spent();
    crowd.begin();
    tokio::time::sleep(plan.seconds(5.0)).await;
    // At a hundredth of its size that may be too short for a single answer: then it is as long as that takes.
    let began = Instant::now();
    while crowd.counted().commands == 0 && began.elapsed() < PATIENCE {
        tokio::time::sleep(LOOK_EVERY).await;
    }
    let (counted, spent) = (crowd.counted(), bot.spent().since(before));
    drop(crowd);
    if plan.logs {
        eprintln!("{}", bot.said());
    }
    anyhow::ensure!(counted.commands > 0, "nobody was answered: {}", bot.said());
    Ok(Measured { counted, spent })
}
