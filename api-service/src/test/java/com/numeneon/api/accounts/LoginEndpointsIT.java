package com.numeneon.api.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.api.testing.ApiAnswer;
import com.numeneon.api.testing.ApiClient;
import com.numeneon.api.testing.ApiService;
import com.numeneon.api.testing.Covers;
import com.numeneon.api.testing.Json;
import com.numeneon.api.testing.TestUser;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class LoginEndpointsIT {

    private static final String LOGIN = "/api/auth/login/";

    private final ApiService service = ApiService.shared();
    private final ApiClient client = service.client();

    @Test
    @Covers("POST /api/auth/login/")
    void logging_in_gives_tokens_that_are_not_to_be_stored_by_anybody_between() {
        TestUser user = TestUser.signUp(service);

        ApiAnswer answer = client.post(
                LOGIN, Json.object("email", user.email().toUpperCase(Locale.ROOT), "password", user.password()));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).hasValue("no-store");
        assertThat(answer.json().propertyNames()).containsExactlyInAnyOrder("access", "refresh", "user");
        ApiAnswer me = client.withToken(answer.json().path("access").asString()).get("/api/auth/me/");
        assertThat(me.json()).isEqualTo(answer.json().path("user"));
    }

    @Test
    @Covers("POST /api/auth/login/")
    void a_wrong_password_and_an_unknown_address_are_answered_alike() {
        TestUser user = TestUser.signUp(service);

        ApiAnswer wrong = client.post(LOGIN, Json.object("email", user.email(), "password", "wrong password"));
        ApiAnswer unknown = client.post(LOGIN, Json.object("email", "no" + user.email(), "password", user.password()));

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.detail()).isEqualTo("Invalid email or password.");
        assertThat(wrong.header("WWW-Authenticate")).hasValue("Bearer");
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(unknown.text()).isEqualTo(wrong.text());
    }

    @Test
    @Covers("POST /api/auth/login/")
    void a_stale_token_does_not_keep_anybody_from_logging_in() {
        TestUser user = TestUser.signUp(service);

        ApiAnswer answer =
                client.withToken("stale").post(LOGIN, Json.object("email", user.email(), "password", user.password()));

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    @Covers("GET /api/auth/me/")
    void the_token_of_a_user_who_is_gone_says_so() {
        TestUser user = TestUser.signUp(service);
        service.part(JdbcClient.class)
                .sql("DELETE FROM users WHERE id = :id")
                .param("id", user.id())
                .update();

        ApiAnswer answer = user.client().get("/api/auth/me/");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json().path("code").asString()).isEqualTo("user_not_found");
    }

    @Test
    @Covers("GET /api/auth/me/")
    void only_users_are_somebody() {
        TestUser user = TestUser.signUp(service);

        ApiAnswer answer = user.client().get("/api/auth/me/");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).hasValue("no-store");
        assertThat(answer.json().path("email").asString()).isEqualTo(user.email());
        assertThat(client.get("/api/auth/me/").status()).isEqualTo(401);
    }
}
