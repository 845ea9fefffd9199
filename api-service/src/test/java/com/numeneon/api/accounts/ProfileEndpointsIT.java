package com.numeneon.api.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.api.testing.ApiAnswer;
import com.numeneon.api.testing.ApiService;
import com.numeneon.api.testing.Covers;
import com.numeneon.api.testing.Json;
import com.numeneon.api.testing.TestUser;
import com.numeneon.contracts.json.ContractJson;
import com.numeneon.infra.testing.AtOnce;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ProfileEndpointsIT {

    private static final String PROFILE = "/api/auth/profile/";
    private static final String PATCH_ROW = "PATCH /api/auth/profile/";
    private static final String PUT_ROW = "PUT /api/auth/profile/{id}/";

    private static final String EVERYTHING = Json.object(
            "bio", "  Mostly harmless.\nSometimes not.  ",
            "location", "Ursa Minor",
            "website", "https://example.org/~me?x=1#y",
            "avatar", "http://pictures.example/me.png",
            "first_name", "Ford",
            "last_name", "van der Prefect");

    private final ApiService service = ApiService.shared();
    private final TestUser alice = TestUser.signUp(service);

    @Test
    @Covers(PATCH_ROW)
    void what_is_named_changes_and_the_whole_user_is_answered() {
        JsonNode before = me(alice);

        ApiAnswer answer = patch(EVERYTHING);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).hasValue("no-store");
        JsonNode user = answer.json();
        assertThat(user.propertyNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "username",
                        "first_name",
                        "last_name",
                        "profile_picture",
                        "email",
                        "date_joined",
                        "profile");
        assertThat(user.path("first_name").asString()).isEqualTo("Ford");
        assertThat(user.path("last_name").asString()).isEqualTo("van der Prefect");
        assertThat(user.path("profile_picture").asString()).isEqualTo("http://pictures.example/me.png");
        for (String same : List.of("id", "username", "email", "date_joined")) {
            assertThat(user.path(same)).isEqualTo(before.path(same));
        }
        JsonNode profile = user.path("profile");
        assertThat(profile.propertyNames())
                .containsExactlyInAnyOrder(
                        "id", "user", "bio", "avatar", "location", "website", "created_at", "updated_at");
        assertThat(profile.path("bio").asString()).isEqualTo("Mostly harmless.\nSometimes not.");
        assertThat(profile.path("avatar").asString()).isEqualTo("http://pictures.example/me.png");
        assertThat(profile.path("location").asString()).isEqualTo("Ursa Minor");
        assertThat(profile.path("website").asString()).isEqualTo("https://example.org/~me?x=1#y");
        assertThat(profile.path("user").path("first_name").asString()).isEqualTo("Ford");
        assertThat(profile.path("created_at")).isEqualTo(before.path("profile").path("created_at"));
        assertThat(profile.path("updated_at").asString())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z")
                .isGreaterThan(before.path("profile").path("updated_at").asString());
        assertThat(me(alice)).isEqualTo(user);
    }

    @ParameterizedTest
    @Covers(PATCH_ROW)
    @CsvSource({
        "bio, Yes",
        "location, Here",
        "website, http://a.example",
        "avatar, HTTPS://a.example/x",
        "first_name, Zaphod",
        "last_name, B"
    })
    void what_is_not_named_stays(String field, String value) {
        JsonNode before = patch(EVERYTHING).json();

        JsonNode after = patch(Json.object(field, value)).json();

        assertThat(texts(after)).isEqualTo(texts(before).put(field, value));
    }

    @ParameterizedTest
    @Covers(PATCH_ROW)
    @ValueSource(strings = {"\"\"", "null", "\"  \\n \""})
    void an_empty_text_is_none(String none) {
        patch(EVERYTHING);

        ApiAnswer answer = patch("""
                {"bio": %1$s, "location": %1$s, "website": %1$s, "avatar": %1$s, "first_name": %1$s, "last_name": %1$s}
                """.formatted(none));

        assertThat(answer.status()).isEqualTo(200);
        JsonNode user = answer.json();
        assertThat(user.path("profile_picture").isNull()).isTrue();
        assertThat(user.path("profile").path("avatar").isNull()).isTrue();
        assertThat(user.path("first_name").asString()).isEmpty();
        assertThat(user.path("last_name").asString()).isEmpty();
        for (String field : List.of("bio", "location", "website")) {
            assertThat(user.path("profile").path(field).isString()).as(field).isTrue();
            assertThat(user.path("profile").path(field).asString()).as(field).isEmpty();
        }
    }

    @ParameterizedTest
    @Covers(PATCH_ROW)
    @ValueSource(
            strings = {"{}", "{\"username\": \"other\", \"email\": \"x@example.org\", \"id\": 1, \"friend_count\": 9}"})
    void a_change_that_names_nothing_stores_nothing(String body) {
        JsonNode before = patch(EVERYTHING).json();

        ApiAnswer answer = patch(body);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json()).isEqualTo(before);
        assertThat(me(alice)).isEqualTo(before);
    }

    @Test
    @Covers({PATCH_ROW, PUT_ROW})
    void every_wrong_field_is_named_and_nothing_is_stored() {
        JsonNode before = patch(EVERYTHING).json();
        String body = """
                {"bio": "%s", "location": ["x"], "website": "javascript:alert(1)", "avatar": 7, "first_name": "a\\u0000b",
                 "last_name": "%s"}
                """.formatted("b".repeat(501), "l".repeat(151));

        for (ApiAnswer answer : List.of(patch(body), put(alice.id(), body))) {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.header("Content-Type")).hasValue("application/problem+json");
            assertThat(answer.json().path("errors").propertyNames())
                    .containsExactlyInAnyOrder("bio", "location", "website", "avatar", "first_name", "last_name");
            assertThat(answer.detail()).contains("Bio must have at most 500 characters.", "First name");
        }
        assertThat(patch("{\"bio\": \"good\", \"website\": \"ftp://example.org\"}")
                        .status())
                .isEqualTo(400);
        assertThat(me(alice)).isEqualTo(before);
    }

    @ParameterizedTest
    @Covers(PATCH_ROW)
    @CsvSource({"bio, 500", "location, 100", "first_name, 150", "last_name, 150"})
    void a_text_is_as_long_as_it_may_be_and_no_longer(String field, int longest) {
        String text = "𝄞".repeat(longest);

        assertThat(patch(Json.object(field, text)).status()).isEqualTo(200);
        assertThat(texts(me(alice)).path(field).asString()).isEqualTo(text);
        assertThat(patch(Json.object(field, text + "x")).errors(field)).hasSize(1);
    }

    @ParameterizedTest
    @Covers(PATCH_ROW)
    @ValueSource(strings = {"website", "avatar"})
    void an_address_is_a_web_address_of_at_most_500_characters(String field) {
        String longest = "https://example.org/" + "a".repeat(480);

        assertThat(patch(Json.object(field, longest)).status()).isEqualTo(200);
        for (String wrong : List.of(
                longest + "a",
                "javascript:alert(1)",
                "JavaScript://example.org/%0aalert(1)",
                "data:text/html,x",
                "ftp://example.org/",
                "//example.org/",
                "example.org",
                "https:",
                "https://",
                "http:///path",
                "https://exa mple.org/",
                "\\u0000https://example.org/")) {
            ApiAnswer answer = patch("{\"%s\": \"%s\"}".formatted(field, wrong));
            assertThat(answer.status()).as(wrong).isEqualTo(400);
            assertThat(answer.errors(field)).as(wrong).hasSize(1);
        }
        assertThat(texts(me(alice)).path(field).asString()).isEqualTo(longest);
    }

    @ParameterizedTest
    @Covers(PATCH_ROW)
    @ValueSource(
            strings = {"", "[]", "\"bio\"", "null", "{\"bio\": \"a\", \"bio\": \"b\"}", "{\"bio\": \"\\ud800\"}", "{"})
    void a_body_that_is_no_good_object_changes_nothing(String body) {
        JsonNode before = me(alice);

        assertThat(patch(body).status()).isEqualTo(400);
        assertThat(me(alice)).isEqualTo(before);
    }

    @Test
    @Covers(PATCH_ROW)
    void changes_of_different_fields_at_once_lose_nothing_of_each_other() {
        for (int round = 0; round < 10; round++) {
            String value = "round " + round;
            AtOnce.call(List.of(
                    () -> patch(Json.object("bio", value)).status(),
                    () -> patch(Json.object("location", value)).status(),
                    () -> patch(Json.object("first_name", value)).status(),
                    () -> patch(Json.object("last_name", value)).status()));

            ObjectNode texts = texts(me(alice));
            for (String field : List.of("bio", "location", "first_name", "last_name")) {
                assertThat(texts.path(field).asString()).as(field).isEqualTo(value);
            }
        }
    }

    @Test
    @Covers(PATCH_ROW)
    void the_picture_of_a_user_is_the_avatar_wherever_the_user_is_shown() {
        TestUser bob = TestUser.signUp(service);
        TestUser carol = TestUser.signUp(service);
        alice.befriend(bob);
        bob.befriend(carol);
        carol.ask(alice);
        alice.send(bob, "look at me");
        alice.client().post("/api/posts/", Json.object("content", "my post"));

        for (String picture : List.of("https://pictures.example/1.png", "https://pictures.example/2.png", "")) {
            patch(Json.object("avatar", picture));

            JsonNode seen = picture.isEmpty()
                    ? ContractJson.mapper().nullNode()
                    : ContractJson.mapper().valueToTree(picture);
            assertThat(List.of(
                            me(alice),
                            me(alice).path("profile").path("user"),
                            bob.client().list("/api/friends/").stream()
                                    .filter(friend -> friend.path("id").asLong() == alice.id())
                                    .findFirst()
                                    .orElseThrow(),
                            carol.client()
                                    .list("/api/friends/requests/?direction=outgoing")
                                    .getFirst()
                                    .path("to_user"),
                            bob.client()
                                    .list("/api/messages/conversations/")
                                    .getFirst()
                                    .path("user"),
                            bob.client()
                                    .list("/api/messages/conversation/" + alice.id() + "/")
                                    .getFirst()
                                    .path("sender"),
                            bob.client()
                                    .list("/api/posts/?username=" + alice.username())
                                    .getFirst()
                                    .path("author"),
                            bob.client()
                                    .get("/api/auth/users/" + alice.username() + "/")
                                    .json()))
                    .extracting(user -> user.path("profile_picture"))
                    .containsOnly(seen);
        }
    }

    @Test
    @Covers(PUT_ROW)
    void putting_ones_own_profile_is_the_same() {
        JsonNode before = patch(EVERYTHING).json();

        ApiAnswer answer = put(alice.id(), "{\"bio\": null, \"first_name\": \"Arthur\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).hasValue("no-store");
        assertThat(texts(answer.json())).isEqualTo(texts(before).put("bio", "").put("first_name", "Arthur"));
        assertThat(me(alice)).isEqualTo(answer.json());
        assertThat(answer.json().path("profile").path("id").asLong()).isEqualTo(alice.id());
    }

    @Test
    @Covers(PUT_ROW)
    void anothers_profile_cannot_be_changed() {
        TestUser bob = TestUser.signUp(service);
        JsonNode before = me(bob);

        ApiAnswer answer = put(bob.id(), EVERYTHING);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.detail()).isEqualTo("You can only change your own profile.");
        assertThat(answer.text()).doesNotContain(bob.email());
        assertThat(me(bob)).isEqualTo(before);
        assertThat(texts(me(alice)).path("bio").asString()).isEmpty();
    }

    @ParameterizedTest
    @Covers(PUT_ROW)
    @CsvSource({
        "0, 404",
        "999999999999999999, 404",
        "9999999999999999999, 404",
        "abc, 400",
        "-1, 400",
        "%2B5, 400",
        "1.5, 400",
        "10000000000000000000000000000000, 400"
    })
    void an_id_of_nobody_is_not_found_and_no_id_is_refused(String id, int status) {
        ApiAnswer answer = alice.client().send("PUT", PROFILE + id + "/", EVERYTHING);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.detail()).isNotBlank();
        assertThat(texts(me(alice)).path("bio").asString()).isEmpty();
    }

    @Test
    @Covers({PATCH_ROW, PUT_ROW})
    void only_users_have_a_profile_to_change() {
        assertThat(service.client().send("PATCH", PROFILE, EVERYTHING).status()).isEqualTo(401);
        assertThat(service.client()
                        .send("PUT", PROFILE + alice.id() + "/", EVERYTHING)
                        .status())
                .isEqualTo(401);
        assertThat(alice.client().get(PROFILE).header("Allow")).hasValue("PATCH");
        assertThat(alice.client().get(PROFILE + alice.id() + "/").header("Allow"))
                .hasValue("PUT");
    }

    private ApiAnswer patch(String body) {
        return alice.client().send("PATCH", PROFILE, body);
    }

    private ApiAnswer put(long id, String body) {
        return alice.client().send("PUT", PROFILE + id + "/", body);
    }

    private static JsonNode me(TestUser user) {
        return user.client().get("/api/auth/me/").json();
    }

    /** The fields that can be changed, by the names of a change. */
    private static ObjectNode texts(JsonNode user) {
        ObjectNode texts = ContractJson.mapper().createObjectNode();
        for (String field : List.of("first_name", "last_name")) {
            texts.set(field, user.path(field));
        }
        for (String field : List.of("bio", "location", "website", "avatar")) {
            texts.set(field, user.path("profile").path(field));
        }
        return texts;
    }
}
