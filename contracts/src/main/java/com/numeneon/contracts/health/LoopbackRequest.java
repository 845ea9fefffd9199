package com.numeneon.contracts.health;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A request to a port of this machine by a bare socket, for those who pay for every class that they load. */
public final class LoopbackRequest {

    private LoopbackRequest() {}

    /**
     * The first line of the answer to a GET.
     *
     * @param timeoutMs for the connection and again for the answer
     * @throws IOException when there is none in time
     */
    public static String statusLine(int port, String path, int timeoutMs) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), timeoutMs);
            socket.setSoTimeout(timeoutMs);
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.0\r\nHost: localhost\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String status = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            if (status == null) {
                throw new IOException("no answer to GET " + path);
            }
            return status;
        }
    }
}
