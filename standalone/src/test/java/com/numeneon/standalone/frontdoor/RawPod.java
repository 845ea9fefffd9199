package com.numeneon.standalone.frontdoor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A pod of plain TCP, for what well-behaved servers do not do. */
final class RawPod implements AutoCloseable {

    /** What a pod says to a handshake; the front door does not check the key's answer, the client does. */
    static final String SWITCHING = """
            HTTP/1.1 101 Switching Protocols\r
            Connection: Upgrade\r
            Upgrade: websocket\r
            Sec-WebSocket-Accept: x\r
            \r
            """;

    /** What the pod does with a connection once a request's head has come. */
    interface Script {
        void play(Socket connection) throws IOException;
    }

    private final ServerSocket server;
    private final ManagementPort management = new ManagementPort();
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final List<String> heads = new CopyOnWriteArrayList<>();

    RawPod(Script script) {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try {
                    Socket connection = server.accept();
                    connections.add(connection);
                    Thread.ofVirtual().start(() -> serve(connection, script));
                } catch (IOException e) {
                    return;
                }
            }
        });
    }

    private void serve(Socket connection, Script script) {
        try {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int next = connection.getInputStream().read();
                if (next < 0) {
                    return;
                }
                head.append((char) next);
            }
            heads.add(head.toString());
            script.play(connection);
        } catch (IOException e) {
            // The test has closed it, or looks at what the client saw.
        }
    }

    static void say(Socket connection, String text) throws IOException {
        connection.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    PodAddress address() {
        return new PodAddress("127.0.0.1", server.getLocalPort(), management.port());
    }

    /** The heads of the requests that came. */
    List<String> heads() {
        return heads;
    }

    /** What the kernel does when the process dies. */
    void dies() throws IOException {
        server.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }

    @Override
    public void close() {
        try {
            dies();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        management.close();
    }
}
