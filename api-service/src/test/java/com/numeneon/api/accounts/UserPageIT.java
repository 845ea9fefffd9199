package com.numeneon.api.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.api.testing.ApiAnswer;
import com.numeneon.api.testing.ApiClient;
import com.numeneon.api.testing.ApiService;
import com.numeneon.api.testing.Covers;
import com.numeneon.api.testing.Json;
import com.numeneon.api.testing.TestUser;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@Covers("GET /api/auth/users/{username}/")
class UserPageIT {

    private static final String USERS = "/api/auth/users/";

    private final ApiService service = ApiService.shared();
    private final TestUser alice = TestUser.signUp(service, "Alice." + TestUser.freshName());

    @Test
    void everybody_sees_what_a_user_says_of_themselves_and_no_address() {
        alice.client()
                .send(
                        "PATCH",
                        "/api/auth/profile/",
                        Json.object(
                                "bio", "Curious.",
                                "avatar", "https://pictures.example/alice.png",
                                "location", "Oxford",
                                "website", "https://alice.example",
                                "first_name", "Alice",
                                "last_name", "Liddell"));
        JsonNode me = alice.client().get("/api/auth/me/").json();

        ApiAnswer answer = service.client().get(USERS + alice.username() + "/");

        assertThat(answer.status()).isEqualTo(200);
        JsonNode user = answer.json();
        assertThat(user.propertyNames())
                .containsExactlyInAnyOrder(
                        "id", "username", "first_name", "last_name", "profile_picture", "date_joined", "profile");
        assertThat(user.path("profile").propertyNames())
                .containsExactlyInAnyOrder("bio", "avatar", "location", "website");
        for (String field : List.of("id", "username", "first_name", "last_name", "profile_picture", "date_joined")) {
            assertThat(user.path(field)).as(field).isEqualTo(me.path(field));
        }
        for (String field : List.of("bio", "avatar", "location", "website")) {
            assertThat(user.path("profile").path(field))
                    .as(field)
                    .isEqualTo(me.path("profile").path(field));
        }
        assertThat(answer.text()).doesNotContain("@");
    }

    @Test
    void a_page_without_anything_on_it_has_empty_texts_and_no_picture() {
        JsonNode user = service.client().get(USERS + alice.username()).json();

        assertThat(user.path("profile_picture").isNull()).isTrue();
        assertThat(user.path("profile").path("avatar").isNull()).isTrue();
        for (String field : List.of("bio", "location", "website")) {
            assertThat(user.path("profile").path(field).isString()).isTrue();
            assertThat(user.path("profile").path(field).asString()).isEmpty();
        }
        assertThat(user.path("date_joined").asString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
    }

    @Test
    void a_name_is_the_same_in_upper_and_lower_case() {
        JsonNode page = service.client().get(USERS + alice.username() + "/").json();

        for (String name : List.of(
                alice.username().toUpperCase(Locale.ROOT), alice.username().toLowerCase(Locale.ROOT))) {
            assertThat(service.client().get(USERS + name + "/").json()).isEqualTo(page);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nobody-has-this-name",
                "profile",
                "search",
                "playlist",
                "reorder",
                "profile-song",
                "me",
                "Me",
                "ab",
                "1",
                "a%20b",
                "user_",
                "%E2%84%AAelvin",
                "a2345678901234567890123456789012345678901234567890"
            })
    void nobody_has_no_page(String name) {
        for (ApiClient client : List.of(service.client(), alice.client())) {
            ApiAnswer answer = client.get(USERS + name + "/");

            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.header("Content-Type")).hasValue("application/problem+json");
            assertThat(answer.detail()).isEqualTo("There is no user with this name.");
        }
    }

    @Test
    void the_endpoints_beside_it_are_nobodys_pages() {
        assertThat(alice.client().get("/api/auth/me/").json().path("email").asString())
                .isEqualTo(alice.email());
        assertThat(alice.client().get("/api/auth/search/").json().isArray()).isTrue();
        assertThat(alice.client().get("/api/auth/users/").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer stale", "Bearer", "Basic eDp5", "Bearer a.b.c"})
    void a_bad_token_is_ignored(String authorization) {
        ApiAnswer answer = service.client().with("Authorization", authorization).get(USERS + alice.username() + "/");

        assertThat(answer.status()).isEqualTo(200);
    }
}
