-- Angler's whole database: run it into an empty one (PostgreSQL 15 or newer). The service does that itself at its first
-- start; later changes are numbered steps in src/actors/db/steps/, and `about.schema_number` says how many were taken.
--
-- How to read it: rules are constraints, money is whole cents, prices are numeric, times are timestamptz. Whatever a player
-- owns changes in one place only, the function settle() at the end, and every movement of bait or cash leaves a row in
-- `ledger`, which nobody can change afterwards.

------------------------------------------------------------------------------------------------------------------------
-- The database itself, and who may write to it
------------------------------------------------------------------------------------------------------------------------

-- One row. A database belongs to one bot: the first one to start leaves its id here, and another bot's token is refused.
CREATE TABLE about (
    one           boolean     PRIMARY KEY DEFAULT true CHECK (one),
    schema_number integer     NOT NULL CHECK (schema_number >= 1),
    bot_id        bigint,
    made_at       timestamptz NOT NULL DEFAULT now(),
    server        text,                                                 -- the cluster and timeline that was met last
    fresh_since   timestamptz NOT NULL DEFAULT now(),                   -- no command since then has a fill of older information
    sealed_key    bytea       CHECK (octet_length(sealed_key) = 80),    -- the database's own key, wrapped under the token; NULL: not made
    forget_key    bytea       CHECK (octet_length(forget_key) = 72),    -- sealed: the key of `forgotten`; NULL: made of the one above
    CONSTRAINT forget_key_is_sealed CHECK (forget_key IS NULL OR sealed_key IS NOT NULL)
);
INSERT INTO about (schema_number) VALUES (9);

-- One row: who may settle. Taking the lease adds 1 to the epoch. That update waits for the settles in flight (they hold the
-- row FOR SHARE), so once it has committed no turn of an older epoch can commit any more.
CREATE TABLE lease (
    one   boolean     PRIMARY KEY DEFAULT true CHECK (one),
    epoch bigint      NOT NULL CHECK (epoch >= 0),
    owner text        NOT NULL,
    since timestamptz NOT NULL DEFAULT now()
);
INSERT INTO lease (epoch, owner) VALUES (0, 'nobody yet');

-- Commits that were acknowledged and are gone (a standby promoted without its last ones), as the service found out that knew of
-- them. Nothing is settled or sent until the operator has said that it goes on: `angler recover`.
CREATE TABLE losses (
    loss_id      bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    found_at     timestamptz NOT NULL DEFAULT now(),
    since        timestamptz NOT NULL,                                  -- when the oldest of it was acknowledged
    until        timestamptz NOT NULL,                                  -- … and the newest
    turns        bigint      NOT NULL CHECK (turns >= 0),
    updates      bigint      NOT NULL CHECK (updates >= 0),
    players      bigint[]    NOT NULL,                                  -- whose they were; these are told once
    recovered_at timestamptz,                                           -- NULL: it waits for the operator's word
    CHECK (since <= until AND turns + updates > 0)
);

------------------------------------------------------------------------------------------------------------------------
-- Players and what they asked
------------------------------------------------------------------------------------------------------------------------

-- A player is stored with his first update: empty, version 0. What he starts with (bait, cash) is an ordinary first turn
-- with ledger rows, so every ledger sums to its balance from the first row on.
-- EVERY change of something a player owns goes through settle() and adds 1 to `version`: the gate rests on that.
-- fillfactor 70 and no index on a column that changes: an update stays on its page and touches no index.
CREATE TABLE players (
    player_id       bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    telegram_id     bigint      UNIQUE,                                 -- NULL: he asked to be forgotten
    version         bigint      NOT NULL DEFAULT 0 CHECK (version >= 0),
    bait            bigint      NOT NULL DEFAULT 0 CHECK (bait >= 0),
    cash_cents      bigint      NOT NULL DEFAULT 0 CHECK (cash_cents >= 0),
    xp              bigint      NOT NULL DEFAULT 0 CHECK (xp >= 0),
    level           integer     NOT NULL DEFAULT 1 CHECK (level >= 1),
    pond            text        NOT NULL DEFAULT 'ETH/USD',
    rod             text        NOT NULL DEFAULT 'long-2',
    joined_at       timestamptz NOT NULL DEFAULT now(),
    rods            text[]      NOT NULL DEFAULT '{long-2,short-2}',    -- those he owns
    name            text        NOT NULL DEFAULT '',                    -- as Telegram told it at his last turn
    language        text        NOT NULL DEFAULT 'en' CHECK (language IN ('en', 'ru')),
    language_chosen boolean     NOT NULL DEFAULT false,                 -- false: whatever Telegram tells
    daily_on        date,                                               -- the last day (UTC) whose bait he took
    streak          integer     NOT NULL DEFAULT 0 CHECK (streak >= 0), -- days in a row, that day included
    forgiven_on     date,                                               -- the last missed day that was forgiven
    envelope_at     timestamptz,                                        -- the last envelope
    luck            text        NOT NULL DEFAULT 'angler' CHECK (char_length(luck) BETWEEN 1 AND 32),  -- his word in the next draw
    seed_number     bigint      NOT NULL DEFAULT 0 CHECK (seed_number >= 0),  -- which of his seeds waits; one more with each cast
    seed_waiting    bytea,                                              -- the seed of his next cast: a secret
    seed_commitment bytea       CHECK (octet_length(seed_commitment) = 32),  -- its SHA-256, which he is shown
    CONSTRAINT rod_is_owned CHECK (rod = ANY (rods)),
    CONSTRAINT forgotten_has_no_name CHECK (telegram_id IS NOT NULL OR name = ''),
    CONSTRAINT waiting_seed_is_whole CHECK (num_nulls(seed_waiting, seed_commitment) = CASE WHEN seed_number = 0 THEN 2 ELSE 0 END)
) WITH (fillfactor = 70);

