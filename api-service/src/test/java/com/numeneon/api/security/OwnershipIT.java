package com.numeneon.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.api.testing.ApiAnswer;
import com.numeneon.api.testing.ApiService;
import com.numeneon.api.testing.Json;
import com.numeneon.api.testing.TestUser;
import com.numeneon.api.testing.WrittenEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every endpoint that writes, called by somebody whom the thing does not concern. */
class OwnershipIT {

    /** These write only what is the caller's own, whoever that is. */
    private static final Set<String> CONCERN_NOBODY_ELSE = Set.of(
            "POST /api/auth/signup",
            "POST /api/auth/login",
            "POST /api/auth/token/refresh",
            "POST /api/auth/logout",
            "PATCH /api/auth/profile",
            "POST /api/messages",
            "POST /api/friends/request/{}",
            "POST /api/posts",
            "POST /api/posts/{}/like",
            "POST /api/posts/{}/share");

    private static final ApiService SERVICE = ApiService.shared();

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static TestUser alice;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static TestUser bob;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static TestUser carol;

    private static long postId;
    private static long wallPostId;
    private static long messageId;
    private static long requestId;

    private final TestUser stranger = TestUser.signUp(SERVICE);

    /** Alice and bob are friends who write to each other; carol has asked alice. */
    @BeforeAll
    static void arrange() {
        alice = TestUser.signUp(SERVICE);
        bob = TestUser.signUp(SERVICE);
        carol = TestUser.signUp(SERVICE);
        alice.befriend(bob);
        requestId = carol.ask(alice);
        messageId = alice.send(bob, "for bob alone").path("id").asLong();
        postId = post(alice, "{\"content\": \"alice's\"}");
        wallPostId = post(alice, "{\"content\": \"on bob's wall\", \"target_profile_id\": " + bob.id() + "}");
    }

    private static long post(TestUser author, String body) {
        return author.client().post("/api/posts/", body).json().path("id").asLong();
    }

    /**
     * @param endpoint with {@code {}} for what changes
     * @param path the same, filled in; later, because what it names is made before the tests and not before their list
     */
    record Write(String endpoint, Supplier<String> path, String body, int status) {

        static Write of(String endpoint, Supplier<Long> id, String body, int status) {
            String path = endpoint.substring(endpoint.indexOf(' ') + 1);
            return new Write(endpoint, () -> path.replace("{}", id.get().toString()) + "/", body, status);
        }

        @Override
        public String toString() {
            return endpoint + " " + status;
        }
    }

    static Stream<Write> writes() {
        String change = "{\"content\": \"changed by a stranger\"}";
        String profile = "{\"bio\": \"changed by a stranger\"}";
        return Stream.of(
                Write.of("PATCH /api/messages/{}/read", () -> messageId, "", 404),
                Write.of("POST /api/messages/conversation/{}/read", () -> alice.id(), "", 200),
                new Write(
                        "POST /api/messages/read_all", () -> "/api/messages/read_all/?user_id=" + alice.id(), "", 200),
                Write.of("POST /api/friends/accept/{}", () -> requestId, "", 403),
                Write.of("POST /api/friends/decline/{}", () -> requestId, "", 403),
                Write.of("DELETE /api/friends/cancel/{}", () -> alice.id(), "", 404),
                Write.of("DELETE /api/friends/remove/{}", () -> alice.id(), "", 404),
                Write.of("PATCH /api/posts/{}", () -> postId, change, 403),
                Write.of("PUT /api/posts/{}", () -> postId, change, 403),
                Write.of("DELETE /api/posts/{}", () -> postId, "", 403),
                Write.of("DELETE /api/posts/{}", () -> wallPostId, "", 403),
                Write.of("PUT /api/auth/profile/{}", () -> alice.id(), profile, 403));
    }

    @ParameterizedTest
    @MethodSource("writes")
    void a_stranger_changes_nothing(Write write) {
        List<String> before = whatTheyHave();
        WrittenEvents events = WrittenEvents.fromNow();

        ApiAnswer answer = stranger.client()
                .send(write.endpoint().split(" ", -1)[0], write.path().get(), write.body());

        assertThat(answer.status()).isEqualTo(write.status());
        if (write.status() == 200) {
            assertThat(answer.json().path("marked_read").asInt(-1)).isZero();
        } else {
            assertThat(answer.detail()).isNotBlank();
        }
        assertThat(whatTheyHave()).isEqualTo(before);
        assertThat(events.all()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("writes")
    void without_a_token_nothing_is_written(Write write) {
        ApiAnswer answer = SERVICE.client()
                .send(write.endpoint().split(" ", -1)[0], write.path().get(), write.body());

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json().path("code").asString()).isEqualTo("not_authenticated");
    }

    @Test
    void the_owner_of_a_wall_may_not_change_what_others_wrote_on_it() {
        ApiAnswer byTheWallsOwner =
                bob.client().send("PATCH", "/api/posts/" + wallPostId + "/", "{\"content\": \"by bob\"}");

        assertThat(byTheWallsOwner.status()).isEqualTo(403);
    }

    @Test
    void somebody_else_s_session_is_ended_only_by_its_own_token() {
        ApiAnswer withoutItsToken = stranger.client()
                .post("/api/auth/logout/", Json.object("refresh", stranger.refresh(), "user_id", "" + alice.id()));

        assertThat(withoutItsToken.status()).isEqualTo(204);
        assertThat(alice.client().get("/api/auth/me/").status()).isEqualTo(200);
    }

    @Test
    void every_endpoint_that_writes_is_judged_here() {
        Set<String> judged = Stream.concat(writes().map(Write::endpoint), CONCERN_NOBODY_ELSE.stream())
                .collect(Collectors.toSet());

        assertThat(judged)
                .containsExactlyInAnyOrderElementsOf(Endpoints.of(SERVICE).writing());
    }

    private static List<String> whatTheyHave() {
        List<String> answers = new ArrayList<>();
        for (TestUser user : List.of(alice, bob, carol)) {
            for (String path : List.of(
                    "/api/auth/me/",
                    "/api/friends/",
                    "/api/friends/requests/",
                    "/api/friends/requests/?direction=outgoing",
                    "/api/messages/",
                    "/api/messages/conversations/",
                    "/api/posts/?username=" + user.username(),
                    "/api/posts/" + postId + "/",
                    "/api/posts/" + wallPostId + "/")) {
                answers.add(path + " " + user.client().get(path).text());
            }
        }
        return answers;
    }
}
