package com.numeneon.contracts.description;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.contracts.event.EventType;
import com.numeneon.contracts.frame.Frame;
import com.numeneon.contracts.frame.FrameCodec;
import com.numeneon.contracts.golden.GoldenEvent;
import com.numeneon.contracts.json.ContractJson;
import com.numeneon.contracts.topic.Topic;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class AsyncApiTest {

    private static final String SOCKET = "notifications";

    private final AsyncApi api = AsyncApi.read();

    @Test
    void it_is_an_asyncapi_document_whose_references_all_lead_somewhere() {
        JsonNode document = api.document();

        assertThat(document.path("asyncapi").asString()).isEqualTo("3.0.0");
        assertThat(document.path("info").propertyNames()).contains("title", "version");
        assertThat(document.findValues("$ref"))
                .isNotEmpty()
                .allSatisfy(ref -> assertThat(
                                document.at(ref.asString().substring(1)).isMissingNode())
                        .as(ref.asString())
                        .isFalse());
        assertThat(document.path("operations")).allSatisfy(operation -> {
            assertThat(operation.path("action").asString()).isIn("send", "receive");
            assertThat(api.resolved(operation.path("channel")).path("address").asString())
                    .isNotEmpty();
        });
    }

    @Test
    void its_channels_are_the_socket_and_the_topics() {
        Set<String> topics =
                Arrays.stream(Topic.values()).map(AsyncApiTest::channelOf).collect(Collectors.toSet());
        topics.add(SOCKET);

        assertThat(api.document().path("channels").propertyNames()).containsExactlyInAnyOrderElementsOf(topics);
    }

    @ParameterizedTest
    @EnumSource
    void a_topic_is_as_described(Topic topic) {
        JsonNode channel = api.channel(channelOf(topic));
        JsonNode kafka = channel.path("bindings").path("kafka");
        Map<String, String> settings = new HashMap<>();
        kafka.path("topicConfiguration").forEachEntry((name, value) -> settings.put(name, text(value)));
        channel.path("x-topic-configuration").forEachEntry((name, value) -> settings.put(name, text(value)));
        settings.put(
                "message.timestamp.type",
                channel.path("x-message-timestamp-type").asString());

        assertThat(channel.path("address").asString()).isEqualTo(topic.topicName());
        assertThat(kafka.path("topic").asString()).isEqualTo(topic.topicName());
        assertThat(kafka.path("partitions").asInt()).isEqualTo(topic.partitions());
        assertThat(settings).isEqualTo(topic.settings());
    }

    private static String text(JsonNode setting) {
        return setting.isArray()
                ? setting.valueStream().map(JsonNode::asString).collect(Collectors.joining(","))
                : setting.asString();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SESSIONS")
    void a_topic_has_its_events_and_no_others(Topic topic) {
        assertThat(api.channel(channelOf(topic)).path("messages").propertyNames())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(EventType.values())
                        .filter(type -> type.topic() == topic)
                        .map(EventType::wireName)
                        .toList());
    }

    @Test
    void the_records_about_sockets_are_as_their_examples() {
        assertThat(api.channel(channelOf(Topic.SESSIONS)).path("messages").propertyNames())
                .containsExactlyInAnyOrder("opened", "closed", "pod", "lost")
                .allSatisfy(name -> {
                    JsonNode message = api.message(channelOf(Topic.SESSIONS), name);
                    JsonNode example = message.path("examples").path(0).path("payload");
                    assertThat(api.errors(message.path("payload"), example)).isEmpty();
                    assertThat(example.path("type").asString()).isEqualTo(name);
                });
    }

    @ParameterizedTest
    @EnumSource
    void an_event_is_as_described(EventType type) {
        JsonNode message = api.message(channelOf(type.topic()), type.wireName());
        GoldenEvent golden = GoldenEvent.of(type);
        JsonNode headers = ContractJson.mapper().valueToTree(golden.headers());
        JsonNode key = ContractJson.mapper().valueToTree(golden.key());

        assertThat(message.path("name").asString()).isEqualTo(type.wireName());
        assertThat(api.errors(message.path("payload"), golden.body())).isEmpty();
        assertThat(api.errors(message.path("headers"), headers)).isEmpty();
        assertThat(api.errors(message.path("bindings").path("kafka").path("key"), key))
                .isEmpty();
        assertHasMembersOf(type.eventClass(), message.path("payload"));
    }

    @ParameterizedTest
    @EnumSource
    void the_example_of_an_event_is_its_golden_file(EventType type) {
        JsonNode example = api.message(channelOf(type.topic()), type.wireName())
                .path("examples")
                .path(0);
        GoldenEvent golden = GoldenEvent.of(type);

        assertThat(example.path("payload")).isEqualTo(golden.body());
        assertThat(example.path("headers")).isEqualTo(ContractJson.mapper().valueToTree(golden.headers()));
    }

    @Test
    void the_server_sends_every_frame_of_the_code_and_no_other() {
        List<String> sent = api.document()
                .path("operations")
                .path("pushFrames")
                .path("messages")
                .valueStream()
                .map(ref -> api.resolved(api.resolved(ref)).path("name").asString())
                .toList();

        assertThat(sent)
                .containsExactlyInAnyOrderElementsOf(
                        frameClasses().map(type -> blank(type).frameType()).toList());
        assertThat(api.channel(SOCKET).path("messages").propertyNames())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(sent.stream(), Stream.of("ping")).toList());
    }

    static Stream<Class<? extends Frame>> frameClasses() {
        return Arrays.stream(Objects.requireNonNull(Frame.class.getPermittedSubclasses()))
                .map(type -> type.asSubclass(Frame.class));
    }

    @ParameterizedTest
    @MethodSource("frameClasses")
    void a_frame_has_the_members_of_its_class(Class<? extends Frame> type) {
        JsonNode payload = api.message(SOCKET, blank(type).frameType()).path("payload");

        assertThat(payload.path("properties").path("type").path("const").asString())
                .isEqualTo(blank(type).frameType());
        JsonNode sent = ContractJson.mapper().readTree(FrameCodec.encode(blank(type)));
        assertThat(payload.path("properties").has("data")).isEqualTo(sent.has("data"));
        if (sent.has("data")) {
            assertHasMembersOf(type, payload.path("properties").path("data"));
        }
    }

    static List<GoldenEvent> goldenFrames() {
        return GoldenEvent.all().stream().filter(event -> event.frame() != null).toList();
    }

    @ParameterizedTest
    @MethodSource("goldenFrames")
    void the_example_of_a_frame_is_what_its_event_becomes(GoldenEvent golden) {
        JsonNode frame = Objects.requireNonNull(golden.frame());
        JsonNode message = api.message(SOCKET, frame.path("type").asString());

        assertThat(message.path("examples").path(0).path("payload")).isEqualTo(frame);
        assertThat(api.errors(message.path("payload"), frame)).isEmpty();
    }

    static List<Frame> framesWithoutEvent() {
        return List.of(
                new Frame.ConnectionEstablished(9, "bob", "f0e1d2c3-0000-4000-8000-000000000001"),
                new Frame.PongReply(),
                new Frame.ErrorReply("Unknown frame type; only ping is understood."));
    }

    @ParameterizedTest
    @MethodSource("framesWithoutEvent")
    void the_example_of_a_frame_without_an_event_is_what_is_sent(Frame frame) {
        JsonNode message = api.message(SOCKET, frame.frameType());
        JsonNode sent = ContractJson.mapper().readTree(FrameCodec.encode(frame));

        assertThat(message.path("examples").path(0).path("payload")).isEqualTo(sent);
        assertThat(api.errors(message.path("payload"), sent)).isEmpty();
    }

    @Test
    void a_frame_with_a_member_more_or_less_is_not_as_described() {
        JsonNode schema = api.message(SOCKET, "error").path("payload");

        assertThat(api.errors(schema, json("{\"type\": \"error\", \"data\": {\"detail\": \"x\"}}")))
                .isEmpty();
        assertThat(api.errors(schema, json("{\"type\": \"error\", \"data\": {}}")))
                .isNotEmpty();
        assertThat(api.errors(schema, json("{\"type\": \"error\", \"data\": {\"detail\": \"x\", \"more\": 1}}")))
                .isNotEmpty();
    }

    private static void assertHasMembersOf(Class<?> type, JsonNode schema) {
        List<String> members = Arrays.stream(type.getRecordComponents())
                .map(member -> member.getName()
                        .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                        .toLowerCase(Locale.ROOT))
                .toList();
        assertThat(schema.path("properties").propertyNames()).containsExactlyElementsOf(members);
        assertThat(schema.path("required").valueStream().map(JsonNode::asString))
                .containsExactlyElementsOf(members);
    }

    private static String channelOf(Topic topic) {
        return topic.name().toLowerCase(Locale.ROOT);
    }

    private static JsonNode json(String text) {
        return ContractJson.mapper().readTree(text);
    }

    /** One with nothing in it: enough to ask for its type. */
    private static Frame blank(Class<? extends Frame> type) {
        RecordComponent[] members = type.getRecordComponents();
        Function<RecordComponent, Object> nothing = member -> Array.get(Array.newInstance(member.getType(), 1), 0);
        try {
            Constructor<? extends Frame> constructor = type.getDeclaredConstructor(
                    Arrays.stream(members).map(RecordComponent::getType).toArray(Class<?>[]::new));
            return constructor.newInstance(Arrays.stream(members).map(nothing).toArray());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }
}
