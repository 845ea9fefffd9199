package com.numeneon.contracts.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedOriginsTest {

    @ParameterizedTest
    @CsvSource({
        "http://localhost:5173, http://localhost:5173, true",
        "http://localhost:5173, HTTP://LOCALHOST:5173, true",
        "http://localhost:5173, http://localhost:5174, false",
        "http://localhost:5173, https://localhost:5173, false",
        "http://localhost:*, http://localhost:8080, true",
        "http://localhost:*, http://localhost, true",
        "http://localhost:*, http://localhost.evil.example, false",
        "http://localhost:*, http://localhost:80@evil.example, false",
        "https://*.example.org, https://app.example.org, true",
        "https://*.example.org, https://example.org, false",
        "https://*.example.org, https://a.b.example.org, false",
        "https://*.example.org, https://app.example.org:444, false",
        "https://app.example.org, https://appxexample.org, false",
        "https://app.example.org, null, false",
        "http://[::1]:3000, http://[::1]:3000, true",
    })
    void an_origin_is_allowed_by_exact_match_or_by_a_whole_label(String setting, String origin, boolean allowed) {
        assertThat(AllowedOrigins.parse(setting).allows(origin)).isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:5173", "http://127.0.0.1:3000", "https://numeneon.vercel.app"})
    void the_default_allows_development_and_the_deployed_frontend(String origin) {
        assertThat(AllowedOrigins.parse(AllowedOrigins.DEFAULT).allows(origin)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*", "localhost:5173", "https://app*.example.org", "https://example.org/", "ftp://x", "http://"})
    void a_setting_that_is_no_list_of_origins_is_refused_by_name(String setting) {
        assertThatThrownBy(() -> AllowedOrigins.parse(setting))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(AllowedOrigins.SETTING)
                .hasMessageContaining(setting);
    }
}
