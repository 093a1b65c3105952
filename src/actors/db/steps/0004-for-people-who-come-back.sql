-- 3 to 4: the game for people who come back: rods to buy, daily bait, an envelope, languages, bells on the rod, boards, groups,
-- and the right to be forgotten.

ALTER TABLE players ALTER COLUMN telegram_id DROP NOT NULL;
ALTER TABLE players
    ADD COLUMN rods            text[]      NOT NULL DEFAULT '{long-2,short-2}',
    ADD COLUMN name            text        NOT NULL DEFAULT '',
    ADD COLUMN language        text        NOT NULL DEFAULT 'en' CHECK (language IN ('en', 'ru')),
    ADD COLUMN language_chosen boolean     NOT NULL DEFAULT false,
    ADD COLUMN daily_on        date,
    ADD COLUMN streak          integer     NOT NULL DEFAULT 0 CHECK (streak >= 0),
    ADD COLUMN forgiven_on     date,
    ADD COLUMN envelope_at     timestamptz,
    ADD CONSTRAINT rod_is_owned CHECK (rod = ANY (rods)),
    ADD CONSTRAINT forgotten_has_no_name CHECK (telegram_id IS NOT NULL OR name = '');
ALTER TABLE positions
    ADD COLUMN bells bigint[] NOT NULL DEFAULT '{}',
    ADD CONSTRAINT few_bells CHECK (cardinality(bells) <= 3 AND (closed_at IS NULL OR bells = '{}'));

