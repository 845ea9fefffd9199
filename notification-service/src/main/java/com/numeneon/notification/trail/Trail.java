package com.numeneon.notification.trail;

import com.numeneon.notification.stream.StreamPosition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The latest steps of all sockets of this pod, bounded in bytes and in time; the oldest are forgotten first. It also knows
 * for which stretch of the stream it is complete, so that nothing need be written about a user who had no socket.
 *
 * <p>Safe for all threads; a step costs a few array stores under a lock that nobody holds for long.
 */
public final class Trail {

    private final int mostChunks;
    private final long maxAgeMs;
    private final Clock clock;
    private final ArrayDeque<Chunk> chunks = new ArrayDeque<>();
    private boolean live;
    private Instant liveSince = Instant.EPOCH;
    private boolean forgot;

    public Trail(TrailSettings settings, Clock clock) {
        this.mostChunks = Math.max(2, settings.bytes() / Chunk.BYTES);
        this.maxAgeMs = settings.time().toMillis();
        this.clock = clock;
        chunks.add(new Chunk());
    }

    /** The pod was filled: what it reads from here on goes to sockets as it comes. */
    public synchronized void goLive(StreamPosition position) {
        live = true;
        liveSince = clock.instant();
        forgetAll(position);
    }

    /** The stream begins anew: positions of before say nothing any more. */
    public synchronized void streamBeganAnew(StreamPosition position) {
        if (live) {
            goLive(position);
        }
    }

    private void forgetAll(StreamPosition position) {
        chunks.clear();
        Chunk first = new Chunk();
        first.startsAt(position);
        chunks.add(first);
        forgot = false;
    }

    /**
     * To be called before an event is given to sockets, by the thread that does so.
     *
     * @param before where the pod stood before this event; asked for now and then
     */
    public synchronized void pushing(Supplier<StreamPosition> before) {
        Chunk newest = chunks.getLast();
        if (live && newest.from() == null) {
            newest.startsAt(before.get());
        }
    }

    /** @param event null for a step of the socket itself */
    public synchronized void add(long user, UUID session, StepKind kind, @Nullable UUID event, int code) {
        long now = clock.millis();
        if (chunks.getLast().isFull()) {
            chunks.add(new Chunk());
            forgetOld(now);
        }
        chunks.getLast().add(now, user, session, kind, event, code);
    }

    private void forgetOld(long now) {
        while (chunks.size() > mostChunks
                || (chunks.size() > 1 && chunks.getFirst().lastTime() < now - maxAgeMs)) {
            chunks.removeFirst();
            forgot = true;
        }
    }

    /**
     * What is remembered of a user.
     *
     * @param read how far this pod has read, taken before this call
     * @param most steps, the latest; what it would say nothing about is then not remembered
     */
    public UserTrail of(long user, StreamPosition read, int most) {
        List<Chunk> remembered = new ArrayList<>();
        int inNewest;
        StreamPosition from;
        Instant since;
        synchronized (this) {
            forgetOld(clock.millis());
            remembered.addAll(chunks);
            inNewest = chunks.getLast().size();
            // Between the newest known beginning and now nothing was pushed where the oldest one has none.
            from = live ? knownFrom(read) : null;
            since = live ? rememberedSince() : null;
        }
        List<Step> steps = new ArrayList<>();
        for (Chunk chunk : remembered.reversed()) {
            // One more, which tells whether there were more.
            chunk.collect(chunk == remembered.getLast() ? inNewest : Chunk.STEPS, user, steps, most + 1);
        }
        if (steps.size() > most) {
            steps.removeLast();
            return new UserTrail(steps.getLast().time(), read, read, steps.reversed());
        }
        return new UserTrail(since, from, read, steps.reversed());
    }

    /** How far back it remembers; zero while the pod has read nothing live. */
    public synchronized Duration age() {
        return live ? Duration.between(rememberedSince(), clock.instant()) : Duration.ZERO;
    }

    /** What all columns take. */
    public synchronized long bytes() {
        return (long) chunks.size() * Chunk.BYTES;
    }

    private StreamPosition knownFrom(StreamPosition read) {
        for (Chunk chunk : chunks) {
            if (chunk.from() != null) {
                return chunk.from();
            }
        }
        return read;
    }

    private Instant rememberedSince() {
        Chunk oldest = chunks.getFirst();
        return forgot && oldest.size() > 0 ? Instant.ofEpochMilli(oldest.firstTime()) : liveSince;
    }
}
