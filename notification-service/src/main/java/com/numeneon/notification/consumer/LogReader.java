package com.numeneon.notification.consumer;

import com.numeneon.contracts.envelope.DecodedEvent;
import com.numeneon.contracts.envelope.EventCodec;
import com.numeneon.contracts.envelope.EventEnvelope;
import com.numeneon.contracts.topic.Topic;
import com.numeneon.notification.eventlog.LoggedEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** What {@link RecordHandler} would make of records, by the same functions, with nothing done about it. For one thread. */
final class LogReader {

    private final SequenceFilter sequences = new SequenceFilter();

    /** @param message each one once, in the order of its partition */
    LoggedEvent read(ConsumerRecord<String, byte[]> message) {
        DecodedEvent decoded = EventCodec.decode(message.headers(), message.value());
        EventEnvelope envelope = decoded instanceof DecodedEvent.Known known ? known.envelope() : null;
        String subject = header(message, EventCodec.HEADER_SUBJECT);
        return new LoggedEvent(
                Instant.ofEpochMilli(message.timestamp()),
                Topic.named(message.topic()),
                message.partition(),
                message.offset(),
                message.key() == null && envelope != null ? envelope.event().key() : message.key(),
                new LoggedEvent.Headers(
                        header(message, EventCodec.HEADER_ID),
                        header(message, EventCodec.HEADER_TYPE),
                        subject == null && envelope != null ? envelope.event().subject() : subject,
                        header(message, EventCodec.HEADER_TRACEPARENT)),
                content(message, decoded));
    }

    private LoggedEvent.Content content(ConsumerRecord<String, byte[]> message, DecodedEvent decoded) {
        return switch (decoded) {
            case DecodedEvent.UnknownType unknown -> new LoggedEvent.UnknownType();
            case DecodedEvent.Undecodable broken -> new LoggedEvent.Undecodable();
            case DecodedEvent.Known known ->
                new LoggedEvent.Known(
                        known.envelope().event(),
                        !RecordHandler.isNew(sequences, message, known.envelope()),
                        () -> RecordHandler.event(message, known.envelope()));
        };
    }

    private static @Nullable String header(ConsumerRecord<?, ?> message, String name) {
        Header header = message.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
