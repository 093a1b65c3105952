//! After a kill: the service is killed under a database of many players with unfinished updates, and started again.
//!
//! Players are loaded welcomed; the updates are `/status` of players all over the table, stored while the service runs and
//! before it could find them. Then it gets a SIGKILL, and the time runs from the start of the next process. PostgreSQL and the
//! sandbox stay.
//!
//! **Invariant:** a round counts only when every update is done in the database, and every player who waited was answered once.

use std::{
    collections::HashMap,
    time::{Duration, Instant},
};

use angler::sandbox::telegram::Event;
use anyhow::{Context, bail, ensure};
use tokio::sync::mpsc::UnboundedReceiver;
use tokio_postgres::Client;

use crate::{
    Plan,
    crowd::FIRST,
    report::{Figure, median},
    stock,
    world::{DEADLINE, World},
};

const PLAYERS: usize = 100_000;
const UNFINISHED: usize = 10_000;
/// Between two looks at the inbox: short beside the reaches, and a look costs the server half a millisecond.
const LOOK_EVERY: Duration = Duration::from_millis(20);
const WAITING: &str = "SELECT count(*) FROM inbox WHERE done_at IS NULL";

/// Times since the start of the process.
struct Recovered {
    first_reply: Duration,
    all_done: Duration,
}

/// See the file's head.
pub async fn measure(plan: Plan) -> anyhow::Result<Vec<Figure>> {
    let world = World::start(&plan).await?;
    let (players, unfinished) = (plan.size(PLAYERS), plan.size(UNFINISHED));
    let mut bot = world.serve(&[]).await?;
    let client = world.client().await?;
    let first = stock::players(&client, FIRST, players, 1).await?;
    let apart = players / unfinished;
    (0..unfinished).for_each(|n| world.sandbox.telegram.reopen_chat(FIRST + (n * apart) as i64));
    let mut rounds = Vec::new();
    for _ in 0..plan.rounds {
        stock::waiting(&client, (first, apart), unfinished, 1).await?;
        let waiting = stock::number(&client, WAITING).await?;
        ensure!(
            waiting == unfinished as i64,
            "{waiting} of {unfinished} updates wait: some were found before the kill"
        );
        bot.kill()?;
        let replies = world.sandbox.telegram.subscribe();
        let began = Instant::now();
        let (started, all_done) = tokio::join!(world.serve(&[]), until_done(&client, began));
        bot = started?;
        let first_reply = heard(replies, unfinished)?.duration_since(began);
        rounds.push(Recovered { first_reply, all_done: all_done? });
    }
    let case = format!("{unfinished} unfinished");
    let middle = |of: fn(&Recovered) -> Duration| median(rounds.iter().map(|one| of(one).as_secs_f64()).collect());
    Ok(vec![
        Figure::new(&case, "to the first reply", middle(|one| one.first_reply), "s").at_most(2.0),
        Figure::new(&case, "to all of them done", middle(|one| one.all_done), "s").at_most(30.0),
    ])
}

/// The time until nothing waits any longer.
async fn until_done(client: &Client, began: Instant) -> anyhow::Result<Duration> {
    loop {
        let waiting = stock::number(client, WAITING).await?;
        if waiting == 0 {
            return Ok(began.elapsed());
        }
        if began.elapsed() > DEADLINE {
            bail!("{waiting} updates still wait after {DEADLINE:?}");
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
}

/// When the first reply came, if everybody got one and nobody two.
fn heard(mut replies: UnboundedReceiver<Event>, players: usize) -> anyhow::Result<Instant> {
    let mut chats: HashMap<i64, usize> = HashMap::new();
    let mut first: Option<Instant> = None;
    while let Ok(event) = replies.try_recv() {
        if let Event::Sent { chat_id, at, .. } = event {
            *chats.entry(chat_id).or_default() += 1;
            first = Some(first.map_or(at, |first| first.min(at)));
        }
    }
    let twice = chats.values().filter(|replies| **replies > 1).count();
    ensure!(chats.len() == players && twice == 0, "{} of {players} were answered, {twice} twice", chats.len());
    first.context("nobody was answered")
}
