//! What one turn does to a player: the value that every decision returns, the database settles and the session applies.
//!
//! **Invariant:** bait and cash move by legs and by nothing else; a leg's amount is over zero and its two accounts hold the
//! same kind of thing; a closed position's account ends at zero.

use super::{
    catalogue::RodId,
    fair::{NextSeed, Seed},
    hook::Catch,
    market::{Pair, Passed},
    money::PnlPercent,
    player::{Player, Position, PositionId},
    profile::Profile,
    rules::{NEW_PLAYER_CASH, Rules},
};

/// Where bait or cash can be.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub enum Account {
    /// The player's bait.
    Bait,
    /// The player's cash.
    Cash,
    /// What a position holds.
    Position,
    /// The other side of all bait.
    HouseBait,
    /// The other side of all cash.
    HouseCash,
}

/// One movement: `amount` goes from `debit` to `credit`.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Leg {
    /// Where it is taken from.
    pub debit: Account,
    /// Where it goes.
    pub credit: Account,
    /// Pieces of bait or cents, over zero.
    pub amount: i64,
    /// Set exactly when one side is a position.
    pub position: Option<PositionId>,
}

/// One turn's effects. `xp`, `level`, `pond` and `rod` are the values after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Experience after the turn.
    pub xp: i64,
    /// Level after the turn.
    pub level: u32,
    /// Chosen pond after the turn.
    pub pond: Pair,
    /// Rod in hand after the turn.
    pub rod: RodId,
    /// What moves, in order.
    pub legs: Vec<Leg>,
    /// A cast's new line.
    pub opens: Option<Position>,
    /// A hook's catch.
    pub closes: Option<Catch>,
    /// The profile after the turn; `None`: as it was. Boxed, for mostly it is.
    pub profile: Option<Box<Profile>>,
    /// The marks of the open line after the turn; `None`: as they were.
    pub bells: Option<(PositionId, Vec<PnlPercent>)>,
    /// The player is forgotten: the keyed hash of his Telegram id, which his row loses.
    pub forgets: Option<[u8; 32]>,
    /// The seed of his next cast after the turn; `None`: the one that waits stays.
    pub next_seed: Option<NextSeed>,
    /// The rounds passed over before the fill of this turn.
    pub passed: Passed,
}

impl Account {
    /// Its name in the ledger.
    pub fn as_str(self) -> &'static str {
        match self {
            Account::Bait => "bait",
            Account::Cash => "cash",
            Account::Position => "position",
            Account::HouseBait => "house_bait",
            Account::HouseCash => "house_cash",
        }
    }
}

impl Change {
    /// A turn that leaves everything as it is: what decisions start from.
    pub fn of(player: &Player) -> Change {
        Change {
            xp: player.xp,
            level: player.level,
            pond: player.pond,
            rod: player.rod,
            legs: Vec::new(),
            opens: None,
            closes: None,
            profile: None,
            bells: None,
            forgets: None,
            next_seed: None,
            passed: Passed::default(),
        }
    }

    /// The profile after this turn, to be changed; it begins as it is before.
    pub fn profile_of(&mut self, player: &Player) -> &mut Profile {
        self.profile.get_or_insert_with(|| Box::new(player.profile.clone()))
    }

    /// Adds a movement; an amount of zero or less moves nothing and leaves no leg.
    pub(super) fn moves(&mut self, debit: Account, credit: Account, amount: i64, position: Option<PositionId>) {
        if amount > 0 {
            self.legs.push(Leg { debit, credit, amount, position });
        }
    }
}

/// A newcomer's first turn: his bait and his cash, from the house, and the seed of his first cast.
pub fn welcome(player: &Player, rules: &Rules, seed: Seed) -> Change {
    let mut change = Change::of(player);
    change.moves(Account::HouseBait, Account::Bait, rules.new_player_bait, None);
    change.moves(Account::HouseCash, Account::Cash, NEW_PLAYER_CASH.0, None);
    change.next_seed = Some(NextSeed::first(seed));
    change
}

/// For a player from before there were waiting seeds: his first one, and nothing else.
pub fn first_seed(player: &Player, seed: Seed) -> Change {
    Change { next_seed: Some(NextSeed::first(seed)), ..Change::of(player) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::game::{money::Cents, player::PlayerId, samples::seed};

    #[test]
    fn a_newcomer_gets_bait_and_cash_from_the_house() {
        let mut player = Player::newcomer(PlayerId(1));
        let change = welcome(&player, &Rules::default(), seed());
        let legs = [
            Leg { debit: Account::HouseBait, credit: Account::Bait, amount: 10, position: None },
            Leg { debit: Account::HouseCash, credit: Account::Cash, amount: 1_000_000, position: None },
        ];
        assert_eq!(change.legs, legs);
        player.apply(&change);
        assert_eq!((player.version, player.bait, player.cash), (1, 10, Cents(1_000_000)));
        assert_eq!(player.next_seed, Some(NextSeed::first(seed())));
        assert_eq!((player.xp, player.level, player.pond, player.rod), (0, 1, Pair::EthUsd, RodId::Long20));
    }

    #[test]
    fn a_movement_of_nothing_is_no_leg() {
        let rules = Rules { new_player_bait: 0, ..Rules::default() };
        let legs = welcome(&Player::newcomer(PlayerId(1)), &rules, seed()).legs;
        assert!(legs.iter().all(|leg| leg.amount > 0) && legs.len() == 1);
    }
}
