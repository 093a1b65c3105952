//! What a session is told: a player's order, what a tick has crossed, and when it is over.
//!
//! Made by the Router from an update; every order carries the number by which it is followed through the log.
//!
//! **Invariant:** an order is answered `Ok` only when its update is marked done.

use std::sync::Arc;

use actix::Message;
use jiff::{SignedDuration, Timestamp};

use crate::{
    game::{
        bells::BellRefusal,
        groups::GroupNews,
        limits::Counted,
        luck::{Luck, LuckRefusal},
        market::Tick,
        money::PnlPercent,
        periods::Span,
        player::{PlayerId, PositionId},
        press::Press,
        spot::Spot,
    },
    text::Lang,
};

/// Where an order was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Telegram's id of the chat.
    pub chat_id: i64,
    /// True in a private chat.
    pub private: bool,
    /// Where in it.
    pub spot: Spot,
}

/// What a player wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Intent {
    /// `/start`, perhaps by a deep link.
    Start,
    /// `/help`
    Help,
    /// `/cast`
    Cast,
    /// `/hook`
    Hook,
    /// `/status`
    Status,
    /// `/bell`
    Bells,
    /// `/bell +5`: a mark, or what was typed is none.
    Bell(Result<PnlPercent, BellRefusal>),
    /// `/ponds`
    Ponds,
    /// `/rods`
    Rods,
    /// `/daily`
    Daily,
    /// `/envelope`
    Envelope,
    /// `/language`, perhaps with one.
    Language(Option<Lang>),
    /// `/mydata`
    MyData,
    /// `/forget`
    Forget,
    /// `/leaderboard`; `None`: of a period that we do not have.
    Board(Option<Span>),
    /// News of a group, brought by this player.
    Group(GroupNews),
    /// `/pnl`
    Pnl,
    /// `/history`
    History,
    /// `/fair`
    Fair,
    /// `/luck`, perhaps with a word, or what was typed is none.
    Luck(Option<Result<Luck, LuckRefusal>>),
    /// `/verify`, perhaps with the number of a catch.
    Verify(Asked),
    /// `/fishdex`
    Fishdex,
    /// A button of ours.
    Press(Press),
    /// A button with data that no button of ours has.
    ForgedPress,
    /// A command we do not have, in a private chat.
    UnknownCommand,
    /// Words that are no command, in a private chat.
    Words,
    /// A command too many while eight others wait.
    TooManyWaiting,
}

/// Which catch a command names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// None.
    Nothing,
    /// This one.
    Number(PositionId),
    /// Something that is no number of a catch.
    Unreadable,
}

impl Intent {
    /// What it counts as; `None`: not at all.
    pub fn counted(&self) -> Option<Counted> {
        match self {
            Intent::Start | Intent::Help | Intent::Group(_) => None,
            Intent::Hook | Intent::Press(Press::Hook { .. }) => Some(Counted::Hook),
            _ => Some(Counted::Command),
        }
    }

    /// Its name in figures and logs.
    pub fn name(&self) -> &'static str {
        match self {
            Intent::Start => "start",
            Intent::Help => "help",
            Intent::Cast => "cast",
            Intent::Hook => "hook",
            Intent::Status => "status",
            Intent::Bells | Intent::Bell(_) => "bell",
            Intent::Ponds => "ponds",
            Intent::Rods => "rods",
            Intent::Daily => "daily",
            Intent::Envelope => "envelope",
            Intent::Language(_) => "language",
            Intent::MyData => "mydata",
            Intent::Forget => "forget",
            Intent::Board(_) => "leaderboard",
            Intent::Group(_) => "group",
            Intent::Pnl => "pnl",
            Intent::History => "history",
            Intent::Fishdex => "fishdex",
            Intent::Fair => "fair",
            Intent::Luck(_) => "luck",
            Intent::Verify(_) => "verify",
            Intent::Press(_) | Intent::ForgedPress => "press",
            Intent::UnknownCommand | Intent::Words => "words",
            Intent::TooManyWaiting => "too many",
        }
    }
}

