package com.numeneon.api.idempotency;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lets one request of each key at a time go to the database, in the order of their arrival. Across pods the key's row does
 * the same; here it costs no connection, so repetitions of a request that takes long leave the pool to others. Safe for all
 * threads; a key that nobody waits for takes no memory.
 */
final class KeyLocks {

    private static final Duration SHORTEST_WAIT = Duration.ofMillis(1);

    private final ConcurrentHashMap<KeyedRequest.Id, Queue> queues = new ConcurrentHashMap<>();

    /** Empty when it did not come in time. */
    Optional<Permit> acquire(KeyedRequest.Id id, Duration longest) {
        long deadline = System.nanoTime() + longest.toNanos();
        Queue queue = queues.compute(id, (key, known) -> (known == null ? new Queue() : known).joined());
        boolean mine = false;
        try {
            mine = queue.free.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while another request of the same key was served", e);
        } finally {
            if (!mine) {
                leave(id);
            }
        }
        return mine ? Optional.of(new Permit(id, queue, deadline)) : Optional.empty();
    }

    private void leave(KeyedRequest.Id id) {
        queues.computeIfPresent(id, (key, queue) -> queue.left());
    }

    /** Given back when closed. */
    final class Permit implements AutoCloseable {

        private final KeyedRequest.Id id;
        private final Queue queue;
        private final long deadline;

        private Permit(KeyedRequest.Id id, Queue queue, long deadline) {
            this.id = id;
            this.queue = queue;
            this.deadline = deadline;
        }

        /** What is left of the longest wait; never nothing, which to Postgres means for ever. */
        Duration timeLeft() {
            Duration left = Duration.ofNanos(deadline - System.nanoTime());
            return left.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : left;
        }

        @Override
        public void close() {
            queue.free.release();
            leave(id);
        }
    }

    /** Its number of requests changes only within the map's own lock on the key. */
    private static final class Queue {

        private final Semaphore free = new Semaphore(1, true);
        private int requests;

        Queue joined() {
            requests++;
            return this;
        }

        @Nullable
        Queue left() {
            requests--;
            return requests == 0 ? null : this;
        }
    }
}
