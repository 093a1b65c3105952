//! The boards of a million players who have made 20,000,000 catches: what `/leaderboard` asks of the database, and the ranking.
//!
//! Loaded outside of the measured time: 1,000,000 players; on everyone's board all of them for all time (20 catches each), a
//! third for this week, a tenth for today; and a group of 100,000. The positions themselves are not there, for nothing here reads
//! them; so the audit, which would see that, is off. Players from all over the board then ask at an even pace, whatever the
//! answers take. The times are the service's own, from its dashboard, as in `queries`: `board` is the list and one's own row (of a
//! board of less than a thousand all of it), `rank_board` one part of the ranking (16,384 players), made anew every minute.
//!
//! **Invariant:** every question that was asked is done in the database at the end.

use std::time::{Duration, Instant};

use anyhow::ensure;
use tokio::time::{MissedTickBehavior, interval};

use super::queries;
use crate::{
    Plan,
    crowd::FIRST,
    report::{Figure, median},
    stock,
    world::{DEADLINE, World},
};

const PLAYERS: usize = 1_000_000;
/// Questions a second.
const PACE: usize = 200;
/// Over a minute, so that a ranking is made meanwhile.
const TIME_S: f64 = 80.0;
/// Between two times to speak.
const SPEAK_EVERY: Duration = Duration::from_millis(10);
/// Players of one part of a ranking.
const PART: usize = 16_384;

const WORDS: [&str; 3] = ["/leaderboard", "/leaderboard day", "/leaderboard all"];

/// `$1` and `$2`: the first player and how many. P&L of some ten thousand dollars either way, in cents; many are equals.
const BOARDS: &str = "INSERT INTO boards (board, period, player_id, cents, catches) \
     SELECT board, period, p, hashint8(p + length(period)) % 1000000 / (1 + p % 3 * 999), catches \
     FROM (VALUES (0, 'all', 1, 20), (-500, 'all', 10, 20), \
     (0, to_char(now() AT TIME ZONE 'UTC', 'IYYY-\"W\"IW'), 3, 3), (0, to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD'), 10, 1)) \
     b (board, period, every, catches), generate_series($1::bigint, $1::bigint + $2::bigint - 1) p WHERE p % every = 0";

/// See the file's head.
pub async fn measure(plan: Plan) -> anyhow::Result<Vec<Figure>> {
    let world = World::start(&plan).await?;
    let players = plan.size(PLAYERS);
    let began = Instant::now();
    // The service makes the schema.
    drop(world.serve(&[("AUDIT_EVERY_S", "0")]).await?);
    let client = world.client().await?;
    let first = stock::players(&client, FIRST, players, 1).await?;
    client.execute(BOARDS, &[&first, &(players as i64)]).await?;
    client.batch_execute("VACUUM ANALYZE").await?;
    let loaded = Figure::new("before", "to load the boards", began.elapsed().as_secs_f64(), "s");
    let every = if plan.quick { "1" } else { "10" };
    let bot = world.serve(&[("DASHBOARD_EVERY_S", every), ("AUDIT_EVERY_S", "0")]).await?;
    let asked = ask(&world, players, plan.seconds(TIME_S)).await as i64;
    let done = "SELECT count(*) FROM inbox WHERE done_at IS NOT NULL";
    let waited = Instant::now();
    while stock::number(&client, done).await? < asked {
        ensure!(waited.elapsed() < DEADLINE, "{asked} questions were asked, not all are done: {}", bot.said());
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    // The dashboard's last interval is printed by its next one.
    tokio::time::sleep(Duration::from_secs(every.parse::<u64>()? + 1)).await;
    if plan.logs {
        eprintln!("{}", bot.said());
    }
    let times = queries::told(&bot);
    let mut figures = vec![loaded, Figure::new("before", "players", players as f64, "")];
    for query in ["board", "rank_board"] {
        let times = times.get(query);
        ensure!(times.is_some(), "the dashboard says nothing of {query}: {}", bot.said());
        let [p50, p99] =
            [0, 1].map(|which| median(times.into_iter().flatten().map(|both: &[f64; 2]| both[which]).collect()));
        figures.push(Figure::new(query, "database's time, p50", p50, "ms"));
        let limit = if query == "board" { 50.0 } else { 100.0 };
        figures.push(Figure::new(query, "database's time, p99", p99, "ms").at_most(limit));
        if query == "rank_board" {
            let parts = players.div_ceil(PART) + (players / 3).div_ceil(PART) + (players / 10).div_ceil(PART);
            figures.push(Figure::new(query, "a minute's ranking, in parts", parts as f64, ""));
        }
    }
    Ok(figures)
}

/// Asks for boards in turns, each time as another player; gives how often.
async fn ask(world: &World, players: usize, time: Duration) -> usize {
    let (began, mut ticks, mut said) = (Instant::now(), interval(SPEAK_EVERY), 0);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Burst);
    while began.elapsed() < time {
        ticks.tick().await;
        let due = (began.elapsed().as_secs_f64() * PACE as f64) as usize;
        let now: Vec<(i64, &str)> =
            (said..due).map(|n| (FIRST + (n * 7_919 % players) as i64, WORDS[n % WORDS.len()])).collect();
        world.sandbox.telegram.say_all(&now);
        said = due;
    }
    said
}
