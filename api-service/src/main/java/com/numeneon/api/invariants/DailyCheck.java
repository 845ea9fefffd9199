package com.numeneon.api.invariants;

import com.numeneon.api.duties.Rounds;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has each invariant checked once a day by one of the pods, and shows on all of them what the latest check found. For one
 * thread.
 */
final class DailyCheck implements Rounds.Round {

    static final Duration LOOKS_EVERY = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofDays(1);

    private static final Logger LOG = LoggerFactory.getLogger(DailyCheck.class);

    private final List<Invariant> invariants;
    private final Check check;
    private final CheckTable table;
    private volatile Map<String, CheckTable.Row> latest = Map.of();

    DailyCheck(List<Invariant> invariants, Check check, CheckTable table, MeterRegistry metrics) {
        this.invariants = invariants;
        this.check = check;
        this.table = table;
        for (Invariant invariant : invariants) {
            Gauge.builder("numeneon.invariant.violations", () -> violations(invariant.name()))
                    .description("Rows that break it, as the latest check on any pod left them")
                    .tag("invariant", invariant.name())
                    .register(metrics);
        }
        Gauge.builder("numeneon.invariant.check.age", this::age)
                .description("Since the end of the latest check, of the invariant that was not checked for longest")
                .baseUnit("seconds")
                .register(metrics);
    }

    @Override
    public void run() throws InterruptedException {
        look();
        for (Invariant invariant : invariants) {
            CheckTable.Row row = latest.get(invariant.name());
            boolean due = row == null || row.sinceBegin().compareTo(DAY) >= 0;
            if (due && table.claim(invariant.name(), DAY)) {
                check(invariant);
            }
        }
        look();
    }

    private void check(Invariant invariant) throws InterruptedException {
        Finding finding = check.run(invariant, false, rows -> {});
        table.found(invariant.name(), finding.left());
        if (finding.left() > 0) {
            LOG.error(
                    "invariant {} does not hold of {} {}, such as ids {}: {}",
                    finding.invariant(),
                    finding.left(),
                    finding.table(),
                    finding.examples(),
                    finding.rule());
        }
    }

    private void look() {
        latest = table.all();
    }

    /** Not a number before the first check, like the age. */
    private double violations(String invariant) {
        CheckTable.Row row = latest.get(invariant);
        return row == null || row.sinceEnd() == null ? Double.NaN : row.violations();
    }

    private double age() {
        double oldest = 0;
        for (Invariant invariant : invariants) {
            CheckTable.Row row = latest.get(invariant.name());
            if (row == null || row.sinceEnd() == null) {
                return Double.NaN;
            }
            oldest = Math.max(oldest, row.sinceEnd().toMillis() / 1e3);
        }
        return oldest;
    }
}
