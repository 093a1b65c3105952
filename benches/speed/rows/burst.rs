//! Everybody casts at the same instant: until the last of them has his first reply, and until the last line is in the water.
//!
//! The players are known: welcomed, with sessions in memory. A fill is counted from the tick that fills it (its round's
//! beginning, the one before which the cast was commanded) to the beginning of its commit, as the ledger tells it, and to its
//! last message, when the player sees it.
//!
//! **Invariant:** every player of a burst has his line in the water in the end: an open position, and every reply delivered.

use std::time::{Duration, Instant};

use angler::{plumbing::clock, sandbox::telegram::Event};
use anyhow::{Context, ensure};
use tokio::{sync::mpsc::UnboundedReceiver, time::timeout};
use tokio_postgres::Client;

use super::memory::look_around;
use crate::{
    Plan,
    crowd::FIRST,
    report::{Figure, median},
    world::{DEADLINE, World},
};

const PLAYERS: usize = 2_000;
/// Between two looks whether all is delivered: seldom enough to cost nothing.
const LOOK: Duration = Duration::from_millis(100);

/// What nobody may wait for any longer: updates, replies.
const LEFT: &str = "SELECT (SELECT count(*) FROM inbox WHERE done_at IS NULL) \
                    + (SELECT count(*) FROM outbox WHERE delivered_at IS NULL)";
/// Lines in the water of these chats, with the ledger's row of each: its stake left the purse in the same commit.
const FILLED: &str = "SELECT p.chat_id, p.entry_round_at, l.settled_at FROM positions p \
                      JOIN ledger l ON l.player_id = p.player_id AND l.position_id = p.position_id AND l.debit = 'cash' \
                      WHERE p.closed_at IS NULL AND p.chat_id BETWEEN $1 AND $2";

/// One burst, in seconds.
struct Measured {
    last_first_reply: f64,
    last_settled: f64,
    last_shown: f64,
}

/// See the file's head.
pub async fn measure(plan: Plan) -> anyhow::Result<Vec<Figure>> {
    let world = World::start(&plan).await?;
    let bot = world.serve(&[("SESSION_IDLE_S", "3600")]).await?;
    let client = world.client().await?;
    let players = plan.size(PLAYERS);
    let mut rounds = Vec::new();
    for round in 0..plan.rounds {
        look_around(&world, &bot, round * players, players).await?;
        nothing_left(&client).await?;
        rounds
            .push(burst(&world, &client, FIRST + (round * players) as i64, players).await.with_context(|| bot.said())?);
    }
    let case = format!("{players} casts at once");
    let middle = |of: fn(&Measured) -> f64| median(rounds.iter().map(of).collect());
    Ok(vec![
        Figure::new(&case, "the last first reply", middle(|m| m.last_first_reply), "s").at_most(0.5),
        Figure::new(&case, "tick to the last settled fill", middle(|m| m.last_settled), "s").at_most(1.0),
        Figure::new(&case, "tick to the last fill shown", middle(|m| m.last_shown), "s"),
    ])
}

async fn burst(world: &World, client: &Client, first: i64, players: usize) -> anyhow::Result<Measured> {
    let telegram = &world.sandbox.telegram;
    let mut events = telegram.subscribe();
    let casts: Vec<(i64, &str)> = (0..players as i64).map(|number| (first + number, "/cast")).collect();
    let began = Instant::now();
    telegram.say_all(&casts);
    let mut seen = Seen::new(first, players);
    seen.everybody(&mut events).await?;
    nothing_left(client).await?;
    while let Ok(event) = events.try_recv() {
        seen.note(&event);
    }
    let last_first = seen.first.iter().flatten().max().context("replies")?.duration_since(began);
    let filled = client.query(FILLED, &[&first, &(first + players as i64 - 1)]).await?;
    ensure!(filled.len() == players, "{} lines of {players} are in the water", filled.len());
    let (here, now) = (Instant::now(), clock::now());
    let (mut settled, mut shown) = (0.0_f64, 0.0_f64);
    for row in &filled {
        let (chat, tick, commit): (i64, jiff::Timestamp, jiff::Timestamp) = (row.get(0), row.get(1), row.get(2));
        settled = settled.max(commit.duration_since(tick).as_secs_f64());
        let since_shown = seen.last[(chat - first) as usize].context("a message")?;
        shown = shown.max(now.duration_since(tick).as_secs_f64() - here.duration_since(since_shown).as_secs_f64());
    }
    Ok(Measured { last_first_reply: last_first.as_secs_f64(), last_settled: settled, last_shown: shown })
}

/// When each player saw something first and last.
struct Seen {
    first_chat: i64,
    first: Vec<Option<Instant>>,
    last: Vec<Option<Instant>>,
}

impl Seen {
    fn new(first_chat: i64, players: usize) -> Seen {
        Seen { first_chat, first: vec![None; players], last: vec![None; players] }
    }

    fn note(&mut self, event: &Event) {
        let (chat, at) = match event {
            Event::Sent { chat_id, at, .. } | Event::Edited { chat_id, at, .. } => (*chat_id, *at),
            _ => return,
        };
        let Ok(number) = usize::try_from(chat - self.first_chat) else { return };
        if let (Some(first), Some(last)) = (self.first.get_mut(number), self.last.get_mut(number)) {
            first.get_or_insert(at);
            *last = Some(at);
        }
    }

    /// Waits until everybody has seen something.
    async fn everybody(&mut self, events: &mut UnboundedReceiver<Event>) -> anyhow::Result<()> {
        while self.first.iter().any(Option::is_none) {
            let event = timeout(DEADLINE, events.recv()).await.context("somebody is not answered")?;
            self.note(&event.context("the sandbox is gone")?);
            while let Ok(event) = events.try_recv() {
                self.note(&event);
            }
        }
        Ok(())
    }
}

async fn nothing_left(client: &Client) -> anyhow::Result<()> {
    let began = Instant::now();
    loop {
        let left: i64 = client.query_one(LEFT, &[]).await?.get(0);
        if left == 0 {
            return Ok(());
        }
        ensure!(began.elapsed() < DEADLINE, "{left} updates and replies are left");
        tokio::time::sleep(LOOK).await;
    }
}
