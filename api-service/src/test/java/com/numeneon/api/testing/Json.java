package com.numeneon.api.testing;

import com.numeneon.contracts.json.ContractJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Small JSON texts. */
public final class Json {

    private Json() {}

    /** An object of text fields: name, value, name, value, … */
    public static String object(String... namesAndValues) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return ContractJson.mapper().writeValueAsString(fields);
    }

    /** Of the entries of a list, in their order. */
    public static List<Long> ids(List<JsonNode> entries) {
        return entries.stream().map(entry -> entry.path("id").asLong()).toList();
    }
}
