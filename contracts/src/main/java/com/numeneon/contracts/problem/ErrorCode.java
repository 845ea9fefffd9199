package com.numeneon.contracts.problem;

import java.util.Locale;

/** Why a credential was refused, for REST (401) and for the WebSocket handshake alike. */
public enum ErrorCode {
    /** No token. */
    NOT_AUTHENTICATED("Authentication credentials were not provided."),
    /** Not a token of ours, of the wrong kind, or with a signature that does not hold. */
    TOKEN_NOT_VALID("The token is not valid."),
    /** A good token whose time is over. */
    TOKEN_EXPIRED("The token has expired."),
    /** A good token of a user who is gone. */
    USER_NOT_FOUND("The user of this token no longer exists."),
    /** A good token of a session that was logged out. */
    SESSION_REVOKED("This session was logged out.");

    private final String detail;

    ErrorCode(String detail) {
        this.detail = detail;
    }

    /** The word in the body, such as {@code token_expired}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The sentence for people. */
    public String detail() {
        return detail;
    }
}
