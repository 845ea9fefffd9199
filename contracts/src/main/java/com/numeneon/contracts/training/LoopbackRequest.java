package com.numeneon.contracts.training;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A request to a server of this process, by a bare socket: a client of Java's own would leave its classes in the cache. */
public final class LoopbackRequest {

    private LoopbackRequest() {}

    /** Returns with the first line of whatever the answer is. */
    public static void get(int port, String path) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String status = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            if (status == null) {
                throw new IOException("no answer to GET " + path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
