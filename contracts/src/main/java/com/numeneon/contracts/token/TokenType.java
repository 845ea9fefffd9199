package com.numeneon.contracts.token;

import java.util.Locale;

/** An access token is never taken for a refresh token, nor the other way round. */
public enum TokenType {
    ACCESS,
    REFRESH;

    /** The value of the claim {@code token_type}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
