//! The rods: a side and a leverage each. Shown by `/rods`, checked by `choose`, read by `cast`.
//!
//! **Invariant:** every id has exactly one rod; a short rod's leverage is the long one's with a minus; the starter pair is free.

use std::{fmt, str::FromStr};

use super::Rarity;
use crate::game::money::{Cents, Leverage};

/// A rod's name among programs.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each variant is its own side and leverage")]
pub enum RodId {
    Long20,
    Short20,
    Long25,
    Short25,
    Long30,
    Short30,
    Long40,
    Short40,
}

/// Which way a rod bends.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RodSide {
    /// Gains when the price rises.
    Long,
    /// Gains when the price falls.
    Short,
}

/// One rod.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Rod {
    /// Its id.
    pub id: RodId,
    /// Negative for a short one.
    pub leverage: Leverage,
    /// In cash, once; 0 is everyone's from the start.
    pub price: Cents,
    /// The frame it is shown in.
    pub rarity: Rarity,
}

/// A text that names no rod.
#[derive(Copy, Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown rod")]
pub struct UnknownRod;

const fn new(id: RodId, tenths: i16, dollars: i64, rarity: Rarity) -> Rod {
    Rod { id, leverage: Leverage(tenths), price: Cents(dollars * 100), rarity }
}

/// All rods, from the starter pair up.
pub static RODS: [Rod; 8] = [
    new(RodId::Long20, 20, 0, Rarity::Common),
    new(RodId::Short20, -20, 0, Rarity::Common),
    new(RodId::Long25, 25, 1_000, Rarity::Rare),
    new(RodId::Short25, -25, 1_000, Rarity::Rare),
    new(RodId::Long30, 30, 5_000, Rarity::Epic),
    new(RodId::Short30, -30, 5_000, Rarity::Epic),
    new(RodId::Long40, 40, 20_000, Rarity::Legendary),
    new(RodId::Short40, -40, 20_000, Rarity::Legendary),
];

/// The rod of an id.
pub fn rod(id: RodId) -> &'static Rod {
    &RODS[id as usize]
}

impl RodId {
    /// All, in the order of [`RODS`].
    pub const ALL: [RodId; 8] = [
        RodId::Long20,
        RodId::Short20,
        RodId::Long25,
        RodId::Short25,
        RodId::Long30,
        RodId::Short30,
        RodId::Long40,
        RodId::Short40,
    ];

    /// As stored.
    pub fn as_str(self) -> &'static str {
        match self {
            RodId::Long20 => "long-2",
            RodId::Short20 => "short-2",
            RodId::Long25 => "long-2.5",
            RodId::Short25 => "short-2.5",
            RodId::Long30 => "long-3",
            RodId::Short30 => "short-3",
            RodId::Long40 => "long-4",
            RodId::Short40 => "short-4",
        }
    }

    /// Which way it bends.
    pub fn side(self) -> RodSide {
        if rod(self).leverage.0 < 0 { RodSide::Short } else { RodSide::Long }
    }
}

impl FromStr for RodId {
    type Err = UnknownRod;
    fn from_str(text: &str) -> Result<RodId, UnknownRod> {
        RodId::ALL.into_iter().find(|rod| rod.as_str() == text).ok_or(UnknownRod)
    }
}

impl fmt::Display for RodId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_id_has_its_rod_and_its_name_says_its_leverage() {
        for id in RodId::ALL {
            let rod = rod(id);
            assert_eq!(rod.id, id);
            assert_eq!(id.as_str().parse(), Ok(id));
            let side = if id.side() == RodSide::Long { "long" } else { "short" };
            assert_eq!(id.as_str(), format!("{side}-{}", rod.leverage.to_decimal().abs().normalize()));
        }
        assert_eq!("long-5".parse::<RodId>(), Err(UnknownRod));
    }

    #[test]
    fn only_the_starter_pair_is_free() {
        let free: Vec<RodId> = RODS.iter().filter(|rod| rod.price == Cents(0)).map(|rod| rod.id).collect();
        assert_eq!(free, [RodId::Long20, RodId::Short20]);
    }
}
