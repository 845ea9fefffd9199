package com.numeneon.api.web;

import java.time.Duration;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** 503 with {@code Retry-After}: busy for the moment, nothing was done. */
public final class Unavailable extends ApiException {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    /**
     * @param detail one readable sentence, shown to people
     * @param retryAfter at least a second
     */
    public Unavailable(String detail, Duration retryAfter) {
        super(HttpStatus.SERVICE_UNAVAILABLE, detail);
        this.retryAfter = retryAfter;
    }

    @Override
    Map<String, String> headers() {
        return Map.of(HttpHeaders.RETRY_AFTER, Long.toString(retryAfter.toSeconds()));
    }
}
