//! The dice, provably fair. A seed waits for each player, its SHA-256 shown before he casts; the roll is an HMAC of it that anyone
//! can recompute once the position is closed. Called by `hook`, and by `/verify`.
//!
//! Formula (GAME.md, "The draw, version 2"): roll = HMAC-SHA256(seed, ASCII `fish:2:<n>:` + UTF-8 luck). Of version 1, by which older
//! lines close and verify: the text is ASCII `fish:<position id>:<exit price as stored>`.
//!
//! **Invariant:** what a roll of version 2 is made of is fixed at the cast, and the operator chooses nothing of it afterwards.
//! **Invariant:** the same roll and the same candidates as offered give the same fish, for ever: no catalogue, level or clock
//! is read here, and numbers are integers only.
//!
//! **Absent:** no source of randomness: `plumbing` draws the seed.

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use zeroize::Zeroize;

use super::{
    catalogue::{FishId, Rarity, SNAPPED},
    luck::Luck,
    money::Price,
    player::PositionId,
};

/// The secret of a line, 32 random bytes, from long before its cast. It is in no page, log, metric or export until the position is
/// closed, so its `Debug` shows nothing, and dropped it is wiped (of a copy that the compiler made on the way nothing is promised).
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

    /// SHA-256 of the seed: shown before the cast, and while the position is open.
    pub fn commitment(&self) -> [u8; 32] {
        Sha256::digest(self.0).into()
    }

    /// The commitment as 64 lower-case hexadecimal digits.
    pub fn commitment_hex(&self) -> String {
        hex(&self.commitment())
    }
}

impl Drop for Seed {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl fmt::Debug for Seed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Seed(..)")
    }
}

/// The seed that waits for a player's next cast. Its number counts his seeds from 1 and never skips one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextSeed {
    /// Which of his seeds this is.
    pub number: i64,
    /// The seed; nobody sees more than its commitment.
    pub seed: Seed,
}

impl NextSeed {
    /// The first of a player.
    pub fn first(seed: Seed) -> NextSeed {
        NextSeed { number: 1, seed }
    }

    /// The one that waits when this one is used.
    pub fn followed_by(&self, seed: Seed) -> NextSeed {
        NextSeed { number: self.number + 1, seed }
    }

    /// True for his first: no result of a cast has shown it.
    pub fn is_first(&self) -> bool {
        self.number == 1
    }
}

/// By which rule a line's fish is drawn: the version that its cast had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DrawRule {
    /// Version 1: the exit price is in the roll.
    ByExit,
    /// Version 2: a seed that waited before the cast, and the player's own word.
    ByLuck {
        /// Which of his seeds.
        number: i64,
        /// His word, as it was at the cast.
        luck: Luck,
    },
}

impl DrawRule {
    /// As it is stored and published.
    pub fn version(&self) -> i16 {
        match self {
            DrawRule::ByExit => 1,
            DrawRule::ByLuck { .. } => 2,
        }
    }

    /// The text of which the roll is the HMAC.
    pub fn message(&self, position: PositionId, exit: Price) -> String {
        match self {
            DrawRule::ByExit => format!("fish:{position}:{exit}"),
            DrawRule::ByLuck { number, luck } => format!("fish:2:{number}:{luck}"),
        }
    }
}

/// Bytes as lower-case hexadecimal digits, as everything of the draw is published.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// HMAC-SHA256 of the seed over a rule's [`DrawRule::message`].
pub fn roll(seed: &Seed, message: &str) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(seed.bytes()).expect("an HMAC takes a key of any length");
    mac.update(message.as_bytes());
    mac.finalize().into_bytes().into()
}

/// The fish that a roll picks; no candidates at all is the snapped line.
pub fn choose(roll: &[u8; 32], candidates: &[(Rarity, Vec<FishId>)]) -> FishId {
    pick(roll, candidates).unwrap_or(SNAPPED)
}

/// How a roll picked: every number of it, so that a player can follow with a pencil.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Draw {
    /// The roll's first 8 bytes as a number.
    pub tier_number: u64,
    /// The weights of all tiers offered, together.
    pub total: u64,
    /// `tier_number % total`.
    pub rest: u64,
    /// The tier in whose share the rest lies, by its place among the candidates.
    pub tier: usize,
    /// That share: its first …
    pub from: u64,
    /// … and its last number.
    pub till: u64,
    /// The next 8 bytes.
    pub fish_number: u64,
    /// How many fish the tier has.
    pub count: u64,
    /// `fish_number % count`: the fish, by its place in the tier.
    pub fish: usize,
}

/// What a roll picks, for whoever knows the fish by another name than [`FishId`] (the audit, which reads them as stored): the
/// first 8 bytes, big-endian, choose the tier by [`Rarity::weight`], the next 8 the fish within it, each as `value % total`.
/// The bias of the remainder is under 2⁻⁵⁸ and the rule stays one line to recheck by hand. Empty tiers weigh nothing.
pub fn pick<F: Copy>(roll: &[u8; 32], candidates: &[(Rarity, Vec<F>)]) -> Option<F> {
    draw(roll, candidates).map(|draw| candidates[draw.tier].1[draw.fish])
}

/// The same with the numbers by which it was picked.
pub fn draw<F>(roll: &[u8; 32], candidates: &[(Rarity, Vec<F>)]) -> Option<Draw> {
    let tiers = || candidates.iter().enumerate().filter(|(_, (_, fish))| !fish.is_empty());
    let total: u64 = tiers().map(|(_, (rarity, _))| rarity.weight()).sum();
    if total == 0 {
        return None;
    }
    let (tier_number, fish_number) = (number(roll, 0), number(roll, 8));
    let rest = tier_number % total;
    let mut from = 0;
    for (tier, (rarity, fish)) in tiers() {
        let count = fish.len() as u64;
        let next = from + rarity.weight();
        if rest < next {
            let fish = (fish_number % count) as usize;
            return Some(Draw { tier_number, total, rest, tier, from, till: next - 1, fish_number, count, fish });
        }
        from = next;
    }
    None
}

