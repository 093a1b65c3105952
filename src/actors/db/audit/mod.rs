//! The audit: do the books of a database add up? Every rule by its name, with how much it looked at and whom it found.
//!
//! Asked by the [`Auditor`](super::Auditor) about some accounts, by `angler audit` and by every test about all of them.
//!
//! **Invariant:** all rules of one audit look at one snapshot, so a service that settles meanwhile raises no false alarm; it
//! only reads, so nobody waits for it.
//! **Absent:** no second copy of a rule anywhere: tests, chaos runs and the service call [`look`].

mod recompute;
mod rounds;
mod rules;
mod sealed;
mod told;

use std::{collections::BTreeSet, fmt};

use tokio_postgres::{Client, IsolationLevel, Transaction};

use self::rules::{RULES, Rule};
use super::{error::DbError, rows::get, seals::Seals};
use crate::game::player::PlayerId;

/// Offenders that are named; the others are counted.
const NAMED: usize = 10;

/// What a rule says of the whole database or of some accounts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule's name, one word.
    pub rule: &'static str,
    /// The rule in words: what should hold.
    pub words: &'static str,
    /// Rows it looked at.
    pub looked: u64,
    /// Rows that break it.
    pub broken: u64,
    /// The first ten of these.
    pub offenders: Vec<Offender>,
}

/// Where a rule is broken, as far as the broken row tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Offender {
    /// Whose account.
    pub player: i64,
    /// Which position.
    pub position: Option<i64>,
    /// By which update.
    pub update: Option<i64>,
}

impl Finding {
    fn of(rule: &'static str, words: &'static str) -> Finding {
        Finding { rule, words, looked: 0, broken: 0, offenders: Vec::new() }
    }

    /// True when nothing breaks the rule.
    pub fn holds(&self) -> bool {
        self.broken == 0
    }

    /// True when a broken rule is about what players own, and not about what they were told of it, or about the clock.
    pub fn stops_trading(&self) -> bool {
        ![told::RULE, rounds::NAME].contains(&self.rule)
    }

    /// True when a broken rule is about the clock.
    pub fn is_of_the_clock(&self) -> bool {
        self.rule == rounds::NAME
    }

    /// The named offenders in one line.
    pub fn named(&self) -> String {
        let named: Vec<String> = self.offenders.iter().map(ToString::to_string).collect();
        let more = self.broken.saturating_sub(named.len() as u64);
        named.join(", ") + &if more > 0 { format!(" and {more} more") } else { String::new() }
    }

    fn count(&mut self, offender: Option<Offender>) {
        self.looked += 1;
        if let Some(offender) = offender {
            self.broken += 1;
            if self.offenders.len() < NAMED {
                self.offenders.push(offender);
            }
        }
    }
}

impl fmt::Display for Offender {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "player {}", self.player)?;
        if let Some(position) = self.position {
            write!(f, " position {position}")?;
        }
        if let Some(update) = self.update {
            write!(f, " update {update}")?;
        }
        Ok(())
    }
}

/// Judges the books of these players, or (`None`) of the whole database, in one snapshot. Connect for
/// [`Purpose::Audit`](super::connect::Purpose::Audit). Without the key (`None`) sealed seeds are judged by their form.
pub async fn look(
    client: &mut Client,
    players: Option<&BTreeSet<PlayerId>>,
    seals: Option<&Seals>,
) -> Result<Vec<Finding>, DbError> {
    let players: Option<Vec<i64>> = players.map(|players| players.iter().map(|player| player.0).collect());
    let snapshot =
        client.build_transaction().isolation_level(IsolationLevel::RepeatableRead).read_only(true).start().await?;
    let mut findings = Vec::with_capacity(RULES.len() + 4);
    for rule in RULES {
        findings.push(judge(&snapshot, rule, players.as_ref()).await?);
    }
    findings.extend(recompute::judge(&snapshot, players.as_ref()).await?);
    findings.push(sealed::judge(&snapshot, players.as_ref(), seals).await?);
    findings.push(told::judge(&snapshot, players.as_ref()).await?);
    findings.push(judge(&snapshot, &rounds::RULE, players.as_ref()).await?);
    snapshot.rollback().await?;
    Ok(findings)
}

/// Counts first; the offenders are asked for only where there are any.
async fn judge(snapshot: &Transaction<'_>, rule: &Rule, players: Option<&Vec<i64>>) -> Result<Finding, DbError> {
    let mut finding = Finding::of(rule.name, rule.words);
    let counted = format!("SELECT count(*), count(*) FILTER (WHERE broken) FROM ({}) looked", rule.sql);
    let counts = snapshot.query_one(&counted, &[&players]).await?;
    finding.looked = counts.try_get::<_, i64>(0)?.unsigned_abs();
    finding.broken = counts.try_get::<_, i64>(1)?.unsigned_abs();
    if !finding.holds() {
        let first = format!(
            "SELECT player_id, position_id, update_id FROM ({}) looked WHERE broken ORDER BY 1, 2, 3 LIMIT {NAMED}",
            rule.sql
        );
        for row in snapshot.query(&first, &[&players]).await? {
            finding.offenders.push(Offender {
                player: get(&row, "player_id")?,
                position: get(&row, "position_id")?,
                update: get(&row, "update_id")?,
            });
        }
    }
    Ok(finding)
}
