package com.numeneon.notification.sockets;

import java.util.Locale;

/**
 * How an open socket ended, for the log.
 *
 * @param code of the close frame; 1006 when there was none
 * @param reason a word
 * @param endedBy client, server or network
 */
record SocketEnd(int code, String reason, String endedBy) {

    /** We said goodbye. */
    static SocketEnd byUs(CloseCode code) {
        return new SocketEnd(code.code(), word(code), "server");
    }

    /** We did not. */
    static SocketEnd of(int code) {
        return switch (code) {
            case 1000, 1001 -> new SocketEnd(code, "client_left", "client");
            case 1006 -> new SocketEnd(code, "connection_lost", "network");
            // Jetty closes by itself what breaks the protocol.
            case 1002, 1007, 1009 -> new SocketEnd(code, "protocol_error", "client");
            default -> new SocketEnd(code, "client_gave_a_code", "client");
        };
    }

    static String word(CloseCode code) {
        return code.name().toLowerCase(Locale.ROOT);
    }
}
