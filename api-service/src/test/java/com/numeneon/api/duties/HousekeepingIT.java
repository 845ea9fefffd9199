package com.numeneon.api.duties;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.api.database.Transactions;
import com.numeneon.api.testing.ApiService;
import com.numeneon.api.testing.Hold;
import com.numeneon.api.testing.QueryPlan;
import com.numeneon.infra.testing.AtOnce;
import com.numeneon.infra.testing.TestPostgres;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is removed of each feature's rows, and how, on a database of its own with two pods. */
class HousekeepingIT {

    private static final String URL = TestPostgres.newDatabase();
    private static final ApiService ONE = ApiService.start(Map.of("DATABASE_URL", URL));
    private static final ApiService TWO = ApiService.start(Map.of("DATABASE_URL", URL));

    private final JdbcClient database = ONE.part(JdbcClient.class);
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Housekeeping one = pod(ONE, metrics);
    private final Housekeeping two = pod(TWO, metrics);

    @AfterAll
    static void stop() {
        TWO.close();
        ONE.close();
    }

    @BeforeEach
    void empty() {
        database.sql("""
                        TRUNCATE users, sessions, login_attempts, idempotency_keys RESTART IDENTITY CASCADE;
                        INSERT INTO users (username, username_key, email, email_key, password_hash)
                        VALUES ('alice', 'alice', 'a@x.example', 'a@x.example', '')
                        """).update();
    }

    @Test
    void keys_are_removed_a_day_after_their_claim() throws Exception {
        key("young", "23 hours 59 minutes");
        key("old", "24 hours");

        one.run();

        assertThat(texts("SELECT key FROM idempotency_keys")).containsExactly("young");
        assertThat(removed("idempotency_keys")).isEqualTo(1);
    }

    @Test
    void login_attempts_are_removed_when_no_limit_counts_them() throws Exception {
        attempt("192.0.2.1", "14 minutes");
        attempt("192.0.2.2", "15 minutes");

        one.run();

        assertThat(texts("SELECT network FROM login_attempts")).containsExactly("192.0.2.1");
    }

    @Test
    void a_session_stays_while_a_token_of_it_or_a_logout_can_come() throws Exception {
        session(1, "expires_at = now() + interval '1 minute'");
        session(2, "expires_at = now() - interval '29 days'");
        session(3, "expires_at = now() - interval '30 days'");
        session(4, "expires_at = now() - interval '1 minute', revoked_at = now() - interval '7 days 23 hours'");
        session(5, "expires_at = now() - interval '1 day', revoked_at = now() - interval '8 days'");
        session(6, "expires_at = now() - interval '40 days', revoked_at = now() - interval '1 minute'");

        one.run();

        assertThat(texts("SELECT right(id::text, 1) FROM sessions ORDER BY id")).containsExactly("1", "2", "4", "6");
        assertThat(removed("revoked_sessions")).isEqualTo(1);
        assertThat(removed("expired_sessions")).isEqualTo(1);
    }

    @Test
    void two_pods_at_once_remove_each_row_once_in_bounded_batches() throws Exception {
        int rows = 20 * Housekeeping.BATCH + 1;
        database.sql("""
                        INSERT INTO idempotency_keys (user_id, key, target, body_hash, created_at)
                        SELECT n, 'key', '', '', now() - interval '2 days' FROM generate_series(1, :rows) AS n;
                        INSERT INTO idempotency_keys (user_id, key, target, body_hash) VALUES (0, 'valid', '', '')
                        """).param("rows", rows).update();
        database.sql("""
                        CREATE TABLE deleted (pid int, rows int);
                        CREATE FUNCTION note_deleted() RETURNS trigger LANGUAGE plpgsql AS $$
                        BEGIN
                            INSERT INTO deleted SELECT pg_backend_pid(), count(*) FROM gone;
                            RETURN NULL;
                        END $$;
                        CREATE TRIGGER note_deleted AFTER DELETE ON idempotency_keys
                            REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION note_deleted()
                        """).update();

        AtOnce.call(List.of(
                () -> {
                    one.run();
                    return true;
                },
                () -> {
                    two.run();
                    return true;
                }));

        assertThat(texts("SELECT key FROM idempotency_keys")).containsExactly("valid");
        assertThat(removed("idempotency_keys")).isEqualTo(rows);
        assertThat(database.sql("SELECT max(rows) FROM deleted")
                        .query(Integer.class)
                        .single())
                .isEqualTo(Housekeeping.BATCH);
        assertThat(database.sql("SELECT count(DISTINCT pid) FROM deleted WHERE rows > 0")
                        .query(Integer.class)
                        .single())
                .isGreaterThan(1);
    }

