package com.numeneon.standalone.system;

import com.numeneon.contracts.json.ContractJson;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** JSON to compare answers and frames with. */
final class Json {

    private Json() {}

    /** An object of these members, each a name and then its value; equal to what is read from its text. */
    static JsonNode of(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            members.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return ContractJson.mapper().readTree(ContractJson.mapper().writeValueAsString(members));
    }
}
