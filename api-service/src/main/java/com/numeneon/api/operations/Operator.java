package com.numeneon.api.operations;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Who asks.
 *
 * @param name that they gave, which nobody checks
 */
public record Operator(String name, String address) {

    private static final int LONGEST = 64;

    public static Operator of(HttpServletRequest request) {
        return of(request.getRemoteAddr(), request.getHeader("X-Operator"));
    }

    static Operator of(String address, @Nullable String given) {
        String name = given == null ? "" : given.replaceAll("[^\\w.@-]", "?");
        return new Operator(name.isEmpty() ? "unnamed" : name.substring(0, Math.min(LONGEST, name.length())), address);
    }
}
