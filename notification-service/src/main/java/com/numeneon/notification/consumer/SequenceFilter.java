package com.numeneon.notification.consumer;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Drops what comes late: a record whose {@code ce_sequence} is not above the last one seen for its key. The relay repeats
 * records after a crash, and one that was paused may send long after its successor; within a key the outbox ids rise with
 * the commits, so such a record was delivered before or belongs before one that was.
 *
 * <p>Remembers the last 100,000 keys used (some 15 MB); an older key passes once more, which at-least-once allows. For the
 * consumer thread alone.
 */
final class SequenceFilter {

    static final int MAX_KEYS = 100_000;

    private final Map<String, Long> lastByKey = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MAX_KEYS;
        }
    };

    /** Notes the sequence and says whether it is above the last one of its key. */
    boolean isNew(String key, long sequence) {
        Long last = lastByKey.get(key);
        if (last != null && sequence <= last) {
            return false;
        }
        lastByKey.put(key, sequence);
        return true;
    }
}
