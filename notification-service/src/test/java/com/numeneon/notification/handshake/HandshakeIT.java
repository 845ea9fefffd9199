package com.numeneon.notification.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.contracts.headers.SecurityHeaders;
import com.numeneon.contracts.json.ContractJson;
import com.numeneon.contracts.token.ForgedToken;
import com.numeneon.contracts.token.SigningKey;
import com.numeneon.contracts.token.TokenType;
import com.numeneon.notification.testing.Client;
import com.numeneon.notification.testing.Events;
import com.numeneon.notification.testing.Pod;
import com.numeneon.notification.testing.RawSocket;
import com.numeneon.notification.testing.RawSocket.Answer;
import com.numeneon.notification.testing.Tokens;
import java.lang.management.ManagementFactory;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class HandshakeIT {

    private static final String HTTP_SIDE = "org.eclipse.jetty.server.internal.HttpConnection";
    private static final String SOCKET_SIDE = "org.eclipse.jetty.websocket.core.WebSocketConnection";

    @SuppressWarnings("NullAway.Init") // set before each test
    private static Pod pod;

    private final long user = Events.newUser();

    @BeforeAll
    static void start() {
        pod = Pod.ready("SOCKETS_PER_USER=20", "SOCKETS_PER_POD=40");
    }

    @AfterAll
    static void stop() {
        pod.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ws/notifications/", "/ws/notifications"})
    void the_path_works_with_and_without_its_slash(String path) {
        Answer answer = handshake(path + "?token=" + Tokens.of(user, "alice"));

        assertThat(answer.status()).isEqualTo(101);
        assertThat(answer.headers()).containsEntry("sec-websocket-accept", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    }

    @Test
    void the_first_frame_names_the_user_and_a_session_id_that_is_new_for_each_socket() {
        String token = Tokens.of(user, "alice");
        try (Client first = pod.open(token);
                Client second = pod.open(token)) {
            JsonNode data = first.firstFrame().path("data");

            assertThat(first.firstFrame().path("type").asString()).isEqualTo("connection_established");
            assertThat(data.path("user_id").isNumber()).isTrue();
            assertThat(data.path("user_id").asLong()).isEqualTo(user);
            assertThat(data.path("username").asString()).isEqualTo("alice");
            assertThat(data.path("session_id").asString())
                    .isNotBlank()
                    .isNotEqualTo(
                            second.firstFrame().path("data").path("session_id").asString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "bearer", "BEARER"})
    void a_client_that_is_no_browser_may_send_the_token_as_a_header(String scheme) {
        Answer answer = handshake("/ws/notifications/", "Authorization: " + scheme + " " + Tokens.of(user, "alice"));

        assertThat(answer.status()).isEqualTo(101);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?token=", "?other=x"})
    void no_token_is_refused(String query) {
        assertRefused(handshake("/ws/notifications/" + query), 401, "not_authenticated");
    }

    @Test
    void a_token_that_is_not_ours_is_refused() {
        String foreign =
                Tokens.signed(SigningKey.generate(), TokenType.ACCESS, Duration.ofHours(1), user, "alice", "s");
        String refresh = Tokens.signed(Tokens.KEY, TokenType.REFRESH, Duration.ofHours(1), user, "alice", "s");

        for (String token : List.of(foreign, refresh, "garbage", Tokens.of(user, "alice") + "x")) {
            assertRefused(handshake("/ws/notifications/?token=" + token), 401, "token_not_valid");
        }
    }

    @Test
    void no_forged_token_opens_a_socket() {
        for (ForgedToken token : ForgedToken.all(Tokens.KEY, TokenType.ACCESS, user, Instant.now())) {
            String encoded = URLEncoder.encode(token.text(), StandardCharsets.UTF_8);
            Answer byQuery = handshake("/ws/notifications/?token=" + encoded);
            Answer byHeader = handshake("/ws/notifications/", "Authorization: Bearer " + token.text());

            assertThat(byQuery.status()).as(token.name()).isEqualTo(401);
            assertThat(byHeader.status()).as(token.name()).isEqualTo(401);
            assertRefused(byQuery, 401, "token_not_valid");
            assertRefused(byHeader, 401, "token_not_valid");
        }
        String good = ForgedToken.good(Tokens.KEY, TokenType.ACCESS, user, Instant.now());
        assertThat(handshake("/ws/notifications/?token=" + good).status()).isEqualTo(101);
    }

    @Test
    void the_grace_is_for_tokens_of_ours_alone() {
        Instant twoHoursAgo = Instant.now().minus(Duration.ofHours(2));
        String forged = ForgedToken.good(SigningKey.generate(), TokenType.ACCESS, user, twoHoursAgo);
        String refresh = ForgedToken.good(Tokens.KEY, TokenType.REFRESH, user, twoHoursAgo);

        assertRefused(handshake("/ws/notifications/?token=" + forged), 401, "token_not_valid");
        assertRefused(handshake("/ws/notifications/?token=" + refresh), 401, "token_not_valid");
    }

    @Test
    void a_token_opens_sockets_until_its_grace_is_over() {
        String inGrace = Tokens.expiringIn(Duration.ofHours(-23), user, "alice", "s");
        String beyond = Tokens.expiringIn(Duration.ofDays(-1), user, "alice", "s");

        assertThat(handshake("/ws/notifications/?token=" + inGrace).status()).isEqualTo(101);
        assertRefused(handshake("/ws/notifications/?token=" + beyond), 401, "token_expired");
    }

    @Test
    void a_grace_of_zero_is_strict() {
        try (Pod strict = Pod.ready("SOCKET_TOKEN_GRACE=0")) {
            String expired = Tokens.expiringIn(Duration.ofSeconds(-1), user, "alice", "s");

            assertRefused(handshake(strict, "/ws/notifications/?token=" + expired), 401, "token_expired");
            assertThat(handshake(strict, "/ws/notifications/?token=" + Tokens.of(user, "alice"))
                            .status())
                    .isEqualTo(101);
        }
    }

    @Test
    void a_foreign_origin_is_refused_and_those_of_the_list_and_of_the_own_host_are_not() {
        String target = "/ws/notifications/?token=" + Tokens.of(user, "alice");

        assertRefused(handshake(target, "Origin: https://evil.example"), 403, null);
        assertThat(handshake(target, "Origin: http://localhost:5173").status()).isEqualTo(101);
        assertThat(handshake(target, "Host: api.example", "Origin: https://api.example")
                        .status())
                .isEqualTo(101);
    }

    @Test
    void the_twenty_first_socket_of_a_user_is_refused_until_one_leaves() {
        String token = Tokens.of(user, "alice");
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            clients.add(pod.open(token));
        }

        Answer answer = handshake("/ws/notifications/?token=" + token);
        assertRefused(answer, 429, null);
        assertThat(answer.headers()).containsKey("retry-after");

        clients.removeLast().leave();
        eventually(() -> handshake("/ws/notifications/?token=" + token).status(), 101);
        assertThat(clients).allMatch(Client::isOpen);
        clients.forEach(Client::close);
    }

    @Test
    void a_full_pod_refuses_and_says_when_to_come_back() {
        try (Pod small = Pod.ready("SOCKETS_PER_POD=2");
                Client first = small.open(Tokens.of(user, "alice"));
                Client second = small.open(Tokens.of(Events.newUser(), "bob"))) {
            Answer answer = handshake(small, "/ws/notifications/?token=" + Tokens.of(user, "alice"));

            assertRefused(answer, 503, null);
            assertThat(answer.headers()).containsKey("retry-after");
            assertThat(List.of(first, second)).allMatch(Client::isOpen);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/, 404",
        "/ws/notifications/x, 404",
        "/ws/other/, 404",
        "/error, 404",
        "/livez, 404",
        "/metrics, 404",
        "/actuator, 404",
    })
    void there_is_nothing_else_on_the_public_port(String path, int status) {
        assertRefused(handshake(path), status, null);
    }

    @Test
    void other_methods_are_refused_with_the_one_that_works() {
        try (RawSocket raw = RawSocket.connect(pod)) {
            Answer answer = raw.request("POST", "/ws/notifications/", "Content-Length: 0");

            assertRefused(answer, 405, null);
            assertThat(answer.headers()).containsEntry("allow", "GET");
        }
    }

    @Test
    void a_plain_request_is_told_what_is_wrong_token_first() {
        try (RawSocket raw = RawSocket.connect(pod)) {
            assertRefused(raw.request("GET", "/ws/notifications/?token=x"), 401, "token_not_valid");
        }
        try (RawSocket raw = RawSocket.connect(pod)) {
            Answer answer = raw.request("GET", "/ws/notifications/?token=" + Tokens.of(user, "alice"));
            assertRefused(answer, 426, null);
            assertThat(answer.headers()).containsEntry("upgrade", "websocket");
        }
    }

    @Test
    void a_handshake_that_breaks_the_protocol_is_refused_and_keeps_no_place() {
        String target = "/ws/notifications/?token=" + Tokens.of(user, "alice");
        for (int i = 0; i < 25; i++) {
            try (RawSocket raw = RawSocket.connect(pod)) {
                Answer noKey = raw.request(
                        "GET", target, "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13");
                assertRefused(noKey, 400, null);
            }
        }
        try (RawSocket raw = RawSocket.connect(pod)) {
            Answer old = raw.request(
                    "GET",
                    target,
                    "Upgrade: websocket",
                    "Connection: Upgrade",
                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                    "Sec-WebSocket-Version: 8");
            assertRefused(old, 426, null);
            assertThat(old.headers()).containsEntry("sec-websocket-version", "13");
        }
        assertThat(handshake(target).status()).isEqualTo(101);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/ws/notifications/?token=%zz", "/ws/notifications/?token=%ff%fe", "/ws/%2e%2e/x", "/ws/%00"})
    void a_request_that_cannot_be_decoded_gets_a_problem_body_too(String target) {
        Answer answer = handshake(target);

        assertThat(answer.status()).isBetween(400, 404);
        assertRefused(answer, answer.status(), answer.status() == 401 ? "token_not_valid" : null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"", "<", ">", "|", "^", "{", "}", "\\", "`"})
    void a_character_that_no_uri_has_is_refused_beside_a_good_token_too(String character) {
        String target = "/ws/notifications/?token=" + Tokens.of(user, "alice") + "&cursor=" + character;

        assertRefused(handshake(target), 400, null);
    }

    @Test
    void what_is_too_long_for_the_server_gets_a_problem_body_too() {
        assertRefused(handshake("/ws/notifications/?token=" + "x".repeat(40_000)), 414, null);
        assertRefused(handshake("/ws/notifications/", "X-Long: " + "x".repeat(40_000)), 431, null);
    }

    @Test
    void compression_is_never_negotiated() {
        Answer answer = handshake(
                "/ws/notifications/?token=" + Tokens.of(user, "alice"),
                "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits");

        assertThat(answer.status()).isEqualTo(101);
        assertThat(answer.headers()).doesNotContainKey("sec-websocket-extensions");
    }

    /** They would, by way of Jetty's session: the parser, the channel, all headers, and the token several times. */
    @Test
    void an_open_socket_keeps_nothing_of_its_request() throws Exception {
        int sockets = 16;
        String token = Tokens.of(user, "alice");
        long before = instances(HTTP_SIDE);
        List<Client> open = new ArrayList<>();
        try {
            for (int i = 0; i < sockets; i++) {
                open.add(pod.open(token));
            }
            assertThat(instances(SOCKET_SIDE)).as("in a histogram").isGreaterThanOrEqualTo(sockets);
            // Some requests of others may be under way.
            assertThat(instances(HTTP_SIDE) - before).isLessThan(sockets / 2);
        } finally {
            open.forEach(Client::close);
        }
    }

    /** That are reachable. */
    private static long instances(String type) throws JMException {
        String histogram = (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "gcClassHistogram",
                        new Object[] {new String[0]},
                        new String[] {String[].class.getName()});
        return histogram
                .lines()
                .map(line -> line.trim().split("\\s+"))
                .filter(columns -> columns.length > 3 && columns[3].equals(type))
                .mapToLong(columns -> Long.parseLong(columns[1]))
                .sum();
    }

    @Test
    void each_refusal_is_counted_by_its_reason() {
        double before = pod.metric("numeneon_handshakes_total{outcome=\"no_token\"}");

        handshake("/ws/notifications/");

        assertThat(pod.metric("numeneon_handshakes_total{outcome=\"no_token\"}"))
                .isEqualTo(before + 1);
    }

    private static Answer handshake(String target, String... headers) {
        return handshake(pod, target, headers);
    }

    private static Answer handshake(Pod on, String target, String... headers) {
        try (RawSocket raw = RawSocket.connect(on)) {
            return raw.handshake(target, headers);
        }
    }

    private static <T> void eventually(Supplier<T> actual, T expected) {
        org.awaitility.Awaitility.await("the expected answer")
                .untilAsserted(() -> assertThat(actual.get()).isEqualTo(expected));
    }

    private static void assertRefused(Answer answer, int status, @org.jspecify.annotations.Nullable String code) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
        SecurityHeaders.ALL.forEach(
                (name, value) -> assertThat(answer.headers()).containsEntry(name.toLowerCase(Locale.ROOT), value));
        JsonNode problem = ContractJson.mapper().readTree(answer.body());
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("type").asString()).isNotBlank();
        assertThat(problem.path("title").asString()).isNotBlank();
        assertThat(problem.path("detail").asString()).endsWith(".");
        assertThat(problem.path("code").asString(null)).isEqualTo(code);
        if (status == 401) {
            assertThat(answer.headers()).containsEntry("www-authenticate", "Bearer");
        }
    }
}
