//! The ponds: one pair each, opened by level. Shown by `/ponds`, checked by `choose`.
//!
//! **Invariant:** every pair has exactly one pond; the first is open to everyone.

use crate::game::market::Pair;

/// One pond.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Pond {
    /// What is fished for there.
    pub pair: Pair,
    /// It opens at this level.
    pub level: u32,
    /// One emoji.
    pub emoji: &'static str,
}

/// All ponds, by level.
pub static PONDS: [Pond; 8] = [
    Pond { pair: Pair::EthUsd, level: 1, emoji: "💎" },
    Pond { pair: Pair::BtcUsd, level: 2, emoji: "🟠" },
    Pond { pair: Pair::SolUsd, level: 3, emoji: "🌞" },
    Pond { pair: Pair::AdaUsd, level: 4, emoji: "🌀" },
    Pond { pair: Pair::PolUsd, level: 5, emoji: "🟣" },
    Pond { pair: Pair::AvaxUsd, level: 6, emoji: "🗻" },
    Pond { pair: Pair::LinkUsd, level: 7, emoji: "🔗" },
    Pond { pair: Pair::DotUsd, level: 8, emoji: "⚪" },
];

/// The pond of a pair.
pub fn pond(pair: Pair) -> &'static Pond {
    &PONDS[pair as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_pair_has_its_pond_one_level_after_the_other() {
        for (index, pair) in Pair::ALL.into_iter().enumerate() {
            assert_eq!(pond(pair).pair, pair);
            assert_eq!(pond(pair).level, index as u32 + 1);
        }
    }
}
