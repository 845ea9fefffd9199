package com.numeneon.api.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.api.testing.ApiAnswer;
import com.numeneon.api.testing.ApiClient;
import com.numeneon.api.testing.ApiService;
import com.numeneon.api.testing.Covers;
import com.numeneon.api.testing.Json;
import com.numeneon.api.testing.TestUser;
import com.numeneon.api.testing.WrittenEvents;
import com.numeneon.contracts.json.ContractJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@Covers("POST /api/messages/")
class IdempotencyIT {

    private static final String MESSAGES = "/api/messages/";
    private static final String KEY = "Idempotency-Key";
    private static final String REPLAYED = "Idempotency-Replayed";

    private final ApiService service = ApiService.shared();
    private final JdbcClient database = service.part(JdbcClient.class);
    private final TestUser alice = TestUser.signUp(service);
    private final TestUser bob = TestUser.signUp(service);

    @Test
    void the_same_request_again_gets_the_answer_of_the_first_byte_for_byte() {
        WrittenEvents events = WrittenEvents.fromNow();
        ApiClient keyed = alice.client().with(KEY, "a");

        ApiAnswer first = keyed.post(MESSAGES, TestUser.message(bob.id(), "héllo \u0001"));
        ApiAnswer again = keyed.post(MESSAGES, TestUser.message(bob.id(), "héllo \u0001"));

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.header(REPLAYED)).isEmpty();
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.header(REPLAYED)).hasValue("true");
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(otherHeaders(again)).isEqualTo(otherHeaders(first)).containsKey("content-type");
        assertThat(messages()).isEqualTo(1);
        assertThat(events.only().type()).startsWith("message.sent");
    }

    @Test
    void without_a_key_each_request_counts_and_nothing_is_remembered() {
        String before = alice.client()
                .post(MESSAGES, TestUser.message(bob.id(), "hello"))
                .text();

        assertThat(alice.client()
                        .post(MESSAGES, TestUser.message(bob.id(), "hello"))
                        .text())
                .isNotEqualTo(before);

        assertThat(messages()).isEqualTo(2);
        assertThat(keys(alice)).isZero();
    }

    @Test
    void with_another_body_it_is_422_and_nothing_is_stored() {
        ApiClient keyed = alice.client().with(KEY, "a");
        String first = keyed.post(MESSAGES, TestUser.message(bob.id(), "one")).text();

        ApiAnswer other = keyed.post(MESSAGES, TestUser.message(bob.id(), "two"));

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.header("Content-Type")).hasValue("application/problem+json");
        assertThat(other.detail()).contains(KEY);
        assertThat(messages()).isEqualTo(1);
        assertThat(keyed.post(MESSAGES, TestUser.message(bob.id(), "one")).text())
                .as("the first answer stays")
                .isEqualTo(first);
    }

    @Test
    void the_trailing_slash_makes_no_other_path() {
        ApiClient keyed = alice.client().with(KEY, "a");
        String body = TestUser.message(bob.id(), "hello");

        String first = keyed.post("/api/messages/", body).text();

        assertThat(keyed.post("/api/messages", body).text()).isEqualTo(first);
        assertThat(messages()).isEqualTo(1);
    }

    @Test
    void another_user_path_or_query_makes_another_key() {
        TestUser carol = TestUser.signUp(service);
        String toCarol = TestUser.message(carol.id(), "hello");

        List<ApiAnswer> answers = List.of(
                alice.client().with(KEY, "a").post(MESSAGES, toCarol),
                bob.client().with(KEY, "a").post(MESSAGES, toCarol),
                alice.client().with(KEY, "a").post(MESSAGES + "?source=retry", toCarol),
                alice.client().with(KEY, "A").post(MESSAGES, toCarol),
                alice.client().with(KEY, "a").post("/api/friends/request/" + carol.id() + "/", toCarol),
                alice.client().with(KEY, "a").post("/api/friends/request/" + bob.id() + "/", toCarol));

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(201);
            assertThat(answer.header(REPLAYED)).isEmpty();
        });
        assertThat(answers.stream().map(ApiAnswer::text)).doesNotHaveDuplicates();
    }

    @Test
    void what_a_second_time_would_refuse_is_answered_as_the_first() {
        long requestId = alice.ask(bob);
        ApiClient keyed = bob.client().with(KEY, "a");
        String path = "/api/friends/accept/" + requestId + "/";
        ApiAnswer first = keyed.post(path);

        ApiAnswer again = keyed.post(path);

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(bob.client().with(KEY, "b").post(path).status()).isEqualTo(404);
    }

    @Test
    void what_only_counts_is_remembered_too() {
        bob.send(alice, "hello");
        ApiClient keyed = alice.client().with(KEY, "a");
        String path = MESSAGES + "read_all/?user_id=" + bob.id();

        String first = keyed.post(path).text();

        assertThat(first).isEqualTo("{\"marked_read\":1}");
        assertThat(keyed.post(path).text()).isEqualTo(first);
    }

    @Test
    @Covers({"POST /api/posts/", "POST /api/posts/{id}/like/", "POST /api/posts/{id}/share/"})
    void a_post_is_published_a_like_toggled_and_a_share_counted_once() {
        ApiClient keyed = alice.client().with(KEY, "a");
        String content = Json.object("content", "hello");
        String post = keyed.post("/api/posts/", content).text();
        assertThat(keyed.post("/api/posts/", content).text()).isEqualTo(post);
        String path =
                "/api/posts/" + ContractJson.mapper().readTree(post).path("id").asLong() + "/";

        String liked = keyed.post(path + "like/").text();
        String shared = keyed.post(path + "share/").text();

        assertThat(keyed.post(path + "like/").text()).isEqualTo(liked).contains("\"is_liked\":true");
        assertThat(keyed.post(path + "share/").text()).isEqualTo(shared);
        JsonNode now = alice.client().get(path).json();
        assertThat(now.path("likes_count").asInt()).isEqualTo(1);
        assertThat(now.path("shares_count").asInt()).isEqualTo(1);
        assertThat(alice.client()
                        .get("/api/posts/?username=" + alice.username())
                        .json())
                .hasSize(1);
    }

    @Test
    void a_refused_request_stores_nothing_and_can_be_put_right() {
        WrittenEvents events = WrittenEvents.fromNow();
        ApiClient keyed = alice.client().with(KEY, "a");

        assertThat(keyed.post(MESSAGES, TestUser.message(alice.id(), "to myself"))
                        .status())
                .isEqualTo(400);
        assertThat(keyed.post(MESSAGES, "{\"receiver_id\": ").status()).isEqualTo(400);
        assertThat(keyed.post(MESSAGES, TestUser.message(bob.id(), " ")).errors("content"))
                .isNotEmpty();

        assertThat(keys(alice)).isZero();
        assertThat(messages()).isZero();
        assertThat(events.all()).isEmpty();
        ApiAnswer right = keyed.post(MESSAGES, TestUser.message(bob.id(), "right"));
        assertThat(right.status()).isEqualTo(201);
        assertThat(right.header(REPLAYED)).isEmpty();
        assertThat(messages()).isEqualTo(1);
    }

    @Test
    void after_a_day_the_key_is_free_and_until_then_it_is_not() {
        ApiClient keyed = alice.client().with(KEY, "a");
        String first = keyed.post(MESSAGES, TestUser.message(bob.id(), "one")).text();

        age("23 hours 59 minutes");
        assertThat(keyed.post(MESSAGES, TestUser.message(bob.id(), "one")).text())
                .isEqualTo(first);
        age("24 hours");
        ApiAnswer next = keyed.post(MESSAGES, TestUser.message(bob.id(), "two"));

        assertThat(next.status()).isEqualTo(201);
        assertThat(next.header(REPLAYED)).isEmpty();
        assertThat(messages()).isEqualTo(2);
        assertThat(keys(alice)).as("the row was taken over").isEqualTo(1);
        assertThat(keyed.post(MESSAGES, TestUser.message(bob.id(), "two")).text())
                .isEqualTo(next.text());
        assertThat(keyed.post(MESSAGES, TestUser.message(bob.id(), "one")).status())
                .isEqualTo(422);
    }

    static List<String> noKeys() {
        return List.of("", "two words", "a\tb", "k".repeat(256));
    }

    @ParameterizedTest
    @MethodSource("noKeys")
    void what_is_no_key_is_400_and_names_the_header(String key) {
        ApiAnswer answer = alice.client().with(KEY, key).post(MESSAGES, TestUser.message(bob.id(), "hello"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.detail()).contains(KEY);
        assertThat(answer.errors(KEY)).hasSize(1);
        assertThat(messages()).isZero();
    }

    @Test
    void other_characters_and_two_keys_are_400() throws Exception {
        String body = TestUser.message(bob.id(), "hello");
        List<String[]> wrong = List.of(
                new String[] {KEY + ": cl\u00e9"},
                new String[] {KEY + ": a", KEY + ": b"},
                new String[] {KEY + ": a", KEY + ": a"},
                new String[] {KEY + ":"});

        for (String[] headers : wrong) {
            try (RawPost post = new RawPost(service, alice, body, headers)) {
                assertThat(post.status()).as(String.join(", ", headers)).isEqualTo(400);
            }
        }

        assertThat(messages()).isZero();
        try (RawPost post = new RawPost(service, alice, body, KEY + ": a")) {
            assertThat(post.status()).isEqualTo(201);
        }
    }

    @Test
    void a_key_may_be_any_visible_ascii_of_up_to_255_characters() {
        StringBuilder visible = new StringBuilder();
        for (char c = '!'; c <= '~'; c++) {
            visible.append(c);
        }
        for (String key : List.of("k".repeat(255), visible.toString(), "0")) {
            ApiClient keyed = alice.client().with(KEY, key);
            ApiAnswer first = keyed.post(MESSAGES, TestUser.message(bob.id(), "hello"));

            assertThat(first.status()).isEqualTo(201);
            assertThat(keyed.post(MESSAGES, TestUser.message(bob.id(), "hello")).text())
                    .isEqualTo(first.text());
        }
        assertThat(messages()).isEqualTo(3);
    }

    @Test
    void public_endpoints_and_other_methods_ignore_the_header() {
        String credentials = Json.object("email", alice.email(), "password", alice.password());
        for (String key : List.of("a", "not a key")) {
            ApiClient stranger = service.client().with(KEY, key);
            ApiClient keyed = alice.client().with(KEY, key);

            assertThat(stranger.post("/api/auth/login/", credentials)
                            .json()
                            .path("access")
                            .asString())
                    .isNotEqualTo(stranger.post("/api/auth/login/", credentials)
                            .json()
                            .path("access")
                            .asString());
            assertThat(stranger.post("/api/auth/token/refresh/", Json.object("refresh", alice.refresh()))
                            .status())
                    .isEqualTo(200);
            assertThat(keyed.get("/api/auth/me/").status()).isEqualTo(200);
            assertThat(keyed.delete("/api/friends/cancel/" + bob.id() + "/").status())
                    .isEqualTo(404);
        }
        assertThat(keys(alice)).isZero();
    }

    @Test
    void a_repeated_answer_has_the_cors_headers_of_its_own_request() {
        String body = TestUser.message(bob.id(), "hello");
        ApiClient keyed = alice.client().with(KEY, "a");
        keyed.with("Origin", "http://localhost:5173").post(MESSAGES, body);

        ApiAnswer again = keyed.with("Origin", "http://localhost:3000").post(MESSAGES, body);

        assertThat(again.http().headers().allValues("Access-Control-Allow-Origin"))
                .containsExactly("http://localhost:3000");
        assertThat(again.header("Access-Control-Expose-Headers").orElseThrow()).contains(REPLAYED);
    }

    @Test
    void a_target_too_long_for_an_index_has_keys_too() {
        String path = MESSAGES + "?padding=" + "p".repeat(6_000);
        ApiClient keyed = alice.client().with(KEY, "a");

        String first = keyed.post(path, TestUser.message(bob.id(), "hello")).text();

        assertThat(keyed.post(path, TestUser.message(bob.id(), "hello")).text()).isEqualTo(first);
        assertThat(messages()).isEqualTo(1);
    }

    @Test
    void the_longest_answer_is_repeated_whole() {
        String body = TestUser.message(bob.id(), "\u0001".repeat(10_000));
        ApiClient keyed = alice.client().with(KEY, "a");

        ApiAnswer first = keyed.post(MESSAGES, body);

        assertThat(first.text().length()).isBetween(60_000, 64_000);
        assertThat(keyed.post(MESSAGES, body).text()).isEqualTo(first.text());
    }

    private static Map<String, List<String>> otherHeaders(ApiAnswer answer) {
        Map<String, List<String>> headers =
                new LinkedHashMap<>(answer.http().headers().map());
        headers.remove("date");
        headers.remove(REPLAYED.toLowerCase(Locale.ROOT));
        return headers;
    }

    private long messages() {
        return database.sql("SELECT count(*) FROM messages WHERE sender_id = :id")
                .param("id", alice.id())
                .query(Long.class)
                .single();
    }

    private long keys(TestUser user) {
        return database.sql("SELECT count(*) FROM idempotency_keys WHERE user_id = :id")
                .param("id", user.id())
                .query(Long.class)
                .single();
    }

    private void age(String interval) {
        database.sql("UPDATE idempotency_keys SET created_at = now() - :age::interval WHERE user_id = :id")
                .param("age", interval)
                .param("id", alice.id())
                .update();
    }
}