    @Test
    void a_row_that_somebody_holds_is_left_and_keeps_nobody_waiting() throws Exception {
        key("held", "2 days");
        key("free", "2 days");
        try (Hold request = new Hold(ONE)) {
            request.row("SELECT 1 FROM idempotency_keys WHERE key = 'held' FOR UPDATE");

            one.run();

            assertThat(texts("SELECT key FROM idempotency_keys")).containsExactly("held");
        }

        one.run();

        assertThat(texts("SELECT key FROM idempotency_keys")).isEmpty();
    }

    @Test
    void what_fails_is_counted_and_keeps_the_others_from_nothing() throws Exception {
        attempt("192.0.2.2", "1 hour");
        Housekeeping pod = new Housekeeping(
                Stream.concat(
                                Stream.of(new Expired("broken", "DELETE FROM no_such_table LIMIT :most", Map.of())),
                                ONE.parts(Expired.class).stream())
                        .toList(),
                database,
                ONE.part(Transactions.class),
                metrics);

        pod.run();
        pod.run();

        assertThat(texts("SELECT network FROM login_attempts")).isEmpty();
        assertThat(metrics.get("numeneon.housekeeping.failures")
                        .tag("rows", "broken")
                        .counter()
                        .count())
                .isEqualTo(2);
    }

    @Test
    void expired_rows_are_found_by_an_index_among_many_that_are_not() {
        database.sql("""
                        INSERT INTO idempotency_keys (user_id, key, target, body_hash)
                        SELECT n, 'key', '', '' FROM generate_series(1, 20000) AS n;
                        INSERT INTO login_attempts (account_hash, network)
                        SELECT '', n::text FROM generate_series(1, 20000) AS n;
                        INSERT INTO sessions (id, user_id, expires_at, revoked_at)
                        SELECT gen_random_uuid(), 1, now(), CASE n % 2 WHEN 0 THEN now() END
                        FROM generate_series(1, 20000) AS n;
                        """).update();
        database.sql("ANALYZE idempotency_keys, login_attempts, sessions").update();

        for (Expired kind : ONE.parts(Expired.class)) {
            Map<String, Object> parameters = new HashMap<>(kind.parameters());
            parameters.put("most", Housekeeping.BATCH);
            QueryPlan plan = QueryPlan.of(database, kind.delete(), parameters);

            assertThat(plan.tablesReadWhole()).as("%s\n%s", kind.rows(), plan).isEmpty();
        }
    }

    @Test
    void every_pod_has_its_rounds() {
        assertThat(ONE.parts(Rounds.class)).isNotEmpty().allMatch(Rounds::isRunning);
    }

    private static Housekeeping pod(ApiService service, SimpleMeterRegistry metrics) {
        return new Housekeeping(
                service.parts(Expired.class),
                service.part(JdbcClient.class),
                service.part(Transactions.class),
                metrics);
    }

    private void key(String key, String age) {
        database.sql("""
                        INSERT INTO idempotency_keys (user_id, key, target, body_hash, created_at)
                        VALUES (1, :key, '', '', clock_timestamp() - CAST(:age AS interval))
                        """).param("key", key).param("age", age).update();
    }

    private void attempt(String network, String age) {
        database.sql("""
                        INSERT INTO login_attempts (account_hash, network, began_at)
                        VALUES ('', :network, clock_timestamp() - CAST(:age AS interval))
                        """).param("network", network).param("age", age).update();
    }

    private void session(int number, String state) {
        database.sql("""
                        INSERT INTO sessions (id, user_id, expires_at)
                        VALUES (CAST(:id AS uuid), 1, now());
                        UPDATE sessions SET %s WHERE id = CAST(:id AS uuid)
                        """.formatted(state))
                .param("id", "00000000-0000-0000-0000-00000000000" + number)
                .update();
    }

    private double removed(String rows) {
        return metrics.get("numeneon.housekeeping.removed")
                .tag("rows", rows)
                .counter()
                .count();
    }

    private List<String> texts(String sql) {
        return database.sql(sql).query(String.class).list();
    }
}
