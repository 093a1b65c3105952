//! Rows of Postgres to values of the game.
//!
//! Used by the queries. A row that cannot be a value (an unknown pond, a negative price) was written by a foreign hand or a
//! newer program, and is an error of its own, not a panic.
//!
//! **Invariant:** reading back what `settle()` stored gives the value that the session had decided.

use std::{error::Error as StdError, str::FromStr};

use jiff::Timestamp;
use rust_decimal::Decimal;
use tokio_postgres::{Row, types::FromSql};

use super::{
    drawing,
    messages::{OwedReply, ReplyKey},
    seals::Seals,
    turn::{Reply, ReplyKind},
};
use crate::game::{
    catalogue::{Rarity, RodId},
    crossing::Line,
    fair::Seed,
    luck::Luck,
    market::{Quote, Tick},
    money::{Cents, Leverage, PnlPercent, Price},
    player::{Player, PlayerId, Position, PositionId},
    profile::{Daily, Profile},
    spot::{Spot, Topic},
};
use crate::plumbing::clock;

/// Why a row cannot be read.
pub(super) type RowError = Box<dyn StdError + Send + Sync>;

/// A column by name.
pub(super) fn get<'a, T: FromSql<'a>>(row: &'a Row, column: &str) -> Result<T, RowError> {
    Ok(row.try_get(column)?)
}

/// A text column that is one of our words.
pub(super) fn word<T: FromStr>(row: &Row, column: &'static str) -> Result<T, RowError> {
    let text: &str = get(row, column)?;
    T::from_str(text).map_err(|_| format!("column {column} holds the unknown word '{text}'").into())
}

pub(super) fn price(value: Decimal) -> Result<Price, RowError> {
    Price::new(value).map_err(|error| error.to_string().into())
}

/// A column of P&L in percent.
pub(super) fn percent(row: &Row, column: &str) -> Result<PnlPercent, RowError> {
    let percent: Decimal = get(row, column)?;
    PnlPercent::from_decimal(percent).ok_or_else(|| format!("P&L of {percent} % cannot be").into())
}

/// A player and, where the joined columns are there, his open line.
pub(super) fn player(row: &Row, seals: &Seals) -> Result<Player, RowError> {
    let open: Option<i64> = get(row, "position_id")?;
    let id = PlayerId(get(row, "player_id")?);
    Ok(Player {
        id,
        version: get(row, "version")?,
        bait: get(row, "bait")?,
        cash: Cents(get(row, "cash_cents")?),
        xp: get(row, "xp")?,
        level: u32::try_from(get::<i32>(row, "level")?)?,
        pond: word(row, "pond")?,
        rod: word(row, "rod")?,
        open: open.map(|_| Ok::<_, RowError>(position(row, id, seals)?.by_our_clock(clock::now()))).transpose()?,
        profile: profile(row)?,
        next_seed: drawing::next_seed(row, id, seals)?,
        telegram_id: get(row, "telegram_id")?,
    })
}

fn profile(row: &Row) -> Result<Profile, RowError> {
    let rods: Vec<&str> = get(row, "rods")?;
    let known = rods.into_iter().map(|rod| rod.parse().map_err(|_| format!("unknown rod '{rod}'")));
    Ok(Profile {
        rods: known.collect::<Result<Vec<RodId>, String>>()?.into_iter().collect(),
        name: get(row, "name")?,
        lang: word(row, "language")?,
        lang_chosen: get(row, "language_chosen")?,
        daily: Daily {
            on: get(row, "daily_on")?,
            streak: u32::try_from(get::<i32>(row, "streak")?)?,
            forgiven_on: get(row, "forgiven_on")?,
        },
        envelope_at: get(row, "envelope_at")?,
        luck: Luck::stored(get(row, "luck")?),
    })
}

/// A player's position from columns whose clashing names are prefixed: `cast_pond`, `cast_rod`, `cast_luck`.
pub(super) fn position(row: &Row, player: PlayerId, seals: &Seals) -> Result<Position, RowError> {
    let leverage: Decimal = get(row, "leverage")?;
    Ok(Position {
        id: PositionId(get(row, "position_id")?),
        chat_id: get(row, "chat_id")?,
        topic: topic(row)?,
        pond: word(row, "cast_pond")?,
        rod: word(row, "cast_rod")?,
        leverage: Leverage::from_decimal(leverage).ok_or("a leverage that no rod has")?,
        stake: Cents(get(row, "stake_cents")?),
        seed: seed(row, "seed", player, seals)?,
        rule: drawing::rule(row)?,
        opened_at: get(row, "opened_at")?,
        entry: entry(row)?,
        ahead: jiff::SignedDuration::ZERO,
        bells: bells(row)?,
    })
}

