package com.numeneon.notification.drain;

import com.numeneon.contracts.settings.DrainTimes;
import com.numeneon.notification.sockets.SocketTimer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The pod's leave-taking, once: {@link Phase#SERVING} → {@link Phase#LEAVING} → {@link Phase#DRAINING} →
 * {@link Phase#DRAINED}. Its end comes at the latest {@link DrainTimes#drained} after its begin, and as soon as the last
 * socket is gone. Events go on being delivered until then: nothing here stops the consumer.
 *
 * <p>Safe for all threads; nothing blocks. It proceeds on the sockets' timer.
 */
public final class Drain {

    public enum Phase {
        SERVING,

        /** Not ready any more, but still taking sockets: balancers need a moment to notice. */
        LEAVING,

        /** New sockets are refused, those that are open are told to come back elsewhere. */
        DRAINING,

        /** No socket is left, or the time is over. */
        DRAINED
    }

    /** The sockets that are to go. */
    interface Sockets {

        int count();

        /** From now on new ones are refused; completes when the last one is gone. */
        CompletableFuture<Void> refuseNew();

        /** For each one that is here now: tells it to come back elsewhere. Must not block. */
        List<Runnable> goodbyes();
    }

    static final Duration BATCH_EVERY = Duration.ofMillis(100);

    /** So few return elsewhere at once without harm, and a pod with few sockets is soon done. */
    static final int SMALLEST_BATCH = 20;

    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);

    private final Sockets sockets;
    private final SocketTimer timer;
    private final DrainTimes times;
    private final Clock clock;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private volatile Phase phase = Phase.SERVING;
    private volatile Instant begun = Instant.MAX;

    Drain(Sockets sockets, SocketTimer timer, DrainTimes times, Clock clock) {
        this.sockets = sockets;
        this.timer = timer;
        this.times = times;
        this.clock = clock;
    }

    /**
     * Begins to leave; later calls change nothing.
     *
     * @param cause for the log
     * @return whether this call was the first
     */
    public boolean begin(String cause) {
        if (!becomes(Phase.LEAVING)) {
            return false;
        }
        begun = clock.instant();
        LOG.info(
                "drain begins cause={} sockets={} delayMs={} spreadMs={} closingMs={} endingMs={}:"
                        + " the process is gone within ms={}",
                cause,
                sockets.count(),
                times.delay().toMillis(),
                times.spread().toMillis(),
                DrainTimes.CLOSING.toMillis(),
                DrainTimes.ENDING.toMillis(),
                times.ended().toMillis());
        timer.after(times.delay(), this::tellAll);
        timer.after(times.drained(), this::finish);
        return true;
    }

    public Phase phase() {
        return phase;
    }

    public DrainTimes times() {
        return times;
    }

    public int sockets() {
        return sockets.count();
    }

    /** Completes with {@link Phase#DRAINED}; what hangs on it must not block. */
    public CompletableFuture<Void> done() {
        return done.copy();
    }

    /** Never back, and to each once. */
    private synchronized boolean becomes(Phase next) {
        if (phase.compareTo(next) >= 0) {
            return false;
        }
        phase = next;
        return true;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // it cannot fail
    private void tellAll() {
        if (!becomes(Phase.DRAINING)) {
            return;
        }
        sockets.refuseNew().thenRun(this::finish);
        List<Runnable> open = sockets.goodbyes();
        int batches = Math.max(1, (int) times.spread().dividedBy(BATCH_EVERY));
        int batch = Math.max(SMALLEST_BATCH, Math.ceilDiv(open.size(), batches));
        LOG.info("draining sockets={} batch={} everyMs={}", open.size(), batch, BATCH_EVERY.toMillis());
        tell(open, 0, batch, clock.instant());
    }

    /** By the clock: a timer that comes late on a busy machine makes larger batches, not a longer drain. */
    private void tell(List<Runnable> open, int told, int batch, Instant start) {
        long due = 1 + Duration.between(start, clock.instant()).dividedBy(BATCH_EVERY);
        int now = (int) Math.min(open.size(), Math.max(told + batch, due * batch));
        open.subList(told, now).forEach(Runnable::run);
        if (now < open.size()) {
            timer.after(BATCH_EVERY, () -> tell(open, now, batch, start));
        }
    }

    private void finish() {
        if (!becomes(Phase.DRAINED)) {
            return;
        }
        int left = sockets.count();
        LOG.atLevel(left == 0 ? Level.INFO : Level.WARN)
                .log(
                        "drained ms={} socketsLeft={}",
                        Duration.between(begun, clock.instant()).toMillis(),
                        left);
        done.complete(null);
    }
}
