//! The database's time for each named query and for settling, while the machine is far from busy.
//!
//! Players speak at an even pace, whether they are answered or not. The times are the service's own, from its dashboard: each
//! printed interval has the percentiles of what ended in it; a figure is the median over the intervals in which its query was
//! asked, the start's too. Queries that only personal cards ask come from a second run at the pace such cards allow.
//!
//! **Invariant:** every command that was said is done in the database at the end.

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use anyhow::{bail, ensure};
use tokio::time::{MissedTickBehavior, interval};

use crate::{
    Plan,
    crowd::{FIRST, WORDS},
    report::{Figure, median},
    stock,
    world::{Bot, DEADLINE, World},
};

const PLAYERS: usize = 500;
/// Commands a second with the fish's cards: a seventh of what the service can do on two cores.
const PACE: u32 = 1_000;
/// And with personal cards, which cost some milliseconds each.
const PACE_WITH_CARDS: u32 = 200;
/// Some players speak at once, so often.
const SPEAK_EVERY: Duration = Duration::from_millis(10);

/// p50 and p99 of a query, ms, of each interval in which it was asked.
pub(super) type Times = BTreeMap<String, Vec<[f64; 2]>>;

/// See the file's head.
pub async fn measure(plan: Plan) -> anyhow::Result<Vec<Figure>> {
    let world = World::start(&plan).await?;
    let (pace, players) = (if plan.quick { PACE / 10 } else { PACE }, plan.size(PLAYERS));
    // Over a minute, so that what is asked once a minute is among it.
    let times = run(&plan, &world, players, pace, 2 * plan.rounds, "0").await?;
    let with_cards = run(&plan, &world, players, pace.min(PACE_WITH_CARDS), plan.rounds, "1").await?;
    let only_with_cards = with_cards.into_iter().filter(|(query, _)| !times.contains_key(query)).collect::<Times>();
    let mut figures = Vec::new();
    for (query, times) in times.iter().chain(&only_with_cards) {
        let [p50, p99] = [0, 1].map(|which| median(times.iter().map(|both| both[which]).collect()));
        figures.push(Figure::new(query, "database's time, p50", p50, "ms"));
        figures.push(Figure::new(query, "database's time, p99", p99, "ms").at_most(10.0));
    }
    ensure!(figures.iter().any(|figure| figure.case == "settle"), "nothing was settled");
    Ok(figures)
}

/// A service under players who speak at a pace, for so many intervals of its dashboard after the first.
async fn run(
    plan: &Plan,
    world: &World,
    players: usize,
    pace: u32,
    intervals: usize,
    cards: &str,
) -> anyhow::Result<Times> {
    let client = world.client().await;
    let done = "SELECT count(*) FROM inbox WHERE done_at IS NOT NULL";
    let (every, telegram) = (if plan.quick { 1 } else { 10 }, &world.sandbox.telegram);
    let bot = world.serve(&[("PERSONAL_CARDS", cards), ("DASHBOARD_EVERY_S", &every.to_string())]).await?;
    let client = client?;
    let before = stock::number(&client, done).await?;
    let said = speak(telegram, players, pace, Duration::from_secs(every * (1 + intervals as u64)));
    let said = before + said.await as i64;
    let began = Instant::now();
    while stock::number(&client, done).await? < said {
        if began.elapsed() > DEADLINE {
            bail!("{said} commands were said, {} are done: {}", stock::number(&client, done).await?, bot.said());
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    if plan.logs {
        eprintln!("{}", bot.said());
    }
    Ok(told(&bot))
}

/// Says one player's words after the other's, evenly; gives how many.
async fn speak(telegram: &angler::sandbox::SandboxTelegram, players: usize, pace: u32, time: Duration) -> usize {
    let (began, mut ticks, mut said) = (Instant::now(), interval(SPEAK_EVERY), 0);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Burst);
    while began.elapsed() < time {
        ticks.tick().await;
        let due = (began.elapsed().as_secs_f64() * f64::from(pace)) as usize;
        let now: Vec<(i64, &str)> =
            (said..due).map(|n| (FIRST + (n % players) as i64, WORDS[n / players % WORDS.len()])).collect();
        telegram.say_all(&now);
        said = due;
    }
    said
}

/// What its dashboard says of queries, and of the marks, which an actor of their own writes.
pub(super) fn told(bot: &Bot) -> Times {
    let mut times = Times::new();
    for line in bot.said().lines() {
        let cells: Vec<&str> = line.split_whitespace().collect();
        let [name, state, _, _, _, _, _, p50, p99, _, ..] = cells[..] else { continue };
        let (Ok(p50), Ok(p99)) = (p50.parse(), p99.parse::<f64>()) else { continue };
        if (state == "query" || name == "marker") && p99 > 0.0 {
            times.entry(name.to_owned()).or_default().push([p50, p99]);
        }
    }
    times
}
