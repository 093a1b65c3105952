//! The sandbox's own record of a chat against the replies that the database owed it.
//!
//! **Invariant:** a reply is known by its very markup; where two say the same, the one that is due counts.

use crate::harness::{Player, World};

/// What became of the durable replies of one chat.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// Owed by the database, ever.
    pub owed: u64,
    /// Never shown.
    pub lost: u64,
    /// Shown once more than once, all of them together.
    pub doubled: u64,
    /// Shown before one that was owed earlier had been shown.
    pub unordered: u64,
    /// Messages that began as something else: frames and answers.
    pub passing: u64,
}

impl Record {
    /// Adds another chat's.
    pub fn and(self, other: Record) -> Record {
        Record {
            owed: self.owed + other.owed,
            lost: self.lost + other.lost,
            doubled: self.doubled + other.doubled,
            unordered: self.unordered + other.unordered,
            passing: self.passing + other.passing,
        }
    }
}

/// Everything that was ever shown in the player's chat, as it was sent, in the order of its arrival.
fn shown(player: &Player) -> Vec<(String, bool)> {
    let chat = player.telegram.transcript(player.chat);
    let first = chat.from_bot().map(|message| (message.at, message.first.source.clone(), true));
    let edits = chat
        .from_bot()
        .flat_map(|message| message.edits.iter().map(|edit| (edit.at, edit.content.source.clone(), false)));
    let mut all: Vec<_> = first.chain(edits).collect();
    all.sort_by_key(|(at, ..)| *at);
    all.into_iter().map(|(_, source, new)| (source, new)).collect()
}

/// Compares. Call it when nothing is owed any longer.
pub async fn record(world: &World, player: &Player) -> Record {
    let owed = "SELECT body FROM outbox o JOIN players p USING (player_id) WHERE o.chat_id = $1 AND p.telegram_id = $2 \
                ORDER BY settled_at, player_id, o.version, seq";
    let rows = world.database.rows(owed, &[&player.chat, &player.id]).await;
    let owed: Vec<String> = rows.iter().map(|row| row.get(0)).collect();
    let mut copies = vec![0_u64; owed.len()];
    let mut record = Record { owed: owed.len() as u64, ..Record::default() };
    let mut next = 0;
    for (source, new) in shown(player) {
        let here = |place: &usize| owed[*place] == source;
        if owed.get(next) == Some(&source) {
            copies[next] += 1;
            next += 1;
        } else if let Some(before) = (0..next).rev().find(here) {
            copies[before] += 1;
        } else if let Some(later) = (next..owed.len()).find(here) {
            copies[later] += 1;
            record.unordered += 1;
        } else {
            record.passing += u64::from(new);
        }
    }
    record.lost = copies.iter().filter(|copies| **copies == 0).count() as u64;
    record.doubled = copies.iter().map(|copies| copies.saturating_sub(1)).sum();
    record
}

/// The same over many chats.
pub async fn record_of(world: &World, players: &[Player]) -> Record {
    let mut all = Record::default();
    for player in players {
        all = all.and(record(world, player).await);
    }
    all
}
