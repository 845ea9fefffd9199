package com.numeneon.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.api.testing.ApiAnswer;
import com.numeneon.api.testing.ApiService;
import com.numeneon.api.testing.Covers;
import com.numeneon.api.testing.Json;
import com.numeneon.api.testing.TestUser;
import com.numeneon.contracts.token.ForgedToken;
import com.numeneon.contracts.token.SigningKey;
import com.numeneon.contracts.token.TokenType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class ForgedTokensIT {

    private static final String ME = "/api/auth/me/";

    private final ApiService service = ApiService.shared();
    private final SigningKey key = ApiService.signingKey();
    private final TestUser user = TestUser.signUp(service);

    @Test
    @Covers("GET /api/auth/me/")
    void no_forged_access_token_is_taken_by_any_endpoint() {
        List<ForgedToken> forged = ForgedToken.all(key, TokenType.ACCESS, user.id(), Instant.now());
        assertThat(forged).hasSizeGreaterThan(60);
        for (ForgedToken token : forged) {
            assertRefused(token.name(), service.client().withToken(token.text()).get(ME), "token_not_valid");
        }
        assertThat(service.client()
                        .withToken(ForgedToken.good(key, TokenType.ACCESS, user.id(), Instant.now()))
                        .get(ME)
                        .status())
                .isEqualTo(200);
    }

    @Test
    @Covers({"POST /api/auth/token/refresh/", "POST /api/auth/logout/"})
    void no_forged_refresh_token_is_taken() {
        for (ForgedToken token : ForgedToken.all(key, TokenType.REFRESH, user.id(), Instant.now())) {
            String body = Json.object("refresh", token.text());
            assertRefused(token.name(), service.client().post("/api/auth/token/refresh/", body), "token_not_valid");
            assertRefused(token.name(), service.client().post("/api/auth/logout/", body), "token_not_valid");
        }
        assertThat(user.client().get(ME).status()).isEqualTo(200);
    }

    @Test
    void an_expired_token_says_so_and_a_forged_expired_one_does_not() {
        Instant yesterday = Instant.now().minus(Duration.ofDays(1));
        String expired = ForgedToken.good(key, TokenType.ACCESS, user.id(), yesterday);
        String forged = ForgedToken.good(SigningKey.generate(), TokenType.ACCESS, user.id(), yesterday);

        assertRefused("expired", service.client().withToken(expired).get(ME), "token_expired");
        assertRefused("expired, forged", service.client().withToken(forged).get(ME), "token_not_valid");
    }

    @Test
    void a_public_endpoint_ignores_whatever_token_comes() {
        for (ForgedToken token : ForgedToken.all(key, TokenType.ACCESS, user.id(), Instant.now())) {
            assertThat(service.client().withToken(token.text()).get("/api/").status())
                    .as(token.name())
                    .isEqualTo(200);
        }
    }

    @Test
    void the_tokens_of_a_user_who_is_gone_open_nothing() {
        service.part(JdbcClient.class)
                .sql("DELETE FROM users WHERE id = :id")
                .param("id", user.id())
                .update();

        assertRefused("access", user.client().get(ME), "user_not_found");
        assertRefused(
                "refresh",
                service.client().post("/api/auth/token/refresh/", Json.object("refresh", user.refresh())),
                "user_not_found");
        TestUser other = TestUser.signUp(service);
        List.of(
                        user.client().post("/api/posts/", "{\"content\": \"by a ghost\"}"),
                        user.client().post("/api/messages/", TestUser.message(other.id(), "by a ghost")),
                        user.client().post("/api/friends/request/" + other.id() + "/"))
                .forEach(answer -> assertRefused("a write", answer, "user_not_found"));
    }

    private static void assertRefused(String name, ApiAnswer answer, String code) {
        assertThat(answer.status()).as(name).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).as(name).hasValue("Bearer");
        assertThat(answer.header("Content-Type")).as(name).hasValue("application/problem+json");
        assertThat(answer.json().path("code").asString()).as(name).isEqualTo(code);
        assertThat(answer.detail()).as(name).isNotBlank();
    }
}
