package com.numeneon.notification.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.contracts.json.ContractJson;
import com.numeneon.contracts.problem.Problem;
import com.numeneon.notification.testing.Pod;
import com.numeneon.notification.testing.RawSocket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class OperatorAccessIT {

    private static final String TOKEN = "an-operator-s-token";

    @Test
    void on_loopback_a_web_page_can_neither_ask_directly_nor_by_a_name_of_its_own() {
        try (Pod pod = Pod.start("OPERATOR_TOKEN=" + TOKEN)) {
            isProblem(pod.postToManagement("/drain", "Origin", "http://localhost:5173"), 403, "Web pages");
            isProblem(pod.postToManagement("/drain", "Sec-Fetch-Site", "cross-site"), 403, "Web pages");
            try (RawSocket rebound = RawSocket.connectToManagement(pod)) {
                RawSocket.Answer answer = rebound.request("POST", "/drain", "Host: page.example", "Content-Length: 0");
                assertThat(answer.status()).isEqualTo(403);
                assertThat(answer.headers()).containsEntry("content-type", Problem.MEDIA_TYPE);
            }
            HttpResponse<String> read = pod.management("/drain");
            isProblem(read, 405, "POST");
            assertThat(read.headers().firstValue("Allow")).contains("POST");
            assertThat(pod.management("/health").statusCode()).isNotEqualTo(403);
            assertThat(pod.management("/readyz").body()).doesNotContain("leaving");
            assertThat(pod.isRunning()).isTrue();
        }
    }

    @Test
    void elsewhere_it_wants_the_token_and_probes_do_not() {
        try (Pod pod = Pod.start("MANAGEMENT_ADDRESS=0.0.0.0", "OPERATOR_TOKEN=" + TOKEN)) {
            HttpResponse<String> without = pod.postToManagement("/drain");
            isProblem(without, 401, "operator's token");
            assertThat(without.headers().allValues("WWW-Authenticate"))
                    .containsExactly("Bearer", "Basic realm=\"numeneon\"");
            isProblem(pod.postToManagement("/drain", "Authorization", "Bearer not-the-operator-s"), 401, "token");
            assertThat(pod.management("/health").statusCode()).isEqualTo(401);
            assertThat(pod.management("/livez").statusCode()).isEqualTo(200);
            assertThat(pod.management("/metrics").body()).contains("numeneon_sockets_open");

            assertThat(pod.postToManagement("/drain", "Authorization", "Bearer " + TOKEN)
                            .statusCode())
                    .isEqualTo(202);
            Awaitility.await("the pod ends by itself").until(() -> !pod.isRunning());
        }
    }

    @Test
    void elsewhere_the_token_is_a_password_too_for_pages_of_this_port_alone() {
        try (Pod pod = Pod.start("MANAGEMENT_ADDRESS=0.0.0.0", "OPERATOR_TOKEN=" + TOKEN)) {
            String password =
                    "Basic " + Base64.getEncoder().encodeToString(("carol:" + TOKEN).getBytes(StandardCharsets.UTF_8));
            isProblem(pod.postToManagement("/drain", "Authorization", password), 403, "bearer");
            isProblem(
                    pod.postToManagement("/drain", "Authorization", password, "Origin", "http://page.example"),
                    403,
                    "Web pages");
            assertThat(pod.management("/readyz").body()).doesNotContain("leaving");

            String own = "http://127.0.0.1:" + pod.managementPort();
            assertThat(pod.postToManagement("/drain", "Authorization", password, "Origin", own)
                            .statusCode())
                    .isEqualTo(202);
            Awaitility.await("the pod ends by itself").until(() -> !pod.isRunning());
        }
    }

    @Test
    void elsewhere_it_is_off_while_there_is_no_token() {
        try (Pod pod = Pod.start("MANAGEMENT_ADDRESS=0.0.0.0")) {
            isProblem(pod.postToManagement("/drain", "Authorization", "Bearer " + TOKEN), 403, "OPERATOR_TOKEN");
            assertThat(pod.management("/livez").statusCode()).isEqualTo(200);
            assertThat(pod.isRunning()).isTrue();
        }
    }

    private static void isProblem(HttpResponse<String> answer, int status, String detail) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains(Problem.MEDIA_TYPE);
        Problem problem = ContractJson.mapper().readValue(answer.body(), Problem.class);
        assertThat(problem.status()).isEqualTo(status);
        assertThat(problem.detail()).contains(detail);
    }
}
