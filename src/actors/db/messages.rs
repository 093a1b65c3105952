//! What the DbActor can be asked, and what it answers.
//!
//! Every request is one statement and may be repeated: a second time it reads the same or changes nothing more. The answer is
//! a `Result` whose error says whether waiting helps ([`DbError::is_weather`]).
//!
//! **Invariant:** nothing here moves bait or cash; that is [`super::Settle`]'s alone.

use actix::Message;
use jiff::Timestamp;

pub use super::debts::{Debt, OwedReply, ReplyKey};
use super::error::DbError;
use crate::{
    game::{
        catalogue::FishId,
        crossing::Line,
        fishdex::Fishdex,
        forgetting::Mark,
        market::Tick,
        money::{Cents, PnlPercent, Price},
        player::{Player, PlayerId, Position, PositionId},
        proof::Proof,
        records::{History, Records},
    },
    text::Lang,
};

/// Makes a message of each question: its fields, and a `Result` of its answer.
macro_rules! asks {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident : $kind:ty),* $(,)? } -> $answer:ty;)*) => {
        $($(#[$doc])*
        #[derive(Clone, Debug)]
        pub struct $name { $($(#[$field_doc])* pub $field: $kind),* }
        impl Message for $name {
            type Result = Result<$answer, DbError>;
        })*
    };
}

pub(super) use asks;

asks! {
    /// Store a page of updates; answers for every one of them. Stored again: the same answer, `New` having become `Waiting`.
    StorePage {
        /// In the order of the page.
        page: Vec<PageRow>,
    } -> Vec<Stored>;
    /// A player with his open line, as last settled.
    LoadPlayer {
        /// Whose.
        player: PlayerId,
    } -> Player;
    /// Everything that is kept of a player, as a JSON text; without the seed of a line in the water. At most some 10 MB.
    OwnRecord {
        /// Whose.
        player: PlayerId,
    } -> String;
    /// The private chat of a player; `None`: he was forgotten.
    PrivateChat {
        /// Whose.
        player: PlayerId,
    } -> Option<i64>;
    /// What is kept of somebody with this keyed hash; `None`: he was never forgotten.
    ForgottenMark {
        /// Of his Telegram id.
        hash: [u8; 32],
    } -> Option<Mark>;
    /// Wipe what names a player outside his own row, before he is forgotten: the private chat of his closed lines, delivered
    /// replies, what was put aside.
    WipeTraces {
        /// Whose.
        player: PlayerId,
    } -> u64;
    /// Open lines of the players after this one, in their order, at most `limit`.
    OpenLines {
        /// The last player of the page before; `None`: from the first.
        after: Option<PlayerId>,
        /// How many at the most.
        limit: i64,
    } -> Vec<Line>;
    /// A position id nobody else has. One that is never used leaves a gap, which is harmless.
    TakePositionId {} -> PositionId;
    /// Count this start in every unfinished update. Once per start.
    CountStart {} -> u64;
    /// When the last update came or the last price was written down; `None`: not within ten minutes.
    LastHeard {} -> Option<Timestamp>;
    /// Forget the starts that were counted for unfinished updates: this service ends well, so none of them ended it. Repeated: no
    /// change. Late, after the next start has counted: what it counted is forgotten, and one start more is needed.
    ForgetStarts {} -> u64;
    /// Updates neither done nor at or below `after`, in order, at most `limit`.
    Unfinished {
        /// The inbox number after which to look.
        after: i64,
        /// How many at the most.
        limit: i64,
    } -> Vec<Waiting>;
    /// Count a failure for which this update alone is to blame; answers the failures so far. 0: it is done.
    Blame {
        /// The update.
        update_id: i64,
    } -> i16;
    /// Put an update aside for the operator and mark it done.
    Quarantine {
        /// The update.
        update_id: i64,
        /// Why, in words for the operator.
        reason: String,
        /// The update itself, when it could not even be stored.
        unstored: Option<Unstored>,
    } -> ();
    /// Durable replies that are owed, oldest first, of one player or of all, at most `limit`.
    Owed {
        /// Only his.
        player: Option<PlayerId>,
        /// Only those that were given up and shall be tried again.
        retried: bool,
        /// Only younger than this one (to page on).
        after: Option<(Timestamp, ReplyKey)>,
        /// How many at the most.
        limit: i64,
    } -> Vec<OwedReply>;
    /// What a personal card shows of a closed position.
    CatchFacts {
        /// Whose.
        player: PlayerId,
        /// Which.
        position: PositionId,
    } -> Option<CaughtPosition>;
    /// What his closed positions come to, of all time and since `lately`.
    SumCatches {
        /// Whose.
        player: PlayerId,
        /// From when a catch counts as lately.
        lately: Timestamp,
    } -> Records;
    /// His closed positions, newest first, a page.
    ListCatches {
        /// Whose.
        player: PlayerId,
        /// Only those below this one; 0: from the newest.
        before: PositionId,
    } -> History;
    /// A closed position with all that was stored of it; `None`: not his, not there, or still open.
    LoadProof {
        /// Whose.
        player: PlayerId,
        /// Which.
        position: PositionId,
    } -> Option<Proof>;
    /// What he has of every kind of fish.
    LoadFishdex {
        /// Whose.
        player: PlayerId,
    } -> Fishdex;
    /// Keep a tick as its minute's; the first of a minute stays.
    RecordTick {
        /// The tick.
        tick: Tick,
    } -> ();
    /// Every fish's card that Telegram has already.
    KnownCards {} -> Vec<KnownCard>;
    /// Remember that Telegram has this card; the newest stays.
    RememberCard {
        /// The card.
        card: KnownCard,
    } -> ();
    /// Every painting and its state, without the pictures.
    ArtStates {
        /// The house style.
        style: i32,
    } -> Vec<(String, ArtState)>;
    /// The picture of a painting that is ready.
    LoadArt {
        /// Of which fish.
        fish: FishId,
        /// In which house style.
        style: i32,
    } -> Option<Vec<u8>>;
    /// Count an attempt before it is paid for. Repeated when its answer was lost, one is counted too many and none paid for.
    CountArtAttempt {
        /// Of which fish.
        fish: FishId,
        /// In which house style.
        style: i32,
        /// Paintings asked for in a day at the most; `None`: no limit.
        per_day: Option<i32>,
    } -> ArtAttempt;
    /// Keep a painting, or the refusal to paint it.
    KeepArt {
        /// Of which fish.
        fish: FishId,
        /// In which house style.
        style: i32,
        /// What came.
        outcome: ArtOutcome,
    } -> ();
    /// Remove what is kept for a limited time (done updates, delivered replies and boards of a day 3 days, boards of a week
    /// 3 weeks, ticks 30 days, what was put aside or given up 90).
    Prune {} -> u64;
}

/// An update on its way into the inbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageRow {
    /// Telegram's id.
    pub update_id: i64,
    /// Telegram's id of the player.
    pub telegram_id: i64,
    /// When its page came in.
    pub arrived_at: Timestamp,
    /// The raw text.
    pub raw: String,
}

/// An update that is not in the inbox.
#[derive(Clone, PartialEq, Eq)]
pub struct Unstored {
    /// Telegram's id of the player, by which it can be stored later.
    pub telegram_id: Option<i64>,
    /// The raw text; empty: not kept.
    pub raw: String,
}

impl std::fmt::Debug for Unstored {
    /// Without its text: it is a player's.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Unstored({:?}, {} bytes)", self.telegram_id, self.raw.len())
    }
}

/// Where a stored update stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InboxState {
    /// Stored just now.
    New,
    /// Stored before and not done.
    Waiting,
    /// Done.
    Done,
}

