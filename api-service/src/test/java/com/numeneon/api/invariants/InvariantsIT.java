package com.numeneon.api.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.api.testing.ApiAnswer;
import com.numeneon.api.testing.ApiClient;
import com.numeneon.api.testing.ApiService;
import com.numeneon.api.testing.AuditLines;
import com.numeneon.contracts.json.ContractJson;
import com.numeneon.infra.testing.TestPostgres;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Each invariant is broken on purpose, on a database of its own whose constraints would otherwise forbid some of it. */
class InvariantsIT {

    private static final ApiService SERVICE = ApiService.start(Map.of("DATABASE_URL", TestPostgres.newDatabase()));
    private static final JdbcClient DATABASE = SERVICE.part(JdbcClient.class);

    @RegisterExtension
    final AuditLines audit = new AuditLines();

    private final ApiClient management = new ApiClient(SERVICE.managementPort());

    /**
     * @param sql what breaks it
     * @param example the id that the check names
     * @param repaired whether a rebuild makes it hold again
     */
    record Break(String invariant, String sql, long example, boolean repaired) {
        @Override
        public String toString() {
            return invariant + ": " + sql;
        }
    }

    static List<Break> breaks() {
        return List.of(
                new Break("conversations.last_seq", "UPDATE conversations SET last_seq = 7 WHERE id = 1", 1, true),
                new Break("conversations.last_seq", "UPDATE conversations SET last_seq = 1 WHERE id = 1", 1, true),
                new Break("conversations.last_seq", "DELETE FROM messages WHERE conversation_id = 1", 1, true),
                new Break("messages.without_gap", "DELETE FROM messages WHERE id = 2", 1, false),
                new Break("messages.without_gap", "DELETE FROM messages WHERE id = 1", 1, false),
                new Break(
                        "conversations.last_message_at",
                        "UPDATE conversations SET last_message_at = now() + interval '1 day' WHERE id = 1",
                        1,
                        true),
                new Break(
                        "messages.times_rise",
                        "UPDATE messages SET created_at = created_at + interval '1 hour' WHERE id = 2",
                        1,
                        false),
                new Break("messages.between_the_two", "UPDATE messages SET receiver_id = 3 WHERE id = 1", 1, true),
                new Break("messages.between_the_two", "UPDATE messages SET sender_id = 3 WHERE id = 1", 1, false),
                new Break("participants.of_the_two", "INSERT INTO participants VALUES (1, 3, 0)", 1, false),
                new Break(
                        "participants.last_read_seq",
                        "UPDATE participants SET last_read_seq = 9 WHERE user_id = 1",
                        1,
                        true),
                new Break("participants.last_read_seq", "INSERT INTO participants VALUES (2, 3, -1)", 2, true),
                new Break(
                        "participants.senders_have_read",
                        "UPDATE participants SET last_read_seq = 0 WHERE user_id = 2",
                        1,
                        true),
                new Break("participants.senders_have_read", "DELETE FROM participants WHERE user_id = 1", 1, true),
                new Break("posts.likes_count", "UPDATE posts SET likes_count = 5 WHERE id = 1", 1, true),
                new Break("posts.likes_count", "DELETE FROM likes WHERE post_id = 2", 2, true),
                new Break("posts.comment_count", "UPDATE posts SET comment_count = 0 WHERE id = 2", 2, true),
                new Break("posts.shares_count", "UPDATE posts SET shares_count = 0 WHERE id = 1", 1, true),
                new Break("posts.root_id", "UPDATE posts SET root_id = 4 WHERE id IN (2, 3)", 2, true),
                new Break(
                        "posts.reply_to_comment_id", "UPDATE posts SET reply_to_comment_id = 5 WHERE id = 3", 3, false),
                new Break("users.friend_count", "UPDATE users SET friend_count = 3 WHERE id = 2", 2, true),
                new Break("users.friend_count", "DELETE FROM friendships", 1, true),
                new Break("friendships.one_per_pair", """
                        INSERT INTO friendships VALUES (2, 1, now());
                        UPDATE users SET friend_count = 2 WHERE id IN (1, 2)
                        """, 1, false),
                new Break(
                        "friend_requests.between_strangers",
                        "INSERT INTO friend_requests (from_user_id, to_user_id, created_at) VALUES (2, 1, now())",
                        2,
                        false),
                new Break(
                        "friend_requests.between_strangers",
                        "INSERT INTO friend_requests (from_user_id, to_user_id, created_at) VALUES (1, 3, now())",
                        1,
                        false),
                new Break("users.keys", "UPDATE users SET username_key = 'anna' WHERE id = 3", 3, false),
                new Break("users.keys", "UPDATE users SET email_key = 'Carl@x.example' WHERE id = 3", 3, false));
    }

