package com.numeneon.stress.workload;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** All commands that were ever sent. Safe for all threads. */
public final class Ledger {

    private final Queue<Entry> entries = new ConcurrentLinkedQueue<>();
    private final AtomicLong numbers = new AtomicLong();
    private volatile boolean once = true;

    /** A number that nothing else has, to make texts unique. */
    long nextNumber() {
        return numbers.incrementAndGet();
    }

    Entry begin(Command command) {
        Entry entry = new Entry("key-" + nextNumber(), command, once);
        entries.add(entry);
        return entry;
    }

    /** From here on api processes, the broker and the database may fail, too. */
    public void expectRepeats() {
        once = false;
    }

    public Collection<Entry> entries() {
        return new ArrayList<>(entries);
    }
}
