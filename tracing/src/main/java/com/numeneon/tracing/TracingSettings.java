package com.numeneon.tracing;

import com.numeneon.contracts.settings.InvalidSetting;
import com.numeneon.contracts.settings.Settings;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where spans go to and which, by the names of OpenTelemetry's own specification.
 *
 * @param collector where an OTLP/HTTP collector takes spans
 * @param headers for each request to it; may be secrets
 * @param service what the spans are said to come from
 * @param sampler decides at the beginning of a trace
 */
public record TracingSettings(URI collector, Map<String, String> headers, String service, Sampler sampler) {

    private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private static final String HEADERS = "OTEL_EXPORTER_OTLP_HEADERS";
    /** RFC 9110, sections 5.6.2 and 5.5; here without characters beyond ASCII. */
    private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    private static final Pattern HEADER_VALUE = Pattern.compile("[ -~\\t]*");
    private static final String SAMPLER = "OTEL_TRACES_SAMPLER";
    private static final String RATIO = "OTEL_TRACES_SAMPLER_ARG";

    public TracingSettings {
        headers = Map.copyOf(headers);
    }

    /**
     * Empty without {@code OTEL_EXPORTER_OTLP_ENDPOINT}; what else is set is checked all the same.
     *
     * @param service its name unless {@code OTEL_SERVICE_NAME} gives another
     * @throws InvalidSetting for the first that is wrong
     */
    public static Optional<TracingSettings> of(Settings settings, String service) {
        String name = settings.text("OTEL_SERVICE_NAME", service);
        Sampler sampler = sampler(settings);
        Map<String, String> headers = settings.optional(HEADERS)
                .map(text -> Settings.parsed(text, TracingSettings::headers))
                .orElse(Map.of());
        return settings.optional(ENDPOINT)
                .map(text ->
                        new TracingSettings(Settings.parsed(text, TracingSettings::collector), headers, name, sampler));
    }

    /** The specification's rule for an endpoint of all signals: the path of this one is appended. */
    private static URI collector(String text) {
        if (text.contains("@") || text.contains("?")) {
            // Not quoted, as the rest of it may be a password; nor would it stay out of the log.
            throw new IllegalArgumentException(ENDPOINT + " must have neither a user nor a query, " + HEADERS + " may");
        }
        try {
            URI base = URI.create(text);
            if (base.getHost() != null && ("http".equals(base.getScheme()) || "https".equals(base.getScheme()))) {
                return URI.create(text.replaceFirst("/+$", "") + "/v1/traces");
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(refusal(text), e);
        }
        throw new IllegalArgumentException(refusal(text));
    }

    private static String refusal(String text) {
        return ENDPOINT + " must be the URL of an OTLP/HTTP collector, as in http://collector:4318, not \"" + text
                + "\"";
    }

    /** Never quotes what it reads: a header may be a key. */
    private static Map<String, String> headers(String text) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String pair : text.split(",", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException(HEADERS + " must be pairs as in name=value,name=value");
            }
            String name = pair.substring(0, equals).strip();
            String value = decoded(pair.substring(equals + 1).strip());
            if (!HEADER_NAME.matcher(name).matches()
                    || !HEADER_VALUE.matcher(value).matches()) {
                throw new IllegalArgumentException(HEADERS + " must be names and values that a header can have");
            }
            headers.put(name, value);
        }
        return headers;
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(HEADERS + " must have percent-encoded values", e);
        }
    }

    private static Sampler sampler(Settings settings) {
        double ratio = settings.optional(RATIO)
                .map(text -> Settings.parsed(text, TracingSettings::ratio))
                .orElse(1.0);
        String name = settings.text(SAMPLER, "parentbased_always_on");
        return switch (name) {
            case "always_on" -> Sampler.alwaysOn();
            case "always_off" -> Sampler.alwaysOff();
            case "traceidratio" -> Sampler.traceIdRatioBased(ratio);
            case "parentbased_always_on" -> Sampler.parentBased(Sampler.alwaysOn());
            case "parentbased_always_off" -> Sampler.parentBased(Sampler.alwaysOff());
            case "parentbased_traceidratio" -> Sampler.parentBased(Sampler.traceIdRatioBased(ratio));
            default ->
                throw new InvalidSetting(SAMPLER + " must be always_on, always_off, traceidratio, or one of these after"
                        + " parentbased_, not \"" + name + "\".");
        };
    }

    private static double ratio(String text) {
        String refusal = RATIO + " must be a number from 0 to 1, not \"" + text + "\"";
        try {
            double ratio = Double.parseDouble(text);
            if (ratio >= 0 && ratio <= 1) {
                return ratio;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(refusal, e);
        }
        throw new IllegalArgumentException(refusal);
    }

    /** Without the headers. */
    @Override
    public String toString() {
        return "TracingSettings[collector=" + collector + ", service=" + service + "]";
    }
}
