-- A top-level post has no parent; target_profile_id is the wall's owner, null on one's own.
CREATE TABLE posts (
    id                bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    author_id         bigint      NOT NULL REFERENCES users (id),
    target_profile_id bigint      NULL REFERENCES users (id),
    parent_id         bigint      NULL REFERENCES posts (id) ON DELETE CASCADE,
    content           text        NOT NULL,
    type              text        NOT NULL,
    media_url         text        NULL,
    created_at        timestamptz NOT NULL,
    updated_at        timestamptz NOT NULL,
    likes_count       integer     NOT NULL DEFAULT 0,
    comment_count     integer     NOT NULL DEFAULT 0,
    shares_count      integer     NOT NULL DEFAULT 0,
    CONSTRAINT posts_type CHECK (type IN ('thoughts', 'media', 'milestones')),
    CONSTRAINT posts_other_wall CHECK (target_profile_id <> author_id),
    CONSTRAINT posts_counters CHECK (likes_count >= 0 AND comment_count >= 0 AND shares_count >= 0)
);

-- The lists show top-level posts only: of all, of an author, on a wall. Replies go by their parent.
CREATE INDEX posts_newest ON posts (id DESC) WHERE parent_id IS NULL;
CREATE INDEX posts_of_author ON posts (author_id, id DESC) WHERE parent_id IS NULL;
CREATE INDEX posts_on_wall ON posts (target_profile_id, id DESC) WHERE parent_id IS NULL;
CREATE INDEX posts_replies ON posts (parent_id, id) WHERE parent_id IS NOT NULL;
