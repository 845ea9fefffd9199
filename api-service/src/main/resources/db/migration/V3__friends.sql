-- A pending request; answering, cancelling or accepting deletes it.
CREATE TABLE friend_requests (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    from_user_id bigint      NOT NULL REFERENCES users (id),
    to_user_id   bigint      NOT NULL REFERENCES users (id),
    created_at   timestamptz NOT NULL,
    CONSTRAINT friend_requests_two_people CHECK (from_user_id <> to_user_id)
);

-- One pending request for each pair, whoever asked.
CREATE UNIQUE INDEX friend_requests_pair
    ON friend_requests (least(from_user_id, to_user_id), greatest(from_user_id, to_user_id));
CREATE INDEX friend_requests_incoming ON friend_requests (to_user_id, id);
CREATE INDEX friend_requests_outgoing ON friend_requests (from_user_id, id);

-- One row for each pair, so that two friendships of one pair cannot be written.
CREATE TABLE friendships (
    low_user_id  bigint      NOT NULL REFERENCES users (id),
    high_user_id bigint      NOT NULL REFERENCES users (id),
    created_at   timestamptz NOT NULL,
    PRIMARY KEY (low_user_id, high_user_id),
    CONSTRAINT friendships_sorted CHECK (low_user_id < high_user_id)
);

-- Both halves of "whose friends" are index-only scans: the primary key and this.
CREATE INDEX friendships_from_above ON friendships (high_user_id, low_user_id);
