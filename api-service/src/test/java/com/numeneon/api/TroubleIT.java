package com.numeneon.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.numeneon.api.testing.ApiAnswer;
import com.numeneon.api.testing.ApiClient;
import com.numeneon.api.testing.ApiService;
import com.numeneon.api.testing.Json;
import com.numeneon.api.testing.TestUser;
import com.numeneon.infra.FreePorts;
import com.numeneon.infra.PostgresProgram;
import com.numeneon.infra.PostgresServer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A pod whose Kafka was never there and whose Postgres goes away. */
@NullUnmarked
class TroubleIT {

    private static final String ORIGIN = "http://localhost:5173";
    private static final String ME = "/api/auth/me/";
    private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";

    @TempDir
    static Path home;

    private static int port;
    private static PostgresServer postgres;
    private static ApiService service;

    @BeforeAll
    static void start() throws Exception {
        FreePorts ports = new FreePorts(new SecureRandom());
        port = ports.pick();
        postgres = PostgresServer.start(home, port);
        service = ApiService.start(Map.of(
                "DATABASE_URL",
                postgres.databaseUrl(PostgresProgram.DATABASE),
                "KAFKA_BOOTSTRAP_SERVERS",
                "127.0.0.1:" + ports.pick()));
    }

    @AfterAll
    static void stop() throws Exception {
        service.close();
        postgres.stop();
    }

    @Test
    void without_kafka_it_is_ready_and_serves() {
        TestUser user = TestUser.signUp(service);

        assertThat(management().get("/readyz").status()).isEqualTo(200);
        assertThat(user.client().get(ME).status()).isEqualTo(200);
    }

    @Test
    void an_event_waits_in_the_outbox_with_the_trace_of_its_request() {
        TestUser user = TestUser.signUp(service);

        ApiAnswer logout = service.client()
                .with("traceparent", "00-" + TRACE_ID + "-00f067aa0ba902b7-01")
                .post("/api/auth/logout/", Json.object("refresh", user.refresh()));

        assertThat(logout.status()).isEqualTo(204);
        String headers = service.part(JdbcClient.class)
                .sql("""
                        SELECT outbox.headers::text
                        FROM outbox JOIN sessions ON outbox.key = sessions.id::text
                        WHERE topic = 'numeneon.revocations' AND sessions.user_id = :id
                        """)
                .param("id", user.id())
                .query(String.class)
                .single();
        assertThat(headers).contains("session.revoked.v1", "00-" + TRACE_ID + "-");
    }

    @Test
    void an_error_of_ours_tells_nothing_but_where_to_look() {
        TestUser user = TestUser.signUp(service);
        JdbcClient database = service.part(JdbcClient.class);
        database.sql("ALTER TABLE users RENAME TO users_elsewhere").update();
        try {
            ApiAnswer answer = user.client()
                    .inTrouble()
                    .with("Origin", ORIGIN)
                    .with("traceparent", "00-" + TRACE_ID + "-00f067aa0ba902b7-01")
                    .get(ME);

            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.header("Content-Type")).hasValue("application/problem+json");
            assertThat(answer.header("Access-Control-Allow-Origin")).hasValue(ORIGIN);
            assertThat(answer.json().path("trace_id").asString()).isEqualTo(TRACE_ID);
            assertThat(answer.text()).doesNotContain("users", "SQL", "Exception");
        } finally {
            database.sql("ALTER TABLE users_elsewhere RENAME TO users").update();
        }
    }

    @Test
    void without_postgres_it_is_alive_but_not_ready_and_recovers() throws Exception {
        TestUser user = TestUser.signUp(service);

        postgres.kill();

        // What the server's own processes do of themselves when it dies takes them a moment.
        await("not ready")
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> assertThat(management().get("/readyz").status()).isEqualTo(503));
        assertThat(management().get("/livez").status()).isEqualTo(200);
        ApiAnswer answer = user.client().inTrouble().with("Origin", ORIGIN).get(ME);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).hasValue("1");
        assertThat(answer.header("Access-Control-Allow-Origin")).hasValue(ORIGIN);

        postgres = PostgresServer.start(home, port);
        await("ready again")
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(management().get("/readyz").status()).isEqualTo(200));
        assertThat(user.client().get(ME).status()).isEqualTo(200);
    }

    private static ApiClient management() {
        return new ApiClient(service.managementPort());
    }
}
