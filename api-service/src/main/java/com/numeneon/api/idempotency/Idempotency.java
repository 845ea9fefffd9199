package com.numeneon.api.idempotency;

import com.numeneon.api.database.Transactions;
import com.numeneon.api.web.Conflict;
import com.numeneon.api.web.ExposedHeaders;
import com.numeneon.api.web.Unprocessable;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.CannotAcquireLockException;

/**
 * Does a request once: its key, what it changes, the events of that and its answer are committed together or not at all.
 * The same request again gets the same answer. Safe for all threads.
 */
final class Idempotency {

    /** As {@code docs/decisions/072} says; for the key alone, whatever is before it in its queues. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final KeyTable keys;
    private final Transactions transactions;
    private final KeyLocks locks = new KeyLocks();
    private final MeterProvider<Counter> requests;

    Idempotency(KeyTable keys, Transactions transactions, MeterRegistry metrics) {
        this.keys = keys;
        this.transactions = transactions;
        this.requests = Counter.builder("numeneon.idempotency.requests")
                .description("Requests with an idempotency key")
                .withRegistry(metrics);
    }

    private enum Outcome {
        /** Done for the first time, and stored. */
        STORED,
        REPLAYED,
        /** Refused by its handler, or failed: nothing is stored. */
        NOT_STORED,
        /** The key belongs to another body. */
        OTHER_BODY,
        /** The first request went on for too long. */
        LATE
    }

    /** Calls a controller's method, which writes its answer into the buffered response. */
    interface Handler {
        void run() throws Exception;
    }

    /**
     * The answer is in {@code response} afterwards and can be sent.
     *
     * @param handler runs in a transaction, again after a deadlock
     * @throws Exception what the handler throws, with nothing stored
     */
    void answer(KeyedRequest request, BufferedResponse response, Handler handler) throws Exception {
        Attempt attempt = new Attempt(request, response, handler);
        try (KeyLocks.Permit permit = locks.acquire(request.id(), LONGEST_WAIT).orElseThrow(attempt::late)) {
            attempt.outcome = transactions.run(permit.timeLeft(), attempt);
        } catch (CannotAcquireLockException e) {
            throw attempt.claimed ? e : attempt.late();
        } catch (RolledBack e) {
            if (e.getCause() instanceof Exception failure) {
                throw failure;
            }
        } finally {
            requests.withTag("outcome", attempt.outcome.name().toLowerCase(Locale.ROOT))
                    .increment();
        }
    }

    private final class Attempt implements Supplier<Outcome> {

        private final KeyedRequest request;
        private final BufferedResponse response;
        private final Handler handler;
        private boolean claimed;
        private Outcome outcome = Outcome.NOT_STORED;

        Attempt(KeyedRequest request, BufferedResponse response, Handler handler) {
            this.request = request;
            this.response = response;
            this.handler = handler;
        }

        @Override
        public Outcome get() {
            claimed = false;
            claimed = keys.claim(request);
            return claimed ? execute() : replay();
        }

        Conflict late() {
            outcome = Outcome.LATE;
            return new Conflict(
                    "Another request with the same " + KeyHeader.NAME
                            + " is still being worked on. Please try again in a moment.",
                    RETRY_AFTER);
        }

        private Outcome execute() {
            response.restart();
            try {
                handler.run();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new RolledBack(e);
            }
            if (!response.isSuccess()) {
                throw new RolledBack(null);
            }
            keys.store(request.id(), response.answer());
            return Outcome.STORED;
        }

        private Outcome replay() {
            Optional<StoredAnswer> stored = keys.find(request);
            if (stored.isEmpty()) {
                outcome = Outcome.OTHER_BODY;
                throw new Unprocessable("This " + KeyHeader.NAME
                        + " was used for a request with another body. A new request needs a new key.");
            }
            response.replay(stored.get());
            response.setHeader(ExposedHeaders.IDEMPOTENCY_REPLAYED, "true");
            return Outcome.REPLAYED;
        }
    }

    /** Ends the transaction; its cause, if it has one, is what the handler threw. */
    private static final class RolledBack extends RuntimeException {

        private static final long serialVersionUID = 1L;

        RolledBack(@Nullable Exception cause) {
            super(null, cause, false, false);
        }
    }
}
