package com.numeneon.api.idempotency;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/**
 * A request that may be sent again.
 *
 * @param id by which it is the same
 * @param bodyHash SHA-256 in hexadecimal; the same request with another one is a mistake
 */
record KeyedRequest(Id id, String bodyHash) {

    /**
     * @param target SHA-256, in hexadecimal, of method, path and query: these may be too long for an index
     */
    record Id(long userId, String key, String target) {}

    /** @param request mapped, so that its path has no trailing slash any more */
    static KeyedRequest of(long userId, String key, HttpServletRequest request, byte[] body) {
        // None of the three can contain a line feed, so no two targets are written alike.
        String target = String.join(
                "\n",
                request.getMethod(),
                request.getRequestURI(),
                Objects.requireNonNullElse(request.getQueryString(), ""));
        return new KeyedRequest(new Id(userId, key, sha256(target.getBytes(StandardCharsets.UTF_8))), sha256(body));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
