//! A decided turn, and its form as the one composite value that `settle()` takes.
//!
//! Sessions make a [`Turn`]; the writer sends it. The `…Row` types mirror schema.sql's composite types field by field, by name.
//!
//! **Invariant:** a turn carries all of its effects in one value; nothing of it is joined to it by a key on the way.

use jiff::{Timestamp, civil::Date};
use postgres_types::ToSql;
use rust_decimal::Decimal;

use super::{
    drawing::{DrawingRow, OfferingRow, SealingRow},
    error::DbError,
    seals::Seals,
};
use crate::{
    game::{
        catalogue::{FishId, Rarity, RodId},
        change::{Change, Leg},
        hook::Catch,
        market::{Passed, Tick},
        money::PnlPercent,
        periods::Span,
        player::{PlayerId, Position, PositionId},
        profile::Profile,
        spot::Spot,
    },
    text::Lang,
};

/// What caused a turn, an update or the service itself; the number by which a reader follows it through the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Cause {
    /// Telegram's update with this id.
    Update(i64),
    /// A player's first turn.
    Welcome,
    /// The first waiting seed of a player from before there were any.
    Seed,
    /// A tick took this line to its end.
    Snap(PositionId),
    /// A tick rang a bell of this line.
    Bell(PositionId),
}

impl Cause {
    /// The update that the turn marks done.
    pub fn update_id(self) -> Option<i64> {
        match self {
            Cause::Update(id) => Some(id),
            Cause::Welcome | Cause::Seed | Cause::Snap(_) | Cause::Bell(_) => None,
        }
    }
}

impl std::fmt::Display for Cause {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Cause::Update(id) => write!(f, "u{id}"),
            Cause::Welcome => f.write_str("welcome"),
            Cause::Seed => f.write_str("seed"),
            Cause::Snap(position) => write!(f, "snap{position}"),
            Cause::Bell(position) => write!(f, "bell{position}"),
        }
    }
}

/// What a durable reply is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReplyKind {
    /// A text message.
    Message,
    /// A catch: its card is composed from this position when it is sent; the body is the caption.
    Catch(PositionId),
}

/// A reply that is written in the commit of its turn and delivered afterwards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// Where it goes.
    pub chat_id: i64,
    /// Message or catch.
    pub kind: ReplyKind,
    /// HTML, already escaped.
    pub body: String,
    /// The outbox's own text form of a keyboard; empty for none.
    pub keyboard: String,
    /// In which language the card's words are.
    pub lang: Lang,
    /// Where in its chat.
    pub spot: Spot,
}

/// Everything that one turn does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// Whose.
    pub player: PlayerId,
    /// The version it was decided on; settling makes it one more.
    pub version: i64,
    /// Its cause; an update is marked done in the same commit.
    pub cause: Cause,
    /// When the command was given (a replay: when the service started); an entry's round began after it.
    pub commanded_at: Timestamp,
    /// The effects.
    pub change: Change,
    /// What the player is told, in order.
    pub replies: Vec<Reply>,
}

#[derive(Debug, ToSql)]
#[postgres(name = "fill")]
struct FillRow {
    commanded_at: Timestamp,
    price: Decimal,
    round_at: Timestamp,
    sources: Vec<&'static str>,
    source_prices: Vec<Decimal>,
    source_times: Vec<Timestamp>,
    age_ms: i32,
    passed: Vec<String>,
}

#[derive(Debug, ToSql)]
#[postgres(name = "leg")]
struct LegRow {
    debit: &'static str,
    credit: &'static str,
    amount: i64,
    position_id: Option<i64>,
}

#[derive(Debug, ToSql)]
#[postgres(name = "reply")]
struct ReplyRow<'a> {
    chat_id: i64,
    method: &'static str,
    body: UnprintedText<'a>,
    keyboard: &'a str,
    language: &'static str,
    position_id: Option<i64>,
    topic: Option<String>,
    quotes: Option<i64>,
}

/// Bytes that no log may show: the driver prints the values of a statement at its debug level.
#[derive(ToSql)]
#[postgres(transparent)]
pub(super) struct Unprinted<'a>(pub &'a [u8]);

/// A seed that is a secret still, sealed: what PostgreSQL's own log may show.
#[derive(ToSql)]
#[postgres(transparent)]
pub(super) struct Sealed(pub Vec<u8>);

