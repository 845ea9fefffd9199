package com.numeneon.contracts.json;

import java.time.Instant;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * The JSON dialect of REST, events and frames: snake_case names, times by {@link InstantText}, nulls written out, unknown
 * fields ignored, duplicate keys refused, nesting bounded. Immutable and safe for all threads.
 */
public final class ContractJson {

    /** Deepest nesting of arrays and objects that is read; no contract needs more than five. */
    public static final int MAX_NESTING_DEPTH = 32;

    private static final JsonMapper MAPPER = configure(JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_NESTING_DEPTH)
                            .build())
                    .build()))
            .build();

    private ContractJson() {}

    /** The shared mapper. */
    public static JsonMapper mapper() {
        return MAPPER;
    }

    /** Gives another mapper's builder (Spring's, say) this dialect. */
    public static JsonMapper.Builder configure(JsonMapper.Builder builder) {
        return builder.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .addModule(times());
    }

    private static JacksonModule times() {
        return new SimpleModule("numeneon-times")
                .addSerializer(Instant.class, new InstantText.Writer())
                .addDeserializer(Instant.class, new InstantText.Reader());
    }
}
