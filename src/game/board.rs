//! A board as it is read: the best of a period, and where one player stands among all. Read by `actors::db`, shown by `text`.
//!
//! Players with the same P&L share a place, and the next one's counts them all: 1, 2, 2, 4.
//!
//! **Invariant:** a place is 1 + the number of players above, in the list and for one's own alike.

use super::{money::Cents, player::PlayerId};

/// How many the list shows.
pub const TOP: i64 = 10;

/// One player of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Who.
    pub player: PlayerId,
    /// His name as last told, unescaped; may be empty.
    pub name: String,
    /// Realised P&L of the period.
    pub cents: Cents,
    /// Catches of the period.
    pub catches: i64,
}

/// Where the one who asks stands.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Own {
    /// From 1.
    pub place: i64,
    /// Realised P&L of the period.
    pub cents: Cents,
    /// Catches of the period.
    pub catches: i64,
}

/// A board of one period, for the one who asks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Board {
    /// The best, at most [`TOP`]; among equals the one who came to the game first.
    pub top: Vec<Line>,
    /// `None`: no catch of his in this period.
    pub own: Option<Own>,
}

impl Board {
    /// The list with its places.
    pub fn placed(&self) -> impl Iterator<Item = (usize, &Line)> {
        placed(&self.top)
    }
}

/// Lines, best first, with their places.
pub fn placed(lines: &[Line]) -> impl Iterator<Item = (usize, &Line)> {
    lines.iter().map(|line| (1 + lines.partition_point(|above| above.cents > line.cents), line))
}

/// A ranking of a large board: at some P&Ls, best first, how many players have that or more. Between two of them, and above
/// the first, stand few players, so a place is one mark and a short count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks(Vec<(i64, i64)>);

impl Marks {
    /// Adds the marks of the next part of a board, whose counts begin at that part: best first, P&L in cents.
    pub fn extend(&mut self, part: impl IntoIterator<Item = (i64, i64)>) {
        let before = self.players();
        self.0.extend(part.into_iter().map(|(cents, through)| (cents, before + through)));
    }

    /// How many players were counted, as far as the last mark.
    pub fn players(&self) -> i64 {
        self.0.last().map_or(0, |(_, through)| *through)
    }

    /// The nearest mark above a P&L: its own P&L, and how many have that or more.
    pub fn above(&self, cents: Cents) -> Option<(i64, i64)> {
        let above = self.0.partition_point(|(mark, _)| *mark > cents.0);
        above.checked_sub(1).map(|last| self.0[last])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equals_share_a_place() {
        let line = |cents| Line { player: PlayerId(cents), name: String::new(), cents: Cents(cents), catches: 1 };
        let places = |cents: &[i64]| {
            let board = Board { top: cents.iter().copied().map(line).collect(), own: None };
            board.placed().map(|(place, _)| place).collect::<Vec<_>>()
        };
        assert_eq!(places(&[9, 7, 7, 0, -1, -1, -1]), [1, 2, 2, 4, 5, 5, 5]);
        assert_eq!(places(&[]), [0; 0]);
    }

    #[test]
    fn the_nearest_mark_above_is_strictly_above() {
        let mut marks = Marks::default();
        assert_eq!((marks.above(Cents(0)), marks.players()), (None, 0));
        marks.extend([(50, 256), (40, 600)]);
        marks.extend([(10, 256), (-3, 300)]);
        assert_eq!(marks.players(), 900);
        for (cents, above) in [
            (51, None),
            (50, None),
            (49, Some((50, 256))),
            (40, Some((50, 256))),
            (39, Some((40, 600))),
            (10, Some((40, 600))),
            (0, Some((10, 856))),
            (-3, Some((10, 856))),
            (i64::MIN, Some((-3, 900))),
        ] {
            assert_eq!(marks.above(Cents(cents)), above, "{cents}");
        }
    }
}
