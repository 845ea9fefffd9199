package com.numeneon.api.messages;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.api.testing.ApiAnswer;
import com.numeneon.api.testing.ApiService;
import com.numeneon.api.testing.Covers;
import com.numeneon.api.testing.Pages;
import com.numeneon.api.testing.TestUser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class MessagePagingIT {

    private static final String MESSAGES = "/api/messages/";

    private final ApiService service = ApiService.shared();
    private final TestUser alice = TestUser.signUp(service);
    private final TestUser bob = TestUser.signUp(service);

    @Test
    @Covers("GET /api/messages/conversation/{userId}/")
    void each_page_of_a_conversation_is_oldest_first_and_leads_to_an_older_one() {
        write(alice, bob, 1, 2, 3, 4, 5);

        assertThat(contents(Pages.from(alice.client(), MESSAGES + "conversation/" + bob.id() + "/?limit=2")))
                .containsExactly(List.of("4", "5"), List.of("2", "3"), List.of("1"));
    }

    @Test
    @Covers("GET /api/messages/")
    void each_page_of_own_messages_is_oldest_first_and_leads_to_an_older_one() {
        TestUser carol = TestUser.signUp(service);
        write(alice, bob, 1);
        write(carol, alice, 2, 3);
        write(bob, alice, 4);

        assertThat(contents(Pages.from(alice.client(), MESSAGES + "?limit=3")))
                .containsExactly(List.of("2", "3", "4"), List.of("1"));
        assertThat(contents(Pages.from(alice.client(), MESSAGES + "?limit=2")))
                .as("no further page where the last one is full")
                .containsExactly(List.of("3", "4"), List.of("1", "2"));
    }

    @Test
    @Covers("GET /api/messages/conversations/")
    void each_page_of_conversations_is_latest_first_and_leads_to_an_older_one() {
        List<Long> others = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            TestUser other = TestUser.signUp(service);
            write(other, alice, i);
            others.addFirst(other.id());
        }

        List<List<JsonNode>> pages = Pages.from(alice.client(), MESSAGES + "conversations/?limit=2");

        assertThat(pages).hasSize(3);
        assertThat(pages.stream()
                        .flatMap(List::stream)
                        .map(row -> row.path("user").path("id").asLong()))
                .containsExactlyElementsOf(others);
    }

    @Test
    void without_a_limit_the_newest_500_are_shown() {
        write(alice, bob, 1);
        service.part(JdbcClient.class)
                .sql("""
                        WITH c AS (
                            UPDATE conversations SET last_seq = 601, last_message_at = last_message_at + interval '1 hour'
                            WHERE low_user_id = :low AND high_user_id = :high
                            RETURNING id, last_message_at
                        )
                        INSERT INTO messages (conversation_id, seq, sender_id, receiver_id, content, created_at)
                        SELECT c.id, n, :low, :high, n::text, c.last_message_at - (601 - n) * interval '1 second'
                        FROM c, generate_series(2, 601) n
                        """)
                .param("low", Math.min(alice.id(), bob.id()))
                .param("high", Math.max(alice.id(), bob.id()))
                .update();

        List<List<String>> history = contents(Pages.from(alice.client(), MESSAGES + "conversation/" + bob.id() + "/"));

        assertThat(history).hasSize(2);
        assertThat(history.getFirst()).hasSize(500).startsWith("102").endsWith("601");
        assertThat(history.getLast()).hasSize(101).startsWith("1").endsWith("101");
        assertThat(contents(Pages.from(bob.client(), MESSAGES))).isEqualTo(history);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=501",
                "limit=abc",
                "limit=-1",
                "limit=1000000000000000000000000000000",
                "before=abc",
                "before=%00",
                "before=1.2.3"
            })
    void a_wrong_page_is_refused_by_name(String query) {
        String field = query.substring(0, query.indexOf('='));
        for (String path :
                List.of(MESSAGES, MESSAGES + "conversations/", MESSAGES + "conversation/" + bob.id() + "/")) {
            ApiAnswer answer = alice.client().get(path + "?" + query);

            assertThat(answer.status()).as(path).isEqualTo(400);
            assertThat(answer.errors(field)).as(path).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-999999999999999999.5", "999999999999999999.5", "0.0", "-5.-7"})
    void a_key_that_was_made_up_harms_nothing(String plain) {
        String before =
                Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.US_ASCII));

        assertThat(alice.client().get(MESSAGES + "?before=" + before).status()).isEqualTo(200);
        assertThat(alice.client()
                        .get(MESSAGES + "conversations/?before=" + before)
                        .status())
                .isEqualTo(200);
    }

    private static void write(TestUser sender, TestUser receiver, int... texts) {
        for (int text : texts) {
            ApiAnswer answer = sender.client()
                    .post(MESSAGES, "{\"receiver_id\": %d, \"content\": \"%d\"}".formatted(receiver.id(), text));
            assertThat(answer.status()).isEqualTo(201);
        }
    }

    private static List<List<String>> contents(List<List<JsonNode>> pages) {
        return pages.stream()
                .map(page -> page.stream()
                        .map(message -> message.path("content").asString())
                        .toList())
                .toList();
    }
}
