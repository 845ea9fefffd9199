package com.numeneon.notification.sessions;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Records on their way, in order and bounded, counted until they are {@link #done}. Of the pod's reports the newest alone
 * waits, and only one at a time is on its way: it may overtake and be overtaken, as it says what it knew.
 *
 * <p>Safe for all threads; {@link #take} blocks and is for one.
 */
final class JournalQueue {

    /** Some 30 MB. */
    static final int MAX_WAITING = 50_000;

    static final int MAX_ON_THEIR_WAY = 2_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<SessionRecord> records = new ArrayDeque<>();
    private SessionRecord.@Nullable PodReport report;
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
                report = newer;
            } else {
                records.add(record);
            }
            changed.signal();
            return true;
        } finally {
            lock.unlock();
        }
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
        if (report != null && !reportOnItsWay) {
            SessionRecord next = report;
            report = null;
            reportOnItsWay = true;
            return next;
        }
        return records.poll();
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
            return records.size() + onTheirWay + (report == null ? 0 : 1);
        } finally {
            lock.unlock();
        }
    }

    /** Nothing more comes; a report that still waits is not worth it. */
    void close() {
        lock.lock();
        try {
            closed = true;
            report = null;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }
}
