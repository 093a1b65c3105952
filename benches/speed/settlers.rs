//! Sessions that do nothing but settle: each settles its player's next turn as soon as the last one is answered.
//!
//! The real writer over a real pool under a real lease, placed as the service places it: the writer on the system's thread,
//! sessions on threads of their own, players hashed over them. Turns are the game's own, a cast and a hook in turns, with the
//! replies that a session writes; their words are made once, for words are not what is measured here.
//!
//! **Invariant:** a turn counts only when it was answered as settled; any other answer ends the measurement.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use actix::{Actor, Addr, Arbiter};
use angler::{
    actors::{
        db::{
            Settle, Verdict, Writer,
            connect::Connector,
            lease::Lease,
            pool::Pool,
            seals::Seals,
            turn::{Cause, Reply, ReplyKind, Turn},
        },
        outbox::keyboard,
    },
    config::Secret,
    game::{
        cast::decide_cast,
        change::{Change, welcome},
        fair::Seed,
        hook::{Catch, HookTimes, decide_hook},
        market::{Quote, Source, Tick},
        money::Price,
        player::{Player, PlayerId, PositionId},
        rules::Rules,
        sealing::SealKey,
        spot::Spot,
    },
    plumbing::{clock, dice},
    text::{Lang, pages},
};
use anyhow::{Context, bail};
use futures_util::future::{join_all, try_join_all};
use jiff::{SignedDuration, Timestamp};
use tokio::sync::{mpsc, oneshot};

use crate::{machine::Spent, stock::BAIT};

/// Nobody is told when a turn waits longer.
const SETTLE_WAITS: Duration = Duration::from_secs(60);
const RULES: Rules = Rules { new_player_bait: BAIT, quick_hook_s: 0 };
/// A cast's price, and those of hooks in turns: up and down, so that no purse runs dry.
const PRICES: [&str; 3] = ["2500.12", "2501.06", "2499.18"];

/// What replies say: the words of one cast and one catch.
pub struct Words {
    /// What a cast is answered with.
    pub line_out: Reply,
    /// What stands under a catch.
    pub caption: String,
    /// That catch.
    pub catch: Catch,
    prices: [Price; 3],
}

impl Words {
    /// Has a first player cast and hook.
    pub fn new() -> anyhow::Result<Words> {
        let prices = PRICES.map(|price| Price::parse(price).expect("a price"));
        let mut player = Player::newcomer(PlayerId(1));
        player.apply(&welcome(&player, &RULES, Seed::from_bytes(dice::bytes32()?)));
        let change = cast(&player, 1, &prices, clock::now())?;
        player.apply(&change);
        let page = pages::line_out(Lang::En, &player, player.open.as_ref().context("a line")?);
        let keyboard = keyboard::write(&keyboard::of(&page));
        let line_out = Reply {
            chat_id: 0,
            kind: ReplyKind::Message,
            body: page.text,
            keyboard,
            lang: Lang::En,
            spot: Spot::default(),
        };
        let change = hook(&player, &prices, clock::now())?;
        player.apply(&change);
        let catch = change.closes.context("a catch")?;
        Ok(Words { line_out, caption: pages::catch_caption(Lang::En, &catch, &player), catch, prices })
    }

    /// What a session writes beside such a change.
    fn reply(&self, chat_id: i64, change: &Change) -> Reply {
        match &change.closes {
            None => Reply { chat_id, ..self.line_out.clone() },
            Some(caught) => Reply {
                chat_id,
                kind: ReplyKind::Catch(caught.position.id),
                body: self.caption.clone(),
                keyboard: String::new(),
                lang: Lang::En,
                spot: Spot::default(),
            },
        }
    }
}

fn cast(player: &Player, id: i64, prices: &[Price; 3], now: Timestamp) -> anyhow::Result<Change> {
    let seed = Seed::from_bytes(dice::bytes32()?);
    Ok(decide_cast(player, player.id.0, None, &tick(player, prices[0], now), PositionId(id), seed, now)?)
}

fn hook(player: &Player, prices: &[Price; 3], now: Timestamp) -> anyhow::Result<Change> {
    let price = prices[1 + (player.version / 2 % 2) as usize];
    let times = HookTimes { arrived_at: now, commanded_at: now - SignedDuration::from_millis(1) };
    Ok(decide_hook(player, &tick(player, price, now), None, times, now, &RULES)?)
}

/// The price of a round that began just now, as three sources told it.
fn tick(player: &Player, price: Price, round_at: Timestamp) -> Tick {
    let sources = [Source::Binance, Source::Coinbase, Source::Kraken];
    let quotes = sources.map(|source| Quote { source, price, at: round_at }).to_vec();
    Tick { pair: player.pond, price, round_at, quotes }
}

/// A player with his session's memory.
struct Settler {
    player: Player,
    writer: Addr<Writer>,
    words: Arc<Words>,
}

/// The updates of one settler: the first, the way to the next, and how many.
#[derive(Clone, Copy)]
struct Updates {
    next: i64,
    step: i64,
    left: usize,
}

/// What all settlers of a measurement share.
#[derive(Default)]
struct Shared {
    settled: AtomicU64,
    enough: AtomicBool,
}

impl Settler {
    /// Settles until it is enough, or until there is no update left, which is enough for all.
    async fn settle(mut self, mut updates: Updates, shared: &Shared) -> anyhow::Result<Settler> {
        while !shared.enough.load(Ordering::Relaxed) {
            if updates.left == 0 {
                shared.enough.store(true, Ordering::Relaxed);
                break;
            }
            let turn = self.turn(updates.next)?;
            updates = Updates { next: updates.next + updates.step, left: updates.left - 1, ..updates };
            self.settled(turn).await?;
            shared.settled.fetch_add(1, Ordering::Relaxed);
        }
        Ok(self)
    }

