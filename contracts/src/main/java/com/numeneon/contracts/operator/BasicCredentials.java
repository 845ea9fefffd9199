package com.numeneon.contracts.operator;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a browser asks its user for by itself: RFC 7617. */
public record BasicCredentials(String user, String password) {

    private static final String SCHEME = "basic ";

    /** Empty when there are none, or they cannot be read. */
    public static Optional<BasicCredentials> of(@Nullable String authorization) {
        if (authorization == null || !authorization.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getDecoder()
                    .decode(authorization.substring(SCHEME.length()).strip());
            String text = new String(bytes, StandardCharsets.UTF_8);
            int colon = text.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(new BasicCredentials(text.substring(0, colon), text.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A record would print the password. */
    @Override
    public String toString() {
        return "BasicCredentials[user=" + user + "]";
    }
}