-- Who asked to be forgotten, by a keyed hash of Telegram's id (the key is sealed, see `about`): so that nobody is welcomed twice, or
-- takes a day's bait or an envelope twice. One row for each person, however often he is forgotten, which is once a day at most.
CREATE TABLE forgotten (
    hash        bytea       PRIMARY KEY CHECK (octet_length(hash) = 32),
    since       timestamptz NOT NULL DEFAULT now(),                     -- the first time
    times       integer     NOT NULL DEFAULT 1 CHECK (times >= 1),
    latest_at   timestamptz NOT NULL DEFAULT now(),                     -- the last time
    daily_on    date,                                                   -- as players.daily_on was then
    envelope_at timestamptz                                             -- as players.envelope_at was then
);

-- Every update that could have an effect, stored before Telegram is told that we have it. `seq` is the order of work; update
-- ids may go down. A row is kept for 3 days after it is done, so that a redelivery is known, without its text.
CREATE TABLE inbox (
    seq        bigint      GENERATED ALWAYS AS IDENTITY,
    update_id  bigint      PRIMARY KEY,
    player_id  bigint      NOT NULL REFERENCES players,
    arrived_at timestamptz NOT NULL,                                    -- the time of the command: its page came in
    raw        text        NOT NULL,                                    -- text, for jsonb refuses \u0000; emptied when done
    tries      smallint    NOT NULL DEFAULT 0 CHECK (tries >= 0),       -- failures for which this update alone is to blame
    starts     smallint    NOT NULL DEFAULT 0 CHECK (starts >= 0),      -- starts of the service that found it unfinished
    done_at    timestamptz                                              -- NULL: waiting
) WITH (fillfactor = 70);
-- Small (waiting rows only): for the start and the sweep.
CREATE INDEX inbox_waiting ON inbox (seq) WHERE done_at IS NULL;
CREATE INDEX inbox_age ON inbox USING brin (arrived_at);

-- Updates that nobody could carry out, kept for the operator; their inbox row (where one could be made) is done.
CREATE TABLE quarantine (
    update_id bigint      PRIMARY KEY,
    player_id bigint,
    reason    text        NOT NULL,
    raw       text        NOT NULL,                                     -- empty: it was too large to be kept
    since     timestamptz NOT NULL DEFAULT now(),
    telegram_id bigint                                                  -- whose, where no inbox row could be made
);

------------------------------------------------------------------------------------------------------------------------
-- What a player owns
------------------------------------------------------------------------------------------------------------------------

-- The service takes position ids before it decides: the id is in the ledger and in the buttons.
-- One nextval is a block of 1,000 ids (v .. v + 999).
CREATE SEQUENCE position_ids INCREMENT BY 1000;

