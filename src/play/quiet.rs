//! When a typed line has its result: nothing of it is waiting, in hand or owed any more, wherever it may be.
//!
//! Asked by the piped chat after every line. It reads no texts, so it holds for any command in any language: an update goes
//! from Telegram's queue into the Router's hand and leaves it settled or answered, with its replies in the Outbox by then.
//!
//! **Invariant:** the stages are looked at in the order in which an update passes them, and each takes it before the one
//! before lets go; so an update is never overlooked on its way.

use std::{sync::Arc, time::Duration};

use actix::Addr;

use crate::{
    actors::{
        outbox::{Outbox, messages::CountOwed},
        router::{Router, messages::CountSessions},
    },
    sandbox::SandboxTelegram,
};

/// Between two looks: far below what a player notices.
const LOOK_EVERY: Duration = Duration::from_millis(15);

/// What is looked at.
pub(super) struct Quiet {
    /// Updates that no poll has confirmed, and presses that were not answered.
    pub telegram: Arc<SandboxTelegram>,
    /// Updates in hand.
    pub router: Addr<Router>,
    /// Lanes: replies, answers and scenes.
    pub outbox: Addr<Outbox>,
}

impl Quiet {
    /// Returns when all is done.
    pub(super) async fn reached(&self) {
        while !self.is_now().await {
            actix_rt::time::sleep(LOOK_EVERY).await;
        }
    }

    async fn is_now(&self) -> bool {
        self.telegram.unconfirmed() == 0
            && matches!(self.router.send(CountSessions).await, Ok((_, 0)))
            && self.nothing_owed().await
            && self.telegram.unanswered() == 0
    }

    /// The Outbox keeps a lane as long as a chat is owed anything, scenes included.
    async fn nothing_owed(&self) -> bool {
        matches!(self.outbox.send(CountOwed).await, Ok((0, 0)))
    }
}
