package com.numeneon.api.web;

import com.numeneon.contracts.problem.Problem;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** A refusal that the caller is told about, as {@code application/problem+json}. Cheap: it has no stack trace. */
public abstract sealed class ApiException extends RuntimeException
        permits BadRequest,
                InvalidFields,
                Unauthorized,
                Forbidden,
                NotFound,
                Conflict,
                BodyTooLarge,
                Unprocessable,
                UnsupportedBody,
                TooManyRequests,
                Unavailable {

    private static final long serialVersionUID = 1L;

    private final HttpStatus status;

    /** @param detail one readable sentence, shown to people */
    ApiException(HttpStatus status, String detail) {
        super(detail, null, false, false);
        this.status = status;
    }

    final int status() {
        return status.value();
    }

    /** The body. */
    Problem problem() {
        return Problem.of(status.value(), status.getReasonPhrase(), String.valueOf(getMessage()));
    }

    /** Response headers beside the usual ones. */
    Map<String, String> headers() {
        return Map.of();
    }
}
