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
    // Saturates for levels over 400 million, which no experience of 64 bits reaches.
    50_i64.saturating_mul(n.saturating_mul(n - 1))
}

/// The level that an experience gives: the largest n with 50·n·(n−1) ≤ xp.
pub fn level_of(xp: i64) -> u32 {
    let steps = xp.max(0) / 50;
    // n·(n−1) ≤ s solves to n ≤ (1 + √(1 + 4·s)) / 2; whole numbers throughout, so the floor is exact.
    let level = (1 + (1 + 4 * steps).isqrt()) / 2;
    u32::try_from(level).unwrap_or(u32::MAX)
}

/// The full stake of a level; a cast takes less when the purse has less.
pub fn stake(level: u32) -> Cents {
    Cents(STAKE_PER_LEVEL * i64::from(level))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_table_of_the_rules() {
        let begins: Vec<i64> = (1..=8).map(xp_for_level).collect();
        assert_eq!(begins, [0, 100, 300, 600, 1_000, 1_500, 2_100, 2_800]);
        assert_eq!([0, 99, 100, 299, 300, 2_799, 2_800].map(level_of), [1, 1, 2, 2, 3, 7, 8]);
        assert_eq!(level_of(-5), 1);
        assert_eq!((stake(1), stake(8)), (Cents(100_000), Cents(800_000)));
    }

    #[test]
    fn the_ends_do_not_overflow() {
        assert!(xp_for_level(level_of(i64::MAX)) > 0);
        assert_eq!(xp_for_level(u32::MAX), i64::MAX);
        assert!(stake(u32::MAX) > Cents(0));
    }

    proptest! {
        #[test]
        fn a_level_begins_where_it_says(n in 1..100_000_000_u32) {
            prop_assert_eq!(level_of(xp_for_level(n)), n);
            prop_assert_eq!(level_of(xp_for_level(n + 1) - 1), n);
        }
    }
}
