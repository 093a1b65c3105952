//! `angler database PROGRAM …`: runs psql, pg_dump or a script on the bot's database, whose address it is told by the
//! variables of libpq.
//!
//! Called by `main.rs`, and through it by `scripts/backup` and `scripts/restore`.
//!
//! **Invariant:** no secret stands among the arguments of a process; the program sees the password of its database in a
//! variable and no other secret of ours.

use std::{
    path::PathBuf,
    process::{Command, ExitStatus},
};

use super::OperatorError;
use crate::{
    app::reach::{Missing, Reached, reach},
    config::{self, Config},
};

/// What the program has no business with; `PGSERVICE` would be believed before our variables.
const HIDDEN: [&str; 6] = [
    "TELEGRAM_BOT_TOKEN",
    "TELEGRAM_TOKEN_OLD",
    "OPENROUTER_API_KEY",
    "COINGECKO_API_KEY",
    "DATABASE_URL",
    "PGSERVICE",
];

/// Runs the program to its end.
///
/// # Errors
/// When the database is out of reach or the program cannot be started; how it ended is its own affair.
pub async fn run(config: &Config, make: bool, line: &[String]) -> Result<ExitStatus, OperatorError> {
    let reached = reach(config, if make { Missing::Make } else { Missing::Refuse }).await?;
    let ended = wait_for(&reached, line).await;
    let _ended = tokio::task::spawn_blocking(move || reached.leave()).await;
    ended
}

async fn wait_for(reached: &Reached, line: &[String]) -> Result<ExitStatus, OperatorError> {
    let program = line.first().cloned().unwrap_or_default();
    let failed = |reason| OperatorError::Program { program: program.clone(), reason };
    let mut command = Command::new(&program);
    command.args(&line[1..]).envs(reached.connector.variables());
    HIDDEN.iter().for_each(|name| {
        command.env_remove(name);
    });
    if let Some(ours) = &reached.programs {
        let usual = config::variable("PATH").unwrap_or_default();
        let path = std::iter::once(ours.clone()).chain(usual.split(':').map(PathBuf::from));
        command.env("PATH", path.map(|folder| folder.display().to_string()).collect::<Vec<_>>().join(":"));
    }
    let mut child = command.spawn().map_err(failed)?;
    // Ctrl-C is the program's (psql ends a query by it): we only wait for its end.
    let deaf = actix_rt::spawn(async { while tokio::signal::ctrl_c().await.is_ok() {} });
    let ended = tokio::task::spawn_blocking(move || child.wait()).await;
    deaf.abort();
    ended.map_err(std::io::Error::other).and_then(|ended| ended).map_err(failed)
}
