package com.numeneon.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.numeneon.api.testing.ApiAnswer;
import com.numeneon.api.testing.ApiClient;
import com.numeneon.api.testing.ApiService;
import com.numeneon.contracts.problem.Problem;
import com.numeneon.contracts.settings.InvalidSetting;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who is let in on the management port; the rules themselves are tested where they are. */
class OperatorPortIT {

    private static final String TOKEN = "an-operator-s-token";

    @Test
    void on_loopback_a_web_page_can_do_nothing() {
        ApiClient management = new ApiClient(ApiService.shared().managementPort());

        ApiAnswer answer = management.with("Origin", "http://localhost:5173").get("/health");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("Content-Type")).hasValue(Problem.MEDIA_TYPE);
        assertThat(management.get("/health").status()).isNotEqualTo(403);
    }

    @Test
    void elsewhere_it_wants_the_token_and_probes_do_not() {
        try (ApiService pod = ApiService.anotherPod(Map.of("MANAGEMENT_ADDRESS", "0.0.0.0", "OPERATOR_TOKEN", TOKEN))) {
            ApiClient management = new ApiClient(pod.managementPort());

            ApiAnswer without = management.get("/health");
            assertThat(without.status()).isEqualTo(401);
            assertThat(without.header("WWW-Authenticate")).hasValue("Bearer");
            assertThat(management.withToken("not-the-operator-s").get("/health").status())
                    .isEqualTo(401);
            assertThat(management.get("/livez").status()).isEqualTo(200);
            assertThat(management.get("/metrics").status()).isEqualTo(200);
            assertThat(management.withToken(TOKEN).get("/health").status()).isNotIn(401, 403);
        }
    }

    @Test
    void elsewhere_it_is_off_while_there_is_no_token() {
        try (ApiService pod = ApiService.anotherPod(Map.of("MANAGEMENT_ADDRESS", "0.0.0.0"))) {
            ApiClient management = new ApiClient(pod.managementPort());

            assertThat(management.withToken(TOKEN).get("/health").text()).contains("OPERATOR_TOKEN");
            assertThat(management.get("/readyz").status()).isEqualTo(200);
        }
    }

    @Test
    void a_short_token_ends_the_start() {
        assertThatThrownBy(() -> ApiService.anotherPod(Map.of("OPERATOR_TOKEN", "short")))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("OPERATOR_TOKEN");
    }
}
