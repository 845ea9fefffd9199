package com.numeneon.notification.operations;

import com.numeneon.contracts.operator.BasicCredentials;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Who asks.
 *
 * @param operator the name that they gave, which nobody checks
 */
public record Asker(String address, String operator) {

    static final String UNNAMED = "unnamed";

    private static final int LONGEST = 64;

    /** By the user name that a browser was given together with the token, else by the header {@code X-Operator}. */
    public static Asker of(HttpServletRequest request) {
        String name = BasicCredentials.of(request.getHeader("Authorization"))
                .map(BasicCredentials::user)
                .filter(user -> !user.isBlank())
                .orElse(request.getHeader("X-Operator"));
        return of(request.getRemoteAddr(), name);
    }

    public static Asker of(String address, @Nullable String operator) {
        String name = operator == null ? "" : operator.strip().replaceAll("[^\\w.@-]", "?");
        return new Asker(address, name.isEmpty() ? UNNAMED : name.substring(0, Math.min(LONGEST, name.length())));
    }

    public boolean isNamed() {
        return !operator.equals(UNNAMED);
    }
}
