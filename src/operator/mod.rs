//! What the operator does by hand, beside a running service or without one.
//!
//! Called by `main.rs`: `angler audit` judges the books, `angler recover` goes on after a loss, `angler rekey` follows a new token, `angler quarantine` looks after what was put aside, `angler art` after paintings, `angler gallery` writes every card, `angler database` runs a program of PostgreSQL on
//! the bot's database (`scripts/backup` and `scripts/restore` stand on it).
//!
//! **Invariant:** nothing here takes the lease, and what is printed holds no secret and no player's words.

pub mod art;
pub mod audit;
pub mod database;
pub mod gallery;
pub mod quarantine;
pub mod recover;
pub mod rekey;

use crate::{
    actors::{
        db::{
            connect::Connector, migrate::SchemaError, paintings::PaintingsError, quarantine::AsideError,
            seals::RekeyError,
        },
        imagegen::card::CardError,
    },
    app::{
        StartError,
        reach::{Missing, reach},
    },
    config::Config,
};

/// Why a command of the operator was not done; each is one line.
#[derive(Debug, thiserror::Error)]
pub enum OperatorError {
    /// The database is out of reach.
    #[error(transparent)]
    Reach(#[from] StartError),
    /// The database cannot be used.
    #[error(transparent)]
    Schema(#[from] SchemaError),
    /// The key of the database cannot be wrapped anew.
    #[error(transparent)]
    Rekey(#[from] RekeyError),
    /// The quarantine says no.
    #[error(transparent)]
    Aside(#[from] AsideError),
    /// The paintings say no.
    #[error(transparent)]
    Paintings(#[from] PaintingsError),
    /// A card could not be drawn.
    #[error(transparent)]
    Card(#[from] CardError),
    /// A file could not be written.
    #[error("{file} could not be written: {reason}")]
    File {
        /// Which.
        file: String,
        /// Why.
        reason: std::io::Error,
    },
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

/// Does something with the database of the settings beside a running service; a private PostgreSQL that does not run is started for
/// it and stopped again.
async fn beside<T, E: From<StartError>>(
    config: &Config,
    act: impl AsyncFnOnce(&Connector) -> Result<T, E>,
) -> Result<T, E> {
    let reached = reach(config, Missing::Refuse).await?;
    let done = act(&reached.connector).await;
    let _ended = tokio::task::spawn_blocking(move || reached.leave()).await;
    done
}

/// Writes a file, and the folders that it lies in.
fn write_file(file: &std::path::Path, bytes: &[u8]) -> Result<(), OperatorError> {
    let folders = file.parent().map_or(Ok(()), std::fs::create_dir_all);
    let written = folders.and_then(|()| std::fs::write(file, bytes));
    written.map_err(|reason| OperatorError::File { file: file.display().to_string(), reason })
}
