//! What the Outbox tells about itself.
//!
//! Asked by the dashboard, for its table, for `/metrics` and for `/healthz`.
//!
//! **Invariant:** telling changes nothing; it costs one look at every lane and every reply owed.

use std::time::{Duration, Instant};

use actix::{Context, Handler};
use jiff::Timestamp;

use super::{actor::Outbox, lane::Lane};
use crate::plumbing::{
    clock,
    figures::{Figures, Note, TakeFigures},
};

impl Handler<TakeFigures> for Outbox {
    type Result = Figures;
    fn handle(&mut self, TakeFigures(interval): TakeFigures, _: &mut Context<Self>) -> Figures {
        let state = if self.paused { "paused" } else { "open" };
        let waiting = self.lanes.values().map(Lane::waiting).sum();
        let mut row = self.meter.take(state, waiting, interval);
        row.in_flight = self.in_flight;
        let now = Instant::now();
        let all_frozen = self.freezing.is_frozen(now);
        let frozen = self.lanes.values().filter(|lane| all_frozen || lane.is_frozen(now)).count();
        let age = |at: Timestamp| Duration::try_from(clock::now().duration_since(at)).unwrap_or(Duration::ZERO);
        let notes = vec![
            Note::count("lanes", self.lanes.len()),
            Note::count("lanes frozen", frozen),
            Note::count("scenes", self.scenes.len()),
            Note::count("replies owed", self.durable.len()),
            Note::age("oldest owed", self.durable.oldest().map(age)),
            Note::count("429s", self.counts.too_many),
            Note::count("given up", self.counts.given_up),
            Note::count("catches without card", self.counts.without_card),
            Note::count("answers dropped", self.counts.dropped),
            Note::count("replies spoken for", self.counts.spoken_for),
        ];
        Figures { rows: vec![row], notes, red: vec![] }
    }
}
