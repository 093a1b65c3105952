//! Ticks, players and turns, as a day at sea makes them.
//!
//! Used by all pieces.
//!
//! **Invariant:** what is decided here is decided by the game.

use angler::{
    actors::db::turn::{Cause, Reply, ReplyKind, Turn},
    game::{
        cast::decide_cast,
        change::Change,
        fair::{NextSeed, Seed},
        hook::{HookTimes, decide_hook},
        market::{Pair, Quote, Source, Tick},
        money::{Cents, Price},
        player::{Player, PlayerId, PositionId},
        rules::Rules,
        spot::Spot,
    },
    text::{Lang, pages},
};
use jiff::Timestamp;

/// Rules by which nobody runs out of bait and any hook may be.
pub const RULES: Rules = Rules { new_player_bait: 1_000_000, quick_hook_s: 0 };

/// So many seconds after the epoch.
pub fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).expect("a second of this century")
}

/// A round of ETH/USD in which three sources answered.
pub fn tick(second: i64, cents: i64) -> Tick {
    let price = Price::new(rust_decimal::Decimal::new(cents, 2)).expect("a price");
    let quote = |source| Quote { source, price, at: at(second - 1) };
    let quotes = [Source::Binance, Source::Coinbase, Source::Kraken].map(quote).to_vec();
    Tick { pair: Pair::EthUsd, price, round_at: at(second), quotes }
}

/// A seed.
pub fn seed() -> Seed {
    Seed::from_bytes([7; 32])
}

/// Somebody with bait and cash and no line out.
pub fn ashore(id: i64) -> Player {
    let next_seed = Some(NextSeed::first(seed()));
    let (bait, cash) = (RULES.new_player_bait, Cents(1_000_000));
    Player { version: 1, bait, cash, next_seed, ..Player::newcomer(PlayerId(id)) }
}

/// The same with a line in the water since second 1,000.
pub fn fishing(id: i64) -> Player {
    let mut player = ashore(id);
    let cast = cast(&player, 1_000, 250_000);
    player.apply(&cast);
    player
}

/// A cast, filled in this second.
pub fn cast(player: &Player, second: i64, cents: i64) -> Change {
    let position = PositionId(player.id.0 * 1_000_000 + player.version);
    decide_cast(player, player.id.0, None, &tick(second, cents), position, seed(), at(second)).expect("a cast may be")
}

/// A hook, filled in this second.
pub fn hook(player: &Player, second: i64, cents: i64) -> Change {
    let times = HookTimes { arrived_at: at(second - 1), commanded_at: at(second - 1) };
    decide_hook(player, &tick(second, cents), None, times, at(second), &RULES).expect("a hook may be")
}

/// The turn of whatever is next for a player: a cast, or the hook of his line. Commanded a second before its tick.
pub fn next_turn(player: &Player, cause: Cause, second: i64, cents: i64) -> Turn {
    let change = if player.open.is_some() { hook(player, second, cents) } else { cast(player, second, cents) };
    let after = player.after(&change);
    let (kind, body) = match (&change.opens, &change.closes) {
        (Some(position), _) => (ReplyKind::Message, pages::line_out(Lang::En, &after, position).text),
        (None, Some(caught)) => (ReplyKind::Catch(caught.position.id), pages::catch_caption(Lang::En, caught, &after)),
        (None, None) => unreachable!("a cast opens and a hook closes"),
    };
    let reply =
        Reply { chat_id: player.id.0, kind, body, keyboard: String::new(), lang: Lang::En, spot: Spot::default() };
    let commanded_at = at(second - 1);
    Turn { player: player.id, version: player.version, cause, commanded_at, change, replies: vec![reply] }
}
