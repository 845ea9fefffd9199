package com.numeneon.contracts.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.contracts.event.EventType;
import com.numeneon.contracts.event.SessionRevoked;
import com.numeneon.contracts.golden.GoldenEvent;
import com.numeneon.contracts.json.ContractJson;
import io.cloudevents.kafka.CloudEventDeserializer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EventCodecTest {

    @ParameterizedTest
    @EnumSource(EventType.class)
    void a_golden_file_is_read_and_written_to_the_letter(EventType type) {
        GoldenEvent golden = GoldenEvent.of(type);

        DecodedEvent decoded = EventCodec.decode(golden.headers(), golden.bodyBytes());

        EventEnvelope envelope = known(decoded);
        EncodedEvent encoded = EventCodec.encode(envelope);
        assertThat(envelope.event().type()).isEqualTo(type);
        assertThat(encoded.topic().topicName()).isEqualTo(golden.topic());
        assertThat(encoded.key()).isEqualTo(golden.key());
        assertThat(encoded.headers()).isEqualTo(golden.headers());
        assertThat(ContractJson.mapper().readTree(encoded.body())).isEqualTo(golden.body());
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void the_cloudevents_library_reads_what_we_write(EventType type) {
        GoldenEvent golden = GoldenEvent.of(type);
        var headers = new RecordHeaders();
        golden.headers().forEach((name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));

        try (var library = new CloudEventDeserializer()) {
            var event = library.deserialize(golden.topic(), headers, golden.bodyBytes());

            assertThat(event.getId()).isEqualTo(golden.headers().get(EventCodec.HEADER_ID));
            assertThat(event.getType()).isEqualTo(type.wireName());
            assertThat(event.getSource()).hasToString(EventCodec.SOURCE);
            assertThat(event.getSubject()).isEqualTo(golden.headers().get(EventCodec.HEADER_SUBJECT));
            assertThat(event.getDataContentType()).isEqualTo("application/json");
            assertThat(event.getExtension("sequence"))
                    .isEqualTo(golden.headers().get(EventCodec.HEADER_SEQUENCE));
        }
    }

    @Test
    void an_unknown_type_is_a_value_and_not_an_error() {
        Map<String, String> headers = changed(EventCodec.HEADER_TYPE, "message.sent.v9");

        assertThat(EventCodec.decode(headers, "{}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new DecodedEvent.UnknownType("message.sent.v9"));
    }

    @Test
    void unknown_fields_of_a_newer_build_are_ignored() {
        String body = """
                {"session_id": "s", "user_id": 3, "revoked_at": "2026-11-22T15:04:05.120000Z", "audience": [3], "why": "logout"}""";
        Map<String, String> headers = GoldenEvent.of(EventType.SESSION_REVOKED).headers();

        EventEnvelope envelope = known(EventCodec.decode(headers, body.getBytes(StandardCharsets.UTF_8)));

        assertThat(envelope.event())
                .isEqualTo(new SessionRevoked("s", 3, Instant.parse("2026-11-22T15:04:05.120Z"), List.of(3L)));
    }

    @Test
    void what_cannot_be_read_is_a_value_and_not_an_error() {
        Map<String, String> good = GoldenEvent.of(EventType.MESSAGE_SENT).headers();
        byte[] body = GoldenEvent.of(EventType.MESSAGE_SENT).bodyBytes();

        assertThat(List.of(
                        EventCodec.decode(Map.of(), body),
                        EventCodec.decode(good, null),
                        EventCodec.decode(good, "{".getBytes(StandardCharsets.UTF_8)),
                        EventCodec.decode(good, "[1]".getBytes(StandardCharsets.UTF_8)),
                        EventCodec.decode(good, "null".getBytes(StandardCharsets.UTF_8)),
                        EventCodec.decode(good, "{}".getBytes(StandardCharsets.UTF_8)),
                        EventCodec.decode(changed(EventCodec.HEADER_ID, "x"), body),
                        EventCodec.decode(changed(EventCodec.HEADER_TIME, "yesterday"), body),
                        EventCodec.decode(changed(EventCodec.HEADER_SEQUENCE, "many"), body)))
                .allSatisfy(decoded -> assertThat(decoded).isInstanceOf(DecodedEvent.Undecodable.class));
    }

    @Test
    void the_size_of_a_record_counts_bytes_and_not_characters() {
        EncodedEvent encoded = EventCodec.encode(new EventEnvelope(
                new UUID(1, 2), Instant.EPOCH, new SessionRevoked("☕", 3, Instant.EPOCH, List.of()), null, null));

        assertThat(encoded.recordBytes())
                .isGreaterThan(encoded.body().length + "☕".getBytes(StandardCharsets.UTF_8).length);
        assertThat(encoded.headers()).doesNotContainKeys(EventCodec.HEADER_SEQUENCE, EventCodec.HEADER_TRACEPARENT);
    }

    private static Map<String, String> changed(String name, String value) {
        Map<String, String> headers =
                new HashMap<>(GoldenEvent.of(EventType.MESSAGE_SENT).headers());
        headers.put(name, value);
        return headers;
    }

    private static EventEnvelope known(DecodedEvent decoded) {
        assertThat(decoded).isInstanceOf(DecodedEvent.Known.class);
        return ((DecodedEvent.Known) decoded).envelope();
    }
}
