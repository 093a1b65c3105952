//! Samples for the tests of `text`: players, lines and catches as the game makes them, and as large as it can hold them.
//!
//! **Invariant:** nothing here decides anything. Only tests have this file.

use jiff::Timestamp;

use crate::game::{
    catalogue::{self, CATALOGUE, RodId},
    fair::{DrawRule, NextSeed, Seed},
    hook::Catch,
    levels,
    luck::{LUCK_CHARS, Luck},
    market::{Pair, Quote, Source, Tick},
    money::{Cents, Price},
    player::{Player, PlayerId, Position, PositionId},
    pnl::pnl,
    profile::Profile,
};

/// So many seconds after the epoch.
pub fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

/// A tick of ETH/USD.
pub fn tick(second: i64, text: &str) -> Tick {
    let price = Price::parse(text).unwrap();
    let quotes = vec![Quote { source: Source::Kraken, price, at: at(second - 2) }];
    Tick { pair: Pair::EthUsd, price, round_at: at(second), quotes }
}

/// The seed of [`line`].
pub fn seed() -> Seed {
    Seed::from_bytes([7; 32])
}

/// A player with 9 baits, $9,000 and 120 XP.
pub fn player() -> Player {
    let next_seed = Some(NextSeed { number: 4, seed: Seed::from_bytes([8; 32]) });
    Player { bait: 9, cash: Cents(900_000), xp: 120, level: 2, next_seed, ..Player::newcomer(PlayerId(17)) }
}

/// A line of $1,000, cast at second 1,000.
pub fn line(entry: &str) -> Position {
    Position {
        id: PositionId(42),
        chat_id: 17,
        topic: None,
        pond: Pair::EthUsd,
        rod: RodId::Long20,
        leverage: catalogue::rod(RodId::Long20).leverage,
        stake: Cents(100_000),
        seed: seed(),
        rule: DrawRule::ByLuck { number: 3, luck: Luck::default() },
        opened_at: at(1_000),
        entry: tick(1_000, entry),
        ahead: jiff::SignedDuration::ZERO,
        bells: Vec::new(),
    }
}

/// A catch after 12 min 5 s.
pub fn caught(fish: &str, entry: &str, exit: &str) -> Catch {
    let position = line(entry);
    let exit = tick(1_725, exit);
    let fish = catalogue::find(fish).unwrap();
    Catch {
        pnl: pnl(position.stake, position.entry.price, exit.price, position.leverage),
        position,
        exit,
        commanded_at: at(1_720),
        closed_at: at(1_725),
        fish: fish.id,
        roll: [0; 32],
        catalogue: CATALOGUE,
        candidates: Vec::new(),
        xp_gained: fish.rarity.xp(),
        level_before: 2,
        level_after: 2,
        bait_gained: 0,
    }
}

/// A player with more of everything than anyone will ever have.
pub fn giant() -> Player {
    let mut position = line("999999999.999999999999");
    position.stake = Cents(i64::MAX);
    position.id = PositionId(i64::MIN);
    position.pond = Pair::PolUsd;
    position.rod = RodId::Short25;
    position.opened_at = Timestamp::MIN;
    // As long as a word gets, in characters of which each is escaped.
    let luck = Luck::parse(&"&".repeat(LUCK_CHARS)).unwrap();
    position.rule = DrawRule::ByLuck { number: 1, luck: luck.clone() };
    let profile = Profile { luck, ..Profile::default() };
    Player {
        next_seed: Some(NextSeed { number: i64::MAX, seed: Seed::from_bytes([8; 32]) }),
        profile,
        bait: i64::MAX,
        cash: Cents(i64::MIN),
        xp: i64::MAX,
        level: levels::level_of(i64::MAX),
        pond: Pair::PolUsd,
        rod: RodId::Short25,
        open: Some(position),
        ..Player::newcomer(PlayerId(i64::MIN))
    }
}
