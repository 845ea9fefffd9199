package com.numeneon.benchmarks.sockets;

import com.numeneon.benchmarks.target.AtOnce;
import com.numeneon.benchmarks.target.Target;
import com.numeneon.benchmarks.target.User;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Many sockets of one target, spread over its addresses. What they get goes to one listener, which can be changed. */
public final class Fleet implements AutoCloseable {

    private static final int WORKERS = 64;
    private static final int ATTEMPTS = 50;
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int BUSY = 503;

    private final List<FrameSocket> sockets = new ArrayList<>();
    private final AtomicInteger lost = new AtomicInteger();
    private volatile FrameListener listener = (buffer, offset, length, nanos) -> {};

    private Fleet() {}

    /**
     * Opens so many for each user and returns when all are open; a pod that asks for patience (503) gets it.
     *
     * @throws IOException when one cannot be opened; all are closed then
     */
    public static Fleet open(Target target, List<User> users, int each) throws Exception {
        Fleet fleet = new Fleet();
        try {
            List<URI> addresses = target.sockets();
            fleet.sockets.addAll(AtOnce.run(users.size() * each, WORKERS, () -> number -> {
                User user = users.get(number % users.size());
                return fleet.open(addresses.get(number % addresses.size()), user);
            }));
            return fleet;
        } catch (Exception e) {
            fleet.close();
            throw e;
        }
    }

    private FrameSocket open(URI address, User user) throws IOException, InterruptedException {
        String path = "/ws/notifications/?token=" + user.access();
        for (int attempt = 1; ; attempt++) {
            try {
                return FrameSocket.open(address, path, new Passing());
            } catch (RefusedException e) {
                if (e.status() != BUSY || attempt == ATTEMPTS) {
                    throw e;
                }
                Thread.sleep(PAUSE);
            }
        }
    }

    /** From now on it hears all frames. */
    public void listen(FrameListener next) {
        listener = next;
    }

    public int size() {
        return sockets.size();
    }

    /** How many the server has closed. */
    public int lost() {
        return lost.get();
    }

    public List<FrameSocket> sockets() {
        return List.copyOf(sockets);
    }

    @Override
    public void close() {
        for (FrameSocket socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                // It is closed then.
            }
        }
    }

    private final class Passing implements FrameListener {

        @Override
        public void frame(byte[] buffer, int offset, int length, long nanos) {
            listener.frame(buffer, offset, length, nanos);
        }

        @Override
        public void closed(int code) {
            lost.incrementAndGet();
        }
    }
}
