package com.numeneon.api.invariants;

import com.numeneon.api.database.Transactions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Holds the rows against the invariants, a range in each statement, with pauses, so that it uses one connection half of the
 * time. A statement sees every command done or not at all, so what is under way is no violation. Safe for all threads.
 */
final class Check {

    static final int RANGE = 500;

    /** Less than the connection's own patience, so that what takes too long is ended in Postgres as well. */
    private static final String LONGEST_STATEMENT = "20s";

    private static final Logger LOG = LoggerFactory.getLogger(Check.class);

    private final JdbcClient database;
    private final Transactions transactions;

    Check(JdbcClient database, Transactions transactions) {
        this.database = database;
        this.transactions = transactions;
    }

    /** Told after each range how many rows were looked at; may end the check by throwing. */
    interface Progress {
        void checked(long rows);
    }

    /** @param rebuild whether to repair what can be */
    Finding run(Invariant invariant, boolean rebuild, Progress progress) throws InterruptedException {
        Tally tally = new Tally();
        // Rows may be written faster than they are looked at: those of later are for the next check.
        long last = last(invariant);
        long after = Long.MIN_VALUE;
        while (true) {
            long begin = System.nanoTime();
            Optional<Range> range = range(invariant, after, last);
            if (range.isEmpty()) {
                return tally.finding(invariant);
            }
            look(invariant, range.get(), rebuild, tally);
            progress.checked(tally.checked);
            after = range.get().upto();
            Thread.sleep(Duration.ofNanos(System.nanoTime() - begin));
        }
    }

    /** A repair may show that others are to be repaired, as those beneath a comment are by their parent's root. */
    private void look(Invariant invariant, Range range, boolean rebuild, Tally tally) {
        Set<Long> seen = new LinkedHashSet<>();
        List<Long> broken = violators(invariant, range);
        seen.addAll(broken);
        Invariant.Repair repair = invariant.repair();
        if (rebuild && repair != null) {
            for (int round = 0; round < RANGE && repairAny(invariant, repair, broken); round++) {
                broken = violators(invariant, range);
                seen.addAll(broken);
            }
        }
        tally.add(range.rows(), seen, broken);
    }

    private boolean repairAny(Invariant invariant, Invariant.Repair repair, List<Long> ids) {
        boolean any = false;
        for (long id : ids) {
            try {
                if (transactions.run(() -> repair.repair(id))) {
                    LOG.info("repaired {} of {} id={}", invariant.name(), invariant.table(), id);
                    any = true;
                }
            } catch (PessimisticLockingFailureException e) {
                LOG.warn("{} of {} id={} is held by somebody and is left", invariant.name(), invariant.table(), id, e);
            }
        }
        return any;
    }

    private record Range(long after, long upto, int rows) {}

    private long last(Invariant invariant) {
        return database.sql("SELECT coalesce(max(id), 0) FROM " + invariant.table())
                .query(Long.class)
                .single();
    }

    private Optional<Range> range(Invariant invariant, long after, long last) {
        return database.sql("""
                        SELECT max(id) AS upto, count(*) AS rows
                        FROM (SELECT id FROM %s WHERE id > :after AND id <= :last ORDER BY id LIMIT :rows) AS next
                        HAVING count(*) > 0
                        """.formatted(invariant.table()))
                .param("after", after)
                .param("last", last)
                .param("rows", RANGE)
                .query((row, number) -> new Range(after, row.getLong("upto"), row.getInt("rows")))
                .optional();
    }

    private List<Long> violators(Invariant invariant, Range range) {
        return transactions.run(() -> {
            database.sql("SELECT set_config('statement_timeout', :longest, true)")
                    .param("longest", LONGEST_STATEMENT)
                    .query()
                    .singleRow();
            return database.sql(invariant.violators())
                    .param("after", range.after())
                    .param("upto", range.upto())
                    .query(Long.class)
                    .list();
        });
    }

    /** Sums over the ranges. */
    private static final class Tally {

        private long checked;
        private long violations;
        private long left;
        private final List<Long> broken = new ArrayList<>();
        private final List<Long> stillBroken = new ArrayList<>();

        void add(int rows, Set<Long> seen, List<Long> after) {
            checked += rows;
            violations += seen.size();
            left += after.size();
            remember(broken, seen);
            remember(stillBroken, after);
        }

        private static void remember(List<Long> examples, Iterable<Long> ids) {
            for (long id : ids) {
                if (examples.size() < Finding.EXAMPLES) {
                    examples.add(id);
                }
            }
        }

        Finding finding(Invariant invariant) {
            return new Finding(
                    invariant.name(),
                    invariant.rule(),
                    invariant.table(),
                    checked,
                    violations,
                    violations - left,
                    left,
                    List.copyOf(left > 0 ? stillBroken : broken));
        }
    }
}
