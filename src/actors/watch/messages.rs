//! What the Watch is told and asked.
//!
//! **Invariant:** every message may be repeated or come late: what is known about a newer line of that player stays.

use actix::Message;

use super::crossings::Crossing;
use crate::game::{
    crossing::Line,
    money::PnlPercent,
    player::{PlayerId, PositionId},
};

/// "This line is in the water, with these bells", after the commit. Told again with other bells: those count from now on.
#[derive(Clone, Debug, Message)]
#[rtype(result = "()")]
pub struct LineOut(pub Line);

/// "This line is closed", after the commit. A line that is not known is no matter.
#[derive(Clone, Copy, Debug, Message)]
#[rtype(result = "()")]
pub struct LineIn {
    /// Whose.
    pub player: PlayerId,
    /// Which.
    pub position: PositionId,
}

/// "What was crossed?" Answered as soon as something is to be handed out, with at most so many. What was handed out and of
/// which nothing more is heard is handed out again. Asked again before it was answered: the earlier question gets nothing.
#[derive(Clone, Copy, Debug, Message)]
#[rtype(result = "Vec<Crossing>")]
pub struct NextCrossings {
    /// How many at the most.
    pub limit: usize,
}

/// "This crossing could not be settled now": it is handed out again a little later.
#[derive(Clone, Copy, Debug, Message)]
#[rtype(result = "()")]
pub struct GiveBack {
    /// Whose.
    pub player: PlayerId,
    /// Of which mark.
    pub mark: PnlPercent,
}
