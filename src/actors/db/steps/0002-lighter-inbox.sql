-- 1 to 2: an update is stored and marked with one index less (nothing looks for it by `seq` but those that wait, which have an
-- index of their own), and a page of new updates of known players is one look and one insert.
ALTER TABLE inbox DROP CONSTRAINT inbox_pkey;
ALTER TABLE inbox DROP CONSTRAINT inbox_update_id_key;
ALTER TABLE inbox ADD PRIMARY KEY (update_id);

CREATE OR REPLACE FUNCTION receive(_page incoming[])
RETURNS TABLE (update_id bigint, seq bigint, player_id bigint, arrived_at timestamptz, state text)
LANGUAGE plpgsql VOLATILE
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
AS $$
#variable_conflict use_column
DECLARE
    _new bigint;
BEGIN
    -- The players of the page are made first, in order of their id, so that two pages cannot deadlock.
    IF EXISTS (SELECT FROM unnest(_page) u
               WHERE NOT EXISTS (SELECT FROM players p WHERE p.telegram_id = u.telegram_id)) THEN
        INSERT INTO players (telegram_id)
        SELECT DISTINCT u.telegram_id FROM unnest(_page) u
        WHERE NOT EXISTS (SELECT FROM players p WHERE p.telegram_id = u.telegram_id)
        ORDER BY 1
        ON CONFLICT (telegram_id) DO NOTHING;
    END IF;

    RETURN QUERY
    INSERT INTO inbox (update_id, player_id, arrived_at, raw)
    SELECT u.update_id, p.player_id, u.arrived_at, u.raw
    FROM unnest(_page) WITH ORDINALITY u (update_id, telegram_id, arrived_at, raw, place)
    JOIN players p ON p.telegram_id = u.telegram_id
    ORDER BY u.place
    ON CONFLICT (update_id) DO NOTHING
    RETURNING update_id, seq, player_id, arrived_at, 'new';
    GET DIAGNOSTICS _new = ROW_COUNT;

    -- Those that were there already: all that this call did not write.
    IF _new < cardinality(_page) THEN
        RETURN QUERY
        SELECT i.update_id, i.seq, i.player_id, i.arrived_at, CASE WHEN i.done_at IS NULL THEN 'waiting' ELSE 'done' END
        FROM inbox i
        WHERE i.update_id IN (SELECT u.update_id FROM unnest(_page) u) AND i.xmin <> pg_current_xact_id()::xid;
    END IF;
END $$;
