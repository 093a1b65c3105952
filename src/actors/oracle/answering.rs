//! How the PriceOracle answers: fills and looks wait, are served by a tick, or are sent away.
//!
//! Called by `pump` in `actor.rs` and by `polling.rs` when a round closes.
//!
//! **Invariant:** a fill leaves with a tick of a round begun strictly after its command, all of whose quotes are of later than the
//! command too, or with an error.

use std::time::{Duration, Instant};

use actix::{Context, Handler};
use jiff::Timestamp;

use super::{
    CloseMarket, Filled, LONGEST_WAIT, LatestTick, NextQuote, QuoteError,
    actor::PriceOracle,
    promise::{Promise, promise},
    waiters::{Waiter, Want},
};
use crate::{
    game::market::{Pair, Tick},
    plumbing::clock,
};

impl PriceOracle {
    pub(super) fn serve(&mut self, waiter: Waiter, tick: Tick) {
        // Whoever has gone needs no answer: asking changed nothing.
        match waiter.want {
            Want::Fill { after, began, snap, answer } => {
                self.meter.count(began.elapsed());
                let snapped = snap.and_then(|snap| self.history.first_snap(&snap, tick.round_at).cloned());
                let passed = self.missed.between(waiter.pair, after, tick.round_at, &self.history);
                let _gone = answer.send(Ok(Filled { tick, snapped, passed }));
            }
            Want::Look { answer } => {
                let _gone = answer.send(Some(tick));
            }
        }
    }

    /// Answers one who got no tick in time, or whom nobody will serve any more.
    pub(super) fn send_away(&mut self, waiter: Waiter) {
        match waiter.want {
            Want::Fill { answer, .. } if self.closed => {
                let _gone = answer.send(Err(QuoteError::Closing));
            }
            Want::Fill { after, began, answer, .. } => {
                self.meter.count(began.elapsed());
                let _gone = answer.send(Err(QuoteError::Silent { reason: self.why_silent(waiter.pair, after) }));
            }
            Want::Look { answer } => {
                let _gone = answer.send(self.history.last(waiter.pair).cloned());
            }
        }
    }

    fn why_silent(&self, pair: Pair, after: Timestamp) -> String {
        let verdict = match self.missed.last(pair) {
            Some((at, no_tick)) if *at > after => no_tick.to_string(),
            _ if self.history.last(pair).is_some_and(|tick| tick.round_at > after) => {
                "too few prices were newer than the command".to_owned()
            }
            _ => "no round was over in time".to_owned(),
        };
        let troubles = self.pacing.troubles();
        if troubles.is_empty() { verdict } else { format!("{verdict}; {troubles}") }
    }

    fn wait(&mut self, waiter: Waiter, wait: Duration, ctx: &mut Context<Self>) {
        let now = Instant::now();
        self.interest.insert(waiter.pair, now);
        match self.waiters.add(waiter, now + wait.min(LONGEST_WAIT)) {
            Ok(()) => self.pump(ctx),
            Err(Waiter { want: Want::Fill { answer, .. }, .. }) => {
                let _gone = answer.send(Err(QuoteError::Silent { reason: "too many wait".to_owned() }));
            }
            Err(look) => self.send_away(look),
        }
    }
}

impl Handler<NextQuote> for PriceOracle {
    type Result = Promise<Result<Filled, QuoteError>>;
    fn handle(&mut self, asked: NextQuote, ctx: &mut Context<Self>) -> Self::Result {
        self.faults.strike("oracle.handle", 0);
        let NextQuote { pair, after, deadline, snap } = asked;
        let (answer, promise) = promise();
        let waiter =
            Waiter { pair, want: Want::Fill { after, began: Instant::now(), snap: snap.map(Box::new), answer } };
        let known = self.history.first_fill(pair, after, deadline, self.settings.needed());
        let wait = Duration::try_from(deadline.duration_since(clock::now())).unwrap_or(Duration::ZERO);
        match known {
            _ if self.closed => self.send_away(waiter),
            Some(tick) => self.serve(waiter, tick),
            None => self.wait(waiter, wait, ctx),
        }
        promise
    }
}

impl Handler<LatestTick> for PriceOracle {
    type Result = Promise<Option<Tick>>;
    fn handle(&mut self, asked: LatestTick, ctx: &mut Context<Self>) -> Self::Result {
        let (answer, promise) = promise();
        let waiter = Waiter { pair: asked.pair, want: Want::Look { answer } };
        let now = clock::now();
        let is_fresh = |tick: &Tick| now.duration_since(tick.round_at).as_secs() < asked.fresh_s;
        if self.closed || self.history.last(asked.pair).is_some_and(is_fresh) {
            self.interest.insert(asked.pair, Instant::now());
            self.send_away(waiter);
        } else {
            self.wait(waiter, Duration::from_millis(asked.wait_ms), ctx);
        }
        promise
    }
}

impl Handler<CloseMarket> for PriceOracle {
    type Result = ();
    fn handle(&mut self, _: CloseMarket, _: &mut Context<Self>) {
        self.closed = true;
        self.round = None;
        self.send_watcher_away();
        for waiter in self.waiters.all() {
            self.send_away(waiter);
        }
    }
}
