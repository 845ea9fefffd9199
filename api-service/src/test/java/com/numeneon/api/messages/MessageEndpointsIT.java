package com.numeneon.api.messages;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.api.testing.ApiAnswer;
import com.numeneon.api.testing.ApiService;
import com.numeneon.api.testing.Covers;
import com.numeneon.api.testing.TestUser;
import com.numeneon.api.testing.WrittenEvents;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class MessageEndpointsIT {

    private static final String MESSAGES = "/api/messages/";

    private final ApiService service = ApiService.shared();
    private final JdbcClient database = service.part(JdbcClient.class);
    private final TestUser alice = TestUser.signUp(service);
    private final TestUser bob = TestUser.signUp(service);

    @Test
    @Covers("POST /api/messages/")
    void sending_answers_the_message_stores_it_and_writes_its_event() {
        WrittenEvents events = WrittenEvents.fromNow();

        ApiAnswer answer = alice.client().post(MESSAGES, TestUser.message(bob.id(), "  Hi Bob ☕ \uD83D\uDE00 "));

        assertThat(answer.status()).isEqualTo(201);
        JsonNode message = answer.json();
        assertThat(message.propertyNames())
                .containsExactlyInAnyOrder("id", "sender", "receiver", "content", "is_read", "created_at", "story");
        assertThat(message.path("id").isIntegralNumber()).isTrue();
        assertThat(message.path("sender").propertyNames())
                .containsExactlyInAnyOrder("id", "username", "first_name", "last_name", "profile_picture");
        assertThat(message.path("sender").path("id").asLong()).isEqualTo(alice.id());
        assertThat(message.path("receiver").path("id").asLong()).isEqualTo(bob.id());
        assertThat(message.path("content").asString()).isEqualTo("Hi Bob ☕ \uD83D\uDE00");
        assertThat(message.path("is_read").booleanValue()).isFalse();
        assertThat(message.path("created_at").asString())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
        assertThat(message.path("story").isNull()).isTrue();

        WrittenEvents.Written event = events.only();
        long conversationId = conversationId();
        assertThat(event.topic()).isEqualTo("numeneon.messages");
        assertThat(event.type()).isEqualTo("message.sent.v1");
        assertThat(event.key()).isEqualTo("conversation:" + conversationId);
        assertThat(event.audience()).containsExactly(bob.id());
        assertThat(event.body().path("message_id")).isEqualTo(message.path("id"));
        assertThat(event.body().path("seq").asLong()).isEqualTo(1);
        assertThat(event.body().path("sender")).isEqualTo(message.path("sender"));
        assertThat(event.body().path("receiver_id").asLong()).isEqualTo(bob.id());
        assertThat(event.body().path("content")).isEqualTo(message.path("content"));
        assertThat(event.body().path("created_at")).isEqualTo(message.path("created_at"));

        assertThat(history(bob, alice)).containsExactly(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"content": "x"}                                             | receiver_id
                    {"receiver_id": null, "content": "x"}                        | receiver_id
                    {"receiver_id": "BOB", "content": "x"}                       | receiver_id
                    {"receiver_id": -1, "content": "x"}                          | receiver_id
                    {"receiver_id": 1.5, "content": "x"}                         | receiver_id
                    {"receiver_id": 999999999999, "content": "x"}                | receiver_id
                    {"receiver_id": 1000000000000000000000000000000, "content": "x"} | receiver_id
                    {"receiver_id": ME, "content": "x"}                          | receiver_id
                    {"receiver_id": BOB}                                         | content
                    {"receiver_id": BOB, "content": null}                        | content
                    {"receiver_id": BOB, "content": 7}                           | content
                    {"receiver_id": BOB, "content": " \\t "}                     | content
                    {"receiver_id": BOB, "content": "a\\u0000b"}                 | content
                    {"receiver_id": BOB, "content": "a\\ud800b"}                 | content
                    {"receiver_id": BOB, "content": "LONG"}                      | content
                    {"receiver_id": BOB, "content": "x", "reply_to_story": 1}    | reply_to_story
                    {"receiver_id": BOB, "content": "x", "reply_to_story": "a"}  | reply_to_story
                    """)
    @Covers("POST /api/messages/")
    void a_wrong_field_is_named_and_nothing_is_stored(String template, String field) {
        WrittenEvents events = WrittenEvents.fromNow();
        String json = template.replace("BOB", "" + bob.id())
                .replace("ME", "" + alice.id())
                .replace("LONG", "x".repeat(10_001));

        ApiAnswer answer = alice.client().post(MESSAGES, json);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("errors").propertyNames()).containsExactly(field);
        assertThat(answer.detail()).isNotBlank();
        assertThat(events.all()).isEmpty();
        assertThat(alice.client().get(MESSAGES).json()).isEmpty();
    }

    @Test
    @Covers("POST /api/messages/")
    void every_wrong_field_is_named_at_once() {
        ApiAnswer answer = alice.client()
                .post(MESSAGES, "{\"receiver_id\": 999999999999, \"content\": \"\", \"reply_to_story\": 3}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("errors").propertyNames())
                .containsExactlyInAnyOrder("receiver_id", "content", "reply_to_story");
    }

    @Test
    @Covers("POST /api/messages/")
    void the_longest_text_comes_back_as_it_was() {
        String longest = "\uD83D\uDE00".repeat(10_000);

        ApiAnswer answer = alice.client().post(MESSAGES, TestUser.message(bob.id(), longest));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(history(bob, alice).getFirst().path("content").asString()).isEqualTo(longest);
    }

    @Test
    @Covers("POST /api/messages/")
    void no_story_is_as_good_as_none_given() {
        String json = "{\"receiver_id\": %d, \"content\": \"x\", \"reply_to_story\": null}".formatted(bob.id());

        assertThat(alice.client().post(MESSAGES, json).status()).isEqualTo(201);
    }

    @Test
    @Covers("GET /api/messages/conversations/")
    void conversations_are_listed_latest_first_with_last_message_and_unread_count() {
        TestUser carol = TestUser.signUp(service);
        bob.send(alice, "1");
        bob.send(alice, "2");
        carol.send(alice, "3");
        JsonNode fromCarol = carol.send(alice, "4");
        JsonNode fromBob = bob.send(alice, "5");

        List<JsonNode> list = alice.client().list(MESSAGES + "conversations/");

        assertThat(list).hasSize(2);
        assertThat(list.getFirst().propertyNames()).containsExactlyInAnyOrder("user", "last_message", "unread_count");
        assertThat(list.getFirst().path("user")).isEqualTo(fromBob.path("sender"));
        assertThat(list.getFirst().path("last_message")).isEqualTo(fromBob);
        assertThat(list.getFirst().path("unread_count").asLong()).isEqualTo(3);
        assertThat(list.getLast().path("user").path("id").asLong()).isEqualTo(carol.id());
        assertThat(list.getLast().path("last_message")).isEqualTo(fromCarol);
        assertThat(list.getLast().path("unread_count").asLong()).isEqualTo(2);
        assertThat(bob.client()
                        .list(MESSAGES + "conversations/")
                        .getFirst()
                        .path("unread_count")
                        .asLong())
                .as("one's own messages are not unread")
                .isZero();
    }

    @Test
    @Covers("GET /api/messages/conversations/")
    void replying_reads_what_came_before() {
        bob.send(alice, "1");
        bob.send(alice, "2");
        alice.send(bob, "3");
        bob.send(alice, "4");

        assertThat(unread(alice)).isEqualTo(1);
        assertThat(unread(bob)).as("bob replied to 3").isZero();
        assertThat(history(alice, bob).stream()
                        .map(message -> message.path("is_read").asBoolean()))
                .containsExactly(true, true, true, false);
    }

    @Test
    @Covers("GET /api/messages/conversation/{userId}/")
    void a_conversation_is_shown_oldest_first_and_stays_unread() {
        JsonNode first = bob.send(alice, "1");
        JsonNode second = bob.send(alice, "2");

        assertThat(history(alice, bob)).containsExactly(first, second);
        assertThat(history(alice, bob)).containsExactly(first, second);
        assertThat(unread(alice)).isEqualTo(2);
    }

    @Test
    @Covers("GET /api/messages/conversation/{userId}/")
    void a_conversation_that_never_began_is_empty_and_one_with_nobody_is_not_found() {
        assertThat(history(alice, bob)).isEmpty();
        assertThat(history(alice, alice)).isEmpty();
        assertThat(alice.client().get(MESSAGES + "conversation/999999999999/").status())
                .isEqualTo(404);
        assertThat(alice.client().get(MESSAGES + "conversation/abc/").status()).isEqualTo(400);
        assertThat(alice.client().get(MESSAGES + "conversation/%D9%A3/").status())
                .isEqualTo(400);
    }

    @Test
    @Covers("GET /api/messages/")
    void own_messages_are_listed_oldest_first_whoever_sent_them() {
        TestUser carol = TestUser.signUp(service);
        JsonNode toBob = alice.send(bob, "1");
        JsonNode fromCarol = carol.send(alice, "2");
        bob.send(carol, "not alice's");
        JsonNode fromBob = bob.send(alice, "3");

        List<JsonNode> own = alice.client().list(MESSAGES);

        assertThat(own.stream().map(message -> message.path("id")))
                .containsExactly(toBob.path("id"), fromCarol.path("id"), fromBob.path("id"));
        assertThat(own.getFirst().path("is_read").asBoolean())
                .as("bob has replied")
                .isTrue();
    }

    @Test
    void nothing_is_shown_without_a_token() {
        assertThat(service.client().get(MESSAGES).status()).isEqualTo(401);
        assertThat(service.client().get(MESSAGES + "conversations/").status()).isEqualTo(401);
        assertThat(service.client()
                        .post(MESSAGES, TestUser.message(bob.id(), "x"))
                        .status())
                .isEqualTo(401);
    }

    private long conversationId() {
        return database.sql("SELECT id FROM conversations WHERE low_user_id = :low AND high_user_id = :high")
                .param("low", Math.min(alice.id(), bob.id()))
                .param("high", Math.max(alice.id(), bob.id()))
                .query(Long.class)
                .single();
    }

    private long unread(TestUser user) {
        return user.client()
                .list(MESSAGES + "conversations/")
                .getFirst()
                .path("unread_count")
                .asLong();
    }

    private static List<JsonNode> history(TestUser user, TestUser other) {
        return user.client().list(MESSAGES + "conversation/" + other.id() + "/");
    }
}
