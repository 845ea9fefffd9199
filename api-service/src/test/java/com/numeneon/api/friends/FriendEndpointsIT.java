package com.numeneon.api.friends;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.api.testing.ApiAnswer;
import com.numeneon.api.testing.ApiService;
import com.numeneon.api.testing.Covers;
import com.numeneon.api.testing.Json;
import com.numeneon.api.testing.TestUser;
import com.numeneon.api.testing.WrittenEvents;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class FriendEndpointsIT {

    private static final String FRIENDS = "/api/friends/";
    private static final String[] USER_REF = {"id", "username", "first_name", "last_name", "profile_picture"};

    private final ApiService service = ApiService.shared();
    private final TestUser alice = TestUser.signUp(service);
    private final TestUser bob = TestUser.signUp(service);

    @Test
    @Covers({"POST /api/friends/request/{userId}/", "GET /api/friends/requests/"})
    void asking_answers_the_request_shows_it_to_both_and_writes_its_event() {
        WrittenEvents events = WrittenEvents.fromNow();

        ApiAnswer answer = alice.client().post(FRIENDS + "request/" + bob.id() + "/");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().propertyNames()).containsExactlyInAnyOrder("message", "request_id");
        long requestId = answer.json().path("request_id").asLong();
        JsonNode shown = bob.client().list(FRIENDS + "requests/").getFirst();
        assertThat(shown.propertyNames()).containsExactlyInAnyOrder("id", "from_user", "to_user", "created_at");
        assertThat(shown.path("id").asLong()).isEqualTo(requestId);
        assertThat(shown.path("from_user").propertyNames()).containsExactlyInAnyOrder(USER_REF);
        assertThat(shown.path("from_user").path("id").asLong()).isEqualTo(alice.id());
        assertThat(shown.path("to_user").path("id").asLong()).isEqualTo(bob.id());
        assertThat(shown.path("created_at").asString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
        assertThat(alice.client().list(FRIENDS + "requests/?direction=outgoing"))
                .containsExactly(shown);
        assertThat(alice.client().list(FRIENDS + "requests/")).isEmpty();
        assertThat(bob.client().list(FRIENDS + "requests/?direction=outgoing")).isEmpty();
        assertThat(bob.client().list(FRIENDS + "requests/?direction=incoming")).containsExactly(shown);
        assertThat(alice.client().list(FRIENDS)).isEmpty();

        WrittenEvents.Written event = events.only();
        assertThat(event.topic()).isEqualTo("numeneon.friends");
        assertThat(event.type()).isEqualTo("friend.requested.v1");
        assertThat(event.key()).isEqualTo(pairKey());
        assertThat(event.audience()).containsExactly(bob.id());
        assertThat(event.body().path("request_id").asLong()).isEqualTo(requestId);
        assertThat(event.body().path("from_user")).isEqualTo(shown.path("from_user"));
        assertThat(event.body().path("to_user_id").asLong()).isEqualTo(bob.id());
    }

    @Test
    @Covers("POST /api/friends/request/{userId}/")
    void what_cannot_be_asked_is_refused_and_nothing_is_stored() {
        alice.ask(bob);
        TestUser carol = TestUser.signUp(service);
        alice.befriend(carol);
        WrittenEvents events = WrittenEvents.fromNow();

        assertThat(alice.client().post(FRIENDS + "request/" + alice.id() + "/").status())
                .as("oneself")
                .isEqualTo(400);
        assertThat(alice.client().post(FRIENDS + "request/" + bob.id() + "/").detail())
                .as("sent already")
                .contains("already sent", bob.username());
        assertThat(alice.client().post(FRIENDS + "request/" + bob.id() + "/").status())
                .isEqualTo(400);
        assertThat(alice.client().post(FRIENDS + "request/" + carol.id() + "/").detail())
                .as("friends already")
                .contains("already friends", carol.username());
        assertThat(carol.client().post(FRIENDS + "request/" + alice.id() + "/").status())
                .isEqualTo(400);
        assertThat(alice.client().post(FRIENDS + "request/999999999999/").status())
                .as("nobody")
                .isEqualTo(404);
        assertThat(alice.client().post(FRIENDS + "request/abc/").status()).isEqualTo(400);

        assertThat(events.all()).isEmpty();
        assertThat(alice.client().list(FRIENDS + "requests/?direction=outgoing"))
                .hasSize(1);
    }

    @Test
    @Covers({"POST /api/friends/accept/{requestId}/", "GET /api/friends/"})
    void accepting_answers_the_friend_twice_over_and_writes_its_event() {
        long requestId = alice.ask(bob);
        WrittenEvents events = WrittenEvents.fromNow();

        ApiAnswer answer = bob.client().post(FRIENDS + "accept/" + requestId + "/");

        assertThat(answer.status()).isEqualTo(201);
        JsonNode json = answer.json();
        assertThat(json.propertyNames())
                .containsExactlyInAnyOrder(
                        "message", "friend", "id", "username", "first_name", "last_name", "profile_picture");
        assertThat(json.path("friend").propertyNames()).containsExactlyInAnyOrder(USER_REF);
        for (String field : USER_REF) {
            assertThat(json.path(field)).as(field).isEqualTo(json.path("friend").path(field));
        }
        assertThat(json.path("id").asLong()).isEqualTo(alice.id());
        assertThat(bob.client().list(FRIENDS)).containsExactly(json.path("friend"));
        assertThat(Json.ids(alice.client().list(FRIENDS))).containsExactly(bob.id());
        assertThat(bob.client().list(FRIENDS + "requests/")).isEmpty();

        WrittenEvents.Written event = events.only();
        assertThat(event.topic()).isEqualTo("numeneon.friends");
        assertThat(event.type()).isEqualTo("friendship.accepted.v1");
        assertThat(event.key()).isEqualTo(pairKey());
        assertThat(event.audience()).containsExactly(alice.id());
        assertThat(event.body().path("request_id").asLong()).isEqualTo(requestId);
        assertThat(event.body().path("requester_id").asLong()).isEqualTo(alice.id());
        assertThat(event.body().path("accepter"))
                .isEqualTo(alice.client().list(FRIENDS).getFirst());
    }

    @Test
    @Covers("POST /api/friends/accept/{requestId}/")
    void a_second_accept_finds_nothing() {
        long requestId = alice.befriend(bob);
        WrittenEvents events = WrittenEvents.fromNow();

        assertThat(bob.client().post(FRIENDS + "accept/" + requestId + "/").status())
                .isEqualTo(404);

        assertThat(events.all()).isEmpty();
        assertThat(alice.client().list(FRIENDS)).hasSize(1);
    }

    @Test
    @Covers("POST /api/friends/request/{userId}/")
    void asking_back_accepts() {
        long requestId = alice.ask(bob);
        WrittenEvents events = WrittenEvents.fromNow();

        ApiAnswer answer = bob.client().post(FRIENDS + "request/" + alice.id() + "/");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().path("request_id").asLong()).isEqualTo(requestId);
        assertThat(answer.json().path("id").asLong()).isEqualTo(alice.id());
        assertThat(answer.json().path("friend").path("id").asLong()).isEqualTo(alice.id());
        assertThat(Json.ids(alice.client().list(FRIENDS))).containsExactly(bob.id());
        assertThat(bob.client().list(FRIENDS + "requests/")).isEmpty();
        assertThat(events.only().type()).isEqualTo("friendship.accepted.v1");
        assertThat(events.only().audience()).containsExactly(alice.id());
        assertThat(events.only().body().path("request_id").asLong()).isEqualTo(requestId);
    }

    @Test
    @Covers({"POST /api/friends/accept/{requestId}/", "POST /api/friends/decline/{requestId}/"})
    void only_the_one_who_was_asked_answers() {
        TestUser carol = TestUser.signUp(service);
        long requestId = alice.ask(bob);
        WrittenEvents events = WrittenEvents.fromNow();

        for (String answer : List.of("accept/", "decline/")) {
            String path = FRIENDS + answer + requestId + "/";
            assertThat(alice.client().post(path).status()).isEqualTo(403);
            assertThat(carol.client().post(path).status()).isEqualTo(403);
            assertThat(bob.client().post(FRIENDS + answer + "999999999999/").status())
                    .isEqualTo(404);
            assertThat(bob.client().post(FRIENDS + answer + "x/").status()).isEqualTo(400);
        }

        assertThat(events.all()).isEmpty();
        assertThat(bob.client().list(FRIENDS + "requests/")).hasSize(1);
    }

    @Test
    @Covers("POST /api/friends/decline/{requestId}/")
    void declining_ends_the_request_so_that_it_can_be_made_again() {
        long requestId = alice.ask(bob);
        WrittenEvents events = WrittenEvents.fromNow();

        ApiAnswer answer = bob.client().post(FRIENDS + "decline/" + requestId + "/");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().propertyNames()).containsExactly("message");
        WrittenEvents.Written event = events.only();
        assertThat(event.type()).isEqualTo("friend.request_declined.v1");
        assertThat(event.key()).isEqualTo(pairKey());
        assertThat(event.audience()).containsExactly(alice.id());
        assertThat(event.body().path("from_user_id").asLong()).isEqualTo(alice.id());
        assertThat(event.body().path("to_user_id").asLong()).isEqualTo(bob.id());
        assertThat(bob.client().list(FRIENDS + "requests/")).isEmpty();
        assertThat(bob.client().list(FRIENDS)).isEmpty();
        assertThat(bob.client().post(FRIENDS + "decline/" + requestId + "/").status())
                .isEqualTo(404);
        assertThat(alice.ask(bob)).isNotEqualTo(requestId);
    }

    @Test
    @Covers("DELETE /api/friends/cancel/{userId}/")
    void cancelling_takes_ones_own_request_back() {
        long requestId = alice.ask(bob);
        WrittenEvents events = WrittenEvents.fromNow();

        assertThat(bob.client().delete(FRIENDS + "cancel/" + alice.id() + "/").status())
                .as("bob has asked nobody")
                .isEqualTo(404);
        assertThat(events.all()).isEmpty();

        ApiAnswer answer = alice.client().delete(FRIENDS + "cancel/" + bob.id() + "/");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.text()).isEmpty();
        WrittenEvents.Written event = events.only();
        assertThat(event.type()).isEqualTo("friend.request_cancelled.v1");
        assertThat(event.key()).isEqualTo(pairKey());
        assertThat(event.audience()).containsExactly(bob.id());
        assertThat(event.body().path("request_id").asLong()).isEqualTo(requestId);
        assertThat(bob.client().list(FRIENDS + "requests/")).isEmpty();
        assertThat(alice.client().delete(FRIENDS + "cancel/" + bob.id() + "/").status())
                .isEqualTo(404);
        assertThat(alice.client().delete(FRIENDS + "cancel/999999999999/").status())
                .isEqualTo(404);
        assertThat(alice.client().delete(FRIENDS + "cancel/x/").status()).isEqualTo(400);
    }

    @Test
    @Covers("DELETE /api/friends/remove/{userId}/")
    void removing_ends_the_friendship_of_both() {
        alice.befriend(bob);
        WrittenEvents events = WrittenEvents.fromNow();

        ApiAnswer answer = bob.client().delete(FRIENDS + "remove/" + alice.id() + "/");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(alice.client().list(FRIENDS)).isEmpty();
        assertThat(bob.client().list(FRIENDS)).isEmpty();
        WrittenEvents.Written event = events.only();
        assertThat(event.type()).isEqualTo("friendship.ended.v1");
        assertThat(event.key()).isEqualTo(pairKey());
        assertThat(event.audience()).containsExactly(alice.id());
        assertThat(event.body().path("ended_by_user_id").asLong()).isEqualTo(bob.id());
        assertThat(alice.client().delete(FRIENDS + "remove/" + bob.id() + "/").status())
                .isEqualTo(404);
        assertThat(alice.client().delete(FRIENDS + "remove/" + alice.id() + "/").status())
                .isEqualTo(404);
        assertThat(events.all()).hasSize(1);
        bob.befriend(alice);
    }

    private String pairKey() {
        return "pair:" + Math.min(alice.id(), bob.id()) + "-" + Math.max(alice.id(), bob.id());
    }
}
