package com.numeneon.api.web;

import org.springframework.http.HttpHeaders;

/** What a page of another origin may read of an answer, beyond what browsers let it read anyway. */
public final class ExposedHeaders {

    /** {@code true} on an answer that was given before, to the same request. */
    public static final String IDEMPOTENCY_REPLAYED = "Idempotency-Replayed";

    static final String ALL = String.join(", ", HttpHeaders.LINK, HttpHeaders.RETRY_AFTER, IDEMPOTENCY_REPLAYED);

    private ExposedHeaders() {}
}
