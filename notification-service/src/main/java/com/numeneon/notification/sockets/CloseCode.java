package com.numeneon.notification.sockets;

/**
 * Why this server closes an open socket. Each says what a client does next; a client that reconnects waits with back-off
 * and jitter.
 */
public enum CloseCode {
    /** The pod goes away, or the socket has reached its age: reconnect with jitter, another pod answers. */
    RESTART(1012, "restart"),

    /** The socket has reached its age, and its token opens no other one: reconnect with a fresh token. */
    CREDENTIAL_NO_LONGER_VALID(4001, "credential no longer valid"),

    /** The login session was ended: do not reconnect, log in again. */
    SESSION_REVOKED(4003, "session revoked"),

    /** The client reads slower than events arrive: reconnect and fetch what is missing. */
    TOO_SLOW(4008, "too slow"),

    /** A binary frame or one above 64 KiB: do not reconnect before the client is mended, it would happen again. */
    BAD_FRAME(4400, "bad frame"),

    /** Neither pong nor anything else for a whole heartbeat: reconnect. */
    NO_HEARTBEAT(4408, "no heartbeat"),

    /** More than 20 frames in a second: do not reconnect at once. */
    FLOODING(4429, "flooding");

    private final int code;
    private final String reason;

    CloseCode(int code, String reason) {
        this.code = code;
        this.reason = reason;
    }

    /** The status in the WebSocket close frame. */
    public int code() {
        return code;
    }

    /** The text beside it; at most 123 bytes by RFC 6455, section 5.5. */
    public String reason() {
        return reason;
    }
}
