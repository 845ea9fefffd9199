-- What the latest check of each invariant found. The pod that moves begun_at when it is a day old does the next one.
CREATE TABLE invariant_checks (
    invariant  text        PRIMARY KEY,
    begun_at   timestamptz NOT NULL,
    -- Null until the first check has come to its end.
    checked_at timestamptz,
    violations bigint      NOT NULL DEFAULT 0
);