/// One order of one player. Given twice, the second is answered by the inbox's mark: nothing happens again.
#[derive(Clone, Debug, Message)]
#[rtype(result = "Result<(), Unfinished>")]
pub struct Order {
    /// The update that it came in; its cause.
    pub update_id: i64,
    /// Whose.
    pub player: PlayerId,
    /// When its page came in.
    pub arrived_at: Timestamp,
    /// Set on a replay: when the service that replays it started.
    pub replayed_at: Option<Timestamp>,
    /// Where.
    pub place: Place,
    /// The player's first name, as Telegram tells it.
    pub name: String,
    /// In which language he is answered.
    pub lang: Lang,
    /// What he wants.
    pub intent: Intent,
    /// Set when it is a press: Telegram's id of it, to be answered.
    pub callback_id: Option<String>,
    /// Set when it is a press of a button that its message has: that message, which a turned page may take the place of.
    pub message_id: Option<i64>,
    /// And whatever that message shows now: label and data of each button, and its text without markup.
    pub shown: Option<(Vec<(String, String)>, String)>,
}

impl Order {
    /// The time of the command: its fill comes from a round begun after it. A replay counts from the restart, also where the
    /// clock was set back meanwhile: no fill is of a round that began before the command arrived.
    pub fn commanded_at(&self) -> Timestamp {
        self.replayed_at.map_or(self.arrived_at, |replayed| replayed.max(self.arrived_at))
    }

    /// When waiting for a fill ends: so long (`patience`) after the command. A replay's wait begins when it is carried out, which is `now`: a
    /// start that takes long is ours and not the market's silence. Begun later than `slowness` after the restart, it is over.
    pub fn fill_deadline(&self, now: Timestamp, patience: SignedDuration, slowness: SignedDuration) -> Timestamp {
        let after = |at: Timestamp, wait| at.saturating_add(wait).unwrap_or(Timestamp::MAX);
        let commanded = self.commanded_at();
        let begun = match self.replayed_at {
            Some(_) => now.clamp(commanded, after(commanded, slowness)),
            None => commanded,
        };
        after(begun, patience)
    }
}

/// "A tick has crossed a mark of your line." Answered `Ok` when that is settled, or when there is no such line or bell any more;
/// told again, it finds nothing to do.
#[derive(Clone, Debug, Message)]
#[rtype(result = "Result<(), Unfinished>")]
pub struct Crossed {
    /// Of which line.
    pub position: PositionId,
    /// Which mark; −100 %: the line snaps.
    pub mark: PnlPercent,
    /// The first tick that crossed it.
    pub tick: Arc<Tick>,
}

/// The order's update is not marked done: give it again later.
#[derive(Clone, Copy, Debug, thiserror::Error, PartialEq, Eq)]
#[error("the order is not finished")]
pub struct Unfinished;

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn order(arrived: i64, replayed: Option<i64>) -> Order {
        Order {
            update_id: 1,
            player: PlayerId(1),
            arrived_at: at(arrived),
            replayed_at: replayed.map(at),
            place: Place { chat_id: 1, private: true, spot: Spot::default() },
            name: String::new(),
            lang: Lang::En,
            intent: Intent::Cast,
            callback_id: None,
            message_id: None,
            shown: None,
        }
    }

    #[test]
    fn a_replay_counts_from_the_restart_and_never_from_before_its_arrival() {
        let commanded = |arrived, replayed| order(arrived, replayed).commanded_at();
        assert_eq!(commanded(100, None), at(100));
        assert_eq!(commanded(100, Some(150)), at(150));
        assert_eq!(commanded(100, Some(97)), at(100), "the clock was set back before the restart");
    }

    #[test]
    fn a_replay_waits_for_its_fill_as_long_as_any_command_however_slow_the_start_was() {
        let minute = SignedDuration::from_secs(60);
        let patience = SignedDuration::from_secs(15);
        let ends = |replayed, now, slowness| order(100, replayed).fill_deadline(at(now), patience, slowness);
        assert_eq!(ends(None, 140, minute), at(115), "a command that was not replayed counts from its arrival");
        assert_eq!(ends(Some(150), 150, minute), at(165));
        assert_eq!(ends(Some(150), 190, minute), at(205), "the start took 40 s");
        assert_eq!(ends(Some(150), 4_000, minute), at(225), "a cast does not open hours later");
        assert_eq!(ends(Some(150), 4_000, SignedDuration::MAX), at(4_015), "a hook fills");
        assert_eq!(ends(Some(150), 140, minute), at(165), "the clock was set back since");
    }
}
