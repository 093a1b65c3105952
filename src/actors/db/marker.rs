//! The Marker: writes "done" (of updates without effect) and "delivered" (of durable replies) in batches.
//!
//! Asked by the Outbox, the Router and the sessions. It has a connection of its own whose commits do not wait for the disk:
//! a mark lost with the server makes an answer come twice, never money move twice.
//!
//! **Invariant:** an asker is answered after its mark is committed; a mark that was there already is no error.

use std::{collections::VecDeque, rc::Rc, time::Duration};

use actix::{
    Actor, ActorFutureExt, Addr, AsyncContext, Context, Handler, Message, ResponseFuture, Supervised, WrapFuture,
};
use backon::Retryable;
use futures_util::future::try_join;
use tokio::sync::{Mutex, oneshot};
use tokio_postgres::Statement;

use super::{
    connect::{Connector, Line, Purpose},
    error::DbError,
    messages::Debt,
    pool::{DEADLINE, until_it_clears},
    weather::Weather,
};
use crate::{
    config::faults::Faults,
    game::digest::Digest,
    plumbing::{
        figures::{Figures, TakeFigures},
        meter::Meter,
    },
};

/// Marks of one batch at the most; a statement with this many keys stays under a few milliseconds.
const BATCH: usize = 512;

/// Rest between two batches, so that marks gather: a statement for a dozen costs almost as much as one for a hundred. Nobody
/// waits for a mark but the books of what is in hand; beside a send to Telegram (tens of milliseconds) this is nothing.
const GATHER: Duration = Duration::from_millis(5);

/// The marker was restarted with the mark in its queue: send it again, see [`mark`].
#[derive(Clone, Copy, Debug, thiserror::Error, PartialEq, Eq)]
#[error("the mark is not written")]
pub struct Unwritten;

/// "This update is done without an effect." Answered when it is written; repeated, nothing changes.
#[derive(Clone, Copy, Debug, Message)]
#[rtype(result = "Result<(), Unwritten>")]
pub struct MarkDone(pub i64);

/// "This became of these durable replies." Answered when it is written; the first mark stays.
#[derive(Clone, Debug, Message)]
#[rtype(result = "Result<(), Unwritten>")]
pub struct MarkDelivered(pub Vec<Delivered>);

/// What became of something that was to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Telegram accepted these words.
    Told(Digest),
    /// It was not sent, for a later one of its player tells how it ended.
    SpokenFor,
    /// Why it never will be.
    GivenUp(String),
}

/// The fate of a durable reply.
#[derive(Clone, Debug)]
pub struct Delivered {
    /// Which, and of which turn: another one may have its key by now, and is not told by it.
    pub debt: Debt,
    /// What became of it.
    pub fate: Fate,
}

impl Fate {
    /// The columns `given_up` and `told` of its row.
    fn columns(&self) -> (Option<&str>, Option<&[u8]>) {
        match self {
            Fate::Told(digest) => (None, Some(digest.bytes())),
            Fate::SpokenFor => (None, Some(&[])),
            Fate::GivenUp(reason) => (Some(reason.as_str()), None),
        }
    }
}

/// Between two tries while the marker is being restarted.
const MARK_AGAIN: Duration = Duration::from_millis(50);

/// Has a mark written, over restarts of the marker too: a mark lost there would make its answer come twice at the next start.
pub async fn mark<M>(marker: &Addr<Marker>, mark: M)
where
    Marker: Handler<M>,
    M: Message<Result = Result<(), Unwritten>> + Clone + Send + 'static,
{
    while marker.send(mark.clone()).await != Ok(Ok(())) {
        actix_rt::time::sleep(MARK_AGAIN).await;
    }
}

enum Mark {
    Done(i64),
    Delivered(Vec<Delivered>),
}

/// The actor itself; see the file's head.
pub struct Marker {
    connector: Connector,
    weather: Weather,
    link: Rc<Mutex<Option<Link>>>,
    queue: VecDeque<(Mark, oneshot::Sender<()>)>,
    writing: bool,
    meter: Meter,
    faults: Faults,
}

