package com.numeneon.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.api.testing.ApiAnswer;
import com.numeneon.api.testing.ApiClient;
import com.numeneon.api.testing.ApiService;
import com.numeneon.api.testing.TestUser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManagementPortIT {

    private final ApiService service = ApiService.shared();
    private final ApiClient management = new ApiClient(service.managementPort());

    @ParameterizedTest
    @ValueSource(strings = {"/livez", "/readyz"})
    void a_probe_needs_no_token(String path) {
        ApiAnswer answer = management.get(path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("status").asString()).isEqualTo("UP");
    }

    @Test
    void readiness_asks_the_database_and_not_kafka() {
        assertThat(management.get("/readyz").json().path("components").propertyNames())
                .containsExactlyInAnyOrder("db", "readinessState");
        assertThat(management.get("/livez").json().path("components").propertyNames())
                .containsExactly("livenessState");
    }

    @Test
    void metrics_are_in_the_form_of_prometheus() {
        TestUser.signUp(service);

        ApiAnswer answer = management.get("/metrics");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text())
                .contains(
                        "numeneon_password_hash_seconds_count",
                        "numeneon_sessions_revocation_age_seconds",
                        "numeneon_database_transaction_retries_total",
                        "hikaricp_connections_pending",
                        "http_server_requests_seconds_count{error=\"none\"")
                .contains("uri=\"/api/auth/signup\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/livez", "/readyz", "/metrics", "/health", "/prometheus", "/actuator", "/actuator/health"})
    void nothing_of_it_is_on_the_public_port(String path) {
        assertThat(service.client().get(path).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/env",
                "/beans",
                "/heapdump",
                "/shutdown",
                "/loggers",
                "/configprops",
                "/prometheus",
                "/api/auth/me"
            })
    void nothing_else_is_on_the_management_port(String path) {
        assertThat(management.get(path).status()).isEqualTo(404);
    }
}
