package com.numeneon.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.api.testing.ApiAnswer;
import com.numeneon.api.testing.ApiClient;
import com.numeneon.api.testing.ApiService;
import com.numeneon.api.testing.TestUser;
import com.numeneon.contracts.headers.SecurityHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecurityHeadersIT {

    private final ApiService service = ApiService.shared();

    @ParameterizedTest
    @CsvSource({
        "GET, /, 200",
        "GET, /api/auth/me/, 200",
        "GET, /api/friends/, 200",
        "GET, /api/nowhere/, 404",
        "DELETE, /api/auth/me/, 405",
        "POST, /api/auth/login/, 400",
        "TRACE, /api/, 405",
    })
    void every_answer_has_them_and_none_is_kept(String method, String path, int status) {
        ApiAnswer answer = TestUser.signUp(service).client().send(method, path, "");

        assertThat(answer.status()).isEqualTo(status);
        assertSafe(answer);
        assertThat(answer.http().headers().allValues("Cache-Control")).containsExactly("no-store");
    }

    @Test
    void so_have_those_of_a_refused_token_and_of_a_preflight() {
        ApiAnswer refused = service.client().get("/api/auth/me/");
        ApiAnswer preflight = service.client()
                .with("Origin", "http://localhost:5173")
                .with("Access-Control-Request-Method", "GET")
                .send("OPTIONS", "/api/auth/me/", "");

        assertThat(refused.status()).isEqualTo(401);
        assertThat(preflight.status()).isEqualTo(204);
        Stream.of(refused, preflight).forEach(SecurityHeadersIT::assertSafe);
    }

    @Test
    void so_have_those_that_the_server_makes_by_itself() throws Exception {
        ApiAnswer tooLong = service.client().get("/api/?q=" + "x".repeat(40_000));
        ApiAnswer tooLarge = service.client().with("X-Long", "x".repeat(40_000)).get("/api/");
        String unreadable = RawHttp.exchange(service.port(), RawHttp.head("GET /api/ HTTP/1.1"));

        assertThat(tooLong.status()).isEqualTo(414);
        assertThat(tooLarge.status()).isEqualTo(431);
        Stream.of(tooLong, tooLarge).forEach(SecurityHeadersIT::assertSafe);
        assertThat(unreadable).startsWith("HTTP/1.1 400").doesNotContain("Server:", "Jetty");
        SecurityHeaders.ALL.forEach((name, value) -> assertThat(unreadable).contains(name + ": " + value));
    }

    @Test
    void an_endpoint_may_say_otherwise() {
        ApiAnswer keys = service.client().get("/.well-known/jwks.json");

        assertThat(keys.http().headers().allValues("Cache-Control")).containsExactly("max-age=300, public");
        assertSafe(keys);
    }

    @Test
    void pages_of_other_origins_may_read_what_cors_allows() {
        ApiAnswer answer =
                service.client().with("Origin", "http://localhost:5173").get("/api/");

        assertThat(answer.header("Access-Control-Allow-Origin")).hasValue("http://localhost:5173");
        assertThat(answer.http().headers().map().keySet())
                .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("cross-origin-"));
    }

    @Test
    void browsers_are_told_to_stay_with_https_only_when_a_trusted_proxy_says_that_they_came_by_it() {
        ApiClient byHttps = service.client().with("X-Forwarded-Proto", "https");

        assertThat(byHttps.get("/api/").header("Strict-Transport-Security")).hasValue("max-age=31536000");
        assertThat(service.client().get("/api/").header("Strict-Transport-Security"))
                .isEmpty();
    }

    private static void assertSafe(ApiAnswer answer) {
        Map<String, List<String>> headers = answer.http().headers().map();
        SecurityHeaders.ALL.forEach((name, value) ->
                assertThat(answer.http().headers().allValues(name)).as(name).containsExactly(value));
        assertThat(headers).doesNotContainKeys("server", "x-powered-by");
    }
}
