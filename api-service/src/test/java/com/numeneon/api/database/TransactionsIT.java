package com.numeneon.api.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.numeneon.infra.testing.TestPostgres;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

@NullUnmarked
class TransactionsIT {

    private static HikariDataSource pool;

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private Transactions transactions;
    private JdbcClient database;

    @BeforeAll
    static void connect() {
        DatabaseUrl url = DatabaseUrl.parse(TestPostgres.newDatabase());
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url.jdbcUrl());
        url.user().ifPresent(config::setUsername);
        url.password().ifPresent(config::setPassword);
        config.setMaximumPoolSize(4);
        pool = new HikariDataSource(config);
    }

    @AfterAll
    static void disconnect() {
        pool.close();
    }

    @BeforeEach
    void prepare() {
        transactions =
                new Transactions(new JdbcTransactionManager(pool), JdbcClient.create(pool), new Random(1), metrics);
        database = JdbcClient.create(pool);
        database.sql("DROP TABLE IF EXISTS counters").update();
        database.sql("CREATE TABLE counters (name text PRIMARY KEY, value int NOT NULL)")
                .update();
        database.sql("INSERT INTO counters VALUES ('a', 0), ('b', 0)").update();
    }

    @Test
    void the_victim_of_a_deadlock_runs_again_and_both_transactions_count() throws Exception {
        CountDownLatch bothHoldTheirFirst = new CountDownLatch(2);
        AtomicInteger runs = new AtomicInteger();

        List<Callable<Boolean>> crossing = List.of(
                incrementing("a", "b", bothHoldTheirFirst, runs), incrementing("b", "a", bothHoldTheirFirst, runs));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> done : threads.invokeAll(crossing)) {
                assertThat(done.get()).isTrue();
            }
        }

        assertThat(value("a")).isEqualTo(2);
        assertThat(value("b")).isEqualTo(2);
        assertThat(runs).hasValueGreaterThan(2);
        assertThat(metrics.get("numeneon.database.transaction.retries")
                        .counter()
                        .count())
                .isGreaterThanOrEqualTo(1);
    }

    @Test
    void retries_have_an_end() {
        AtomicInteger runs = new AtomicInteger();

        assertThatExceptionOfType(CannotAcquireLockException.class)
                .isThrownBy(() -> transactions.run(() -> {
                    runs.incrementAndGet();
                    throw new CannotAcquireLockException("again", new SQLException("deadlock", "40P01"));
                }));

        assertThat(runs).hasValue(Transactions.ATTEMPTS);
    }

    @Test
    void a_lock_that_was_not_had_in_time_is_not_tried_again() {
        AtomicInteger runs = new AtomicInteger();

        assertThatExceptionOfType(CannotAcquireLockException.class)
                .isThrownBy(() -> transactions.run(() -> {
                    runs.incrementAndGet();
                    throw new CannotAcquireLockException("timeout", new SQLException("lock timeout", "55P03"));
                }));

        assertThat(runs).hasValue(1);
    }

    @Test
    void what_fails_leaves_nothing_behind() {
        assertThatIllegalStateException()
                .isThrownBy(() -> transactions.run(() -> {
                    increment("a");
                    throw new IllegalStateException("changed my mind");
                }));

        assertThat(value("a")).isZero();
    }

    @Test
    void a_run_within_another_is_a_part_of_it() {
        assertThatIllegalStateException()
                .isThrownBy(() -> transactions.run(() -> {
                    transactions.run(() -> increment("a"));
                    assertThat(value("a")).as("what it wrote is seen").isEqualTo(1);
                    throw new IllegalStateException("changed my mind");
                }));
        assertThat(value("a")).as("not committed by itself").isZero();

        transactions.run(() -> {
            transactions.run(() -> increment("a"));
            transactions.run(() -> increment("a"));
        });

        assertThat(value("a")).isEqualTo(2);
    }

    @Test
    void a_deadlock_in_a_run_within_another_runs_the_whole_again() {
        AtomicInteger runs = new AtomicInteger();

        transactions.run(() -> {
            increment("a");
            transactions.run(() -> {
                if (runs.incrementAndGet() == 1) {
                    throw new CannotAcquireLockException("again", new SQLException("deadlock", "40P01"));
                }
                increment("b");
            });
        });

        assertThat(runs).hasValue(2);
        assertThat(value("a")).isEqualTo(1);
        assertThat(value("b")).isEqualTo(1);
    }

    @Test
    void a_part_that_failed_is_not_committed_although_its_failure_was_caught() {
        assertThatIllegalStateException()
                .isThrownBy(() -> transactions.run(() -> {
                    try {
                        transactions.run(() -> {
                            increment("a");
                            throw new IllegalArgumentException("half done");
                        });
                    } catch (IllegalArgumentException e) {
                        increment("b");
                    }
                }))
                .havingCause()
                .withMessage("half done");

        assertThat(value("a")).isZero();
        assertThat(value("b")).isZero();
    }

    @Test
    void somebody_elses_transaction_is_not_joined() {
        TransactionTemplate theirs = new TransactionTemplate(new JdbcTransactionManager(pool));

        assertThatIllegalStateException()
                .isThrownBy(() -> theirs.executeWithoutResult(status -> transactions.run(() -> increment("a"))));

        assertThat(value("a")).isZero();
    }

    @Test
    void what_is_called_after_the_commit_is_no_longer_in_the_transaction() {
        AtomicReference<Throwable> refusal = new AtomicReference<>();

        transactions.run(() ->
                TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                    @Override
                    public void afterCompletion(int status) {
                        refusal.set(catchThrowable(() -> transactions.run(() -> increment("a"))));
                    }
                }));

        assertThat(refusal.get()).isInstanceOf(IllegalStateException.class);
        assertThat(value("a")).isZero();
    }

    @Test
    void each_run_waits_for_locks_as_long_as_it_says() {
        transactions.run(Duration.ofSeconds(5), () -> {
            assertThat(lockTimeout()).isEqualTo("5s");
            transactions.run(() -> assertThat(lockTimeout()).isEqualTo("3s"));
            return true;
        });

        assertThat(lockTimeout()).isEqualTo("0");
    }

    @Test
    void a_transaction_that_idles_is_ended_and_gives_its_locks_back() {
        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> transactions.run(() -> {
                    increment("a");
                    await("the row is free again")
                            .atMost(15, TimeUnit.SECONDS)
                            .until(() -> Boolean.TRUE.equals(inOtherThread(this::isFree)));
                }));

        assertThat(value("a")).isZero();
    }

    @Test
    void a_lock_is_waited_for_no_longer_than_a_connection() {
        transactions.run(() -> {
            increment("a");

            assertThat(inOtherThread(() -> transactions.run(() -> {
                        increment("a");
                        return "locked";
                    })))
                    .isInstanceOf(CannotAcquireLockException.class);
        });
    }

    private Boolean isFree() {
        return database.sql(
                                "SELECT count(*) FROM (SELECT 1 FROM counters WHERE name = 'a' FOR UPDATE SKIP LOCKED) free")
                        .query(Integer.class)
                        .single()
                == 1;
    }

    /** Its result or its failure; a thread of its own takes no part in this one's transaction. */
    private static Object inOtherThread(Callable<?> work) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.submit(work).get();
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Callable<Boolean> incrementing(
            String first, String second, CountDownLatch bothHoldTheirFirst, AtomicInteger runs) {
        return () -> transactions.run(() -> {
            runs.incrementAndGet();
            increment(first);
            bothHoldTheirFirst.countDown();
            awaitUninterrupted(bothHoldTheirFirst);
            increment(second);
            return true;
        });
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void increment(String name) {
        database.sql("UPDATE counters SET value = value + 1 WHERE name = :name")
                .param("name", name)
                .update();
    }

    private String lockTimeout() {
        return database.sql("SHOW lock_timeout").query(String.class).single();
    }

    private int value(String name) {
        return database.sql("SELECT value FROM counters WHERE name = :name")
                .param("name", name)
                .query(Integer.class)
                .single();
    }
}
