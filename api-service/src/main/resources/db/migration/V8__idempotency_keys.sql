-- What a request with an Idempotency-Key was answered. The row is inserted before anything else in the request's own
-- transaction, filled at its end, and means nothing after 24 hours.
--
-- No reference to users: checking it would lock the user's row before the request's own locks, which have their order.
CREATE TABLE idempotency_keys (
    user_id    bigint      NOT NULL,
    key        text        NOT NULL,
    -- SHA-256 of method, path and query, which may be longer than an index takes.
    target     bytea       NOT NULL,
    -- SHA-256 of the request's body.
    body_hash  bytea       NOT NULL,
    -- The time of the insert, not of the transaction's begin.
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    -- The answer: null only within the transaction that makes it.
    status     smallint,
    headers    jsonb,
    body       bytea,
    PRIMARY KEY (user_id, key, target)
) WITH (
    -- Each row is updated once, soon after its insert: the room keeps that out of the indexes.
    fillfactor = 50
);

-- For whoever removes what has expired.
CREATE INDEX idempotency_keys_created_at ON idempotency_keys (created_at);
