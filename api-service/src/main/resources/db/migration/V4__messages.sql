-- last_seq numbers the messages of a conversation from 1 without a gap; this row is what sending locks.
CREATE TABLE conversations (
    id              bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    low_user_id     bigint      NOT NULL REFERENCES users (id),
    high_user_id    bigint      NOT NULL REFERENCES users (id),
    last_seq        bigint      NOT NULL,
    last_message_at timestamptz NOT NULL,
    CONSTRAINT conversations_pair UNIQUE (low_user_id, high_user_id),
    CONSTRAINT conversations_sorted CHECK (low_user_id < high_user_id)
);

-- The list of one user's conversations, latest first, whichever side of the pair they are.
CREATE INDEX conversations_of_low ON conversations (low_user_id, last_message_at DESC, id DESC);
CREATE INDEX conversations_of_high ON conversations (high_user_id, last_message_at DESC, id DESC);

-- The receiver could be derived from the conversation; it is here for the list of one user's messages.
CREATE TABLE messages (
    id              bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    conversation_id bigint      NOT NULL REFERENCES conversations (id),
    seq             bigint      NOT NULL,
    sender_id       bigint      NOT NULL REFERENCES users (id),
    receiver_id     bigint      NOT NULL REFERENCES users (id),
    content         text        NOT NULL,
    created_at      timestamptz NOT NULL,
    CONSTRAINT messages_numbered UNIQUE (conversation_id, seq)
);

CREATE INDEX messages_sent ON messages (sender_id, created_at DESC, id DESC);
CREATE INDEX messages_received ON messages (receiver_id, created_at DESC, id DESC);

-- How far each of the two has read; no row is 0. The room in each page keeps its updates out of the index.
CREATE TABLE participants (
    conversation_id bigint NOT NULL REFERENCES conversations (id),
    user_id         bigint NOT NULL REFERENCES users (id),
    last_read_seq   bigint NOT NULL,
    PRIMARY KEY (conversation_id, user_id)
) WITH (fillfactor = 80);
