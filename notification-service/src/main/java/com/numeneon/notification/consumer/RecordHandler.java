package com.numeneon.notification.consumer;

import com.numeneon.contracts.envelope.DecodedEvent;
import com.numeneon.contracts.envelope.EventCodec;
import com.numeneon.contracts.envelope.EventEnvelope;
import com.numeneon.contracts.event.SessionRevoked;
import com.numeneon.notification.delivery.Delivery;
import com.numeneon.notification.revocation.RevokedSessions;
import com.numeneon.notification.sockets.SocketRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One record to the sockets of those whom it concerns. Never throws: a record that cannot be used is counted, logged and
 * skipped. For the consumer thread alone; it only queues, other threads write.
 */
final class RecordHandler {

    private static final Logger LOG = LoggerFactory.getLogger(RecordHandler.class);

    private final SocketRegistry sockets;
    private final RevokedSessions revoked;
    private final SkippedRecords skipped;
    private final MeterRegistry meters;
    private final SequenceFilter sequences = new SequenceFilter();

    RecordHandler(SocketRegistry sockets, RevokedSessions revoked, SkippedRecords skipped, MeterRegistry meters) {
        this.sockets = sockets;
        this.revoked = revoked;
        this.skipped = skipped;
        this.meters = meters;
    }

    void handle(ConsumerRecord<String, byte[]> message) {
        try {
            switch (EventCodec.decode(message.headers(), message.value())) {
                case DecodedEvent.Known known -> deliver(message, known.envelope());
                case DecodedEvent.UnknownType unknown ->
                    skipped.skip(SkippedRecords.Cause.UNKNOWN_TYPE, message, unknown.wireName());
                case DecodedEvent.Undecodable broken ->
                    skipped.skip(SkippedRecords.Cause.UNDECODABLE, message, broken.reason());
            }
        } catch (RuntimeException e) {
            // A defect of ours must cost one record, not the thread that everybody's frames depend on.
            skipped.fail(message, e);
        }
    }

    private void deliver(ConsumerRecord<String, byte[]> message, EventEnvelope envelope) {
        String key = message.key() == null ? envelope.event().key() : message.key();
        if (envelope.sequence() != null && !sequences.isNew(key, envelope.sequence())) {
            skipped.skip(SkippedRecords.Cause.LATE, message, "sequence " + envelope.sequence());
            return;
        }
        meters.counter(
                        "numeneon.events.consumed",
                        "type",
                        envelope.event().type().wireName())
                .increment();
        if (envelope.event() instanceof SessionRevoked session) {
            // In this order: a handshake registers first and asks second, so one of the two sees the other.
            revoked.revoke(session.sessionId(), session.revokedAt());
            sockets.closeLoginSession(session.userId(), session.sessionId());
        }
        switch (Delivery.of(envelope.event())) {
            case Delivery.Push push -> sockets.push(push.recipients(), push.frame(), envelope.time());
            case Delivery.Nothing nothing -> {}
        }
        LOG.debug(
                "event handled eventId={} topic={} partition={} offset={} traceparent={}",
                envelope.id(),
                message.topic(),
                message.partition(),
                message.offset(),
                envelope.traceparent());
    }
}
