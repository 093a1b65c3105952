//! One batch of turns, from the call to an outcome for each: weather, lost answers, the lease taken anew, culprits.
//!
//! Run by a writer beside its actor. A lost connection or a deadline means that nobody knows whether the batch is in, so
//! the inbox is read before anything is sent again: what is done there is done. What is not is sent again, and the gate of
//! `settle()` lets it in once, also when the first call is still on its way.
//!
//! Only errors of the data name a culprit by themselves. What the server will not do for another reason (a right was taken away)
//! is tried again; after three times each turn is tried alone: where all but one go in, that one is the culprit whatever the
//! reason; where none goes in, it is the weather. A turn that is alone says so when others queue: then it is tried among them.
//!
//! **Invariant:** every turn gets exactly one outcome, and none is answered as settled without its commit.

use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
    rc::Rc,
    task::Poll,
    time::Duration,
};

use backon::BackoffBuilder;
use tokio::sync::watch;

use super::{
    error::DbError,
    pool::{Link, Pool, until_it_clears},
    queries::inbox,
    turn::{Turn, TurnRow},
    writer::{SettleError, Verdict},
};
use crate::{
    config::faults::Faults,
    game::player::PlayerId,
    plumbing::{
        meter::Meter,
        paths::{Path, took},
        turning::Turning,
    },
};

/// Settles turns (an array of [`TurnRow`]) under an epoch; answers a verdict for each player.
/// Protected by the gate of `settle()`: version, inbox mark and every constraint of schema.sql in one commit.
pub const SETTLE: &str = "SELECT player_id, verdict FROM settle($1, $2)";

/// Times that a batch is refused, not for its data, before each of its turns is tried alone.
const REFUSALS: u32 = 3;

/// What became of a turn.
pub(super) type Outcome = Result<Verdict, SettleError>;

/// What settling needs; a writer's.
pub(super) struct Settling {
    pub pool: Pool,
    /// The epoch of the lease; `None` while it is lost and being taken anew.
    pub epoch: watch::Receiver<Option<i64>>,
    /// Counts and times the readings of the inbox after a lost answer.
    pub reread: Rc<RefCell<Meter>>,
    /// Told by every try, for the watchdog.
    pub turning: Turning,
    /// Turns that wait for the next call.
    pub queued: Rc<Cell<usize>>,
    /// Struck on purpose by tests.
    pub faults: Faults,
}

/// What came of a turn that was tried alone.
enum Alone {
    /// It is in, or its own data keep it out.
    Known(Outcome),
    /// The database did not say, or the lease was taken anew.
    Unknown,
    /// For a reason that may be anybody's.
    Refused(DbError),
}

impl Settling {
    /// Settles a batch (one turn per player) until every turn has an outcome, in the order of the turns. `None`: nothing is in;
    /// it shall be tried again among others.
    pub async fn all(&self, turns: Vec<Rc<Turn>>) -> Vec<Option<Outcome>> {
        let mut known: HashMap<PlayerId, Outcome> = HashMap::new();
        let mut left = turns.clone();
        let mut pauses = until_it_clears().build();
        let mut refusals = 0;
        while !left.is_empty() {
            match self.call(&left).await {
                Ok(None) => {}
                Ok(Some(answers)) => known.extend(left.drain(..).map(|turn| (turn.player, verdict(&turn, &answers)))),
                Err(error) if !error.is_of_the_data() => {
                    took(Path::OutcomeUnknown);
                    // The iterator has no end; an end would mean to ask at once.
                    actix_rt::time::sleep(pauses.next().unwrap_or(Duration::ZERO)).await;
                    let done = self.done(&left).await;
                    left.retain(|turn| {
                        let is_done = turn.cause.update_id().is_some_and(|id| done.contains(&id));
                        if is_done {
                            took(Path::OutcomeReread);
                            known.insert(turn.player, Ok(Verdict::AlreadyDone));
                        }
                        !is_done
                    });
                    refusals += u32::from(!error.is_silence());
                    if refusals >= REFUSALS && left.len() > 1 {
                        refusals = 0;
                        self.each_alone(&mut left, &mut known).await;
                    } else if refusals >= REFUSALS && self.queued.get() > 0 {
                        break;
                    }
                }
                Err(error) if left.len() == 1 => {
                    known.extend(left.drain(..).map(|turn| (turn.player, Err(SettleError::Refused(error.clone())))));
                }
                Err(_culprit_inside) => {
                    took(Path::BatchBisected);
                    let right = left.split_off(left.len() / 2);
                    for half in [std::mem::take(&mut left), right] {
                        let outcomes = Box::pin(self.all(half.clone())).await;
                        let players = half.iter().map(|turn| turn.player);
                        known.extend(players.zip(outcomes).filter_map(|(player, outcome)| Some((player, outcome?))));
                    }
                }
            }
        }
        turns.iter().map(|turn| known.remove(&turn.player)).collect()
    }

    /// Tries each turn alone: what goes in is known then. Where that is all but one, this one is tried once more behind the
    /// others, for what was refused may have been mended meanwhile; then it is the culprit.
    async fn each_alone(&self, left: &mut Vec<Rc<Turn>>, known: &mut HashMap<PlayerId, Outcome>) {
        took(Path::BatchBisected);
        let (mut went_in, mut refused) = (false, Vec::new());
        for turn in std::mem::take(left) {
            match self.alone(&turn).await {
                Alone::Known(outcome) => {
                    went_in |= !matches!(outcome, Err(SettleError::Refused(_)));
                    known.insert(turn.player, outcome);
                }
                Alone::Unknown => left.push(turn),
                Alone::Refused(_) => refused.push(turn),
            }
        }
        if !went_in || refused.len() != 1 {
            return left.append(&mut refused);
        }
        for turn in refused {
            match self.alone(&turn).await {
                Alone::Known(outcome) => {
                    known.insert(turn.player, outcome);
                }
                Alone::Unknown => left.push(turn),
                Alone::Refused(error) => {
                    known.insert(turn.player, Err(SettleError::Refused(error.of_the_data())));
                }
            }
        }
    }

