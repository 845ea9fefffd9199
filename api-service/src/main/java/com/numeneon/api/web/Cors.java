package com.numeneon.api.web;

import com.numeneon.contracts.origin.AllowedOrigins;
import com.numeneon.contracts.settings.Settings;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;

/**
 * The CORS headers of an answer. A refused origin is logged once, with the setting that would allow it. Safe for all
 * threads.
 */
final class Cors {

    private static final Logger LOG = LoggerFactory.getLogger(Cors.class);

    /** Anybody can send any origin, so what is remembered has a bound. */
    private static final int MAX_REMEMBERED = 1_000;

    private static final Map<String, String> PREFLIGHT = Map.of(
            HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, PUT, PATCH, DELETE",
            HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, "authorization, content-type, idempotency-key, traceparent",
            HttpHeaders.ACCESS_CONTROL_MAX_AGE, "86400");

    private final AllowedOrigins allowed;
    private final Set<String> refused = ConcurrentHashMap.newKeySet();

    Cors(AllowedOrigins allowed) {
        this.allowed = allowed;
    }

    static Cors of(Settings settings) {
        return new Cors(AllowedOrigins.of(settings));
    }

    /**
     * Hands over the headers for an answer to this origin: an error's too, as the browser hides it otherwise.
     *
     * @param origin the request's {@code Origin}, null when it has none
     * @return whether the origin is allowed
     */
    boolean apply(@Nullable String origin, BiConsumer<String, String> headers) {
        headers.accept(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        if (origin == null) {
            return true;
        }
        if (!allowed.allows(origin)) {
            logOnce(origin);
            return false;
        }
        headers.accept(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        headers.accept(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, ExposedHeaders.ALL);
        return true;
    }

    void applyPreflight(BiConsumer<String, String> headers) {
        PREFLIGHT.forEach(headers);
    }

    private void logOnce(String origin) {
        if (refused.size() < MAX_REMEMBERED && refused.add(origin)) {
            LOG.warn(
                    "CORS: origin {} is not allowed, so its browser hides our answers; to allow it, add it to {}",
                    printable(origin),
                    AllowedOrigins.SETTING);
        }
    }

    private static String printable(String origin) {
        String oneLine = origin.replaceAll("[^\\x20-\\x7e]", "?");
        return oneLine.substring(0, Math.min(oneLine.length(), 200));
    }
}
