package com.numeneon.contracts.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An error body after RFC 9457, the same from both services and from the front door.
 *
 * @param type {@code about:blank}: the status says what kind of error it is
 * @param title the status in words
 * @param status HTTP status
 * @param detail one readable sentence; the only text that the browser client shows
 * @param code stable word for programs, on 401 only; see {@link ErrorCode}
 * @param errors every wrong field with its sentences; absent when no field is at fault
 * @param traceId to find the log lines by; on 500 only
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @Nullable String code,
        @Nullable Map<String, List<String>> errors,
        @Nullable String traceId) {

    public static final String MEDIA_TYPE = "application/problem+json";

    public static Problem of(int status, String title, String detail) {
        return new Problem("about:blank", title, status, detail, null, null, null);
    }

    public Problem withCode(ErrorCode errorCode) {
        return new Problem(type, title, status, detail, errorCode.text(), errors, traceId);
    }

    public Problem withErrors(Map<String, List<String>> fieldErrors) {
        return new Problem(type, title, status, detail, code, fieldErrors, traceId);
    }

    public Problem withTraceId(String id) {
        return new Problem(type, title, status, detail, code, errors, id);
    }
}
