package com.numeneon.api.outbox;

import com.numeneon.contracts.envelope.EncodedEvent;
import com.numeneon.contracts.envelope.EventCodec;
import com.numeneon.contracts.envelope.EventEnvelope;
import com.numeneon.contracts.event.DomainEvent;
import com.numeneon.contracts.json.ContractJson;
import com.numeneon.contracts.topic.Topic;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Where features write their events. An event is published if and only if the transaction that appended it commits: at
 * least once, and within its key in the order of the commits. Safe for all threads.
 */
public final class Outbox {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Supplier<UUID> ids;
    private final Supplier<Optional<String>> traceparent;
    private final Runnable wakeRelay;

    /**
     * @param ids gives UUIDv7
     * @param traceparent of the request being served
     * @param wakeRelay called after each commit that published something; it must not block
     */
    Outbox(
            JdbcClient jdbc,
            Clock clock,
            Supplier<UUID> ids,
            Supplier<Optional<String>> traceparent,
            Runnable wakeRelay) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.ids = ids;
        this.traceparent = traceparent;
        this.wakeRelay = wakeRelay;
    }

    /**
     * Adds the event to the caller's transaction.
     *
     * <p>The caller has locked the row that stands for the event's key (or created it by an upsert) before this call. That
     * makes the next transaction of the key take its id after this one has committed: id order is commit order.
     *
     * @throws IllegalStateException when no transaction is active
     * @throws EventTooLarge when Kafka would refuse the record for its size; nothing is stored
     */
    public void append(DomainEvent event) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("an event is appended in the transaction of the change it tells of");
        }
        EncodedEvent encoded = EventCodec.encode(new EventEnvelope(
                ids.get(), clock.instant(), event, null, traceparent.get().orElse(null)));
        if (encoded.recordBytes() > Topic.MAX_RECORD_BYTES) {
            throw new EventTooLarge(event.type(), encoded.recordBytes());
        }
        insert(encoded);
        TransactionSynchronizationManager.registerSynchronization(new WakeAfterCommit());
    }

    /** A statement of its own, so that the id is drawn when the lock is held, and not while it is waited for. */
    private void insert(EncodedEvent event) {
        jdbc.sql("""
                        INSERT INTO outbox (topic, key, headers, payload)
                        VALUES (:topic, :key, CAST(:headers AS jsonb), :payload)
                        """)
                .param("topic", event.topic().topicName())
                .param("key", event.key())
                .param("headers", ContractJson.mapper().writeValueAsString(event.headers()))
                .param("payload", event.body())
                .update();
    }

    /** Not afterCommit: its exceptions reach the caller, who would take a committed change for a failed one. */
    private final class WakeAfterCommit implements TransactionSynchronization {

        @Override
        public void afterCompletion(int status) {
            if (status != STATUS_ROLLED_BACK) {
                wakeRelay.run();
            }
        }
    }
}
