//! A player's own record: everything that is kept of him, as one JSON text that PostgreSQL writes itself.
//!
//! **Invariant:** the seed of an open line is in it nowhere; of a closed one it is published. The text is bounded: of each list
//! the newest rows, and beside it how many older ones are left out.
//! **Absent:** updates without an effect (a status, a help page): the inbox has no way to one player's rows but reading all.

use super::super::{error::DbError, pool::Link};
use crate::game::player::PlayerId;

/// Catches in a record: about 2 kB each, with their sources and what was offered.
const CATCHES: i64 = 2_000;
/// Movements in a record: about 150 bytes each, five to a cast and its catch.
const MOVEMENTS: i64 = 10_000;
/// Rows of boards: all, a day and a week, for everyone's and each group's.
const BOARDS: i64 = 1_000;
/// Replies that are still kept (three days of them), and the updates that they answer.
const REPLIES: i64 = 500;

/// One statement, so one snapshot. Every list reads by a key that begins with the player but the quarantine, which is small.
/// A seed is written only in the list of closed lines, and there only beside its time of closing.
const RECORD: &str = "WITH \
     closed AS (SELECT * FROM positions WHERE player_id = $1 AND closed_at IS NOT NULL ORDER BY position_id DESC LIMIT $2), \
     moved AS (SELECT * FROM ledger WHERE player_id = $1 ORDER BY version DESC, leg DESC LIMIT $3), \
     ranked AS (SELECT * FROM boards WHERE player_id = $1 ORDER BY period DESC, board DESC LIMIT $4), \
     told AS (SELECT * FROM outbox WHERE player_id = $1 ORDER BY version DESC, seq DESC LIMIT $5) \
     SELECT json_build_object( \
     'about', 'What Angler keeps of you. Money is in cents (play money), bait in pieces, times in UTC; lists begin with the newest.', \
     'made_at', now(), \
     'profile', (SELECT row_to_json(r) FROM (SELECT player_id, telegram_id, name, language, language_chosen, joined_at, version, \
       bait, cash_cents, xp, level, pond, rod, rods, daily_on, streak, forgiven_on, envelope_at, luck, seed_number AS next_seed_number, \
       encode(seed_commitment, 'hex') AS next_seed_sha256 \
       FROM players WHERE player_id = $1) r), \
     'line_in_the_water', (SELECT row_to_json(r) FROM (SELECT position_id, chat_id, topic, pond, rod, leverage, stake_cents, \
       encode(coalesce(seed_commitment, sha256(seed)), 'hex') AS seed_sha256, draw_version, seed_number, luck, entry_passed, opened_at, commanded_at, entry_price, entry_round_at, entry_sources, \
       entry_source_prices, entry_source_times, entry_age_ms, bells FROM positions WHERE player_id = $1 AND closed_at IS NULL) r), \
     'catches', (SELECT coalesce(json_agg(row_to_json(r)), '[]') FROM (SELECT position_id, chat_id, topic, pond, rod, leverage, \
       stake_cents, CASE WHEN closed_at IS NOT NULL THEN encode(seed, 'hex') END AS seed, opened_at, commanded_at, entry_price, \
       entry_round_at, entry_sources, entry_source_prices, entry_source_times, entry_age_ms, closed_at, exit_commanded_at, \
       exit_price, exit_round_at, exit_sources, exit_source_prices, exit_source_times, exit_age_ms, pnl_percent, pnl_cents, fish, \
       encode(roll, 'hex') AS roll, catalogue, candidates, draw_version, seed_number, encode(seed_commitment, 'hex') AS seed_sha256, \
       luck, entry_passed, exit_passed, exit_level, weights, encode(catalogue_digest, 'hex') AS catalogue_sha256 FROM closed) r), \
     'catches_left_out', (SELECT greatest(count(*) - $2, 0) FROM positions WHERE player_id = $1 AND closed_at IS NOT NULL), \
     'ledger', (SELECT coalesce(json_agg(row_to_json(r)), '[]') FROM (SELECT version, leg, debit, credit, amount, position_id, \
       cause, settled_at FROM moved) r), \
     'ledger_left_out', (SELECT greatest(count(*) - $3, 0) FROM ledger WHERE player_id = $1), \
     'boards', (SELECT coalesce(json_agg(row_to_json(r)), '[]') FROM (SELECT board, period, cents, catches FROM ranked) r), \
     'boards_left_out', (SELECT greatest(count(*) - $4, 0) FROM boards WHERE player_id = $1), \
     'replies', (SELECT coalesce(json_agg(row_to_json(r)), '[]') FROM (SELECT version, seq, cause, chat_id, topic, quotes, method, body, \
       language, settled_at, delivered_at, given_up FROM told) r), \
     'replies_left_out', (SELECT greatest(count(*) - $5, 0) FROM outbox WHERE player_id = $1), \
     'updates', (SELECT coalesce(json_agg(row_to_json(r)), '[]') FROM (SELECT i.update_id, i.arrived_at, i.done_at FROM inbox i \
       JOIN (SELECT DISTINCT substr(cause, 2)::bigint AS id FROM told WHERE cause ~ '^u-?[0-9]{1,18}$') u ON i.update_id = u.id \
       WHERE i.player_id = $1 ORDER BY i.seq DESC) r), \
     'updates_note', 'Those that had an effect. Id and times of every other one are kept for three days too, without what it said.', \
     'put_aside', (SELECT coalesce(json_agg(row_to_json(r)), '[]') FROM (SELECT update_id, reason, raw, since FROM quarantine \
       WHERE player_id = $1 OR telegram_id = (SELECT telegram_id FROM players WHERE player_id = $1) \
       ORDER BY since DESC LIMIT 100) r) \
     )::text";

pub(in super::super) async fn own(link: &mut Link, player: PlayerId) -> Result<String, DbError> {
    let (client, statement) = link.prepared(RECORD).await?;
    let row = client.query_one(&statement, &[&player.0, &CATCHES, &MOVEMENTS, &BOARDS, &REPLIES]).await?;
    Ok(row.try_get(0)?)
}
