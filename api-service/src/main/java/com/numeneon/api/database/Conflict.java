package com.numeneon.api.database;

import java.sql.SQLException;
import java.util.Set;
import org.springframework.dao.DataAccessException;

/** Tells failures that pass when the transaction runs again. */
final class Conflict {

    /** serialization_failure and deadlock_detected of the PostgreSQL manual's appendix A. */
    private static final Set<String> RETRYABLE_STATES = Set.of("40001", "40P01");

    private Conflict() {}

    static boolean isRetryable(DataAccessException failure) {
        return failure.getMostSpecificCause() instanceof SQLException sql
                && RETRYABLE_STATES.contains(sql.getSQLState());
    }
}
