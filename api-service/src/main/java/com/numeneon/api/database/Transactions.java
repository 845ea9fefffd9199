package com.numeneon.api.database;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs work in one transaction (READ COMMITTED). When Postgres ends it as the victim of a deadlock (40P01) or of a
 * serialization failure (40001), the whole of it runs again, at most {@value #ATTEMPTS} times with a random pause between;
 * so the work must have no effect outside the database. Within another run it is a part of that one: committed, rolled back
 * and run again with it. Safe for all threads.
 *
 * <p>A process that is paused in the middle of a transaction keeps its row locks, and whoever waits for them keeps a
 * connection: soon no pod would have one left. So a lock is waited for at most 3 s unless the caller says otherwise, and
 * Postgres ends a transaction that idles for {@value #IDLE_BOUND}. Both hold for the transaction alone, so they pass a
 * transaction pooler.
 */
@Component
public final class Transactions {

    static final int ATTEMPTS = 5;
    private static final Duration LONGEST_FIRST_PAUSE = Duration.ofMillis(20);
    /** Below the wait for a connection (5 s), so that waiters give theirs back before others give up. */
    private static final Duration LOCK_WAIT = Duration.ofSeconds(3);

    /** Far above any pause between two statements of a running process. */
    static final String IDLE_BOUND = "5s";

    private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);

    private final TransactionOperations template;
    private final JdbcClient database;
    private final RandomGenerator random;
    private final Counter retries;
    private final ScopedValue<Open> open = ScopedValue.newInstance();

    Transactions(
            PlatformTransactionManager manager, JdbcClient database, RandomGenerator random, MeterRegistry metrics) {
        this.template = new TransactionTemplate(manager);
        this.database = database;
        this.random = random;
        this.retries = Counter.builder("numeneon.database.transaction.retries")
                .description("Transactions run again after a deadlock or serialization failure")
                .register(metrics);
    }

    /** The result of {@code work}, committed, or to be committed by the run around it. */
    public <T> T run(Supplier<T> work) {
        return run(LOCK_WAIT, work);
    }

    /**
     * {@link #run(Supplier)} with a wait of its own for locks. A run within it keeps to its own wait.
     *
     * @param lockWait for each lock, at least a millisecond
     * @throws IllegalStateException when somebody else's transaction is open: a retry could not undo that one
     */
    public <T> T run(Duration lockWait, Supplier<T> work) {
        if (open.isBound()) {
            return open.get().join(() -> bounded(lockWait, work));
        }
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a transaction is already open on this thread");
        }
        for (int attempt = 1; ; attempt++) {
            try {
                return template.execute(status -> opened(() -> bounded(lockWait, work)));
            } catch (PessimisticLockingFailureException e) {
                if (attempt == ATTEMPTS || !Conflict.isRetryable(e)) {
                    throw e;
                }
                LOG.debug("transaction runs again after attempt {}", attempt, e);
                retries.increment();
                pause(attempt);
            }
        }
    }

    /** {@link #run(Supplier)} for work without a result. */
    public void run(Runnable work) {
        run(() -> {
            work.run();
            return true;
        });
    }

    /** Not around the template: what it calls after the commit is no longer in the transaction. */
    private <T> T opened(Supplier<T> work) {
        Open transaction = new Open();
        T result = ScopedValue.where(open, transaction).call(work::get);
        transaction.requireWhole();
        return result;
    }

    private <T> T bounded(Duration lockWait, Supplier<T> work) {
        database.sql("""
                        SELECT set_config('lock_timeout', :lock_wait, true),
                            set_config('idle_in_transaction_session_timeout', :idle_bound, true)
                        """)
                .param("lock_wait", lockWait.toMillis() + "ms")
                .param("idle_bound", IDLE_BOUND)
                .query()
                .singleRow();
        try {
            return work.get();
        } catch (UncategorizedSQLException e) {
            throw Conflict.translated(e);
        }
    }

    private void pause(int attempt) {
        long bound = LONGEST_FIRST_PAUSE.toNanos() << (attempt - 1);
        try {
            Thread.sleep(Duration.ofNanos(random.nextLong(bound)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted between two attempts of a transaction", e);
        }
    }

    /** The transaction that this thread is in, for those who join it. */
    private static final class Open {

        private @Nullable Throwable failure;

        <T> T join(Supplier<T> part) {
            try {
                return part.get();
            } catch (RuntimeException | Error e) {
                failure = e;
                throw e;
            }
        }

        /** A part that failed has done some of its work, which must not be committed if somebody caught the failure. */
        void requireWhole() {
            if (failure != null) {
                throw new IllegalStateException("a part of the transaction has failed", failure);
            }
        }
    }
}
