package com.numeneon.notification.sockets;

import java.util.Locale;

/**
 * How an open socket ended.
 *
 * @param code of the close frame; 1006 when there was none
 * @param reason a word
 * @param endedBy client, server or network
 * @param left whether nobody wants it back: its client went by itself or was sent away; else it was dropped
 */
record SocketEnd(int code, String reason, String endedBy, boolean left) {

    /** What stands for a connection that ended without a close frame; RFC 6455, section 7.1.5. */
    static final int WITHOUT_A_WORD = 1006;

    /** We said goodbye. */
    static SocketEnd byUs(CloseCode code) {
        boolean sentAway = switch (code) {
            case CREDENTIAL_NO_LONGER_VALID, SESSION_REVOKED, BAD_FRAME, FLOODING -> true;
            case RESTART, TOO_SLOW, NO_HEARTBEAT -> false;
        };
        return new SocketEnd(code.code(), word(code), "server", sentAway);
    }

    /** We did not. */
    static SocketEnd of(int code) {
        return switch (code) {
            case 1000, 1001 -> new SocketEnd(code, "client_left", "client", true);
            case WITHOUT_A_WORD -> new SocketEnd(code, "connection_lost", "network", false);
            // Jetty closes by itself what breaks the protocol.
            case 1002, 1007, 1009 -> new SocketEnd(code, "protocol_error", "client", false);
            default -> new SocketEnd(code, "client_gave_a_code", "client", false);
        };
    }

    static String word(CloseCode code) {
        return code.name().toLowerCase(Locale.ROOT);
    }
}
