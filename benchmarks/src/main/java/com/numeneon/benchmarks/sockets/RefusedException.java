package com.numeneon.benchmarks.sockets;

import java.io.IOException;

/** The handshake was answered with something else than a socket. */
public final class RefusedException extends IOException {

    private static final long serialVersionUID = 1;

    private final int status;

    RefusedException(int status) {
        super("the handshake was answered with " + status);
        this.status = status;
    }

    public int status() {
        return status;
    }
}
