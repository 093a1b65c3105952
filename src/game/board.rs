//! A board as it is read: the best of a period, and where one player stands among all. Read by `actors::db`, shown by `text`.
//!
//! Players with the same P&L share a place, and the next one's counts them all: 1, 2, 2, 4.
//!
//! **Invariant:** a place is 1 + the number of players above, in the list and for one's own alike.

use std::cmp::Reverse;

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

/// A ranking of a large board, as it was at one time: 8 bytes for each player.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ranking {
    /// Every player's P&L in cents, best first.
    cents: Vec<i64>,
    /// Who the best were, at most [`TOP`].
    best: Vec<PlayerId>,
}

impl Ranking {
    /// Sorts what was read: everyone's P&L, and the best of each part of it with theirs. A million take some 30 ms.
    pub fn new(mut cents: Vec<Cents>, mut best: Vec<(Cents, PlayerId)>) -> Ranking {
        best.sort_unstable_by_key(|(cents, player)| (Reverse(cents.0), player.0));
        best.truncate(TOP as usize);
        cents.sort_unstable_by_key(|cents| Reverse(cents.0));
        let cents = cents.into_iter().map(|cents| cents.0).collect();
        Ranking { cents, best: best.into_iter().map(|(_, player)| player).collect() }
    }

    /// How many players were ranked.
    pub fn players(&self) -> usize {
        self.cents.len()
    }

    /// Who the best were, best first.
    pub fn best(&self) -> &[PlayerId] {
        &self.best
    }

    /// 1 + how many had more than this.
    pub fn place(&self, cents: Cents) -> i64 {
        1 + self.cents.partition_point(|above| *above > cents.0) as i64
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
    fn a_ranking_knows_the_best_and_every_place() {
        let ranked = |cents: &[i64]| {
            let players = cents.iter().zip(1..).map(|(cents, player)| (Cents(*cents), PlayerId(player))).collect();
            Ranking::new(cents.iter().copied().map(Cents).collect(), players)
        };
        let ranking = ranked(&[-3, 50, 40, 50, 10, 10, -3, 7, 8, 9, 1, 2]);
        assert_eq!(ranking.players(), 12);
        assert_eq!(ranking.best(), [2, 4, 3, 5, 6, 10, 9, 8, 12, 11].map(PlayerId), "among equals the older player");
        for (cents, place) in [(51, 1), (50, 1), (49, 3), (40, 3), (39, 4), (10, 4), (0, 11), (-3, 11), (i64::MIN, 13)]
        {
            assert_eq!(ranking.place(Cents(cents)), place, "{cents}");
        }
        assert_eq!((ranked(&[]).place(Cents(0)), ranked(&[]).best().len()), (1, 0));
    }
}
