//! What cash is for besides stakes: rods, and the old angler's envelope for those who have nearly none. Called by the session for
//! `/rods`, `/envelope` and their buttons.
//!
//! Rules (GAME.md, "Player" and "Rods"): a rod is paid once and owned for ever; under $500.00 of cash and with no line out, once
//! in 24 hours, the envelope fills the purse up to $1,000.00.
//!
//! **Invariant:** cash moves between the player and the house in the same change that gives the rod or notes the envelope.

use jiff::{SignedDuration, Timestamp};

use super::{
    catalogue::{self, RodId},
    change::{Account, Change},
    money::Cents,
    player::Player,
    rules::{ENVELOPE_BELOW, ENVELOPE_EVERY_H, ENVELOPE_UP_TO},
};

/// Why a rod is not sold.
#[derive(Copy, Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BuyRefusal {
    /// It is his already.
    #[error("{rod} is owned")]
    Owned {
        /// The rod.
        rod: RodId,
    },
    /// The purse is too light.
    #[error("{rod} costs more than there is")]
    TooDear {
        /// The rod.
        rod: RodId,
        /// What is missing.
        missing: Cents,
    },
}

/// Why there is no envelope.
#[derive(Copy, Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EnvelopeRefusal {
    /// There is enough in the purse.
    #[error("enough cash")]
    PurseFull,
    /// What is staked comes back first.
    #[error("a line is out")]
    LineOut,
    /// One a day.
    #[error("an envelope within the last day")]
    TooSoon {
        /// Seconds until the next, at least 1.
        wait_s: i64,
    },
}

/// Whether a rod could be bought now.
pub fn check_buy(player: &Player, rod: RodId) -> Result<(), BuyRefusal> {
    if player.profile.rods.has(rod) {
        return Err(BuyRefusal::Owned { rod });
    }
    let missing = catalogue::rod(rod).price.0 - player.cash.0;
    if missing > 0 {
        return Err(BuyRefusal::TooDear { rod, missing: Cents(missing) });
    }
    Ok(())
}

/// Buys a rod and takes it in hand.
pub fn decide_buy(player: &Player, rod: RodId) -> Result<Change, BuyRefusal> {
    check_buy(player, rod)?;
    let mut change = Change::of(player);
    change.moves(Account::Cash, Account::HouseCash, catalogue::rod(rod).price.0, None);
    change.profile_of(player).rods = player.profile.rods.with(rod);
    change.rod = rod;
    Ok(change)
}

/// Whether an envelope would be given at this moment.
pub fn check_envelope(player: &Player, now: Timestamp) -> Result<(), EnvelopeRefusal> {
    if player.open.is_some() {
        return Err(EnvelopeRefusal::LineOut);
    }
    if player.cash >= ENVELOPE_BELOW {
        return Err(EnvelopeRefusal::PurseFull);
    }
    let since = player.profile.envelope_at.map(|last| now.duration_since(last));
    // One of more than a day ahead was given by a clock that was wrong: it holds nobody up.
    let every = SignedDuration::from_hours(ENVELOPE_EVERY_H);
    let wait = since.filter(|since| *since >= -every).map(|since| every - since);
    match wait {
        // Rounded up: whoever waits as long as he was told is not told to wait again.
        Some(wait) if wait > SignedDuration::ZERO => {
            Err(EnvelopeRefusal::TooSoon { wait_s: wait.as_secs() + i64::from(wait.subsec_nanos() > 0) })
        }
        _ => Ok(()),
    }
}

/// Fills the purse. `now` is when the command arrived.
pub fn decide_envelope(player: &Player, now: Timestamp) -> Result<Change, EnvelopeRefusal> {
    check_envelope(player, now)?;
    let mut change = Change::of(player);
    change.moves(Account::HouseCash, Account::Cash, ENVELOPE_UP_TO.0 - player.cash.0, None);
    change.profile_of(player).envelope_at = Some(now);
    Ok(change)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::game::{
        change::Leg,
        samples::{at, player, position},
    };

    #[test]
    fn a_rod_is_paid_once_and_taken_in_hand() {
        let mut player = player(3, 500_000, 0);
        let change = decide_buy(&player, RodId::Long30).unwrap();
        assert_eq!(
            change.legs,
            [Leg { debit: Account::Cash, credit: Account::HouseCash, amount: 500_000, position: None }]
        );
        player.apply(&change);
        assert_eq!((player.cash, player.rod), (Cents(0), RodId::Long30));
        assert!(player.profile.rods.has(RodId::Long30) && player.profile.rods.has(RodId::Long20));
        assert_eq!(decide_buy(&player, RodId::Long30), Err(BuyRefusal::Owned { rod: RodId::Long30 }));
        let missing = Cents(100_000);
        assert_eq!(decide_buy(&player, RodId::Long25), Err(BuyRefusal::TooDear { rod: RodId::Long25, missing }));
        assert_eq!(check_buy(&player, RodId::Short20), Err(BuyRefusal::Owned { rod: RodId::Short20 }));
    }

    #[test]
    fn the_envelope_fills_up_to_a_thousand_once_a_day() {
        let mut player = player(3, 49_999, 0);
        let change = decide_envelope(&player, at(1_000)).unwrap();
        let leg = Leg { debit: Account::HouseCash, credit: Account::Cash, amount: 50_001, position: None };
        assert_eq!(change.legs, [leg]);
        player.apply(&change);
        assert_eq!((player.cash, player.profile.envelope_at), (Cents(100_000), Some(at(1_000))));
        assert_eq!(decide_envelope(&player, at(1_001)), Err(EnvelopeRefusal::PurseFull));
        player.cash = Cents(0);
        let day = 24 * 3_600;
        for (moment, wait_s) in [(1_000, Some(day)), (999, Some(day + 1)), (999 + day, Some(1)), (1_000 + day, None)] {
            let refused = decide_envelope(&player, at(moment)).err();
            assert_eq!(refused, wait_s.map(|wait_s| EnvelopeRefusal::TooSoon { wait_s }), "{moment}");
        }
        assert!(decide_envelope(&player, at(999 - day)).is_ok(), "it was given by a clock that was a day ahead");
    }

    #[test]
    fn a_line_out_or_enough_cash_brings_no_envelope() {
        assert_eq!(decide_envelope(&player(3, 50_000, 0), at(5)), Err(EnvelopeRefusal::PurseFull));
        let mut fishing = player(3, 0, 0);
        fishing.open = Some(position(RodId::Long20, 20, "2500"));
        assert_eq!(decide_envelope(&fishing, at(5)), Err(EnvelopeRefusal::LineOut));
    }
}
