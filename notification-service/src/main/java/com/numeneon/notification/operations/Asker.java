package com.numeneon.notification.operations;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Who asks.
 *
 * @param operator the name that they gave, which nobody checks
 */
public record Asker(String address, String operator) {

    static final String UNNAMED = "unnamed";

    private static final int LONGEST = 64;
    private static final String BASIC = "Basic ";

    /** By the header {@code X-Operator}, else by the user name that a browser was given together with the token. */
    public static Asker of(HttpServletRequest request) {
        String given = request.getHeader("X-Operator");
        return of(request.getRemoteAddr(), given == null ? basicUser(request.getHeader("Authorization")) : given);
    }

    public static Asker of(String address, @Nullable String operator) {
        String name = operator == null ? "" : operator.strip().replaceAll("[^\\w.@-]", "?");
        return new Asker(address, name.isEmpty() ? UNNAMED : name.substring(0, Math.min(LONGEST, name.length())));
    }

    public boolean isNamed() {
        return !operator.equals(UNNAMED);
    }

    private static @Nullable String basicUser(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return null;
        }
        try {
            byte[] pair = Base64.getDecoder()
                    .decode(authorization.substring(BASIC.length()).strip());
            String text = new String(pair, StandardCharsets.UTF_8);
            return text.substring(0, Math.max(0, text.indexOf(':')));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
