package com.numeneon.notification.sessions;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How long the other pods have said nothing, by this pod's own clock. While nothing at all comes, it is the topic that is
 * silent, or this pod that sleeps, and nobody's silence counts: it begins anew with the next record.
 *
 * <p>For the consumer thread alone.
 */
final class Silence {

    private static final Duration LOST = Duration.ofSeconds(3);
    private static final Duration GONE = Duration.ofMinutes(10);
    /** A pod reports every second, and this one reads its own reports. */
    private static final Duration GAP = Duration.ofSeconds(2);

    private final LongSupplier nanoTime;
    private final Map<String, Long> heard = new HashMap<>();
    private final Map<String, Long> declared = new HashMap<>();
    private long listeningSince;
    private long lastRecord;

    Silence(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        restart();
    }

    void restart() {
        heard.clear();
        declared.clear();
        lastRecord = nanoTime.getAsLong();
        listeningSince = lastRecord;
    }

    void heard(SessionRecord record) {
        long now = nanoTime.getAsLong();
        if (now - lastRecord > GAP.toNanos()) {
            listeningSince = now;
        }
        lastRecord = now;
        switch (record) {
            case SessionRecord.Opened opened -> heard.put(opened.pod(), now);
            case SessionRecord.Closed closed -> heard.put(closed.pod(), now);
            case SessionRecord.PodReport report -> heard.put(report.pod(), now);
            case SessionRecord.PodLost lost -> heard.put(lost.by(), now);
            case SessionRecord.Ended ended -> {}
            case SessionRecord.PodEnded ended -> {}
        }
    }

    boolean isListening() {
        return nanoTime.getAsLong() - lastRecord <= GAP.toNanos();
    }

    /** Whether it is time to say that the pod is lost, and that was not said a moment ago. */
    boolean isLost(String pod) {
        long now = nanoTime.getAsLong();
        Long said = declared.get(pod);
        return of(pod) >= LOST.toNanos() && (said == null || now - said >= LOST.toNanos());
    }

    void declared(String pod) {
        declared.put(pod, nanoTime.getAsLong());
    }

    /** For so long that nothing of it is worth keeping. */
    boolean isGone(String pod) {
        return of(pod) >= GONE.toNanos();
    }

    /** Whether it has just said something. */
    boolean isAlive(String pod) {
        return of(pod) < LOST.toNanos();
    }

    private long of(String pod) {
        long since = heard.getOrDefault(pod, listeningSince);
        // Compared by difference, as the clock's zero is anywhere.
        long counted = since - listeningSince > 0 ? since : listeningSince;
        return nanoTime.getAsLong() - counted;
    }

    void forget(String pod) {
        heard.remove(pod);
        declared.remove(pod);
    }
}
