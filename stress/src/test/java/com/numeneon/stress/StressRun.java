package com.numeneon.stress;

import com.numeneon.standalone.system.RunningSystem;
import com.numeneon.stress.checker.Checker;
import com.numeneon.stress.checker.Finding;
import com.numeneon.stress.checker.PageLog;
import com.numeneon.stress.checker.Verdict;
import com.numeneon.stress.clients.Crowd;
import com.numeneon.stress.faults.Fault;
import com.numeneon.stress.faults.FaultDeck;
import com.numeneon.stress.faults.FaultKind;
import com.numeneon.stress.faults.Recovery;
import com.numeneon.stress.faults.Saboteur;
import com.numeneon.stress.workload.Ledger;
import com.numeneon.stress.workload.Load;
import com.numeneon.stress.workload.Oracle;
import com.numeneon.stress.workload.People;
import com.numeneon.stress.workload.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One run, in two parts: in the first, nothing but notification pods, the front door and clients fail, so that clients with
 * a cursor must get every event exactly once; in the second everything does. For one thread.
 */
final class StressRun {

    /** The first part's share. */
    private static final double ONCE = 0.4;

    /** Between two faults, so that it is clear which of them delayed what. */
    private static final Duration QUIET = Duration.ofSeconds(3);

    private static final Duration LATE = Duration.ofSeconds(15);

    private final RunningSystem system;
    private final StressSettings settings;
    private final Ledger ledger = new Ledger();
    private final List<Fault> faults = new ArrayList<>();
    private final People people;
    private final Crowd crowd;
    private final Load load;
    private final Recovery recovery;
    private final Saboteur saboteur;
    private final Leftovers leftovers;

    StressRun(RunningSystem system, StressSettings settings) {
        this.system = system;
        this.settings = settings;
        Random random = new Random(settings.seed());
        this.people = People.arrive(system, settings.users(), random);
        this.crowd = new Crowd(system.origin(), people.all(), new Random(random.nextLong()));
        this.load = new Load(system.origin(), people, ledger, settings.perSecond(), new Random(random.nextLong()));
        this.recovery = new Recovery(system, crowd, load, people.all(), new Random(random.nextLong()));
        this.saboteur = new Saboteur(system, crowd, recovery, settings.pause(), new Random(random.nextLong()));
        this.leftovers = new Leftovers(system, settings.duration().toMinutes() > 2 ? Duration.ofSeconds(90) : LATE);
    }

    /** Never throws for what the system did wrong: the result tells. */
    Result run() throws SQLException, InterruptedException {
        String stuck = null;
        try {
            stress();
        } catch (AssertionError | RuntimeException e) {
            stuck = e.toString();
        }
        load.close();
        Oracle.Truth truth = truth();
        List<PageLog> pages = crowd.logs();
        Verdict verdict = Checker.check(truth.events(), pages);
        crowd.close();
        Map<String, String> left = leftovers.found();
        crowd.end();
        return new Result(settings, truth, pages, verdict, List.copyOf(faults), load.tries(), left, stuck);
    }

    private void stress() throws InterruptedException {
        crowd.open();
        recovery.awaitPages("at the beginning");
        FaultDeck withoutRepeats = new FaultDeck(settings.kindsWithoutRepeats(), new Random(settings.seed()));
        long second = settings.faults() - Math.round(settings.faults() * ONCE);
        FaultDeck all = new FaultDeck(settings.kindsOfSecondPart(second), new Random(settings.seed() + 1));
        part("the first part", withoutRepeats, ONCE, settings.faults() - second);
        ledger.expectRepeats();
        part("the second part", all, 1 - ONCE, second);
        awaitLateOnes();
    }

    private void part(String name, FaultDeck deck, double share, long count) throws InterruptedException {
        load.run();
        long start = System.nanoTime();
        long slot = (long) (settings.duration().toNanos() * share / Math.max(1, count));
        for (int i = 0; i < count; i++) {
            FaultKind kind = deck.next();
            sleepUntil(Math.max(start + i * slot + slot / 4, System.nanoTime() + QUIET.toNanos()));
            Fault fault = saboteur.cause(kind);
            faults.add(fault);
            System.out.printf("fault %d: %s%n", faults.size(), fault);
        }
        sleepUntil(start + count * slot);
        load.pause();
        recovery.settle("after " + name);
    }

    /** The pace of the faults is a setting, not something to wait for. */
    private static void sleepUntil(long nanoTime) throws InterruptedException {
        Thread.sleep(Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime())));
    }

    /** Partitions are not ordered among each other, so some frames may come after the very last message. */
    private void awaitLateOnes() {
        try {
            Awaitility.await("nothing is missing")
                    .atMost(LATE)
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> Checker.check(truth().events(), crowd.logs()).findings().stream()
                            .noneMatch(Finding::isBrokenPromise));
        } catch (ConditionTimeoutException e) {
            // The verdict will say what.
        }
    }

    private Oracle.Truth truth() throws SQLException {
        try (Connection database = system.database()) {
            return Oracle.tell(Rows.read(database), ledger.entries());
        }
    }

    /**
     * What a run came to.
     *
     * @param tries of commands, by status
     * @param leftovers by pod
     * @param stuck what was waited for in vain; null when nothing was
     */
    record Result(
            StressSettings settings,
            Oracle.Truth truth,
            List<PageLog> pages,
            Verdict verdict,
            List<Fault> faults,
            Map<String, Long> tries,
            Map<String, String> leftovers,
            @Nullable String stuck) {}
}
