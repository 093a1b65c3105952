//! The rows of the table, one file each.
//!
//! Run by `main` in this order.
//!
//! **Invariant:** a row starts its own servers and leaves nothing running.

mod boards;
mod burst;
mod card;
mod fishing;
mod growth;
mod latency;
mod memory;
mod passing;
mod queries;
mod recovery;
mod settle;
mod watch;

use futures_util::future::LocalBoxFuture;

use crate::{Plan, report::Figure};

/// What a row does: measures, and gives its figures.
pub type Measure = fn(Plan) -> LocalBoxFuture<'static, anyhow::Result<Vec<Figure>>>;

/// A row.
pub struct Row {
    /// By which it is asked for.
    pub name: &'static str,
    /// See [`Measure`].
    pub measure: Measure,
}

/// All of them.
pub const ALL: &[Row] = &[
    Row { name: "fishing", measure: |plan| Box::pin(fishing::measure(plan)) },
    Row { name: "cards", measure: |plan| Box::pin(fishing::with_personal_cards(plan)) },
    Row { name: "latency", measure: |plan| Box::pin(latency::measure(plan)) },
    Row { name: "burst", measure: |plan| Box::pin(burst::measure(plan)) },
    Row { name: "settle", measure: |plan| Box::pin(settle::measure(plan)) },
    Row { name: "card", measure: |plan| Box::pin(card::measure(plan)) },
    Row { name: "queries", measure: |plan| Box::pin(queries::measure(plan)) },
    Row { name: "boards", measure: |plan| Box::pin(boards::measure(plan)) },
    Row { name: "memory", measure: |plan| Box::pin(memory::measure(plan)) },
    Row { name: "passing", measure: |plan| Box::pin(passing::measure(plan)) },
    Row { name: "recovery", measure: |plan| Box::pin(recovery::measure(plan)) },
    Row { name: "watch", measure: |plan| Box::pin(watch::measure(plan)) },
    Row { name: "growth", measure: |plan| Box::pin(growth::measure(plan)) },
];
