-- A database can go back in time: a standby is promoted without its last commits. What is known to be gone is written down until
-- the operator has said that it goes on, and the server that was met last is kept, so that a start sees when it is another one.

ALTER TABLE about ADD COLUMN server text;

CREATE TABLE losses (
    loss_id      bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    found_at     timestamptz NOT NULL DEFAULT now(),
    since        timestamptz NOT NULL,
    until        timestamptz NOT NULL,
    turns        bigint      NOT NULL CHECK (turns >= 0),
    updates      bigint      NOT NULL CHECK (updates >= 0),
    players      bigint[]    NOT NULL,
    recovered_at timestamptz,
    CHECK (since <= until AND turns + updates > 0)
);
