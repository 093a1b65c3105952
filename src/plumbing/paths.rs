//! Paths that are rarely taken, counted: where the service recovers from something.
//!
//! Whoever takes such a path says so with [`took`]; it is counted for the metrics and logged at debug level, so that a
//! chaos run, whose processes die with their counts, can prove from the log that its weather really went through them.
//!
//! **Invariant:** counts only go up and nothing decides by them; this is the one state that actors share, like the log.

use std::sync::atomic::{AtomicU64, Ordering};

/// What the log says before the name of a path.
pub const TOOK: &str = "took a path";

macro_rules! paths {
    ($($(#[$doc:meta])* $name:ident $words:literal,)*) => {
        /// A path that is taken only when something went wrong, or came twice.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Path { $($(#[$doc])* $name,)* }

        impl Path {
            /// Every path.
            pub const ALL: &'static [Path] = &[$(Path::$name),*];

            /// Its name in logs and metrics.
            pub fn name(self) -> &'static str {
                match self { $(Path::$name => $words),* }
            }
        }
    };
}

paths! {
    /// A page of updates had more bytes than are kept, and was asked for in parts.
    PageTooLarge "page_too_large",
    /// A page could not be stored, and is not confirmed.
    PageHeldBack "page_held_back",
    /// An update came again and was known as done.
    RedeliveredDone "redelivered_done",
    /// An update came again that is stored and not done.
    RedeliveredWaiting "redelivered_waiting",
    /// An update came again that is in hand.
    AlreadyInHand "already_in_hand",
    /// An unfinished update was taken from the inbox at the start.
    Replayed "replayed",
    /// An unfinished update that nobody had in hand was taken up by the sweep.
    SweptUp "swept_up",
    /// An update of two starts was run alone.
    RunAlone "run_alone",
    /// A session was lost and its updates were given again.
    SessionLost "session_lost",
    /// An update was blamed for the end of its session.
    Blamed "blamed",
    /// An update was put aside.
    PutAside "put_aside",
    /// A batch was halved to find the turn that breaks a rule.
    BatchBisected "batch_bisected",
    /// A settle had no answer: unknown.
    OutcomeUnknown "outcome_unknown",
    /// The inbox, read after a lost answer, said that the turn was in.
    OutcomeReread "outcome_reread",
    /// A turn was answered "already done".
    TurnAlreadyDone "turn_already_done",
    /// A turn was decided again, for its player had moved on.
    VersionOld "version_old",
    /// A command found no price in time.
    PriceLate "price_late",
    /// A lane waits because Telegram said 429.
    LaneFrozen "lane_frozen",
    /// All lanes wait because Telegram said 429 to several chats.
    AllLanesFrozen "all_lanes_frozen",
    /// A send failed and is tried again.
    SentAgain "sent_again",
    /// A durable reply that may have arrived is sent once more.
    PerhapsArrived "perhaps_arrived",
    /// A text was refused and sent plain.
    SentPlain "sent_plain",
    /// A reply was given up.
    GivenUp "given_up",
    /// A reply left by another process was delivered.
    OwedDelivered "owed_delivered",
    /// A catch went out with its fish's card.
    CardDegraded "card_degraded",
    /// An actor was restarted after a panic.
    ActorRestarted "actor_restarted",
    /// The lease was lost and taken anew.
    LeaseRetaken "lease_retaken",
    /// The database was away.
    DatabaseAway "database_away",
    /// Commits that were acknowledged are gone.
    CommitsLost "commits_lost",
    /// The service's clock went forward to a wall clock that was put right.
    ClockCaughtUp "clock_caught_up",
    /// The service ended because the wall clock was put right, back.
    ClockSetBack "clock_set_back",
    /// A poll failed.
    PollFailed "poll_failed",
    /// A poll hung and was cut.
    PollHung "poll_hung",
    /// Polling waits, for too many updates are in hand, or too many replies are owed.
    PollHeld "poll_held",
    /// A drain left updates for the next start.
    DrainLeft "drain_left",
}

static TAKEN: [AtomicU64; Path::ALL.len()] = [const { AtomicU64::new(0) }; Path::ALL.len()];

/// A path was taken.
pub fn took(path: Path) {
    TAKEN[path as usize].fetch_add(1, Ordering::Relaxed);
    log::debug!(path = path.name(); "{TOOK}");
}

/// How often each was taken since the start of the process.
pub fn taken() -> impl Iterator<Item = (Path, u64)> {
    Path::ALL.iter().map(|path| (*path, TAKEN[*path as usize].load(Ordering::Relaxed)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_path_has_a_name_of_its_own_and_counts() {
        let names: std::collections::BTreeSet<&str> = Path::ALL.iter().map(|path| path.name()).collect();
        assert_eq!(names.len(), Path::ALL.len());
        let count = || taken().find(|(path, _)| *path == Path::PollHung).map(|(_, count)| count);
        let before = count().unwrap();
        took(Path::PollHung);
        assert_eq!(count(), Some(before + 1));
    }
}