-- `positions`, `ledger` and `outbox` carry no foreign key to `players`: their only writer is settle(), which has locked the
-- player's row, and three such checks would add a quarter to the cost of a turn.
-- Each fill keeps its round, its sources with their prices and times, and the age of the oldest quote when the round began. A
-- source's time is that of its information: a fill has none that is as old as its command (since `about.fresh_since`).
CREATE TABLE positions (
    position_id         bigint        NOT NULL,
    player_id           bigint        NOT NULL,
    chat_id             bigint        NOT NULL,                         -- where the line was cast
    pond                text          NOT NULL,
    rod                 text          NOT NULL,
    leverage            numeric       NOT NULL CHECK (leverage <> 0),
    stake_cents         bigint        NOT NULL CHECK (stake_cents > 0),
    seed                bytea         NOT NULL,                         -- sealed under the database's key until it is published
    opened_at           timestamptz   NOT NULL,
    commanded_at        timestamptz   NOT NULL,                         -- when the command (or, replayed, the restart) was
    entry_price         numeric       NOT NULL CHECK (entry_price > 0),
    entry_round_at      timestamptz   NOT NULL CHECK (entry_round_at > commanded_at),
    entry_sources       text[]        NOT NULL CHECK (cardinality(entry_sources) > 0),
    entry_source_prices numeric[]     NOT NULL CHECK (cardinality(entry_source_prices) = cardinality(entry_sources)),
    entry_source_times  timestamptz[] NOT NULL CHECK (cardinality(entry_source_times) = cardinality(entry_sources)),
    entry_age_ms        integer       NOT NULL CHECK (entry_age_ms BETWEEN 0 AND 90000),
    closed_at           timestamptz,
    exit_commanded_at   timestamptz,
    exit_price          numeric       CHECK (exit_price > 0),
    exit_round_at       timestamptz   CHECK (exit_round_at > entry_round_at AND exit_round_at > exit_commanded_at),
    exit_sources        text[]        CHECK (cardinality(exit_sources) > 0),
    exit_source_prices  numeric[]     CHECK (cardinality(exit_source_prices) = cardinality(exit_sources)),
    exit_source_times   timestamptz[] CHECK (cardinality(exit_source_times) = cardinality(exit_sources)),
    exit_age_ms         integer       CHECK (exit_age_ms BETWEEN 0 AND 90000),
    pnl_percent         numeric(14,4) CHECK (pnl_percent >= -100),
    pnl_cents           bigint        CHECK (pnl_cents >= -stake_cents),
    fish                text,
    roll                bytea         CHECK (octet_length(roll) = 32),
    catalogue           integer,                                        -- the catalogue's number when the fish was chosen
    candidates          text[],                                         -- as offered: 'tier:fish,fish,…', in order
    bells               bigint[]      NOT NULL DEFAULT '{}',            -- P&L marks still to ring, in 0.0001 %
    topic               text          CHECK (topic ~ '^[td][1-9][0-9]*$'),  -- of that chat: t<thread>, d<direct>; NULL: none
    draw_version        smallint      NOT NULL DEFAULT 1 CHECK (draw_version IN (1, 2)),  -- by which rule its fish is drawn
    seed_number         bigint        CHECK (seed_number >= 1),         -- which of his seeds it took (version 2)
    seed_commitment     bytea         CHECK (octet_length(seed_commitment) = 32),  -- as he was shown it before the cast (version 2)
    luck                text          CHECK (char_length(luck) <= 32),  -- his word at the cast (version 2); '': wiped with his name
    entry_passed        text[],                                         -- rounds that were no fill: '<first> <last> <rounds> <why>'
    exit_passed         text[],                                         -- the same of the exit
    exit_level          integer       CHECK (exit_level >= 1),          -- the player's level when the fish was chosen
    weights             integer[],                                      -- of the candidates' tiers, in their order
    catalogue_digest    bytea         CHECK (octet_length(catalogue_digest) = 32),  -- SHA-256 of the published catalogue
    CONSTRAINT draw_is_whole CHECK (num_nulls(seed_number, seed_commitment, luck, entry_passed)
                                    = CASE WHEN draw_version = 1 THEN 4 ELSE 0 END),
    CONSTRAINT offer_is_whole CHECK (num_nulls(exit_passed, exit_level, weights, catalogue_digest)
                                     = CASE WHEN draw_version = 1 OR closed_at IS NULL THEN 4 ELSE 0 END),
    CONSTRAINT few_bells CHECK (cardinality(bells) <= 3 AND (closed_at IS NULL OR bells = '{}')),
    -- An open line of before there was a key has its seed plainly still; a closed one's is everybody's.
    CONSTRAINT sealed_until_closed CHECK (octet_length(seed) = 32 OR (closed_at IS NULL AND octet_length(seed) = 72)),
    -- open has none of them, closed has all
    CHECK (num_nulls(closed_at, exit_commanded_at, exit_price, exit_round_at, exit_sources, exit_source_prices,
                     exit_source_times, exit_age_ms, pnl_percent, pnl_cents, fish, roll, catalogue, candidates) IN (0, 14)),
    PRIMARY KEY (player_id, position_id)
) WITH (fillfactor = 70);
CREATE UNIQUE INDEX one_open_position ON positions (player_id) WHERE closed_at IS NULL;