    @BeforeAll
    static void allow() {
        DATABASE.sql("""
                        ALTER TABLE friendships DROP CONSTRAINT friendships_sorted;
                        DROP INDEX friend_requests_pair
                        """).update();
    }

    @AfterAll
    static void stop() {
        SERVICE.close();
    }

    /** Everything that an invariant speaks of, right. */
    @BeforeEach
    void write() {
        DATABASE.sql("""
                        TRUNCATE users, conversations, messages, participants, posts, likes, shares, friendships,
                            friend_requests, invariant_checks RESTART IDENTITY CASCADE;
                        INSERT INTO users (username, username_key, email, email_key, password_hash, friend_count)
                        VALUES ('Alice', 'alice', 'Alice@x.example', 'alice@x.example', '', 1),
                            ('bob', 'bob', 'bob@x.example', 'bob@x.example', '', 1),
                            ('carl', 'carl', 'carl@x.example', 'carl@x.example', '', 0);
                        INSERT INTO friendships VALUES (1, 2, now());
                        INSERT INTO friend_requests (from_user_id, to_user_id, created_at) VALUES (3, 1, now());
                        INSERT INTO conversations (low_user_id, high_user_id, last_seq, last_message_at)
                        VALUES (1, 2, 3, '2026-01-01 00:00:03Z'), (2, 3, 1, '2026-01-01 00:00:01Z');
                        INSERT INTO messages (conversation_id, seq, sender_id, receiver_id, content, created_at)
                        VALUES (1, 1, 1, 2, '', '2026-01-01 00:00:01Z'), (1, 2, 2, 1, '', '2026-01-01 00:00:02Z'),
                            (1, 3, 2, 1, '', '2026-01-01 00:00:03Z'), (2, 1, 2, 3, '', '2026-01-01 00:00:01Z');
                        INSERT INTO participants VALUES (1, 1, 1), (1, 2, 3), (2, 2, 1);
                        INSERT INTO posts (author_id, parent_id, root_id, content, type, created_at, updated_at,
                            likes_count, comment_count, shares_count)
                        VALUES (1, NULL, NULL, '', 'thoughts', now(), now(), 0, 1, 2),
                            (2, 1, 1, '', 'thoughts', now(), now(), 1, 1, 0),
                            (1, 2, 1, '', 'thoughts', now(), now(), 0, 0, 0),
                            (1, NULL, NULL, '', 'thoughts', now(), now(), 0, 1, 0),
                            (1, 4, 4, '', 'thoughts', now(), now(), 0, 0, 0);
                        UPDATE posts SET reply_to_comment_id = 2 WHERE id = 3;
                        INSERT INTO likes VALUES (2, 1, now());
                        INSERT INTO shares (post_id, user_id, created_at) VALUES (1, 2, now()), (1, 2, now());
                        """).update();
    }

    @Test
    void what_is_right_is_not_reported() {
        List<JsonNode> findings = findings("/check");

        assertThat(findings).hasSize(names().size()).allSatisfy(finding -> {
            assertThat(finding.path("violations").asLong(-1))
                    .as(finding.toString())
                    .isZero();
            assertThat(finding.path("rule").asString()).endsWith(".");
        });
    }

    @Test
    void each_invariant_is_broken_by_these_tests() {
        assertThat(breaks().stream().map(Break::invariant).collect(Collectors.toSet()))
                .isEqualTo(names());
    }

    @ParameterizedTest
    @MethodSource("breaks")
    void what_is_broken_is_named_and_a_rebuild_repairs_what_is_derived(Break broken) {
        DATABASE.sql(broken.sql()).update();

        JsonNode found = finding("/check", broken.invariant());
        JsonNode rebuilt = finding("/check?rebuild=true", broken.invariant());
        JsonNode after = finding("/check", broken.invariant());

        assertThat(found.path("violations").asLong())
                .isPositive()
                .isEqualTo(found.path("left").asLong());
        assertThat(found.path("examples").path(0).asLong()).isEqualTo(broken.example());
        assertThat(rebuilt.path("violations").asLong()).isPositive();
        if (broken.repaired()) {
            assertThat(rebuilt.path("repaired").asLong())
                    .isEqualTo(rebuilt.path("violations").asLong());
            assertThat(after.path("violations").asLong()).isZero();
        } else {
            assertThat(rebuilt.path("repaired").asLong()).isZero();
            assertThat(after.path("violations").asLong())
                    .isEqualTo(found.path("violations").asLong());
        }
    }

