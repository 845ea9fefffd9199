package com.numeneon.notification.redelivery;

import com.numeneon.contracts.problem.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.context.SmartLifecycle;

/**
 * The orders that this pod takes part in: one for an operator, and few in all. They end when the pod stops, before its port
 * does. Safe for all threads.
 */
final class Parts implements SmartLifecycle {

    /** On one pod, whoever asked. */
    static final int MOST = 4;

    private final Function<Order, Part> factory;
    private final Map<UUID, Part> running = new HashMap<>();
    private volatile boolean started;

    Parts(Function<Order, Part> factory) {
        this.factory = factory;
    }

    /** Why this operator would get no place now; empty when there is one. */
    synchronized Optional<Problem> refusal(String operator) {
        running.values().removeIf(Part::hasEnded);
        if (running.values().stream().anyMatch(part -> part.isOf(operator))) {
            return Optional.of(Problem.of(409, "Conflict", "Another re-delivery of " + operator + " is running."));
        }
        if (running.size() >= MOST) {
            return Optional.of(Problem.of(429, "Too Many Requests", MOST + " re-deliveries are running."));
        }
        return Optional.empty();
    }

    /** Takes a place until the part ends; none when there is a refusal. */
    synchronized Optional<Problem> begin(Order order) {
        if (!started) {
            return Optional.of(Problem.of(503, "Service Unavailable", "This pod is stopping."));
        }
        Optional<Problem> refusal = refusal(order.operator());
        if (refusal.isPresent()) {
            return refusal;
        }
        if (running.containsKey(order.replayId())) {
            return Optional.of(Problem.of(409, "Conflict", "This re-delivery is running here already."));
        }
        Part part = factory.apply(order);
        part.noteBegin();
        running.put(order.replayId(), part);
        Thread.ofVirtual().name("redelivery-lease").start(() -> awaitEnd(part));
        return Optional.empty();
    }

    private static void awaitEnd(Part part) {
        try {
            part.awaitEnd();
        } catch (InterruptedException e) {
            part.end();
        }
    }

    /** Of one that runs, or has ended lately. */
    synchronized Optional<Part> find(UUID replayId) {
        return Optional.ofNullable(running.get(replayId));
    }

    @Override
    public void start() {
        started = true;
    }

    @Override
    public void stop() {
        List<Part> all;
        synchronized (this) {
            started = false;
            all = List.copyOf(running.values());
        }
        all.forEach(Part::end);
    }

    @Override
    public boolean isRunning() {
        return started;
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
