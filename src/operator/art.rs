//! `angler art list | approve | reject | regenerate`: the paintings of fish, and what the operator thinks of them.
//!
//! Called by `main.rs`.
//!
//! **Invariant:** a fish is named as the catalogue names it; a wish about several of them is done for all or for none.

use std::{
    io::{self, Write},
    path::Path,
};

use super::{OperatorError, beside, write_file};
use crate::{
    actors::{
        db::{
            connect::Connector,
            paintings::{Paintings, PaintingsError, Standing, Wish},
        },
        imagegen::{STYLE, painted_look},
    },
    config::{ArtCommand, Config},
    game::catalogue::{self, FishId},
};

/// Characters of a reason: a row fits a wide terminal.
const REASON: usize = 60;

/// Does what was asked, and says what was done.
///
/// # Errors
/// Nothing was changed then.
pub async fn run(config: &Config, what: ArtCommand, output: &mut impl Write) -> Result<(), OperatorError> {
    beside(config, async |connector| act(config, connector, what, output).await).await
}

async fn act(
    config: &Config,
    connector: &Connector,
    what: ArtCommand,
    output: &mut impl Write,
) -> Result<(), OperatorError> {
    let (wish, fish, done) = match what {
        ArtCommand::List { pictures } => return list(config, connector, pictures.as_deref(), output).await,
        ArtCommand::Approve { fish } => (Wish::Approve, fish, "will be shown"),
        ArtCommand::Reject { fish } => (Wish::Reject, fish, "will be drawn, not painted"),
        ArtCommand::Regenerate { fish } => (Wish::Regenerate, fish, "will be painted anew when it is caught next"),
    };
    let fish = named(&fish)?;
    Paintings::open(connector, STYLE).await?.wish(wish, &fish, &painted_look()).await?;
    for fish in fish {
        writeln!(output, "{fish} {done}; a running service knows within a minute")?;
    }
    Ok(())
}

/// The fish of the catalogue, each once.
fn named(words: &[String]) -> Result<Vec<FishId>, PaintingsError> {
    let mut fish: Vec<FishId> = Vec::new();
    for word in words {
        let Some(known) = catalogue::find(word) else {
            return Err(PaintingsError::NoFish(word.chars().filter(|c| !c.is_control()).take(40).collect()));
        };
        if !fish.contains(&known.id) {
            fish.push(known.id);
        }
    }
    Ok(fish)
}

async fn list(
    config: &Config,
    connector: &Connector,
    pictures: Option<&Path>,
    output: &mut impl Write,
) -> Result<(), OperatorError> {
    let paintings = Paintings::open(connector, STYLE).await?;
    let all = paintings.list().await?;
    print(&all, output)?;
    let budget = config.art_per_day.map_or_else(String::new, |per_day| format!(" of {per_day}"));
    writeln!(output, "asked for today (UTC): {}{budget}", paintings.asked_today().await?)?;
    let Some(folder) = pictures else { return Ok(()) };
    for standing in all.iter().filter(|standing| standing.bytes.is_some()) {
        let Some(picture) = paintings.picture(&standing.fish).await? else { continue };
        let file = folder.join(format!("{}.{}", standing.fish, ending(&picture)));
        write_file(&file, &picture)?;
        writeln!(output, "{}", file.display())?;
    }
    Ok(())
}

/// What the picture is, by its first bytes: the three kinds that are kept.
fn ending(picture: &[u8]) -> &'static str {
    match picture {
        [0x89, b'P', ..] => "png",
        [0xff, 0xd8, ..] => "jpg",
        _ => "webp",
    }
}

fn print(all: &[Standing], output: &mut impl Write) -> io::Result<()> {
    let fish: Vec<FishId> = catalogue::all().map(|fish| fish.id).chain([catalogue::SNAPPED]).collect();
    let width = fish.iter().map(|fish| fish.0.len()).max().unwrap_or(0);
    writeln!(output, "{:<width$}  {:<8}  {:>8}  {:<20}  {:>9}  reason", "fish", "state", "requests", "since", "bytes")?;
    for fish in fish {
        let Some(standing) = all.iter().find(|standing| standing.fish == fish.0) else {
            writeln!(output, "{:<width$}  {:<8}  {:>8}", fish.0, "drawn", 0)?;
            continue;
        };
        let since = standing.since.strftime("%Y-%m-%d %H:%M:%SZ").to_string();
        let bytes = standing.bytes.map_or("-".to_owned(), |bytes| bytes.to_string());
        let reason: String =
            standing.reason.iter().flat_map(|r| r.chars()).filter(|c| !c.is_control()).take(REASON).collect();
        let row = format!(
            "{:<width$}  {:<8}  {:>8}  {since:<20}  {bytes:>9}  {reason}",
            fish.0, standing.state, standing.attempts
        );
        writeln!(output, "{}", row.trim_end())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fish_has_a_row() {
        let standing = Standing {
            fish: "hodl-haddock".to_owned(),
            state: "refused".to_owned(),
            attempts: 1,
            since: "2026-11-01T12:34:56Z".parse().unwrap(),
            bytes: None,
            reason: Some("no \x1bhaddocks".to_owned()),
        };
        let mut shown = Vec::new();
        print(&[standing], &mut shown).unwrap();
        let shown = String::from_utf8(shown).unwrap();
        assert_eq!(shown.lines().count(), 2 + catalogue::all().count());
        let row = shown.lines().find(|line| line.starts_with("hodl-haddock")).unwrap();
        assert!(row.contains("refused") && row.ends_with("2026-11-01 12:34:56Z          -  no haddocks"), "{row}");
        assert!(shown.lines().any(|line| line.starts_with("meme-koi ") && line.contains("drawn")));
    }

    #[test]
    fn only_fish_of_the_catalogue_are_named() {
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        assert_eq!(named(&words(&["meme-koi", "meme-koi"])), Ok(vec![FishId("meme-koi")]));
        assert_eq!(named(&words(&["meme-koi", "moby\n"])), Err(PaintingsError::NoFish("moby".to_owned())));
        assert_eq!([ending(b"\x89PNG"), ending(b"\xff\xd8"), ending(b"RIFF")], ["png", "jpg", "webp"]);
    }
}