-- `amount` (pieces of bait, or cents) moves from the debit account to the credit account. A player's accounts are bait,
-- cash and one per position; house_bait and house_cash are the other side and are only ever summed, never stored.
CREATE TABLE ledger (
    player_id   bigint      NOT NULL,
    version     bigint      NOT NULL,                                   -- after the turn
    leg         smallint    NOT NULL,
    debit       text        NOT NULL CHECK (debit  IN ('bait', 'cash', 'position', 'house_bait', 'house_cash')),
    credit      text        NOT NULL CHECK (credit IN ('bait', 'cash', 'position', 'house_bait', 'house_cash')),
    amount      bigint      NOT NULL CHECK (amount > 0),
    position_id bigint,
    cause       text        NOT NULL,                                   -- u<update id>, welcome, …
    settled_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (player_id, version, leg),
    CHECK (debit <> credit),
    CHECK ((debit IN ('bait', 'house_bait')) = (credit IN ('bait', 'house_bait'))),
    CHECK ((position_id IS NOT NULL) = (debit = 'position' OR credit = 'position'))
);

-- Append-only for everyone, the owner included (and under session_replication_role = replica).
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE ledger ENABLE ALWAYS TRIGGER append_only;

------------------------------------------------------------------------------------------------------------------------
-- Groups and boards
------------------------------------------------------------------------------------------------------------------------

-- Groups in which somebody plays, as Telegram last told of them.
CREATE TABLE groups (
    chat_id     bigint      PRIMARY KEY CHECK (chat_id < 0),
    title       text        NOT NULL DEFAULT '',
    language    text        NOT NULL DEFAULT 'en' CHECK (language IN ('en', 'ru')),
    joined_at   timestamptz NOT NULL DEFAULT now(),
    left_at     timestamptz,                                            -- NULL: we are there
    closed_week text        COLLATE "C" NOT NULL DEFAULT '',            -- the last week whose podium it was told
    topic       text        CHECK (topic ~ '^[td][1-9][0-9]*$')         -- where somebody played; NULL: no topics
);

-- Realised P&L by board, period and player, added to by the settle of each catch. Board 0 is everyone's, any other is the
-- group's with that chat id. A period is 'all', a day ('2026-11-27') or an ISO week ('2026-W48'), all by UTC.
CREATE TABLE boards (
    board     bigint  NOT NULL CHECK (board <= 0),
    period    text    COLLATE "C" NOT NULL,
    player_id bigint  NOT NULL,
    cents     bigint  NOT NULL,
    catches   integer NOT NULL CHECK (catches >= 1),
    PRIMARY KEY (board, period, player_id)
) WITH (fillfactor = 70);
-- No index by cents: each catch would pay for it three times. Large boards are ranked in memory, once a minute.

------------------------------------------------------------------------------------------------------------------------
-- What is owed to a chat, and what is drawn
------------------------------------------------------------------------------------------------------------------------

-- Durable replies: written in the commit of the turn that they tell of, delivered afterwards.
CREATE TABLE outbox (
    player_id    bigint      NOT NULL,
    version      bigint      NOT NULL,                                  -- after the turn
    seq          smallint    NOT NULL,
    cause        text        NOT NULL,
    chat_id      bigint      NOT NULL,
    method       text        NOT NULL CHECK (method IN ('message', 'photo')),
    body         text        NOT NULL,
    keyboard     text        NOT NULL,                                  -- '' for none; written and read by the outbox actor
    language     text        NOT NULL CHECK (language IN ('en', 'ru')),
    position_id  bigint      CHECK ((method = 'photo') = (position_id IS NOT NULL)),  -- a catch: its card is composed when sent
    settled_at   timestamptz NOT NULL DEFAULT now(),
    delivered_at timestamptz,                                           -- NULL: owed
    given_up     text,                                                  -- why it never was; while owed: tried again by hand
    topic        text        CHECK (topic ~ '^[td][1-9][0-9]*$'),       -- where in the chat; NULL: no topics
    quotes       bigint,                                                -- the message that it answers; NULL: none
    told         bytea       CHECK (octet_length(told) IN (0, 8)),      -- set with delivered_at, where it was not given up:
                                                                        -- 8 bytes of the words' SHA-256; empty: the catch spoke for it
    PRIMARY KEY (player_id, version, seq)
) WITH (fillfactor = 70);
CREATE INDEX outbox_owed ON outbox (settled_at) WHERE delivered_at IS NULL;
CREATE INDEX outbox_age ON outbox USING brin (settled_at);

