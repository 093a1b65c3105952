//! The DbActor pool: everything that is read from or written to Postgres.
//!
//! [`DbActor`] answers typed queries over one bb8 pool; two [`Writer`]s settle turns in batches; one [`Marker`] writes "done"
//! and "delivered" in batches over a connection of its own that does not wait for the disk; the [`Auditor`] looks whether the
//! books add up and stops trading while they do not; [`lease::Lease`] holds the right to do any of it. Asked by every actor to
//! the left; asks nobody.
//!
//! **Invariant:** bait and cash move only inside `settle()` (schema.sql), in the commit that also marks the update done.
//! **Absent:** no SQL and no driver type outside this folder.

mod actor;
pub mod ahead;
pub mod audit;
mod auditor;
pub mod boards;
pub mod connect;
mod debts;
mod drawing;
pub mod error;
pub mod groups;
pub mod lease;
pub mod losses;
pub mod marker;
pub mod messages;
pub mod migrate;
pub mod paintings;
pub mod past;
mod patience;
pub mod pool;
pub mod quarantine;
mod queries;
pub mod rehearsal;
mod rights;
pub mod room;
mod rows;
pub mod seals;
pub mod server;
mod settle;
pub mod turn;
pub mod weather;
pub mod writer;

pub use actor::DbActor;
pub use auditor::{Auditor, Trading};
pub use error::DbError;
pub use marker::Marker;
pub use patience::ask_patiently;
pub use settle::SETTLE;
pub use writer::{Settle, SettleError, Verdict, Writer};
