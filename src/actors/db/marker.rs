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
use tokio::sync::{Mutex, oneshot};

use super::{
    connect::{Connector, Line, Purpose},
    error::DbError,
    messages::ReplyKey,
    pool::{DEADLINE, until_it_clears},
    weather::Weather,
};
use crate::{
    config::faults::Faults,
    plumbing::{
        figures::{Figures, TakeFigures},
        meter::Meter,
    },
};

/// Marks of one batch at the most; a statement with this many keys stays under a few milliseconds.
const BATCH: usize = 512;

/// The marker was restarted with the mark in its queue: send it again, see [`mark`].
#[derive(Clone, Copy, Debug, thiserror::Error, PartialEq, Eq)]
#[error("the mark is not written")]
pub struct Unwritten;

/// "This update is done without an effect." Answered when it is written; repeated, nothing changes.
#[derive(Clone, Copy, Debug, Message)]
#[rtype(result = "Result<(), Unwritten>")]
pub struct MarkDone(pub i64);

/// "This durable reply was delivered", or given up for a reason. Answered when it is written; the first mark stays.
#[derive(Clone, Debug, Message)]
#[rtype(result = "Result<(), Unwritten>")]
pub struct MarkDelivered {
    /// Which.
    pub key: ReplyKey,
    /// `None`: Telegram accepted it. Else why it never will.
    pub given_up: Option<String>,
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
    Delivered(MarkDelivered),
}

/// The actor itself; see the file's head.
pub struct Marker {
    connector: Connector,
    weather: Weather,
    link: Rc<Mutex<Option<Line>>>,
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
        let written = async move {
            let attempt = async || {
                let written = tokio::time::timeout(DEADLINE, write(&connector, &link, &marks)).await;
                let written = written.unwrap_or_else(|_elapsed| Err(DbError::silent("marks", DEADLINE)));
                weather.told("marks", &written);
                written
            };
            attempt.retry(until_it_clears()).when(DbError::is_weather).await
        };
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
            act.writing = false;
            act.pump(ctx);
        }));
    }
}

/// Protected by `inbox.update_id` UNIQUE; a row that is done stays as it is.
const DONE: &str = "UPDATE inbox SET done_at = now(), raw = '' WHERE update_id = ANY ($1) AND done_at IS NULL";
/// Protected by `outbox`'s primary key; a row that is delivered stays as it is.
const DELIVERED: &str = "UPDATE outbox o SET delivered_at = now(), given_up = d.given_up \
     FROM unnest($1::bigint[], $2::bigint[], $3::smallint[], $4::text[]) d (player_id, version, seq, given_up) \
     WHERE o.player_id = d.player_id AND o.version = d.version AND o.seq = d.seq AND o.delivered_at IS NULL";

/// The connection is put back only when all is written: one that failed, or was given up, is closed.
async fn write(connector: &Connector, link: &Mutex<Option<Line>>, marks: &[Mark]) -> Result<(), DbError> {
    let mut link = link.lock().await;
    let client = match link.take().filter(|client| !client.is_closed()) {
        Some(client) => client,
        None => connector.connect(Purpose::Marks).await?,
    };
    let done: Vec<i64> =
        marks.iter().filter_map(|mark| if let Mark::Done(id) = mark { Some(*id) } else { None }).collect();
    if !done.is_empty() {
        client.execute(DONE, &[&done]).await?;
    }
    let delivered: Vec<&MarkDelivered> =
        marks.iter().filter_map(|mark| if let Mark::Delivered(mark) = mark { Some(mark) } else { None }).collect();
    if !delivered.is_empty() {
        let players: Vec<i64> = delivered.iter().map(|mark| mark.key.player.0).collect();
        let versions: Vec<i64> = delivered.iter().map(|mark| mark.key.version).collect();
        let seqs: Vec<i16> = delivered.iter().map(|mark| mark.key.seq).collect();
        let reasons: Vec<Option<&str>> = delivered.iter().map(|mark| mark.given_up.as_deref()).collect();
        client.execute(DELIVERED, &[&players, &versions, &seqs, &reasons]).await?;
    }
    *link = Some(client);
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
    fn handle(&mut self, mark: MarkDelivered, ctx: &mut Context<Self>) -> Self::Result {
        self.add(Mark::Delivered(mark), ctx)
    }
}
impl Handler<TakeFigures> for Marker {
    type Result = Figures;
    fn handle(&mut self, TakeFigures(interval): TakeFigures, _: &mut Context<Self>) -> Figures {
        let state = if self.writing { "writing" } else { "idle" };
        Figures { rows: vec![self.meter.take(state, self.queue.len(), interval)], ..Figures::default() }
    }
}