-- One price a minute and pair, for the path on a card; kept 30 days.
CREATE TABLE ticks (
    pair    text        NOT NULL,
    minute  timestamptz NOT NULL,
    at      timestamptz NOT NULL,
    price   numeric     NOT NULL CHECK (price > 0),
    sources text[]      NOT NULL CHECK (cardinality(sources) > 0),
    PRIMARY KEY (pair, minute)
);

-- A painting per fish and house style, asked for once. An attempt is counted before it is paid for.
CREATE TABLE art (
    fish       text        NOT NULL,
    style      integer     NOT NULL,
    state      text        NOT NULL CHECK (state IN ('asked', 'refused', 'review', 'ready')),
    attempts   integer     NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    changed_at timestamptz NOT NULL DEFAULT now(),
    picture    bytea       CHECK (octet_length(picture) <= 8388608),
    reason     text,
    PRIMARY KEY (fish, style),
    CHECK ((state IN ('review', 'ready')) = (picture IS NOT NULL))
);

-- Paintings asked for on each day (UTC), so that a restart does not spend the day's budget twice.
CREATE TABLE art_days (
    day   date    PRIMARY KEY,
    asked integer NOT NULL CHECK (asked >= 1)
);

-- What Telegram has already: the fish's card of one language and art (0: drawn, else the style), by file_id.
CREATE TABLE cards (
    fish     text        NOT NULL,
    language text        NOT NULL,
    look     text        NOT NULL,                                      -- changes when the drawing or the painting does
    file_id  text        NOT NULL,
    since    timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (fish, language, look)
);

------------------------------------------------------------------------------------------------------------------------
-- The service's own role
------------------------------------------------------------------------------------------------------------------------

-- Roles belong to the cluster, not to the database: it may be there already, and a login that owns this database and nothing else
-- may neither make it nor take it up. Then the service works with the login's own rights, and says so. Since PostgreSQL 16 who
-- makes a role is its member and may still not put it on: that is granted too. This part is run again at a start that finds
-- the role or a right of it missing, up to the next line of dashes.
DO $$ BEGIN
    IF to_regrole('angler_app') IS NULL THEN CREATE ROLE angler_app NOLOGIN; END IF;
EXCEPTION WHEN duplicate_object OR unique_violation OR insufficient_privilege THEN NULL;
END $$;
DO $$ BEGIN
    IF NOT pg_has_role(current_user, to_regrole('angler_app'),
                       CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END) THEN
        EXECUTE format('GRANT angler_app TO %I', current_user);
    END IF;
EXCEPTION WHEN insufficient_privilege THEN NULL;
END $$;
DO $$ BEGIN
    IF to_regrole('angler_app') IS NULL THEN RETURN; END IF;
    IF NOT has_schema_privilege('angler_app', current_schema(), 'USAGE') THEN
        EXECUTE format('GRANT USAGE ON SCHEMA %I TO angler_app', current_schema());
    END IF;
EXCEPTION WHEN insufficient_privilege THEN NULL;
END $$;
DO $$ BEGIN
    IF to_regrole('angler_app') IS NULL THEN RETURN; END IF;
    GRANT SELECT ON about TO angler_app;
    GRANT SELECT, INSERT, UPDATE ON players, inbox, positions, groups, boards, outbox, lease, ticks, art, art_days, cards,
        losses TO angler_app;
    GRANT SELECT, INSERT, DELETE ON quarantine TO angler_app;
    GRANT DELETE ON inbox, boards, outbox, ticks, art, cards TO angler_app;
    GRANT SELECT, INSERT ON ledger TO angler_app;
    GRANT SELECT, INSERT, UPDATE ON forgotten TO angler_app;
    GRANT USAGE ON SEQUENCE position_ids TO angler_app;
EXCEPTION WHEN insufficient_privilege THEN NULL;
END $$;

------------------------------------------------------------------------------------------------------------------------
-- Receive: store a page of updates
------------------------------------------------------------------------------------------------------------------------

CREATE TYPE incoming AS (update_id bigint, telegram_id bigint, arrived_at timestamptz, raw text);

