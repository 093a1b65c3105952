//! The drain: how the service ends without losing anything.
//!
//! Called by `app.rs` on SIGTERM or SIGINT.
//!
//! **Invariant:** each stage is stopped before the next, from the intake to the database, and each has its own patience; the
//! sum stays under ten seconds.

use std::time::{Duration, Instant};

use super::running::Running;
use crate::{
    actors::{
        db::messages::ForgetStarts, oracle::CloseMarket, outbox::messages::Drain, poller::messages::StopPolling,
        router::messages::Close,
    },
    plumbing::paths::{Path, took},
};

/// For the sessions to finish what does not wait for a price.
const SESSIONS: Duration = Duration::from_secs(3);
/// For the durable replies of scenes that were cut.
const REPLIES: Duration = Duration::from_secs(5);
/// For a word to an actor that may be restarting.
const WORD: Duration = Duration::from_millis(400);
/// What the operator is promised, and less than systemd waits.
const _: () = assert!(SESSIONS.as_millis() + REPLIES.as_millis() + 5 * WORD.as_millis() <= 10_000);

impl Running {
    /// Stops the intake, lets sessions finish, delivers what is owed, and says what is left.
    pub(super) async fn drain(&self) {
        let began = Instant::now();
        log::info!("draining: no more updates are taken");
        let _restarting = actix_rt::time::timeout(WORD, self.poller.send(StopPolling)).await;
        let _restarting = actix_rt::time::timeout(WORD, self.doors.oracle.send(CloseMarket)).await;
        let left_in_hand =
            actix_rt::time::timeout(SESSIONS + WORD, self.router.send(Close { patience: SESSIONS })).await;
        let left_owed =
            actix_rt::time::timeout(REPLIES + WORD, self.doors.outbox.send(Drain { patience: REPLIES })).await;
        if left_in_hand.as_ref().is_ok_and(|left| left.as_ref().is_ok_and(|left| *left > 0)) {
            took(Path::DrainLeft);
        }
        // Who is counted twice is run alone, behind whatever comes meanwhile; what this one leaves has not ended it.
        let _counted_on = actix_rt::time::timeout(WORD, self.doors.db.send(ForgetStarts {})).await;
        let left = |left: Result<Result<usize, _>, _>| left.ok().and_then(Result::<usize, actix::MailboxError>::ok);
        log::info!(
            updates_left = left(left_in_hand).unwrap_or_default(),
            replies_left = left(left_owed).unwrap_or_default(),
            took_ms = began.elapsed().as_millis() as u64;
            "drained, the rest is in the database"
        );
    }
}
