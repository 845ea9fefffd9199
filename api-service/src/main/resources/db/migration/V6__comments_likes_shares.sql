-- A comment knows its thread's root, which is what writing to the thread locks, and what it answers.
ALTER TABLE posts
    ADD COLUMN root_id             bigint NULL REFERENCES posts (id) ON DELETE CASCADE,
    ADD COLUMN reply_to_comment_id bigint NULL REFERENCES posts (id) ON DELETE SET NULL,
    ADD COLUMN mentioned_user_id   bigint NULL REFERENCES users (id);

WITH RECURSIVE thread AS (
    SELECT id, id AS root_id
    FROM posts
    WHERE parent_id IS NULL
    UNION ALL
    SELECT reply.id, thread.root_id
    FROM thread
    JOIN posts reply ON reply.parent_id = thread.id
)
UPDATE posts
SET root_id = thread.root_id
FROM thread
WHERE posts.id = thread.id AND posts.parent_id IS NOT NULL;

UPDATE posts
SET comment_count = replies.count
FROM (SELECT parent_id, count(*) FROM posts WHERE parent_id IS NOT NULL GROUP BY parent_id) AS replies
WHERE posts.id = replies.parent_id;

ALTER TABLE posts
    ADD CONSTRAINT posts_in_thread CHECK ((parent_id IS NULL) = (root_id IS NULL)),
    ADD CONSTRAINT posts_answer_in_thread CHECK (reply_to_comment_id IS NULL OR root_id IS NOT NULL);

-- Who writes in a thread, and their latest comment there. The second is for what a deleted comment was answered by.
CREATE INDEX posts_in_thread_by_author ON posts (root_id, author_id, id DESC) WHERE root_id IS NOT NULL;
CREATE INDEX posts_answering ON posts (reply_to_comment_id) WHERE reply_to_comment_id IS NOT NULL;

-- The counters change far more often than posts are written: room in each page keeps that out of the indexes.
ALTER TABLE posts SET (fillfactor = 80);

-- The key begins with the user, for "which of these did I like"; the other way round is for a post's deletion.
CREATE TABLE likes (
    post_id    bigint      NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    user_id    bigint      NOT NULL REFERENCES users (id),
    created_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, post_id)
);

CREATE INDEX likes_of_post ON likes (post_id);

-- Each call counts, so one user may have several of one post.
CREATE TABLE shares (
    id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    post_id    bigint      NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    user_id    bigint      NOT NULL REFERENCES users (id),
    created_at timestamptz NOT NULL
);

CREATE INDEX shares_of_post ON shares (post_id);
