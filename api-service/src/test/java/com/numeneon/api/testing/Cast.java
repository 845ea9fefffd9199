package com.numeneon.api.testing;

import com.numeneon.api.security.Sessions;
import com.numeneon.api.security.TokenPair;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Who appears in the requests. What a good request needs is written to the tables, as that is quicker than asking the
 * service for it.
 */
public final class Cast {

    private static final AtomicLong NAMES = new AtomicLong();

    private final ApiService service;
    private final JdbcClient database;
    private final TestUser caller;

    public Cast(ApiService service) {
        this.service = service;
        this.database = service.part(JdbcClient.class);
        this.caller = TestUser.signUp(service);
    }

    public TestUser caller() {
        return caller;
    }

    public static String freshName() {
        return "extra" + NAMES.incrementAndGet();
    }

    /** Somebody whom nobody knows. */
    public long stranger() {
        return stranger(freshName());
    }

    public long stranger(String name) {
        return database.sql("""
                        INSERT INTO users (username, username_key, email, email_key, password_hash)
                        VALUES (:name, lower(:name), :name || '@example.org', lower(:name || '@example.org'), 'none')
                        RETURNING id
                        """).param("name", name).query(Long.class).single();
    }

    public TokenPair session() {
        return service.part(Sessions.class).open(caller.id(), caller.username());
    }

    public long requestFrom(long from, long to) {
        return database.sql("""
                        INSERT INTO friend_requests (from_user_id, to_user_id, created_at)
                        VALUES (:from, :to, now())
                        RETURNING id
                        """)
                .param("from", from)
                .param("to", to)
                .query(Long.class)
                .single();
    }

    public long friend() {
        long friend = stranger();
        friendship(caller.id(), friend);
        return friend;
    }

    public void friendship(long one, long other) {
        database.sql("""
                        INSERT INTO friendships (low_user_id, high_user_id, created_at)
                        VALUES (least(:one, :other), greatest(:one, :other), now());
                        UPDATE users SET friend_count = friend_count + 1 WHERE id IN (:one, :other)
                        """).param("one", one).param("other", other).update();
    }

    /** A first message, which nobody has read. */
    public long message(long from, long to) {
        return database.sql("""
                        WITH conversation AS (
                            INSERT INTO conversations (low_user_id, high_user_id, last_seq, last_message_at)
                            VALUES (least(:from, :to), greatest(:from, :to), 1, now())
                            RETURNING id
                        )
                        INSERT INTO messages (conversation_id, seq, sender_id, receiver_id, content, created_at)
                        SELECT id, 1, :from, :to, 'hello', now() FROM conversation
                        RETURNING id
                        """)
                .param("from", from)
                .param("to", to)
                .query(Long.class)
                .single();
    }

    public long post(long author) {
        return database.sql("""
                        INSERT INTO posts (author_id, content, type, created_at, updated_at)
                        VALUES (:author, 'hello', 'thoughts', now(), now())
                        RETURNING id
                        """).param("author", author).query(Long.class).single();
    }

    /** A comment on a top-level post. */
    public long comment(long author, long post) {
        return database.sql("""
                        WITH comment AS (
                            INSERT INTO posts (author_id, parent_id, root_id, content, type, created_at, updated_at)
                            VALUES (:author, :post, :post, 'hello', 'thoughts', now(), now())
                            RETURNING id
                        ), counted AS (
                            UPDATE posts SET comment_count = comment_count + 1 WHERE id = :post
                        )
                        SELECT id FROM comment
                        """)
                .param("author", author)
                .param("post", post)
                .query(Long.class)
                .single();
    }

    /** On somebody else's wall. */
    public long wallPost(long author, long wallOwner) {
        return database.sql("""
                        INSERT INTO posts (author_id, target_profile_id, content, type, created_at, updated_at)
                        VALUES (:author, :owner, 'hello', 'thoughts', now(), now())
                        RETURNING id
                        """)
                .param("author", author)
                .param("owner", wallOwner)
                .query(Long.class)
                .single();
    }

    /** One more message of the two, who may have written before. */
    public long nextMessage(long from, long to) {
        return database.sql("""
                        WITH conversation AS (
                            INSERT INTO conversations AS c (low_user_id, high_user_id, last_seq, last_message_at)
                            VALUES (least(:from, :to), greatest(:from, :to), 1, now())
                            ON CONFLICT (low_user_id, high_user_id) DO UPDATE SET last_seq = c.last_seq + 1
                            RETURNING id, last_seq
                        )
                        INSERT INTO messages (conversation_id, seq, sender_id, receiver_id, content, created_at)
                        SELECT id, last_seq, :from, :to, 'hello', now() FROM conversation
                        RETURNING id
                        """)
                .param("from", from)
                .param("to", to)
                .query(Long.class)
                .single();
    }
}
