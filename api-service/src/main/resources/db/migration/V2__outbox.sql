-- Events on their way to Kafka: written in the transaction of the change they tell of, deleted once Kafka has them.
-- There is no status column, so a row is written once and deleted once, and "not here" means "published or parked".
CREATE TABLE outbox (
    -- One cached value per session would be enough to number a later commit lower: the order within a key would be lost.
    id         bigint GENERATED ALWAYS AS IDENTITY (CACHE 1) PRIMARY KEY,
    topic      text        NOT NULL,
    key        text        NOT NULL,
    headers    jsonb       NOT NULL CHECK (jsonb_typeof(headers) = 'object'),
    payload    bytea       NOT NULL,
    -- The time of the insert, not of the transaction's begin.
    created_at timestamptz NOT NULL DEFAULT clock_timestamp()
) WITH (
    -- The table is almost empty and turns over completely: a share of its rows says nothing, the number of dead ones does,
    -- as the relay steps over them each time it looks for the oldest.
    autovacuum_vacuum_scale_factor = 0,
    autovacuum_vacuum_threshold = 1000,
    autovacuum_vacuum_cost_delay = 0,
    toast.autovacuum_vacuum_scale_factor = 0,
    toast.autovacuum_vacuum_threshold = 1000,
    toast.autovacuum_vacuum_cost_delay = 0,
    -- Giving empty pages back takes an ACCESS EXCLUSIVE lock, for which every request would wait; they are filled again soon.
    vacuum_truncate = false,
    toast.vacuum_truncate = false
);

-- Events that Kafka refused for good, kept for an operator: they are not tried again by themselves.
CREATE TABLE outbox_parked (
    id         bigint      PRIMARY KEY,
    topic      text        NOT NULL,
    key        text        NOT NULL,
    headers    jsonb       NOT NULL,
    payload    bytea       NOT NULL,
    created_at timestamptz NOT NULL,
    parked_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    reason     text        NOT NULL
);