impl Marker {
    /// A marker that connects when the first mark comes, and tells the weather what came of each try.
    pub fn new(connector: Connector, weather: Weather) -> Marker {
        let (meter, faults) = (Meter::new("marker"), Faults::default());
        Marker { connector, weather, link: Rc::default(), queue: VecDeque::new(), writing: false, meter, faults }
    }

    /// The same, struck by these faults.
    pub fn with_faults(self, faults: Faults) -> Marker {
        Marker { faults, ..self }
    }

    fn add(&mut self, mark: Mark, ctx: &mut Context<Self>) -> ResponseFuture<Result<(), Unwritten>> {
        self.faults.strike("marker.handle", 0);
        let (asker, answer) = oneshot::channel();
        self.queue.push_back((mark, asker));
        self.pump(ctx);
        Box::pin(async move { answer.await.map_err(|_restarted| Unwritten) })
    }

    fn pump(&mut self, ctx: &mut Context<Self>) {
        if self.writing || self.queue.is_empty() {
            return;
        }
        self.writing = true;
        let batch: Vec<_> = self.queue.drain(..self.queue.len().min(BATCH)).collect();
        let (marks, askers): (Vec<Mark>, Vec<_>) = batch.into_iter().unzip();
        let (connector, link, began) = (self.connector.clone(), self.link.clone(), self.meter.began());
        let weather = self.weather.clone();
        let written = async move { write_known(&connector, &link, &weather, &marks).await };
        ctx.spawn(written.into_actor(self).map(move |outcome, act, ctx| {
            match outcome {
                Ok(()) => act.meter.ended(began),
                Err(error) => {
                    log::error!(error = error.to_string().as_str(); "marks cannot be written");
                    act.meter.failed(began, &error)
                }
            };
            for asker in askers {
                let _gone = asker.send(());
            }
            ctx.run_later(GATHER, |act, ctx| {
                act.writing = false;
                act.pump(ctx);
            });
        }));
    }
}

/// Its connection, with both statements prepared.
struct Link {
    line: Line,
    done: Statement,
    delivered: Statement,
}

impl Link {
    async fn open(connector: &Connector) -> Result<Link, DbError> {
        let line = connector.connect(Purpose::Marks).await?;
        let (done, delivered) = try_join(line.prepare(DONE), line.prepare(DELIVERED)).await?;
        Ok(Link { line, done, delivered })
    }
}

/// Protected by `inbox`'s primary key; a row that is done stays as it is. The `coalesce` says "IS NULL" in a way that no index
/// of the waiting rows can serve: reading all of those for each batch costs more the more there are.
const DONE: &str = "UPDATE inbox SET done_at = now(), raw = '' \
     WHERE update_id = ANY ($1) AND coalesce(done_at, 'infinity') = 'infinity'";
/// Protected by `outbox`'s primary key; a row that is delivered, or another turn's, stays as it is. For the `coalesce` see [`DONE`].
const DELIVERED: &str = "UPDATE outbox o SET delivered_at = now(), given_up = d.given_up, told = d.told \
     FROM unnest($1::bigint[], $2::bigint[], $3::smallint[], $4::text[], $5::bytea[], $6::text[]) \
     d (player_id, version, seq, given_up, told, cause) \
     WHERE o.player_id = d.player_id AND o.version = d.version AND o.seq = d.seq AND o.cause = d.cause \
     AND coalesce(o.delivered_at, 'infinity') = 'infinity'";

