//! `angler gallery FOLDER`: every card as players get it, and a page to look at them all.
//!
//! Called by `main.rs`; needs neither a database nor a network.
//!
//! **Invariant:** each fish of the catalogue and the snapped line is there in both languages, as the fish's card and as personal
//! cards; the same catalogue gives the same files.

mod page;
mod samples;

use std::{io::Write, path::Path, time::Instant};

use super::{OperatorError, write_file};
use crate::{
    actors::imagegen::{
        card::{CardError, Painter, contact_sheet},
        face,
    },
    game::catalogue::{self, Fish, Rarity, SNAPPED},
    text::Lang,
};

/// The files and figures of what was drawn.
#[derive(Default)]
struct Drawn {
    sizes: Vec<usize>,
    times_us: Vec<u128>,
}

/// The cards of one rarity in one language, for its contact sheets.
#[derive(Default)]
struct Shown {
    fish: Vec<Vec<u8>>,
    /// A personal card of each.
    catches: Vec<Vec<u8>>,
}

impl Shown {
    /// All of the fish's cards, and five personal ones.
    fn sheets(&self, folder: &Path, rarity: Rarity, lang: Lang) -> Result<(), OperatorError> {
        let five: Vec<Vec<u8>> =
            self.catches.iter().step_by((self.catches.len() / 5).max(1)).take(5).cloned().collect();
        write_file(&folder.join(page::sheet_file("fish", rarity, lang)), &contact_sheet(&self.fish, 6, 200)?)?;
        write_file(&folder.join(page::sheet_file("catch", rarity, lang)), &contact_sheet(&five, 5, 256)?)
    }
}

/// Draws everything.
///
/// # Errors
/// A card that cannot be drawn, a file that cannot be written.
pub fn run(folder: &Path, output: &mut impl Write) -> Result<(), OperatorError> {
    let painter = Painter::new()?;
    let (mut fish_cards, mut personal) = (Drawn::default(), Drawn::default());
    for lang in Lang::ALL {
        let mut rarities = Rarity::ALL.map(|_| Shown::default());
        for (number, fish) in every_fish().enumerate() {
            let (face, shown) = (face(fish, lang, None), &mut rarities[fish.rarity as usize]);
            let file = folder.join(page::fish_file(fish, lang));
            shown.fish.push(fish_cards.keep(&file, || painter.fish_card(&face))?);
            for (nth, catch) in samples::of(fish, number).into_iter().enumerate() {
                let (file, facts) = (folder.join(page::catch_file(fish, lang, nth)), catch.facts(lang));
                let card = personal.keep(&file, || painter.personal_card(&face, &facts))?;
                if nth == number % 2 {
                    shown.catches.push(card);
                }
            }
        }
        for (nth, (fish, catch)) in samples::extremes().into_iter().enumerate() {
            let (face, facts) = (face(fish, lang, None), catch.facts(lang));
            personal.keep(&folder.join(page::extreme_file(lang, nth)), || painter.personal_card(&face, &facts))?;
        }
        for (rarity, shown) in Rarity::ALL.into_iter().zip(&rarities) {
            shown.sheets(folder, rarity, lang)?;
        }
    }
    let index = folder.join("index.html");
    write_file(&index, page::page().as_bytes())?;
    fish_cards.tell("fish's cards", output)?;
    personal.tell("personal cards", output)?;
    writeln!(output, "{}", index.display())?;
    Ok(())
}

/// The catalogue's, and what comes up when the line snapped.
fn every_fish() -> impl Iterator<Item = &'static Fish> {
    catalogue::all().chain(catalogue::find(SNAPPED.0))
}

impl Drawn {
    fn keep(
        &mut self,
        file: &Path,
        draw: impl FnOnce() -> Result<Vec<u8>, CardError>,
    ) -> Result<Vec<u8>, OperatorError> {
        let began = Instant::now();
        let card = draw()?;
        self.times_us.push(began.elapsed().as_micros());
        self.sizes.push(card.len());
        write_file(file, &card)?;
        Ok(card)
    }

    fn tell(mut self, what: &str, output: &mut impl Write) -> std::io::Result<()> {
        self.sizes.sort_unstable();
        self.times_us.sort_unstable();
        let middle = self.sizes.len() / 2;
        let (kb, ms) = (|bytes: usize| bytes as f64 / 1e3, |us: u128| us as f64 / 1e3);
        let at = |place: usize| (self.sizes.get(place).copied(), self.times_us.get(place).copied());
        let ((median_size, median_time), (largest, longest)) = (at(middle), at(self.sizes.len().saturating_sub(1)));
        writeln!(
            output,
            "{} {what}: size {:.1} kB (largest {:.1}), drawn in {:.1} ms (longest {:.1}; a fish's first personal card draws its base too)",
            self.sizes.len(),
            kb(median_size.unwrap_or_default()),
            kb(largest.unwrap_or_default()),
            ms(median_time.unwrap_or_default()),
            ms(longest.unwrap_or_default()),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sample_is_a_catch_that_the_game_could_make() {
        for (number, fish) in every_fish().enumerate() {
            for catch in samples::of(fish, number) {
                assert!(fish.id == SNAPPED || catch.bites(fish), "{} {catch:?}", fish.id);
            }
        }
        assert!(samples::extremes().len() >= 8);
    }

    #[test]
    fn the_page_shows_every_file_that_is_written() {
        let page = page::page();
        for lang in Lang::ALL {
            for fish in every_fish() {
                assert!(page.contains(&page::fish_file(fish, lang)) && page.contains(&page::catch_file(fish, lang, 1)));
            }
            assert!(page.contains(&page::extreme_file(lang, samples::extremes().len() - 1)));
        }
    }
}
