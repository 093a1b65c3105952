//! A database of every earlier schema is brought up to date, and is then what an empty one is made into.
//!
//! `schemas/` keeps each earlier `schema.sql` as it was.
//!
//! **Invariant:** what stands in the catalogue after the steps is what stands there after `schema.sql`, and no row is lost.

use angler::actors::db::{connect::Connector, migrate};

use crate::harness::{Database, run};

/// Every earlier schema, from the first.
const EARLIER: &[&str] = &[
    include_str!("schemas/0001.sql"),
    include_str!("schemas/0002.sql"),
    include_str!("schemas/0003.sql"),
    include_str!("schemas/0004.sql"),
    include_str!("schemas/0005.sql"),
    include_str!("schemas/0006.sql"),
    include_str!("schemas/0007.sql"),
    include_str!("schemas/0008.sql"),
];

/// Everything of ours that the catalogue says, one line each: columns, constraints, indexes, functions, triggers and rights.
const CATALOGUE: &str = "SELECT string_agg(line, E'\n' ORDER BY line) FROM (\
     SELECT format('column %s.%s %s %s %s %s', table_name, column_name, udt_name, is_nullable, column_default, is_identity) \
     FROM information_schema.columns WHERE table_schema = 'public' \
     UNION ALL SELECT format('constraint %s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) \
     FROM pg_constraint WHERE connamespace = 'public'::regnamespace \
     UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' \
     UNION ALL SELECT pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace \
     UNION ALL SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal \
     UNION ALL SELECT format('%s %s %s', relname, reloptions, relacl) FROM pg_class \
     WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'S')) catalogue (line)";

/// A catch in a group, as every earlier schema keeps one.
const CATCH: &str = "INSERT INTO positions (position_id, player_id, chat_id, pond, rod, leverage, stake_cents, seed, opened_at, \
     commanded_at, entry_price, entry_round_at, entry_sources, entry_source_prices, entry_source_times, entry_age_ms, closed_at, \
     exit_commanded_at, exit_price, exit_round_at, exit_sources, exit_source_prices, exit_source_times, exit_age_ms, pnl_percent, \
     pnl_cents, fish, roll, catalogue, candidates) \
     SELECT 1, 1, -500, 'ETH/USD', 'long-2', 2, 100000, seed, at, at, 2500, at + interval '1 s', told, prices, times, 0, \
     at + interval '1 h', at + interval '1 h', 2531.25, at + interval '61 min', told, prices, times, 0, 2.5, 2500, 'minnow', seed, 1, \
     '{common:minnow}' FROM (SELECT '2026-11-27T10:00:00Z'::timestamptz AS at, sha256('a seed') AS seed, \
     '{coinbase}'::text[] AS told, '{2500}'::numeric[] AS prices, ARRAY['2026-11-27T10:00:00Z'::timestamptz] AS times) same";

/// The clock of the service was ahead of the server's when it was hooked.
const BY_A_CLOCK_AHEAD: &str = "UPDATE positions SET exit_commanded_at = now() + interval '1 h', \
     exit_round_at = now() + interval '61 min'";

/// What the settle of that catch wrote beside it, since there are boards.
const ON_BOARDS: &str = "INSERT INTO boards SELECT board, period, 1, 2500, 1 FROM unnest(ARRAY[0, -500]) board, \
     unnest(ARRAY['all', '2026-11-27', '2026-W48']) period; INSERT INTO groups (chat_id) VALUES (-500)";
/// The first schema with boards.
const WITH_BOARDS: usize = 4;

async fn catalogue(database: &Database) -> String {
    database.rows(CATALOGUE, &[]).await[0].get(0)
}

#[test]
fn every_earlier_schema_becomes_todays() {
    run(async || {
        let fresh = Database::new().await;
        migrate::bring_up_to_date(&Connector::new(&fresh.url()).expect("an address")).await.expect("the schema");
        let todays = catalogue(&fresh).await;
        assert_eq!(EARLIER.len() as i32 + 1, migrate::NUMBER, "each earlier schema is kept here");
        for (before, schema) in EARLIER.iter().enumerate() {
            let database = Database::new().await;
            database.execute(schema).await;
            database.execute("SELECT receive(ARRAY[(11, 100, now(), 'a'), (10, 200, now(), 'b')]::incoming[])").await;
            database.execute(CATCH).await;
            database.execute(BY_A_CLOCK_AHEAD).await;
            if before + 1 >= WITH_BOARDS {
                database.execute(ON_BOARDS).await;
            }
            assert_ne!(catalogue(&database).await, todays, "schema {} is another one", before + 1);
            let connector = Connector::new(&database.url()).expect("an address");
            migrate::bring_up_to_date(&connector).await.expect("the steps");
            assert_eq!(catalogue(&database).await, todays, "from schema {}", before + 1);
            assert_eq!(database.number("SELECT schema_number::bigint FROM about").await, i64::from(migrate::NUMBER));
            let boards = "SELECT string_agg(concat_ws(' ', board, period, cents, catches), ', ' ORDER BY board, period) FROM boards";
            let wanted = "-500 2026-11-27 2500 1, -500 2026-W48 2500 1, -500 all 2500 1, \
                          0 2026-11-27 2500 1, 0 2026-W48 2500 1, 0 all 2500 1";
            assert_eq!(database.text(boards).await, wanted, "what was caught before counts on the boards");
            let judged =
                "SELECT count(*) FROM positions, about WHERE greatest(commanded_at, exit_commanded_at) > fresh_since";
            assert_eq!(database.number(judged).await, 0, "what was filled before is not judged by the rules of today");
            assert_eq!(database.text("SELECT string_agg(chat_id::text, '') FROM groups").await, "-500");
            assert_eq!(database.text("SELECT string_agg(raw, '' ORDER BY seq) FROM inbox").await, "ab");
        }
    });
}
