package com.numeneon.api.idempotency;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * An answer that is not sent before its transaction has committed, and that can be begun again. For one thread.
 *
 * <p>Only the body is held back: status and headers are the response's, which is not sent without it.
 */
final class BufferedResponse extends ContentCachingResponseWrapper {

    private static final int FIRST_SUCCESS = 200;
    private static final int FIRST_OTHER = 300;

    private final Map<String, List<String>> headersOfFilters;

    BufferedResponse(HttpServletResponse response) {
        super(response);
        this.headersOfFilters = headers();
    }

    boolean isSuccess() {
        return getStatus() >= FIRST_SUCCESS && getStatus() < FIRST_OTHER;
    }

    /** As it was when this was made. */
    void restart() {
        resetBuffer();
        setStatus(SC_OK);
        HttpServletResponse response = (HttpServletResponse) getResponse();
        headersOfHandler().keySet().forEach(name -> response.setHeader(name, null));
        headersOfFilters.forEach((name, values) -> {
            if (!response.containsHeader(name)) {
                set(name, values);
            }
        });
    }

    StoredAnswer answer() {
        return new StoredAnswer(getStatus(), headersOfHandler(), getContentAsByteArray());
    }

    void replay(StoredAnswer answer) {
        setStatus(answer.status());
        answer.headers().forEach(this::set);
        try {
            getOutputStream().write(answer.body());
        } catch (IOException e) {
            throw new IllegalStateException("memory cannot be written", e);
        }
    }

    private Map<String, List<String>> headersOfHandler() {
        Map<String, List<String>> headers = headers();
        headers.entrySet().removeAll(headersOfFilters.entrySet());
        return headers;
    }

    /** Without the length, which is that of the body that is sent. */
    private Map<String, List<String>> headers() {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        getHeaderNames().forEach(name -> headers.put(name, List.copyOf(getHeaders(name))));
        headers.keySet().removeIf(HttpHeaders.CONTENT_LENGTH::equalsIgnoreCase);
        return headers;
    }

    private void set(String name, List<String> values) {
        setHeader(name, values.getFirst());
        values.stream().skip(1).forEach(value -> addHeader(name, value));
    }
}