    /// One try of one turn.
    async fn alone(&self, turn: &Rc<Turn>) -> Alone {
        match self.call(std::slice::from_ref(turn)).await {
            Ok(Some(answers)) => Alone::Known(verdict(turn, &answers)),
            Err(error) if error.is_of_the_data() => Alone::Known(Err(SettleError::Refused(error))),
            Err(error) if !error.is_silence() => Alone::Refused(error),
            Ok(None) | Err(_) => Alone::Unknown,
        }
    }

    /// One call under the lease as it is held now; `None` when it was taken anew while the call was on its way.
    async fn call(&self, turns: &[Rc<Turn>]) -> Result<Option<Vec<(i64, String)>>, DbError> {
        let epoch = held(&self.epoch, &self.turning).await;
        let answers =
            self.pool.once("settle", async |link: &mut Link| call(link, epoch, turns, &self.faults).await).await?;
        let fenced = answers.iter().any(|(_, words)| words == "epoch_old");
        Ok(if fenced && *self.epoch.borrow() != Some(epoch) { None } else { Some(answers) })
    }

    /// Which of the turns' updates are done. The database being away still, none is known to be.
    async fn done(&self, turns: &[Rc<Turn>]) -> Vec<i64> {
        let updates: Vec<i64> = turns.iter().filter_map(|turn| turn.cause.update_id()).collect();
        let began = self.reread.borrow_mut().began();
        self.turning.turned();
        let read = self.pool.once("inbox_state", async |link: &mut Link| inbox::done(link, &updates).await).await;
        let mut meter = self.reread.borrow_mut();
        match read {
            Ok(done) => {
                meter.ended(began);
                done
            }
            Err(error) => {
                meter.failed(began, &error);
                Vec::new()
            }
        }
    }
}

/// The epoch, as soon as the lease is held. Until then the loop rests, for without the lease nothing may be sent; then it
/// turns, for what follows is a try.
async fn held(epoch: &watch::Receiver<Option<i64>>, turning: &Turning) -> i64 {
    let mut epoch = epoch.clone();
    turning.rests();
    match epoch.wait_for(Option::is_some).await.map(|held| *held) {
        Ok(Some(epoch)) => {
            turning.turned();
            epoch
        }
        // The writer is gone, and this work with it.
        _ => std::future::pending().await,
    }
}

async fn call(link: &mut Link, epoch: i64, turns: &[Rc<Turn>], faults: &Faults) -> Result<Vec<(i64, String)>, DbError> {
    let rows: Vec<TurnRow<'_>> =
        turns.iter().map(|turn| TurnRow::of(turn, link.seals())).collect::<Result<_, DbError>>()?;
    let past = link.past().clone();
    let (client, statement) = link.prepared(SETTLE).await?;
    let parameters: [&(dyn postgres_types::ToSql + Sync); 2] = [&epoch, &rows];
    let mut answers = std::pin::pin!(client.query(&statement, &parameters));
    // The first look sends it; whoever strikes here finds it on its way, or (rarely, on a busy machine) answered already.
    let looked = futures_util::poll!(&mut answers);
    faults.pass("settle.sent", 0).await;
    let answers = match looked {
        Poll::Ready(answers) => answers?,
        Poll::Pending => answers.await?,
    };
    faults.pass("settle.done", 0).await;
    let answers: Vec<(i64, String)> =
        answers.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).collect::<Result<_, DbError>>()?;
    let settled =
        |turn: &&Rc<Turn>| answers.iter().any(|(player, words)| *player == turn.player.0 && words == "settled");
    past.settled(turns.iter().filter(settled).map(|turn| (turn.player, turn.version + 1)));
    Ok(answers)
}

fn verdict(turn: &Turn, answers: &[(i64, String)]) -> Outcome {
    let words = answers.iter().find(|(player, _)| *player == turn.player.0).map(|(_, words)| words.as_str());
    match words {
        Some("settled") => Ok(Verdict::Settled),
        Some("already_done") => {
            took(Path::TurnAlreadyDone);
            Ok(Verdict::AlreadyDone)
        }
        Some("version_old") => {
            took(Path::VersionOld);
            Ok(Verdict::VersionOld)
        }
        Some("epoch_old") => Err(SettleError::EpochOld),
        other => Err(unanswered(other.unwrap_or("nothing"))),
    }
}

fn unanswered(words: &str) -> SettleError {
    SettleError::Refused(DbError::Disagreement(format!("settle() answered {words}")))
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;

    #[actix_rt::test]
    async fn without_the_lease_a_settle_rests_for_as_long_as_it_takes() {
        let (lease, epoch) = watch::channel(None);
        let turning = Turning::default();
        // The try before, that found the lease lost.
        turning.turned();
        let in_a_day = Instant::now() + Duration::from_secs(86_400);
        assert!(turning.is_stuck_at(in_a_day));
        let mut waits = std::pin::pin!(held(&epoch, &turning));
        assert!(futures_util::poll!(&mut waits).is_pending());
        assert!(!turning.is_stuck_at(in_a_day), "the watchdog is fed");
        lease.send_replace(Some(7));
        assert_eq!(waits.await, 7);
        assert!(turning.is_stuck_at(in_a_day), "a try that never comes back is noticed");
    }
}
