package com.numeneon.notification.consumer;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Drops what comes late: a record whose {@code ce_sequence} is not above the last one seen for its key in its partition. The
 * relay repeats records after a crash, and one that was paused may send long after its successor; within a key the outbox ids
 * rise with the commits, so such a record was delivered before or belongs before one that was.
 *
 * <p>In its partition, because a key moves when partitions are added, and partitions are read in any order: what stands in the
 * old one may be read after what stands in the new one, and was not delivered for that.
 *
 * <p>Remembers the last 100,000 keys used (some 17 MB); an older key passes once more, which at-least-once allows. For the
 * consumer thread alone.
 */
final class SequenceFilter {

    static final int MAX_KEYS = 100_000;

    private record Place(int partition, String key) {}

    private final Map<Place, Long> lastByPlace = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, Long> eldest) {
            return size() > MAX_KEYS;
        }
    };

    /** Notes the sequence and says whether it is above the last one of its key there. */
    boolean isNew(int partition, String key, long sequence) {
        Place place = new Place(partition, key);
        Long last = lastByPlace.get(place);
        if (last != null && sequence <= last) {
            return false;
        }
        lastByPlace.put(place, sequence);
        return true;
    }
}
