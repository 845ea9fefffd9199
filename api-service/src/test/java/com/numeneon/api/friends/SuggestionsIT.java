package com.numeneon.api.friends;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.api.testing.ApiAnswer;
import com.numeneon.api.testing.ApiService;
import com.numeneon.api.testing.Covers;
import com.numeneon.api.testing.Json;
import com.numeneon.api.testing.TestUser;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@Covers("GET /api/friends/suggestions/")
class SuggestionsIT {

    private static final String SUGGESTIONS = "/api/friends/suggestions/";

    private final ApiService service = ApiService.shared();
    private final TestUser alice = TestUser.signUp(service);
    private final TestUser bob = TestUser.signUp(service);
    private final TestUser carol = TestUser.signUp(service);

    @Test
    void friends_of_friends_are_suggested_most_mutual_first_with_their_number() {
        TestUser knowsOne = TestUser.signUp(service);
        TestUser knowsBoth = TestUser.signUp(service);
        TestUser knowsOneToo = TestUser.signUp(service);
        befriend(alice, bob, carol);
        befriend(knowsBoth, bob, carol);
        befriend(knowsOne, bob);
        befriend(knowsOneToo, carol);

        ApiAnswer answer = alice.client().get(SUGGESTIONS);

        assertThat(answer.status()).isEqualTo(200);
        List<JsonNode> list = answer.json().valueStream().toList();
        assertThat(Json.ids(list)).startsWith(knowsBoth.id(), knowsOneToo.id(), knowsOne.id());
        assertThat(list).hasSizeLessThanOrEqualTo(20);
        assertThat(list.stream().map(it -> it.path("mutual_friends_count").asInt()))
                .startsWith(2, 1, 1)
                .isSortedAccordingTo((one, other) -> other - one);
        assertThat(list.getFirst().propertyNames())
                .containsExactlyInAnyOrder(
                        "id", "username", "first_name", "last_name", "profile_picture", "mutual_friends_count");
        assertThat(list.getFirst().path("id").isIntegralNumber()).isTrue();
        assertThat(list.getFirst().path("mutual_friends_count").isIntegralNumber())
                .isTrue();
        assertThat(list.getFirst().path("username").asString()).isEqualTo(knowsBoth.username());
        assertThat(answer.text()).doesNotContain("@");
    }

    @Test
    void neither_oneself_nor_friends_nor_pending_requests_are_suggested() {
        TestUser asked = TestUser.signUp(service);
        TestUser asking = TestUser.signUp(service);
        TestUser stranger = TestUser.signUp(service);
        befriend(alice, bob, carol);
        befriend(bob, carol, asked, asking, stranger);
        alice.ask(asked);
        asking.ask(alice);

        assertThat(suggested(alice))
                .contains(stranger.id())
                .doesNotContain(alice.id(), bob.id(), carol.id(), asked.id(), asking.id());
    }

    @Test
    void who_is_no_longer_asked_or_a_friend_is_suggested_again() {
        befriend(alice, bob);
        befriend(bob, carol);
        long request = alice.ask(carol);
        assertThat(suggested(alice)).doesNotContain(carol.id());

        carol.client().post("/api/friends/decline/" + request + "/");

        assertThat(suggested(alice)).startsWith(carol.id());
        alice.client().delete("/api/friends/remove/" + bob.id() + "/");
        assertThat(alice.client().list(SUGGESTIONS))
                .filteredOn(it ->
                        List.of(bob.id(), carol.id()).contains(it.path("id").asLong()))
                .extracting(it -> it.path("mutual_friends_count").asInt())
                .containsExactly(0, 0);
    }

    @Test
    void somebody_without_friends_is_shown_the_newest_users() {
        TestUser pending = TestUser.signUp(service);
        alice.ask(pending);

        List<JsonNode> list = alice.client().list(SUGGESTIONS);

        assertThat(Json.ids(list))
                .startsWith(carol.id(), bob.id())
                .doesNotContain(alice.id(), pending.id())
                .doesNotHaveDuplicates()
                .hasSizeLessThanOrEqualTo(20);
        assertThat(list)
                .allSatisfy(it ->
                        assertThat(it.path("mutual_friends_count").asInt()).isZero());
    }

    @Test
    void at_most_twenty_are_suggested() {
        befriend(alice, bob);
        List<TestUser> many =
                Stream.generate(() -> TestUser.signUp(service)).limit(22).toList();
        many.forEach(other -> befriend(bob, other));

        List<JsonNode> list = alice.client().list(SUGGESTIONS);

        assertThat(list)
                .hasSize(20)
                .allSatisfy(it ->
                        assertThat(it.path("mutual_friends_count").asInt()).isOne());
        assertThat(many.stream().map(TestUser::id).toList()).containsAll(Json.ids(list));
    }

    @Test
    void only_users_get_suggestions() {
        assertThat(service.client().get(SUGGESTIONS).status()).isEqualTo(401);
    }

    private static void befriend(TestUser user, TestUser... others) {
        for (TestUser other : others) {
            user.befriend(other);
        }
    }

    private static List<Long> suggested(TestUser user) {
        return Json.ids(user.client().list(SUGGESTIONS));
    }
}
