//! How the PriceOracle polls: a round begins, sources answer, the round closes and its ticks serve those who wait.
//!
//! Called by `pump` in `actor.rs`; the requests run beside the actor and come back as `Heard`.
//!
//! **Invariant:** a round's time is taken before its first request is sent, so no price in it was asked for earlier.

use std::{
    collections::BTreeSet,
    rc::Rc,
    time::{Duration, Instant},
};

use actix::{AsyncContext, Context, Handler, Message, Recipient};
use jiff::Timestamp;

use super::{
    actor::PriceOracle,
    clocks::News,
    pacing::seconds,
    port::{PairQuote, PriceSource, SourceError},
    round::{Round, next_time},
};
use crate::{
    actors::db::messages::RecordTick,
    game::market::{Pair, Source, Tick},
    plumbing::{clock, later},
};

/// A request is cut after this (DESIGN.md, "Fair fills"); the port has the same deadline, this one holds even if it fails.
const CUT: Duration = Duration::from_secs(3);
/// A full round of all pairs, with or without waiters: one recorded tick a minute.
const FULL_EVERY: Duration = Duration::from_secs(60);
/// Between two rounds that begin for the Watch alone: nobody waits for them, and a source may have a spacing of next to nothing.
const WATCH_EVERY: Duration = Duration::from_millis(250);
/// A source that tells one product a call is asked for the pairs that somebody asked about within this time.
const INTEREST: Duration = Duration::from_secs(60);

/// So many rounds in a row without any tick are told as a silence; fewer happen whenever one source hiccups.
const SILENT_ROUNDS: u32 = 3;

/// How a request to a source ended. After its round closed it counts for the source's pace only.
#[derive(Message)]
#[rtype(result = "()")]
struct Heard {
    round: u64,
    /// When that round began.
    at: Timestamp,
    source: Source,
    outcome: Result<Vec<PairQuote>, SourceError>,
}

impl PriceOracle {
    pub(super) fn begin(&mut self, now: Instant, ctx: &mut Context<Self>) {
        let at = next_time(clock::now(), self.last_round_at);
        let is_full = now >= self.full_due;
        if is_full {
            // By the schedule, so that the phase within the minute does not drift and no minute is left out.
            let next = self.full_due + FULL_EVERY;
            self.full_due = if next > now { next } else { now + FULL_EVERY };
        }
        self.watch_due = now + WATCH_EVERY;
        self.last_round_at = Some(at);
        self.rounds += 1;
        self.interest.retain(|_, moment| now.duration_since(*moment) < INTEREST);
        let looked_at: BTreeSet<Pair> =
            self.interest.keys().copied().chain(self.waiters.pairs()).chain(self.watched_pairs()).collect();
        let mut asked = Vec::new();
        for door in self.sources.iter().filter(|door| self.pacing.is_askable(door.source(), now)) {
            let source = door.source();
            let pairs = if is_full || source != Source::Coinbase {
                Pair::ALL.to_vec()
            } else {
                looked_at.iter().copied().collect()
            };
            asked.push(source);
            later::tell(ctx.address(), ask(door.clone(), pairs, at, self.rounds));
        }
        for source in &asked {
            self.pacing.asked(*source, now);
        }
        self.round = Some(Round::new(self.rounds, at, now, asked));
    }

    pub(super) fn close_if_over(&mut self, now: Instant) {
        let Some(round) = self.round.take_if(|round| round.is_over(now)) else { return };
        let ticks = self.judge(&round);
        self.tell_silence(ticks.is_empty());
        // Remembered first: a fill's answer tells whether a line had snapped by then.
        for judged in &ticks {
            if self.history.add_judged(judged.clone()) {
                record(&self.db, judged.tick.clone());
            }
        }
        for (waiter, tick) in self.waiters.served_by(&ticks, self.settings.needed()) {
            self.serve(waiter, tick);
        }
        self.serve_watcher();
    }

    /// Says once that a silence begins and once that it is over.
    fn tell_silence(&mut self, had_no_tick: bool) {
        if had_no_tick {
            self.empty_rounds = self.empty_rounds.saturating_add(1);
            if self.empty_rounds == SILENT_ROUNDS {
                log::warn!(rounds = SILENT_ROUNDS, sources = self.pacing.troubles().as_str(); "market fell silent");
            }
        } else {
            if self.is_silent() {
                log::info!(rounds = self.empty_rounds; "market speaks again");
            }
            self.empty_rounds = 0;
        }
    }

    /// Says once that a source's times and ours part, and once that they agree again.
    fn tell_clock(&mut self, source: Source, said: &[PairQuote]) {
        match self.clocks.heard(source, said, clock::now()) {
            Some(News::Off(ahead)) => log::error!(
                source = source.name(), ahead_s = ahead.as_secs();
                "a price source's clock and this machine's differ, its prices are left out"
            ),
            Some(News::Right) => {
                log::info!(source = source.name(); "a price source's clock is right again")
            }
            None => {}
        }
    }

    /// True when the last few rounds had no tick of any pair.
    pub(super) fn is_silent(&self) -> bool {
        self.empty_rounds >= SILENT_ROUNDS
    }
}

async fn ask(door: Rc<dyn PriceSource>, pairs: Vec<Pair>, at: Timestamp, round: u64) -> Heard {
    let cut = || SourceError::Down(format!("no answer within {}", seconds(CUT)));
    let outcome = actix_rt::time::timeout(CUT, door.ask(pairs, at)).await.unwrap_or_else(|_| Err(cut()));
    Heard { round, at, source: door.source(), outcome }
}

/// Records a tick beside the actor. A failure leaves a gap in the paths of cards, which is drawn as a gap.
fn record(db: &Recipient<RecordTick>, tick: Tick) {
    let (pair, request) = (tick.pair, db.send(RecordTick { tick }));
    actix_rt::spawn(async move {
        let problem = match request.await {
            Ok(Ok(())) => return,
            Ok(Err(error)) => error.to_string(),
            Err(gone) => gone.to_string(),
        };
        log::debug!(pair = pair.symbol(), error = problem.as_str(); "tick was not recorded");
    });
}

impl Handler<Heard> for PriceOracle {
    type Result = ();
    fn handle(&mut self, heard: Heard, ctx: &mut Context<Self>) {
        let Heard { round, at, source, outcome } = heard;
        let now = Instant::now();
        // A round that is over takes no more answers, also when its timer comes a little late.
        self.close_if_over(now);
        let said = match outcome {
            Ok(said) => {
                if let Some(failures) = self.pacing.answered(source, now) {
                    log::info!(source = source.name(), failures = failures; "price source answers again");
                }
                self.tell_clock(source, &said);
                self.known.since(at, said)
            }
            Err(error) => {
                let words = error.to_string();
                if self.pacing.failed(source, now, &error) {
                    log::warn!(source = source.name(), error = words.as_str(); "price source fails");
                }
                self.meter.error(&format_args!("{source}: {words}"));
                Vec::new()
            }
        };
        if let Some(open) = self.round.as_mut().filter(|open| open.number == round) {
            open.heard(source, said);
        }
        self.pump(ctx);
    }
}
