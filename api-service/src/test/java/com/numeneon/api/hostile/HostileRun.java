package com.numeneon.api.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.api.testing.ApiService;
import com.numeneon.api.testing.Cast;
import com.numeneon.api.testing.RawAnswer;
import com.numeneon.api.testing.RawClient;
import com.numeneon.api.testing.StoredRows;
import com.numeneon.infra.testing.TestPostgres;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * Sends hostile requests to a service with a database of its own and checks what becomes of each: the answer, that nothing
 * was stored, and that the good request that it was made from then succeeds over the same connection.
 */
final class HostileRun implements AutoCloseable {

    private static final int ATTACKS_PER_CAST = 200;

    /** What would show somebody our inside. */
    private static final Pattern INTERNALS = Pattern.compile(
            "(?i)exception|\\bat (com|org|java|tools)\\.|\\b(java|org|tools|com)\\.[a-z]+\\.|sqlstate|postgres|jackson|jetty|spring");

    private final ApiService service;
    private final RawClient client;
    private final StoredRows stored;
    private @Nullable Cast cast;
    private int attacks;

    HostileRun() {
        service = ApiService.start(Map.of("DATABASE_URL", TestPostgres.newDatabase()));
        client = new RawClient(service.port());
        stored = StoredRows.watch(service.part(JdbcClient.class));
    }

    ApiService service() {
        return service;
    }

    int attacks() {
        return attacks;
    }

    /** @throws AssertionError telling the attack, the request and the answer */
    void run(Attack attack) {
        Cast people = cast;
        if (people == null || attacks % ATTACKS_PER_CAST == 0) {
            people = new Cast(service);
            cast = people;
        }
        attacks++;
        Draft good = attack.endpoint().goodRequest(people);
        Draft hostile = attack.change().apply(people, good.copy());
        stored.sinceLastAsked();
        RawAnswer answer = client.exchange(hostile.bytes(), hostile.method().equals("HEAD"));
        try {
            check(attack, hostile, answer);
            if (!attack.expected().success()) {
                assertThat(stored.sinceLastAsked()).as("stored by it").isEmpty();
                RawAnswer next = client.exchange(good.bytes(), false);
                assertThat(next.status())
                        .as("status of the next good request: %s", next)
                        .isEqualTo(attack.endpoint().status());
            }
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(
                    attack + "\n" + e.getMessage() + "\n--- sent\n" + hostile + "\n--- came back\n" + answer, e);
        }
    }

    private static void check(Attack attack, Draft hostile, RawAnswer answer) {
        Expected expected = attack.expected();
        if (expected.success()) {
            assertThat(answer.status()).as("status").isEqualTo(attack.endpoint().status());
            return;
        }
        assertThat(answer.status()).as("status").isIn(expected.statuses());
        if (answer.status() >= 400 && !hostile.method().equals("HEAD")) {
            checkProblem(answer);
            Set<String> named = Set.copyOf(answer.json().path("errors").propertyNames());
            assertThat(named).as("fields named").isEqualTo(expected.fields());
        }
    }

    private static void checkProblem(RawAnswer answer) {
        assertThat(answer.header("content-type")).hasValue("application/problem+json");
        JsonNode problem = answer.json();
        assertThat(problem.path("type").asString()).isEqualTo("about:blank");
        assertThat(problem.path("title").asString()).isNotBlank();
        assertThat(problem.path("status").asInt()).isEqualTo(answer.status());
        assertSentence(problem.path("detail").asString());
        for (JsonNode sentences : problem.path("errors")) {
            List<JsonNode> all = sentences.valueStream().toList();
            assertThat(all).isNotEmpty();
            all.forEach(sentence -> assertSentence(sentence.asString()));
        }
        switch (answer.status()) {
            case 401 -> {
                assertThat(answer.header("www-authenticate")).hasValue("Bearer");
                assertThat(problem.path("code").asString()).isNotBlank();
            }
            case 405 -> assertThat(answer.header("allow")).isPresent();
            case 429, 503 -> assertThat(answer.header("retry-after")).isPresent();
            default -> {}
        }
    }

    private static void assertSentence(String text) {
        assertThat(text).contains(" ").matches("(?s)\\P{Ll}.*[.]|[A-Z].*").doesNotContainPattern(INTERNALS);
        assertThat(text.length()).isLessThan(1_000);
    }

    @Override
    public void close() {
        client.close();
        service.close();
    }
}
