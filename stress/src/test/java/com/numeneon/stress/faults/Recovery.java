package com.numeneon.stress.faults;

import com.numeneon.standalone.system.RunningSystem;
import com.numeneon.stress.checker.EventName;
import com.numeneon.stress.clients.Crowd;
import com.numeneon.stress.workload.Load;
import com.numeneon.stress.workload.Someone;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.awaitility.Awaitility;

/**
 * Whether the system serves: every part is ready, every page has its socket, and what somebody is told arrives. Each wait is
 * bounded and named. For one thread.
 */
public final class Recovery {

    private static final Duration READY = Duration.ofSeconds(90);
    private static final Duration CONNECTED = Duration.ofMinutes(1);
    private static final Duration ARRIVED = Duration.ofMinutes(1);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int PROBES = 5;

    private final RunningSystem system;
    private final Crowd crowd;
    private final Load load;
    private final List<Someone> people;
    private final RandomGenerator random;

    public Recovery(RunningSystem system, Crowd crowd, Load load, List<Someone> people, RandomGenerator random) {
        this.system = system;
        this.crowd = crowd;
        this.load = load;
        this.people = people;
        this.random = random;
    }

    /** @param what it recovers from */
    void await(String what) throws InterruptedException {
        within(READY, "every part is ready after " + what, this::everyPartIsReady);
        awaitPages("after " + what);
        List<Someone> some = new ArrayList<>();
        for (int i = 0; i < PROBES; i++) {
            some.add(people.get(random.nextInt(people.size())));
        }
        tell(some, "after " + what);
    }

    public void awaitPages(String when) {
        within(
                CONNECTED,
                "every page is connected " + when,
                () -> crowd.disconnected().isEmpty());
    }

    /** Tells everybody something, which is the last that happened, and returns when all pages know it. */
    public void settle(String when) throws InterruptedException {
        within(ARRIVED, "the outbox is empty " + when, this::outboxIsEmpty);
        awaitPages(when);
        tell(people, when);
        within(ARRIVED, "the outbox is empty again " + when, this::outboxIsEmpty);
    }

    private void tell(List<Someone> receivers, String when) throws InterruptedException {
        Map<Someone, EventName> told = new LinkedHashMap<>();
        for (Someone receiver : receivers) {
            told.put(
                    receiver,
                    load.tell(receiver)
                            .orElseThrow(() ->
                                    new AssertionError("a message to " + receiver.name() + " was given up " + when)));
        }
        told.forEach((receiver, message) -> within(
                ARRIVED,
                "a message to " + receiver.name() + " arrives " + when,
                () -> crowd.haveSeen(receiver.id(), message)));
    }

    private boolean everyPartIsReady() {
        return databaseAnswers("SELECT 1", 1) && Pods.all().stream().allMatch(system::isReady);
    }

    private boolean outboxIsEmpty() {
        return databaseAnswers("SELECT count(*) FROM outbox", 0);
    }

    private boolean databaseAnswers(String question, long expected) {
        try (Connection database = system.database();
                var statement = database.createStatement();
                var answer = statement.executeQuery(question)) {
            return answer.next() && answer.getLong(1) == expected;
        } catch (SQLException | RuntimeException beingStartedAgain) {
            return false;
        }
    }

    private static void within(Duration atMost, String name, Callable<Boolean> condition) {
        Awaitility.await(name)
                .atMost(atMost)
                .pollInterval(POLL)
                .pollDelay(Duration.ZERO)
                .until(condition);
    }
}