/// A message body, which no log may show either.
#[derive(ToSql)]
#[postgres(transparent)]
pub(super) struct UnprintedText<'a>(pub &'a str);

impl std::fmt::Debug for Unprinted<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("(secret)")
    }
}

impl std::fmt::Debug for Sealed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("(sealed)")
    }
}

impl std::fmt::Debug for UnprintedText<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("(text)")
    }
}

#[derive(Debug, ToSql)]
#[postgres(name = "opening")]
struct OpeningRow<'a> {
    position_id: i64,
    chat_id: i64,
    pond: &'static str,
    rod: &'static str,
    leverage: Decimal,
    stake_cents: i64,
    seed: Sealed,
    opened_at: Timestamp,
    entry: FillRow,
    topic: Option<String>,
    draw: DrawingRow<'a>,
}

#[derive(Debug, ToSql)]
#[postgres(name = "closing")]
struct ClosingRow<'a> {
    position_id: i64,
    closed_at: Timestamp,
    exit: FillRow,
    pnl_percent: Decimal,
    pnl_cents: i64,
    fish: &'static str,
    roll: &'a [u8],
    catalogue: i32,
    candidates: Vec<String>,
    boards: Vec<i64>,
    periods: Vec<String>,
    offer: OfferingRow,
    seed: Unprinted<'a>,
}

#[derive(Debug, ToSql)]
#[postgres(name = "profile")]
struct ProfileRow<'a> {
    rods: Vec<&'static str>,
    name: UnprintedText<'a>,
    language: &'static str,
    language_chosen: bool,
    daily_on: Option<Date>,
    streak: i32,
    forgiven_on: Option<Date>,
    envelope_at: Option<Timestamp>,
    luck: UnprintedText<'a>,
}

#[derive(Debug, ToSql)]
#[postgres(name = "ringing")]
struct RingingRow {
    position_id: i64,
    bells: Vec<i64>,
}

/// The composite `turn`: what a turn is as a parameter of a statement.
#[derive(Debug, ToSql)]
#[postgres(name = "turn")]
pub struct TurnRow<'a> {
    player_id: i64,
    version: i64,
    update_id: Option<i64>,
    cause: String,
    xp: i64,
    level: i32,
    pond: &'static str,
    rod: &'static str,
    opens: Option<OpeningRow<'a>>,
    closes: Option<ClosingRow<'a>>,
    legs: Vec<LegRow>,
    replies: Vec<ReplyRow<'a>>,
    profile: Option<ProfileRow<'a>>,
    rings: Option<RingingRow>,
    forgets: Option<&'a [u8]>,
    seals: Option<SealingRow>,
}

impl<'a> TurnRow<'a> {
    /// A turn as a parameter; the seed of a line that it opens is sealed, that of one that it closes is published.
    ///
    /// # Errors
    /// The kernel gives no random bytes now.
    pub fn of(turn: &'a Turn, seals: &Seals) -> Result<TurnRow<'a>, DbError> {
        let change = &turn.change;
        let opens = change.opens.as_ref().map(|position| opening(turn, position, seals)).transpose()?;
        let waits = change.next_seed.as_ref().map(|next| SealingRow::of(turn.player, next, seals)).transpose()?;
        Ok(TurnRow {
            player_id: turn.player.0,
            version: turn.version,
            update_id: turn.cause.update_id(),
            cause: turn.cause.to_string(),
            xp: change.xp,
            level: i32::try_from(change.level).unwrap_or(i32::MAX),
            pond: change.pond.symbol(),
            rod: change.rod.as_str(),
            opens,
            closes: change.closes.as_ref().map(|catch| closing(catch, &change.passed)),
            legs: change.legs.iter().map(leg).collect(),
            replies: turn.replies.iter().map(reply).collect(),
            profile: change.profile.as_deref().map(profile),
            rings: change.bells.as_ref().map(|(position, bells)| ringing(*position, bells)),
            forgets: change.forgets.as_ref().map(|hash| hash.as_slice()),
            seals: waits,
        })
    }
}

fn opening<'a>(turn: &'a Turn, position: &'a Position, seals: &Seals) -> Result<OpeningRow<'a>, DbError> {
    Ok(OpeningRow {
        position_id: position.id.0,
        chat_id: position.chat_id,
        pond: position.pond.symbol(),
        rod: position.rod.as_str(),
        leverage: position.leverage.to_decimal(),
        stake_cents: position.stake.0,
        seed: Sealed(seals.seal(turn.player, &position.seed)?),
        opened_at: position.opened_at,
        entry: fill(&position.entry, turn.commanded_at, &turn.change.passed),
        topic: position.topic.map(|topic| topic.to_string()),
        draw: DrawingRow::of(position),
    })
}

fn closing<'a>(catch: &'a Catch, passed: &Passed) -> ClosingRow<'a> {
    ClosingRow {
        position_id: catch.position.id.0,
        closed_at: catch.closed_at,
        exit: exit(catch, passed),
        pnl_percent: catch.pnl.percent.to_decimal(),
        pnl_cents: catch.pnl.cents.0,
        fish: catch.fish.0,
        roll: &catch.roll,
        catalogue: catch.catalogue,
        candidates: catch.candidates.iter().map(tier).collect(),
        boards: boards(&catch.position),
        periods: Span::ALL.map(|span| span.period(catch.closed_at)).to_vec(),
        offer: OfferingRow::of(catch),
        seed: Unprinted(catch.position.seed.bytes()),
    }
}

