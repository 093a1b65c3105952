//! A player and the line he may have in the water. Owned by his session; loaded and settled by the DbActor.
//!
//! **Invariant:** [`Player::apply`] gives exactly the row that settling the same change leaves in Postgres: version + 1, bait
//! and cash moved by the legs and by nothing else, the other columns as the change says.

use std::fmt;

use jiff::{SignedDuration, Timestamp};

use super::{
    catalogue::RodId,
    change::{Account, Change},
    fair::{DrawRule, NextSeed, Seed},
    market::{Pair, Tick},
    money::{Cents, Leverage, PnlPercent},
    profile::Profile,
    spot::Topic,
};

/// Our own number of a player, never Telegram's.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PlayerId(pub i64);

/// Our number of a position, taken from a sequence before the cast is decided.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PositionId(pub i64);

/// A line in the water.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// Its number.
    pub id: PositionId,
    /// The chat it was cast in, where its catch is shown.
    pub chat_id: i64,
    /// The topic of that chat, where it has any.
    pub topic: Option<Topic>,
    /// What it is priced in.
    pub pond: Pair,
    /// The rod it was cast with; choosing another later changes nothing here.
    pub rod: RodId,
    /// That rod's leverage at the cast.
    pub leverage: Leverage,
    /// What it holds of the player's cash; over zero.
    pub stake: Cents,
    /// Its secret until it closes.
    pub seed: Seed,
    /// By which rule its fish is drawn.
    pub rule: DrawRule,
    /// When the cast was decided.
    pub opened_at: Timestamp,
    /// The fill.
    pub entry: Tick,
    /// So far ahead of ours was the clock by which it was cast; zero unless the machine's clock was set back since, see
    /// [`Position::by_our_clock`].
    pub ahead: SignedDuration,
    /// Marks at which he wants to be told, at most three, none twice.
    pub bells: Vec<PnlPercent>,
}

impl Position {
    /// This line with its times by our clock. One that was cast while the clock was ahead has its entry in the future, where no tick
    /// would be a later one until then: it counts as cast `now`, when it is read again. What is stored of its exit is counted by the
    /// clock of its cast, so that it follows its entry.
    pub fn by_our_clock(mut self, now: Timestamp) -> Position {
        let ahead = self.entry.round_at.duration_since(now);
        if ahead.is_positive() {
            self.ahead = ahead;
            self.entry = self.entry.moved(-ahead);
            self.opened_at = self.opened_at.saturating_sub(ahead).unwrap_or(now);
        }
        self
    }

    /// Its exit and the exit's command as they are stored: by the clock of the cast as long as ours has not come to where that was,
    /// so that they follow the entry. (Ours has when it was the one that was wrong, and went forward since the line was read.) A
    /// command that is the entry's round stays that.
    pub fn by_the_clock_of_its_cast(&self, exit: &Tick, commanded_at: Timestamp) -> (Tick, Timestamp) {
        let moved = |at: Timestamp, by: SignedDuration| at.checked_add(by).unwrap_or(at);
        let entry_at = moved(self.entry.round_at, self.ahead);
        let by = if exit.round_at > entry_at { SignedDuration::ZERO } else { self.ahead };
        let is_entry = commanded_at == self.entry.round_at;
        (exit.clone().moved(by), if is_entry { entry_at } else { moved(commanded_at, by) })
    }
}

/// One player as of `version`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Player {
    /// Who.
    pub id: PlayerId,
    /// Turns settled so far; 0 is a player who has not had his welcome.
    pub version: i64,
    /// Casts left.
    pub bait: i64,
    /// Shown and spendable: without the stake of an open position.
    pub cash: Cents,
    /// Experience, never going down.
    pub xp: i64,
    /// From `xp`, at least 1.
    pub level: u32,
    /// Where the next cast goes.
    pub pond: Pair,
    /// With what.
    pub rod: RodId,
    /// The line in the water.
    pub open: Option<Position>,
    /// Rods, days, name, language and luck.
    pub profile: Profile,
    /// The seed of his next cast; `None` only before his welcome, and on a row from before there were such seeds.
    pub next_seed: Option<NextSeed>,
    /// Telegram's number of him; `None` on a row that is stored: he was forgotten, and it is nobody's any more.
    pub telegram_id: Option<i64>,
}

impl Position {
    /// True when it was cast in a group: Telegram's ids of groups are below zero.
    pub fn is_in_group(&self) -> bool {
        self.chat_id < 0
    }
}

impl Player {
    /// A row as it is first stored: version 0, empty hands, level 1, the first pond, the starter rod.
    pub fn newcomer(id: PlayerId) -> Player {
        Player {
            id,
            version: 0,
            bait: 0,
            cash: Cents(0),
            xp: 0,
            level: 1,
            pond: Pair::EthUsd,
            rod: RodId::Long20,
            open: None,
            profile: Profile::default(),
            next_seed: None,
            telegram_id: None,
        }
    }

