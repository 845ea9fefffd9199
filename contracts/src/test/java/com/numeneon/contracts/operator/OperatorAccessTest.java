package com.numeneon.contracts.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.numeneon.contracts.problem.Problem;
import com.numeneon.contracts.settings.InvalidSetting;
import com.numeneon.contracts.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
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
            assertThat(status(access, get(path, "pod.example", "https://page.example", "cross-site", null)))
                    .isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/drain", "/health", "/livez/", "/livez;/drain", "//livez", "/%6civez", "/metrics/../drain", "/"
            })
    void everything_else_wants_an_operator(String path) {
        assertThat(status(elsewhere, get(path, "localhost", null, null, null))).isEqualTo(401);
        assertThat(status(elsewhereWithoutToken, get(path, "localhost", null, null, "Bearer " + TOKEN)))
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:9081", "127.0.0.1:9081", "127.0.0.2", "[::1]", "[::1]:9081"})
    void loopback_is_open_to_programs_of_this_machine(String host) {
        assertThat(status(onLoopback, post(host, null, null, null))).isZero();
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
        assertThat(status(onLoopback, post(host, null, null, null))).isEqualTo(403);
        assertThat(status(onLoopback, post(host, "http://" + host, "same-origin", null)))
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://page.example",
                "http://localhost:9082",
                "http://localhost",
                "http://127.0.0.1:9081",
                "http://localhost:9081.evil.example",
                "ftp://localhost:9081",
                "localhost:9081",
                "null",
                ""
            })
    void a_page_of_another_origin_is_refused_wherever_the_port_is_bound(String origin) {
        for (String authorization : new String[] {"Bearer " + TOKEN, basic("carol", TOKEN)}) {
            assertThat(status(onLoopback, post("localhost:9081", origin, null, authorization)))
                    .isEqualTo(403);
            assertThat(status(elsewhere, post("localhost:9081", origin, null, authorization)))
                    .isEqualTo(403);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "unheard-of", ""})
    void a_browser_that_says_it_is_another_page_is_believed(String fetchSite) {
        for (String origin : new String[] {null, "http://localhost:9081"}) {
            assertThat(status(onLoopback, post("localhost:9081", origin, fetchSite, null)))
                    .isEqualTo(403);
            assertThat(status(elsewhere, post("localhost:9081", origin, fetchSite, basic("carol", TOKEN))))
                    .isEqualTo(403);
            assertThat(status(onLoopback, get("/replay", "localhost:9081", origin, fetchSite, null)))
                    .isEqualTo(403);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:9081", "https://localhost:9081", "http://LocalHost:9081"})
    void a_page_of_this_origin_is_let_in(String origin) {
        assertThat(status(onLoopback, post("localhost:9081", origin, "same-origin", null)))
                .isZero();
        assertThat(status(onLoopback, post("localhost:9081", origin, null, null)))
                .isZero();
        assertThat(status(elsewhere, post("localhost:9081", origin, null, basic("carol", TOKEN))))
                .isZero();
    }

    @Test
    void the_address_bar_and_the_pages_own_reading_are_let_in() {
        assertThat(status(onLoopback, get("/console", "localhost:9081", null, "none", null)))
                .isZero();
        assertThat(status(onLoopback, get("/replay", "localhost:9081", null, "same-origin", null)))
                .isZero();
        assertThat(status(elsewhere, get("/replay", "pod.example", null, null, basic("carol", TOKEN))))
                .isZero();
    }

    @Test
    void a_password_that_a_browser_adds_by_itself_changes_nothing_without_a_page_of_this_origin() {
        assertThat(status(elsewhere, post("pod.example", null, null, basic("carol", TOKEN))))
                .isEqualTo(403);
        assertThat(status(elsewhere, post("pod.example", null, "none", basic("carol", TOKEN))))
                .isEqualTo(403);
    }

    @Test
    void the_token_lets_in_under_any_name() {
        assertThat(status(elsewhere, post("pod-3.example", null, null, "Bearer " + TOKEN)))
                .isZero();
        assertThat(status(elsewhere, post("pod-3.example", null, null, "bearer  " + TOKEN)))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"carol", "", "carol with spaces", "\u00e4"})
    void the_token_is_a_password_for_every_user(String user) {
        assertThat(status(elsewhere, get("/console", "pod.example", null, null, basic(user, TOKEN))))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "Bearer an-operator-s-tokem",
                "Bearer an-operator-s-token2",
                "Basic an-operator-s-token",
                "Basic",
                "Basic ",
                "Basic ====",
                // an-operator-s-token without a user, then with an empty, a shorter and a longer password
                "Basic YW4tb3BlcmF0b3Itcy10b2tlbg==",
                "Basic Y2Fyb2w6",
                "Basic Y2Fyb2w6YW4tb3BlcmF0b3Itcy10b2tl",
                "Basic Y2Fyb2w6YW4tb3BlcmF0b3Itcy10b2tlbjI="
            })
    void anything_but_the_token_is_refused(String authorization) {
        assertThat(status(elsewhere, get("/console", "pod-3.example", null, null, authorization)))
                .isEqualTo(401);
    }

    @Test
    void credentials_do_not_print_the_password() {
        assertThat(BasicCredentials.of(basic("carol", TOKEN)))
                .hasValueSatisfying(
                        given -> assertThat(given.toString()).contains("carol").doesNotContain(TOKEN));
    }

    @Test
    void a_short_token_is_refused_at_the_start_and_not_quoted() {
        assertThatThrownBy(() -> access(false, "short"))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("OPERATOR_TOKEN")
                .hasMessageNotContaining("short");
    }

    private static OperatorRequest get(
            String path,
            @Nullable String host,
            @Nullable String origin,
            @Nullable String fetchSite,
            @Nullable String authorization) {
        return new OperatorRequest("GET", path, host, origin, fetchSite, authorization);
    }

    private static OperatorRequest post(
            @Nullable String host,
            @Nullable String origin,
            @Nullable String fetchSite,
            @Nullable String authorization) {
        return new OperatorRequest("POST", "/drain", host, origin, fetchSite, authorization);
    }

    private static String basic(String user, String password) {
        String both = user + ":" + password;
        return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
    }

    /** 0 when it is let in. */
    private static int status(OperatorAccess access, OperatorRequest request) {
        return access.refusal(request).map(Problem::status).orElse(0);
    }

    private static OperatorAccess access(boolean loopback, @Nullable String token) {
        Map<String, String> environment = token == null ? Map.of() : Map.of(OperatorAccess.SETTING, token);
        return new OperatorAccess(loopback, new Settings(environment::get));
    }
}