    @Test
    void a_rebuild_leaves_everything_as_it_was_before_it_was_broken() {
        String before = everything();
        breaks().stream()
                .filter(Break::repaired)
                .map(Break::sql)
                .filter(sql -> sql.startsWith("UPDATE"))
                .forEach(sql -> DATABASE.sql(sql).update());
        // What a mark was before, nobody can tell; these two are where they must be at least.
        DATABASE.sql("UPDATE participants SET last_read_seq = 0").update();

        findings("/check?rebuild=true");

        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void what_cannot_be_repaired_does_not_make_more_that_is_wrong() {
        DATABASE.sql("UPDATE messages SET sender_id = 3 WHERE id = 3").update();

        findings("/check?rebuild=true");

        assertThat(findings("/check").stream()
                        .filter(finding -> finding.path("left").asLong() > 0)
                        .map(finding -> finding.path("invariant").asString()))
                .containsExactly("messages.between_the_two");
    }

    @Test
    void a_check_alone_changes_nothing() {
        DATABASE.sql("UPDATE posts SET likes_count = 5").update();

        findings("/check");

        assertThat(DATABASE.sql("SELECT min(likes_count) FROM posts")
                        .query(Integer.class)
                        .single())
                .isEqualTo(5);
    }

    @Test
    void violations_beyond_one_range_are_counted_and_repaired() {
        int posts = 3 * Check.RANGE;
        DATABASE.sql("""
                        INSERT INTO posts (author_id, content, type, created_at, updated_at, likes_count)
                        SELECT 1, '', 'thoughts', now(), now(), 1 FROM generate_series(1, :posts)
                        """).param("posts", posts).update();

        JsonNode rebuilt = finding("/check?rebuild=true", "posts.likes_count");

        assertThat(rebuilt.path("violations").asInt()).isEqualTo(posts);
        assertThat(rebuilt.path("repaired").asInt()).isEqualTo(posts);
        assertThat(rebuilt.path("examples").size()).isEqualTo(Finding.EXAMPLES);
    }

    @Test
    void the_last_line_is_the_sum() {
        DATABASE.sql("UPDATE posts SET likes_count = 5 WHERE id = 1; DELETE FROM messages WHERE id = 2")
                .update();

        JsonNode done = lines("/check?rebuild=true").getLast().path("done");

        assertThat(done.path("invariants").asInt()).isEqualTo(names().size());
        assertThat(done.path("violations").asInt()).isEqualTo(2);
        assertThat(done.path("repaired").asInt()).isEqualTo(1);
        assertThat(done.path("left").asInt()).isEqualTo(1);
        assertThat(done.path("failed").asInt(-1)).isZero();
    }

    @Test
    void a_rebuild_is_noted_before_and_after_and_a_check_is_not() {
        DATABASE.sql("UPDATE posts SET likes_count = 5 WHERE id = 1").update();

        findings("/check");
        assertThat(audit.all()).isEmpty();

        management.with("X-Operator", "carol").post("/check?rebuild=true");
        assertThat(audit.all())
                .containsExactly(
                        "check rebuilds operator=carol address=127.0.0.1",
                        "check has rebuilt operator=carol address=127.0.0.1 repaired=1 left=0");
    }

    @Test
    void nothing_is_repaired_while_the_audit_is_switched_off() {
        DATABASE.sql("UPDATE posts SET likes_count = 5 WHERE id = 1").update();
        audit.switchOff();

        ApiAnswer answer = management.post("/check?rebuild=true");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(finding("/check", "posts.likes_count").path("left").asLong()).isEqualTo(1);
    }

    @Test
    void a_check_is_asked_for_by_post() {
        ApiAnswer answer = management.get("/check");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).hasValue("POST");
    }

    private static Set<String> names() {
        return SERVICE.parts(Invariants.class).stream()
                .flatMap(feature -> feature.all().stream())
                .map(Invariant::name)
                .collect(Collectors.toSet());
    }

    private JsonNode finding(String path, String invariant) {
        return findings(path).stream()
                .filter(finding -> finding.path("invariant").asString().equals(invariant))
                .findFirst()
                .orElseThrow();
    }

    private List<JsonNode> findings(String path) {
        return lines(path).stream().filter(line -> line.has("invariant")).toList();
    }

    private List<JsonNode> lines(String path) {
        ApiAnswer answer = management.post(path);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.text().lines().map(ContractJson.mapper()::readTree).toList();
    }

    private static String everything() {
        return Stream.of("users", "friendships", "conversations", "messages", "participants", "posts")
                .map(table -> DATABASE.sql(
                                "SELECT coalesce(json_agg(t ORDER BY t::text), '[]') FROM %s t".formatted(table))
                        .query(String.class)
                        .single())
                .collect(Collectors.joining("\n"));
    }
}
