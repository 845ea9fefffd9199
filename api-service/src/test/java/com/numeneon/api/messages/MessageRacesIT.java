package com.numeneon.api.messages;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.api.testing.ApiAnswer;
import com.numeneon.api.testing.ApiService;
import com.numeneon.api.testing.TestUser;
import com.numeneon.api.testing.WrittenEvents;
import com.numeneon.infra.testing.AtOnce;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class MessageRacesIT {

    private static final String MESSAGES = "/api/messages/";

    private final ApiService service = ApiService.shared();
    private final JdbcClient database = service.part(JdbcClient.class);
    private final TestUser alice = TestUser.signUp(service);
    private final TestUser bob = TestUser.signUp(service);

    @RepeatedTest(10)
    void two_first_messages_that_cross_meet_in_one_conversation() {
        WrittenEvents events = WrittenEvents.fromNow();

        List<ApiAnswer> answers =
                AtOnce.call(List.of(() -> send(alice, bob, "from alice"), () -> send(bob, alice, "from bob")));

        assertThat(answers).allMatch(answer -> answer.status() == 201);
        assertThat(seqs()).containsExactly(1L, 2L);
        assertThat(events.all().stream().map(WrittenEvents.Written::key).distinct())
                .hasSize(1);
        assertThat(alice.client().list(MESSAGES + "conversations/")).hasSize(1);
        assertNumbersAgreeWithMessages();
    }

    @Test
    void two_hundred_messages_both_ways_are_numbered_without_a_gap_and_unread_is_exact() {
        WrittenEvents events = WrittenEvents.fromNow();
        List<Callable<Integer>> writers = IntStream.range(0, 8)
                .<Callable<Integer>>mapToObj(writer -> () -> {
                    TestUser sender = writer % 2 == 0 ? alice : bob;
                    TestUser receiver = writer % 2 == 0 ? bob : alice;
                    for (int i = 0; i < 25; i++) {
                        assertThat(send(sender, receiver, writer + "-" + i).status())
                                .isEqualTo(201);
                    }
                    return 25;
                })
                .toList();

        AtOnce.call(writers);

        assertThat(seqs())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 200).boxed().toList());
        assertThat(events.all().stream().map(event -> event.body().path("seq").asLong()))
                .as("the outbox tells of them in their order")
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 200).boxed().toList());
        List<JsonNode> history = alice.client().list(MESSAGES + "conversation/" + bob.id() + "/");
        List<String> times = history.stream()
                .map(message -> message.path("created_at").asString())
                .toList();
        assertThat(times).as("time never runs against order").isSorted().doesNotHaveDuplicates();
        assertThat(unread(alice)).isEqualTo(tailFrom(bob, history));
        assertThat(unread(bob)).isEqualTo(tailFrom(alice, history));
        assertThat(Stream.of(unread(alice), unread(bob)))
                .as("whoever wrote last has read everything")
                .contains(0L);
        assertNumbersAgreeWithMessages();
    }

    @Test
    void readers_and_a_writer_at_once_count_every_message_once() {
        List<Callable<Long>> tasks = new ArrayList<>(Collections.nCopies(3, () -> {
            long marked = 0;
            for (int i = 0; i < 25; i++) {
                marked += readAll();
            }
            return marked;
        }));
        tasks.add(() -> {
            for (int i = 0; i < 50; i++) {
                assertThat(send(bob, alice, "" + i).status()).isEqualTo(201);
            }
            return 0L;
        });

        long marked = AtOnce.call(tasks).stream().mapToLong(Long::longValue).sum() + readAll();

        assertThat(marked).isEqualTo(50);
        assertThat(unread(alice)).isZero();
    }

    /** What the other wrote since the last message of one's own. */
    private static long tailFrom(TestUser other, List<JsonNode> history) {
        return history.reversed().stream()
                .takeWhile(message -> message.path("sender").path("id").asLong() == other.id())
                .count();
    }

    /** What an operator can check at any time. */
    private void assertNumbersAgreeWithMessages() {
        assertThat(database.sql("""
                        SELECT c.id
                        FROM conversations c
                        LEFT JOIN messages m ON m.conversation_id = c.id
                        GROUP BY c.id
                        HAVING c.last_seq <> coalesce(max(m.seq), 0) OR c.last_message_at <> max(m.created_at)
                        """).query(Long.class).list())
                .as("conversations whose last number or time is not that of their last message")
                .isEmpty();
    }

    private long readAll() {
        return alice.client()
                .post(MESSAGES + "read_all/?user_id=" + bob.id())
                .json()
                .path("marked_read")
                .asLong();
    }

    private List<Long> seqs() {
        return database.sql("""
                        SELECT m.seq
                        FROM messages m
                        JOIN conversations c ON c.id = m.conversation_id
                        WHERE c.low_user_id = :low AND c.high_user_id = :high
                        ORDER BY m.seq
                        """)
                .param("low", Math.min(alice.id(), bob.id()))
                .param("high", Math.max(alice.id(), bob.id()))
                .query(Long.class)
                .list();
    }

    private static long unread(TestUser user) {
        return user.client()
                .list(MESSAGES + "conversations/")
                .getFirst()
                .path("unread_count")
                .asLong();
    }

    private static ApiAnswer send(TestUser sender, TestUser receiver, String content) {
        return sender.client()
                .post(MESSAGES, "{\"receiver_id\": %d, \"content\": \"%s\"}".formatted(receiver.id(), content));
    }
}
