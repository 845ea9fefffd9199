package com.numeneon.api.idempotency;

import com.numeneon.api.digest.Sha256;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;

/**
 * A request that may be sent again.
 *
 * @param id by which it is the same
 * @param bodyHash the same request with another one is a mistake
 */
record KeyedRequest(Id id, Sha256 bodyHash) {

    /**
     * @param target of method, path and query: these may be too long for an index
     */
    record Id(long userId, String key, Sha256 target) {}

    /** @param request mapped, so that its path has no trailing slash any more */
    static KeyedRequest of(long userId, String key, HttpServletRequest request, byte[] body) {
        // None of the three can contain a line feed, so no two targets are written alike.
        String target = String.join(
                "\n",
                request.getMethod(),
                request.getRequestURI(),
                Objects.requireNonNullElse(request.getQueryString(), ""));
        return new KeyedRequest(new Id(userId, key, Sha256.of(target)), Sha256.of(body));
    }
}
