package com.numeneon.benchmarks.sockets;

import com.numeneon.benchmarks.target.User;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A client that keeps its cursor and goes on from there after its connection was cut. It remembers which numbers it has got, so
 * that a frame that is missing or comes twice is seen. Its socket's thread and one other may use it.
 */
public final class ResumingSocket implements FrameListener, AutoCloseable {

    private static final byte[] CURSOR = "\"cursor\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] RESUMED = "\"type\":\"resume\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] RECOVERED = "\"recovered\":true".getBytes(StandardCharsets.US_ASCII);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int BUSY = 503;

    private final URI origin;
    private final User user;
    private final Set<Long> numbers = ConcurrentHashMap.newKeySet();
    private volatile @Nullable FrameSocket socket;
    private volatile String cursor = "new";
    private volatile boolean resuming;
    private volatile long resumedAt;
    private volatile boolean lossy;
    private final AtomicInteger repeated = new AtomicInteger();

    public ResumingSocket(URI origin, User user) {
        this.origin = origin;
        this.user = user;
    }

    public User user() {
        return user;
    }

    /** Opens it where it stopped; a pod that asks for patience (503) gets it until then. */
    public void open(long untilNanos) throws IOException, InterruptedException {
        resuming = !cursor.equals("new");
        while (true) {
            try {
                socket = FrameSocket.open(
                        origin, "/ws/notifications/?token=" + user.access() + "&cursor=" + cursor, this);
                return;
            } catch (RefusedException e) {
                if (e.status() != BUSY || System.nanoTime() - untilNanos > 0) {
                    throw e;
                }
                Thread.sleep(PAUSE);
            }
        }
    }

    /** As a cut cable does. */
    public void cut() throws IOException {
        FrameSocket open = socket;
        if (open != null) {
            open.cut();
        }
    }

    /** Whether the server has said that what was missed is complete. */
    public boolean hasResumed() {
        return !resuming;
    }

    /** When it said so, by {@link System#nanoTime}. */
    public long resumedAt() {
        return resumedAt;
    }

    /** Whether the server could not give all that was missed. */
    public boolean isLossy() {
        return lossy;
    }

    /** How many frames came again. */
    public int repeated() {
        return repeated.get();
    }

    public boolean has(Set<Long> wanted) {
        return numbers.containsAll(wanted);
    }

    @Override
    public void frame(byte[] buffer, int offset, int length, long nanos) {
        int at = indexOf(buffer, offset, length, CURSOR);
        if (at >= 0) {
            int begin = at + CURSOR.length;
            int end = begin;
            while (end < offset + length && buffer[end] != '"') {
                end++;
            }
            cursor = new String(buffer, begin, end - begin, StandardCharsets.US_ASCII);
        }
        long number = Marker.find(buffer, offset, length);
        if (number >= 0) {
            if (!numbers.add(number)) {
                repeated.incrementAndGet();
            }
        } else if (resuming && indexOf(buffer, offset, length, RESUMED) >= 0) {
            lossy = indexOf(buffer, offset, length, RECOVERED) < 0;
            resumedAt = nanos;
            resuming = false;
        }
    }

    private static int indexOf(byte[] bytes, int offset, int length, byte[] wanted) {
        for (int i = offset; i <= offset + length - wanted.length; i++) {
            int same = 0;
            while (same < wanted.length && bytes[i + same] == wanted[same]) {
                same++;
            }
            if (same == wanted.length) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        FrameSocket open = socket;
        if (open != null) {
            open.close();
        }
    }
}
