//! A player's fishdex: which kinds he has caught, how often, and how well. Read by the database, shown by `text`.
//!
//! Its pages: 0 is the completion by rarity, then each rarity's kinds, at most [`KINDS_A_PAGE`] a page.
//!
//! **Invariant:** only fish of today's catalogue count; one of an earlier catalogue that is gone is left out, and the snapped
//! line, which is no fish, is counted apart.

use std::collections::BTreeMap;

use super::{
    catalogue::{self, Fish, FishId, Rarity, SNAPPED},
    records::Highlight,
};

/// Kinds on one page: a screen of a phone, and two rows of buttons.
pub const KINDS_A_PAGE: usize = 12;

/// What a player has of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kind {
    /// How often he caught it, at least once.
    pub times: i64,
    /// The catch of it with the largest P&L in cents; of equal ones the first.
    pub best: Highlight,
}

/// See the file's head.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fishdex {
    kinds: BTreeMap<FishId, Kind>,
    /// Lines that snapped.
    pub snapped: i64,
}

impl Fishdex {
    /// From every kind that was ever caught, by its stored id.
    pub fn of(caught: impl IntoIterator<Item = Kind>) -> Fishdex {
        let mut fishdex = Fishdex::default();
        for kind in caught {
            match catalogue::find(&kind.best.fish) {
                Some(fish) if fish.id == SNAPPED => fishdex.snapped = kind.times,
                Some(fish) => {
                    fishdex.kinds.insert(fish.id, kind);
                }
                None => {}
            }
        }
        fishdex
    }

    /// What he has of a kind; `None`: not caught yet.
    pub fn kind(&self, fish: FishId) -> Option<&Kind> {
        self.kinds.get(&fish)
    }

    /// Kinds of a rarity that he has, and that there are.
    pub fn completion(&self, rarity: Rarity) -> (usize, usize) {
        let all: Vec<&Fish> = of_rarity(rarity).collect();
        (all.iter().filter(|fish| self.kinds.contains_key(&fish.id)).count(), all.len())
    }
}

/// One page of kinds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shelf {
    /// Which rarity.
    pub rarity: Rarity,
    /// Which of its pages, from 1.
    pub part: usize,
    /// How many it has.
    pub parts: usize,
    /// In catalogue order.
    pub fish: Vec<&'static Fish>,
}

/// Every page after the first, in order: page n of the fishdex is the n-th, counted from 1.
pub fn shelves() -> Vec<Shelf> {
    let of = |rarity: Rarity| {
        let all: Vec<&'static Fish> = of_rarity(rarity).collect();
        let parts = all.len().div_ceil(KINDS_A_PAGE).max(1);
        // Evenly full: 28 kinds are 10, 10 and 8, not 12, 12 and 4.
        let each = all.len().div_ceil(parts).max(1);
        let shelf = move |(index, fish): (usize, &[&'static Fish])| Shelf {
            rarity,
            part: index + 1,
            parts,
            fish: fish.to_vec(),
        };
        all.chunks(each).enumerate().map(shelf).collect::<Vec<_>>()
    };
    Rarity::ALL.into_iter().flat_map(of).collect()
}

fn of_rarity(rarity: Rarity) -> impl Iterator<Item = &'static Fish> {
    catalogue::all().filter(move |fish| fish.rarity == rarity)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::game::{
        money::{Cents, PnlPercent},
        player::PositionId,
    };

    fn kind(fish: &str, times: i64) -> Kind {
        let best =
            Highlight { position: PositionId(1), fish: fish.to_owned(), percent: PnlPercent(1), cents: Cents(1) };
        Kind { times, best }
    }

    #[test]
    fn only_todays_fish_count_and_the_snapped_line_apart() {
        let fishdex = Fishdex::of([kind("meme-koi", 2), kind("snapped-line", 3), kind("long-gone", 9)]);
        assert_eq!(
            (fishdex.completion(Rarity::Rare).0, fishdex.completion(Rarity::Trash).0, fishdex.snapped),
            (1, 0, 3)
        );
        assert_eq!(fishdex.kind(FishId("meme-koi")).map(|kind| kind.times), Some(2));
        assert_eq!((fishdex.kind(SNAPPED), fishdex.kind(FishId("long-gone"))), (None, None));
    }

    #[test]
    fn every_kind_stands_on_one_page_and_no_page_is_long() {
        let shelves = shelves();
        let shown: Vec<FishId> = shelves.iter().flat_map(|shelf| shelf.fish.iter().map(|fish| fish.id)).collect();
        assert_eq!(shown, catalogue::all().map(|fish| fish.id).collect::<Vec<_>>());
        assert!(
            shelves.iter().all(|shelf| (1..=KINDS_A_PAGE).contains(&shelf.fish.len()) && shelf.part <= shelf.parts)
        );
        assert!(shelves.len() < usize::from(u8::MAX), "a button holds the page in one byte");
    }
}
