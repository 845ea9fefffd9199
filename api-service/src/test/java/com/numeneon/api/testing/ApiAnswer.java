package com.numeneon.api.testing;

import com.numeneon.contracts.json.ContractJson;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What came back. */
public record ApiAnswer(HttpResponse<String> http) {

    public int status() {
        return http.statusCode();
    }

    public String text() {
        return http.body();
    }

    public JsonNode json() {
        return ContractJson.mapper().readTree(text());
    }

    public Optional<String> header(String name) {
        return http.headers().firstValue(name);
    }

    /** Of a problem: the sentence for people. */
    public String detail() {
        return json().path("detail").asString();
    }

    /** Of a problem: the sentences about one field. */
    public List<String> errors(String field) {
        return json().path("errors")
                .path(field)
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }
}
