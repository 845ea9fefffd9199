package com.numeneon.api.invariants;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the latest checks have found, and who is to do the next: one row for each invariant. */
final class CheckTable {

    private final JdbcClient database;

    CheckTable(JdbcClient database) {
        this.database = database;
    }

    /**
     * @param sinceBegin since the latest check began
     * @param sinceEnd since the latest that came to its end did, null when none has
     * @param violations that it left
     */
    record Row(Duration sinceBegin, @Nullable Duration sinceEnd, long violations) {}

    Map<String, Row> all() {
        return database
                .sql("""
                        SELECT invariant,
                            extract(epoch FROM statement_timestamp() - begun_at)::bigint AS since_begin,
                            extract(epoch FROM statement_timestamp() - checked_at)::bigint AS since_end,
                            violations
                        FROM invariant_checks
                        """)
                .query((row, number) -> Map.entry(
                        row.getString("invariant"),
                        new Row(
                                Duration.ofSeconds(row.getLong("since_begin")),
                                seconds(row.getObject("since_end", Long.class)),
                                row.getLong("violations"))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Whether the check is the caller's: of all who ask when it is due, one is told so. */
    boolean claim(String invariant, Duration interval) {
        return database.sql("""
                                INSERT INTO invariant_checks AS c (invariant, begun_at)
                                VALUES (:invariant, statement_timestamp())
                                ON CONFLICT (invariant) DO UPDATE
                                SET begun_at = excluded.begun_at
                                WHERE c.begun_at <= statement_timestamp() - make_interval(secs => :interval)
                                """)
                        .param("invariant", invariant)
                        .param("interval", interval.toSeconds())
                        .update()
                == 1;
    }

    /** Of whoever checked it, by a claim or because somebody asked. */
    void found(String invariant, long violations) {
        database.sql("""
                        INSERT INTO invariant_checks (invariant, begun_at, checked_at, violations)
                        VALUES (:invariant, statement_timestamp(), statement_timestamp(), :violations)
                        ON CONFLICT (invariant) DO UPDATE
                        SET begun_at = excluded.begun_at, checked_at = excluded.checked_at, violations = excluded.violations
                        """)
                .param("invariant", invariant)
                .param("violations", violations)
                .update();
    }

    private static @Nullable Duration seconds(@Nullable Long seconds) {
        return seconds == null ? null : Duration.ofSeconds(seconds);
    }
}
