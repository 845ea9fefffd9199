package com.numeneon.contracts.envelope;

import com.numeneon.contracts.event.DomainEvent;
import com.numeneon.contracts.event.EventType;
import com.numeneon.contracts.json.ContractJson;
import com.numeneon.contracts.json.InstantText;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Event to record and back: the CloudEvents 1.0 Kafka protocol binding in binary mode, with the {@code sequence} extension
 * and W3C {@code traceparent}. Never a Java class name. Pure functions, safe for all threads.
 */
public final class EventCodec {

    public static final String HEADER_ID = "ce_id";
    public static final String HEADER_TYPE = "ce_type";
    public static final String HEADER_SOURCE = "ce_source";
    public static final String HEADER_TIME = "ce_time";
    public static final String HEADER_SUBJECT = "ce_subject";
    public static final String HEADER_SPEC_VERSION = "ce_specversion";
    /** Decimal id of the outbox row; the relay adds it, as the row has no id before it is written. */
    public static final String HEADER_SEQUENCE = "ce_sequence";

    public static final String HEADER_CONTENT_TYPE = "content-type";
    public static final String HEADER_TRACEPARENT = "traceparent";

    /** Only api-service writes events. */
    public static final String SOURCE = "/numeneon/api-service";

    private static final String JSON = "application/json";
    private static final JsonMapper MAPPER = ContractJson.mapper();

    private EventCodec() {}

    public static EncodedEvent encode(EventEnvelope envelope) {
        DomainEvent event = envelope.event();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(HEADER_SPEC_VERSION, "1.0");
        headers.put(HEADER_ID, envelope.id().toString());
        headers.put(HEADER_TYPE, event.type().wireName());
        headers.put(HEADER_SOURCE, SOURCE);
        headers.put(HEADER_TIME, InstantText.of(envelope.time()));
        headers.put(HEADER_SUBJECT, event.subject());
        headers.put(HEADER_CONTENT_TYPE, JSON);
        if (envelope.sequence() != null) {
            headers.put(HEADER_SEQUENCE, Long.toString(envelope.sequence()));
        }
        if (envelope.traceparent() != null) {
            headers.put(HEADER_TRACEPARENT, envelope.traceparent());
        }
        return new EncodedEvent(event.type().topic(), event.key(), headers, MAPPER.writeValueAsBytes(event));
    }

    public static DecodedEvent decode(Headers headers, byte @Nullable [] body) {
        Map<String, String> texts = new HashMap<>();
        headers.forEach(header -> {
            if (header.value() != null) {
                texts.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
            }
        });
        return decode(texts, body);
    }

    /** Never throws: what cannot be read is a value, because one bad record must not stop a consumer. */
    public static DecodedEvent decode(Map<String, String> headers, byte @Nullable [] body) {
        String wireName = headers.get(HEADER_TYPE);
        if (wireName == null) {
            return new DecodedEvent.Undecodable("no " + HEADER_TYPE + " header");
        }
        Optional<EventType> type = EventType.ofWireName(wireName);
        if (type.isEmpty()) {
            return new DecodedEvent.UnknownType(wireName);
        }
        if (body == null) {
            return new DecodedEvent.Undecodable("no body");
        }
        try {
            @Nullable DomainEvent event = MAPPER.readValue(body, type.get().eventClass());
            if (event == null) {
                return new DecodedEvent.Undecodable("body is null");
            }
            String sequence = headers.get(HEADER_SEQUENCE);
            return new DecodedEvent.Known(new EventEnvelope(
                    UUID.fromString(required(headers, HEADER_ID)),
                    Instant.parse(required(headers, HEADER_TIME)),
                    event,
                    sequence == null ? null : Long.valueOf(sequence),
                    headers.get(HEADER_TRACEPARENT)));
        } catch (JacksonException e) {
            return new DecodedEvent.Undecodable("body is not a " + wireName);
        } catch (IllegalArgumentException | DateTimeException e) {
            return new DecodedEvent.Undecodable("bad attribute: " + e.getMessage());
        }
    }

    private static String required(Map<String, String> headers, String name) {
        String value = headers.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no " + name + " header");
        }
        return value;
    }
}
