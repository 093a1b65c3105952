-- Paintings have a budget for each day, and the operator may have one painted anew.

CREATE TABLE art_days (
    day   date    PRIMARY KEY,
    asked integer NOT NULL CHECK (asked >= 1)
);
GRANT SELECT, INSERT, UPDATE ON art_days TO angler_app;
GRANT DELETE ON art, cards TO angler_app;
