//! The composition root: from settings to a running service, and to its end.
//!
//! `main.rs` (serve, play) and the tests build an [`Application`] and run it until they say stop.
//!
//! **Invariant:** nothing is polled, replayed or sent before the schema is right, the database is this bot's and the lease
//! is held; the order at the end is the reverse.

pub mod clockwatch;
mod lastserver;
mod metrics;
pub mod private_postgres;
pub mod reach;
mod running;
mod start;
mod stop;
mod watchdog;

use std::{net::SocketAddr, pin::Pin, time::Duration};

use actix::Addr;
use tokio::sync::mpsc;

pub use start::StartError;

use self::{lastserver::LastServer, private_postgres::PrivatePostgres, running::Running};
use crate::{
    actors::{
        db::{connect::Connector, lease::Lease, losses, past::Loss, server, weather::Weather},
        outbox::{
            Outbox,
            messages::{LoadOwed, MarkTold, Pause, Resume},
            signs::HangSigns,
        },
        poller::messages::{Poll, StopPolling},
        router::{Router, messages::ReplayInbox},
    },
    plumbing::{
        dashboard::ActorDied,
        keeper::Death,
        paths::{Path, took},
    },
    transports::{metrics::Door, way::Way},
};

/// Why a running service had to end.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum RunError {
    /// An actor panicked too often.
    #[error("{actor} panics too often ({reason}); the service ends so that it can be started anew")]
    GaveUp {
        /// Which.
        actor: &'static str,
        /// The last panic's words.
        reason: String,
    },
    /// Another process took over.
    #[error("another angler has taken the lease of this database; this one ends")]
    LeaseTaken,
    /// The database lost commits, and the operator has said that it goes on.
    #[error("the database goes on without what it lost; the service ends so that everything is read anew")]
    Recovered,
    /// The service's clock was ahead, and the machine's was put right.
    #[error("this machine's clock was put right, back; the service ends so that it starts anew by it")]
    ClockSetBack,
}

/// Replies that were told are marked within this, after a loss; one that is not is told once more.
const MARKED: Duration = Duration::from_secs(10);

/// A service that polls, plays and settles.
pub struct Application {
    running: Running,
    connector: Connector,
    weather: Weather,
    owner: String,
    lease: Option<Lease>,
    last_server: LastServer,
    deaths: mpsc::UnboundedReceiver<Death>,
    epoch_lost: mpsc::UnboundedReceiver<()>,
    database: Option<PrivatePostgres>,
    door: Option<Door>,
    way: Way,
}

impl Application {
    /// Runs until `stop` is ready (then drains), or until it must end.
    pub async fn run_until(mut self, stop: impl Future<Output = ()>) -> Result<(), RunError> {
        let outcome = self.watch(stop).await;
        if matches!(outcome, Ok(()) | Err(RunError::ClockSetBack)) {
            self.running.drain().await;
        }
        if let Some(door) = self.door {
            door.close().await;
        }
        self.running.end();
        drop(self.lease);
        if let Some(database) = self.database {
            database.stop();
        }
        outcome
    }

    /// For the terminal, which asks whether a line has its result: who holds updates, and who owes replies.
    pub fn asked_when_quiet(&self) -> (Addr<Router>, Addr<Outbox>) {
        (self.running.router.clone(), self.running.doors.outbox.clone())
    }

    /// Where `/metrics` and `/healthz` are, when they are: the port may have been any free one.
    pub fn metrics_at(&self) -> Option<SocketAddr> {
        self.door.as_ref().map(Door::at)
    }

    async fn watch(&mut self, stop: impl Future<Output = ()>) -> Result<(), RunError> {
        tokio::pin!(stop);
        let _fed_until_the_end = watchdog::feed(&self.running);
        let clocks = clockwatch::watch(self.way.clone());
        let past = self.connector.past().clone();
        let loss = tokio::select! {
            outcome = self.live(stop.as_mut()) => return outcome,
            loss = past.lost() => loss,
            () = clocks.is_ahead() => return Err(RunError::ClockSetBack),
        };
        tokio::select! {
            () = stop => Ok(()),
            outcome = self.goes_on_after(&loss) => outcome,
        }
    }

    /// Runs while the database holds what this process knows of it.
    async fn live(&mut self, mut stop: Pin<&mut impl Future<Output = ()>>) -> Result<(), RunError> {
        loop {
            let lease_lost = async {
                match &self.lease {
                    Some(lease) => lease.lost(&self.weather).await,
                    None => std::future::pending().await,
                }
            };
            tokio::select! {
                () = &mut stop => return Ok(()),
                Some(death) = self.deaths.recv() => {
                    if let Death::GaveUp { actor, reason } = death {
                        return Err(RunError::GaveUp { actor, reason });
                    }
                    let _restarting = self.running.dashboard.send(ActorDied(death)).await;
                }
                Some(()) = self.epoch_lost.recv() => return Err(RunError::LeaseTaken),
                error = lease_lost => {
                    log::error!(error = error.to_string().as_str(); "the lease's connection is lost, nothing is sent until it is held again");
                    let Some(lost) = self.lease.take() else { continue };
                    tokio::select! {
                        () = &mut stop => return Ok(()),
                        taken = self.retake(lost) => self.lease = Some(taken?),
                    }
                }
            }
        }
    }

    /// Stops polling, sending and settling until the operator has said that the database goes on without what it lost. Then the
    /// service ends, so that sessions, the Watch and every memory are read anew.
    async fn goes_on_after(&self, loss: &Loss) -> Result<(), RunError> {
        self.rest().await;
        losses::until_recovered(&self.connector, loss).await;
        self.connector.past().goes_on();
        let _told_once_more = actix_rt::time::timeout(MARKED, self.running.doors.outbox.send(MarkTold)).await;
        Err(RunError::Recovered)
    }

    /// Stops polling, sending and settling.
    async fn rest(&self) {
        let running = &self.running;
        let _restarting = running.poller.send(StopPolling).await;
        let _restarting = running.doors.outbox.send(Pause).await;
        running.set_epoch(None).await;
    }

    /// Stops polling, sending and settling, takes the lease anew, and goes on when nobody held it in between.
    async fn retake(&self, lost: Lease) -> Result<Lease, RunError> {
        let running = &self.running;
        self.rest().await;
        took(Path::LeaseRetaken);
        let taken = lost.take_anew(&self.connector, &self.owner, &self.weather).await;
        let lease = taken.ok_or(RunError::LeaseTaken)?;
        // The lease's own connection was compared. A database that is away again is met the next time.
        let (compared, remembered) = (self.connector.past().knows_anything(), self.last_server.read());
        match server::meet(&self.connector, compared, remembered.as_deref()).await {
            Ok(met) => met.iter().for_each(|server| self.last_server.keep(server)),
            Err(error) => log::debug!(error = error.to_string().as_str(); "which server it is could not be read"),
        }
        running.set_epoch(Some(lease.epoch)).await;
        begin(running, false).await;
        Ok(lease)
    }
}

/// Lets the service speak and hear: owed replies, then (at a start) the inbox, then Telegram; and at a start
/// what Telegram shows of the bot is brought up to date, for which nobody waits.
async fn begin(running: &Running, replay: bool) {
    let _restarting = running.doors.outbox.send(LoadOwed).await;
    let _restarting = running.doors.outbox.send(Resume).await;
    if replay {
        let _restarting = running.router.send(ReplayInbox).await;
    }
    let _restarting = running.poller.send(Poll).await;
    if replay {
        let _restarting = running.doors.outbox.send(HangSigns).await;
    }
}
