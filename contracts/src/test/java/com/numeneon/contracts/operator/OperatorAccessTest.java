package com.numeneon.contracts.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.numeneon.contracts.problem.Problem;
import com.numeneon.contracts.settings.InvalidSetting;
import com.numeneon.contracts.settings.Settings;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorAccessTest {

    private static final String TOKEN = "an-operator-s-token";

    private final OperatorAccess onLoopback = access(true, null);
    private final OperatorAccess elsewhere = access(false, TOKEN);
    private final OperatorAccess elsewhereWithoutToken = access(false, null);

    @ParameterizedTest
    @ValueSource(strings = {"/livez", "/readyz", "/metrics"})
    void probes_and_metrics_are_for_everybody(String path) {
        for (OperatorAccess access : new OperatorAccess[] {onLoopback, elsewhere, elsewhereWithoutToken}) {
            assertThat(access.refusal(path, "pod.example", "https://page.example", null))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/drain", "/health", "/livez/", "/livez;/drain", "//livez", "/%6civez", "/metrics/../drain", "/"
            })
    void everything_else_wants_an_operator(String path) {
        assertThat(status(elsewhere.refusal(path, "localhost", null, null))).isEqualTo(401);
        assertThat(status(elsewhereWithoutToken.refusal(path, "localhost", null, "Bearer " + TOKEN)))
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:9081", "127.0.0.1:9081", "127.0.0.2", "[::1]", "[::1]:9081"})
    void loopback_is_open_to_programs_of_this_machine(String host) {
        assertThat(onLoopback.refusal("/drain", host, null, null)).isEmpty();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "rebound.example",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "10.0.0.1",
                "localhost:"
            })
    void a_name_that_was_made_to_mean_loopback_is_refused(@Nullable String host) {
        assertThat(status(onLoopback.refusal("/drain", host, null, null))).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://page.example", "http://localhost:9081", "null"})
    void a_web_page_is_refused_on_loopback(String origin) {
        assertThat(status(onLoopback.refusal("/drain", "localhost:9081", origin, null)))
                .isEqualTo(403);
    }

    @Test
    void the_token_lets_in_under_any_name() {
        assertThat(elsewhere.refusal("/drain", "pod-3.example", null, "Bearer " + TOKEN))
                .isEmpty();
        assertThat(elsewhere.refusal("/drain", "pod-3.example", null, "bearer  " + TOKEN))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "Bearer an-operator-s-tokem",
                "Bearer an-operator-s-token2",
                "Basic an-operator-s-token"
            })
    void anything_but_the_token_is_refused(String authorization) {
        assertThat(status(elsewhere.refusal("/drain", "pod-3.example", null, authorization)))
                .isEqualTo(401);
    }

    @Test
    void a_short_token_is_refused_at_the_start_and_not_quoted() {
        assertThatThrownBy(() -> access(false, "short"))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("OPERATOR_TOKEN")
                .hasMessageNotContaining("short");
    }

    private static int status(Optional<Problem> refusal) {
        return refusal.map(Problem::status).orElse(0);
    }

    private static OperatorAccess access(boolean loopback, @Nullable String token) {
        Map<String, String> environment = token == null ? Map.of() : Map.of(OperatorAccess.SETTING, token);
        return new OperatorAccess(loopback, new Settings(environment::get));
    }
}
