//! What the DbActor can be asked about groups: where we are, what they are called, what they move to, and their week's podium.
//!
//! Asked by sessions (arrival, departure, move), by the Router (names, podiums) and by the Outbox (a move it met).
//!
//! **Invariant:** every request may be repeated and may come late: what is older than what is stored changes nothing.

use actix::Message;
use jiff::Timestamp;

use super::{error::DbError, messages::asks, turn::Reply};
use crate::{
    game::{board::Line, spot::Topic},
    text::Lang,
};

asks! {
    /// We were taken into a group. True when that is news: we were not there before (or this is the same news again).
    EnterGroup {
        /// Which.
        chat_id: i64,
        /// Its name, plain.
        title: String,
        /// The language of who took us in.
        lang: Lang,
        /// When the news came.
        at: Timestamp,
        /// The week whose podium it is too late for.
        closed_week: String,
    } -> bool;
    /// We were sent away from a group.
    LeaveGroup {
        /// Which.
        chat_id: i64,
        /// When the news came.
        at: Timestamp,
    } -> ();
    /// Somebody plays in a group of this name.
    KeepGroup {
        /// Which.
        chat_id: i64,
        /// Its name, plain.
        title: String,
        /// The language of who plays; kept when the group had no name yet.
        lang: Lang,
        /// The topic he said it in, where there are any.
        topic: Option<Topic>,
        /// When he said so.
        at: Timestamp,
    } -> ();
    /// The language in which a group is spoken to; `None`: nobody has played there yet.
    GroupLanguage {
        /// Which.
        chat_id: i64,
    } -> Option<Lang>;
    /// A group that is known has this name.
    NameGroup {
        /// Which.
        chat_id: i64,
        /// Its name, plain.
        title: String,
    } -> ();
    /// A group has another id: its board, its lines in the water and what is owed to it go there.
    MoveGroup {
        /// The id it had.
        from: i64,
        /// The id it has.
        to: i64,
    } -> ();
    /// Groups that are owed the podium of a week, by id after `after`, at most `limit`.
    UnclosedGroups {
        /// The name of the week.
        week: String,
        /// Only behind this id.
        after: i64,
        /// How many at the most.
        limit: i64,
    } -> Vec<Podium>;
    /// Write down that a group was told its week, and what it is told. Only the first time.
    CloseWeek {
        /// The name of the week.
        week: String,
        /// What it is told; its chat is the group.
        reply: Reply,
    } -> ();
}

/// The week of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Podium {
    /// Which group.
    pub chat_id: i64,
    /// In which language it is spoken to.
    pub lang: Lang,
    /// The topic in which somebody played there, where it has any.
    pub topic: Option<Topic>,
    /// Its name, plain; empty when it was not told.
    pub title: String,
    /// The best three, or fewer.
    pub best: Vec<Line>,
    /// Everybody with a catch.
    pub anglers: i64,
    /// All catches.
    pub catches: i64,
}