/// A player's seed in this column, sealed or plain.
pub(super) fn seed(row: &Row, column: &str, player: PlayerId, seals: &Seals) -> Result<Seed, RowError> {
    let stored: &[u8] = get(row, column)?;
    seals.open(player, stored).map_err(|error| format!("the seed of player {player}: {error}").into())
}

/// The column of a topic; NULL for none.
pub(super) fn topic(row: &Row) -> Result<Option<Topic>, RowError> {
    let text: Option<&str> = get(row, "topic")?;
    text.map(|text| Topic::parse(text).ok_or_else(|| format!("'{text}' is no topic").into())).transpose()
}

fn bells(row: &Row) -> Result<Vec<PnlPercent>, RowError> {
    Ok(get::<Vec<i64>>(row, "bells")?.into_iter().map(PnlPercent).collect())
}

/// An open line as the Watch keeps it.
pub(super) fn line(row: &Row) -> Result<Line, RowError> {
    let leverage: Decimal = get(row, "leverage")?;
    Ok(Line {
        player: PlayerId(get(row, "player_id")?),
        position: PositionId(get(row, "position_id")?),
        pair: word(row, "pond")?,
        entry: price(get(row, "entry_price")?)?,
        // As `Position::by_our_clock`: an entry from the future does not keep the line from snapping until then.
        after: get::<Timestamp>(row, "entry_round_at")?.min(clock::now()),
        leverage: Leverage::from_decimal(leverage).ok_or("a leverage that no rod has")?,
        bells: bells(row)?,
    })
}

fn entry(row: &Row) -> Result<Tick, RowError> {
    Ok(Tick {
        pair: word(row, "cast_pond")?,
        price: price(get(row, "entry_price")?)?,
        round_at: get(row, "entry_round_at")?,
        quotes: quotes(row, "entry_sources", "entry_source_prices", "entry_source_times")?,
    })
}

/// The quotes of a fill from its three columns.
pub(super) fn quotes(row: &Row, sources: &str, prices: &str, times: &str) -> Result<Vec<Quote>, RowError> {
    let sources: Vec<&str> = get(row, sources)?;
    let prices: Vec<Decimal> = get(row, prices)?;
    let times: Vec<Timestamp> = get(row, times)?;
    let quotes = sources.into_iter().zip(prices).zip(times).map(|((source, value), at)| {
        let source = source.parse().map_err(|_| format!("unknown price source '{source}'"))?;
        Ok(Quote { source, price: price(value)?, at })
    });
    quotes.collect()
}

/// A tier of candidates as settling wrote it: `rare:moon-carp,fork-eel`.
pub(super) fn tier(text: &str) -> Result<(Rarity, Vec<&str>), RowError> {
    let (name, fish) = text.split_once(':').ok_or("a tier without its fish")?;
    let rarity = Rarity::ALL.into_iter().find(|rarity| rarity.as_str() == name).ok_or("a tier that no fish has")?;
    Ok((rarity, fish.split(',').filter(|fish| !fish.is_empty()).collect()))
}

/// A row of the outbox.
pub(super) fn owed(row: &Row) -> Result<OwedReply, RowError> {
    let position: Option<i64> = get(row, "position_id")?;
    Ok(OwedReply {
        key: ReplyKey {
            player: PlayerId(get(row, "player_id")?),
            version: get(row, "version")?,
            seq: get(row, "seq")?,
        },
        cause: get::<String>(row, "cause")?.into(),
        settled_at: get(row, "settled_at")?,
        reply: Reply {
            chat_id: get(row, "chat_id")?,
            kind: position.map_or(ReplyKind::Message, |id| ReplyKind::Catch(PositionId(id))),
            body: get(row, "body")?,
            keyboard: get(row, "keyboard")?,
            lang: word(row, "language")?,
            spot: Spot { topic: topic(row)?, reply_to: get(row, "quotes")? },
        },
        fish: None,
    })
}
