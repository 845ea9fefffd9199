package com.numeneon.notification.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import com.numeneon.contracts.origin.AllowedOrigins;
import com.numeneon.notification.testing.CapturedLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginCheckTest {

    private final OriginCheck check = new OriginCheck(AllowedOrigins.parse(AllowedOrigins.DEFAULT));

    @RegisterExtension
    final CapturedLog log = CapturedLog.of(OriginCheck.class);

    @Test
    void who_sends_no_origin_is_no_browser() {
        assertThat(check.allows(null, "numeneon.example")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:5173, api.example",
        "https://numeneon.vercel.app, api.example",
        "https://api.example, api.example",
        "https://API.example, api.example",
        "https://api.example, api.example:443",
        "http://api.example, api.example:80",
        "http://api.example:8000, api.example:8000",
    })
    void the_list_and_the_own_host_are_allowed(String origin, String host) {
        assertThat(check.allows(origin, host)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "https://evil.example, api.example",
        "https://api.example.evil.example, api.example",
        "https://api.example:444, api.example",
        "http://api.example, api.example:443",
        "null, api.example",
        "'', api.example",
        "://, api.example",
        "https://api.example,",
    })
    void others_are_not(String origin, String host) {
        assertThat(check.allows(origin, host)).isFalse();
    }

    @Test
    void a_refused_origin_is_logged_once_with_the_setting_that_would_allow_it() {
        check.allows("https://evil.example", "api.example");
        check.allows("https://evil.example", "api.example");

        assertThat(log.lines())
                .singleElement()
                .extracting(ILoggingEvent::getFormattedMessage)
                .asString()
                .contains("https://evil.example", "CORS_ALLOWED_ORIGINS");
    }

    @Test
    void inventing_origins_does_not_fill_the_log_nor_the_memory() {
        for (int i = 0; i < 1_000; i++) {
            check.allows("https://evil" + i + ".example", "api.example");
        }

        assertThat(log.lines()).hasSize(100);
    }
}
