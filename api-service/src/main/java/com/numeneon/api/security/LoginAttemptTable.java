package com.numeneon.api.security;

import com.numeneon.api.duties.Expired;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * The table {@code login_attempts}: each limit is a window that slides, over rows whose times are the database's. A row is
 * written before the password is checked, so that guesses at the same moment count each other.
 */
final class LoginAttemptTable {

    /** Longer than any check takes; whoever has not decided by then is gone. */
    static final Duration UNDECIDED_AT_MOST = Duration.ofSeconds(15);

    private static final String DECIDED = "AND (undecided_until IS NULL OR undecided_until <= statement_timestamp())";

    /** When the attempts that exhaust each limit began; no row of a limit that is not exhausted. */
    private static final String EXHAUSTED = """
            (SELECT began_at
             FROM login_attempts
             WHERE account_hash = decode(:account, 'hex') AND network = :network
               AND began_at > statement_timestamp() - make_interval(secs => :window) %1$s
             ORDER BY began_at DESC OFFSET :perAccountAndAddress - 1 LIMIT 1)
            UNION ALL
            (SELECT began_at
             FROM login_attempts
             WHERE network = :network
               AND began_at > statement_timestamp() - make_interval(secs => :window) %1$s
             ORDER BY began_at DESC OFFSET :perAddress - 1 LIMIT 1)
            UNION ALL
            (SELECT began_at
             FROM login_attempts
             WHERE account_hash = decode(:account, 'hex')
               AND began_at > statement_timestamp() - make_interval(secs => :window) %1$s
             ORDER BY began_at DESC OFFSET :perAccount - 1 LIMIT 1)
            """;

    private final JdbcClient database;
    private final LoginLimits limits;

    LoginAttemptTable(JdbcClient database, LoginLimits limits) {
        this.database = database;
        this.limits = limits;
    }

    /** How long until the next try can succeed, in whole seconds; empty when wrong passwords exhaust no limit. */
    Optional<Duration> blockedFor(LoginAttempt attempt) {
        return with(attempt, """
                        SELECT ceil(extract(epoch FROM
                            max(began_at) + make_interval(secs => :window) - statement_timestamp()))::bigint
                        FROM (%s) AS exhausted
                        HAVING max(began_at) IS NOT NULL
                        """.formatted(EXHAUSTED.formatted(DECIDED)))
                .query(Long.class)
                .optional()
                .map(seconds -> Duration.ofSeconds(Math.max(1, seconds)));
    }

    /**
     * Counts an attempt before it is decided. Needs a transaction. Empty when those that count already, undecided ones
     * too, exhaust a limit, or when somebody else is counting for this account or network at this moment: nobody waits
     * for a lock here, so nobody who holds one can make others wait.
     */
    Optional<Long> begin(LoginAttempt attempt) {
        if (!tryLock(attempt)) {
            return Optional.empty();
        }
        // A statement of its own, so that it sees what was committed before the lock was free.
        return with(attempt, """
                        INSERT INTO login_attempts (account_hash, network, undecided_until)
                        SELECT decode(:account, 'hex'), :network, clock_timestamp() + make_interval(secs => :undecided)
                        WHERE NOT EXISTS (%s)
                        RETURNING id
                        """.formatted(EXHAUSTED.formatted("")))
                .param("undecided", UNDECIDED_AT_MOST.toSeconds())
                .query(Long.class)
                .optional();
    }

    /** Those that no limit counts any more, decided or not. */
    static Expired expired(LoginLimits limits) {
        return new Expired("login_attempts", """
                DELETE FROM login_attempts
                WHERE id IN (
                    SELECT id
                    FROM login_attempts
                    WHERE began_at <= statement_timestamp() - make_interval(secs => :window)
                    ORDER BY began_at
                    LIMIT :most
                    FOR UPDATE SKIP LOCKED
                )
                """, Map.of("window", seconds(limits.window())));
    }

    /** Other than by two ints, these locks would share their numbers with the outbox's. */
    private boolean tryLock(LoginAttempt attempt) {
        return database.sql("SELECT pg_try_advisory_xact_lock(1, :account) AND pg_try_advisory_xact_lock(2, :network)")
                .param("account", attempt.accountHash().hashCode())
                .param("network", attempt.network().hashCode())
                .query(Boolean.class)
                .single();
    }

    void wasWrong(long id) {
        database.sql("UPDATE login_attempts SET undecided_until = NULL WHERE id = :id")
                .param("id", id)
                .update();
    }

    void wasRight(long id) {
        database.sql("DELETE FROM login_attempts WHERE id = :id")
                .param("id", id)
                .update();
    }

    private StatementSpec with(LoginAttempt attempt, String sql) {
        return database.sql(sql)
                .param("account", attempt.accountHash())
                .param("network", attempt.network())
                .param("window", seconds(limits.window()))
                .param("perAccountAndAddress", limits.perAccountAndAddress())
                .param("perAddress", limits.perAddress())
                .param("perAccount", limits.perAccount());
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }
}
