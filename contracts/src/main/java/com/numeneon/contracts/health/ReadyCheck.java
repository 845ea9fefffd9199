package com.numeneon.contracts.health;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A program of its own, for images without shell and curl: ends with 0 when {@code GET /readyz} on this machine's port is
 * answered with 200, else with 1. The port is its only argument, or the environment's {@code MANAGEMENT_PORT}, which wins.
 * A bare socket, because it runs every few seconds and pays for every class that it loads.
 */
final class ReadyCheck {

    private static final int TIMEOUT_MS = 3_000;

    private ReadyCheck() {}

    public static void main(String[] port) {
        String configured = System.getenv("MANAGEMENT_PORT");
        System.exit(isReady(Integer.parseInt(configured == null ? port[0] : configured)) ? 0 : 1);
    }

    static boolean isReady(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MS);
            socket.setSoTimeout(TIMEOUT_MS);
            socket.getOutputStream()
                    .write("GET /readyz HTTP/1.0\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            String status = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            return status != null && status.matches("HTTP/1\\.[01] 200( .*)?");
        } catch (IOException e) {
            return false;
        }
    }
}
