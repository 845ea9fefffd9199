package com.numeneon.notification.sessions;

import static com.numeneon.notification.sessions.WrittenLog.at;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.contracts.json.ContractJson;
import com.numeneon.notification.sessions.SessionRecordCodec.Decoded;
import com.numeneon.notification.testing.AsyncApiFile;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class SessionRecordCodecTest {

    static List<SessionRecord> records() {
        SocketOpening socket = new SocketOpening("s1", 9, "jti", at(10), false);
        SocketOpening withCursors = new SocketOpening("s2", Long.MAX_VALUE, "jti", at(0), true);
        return List.of(
                new SessionRecord.Opened(socket, "p", false),
                new SessionRecord.Opened(withCursors, "p", true),
                new SessionRecord.Closed("s1", 9, "jti", "p", at(12), 17),
                new SessionRecord.Closed("s1", 9, "jti", "p", null, 17),
                new SessionRecord.Ended("s1"),
                new SessionRecord.PodReport("p", at(12), Map.of("s1", at(3), "s2", at(4)), 18),
                new SessionRecord.PodLost("p", "q", -1),
                new SessionRecord.PodEnded("p"));
    }

    @ParameterizedTest
    @MethodSource("records")
    void what_is_written_is_what_is_read(SessionRecord record) {
        assertThat(SessionRecordCodec.decode(SessionRecordCodec.key(record), SessionRecordCodec.body(record)))
                .isEqualTo(new Decoded.Known(record));
    }

    static List<JsonNode> examples() {
        return AsyncApiFile.examples("SocketOpened", "SocketClosed", "PodReport", "PodLost")
                .toList();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void what_is_described_is_what_is_written(JsonNode example) {
        String key = List.of("opened", "closed").contains(example.path("type").asString()) ? "session:s1" : "pod:p";
        Decoded decoded = SessionRecordCodec.decode(key, ContractJson.mapper().writeValueAsBytes(example));

        assertThat(decoded).isInstanceOfSatisfying(Decoded.Known.class, known -> {
            byte[] body = Objects.requireNonNull(SessionRecordCodec.body(known.record()));
            assertThat(ContractJson.mapper().readTree(body)).isEqualTo(example);
        });
    }

    @Test
    void members_of_a_newer_build_are_ignored() {
        assertThat(decode("pod:p", "{\"type\":\"lost\",\"by\":\"q\",\"heard\":3,\"why\":{\"more\":1}}"))
                .isEqualTo(new Decoded.Known(new SessionRecord.PodLost("p", "q", 3)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"session:s1", "pod:p"})
    void a_type_of_a_newer_build_is_unknown(String key) {
        assertThat(decode(key, "{\"type\":\"moved\"}")).isEqualTo(new Decoded.UnknownType("moved"));
    }

    @Test
    void so_is_a_key_of_a_newer_build() {
        assertThat(decode("region:eu", "{\"type\":\"opened\"}")).isInstanceOf(Decoded.UnknownType.class);
        assertThat(SessionRecordCodec.decode(null, null)).isInstanceOf(Decoded.UnknownType.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "7",
                "[]",
                "{",
                "{}",
                "{\"type\":null}",
                "{\"type\":\"closed\"}",
                "{\"type\":\"closed\",\"user_id\":\"9\",\"jti\":\"j\",\"pod\":\"p\",\"read\":1}",
                "{\"type\":\"closed\",\"user_id\":9,\"jti\":\"j\",\"pod\":\"p\",\"read\":1,\"position\":null}",
                "{\"type\":\"closed\",\"user_id\":9,\"jti\":\"j\",\"pod\":\"p\",\"read\":1,\"position\":\"x\"}",
                "{\"type\":\"opened\",\"user_id\":9,\"jti\":\"j\",\"pod\":\"p\",\"position\":\"AQAAAAAAAAAHAAAA\"}"
            })
    void what_lacks_something_is_no_record_and_no_exception(String body) {
        assertThat(decode("session:s1", body)).isInstanceOf(Decoded.Undecodable.class);
    }

    private static Decoded decode(String key, String body) {
        return SessionRecordCodec.decode(key, body.getBytes(UTF_8));
    }
}
