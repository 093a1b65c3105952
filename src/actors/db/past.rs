//! What this process was told is in the database, and whether it still is: a standby that was promoted without its last commits, or
//! a restored copy, goes back in time without a word.
//!
//! Shared by all connections of a [`Connector`](super::connect::Connector): settles and stored pages are remembered as they are
//! acknowledged, and each new connection that settles, stores, marks or holds the lease is compared with them before it is used.
//! Read by the composition root, which stops the service at a loss, and by the DbActor's figures.
//!
//! **Invariant:** after a loss was seen no such connection is handed out until [`Past::goes_on`].
//! **Absent:** a process that has just started remembers nothing, and can only see that its server is another one (`server.rs`).

use std::{
    collections::{BTreeSet, HashMap, VecDeque},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use jiff::{SignedDuration, Timestamp};
use tokio::sync::watch;
use tokio_postgres::Client;

use super::connect::ConnectError;
use crate::{
    game::player::PlayerId,
    plumbing::{
        clock,
        paths::{Path, took},
    },
};

/// Turns, and as many updates, that are remembered: a busy minute, in about 3 MB. A standby is seconds behind.
const REMEMBERED: usize = 50_000;
/// Of these the newest that each new connection is compared with: more than two settles and a page that were on their way at the
/// same time, which may be acknowledged in another order than they were committed.
const NEWEST: usize = 400;
/// An update's row is kept for 3 days after it was done; one that is remembered for longer than this is not looked for.
const KEPT: SignedDuration = SignedDuration::from_hours(48);
/// What whoever wants a connection hears meanwhile.
const WAITS: &str = "the database lost commits; nothing is settled or sent until an operator has typed: angler recover";

/// A turn whose commit was acknowledged.
#[derive(Clone, Copy, Debug)]
struct Settled {
    player: PlayerId,
    /// After the turn.
    version: i64,
    at: Timestamp,
}

/// An update whose row was acknowledged, after which Telegram was told that we have it.
#[derive(Clone, Copy, Debug)]
struct Kept {
    update_id: i64,
    seq: i64,
    player: PlayerId,
    at: Timestamp,
}

#[derive(Default)]
struct Known {
    settled: VecDeque<Settled>,
    stored: VecDeque<Kept>,
}

/// What is known to be gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    /// When the oldest of it was acknowledged.
    pub since: Timestamp,
    /// When the newest of it was.
    pub until: Timestamp,
    /// Settled turns.
    pub turns: usize,
    /// Stored updates.
    pub updates: usize,
    /// Whose they were.
    pub players: BTreeSet<PlayerId>,
}

/// See the file's head; clones share it.
#[derive(Clone)]
pub struct Past {
    known: Arc<Mutex<Known>>,
    loss: watch::Sender<Option<Loss>>,
}

impl Default for Past {
    fn default() -> Past {
        Past { known: Arc::default(), loss: watch::Sender::new(None) }
    }
}

/// How many of these turns are gone, and of these updates. Reads by primary keys.
const GONE: &str = "SELECT (SELECT count(*) FROM unnest($1::bigint[], $2::bigint[]) t (player_id, version) \
     LEFT JOIN players p ON p.player_id = t.player_id WHERE coalesce(p.version, -1) < t.version) \
     + (SELECT count(*) FROM unnest($3::bigint[], $4::bigint[]) u (update_id, seq) \
     LEFT JOIN inbox i ON i.update_id = u.update_id WHERE i.seq IS DISTINCT FROM u.seq)";
/// What is there of them.
const VERSIONS: &str = "SELECT player_id, version FROM players WHERE player_id = ANY ($1)";
const ROWS: &str = "SELECT update_id, seq FROM inbox WHERE update_id = ANY ($1)";

impl Past {
    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// These players have these versions, by an acknowledged commit.
    pub(super) fn settled(&self, turns: impl IntoIterator<Item = (PlayerId, i64)>) {
        let (at, mut known) = (clock::now(), self.known());
        known.settled.extend(turns.into_iter().map(|(player, version)| Settled { player, version, at }));
        let over = known.settled.len().saturating_sub(REMEMBERED);
        known.settled.drain(..over);
    }

    /// These updates (their ids, numbers and players) have their rows, by an acknowledged commit.
    pub(super) fn stored(&self, updates: impl IntoIterator<Item = (i64, i64, PlayerId)>) {
        let (at, mut known) = (clock::now(), self.known());
        known.stored.extend(updates.into_iter().map(|(update_id, seq, player)| Kept { update_id, seq, player, at }));
        let over = known.stored.len().saturating_sub(REMEMBERED);
        known.stored.drain(..over);
    }

    /// Whether anything is remembered: else a comparison says nothing.
    pub fn knows_anything(&self) -> bool {
        let known = self.known();
        !known.settled.is_empty() || !known.stored.is_empty()
    }

    /// Whether a loss was seen.
    pub fn is_lost(&self) -> bool {
        self.loss.borrow().is_some()
    }

    /// Returns when a loss was seen.
    pub async fn lost(&self) -> Loss {
        let mut seen = self.loss.subscribe();
        let seen = seen.wait_for(Option::is_some).await.map(|loss| (*loss).clone());
        match seen {
            Ok(Some(loss)) => loss,
            // This value itself holds the sender.
            _ => std::future::pending().await,
        }
    }

    /// The operator has said so: what is there now is what counts, and nothing of before is looked for.
    pub fn goes_on(&self) {
        *self.known() = Known::default();
        self.loss.send_replace(None);
    }

