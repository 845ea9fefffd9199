package com.numeneon.api.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.api.testing.ApiService;
import com.numeneon.infra.testing.AtOnce;
import com.numeneon.infra.testing.TestPostgres;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who checks when, and what every pod shows of it. */
class DailyCheckIT {

    private static final ApiService SERVICE = ApiService.start(Map.of("DATABASE_URL", TestPostgres.newDatabase()));

    private final JdbcClient database = SERVICE.part(JdbcClient.class);
    private final CheckTable table = SERVICE.part(CheckTable.class);
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final SimpleMeterRegistry metricsThere = new SimpleMeterRegistry();
    private final DailyCheck here = pod(metrics);
    private final DailyCheck there = pod(metricsThere);

    @AfterAll
    static void stop() {
        SERVICE.close();
    }

    @BeforeEach
    void empty() {
        database.sql("""
                        TRUNCATE users, invariant_checks RESTART IDENTITY CASCADE;
                        INSERT INTO users (username, username_key, email, email_key, password_hash, friend_count)
                        VALUES ('alice', 'alice', 'a@x.example', 'a@x.example', '', 1)
                        """).update();
    }

    @Test
    void what_one_pod_has_found_all_pods_show() throws Exception {
        assertThat(violations(metrics, "users.friend_count")).isNaN();

        here.run();
        there.run();

        assertThat(violations(metrics, "users.friend_count")).isEqualTo(1);
        assertThat(violations(metricsThere, "users.friend_count")).isEqualTo(1);
        assertThat(violations(metricsThere, "posts.likes_count")).isZero();
        assertThat(metricsThere.get("numeneon.invariant.check.age").gauge().value())
                .isBetween(0.0, 60.0);
    }

    @Test
    void nothing_is_checked_twice_a_day_and_nothing_is_repaired() throws Exception {
        here.run();
        database.sql("UPDATE users SET username_key = 'anna'").update();

        there.run();
        assertThat(violations(metricsThere, "users.keys")).isZero();

        database.sql("UPDATE invariant_checks SET begun_at = begun_at - interval '1 day'")
                .update();
        there.run();
        assertThat(violations(metricsThere, "users.keys")).isEqualTo(1);
        assertThat(violations(metricsThere, "users.friend_count")).isEqualTo(1);
    }

    @Test
    void of_all_pods_that_ask_one_is_to_check() {
        assertThat(AtOnce.times(12, () -> table.claim("posts.likes_count", Duration.ofDays(1))))
                .containsOnlyOnce(true);

        database.sql("UPDATE invariant_checks SET begun_at = begun_at - interval '1 day'")
                .update();
        assertThat(AtOnce.times(12, () -> table.claim("posts.likes_count", Duration.ofDays(1))))
                .containsOnlyOnce(true);
    }

    private static double violations(SimpleMeterRegistry metrics, String invariant) {
        return metrics.get("numeneon.invariant.violations")
                .tag("invariant", invariant)
                .gauge()
                .value();
    }

    private static DailyCheck pod(SimpleMeterRegistry metrics) {
        return new DailyCheck(
                InvariantsConfiguration.all(SERVICE.parts(Invariants.class)),
                SERVICE.part(Check.class),
                SERVICE.part(CheckTable.class),
                metrics);
    }
}
