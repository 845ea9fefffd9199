package com.numeneon.contracts.description;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.contracts.event.EventType;
import com.numeneon.contracts.golden.GoldenEvent;
import com.numeneon.contracts.json.ContractJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * During a roll the former version reads what the present one writes. The other direction is a test of
 * notification-service, with the same files (decision 094).
 */
class ReleasedContractTest {

    private static final Path RELEASED = Path.of("src/test/resources/released");

    /** SHA-256 over all files of a release: they are never edited, and a new release is a new line. */
    private static final Map<String, String> FROZEN =
            Map.of("0.1", "0f9496e17b145d020d2113a28c101fc6477bbc962d1fa0cafff44ff254110765");

    /** Only the server sends these; what browsers send is read by the newest version alone. */
    private static final String SOCKET = "notifications";

    static Stream<String> releases() {
        return FROZEN.keySet().stream();
    }

    @Test
    void a_released_contract_is_never_edited() throws IOException {
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> folders = Files.list(RELEASED)) {
            for (Path folder : folders.toList()) {
                found.put(folder.getFileName().toString(), digest(folder));
            }
        }

        assertThat(found).isEqualTo(FROZEN);
    }

    @ParameterizedTest
    @MethodSource("releases")
    void what_is_written_now_has_all_that_a_reader_of_the_release_needs(String release) {
        AsyncApi then = AsyncApi.ofRelease(release);
        AsyncApi now = AsyncApi.read();

        then.document()
                .path("channels")
                .propertyNames()
                .forEach(channel -> then.channel(channel).path("messages").propertyNames().stream()
                        .filter(message -> !(channel.equals(SOCKET) && message.equals("ping")))
                        .forEach(message -> {
                            JsonNode before = then.message(channel, message);
                            JsonNode after = now.message(channel, message);
                            assertThat(SchemaChanges.breaking(then, before.path("payload"), now, after.path("payload")))
                                    .as("%s %s", channel, message)
                                    .isEmpty();
                            assertThat(SchemaChanges.breaking(then, before.path("headers"), now, after.path("headers")))
                                    .as("the headers of %s", message)
                                    .isEmpty();
                            // Order holds within a key: another key for the same thing would lose it in the middle of a
                            // roll.
                            assertThat(after.path("bindings"))
                                    .as("the key of %s", message)
                                    .isEqualTo(before.path("bindings"));
                        }));
    }

    @ParameterizedTest
    @MethodSource("releases")
    void the_golden_events_of_now_are_as_the_release_described_them(String release) throws IOException {
        AsyncApi then = AsyncApi.ofRelease(release);

        for (GoldenEvent before : events(release)) {
            String wireName = Objects.requireNonNull(before.headers().get("ce_type"));
            GoldenEvent after = GoldenEvent.of(EventType.ofWireName(wireName).orElseThrow());
            String channel = after.topic().substring("numeneon.".length());
            JsonNode message = then.message(channel, wireName);
            assertThat(after.topic()).isEqualTo(before.topic());
            assertThat(then.errors(message.path("payload"), after.body())).isEmpty();
            assertThat(then.errors(
                            message.path("headers"), ContractJson.mapper().valueToTree(after.headers())))
                    .isEmpty();
        }
    }

    @Test
    void a_member_that_is_gone_optional_or_of_another_kind_breaks_a_reader_and_one_more_does_not() {
        String then = "{type: object, required: [a, b], properties: {a: {type: string}, b: {type: integer}}}";

        assertThat(breaking(then, then)).isEmpty();
        assertThat(breaking(
                        then,
                        "{type: object, required: [a, b, c], properties:"
                                + " {a: {type: string}, b: {type: integer}, c: {type: string}}}"))
                .isEmpty();
        assertThat(breaking(then, "{type: object, required: [a], properties: {a: {type: string}}}"))
                .containsExactly("/b may now be missing");
        assertThat(breaking(then, "{type: object, required: [a], properties: {a: {type: string}, b: {type: integer}}}"))
                .containsExactly("/b may now be missing");
        assertThat(
                        breaking(
                                then,
                                "{type: object, required: [a, b], properties: {a: {type: [string, 'null']}, b: {type: string}}}"))
                .containsExactly("/a may now be [null]", "/b may now be [string]");
        assertThat(breaking("{type: array, items: {type: string, const: x}}", "{type: array, items: {type: string}}"))
                .containsExactly("/* has another const");
    }

    private static List<String> breaking(String then, String now) {
        AsyncApi any = AsyncApi.read();
        return SchemaChanges.breaking(any, yaml(then), any, yaml(now));
    }

    private static JsonNode yaml(String text) {
        return new YAMLMapper().readValue(text, ObjectNode.class);
    }

    private static List<GoldenEvent> events(String release) throws IOException {
        try (Stream<Path> files = Files.list(RELEASED.resolve(release).resolve("events"))) {
            return files.map(ReleasedContractTest::event).toList();
        }
    }

    private static GoldenEvent event(Path file) {
        try (var stream = Files.newInputStream(file)) {
            return GoldenEvent.read(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of the names and the contents, in the order of the names. */
    private static String digest(Path folder) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new LinkageError(e.getMessage(), e);
        }
        try (Stream<Path> files =
                Files.walk(folder).filter(Files::isRegularFile).sorted()) {
            for (Path file : files.toList()) {
                digest.update(folder.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(file));
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
