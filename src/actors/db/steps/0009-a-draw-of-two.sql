-- A draw that the operator cannot steer: a seed waits for each player before he casts, his own word is in the roll, and the proof holds
-- when a fill was asked for, what was passed over until it came, and by which catalogue the fish was chosen. Lines that are out keep
-- the rule of their cast. Who was here before gets his first seed when he comes next.

ALTER TABLE players
    ADD COLUMN luck            text   NOT NULL DEFAULT 'angler' CHECK (char_length(luck) BETWEEN 1 AND 32),
    ADD COLUMN seed_number     bigint NOT NULL DEFAULT 0 CHECK (seed_number >= 0),
    ADD COLUMN seed_waiting    bytea,
    ADD COLUMN seed_commitment bytea  CHECK (octet_length(seed_commitment) = 32),
    ADD CONSTRAINT waiting_seed_is_whole CHECK (num_nulls(seed_waiting, seed_commitment) = CASE WHEN seed_number = 0 THEN 2 ELSE 0 END);

ALTER TABLE positions
    ADD COLUMN draw_version     smallint NOT NULL DEFAULT 1 CHECK (draw_version IN (1, 2)),
    ADD COLUMN seed_number      bigint   CHECK (seed_number >= 1),
    ADD COLUMN seed_commitment  bytea    CHECK (octet_length(seed_commitment) = 32),
    ADD COLUMN luck             text     CHECK (char_length(luck) <= 32),
    ADD COLUMN entry_passed     text[],
    ADD COLUMN exit_passed      text[],
    ADD COLUMN exit_level       integer  CHECK (exit_level >= 1),
    ADD COLUMN weights          integer[],
    ADD COLUMN catalogue_digest bytea    CHECK (octet_length(catalogue_digest) = 32),
    ADD CONSTRAINT draw_is_whole CHECK (num_nulls(seed_number, seed_commitment, luck, entry_passed)
                                        = CASE WHEN draw_version = 1 THEN 4 ELSE 0 END),
    ADD CONSTRAINT offer_is_whole CHECK (num_nulls(exit_passed, exit_level, weights, catalogue_digest)
                                         = CASE WHEN draw_version = 1 OR closed_at IS NULL THEN 4 ELSE 0 END);

CREATE TYPE drawing AS (version smallint, seed_number bigint, seed_commitment bytea, luck text);
CREATE TYPE offering AS (level integer, weights integer[], catalogue_digest bytea);
CREATE TYPE sealing AS (seed_number bigint, seed bytea, seed_commitment bytea);
ALTER TYPE fill ADD ATTRIBUTE passed text[];
ALTER TYPE opening ADD ATTRIBUTE draw drawing;
ALTER TYPE closing ADD ATTRIBUTE offer offering;
ALTER TYPE profile ADD ATTRIBUTE luck text;
ALTER TYPE turn ADD ATTRIBUTE seals sealing;

-- From now on no fill's information is older than its command, and the audit judges that by the sources' times. What was filled before
-- was filled by the rules of then, whatever the clocks of service and server were.

ALTER TABLE about ADD COLUMN fresh_since timestamptz NOT NULL DEFAULT now();
UPDATE about SET fresh_since = greatest(fresh_since, (SELECT max(greatest(commanded_at, exit_commanded_at)) FROM positions));

-- Until its line is closed a seed stands sealed, under a key of the database's own that is wrapped under the bot's token: neither a copy
-- of the database nor the server's log tells it. The service makes the key at its first start. Lines that are out keep their plain seeds
-- until they are closed, and the hashes of who was forgotten the key that they were made with.

ALTER TABLE about
    ADD COLUMN sealed_key bytea CHECK (octet_length(sealed_key) = 80),
    ADD COLUMN forget_key bytea CHECK (octet_length(forget_key) = 72),
    ADD CONSTRAINT forget_key_is_sealed CHECK (forget_key IS NULL OR sealed_key IS NOT NULL);

ALTER TABLE positions
    DROP CONSTRAINT positions_seed_check,
    ADD CONSTRAINT sealed_until_closed CHECK (octet_length(seed) = 32 OR (closed_at IS NULL AND octet_length(seed) = 72));