/// By the clock of the cast, so that the exit's times follow the entry's; what was passed over moves with its exit.
fn exit(catch: &Catch, passed: &Passed) -> FillRow {
    let (exit, commanded_at) = catch.position.by_the_clock_of_its_cast(&catch.exit, catch.commanded_at);
    let by = exit.round_at.duration_since(catch.exit.round_at);
    fill(&exit, commanded_at, &passed.clone().moved(by))
}

/// Everyone's board, and that of the group where the line was cast.
fn boards(position: &Position) -> Vec<i64> {
    [0].into_iter().chain(position.is_in_group().then_some(position.chat_id)).collect()
}

fn profile(profile: &Profile) -> ProfileRow<'_> {
    ProfileRow {
        rods: profile.rods.iter().map(RodId::as_str).collect(),
        name: UnprintedText(&profile.name),
        language: profile.lang.as_str(),
        language_chosen: profile.lang_chosen,
        daily_on: profile.daily.on,
        streak: i32::try_from(profile.daily.streak).unwrap_or(i32::MAX),
        forgiven_on: profile.daily.forgiven_on,
        envelope_at: profile.envelope_at,
        luck: UnprintedText(profile.luck.as_str()),
    }
}

fn ringing(position: PositionId, bells: &[PnlPercent]) -> RingingRow {
    RingingRow { position_id: position.0, bells: bells.iter().map(|mark| mark.0).collect() }
}

/// `rare:moon-carp,fork-eel`: a tier with its fish as they were offered.
fn tier((rarity, fish): &(Rarity, Vec<FishId>)) -> String {
    let fish: Vec<&str> = fish.iter().map(|fish| fish.0).collect();
    format!("{}:{}", rarity.as_str(), fish.join(","))
}

fn fill(tick: &Tick, commanded_at: Timestamp, passed: &Passed) -> FillRow {
    FillRow {
        commanded_at,
        price: tick.price.get(),
        round_at: tick.round_at,
        sources: tick.quotes.iter().map(|quote| quote.source.name()).collect(),
        source_prices: tick.quotes.iter().map(|quote| quote.price.get()).collect(),
        source_times: tick.quotes.iter().map(|quote| quote.at).collect(),
        age_ms: tick.age_ms(),
        passed: passed.lines(),
    }
}

fn leg(leg: &Leg) -> LegRow {
    LegRow {
        debit: leg.debit.as_str(),
        credit: leg.credit.as_str(),
        amount: leg.amount,
        position_id: leg.position.map(|id| id.0),
    }
}

fn reply(reply: &Reply) -> ReplyRow<'_> {
    let (method, position_id) = match reply.kind {
        ReplyKind::Message => ("message", None),
        ReplyKind::Catch(position) => ("photo", Some(position.0)),
    };
    ReplyRow {
        chat_id: reply.chat_id,
        method,
        body: UnprintedText(&reply.body),
        keyboard: &reply.keyboard,
        language: reply.lang.as_str(),
        position_id,
        topic: reply.spot.topic.map(|topic| topic.to_string()),
        quotes: reply.spot.reply_to,
    }
}