    /// While a loss is known there is no connection.
    pub(super) fn may_connect(&self) -> Result<(), ConnectError> {
        if self.is_lost() { Err(ConnectError::Away(WAITS.to_owned())) } else { Ok(()) }
    }

    /// Compares what is there with what must be; says a loss once.
    pub(super) async fn compare(&self, client: &Client) -> Result<(), ConnectError> {
        let (settled, stored) = self.remembered(NEWEST);
        if settled.is_empty() && stored.is_empty() {
            return Ok(());
        }
        let (players, versions): (Vec<i64>, Vec<i64>) = settled.iter().map(|one| (one.player.0, one.version)).unzip();
        let (ids, seqs): (Vec<i64>, Vec<i64>) = stored.iter().map(|one| (one.update_id, one.seq)).unzip();
        let gone: i64 = client.query_one(GONE, &[&players, &versions, &ids, &seqs]).await?.try_get(0)?;
        if gone == 0 {
            return Ok(());
        }
        let Some(loss) = self.missing(client).await? else { return Ok(()) };
        self.seen(loss);
        self.may_connect()
    }

    /// The newest of what is remembered, without what may have been pruned.
    fn remembered(&self, most: usize) -> (Vec<Settled>, Vec<Kept>) {
        let (oldest, known) = (clock::now() - KEPT, self.known());
        let stored = known.stored.iter().rev().take(most).filter(|one| one.at > oldest);
        (known.settled.iter().rev().take(most).copied().collect(), stored.copied().collect())
    }

    /// All that is gone of all that is remembered.
    async fn missing(&self, client: &Client) -> Result<Option<Loss>, tokio_postgres::Error> {
        let (settled, stored) = self.remembered(REMEMBERED);
        let players: Vec<i64> = settled.iter().map(|one| one.player.0).collect();
        let versions = pairs(client, VERSIONS, &players).await?;
        let ids: Vec<i64> = stored.iter().map(|one| one.update_id).collect();
        let rows = pairs(client, ROWS, &ids).await?;
        Ok(loss(&settled, &stored, &versions, &rows))
    }

    fn seen(&self, loss: Loss) {
        self.loss.send_if_modified(|seen| {
            let is_first = seen.is_none();
            if is_first {
                took(Path::CommitsLost);
                let (from, to) = (loss.since.to_string(), loss.until.to_string());
                log::error!(
                    from = from.as_str(), to = to.as_str(), turns = loss.turns, updates = loss.updates, players = loss.players.len();
                    "THE DATABASE LOST COMMITS, nothing is settled or sent until an operator has typed: angler recover"
                );
                *seen = Some(loss);
            }
            is_first
        });
    }
}

async fn pairs(client: &Client, sql: &str, keys: &[i64]) -> Result<HashMap<i64, i64>, tokio_postgres::Error> {
    client.query(sql, &[&keys]).await?.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).collect()
}

/// What of these is not there, by the versions of players and the numbers of updates that are.
fn loss(settled: &[Settled], stored: &[Kept], versions: &HashMap<i64, i64>, rows: &HashMap<i64, i64>) -> Option<Loss> {
    let turns = settled.iter().filter(|one| versions.get(&one.player.0).is_none_or(|there| *there < one.version));
    let updates = stored.iter().filter(|one| rows.get(&one.update_id) != Some(&one.seq));
    let (turns, updates): (Vec<_>, Vec<_>) = (turns.collect(), updates.collect());
    let at = || turns.iter().map(|one| one.at).chain(updates.iter().map(|one| one.at));
    let players = turns.iter().map(|one| one.player).chain(updates.iter().map(|one| one.player)).collect();
    Some(Loss { since: at().min()?, until: at().max()?, turns: turns.len(), updates: updates.len(), players })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_gone_is_counted_with_its_span_and_its_players() {
        let at = |s: i64| Timestamp::UNIX_EPOCH + SignedDuration::from_secs(s);
        let turn = |player, version, s| Settled { player: PlayerId(player), version, at: at(s) };
        let update = |update_id, seq, player, s| Kept { update_id, seq, player: PlayerId(player), at: at(s) };
        let settled = [turn(1, 5, 10), turn(1, 6, 20), turn(2, 3, 15), turn(3, 1, 30)];
        let stored = [update(100, 1, 1, 9), update(101, 2, 2, 14), update(102, 3, 4, 40)];
        let versions = HashMap::from([(1, 5), (2, 3)]);
        // The number of the third was given to another update since.
        let rows = HashMap::from([(100, 1), (101, 2), (102, 4)]);
        let lost = loss(&settled, &stored, &versions, &rows).unwrap();
        let players = [1, 3, 4].map(PlayerId).into();
        assert_eq!(lost, Loss { since: at(20), until: at(40), turns: 2, updates: 1, players });
        let all = HashMap::from([(1, 7), (2, 3), (3, 1)]);
        assert_eq!(loss(&settled, &[], &all, &rows), None, "who moved on since has lost nothing");
    }

    #[test]
    fn what_is_remembered_has_an_end() {
        let past = Past::default();
        past.settled((0..REMEMBERED as i64 + 10).map(|n| (PlayerId(n), 1)));
        past.stored((0..REMEMBERED as i64 + 10).map(|n| (n, n, PlayerId(n))));
        let (settled, stored) = past.remembered(usize::MAX);
        assert_eq!((settled.len(), stored.len()), (REMEMBERED, REMEMBERED));
        assert_eq!((settled[0].player, stored[0].seq), (PlayerId(REMEMBERED as i64 + 9), REMEMBERED as i64 + 9));
    }
}
