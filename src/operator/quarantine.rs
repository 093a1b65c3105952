//! `angler quarantine list | retry | drop`: updates that nobody could carry out, and replies that were given up.
//!
//! Called by `main.rs`.
//!
//! **Invariant:** a line of the list holds no text of a player: its size stands for it.

use std::io::{self, Write};

use super::{OperatorError, beside};
use crate::{
    actors::db::{
        connect::Connector,
        quarantine::{Aside, AsideError, AsideId, Quarantine},
    },
    config::{Config, QuarantineCommand},
};

/// Rows of each kind at the most: what is above is older, and an operator drops or retries before he reads so many.
const LIMIT: i64 = 500;
/// Characters of a reason: a row fits a wide terminal.
const REASON: usize = 72;

/// Does what was asked, and says what was done.
///
/// # Errors
/// Nothing was changed then.
pub async fn run(config: &Config, what: QuarantineCommand, output: &mut impl Write) -> Result<(), OperatorError> {
    beside(config, async |connector| act(connector, what, output).await).await
}

async fn act(connector: &Connector, what: QuarantineCommand, output: &mut impl Write) -> Result<(), OperatorError> {
    let read = |ids: Vec<String>| -> Result<Vec<AsideId>, AsideError> { ids.iter().map(|id| id.parse()).collect() };
    match what {
        QuarantineCommand::List => {
            let all = Quarantine::open(connector).await?.list(LIMIT).await?;
            print(&all, output)?;
        }
        QuarantineCommand::Retry { ids, all } => {
            let ids = read(ids)?;
            let mut quarantine = Quarantine::open(connector).await?;
            let ids = match (all, ids.is_empty()) {
                (true, true) => quarantine.list(LIMIT).await?.into_iter().map(|aside| aside.id).collect(),
                (false, false) => ids,
                _ => return Err(OperatorError::NoIds),
            };
            quarantine.retry(&ids).await?;
            tell(&ids, "will be tried again: a running service takes it up within 30 s", output)?;
        }
        QuarantineCommand::Drop { ids } => {
            let ids = read(ids)?;
            if ids.is_empty() {
                return Err(OperatorError::NoIds);
            }
            Quarantine::open(connector).await?.drop_all(&ids).await?;
            tell(&ids, "dropped", output)?;
        }
    }
    Ok(())
}

fn tell(ids: &[AsideId], what: &str, output: &mut impl Write) -> io::Result<()> {
    if ids.is_empty() {
        return writeln!(output, "nothing is put aside");
    }
    ids.iter().try_for_each(|id| writeln!(output, "{id} {what}"))
}

fn print(all: &[Aside], output: &mut impl Write) -> io::Result<()> {
    if all.is_empty() {
        return writeln!(output, "nothing is put aside");
    }
    let kind = |aside: &Aside| if matches!(aside.id, AsideId::Update(_)) { "update" } else { "reply" };
    let width = all.iter().map(|aside| aside.id.to_string().len()).max().unwrap_or(0).max("id".len());
    writeln!(output, "{:<6}  {:>width$}  {:>10}  {:<20}  {:>8}  reason", "kind", "id", "player", "since", "bytes")?;
    for aside in all {
        let (id, player) = (aside.id.to_string(), aside.player.map_or("-".to_owned(), |player| player.0.to_string()));
        let since = aside.since.strftime("%Y-%m-%d %H:%M:%SZ").to_string();
        let reason = cut(&aside.reason);
        writeln!(output, "{:<6}  {id:>width$}  {player:>10}  {since:<20}  {:>8}  {reason}", kind(aside), aside.size)?;
    }
    if all.len() as i64 >= LIMIT {
        writeln!(output, "(the newest {LIMIT} of each kind)")?;
    }
    Ok(())
}

/// One line that fits, without what would move a terminal's cursor.
fn cut(reason: &str) -> String {
    let clean: String = reason.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if clean.chars().count() <= REASON {
        return clean;
    }
    clean.chars().take(REASON - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{actors::db::messages::ReplyKey, game::player::PlayerId};

    #[test]
    fn rows_stand_under_their_heads() {
        let at = "2026-11-01T12:34:56Z".parse().unwrap();
        let key = ReplyKey { player: PlayerId(7), version: 30, seq: 1 };
        let row = |id, player, reason: &str, size| Aside { id, player, since: at, reason: reason.to_owned(), size };
        let all = [
            row(AsideId::Update(84_100_211), Some(PlayerId(12)), "its session broke\n three times \x1b[2J", 312),
            row(AsideId::Update(5), None, &"long ".repeat(40), 1_000_000),
            row(AsideId::Reply(key), Some(PlayerId(7)), "Bad Request", 80),
        ];
        let mut shown = Vec::new();
        print(&all, &mut shown).unwrap();
        let shown = String::from_utf8(shown).unwrap();
        let lines: Vec<&str> = shown.lines().collect();
        assert_eq!(lines[0], "kind          id      player  since                    bytes  reason");
        assert_eq!(
            lines[1],
            "update  84100211          12  2026-11-01 12:34:56Z       312  its session broke  three times  [2J"
        );
        assert!(
            lines[2].ends_with('…') && lines[2].chars().count() == lines[0].find("reason").unwrap() + REASON,
            "{}",
            lines[2]
        );
        assert_eq!(lines[3], "reply     7/30/1           7  2026-11-01 12:34:56Z        80  Bad Request");
        assert_eq!((lines.len(), "7/30/1".parse()), (4, Ok(AsideId::Reply(key))));
        for bad in ["", "x", "1/2", "1/2/3/4", "1/2/70000", "-", "1 "] {
            assert!(matches!(bad.parse::<AsideId>(), Err(AsideError::NoId(_))), "{bad}");
        }
    }
}
