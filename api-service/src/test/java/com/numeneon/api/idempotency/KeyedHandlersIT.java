package com.numeneon.api.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.numeneon.api.database.Transactions;
import com.numeneon.api.testing.ApiAnswer;
import com.numeneon.api.testing.ApiClient;
import com.numeneon.api.testing.ApiService;
import com.numeneon.api.testing.Covers;
import com.numeneon.api.testing.TestUser;
import com.numeneon.api.testing.WrittenEvents;
import com.numeneon.api.web.CurrentUser;
import com.numeneon.infra.testing.AtOnce;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Keys on a second pod, which also has handlers that do what no endpoint in {@code contracts/openapi.yaml} does. */
@NullUnmarked
class KeyedHandlersIT {

    private static final String MESSAGES = "/api/messages/";
    private static final String KEY = "Idempotency-Key";
    private static final String REPLAYED = "Idempotency-Replayed";

    private static ApiService pod;
    private static Handlers handlers;

    private final ApiService shared = ApiService.shared();
    private final TestUser alice = TestUser.signUp(shared);
    private final TestUser bob = TestUser.signUp(shared);
    private final ApiClient keyed = pod.client()
            .withToken(alice.access())
            .with("Content-Type", "application/json")
            .with(KEY, "a");

    @BeforeAll
    static void start() {
        pod = ApiService.anotherPod();
        handlers = new Handlers(pod.part(JdbcClient.class), pod.part(Transactions.class));
        RequestMappingHandlerMapping mapping = pod.part(RequestMappingHandlerMapping.class);
        Arrays.stream(Handlers.class.getDeclaredMethods())
                .filter(method -> method.getReturnType() == ResponseEntity.class)
                .forEach(method -> mapping.registerMapping(
                        RequestMappingInfo.paths("/test/" + method.getName())
                                .methods(RequestMethod.POST)
                                .options(mapping.getBuilderConfiguration())
                                .build(),
                        handlers,
                        method));
    }

    @AfterAll
    static void stop() {
        pod.close();
    }

    @Test
    @Covers("POST /api/messages/")
    void twenty_at_once_on_two_pods_are_one_message_one_event_and_twenty_equal_answers() {
        WrittenEvents events = WrittenEvents.fromNow();
        List<Callable<ApiAnswer>> sends = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            ApiClient client = i % 2 == 0 ? keyed : alice.client().with(KEY, "a");
            sends.add(() -> client.post(MESSAGES, TestUser.message(bob.id(), "hello")));
        }

        List<ApiAnswer> answers = AtOnce.call(sends);

