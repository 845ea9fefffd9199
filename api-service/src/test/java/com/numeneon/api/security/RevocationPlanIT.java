package com.numeneon.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.api.testing.QueryPlan;
import com.numeneon.api.testing.TestDatabase;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every pod asks twice a second must not cost more with every logout there ever was. */
class RevocationPlanIT {

    @Test
    void only_what_was_revoked_lately_is_read() {
        try (TestDatabase database = TestDatabase.migrated()) {
            database.sql().sql("""
                            INSERT INTO users (username, username_key, email, email_key, password_hash)
                            VALUES ('alice', 'alice', 'a@x.example', 'a@x.example', '');
                            INSERT INTO sessions (id, user_id, expires_at, revoked_at)
                            SELECT gen_random_uuid(), 1, now(), now() - make_interval(mins => n)
                            FROM generate_series(1, 10000) AS n
                            """).update();
            database.sql().sql("ANALYZE sessions").update();

            QueryPlan plan = QueryPlan.of(database.sql(), SessionTable.REVOKED_WITHIN, Map.of("past", 150));

            assertThat(plan.indexesRead()).as(plan.toString()).containsExactly("sessions_revoked_at");
            assertThat(plan.rowsRead("sessions")).as(plan.toString()).isLessThan(10);
        }
    }
}
