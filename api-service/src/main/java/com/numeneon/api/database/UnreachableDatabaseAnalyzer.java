package com.numeneon.api.database;

import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says that Postgres is not there, or does not let us in, as a sentence instead of a stack trace. */
final class UnreachableDatabaseAnalyzer extends AbstractFailureAnalyzer<PoolInitializationException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, PoolInitializationException cause) {
        Throwable reason = cause.getCause() == null ? cause : cause.getCause();
        return new FailureAnalysis(
                "Postgres cannot be used: " + reason.getMessage(),
                "Check that it runs, and what " + DatabaseUrl.SETTING
                        + " says of host, port, database, user and password.",
                cause);
    }
}