        assertThat(answers).allMatch(answer -> answer.status() == 201);
        assertThat(answers.stream().map(ApiAnswer::text).distinct()).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.header(REPLAYED).isEmpty())
                .hasSize(1);
        assertThat(events.all()).hasSize(1);
    }

    @Test
    void a_refusal_that_is_returned_undoes_what_was_written_and_is_not_stored() {
        ApiAnswer refusal = keyed.post("/test/refuse");

        assertThat(refusal.status()).isEqualTo(409);
        assertThat(refusal.text()).isEqualTo("{\"why\":\"changed my mind\"}");
        assertThat(refusal.header("X-Test")).hasValue("refused");
        assertThat(bio()).isEmpty();
        assertThat(keyed.post("/test/refuse").header(REPLAYED)).isEmpty();
    }

    @Test
    void a_failure_of_any_kind_is_answered_as_without_a_key_and_undoes_what_was_written() {
        ApiAnswer failure = keyed.post("/test/fail");

        assertThat(failure.status()).isEqualTo(400);
        assertThat(failure.header("Content-Type")).hasValue("application/problem+json");
        assertThat(bio()).isEmpty();
    }

    @Test
    void status_content_type_and_the_handlers_own_headers_are_repeated() {
        ApiAnswer first = keyed.post("/test/describe");

        ApiAnswer again = keyed.post("/test/describe");

        for (ApiAnswer answer : List.of(first, again)) {
            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.text()).isEqualTo("naïve");
            assertThat(answer.header("Content-Type").orElseThrow()).isEqualToIgnoringCase("text/plain;charset=UTF-8");
            assertThat(answer.http().headers().allValues("X-Two")).containsExactly("1", "2");
            assertThat(answer.http().headers().allValues("Vary")).containsExactly("Origin");
        }
        assertThat(again.header(REPLAYED)).hasValue("true");
    }

    @Test
    void an_empty_answer_is_repeated_empty() {
        assertThat(keyed.post("/test/nothing").status()).isEqualTo(204);

        ApiAnswer again = keyed.post("/test/nothing");

        assertThat(again.status()).isEqualTo(204);
        assertThat(again.text()).isEmpty();
        assertThat(again.header(REPLAYED)).hasValue("true");
    }

    @Test
    void what_an_attempt_wrote_of_its_answer_goes_with_it() {
        ApiAnswer answer = keyed.with("Origin", "http://localhost:5173").post("/test/again");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("attempt 2");
        assertThat(answer.header("X-First")).isEmpty();
        assertThat(answer.http().headers().allValues("X-Attempt")).containsExactly("2");
        assertThat(answer.http().headers().allValues("Vary")).containsExactly("Origin");
        assertThat(answer.header("Access-Control-Allow-Origin")).hasValue("http://localhost:5173");
        assertThat(bio()).isEqualTo("attempt 2");
        assertThat(keyed.post("/test/again").text()).isEqualTo("attempt 2");
    }

    @Test
    void a_command_with_a_key_waits_for_its_own_locks_no_longer_than_without() {
        assertThat(keyed.post("/test/lockTimeout").text()).isEqualTo("3s");
    }

    @Test
    void a_key_costs_three_statements_and_none_costs_nothing() {
        alice.send(bob, "so that both are known");
        ApiClient plain = pod.client().withToken(alice.access());
        String body = TestUser.message(bob.id(), "hello");

        List<String> without = statementsOf("4bf92f3577b34da6a3ce929d0e0e4701", plain, body);
        List<String> first = statementsOf("4bf92f3577b34da6a3ce929d0e0e4702", keyed, body);
        List<String> again = statementsOf("4bf92f3577b34da6a3ce929d0e0e4703", keyed, body);

        assertThat(without).noneMatch(sql -> sql.contains("idempotency_keys"));
        assertThat(first).hasSize(without.size() + 3);
        assertThat(first.subList(0, 2))
                .satisfiesExactly(
                        sql -> assertThat(sql).contains("lock_timeout"),
                        sql -> assertThat(sql).contains("INSERT INTO idempotency_keys"));
        assertThat(first.getLast()).contains("UPDATE idempotency_keys");
        assertThat(again).hasSize(3);
    }

    private List<String> statementsOf(String traceId, ApiClient client, String body) {
        ConcurrentLinkedQueue<String> statements = new ConcurrentLinkedQueue<>();
        AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent line) {
                if (traceId.equals(line.getMDCPropertyMap().get("traceId"))
                        && line.getMessage().startsWith("Executing prepared SQL statement")) {
                    statements.add(line.getMessage());
                }
            }
        };
        Logger log = (Logger) LoggerFactory.getLogger(JdbcTemplate.class);
        Level before = log.getLevel();
        appender.start();
        log.addAppender(appender);
        log.setAdditive(false);
        log.setLevel(Level.DEBUG);
        try {
            ApiAnswer answer = client.with("traceparent", "00-" + traceId + "-00f067aa0ba902b7-01")
                    .post(MESSAGES, body);
            assertThat(answer.status()).isEqualTo(201);
        } finally {
            log.setLevel(before);
            log.setAdditive(true);
            log.detachAppender(appender);
        }
        return List.copyOf(statements);
    }

    private String bio() {
        return pod.part(JdbcClient.class)
                .sql("SELECT bio FROM users WHERE id = :id")
                .param("id", alice.id())
                .query(String.class)
                .single();
    }

    /** Not a component, so that no other pod has them. */
    static final class Handlers {

        private final JdbcClient database;
        private final Transactions transactions;
        private final AtomicInteger attempts = new AtomicInteger();

        Handlers(JdbcClient database, Transactions transactions) {
            this.database = database;
            this.transactions = transactions;
        }

        ResponseEntity<Map<String, String>> refuse(CurrentUser caller) {
            write(caller, "half done");
            return ResponseEntity.status(409).header("X-Test", "refused").body(Map.of("why", "changed my mind"));
        }

        ResponseEntity<Void> fail(CurrentUser caller) throws IOException {
            write(caller, "half done");
            throw new IOException("nobody listens");
        }

        ResponseEntity<String> describe(CurrentUser caller) {
            return ResponseEntity.accepted()
                    .header("X-Two", "1", "2")
                    .contentType(MediaType.parseMediaType("text/plain;charset=UTF-8"))
                    .body("naïve");
        }

        ResponseEntity<Void> nothing(CurrentUser caller) {
            return ResponseEntity.noContent().build();
        }

        ResponseEntity<String> again(CurrentUser caller, HttpServletResponse response) throws IOException {
            int attempt = attempts.incrementAndGet();
            write(caller, "attempt " + attempt);
            response.addHeader("X-Attempt", Integer.toString(attempt));
            if (attempt == 1) {
                response.addHeader("Vary", "Accept");
                response.setStatus(202);
                response.addHeader("X-First", "true");
                response.setContentType("text/html");
                response.getOutputStream().print("half an answer");
                throw new CannotAcquireLockException("again", new SQLException("deadlock", "40P01"));
            }
            return ResponseEntity.ok().body("attempt " + attempt);
        }

        ResponseEntity<String> lockTimeout(CurrentUser caller) {
            return ResponseEntity.ok(transactions.run(
                    () -> database.sql("SHOW lock_timeout").query(String.class).single()));
        }

        private void write(CurrentUser caller, String bio) {
            transactions.run(() -> {
                database.sql("UPDATE users SET bio = :bio WHERE id = :id")
                        .param("bio", bio)
                        .param("id", caller.id())
                        .update();
            });
        }
    }
}