-- One call stores a page and answers for every update of it: 'new', 'waiting' (stored before, not done) or 'done'. Repeating
-- it is harmless. Mostly every update is new and every player is known: then one look and one insert are all. For the SETs see
-- settle().
CREATE FUNCTION receive(_page incoming[])
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

------------------------------------------------------------------------------------------------------------------------
-- A turn, as the session decided it: one value that carries all of its effects
------------------------------------------------------------------------------------------------------------------------
-- A part cannot be sent without its turn, and no part is joined to its turn by a key that could be wrong.

CREATE TYPE fill AS (
    commanded_at timestamptz, price numeric, round_at timestamptz, sources text[], source_prices numeric[],
    source_times timestamptz[], age_ms integer,
    passed text[]);     -- the rounds that were no fill, each with its reason
CREATE TYPE drawing AS (version smallint, seed_number bigint, seed_commitment bytea, luck text);     -- by which rule, and of what
CREATE TYPE offering AS (level integer, weights integer[], catalogue_digest bytea);     -- what decided who was near
CREATE TYPE sealing AS (seed_number bigint, seed bytea, seed_commitment bytea);         -- the seed that waits after the turn
CREATE TYPE leg AS (debit text, credit text, amount bigint, position_id bigint);
CREATE TYPE reply AS (chat_id bigint, method text, body text, keyboard text, language text, position_id bigint,
    topic text, quotes bigint);
CREATE TYPE opening AS (
    position_id bigint, chat_id bigint, pond text, rod text, leverage numeric, stake_cents bigint, seed bytea,
    opened_at timestamptz, entry fill, topic text, draw drawing);
CREATE TYPE closing AS (
    position_id bigint, closed_at timestamptz, exit fill, pnl_percent numeric, pnl_cents bigint, fish text, roll bytea,
    catalogue integer, candidates text[],
    boards bigint[], periods text[],    -- to which of them its P&L is added: each board, each period
    offer offering,
    seed bytea);                        -- published now; NULL: it stands there plainly already
CREATE TYPE profile AS (    -- the player's columns of these names after the turn; NULL: as it was
    rods text[], name text, language text, language_chosen boolean, daily_on date, streak integer, forgiven_on date,
    envelope_at timestamptz, luck text);
CREATE TYPE ringing AS (position_id bigint, bells bigint[]);    -- the marks of the open line, after the turn
CREATE TYPE turn AS (
    player_id bigint,
    version   bigint,       -- the version it was decided on; the turn makes it version + 1
    update_id bigint,       -- NULL: no update caused it (a welcome); then the version alone is its gate
    cause     text,         -- u<update id>, welcome, …
    xp        bigint,       -- the player's columns after the turn …
    level     integer,
    pond      text,
    rod       text,         -- … but never bait and cash: these move by the legs and by nothing else
    opens     opening,
    closes    closing,
    legs      leg[],
    replies   reply[],
    profile   profile,      -- NULL: all of it as it was
    rings     ringing,      -- NULL: as they were
    forgets   bytea,        -- the keyed hash of the Telegram id that the player's row loses; NULL: it stays
    seals     sealing);     -- NULL: the seed that waits stays

------------------------------------------------------------------------------------------------------------------------
-- Settle
------------------------------------------------------------------------------------------------------------------------
-- Call it as one statement outside BEGIN: `SELECT player_id, verdict FROM settle($1, $2)`. It answers one row per turn:
--   settled       every effect of the turn is in this commit
--   already_done  nothing changed: its update was done before (by this turn, sent earlier, or by another one)
--   version_old   nothing changed, not even the inbox: reload the player and decide again
--   epoch_old     nothing changed, for any turn of the batch: another process holds the lease
-- When the answer is lost, read the inbox first; a call may still be running then, and that is safe: the same turn sent
-- again waits for its lock and is answered already_done.
-- An error means that nothing of the batch is in: of class 22 or 23 one turn is at fault (send halves until it stands
-- alone), of any other class it is weather.
--
-- Why plpgsql in steps and not one statement of CTEs: all parts of one statement share the snapshot taken before it
-- waited for its locks. In a VOLATILE function each step of a READ COMMITTED transaction takes a new snapshot, so the
-- steps after the lock see everything the previous holder of the lock committed.
--
-- The SETs hold for the call only. Every join here is "a few turns to a table by its key"; without them a plan cached
-- while the tables were empty or not analysed can be a sequential scan of them, and stays until the next ANALYZE.
CREATE FUNCTION settle(_epoch bigint, _turns turn[]) RETURNS TABLE (player_id bigint, verdict text)
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