    /// Takes over a settled change: what the database did, done here.
    pub fn apply(&mut self, change: &Change) {
        self.version += 1;
        for leg in &change.legs {
            self.move_by(leg.debit, -leg.amount);
            self.move_by(leg.credit, leg.amount);
        }
        self.xp = change.xp;
        self.level = change.level;
        self.pond = change.pond;
        self.rod = change.rod;
        if let Some(profile) = &change.profile {
            self.profile = (**profile).clone();
        }
        if let Some(next) = &change.next_seed {
            self.next_seed = Some(next.clone());
        }
        if change.forgets.is_some() {
            self.telegram_id = None;
        }
        if let (Some((position, bells)), Some(open)) = (&change.bells, &mut self.open)
            && open.id == *position
        {
            open.bells = bells.clone();
        }
        if change.closes.is_some() {
            self.open = None;
        }
        if let Some(position) = &change.opens {
            self.open = Some(position.clone());
        }
    }

    /// The player as a change will leave him.
    pub fn after(&self, change: &Change) -> Player {
        let mut after = self.clone();
        after.apply(change);
        after
    }

    fn move_by(&mut self, account: Account, amount: i64) {
        match account {
            Account::Bait => self.bait += amount,
            Account::Cash => self.cash.0 += amount,
            // Derived from the ledger, never held by the player's row.
            Account::Position | Account::HouseBait | Account::HouseCash => {}
        }
    }
}

impl fmt::Display for PlayerId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for PositionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::game::change::Leg;
    use crate::game::market::Passed;
    use crate::game::samples::{at, player, position, seed, tick};

    #[test]
    fn a_change_is_taken_over_as_the_database_has_it() {
        let mut player = player(5, 200_000, 90);
        let line = position(RodId::Long20, 20, "2500");
        let leg = |debit, credit, amount| Leg { debit, credit, amount, position: None };
        let legs = vec![
            leg(Account::Bait, Account::HouseBait, 2),
            leg(Account::HouseBait, Account::Bait, 3),
            leg(Account::Cash, Account::Position, 150_000),
            leg(Account::Position, Account::HouseCash, 7),
        ];
        let opens = Some(line.clone());
        let profile = Profile { name: "Ann".to_owned(), ..Profile::default() };
        let change = Change {
            xp: 100,
            level: 2,
            pond: Pair::BtcUsd,
            rod: RodId::Short20,
            legs,
            opens,
            closes: None,
            profile: Some(Box::new(profile.clone())),
            bells: None,
            forgets: None,
            next_seed: Some(NextSeed::first(seed())),
            passed: Passed::default(),
        };
        player.apply(&change);
        let expected = Player {
            id: PlayerId(1),
            version: 8,
            bait: 6,
            cash: Cents(50_000),
            xp: 100,
            level: 2,
            pond: Pair::BtcUsd,
            rod: RodId::Short20,
            open: Some(line.clone()),
            profile,
            next_seed: Some(NextSeed::first(seed())),
            telegram_id: Some(100),
        };
        assert_eq!(player, expected);
        let unchanged = Change { legs: Vec::new(), opens: None, profile: None, next_seed: None, ..change };
        player.apply(&unchanged);
        assert_eq!(player, Player { version: 9, ..expected.clone() }, "what a change does not close stays open");
        let bells = vec![PnlPercent(50_000)];
        player.apply(&Change { bells: Some((line.id, bells.clone())), ..unchanged });
        assert_eq!(player, Player { version: 10, open: Some(Position { bells, ..line }), ..expected });
    }

    #[test]
    fn an_exit_follows_its_entry_whichever_clock_was_wrong() {
        let mut line = position(RodId::Long20, 20, "2500");
        line.entry = tick(5_000, "2500");
        let line = line.by_our_clock(at(1_400));
        assert_eq!((line.entry.round_at, line.ahead), (at(1_400), SignedDuration::from_secs(3_600)));
        // exit, its command -> as they are stored
        for (exit_s, commanded_s, stored) in [
            (1_500, 1_490, (5_100, 5_090)),
            (1_500, 1_400, (5_100, 5_000)),
            (5_000, 4_990, (8_600, 8_590)),
            (5_100, 5_090, (5_100, 5_090)),
            (5_100, 1_400, (5_100, 5_000)),
        ] {
            let (exit, commanded_at) = line.by_the_clock_of_its_cast(&tick(exit_s, "2600"), at(commanded_s));
            assert_eq!((exit.round_at, commanded_at), (at(stored.0), at(stored.1)), "{exit_s} {commanded_s}");
            assert!(exit.age_ms() == 0 && exit.round_at > commanded_at && exit.round_at > at(5_000));
        }
    }

    #[test]
    fn a_newcomer_is_stored_empty() {
        let player = Player::newcomer(PlayerId(9));
        assert_eq!((player.version, player.bait, player.cash, player.xp, player.level), (0, 0, Cents(0), 0, 1));
        assert_eq!(
            (player.pond.symbol(), player.rod.as_str(), player.id.to_string().as_str()),
            ("ETH/USD", "long-2", "9")
        );
    }
}
