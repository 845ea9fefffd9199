package com.numeneon.contracts.envelope;

import com.numeneon.contracts.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** An event as it goes into the outbox and, from there, into Kafka. The body is not copied: do not change it. */
@SuppressWarnings("ArrayRecordComponent") // bytes that pass from the encoder to one writer; never compared
public record EncodedEvent(Topic topic, String key, Map<String, String> headers, byte[] body) {

    public EncodedEvent {
        headers = Map.copyOf(headers);
    }

    /** Bytes that the record takes at the broker, with room for the headers that the relay adds and for the framing. */
    public int recordBytes() {
        int headerBytes = headers.entrySet().stream()
                .mapToInt(header -> utf8Length(header.getKey()) + utf8Length(header.getValue()) + 10)
                .sum();
        return body.length + utf8Length(key) + headerBytes + 200;
    }

    private static int utf8Length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
