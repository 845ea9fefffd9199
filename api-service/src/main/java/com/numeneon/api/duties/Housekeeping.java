package com.numeneon.api.duties;

import com.numeneon.api.database.Transactions;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Deletes what has expired, a batch in each transaction, with pauses: it uses one connection at most half of the time. Any
 * number of pods may do so at once. For one thread.
 */
final class Housekeeping implements Rounds.Round {

    static final Duration INTERVAL = Duration.ofMinutes(5);
    static final int BATCH = 500;

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(10);

    /** Far above what a batch takes; below it, a request would rather wait for a connection than give up. */
    private static final String LONGEST_STATEMENT = "5s";

    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

    private final List<Expired> kinds;
    private final JdbcClient database;
    private final Transactions transactions;
    private final MeterRegistry metrics;
    private final Set<String> failing = new HashSet<>();

    Housekeeping(List<Expired> kinds, JdbcClient database, Transactions transactions, MeterRegistry metrics) {
        this.kinds = List.copyOf(kinds);
        this.database = database;
        this.transactions = transactions;
        this.metrics = metrics;
        // There from the start: a rate needs a first value.
        kinds.forEach(kind -> {
            removed(kind.rows());
            failures(kind.rows());
        });
    }

    @Override
    public void run() throws InterruptedException {
        for (Expired kind : kinds) {
            try {
                removeAll(kind);
                failing.remove(kind.rows());
            } catch (RuntimeException e) {
                if (Thread.interrupted()) {
                    // The pod stops, and that broke the statement off.
                    throw new InterruptedException();
                }
                failures(kind.rows()).increment();
                if (failing.add(kind.rows())) {
                    LOG.warn("expired {} cannot be removed, which is tried again", kind.rows(), e);
                }
            }
        }
    }

    private void removeAll(Expired kind) throws InterruptedException {
        int rows;
        do {
            long begin = System.nanoTime();
            rows = transactions.run(() -> removeSome(kind));
            removed(kind.rows()).increment(rows);
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            Thread.sleep(took.compareTo(SHORTEST_PAUSE) > 0 ? took : SHORTEST_PAUSE);
        } while (rows == BATCH);
    }

    private int removeSome(Expired kind) {
        database.sql("SELECT set_config('statement_timeout', :longest, true)")
                .param("longest", LONGEST_STATEMENT)
                .query()
                .singleRow();
        return database.sql(kind.delete())
                .params(kind.parameters())
                .param("most", BATCH)
                .update();
    }

    private Counter removed(String rows) {
        return Counter.builder("numeneon.housekeeping.removed")
                .description("Rows that meant nothing any more and were deleted")
                .tag("rows", rows)
                .register(metrics);
    }

    private Counter failures(String rows) {
        return Counter.builder("numeneon.housekeeping.failures")
                .description("Rounds in which they could not be deleted")
                .tag("rows", rows)
                .register(metrics);
    }
}
