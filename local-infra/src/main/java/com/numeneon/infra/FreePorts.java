package com.numeneon.infra;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Picks ports on loopback that nobody listens on, each at most once. They lie below the range from which Linux and
 * macOS take the local ports of outgoing connections: a port from that range can be taken by any connection while its
 * server is being restarted, even by one that a client attempts to that very server.
 *
 * <p>Safe for use by many threads.
 */
public final class FreePorts {

    private static final int FROM = 20_000;
    private static final int TO = 32_000;

    private final RandomGenerator random;
    private final Set<Integer> given = new HashSet<>();

    public FreePorts(RandomGenerator random) {
        this.random = random;
    }

    public synchronized int pick() {
        for (int attempt = 0; attempt < 1000; attempt++) {
            int port = random.nextInt(FROM, TO);
            if (isFree(port) && given.add(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port between " + FROM + " and " + TO);
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
