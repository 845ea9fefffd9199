package com.numeneon.notification.trail;

import com.numeneon.notification.stream.StreamPosition;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Some thousand steps in the order in which they were taken, one column for each member, so that a step costs no object.
 * What is written once is never changed: whoever knows how many steps there were may read them without a lock.
 */
final class Chunk {

    static final int STEPS = 4_096;

    /** Of one step in all columns, which hold all there is of it; a reference takes four bytes. */
    static final int STEP_BYTES = 6 * Long.BYTES + Integer.BYTES + Short.BYTES;

    static final int BYTES = STEPS * STEP_BYTES;

    private final long[] times = new long[STEPS];
    private final long[] users = new long[STEPS];
    private final long[] eventHigh = new long[STEPS];
    private final long[] eventLow = new long[STEPS];
    private final long[] sessionHigh = new long[STEPS];
    private final long[] sessionLow = new long[STEPS];
    private final short[] codes = new short[STEPS];
    private final StepKind[] kinds = new StepKind[STEPS];
    private int size;

    /** All that was done about events from here on lies in this chunk or in later ones; null while that is not known. */
    private @Nullable StreamPosition from;

    boolean isFull() {
        return size == STEPS;
    }

    int size() {
        return size;
    }

    @Nullable
    StreamPosition from() {
        return from;
    }

    void startsAt(StreamPosition position) {
        from = position;
    }

    void add(long time, long user, UUID session, StepKind kind, @Nullable UUID event, int code) {
        times[size] = time;
        users[size] = user;
        sessionHigh[size] = session.getMostSignificantBits();
        sessionLow[size] = session.getLeastSignificantBits();
        kinds[size] = kind;
        codes[size] = (short) code;
        if (event != null) {
            eventHigh[size] = event.getMostSignificantBits();
            eventLow[size] = event.getLeastSignificantBits();
        }
        size++;
    }

    /** Of one that is not empty. */
    long firstTime() {
        return times[0];
    }

    /** Of one that is not empty. */
    long lastTime() {
        return times[size - 1];
    }

    /**
     * Adds a user's steps, the latest first.
     *
     * @param known how many steps there were when it was asked
     * @param most that the list may hold then
     */
    void collect(int known, long user, List<Step> steps, int most) {
        for (int i = known - 1; i >= 0 && steps.size() < most; i--) {
            if (users[i] == user) {
                steps.add(step(i));
            }
        }
    }

    private Step step(int i) {
        UUID event = eventHigh[i] == 0 && eventLow[i] == 0 ? null : new UUID(eventHigh[i], eventLow[i]);
        String session = new UUID(sessionHigh[i], sessionLow[i]).toString();
        return new Step(Instant.ofEpochMilli(times[i]), session, kinds[i], event, codes[i]);
    }
}
