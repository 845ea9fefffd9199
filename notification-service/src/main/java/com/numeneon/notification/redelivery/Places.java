package com.numeneon.notification.redelivery;

import com.numeneon.contracts.problem.Problem;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.SmartLifecycle;

/**
 * The re-deliveries that run on this pod: one for an operator, and few in all. Those that run are interrupted when the pod
 * stops, before its port does, so that they do not hold up its end. Safe for all threads.
 */
final class Places implements SmartLifecycle {

    /** On one pod, whoever asked. */
    static final int MOST = 4;

    private record Place(String operator, Thread thread) {}

    private final Map<UUID, Place> taken = new HashMap<>();
    private volatile boolean running;

    /** Why this operator would get no place now; empty when there is one. */
    synchronized Optional<Problem> refusal(String operator) {
        if (taken.values().stream().anyMatch(place -> place.operator().equals(operator))) {
            return Optional.of(Problem.of(409, "Conflict", "Another re-delivery of " + operator + " is running."));
        }
        if (taken.size() >= MOST) {
            return Optional.of(Problem.of(429, "Too Many Requests", MOST + " re-deliveries are running."));
        }
        return Optional.empty();
    }

    /** For the thread that calls; to be given back when there is no refusal. */
    synchronized Optional<Problem> take(Order order) {
        if (!running) {
            return Optional.of(Problem.of(503, "Service Unavailable", "This pod is stopping."));
        }
        if (taken.containsKey(order.replayId())) {
            return Optional.of(Problem.of(409, "Conflict", "This re-delivery is running here already."));
        }
        Optional<Problem> refusal = refusal(order.operator());
        if (refusal.isEmpty()) {
            taken.put(order.replayId(), new Place(order.operator(), Thread.currentThread()));
        }
        return refusal;
    }

    synchronized void giveBack(Order order) {
        taken.remove(order.replayId());
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public synchronized void stop() {
        running = false;
        taken.values().forEach(place -> place.thread().interrupt());
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