/// What the inbox says of an update of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Telegram's id.
    pub update_id: i64,
    /// The inbox's own number, the order of work.
    pub seq: i64,
    /// Whose.
    pub player: PlayerId,
    /// When its page came in, the first time.
    pub arrived_at: Timestamp,
    /// Where it stands.
    pub state: InboxState,
}

/// An unfinished update.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// The inbox's own number.
    pub seq: i64,
    /// Telegram's id.
    pub update_id: i64,
    /// Whose.
    pub player: PlayerId,
    /// When its page came in.
    pub arrived_at: Timestamp,
    /// The raw text.
    pub raw: String,
    /// Starts of the service that found it unfinished.
    pub starts: i16,
}

/// A closed position as a card needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaughtPosition {
    /// The position as it was opened.
    pub position: Position,
    /// The player's name, as Telegram told it.
    pub name: String,
    /// The exit price.
    pub exit: Price,
    /// The exit's round.
    pub exit_round_at: Timestamp,
    /// When it closed.
    pub closed_at: Timestamp,
    /// P&L in percent.
    pub percent: PnlPercent,
    /// P&L in cents.
    pub cents: Cents,
    /// The fish's id, as stored; the catalogue may have moved on.
    pub fish: String,
    /// Recorded ticks between the fills, oldest first: one a minute at the most, thinned to 58.
    pub path: Vec<(Timestamp, Price)>,
}

/// A fish's card that Telegram has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownCard {
    /// Of which fish, by id.
    pub fish: String,
    /// In which language.
    pub lang: Lang,
    /// With which art ("drawn-1", "painted-1"); another look is another card.
    pub look: String,
    /// Telegram's id of the file.
    pub file_id: String,
}

/// Where a painting stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArtState {
    /// Asked for, nothing came yet.
    Asked {
        /// How often.
        attempts: i32,
    },
    /// The service will not paint it.
    Refused,
    /// Painted, waiting for approval.
    Review,
    /// In use.
    Ready,
}

/// Whether a painting may be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArtAttempt {
    /// It may; so often was it asked for by now.
    Counted(i32),
    /// Not today: the day's paintings were asked for.
    Spent,
    /// Not any more: it came, or was refused, meanwhile.
    Ended,
}

/// What came of asking for a painting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ArtOutcome {
    /// A picture, in use at once or after approval.
    Painted {
        /// PNG, JPEG or WebP, within the limits.
        picture: Vec<u8>,
        /// It waits for approval.
        review: bool,
    },
    /// A refusal for good.
    Refused {
        /// The service's words.
        reason: String,
    },
}
