//! Samples for the tests of this floor: short ways to write a time, a price, a tick, a player. Only tests have it.
//!
//! **Invariant:** nothing here decides anything; a sample is what the world could have sent.

use jiff::Timestamp;

use super::{
    catalogue::RodId,
    fair::{DrawRule, NextSeed, Seed},
    levels,
    luck::Luck,
    market::{Pair, Quote, Source, Tick},
    money::{Cents, Leverage, Price},
    player::{Player, PlayerId, Position, PositionId},
};

/// So many seconds after the epoch.
pub fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

/// A price.
pub fn price(text: &str) -> Price {
    Price::parse(text).unwrap()
}

/// A quote.
pub fn quote(source: Source, text: &str, second: i64) -> Quote {
    Quote { source, price: price(text), at: at(second) }
}

/// A tick of ETH/USD from one source.
pub fn tick(second: i64, text: &str) -> Tick {
    let quotes = vec![quote(Source::Coinbase, text, second)];
    Tick { pair: Pair::EthUsd, price: price(text), round_at: at(second), quotes }
}

/// A seed anyone can guess.
pub fn seed() -> Seed {
    Seed::from_bytes(std::array::from_fn(|index| index as u8))
}

/// A player with bait and cash and this much experience.
pub fn player(bait: i64, cash: i64, xp: i64) -> Player {
    let level = levels::level_of(xp);
    let next_seed = Some(NextSeed::first(seed()));
    let cash = Cents(cash);
    Player { telegram_id: Some(100), version: 7, bait, cash, xp, level, next_seed, ..Player::newcomer(PlayerId(1)) }
}

/// A line with $1,000 on it, opened at second 1,000 on a tick of that second.
pub fn position(rod: RodId, leverage: i16, entry: &str) -> Position {
    Position {
        id: PositionId(42),
        chat_id: -5,
        topic: None,
        pond: Pair::EthUsd,
        rod,
        leverage: Leverage(leverage),
        stake: Cents(100_000),
        seed: seed(),
        rule: DrawRule::ByLuck { number: 1, luck: Luck::default() },
        opened_at: at(1_000),
        entry: tick(1_000, entry),
        ahead: jiff::SignedDuration::ZERO,
        bells: Vec::new(),
    }
}