CREATE TABLE forgotten (
    hash  bytea       PRIMARY KEY CHECK (octet_length(hash) = 32),
    since timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE groups (
    chat_id     bigint      PRIMARY KEY CHECK (chat_id < 0),
    title       text        NOT NULL DEFAULT '',
    language    text        NOT NULL DEFAULT 'en' CHECK (language IN ('en', 'ru')),
    joined_at   timestamptz NOT NULL DEFAULT now(),
    left_at     timestamptz,                                            -- NULL: we are there
    closed_week text        COLLATE "C" NOT NULL DEFAULT ''             -- the last week whose podium it was told
);

CREATE TABLE boards (
    board     bigint  NOT NULL CHECK (board <= 0),
    period    text    COLLATE "C" NOT NULL,
    player_id bigint  NOT NULL,
    cents     bigint  NOT NULL,
    catches   integer NOT NULL CHECK (catches >= 1),
    PRIMARY KEY (board, period, player_id)
) WITH (fillfactor = 70);
CREATE INDEX boards_by_cents ON boards (board, period, cents DESC);

-- What was caught before counts on the boards.
INSERT INTO groups (chat_id) SELECT DISTINCT chat_id FROM positions WHERE chat_id < 0;
INSERT INTO boards (board, period, player_id, cents, catches)
SELECT board, period, player_id, sum(pnl_cents), count(*)
FROM positions, unnest(CASE WHEN chat_id < 0 THEN ARRAY[0, chat_id] ELSE ARRAY[0::bigint] END) board,
    unnest(ARRAY['all', to_char(closed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD'),
                 to_char(closed_at AT TIME ZONE 'UTC', 'IYYY-"W"IW')]) period
WHERE closed_at IS NOT NULL
GROUP BY board, period, player_id;

GRANT SELECT, INSERT, UPDATE ON groups, boards TO angler_app;
GRANT DELETE ON boards TO angler_app;
GRANT SELECT, INSERT ON forgotten TO angler_app;

ALTER TYPE closing ADD ATTRIBUTE boards bigint[], ADD ATTRIBUTE periods text[];
CREATE TYPE profile AS (
    rods text[], name text, language text, language_chosen boolean, daily_on date, streak integer, forgiven_on date,
    envelope_at timestamptz);
CREATE TYPE ringing AS (position_id bigint, bells bigint[]);
ALTER TYPE turn ADD ATTRIBUTE profile profile, ADD ATTRIBUTE rings ringing, ADD ATTRIBUTE forgets bytea;

CREATE OR REPLACE FUNCTION settle(_epoch bigint, _turns turn[]) RETURNS TABLE (player_id bigint, verdict text)
LANGUAGE plpgsql VOLATILE
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
AS $$
#variable_conflict use_column
DECLARE
    _locked  turn[];
    _settled bigint[];
    _paid    bigint;
    _closing bigint;
    _closed  bigint;
    _ringing bigint;
    _rung    bigint;
BEGIN
    -- 1. The fence. FOR SHARE: writers share it, taking the lease waits for them.
    PERFORM FROM lease WHERE epoch = _epoch FOR SHARE;
    IF NOT FOUND THEN
        RETURN QUERY SELECT t.player_id, 'epoch_old' FROM unnest(_turns) t;
        RETURN;
    END IF;

    -- A second turn of a player would be dropped in silence by UPDATE ... FROM. A mistake of the caller, so not class 22
    -- or 23: bisecting would find no culprit. (A missing player_id is refused with it.)
    IF (SELECT count(DISTINCT t.player_id) FROM unnest(_turns) t) <> cardinality(_turns) THEN
        RAISE EXCEPTION 'a batch holds at most one turn per player' USING ERRCODE = 'AN001';
    END IF;

    -- 2. Lock, in order of player, the rows whose version matches: batches that overlap queue up and cannot deadlock.
    -- A row that was changed while we waited is checked again as it is now, and left out if its version has moved.
    -- NO KEY: an insert into the inbox, which looks at the player's key, need not wait for a settle.
    SELECT array_agg(l.t) INTO _locked
    FROM (SELECT t FROM unnest(_turns) t JOIN players p ON p.player_id = t.player_id AND p.version = t.version
          ORDER BY p.player_id FOR NO KEY UPDATE OF p) l;

    -- 3. Mark, and every effect of the marked: nothing below reads _turns, only the turns that passed the gate.
    -- `coalesce(x, 'infinity') = 'infinity'` says "x IS NULL" in a way that no partial index can serve. With a plain
    -- IS NULL the planner may scan all of inbox_waiting (statistics: hardly ever a row) for each batch, times the batch.
    WITH marked AS (
        UPDATE inbox i SET done_at = now(), raw = ''
        FROM unnest(_locked) t
        WHERE i.update_id = t.update_id AND i.player_id = t.player_id
          AND coalesce(i.done_at, 'infinity') = 'infinity'
        RETURNING t.*
    ), gate AS (
        SELECT * FROM marked
        UNION ALL
        SELECT t.* FROM unnest(_locked) t WHERE t.update_id IS NULL
    ), paid AS (
        UPDATE players p
        SET version = g.version + 1, bait = p.bait + m.bait, cash_cents = p.cash_cents + m.cash_cents,
            xp = g.xp, level = g.level, pond = g.pond, rod = g.rod,
            rods = coalesce((g.profile).rods, p.rods), name = coalesce((g.profile).name, p.name),
            language = coalesce((g.profile).language, p.language),
            language_chosen = coalesce((g.profile).language_chosen, p.language_chosen),
            daily_on = coalesce((g.profile).daily_on, p.daily_on), streak = coalesce((g.profile).streak, p.streak),
            forgiven_on = coalesce((g.profile).forgiven_on, p.forgiven_on),
            envelope_at = coalesce((g.profile).envelope_at, p.envelope_at),
            telegram_id = CASE WHEN g.forgets IS NULL THEN p.telegram_id END
        FROM gate g, LATERAL (
            SELECT coalesce(sum(CASE 'bait' WHEN credit THEN amount WHEN debit THEN -amount END), 0)::bigint AS bait,
                   coalesce(sum(CASE 'cash' WHEN credit THEN amount WHEN debit THEN -amount END), 0)::bigint AS cash_cents
            FROM unnest(g.legs)) m
        WHERE p.player_id = g.player_id AND p.version = g.version
        RETURNING p.player_id
    ), opened AS (
        INSERT INTO positions (position_id, player_id, chat_id, pond, rod, leverage, stake_cents, seed, opened_at,
                               commanded_at, entry_price, entry_round_at, entry_sources, entry_source_prices,
                               entry_source_times, entry_age_ms)
        SELECT o.position_id, g.player_id, o.chat_id, o.pond, o.rod, o.leverage, o.stake_cents, o.seed, o.opened_at,
               (o.entry).commanded_at, (o.entry).price, (o.entry).round_at, (o.entry).sources, (o.entry).source_prices,
               (o.entry).source_times, (o.entry).age_ms
        FROM gate g, unnest(ARRAY[g.opens]) o
        WHERE g.opens IS DISTINCT FROM NULL     -- a row IS NOT NULL only when all of its fields are
    ), closed AS (
        UPDATE positions o
        SET closed_at = c.closed_at, exit_commanded_at = (c.exit).commanded_at, exit_price = (c.exit).price,
            exit_round_at = (c.exit).round_at, exit_sources = (c.exit).sources,
            exit_source_prices = (c.exit).source_prices, exit_source_times = (c.exit).source_times,
            exit_age_ms = (c.exit).age_ms, pnl_percent = c.pnl_percent, pnl_cents = c.pnl_cents, fish = c.fish,
            roll = c.roll, catalogue = c.catalogue, candidates = c.candidates, bells = '{}'
        FROM gate g, unnest(ARRAY[g.closes]) c
        WHERE g.closes IS DISTINCT FROM NULL
          AND o.player_id = g.player_id AND o.position_id = c.position_id
          AND coalesce(o.closed_at, 'infinity') = 'infinity'
        RETURNING o.position_id
    ), rung AS (
        UPDATE positions o SET bells = r.bells
        FROM gate g, unnest(ARRAY[g.rings]) r
        WHERE g.rings IS DISTINCT FROM NULL
          AND o.player_id = g.player_id AND o.position_id = r.position_id
          AND coalesce(o.closed_at, 'infinity') = 'infinity'
        RETURNING o.position_id
    ), ranked AS (
        -- Rows of a player whose own row is locked: no two batches meet here.
        INSERT INTO boards AS b (board, period, player_id, cents, catches)
        SELECT board, period, g.player_id, c.pnl_cents, 1
        FROM gate g, unnest(ARRAY[g.closes]) c, unnest(c.boards) board, unnest(c.periods) period
        WHERE g.closes IS DISTINCT FROM NULL
        ON CONFLICT (board, period, player_id)
        DO UPDATE SET cents = b.cents + excluded.cents, catches = b.catches + 1
    ), forgot AS (
        INSERT INTO forgotten (hash) SELECT g.forgets FROM gate g WHERE g.forgets IS NOT NULL
        ON CONFLICT (hash) DO NOTHING
    ), moved AS (
        INSERT INTO ledger (player_id, version, leg, debit, credit, amount, position_id, cause)
        SELECT g.player_id, g.version + 1, l.leg, l.debit, l.credit, l.amount, l.position_id, g.cause
        FROM gate g, unnest(g.legs) WITH ORDINALITY l (debit, credit, amount, position_id, leg)
    ), said AS (
        INSERT INTO outbox (player_id, version, seq, cause, chat_id, method, body, keyboard, language, position_id)
        SELECT g.player_id, g.version + 1, r.seq, g.cause, r.chat_id, r.method, r.body, r.keyboard, r.language,
               r.position_id
        FROM gate g, unnest(g.replies) WITH ORDINALITY r (chat_id, method, body, keyboard, language, position_id, seq)
    )
    SELECT coalesce(array_agg(g.player_id), '{}'), count(*) FILTER (WHERE g.closes IS DISTINCT FROM NULL),
           count(*) FILTER (WHERE g.rings IS DISTINCT FROM NULL),
           (SELECT count(*) FROM paid), (SELECT count(*) FROM closed), (SELECT count(*) FROM rung)
    INTO _settled, _closing, _ringing, _paid, _closed, _rung
    FROM gate g;

    -- 4. No part without all: inserts fail aloud, but an UPDATE that finds no row is silent. So count.
    IF _paid <> cardinality(_settled) OR _closed <> _closing OR _rung <> _ringing THEN
        RAISE EXCEPTION '% turns changed % players; % closed % positions; % changed the bells of %',
            cardinality(_settled), _paid, _closing, _closed, _ringing, _rung USING ERRCODE = 'integrity_constraint_violation';
    END IF;

    -- 5. Answer. The join to the inbox is paid only when some turn was not settled.
    IF cardinality(_settled) = cardinality(_turns) THEN
        RETURN QUERY SELECT unnest(_settled), 'settled';
        RETURN;
    END IF;
    IF EXISTS (SELECT FROM unnest(_turns) t LEFT JOIN inbox i ON i.update_id = t.update_id AND i.player_id = t.player_id
               WHERE t.update_id IS NOT NULL AND i.update_id IS NULL) THEN
        RAISE EXCEPTION 'a turn names an update that is not in this player''s inbox' USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN QUERY
    SELECT t.player_id, CASE WHEN t.player_id = ANY (_settled) THEN 'settled'
                             WHEN i.done_at IS NOT NULL THEN 'already_done'
                             ELSE 'version_old' END
    FROM unnest(_turns) t LEFT JOIN inbox i ON i.update_id = t.update_id;
END $$;