/// Writes marks, waiting out the weather. Where some cannot be written, the others are: it is halved until those stand alone.
async fn write_known(
    connector: &Connector,
    link: &Mutex<Option<Link>>,
    weather: &Weather,
    marks: &[Mark],
) -> Result<(), DbError> {
    let attempt = async || {
        let written = tokio::time::timeout(DEADLINE, write(connector, link, marks)).await;
        let written = written.unwrap_or_else(|_elapsed| Err(DbError::silent("marks", DEADLINE)));
        weather.told("marks", &written);
        written
    };
    match attempt.retry(until_it_clears()).when(DbError::is_weather).await {
        Err(_culprit_inside) if marks.len() > 1 => {
            let (left, right) = marks.split_at(marks.len() / 2);
            let first = Box::pin(write_known(connector, link, weather, left)).await;
            let second = Box::pin(write_known(connector, link, weather, right)).await;
            first.and(second)
        }
        written => written,
    }
}

/// The connection is put back only when all is written: one that failed, or was given up, is closed. Both statements are on
/// their way at the same time.
async fn write(connector: &Connector, link: &Mutex<Option<Link>>, marks: &[Mark]) -> Result<(), DbError> {
    let mut kept = link.lock().await;
    let link = match kept.take().filter(|link| !link.line.is_closed() && !link.line.past.is_lost()) {
        Some(link) => link,
        None => Link::open(connector).await?,
    };
    let (mut done, mut delivered) = (Vec::new(), Vec::new());
    for mark in marks {
        match mark {
            Mark::Done(update_id) => done.push(*update_id),
            Mark::Delivered(some) => delivered.extend(some),
        }
    }
    try_join(mark_done(&link, done), mark_delivered(&link, delivered)).await?;
    *kept = Some(link);
    Ok(())
}

async fn mark_done(link: &Link, updates: Vec<i64>) -> Result<(), DbError> {
    if !updates.is_empty() {
        link.line.execute(&link.done, &[&updates]).await?;
    }
    Ok(())
}

async fn mark_delivered(link: &Link, marks: Vec<&Delivered>) -> Result<(), DbError> {
    if marks.is_empty() {
        return Ok(());
    }
    let players: Vec<i64> = marks.iter().map(|mark| mark.debt.key.player.0).collect();
    let versions: Vec<i64> = marks.iter().map(|mark| mark.debt.key.version).collect();
    let seqs: Vec<i16> = marks.iter().map(|mark| mark.debt.key.seq).collect();
    let (reasons, told): (Vec<Option<&str>>, Vec<Option<&[u8]>>) = marks.iter().map(|mark| mark.fate.columns()).unzip();
    let causes: Vec<&str> = marks.iter().map(|mark| &*mark.debt.cause).collect();
    link.line.execute(&link.delivered, &[&players, &versions, &seqs, &reasons, &told, &causes]).await?;
    Ok(())
}

impl Actor for Marker {
    type Context = Context<Self>;
    fn started(&mut self, ctx: &mut Context<Self>) {
        ctx.set_mailbox_capacity(1024);
    }
}
impl Supervised for Marker {
    /// Askers whose marks were in hand hear it and send them again.
    fn restarting(&mut self, _: &mut Context<Self>) {
        self.link = Rc::default();
        self.queue.clear();
        self.writing = false;
        self.meter.forget_in_flight();
    }
}

impl Handler<MarkDone> for Marker {
    type Result = ResponseFuture<Result<(), Unwritten>>;
    fn handle(&mut self, MarkDone(update_id): MarkDone, ctx: &mut Context<Self>) -> Self::Result {
        self.add(Mark::Done(update_id), ctx)
    }
}
impl Handler<MarkDelivered> for Marker {
    type Result = ResponseFuture<Result<(), Unwritten>>;
    fn handle(&mut self, MarkDelivered(some): MarkDelivered, ctx: &mut Context<Self>) -> Self::Result {
        self.add(Mark::Delivered(some), ctx)
    }
}
impl Handler<TakeFigures> for Marker {
    type Result = Figures;
    fn handle(&mut self, TakeFigures(interval): TakeFigures, _: &mut Context<Self>) -> Figures {
        let state = if self.writing { "writing" } else { "idle" };
        Figures { rows: vec![self.meter.take(state, self.queue.len(), interval)], ..Figures::default() }
    }
}
