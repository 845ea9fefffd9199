package com.numeneon.contracts.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

class ContractJsonTest {

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T15:04:05Z, 2026-11-22T15:04:05.000000Z",
        "2026-11-22T15:04:05.1Z, 2026-11-22T15:04:05.100000Z",
        "2026-11-22T15:04:05.123456Z, 2026-11-22T15:04:05.123456Z",
        "2026-11-22T15:04:05.123456999Z, 2026-11-22T15:04:05.123456Z",
    })
    void a_time_always_has_six_fraction_digits(Instant time, String text) {
        assertThat(ContractJson.mapper().writeValueAsString(time)).isEqualTo('"' + text + '"');
        assertThat(ContractJson.mapper().readValue('"' + text + '"', Instant.class))
                .isEqualTo(Instant.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\": 1, \"a\": 2}", "{} {}", "{\"a\": ", "\"yesterday\" x"})
    void sloppy_json_is_refused(String json) {
        assertThatThrownBy(() -> ContractJson.mapper().readTree(json)).isInstanceOf(JacksonException.class);
    }

    @Test
    void nesting_is_bounded() {
        String deep = "[".repeat(ContractJson.MAX_NESTING_DEPTH + 1) + "]".repeat(ContractJson.MAX_NESTING_DEPTH + 1);

        assertThatThrownBy(() -> ContractJson.mapper().readTree(deep)).isInstanceOf(JacksonException.class);
    }
}
