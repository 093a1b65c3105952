//! The cast: may it be, and what does it change. Called by the session, first without a price, then with the fill.
//!
//! **Invariant:** one piece of bait and the stake leave the player in the same change that opens the position; a refusal
//! changes nothing.

use jiff::Timestamp;

use super::{
    catalogue,
    change::{Account, Change},
    fair::{DrawRule, Seed},
    levels,
    market::Tick,
    money::Cents,
    player::{Player, Position, PositionId},
    rules::{CAST_BAIT, SMALLEST_PURSE},
    spot::Topic,
};

/// Why there is no cast.
#[derive(Copy, Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CastRefusal {
    /// The tin is empty.
    #[error("no bait left")]
    NoBait,
    /// One line at a time.
    #[error("a line is already out")]
    LineOut,
    /// Under $100.00 of cash.
    #[error("too little cash")]
    LightPurse {
        /// What there is.
        cash: Cents,
    },
    /// No seed waits whose commitment he could have seen.
    #[error("no seed waits")]
    NoSeed,
}

/// What needs no price: decided before the first frame of the scene.
pub fn check_cast(player: &Player) -> Result<(), CastRefusal> {
    if player.open.is_some() {
        return Err(CastRefusal::LineOut);
    }
    if player.bait < CAST_BAIT {
        return Err(CastRefusal::NoBait);
    }
    if player.cash < SMALLEST_PURSE {
        return Err(CastRefusal::LightPurse { cash: player.cash });
    }
    Ok(())
}

/// Opens a position at the fill, with the seed that waited; `next` waits from then on. The pond is the tick's pair: the one that was chosen when the cast was commanded, even if
/// the player has chosen another since.
pub fn decide_cast(
    player: &Player,
    chat_id: i64,
    topic: Option<Topic>,
    tick: &Tick,
    id: PositionId,
    next: Seed,
    now: Timestamp,
) -> Result<Change, CastRefusal> {
    check_cast(player)?;
    let waiting = player.next_seed.as_ref().ok_or(CastRefusal::NoSeed)?;
    let stake = levels::stake(player.level).min(player.cash);
    let mut change = Change::of(player);
    change.moves(Account::Bait, Account::HouseBait, CAST_BAIT, None);
    change.moves(Account::Cash, Account::Position, stake.0, Some(id));
    change.opens = Some(Position {
        id,
        chat_id,
        topic,
        pond: tick.pair,
        rod: player.rod,
        leverage: catalogue::rod(player.rod).leverage,
        stake,
        seed: waiting.seed.clone(),
        rule: DrawRule::ByLuck { number: waiting.number, luck: player.profile.luck.clone() },
        opened_at: now,
        entry: tick.clone(),
        ahead: jiff::SignedDuration::ZERO,
        bells: Vec::new(),
    });
    change.next_seed = Some(waiting.followed_by(next));
    Ok(change)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::game::{
        catalogue::RodId,
        change::Leg,
        fair::NextSeed,
        luck::Luck,
        market::Pair,
        samples::{at, player, position, seed, tick},
    };

    fn next() -> Seed {
        Seed::from_bytes([9; 32])
    }

    fn cast(player: &Player) -> Result<Change, CastRefusal> {
        decide_cast(player, -5, Some(Topic::Thread(42)), &tick(1_000, "2500"), PositionId(42), next(), at(1_003))
    }

    #[test]
    fn a_cast_takes_bait_and_stake_and_opens_the_line() {
        let mut player = player(3, 1_000_000, 350);
        player.rod = RodId::Short20;
        let change = cast(&player).unwrap();
        let legs = [
            Leg { debit: Account::Bait, credit: Account::HouseBait, amount: 1, position: None },
            Leg { debit: Account::Cash, credit: Account::Position, amount: 300_000, position: Some(PositionId(42)) },
        ];
        assert_eq!(change.legs, legs);
        player.apply(&change);
        let open = player.open.as_ref().unwrap();
        assert_eq!((player.version, player.bait, player.cash), (8, 2, Cents(700_000)));
        assert_eq!(
            (open.id, open.chat_id, open.stake, open.opened_at),
            (PositionId(42), -5, Cents(300_000), at(1_003))
        );
        assert_eq!((open.pond, open.rod, open.leverage.0), (Pair::EthUsd, RodId::Short20, -20));
        assert_eq!((&open.entry, &open.seed), (&tick(1_000, "2500"), &seed()));
        assert_eq!(cast(&player), Err(CastRefusal::LineOut));
    }

    #[test]
    fn a_cast_takes_the_seed_that_waited_and_leaves_the_next_with_the_number_after_it() {
        let mut player = player(3, 1_000_000, 0);
        player.next_seed = Some(NextSeed { number: 7, seed: seed() });
        player.profile.luck = Luck::parse("clover").unwrap();
        player.apply(&cast(&player).unwrap());
        let rule = DrawRule::ByLuck { number: 7, luck: Luck::parse("clover").unwrap() };
        let open = player.open.as_ref().unwrap();
        assert_eq!((&open.seed, &open.rule), (&seed(), &rule));
        assert_eq!(player.next_seed, Some(NextSeed { number: 8, seed: next() }));
    }

    #[test]
    fn without_a_seed_that_could_be_shown_there_is_no_cast() {
        let unsealed = Player { next_seed: None, ..player(3, 1_000_000, 0) };
        assert_eq!(cast(&unsealed), Err(CastRefusal::NoSeed));
    }

    #[test]
    fn refusals() {
        assert_eq!(cast(&player(0, 1_000_000, 0)), Err(CastRefusal::NoBait));
        assert_eq!(cast(&player(1, 9_999, 0)), Err(CastRefusal::LightPurse { cash: Cents(9_999) }));
        assert!(cast(&player(1, 10_000, 0)).is_ok());
        let mut fishing = player(0, 0, 0);
        fishing.open = Some(position(RodId::Long20, 20, "2500"));
        assert_eq!(check_cast(&fishing), Err(CastRefusal::LineOut), "the line out is said before bait and purse");
    }

    #[test]
    fn the_pond_is_the_price_it_was_filled_at() {
        let mut player = player(3, 1_000_000, 350);
        player.pond = Pair::BtcUsd;
        let change = cast(&player).unwrap();
        assert_eq!((change.pond, change.opens.unwrap().pond), (Pair::BtcUsd, Pair::EthUsd));
    }

    proptest! {
        #[test]
        fn nothing_goes_below_zero(bait in 0..5_i64, cash in 0..2_000_000_i64, xp in 0..5_000_i64) {
            let mut player = player(bait, cash, xp);
            if let Ok(change) = cast(&player) {
                player.apply(&change);
                prop_assert!(player.bait >= 0 && player.cash >= Cents(0));
                let stake = player.open.unwrap().stake;
                prop_assert!(stake > Cents(0) && stake <= levels::stake(player.level));
                prop_assert_eq!(player.cash.0 + stake.0, cash);
            } else {
                prop_assert!(bait == 0 || cash < 10_000);
            }
        }
    }
}
