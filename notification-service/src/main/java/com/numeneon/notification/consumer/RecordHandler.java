package com.numeneon.notification.consumer;

import com.numeneon.contracts.envelope.DecodedEvent;
import com.numeneon.contracts.envelope.EventCodec;
import com.numeneon.contracts.envelope.EventEnvelope;
import com.numeneon.contracts.event.SessionRevoked;
import com.numeneon.contracts.topic.Topic;
import com.numeneon.notification.delivery.Delivery;
import com.numeneon.notification.revocation.RevokedSessions;
import com.numeneon.notification.sessions.SessionRecordCodec;
import com.numeneon.notification.sessions.SessionWatch;
import com.numeneon.notification.sockets.SocketRegistry;
import com.numeneon.notification.stream.EventWindow;
import com.numeneon.notification.stream.StreamEvent;
import com.numeneon.notification.tracing.DeliveryTrace;
import com.numeneon.notification.tracing.DeliveryTraces;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One record to the window and to the sockets of those whom it concerns. Never throws: a record that cannot be used is counted, logged and
 * skipped. For the consumer thread alone; it only queues, other threads write.
 */
final class RecordHandler {

    private static final Logger LOG = LoggerFactory.getLogger(RecordHandler.class);

    private final EventWindow window;
    private final SocketRegistry sockets;
    private final RevokedSessions revoked;
    private final SessionWatch sessions;
    private final SkippedRecords skipped;
    private final DeliveryTraces traces;
    private final MeterRegistry meters;
    private final SequenceFilter sequences = new SequenceFilter();

    RecordHandler(
            EventWindow window,
            SocketRegistry sockets,
            RevokedSessions revoked,
            SessionWatch sessions,
            SkippedRecords skipped,
            DeliveryTraces traces,
            MeterRegistry meters) {
        this.window = window;
        this.sockets = sockets;
        this.revoked = revoked;
        this.sessions = sessions;
        this.skipped = skipped;
        this.traces = traces;
        this.meters = meters;
    }

    void handle(ConsumerRecord<String, byte[]> message) {
        Topic topic = Topic.named(message.topic());
        if (topic == Topic.SESSIONS) {
            handleSession(message);
            return;
        }
        Optional<StreamEvent> event = Optional.empty();
        DeliveryTrace trace = DeliveryTrace.NONE;
        try {
            switch (EventCodec.decode(message.headers(), message.value())) {
                case DecodedEvent.Known known -> {
                    event = accept(message, known.envelope());
                    trace = event.isPresent() ? trace(message, known.envelope()) : trace;
                }
                case DecodedEvent.UnknownType unknown ->
                    skipped.skip(SkippedRecords.Cause.UNKNOWN_TYPE, message, unknown.wireName());
                case DecodedEvent.Undecodable broken ->
                    skipped.skip(SkippedRecords.Cause.UNDECODABLE, message, broken.reason());
            }
        } catch (RuntimeException e) {
            // A defect of ours must cost one record, not the thread that everybody's frames depend on.
            skipped.fail(message, e);
        }
        if (event.isPresent()) {
            push(event.get(), trace);
        } else {
            window.pass(topic, message.partition(), message.offset());
        }
    }

    private void push(StreamEvent event, DeliveryTrace trace) {
        window.add(event, cursor -> sockets.push(event, cursor, trace));
    }

    private DeliveryTrace trace(ConsumerRecord<String, byte[]> message, EventEnvelope envelope) {
        return traces.begin(
                envelope.traceparent(),
                envelope.id(),
                envelope.event().type().wireName(),
                message.topic(),
                message.partition(),
                message.offset());
    }

    private void handleSession(ConsumerRecord<String, byte[]> message) {
        try {
            switch (SessionRecordCodec.decode(message.key(), message.value())) {
                case SessionRecordCodec.Decoded.Known known ->
                    sessions.read(message.offset(), Instant.ofEpochMilli(message.timestamp()), known.record());
                case SessionRecordCodec.Decoded.UnknownType unknown ->
                    skipped.skip(SkippedRecords.Cause.UNKNOWN_TYPE, message, unknown.type());
                case SessionRecordCodec.Decoded.Undecodable broken ->
                    skipped.skip(SkippedRecords.Cause.UNDECODABLE, message, broken.reason());
            }
        } catch (RuntimeException e) {
            skipped.fail(message, e);
        }
    }

    /** What is to be pushed; empty when nothing is. */
    private Optional<StreamEvent> accept(ConsumerRecord<String, byte[]> message, EventEnvelope envelope) {
        if (!isNew(sequences, message, envelope)) {
            skipped.skip(SkippedRecords.Cause.LATE, message, "sequence " + envelope.sequence());
            return Optional.empty();
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
        LOG.debug(
                "event read eventId={} type={} subject={} recipients={} topic={} partition={} offset={} traceparent={}",
                envelope.id(),
                envelope.event().type().wireName(),
                envelope.event().subject(),
                envelope.event().audience(),
                message.topic(),
                message.partition(),
                message.offset(),
                envelope.traceparent());
        return event(message, envelope);
    }

    /** Whether nothing later of its key was seen in its partition. */
    static boolean isNew(SequenceFilter sequences, ConsumerRecord<String, byte[]> message, EventEnvelope envelope) {
        String key = message.key() == null ? envelope.event().key() : message.key();
        return envelope.sequence() == null || sequences.isNew(message.partition(), key, envelope.sequence());
    }

    /** What is pushed for it; empty when nothing is. */
    static Optional<StreamEvent> event(ConsumerRecord<String, byte[]> message, EventEnvelope envelope) {
        return switch (Delivery.of(envelope.event())) {
            case Delivery.Push push ->
                Optional.of(new StreamEvent(
                        Topic.named(message.topic()),
                        message.partition(),
                        message.offset(),
                        envelope.id(),
                        envelope.time(),
                        push.recipients(),
                        push.frame()));
            case Delivery.Nothing nothing -> Optional.empty();
        };
    }
}
