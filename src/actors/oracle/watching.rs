//! How the PriceOracle serves the Watch: one long question after another, each answered with every tick since the last.
//!
//! Called by `polling.rs` when a round closes. The place where the Watch has arrived is the time of a round, which it tells
//! itself: rounds begin at strictly rising times, also over a restart of either.
//!
//! **Invariant:** a tick that is remembered is told once for each place before it, in the order of the rounds.
//! **Absent:** no deadline: while lines are out, the Watch waits for as long as the market is silent.

use std::collections::BTreeSet;

use actix::{Context, Handler};
use jiff::Timestamp;
use tokio::sync::oneshot;

use super::{
    NextTicks, QuoteError,
    actor::PriceOracle,
    promise::{Promise, promise},
};
use crate::game::market::{Pair, Tick};

/// The Watch, waiting.
pub(super) struct Watcher {
    pairs: BTreeSet<Pair>,
    after: Option<Timestamp>,
    answer: oneshot::Sender<Result<Vec<Tick>, QuoteError>>,
}

impl PriceOracle {
    /// The ponds whose lines are watched just now.
    pub(super) fn watched_pairs(&self) -> BTreeSet<Pair> {
        self.watcher.as_ref().map(|watcher| watcher.pairs.clone()).unwrap_or_default()
    }

    /// Tells the Watch what is newer than what it knows; with nothing new it goes on waiting.
    pub(super) fn serve_watcher(&mut self) {
        let Some(watcher) = self.watcher.take() else { return };
        let newer = self.history.since(watcher.after);
        if newer.is_empty() {
            self.watcher = Some(watcher);
        } else {
            // Nothing is lost with an asker that has gone: the next one names its own place.
            let _gone = watcher.answer.send(Ok(newer));
        }
    }

    /// The market closes.
    pub(super) fn send_watcher_away(&mut self) {
        if let Some(watcher) = self.watcher.take() {
            let _gone = watcher.answer.send(Err(QuoteError::Closing));
        }
    }
}

impl Handler<NextTicks> for PriceOracle {
    type Result = Promise<Result<Vec<Tick>, QuoteError>>;
    fn handle(&mut self, asked: NextTicks, ctx: &mut Context<Self>) -> Self::Result {
        let (answer, promise) = promise();
        self.watcher = Some(Watcher { pairs: asked.pairs, after: asked.after, answer });
        if self.closed {
            self.send_watcher_away();
        } else {
            self.serve_watcher();
            self.pump(ctx);
        }
        promise
    }
}
