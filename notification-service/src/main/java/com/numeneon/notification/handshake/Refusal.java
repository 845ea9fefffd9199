package com.numeneon.notification.handshake;

import com.numeneon.contracts.problem.ErrorCode;
import com.numeneon.contracts.problem.Problem;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a handshake is refused, and with what answer. All of them are given before the upgrade: a client counts an opened
 * socket as connected, so one that is opened and closed again would be opened for ever.
 */
enum Refusal {
    ORIGIN(403, "Forbidden", "This origin may not open sockets here."),
    STOPPING(503, "Service Unavailable", "This server is restarting; please try again.", "Retry-After", "1"),
    NOT_READY(503, "Service Unavailable", "This server is starting; please try again.", "Retry-After", "1"),
    TOO_MANY_HANDSHAKES(
            503,
            "Service Unavailable",
            "Too many sockets are opened here at once; please try again.",
            "Retry-After",
            "1"),
    NO_TOKEN(ErrorCode.NOT_AUTHENTICATED),
    TOKEN_NOT_VALID(ErrorCode.TOKEN_NOT_VALID),
    TOKEN_EXPIRED(ErrorCode.TOKEN_EXPIRED),
    SESSION_REVOKED(ErrorCode.SESSION_REVOKED),
    NOT_A_WEBSOCKET(426, "Upgrade Required", "This address speaks WebSocket only.", "Upgrade", "websocket"),
    WRONG_VERSION(426, "Upgrade Required", "Only WebSocket version 13 is spoken here.", "Sec-WebSocket-Version", "13"),
    BAD_HANDSHAKE(400, "Bad Request", "This is not a valid WebSocket handshake."),
    USER_FULL(429, "Too Many Requests", "Too many open sockets for this user.", "Retry-After", "30"),
    POD_FULL(503, "Service Unavailable", "This server is full; please try again.", "Retry-After", "5"),
    METHOD(405, "Method Not Allowed", "A WebSocket handshake is a GET request.", "Allow", "GET"),
    UNKNOWN_PATH(404, "Not Found", "There is nothing at this address.");

    private final int status;
    private final String title;
    private final String detail;
    private final @Nullable ErrorCode code;
    private final @Nullable String header;
    private final @Nullable String headerValue;

    Refusal(ErrorCode code) {
        this(401, "Unauthorized", code.detail(), code, "WWW-Authenticate", "Bearer");
    }

    Refusal(int status, String title, String detail) {
        this(status, title, detail, null, null, null);
    }

    Refusal(int status, String title, String detail, String header, String headerValue) {
        this(status, title, detail, null, header, headerValue);
    }

    Refusal(
            int status,
            String title,
            String detail,
            @Nullable ErrorCode code,
            @Nullable String header,
            @Nullable String headerValue) {
        this.status = status;
        this.title = title;
        this.detail = detail;
        this.code = code;
        this.header = header;
        this.headerValue = headerValue;
    }

    Problem problem() {
        Problem problem = Problem.of(status, title, detail);
        return code == null ? problem : problem.withCode(code);
    }

    Map<String, String> headers() {
        return header == null || headerValue == null ? Map.of() : Map.of(header, headerValue);
    }

    /** The value of the metric's tag. */
    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
