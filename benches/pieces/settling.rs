//! The database settles: a batch as the parameter of a statement, and the whole call on a durable PostgreSQL.
//!
//! **Invariant:** a batch is half of a player's fishing: all cast, or all hook.

use angler::actors::db::turn::TurnRow;
use bytes::BytesMut;
use divan::{Bencher, black_box, counter::ItemsCount};
use postgres_types::ToSql;

use crate::database::{self, BATCH};

/// Without the call.
#[divan::bench]
fn encode_256(bencher: Bencher) {
    let made = database::with(|database| {
        let turns = database.next_batch();
        database.settle(&turns);
        (turns, database.batch_type())
    });
    let Some((turns, batch)) = made else { return };
    let seals = database::seals();
    let mut buffer = BytesMut::new();
    bencher.counter(ItemsCount::new(BATCH)).bench_local(|| {
        let rows: Vec<TurnRow<'_>> =
            black_box(&turns).iter().map(|turn| TurnRow::of(turn, &seals).expect("random bytes")).collect();
        buffer.clear();
        rows.to_sql(&batch, &mut buffer).expect("a batch can be written");
        buffer.len()
    });
}

/// With everything a writer waits for: the way there, the effects, the commit on disk, the verdicts.
#[divan::bench(sample_count = 40, sample_size = 1)]
fn settle_256(bencher: Bencher) {
    if database::with(|_| ()).is_none() {
        return;
    }
    bencher
        .counter(ItemsCount::new(BATCH))
        .with_inputs(|| database::with(database::Database::next_batch).expect("it runs"))
        .bench_local_refs(|turns| database::with(|database| database.settle(turns)));
}
