//! Levels: how much experience one takes, which one an experience gives, and what stake it allows.
//!
//! Formula (GAME.md, "Player"): level n needs 50·n·(n−1) XP; the stake is $1,000 × level.
//!
//! **Invariant:** `level_of(xp_for_level(n)) == n`, and one XP less is the level before; levels begin at 1.

use super::money::Cents;

/// Cents of stake per level: $1,000.
const STAKE_PER_LEVEL: i64 = 100_000;

/// The experience at which level `n` begins.
pub fn xp_for_level(n: u32) -> i64 {
    let n = i64::from(n);
    // At most 50 · 2^64 would leave 64 bits; levels that high do not exist, and the bound is only approached from below.
    50_i64.saturating_mul(n.saturating_mul(n - 1))
}

/// The level that an experience gives: the largest n with 50·n·(n−1) ≤ xp.
pub fn level_of(xp: i64) -> u32 {
    let steps = xp.max(0) / 50;
    let level = i64::midpoint(1, (1 + 4 * steps).isqrt());
    u32::try_from(level).unwrap_or(u32::MAX)
}

/// The full stake of a level; a cast takes less when the purse has less.
pub fn stake(level: u32) -> Cents {
    Cents(STAKE_PER_LEVEL * i64::from(level))
}
