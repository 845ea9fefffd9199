package com.numeneon.contracts.health;

import java.io.IOException;

/**
 * A program of its own, for images without shell and curl: ends with 0 when {@code GET /readyz} on this machine's port is
 * answered with 200, else with 1. The port is its only argument, or the environment's {@code MANAGEMENT_PORT}, which wins.
 * It runs every few seconds and pays for every class that it loads.
 */
final class ReadyCheck {

    private static final int TIMEOUT_MS = 3_000;

    private ReadyCheck() {}

    public static void main(String[] port) {
        String configured = System.getenv("MANAGEMENT_PORT");
        System.exit(isReady(Integer.parseInt(configured == null ? port[0] : configured)) ? 0 : 1);
    }

    static boolean isReady(int port) {
        try {
            return LoopbackRequest.statusLine(port, "/readyz", TIMEOUT_MS).matches("HTTP/1\\.[01] 200( .*)?");
        } catch (IOException e) {
            return false;
        }
    }
}