ALTER TYPE closing ADD ATTRIBUTE seed bytea;

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
    _ranking bigint;
    _ranked  bigint;
    _ringing bigint;
    _rung    bigint := 0;
    _forgetting bigint;
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
            envelope_at = coalesce((g.profile).envelope_at, p.envelope_at), luck = coalesce((g.profile).luck, p.luck),
            seed_number = coalesce((g.seals).seed_number, p.seed_number),
            seed_waiting = coalesce((g.seals).seed, p.seed_waiting),
            seed_commitment = coalesce((g.seals).seed_commitment, p.seed_commitment),
            telegram_id = CASE WHEN g.forgets IS NULL THEN p.telegram_id END
        FROM gate g, LATERAL (
            SELECT coalesce(sum(CASE 'bait' WHEN credit THEN amount WHEN debit THEN -amount END), 0)::bigint AS bait,
                   coalesce(sum(CASE 'cash' WHEN credit THEN amount WHEN debit THEN -amount END), 0)::bigint AS cash_cents
            FROM unnest(g.legs)) m
        WHERE p.player_id = g.player_id AND p.version = g.version
          -- A seed is never skipped, and a cast takes the one that waited, as its seal and his word were shown, and leaves the next:
          -- a turn that does otherwise changes no player, which is an error below.
          AND coalesce((g.seals).seed_number, p.seed_number + 1) = p.seed_number + 1
          AND (coalesce(((g.opens).draw).version, 1) = 1
               OR ((g.seals).seed_number IS NOT NULL AND ((g.opens).draw).seed_number = p.seed_number
                   AND ((g.opens).draw).seed_commitment = p.seed_commitment AND ((g.opens).draw).luck = p.luck))
        RETURNING p.player_id
    ), opened AS (
        INSERT INTO positions (position_id, player_id, chat_id, pond, rod, leverage, stake_cents, seed, opened_at,
                               commanded_at, entry_price, entry_round_at, entry_sources, entry_source_prices,
                               entry_source_times, entry_age_ms, topic, draw_version, seed_number, seed_commitment, luck,
                               entry_passed)
        SELECT o.position_id, g.player_id, o.chat_id, o.pond, o.rod, o.leverage, o.stake_cents, o.seed, o.opened_at,
               (o.entry).commanded_at, (o.entry).price, (o.entry).round_at, (o.entry).sources, (o.entry).source_prices,
               (o.entry).source_times, (o.entry).age_ms, o.topic, (o.draw).version, (o.draw).seed_number,
               (o.draw).seed_commitment, (o.draw).luck, CASE WHEN (o.draw).version > 1 THEN (o.entry).passed END
        FROM gate g, unnest(ARRAY[g.opens]) o
        WHERE g.opens IS DISTINCT FROM NULL     -- a row IS NOT NULL only when all of its fields are
    ), closed AS (
        UPDATE positions o
        SET closed_at = c.closed_at, exit_commanded_at = (c.exit).commanded_at, exit_price = (c.exit).price,
            exit_round_at = (c.exit).round_at, exit_sources = (c.exit).sources,
            exit_source_prices = (c.exit).source_prices, exit_source_times = (c.exit).source_times,
            exit_age_ms = (c.exit).age_ms, pnl_percent = c.pnl_percent, pnl_cents = c.pnl_cents, fish = c.fish,
            roll = c.roll, catalogue = c.catalogue, candidates = c.candidates, bells = '{}', seed = coalesce(c.seed, o.seed),
            exit_passed = CASE WHEN o.draw_version > 1 THEN (c.exit).passed END,
            exit_level = CASE WHEN o.draw_version > 1 THEN (c.offer).level END,
            weights = CASE WHEN o.draw_version > 1 THEN (c.offer).weights END,
            catalogue_digest = CASE WHEN o.draw_version > 1 THEN (c.offer).catalogue_digest END
        FROM gate g, unnest(ARRAY[g.closes]) c
        WHERE g.closes IS DISTINCT FROM NULL
          AND o.player_id = g.player_id AND o.position_id = c.position_id
          AND coalesce(o.closed_at, 'infinity') = 'infinity'
        RETURNING o.position_id
    ), ranked AS (
        -- An UPDATE and not an upsert, which would lock each row first: nearly every catch finds its rows there.
        UPDATE boards b SET cents = b.cents + r.cents, catches = b.catches + 1
        FROM (SELECT player_id, cents, period, unnest(boards) AS board
              FROM (SELECT g.player_id, (g.closes).pnl_cents AS cents, (g.closes).boards, unnest((g.closes).periods) AS period
                    FROM gate g WHERE g.closes IS DISTINCT FROM NULL) each_period) r
        WHERE b.board = r.board AND b.period = r.period AND b.player_id = r.player_id
        RETURNING b.player_id
    ), moved AS (
        INSERT INTO ledger (player_id, version, leg, debit, credit, amount, position_id, cause)
        SELECT g.player_id, g.version + 1, l.leg, l.debit, l.credit, l.amount, l.position_id, g.cause
        FROM gate g, unnest(g.legs) WITH ORDINALITY l (debit, credit, amount, position_id, leg)
    ), said AS (
        INSERT INTO outbox (player_id, version, seq, cause, chat_id, method, body, keyboard, language, position_id, topic,
                            quotes)
        SELECT g.player_id, g.version + 1, r.seq, g.cause, r.chat_id, r.method, r.body, r.keyboard, r.language,
               r.position_id, r.topic, r.quotes
        FROM gate g, unnest(g.replies)
            WITH ORDINALITY r (chat_id, method, body, keyboard, language, position_id, topic, quotes, seq)
    )
    SELECT coalesce(array_agg(g.player_id), '{}'), count(*) FILTER (WHERE g.closes IS DISTINCT FROM NULL),
           coalesce(sum(cardinality((g.closes).boards) * cardinality((g.closes).periods)), 0),
           count(*) FILTER (WHERE g.rings IS DISTINCT FROM NULL), count(g.forgets),
           (SELECT count(*) FROM paid), (SELECT count(*) FROM closed), (SELECT count(*) FROM ranked)
    INTO _settled, _closing, _ranking, _ringing, _forgetting, _paid, _closed, _ranked
    FROM gate g;

    -- What few turns do, in statements of their own: within the one above they would cost every turn.
    IF _ranked < _ranking OR _ringing > 0 OR _forgetting > 0 THEN
        IF cardinality(_settled) < cardinality(_locked) THEN
            SELECT array_agg(t) INTO _locked FROM unnest(_locked) t WHERE t.player_id = ANY (_settled);
        END IF;
        -- The first catch on a board. Rows of a player whose own row is locked: only the move of a group could meet it here.
        INSERT INTO boards (board, period, player_id, cents, catches)
        SELECT board, period, t.player_id, (t.closes).pnl_cents, 1
        FROM unnest(_locked) t, unnest((t.closes).boards) board, unnest((t.closes).periods) period
        WHERE t.closes IS DISTINCT FROM NULL
        ON CONFLICT (board, period, player_id) DO NOTHING;
        UPDATE positions o SET bells = (t.rings).bells
        FROM unnest(_locked) t
        WHERE t.rings IS DISTINCT FROM NULL
          AND o.player_id = t.player_id AND o.position_id = (t.rings).position_id
          AND coalesce(o.closed_at, 'infinity') = 'infinity';
        GET DIAGNOSTICS _rung = ROW_COUNT;
        INSERT INTO forgotten AS f (hash, daily_on, envelope_at)
        SELECT t.forgets, p.daily_on, p.envelope_at FROM unnest(_locked) t JOIN players p ON p.player_id = t.player_id
        WHERE t.forgets IS NOT NULL
        ON CONFLICT (hash) DO UPDATE
        SET times = f.times + 1, latest_at = excluded.latest_at, daily_on = greatest(f.daily_on, excluded.daily_on),
            envelope_at = greatest(f.envelope_at, excluded.envelope_at);
    END IF;

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
