package com.numeneon.benchmarks.target;

import java.net.URI;
import java.util.List;

/**
 * Where a backend is.
 *
 * @param origin the public one, for REST
 * @param sockets where WebSockets are opened, in turn; the front door holds two files for each of them, so beyond some
 *     8,000 these have to be the pods themselves
 * @param management ports whose {@code /metrics} tell the CPU time that each process has used; may be empty
 */
public record Target(URI origin, List<URI> sockets, List<Address> management) {

    public Target {
        sockets = sockets.isEmpty() ? List.of(origin) : List.copyOf(sockets);
        management = List.copyOf(management);
    }

    /** As it is called in tables and file names. */
    public String name() {
        return origin.getHost() + (origin.getPort() < 0 ? "" : "-" + origin.getPort());
    }
}
