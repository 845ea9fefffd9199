package com.numeneon.api.outbox;

import com.numeneon.api.outbox.Delivery.Refusal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Moves committed events from the table to Kafka, a batch at a time: at least once, within each key in the order of the
 * ids. Every pod has a relay; a lock in Postgres lets one of them work at a time. It keeps no position: whatever is in the
 * table is to be published, however late it was committed. For one thread, the loop's.
 */
final class OutboxRelay implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);

    private final OutboxTable table;
    private final TransactionOperations transaction;
    private final KafkaPublisher publisher;
    private final RelaySettings settings;
    private final Counter published;
    private final Counter parked;
    private final Timer batches;
    private volatile boolean leading;

    /** @param transaction on connections that no request uses, so that neither waits for the other */
    OutboxRelay(
            OutboxTable table,
            TransactionOperations transaction,
            KafkaPublisher publisher,
            RelaySettings settings,
            MeterRegistry metrics) {
        this.table = table;
        this.transaction = transaction;
        this.publisher = publisher;
        this.settings = settings;
        this.published = Counter.builder("numeneon.outbox.published")
                .description("Events that Kafka acknowledged and that left the outbox")
                .register(metrics);
        this.parked = Counter.builder("numeneon.outbox.parked")
                .description("Events that Kafka refused for good")
                .register(metrics);
        this.batches = Timer.builder("numeneon.outbox.batch")
                .description("From taking the lock to the commit, for turns with something to send")
                .register(metrics);
        Gauge.builder("numeneon.outbox.relay.leading", this, relay -> relay.leading ? 1 : 0)
                .description("1 if this pod's relay had the lock in its last turn")
                .register(metrics);
    }

    /** One batch, in one transaction. Connecting to Kafka comes before it: no lock is held while no broker answers. */
    Turn turn() throws Exception {
        try {
            publisher.connect();
            Timer.Sample time = Timer.start();
            Turn turn = transaction.execute(status -> batch());
            if (turn instanceof Turn.Sent sent) {
                time.stop(batches);
                report(sent.delivery());
            }
            return turn;
        } catch (Exception e) {
            leading = false;
            throw e;
        }
    }

    private Turn batch() {
        leading = table.tryLock(settings.overtakenAfter());
        if (!leading) {
            return new Turn.LockedElsewhere();
        }
        List<OutboxRow> rows = table.oldest(settings.batchRows(), settings.batchBytes());
        if (rows.isEmpty()) {
            return new Turn.NothingToSend();
        }
        Delivery delivery = publisher.publish(rows);
        table.delete(delivery.acknowledged());
        delivery.refused().forEach(table::park);
        return new Turn.Sent(delivery);
    }

    /** After the commit, so that nothing is counted twice. */
    private void report(Delivery delivery) {
        published.increment(delivery.acknowledged().size());
        for (Refusal refusal : delivery.refused()) {
            parked.increment();
            OutboxRow row = refusal.row();
            LOG.error(
                    "Kafka refuses an event for good, it is in outbox_parked: sequence={} topic={} key={}",
                    row.id(),
                    row.topic(),
                    row.key(),
                    refusal.cause());
        }
    }

    @Override
    public void close() {
        publisher.close();
    }
}
