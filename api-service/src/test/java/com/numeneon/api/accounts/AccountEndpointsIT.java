package com.numeneon.api.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.api.testing.ApiAnswer;
import com.numeneon.api.testing.ApiClient;
import com.numeneon.api.testing.ApiService;
import com.numeneon.api.testing.Covers;
import com.numeneon.api.testing.Json;
import com.numeneon.api.testing.TestUser;
import com.numeneon.infra.testing.AtOnce;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class AccountEndpointsIT {

    private static final String SIGNUP = "/api/auth/signup/";

    private final ApiService service = ApiService.shared();
    private final ApiClient client = service.client();

    @Test
    @Covers("POST /api/auth/signup/")
    void signing_up_gives_the_user_without_tokens() {
        String name = TestUser.freshName();

        ApiAnswer answer = client.post(
                SIGNUP,
                Json.object(
                        "username",
                        name,
                        "email",
                        " " + name + "@Example.org ",
                        "password",
                        "  eight  ",
                        "display_name",
                        "Ada  King Lovelace"));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().propertyNames()).containsExactlyInAnyOrder("message", "user");
        assertThat(answer.json().path("message").asString()).isNotBlank();
        JsonNode user = answer.json().path("user");
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
        assertThat(user.path("id").isIntegralNumber()).isTrue();
        assertThat(user.path("username").asString()).isEqualTo(name);
        assertThat(user.path("email").asString()).isEqualTo(name + "@Example.org");
        assertThat(user.path("first_name").asString()).isEqualTo("Ada");
        assertThat(user.path("last_name").asString()).isEqualTo("King Lovelace");
        assertThat(user.path("profile_picture").isNull()).isTrue();
        assertThat(user.path("date_joined").asString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
        JsonNode profile = user.path("profile");
        assertThat(profile.propertyNames())
                .containsExactlyInAnyOrder(
                        "id", "user", "bio", "avatar", "location", "website", "created_at", "updated_at");
        assertThat(profile.path("id").asLong()).isEqualTo(user.path("id").asLong());
        assertThat(profile.path("user").propertyNames())
                .containsExactlyInAnyOrder("id", "username", "first_name", "last_name", "profile_picture");
        assertThat(profile.path("avatar").isNull()).isTrue();
        for (String field : List.of("bio", "location", "website")) {
            assertThat(profile.path(field).isString()).as(field).isTrue();
            assertThat(profile.path(field).asString()).as(field).isEmpty();
        }
        assertThat(profile.path("updated_at").asString())
                .isEqualTo(profile.path("created_at").asString());
        assertThat(profile.path("created_at").asString())
                .isEqualTo(user.path("date_joined").asString());
    }

    @Test
    @Covers("POST /api/auth/signup/")
    void every_broken_rule_is_named_at_once() {
        ApiAnswer answer = client.post(SIGNUP, "{\"username\": 7, \"email\": \"nobody\", \"display_name\": [1]}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.errors("username")).containsExactly("Username must be a text.");
        assertThat(answer.errors("email")).containsExactly("Enter a valid e-mail address.");
        assertThat(answer.errors("password")).containsExactly("Password is required.");
        assertThat(answer.errors("display_name")).containsExactly("Display name must be a text.");
        assertThat(answer.detail()).contains("Username must be a text.", "Password is required.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ab", "a234567890123456789012345678901", "with blank", "ünicode", "٣٣٣٣", "a/b", "Profile", "me"
            })
    @Covers("POST /api/auth/signup/")
    void a_username_that_is_not_allowed_is_refused(String username) {
        ApiAnswer answer = client.post(
                SIGNUP, Json.object("username", username, "email", "some@example.org", "password", "password one"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errors("username")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"short12, 8 to 128", "somebody.else, same as the username", "some@example.org, same as the username"})
    @Covers("POST /api/auth/signup/")
    void a_password_that_is_not_allowed_is_refused_with_its_rule(String password, String rule) {
        ApiAnswer answer = client.post(
                SIGNUP, Json.object("username", "Somebody.Else", "email", "some@example.org", "password", password));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.detail()).contains(rule);
        assertThat(answer.text()).doesNotContain(password);
    }

    @Test
    @Covers("POST /api/auth/signup/")
    void a_name_and_an_address_are_taken_without_regard_to_case() {
        TestUser user = TestUser.signUp(service);

        ApiAnswer answer = client.post(
                SIGNUP,
                Json.object(
                        "username", user.username().toUpperCase(Locale.ROOT),
                        "email", user.email().toUpperCase(Locale.ROOT),
                        "password", "password one"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errors("username")).hasSize(1);
        assertThat(answer.errors("email")).hasSize(1);
    }

    @Test
    @Covers("POST /api/auth/signup/")
    void of_many_who_take_one_name_or_address_at_once_exactly_one_gets_it() {
        String name = TestUser.freshName();
        String email = name + "@example.org";

        List<ApiAnswer> sameName = AtOnce.call(IntStream.range(0, 8)
                .<Callable<ApiAnswer>>mapToObj(i -> () -> signUp(name, i + email, "password one", ""))
                .toList());
        List<ApiAnswer> sameAddress = AtOnce.call(IntStream.range(0, 8)
                .<Callable<ApiAnswer>>mapToObj(i -> () -> signUp(name + "-" + i, email, "password one", ""))
                .toList());

        assertThat(sameName)
                .extracting(ApiAnswer::status)
                .containsOnly(201, 400)
                .containsOnlyOnce(201);
        assertThat(sameName)
                .filteredOn(answer -> answer.status() == 400)
                .allSatisfy(answer -> assertThat(answer.errors("username")).hasSize(1));
        assertThat(sameAddress)
                .extracting(ApiAnswer::status)
                .containsOnly(201, 400)
                .containsOnlyOnce(201);
        assertThat(sameAddress)
                .filteredOn(answer -> answer.status() == 400)
                .allSatisfy(answer -> assertThat(answer.errors("email")).hasSize(1));
    }

    @Test
    @Covers("POST /api/auth/signup/")
    void the_password_is_stored_as_an_argon2id_hash_only() {
        TestUser user = TestUser.signUp(service);

        String hash = service.part(JdbcClient.class)
                .sql("SELECT password_hash FROM users WHERE id = :id")
                .param("id", user.id())
                .query(String.class)
                .single();

        assertThat(hash).startsWith("$argon2id$").doesNotContain(user.password());
    }

    @ParameterizedTest
    @Covers("POST /api/auth/signup/")
    @CsvSource({
        "Ada, Ada, ''",
        "Ada Lovelace, Ada, Lovelace",
        "'  Ada   King  Lovelace ', Ada, King  Lovelace",
        "'Ada\tLovelace', Ada, Lovelace",
        "Ödön von Horváth, Ödön, von Horváth",
        "'', '', ''",
        "'   ', '', ''"
    })
    void a_display_name_splits_at_the_first_blank(String displayName, String firstName, String lastName) {
        String name = TestUser.freshName();

        JsonNode user = signUp(name, name + "@example.org", "password one", displayName)
                .json()
                .path("user");

        assertThat(user.path("first_name").asString()).isEqualTo(firstName);
        assertThat(user.path("last_name").asString()).isEqualTo(lastName);
        assertThat(user.path("profile").path("user").path("last_name").asString())
                .isEqualTo(lastName);
    }

    @ParameterizedTest
    @Covers("POST /api/auth/signup/")
    @CsvSource({"7, false", "8, true", "128, true", "129, false", "20000, false"})
    void a_password_has_8_to_128_characters_and_the_answer_says_so(int length, boolean good) {
        String name = TestUser.freshName();

        ApiAnswer answer = signUp(name, name + "@example.org", "𝄞".repeat(length), "");

        assertThat(answer.status()).isEqualTo(good ? 201 : 400);
        if (!good) {
            assertThat(answer.detail()).isEqualTo("Password must have 8 to 128 characters.");
            assertThat(answer.errors("password")).containsExactly(answer.detail());
        }
    }

    @Test
    @Covers("POST /api/auth/signup/")
    void a_name_of_one_user_and_the_address_of_another_are_both_named() {
        TestUser one = TestUser.signUp(service);
        TestUser other = TestUser.signUp(service);

        ApiAnswer answer = signUp(other.username(), one.email(), "password one", "");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errors("username")).hasSize(1);
        assertThat(answer.errors("email")).hasSize(1);
        assertThat(answer.detail())
                .contains(answer.errors("username").getFirst())
                .contains(answer.errors("email").getFirst());
    }

    @Test
    @Covers("POST /api/auth/signup/")
    void who_is_refused_is_not_stored() {
        String name = TestUser.freshName();

        assertThat(signUp(name, name + "@example.org", "short", "").status()).isEqualTo(400);
        assertThat(signUp(name, name, "password one", "").status()).isEqualTo(400);
        assertThat(signUp(name, name + "@example.org", "password one", "n".repeat(151))
                        .errors("display_name"))
                .hasSize(1);

        assertThat(client.get("/api/auth/users/" + name + "/").status()).isEqualTo(404);
        assertThat(signUp(name, name + "@example.org", "password one", "n".repeat(150))
                        .status())
                .isEqualTo(201);
    }

    private ApiAnswer signUp(String username, String email, String password, String displayName) {
        return client.post(
                SIGNUP,
                Json.object("username", username, "email", email, "password", password, "display_name", displayName));
    }
}
