//! The PriceOracle among fake sources and a fake database: what those who ask it see.
//!
//! **Invariant:** real time, short spacing, and every wait is for a condition; no test depends on being fast.

use std::{
    rc::Rc,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use actix::{Actor, Addr, Context, Handler, MailboxError};
use futures_util::{FutureExt, future::LocalBoxFuture};
use jiff::Timestamp;

use super::{
    port::{MakePriceSources, PairQuote, PriceSource, SourceError},
    *,
};
use crate::{
    actors::db::{DbError, messages::RecordTick},
    game::{
        crossing::{Snap, Trigger},
        market::{
            Pair, Quote, RoundRules,
            Source::{self, Binance, Coinbase, Kraken},
            Tick,
        },
        money::Price,
    },
    plumbing::{
        clock,
        figures::{Figures, Interval, TakeFigures},
        keeper::{Policy, keep},
    },
};

/// What a fake source does when it is asked.
#[derive(Clone, Debug)]
enum Act {
    Say(&'static str),
    SayAfter(Duration, &'static str),
    SayOld(&'static str),
    Fail(SourceError),
    Hang,
    /// Breaks the actor itself, once.
    Panic,
}

/// One request that a fake source got.
#[derive(Clone, Debug)]
struct Asked {
    source: Source,
    pairs: Vec<Pair>,
    at: Timestamp,
    when: Instant,
}

/// The outside world: what the sources do, what they were asked, what was recorded.
#[derive(Default)]
struct World {
    acts: Mutex<Vec<(Source, Act)>>,
    asked: Mutex<Vec<Asked>>,
    recorded: Mutex<Vec<Tick>>,
}

impl World {
    fn of(acts: &[(Source, Act)]) -> Arc<World> {
        Arc::new(World { acts: Mutex::new(acts.to_vec()), ..World::default() })
    }

    fn now_does(&self, source: Source, act: Act) {
        let mut acts = self.acts.lock().unwrap_or_else(PoisonError::into_inner);
        acts.iter_mut().filter(|(named, _)| *named == source).for_each(|(_, old)| *old = act.clone());
    }

    fn act_of(&self, source: Source) -> Act {
        let acts = self.acts.lock().unwrap_or_else(PoisonError::into_inner);
        acts.iter().find(|(named, _)| *named == source).map_or(Act::Hang, |(_, act)| act.clone())
    }

    fn asks_of(&self, source: Source) -> Vec<Asked> {
        self.asked.lock().unwrap().iter().filter(|asked| asked.source == source).cloned().collect()
    }
}

struct Fake {
    source: Source,
    world: Arc<World>,
}

impl PriceSource for Fake {
    fn source(&self) -> Source {
        if matches!(self.world.act_of(self.source), Act::Panic) {
            self.world.now_does(self.source, Act::Say("2500"));
            panic!("broken on purpose");
        }
        self.source
    }

    fn ask(&self, pairs: Vec<Pair>, sent_at: Timestamp) -> LocalBoxFuture<'_, Result<Vec<PairQuote>, SourceError>> {
        let asked = Asked { source: self.source, pairs: pairs.clone(), at: sent_at, when: Instant::now() };
        self.world.asked.lock().unwrap().push(asked);
        let say = move |text, at| {
            let price = Price::parse(text).unwrap();
            let of = |pair| PairQuote { pair, quote: Quote { source: self.source, price, at } };
            Ok(pairs.into_iter().map(of).collect())
        };
        let act = self.world.act_of(self.source);
        async move {
            match act {
                Act::Say(text) => say(text, sent_at),
                Act::SayOld(text) => say(text, sent_at - jiff::SignedDuration::from_secs(3_600)),
                Act::SayAfter(delay, text) => {
                    actix_rt::time::sleep(delay).await;
                    say(text, sent_at)
                }
                Act::Fail(error) => Err(error),
                Act::Hang | Act::Panic => std::future::pending().await,
            }
        }
        .boxed_local()
    }
}

struct FakeDb(Arc<World>);
impl Actor for FakeDb {
    type Context = Context<Self>;
}
impl Handler<RecordTick> for FakeDb {
    type Result = Result<(), DbError>;
    fn handle(&mut self, record: RecordTick, _: &mut Context<Self>) -> Self::Result {
        self.0.recorded.lock().unwrap().push(record.tick);
        Ok(())
    }
}

fn oracle(world: &Arc<World>, min_sources: usize, spacing_ms: u64) -> PriceOracle {
    let chosen: Vec<Source> = world.acts.lock().unwrap().iter().map(|(source, _)| *source).collect();
    let (shared, db) = (world.clone(), FakeDb(world.clone()).start().recipient());
    let make: MakePriceSources = Arc::new(move || {
        let fake = |source: &Source| Rc::new(Fake { source: *source, world: shared.clone() }) as Rc<dyn PriceSource>;
        chosen.iter().map(fake).collect()
    });
    PriceOracle::new(make, OracleSettings::new(RoundRules { min_sources, max_age_s: 10 }, |_| spacing_ms), db)
}

fn quote(wait: Duration) -> NextQuote {
    let after = clock::now();
    NextQuote { pair: Pair::EthUsd, after, deadline: after.checked_add(wait).unwrap(), snap: None }
}

/// Long enough for a busy machine; a good answer comes far sooner.
const LONG: Duration = Duration::from_secs(20);
const SHORT: Duration = Duration::from_millis(300);

async fn until(what: &str, condition: impl Fn() -> bool) {
    let began = Instant::now();
    while !condition() {
        assert!(began.elapsed() < LONG, "never came: {what}");
        actix_rt::time::sleep(Duration::from_millis(5)).await;
    }
}

async fn figures(oracle: &Addr<PriceOracle>) -> Figures {
    oracle.send(TakeFigures(Interval::GoesOn)).await.unwrap()
}

fn silent(answer: Result<Filled, QuoteError>) -> String {
    match answer {
        Err(QuoteError::Silent { reason }) => reason,
        other => panic!("expected silence, got {other:?}"),
    }
}

#[actix_rt::test]
async fn a_fill_never_comes_from_a_round_begun_before_its_command() {
    let slow = Act::SayAfter(Duration::from_millis(100), "2500");
    let world = World::of(&[(Binance, slow.clone()), (Kraken, slow)]);
    let oracle = oracle(&world, 2, 20).start();
    until("the first round", || world.asks_of(Kraken).len() == 1).await;
    // The first round collects now, and would do as well as any, were it not older than the command.
    let asked = quote(LONG);
    let tick = oracle.send(asked).await.unwrap().unwrap().tick;
    assert!(tick.round_at > asked.after);
    assert_eq!(tick.round_at, world.asks_of(Kraken)[1].at);
    let again = oracle.send(asked).await.unwrap().unwrap().tick;
    assert_eq!(again, tick, "asked again, the first tick after the command is the same");
}

#[actix_rt::test]
async fn a_thousand_who_wait_are_served_by_one_poll() {
    let slow = Act::SayAfter(Duration::from_millis(300), "2500");
    let world = World::of(&[(Binance, slow.clone()), (Kraken, slow)]);
    let oracle = oracle(&world, 2, 1).start();
    let look = LatestTick { pair: Pair::EthUsd, fresh_s: 60, wait_ms: 20_000 };
    assert!(oracle.send(look).await.unwrap().is_some());
    let before = world.asks_of(Binance).len();
    let asked = quote(LONG);
    let answers = futures_util::future::join_all((0..1_000).map(|_| oracle.send(asked))).await;
    let first = answers[0].clone().unwrap().unwrap();
    assert!(answers.into_iter().all(|answer| answer == Ok(Ok(first.clone()))));
    assert_eq!(world.asks_of(Binance).len(), before + 1);
    let row = &figures(&oracle).await.rows[0];
    assert_eq!((row.name, row.in_flight, row.handled, row.errors), ("oracle", 0, 2, 0));
    assert!(row.p50_us > 0);
}

#[actix_rt::test]
async fn a_source_that_hangs_holds_a_round_only_until_it_closes() {
    let world = World::of(&[(Binance, Act::Say("2500")), (Coinbase, Act::Say("2501")), (Kraken, Act::Hang)]);
    let oracle = oracle(&world, 2, 20).start();
    let began = Instant::now();
    let tick = oracle.send(quote(LONG)).await.unwrap().unwrap().tick;
    assert_eq!((tick.price.to_string().as_str(), tick.quotes.len()), ("2500.5", 2));
    // While Kraken's request hangs it is not asked again, so the next round waits for nobody.
    let tick = oracle.send(quote(LONG)).await.unwrap().unwrap().tick;
    assert_eq!(tick.quotes.len(), 2);
    assert!(began.elapsed() < Duration::from_secs(10));
    // It is cut, which is a failure of that source and of nothing else.
    let cut = || async { figures(&oracle).await.rows.remove(0) };
    let mut row = cut().await;
    while row.errors == 0 && began.elapsed() < LONG {
        actix_rt::time::sleep(Duration::from_millis(20)).await;
        row = cut().await;
    }
    assert_eq!(row.last_error, "0 s ago: kraken: down: no answer within 3.0 s");
}

#[actix_rt::test]
async fn too_few_sources_or_stale_ones_are_silence_at_the_deadline_and_no_price() {
    let down = Act::Fail(SourceError::Down("refused".to_owned()));
    // Kraken rests a second after its first failure, so a second round of two begins after that.
    let failing = (down, 3, "1 usable quotes, 2 needed; kraken down: refused");
    let stale = (Act::SayOld("2500"), 1, "1 usable quotes, 2 needed");
    for (other, wait_s, reason) in [failing, stale] {
        let world = World::of(&[(Binance, Act::Say("2500")), (Kraken, other)]);
        let oracle = oracle(&world, 2, 20).start();
        let asked = quote(Duration::from_secs(wait_s));
        assert_eq!(silent(oracle.send(asked).await.unwrap()), reason);
        assert!(clock::now() >= asked.deadline);
        let look = LatestTick { pair: Pair::EthUsd, fresh_s: 60, wait_ms: 10 };
        assert_eq!(oracle.send(look).await, Ok(None));
        assert!(world.recorded.lock().unwrap().is_empty());
    }
}

#[actix_rt::test]
async fn all_stale_is_silence_and_the_last_tick_stays_to_be_looked_at() {
    let world = World::of(&[(Binance, Act::Say("2500"))]);
    let oracle = oracle(&world, 1, 5).start();
    let tick = oracle.send(quote(LONG)).await.unwrap().unwrap().tick;
    world.now_does(Binance, Act::SayOld("2600"));
    assert_eq!(silent(oracle.send(quote(SHORT)).await.unwrap()), "0 usable quotes, 1 needed");
    let look = LatestTick { pair: Pair::EthUsd, fresh_s: 0, wait_ms: 20 };
    assert_eq!(oracle.send(look).await.unwrap(), Some(tick));
    assert_eq!(figures(&oracle).await.rows[0].state, "silent");
}

#[actix_rt::test]
async fn a_source_that_says_too_many_is_left_alone_as_long_as_it_says() {
    let too_many = Act::Fail(SourceError::TooMany { retry_after_s: Some(2) });
    let world = World::of(&[(Binance, Act::Say("2500")), (Kraken, too_many)]);
    let oracle = oracle(&world, 1, 10).start();
    until("the refusal", || world.asks_of(Kraken).len() == 1).await;
    world.now_does(Kraken, Act::Say("2501"));
    let mut rounds = 0;
    while oracle.send(quote(LONG)).await.unwrap().unwrap().tick.quotes.len() == 1 {
        rounds += 1;
    }
    let asks = world.asks_of(Kraken);
    assert!(asks[1].when.duration_since(asks[0].when) >= Duration::from_secs(2));
    assert!(rounds > 0, "meanwhile the market spoke through the other");
    assert_eq!(figures(&oracle).await.rows[0].errors, 1);
}

#[actix_rt::test]
async fn closing_answers_those_who_wait_and_refuses_the_rest() {
    let world = World::of(&[(Binance, Act::Hang)]);
    let oracle = oracle(&world, 1, 5).start();
    let waiting = oracle.send(quote(LONG));
    let looking = oracle.send(LatestTick { pair: Pair::EthUsd, fresh_s: 1, wait_ms: 20_000 });
    let (waiting, looking, closed) = futures_util::future::join3(waiting, looking, oracle.send(CloseMarket)).await;
    assert_eq!((waiting, looking, closed), (Ok(Err(QuoteError::Closing)), Ok(None), Ok(())));
    assert_eq!(oracle.send(quote(LONG)).await, Ok(Err(QuoteError::Closing)));
    assert_eq!(oracle.send(CloseMarket).await, Ok(()));
    let row = &figures(&oracle).await.rows[0];
    assert_eq!((row.state, row.in_flight), ("closed", 0));
}

#[actix_rt::test]
async fn the_first_round_asks_for_every_pair_and_is_recorded_once_a_minute() {
    let world = World::of(&[(Binance, Act::Say("2500")), (Coinbase, Act::Say("2500"))]);
    let oracle = oracle(&world, 2, 5).start();
    until("the record", || world.recorded.lock().unwrap().len() == Pair::ALL.len()).await;
    assert_eq!(world.asks_of(Coinbase)[0].pairs, Pair::ALL);
    for _ in 0..3 {
        oracle.send(quote(LONG)).await.unwrap().unwrap();
    }
    let last = |source| world.asks_of(source).last().map(|asked| asked.pairs.clone());
    assert_eq!(last(Binance), Some(Pair::ALL.to_vec()));
    assert_eq!(last(Coinbase), Some(vec![Pair::EthUsd]), "one product a call: only what somebody asks about");
    let recorded = world.recorded.lock().unwrap().clone();
    let minutes: Vec<(Pair, i64)> =
        recorded.iter().map(|tick| (tick.pair, tick.round_at.as_second().div_euclid(60))).collect();
    assert!(minutes.iter().enumerate().all(|(index, minute)| !minutes[..index].contains(minute)));
    let notes = figures(&oracle).await.notes;
    let of = |of| notes.iter().find(|note| note.of == Some(of)).expect("a note").value.to_string();
    assert!(of("ETH/USD").ends_with(" s") && of("coinbase").starts_with("answered"));
}

#[actix_rt::test]
async fn a_restart_costs_the_askers_an_answer_and_nothing_else() {
    let world = World::of(&[(Binance, Act::Say("2500"))]);
    let (deaths, mut heard) = tokio::sync::mpsc::unbounded_channel();
    let made = oracle(&world, 1, 5);
    let oracle = keep("oracle", Policy::default(), deaths, |_| made);
    let first = oracle.send(quote(LONG)).await.unwrap().unwrap().tick;
    world.now_does(Binance, Act::Panic);
    assert_eq!(oracle.send(quote(LONG)).await, Err(MailboxError::Closed));
    assert!(heard.recv().await.is_some());
    let second = oracle.send(quote(LONG)).await.unwrap().unwrap().tick;
    assert!(second.round_at > first.round_at);
    assert_eq!(figures(&oracle).await.rows[0].in_flight, 0);
}

#[actix_rt::test]
async fn the_watch_hears_every_tick_in_order_and_polls_only_for_lines() {
    let world = World::of(&[(Binance, Act::Say("2500"))]);
    let oracle = oracle(&world, 1, 5).start();
    let next = |pairs: &[Pair], after| NextTicks { pairs: pairs.iter().copied().collect(), after };
    let first = oracle.send(next(&[], None)).await.unwrap().unwrap();
    assert_eq!(first[0].price.to_string(), "2500", "the first full round, which is polled for nobody");
    let asked = world.asks_of(Binance).len();
    let idle = oracle.send(next(&[], Some(first[0].round_at)));
    assert!(actix_rt::time::timeout(SHORT, idle).await.is_err(), "no line is out");
    assert_eq!(world.asks_of(Binance).len(), asked, "and nothing was polled");
    let mut heard_to = first[0].round_at;
    for _ in 0..3 {
        let ticks = oracle.send(next(&[Pair::EthUsd], Some(heard_to))).await.unwrap().unwrap();
        assert!(ticks.iter().all(|tick| tick.round_at > heard_to));
        heard_to = ticks.last().unwrap().round_at;
    }
    let all = oracle.send(next(&[Pair::EthUsd], None)).await.unwrap().unwrap();
    let times: Vec<_> = all.iter().filter(|tick| tick.pair == Pair::EthUsd).map(|tick| tick.round_at).collect();
    assert!(times.len() == 4 && times.is_sorted(), "{times:?}");
    let waiting = oracle.send(next(&[Pair::EthUsd], None));
    oracle.send(CloseMarket).await.unwrap();
    waiting.await.unwrap().unwrap();
    assert_eq!(oracle.send(next(&[Pair::EthUsd], None)).await, Ok(Err(QuoteError::Closing)));
}

#[actix_rt::test]
async fn a_hook_hears_of_the_tick_that_snapped_its_line_though_the_price_came_back() {
    let world = World::of(&[(Binance, Act::Say("2500"))]);
    let oracle = oracle(&world, 1, 5).start();
    let entry = oracle.send(quote(LONG)).await.unwrap().unwrap().tick;
    world.now_does(Binance, Act::Say("2200"));
    let mut low = oracle.send(quote(LONG)).await.unwrap().unwrap().tick;
    while low.price.to_string() != "2200" {
        low = oracle.send(quote(LONG)).await.unwrap().unwrap().tick;
    }
    world.now_does(Binance, Act::Say("2400"));
    let trigger = Trigger::AtOrBelow(2_300_000_000_000_000);
    let snap = Some(Snap { pair: Pair::EthUsd, trigger, after: entry.round_at });
    let mut filled = oracle.send(NextQuote { snap, ..quote(LONG) }).await.unwrap().unwrap();
    while filled.tick.price.to_string() != "2400" {
        filled = oracle.send(NextQuote { snap, ..quote(LONG) }).await.unwrap().unwrap();
    }
    assert_eq!(filled.snapped, Some(low));
}
