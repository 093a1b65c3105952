//! The Auditor: every few minutes it audits the accounts that changed, and stops trading while the books do not add up.
//!
//! Asked by nobody but the dashboard. It owns where it stands (in memory), and the word whether trading goes on, which sessions
//! read. A pass looks at the accounts it is suspicious of, then at those that changed since the pass before (replies by
//! `outbox_age`, arrivals by `inbox_age`; the first pass goes back a day), then at some more in the order of their numbers,
//! so that every account is looked at in time, also one that a foreign hand changed. It connects anew for each pass.
//!
//! **Invariant:** trading stops only for a broken rule about what players own, never for an outage, an unsent word or a clock; it goes on when
//! every suspect passes.
//! **Absent:** no stored suspicion: a restart finds it again, because its first pass goes back a day.

use std::{
    collections::BTreeSet,
    time::{Duration, Instant},
};

use actix::{Actor, ActorFutureExt, AsyncContext, Context, Handler, Supervised, WrapFuture};
use jiff::Timestamp;
use tokio::sync::watch;

use super::{
    audit::{self, Finding},
    connect::{Connector, Line, Purpose},
    error::DbError,
    seals::Seals,
};
use crate::{
    config::faults::Faults,
    game::player::PlayerId,
    plumbing::{
        figures::{Figures, Note, TakeFigures},
        meter::Meter,
    },
};

/// Accounts of one snapshot. With ten catches each that is half a second of one core (measured).
const BATCH: usize = 500;
/// Changed accounts of one pass; what is left waits for the next one.
const CHANGED: i64 = 10_000;
/// Accounts in the order of their numbers of one pass: a million in a day and a half at the default pace.
const IN_ORDER: i64 = 2_000;
/// Suspects at the most: beyond this an operator mends by restoring a backup, not account by account.
const SUSPECTS: usize = 10_000;
/// Time between two looks at the suspects while trading is stopped.
const SUSPICIOUS_EVERY: Duration = Duration::from_secs(5);
/// Rests after each batch, counted in times of its work: players come first, so the audit has a tenth of one core at the most,
/// also in its first pass after a start, which finds a day's accounts.
const REST: u32 = 9;
/// Longest wait for one batch: far over its work, so only an outage takes so long.
const PATIENCE: Duration = Duration::from_secs(30);

/// Whether casts and hooks are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trading {
    /// They are.
    Open,
    /// The books do not add up: they are refused until they do.
    Stopped,
}

/// Where the Auditor stands.
#[derive(Clone, Debug, Default)]
struct Place {
    /// Accounts that broke a rule, with those that were looked at beside them.
    suspects: BTreeSet<PlayerId>,
    /// Accounts that changed after this are still to be looked at; `None` before the first pass.
    since: Option<Timestamp>,
    /// What `since` becomes when they all have been.
    then: Option<Timestamp>,
    /// The last of them in the order of their numbers that was.
    changed_to: i64,
    /// The last account that was looked at in order.
    in_order_to: i64,
}

/// What a pass saw, also when it was cut short.
#[derive(Debug, Default)]
struct Saw {
    accounts: u64,
    broken: Vec<Finding>,
}

/// A connection to the books, and the key for what is sealed in them.
struct Books {
    line: Line,
    seals: Seals,
}

/// The actor itself; see the file's head.
pub struct Auditor {
    connector: Connector,
    seals: Seals,
    every: Option<Duration>,
    trading: watch::Sender<Trading>,
    place: Place,
    /// Broken rules that were told since trading stopped, with the players that were named.
    told: BTreeSet<(&'static str, i64)>,
    whole_pass_at: Instant,
    looking: bool,
    accounts: u64,
    meter: Meter,
    faults: Faults,
}

impl Auditor {
    /// An auditor that looks so often (`None`: never), and says by `trading` what it found.
    pub fn new(
        connector: Connector,
        seals: Seals,
        every: Option<Duration>,
        trading: watch::Sender<Trading>,
    ) -> Auditor {
        Auditor {
            connector,
            seals,
            every,
            trading,
            place: Place::default(),
            told: BTreeSet::new(),
            whole_pass_at: Instant::now(),
            looking: false,
            accounts: 0,
            meter: Meter::new("auditor"),
            faults: Faults::default(),
        }
    }

    /// The same, struck by these faults.
    pub fn with_faults(self, faults: Faults) -> Auditor {
        Auditor { faults, ..self }
    }