    /// The next turn, decided as its session decides it. Positions are numbered by the update that opens them.
    fn turn(&self, update_id: i64) -> anyhow::Result<Turn> {
        let (player, prices, now) = (&self.player, &self.words.prices, clock::now());
        let change = match player.open {
            None => cast(player, update_id, prices, now)?,
            Some(_) => hook(player, prices, now)?,
        };
        Ok(Turn {
            player: player.id,
            version: player.version,
            cause: Cause::Update(update_id),
            commanded_at: now - SignedDuration::from_millis(1),
            replies: vec![self.words.reply(player.id.0, &change)],
            change,
        })
    }

    async fn settled(&mut self, turn: Turn) -> anyhow::Result<()> {
        match self.writer.send(Settle(turn.clone())).await? {
            Ok(Verdict::Settled) => self.player.apply(&turn.change),
            other => bail!("{} of player {}: {other:?}", turn.cause, turn.player),
        }
        Ok(())
    }

    async fn welcome(mut self) -> anyhow::Result<Settler> {
        let (player, now) = (&self.player, clock::now());
        let (version, change) = (player.version, welcome(player, &RULES, Seed::from_bytes(dice::bytes32()?)));
        let cause = Cause::Welcome;
        let turn = Turn { player: player.id, version, cause, commanded_at: now, change, replies: Vec::new() };
        self.settled(turn).await?;
        Ok(self)
    }
}

/// What was settled in a time.
pub struct Settled {
    /// Turns answered as settled in it.
    pub turns: u64,
    /// How long.
    pub time: Duration,
    /// What it cost.
    pub spent: Spent,
    /// Turns answered as settled before, in and after it.
    pub all: u64,
}

/// All settlers, their writer and the lease.
pub struct Settlers {
    first: i64,
    idle: Vec<Settler>,
    arbiters: Vec<Arbiter>,
    _lease: Lease,
    _epoch_lost: mpsc::UnboundedReceiver<()>,
}

impl Settlers {
    /// Takes the lease, starts the writer and has so many stored players welcomed. On the thread of an actix system.
    pub async fn start(address: &str, words: &Arc<Words>, first: i64, players: usize) -> anyhow::Result<Settlers> {
        let connector = Connector::new(&Secret::new(address.to_owned())).map_err(anyhow::Error::msg)?;
        let lease = Lease::take(&connector, "speed").await?;
        let seals = Seals::of(SealKey::from_bytes(dice::bytes32()?));
        let pool = Pool::open(&connector, &seals, (2, 50)).await?;
        let (lost, epoch_lost) = mpsc::unbounded_channel();
        let writer = Writer::new(pool, lease.epoch, lost, SETTLE_WAITS).start();
        let settlers = (first..first + players as i64).map(|id| Settler {
            player: Player::newcomer(PlayerId(id)),
            writer: writer.clone(),
            words: words.clone(),
        });
        let idle = try_join_all(settlers.map(Settler::welcome)).await?;
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        let arbiters = (0..cores).map(|_| Arbiter::new()).collect();
        Ok(Settlers { first, idle, arbiters, _lease: lease, _epoch_lost: epoch_lost })
    }

    /// The first so many settle for so long, after a warm-up; their updates are those of `stock::waiting`.
    pub async fn settle(
        &mut self,
        (waiting, each): (usize, usize),
        update: i64,
        (warm_up, time): (Duration, Duration),
        spent: impl Fn() -> Spent,
    ) -> anyhow::Result<Settled> {
        let shared = Arc::new(Shared::default());
        let mut groups: Vec<Vec<(Settler, Updates)>> = self.arbiters.iter().map(|_| Vec::new()).collect();
        for settler in self.idle.drain(..waiting) {
            let id = settler.player.id.0;
            let updates = Updates { next: update + (id - self.first), step: waiting as i64, left: each };
            let place = id as usize % groups.len();
            groups[place].push((settler, updates));
        }
        let ended = groups.into_iter().zip(&self.arbiters).map(|(group, arbiter)| run(group, arbiter, shared.clone()));
        let ended: Vec<_> = ended.collect();
        tokio::time::sleep(warm_up).await;
        let (began, before, spent_before) = (Instant::now(), shared.settled.load(Ordering::Relaxed), spent());
        while began.elapsed() < time && !shared.enough.load(Ordering::Relaxed) {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        let (time, turns) = (began.elapsed(), shared.settled.load(Ordering::Relaxed) - before);
        let spent = spent().since(spent_before);
        shared.enough.store(true, Ordering::Relaxed);
        for group in join_all(ended).await {
            self.idle.extend(group??);
        }
        self.idle.sort_by_key(|settler| settler.player.id);
        Ok(Settled { turns, time, spent, all: shared.settled.load(Ordering::Relaxed) })
    }
}

/// Has a group settle on a thread of sessions; gives it back when it has ended.
fn run(
    group: Vec<(Settler, Updates)>,
    arbiter: &Arbiter,
    shared: Arc<Shared>,
) -> oneshot::Receiver<anyhow::Result<Vec<Settler>>> {
    let (ended, end) = oneshot::channel();
    arbiter.spawn(async move {
        let each = group.into_iter().map(|(settler, updates)| {
            let shared = shared.clone();
            actix_rt::spawn(async move { settler.settle(updates, &shared).await })
        });
        let each: Vec<_> = each.collect();
        let all = join_all(each).await.into_iter().map(|task| task.context("a settler ended").flatten());
        let _gone = ended.send(all.collect());
    });
    end
}

impl Drop for Settlers {
    fn drop(&mut self) {
        for arbiter in self.arbiters.drain(..) {
            arbiter.stop();
            let _ended = arbiter.join();
        }
    }
}
