package com.numeneon.api.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.numeneon.api.testing.ApiAnswer;
import com.numeneon.api.testing.ApiClient;
import com.numeneon.api.testing.ApiService;
import com.numeneon.api.testing.Covers;
import com.numeneon.api.testing.Json;
import com.numeneon.api.testing.TestUser;
import com.numeneon.contracts.token.JwkSetKeys;
import com.numeneon.contracts.token.SigningKey;
import com.numeneon.contracts.token.TokenCheck;
import com.numeneon.contracts.token.TokenClaims;
import com.numeneon.contracts.token.TokenType;
import com.numeneon.contracts.token.TokenVerifier;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class SessionEndpointsIT {

    private static final String ME = "/api/auth/me/";
    private static final String REFRESH = "/api/auth/token/refresh/";
    private static final String LOGOUT = "/api/auth/logout/";

    private final ApiService service = ApiService.shared();
    private final ApiClient client = service.client();

    @Test
    void without_a_token_the_answer_says_how_to_bring_one() {
        ApiAnswer answer = client.get(ME);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).hasValue("Bearer");
        assertThat(answer.header("Content-Type")).hasValue("application/problem+json");
        assertThat(code(answer)).isEqualTo("not_authenticated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bearer ", "BEARER ", "Bearer   "})
    void the_scheme_is_taken_in_any_case(String scheme) {
        TestUser user = TestUser.signUp(service);

        ApiAnswer answer = client.with("Authorization", scheme + user.access()).get(ME);

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void an_expired_token_a_foreign_one_and_a_refresh_token_are_told_apart() {
        TestUser user = TestUser.signUp(service);

        assertThat(code(client.withToken(expiredToken(user.id())).get(ME))).isEqualTo("token_expired");
        assertThat(code(client.withToken(SigningKey.generate().sign(claims(user.id(), Instant.now())))
                        .get(ME)))
                .isEqualTo("token_not_valid");
        assertThat(code(client.withToken(user.refresh()).get(ME))).isEqualTo("token_not_valid");
        assertThat(code(client.with("Authorization", "Basic abc").get(ME))).isEqualTo("not_authenticated");
    }

    @Test
    @Covers("POST /api/auth/token/refresh/")
    void a_refresh_gives_new_tokens_and_leaves_the_old_refresh_token_good() {
        TestUser user = TestUser.signUp(service);

        ApiAnswer first = client.post(REFRESH, Json.object("refresh", user.refresh()));
        ApiAnswer second = client.post(REFRESH, Json.object("refresh", user.refresh()));

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("Cache-Control")).hasValue("no-store");
        assertThat(first.json().propertyNames()).containsExactlyInAnyOrder("access", "refresh");
        assertThat(second.status()).isEqualTo(200);
        assertThat(client.withToken(second.json().path("access").asString())
                        .get(ME)
                        .status())
                .isEqualTo(200);
    }

    @Test
    @Covers("POST /api/auth/token/refresh/")
    void a_refresh_wants_a_refresh_token() {
        TestUser user = TestUser.signUp(service);

        ApiAnswer access = client.post(REFRESH, Json.object("refresh", user.access()));
        ApiAnswer nothing = client.post(REFRESH, "{\"refresh\": null}");

        assertThat(code(access)).isEqualTo("token_not_valid");
        assertThat(nothing.status()).isEqualTo(400);
        assertThat(nothing.errors("refresh")).containsExactly("Refresh is required.");
    }

    @Test
    @Covers("POST /api/auth/logout/")
    void logging_out_voids_this_session_at_once_and_no_other() {
        TestUser user = TestUser.signUp(service);
        TestUser elsewhere = user.logInAgain(service);

        ApiAnswer logout = client.post(LOGOUT, Json.object("refresh", user.refresh()));

        assertThat(logout.status()).isEqualTo(204);
        assertThat(code(user.client().get(ME))).isEqualTo("session_revoked");
        assertThat(code(client.post(REFRESH, Json.object("refresh", user.refresh()))))
                .isEqualTo("session_revoked");
        assertThat(elsewhere.client().get(ME).status()).isEqualTo(200);
    }

    @Test
    void another_pod_refuses_the_session_within_a_second() {
        try (ApiService otherPod = ApiService.anotherPod()) {
            TestUser user = TestUser.signUp(service);
            ApiClient there = otherPod.client().withToken(user.access());
            assertThat(there.get(ME).status()).isEqualTo(200);

            client.post(LOGOUT, Json.object("refresh", user.refresh()));

            await("the other pod refuses")
                    .atMost(Duration.ofSeconds(1))
                    .pollInterval(Duration.ofMillis(20))
                    .untilAsserted(() -> assertThat(code(there.get(ME))).isEqualTo("session_revoked"));
        }
    }

    @Test
    void a_pod_that_starts_later_knows_what_was_revoked_before() {
        TestUser user = TestUser.signUp(service);
        client.post(LOGOUT, Json.object("refresh", user.refresh()));

        try (ApiService laterPod = ApiService.anotherPod()) {
            ApiAnswer answer = laterPod.client().withToken(user.access()).get(ME);

            assertThat(code(answer)).isEqualTo("session_revoked");
        }
    }

    @Test
    @Covers("POST /api/auth/logout/")
    void logging_out_twice_tells_the_world_once() {
        TestUser user = TestUser.signUp(service);

        ApiAnswer first = client.post(LOGOUT, Json.object("refresh", user.refresh()));
        Instant revokedAt = revokedAt(user);
        ApiAnswer second = client.post(LOGOUT, Json.object("refresh", user.refresh()));

        assertThat(first.status()).isEqualTo(204);
        assertThat(second.status()).isEqualTo(204);
        assertThat(revokedAt(user)).isEqualTo(revokedAt);
    }

    @Test
    @Covers("POST /api/auth/logout/")
    void a_logout_with_what_is_no_refresh_token_is_refused() {
        TestUser user = TestUser.signUp(service);

        assertThat(code(client.post(LOGOUT, Json.object("refresh", "nonsense"))))
                .isEqualTo("token_not_valid");
        assertThat(code(client.post(LOGOUT, Json.object("refresh", user.access()))))
                .isEqualTo("token_not_valid");
        assertThat(user.client().get(ME).status()).isEqualTo(200);
    }

    @Test
    @Covers("GET /.well-known/jwks.json")
    void the_published_keys_verify_our_tokens() {
        TestUser user = TestUser.signUp(service);

        ApiAnswer keys = client.get("/.well-known/jwks.json");

        assertThat(keys.status()).isEqualTo(200);
        assertThat(keys.text()).doesNotContain("\"d\"");
        TokenVerifier verifier = new TokenVerifier(new JwkSetKeys(keys.text(), Clock.systemUTC()), Clock.systemUTC());
        assertThat(verifier.verify(user.access(), TokenType.ACCESS))
                .isInstanceOfSatisfying(TokenCheck.Valid.class, valid -> {
                    assertThat(valid.claims().userId()).isEqualTo(user.id());
                    assertThat(valid.claims().username()).isEqualTo(user.username());
                    assertThat(Duration.between(
                                    valid.claims().issuedAt(), valid.claims().expiresAt()))
                            .isEqualTo(Duration.ofHours(1));
                });
    }

    private Instant revokedAt(TestUser user) {
        return service.part(JdbcClient.class)
                .sql("SELECT revoked_at FROM sessions WHERE user_id = :id")
                .param("id", user.id())
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    private static String code(ApiAnswer answer) {
        return answer.json().path("code").asString();
    }

    private static String expiredToken(long userId) {
        return ApiService.signingKey().sign(claims(userId, Instant.now().minus(Duration.ofHours(2))));
    }

    private static TokenClaims claims(long userId, Instant issuedAt) {
        Instant seconds = issuedAt.truncatedTo(ChronoUnit.SECONDS);
        return new TokenClaims(
                TokenType.ACCESS,
                userId,
                "somebody",
                UUID.randomUUID().toString(),
                "token",
                seconds,
                seconds.plus(Duration.ofHours(1)));
    }
}
