-- A turn the plain way: each statement prepared, one transaction a turn. `n` counts a client's turns: odd ones cast, even ones
-- hook, and a client is a player. The rows and their values are those that settle() writes. Read by pgbench.rs.
\set n :n + 1
\set player :player0 + :client_id
\set update :update0 + (:n - 1) * :clients + :client_id
\if :n % 2 = 1
\set position :update
BEGIN;
UPDATE inbox SET done_at = now(), raw = ''
    WHERE update_id = :update AND player_id = :player AND done_at IS NULL;
UPDATE players SET version = version + 1, bait = bait - 1, cash_cents = cash_cents - 100000,
    xp = 0, level = 1, pond = 'ETH/USD', rod = 'long-2' WHERE player_id = :player AND version = :n;
INSERT INTO positions (position_id, player_id, chat_id, pond, rod, leverage, stake_cents, seed, opened_at, commanded_at,
    entry_price, entry_round_at, entry_sources, entry_source_prices, entry_source_times, entry_age_ms)
    VALUES (:position, :player, :player, 'ETH/USD', 'long-2', 20, 100000, sha256('a seed'), now(), now() - interval '1 ms',
    2500.12, now(), '{binance,coinbase,kraken}', '{2500.12,2500.12,2500.12}', ARRAY[now(), now(), now()], 0);
INSERT INTO ledger (player_id, version, leg, debit, credit, amount, position_id, cause)
    VALUES (:player, :n + 1, 1, 'bait', 'house_bait', 1, NULL, 'u' || :update),
    (:player, :n + 1, 2, 'cash', 'position', 100000, :position, 'u' || :update);
INSERT INTO outbox (player_id, version, seq, cause, chat_id, method, body, keyboard, language)
    VALUES (:player, :n + 1, 1, 'u' || :update, :player, 'message', :line_out, :keyboard, 'en');
COMMIT;
\else
BEGIN;
UPDATE inbox SET done_at = now(), raw = ''
    WHERE update_id = :update AND player_id = :player AND done_at IS NULL;
UPDATE players SET version = version + 1, cash_cents = cash_cents + 100751,
    xp = 0, level = 1, pond = 'ETH/USD', rod = 'long-2' WHERE player_id = :player AND version = :n;
UPDATE positions SET closed_at = now(), exit_commanded_at = now() - interval '1 ms', exit_price = 2501.06,
    exit_round_at = now(), exit_sources = '{binance,coinbase,kraken}', exit_source_prices = '{2501.06,2501.06,2501.06}',
    exit_source_times = ARRAY[now(), now(), now()], exit_age_ms = 0, pnl_percent = 0.7519, pnl_cents = 751, fish = :fish,
    roll = sha256('a roll'), catalogue = 1, candidates = :candidates
    WHERE player_id = :player AND position_id = :position AND closed_at IS NULL;
INSERT INTO ledger (player_id, version, leg, debit, credit, amount, position_id, cause)
    VALUES (:player, :n + 1, 1, 'house_cash', 'position', 751, :position, 'u' || :update),
    (:player, :n + 1, 2, 'position', 'cash', 100751, :position, 'u' || :update);
INSERT INTO outbox (player_id, version, seq, cause, chat_id, method, body, keyboard, language, position_id)
    VALUES (:player, :n + 1, 1, 'u' || :update, :player, 'photo', :caption, '', 'en', :position);
COMMIT;
\endif