    /// One pass: a whole one when it is time, else only the suspects; then the next is armed.
    fn pass(&mut self, ctx: &mut Context<Self>) {
        let Some(every) = self.every else { return };
        let whole = self.whole_pass_at <= Instant::now();
        if whole {
            self.whole_pass_at = Instant::now() + every;
        }
        self.looking = true;
        let (connector, seals) = (self.connector.clone(), self.seals.clone());
        let (place, began) = (self.place.clone(), self.meter.began());
        let passed = async move { pass(&connector, seals, place, whole).await };
        ctx.spawn(passed.into_actor(self).map(move |(place, saw, outcome), act, ctx| {
            act.looking = false;
            act.faults.strike("auditor.handle", 0);
            match &outcome {
                Ok(()) => act.meter.ended(began),
                Err(error) => act.meter.failed(began, error),
            };
            act.judge(place, &saw, outcome);
            let stopped = *act.trading.borrow() == Trading::Stopped;
            let pause = if stopped { SUSPICIOUS_EVERY.min(every) } else { every };
            ctx.run_later(pause, Self::pass);
        }));
    }

    fn judge(&mut self, place: Place, saw: &Saw, outcome: Result<(), DbError>) {
        self.place = place;
        self.accounts += saw.accounts;
        if let Err(error) = &outcome
            && !error.is_silence()
        {
            log::error!(error = error.to_string().as_str(); "the books cannot be audited");
        }
        for finding in &saw.broken {
            let players = finding.offenders.iter().map(|offender| (finding.rule, offender.player));
            if players.filter(|told| self.told.insert(*told)).count() > 0 {
                tell(finding);
            }
        }
        if !self.place.suspects.is_empty() {
            self.trading.send_replace(Trading::Stopped);
        } else if outcome.is_ok() && self.trading.send_replace(Trading::Open) == Trading::Stopped {
            self.told.clear();
            log::warn!("the books add up again, casts and hooks go on");
        }
    }
}

fn tell(finding: &Finding) {
    let Finding { rule, words, looked, broken, .. } = finding;
    let offenders = finding.named();
    if finding.stops_trading() {
        log::error!(
            rule = rule, broken = broken, looked = looked, offenders = offenders.as_str();
            "THE BOOKS DO NOT ADD UP, casts and hooks are refused until they do: it does not hold that {words}"
        );
    } else if finding.is_of_the_clock() {
        log::error!(
            rule = rule, broken = broken, looked = looked, offenders = offenders.as_str();
            "the clock by which fills are ordered went back: it does not hold that {words}"
        );
    } else {
        log::error!(
            rule = rule, broken = broken, looked = looked, offenders = offenders.as_str();
            "a player was not told what he should have been: it does not hold that {words}"
        );
    }
}

/// Looks at what a pass looks at; what it saw and where it stands hold also when the database goes away half way.
async fn pass(connector: &Connector, seals: Seals, mut place: Place, whole: bool) -> (Place, Saw, Result<(), DbError>) {
    let mut saw = Saw::default();
    let outcome = async {
        let mut books = Books { line: in_time(connector.connect(Purpose::Audit)).await?, seals };
        suspects(&mut books, &mut place, &mut saw).await?;
        if whole {
            changed(&mut books, &mut place, &mut saw).await?;
            in_order(&mut books, &mut place, &mut saw).await?;
        }
        Ok(())
    };
    let outcome = outcome.await;
    (place, saw, outcome)
}

/// Batches of suspects that pass are suspects no longer.
async fn suspects(books: &mut Books, place: &mut Place, saw: &mut Saw) -> Result<(), DbError> {
    let all: Vec<PlayerId> = place.suspects.iter().copied().collect();
    for batch in all.chunks(BATCH) {
        let batch: BTreeSet<PlayerId> = batch.iter().copied().collect();
        if look(books, &batch, saw).await? {
            place.suspects.retain(|player| !batch.contains(player));
        }
    }
    Ok(())
}

/// Everything with an effect has a durable reply, or (a welcome) an arrival just before it. The minute more is for turns that
/// were in flight when the pass before looked.
const NOW: &str = "SELECT now() - interval '1 minute', now() - interval '1 day'";
/// Reads the BRIN indexes `outbox_age` and `inbox_age`.
const CHANGED_SINCE: &str = "SELECT DISTINCT player_id FROM (SELECT player_id FROM outbox WHERE settled_at > $1 \
     UNION ALL SELECT player_id FROM inbox WHERE arrived_at > $1) c WHERE player_id > $2 ORDER BY 1 LIMIT $3";

async fn changed(books: &mut Books, place: &mut Place, saw: &mut Saw) -> Result<(), DbError> {
    let now = in_time(async { Ok(books.line.query_one(NOW, &[]).await?) }).await?;
    let (then, a_day_ago) = (now.try_get(0)?, now.try_get(1)?);
    let since: Timestamp = *place.since.get_or_insert(a_day_ago);
    let then = *place.then.get_or_insert(then);
    let ids = ids(books, CHANGED_SINCE, &[&since, &place.changed_to, &CHANGED]).await?;
    for batch in ids.chunks(BATCH) {
        judged(books, batch, place, saw).await?;
        place.changed_to = batch.last().map_or(0, |last| last.0);
    }
    if ids.len() < CHANGED as usize {
        (place.since, place.then, place.changed_to) = (Some(then), None, 0);
    }
    Ok(())
}

/// Reads the primary key.
const IN_ORDER_AFTER: &str = "SELECT player_id FROM players WHERE player_id > $1 ORDER BY 1 LIMIT $2";

async fn in_order(books: &mut Books, place: &mut Place, saw: &mut Saw) -> Result<(), DbError> {
    let ids = ids(books, IN_ORDER_AFTER, &[&place.in_order_to, &IN_ORDER]).await?;
    for batch in ids.chunks(BATCH) {
        judged(books, batch, place, saw).await?;
        place.in_order_to = batch.last().map_or(0, |last| last.0);
    }
    if ids.len() < IN_ORDER as usize {
        place.in_order_to = 0;
    }
    Ok(())
}

async fn ids(
    books: &Books,
    sql: &str,
    values: &[&(dyn tokio_postgres::types::ToSql + Sync)],
) -> Result<Vec<PlayerId>, DbError> {
    let rows = in_time(async { Ok(books.line.query(sql, values).await?) }).await?;
    rows.iter().map(|row| Ok(PlayerId(row.try_get(0)?))).collect()
}

/// Audits a batch; where it breaks a rule, all of it is suspect.
async fn judged(books: &mut Books, batch: &[PlayerId], place: &mut Place, saw: &mut Saw) -> Result<(), DbError> {
    let batch: BTreeSet<PlayerId> = batch.iter().copied().collect();
    if !look(books, &batch, saw).await? && place.suspects.len() < SUSPECTS {
        place.suspects.extend(batch);
    }
    Ok(())
}

async fn look(books: &mut Books, batch: &BTreeSet<PlayerId>, saw: &mut Saw) -> Result<bool, DbError> {
    let began = Instant::now();
    let findings = in_time(audit::look(&mut books.line, Some(batch), Some(&books.seals))).await?;
    actix_rt::time::sleep(began.elapsed() * REST).await;
    saw.accounts += batch.len() as u64;
    let broken: Vec<Finding> = findings.into_iter().filter(|finding| !finding.holds()).collect();
    let well = !broken.iter().any(Finding::stops_trading);
    saw.broken.extend(broken);
    Ok(well)
}

async fn in_time<T>(work: impl Future<Output = Result<T, DbError>>) -> Result<T, DbError> {
    let late = |_| DbError::Down(format!("no answer to the audit within {} s", PATIENCE.as_secs()));
    tokio::time::timeout(PATIENCE, work).await.map_err(late)?
}

impl Actor for Auditor {
    type Context = Context<Self>;
    fn started(&mut self, ctx: &mut Context<Self>) {
        ctx.set_mailbox_capacity(1024);
        self.pass(ctx);
    }
}
impl Supervised for Auditor {
    /// What it suspects stays; the pass in hand is thrown away and made again.
    fn restarting(&mut self, ctx: &mut Context<Self>) {
        self.meter.forget_in_flight();
        self.whole_pass_at = Instant::now();
        self.pass(ctx);
    }
}

impl Handler<TakeFigures> for Auditor {
    type Result = Figures;
    fn handle(&mut self, TakeFigures(interval): TakeFigures, _: &mut Context<Self>) -> Figures {
        let stopped = *self.trading.borrow() == Trading::Stopped;
        let state = match (self.every, stopped, self.looking) {
            (None, _, _) => "off",
            (_, true, _) => "STOPPED",
            (_, _, true) => "looking",
            _ => "idle",
        };
        let red = "auditor: the books do not add up, casts and hooks are refused".to_owned();
        Figures {
            rows: vec![self.meter.take(state, self.place.suspects.len(), interval)],
            notes: vec![
                Note::count("trading stopped", u64::from(stopped)),
                Note::count("accounts audited", self.accounts),
            ],
            red: stopped.then_some(red).into_iter().collect(),
        }
    }
}
