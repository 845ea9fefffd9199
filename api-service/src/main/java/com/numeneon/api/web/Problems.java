package com.numeneon.api.web;

import com.numeneon.contracts.problem.Problem;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpRequestMethodNotSupportedException;

/** Which problem an exception is. Pure functions. */
final class Problems {

    private static final String RETRY_SECONDS = "1";

    private Problems() {}

    /** A problem and the headers that go with it. */
    record Answer(Problem problem, Map<String, String> headers) {}

    /** Empty for what nobody expected: an error of ours. */
    static Optional<Answer> expected(Throwable failure) {
        return Optional.ofNullable(expectedOrNull(failure));
    }

    /** In a request, what is read and written by streams is its own body and answer, so an IOException is the caller's. */
    private static @Nullable Answer expectedOrNull(Throwable failure) {
        return switch (failure) {
            case ApiException refusal -> new Answer(refusal.problem(), refusal.headers());
            case HttpRequestMethodNotSupportedException e -> methodNotAllowed(e);
            case ErrorResponse e -> plain(e.getStatusCode().value());
            case HttpException e -> plain(e.getCode());
            case IOException e -> plain(e.getCause() instanceof TimeoutException ? 408 : 400);
            case DataAccessResourceFailureException e -> unavailable();
            case CannotCreateTransactionException e -> unavailable();
            // A commit or a rollback that did not reach Postgres: its connection is gone.
            case TransactionSystemException e -> unavailable();
            case PessimisticLockingFailureException e -> unavailable();
            default -> null;
        };
    }

    /** An error of ours: says nothing of its inside, only how to find it. */
    static Problem internal(String traceId) {
        return Problem.of(500, reason(500), "Something went wrong on our side. Please try again later.")
                .withTraceId(traceId);
    }

    static Problem of(int status) {
        return Problem.of(status, reason(status), detail(status));
    }

    private static Answer plain(int status) {
        return new Answer(of(status), Map.of());
    }

    private static Answer methodNotAllowed(HttpRequestMethodNotSupportedException e) {
        List<String> supported = e.getSupportedMethods() == null
                ? List.of()
                : List.of(e.getSupportedMethods()).stream().sorted().toList();
        String detail = "%s is not allowed here; this address takes %s."
                .formatted(word(e.getMethod()), String.join(", ", supported));
        return new Answer(
                Problem.of(405, reason(405), detail), Map.of(HttpHeaders.ALLOW, String.join(", ", supported)));
    }

    private static Answer unavailable() {
        return new Answer(
                Problem.of(503, reason(503), "The service is busy. Please try again in a moment."),
                Map.of(HttpHeaders.RETRY_AFTER, RETRY_SECONDS));
    }

    /** A method is any token the caller likes; only a plain word is repeated. */
    private static String word(String method) {
        return method.matches("[A-Za-z]{1,20}") ? method.toUpperCase(Locale.ROOT) : "This method";
    }

    private static String reason(int status) {
        HttpStatus known = HttpStatus.resolve(status);
        return known == null ? "Error" : known.getReasonPhrase();
    }

    private static String detail(int status) {
        return switch (status) {
            case 400 -> "The request could not be understood.";
            case 404 -> "There is nothing at this address.";
            case 406 -> "The answer is JSON, which the Accept header of the request rules out.";
            case 408 -> "The request took too long to arrive.";
            case 413 -> "The request's body is too large.";
            case 414 -> "The address of the request is too long.";
            case 415 -> "The request's body must be JSON in UTF-8.";
            case 431 -> "The headers of the request are too large.";
            case 503 -> "The service is busy. Please try again in a moment.";
            default -> status < 500 ? "The request was refused." : "Something went wrong on our side.";
        };
    }
}
