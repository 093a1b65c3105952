//! The dice, provably fair. A seed is stored at the cast and its SHA-256 shown; the roll at the hook is an HMAC anyone can
//! recompute once the position is closed. Called by `hook`, and by `/verify`.
//!
//! Formula (GAME.md, "Fish"): roll = HMAC-SHA256(seed, ASCII `fish:<position id>:<exit price as stored>`).
//!
//! **Invariant:** the same roll and the same candidates as offered give the same fish, for ever: no catalogue, level or clock
//! is read here, and numbers are integers only.
//!
//! **Absent:** no source of randomness: `plumbing` draws the seed.

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use super::{
    catalogue::{FishId, Rarity, SNAPPED},
    money::Price,
    player::PositionId,
};

/// The secret of an open position, 32 random bytes. It is in no page, log, metric or export until the position is closed, so
/// its `Debug` shows nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct Seed([u8; 32]);

impl Seed {
    /// Drawn by `plumbing`, or read back from the database.
    pub fn from_bytes(bytes: [u8; 32]) -> Seed {
        Seed(bytes)
    }

    /// For storing, and for publishing after the position is closed.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// SHA-256 of the seed: shown while the position is open.
    pub fn commitment(&self) -> [u8; 32] {
        Sha256::digest(self.0).into()
    }

    /// The commitment as 64 lower-case hexadecimal digits.
    pub fn commitment_hex(&self) -> String {
        self.commitment().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

impl fmt::Debug for Seed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Seed(..)")
    }
}

/// HMAC-SHA256(seed, `fish:<position id>:<exit price as stored>`).
pub fn roll(seed: &Seed, position: PositionId, exit: Price) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(seed.bytes()).expect("an HMAC takes a key of any length");
    mac.update(format!("fish:{position}:{exit}").as_bytes());
    mac.finalize().into_bytes().into()
}

/// The fish that a roll picks: the first 8 bytes, big-endian, choose the tier by [`Rarity::weight`], the next 8 the fish
/// within it, each as `value % total`. The bias of the remainder is under 2⁻⁵⁸ and the rule stays one line to recheck by hand.
/// Empty tiers weigh nothing; no candidates at all is the snapped line.
pub fn choose(roll: &[u8; 32], candidates: &[(Rarity, Vec<FishId>)]) -> FishId {
    let tiers = || candidates.iter().filter(|(_, fish)| !fish.is_empty());
    let total: u64 = tiers().map(|(rarity, _)| rarity.weight()).sum();
    if total == 0 {
        return SNAPPED;
    }
    let mut left = number(roll, 0) % total;
    for (rarity, fish) in tiers() {
        if left < rarity.weight() {
            return fish[(number(roll, 8) % fish.len() as u64) as usize];
        }
        left -= rarity.weight();
    }
    SNAPPED
}

/// Eight bytes of the roll as a big-endian number.
fn number(roll: &[u8; 32], from: usize) -> u64 {
    roll[from..from + 8].iter().fold(0, |number, byte| number << 8 | u64::from(*byte))
}
