package com.numeneon.api.web;

import com.numeneon.api.tracing.CurrentTrace;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/** Answers every exception with a problem body, before Spring's own resolvers see it. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ProblemResolver implements HandlerExceptionResolver {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemResolver.class);

    private final ProblemWriter writer;

    ProblemResolver(ProblemWriter writer) {
        this.writer = writer;
    }

    @Override
    public ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure) {
        try {
            answer(failure, response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ModelAndView();
    }

    /** Does nothing when an answer is already on its way. */
    void answer(Throwable failure, HttpServletResponse response) throws IOException {
        Optional<Problems.Answer> expected = Problems.expected(failure);
        if (expected.isEmpty()) {
            LOG.error("request failed", failure);
        } else if (expected.get().problem().status() >= 500) {
            LOG.warn("request refused: {}", failure.toString());
        }
        if (response.isCommitted()) {
            return;
        }
        if (expected.isEmpty()) {
            writer.write(Problems.internal(CurrentTrace.traceId().orElse("")), response);
        } else {
            expected.get().headers().forEach(response::setHeader);
            writer.write(expected.get().problem(), response);
        }
    }
}
