package com.numeneon.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.numeneon.contracts.settings.InvalidSetting;
import com.numeneon.contracts.settings.Settings;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TracingSettingsTest {

    private static Optional<TracingSettings> of(Map<String, String> variables) {
        return TracingSettings.of(new Settings(variables::get), "api-service");
    }

    @Test
    void without_an_endpoint_there_are_none() {
        assertThat(of(Map.of("OTEL_SERVICE_NAME", "x"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "http://collector:4318, http://collector:4318/v1/traces",
        "https://collector/, https://collector/v1/traces",
        "https://collector/otlp, https://collector/otlp/v1/traces"
    })
    void the_path_of_traces_is_appended(String endpoint, URI collector) {
        TracingSettings settings =
                of(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint)).orElseThrow();

        assertThat(settings.collector()).isEqualTo(collector);
        assertThat(settings.service()).isEqualTo("api-service");
    }

    @ParameterizedTest
    @CsvSource({
        "OTEL_EXPORTER_OTLP_ENDPOINT, collector:4318",
        "OTEL_EXPORTER_OTLP_ENDPOINT, ftp://collector",
        "OTEL_EXPORTER_OTLP_ENDPOINT, http://",
        "OTEL_EXPORTER_OTLP_ENDPOINT, https://somebody:hunter2@collector",
        "OTEL_EXPORTER_OTLP_ENDPOINT, https://collector?key=hunter2",
        "OTEL_EXPORTER_OTLP_HEADERS, hunter2",
        "OTEL_EXPORTER_OTLP_HEADERS, key=hunter2%",
        "OTEL_EXPORTER_OTLP_HEADERS, key=hunter2%0A",
        "OTEL_EXPORTER_OTLP_HEADERS, a key=hunter2",
        "OTEL_TRACES_SAMPLER, sometimes",
        "OTEL_TRACES_SAMPLER_ARG, 1.5",
        "OTEL_TRACES_SAMPLER_ARG, half"
    })
    void a_wrong_one_is_told_by_its_name_and_no_secret_is_quoted(String name, String value) {
        assertThatThrownBy(() -> of(Map.of(name, value)))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageStartingWith(name + " must ")
                .message()
                .doesNotContain("hunter2");
    }

    @Test
    void headers_are_not_printed() {
        TracingSettings settings = of(Map.of(
                        "OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318",
                        "OTEL_EXPORTER_OTLP_HEADERS", "api-key=hunter2,other=a%2Cb"))
                .orElseThrow();

        assertThat(settings.headers()).containsEntry("other", "a,b");
        assertThat(settings.toString()).doesNotContain("hunter2");
    }
}