/// Eight bytes of the roll as a big-endian number.
fn number(roll: &[u8; 32], from: usize) -> u64 {
    roll[from..from + 8].iter().fold(0, |number, byte| number << 8 | u64::from(*byte))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::game::samples::{price, seed};

    const A: FishId = FishId("a");
    const B: FishId = FishId("b");
    const C: FishId = FishId("c");

    /// A roll whose first numbers are these.
    fn rolled(tier: u64, fish: u64) -> [u8; 32] {
        let mut roll = [0xff; 32];
        roll[..8].copy_from_slice(&tier.to_be_bytes());
        roll[8..16].copy_from_slice(&fish.to_be_bytes());
        roll
    }

    #[test]
    fn commitment_and_roll_are_what_anyone_computes() {
        // Computed with Python's hashlib and hmac over the bytes 0 to 31.
        assert_eq!(seed().commitment_hex(), "630dcd2966c4336691125448bbb25b4ff412a49c732db2c8abc1b8581bd710dd");
        let by = |rule: DrawRule| hex(&roll(&seed(), &rule.message(PositionId(42), price("2500.120"))));
        let first = by(DrawRule::ByExit);
        assert_eq!(first, "d1d282a0510f66000033855c0d2477fd79b207c7ca420b2b0936cbac32cf7d15");
        // python3: hmac.new(bytes(range(32)), 'fish:2:7:удача'.encode(), 'sha256').hexdigest()
        let second = by(DrawRule::ByLuck { number: 7, luck: Luck::parse("удача").unwrap() });
        assert_eq!(second, "6be9bb1d5fb5d829dd6e791873454d2c5afe7b02141df16dddc8a144d0e1a51b");
    }

    #[test]
    fn of_a_roll_of_version_two_neither_price_nor_position_is_a_part() {
        let rule = DrawRule::ByLuck { number: 7, luck: Luck::default() };
        let messages = [(42, "2500"), (43, "1")].map(|(id, exit)| rule.message(PositionId(id), price(exit)));
        assert_eq!(messages, ["fish:2:7:angler", "fish:2:7:angler"]);
        assert_eq!((rule.version(), DrawRule::ByExit.version()), (2, 1));
    }

    #[test]
    fn numbers_count_up_by_one() {
        let first = NextSeed::first(seed());
        let second = first.followed_by(Seed::from_bytes([9; 32]));
        assert_eq!((first.number, second.number, second.followed_by(seed()).number), (1, 2, 3));
        assert!(first.is_first() && !second.is_first());
        assert!(!format!("{second:?}").contains('9'), "a waiting seed shows nothing: {second:?}");
    }

    #[test]
    fn a_seed_shows_nothing() {
        assert_eq!(format!("{:?}", seed()), "Seed(..)");
    }

    #[test]
    fn the_first_number_chooses_the_tier_by_weight_and_the_second_the_fish() {
        let offered = [(Rarity::Trash, vec![A]), (Rarity::Common, vec![B, C])];
        for (tier, fish, chosen) in [(0, 9, A), (19, 0, A), (20, 0, B), (20, 1, C), (35, 2, B), (36, 0, A)] {
            assert_eq!(choose(&rolled(tier, fish), &offered), chosen, "{tier} {fish}");
        }
    }

    #[test]
    fn a_draw_tells_every_number_of_the_choice() {
        let offered = [(Rarity::Trash, vec![]), (Rarity::Common, vec![A]), (Rarity::Rare, vec![B, C])];
        let told = draw(&rolled(40, 7), &offered);
        let expected = Draw {
            tier_number: 40,
            total: 24,
            rest: 16,
            tier: 2,
            from: 16,
            till: 23,
            fish_number: 7,
            count: 2,
            fish: 1,
        };
        assert_eq!((told, choose(&rolled(40, 7), &offered)), (Some(expected), C));
    }

    #[test]
    fn empty_tiers_weigh_nothing_and_nothing_offered_is_the_snapped_line() {
        let offered = [(Rarity::Trash, vec![]), (Rarity::Legendary, vec![B])];
        assert_eq!(choose(&rolled(u64::MAX, u64::MAX), &offered), B);
        assert_eq!(choose(&rolled(5, 5), &[]), SNAPPED);
        assert_eq!(choose(&rolled(5, 5), &[(Rarity::Trash, vec![])]), SNAPPED);
    }

    #[test]
    fn over_all_remainders_each_tier_comes_as_often_as_it_weighs() {
        let offered = Rarity::ALL.map(|rarity| (rarity, vec![FishId(rarity.as_str())]));
        for rarity in Rarity::ALL {
            let came = (0..48).filter(|tier| choose(&rolled(*tier, 0), &offered).0 == rarity.as_str()).count();
            assert_eq!(came as u64, rarity.weight());
        }
    }

    proptest! {
        #[test]
        fn any_roll_chooses_something_offered(roll in any::<[u8; 32]>(), counts in prop::array::uniform5(0..4_usize)) {
            let offered: Vec<_> = Rarity::ALL.into_iter().zip(counts).map(|(r, n)| (r, [A, B, C][..n].to_vec())).collect();
            let chosen = choose(&roll, &offered);
            let is_offered = offered.iter().any(|(_, fish)| fish.contains(&chosen));
            prop_assert!(is_offered || (chosen == SNAPPED && counts == [0; 5]));
        }
    }
}
