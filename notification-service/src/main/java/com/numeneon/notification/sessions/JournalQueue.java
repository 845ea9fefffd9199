package com.numeneon.notification.sessions;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Records on their way, in order and bounded, counted until they are {@link #done}. Only one of the pod's reports at a time is
 * on its way, and at most two wait, the oldest and the newest. A report may be overtaken, as it says what it knew, but
 * overtakes nothing: it no longer speaks for a socket whose end was told before it.
 *
 * <p>Safe for all threads; {@link #take} blocks and is for one.
 */
final class JournalQueue {

    /** Some 30 MB; five records for each socket of as many as a pod has when nothing else is set. */
    static final int MAX_WAITING = 50_000;

    static final int MAX_ON_THEIR_WAY = 2_000;

    /** @param behind how many records are taken before it */
    private record Report(SessionRecord.PodReport record, long behind) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<SessionRecord> records = new ArrayDeque<>();
    private final Deque<Report> reports = new ArrayDeque<>(2);
    private long taken;
    private boolean reportOnItsWay;
    private int onTheirWay;
    private boolean closed;

    /** False when it has no room, or is closed. */
    boolean offer(SessionRecord record) {
        lock.lock();
        try {
            if (closed || records.size() >= MAX_WAITING) {
                return false;
            }
            if (record instanceof SessionRecord.PodReport newer) {
                offer(newer);
            } else {
                records.add(record);
            }
            changed.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void offer(SessionRecord.PodReport newer) {
        long behind = taken + records.size();
        // The oldest stays once records follow it, or under load each would be put off by the next one for ever.
        if (reports.size() == 2 || (!reports.isEmpty() && reports.getLast().behind() == behind)) {
            reports.removeLast();
        }
        reports.add(new Report(newer, behind));
    }

    /** Waits for the next one; null when it is closed and empty. */
    @Nullable
    SessionRecord take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                SessionRecord next = onTheirWay < MAX_ON_THEIR_WAY ? next() : null;
                if (next != null) {
                    onTheirWay++;
                    return next;
                }
                if (closed && records.isEmpty()) {
                    return null;
                }
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private @Nullable SessionRecord next() {
        Report report = reports.peek();
        if (report != null && !reportOnItsWay && report.behind() <= taken) {
            reports.remove();
            reportOnItsWay = true;
            return report.record();
        }
        SessionRecord next = records.poll();
        if (next != null) {
            taken++;
        }
        return next;
    }

    /** What {@link #take} gave is written, or never will be. */
    void done(SessionRecord record) {
        lock.lock();
        try {
            onTheirWay--;
            if (record instanceof SessionRecord.PodReport) {
                reportOnItsWay = false;
            }
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return records.size() + onTheirWay + reports.size();
        } finally {
            lock.unlock();
        }
    }

    /** Nothing more comes; a report that still waits is not worth it. */
    void close() {
        lock.lock();
        try {
            closed = true;
            reports.clear();
            changed.signal();
        } finally {
            lock.unlock();
        }
    }
}
