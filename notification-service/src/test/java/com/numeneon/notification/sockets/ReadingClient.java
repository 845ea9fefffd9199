package com.numeneon.notification.sockets;

import com.numeneon.notification.testing.RawSocket;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Reads all that comes, on a thread of its own, until it is told to read no more; notes how long each post took. */
final class ReadingClient implements AutoCloseable {

    /** Before and after the time, by {@link System#nanoTime}, at which a post was sent. */
    static final String MARK = "|";

    private final long user;
    private final RawSocket socket;
    private final Queue<Long> nanos = new ConcurrentLinkedQueue<>();
    private final AtomicLong posts = new AtomicLong();
    private volatile boolean reading = true;
    private volatile boolean ended;

    ReadingClient(long user, RawSocket socket) {
        this.user = user;
        this.socket = socket;
        Thread.ofVirtual().name("reading-client").start(this::read);
    }

    long user() {
        return user;
    }

    /** How many it has read. */
    long posts() {
        return posts.get();
    }

    /** How long they took; may be cleared. */
    Queue<Long> nanos() {
        return nanos;
    }

    boolean isOpen() {
        return !ended;
    }

    void stopReading() {
        reading = false;
    }

    private void read() {
        while (reading && !ended) {
            try {
                take(socket.read());
            } catch (UncheckedIOException e) {
                ended = !(e.getCause() instanceof SocketTimeoutException);
            }
        }
    }

    private void take(RawSocket.Frame frame) {
        switch (frame.opcode()) {
            case RawSocket.TEXT -> {
                int mark = frame.text().indexOf(MARK);
                if (mark >= 0) {
                    nanos.add(System.nanoTime() - sentAt(frame.text(), mark));
                    posts.incrementAndGet();
                }
            }
            case RawSocket.PING -> socket.send(RawSocket.PONG, true, new byte[0]);
            case RawSocket.CLOSE -> ended = true;
            default -> throw new IllegalStateException("opcode " + frame.opcode());
        }
    }

    private static long sentAt(String text, int mark) {
        return Long.parseLong(text, mark + 1, text.indexOf(MARK, mark + 1), 10);
    }

    @Override
    public void close() {
        reading = false;
        socket.close();
    }
}
