package com.numeneon.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.api.testing.ApiAnswer;
import com.numeneon.api.testing.ApiClient;
import com.numeneon.api.testing.ApiService;
import com.numeneon.api.testing.Covers;
import com.numeneon.api.testing.TestUser;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpRulesIT {

    private static final String LOGIN = "/api/auth/login/";
    private static final String ORIGIN = "http://localhost:5173";
    private static final int MIB = 1024 * 1024;

    private final ApiService service = ApiService.shared();
    private final ApiClient client = service.client();

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api", "/api/"})
    @Covers({"GET /", "GET /api/"})
    void the_front_page_says_that_all_is_well(String path) {
        ApiAnswer answer = client.get(path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("{\"status\":\"ok\",\"service\":\"numeneon\"}");
        assertThat(answer.header("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.header("Server")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/auth/me", "/api/auth/me/"})
    void a_trailing_slash_makes_no_difference(String path) {
        TestUser user = TestUser.signUp(service);

        assertThat(user.client().get(path).status()).isEqualTo(200);
    }

    @Test
    void head_is_get_without_a_body() {
        ApiAnswer answer = client.send("HEAD", "/api/", BodyPublishers.noBody());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEmpty();
    }

    @Test
    void options_names_the_methods() {
        ApiAnswer answer = client.send("OPTIONS", "/api/auth/me/", BodyPublishers.noBody());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Allow").orElseThrow()).contains("GET", "HEAD", "OPTIONS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing/here", "/api/auth/", "/index.html", "/error", "/WEB-INF/web.xml"})
    void an_unknown_address_is_a_problem(String path) {
        ApiAnswer answer = client.with("Origin", ORIGIN).get(path);

        assertThat(answer.status()).isEqualTo(404);
        assertProblem(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH", "BREW"})
    void a_method_that_is_not_allowed_is_answered_with_those_that_are(String method) {
        ApiAnswer answer = client.with("Origin", ORIGIN).send(method, LOGIN, BodyPublishers.noBody());

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).hasValue("POST");
        assertProblem(answer);
    }

    @Test
    void trace_does_not_repeat_the_request_with_its_token() throws Exception {
        String answer = RawHttp.exchange(
                service.port(),
                RawHttp.head("TRACE /api/ HTTP/1.1", "Host: localhost", "Authorization: Bearer secret"));

        assertThat(answer).startsWith("HTTP/1.1 405 ").contains("Allow: ").doesNotContain("secret");
    }

    @Test
    void who_cannot_read_json_is_told_in_json() {
        ApiAnswer answer =
                client.with("Origin", ORIGIN).with("Accept", "text/html").get("/api/");

        assertThat(answer.status()).isEqualTo(406);
        assertProblem(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain", "application/x-www-form-urlencoded", "application/json; charset=utf-16", "nonsense"
            })
    void a_body_of_another_kind_is_refused(String contentType) {
        ApiAnswer answer =
                client.with("Origin", ORIGIN).with("Content-Type", contentType).post(LOGIN, "{}");

        assertThat(answer.status()).isEqualTo(415);
        assertProblem(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "\"text\"",
                "null",
                "{} {}",
                "{\"email\": \"a\", \"email\": \"b\"}",
                "{\"a\": 1e999999999999999999999}",
                "{'email': 1}",
                "\uFEFF"
            })
    void a_body_that_is_no_json_object_is_refused(String body) {
        ApiAnswer answer = client.with("Origin", ORIGIN).post(LOGIN, body);

        assertThat(answer.status()).isEqualTo(400);
        assertProblem(answer);
    }

    @Test
    void a_body_that_is_nested_too_deeply_is_refused() {
        ApiAnswer answer = client.with("Origin", ORIGIN).post(LOGIN, "[".repeat(100_000));

        assertThat(answer.status()).isEqualTo(400);
        assertProblem(answer);
    }

    @Test
    void a_body_that_is_not_utf_8_is_refused() {
        byte[] body = "{\"email\": \"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);

        ApiAnswer answer = client.with("Origin", ORIGIN).send("POST", LOGIN, BodyPublishers.ofByteArray(body));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.detail()).contains("UTF-8");
        assertProblem(answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"a\\u0000b\" | Email must not contain the NUL character.",
                "\"a\\ud800b\" | Email must be valid Unicode.",
                "\" \\t \"     | Email must not be blank.",
                "null          | Email is required.",
                "[\"a\"]       | Email must be a text.",
                "{\"a\": 1}    | Email must be a text.",
                "5             | Email must be a text.",
                "true          | Email must be a text."
            })
    void a_wrong_text_is_named_with_its_fault(String value, String sentence) {
        ApiAnswer answer = client.post(LOGIN, "{\"email\": " + value + ", \"password\": \"x\", \"unknown\": 1}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errors("email")).containsExactly(sentence);
        assertThat(answer.detail()).isEqualTo(sentence);
        assertThat(answer.json().path("errors").propertyNames()).containsExactly("email");
    }

    @ParameterizedTest
    @ValueSource(ints = {MIB + 1, 3 * MIB, 8 * MIB})
    void a_body_over_the_limit_is_read_so_that_its_sender_gets_the_answer(int size) throws Exception {
        String answer = RawHttp.exchange(
                service.port(),
                RawHttp.head(
                        "POST " + LOGIN + " HTTP/1.1",
                        "Host: localhost",
                        "Origin: " + ORIGIN,
                        "Content-Type: application/json",
                        "Content-Length: " + size),
                new byte[size]);

        assertThat(answer).startsWith("HTTP/1.1 413 ").contains("application/problem+json", ORIGIN);
    }

    @Test
    void a_body_over_the_limit_is_noticed_without_a_length_too() {
        ApiAnswer answer = client.with("Origin", ORIGIN)
                .send("POST", LOGIN, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[3 * MIB])));

        assertThat(answer.status()).isEqualTo(413);
        assertProblem(answer);
    }

    @Test
    void a_large_body_that_nobody_wants_does_not_hide_the_answer() throws Exception {
        String answer = RawHttp.exchange(
                service.port(),
                RawHttp.head("POST /nothing/here HTTP/1.1", "Host: localhost", "Content-Length: " + MIB),
                new byte[MIB]);

        assertThat(answer).startsWith("HTTP/1.1 404 ");
    }

    @Test
    void who_asks_before_sending_a_large_body_is_refused_without_sending_it() throws Exception {
        String answer = RawHttp.exchange(
                service.port(),
                RawHttp.head(
                        "POST " + LOGIN + " HTTP/1.1",
                        "Host: localhost",
                        "Content-Type: application/json",
                        "Expect: 100-continue",
                        "Content-Length: " + 3 * MIB));

        assertThat(answer).startsWith("HTTP/1.1 413 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 100", "Transfer-Encoding: chunked"})
    void a_body_that_ends_early_is_a_problem(String length) throws Exception {
        String answer = RawHttp.exchangeHalfClosed(
                service.port(),
                RawHttp.head(
                        "POST " + LOGIN + " HTTP/1.1", "Host: localhost", "Content-Type: application/json", length),
                "5\r\n{\"a\":\r\n".getBytes(StandardCharsets.UTF_8));

        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ZZ\r\nfoo", "5\r\n{\"a\":\r\n"})
    void nothing_is_done_for_a_request_whose_body_is_broken_even_where_none_is_needed(String chunks) throws Exception {
        TestUser asking = TestUser.signUp(service);
        TestUser asked = TestUser.signUp(service);

        String answer = RawHttp.exchangeHalfClosed(
                service.port(),
                RawHttp.head(
                        "POST /api/friends/request/" + asked.id() + "/ HTTP/1.1",
                        "Host: localhost",
                        "Authorization: Bearer " + asking.access(),
                        "Transfer-Encoding: chunked"),
                chunks.getBytes(StandardCharsets.UTF_8));

        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("application/problem+json");
        assertThat(asking.client()
                        .get("/api/friends/requests/?direction=outgoing")
                        .text())
                .isEqualTo("[]");
    }

    @Test
    void a_body_where_none_is_needed_is_ignored() {
        TestUser user = TestUser.signUp(service);

        ApiAnswer answer = user.client().send("GET", "/api/auth/me/", "not json at all");

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void an_address_that_is_too_long_is_a_problem() throws Exception {
        String answer = RawHttp.exchange(
                service.port(), RawHttp.head("GET /" + "a".repeat(40_000) + " HTTP/1.1", "Host: localhost"));

        assertThat(answer).startsWith("HTTP/1.1 414 ").contains("application/problem+json", "\"detail\"");
    }

    @Test
    void headers_that_are_too_large_are_a_problem() throws Exception {
        String answer = RawHttp.exchange(
                service.port(), RawHttp.head("GET / HTTP/1.1", "Host: localhost", "X-Large: " + "a".repeat(40_000)));

        assertThat(answer).startsWith("HTTP/1.1 431 ").contains("application/problem+json", "\"detail\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"GET /%zz HTTP/1.1", "GET /%00 HTTP/1.1", "GET /a%2Fb HTTP/1.1", "nonsense", "GET / HTTP/9.9"})
    void a_request_that_is_no_http_is_a_problem(String line) throws Exception {
        String answer = RawHttp.exchange(service.port(), RawHttp.head(line, "Host: localhost", "Origin: " + ORIGIN));

        assertThat(answer).matches("(?s)HTTP/1.1 (400|505) .*").contains("application/problem+json", "\"detail\"");
    }

    @Test
    void headers_as_large_as_tokens_make_them_are_taken() {
        ApiAnswer answer =
                client.with("Authorization", "Bearer " + "a".repeat(12_000)).get("/api/");

        assertThat(answer.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {ORIGIN, "http://localhost:3000", "http://127.0.0.1:9", "https://numeneon.vercel.app"})
    void a_preflight_of_an_allowed_origin_is_granted(String origin) {
        ApiAnswer answer = preflight(origin);

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Access-Control-Allow-Origin")).hasValue(origin);
        assertThat(answer.header("Access-Control-Allow-Methods")).hasValue("GET, POST, PUT, PATCH, DELETE");
        assertThat(answer.header("Access-Control-Allow-Headers"))
                .hasValue("authorization, content-type, idempotency-key, traceparent");
        assertThat(answer.header("Access-Control-Max-Age")).hasValue("86400");
        assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
        assertThat(answer.header("Vary")).hasValue("Origin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "http://localhost.evil.example"})
    void a_preflight_of_another_origin_is_not(String origin) {
        ApiAnswer answer = preflight(origin);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
        assertThat(answer.header("Vary")).hasValue("Origin");
    }

    @Test
    void an_answer_says_to_caches_that_it_depends_on_the_origin_even_without_one() {
        assertThat(client.get("/api/").header("Vary")).hasValue("Origin");
    }

    @Test
    void a_page_may_read_the_link_and_when_to_come_back() {
        ApiAnswer answer = client.with("Origin", ORIGIN).get("/api/");

        assertThat(answer.header("Access-Control-Allow-Origin")).hasValue(ORIGIN);
        assertThat(answer.header("Access-Control-Expose-Headers").orElseThrow()).contains("Link", "Retry-After");
    }

    @Test
    void an_unauthorized_answer_can_be_read_by_the_page() {
        ApiAnswer answer = client.with("Origin", ORIGIN).get("/api/auth/me/");

        assertThat(answer.status()).isEqualTo(401);
        assertProblem(answer);
    }

    private ApiAnswer preflight(String origin) {
        return client.with("Origin", origin)
                .with("Access-Control-Request-Method", "POST")
                .with("Access-Control-Request-Headers", "authorization,content-type")
                .send("OPTIONS", "/api/auth/me/", BodyPublishers.noBody());
    }

    /** What every error owes to the page: a body it may read. */
    private static void assertProblem(ApiAnswer answer) {
        assertThat(answer.header("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(Optional.of(ORIGIN));
        assertThat(answer.json().path("status").asInt()).isEqualTo(answer.status());
        assertThat(answer.json().path("type").asString()).isEqualTo("about:blank");
        assertThat(answer.json().path("title").asString()).isNotBlank();
        assertThat(answer.detail()).isNotBlank();
    }
}
