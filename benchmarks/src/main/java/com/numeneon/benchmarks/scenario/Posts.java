package com.numeneon.benchmarks.scenario;

import com.numeneon.benchmarks.load.Sender;
import com.numeneon.benchmarks.sockets.Arrivals;
import com.numeneon.benchmarks.sockets.Marker;
import com.numeneon.benchmarks.target.Answer;
import com.numeneon.benchmarks.target.HttpConnection;
import com.numeneon.benchmarks.target.User;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** Publishes posts of one author, whose friends' sockets get the frames. */
final class Posts implements Sender {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Of a frame without its content. */
    private static final int FRAME_AROUND = 230;

    private final HttpConnection connection;
    private final User author;
    private final int length;
    private final Arrivals arrivals;
    private final long first;
    private final boolean untilDelivered;

    /**
     * @param frameBytes about so many bytes has each frame; not fewer than it needs
     * @param first number of the first request
     * @param untilDelivered whether a request has ended only when all of its frames have come
     */
    Posts(URI origin, User author, int frameBytes, Arrivals arrivals, long first, boolean untilDelivered) {
        this.connection = new HttpConnection(origin);
        this.author = author;
        this.length = Math.max(1, frameBytes - FRAME_AROUND);
        this.arrivals = arrivals;
        this.first = first;
        this.untilDelivered = untilDelivered;
    }

    @Override
    public void send(long number, long dueNanos) throws IOException {
        long marked = first + number;
        arrivals.expect(marked, dueNanos);
        try {
            String body = "{\"content\":\"" + Marker.text(marked, length) + "\"}";
            Answer answer = connection.post("/api/posts/", author.access(), body);
            if (answer.status() != 201) {
                throw new IOException("a post was answered with " + answer.status() + ": " + answer.text());
            }
        } catch (IOException e) {
            arrivals.forget(marked);
            throw e;
        }
        if (untilDelivered && !delivered(marked)) {
            throw new IOException("frames of a post had not come after " + PATIENCE.toSeconds() + " s");
        }
    }

    private boolean delivered(long marked) throws IOException {
        try {
            return arrivals.await(marked, PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}
