package com.numeneon.api.web;

import java.time.Duration;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** 409: not possible in the present state. */
public final class Conflict extends ApiException {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    /** @param detail one readable sentence, shown to people */
    public Conflict(String detail) {
        this(detail, Duration.ZERO);
    }

    /**
     * One that passes by itself.
     *
     * @param detail one readable sentence, shown to people
     * @param retryAfter whole seconds
     */
    public Conflict(String detail, Duration retryAfter) {
        super(HttpStatus.CONFLICT, detail);
        this.retryAfter = retryAfter;
    }

    @Override
    Map<String, String> headers() {
        return retryAfter.isZero() ? Map.of() : Map.of(HttpHeaders.RETRY_AFTER, Long.toString(retryAfter.toSeconds()));
    }
}
