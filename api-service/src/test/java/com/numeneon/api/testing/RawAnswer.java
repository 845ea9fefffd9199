package com.numeneon.api.testing;

import com.numeneon.contracts.json.ContractJson;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What came back over a {@link RawClient}.
 *
 * @param headers by lower-case name
 */
public record RawAnswer(int status, Map<String, List<String>> headers, String text) {

    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                .findFirst();
    }

    public JsonNode json() {
        return ContractJson.mapper().readTree(text);
    }

    @Override
    public String toString() {
        return status + " " + headers + " " + text;
    }
}
