package com.numeneon.infra;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/**
 * The first request of every Kafka client, ApiVersions version 0, spoken by hand so that waiting for a broker needs no
 * client library. A broker answers it only when it has joined its cluster and takes requests.
 */
final class KafkaHandshake {

    private static final short API_VERSIONS = 18;
    private static final int CORRELATION_ID = 1;
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private KafkaHandshake() {}

    static boolean isAnsweredAt(int port) {
        try (var socket = new Socket()) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) PATIENCE.toMillis());
            var out = new DataOutputStream(socket.getOutputStream());
            out.writeInt(10); // bytes that follow
            out.writeShort(API_VERSIONS);
            out.writeShort(0);
            out.writeInt(CORRELATION_ID);
            out.writeShort(-1); // no client id
            out.flush();
            var in = new DataInputStream(socket.getInputStream());
            return in.readInt() >= 6 && in.readInt() == CORRELATION_ID && in.readShort() == 0;
        } catch (IOException notYet) {
            return false;
        }
    }
}
