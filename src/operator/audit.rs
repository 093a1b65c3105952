//! `angler audit`: do the books of the database add up? One line for each rule.
//!
//! Called by `main.rs`, which turns a no into exit code 1. It reads one snapshot of the database of the settings, also while the
//! service runs on it; a private PostgreSQL that does not run is started for it and stopped again.
//!
//! **Invariant:** it changes nothing and takes no lease; the rules are those of [`actors::db::audit`](crate::actors::db::audit).

use std::io;

use super::beside;
use crate::{
    actors::db::{
        DbError,
        audit::{self, Finding},
        connect::{Connector, Purpose},
        migrate::{self, SchemaError, Seen},
        seals,
    },
    app::StartError,
    config::{Config, Secret},
};

/// Why there was no audit; each says in one line what to do.
#[derive(Debug, thiserror::Error)]
pub enum AuditError {
    /// The database cannot be used.
    #[error(transparent)]
    Database(#[from] StartError),
    /// It was never used.
    #[error("the database is empty, there are no books in it: check DATABASE_URL and DATA_DIR")]
    Empty,
    /// An older program was here last.
    #[error("the database has schema {found} and this angler audits {}: its `serve` upgrades it", migrate::NUMBER)]
    Older {
        /// What it has.
        found: i32,
    },
    /// Standard output is closed.
    #[error("the findings cannot be written: {0}")]
    Output(#[from] io::Error),
}

impl From<SchemaError> for AuditError {
    fn from(error: SchemaError) -> AuditError {
        AuditError::Database(error.into())
    }
}

impl From<DbError> for AuditError {
    fn from(error: DbError) -> AuditError {
        AuditError::Database(StartError::Database(error))
    }
}

/// Audits the whole database and writes a line for each rule; true when every rule holds.
///
/// # Errors
/// When the database cannot be read, or nobody takes the lines.
pub async fn run(config: &Config, output: &mut impl io::Write) -> Result<bool, AuditError> {
    let findings = beside(config, async |connector| look(connector, config.token.as_ref()).await).await?;
    for finding in &findings {
        writeln!(output, "{}", line(finding))?;
    }
    Ok(findings.iter().all(Finding::holds))
}

async fn look(connector: &Connector, token: Option<&Secret>) -> Result<Vec<Finding>, AuditError> {
    match migrate::look(connector).await? {
        Seen::Empty => return Err(AuditError::Empty),
        Seen::Ours { number, .. } if number < migrate::NUMBER => return Err(AuditError::Older { found: number }),
        Seen::Ours { .. } => {}
    }
    let mut client = connector.connect(Purpose::Audit).await?;
    // A token that does not open the key is a matter of `check`; the books are judged all the same.
    let seals = match token {
        Some(token) => seals::look(connector, token).await.ok().flatten(),
        None => None,
    };
    Ok(audit::look(&mut client, None, seals.as_ref()).await?)
}

fn line(finding: &Finding) -> String {
    let Finding { rule, words, looked, broken, .. } = finding;
    let (verdict, offenders) =
        if finding.holds() { ("ok", String::new()) } else { ("broken", format!(": not so {}", finding.named())) };
    format!("{verdict:<6}  {rule:<8}  {:>16}  {words}{offenders}", format!("{broken} of {looked}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actors::db::audit::Offender;

    #[test]
    fn lines_align_and_name_the_offenders() {
        let mut finding =
            Finding { rule: "balances", words: "all is well", looked: 1_200, broken: 0, offenders: Vec::new() };
        assert_eq!(line(&finding), "ok      balances         0 of 1200  all is well");
        finding.broken = 12;
        finding.offenders.push(Offender { player: 7, position: Some(1), update: None });
        finding.offenders.push(Offender { player: 8, position: None, update: Some(5) });
        let wanted = "broken  balances        12 of 1200  all is well: not so player 7 position 1, player 8 update 5 and 10 more";
        assert_eq!(line(&finding), wanted);
    }
}
