package com.numeneon.api.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Says once that something is away and once that it is back, however often it is tried. For one thread, the loop's. */
final class Outage {

    private static final Logger LOG = LoggerFactory.getLogger(Outage.class);

    private final Counter failures;
    private @Nullable String away;

    Outage(MeterRegistry metrics) {
        this.failures = Counter.builder("numeneon.outbox.failures")
                .description("Turns of the relay that failed and are tried again")
                .register(metrics);
    }

    void failed(Throwable failure) {
        failures.increment();
        String what = culprit(failure);
        if (!what.equals(away)) {
            away = what;
            LOG.warn("the relay waits for {}; events are kept and published later", what, failure);
        }
    }

    void over() {
        if (away != null) {
            LOG.info("the relay works again, {} is back", away);
            away = null;
        }
    }

    private static String culprit(Throwable failure) {
        return failure instanceof DataAccessException || failure instanceof TransactionException ? "Postgres" : "Kafka";
    }
}
