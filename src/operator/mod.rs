//! What the operator does by hand, beside a running service or without one.
//!
//! Called by `main.rs`: `angler audit` judges the books, `angler quarantine` looks after what was put aside, `angler database` runs a program of PostgreSQL on
//! the bot's database (`scripts/backup` and `scripts/restore` stand on it).
//!
//! **Invariant:** nothing here takes the lease, and what is printed holds no secret and no player's words.

pub mod audit;
pub mod database;
pub mod quarantine;

use crate::{actors::db::quarantine::AsideError, app::StartError};

/// Why a command of the operator was not done; each is one line.
#[derive(Debug, thiserror::Error)]
pub enum OperatorError {
    /// The database is out of reach.
    #[error(transparent)]
    Reach(#[from] StartError),
    /// The quarantine says no.
    #[error(transparent)]
    Aside(#[from] AsideError),
    /// Nothing to do it with.
    #[error("which? give ids as `angler quarantine list` shows them, or --all")]
    NoIds,
    /// A program could not be started.
    #[error("{program} could not be run: {reason}")]
    Program {
        /// Which.
        program: String,
        /// Why.
        reason: std::io::Error,
    },
    /// The terminal is gone.
    #[error("the answer could not be written: {0}")]
    Output(#[from] std::io::Error),
}
