package com.numeneon.notification.handshake;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What of a request decides whether it becomes a socket.
 *
 * @param cursor {@code ?cursor=}; null for a client that wants none
 * @param token from {@code ?token=}, as browsers cannot set headers here, or else from {@code Authorization: Bearer}
 */
record HandshakeRequest(
        @Nullable String origin,
        @Nullable String host,
        @Nullable String token,
        @Nullable String cursor,
        boolean websocket,
        @Nullable String version) {

    private static final String SCHEME = "bearer ";

    static HandshakeRequest of(HttpServletRequest request) {
        return new HandshakeRequest(
                request.getHeader("Origin"),
                request.getHeader("Host"),
                token(request),
                request.getParameter("cursor"),
                "websocket".equalsIgnoreCase(request.getHeader("Upgrade")),
                request.getHeader("Sec-WebSocket-Version"));
    }

    private static @Nullable String token(HttpServletRequest request) {
        String parameter = request.getParameter("token");
        if (parameter != null && !parameter.isBlank()) {
            return parameter;
        }
        String header = request.getHeader("Authorization");
        if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return null;
        }
        String credential = header.substring(SCHEME.length()).strip();
        return credential.isEmpty() ? null : credential;
    }

    /** Without the token: this text may get into a log. */
    @Override
    public String toString() {
        return "HandshakeRequest[origin=" + origin + ", host=" + host + ", websocket=" + websocket + "]";
    }
}
