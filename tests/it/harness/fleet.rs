//! Many players who fish at the same time, and the count of what each asked against what each got.
//!
//! The count has two witnesses: what the players saw (the sandbox's own record) and what the database holds.

use futures_util::future::join_all;

use super::{Player, World, seeing::results_in};

/// Players who fish.
pub struct Fleet {
    pub players: Vec<Player>,
    casts: u64,
    hooks: u64,
}

/// What is missing and what is too much.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    pub lost: u64,
    pub doubled: u64,
}

impl Fleet {
    /// So many players, who have not written yet.
    pub fn new(world: &World, players: i64) -> Fleet {
        let players = (0..players).map(|n| world.player(1_000 + n, "Ann", "en")).collect();
        Fleet { players, casts: 0, hooks: 0 }
    }

    fn all(&self) -> u64 {
        u64::try_from(self.players.len()).expect("a count")
    }

    /// Everybody casts and hooks so many times, each waiting for his own result only.
    pub async fn fishes(&mut self, rounds: u64) {
        join_all(self.players.iter().map(async |player| {
            for _ in 0..rounds {
                player.casts().await;
                player.hooks().await;
            }
        }))
        .await;
        self.casts += rounds * self.all();
        self.hooks += rounds * self.all();
    }

    /// Everybody says `/cast`; nobody waits.
    pub fn says_cast(&mut self) {
        self.players.iter().for_each(|player| _ = player.says("/cast"));
        self.casts += self.all();
    }

    /// Everybody says `/hook`; nobody waits.
    pub fn says_hook(&mut self) {
        self.players.iter().for_each(|player| _ = player.says("/hook"));
        self.hooks += self.all();
    }

    /// Waits until everybody saw a result for all that he asked.
    pub async fn sees_all(&self) {
        let each = |asked: u64| usize::try_from(asked / self.all()).expect("a count");
        let (casts, hooks) = (each(self.casts), each(self.hooks));
        join_all(self.players.iter().map(|player| {
            player.sees(|chat| {
                let (lines, catches) = results_in(chat);
                (lines >= casts && catches >= hooks).then_some(())
            })
        }))
        .await;
    }

    /// Compares what was asked with what was seen and with what the database holds.
    pub async fn count(&self, world: &World) -> Count {
        let mut count = Count::default();
        let (casts, hooks) = (self.casts / self.all(), self.hooks / self.all());
        let mut compare = |wanted: u64, found: u64| {
            count.lost += wanted.saturating_sub(found);
            count.doubled += found.saturating_sub(wanted);
        };
        for player in &self.players {
            compare(casts, u64::try_from(player.lines()).expect("a count"));
            compare(hooks, u64::try_from(player.catches()).expect("a count"));
        }
        for (wanted, sql) in [
            (self.casts, "SELECT count(*) FROM positions"),
            (self.hooks, "SELECT count(*) FROM positions WHERE closed_at IS NOT NULL"),
            (self.casts, "SELECT count(*) FROM ledger WHERE debit = 'cash' AND credit = 'position'"),
            (
                self.casts + self.hooks,
                "SELECT count(*) FROM outbox WHERE delivered_at IS NOT NULL AND given_up IS NULL",
            ),
            (0, "SELECT count(*) FROM quarantine"),
        ] {
            compare(wanted, u64::try_from(world.database.number(sql).await).expect("a count"));
        }
        count
    }
}
