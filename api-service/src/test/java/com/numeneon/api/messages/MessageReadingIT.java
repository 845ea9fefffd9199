package com.numeneon.api.messages;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.api.testing.ApiAnswer;
import com.numeneon.api.testing.ApiService;
import com.numeneon.api.testing.Covers;
import com.numeneon.api.testing.TestUser;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class MessageReadingIT {

    private static final String MESSAGES = "/api/messages/";

    private final ApiService service = ApiService.shared();
    private final TestUser alice = TestUser.signUp(service);
    private final TestUser bob = TestUser.signUp(service);

    @ParameterizedTest
    @ValueSource(strings = {"read_all/?user_id=%d", "conversation/%d/read/", "read_all?user_id=%d"})
    @Covers({"POST /api/messages/read_all/", "POST /api/messages/conversation/{userId}/read/"})
    void reading_a_conversation_marks_each_message_once(String path) {
        bob.send(alice, "1");
        bob.send(alice, "2");
        String read = MESSAGES + path.formatted(bob.id());

        ApiAnswer first = alice.client().post(read);
        ApiAnswer second = alice.client().post(read);

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.text()).isEqualTo("{\"marked_read\":2}");
        assertThat(second.text()).isEqualTo("{\"marked_read\":0}");
        assertThat(unread(alice)).isZero();
        assertThat(history(bob, alice))
                .allMatch(message -> message.path("is_read").asBoolean());
        assertThat(bob.client().post(MESSAGES + path.formatted(alice.id())).text())
                .as("what one sent oneself is not there to be read")
                .isEqualTo("{\"marked_read\":0}");
    }

    @Test
    @Covers("POST /api/messages/read_all/")
    void reading_where_nothing_was_written_marks_nothing() {
        assertThat(alice.client()
                        .post(MESSAGES + "read_all/?user_id=" + bob.id())
                        .text())
                .isEqualTo("{\"marked_read\":0}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?user_id=", "?user_id=abc", "?user_id=-1", "?user_id=999999999999", "?user_id=1.5"})
    @Covers("POST /api/messages/read_all/")
    void read_all_says_that_the_user_goes_into_the_query(String query) {
        ApiAnswer answer = alice.client().post(MESSAGES + "read_all/" + query, "{\"user_id\": %d}".formatted(bob.id()));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errors("user_id")).singleElement().asString().contains("query");
    }

    @Test
    @Covers("POST /api/messages/read_all/")
    void read_all_is_a_post() {
        ApiAnswer answer = alice.client().get(MESSAGES + "read_all/?user_id=" + bob.id());

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).hasValue("POST");
    }

    @Test
    @Covers("POST /api/messages/conversation/{userId}/read/")
    void reading_the_messages_of_nobody_is_not_found() {
        assertThat(alice.client()
                        .post(MESSAGES + "conversation/999999999999/read/")
                        .status())
                .isEqualTo(404);
    }

    @Test
    @Covers("PATCH /api/messages/{messageId}/read/")
    void reading_one_message_reads_up_to_it() {
        bob.send(alice, "1");
        JsonNode second = bob.send(alice, "2");
        bob.send(alice, "3");

        ApiAnswer answer = alice.client().patch(MESSAGES + second.path("id") + "/read/");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("id")).isEqualTo(second.path("id"));
        assertThat(answer.json().path("is_read").asBoolean()).isTrue();
        assertThat(history(alice, bob).stream()
                        .map(message -> message.path("is_read").asBoolean()))
                .containsExactly(true, true, false);
        assertThat(unread(alice)).isEqualTo(1);
    }

    @Test
    @Covers("PATCH /api/messages/{messageId}/read/")
    void reading_an_old_message_does_not_unread_a_newer_one() {
        JsonNode first = bob.send(alice, "1");
        bob.send(alice, "2");
        alice.client().post(MESSAGES + "read_all/?user_id=" + bob.id());

        assertThat(alice.client().patch(MESSAGES + first.path("id") + "/read/").status())
                .isEqualTo(200);

        assertThat(unread(alice)).isZero();
    }

    @Test
    @Covers("PATCH /api/messages/{messageId}/read/")
    void only_its_receiver_reads_a_message() {
        TestUser carol = TestUser.signUp(service);
        String read = MESSAGES + bob.send(alice, "1").path("id") + "/read/";

        assertThat(bob.client().patch(read).status()).isEqualTo(404);
        assertThat(carol.client().patch(read).status()).isEqualTo(404);
        assertThat(alice.client().patch(MESSAGES + "999999999999/read/").status())
                .isEqualTo(404);
        assertThat(alice.client().patch(MESSAGES + "abc/read/").status()).isEqualTo(400);
        assertThat(unread(alice)).isEqualTo(1);
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
