//! What the Router tells about itself and about commands.
//!
//! Asked by the dashboard, for its table, for `/metrics` and for `/healthz`.
//!
//! **Invariant:** telling changes nothing; it costs one look at every desk.

use std::time::Duration;

use actix::{Context, Handler};

use super::actor::Router;
use crate::plumbing::{
    clock,
    figures::{Figures, Note, TakeFigures},
};

impl Handler<TakeFigures> for Router {
    type Result = Figures;
    fn handle(&mut self, TakeFigures(interval): TakeFigures, _: &mut Context<Self>) -> Figures {
        let waiting: usize = self.desks.values().map(|desk| desk.hand.len() - desk.given()).sum();
        let mut own = self.meter.take(if self.closed { "closed" } else { "open" }, waiting, interval);
        own.in_flight = self.in_hand.len();
        let sessions = self.desks.values().filter(|desk| desk.session.is_some()).count();
        let oldest =
            self.desks.values().filter_map(|desk| desk.hand.values().next()).map(|held| held.taken.arrived_at).min();
        let age = |at| Duration::try_from(clock::now().duration_since(at)).unwrap_or(Duration::ZERO);
        let mut rows = vec![own];
        let mut by_intent: Vec<_> =
            self.by_intent.values_mut().map(|meter| meter.take("session", 0, interval)).collect();
        by_intent.sort_by_key(|row| row.name);
        rows.append(&mut by_intent);
        let notes = vec![
            Note::count("sessions", sessions),
            Note::count("inbox waiting", self.in_hand.len()),
            Note::age("oldest waiting", oldest.map(age)),
            Note::count("quarantined", self.quarantined),
        ];
        Figures { rows, notes, red: vec![] }
    }
}
