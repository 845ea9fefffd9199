package com.numeneon.api.database;

import java.sql.SQLException;
import java.util.Set;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.UncategorizedSQLException;

/** Tells failures that other transactions caused. */
final class Conflict {

    /** serialization_failure and deadlock_detected of the PostgreSQL manual's appendix A. */
    private static final Set<String> RETRYABLE_STATES = Set.of("40001", "40P01");

    /** lock_not_available, which Spring does not know. */
    private static final String LOCK_TIMEOUT = "55P03";

    private Conflict() {}

    /** Spring's exception for it where it has none of its own, so that it is told like any other wait for a lock. */
    static DataAccessException translated(UncategorizedSQLException failure) {
        SQLException sql = failure.getSQLException();
        return sql != null && LOCK_TIMEOUT.equals(sql.getSQLState())
                ? new CannotAcquireLockException("a row lock was not had in time", sql)
                : failure;
    }

    /** Whether the transaction may succeed when it runs again. */
    static boolean isRetryable(DataAccessException failure) {
        return failure.getMostSpecificCause() instanceof SQLException sql
                && RETRYABLE_STATES.contains(sql.getSQLState());
    }
}
