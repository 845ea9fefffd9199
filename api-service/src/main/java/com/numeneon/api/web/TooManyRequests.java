package com.numeneon.api.web;

import java.time.Duration;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** 429 with {@code Retry-After}: refused until then, nothing was done. */
public final class TooManyRequests extends ApiException {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    /**
     * @param detail one readable sentence, shown to people
     * @param retryAfter whole seconds, at least one
     */
    public TooManyRequests(String detail, Duration retryAfter) {
        super(HttpStatus.TOO_MANY_REQUESTS, detail);
        this.retryAfter = retryAfter;
    }

    @Override
    Map<String, String> headers() {
        return Map.of(HttpHeaders.RETRY_AFTER, Long.toString(retryAfter.toSeconds()));
    }
}
