package com.numeneon.api.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.api.database.Transactions;
import com.numeneon.api.testing.ApiService;
import com.numeneon.api.testing.Hold;
import com.numeneon.infra.testing.TestPostgres;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A command has changed the rows and not yet committed when the repair comes. */
class RepairLocksIT {

    private static final ApiService SERVICE = ApiService.start(Map.of("DATABASE_URL", TestPostgres.newDatabase()));

    private final JdbcClient database = SERVICE.part(JdbcClient.class);
    private final Transactions transactions = SERVICE.part(Transactions.class);

    /**
     * @param broken what was wrong before
     * @param command what is under way
     */
    record Case(String invariant, String broken, String command) {
        @Override
        public String toString() {
            return invariant;
        }
    }

    static List<Case> cases() {
        return List.of(
                new Case("posts.likes_count", "UPDATE posts SET likes_count = 99 WHERE id = 1", """
                        SELECT 1 FROM posts WHERE id = 1 FOR NO KEY UPDATE;
                        INSERT INTO likes VALUES (1, 1, now());
                        UPDATE posts SET likes_count = likes_count + 1 WHERE id = 1
                        """),
                new Case("posts.comment_count", "UPDATE posts SET comment_count = 99 WHERE id = 1", """
                        SELECT 1 FROM posts WHERE id = 1 FOR NO KEY UPDATE;
                        UPDATE posts SET comment_count = comment_count + 1 WHERE id = 1;
                        INSERT INTO posts (author_id, parent_id, root_id, content, type, created_at, updated_at)
                        VALUES (1, 1, 1, '', 'thoughts', now(), now())
                        """),
                new Case("posts.shares_count", "UPDATE posts SET shares_count = 99 WHERE id = 1", """
                        SELECT 1 FROM posts WHERE id = 1 FOR NO KEY UPDATE;
                        INSERT INTO shares (post_id, user_id, created_at) VALUES (1, 1, now());
                        UPDATE posts SET shares_count = shares_count + 1 WHERE id = 1
                        """),
                new Case("users.friend_count", "UPDATE users SET friend_count = 99 WHERE id = 1", """
                        SELECT 1 FROM users ORDER BY id FOR NO KEY UPDATE;
                        INSERT INTO friendships VALUES (1, 2, now());
                        UPDATE users SET friend_count = friend_count + 1
                        """),
                new Case(
                        "conversations.last_message_at",
                        "UPDATE conversations SET last_message_at = now() - interval '1 day'",
                        message()),
                new Case("participants.last_read_seq", "UPDATE participants SET last_read_seq = 99", message()),
                new Case("participants.senders_have_read", "UPDATE participants SET last_read_seq = 0", message()));
    }

    private static String message() {
        return """
                UPDATE conversations SET last_seq = 2, last_message_at = now();
                INSERT INTO participants AS p VALUES (1, 1, 2)
                ON CONFLICT (conversation_id, user_id) DO UPDATE
                SET last_read_seq = greatest(p.last_read_seq, excluded.last_read_seq);
                INSERT INTO messages (conversation_id, seq, sender_id, receiver_id, content, created_at)
                VALUES (1, 2, 1, 2, '', now())
                """;
    }

    @AfterAll
    static void stop() {
        SERVICE.close();
    }

    @BeforeEach
    void write() {
        database.sql("""
                        TRUNCATE users, conversations, messages, participants, posts RESTART IDENTITY CASCADE;
                        INSERT INTO users (username, username_key, email, email_key, password_hash)
                        VALUES ('alice', 'alice', 'alice@x.example', 'alice@x.example', ''),
                            ('bob', 'bob', 'bob@x.example', 'bob@x.example', '');
                        INSERT INTO posts (author_id, content, type, created_at, updated_at)
                        VALUES (1, '', 'thoughts', now(), now());
                        INSERT INTO conversations (low_user_id, high_user_id, last_seq, last_message_at)
                        VALUES (1, 2, 1, '2026-01-01 00:00:00Z');
                        INSERT INTO messages (conversation_id, seq, sender_id, receiver_id, content, created_at)
                        VALUES (1, 1, 1, 2, '', '2026-01-01 00:00:00Z');
                        INSERT INTO participants VALUES (1, 1, 1);
                        """).update();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_repair_waits_for_the_command_and_sees_what_it_did(Case it) throws Exception {
        database.sql(it.broken()).update();
        try (Hold command = new Hold(SERVICE)) {
            command.row(it.command());

            CompletableFuture<Void> repair = CompletableFuture.runAsync(() -> transactions.run(() -> repair(it)));
            command.awaitWaiting("");
            command.row("COMMIT");
            repair.join();
        }

        assertThat(violations(it.invariant())).isZero();
    }

    private static boolean repair(Case it) {
        Invariant.Repair repair = invariant(it.invariant()).repair();
        return repair != null && repair.repair(1);
    }

    private static long violations(String name) throws InterruptedException {
        return SERVICE.part(Check.class).run(invariant(name), false, rows -> {}).violations();
    }

    private static Invariant invariant(String name) {
        return InvariantsConfiguration.all(SERVICE.parts(Invariants.class)).stream()
                .filter(invariant -> invariant.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
