package com.numeneon.benchmarks.target;

import com.numeneon.contracts.json.ContractJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Status and body of an HTTP answer. */
@SuppressWarnings("ArrayRecordComponent") // bytes that are read once; never compared
public record Answer(int status, byte[] body) {

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The body of an answer of this status. */
    public JsonNode expect(int expected) throws IOException {
        if (status != expected) {
            throw new IOException("the answer was " + status + " instead of " + expected + ": " + text());
        }
        try {
            return ContractJson.mapper().readTree(body);
        } catch (JacksonException e) {
            throw new IOException("an answer of " + status + " is no JSON", e);
        }
    }
}
