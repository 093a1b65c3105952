//! End to end, open loop: commands at a given rate of all players together, and how long each waits for its first reply; the
//! echo bot at the same rate in the same run.
//!
//! Commands are due at even distances, whatever the bot does, and their times count from then (see `pace`). Catches show the
//! fish's card by `file_id`. "Said after it was due" tells how much of the times is the players' own: they share the machine.
//!
//! **Invariant:** every command that was due in the measured time was answered in the end, and is in the figures.

use crate::{
    Plan,
    crowd::{Counted, Crowd, Script},
    pace::Pace,
    report::{Figure, median},
    world::World,
};

/// Players, commands a second, and what p99 of the first reply should come to, ms.
const CASES: [(usize, usize, f64); 3] = [(500, 200, 3.0), (5_000, 1_000, 5.0), (5_000, 5_000, 20.0)];

/// One case.
#[derive(Clone, Copy, Debug)]
struct Case {
    players: usize,
    per_second: f64,
    reach_ms: f64,
}

/// See the file's head.
pub async fn measure(plan: Plan) -> anyhow::Result<Vec<Figure>> {
    let world = World::start(&plan).await?;
    let mut figures = Vec::new();
    for case in cases(&plan) {
        let (mut echoes, mut fishers) = (Vec::new(), Vec::new());
        for _ in 0..plan.rounds {
            let echo = world.echo().await?;
            echoes.push(at_rate(&plan, &world, case, Script::Echo).await?);
            drop(echo);
            // One dashboard within a round, for `--logs`.
            let bot = world.serve(&[("PERSONAL_CARDS", "0"), ("DASHBOARD_EVERY_S", "10")]).await?;
            fishers.push(at_rate(&plan, &world, case, Script::Fish).await?);
            if plan.logs {
                eprintln!("{}", bot.said());
            }
        }
        figures.extend(told(case, &echoes, &fishers));
    }
    Ok(figures)
}

/// The cases, or those with so many players. A quick run has a hundredth of the players at a tenth of the rate, so that
/// every figure is there.
fn cases(plan: &Plan) -> Vec<Case> {
    let wanted = CASES.iter().filter(|(players, ..)| plan.players.is_none_or(|only| only == *players));
    let part = if plan.quick { 10.0 } else { 1.0 };
    let case = |&(players, rate, reach_ms): &(usize, usize, f64)| Case {
        players: plan.size(players),
        per_second: rate as f64 / part,
        reach_ms,
    };
    wanted.map(case).collect()
}

/// Everybody speaks twice before it counts, so that he is known and his session is there.
async fn at_rate(plan: &Plan, world: &World, case: Case, script: Script) -> anyhow::Result<Counted> {
    let crowd = Crowd::at(Pace::per_second(case.per_second), &world.sandbox.telegram, case.players, script);
    let twice = std::time::Duration::from_secs_f64(2.0 * case.players as f64 / case.per_second);
    tokio::time::sleep(twice + plan.seconds(2.0)).await;
    crowd.begin();
    tokio::time::sleep(plan.seconds(10.0)).await;
    let counted = crowd.finish().await?;
    anyhow::ensure!(!counted.first_replies.is_empty(), "no command was due");
    Ok(counted)
}

fn told(case: Case, echoes: &[Counted], fishers: &[Counted]) -> Vec<Figure> {
    let name = format!("{} players, {}/s", case.players, case.per_second);
    let middle = |rounds: &[Counted], of: fn(&Counted) -> f64| median(rounds.iter().map(of).collect());
    let slowest = |rounds: &[Counted]| rounds.iter().map(|counted| counted.quantile_ms(1.0)).fold(0.0, f64::max);
    let p50 = |counted: &Counted| counted.quantile_ms(0.5);
    let p99 = |counted: &Counted| counted.quantile_ms(0.99);
    vec![
        Figure::new(&name, "echo bot, median", middle(echoes, p50), "ms"),
        Figure::new(&name, "echo bot, p99", middle(echoes, p99), "ms"),
        Figure::new(&name, "echo bot, slowest", slowest(echoes), "ms"),
        Figure::new(&name, "commands", middle(fishers, Counted::per_second), "/s"),
        Figure::new(&name, "first reply, median", middle(fishers, p50), "ms"),
        Figure::new(&name, "first reply, p99", middle(fishers, p99), "ms").at_most(case.reach_ms),
        Figure::new(&name, "first reply, slowest", slowest(fishers), "ms"),
        Figure::new(&name, "said after it was due, p99", middle(fishers, |counted| counted.delay_ms(0.99)), "ms"),
    ]
}
