package com.numeneon.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.standalone.system.Person.Answer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Messages written at once, on two api processes. How many is the system property {@code races.messages}. */
class MessagesAtOnceIT {

    /** By each of the two. */
    private static final int MESSAGES = Integer.getInteger("races.messages", 500);

    /** Of each of the two, at the same time. */
    private static final int WRITERS = 10;

    private final RunningSystem system = SharedSystem.get();
    private final BothApiPods pods = new BothApiPods(system);
    private final Cast cast = new Cast(system);

    private Person alice;
    private Person bob;

    @BeforeEach
    void people() {
        List<Person> people = cast.add("alice", "bob");
        alice = people.get(0);
        bob = people.get(1);
    }

    @AfterEach
    void close() {
        cast.close();
    }

    @Test
    void two_who_write_to_each_other_at_once_lose_nothing_and_agree_about_the_order() {
        pods.race(2 * WRITERS, number -> {
            Person writer = number % 2 == 0 ? alice : bob;
            Person receiver = number % 2 == 0 ? bob : alice;
            for (int i = 0; i < MESSAGES / WRITERS; i++) {
                // Each writer takes turns, too, so both pods write for both people all the time.
                pods.call(number / 2 + i, writer, "POST", "/api/messages/", to(receiver, number + ":" + i))
                        .expect(201);
            }
            return writer;
        });

        assertThatNumbersHaveNoGap();
        List<JsonNode> messages = alice.allPages("/api/messages/conversation/" + bob.id() + "/");
        assertThat(messages).hasSize(2 * MESSAGES);
        assertThat(ids(bob.allPages("/api/messages/conversation/" + alice.id() + "/")))
                .isEqualTo(ids(messages));
        assertThat(ids(messages)).as("as numbered").isEqualTo(idsAsNumbered());
        assertThat(messages.stream().map(message -> message.get("created_at").asString()))
                .isSorted()
                .doesNotHaveDuplicates();
        for (Person reader : List.of(alice, bob)) {
            assertThatFramesComeInOrder(reader, messages);
            assertThatUnreadIsExact(reader, reader == alice ? bob : alice, messages);
        }
        cast.expectNothingElse();
    }

    @Test
    void one_idempotency_key_twenty_times_at_once_writes_one_message_and_gives_twenty_equal_answers() {
        for (int round = 0; round < BothApiPods.ROUNDS; round++) {
            Map<String, String> key =
                    Map.of("Idempotency-Key", UUID.randomUUID().toString());
            Map<String, Object> body = to(bob, "once " + round);

            List<Answer> answers = pods.race(20, turn -> pods.call(turn, alice, "POST", "/api/messages/", body, key));

            JsonNode message = answers.getFirst().expect(201);
            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer.expect(201)).isEqualTo(message));
            assertThat(system.count("SELECT count(*) FROM messages WHERE sender_id = ?", alice.id()))
                    .isEqualTo(round + 1);
            assertThat(cast.next(bob, "new_message").get("id")).isEqualTo(message.get("id"));
        }
        cast.expectNothingElse();
    }

    private void assertThatNumbersHaveNoGap() {
        for (String numbers : List.of("count(*)", "count(DISTINCT seq)", "max(seq)", "max(last_seq)")) {
            assertThat(system.count(
                            "SELECT " + numbers + " FROM messages m JOIN conversations c ON c.id = m.conversation_id"
                                    + " WHERE low_user_id IN (?, ?)",
                            alice.id(),
                            bob.id()))
                    .as(numbers)
                    .isEqualTo(2L * MESSAGES);
        }
    }

    private List<Long> idsAsNumbered() {
        return system.longs("SELECT id FROM messages WHERE sender_id IN (?, ?) ORDER BY seq", alice.id(), bob.id());
    }

    private void assertThatFramesComeInOrder(Person receiver, List<JsonNode> messages) {
        messages.stream()
                .filter(message -> message.get("receiver").get("id").asLong() == receiver.id())
                .forEach(message ->
                        assertThat(cast.next(receiver, "new_message").get("id")).isEqualTo(message.get("id")));
    }

    /** Whoever writes has read what came before. */
    private static void assertThatUnreadIsExact(Person reader, Person other, List<JsonNode> messages) {
        long unread = messages.reversed().stream()
                .takeWhile(message -> message.get("receiver").get("id").asLong() == reader.id())
                .count();
        assertThat(unreadCount(reader)).isEqualTo(unread);
        assertThat(reader.answer("POST", "/api/messages/read_all/?user_id=" + other.id(), null)
                        .expect(200)
                        .get("marked_read")
                        .asLong())
                .isEqualTo(unread);
        assertThat(unreadCount(reader)).isZero();
    }

    private static long unreadCount(Person reader) {
        JsonNode conversations = reader.get("/api/messages/conversations/");
        assertThat(conversations).hasSize(1);
        return conversations.get(0).get("unread_count").asLong();
    }

    private static Map<String, Object> to(Person receiver, String content) {
        return Map.of("receiver_id", receiver.id(), "content", content);
    }

    private static List<Long> ids(List<JsonNode> messages) {
        return messages.stream().map(message -> message.get("id").asLong()).toList();
    }
}
